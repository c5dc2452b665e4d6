"""One entry of an X archive's tweets.js as a post.

Source: the README.txt that X puts into each archive, and archives of 2020, 2022 and 2025 that their owners published.
Numbers are strings, text is escaped as in HTML, and nothing says what a retweet or a quote is but the text itself.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from presence_audit.model.observation import Engagement, Kind, Post
from presence_audit.platforms._contract import Drift
from presence_audit.platforms._html import resolve
from presence_audit.platforms._ids import x_time
from presence_audit.platforms._posts import language_of
from presence_audit.platforms._urls import fold
from presence_audit.platforms._wire import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presence_audit.platforms._wire import Node

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# strptime would read the names in the language of this machine.
_CREATED: Final = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d\d):(\d\d):(\d\d) \+0000 (\d{4})", re.ASCII)
_RETWEET: Final = re.compile(r"RT @([A-Za-z0-9_]{1,15}):?\s*")
_STATUS: Final = re.compile(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/([A-Za-z0-9_]{1,15})/status/\d+")
_DIGITS: Final = re.compile(r"[0-9]{1,15}", re.ASCII)
# What X writes where it knows no language: undetermined, or only tags, mentions, media, short or cashtags.
_NO_LANGUAGE: Final = re.compile(r"und|zxx|art|q[a-z]{2}")


def number(node: Node, name: str) -> int | None:
    """A count that is written as text ("12"), as all are in these archives."""
    text = node.text_or_none(name)
    return int(text) if text and _DIGITS.fullmatch(text) else node.count_or_none(name)


def _moment(tweet: Node, id_: str, latest: datetime) -> datetime | None:
    found = _CREATED.fullmatch((tweet.text_or_none("created_at") or "").strip())
    if found is None or found[1] not in _MONTHS:
        return x_time(id_, latest)
    day, hour, minute, second = (int(part) for part in found.groups()[1:5])
    try:
        return datetime(int(found[6]), _MONTHS.index(found[1]) + 1, day, hour, minute, min(second, 59), tzinfo=UTC)
    except ValueError:
        return x_time(id_, latest)


def _under(tweet: Node, *names: str) -> list[Node]:
    node: Node | None = tweet
    for name in names[:-1]:
        node = node.node_or_none(name) if node else None
    return node.items_or_empty(names[-1]) if node else []


def _unique(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _kind(media: list[Node], links: tuple[str, ...]) -> Kind:
    kinds = [item.text_or_none("type") for item in media]
    if not kinds:
        return "link" if links else "text"
    if all(kind == "photo" for kind in kinds):
        return "gallery" if len(kinds) > 1 else "image"
    return "video" if {"video", "animated_gif"} & set(kinds) else "other"


def _with_alt(media: list[Node]) -> int | None:
    """Archives leave the texts of pictures out; a tool that completed one may have put them in."""
    told = [item for item in media if item.node_or_none("ext_alt_text")]
    return sum(bool((item.text_or_none("ext_alt_text") or "").strip()) for item in told) if told else None


def _text(tweet: Node, urls: list[Node], media: list[Node]) -> str:
    """The words as the author wrote them: addresses in full, and none for the pictures."""
    full = tweet.text_or_none("full_text")
    text = html.unescape(tweet.text("text") if full is None else full)
    for url in urls:
        short, full = url.text_or_none("url"), url.text_or_none("expanded_url")
        if short and full:
            text = text.replace(short, full)
    for item in media:
        short = item.text_or_none("url")
        if short:
            text = text.replace(short, "")
    return clean(text).strip()


def _answered(tweet: Node, account_id: str, handle: str) -> tuple[bool | None, str | None]:
    """Whether somebody else is answered, and who. An answer to oneself continues a thread."""
    owner = tweet.text_or_none("in_reply_to_user_id_str") or tweet.text_or_none("in_reply_to_user_id")
    name = tweet.text_or_none("in_reply_to_screen_name")
    if owner is None and name is None:
        # The answered post is known but whose it was is not: its author is gone.
        return (None if tweet.text_or_none("in_reply_to_status_id_str") else False), None
    if owner == account_id or (name is not None and fold(name) == handle):
        return False, None
    return True, name or owner


def post_of(entry: Node, account_id: str, handle: str, latest: datetime) -> Post:
    """An entry of tweets.js as a post of the account; `Drift` when it has no id or no text.

    Of a retweet only the beginning of the other person's words is known, and the applause is not the account's.
    """
    tweet = entry.node_or_none("tweet") or entry  # the first archives had no wrapper
    id_ = tweet.text_or_none("id_str") or tweet.text("id")
    if not _DIGITS.match(id_):
        raise Drift(f"{entry.path} has no id")
    urls, media = _under(tweet, "entities", "urls"), _under(tweet, "extended_entities", "media")
    media = media or _under(tweet, "entities", "media")
    links = _unique(resolve("", url.text_or_none("expanded_url") or "") for url in urls)
    quoted = next((found[1] for link in links if (found := _STATUS.match(link))), None)
    is_reply, reply_to = _answered(tweet, account_id, handle)
    language = tweet.text_or_none("lang") or ""
    post = Post(
        id=id_,
        url=f"https://x.com/{handle}/status/{id_}",
        published_at=_moment(tweet, id_, latest),
        kind=_kind(media, links),
        text=_text(tweet, urls, media),
        is_reply=is_reply,
        is_repost=False,
        language=None if _NO_LANGUAGE.fullmatch(language) else language_of(language),
        media=len(media),
        media_with_alt=_with_alt(media),
        links=links,
        hashtags=_unique(tag.text_or_none("text") for tag in _under(tweet, "entities", "hashtags")),
        mentions=_unique(who.text_or_none("screen_name") for who in _under(tweet, "entities", "user_mentions")),
        engagement=Engagement(likes=number(tweet, "favorite_count"), shares=number(tweet, "retweet_count")),
        reply_to=reply_to,
        quote_of=None if quoted is None or fold(quoted) == handle else quoted,
    )
    passed_on = _RETWEET.match(post.text)
    if passed_on is None:
        return post
    return replace(
        post,
        text=post.text[passed_on.end() :],
        author=passed_on[1],
        is_reply=False,
        is_repost=True,
        engagement=Engagement(),
        reply_to=None,
        quote_of=None,
    )
