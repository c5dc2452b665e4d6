"""One channel as the metrics see it: how it stands, which stretch of time it shows, and its own posts in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from presence_audit.metrics._calendar import COARSE, DAYS_OF, days_before, is_coarse, published
from presence_audit.metrics._effective import in_order, is_own
from presence_audit.metrics._traces import is_in_doubt
from presence_audit.model.outcome import Outcome
from presence_audit.platforms import platforms
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.model.channel import Channel
    from presence_audit.model.observation import Comments, Evidence, Observation, Post

Standing = Literal["declared", "gone", "unknown", "read"]

# One post in ten may lack a flag or a date before the number that needs it is unknown.
TOLERATED = 0.1
# An answer of the day before is one of today. One that is older tells up to its own time.
_FRESH_DAYS = 1
# Owners get their exports after days, and pages are saved before a report is made: so long it still speaks of the
# account, up to when it was made. After that nobody would call it how things stand.
_STALE_DAYS = 7


@dataclass(frozen=True)
class ChannelView:
    """One channel of the company or of a leader over the audited period.

    `since` is the start of the period. `until` is its end, or the moment the channel was read where that lies
    more than a day before: what came after nobody has seen. `is_stale` says that this is too long ago to tell how the
    account stands today.
    """

    channel: Channel
    observation: Observation | None
    as_of: datetime
    since: datetime
    until: datetime
    is_stale: bool

    @property
    def name(self) -> str:
        """What people call the channel: "Mastodon" where it is known, else the platform's id."""
        return name_of(self.channel.platform)

    @property
    def label(self) -> str:
        """The channel with its handle: "Mastodon (nordlys@fosstodon.org)"."""
        return f"{self.name} ({self.channel.handle})" if self.channel.handle else self.name

    @property
    def category(self) -> str | None:
        """Which kind of channel the importance weights know it as."""
        platform = platforms().get(self.channel.platform)
        return platform.category if platform else None

    @property
    def standing(self) -> Standing:
        """Declared absent by the user, gone, unknown, or read."""
        if self.channel.absent:
            return "declared"
        if self.observation is None:
            return "unknown"
        if self.observation.outcome.is_absent:
            # A page that was saved in spring does not say that the account is still gone in autumn.
            return "unknown" if self.is_stale else "gone"
        if self.is_activity:
            return "unknown"
        return "read" if self.observation.outcome.is_readable else "unknown"

    @property
    def is_activity(self) -> bool:
        """What the platform lists are deeds (a push, a comment on code) and no posts: nothing is counted of them."""
        platform = platforms().get(self.channel.platform)
        return platform is not None and platform.is_activity

    @property
    def is_profile_seen(self) -> bool:
        """The head of the profile was shown, also where its posts were not."""
        if self.observation is None or self.standing in {"declared", "gone"}:
            return False
        profile = self.observation.profile
        return self.standing == "read" or profile.name is not None or profile.bio is not None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What every number of this channel rests on."""
        return self.observation.evidence if self.observation else ()

    @property
    def why(self) -> str:
        """Why the channel counts as absent or as unknown, in a sentence."""
        if self.standing == "declared":
            return f"{self.name} is declared absent in the profiles file."
        if self.observation is None:
            return f"{self.name} was not read."
        told = self.observation.reason or f"{self.name}: {self.observation.outcome.replace('_', ' ')}."
        is_old = self.is_stale and self.observation.outcome.is_absent
        return f"{told} That was on {self.until:%Y-%m-%d}; what came since is not known." if is_old else told

    @property
    def comments(self) -> Comments | None:
        """What was said under its posts; None where that was not read."""
        return self.observation.comments if self.observation else None

    @cached_property
    def own(self) -> tuple[Post, ...]:
        """The dated posts that are neither replies nor bare reshares, in order of time, up to `until`."""
        if self.observation is None or self.standing != "read":
            return ()
        until = self.until
        dated = (p for p in self.observation.posts if p.published_at is not None and p.published_at <= until)
        return tuple(in_order(filter(is_own, dated)))

    @cached_property
    def coarse(self) -> tuple[Post, ...]:
        """Own posts that are dated to the week or worse."""
        return tuple(post for post in self.own if post.date_precision in COARSE)

    @cached_property
    def in_doubt(self) -> tuple[Post, ...]:
        """Own posts that may be near repeats, or have some, although nobody can see it (see `_traces`)."""
        return tuple(filter(is_in_doubt, self.own))

    def in_doubt_from(self, start: datetime) -> int:
        """How many of them bear upon what counts from `start` on: a repeat follows its original within days."""
        first = days_before(start, anchors().effective.repeat_days)
        return sum(1 for post in self.in_doubt if published(post) >= first)

    @cached_property
    def undated(self) -> int:
        """How many own posts have no date."""
        if self.observation is None or self.standing != "read":
            return 0
        return sum(1 for p in self.observation.posts if p.published_at is None and is_own(p))

    @property
    def is_undated(self) -> bool:
        """So many posts lack a date that nothing may be said of time."""
        return self.undated > TOLERATED * (self.undated + len(self.own))

    @property
    def reach(self) -> datetime | None:
        """From when on every post is known to be listed; None where the listing does not say."""
        if self.observation is None or self.standing != "read":
            return None
        if self.observation.window.complete or self.observation.outcome is Outcome.ZERO_POSTS:
            return self.since
        reach = self.observation.window.reaches_back_to
        return reach.astimezone(UTC) if reach else None

    @property
    def has_never_posted(self) -> bool:
        """The platform says that the account has no posts, and says so of today: an old archive knows only its time."""
        return self.observation is not None and self.observation.outcome is Outcome.ZERO_POSTS and not self.is_stale

    def covers(self, start: datetime) -> bool:
        """Every post since `start` is listed."""
        return self.reach is not None and self.reach <= start

    @property
    def last_post(self) -> Post | None:
        """The newest own post."""
        return self.own[-1] if self.own else None

    def is_silent_since(self, start: datetime, last: Post | None) -> bool:
        """It is confirmed that no post has come since `start`: gone, declared absent, or seen to be silent.

        `last` is the newest post that counts for who asks: any own post, or one that repeats nobody.
        """
        if self.standing in {"declared", "gone"} or self.has_never_posted:
            return True
        if self.standing == "unknown" or self.until < self.as_of or self.undated:
            return False
        if last is not None and last.published_at is not None:
            unit = DAYS_OF[last.date_precision] if is_coarse(last.date_precision) else 0
            if last.published_at >= start - timedelta(days=unit):
                return False
        return self.covers(start)

    def dated_since(self, start: datetime) -> Iterator[Post]:
        """Everything dated from `start` up to `until`: own posts, replies and reshares, in whatever order."""
        for post in self.observation.posts if self.observation and self.standing == "read" else ():
            if post.published_at is not None and start <= post.published_at <= self.until:
                yield post

    @property
    def acts(self) -> Iterator[Post]:
        """Everything dated within the period, as the platform lists it: own posts, replies and reshares."""
        return self.dated_since(self.since)

    @cached_property
    def activity(self) -> tuple[Post, ...]:
        """The acts in order of time."""
        return tuple(in_order(self.acts))

    @cached_property
    def reservations(self) -> str:
        """What the platform does not show and the numbers therefore take for granted."""
        posts = self.own
        hides_replies = any(p.is_reply is None for p in posts)
        hides_reshares = any(p.is_repost is None for p in posts)
        if hides_replies and hides_reshares:
            return "replies and reshares cannot be told from posts there"
        if hides_replies:
            return "replies cannot be told from posts there"
        return "reshares cannot be told from posts there" if hides_reshares else ""


def name_of(platform: str) -> str:
    """The name of a platform, or its id where no reader knows it."""
    known = platforms().get(platform)
    return known.name.partition(" (")[0] if known else platform


def view_of(channel: Channel, observation: Observation | None, as_of: datetime, days: int) -> ChannelView:
    """The view of one channel over the `days` before `as_of`."""
    now = as_of.astimezone(UTC)
    seen = observation.observed_at.astimezone(UTC) if observation and observation.observed_at else now
    until = seen if seen < days_before(now, _FRESH_DAYS) else now
    is_stale = seen < days_before(now, _STALE_DAYS)
    return ChannelView(channel, observation, now, days_before(now, days), until, is_stale)
