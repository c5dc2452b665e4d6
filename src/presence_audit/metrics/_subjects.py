"""Everything the metrics measure: the company, its channels and its leaders, each prepared once.

Channels are weighed by category (LinkedIn, microblogs, blog ...). One channel represents its category: the
known one with the best cadence, else one that was read, else one that is not gone. The others are shown
with weight 0, so that a toy account can neither help nor harm.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from presence_audit.metrics._benchmarks import held_against
from presence_audit.metrics._echoes import Vocabulary
from presence_audit.metrics._effective import Judged, LeaderPosts, LeadersSaid, by_time, judged
from presence_audit.metrics._holidays import Holidays, holidays_of
from presence_audit.metrics._leaf import sentence
from presence_audit.metrics._links import Links, links_of
from presence_audit.metrics._measured import Measured
from presence_audit.metrics._questions import Question, questions_of
from presence_audit.metrics._rates import Seen, rate_of
from presence_audit.metrics._roles import is_chief, leader_weights
from presence_audit.metrics._views import ChannelView, name_of, view_of
from presence_audit.scoring import anchors, curves

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from presence_audit.metrics._choices import Choices
    from presence_audit.metrics._echoes import Text
    from presence_audit.model.channel import Channel
    from presence_audit.model.observation import Observation, Post
    from presence_audit.model.profiles import Leader, Profiles
    from presence_audit.scoring.anchors import Points

# Where no benchmark is known, two posts a day count.
_LEADING_ELSEWHERE = 7.0
_CATEGORY_NAMES = {
    "linkedin": "LinkedIn",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "tiktok": "TikTok",
    "youtube": "YouTube",
    "microblog": "microblog",
    "blog": "blog or newsroom",
}


@dataclass(frozen=True)
class CompanyChannel:
    """One channel of the company with its effective posts, its benchmark and on what that rests, its rate and points.

    `weight` is the importance of its category where it represents the category, else 0 with a `note`. It `is_contested`
    where another one of the category could not be judged, and might represent it instead.
    """

    view: ChannelView
    judged: Judged
    benchmark: Points | None
    basis: str
    rate: Seen | str
    weight: float = 0.0
    note: str = ""
    is_contested: bool = False

    @property
    def effective(self) -> tuple[Post, ...]:
        """The posts that count, in order of time."""
        return self.judged.effective

    @property
    def last_post(self) -> Post | None:
        """The newest post that repeats no earlier one; one above the daily cap is a sign of life too."""
        return max((*self.judged.effective[-1:], *self.judged.above_cap[-1:]), key=by_time, default=None)

    @property
    def points(self) -> float | None:
        """The cadence in points, None where it is not known."""
        if isinstance(self.rate, str) or self.benchmark is None or self.view.standing != "read":
            return None
        return curves.up(self.rate.rate.value, self.benchmark.typical, self.benchmark.leading)


@dataclass(frozen=True)
class LeaderView:
    """One leader with the channels listed for him or her, and what was said there."""

    leader: Leader
    is_chief: bool
    weight: float
    channels: tuple[ChannelView, ...]
    posts: LeaderPosts

    @property
    def subject(self) -> str:
        """How reports name the leader."""
        return f"leader:{self.leader.id}"

    @cached_property
    def read(self) -> tuple[ChannelView, ...]:
        """The channels whose posts were seen up to now."""
        return tuple(v for v in self.channels if v.standing == "read" and not v.is_stale)

    @cached_property
    def unknown(self) -> tuple[ChannelView, ...]:
        """The channels of which nobody knows what is there, or what has come since they were read."""
        return tuple(v for v in self.channels if v.standing == "unknown" or (v.standing == "read" and v.is_stale))

    @property
    def standing(self) -> Literal["unlisted", "absent", "listed"]:
        """No channel is listed, every one is declared or confirmed absent, or there is something to look at."""
        if not self.channels:
            return "unlisted"
        return "listed" if self.read or self.unknown else "absent"

    @property
    def last_post(self) -> Post | None:
        """The newest post in the leader's own words on any channel that was read: no repeat, and nobody's copy."""
        return max((p for v in self.channels if (p := self.last_on(v)) is not None), key=by_time, default=None)

    def last_on(self, view: ChannelView) -> Post | None:
        """The newest of these on one channel."""
        newest_first = reversed(self.posts.own)
        return next((s.post for s in newest_first if s.channel == view.channel.id and not s.is_copy), None)

    def settled(self) -> Measured | None:
        """The answer to every question about a leader without channels, or who is confirmed absent."""
        if self.standing == "unlisted":
            return Measured.unknown("No channel is listed; list one, or write `absent: true`.")
        if self.standing == "absent":
            evidence = [e for v in self.channels for e in v.evidence]
            return Measured.absent(sentence(*dict.fromkeys(v.why for v in self.channels)), evidence)
        return None

    @property
    def partly(self) -> str:
        """What to add to a number that rests on some of the channels only; empty where it rests on all."""
        if not self.unknown:
            return ""
        known = len(self.read)
        return f"measured on {known} of {known + len(self.unknown)} channels"

    @property
    def why_unknown(self) -> str:
        """Why the channels that are not known are not known."""
        stale = "It was last read on {:%Y-%m-%d}; what has come since is not known."
        told = (stale.format(view.until) if view.standing == "read" else view.why for view in self.unknown)
        return sentence(*dict.fromkeys(told))


@dataclass(frozen=True)
class Subjects:
    """The whole of one audit, as every metric takes it.

    `days` is the length of the period, `cadence_days` its newer half, `links` what the company's site and posts
    point to.
    """

    profiles: Profiles
    as_of: datetime
    zone: ZoneInfo
    days: int
    channels: tuple[CompanyChannel, ...]
    leaders: tuple[LeaderView, ...]
    links: Links
    choices: Choices

    @property
    def cadence_days(self) -> float:
        """The window of cadence: the newer half of the period (91 of 182 days)."""
        return self.days / 2

    @cached_property
    def period(self) -> tuple[date, date]:
        """The first and the last local day of the audited period: exactly `days` days, ending on that of the audit."""
        last = self.as_of.astimezone(self.zone).date()
        return last - timedelta(days=self.days - 1), last

    @cached_property
    def holidays(self) -> Holidays:
        """What counts as holiday in the period, as the company's country and whoever asks will have it."""
        return holidays_of(self.profiles.company.country, *self.period, is_on=self.choices.holidays)

    @property
    def importance(self) -> Mapping[str, float]:
        """The weight of each expected category for this kind of company."""
        return anchors().importance[self.profiles.company.kind].weights

    @property
    def unlisted(self) -> tuple[str, ...]:
        """The expected categories of which no channel is listed, nor declared absent."""
        listed = {c.view.category for c in self.channels}
        return tuple(category for category in self.importance if category not in listed)

    @cached_property
    def questions(self) -> Mapping[str, tuple[Question, ...]]:
        """The public questions of the newer half of the period, by the id of the channel they were asked on."""
        return questions_of(self)

    @property
    def is_without_channels(self) -> bool:
        """Not one channel that counts is claimed, although not everything is declared absent."""
        claimed = any(c.weight and c.view.standing != "declared" for c in self.channels)
        return not claimed and bool(self.unlisted)


