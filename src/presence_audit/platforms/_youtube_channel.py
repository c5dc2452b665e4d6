"""A YouTube channel put together from its tabs, however they came: asked of the site, or saved from a browser."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from presence_audit.model.observation import Observation, Profile, Window
from presence_audit.model.outcome import Outcome
from presence_audit.platforms._contract import Ask, blocked, observation_of
from presence_audit.platforms._urls import fold
from presence_audit.platforms._youtube_items import Tab, read_tab
from presence_audit.platforms._youtube_page import (
    alert_of,
    header_of,
    is_age_gate,
    knows_every_tab,
    names_of,
    tab_name,
    tabs_of,
)
from presence_audit.platforms._youtube_posts import read_posts

if TYPE_CHECKING:
    from datetime import datetime

    from presence_audit.platforms._wire import Node

# Tabs that are read, and tabs besides them that hold something published. "community" is where subscribers write.
READ: Final = ("videos", "shorts", "streams", "posts")
_HOLDING: Final = frozenset({*READ, "community", "podcasts", "releases", "courses"})
# Tabs that hold nothing published: the shop window and what is sorted, sold or told there.
_BESIDES: Final = frozenset({"featured", "playlists", "channels", "about", "store", "membership", "search"})


def identified(ask: Ask, answer: Node) -> Observation | None:
    """What is wrong with the identity of the channel that came; user and custom names are YouTube's to resolve."""
    channel_id, names = names_of(answer)
    wanted = ask.channel.handle
    other = None
    if ask.channel.kind == "channel" and channel_id != wanted:
        other = channel_id
    elif ask.channel.kind == "handle" and f"@{fold(wanted)}" not in names:
        other = next((name for name in sorted(names) if name.startswith("@")), channel_id)
    if not other:
        return None
    step = "Check the address in profiles.yaml; where a page was saved, reload the channel's own page and save that."
    return blocked(ask, Outcome.PARSE_DRIFT, f"YouTube answered with another channel ({other[:60]}).", step)


def shut(ask: Ask, answer: Node) -> Observation | None:
    """The observation of a page that shows no channel, or another one's; None where it is the one asked for."""
    gone = alert_of(answer)
    if gone:
        return blocked(ask, *gone)
    if is_age_gate(tabs_of(answer)):
        return blocked(ask, Outcome.AGE_GATED, "The channel is open to signed-in adults only.")
    return identified(ask, answer)


def selected(answer: Node, name: str) -> Node | None:
    """The tab that is open, if it is the one that was asked for. At times /posts comes alone, without its address."""
    tabs = tabs_of(answer)
    fits: set[str | None] = {name, "community"} if name == "posts" else {name}
    if name == "posts" and len(tabs) == 1:
        fits.add(None)
    return next((tab for tab in tabs if tab.flag_or_none("selected") and tab_name(tab) in fits), None)


def read_named(answer: Node, tab: Node, name: str, seen_at: datetime) -> Tab:
    """What an open tab lists, by its name."""
    return read_posts(tab, seen_at, names_of(answer)[0]) if name == "posts" else read_tab(tab, seen_at)


@dataclass(slots=True)
class Channel:
    """What is known of a channel: its header, the tabs that were read, and what went wrong on the way."""

    ask: Ask
    front: Node
    tabs: dict[str, Tab] = field(default_factory=dict)
    trouble: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def listed(self) -> list[str]:
        """The names of the tabs that the channel has and that can be read."""
        names = [name for name in map(tab_name, tabs_of(self.front)) if name]
        # Until 2025 the channel's own posts stood in /community; /posts leads there all the same.
        old = ["posts"] if "community" in names and "posts" not in names else []
        return [name for name in names if name in READ] + old

    @property
    def profile(self) -> Profile:
        """Who the channel is."""
        return header_of(self.front)[0]

    def floor(self) -> datetime:
        """Down to which moment the tabs read so far, Shorts aside, leave the whole channel known."""
        cut = [tab.reached for name, tab in self.tabs.items() if name != "shorts" and not tab.ended and tab.reached]
        return max([self.ask.since, *cut])

    def window(self, *, whole: bool) -> Window:
        """The stretch of time that all tabs together are known to cover."""
        dates = [post.published_at for tab in self.tabs.values() for post in tab.posts if post.published_at]
        reached = [
            self.ask.since if tab.ended and not tab.undated else tab.reached
            for tab in self.tabs.values()
            if tab.posts or not tab.ended
        ]
        known = [moment for moment in reached if moment]
        back = max(known) if whole and len(known) == len(reached) and known else None
        complete = back is not None and back <= self.ask.since
        return Window(
            min(dates, default=None), max(dates, default=None), self.ask.since if complete else back, complete
        )

    def _seen(self, counted: int | None) -> Observation:
        """The observation of a channel that has posts."""
        posts = {post.id: post for tab in self.tabs.values() for post in tab.posts}
        videos = sum(len(tab.posts) for name, tab in self.tabs.items() if name != "posts")
        cut = not all(tab.ended for tab in self.tabs.values())
        undated = sum(post.published_at is None for post in posts.values())
        # Where every list is at its end, the header has to count about as many.
        short = not cut and not self.trouble and counted is not None and videos * 10 < counted * 9
        notes = [*self.trouble, *self.notes]
        if undated:
            notes.append(f"{undated} of {len(posts)} items carry no date: the rate is not known.")
        if short:
            notes.append(f"The channel counts {counted} videos and lists {videos}.")
        window = self.window(whole=not self.trouble and not short)
        if cut and not window.complete:
            notes.append("YouTube lists the newest of each kind only.")
        shown = tuple(posts.values())
        return Observation(observation_of(self.ask), Outcome.OK, " ".join(notes), "", None, self.profile, shown, window)

    def observed(self, unread: Outcome = Outcome.PARSE_DRIFT, step: str | None = None) -> Observation:
        """What the tabs together say. Where none shows a post and some could not be read, the outcome is `unread`."""
        profile, counted = header_of(self.front)
        if any(tab.posts for tab in self.tabs.values()):
            return self._seen(counted)
        if self.trouble or counted or not knows_every_tab(self.front):
            why = " ".join(self.trouble) or "The channel lists no video, and does not prove that it has none."
            return replace(blocked(self.ask, unread, why, step), profile=profile)
        first, *rest = map(tab_name, tabs_of(self.front))
        # The address of the shop window, the first, may be the channel's own.
        names = {name for name in rest if name}
        if first and not first.startswith("@"):
            names.add(first)
        if new := sorted(names - _HOLDING - _BESIDES):
            why = f"The channel lists no video, and has a tab that is not known ({new[0][:40]})."
            return replace(blocked(self.ask, unread, why, step), profile=profile)
        if any(name not in self.tabs or self.tabs[name].waiting for name in names & _HOLDING):
            said = "The channel lists no video that is out; its other posts are not read."
            return Observation(observation_of(self.ask), Outcome.OK, said, profile=profile)
        none = blocked(self.ask, Outcome.ZERO_POSTS, "The channel has no videos, and no tab that could hold any.")
        return replace(none, profile=profile, window=Window(None, None, self.ask.since, complete=True))
