"""Instagram accounts, read from pages that the user saved, or live where the user states a permission.

robots.txt forbids all robots, and signed-out visitors mostly get a sign-in page. Sometimes the profile page comes: in
full, with the newest 12 posts, or as a shell that names followers and bio only. The page made for embedding
(`/name/embed/`) shows the newest 6 to 12; it is asked for where the profile page shows no posts.

What the reader keeps to:
- A post whose page does not tell its time has that of its code (`_ids.py`): the moment of uploading, up to a minute
  before it was published, and as much earlier as it was scheduled. Its precision is "second" all the same.
- Up to three pinned posts stand on top of the grid: they do not widen the window.
- A saved page that the browser had drawn shows links to posts, so times without texts. Where rows were taken out
  because the page was scrolled far, the links count as posts, but reach back to nothing.
- The text for the blind may be Instagram's own guess at a picture, so it is not counted as the author's.
- "0 Posts" in the tags for other sites is no proof of silence, as private accounts show it too; a count of 0 in the
  data of a public account is.

Page shapes: as recorded in 2024 (tags) and as public readers describe them in 2026 (data, embedding); nothing of this
is documented by Instagram.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from presence_audit.model.observation import Observation, Post, Window
from presence_audit.model.outcome import Outcome
from presence_audit.platforms._contract import Ask, Conversation, Drift, Platform, Way, blocked, observation_of
from presence_audit.platforms._identity import another
from presence_audit.platforms._instagram_page import Sight, sight_of
from presence_audit.platforms._instagram_posts import grid_window
from presence_audit.platforms._reach import failure, reach
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from presence_audit.model.page import Page

_RESERVED = words(
    share="share",
    legal="legal about privacy",
    post="p reel tv stories",
    other="reels explore accounts direct developer directory web challenge popular",
)
_POSTS = {"p", "reel", "tv"}
_SAVE: Final = "Open the profile in your browser, save the page (Ctrl+S) and write `saved: FILE` beside the channel."
_SAME_VISIT: Final = timedelta(hours=12)
_BOTH: Final = 2  # the profile page and the page for embedding
_NAME = re.compile(r"(?!\.+$)[A-Za-z0-9._]{1,30}")


def _account(name: str) -> Account | Refusal:
    handle = fold(name.removeprefix("@"))
    if not _NAME.fullmatch(handle):
        return refuse("bad")
    return Account("instagram", "account", handle, f"https://www.instagram.com/{handle}/")


def recognise(url: ParsedUrl) -> Account | Refusal:
    """`/name` with any tab behind it; posts, reels and stories are no accounts."""
    parts = url.segments[1:] if url.first in {"_u", "_n"} else url.segments
    if not parts:
        return refuse("bad")
    first = parts[0].casefold()
    if first in _RESERVED:
        is_story = first == "stories" and len(parts) > 1 and parts[1].casefold() != "highlights"
        of_whom = _account(parts[1]) if is_story else None
        return refuse(_RESERVED[first], of_whom.url if isinstance(of_whom, Account) else "")
    answer = _account(parts[0])
    if len(parts) > 2 and parts[1].casefold() in _POSTS and isinstance(answer, Account):
        return refuse("post", answer.url)
    return answer


def _span(ask: Ask, seen: Sequence[tuple[Page, Sight]]) -> tuple[Window, datetime]:
    """Which stretch of time the pages cover together without a gap, from the newest page on, and up to when."""
    windows = [(page.fetched_at, grid_window(sight.grid, ask.since, ended=sight.ended)) for page, sight in seen]
    dates = [at for _, window in windows for at in (window.oldest, window.newest) if at]
    dates = dates or [post.published_at for _, sight in seen for post in sight.posts if post.published_at]
    spans = sorted(((at, window.reaches_back_to) for at, window in windows if window.reaches_back_to), reverse=True)
    # What came after the newest listing is not known: a newer page without one leaves a gap.
    latest = max(page.fetched_at for page, _ in seen)
    listed = bool(spans) and latest - spans[0][0] <= _SAME_VISIT
    reach_back = spans[0][1] if listed else None
    for at, earlier in spans[1:]:
        if reach_back and at >= reach_back:
            reach_back = min(reach_back, earlier)
    complete = reach_back is not None and reach_back <= ask.since
    window = Window(min(dates, default=None), max(dates, default=None), ask.since if complete else reach_back, complete)
    return window, spans[0][0] if listed else latest


def _notes(posts: Sequence[Post], sights: Sequence[Sight]) -> str:
    undated = sum(post.published_at is None for post in posts)
    notes = []
    if not posts:
        notes.append("The page shows who the account is, and none of its posts.")
    elif all(sight.links_only for sight in sights if sight.posts):
        notes.append("The page shows links to the posts only: when they were uploaded, not what they say.")
    if undated:
        notes.append(f"{undated} of its posts have no date.")
    if posts and not any(sight.ended for sight in sights):
        notes.append("Instagram shows the newest posts only.")
    return " ".join(notes)


def _observed(ask: Ask, seen: Sequence[tuple[Page, Sight]]) -> Observation:
    """The observation of pages of the account that was asked for."""
    seen = sorted(seen, key=lambda pair: pair[0].fetched_at, reverse=True)
    sights = [sight for _, sight in seen]
    latest = seen[0][0].fetched_at
    # An account that was private or empty on an earlier visit may be neither now.
    last = [sight for page, sight in seen if latest - page.fetched_at <= _SAME_VISIT]
    is_private = next((sight.private for sight in last if sight.private is not None), None)
    counted = next((sight.counted for sight in last if sight.counted is not None), None)
    window, until = _span(ask, seen)
    profile = sights[0].profile
    for sight in sights[1:]:
        theirs = sight.profile
        profile = replace(
            profile,
            name=profile.name or theirs.name,
            bio=profile.bio or theirs.bio,
            followers=profile.followers or theirs.followers,
            verified=theirs.verified if profile.verified is None else profile.verified,
            links=profile.links or theirs.links,
        )
    if is_private:
        private = blocked(ask, Outcome.PRIVATE, "The account is open to its followers only.")
        return replace(private, profile=profile, observed_at=latest)
    posts: dict[str, Post] = {}
    for sight in sights:
        for post in sight.posts:
            known = posts.get(post.id)
            posts[post.id] = post if known is None or (post.text and not known.text) else known
    if not posts and is_private is False and counted == 0:
        none = blocked(ask, Outcome.ZERO_POSTS, "The account is public, and counts no posts.")
        window = Window(None, None, ask.since, complete=True)
        return replace(none, profile=profile, window=window, observed_at=latest)
    shown = tuple(posts.values())
    step = "" if posts else _SAVE
    return Observation(observation_of(ask), Outcome.OK, _notes(shown, sights), step, until, profile, shown, window)


def _look(ask: Ask, page: Page) -> Sight | Observation:
    """What a page shows of the account, or why it shows nothing of it."""
    wrong = failure(ask, page)
    if wrong is not None:
        return wrong
    sight = sight_of(page, ask.channel.handle)
    return another(ask, *sight.handles[:1]) or sight


def saved(ask: Ask, pages: Sequence[Page]) -> Observation:
    """The pages that the user saved; one that is a wall or about somebody else is passed over where another is not."""
    seen: list[tuple[Page, Sight]] = []
    failures: list[Observation] = []
    drifts: list[Drift] = []
    for page in sorted(pages, key=lambda page: page.fetched_at, reverse=True):
        try:
            found = _look(ask, page)
        except Drift as drift:
            drifts.append(drift)
            continue
        if isinstance(found, Observation):
            failures.append(found)
        else:
            seen.append((page, found))
    if seen:
        return _observed(ask, seen)
    if failures:
        return failures[0]
    raise next(iter(drifts), Drift("no page was given"))


def read(ask: Ask) -> Conversation:
    """The profile page; where that shows no posts, the page that the account's posts are embedded with elsewhere."""
    page = yield from reach(ask, ask.channel.url)
    if isinstance(page, Observation):
        seen, first = [], page
    else:
        look = _look(ask, page)
        seen = [] if isinstance(look, Observation) else [(page, look)]
        first = look if isinstance(look, Observation) else _observed(ask, seen)
    bare = first.outcome is Outcome.OK and not first.posts
    if not (bare or first.outcome is Outcome.LOGIN_WALL) or ask.max_pages < _BOTH:
        return first
    embed = yield from reach(ask, f"https://www.instagram.com/{ask.channel.handle}/embed/")
    if isinstance(embed, Observation):
        return first
    try:
        more = _look(ask, embed)
    except Drift:
        # The embedding is a courtesy of the site; the profile page is what was asked for.
        return first
    return first if isinstance(more, Observation) else _observed(ask, [*seen, (embed, more)])


