"""Facebook pages, read from pages that the user saved, or live where the user states a permission.

A plain client gets status 400 or a sign-in page, and robots.txt forbids all robots. The page itself names followers
(rounded: "61M followers") and holds the data of its first post or posts only; the others come while one scrolls, and
are drawn without a time that could be relied on.

What the reader keeps to:
- Posts are listed where their data came with the page. They show what was last published, never how often: the window
  reaches back to nothing.
- What the browser had drawn besides has no certain date, and is not listed.
- Likes of a page are not its followers.
- A page has a name and one or two numbers (of the page, and of its profile): each of them identifies it.
- Nothing on the page proves that there are no posts, so it is never said.

Page shapes: as public readers describe them in 2026; nothing of this is documented by Facebook.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from presence_audit.model.observation import Observation, Post, Profile, Window
from presence_audit.model.outcome import Outcome
from presence_audit.platforms._contract import Ask, Conversation, Drift, Platform, Way, observation_of
from presence_audit.platforms._facebook_page import Sight, sight_of
from presence_audit.platforms._identity import another
from presence_audit.platforms._reach import failure, reach
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, parse_url, refuse, words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from presence_audit.model.page import Page

_SAVE: Final = "Open the page in your browser, save it (Ctrl+S) and write `saved: FILE` beside the channel."
_EXPORT: Final = (
    "In Meta Business Suite open Insights, then Content, export the posts as CSV with the language set to "
    "English (US), and write `export: FILE` beside the channel."
)
_RESERVED = words(
    share="sharer sharer.php share.php share dialog",
    legal="privacy policies policy legal terms help",
    post="photo photo.php photos story.php permalink.php video.php videos posts reel media notes watch",
    other="tr groups events hashtag login login.php home.php me marketplace gaming business ads plugins l.php search "
    "pages_create stories settings messages recover",
)
_POSTS = {"posts", "photos", "videos", "reel", "reels", "notes", "events"}
_NAME = re.compile(r"[\w.-]{1,100}")
_ENDS_WITH_ID = re.compile(r"(?:.*-)?(\d{9,})")


def _page(name: str) -> Account | Refusal:
    by_id = _ENDS_WITH_ID.fullmatch(name)
    if by_id:
        handle = by_id.group(1)
        return Account("facebook", "page", handle, f"https://www.facebook.com/profile.php?id={handle}")
    handle = fold(name)
    if not _NAME.fullmatch(handle):
        return refuse("bad")
    return Account("facebook", "page", handle, f"https://www.facebook.com/{quote(handle)}")


def _numbered(text: str) -> Account | Refusal:
    return _page(text) if _ENDS_WITH_ID.fullmatch(text) else refuse("bad")


def recognise(url: ParsedUrl) -> Account | Refusal:
    """`/name`, `/profile.php?id=`, and the id at the end of `/pages/…`, `/people/…` and `/p/…`, with any tab behind."""
    parts = url.segments
    if url.first in {"", "pg"} and len(parts) < 2:
        return refuse("bad")
    if url.first == "profile.php":
        return _numbered(url.query.get("id", ""))
    if url.first in {"pages", "people", "p"}:
        return _numbered(parts[-1])
    if url.first == "pg":  # an older address of the same page
        return _page(parts[1])
    if url.first in _RESERVED:
        return refuse(_RESERVED[url.first])
    answer = _page(parts[0])
    if len(parts) > 2 and parts[1].casefold() in _POSTS and isinstance(answer, Account):
        return refuse("post", answer.url)
    return answer


def _plain(handle: str) -> str:
    """The spelling under which Facebook takes two names for one: without dots and case."""
    return fold(handle).replace(".", "")


def _handles(sight: Sight) -> list[str]:
    """Every name and number that the page goes by."""
    found = []
    for address in sight.addresses:
        url = parse_url(address)
        account = recognise(url) if url is not None and url.site == "facebook.com" else None
        found += [account.handle] if isinstance(account, Account) else []
    return [*found, *sight.ids]


def _look(ask: Ask, page: Page) -> Sight | Observation:
    """What a page shows of the account, or why it shows nothing of it."""
    wrong = failure(ask, page)
    if wrong is not None:
        return wrong
    sight = sight_of(page)
    handles = _handles(sight)
    if not handles or not sight.profile.name:
        raise Drift(f"{page.url} names no page")
    if _plain(ask.channel.handle) in map(_plain, handles):
        return sight
    return another(ask, *handles) or sight


def _observed(ask: Ask, sights: Sequence[Sight]) -> Observation:
    profile = Profile()
    posts: dict[str, Post] = {}
    for sight in sights:
        theirs = sight.profile
        profile = Profile(
            profile.name or theirs.name,
            profile.bio or theirs.bio,
            profile.followers or theirs.followers,
            theirs.verified if profile.verified is None else profile.verified,
        )
        posts |= {post.id: post for post in sight.posts if post.id not in posts}
    dates = [post.published_at for post in posts.values() if post.published_at]
    note = (
        "Facebook sends the data of the newest posts only: how often the page publishes is not known from them."
        if posts
        else "The page shows who it is about, and the data of none of its posts."
    )
    window = Window(min(dates, default=None), max(dates, default=None))
    step = "" if posts else _EXPORT
    return Observation(observation_of(ask), Outcome.OK, note, step, None, profile, tuple(posts.values()), window)


def saved(ask: Ask, pages: Sequence[Page]) -> Observation:
    """The pages that the user saved; one that is a wall or about somebody else is passed over where another is not."""
    sights: list[tuple[datetime, Sight]] = []
    failures: list[Observation] = []
    drifts: list[Drift] = []
    for page in pages:
        try:
            found = _look(ask, page)
        except Drift as drift:
            drifts.append(drift)
            continue
        if isinstance(found, Observation):
            failures.append(found)
        else:
            sights.append((page.fetched_at, found))
    if sights:
        sights.sort(key=lambda pair: pair[0], reverse=True)
        return replace(_observed(ask, [sight for _, sight in sights]), observed_at=sights[0][0])
    if failures:
        return failures[0]
    raise next(iter(drifts), Drift("no page was given"))


def read(ask: Ask) -> Conversation:
    """The page itself, asked for plainly."""
    page = yield from reach(ask, ask.channel.url)
    return page if isinstance(page, Observation) else saved(ask, [page])


PLATFORM = Platform(
    id="facebook",
    name="Facebook",
    hosts=("facebook.com", "fb.com", "fb.me"),
    recognise=recognise,
    read=read,
    saved=saved,
    category="facebook",
    shows=("followers", "posts", "dates", "text", "reposts", "engagement"),
    wall="Signed-out visitors get a sign-in page or status 400.",
    robots="Forbids all robots but a few that are named.",
    since="0.1.0",
    proven="2026-11-26 by public readers' descriptions; not seen live",
    live="with permission",
    ways=(
        Way("export", "minutes", _EXPORT),
        Way("saved", "minutes", _SAVE, posts=False),
        Way(
            "export",
            "days",
            "Ask Facebook for a copy of your page's information (all time, format JSON), and write `export: FILE` "
            "beside the channel.",
        ),
    ),
    examples={
        "https://www.facebook.com/nordlys": "page nordlys",
        "https://nb-no.facebook.com/Nordlys.Energi?ref=page": "page nordlys.energi",
        "https://www.facebook.com/profile.php?id=100000000000001": "page 100000000000001",
        "https://www.facebook.com/pages/category/Energy/Nordlys-100000000002/": "page 100000000002",
        "https://www.facebook.com/people/Nordlys/100000000000001/": "page 100000000000001",
        "https://fb.com/nordlys": "page nordlys",
        "https://www.facebook.com/sharer/sharer.php?u=https://nordlys.example": "share",
        "https://www.facebook.com/nordlys/posts/123": "post",
        "https://www.facebook.com/groups/nordlys": "other",
    },
)