def category_name(category: str) -> str:
    """What people call a category of channel."""
    return _CATEGORY_NAMES.get(category, category)


def _leading(view: ChannelView, benchmark: Points | None) -> float:
    """The rate that sets the daily cap: a modest target of one's own does not make a second post a day spam."""
    cadence = anchors().cadence_of(view.channel.platform, view.category)
    usual = cadence.default.leading if cadence else _LEADING_ELSEWHERE
    return max(usual, benchmark.leading if benchmark else 0.0)


def _prepared(
    view: ChannelView, days: float, choices: Choices, judge: Callable[[Sequence[Post], float], Judged]
) -> CompanyChannel:
    held = held_against(view, choices)
    posts = judge(view.own, _leading(view, held.points))
    rate = rate_of(posts.effective, view, days) if view.standing == "read" else view.why
    return CompanyChannel(view, posts, held.points, held.basis, rate)


def _rank(channel: CompanyChannel) -> tuple[int, float]:
    """Which channel of a category is known best; the least comes first."""
    if channel.points:
        return 0, -channel.points
    # Silence beside an account that cannot be read proves nothing of the category: the best may be the unread one.
    standing = "silent" if channel.points is not None else channel.view.standing
    return {"read": 1, "unknown": 2, "silent": 3, "gone": 4, "declared": 5}[standing], 0.0


