from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from metrics.observed import AS_OF, Audit, channel, every, leader, post, posts, seen
from metrics.prepared import subjects

from presence_audit.metrics._trend import trends_of
from presence_audit.model.observation import Post
from presence_audit.model.outcome import Outcome
from presence_audit.model.shown import Trend
from presence_audit.scoring.trend import mann_kendall, theil_sen

BLOG = channel("feed")
RISING = [n // 6 for n in range(26)]


def _weekly(counts: list[int]) -> list[Post]:
    """So many posts in each week, oldest first, the last of which ends on the day of the audit; one a day."""
    weeks = len(counts)
    return [post(7 * (weeks - 1 - n) + day) for n, count in enumerate(counts) for day in range(count)]


def _trend(audit: Audit, subject: str = BLOG.id) -> Trend:
    return next(trend for trend in trends_of(subjects(audit)) if trend.subject == subject)


def test_a_channel_that_posts_more_and_more_is_rising() -> None:
    trend = _trend(Audit().on(BLOG, _weekly(RISING)))

    assert (trend.weeks, trend.direction) == (26, "rising")
    assert trend.s == mann_kendall(RISING).s
    assert trend.p == mann_kendall(RISING).p
    assert trend.slope == theil_sen(RISING)
    assert trend.reason == "Effective posts of 26 weeks, from 2026-01-05 to 2026-07-05, 2 in the median week."


def test_a_channel_that_posts_less_and_less_is_falling() -> None:
    trend = _trend(Audit().on(BLOG, _weekly(RISING[::-1])))

    assert trend.direction == "falling"
    assert trend.slope is not None
    assert trend.slope < 0


def test_even_posting_has_no_trend_and_the_reason_says_that_it_may_be_chance() -> None:
    trend = _trend(Audit().on(BLOG, every(3.5)))

    assert (trend.direction, trend.s, trend.p, trend.slope) == ("none", 0, 1, 0)
    assert trend.reason.endswith("Chance alone may give that course.")


def test_a_trend_that_is_certain_and_small_is_none() -> None:
    # Half of the weeks 6 and the later half 7, but for one: certain, and the median of all slopes is 0.
    counts = [6] * 18 + [7] * 8
    trend = _trend(Audit().on(BLOG, _weekly(counts)))

    assert trend.p is not None
    assert trend.p < 0.05
    assert abs(theil_sen(counts)) * 26 <= 0.2 * 6
    assert trend.direction == "none"
    assert trend.reason.endswith("The change is too small to notice.")


@pytest.mark.parametrize("quiet", [range(14), range(12, 26), range(18)])
def test_where_the_median_week_has_no_post_any_slope_counts_and_none_does_not(quiet: range) -> None:
    counts = [0 if n in quiet else 3 for n in range(26)]
    trend = _trend(Audit().on(BLOG, _weekly(counts)))

    assert trend.p is not None
    assert trend.p < 0.05
    slope = theil_sen(counts)
    assert trend.slope == slope
    assert trend.direction == ("none" if slope == 0 else "rising" if slope > 0 else "falling")


def test_below_ten_weeks_nothing_is_known_and_the_reason_says_how_many_there_are() -> None:
    trend = _trend(Audit().on(BLOG, every(1, until=69), back_to=69))

    assert trend == Trend(
        subject=BLOG.id,
        weeks=9,
        s=None,
        p=None,
        slope=None,
        direction="unknown",
        reason="9 whole weeks of posts can be seen, and a trend needs 10.",
    )
    assert _trend(Audit().on(BLOG, every(1, until=70), back_to=70)).weeks == 10


def test_weeks_that_are_known_in_part_are_left_out() -> None:
    # Saved three days ago: its last whole day is 1 July, and 25 whole weeks end there.
    trend = _trend(Audit().on(BLOG, every(2, start=4), observed_at=AS_OF - timedelta(days=3)))

    assert trend.weeks == 25
    assert "from 2026-01-08 to 2026-07-01" in trend.reason


@pytest.mark.parametrize(
    ("audit", "reason"),
    [
        (
            Audit().on(BLOG, [*every(3), replace(post(0), published_at=None)]),
            "1 posts are shown without a date.",
        ),
        (Audit().on(BLOG, every(3), complete=False), "The listing does not say how far back it reaches."),
        (Audit().on(BLOG, posts(0.01), back_to=0.01), "The listing shows no whole day."),
    ],
    ids=["undated", "reach", "today"],
)
def test_a_channel_whose_days_are_not_known_has_no_trend(audit: Audit, reason: str) -> None:
    trend = _trend(audit)

    assert (trend.direction, trend.weeks, trend.slope, trend.reason) == ("unknown", 0, None, reason)


def test_only_channels_that_were_read_have_a_trend_and_every_leader_has_one() -> None:
    kari = channel("bluesky", "kari", "leader:kari")
    audit = Audit().on(channel("linkedin"), outcome=Outcome.LOGIN_WALL).on(BLOG, every(3))
    audit.on(channel("instagram", "", absent=True))
    audit.led_by(leader(channels=[kari]), seen(kari, every(9))).led_by(leader("ola", "CFO", "Ola Nordmann"))
    absent = channel("linkedin", "", "leader:per", absent=True)
    audit.led_by(leader("per", "COO", "Per Spelmann", [absent]))

    trends = trends_of(subjects(audit))
    assert [trend.subject for trend in trends] == [BLOG.id, "leader:kari", "leader:ola", "leader:per"]
    assert [trend.direction for trend in trends[1:]] == ["none", "unknown", "unknown"]
    assert "No channel is listed" in trends[2].reason
    assert "declared absent" in trends[3].reason
    shown = audit.report.shown
    assert shown is not None
    assert shown.trends == trends


def _kari(*reads: tuple[str, list[Post], dict[str, Any]]) -> Audit:
    channels = [channel(platform, "kari", "leader:kari") for platform, _, _ in reads]
    looks = [seen(of, listed, **more) for of, (_, listed, more) in zip(channels, reads, strict=True)]
    return Audit().led_by(leader(channels=channels), *looks)


def test_a_leader_is_judged_over_the_weeks_that_all_channels_show() -> None:
    rising = _weekly(RISING)
    alone = _trend(_kari(("bluesky", rising, {})), "leader:kari")
    short = _trend(_kari(("bluesky", rising, {}), ("mastodon", [], {"back_to": 90})), "leader:kari")

    assert (alone.weeks, alone.direction, short.weeks) == (26, "rising", 12)
    assert short.s == mann_kendall(RISING[-12:]).s
    assert alone.s == mann_kendall(RISING).s


def test_the_posts_of_all_channels_of_a_leader_are_counted_together() -> None:
    even = [post(7 * n + 1) for n in range(26)]
    both = _trend(_kari(("bluesky", _weekly([n % 2 for n in range(26)]), {}), ("mastodon", even, {})), "leader:kari")

    assert "1.5 in the median week" in both.reason


def test_a_hidden_channel_of_a_leader_is_told_beside_the_trend() -> None:
    wall = {"outcome": Outcome.LOGIN_WALL, "reason": "LinkedIn shows this to members only."}
    trend = _trend(_kari(("bluesky", _weekly(RISING), {}), ("linkedin", [], wall)), "leader:kari")

    assert trend.direction == "rising"
    assert "Measured on 1 of 2 channels" in trend.reason
    assert "LinkedIn shows this to members only." in trend.reason


def test_what_a_leader_said_where_nobody_has_looked_lately_is_not_counted() -> None:
    old = {"observed_at": AS_OF - timedelta(days=30)}
    trend = _trend(_kari(("bluesky", _weekly(RISING), {}), ("mastodon", [*posts(*range(31, 150))], old)), "leader:kari")

    assert (trend.direction, trend.s) == ("rising", mann_kendall(RISING).s)
    assert "Measured on 1 of 2 channels" in trend.reason


def test_a_leader_of_whom_nothing_was_read_is_unknown_and_not_silent() -> None:
    wall = {"outcome": Outcome.LOGIN_WALL, "reason": "LinkedIn shows this to members only."}
    trend = _trend(_kari(("linkedin", [], wall)), "leader:kari")

    assert (trend.direction, trend.weeks, trend.reason) == ("unknown", 0, "LinkedIn shows this to members only.")


def test_one_channel_of_a_leader_whose_days_are_not_known_leaves_the_trend_unknown() -> None:
    undated = [replace(post(0), published_at=None)]
    trend = _trend(_kari(("bluesky", _weekly(RISING), {}), ("mastodon", undated, {})), "leader:kari")

    assert (trend.direction, trend.weeks) == ("unknown", 0)
    assert trend.reason == "Mastodon: 1 posts are shown without a date."


def test_a_week_ends_at_midnight_of_the_company() -> None:
    # 23:30 UTC is the next day in Norway: of two posts around midnight, the later one belongs to the newer week.
    edge = [post(7 - 9.75 / 24), post(7 - 10.25 / 24)]  # 28 June at 21:45 and at 22:15 UTC
    counts = [post(7 * n + 1) for n in range(26)]
    alone, with_edge = (_trend(Audit().on(BLOG, listed)) for listed in (counts, [*counts, *edge]))

    assert alone.s == 0
    assert with_edge.s == mann_kendall([1] * 24 + [2, 2]).s


@given(st.lists(st.integers(0, 181 * 24), max_size=30), st.randoms(use_true_random=False))
def test_the_order_of_the_listing_changes_no_trend(hours: list[int], dice: random.Random) -> None:
    listed = [post(hour / 24) for hour in hours]
    shuffled = dice.sample(listed, len(listed))

    assert trends_of(subjects(Audit().on(BLOG, listed))) == trends_of(subjects(Audit().on(BLOG, shuffled)))


@given(st.lists(st.integers(0, 7), min_size=26, max_size=26))
def test_an_arrow_is_shown_only_where_it_is_certain_and_large(counts: list[int]) -> None:
    trend = _trend(Audit().on(BLOG, _weekly(counts)))

    assert trend.p is not None
    assert trend.slope is not None
    assert (trend.s, trend.slope) == (mann_kendall(counts).s, theil_sen(counts))
    usual = sorted(counts)[12:14]
    is_arrow = trend.p < 0.05 and abs(trend.slope) * 26 > 0.2 * sum(usual) / 2
    assert (trend.direction in {"rising", "falling"}) == is_arrow