PLATFORM = Platform(
    id="instagram",
    name="Instagram",
    hosts=("instagram.com", "instagr.am"),
    recognise=recognise,
    read=read,
    saved=saved,
    category="instagram",
    shows=("followers", "posts", "dates", "text", "engagement"),
    wall="Signed-out visitors mostly get a sign-in page, sent with status 200.",
    robots="Forbids all robots.",
    since="0.1.0",
    proven="2026-11-26 against a page recorded in 2024 (who it is); its posts by public readers' descriptions only",
    live="with permission",
    ways=(
        Way(
            "saved",
            "minutes",
            _SAVE,
        ),
        Way(
            "export",
            "minutes",
            "In Meta Business Suite open Insights, then Content, export the posts as CSV with the language set to "
            "English (US), and write `export: FILE` beside the channel.",
        ),
        Way(
            "export",
            "days",
            "Ask Instagram for a copy of your information (all time, format JSON), and write `export: FILE` beside "
            "the channel.",
        ),
    ),
    examples={
        "https://www.instagram.com/nordlys/?hl=nb": "account nordlys",
        "https://instagr.am/_u/Nordlys.Energi": "account nordlys.energi",
        "https://www.instagram.com/p/CabcdEfGhIj/": "post",
        "https://www.instagram.com/nordlys/reel/CabcdEfGhIj/": "post",
        "https://www.instagram.com/direct/inbox": "other",
    },
)