def _weighed(channels: Sequence[CompanyChannel], importance: Mapping[str, float], kind: str) -> list[CompanyChannel]:
    best: dict[str, CompanyChannel] = {}
    for channel in sorted(channels, key=lambda c: (*_rank(c), c.view.channel.id)):
        best.setdefault(channel.view.category or "", channel)
    unjudged = {id(c): c.view.category for c in channels if c.points is None and c.view.standing in {"read", "unknown"}}
    weighed = []
    for channel in channels:
        category = channel.view.category or ""
        weight, note = importance.get(category, 0.0), ""
        if not weight:
            note = f"{channel.view.name} is shown, but carries no weight for a {kind} company"
        elif best[category] is not channel:
            chosen = best[category].view.channel
            note = f"{name_of(chosen.platform)} ({chosen.handle}) represents the category {category_name(category)}"
            weight = 0.0
        others = (of for other, of in unjudged.items() if other != id(channel))
        is_contested = bool(weight) and channel.view.category in others
        weighed.append(replace(channel, weight=weight, note=note, is_contested=is_contested))
    return weighed


def _spoken(views: tuple[ChannelView, ...]) -> tuple[ChannelView, ...]:
    """The channels on which a leader can speak; those of mere activity only where there are no others."""
    return tuple(v for v in views if not v.is_activity) or views


def _told_to(said: LeadersSaid, profiles: Profiles, urls: set[str]) -> Callable[[Post, Text], None] | None:
    """Tells the leaders what the company said before them, without the posts that a leader has signed.

    On a site such a post and the leader's own are one and the same.
    """
    if not profiles.leaders:
        return None
    names = {name.casefold() for leader in profiles.leaders for name in (leader.name, *leader.aliases)}

    def tell(post: Post, text: Text) -> None:
        if (post.author or "").casefold() not in names and post.url not in urls:
            said.tell(text)

    return tell


def _leaders(
    profiles: Profiles, views: Mapping[str, tuple[ChannelView, ...]], posts: Mapping[str, LeaderPosts]
) -> tuple[LeaderView, ...]:
    return tuple(
        LeaderView(leader, is_chief(leader.role), weight, views[leader.id], posts[leader.id])
        for leader, weight in zip(
            profiles.leaders, leader_weights([leader.role for leader in profiles.leaders]), strict=True
        )
    )


def subjects_of(
    profiles: Profiles,
    observations: Mapping[str, Observation],
    home: Observation | None,
    as_of: datetime,
    choices: Choices,
) -> Subjects:
    """Prepare the company, its channels and its leaders for measuring.

    Args:
        profiles: who they are.
        observations: what was seen, by channel id.
        home: the company's home page, None where it was not read.
        as_of: the end of the audited period, aware.
        choices: what whoever asks for the report has chosen.
    """
    days = profiles.settings.window_days
    zone = ZoneInfo(profiles.company.timezone)

    def view(channel: Channel) -> ChannelView:
        return view_of(channel, observations.get(channel.id), as_of, days)

    company = [view(channel) for channel in profiles.channels]
    # One by one, for two leaders who are absent from one network share the id of a channel that has no name.
    theirs = {leader.id: _spoken(tuple(map(view, leader.channels))) for leader in profiles.leaders}
    posts = {leader: [(v.channel.id, v.own) for v in views] for leader, views in theirs.items()}
    vocabulary = Vocabulary([*chain.from_iterable(v.own for v in chain(company, *theirs.values()))])
    said = LeadersSaid(posts, vocabulary)
    tell = _told_to(said, profiles, {p.url for v in chain(*theirs.values()) for p in v.own if p.url})
    judge = partial(judged, zone=zone, vocabulary=vocabulary, tell=tell)
    prepared = [_prepared(one, days / 2, choices, judge) for one in company]
    importance = anchors().importance[profiles.company.kind].weights
    channels = tuple(_weighed(prepared, importance, profiles.company.kind))
    return Subjects(
        profiles=profiles,
        as_of=as_of,
        zone=zone,
        days=days,
        channels=channels,
        leaders=_leaders(profiles, theirs, said.posts(zone)),
        links=links_of(profiles, [c.view for c in channels], home),
        choices=choices,
    )
