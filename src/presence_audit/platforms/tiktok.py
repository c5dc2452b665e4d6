"""TikTok accounts, read from the profile page /@name, which robots.txt leaves open, and from pages saved in a browser.

A stranger's robot sees who the account is, its exact followers and how many videos it counts, but neither videos nor
dates: the list is fetched with signed requests, which are never imitated. So a live reading fills in the profile and
leaves the posts unknown, unless the account counts no video at all, or is private or gone.

A page saved from a browser holds the grid as far as it was scrolled.

What the reader keeps to:
- The id of a post holds when it was uploaded (`id >> 32` is Unix seconds): seconds before it was published, and in
  rare cases hours, for what was scheduled.
- Up to three posts on top that are older than the rest are pinned. A grid in another order than from new to old (by
  views, or oldest first) says nothing of how far back it reaches.
- Posts of others (reposts, suggestions) are not the account's. Whether a video answers a comment is not shown.
- A page is that of the account that a browser drew on it: what the program was loaded with may be another one's.

Page shape: as recorded in 2025-12 and 2026-01; nothing of it is documented by TikTok.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presence_audit.model.observation import Observation, Window
from presence_audit.model.outcome import Outcome
from presence_audit.platforms._contract import Ask, Conversation, Drift, Platform, Way, blocked, observation_of
from presence_audit.platforms._feeds import window_of
from presence_audit.platforms._html import decoded, tree_of
from presence_audit.platforms._identity import another
from presence_audit.platforms._reach import reach
from presence_audit.platforms._tiktok_page import (
    account_of,
    drawn_account,
    grid_of,
    pinned_on_top,
    scope_of,
)
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words
from presence_audit.platforms._visits import joined
from presence_audit.platforms._walls_sites import TIKTOK_CODES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from presence_audit.model.observation import Post
    from presence_audit.model.page import Page
    from presence_audit.platforms._tiktok_page import Account as Shown
    from presence_audit.platforms._wire import Node

_SAVE: Final = (
    "Open the account's page in your browser, scroll down to where the audited period begins, save the page (Ctrl+S) "
    "and write `saved: FILE` beside the channel."
)

_RESERVED = words(
    share="share",
    legal="legal about safety",
    other="t foryou discover tag music search live explore following login signup upload link inapp auth friends "
    "channel",
)
_NAME = re.compile(r"(?!\.+$)[a-z0-9_.]{1,24}")


def _recognise(url: ParsedUrl) -> Account | Refusal:
    parts = url.segments
    if url.label in {"vm", "vt"}:
        return refuse("other")
    if url.first == "embed" and len(parts) > 1:
        parts = parts[1:]
        if not parts[0].startswith("@"):
            return refuse("post")
    if not parts:
        return refuse("bad")
    if not parts[0].startswith("@"):
        return refuse(_RESERVED.get(url.first, "other"))
    handle = fold(parts[0][1:])
    if not _NAME.fullmatch(handle):
        return refuse("bad")
    answer = Account("tiktok", "account", handle, f"https://www.tiktok.com/@{handle}")
    is_post = len(parts) > 2 and parts[1].casefold() in {"video", "photo"}
    return refuse("post", answer.url) if is_post else answer


def _listed(ask: Ask, shown: Shown, posts: list[Post]) -> Observation:
    """The observation of a page with a grid."""
    skipped = pinned_on_top(posts)
    if skipped:
        posts = [replace(post, is_pinned=True) if place < skipped else post for place, post in enumerate(posts)]
    ended = shown.videos is not None and len(posts) >= shown.videos
    dates = [post.published_at for post in posts if post.published_at]
    notes = []
    if shown.videos is not None and not ended:
        notes.append(f"The account counts {shown.videos} videos; the page lists {len(posts)}.")
    if skipped is None and not ended:
        window = Window(min(dates, default=None), max(dates, default=None))
        notes.append("The grid is not sorted from new to old: how far back it reaches is not known.")
    else:
        window = window_of(tuple(posts), ask.since, ended=ended)
    return Observation(
        observation_of(ask), Outcome.OK, " ".join(notes), profile=shown.profile, posts=tuple(posts), window=window
    )


def _unlisted(ask: Ask, shown: Shown) -> Observation:
    """The observation of a page without a grid: it is empty only where the account counts no video."""
    if shown.videos == 0:
        none = blocked(ask, Outcome.ZERO_POSTS, "The account counts no videos.")
        return replace(none, profile=shown.profile, window=Window(None, None, ask.since, complete=True))
    counted = "" if shown.videos is None else f" It counts {shown.videos} videos."
    reason = f"TikTok shows the profile and not the videos: those are fetched with signed requests.{counted}"
    return replace(blocked(ask, Outcome.NOT_ATTEMPTED, reason, _SAVE), profile=shown.profile)


def _refused(ask: Ask, detail: Node) -> Observation | None:
    """What the page says instead of an account; None where it shows one."""
    code = detail.value.get("statusCode") if isinstance(detail.value, dict) else None
    if code == 0 or (code is None and detail.node_or_none("userInfo")):
        return None
    if isinstance(code, int) and code in TIKTOK_CODES:
        outcome, reason = TIKTOK_CODES[code]
        return blocked(ask, outcome, reason)
    raise Drift(f"TikTok answered with the code {str(code)[:20]}")


def _profile(ask: Ask, page: Page) -> Observation:
    """Read one profile page, with its grid where there is one."""
    root = tree_of(decoded(page))
    if root is None:
        raise Drift("the page is empty")
    scope = scope_of(page)
    detail = scope.node_or_none("webapp.user-detail") if scope else None
    drawn = drawn_account(root)
    loaded = None
    if detail is not None and (drawn is None or _is_about(detail, drawn.handle)):
        refused = _refused(ask, detail)
        if refused is not None:
            return refused
        loaded = account_of(detail)
    shown = loaded or drawn
    if shown is None:
        if scope is not None and scope.node_or_none("webapp.video-detail"):
            return blocked(ask, Outcome.NOT_ATTEMPTED, "The page is that of a single video, not of the account.", _SAVE)
        raise Drift("the page shows no account")
    other = another(ask, shown.handle)
    if other is not None:
        return other
    posts = grid_of(root, shown.handle, page.fetched_at)
    if posts:
        return _listed(ask, shown, posts)
    if shown.is_private:
        return replace(blocked(ask, Outcome.PRIVATE, "The account is private."), profile=shown.profile)
    return _unlisted(ask, shown)


def _is_about(detail: Node, handle: str) -> bool:
    info = detail.node_or_none("userInfo")
    user = info.node_or_none("user") if info else None
    return user is not None and fold(user.text_or_none("uniqueId") or "") == fold(handle)


def _read(ask: Ask) -> Conversation:
    """The profile page."""
    page = yield from reach(ask, f"https://www.tiktok.com/@{ask.channel.handle}")
    return page if isinstance(page, Observation) else _profile(ask, page)


def _saved(ask: Ask, pages: Sequence[Page]) -> Observation:
    """Pages saved from a browser: their grids together; where none shows one, what the newest says."""
    told: list[tuple[datetime, Observation]] = []
    trouble = ""
    for page in sorted(pages, key=lambda page: page.fetched_at, reverse=True):
        try:
            told.append((page.fetched_at, _profile(ask, page)))
        except Drift as drift:
            trouble = str(drift)
    if not told:
        raise Drift(trouble or "there is no page")
    known = [(at, found) for at, found in told if not found.outcome.is_unknown]
    return joined([pair for pair in told if pair[1].posts] or known[:1] or told[:1], ask.since)


PLATFORM = Platform(
    id="tiktok",
    name="TikTok",
    hosts=("tiktok.com",),
    recognise=_recognise,
    read=_read,
    saved=_saved,
    category="tiktok",
    shows=("followers", "posts", "dates", "text", "pins", "engagement"),
    wall="the list of videos is fetched with signed requests; plain clients often get a challenge page or HTTP 403",
    robots="www.tiktok.com allows profile and video pages and bars the embedded profile (/embed/@)",
    since="0.1.0",
    proven="2026-11-26 against a page recorded on 2025-12-30; not seen live",
    ways=(
        Way("saved", "minutes", _SAVE),
        Way(
            "export",
            "minutes",
            "In TikTok Studio open Analytics, Content, download the data as CSV, and write `export: FILE` beside the "
            "channel.",
        ),
        Way(
            "export",
            "days",
            "In TikTok open Settings, Account, Download your data, ask for JSON, and write `export: FILE` beside the "
            "channel.",
        ),
    ),
    examples={
        "https://www.tiktok.com/@nordlys": "account nordlys",
        "https://m.tiktok.com/@Nordlys.Energi?lang=nb": "account nordlys.energi",
        "https://www.tiktok.com/@nordlys/video/7000000000000000000": "post",
        "https://vm.tiktok.com/ZMabcdefg/": "other",
    },
)
