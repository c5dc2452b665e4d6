"""What a platform is: which URLs are its own, and the conversation that reads one of its channels.

A reader is a generator free of I/O. It yields a `Request`, is sent the `Page` or the `Miss` that came of
it, and returns the `Observation`, so that a reader of three steps reads from top to bottom:

    def read(ask: Ask) -> Conversation:
        page = yield Request(f"https://{host}/feed")
        if isinstance(page, Miss):
            return refused(ask, page)
        ...
        return Observation(...)

Who drives it (audit.py, a test, a fuzzer) decides where answers come from. A reader never raises but
`Drift`, and that only through the typed reading of _wire.py.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from presence_audit.model.observation import ChannelRef, Observation
from presence_audit.model.page import Miss, Page, Request

if TYPE_CHECKING:
    from datetime import datetime

    from presence_audit.model.channel import Channel, Provenance
    from presence_audit.model.outcome import Outcome
    from presence_audit.platforms._urls import Account, ParsedUrl, Refusal

Shows = Literal[
    "followers",
    "posts",
    "dates",
    "text",
    "replies",
    "reposts",
    "pins",
    "alt text",
    "engagement",
    "authors",
    "comments",
]
# Whether a robot may ask at all: yes; only where the user asks for it by stating a permission; or never.
Live = Literal["open", "with permission", "never"]
Effort = Literal["minutes", "an hour", "days"]
Category = Literal["linkedin", "facebook", "instagram", "tiktok", "youtube", "microblog", "blog"]


@dataclass(frozen=True, slots=True)
class Ask:
    """What is wanted: the posts of `channel` from `since` until `until` (both aware).

    `endpoint` replaces the platform's public API host where the user runs another one (Bluesky AppView).
    A reader stops paging after `max_pages` answers and then says that its window is not complete. `key` is the user's
    own key to the platform's official API, where one is set. `comments_since` asks for what was said under the posts
    from then on, where the site shows it to strangers; None where nobody wants to know.
    """

    channel: Channel
    since: datetime
    until: datetime
    endpoint: str | None = None
    max_pages: int = 40
    key: str | None = field(default=None, repr=False)
    comments_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Handover:
    """The site turned out to be made with software that another reader knows: ask that one, with `url`."""

    platform: str
    url: str


Conversation = Generator[Request, Page | Miss, Observation | Handover]


class Drift(Exception):  # noqa: N818  it is an observation in the making, not an error of ours
    """A mandatory field is missing or of another type: the site has changed, or is not what it says."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which the user can make a channel readable that does not show itself to robots.

    `route` is how it is read then, `effort` how long it takes until it can be, and `how` one imperative sentence that
    ends with what to write into the profiles file. `kinds` are the kinds of account that it is for; all, where empty.
    `posts` is false where it brings no more than the followers.
    """

    route: Provenance
    effort: Effort
    how: str
    kinds: tuple[str, ...] = ()
    posts: bool = True


@dataclass(frozen=True, slots=True)
class Platform:
    """The declaration at the end of each platform file; found by listing the folder.

    `hosts` are registrable domains, or "*" for software that runs anywhere. `recognise` answers for URLs of
    those hosts only. `named` answers in its place where the user says that a URL is of this platform, which more
    shapes may then be; it is for software that runs anywhere and whose addresses give nothing away. `software` are the
    names by which servers say (NodeInfo) that they run it. `examples` maps a URL to "kind handle" or to the word it is
    refused with; tests hold the platform to them. `robots` is the stance its hosts took when last seen, `proven` the
    day (ISO) and the way that was shown, `since` the version of presence-audit that first read it.

    `read` is the conversation with the site itself, `live` whether that is held. `saved` reads the pages that a user
    saved from a browser; it asks nobody, and like `read` it raises nothing but `Drift`. `api` is the conversation with
    the official API, for which the environment variable `key` holds the user's key. `ways` tell how a channel that was
    not readable becomes so, the quickest first.

    `is_activity` says that what it lists are deeds (a push, a comment on code) and no posts: shown, never counted.
    """

    id: str
    name: str
    hosts: tuple[str, ...]
    recognise: Callable[[ParsedUrl], Account | Refusal | None]
    read: Callable[[Ask], Conversation]
    category: Category | None
    shows: tuple[Shows, ...]
    wall: str
    robots: str
    since: str
    proven: str
    examples: Mapping[str, str] = field(default_factory=dict)
    live: Live = "open"
    saved: Callable[[Ask, Sequence[Page]], Observation] | None = None
    api: Callable[[Ask], Conversation] | None = None
    key: str = ""
    ways: tuple[Way, ...] = ()
    named: Callable[[ParsedUrl], Account | Refusal | None] | None = None
    software: tuple[str, ...] = ()
    is_activity: bool = False


def observation_of(ask: Ask) -> ChannelRef:
    """How the observation names the channel that was asked for."""
    channel = ask.channel
    return ChannelRef(channel.platform, channel.kind, channel.handle, channel.url)


def refused(ask: Ask, miss: Miss) -> Observation:
    """The observation of a channel that could not be asked at all."""
    return blocked(ask, miss.outcome, miss.reason)


def blocked(ask: Ask, outcome: Outcome, reason: str, next_step: str | None = None) -> Observation:
    """The observation of a channel that shows no posts, for the reason given in one sentence."""
    step = outcome.next_step if next_step is None else next_step
    return Observation(observation_of(ask), outcome, reason, step)
