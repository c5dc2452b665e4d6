"""A feed that shows ten posts, through forty weeks of random deeds: each report against what the script did."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from metrics.observed import letters

from presence_audit.history import History, Noticed, Seen
from presence_audit.metrics import Choices, report_of, trace_of
from presence_audit.model.channel import Channel
from presence_audit.model.observation import ChannelRef, Evidence, Observation, Post, Window
from presence_audit.model.outcome import Outcome
from presence_audit.model.profiles import Company, Profiles, Settings
from presence_audit.model.report import Report
from presence_audit.routes import widened

ZONE = ZoneInfo("Europe/Oslo")
CHANNEL = Channel("mastodon", "account", "nordlys", "https://m.example/@nordlys")
FIRST, WEEK, WEEKS, SHOWN, DAYS = datetime(2026, 1, 4, 21, tzinfo=UTC), timedelta(weeks=1), 40, 10, 182
A_DAY = 3  # posts of a day that count: twice the leading rate of a microblog, over seven
PROFILES = Profiles(
    "profiles.yaml", Company("Nordlys Energi", "https://nordlys.example", "b2b", "Europe/Oslo"), (CHANNEL,),
    settings=Settings(window_days=DAYS),
)  # fmt: skip


@dataclass
class Deed:
    """A post as it stands at the site; `is_there` until it is deleted."""

    id: str
    at: datetime
    text: str
    is_there: bool = True


@dataclass
class World:
    """The site: what is published, edited, deleted and put back in each week, drawn by a seed."""

    chance: random.Random
    is_busy: bool  # more than ten in some weeks, which leave a gap
    posts: list[Deed] = field(default_factory=list)

    def live(self, week: int) -> None:
        until = FIRST + week * WEEK
        number = self.chance.choice((0, 1, 2, 3, 4, 6, 9, 14) if self.is_busy else (0, 1, 2, 2, 3, 4)) if week else 15
        back = (WEEK if week else 8 * WEEK) // timedelta(seconds=1)
        for _ in range(number):
            at = until - timedelta(seconds=self.chance.randrange(5, back))
            name = f"p{len(self.posts)}"
            self.posts.append(Deed(name, at, f"nyhet {letters(len(self.posts))}"))
        for post in self._some((0, 0, 1, 2)):
            post.text += f" {letters(self.chance.randrange(10**6))}"
        for post in self._some((0, 0, 0, 1, 1, 2)):
            post.is_there = False
        gone = [post for post in self.posts if not post.is_there]
        if gone and self.chance.random() < 0.2:
            self.chance.choice(gone).is_there = True

    def _some(self, numbers: tuple[int, ...]) -> list[Deed]:
        return self.chance.sample(self.posts, self.chance.choice(numbers))

    def shown(self) -> list[Deed]:
        return sorted((post for post in self.posts if post.is_there), key=lambda post: post.at, reverse=True)[:SHOWN]


@dataclass
class Known:
    """What somebody can know who wrote down the ten posts of every week."""

    said: dict[str, Deed] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    spans: list[tuple[datetime, datetime]] = field(default_factory=list)

    def read(self, at: datetime, shown: list[Deed]) -> Noticed:
        """What is noticed in one week."""
        ids = {post.id for post in shown}
        before = {post.id: self.said[post.id] for post in shown if post.id in self.said}
        edited = {post.id for post in shown if post.id in before and before[post.id].text != post.text}
        returned = self.gone & ids
        steady = [post.at for post in before.values() if post.id not in edited]
        start = min(steady, default=at)  # what is new or edited may stand last for just this
        inside = {id_ for id_, post in self.said.items() if id_ not in self.gone - returned and post.at > start}
        missing = inside - ids
        missing = set() if len(missing) >= 3 and 2 * len(missing) > len(inside) else missing
        added = len(ids - self.said.keys())
        self.gone = (self.gone - returned) | missing
        self.said |= {post.id: Deed(post.id, post.at, post.text) for post in shown}
        self.spans.append((at, shown[-1].at))
        many = len(edited) >= 3 and 2 * len(edited) > len(before)
        return Noticed(added, 0 if many else len(edited), len(missing), len(returned))

    def reach(self) -> datetime:
        """Back to when every post is known."""
        reach = self.spans[-1][1]
        for end, start in reversed(self.spans[:-1]):
            if end < reach:
                break
            reach = min(reach, start)
        return reach

    def counted(self) -> list[datetime]:
        """When the posts came that count, oldest first."""
        a_day: Counter[Any] = Counter()
        found = []
        for at in sorted(post.at for id_, post in self.said.items() if id_ not in self.gone):
            a_day[at.astimezone(ZONE).date()] += 1
            if a_day[at.astimezone(ZONE).date()] <= A_DAY:
                found.append(at)
        return found


def _reading(at: datetime, shown: list[Deed]) -> Observation:
    ref = ChannelRef(CHANNEL.platform, CHANNEL.kind, CHANNEL.handle, CHANNEL.url)
    evidence = (Evidence(CHANNEL.url, 200, f"{int(at.timestamp()):064x}", at),)
    posts = tuple(
        Post(
            post.id, f"{CHANNEL.url}/{post.id}", post.at, text=post.text, kind="text", is_reply=False, is_repost=False,
            is_pinned=False, provenance="live",
        )
        for post in shown
    )  # fmt: skip
    oldest, since = shown[-1].at, at - timedelta(days=DAYS)
    window = Window(oldest, shown[0].at, oldest, oldest < since)
    return Observation(ref, Outcome.OK, observed_at=at, posts=posts, window=window, evidence=evidence, routes=("live",))


def _wall(at: datetime) -> Observation:
    ref = ChannelRef(CHANNEL.platform, CHANNEL.kind, CHANNEL.handle, CHANNEL.url)
    return Observation(ref, Outcome.NETWORK_ERROR, "No answer.", observed_at=at, routes=("live",))


def _rate(counted: list[datetime], reach: datetime, at: datetime) -> float | None:
    """Posts a week over the newer half of the period, or over what is known of it."""
    start = at - timedelta(days=DAYS / 2)
    if reach <= start:
        return sum(post >= start for post in counted) / 13
    number = sum(post >= reach for post in counted)
    return None if number < 2 else (number - 1) / ((at - reach) / WEEK)


def _rhythm(counted: list[datetime], at: datetime) -> tuple[float, float]:
    """The share of active weeks, and the longest silence in days."""
    today = at.astimezone(ZONE).date()
    days = sorted({post.astimezone(ZONE).date() for post in counted})
    ago = [(today - day).days for day in days if (today - day).days < DAYS]
    silences = [later - sooner for later, sooner in pairwise([DAYS - 1, *sorted(ago, reverse=True), 0])]
    return len({number // 7 for number in ago}) / 26, float(max(silences))


def _leaf(report: Report, metric: str) -> float | None:
    leaves = [leaf for pillar in report.pillars for leaf in pillar.leaves if leaf.metric == metric]
    return next(leaf.value for leaf in leaves if leaf.subject == CHANNEL.id)


@pytest.mark.parametrize("seed", range(6))
def test_every_number_of_every_week_is_what_can_be_known_of_it(seed: int) -> None:
    world, known = World(random.Random(seed), is_busy=seed % 2 == 1), Known()
    whole = 0
    with History.in_memory() as history:
        for week in range(WEEKS):
            at, since = FIRST + week * WEEK, FIRST + week * WEEK - timedelta(days=DAYS)
            world.live(week)
            shown = [] if week > 3 and world.chance.random() < 0.08 else world.shown()
            found = _reading(at, shown) if shown else _wall(at)
            seen = {CHANNEL.id: Seen("company", found)}
            history.record(at, DAYS, "1", "0", seen, trace=trace_of, is_ours=lambda _: True)
            found = widened(found, history.past(at, since).get(CHANNEL.id, ()), since)
            report = report_of(
                PROFILES, {CHANNEL.id: found}, None, at, tool_version="0", choices=Choices(holidays=False)
            )
            (line,) = report.channels
            if not shown:
                assert (line.posts_per_week, line.last_post_at, line.posts_seen) == (None, None, None)
                assert history.noticed(at) == {}
                continue
            assert history.noticed(at).get(CHANNEL.id, Noticed()) == known.read(at, shown)
            reach, counted = known.reach(), known.counted()
            assert line.posts_per_week == pytest.approx(_rate(counted, reach, at))
            assert line.last_post_at == max(post.at for id_, post in known.said.items() if id_ not in known.gone)
            assert found.window.complete is (reach <= since)
            told = _leaf(report, "active-weeks"), _leaf(report, "longest-silence")
            assert told == (pytest.approx(_rhythm(counted, at)) if reach <= since else (None, None))
            whole += reach <= since
    assert whole > 0 or world.is_busy
