"""Moments that stand in the ids of posts: exact where the page itself only says "3mo".

Sources: the snowflake scheme that Twitter published in 2010; the others were found by comparing ids with printed
dates, and hold to the second or, where said, to about a minute.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

_ALPHABET: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_TWITTER_EPOCH: Final = 1_288_834_974_657
_INSTAGRAM_EPOCH: Final = 1_314_220_021_721
# Before these networks there were no such ids; what says otherwise is an id of another kind.
_EARLIEST: Final = datetime(2006, 3, 21, tzinfo=UTC)
_DIGITS: Final = re.compile(r"[0-9]{9,20}", re.ASCII)


def _moment(milliseconds: int, latest: datetime) -> datetime | None:
    if not 0 <= milliseconds < 253_402_300_800_000:
        return None
    moment = datetime.fromtimestamp(milliseconds // 1000, UTC)
    return moment if _EARLIEST <= moment <= latest else None


def _number(id_: str) -> int | None:
    return int(id_) if _DIGITS.fullmatch(id_) else None


def linkedin_time(id_: str, latest: datetime) -> datetime | None:
    """When a LinkedIn activity, share or ugcPost was made: `id >> 22` is Unix milliseconds.

    `latest` is the moment of reading: an id of after that is no such id. None where it holds no time.
    """
    number = _number(id_)
    return None if number is None else _moment(number >> 22, latest)


def x_time(id_: str, latest: datetime) -> datetime | None:
    """When a post on X was made: `(id >> 22) + 1288834974657` is Unix milliseconds. None for ids of before 2010-11."""
    number = _number(id_)
    return None if number is None or number < 1 << 38 else _moment((number >> 22) + _TWITTER_EPOCH, latest)


def meta_time(pk: str, latest: datetime) -> datetime | None:
    """When the media of an Instagram or Threads post was uploaded: `(pk >> 23) + 1314220021721` is Unix milliseconds.

    That is up to a minute before it was published, and longer for what was scheduled.
    """
    number = _number(pk)
    return None if number is None else _moment((number >> 23) + _INSTAGRAM_EPOCH, latest)


def shortcode_time(code: str, latest: datetime) -> datetime | None:
    """As `meta_time`, from the code in a post's address (base64url of the pk): /p/CODE/, /reel/CODE/, /post/CODE."""
    pk = 0
    if not 10 <= len(code) <= 12 or any(letter not in _ALPHABET for letter in code):
        return None
    for letter in code:
        pk = pk * 64 + _ALPHABET.index(letter)
    return meta_time(str(pk), latest)


def tiktok_time(id_: str, latest: datetime) -> datetime | None:
    """When a TikTok video was uploaded: `id >> 32` is Unix seconds.

    That is seconds before it was published, and once in a while hours, for what was scheduled.
    """
    number = _number(id_)
    return None if number is None else _moment((number >> 32) * 1000, latest)
