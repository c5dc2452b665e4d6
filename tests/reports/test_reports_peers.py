"""A company beside comparable ones: scores, medians and quartiles, and what is unknown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports.report_samples import full, hostile

from presence_audit.compare import peers_of
from presence_audit.errors import UsageError
from presence_audit.metrics import rescored
from presence_audit.model.peers import Peer
from presence_audit.model.shown import Benchmark, Shown
from presence_audit.reports import Edition, html
from presence_audit.reports._peer_rows import limits, peer_rows, peers_in_words
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from presence_audit.model.report import Report

AS_OF = datetime(2026, 11, 20, 6, tzinfo=UTC)


def peer(name: str, total: float | None, **pillars: float | None) -> Peer:
    return Peer(name, AS_OF, 182, total, (20.0, 80.0), 0.7, pillars)


def own() -> Report:
    return full().model_copy(update={"method": anchors().method})


def _peers(report: Report, others: list[Report]) -> tuple[Peer, ...]:
    return peers_of(report.company.name, report.window_days, report.method, others)


def named(name: str, **changes: object) -> Report:
    report = own()
    return report.model_copy(update={"company": report.company.model_copy(update={"name": name}), **changes})


@given(st.lists(st.none() | st.floats(0, 100), min_size=1, max_size=12))
def test_the_median_is_of_those_that_are_known_and_the_unknown_are_counted(totals: list[float | None]) -> None:
    row = peer_rows(full(), [peer(f"Firma {at}", total) for at, total in enumerate(totals)])[0]
    known = [total for total in totals if total is not None]

    assert [points for _, points in row.others] == known
    assert row.middle == (median(known) if known else None)
    assert row.known == f"{len(known)} of {len(totals)}"
    assert row.middle_cell == "?" or known


@given(st.lists(st.floats(0, 100), min_size=4, max_size=12))
def test_half_of_the_companies_lie_in_the_middle_half(totals: list[float]) -> None:
    row = peer_rows(full(), [peer(f"Firma {at}", total) for at, total in enumerate(totals)])[0]

    assert row.half is not None
    low, high = row.half
    assert min(totals) <= low <= (row.middle or 0) + 1e-9
    assert sum(low - 1e-9 <= total <= high + 1e-9 for total in totals) * 2 >= len(totals) - 2


def test_of_three_companies_no_middle_half_is_told() -> None:
    peers = [peer("A", 10.0), peer("B", 20.0), peer("C", 90.0)]

    assert peer_rows(full(), peers)[0].half is None
    assert any("fewer than four" in told for told in limits(full(), peers))


def test_quartiles_are_those_of_a_spreadsheet() -> None:
    # QUARTILE.INC of 10, 20, 40, 80 is 17.5 and 50.
    assert peer_rows(full(), [peer(f"{p}", p) for p in (10.0, 20.0, 40.0, 80.0)])[0].half == (17.5, 50.0)


def test_a_score_that_is_unknown_everywhere_says_so_and_has_no_dot() -> None:
    peers = [peer("Sørvest Kraft", None)]
    report = full()

    assert peers_in_words(report, peers).endswith("because too little of the score is known.")
    assert html.render(report, Edition(peers=tuple(peers))).decode().count('class="peer"') == 0  # nor one in the key


def test_companies_are_scored_by_the_method_of_this_version_and_their_leaders_are_not_told() -> None:
    other = named("Sørvest Kraft")
    found = _peers(own(), [other])
    page = html.render(full(), Edition(peers=found)).decode()

    assert found[0].total == rescored(other).score.value
    assert found[0].pillars.keys() == {pillar.id for pillar in other.pillars}
    assert "Sørvest Kraft" in page
    assert not hasattr(found[0], "leaders")


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ([own()], "itself"),
        ([named("Sørvest Kraft"), named("SØRVEST KRAFT")], "named twice"),
        ([named("Sørvest Kraft", window_days=91)], "windows of one length"),
    ],
)
def test_what_cannot_stand_side_by_side_is_refused_with_the_way_out(others: list[Report], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        _peers(own(), others)


def test_a_result_of_another_method_is_made_again_first() -> None:
    with pytest.raises(UsageError, match="make it again"):
        _peers(full().model_copy(update={"method": "2025.1"}), [named("Sørvest Kraft")])


def test_companies_that_were_looked_at_at_other_times_are_told() -> None:
    old = Peer("A", full().as_of - timedelta(days=60), 182, 5.0, (1.0, 9.0), 1.0, {})

    assert any("same month" in told for told in limits(full(), [old]))


def test_a_hostile_name_stays_a_name() -> None:
    words = "<script>alert(1)</script>\u202e=cmd|'/c calc'!A1"
    page = html.render(hostile(words), Edition(peers=(peer(words, 50.0),))).decode()

    assert "<script" not in page
    assert "\u202e" not in page


def test_without_companies_the_page_is_what_it_was() -> None:
    assert html.render(full(), Edition(peers=())) == html.render(full())


def _with(report: Report, *, basis: str = "the default", intervals: bool = False) -> Report:
    benchmark = Benchmark(subject=report.channels[0].id, typical=0.01, leading=0.02, basis=basis)
    return report.model_copy(update={"shown": Shown(benchmarks=(benchmark,), intervals=intervals)})


def test_a_goal_or_a_range_that_another_company_chose_does_not_count() -> None:
    plain = _peers(own(), [named("Sørvest Kraft")])
    low_goal = named("Sørvest Kraft", shown=_with(own(), basis="your own goal of 1/month", intervals=True).shown)

    assert _peers(own(), [low_goal]) == plain


def test_goals_and_intervals_of_the_company_itself_are_told() -> None:
    peers = [peer("A", 10.0)]
    told = limits(_with(own(), basis="your own goal of 1/month", intervals=True), peers)

    assert any("goals or an industry of its own" in said for said in told)
    assert any("intervals" in said for said in told)
    assert not any("of its own" in said or "intervals" in said for said in limits(_with(own()), peers))
