"""What a channel is held against: the user's own goal, the industry of a large brand, its size, its platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from metrics.observed import Audit, channel, every

from presence_audit.metrics import Choices, report_of
from presence_audit.model.channel import Target
from presence_audit.model.observation import Count
from presence_audit.model.profiles import Profiles
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from presence_audit.model.channel import Channel
    from presence_audit.model.report import Leaf
    from presence_audit.model.shown import Benchmark

LARGE, SMALL = Count(25_000), Count(24_999)


def _held(of: Channel, followers: Count | None, industry: str | None) -> tuple[Leaf, Benchmark]:
    """The leaf of the channel's cadence and the benchmark that the report shows of it."""
    audit = Audit().on(of, every(3.5), followers=followers)
    profiles = Profiles("profiles.yaml", audit.company, tuple(audit.channels), settings=audit.settings)
    report = report_of(
        profiles, audit.observations, None, audit.as_of, tool_version="0", choices=Choices(industry=industry)
    )
    assert report.shown is not None
    [benchmark] = report.shown.benchmarks
    cadence = next(pillar for pillar in report.pillars if pillar.id == "cadence")
    return next(leaf for leaf in cadence.leaves if leaf.subject == of.id), benchmark


def _rates(benchmark: Benchmark) -> tuple[float, float]:
    return benchmark.typical, benchmark.leading


@pytest.mark.parametrize(
    ("platform", "industry", "rates"),
    [
        ("facebook", "retail", (4.70, 2.7 * 4.70)),
        ("instagram", "retail", (5.56, 2.7 * 5.56)),
        ("tiktok", "retail", (2.59, 2.7 * 2.59)),
        ("facebook", "food-and-beverage", (1.92, 7)),  # 2.7 * 1.92 is less than what everybody is asked
        ("tiktok", "financial-services", (1.32, 5)),
        ("x", "tech-and-software", (3.89, 2.7 * 3.89)),
        ("x", "influencers", (1.54, 10)),
    ],
)
def test_a_large_brand_is_held_against_its_industry(platform: str, industry: str, rates: tuple[float, float]) -> None:
    _, benchmark = _held(channel(platform), LARGE, industry)

    assert _rates(benchmark) == pytest.approx(rates)
    assert benchmark.basis == f"a large brand in {industry.replace('-', ' ')} (Rival IQ 2025)"


def test_the_leaf_says_which_industry_it_was_judged_by() -> None:
    leaf, _ = _held(channel("facebook"), LARGE, "retail")

    assert "Judged as a large brand in retail (Rival IQ 2025)." in leaf.reason
    assert leaf.score is not None
    assert leaf.score < 20  # two posts a week where the median retailer manages 4.7


@pytest.mark.parametrize(
    ("platform", "industry"),
    [("x", "retail"), ("x", "health-and-beauty"), ("tiktok", "alcohol"), ("linkedin", "retail"), ("bluesky", "media")],
)
def test_without_a_rate_worth_the_name_the_anchors_of_large_brands_stay(platform: str, industry: str) -> None:
    _, plain = _held(channel(platform), LARGE, None)
    _, benchmark = _held(channel(platform), LARGE, industry)

    assert benchmark == plain
    assert benchmark.basis == "a brand of 25,000 followers or more"


@pytest.mark.parametrize("followers", [SMALL, None])
def test_a_small_account_is_not_held_against_an_industry(followers: Count | None) -> None:
    leaf, benchmark = _held(channel("facebook"), followers, "sports-teams")

    assert (*_rates(benchmark), benchmark.basis) == (2, 7, "the default")
    assert leaf.score == pytest.approx(50)


def test_the_users_own_goal_goes_before_the_industry() -> None:
    leaf, benchmark = _held(channel("facebook", target=Target(2.0, "2/week")), LARGE, "retail")

    assert benchmark.leading == 2
    assert benchmark.basis == "your own goal of 2/week"
    assert "Judged by your own goal of 2/week." in leaf.reason
    assert "retail" not in leaf.reason
    assert leaf.score == pytest.approx(90)


def test_an_industry_that_posts_ten_times_a_day_is_not_capped_at_two() -> None:
    media = channel("facebook")
    ten_a_day = every(0.1, until=91)

    def seen(industry: str | None) -> float:
        audit = Audit().on(media, ten_a_day, followers=LARGE)
        profiles = Profiles("profiles.yaml", audit.company, (media,), settings=audit.settings)
        choices = Choices(industry=industry)
        report = report_of(profiles, audit.observations, None, audit.as_of, tool_version="0", choices=choices)
        rate = report.channels[0].posts_per_week
        assert rate is not None
        return rate

    assert seen(None) < 22
    assert seen("media") > 60


def test_every_industry_has_its_rates_and_all_rest_on_one_source() -> None:
    industries = anchors().industries

    assert len(industries.rates) == 14
    assert {frozenset(rates) for name, rates in industries.rates.items() if name != "alcohol"} == {
        frozenset({"facebook", "instagram", "x", "tiktok"})
    }
    assert "tiktok" not in industries.rates["alcohol"]
    assert (industries.source.year, industries.source.tag) == (2025, "B")
