"""What one channel shows a stranger: schema `presence-audit/observation/1`.

Slim dataclasses rather than pydantic models, because an audit holds hundreds of thousands of posts (a
third of the memory). `None` always means "not shown", never zero, false or empty.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from presence_audit.model.channel import Provenance
from presence_audit.model.outcome import Outcome

SCHEMA = "presence-audit/observation/1"

DatePrecision = Literal["second", "day", "week", "month", "year"]
Kind = Literal["text", "image", "gallery", "video", "audio", "link", "poll", "document", "article", "other"]
CountPrecision = Literal["exact", "rounded", "bracket"]

# Needed to judge participation, but no part of the published schema, which is frozen.
_Internal = Annotated[SkipJsonSchema[str | None], Field(exclude=True)]
_Route = Annotated[SkipJsonSchema[Provenance | None], Field(exclude=True)]
_Routes = Annotated[SkipJsonSchema[tuple[Provenance, ...]], Field(exclude=True)]
_Trace = Annotated[SkipJsonSchema["Trace | None"], Field(exclude=True)]
_Answers = Annotated[SkipJsonSchema["Comments | None"], Field(exclude=True)]


@dataclass(frozen=True, slots=True)
class Count:
    """A number as the site shows it. "rounded" is what a site prints as 1.2K; "bracket" is a lower edge."""

    value: int
    precision: CountPrecision = "exact"


@dataclass(frozen=True, slots=True)
class Engagement:
    """Reactions of others to a post. Shown, never scored across platforms."""

    likes: int | None = None
    comments: int | None = None
    shares: int | None = None
    views: int | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """What the history keeps of words that it does not keep: how many they were, and a number that stands for them.

    `print` is made from the words in their order, or from the links where there are no words; None where there are
    neither. Equal numbers mean the same words; near repeats cannot be told by it. It is a signed number of 64 bits.
    """

    words: int
    print: int | None


@dataclass(frozen=True, slots=True)
class Post:
    """One act of publishing by the account.

    For a bare reshare `is_repost` is true, `author` is the other person, `text` is theirs, and
    `published_at` is when it was passed on. A quote with words of one's own is not a repost: `text` holds
    the own words and `quote_of` the account quoted. `is_reply` means: to somebody else; a thread of one's
    own is not a reply. `reply_to` is who is answered, as the platform names accounts. `provenance` is the route by
    which the post was read, `seen_in` the digest of the recorded answer in which it stands, None where several hold it
    or none was kept; the run sets both, no reader does. A post with a `trace` is known from an earlier run, and its
    text is not known any more: `text` and `links` are empty and mean nothing.
    """

    id: str
    url: str
    published_at: datetime | None
    date_precision: DatePrecision = "second"
    kind: Kind = "other"
    text: str = ""
    author: str | None = None
    is_reply: bool | None = None
    is_repost: bool | None = None
    is_pinned: bool | None = None
    language: str | None = None
    media: int | None = None
    media_with_alt: int | None = None
    links: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    engagement: Engagement = field(default_factory=Engagement)
    reply_to: _Internal = None
    quote_of: _Internal = None
    provenance: _Route = None
    seen_in: _Internal = None
    trace: _Trace = None


@dataclass(frozen=True, slots=True)
class Comment:
    """What was said under a post of the account, by others or by the account itself.

    `post` is the id of the account's post that it stands under, `parent` that of what it answers (the post or another
    comment), None where the site does not show it. `author` is who said it, as the platform names accounts, None where
    that is not shown; it is compared and counted, and never printed. `is_own` says whether the account itself said it,
    None where that cannot be told. `mentions` are the accounts that the text names. `seen_in` is as for a post.
    """

    id: str
    url: str
    post: str
    parent: str | None
    author: str | None
    is_own: bool | None
    published_at: datetime | None
    text: str = ""
    mentions: tuple[str, ...] = ()
    seen_in: str | None = None


@dataclass(frozen=True, slots=True)
class Comments:
    """What was said under the account's posts.

    Under every post that was published at or after `since`, all comments that the site shows were read; under older
    posts none. Hence no comments means that nobody said anything, as far as the site shows. Posts that were passed on,
    and answers under other people's posts, are not asked about. `left_out` are the ids of posts of whose thread the
    site shows a part only: nothing is known of what was said there, and the observation's `reason` says so.
    """

    since: datetime
    said: tuple[Comment, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """The head of the page: who the account says it is.

    `verified` counts the platform's own mark, or a proof that the platform has checked (a rel=me link back).
    """

    name: str | None = None
    bio: str | None = None
    followers: Count | None = None
    verified: bool | None = None
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Window:
    """Which stretch of time the posts cover.

    `reaches_back_to` is the earliest moment from which on every post is known to be listed: the start of
    the audited period or earlier when `complete`, else the date of the oldest post of a listing that was
    cut off, else null when the listing gives no dates. A pinned post never widens it.
    """

    oldest: datetime | None = None
    newest: datetime | None = None
    reaches_back_to: datetime | None = None
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """One recorded answer that a number rests on. `status` is null when no answer came."""

    url: str
    status: int | None
    sha256: str | None
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class ChannelRef:
    """The channel as the observation names it."""

    platform: str
    kind: str
    handle: str
    url: str


@dataclass(frozen=True, slots=True)
class Observation:
    """What was seen of one channel, by whom it was said, and what to do when it was not seen.

    `observed_at` is up to when it tells: a saved page knows nothing of what came after. `routes` are those by which
    it was read; the run sets them, no reader does. `comments` are None where the site does not show any, or where they
    were not asked for.
    """

    channel: ChannelRef
    outcome: Outcome
    reason: str = ""
    next_step: str = ""
    observed_at: datetime | None = None
    profile: Profile = field(default_factory=Profile)
    posts: tuple[Post, ...] = ()
    window: Window = field(default_factory=Window)
    evidence: tuple[Evidence, ...] = ()
    routes: _Routes = ()
    comments: _Answers = None
