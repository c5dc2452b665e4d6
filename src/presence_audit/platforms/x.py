"""X (once Twitter), read as far as the owner's archive or a saved page goes.

X forbids all robots, and shows signed-out visitors a choice of popular posts that are neither the newest nor all.

What the reader keeps to:
- A page gives who the account is and its followers: exact where the page carries its data for search engines, rounded
  ("86.4K") where a browser left that out. It never gives a post, so nothing is concluded of how often the account
  posts; signed in, the page holds the posts around the place that was scrolled to, which is no list either.
- An account is without posts only where that data counts none, and none is shown.
- That an account is gone, suspended or locked is known where the saved page says so (the first two in English).
- Posts come from the archive that X gives to the account's owner.

Post ids hold the time: `(id >> 22) + 1288834974657` is Unix milliseconds.
Page shapes: as recorded in December 2025; nothing of this is documented by X.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presence_audit.model.observation import Observation, Window
from presence_audit.model.outcome import Outcome
from presence_audit.platforms._contract import Ask, Conversation, Drift, Platform, Way, blocked
from presence_audit.platforms._html import soup
from presence_audit.platforms._identity import another
from presence_audit.platforms._reach import failure, reach
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, parse_url, refuse, words
from presence_audit.platforms._x_page import Shown, absence_of, is_shell, shown_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.page import Page

_CHOICE: Final = "X shows visitors a choice of posts, not the newest and not all, so none of them is counted."
_ARCHIVE: Final = (
    "In X, open Settings, Your account, Download an archive of your data, wait a day or more for it, and write "
    "`export: FILE` beside the channel."
)

_RESERVED = words(
    share="intent share compose",
    legal="privacy tos rules about",
    other="home search hashtag i login logout signup settings explore notifications messages jobs download account "
    "oauth",
)
_NAME = re.compile(r"[A-Za-z0-9_]{1,15}")


def _account(name: str) -> Account | Refusal:
    handle = fold(name.removeprefix("@"))
    if not _NAME.fullmatch(handle):
        return refuse("bad")
    return Account("x", "account", handle, f"https://x.com/{handle}")


def _recognise(url: ParsedUrl) -> Account | Refusal:
    if not url.segments:
        return refuse("bad")
    action = url.segments[1].casefold() if len(url.segments) > 1 else ""
    if url.first == "intent" and action in {"user", "follow"} and "screen_name" in url.query:
        return _account(url.query["screen_name"])
    if url.first in _RESERVED:
        return refuse(_RESERVED[url.first])
    answer = _account(url.segments[0])
    if action in {"status", "statuses"} and len(url.segments) > 2 and isinstance(answer, Account):
        return refuse("post", answer.url)
    return answer


def _told(ask: Ask, shown: Shown) -> Observation:
    """What is known of the account itself; of its posts only that there are none, or that nobody but them sees them."""
    if shown.protected:
        found = blocked(ask, Outcome.PRIVATE, "The account is protected: X shows its posts to its followers only.")
    elif shown.counted == 0 and not shown.listed:
        none = blocked(ask, Outcome.ZERO_POSTS, "X counts no posts of the account.")
        found = replace(none, window=Window(reaches_back_to=ask.since, complete=True))
    else:
        found = blocked(ask, Outcome.LOGIN_WALL, _CHOICE, _ARCHIVE)
    return replace(found, profile=shown.profile)


def _page(ask: Ask, page: Page) -> Observation:
    """What one page says; `Drift` where it is no page of X."""
    tree = soup(page)
    shown = shown_by(tree)
    if shown is not None:
        return another(ask, shown.handle) or _told(ask, shown)
    where = parse_url(page.url)
    place = _recognise(where) if where else None
    gone = absence_of(tree)
    if gone is not None:  # such a page does not name its account, but its address does
        other = another(ask, place.handle) if isinstance(place, Account) else None
        return other or blocked(ask, *gone)
    if is_shell(tree):
        reason = "X sent a page that is empty until a browser fills it in."
        return blocked(ask, Outcome.LOGIN_WALL, reason)
    raise Drift("the page shows no profile")


def read(ask: Ask) -> Conversation:
    """The profile page, which robots.txt forbids; by the user's stated permission it is asked for."""
    answer = yield from reach(ask, ask.channel.url)
    return answer if isinstance(answer, Observation) else _page(ask, answer)


def saved(ask: Ask, pages: Sequence[Page]) -> Observation:
    """What the newest of the saved pages says that says anything of the account."""
    told: list[Observation] = []
    drift: Drift | None = None
    for page in sorted(pages, key=lambda page: page.fetched_at, reverse=True):
        try:
            told.append(replace(failure(ask, page) or _page(ask, page), observed_at=page.fetched_at))
        except Drift as error:
            drift = drift or error
    known = [found for found in told if found.profile.name or not found.outcome.is_unknown]
    if not told:
        raise drift or Drift("there is no page")
    best = next(iter([*known, *told]))
    if best.outcome is Outcome.LOGIN_WALL and not known:
        step = "Save the page again, when the profile stands in the browser."
        return replace(best, outcome=Outcome.PARSE_DRIFT, next_step=step)
    return best


PLATFORM = Platform(
    id="x",
    name="X",
    hosts=("x.com", "twitter.com"),
    recognise=_recognise,
    read=read,
    category="microblog",
    shows=("followers",),
    wall="Signed-out visitors get an empty shell, or a few posts that are not the newest.",
    robots="Forbids all robots.",
    since="0.1.0",
    proven="2026-11-26 against a page recorded on 2025-12-23",
    live="with permission",
    saved=saved,
    ways=(
        Way(
            "saved",
            "minutes",
            "For its followers only, open the profile in your browser, save the page (Ctrl+S) and write `saved: FILE` "
            "beside the channel.",
            posts=False,
        ),
        Way("export", "days", _ARCHIVE),
    ),
    examples={
        "https://x.com/NordlysEnergi?s=20": "account nordlysenergi",
        "https://mobile.twitter.com/@nordlys": "account nordlys",
        "https://twitter.com/#!/nordlys": "account nordlys",
        "https://twitter.com/intent/user?screen_name=nordlys": "account nordlys",
        "https://twitter.com/intent/tweet?text=hei": "share",
        "https://x.com/nordlys/status/1000000000000000000": "post",
        "https://twitter.com/hashtag/havvind": "other",
    },
)
