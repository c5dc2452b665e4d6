"""Companies side by side: places keep to the ranges, shares sum up to one, and unknown is never zero."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from math import fsum, isclose
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from metrics.observed import Audit, channel, every, leader, post, posts, seen

from presence_audit.compare import benchmark_article, benchmark_of
from presence_audit.compare._benchmark_words import of_the_table
from presence_audit.compare._counted_leaders import Tally, leaders_counted
from presence_audit.compare._middles import middle_of
from presence_audit.compare._ranking import ranked
from presence_audit.compare._voice import voices_of
from presence_audit.errors import UsageError
from presence_audit.i18n import speaking
from presence_audit.model.outcome import Outcome
from presence_audit.model.peers import Peer
from presence_audit.reports.article import as_json, markdown, terminal
from presence_audit.reports.article_html import html
from presence_audit.scoring.proportion import wilson

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.report import Report

AS_OF = datetime(2026, 11, 20, tzinfo=UTC)
points = st.floats(0, 100, allow_nan=False)


@st.composite
def peer(draw: st.DrawFn, name: str = "") -> Peer:
    low, high = sorted(draw(st.tuples(points, points)))
    total = draw(st.none() | points)  # of little that is known the score may lie beside the range
    coverage = draw(st.sampled_from([0.1, 0.4, 0.9]))
    return Peer(name or draw(st.text("abc", min_size=1, max_size=4)), AS_OF, 182, total, (low, high), coverage, {})


several = st.lists(peer(), min_size=1, max_size=12, unique_by=lambda one: one.name)


@given(several)
def test_a_company_stands_behind_exactly_those_whose_whole_range_lies_above_its_own(peers: list[Peer]) -> None:
    places = [place for place in ranked(peers) if place.is_ranked]
    for place in places:
        above = [other for other in peers if other.likely[0] > place.peer.likely[1]]
        below = [other for other in peers if other.likely[1] < place.peer.likely[0]]
        assert (place.best, place.worst) == (1 + len(above), len(peers) - len(below))
        assert 1 <= (place.best or 0) <= (place.worst or 0) <= len(peers)
        assert places.index(place) + 1 <= (place.worst or 0)


def test_a_company_of_which_too_little_is_known_leaves_its_room_in_the_places_of_the_others() -> None:
    known = Peer("Known", AS_OF, 182, 40.0, (30.0, 50.0), 0.9, {})
    unknown = Peer("Unknown", AS_OF, 182, None, (20.0, 80.0), 0.1, {})

    assert [(place.best, place.worst) for place in ranked([known, unknown])] == [(1, 2), (None, None)]


@given(several)
def test_two_companies_whose_ranges_overlap_share_a_place(peers: list[Peer]) -> None:
    places = [place for place in ranked(peers) if place.best is not None and place.worst is not None]
    for one in places:
        for other in places:
            (low, high), (bottom, top) = one.peer.likely, other.peer.likely
            if low <= top and bottom <= high:
                assert (one.best or 0) <= (other.worst or 0)
                assert (other.best or 0) <= (one.worst or 0)


@given(several, peer("zzzzz"))
def test_one_more_company_never_changes_the_order_of_the_others(peers: list[Peer], more: Peer) -> None:
    before = [place.peer.name for place in ranked(peers)]
    after = [place.peer.name for place in ranked([more, *reversed(peers)])]

    assert [name for name in after if name != more.name] == before


@given(several)
def test_a_company_of_which_too_little_is_known_has_no_place_and_stands_last(peers: list[Peer]) -> None:
    places = ranked(peers)
    for place in places:
        assert place.is_ranked == (place.peer.total is not None and place.peer.coverage >= 0.4)
    assert [place.is_ranked for place in places] == sorted((place.is_ranked for place in places), reverse=True)


@given(st.lists(st.none() | points, max_size=20))
def test_the_median_rests_on_what_is_known_alone_and_a_middle_half_on_enough_of_it(values: list[float | None]) -> None:
    middle = middle_of("score", values, 5)
    known = [value for value in values if value is not None]

    assert (middle.known, middle.of) == (len(known), len(values))
    assert (middle.median is None) == (not known)
    assert (middle.half is None) == (len(known) < 5)
    if middle.half is not None and middle.median is not None:
        assert min(known) - 1e-9 <= middle.half[0] <= middle.median + 1e-9 <= middle.half[1] + 2e-9 <= max(known) + 3e-9


def test_quartiles_are_those_of_spreadsheets() -> None:
    assert middle_of("score", [1.0, 2.0, 3.0, 4.0, 10.0], 5).half == (2.0, 4.0)


@cache
def _company(name: str, step: float | None = 3.0, *, linkedin: bool = True, outcome: Outcome = Outcome.OK) -> Report:
    audit = Audit()
    audit.company = type(audit.company)(name, f"https://{name}.example")
    if step is not None:
        audit.on(channel("bluesky", name), every(step) if outcome is Outcome.OK else (), outcome=outcome)
    if linkedin:
        audit.on(channel("linkedin", name), outcome=Outcome.LOGIN_WALL)
    spoken, walled = channel("bluesky", f"{name}-a", "leader:a"), channel("linkedin", f"{name}-b", "leader:b")
    silent = channel("bluesky", f"{name}-c", "leader:c")
    audit.led_by(leader("a", "CEO", "Kari Nordmann", [spoken]), seen(spoken, posts(3, 12)))
    audit.led_by(leader("b", "CFO", "Ola Nordmann", [walled]), seen(walled, outcome=Outcome.LOGIN_WALL))
    audit.led_by(leader("c", "COO", "Siv Nordmann", [silent]), seen(silent, posts(140)))
    return audit.report


def _several(count: int = 6) -> list[Report]:
    return [_company(f"firma{letter}", step) for letter, step in zip("abcdef"[:count], range(2, 8), strict=False)]


def test_shares_of_voice_sum_up_to_one_over_those_of_whom_they_are_known() -> None:
    reports = [*_several(3), _company("walled", outcome=Outcome.RATE_LIMITED), _company("nowhere", None)]
    voices = voices_of(reports)
    (bluesky,) = voices.networks

    assert bluesky.known == 3
    assert isclose(fsum(share for share in bluesky.shares if share is not None), 1.0)
    assert bluesky.rates[3:] == ("unread", "unnamed")
    assert bluesky.shares[3:] == (None, None)
    assert voices.whole.rates[3:] == ("unread", "unnamed")
    assert voices.closed == ("linkedin",)


def test_an_account_that_is_gone_has_a_share_of_zero_and_one_that_could_not_be_read_has_none() -> None:
    reports = [*_several(2), _company("gone", outcome=Outcome.NOT_FOUND), _company("wall", outcome=Outcome.LOGIN_WALL)]

    assert voices_of(reports).networks[0].shares[2:] == (0.0, None)


def test_leaders_are_counted_with_the_unknown_told_apart() -> None:
    tallies = {one.network: one for one in leaders_counted(_several())}

    assert tallies["bluesky"].present == Tally(12, 0, 0, 6)
    assert tallies["bluesky"].active == Tally(6, 6, 0, 6)
    assert tallies["linkedin"].present == Tally(0, 0, 6, 12)
    assert tallies["any"].present == Tally(12, 0, 6, 0, is_any=True)
    assert tallies["any"].active == Tally(6, 6, 6, 0, is_any=True)
    assert tallies["any"].companies_active == Tally(6, 0, 0, 0, is_any=True)


@pytest.mark.parametrize(
    ("days", "more", "active"),
    [
        ((2.0,), {}, "yes"),
        ((89.9,), {}, "yes"),
        ((90.1,), {}, "no"),
        ((90.1,), {"back_to": 60.0}, "walled"),
        ((), {"outcome": Outcome.ZERO_POSTS}, "no"),
        ((), {"outcome": Outcome.NOT_FOUND}, "no"),
        ((), {"outcome": Outcome.RATE_LIMITED}, "walled"),
    ],
)
def test_who_is_active_is_decided_as_in_the_breadth_of_the_leaders(
    days: tuple[float, ...], more: dict[str, object], active: str
) -> None:
    of = channel("bluesky", "kari", "leader:kari")
    audit = Audit().on(channel("bluesky"), every(4)).led_by(leader(channels=[of]), seen(of, posts(*days), **more))  # type: ignore[arg-type]
    tallies = {one.network: one.active for one in leaders_counted([audit.report])}
    breadth = audit.leaf("leader-breadth")

    for network in ("bluesky", "any"):
        found = tallies[network]
        assert {"yes": found.yes, "no": found.no, "walled": found.walled}[active] == 1
    assert breadth.value == {"yes": 1.0, "no": 0.0, "walled": None}[active]


def test_a_reply_and_a_repeat_of_the_company_make_nobody_active() -> None:
    of = channel("bluesky", "kari", "leader:kari")
    words = "vi bygger en ny kai ved fjorden sammen med skolen og havna til neste sommer"
    audit = Audit().on(channel("bluesky"), [post(4, words), *every(4, start=5)])
    audit.led_by(leader(channels=[of]), seen(of, [post(3, words), post(2, is_reply=True), *posts(120)]))

    assert leaders_counted([audit.report])[0].active == Tally(0, 1, 0, 0)


def test_two_leaders_who_are_declared_absent_from_one_network_are_two() -> None:
    audit = Audit().on(channel("bluesky"), every(4))
    for id_ in ("kari", "ola"):
        audit.led_by(leader(id_, "CEO", id_, [channel("mastodon", "", f"leader:{id_}", absent=True)]))

    assert [line.owner for line in audit.report.channels if line.platform == "mastodon"] == [
        "leader:kari",
        "leader:ola",
    ]
    assert leaders_counted([audit.report])[0].present == Tally(0, 2, 0, 0)


def test_no_share_is_told_where_those_who_are_known_cannot_speak_for_the_others() -> None:
    assert Tally(6, 4, 5, 5).share == 0.6
    assert Tally(6, 4, 6, 5).share is None, "fewer than half are known"
    assert Tally(0, 30, 5, 5).share is None, "a yes cannot be seen there"
    assert Tally(0, 30, 0, 5).share == 0.0
    assert Tally(6, 4, 0, 1, is_any=True).share is None, "a yes is sooner known than a no"
    assert Tally(6, 4, 0, 0, is_any=True).interval == wilson(6, 10)
    assert Tally(6, 4, 5, 5).bounds == (0.3, 0.8)
    assert Tally(0, 0, 0, 0).bounds is None


def test_wilsons_interval_is_that_of_the_books() -> None:
    assert wilson(9, 12) == pytest.approx((0.5127, 0.8953), abs=1e-4)
    assert wilson(0, 10) == pytest.approx((0.0, 0.2129), abs=1e-4)
    assert wilson(10, 10)[1] == 1.0


def test_companies_over_windows_of_different_length_are_refused() -> None:
    other = _company("other").model_copy(update={"window_days": 91})

    with pytest.raises(UsageError, match="other is audited over 91 days and firmaa over 182"):
        benchmark_of([*_several(2), other])


@pytest.mark.parametrize(
    ("reports", "said"),
    [((), "two companies or more"), (("one",), "two companies or more"), (("one", "ONE"), "named twice")],
)
def test_one_company_is_no_benchmark_and_neither_is_one_that_is_named_twice(reports: Sequence[str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        benchmark_of([_company(name) for name in reports])


def _shown(reports: Sequence[Report], *, leaders: bool) -> str:
    article = benchmark_article(benchmark_of(reports, leaders=leaders))
    page = html(article).decode()
    return "\n".join([terminal([article], width=90, color=False), markdown(article), as_json([article]).decode(), page])


@pytest.mark.parametrize("leaders", [False, True])
def test_nobodys_name_is_told_with_leaders_and_without(leaders: bool) -> None:
    shown = _shown(_several(), leaders=leaders)

    assert "Nordmann" not in shown
    assert ("Leaders in numbers" in shown) == leaders
    assert ("Leaders by company" in shown) == leaders


def test_leaders_are_not_counted_together_in_fewer_companies_than_the_minimum() -> None:
    shown = _shown(_several(4), leaders=True)

    assert "Leaders in numbers" not in shown
    assert "Of fewer than 5 companies leaders are not counted together." in shown


def test_a_company_of_fewer_than_three_leaders_has_no_counts() -> None:
    alone = _company("alone").model_copy(update={"leaders": _company("alone").leaders[:2]})
    counts = benchmark_of([alone, *_several(2)], leaders=True).leader_counts

    assert {(one.company, one.present is None) for one in counts} == {
        ("alone", True), ("firmaa", False), ("firmab", False)
    }  # fmt: skip


def test_the_order_in_which_the_companies_are_named_changes_nothing() -> None:
    reports = _several()

    assert _shown(reports, leaders=True) == _shown(reports[::-1], leaders=True)


def test_a_company_that_is_unknown_is_shown_with_a_question_mark_and_never_with_a_zero() -> None:
    unread = Audit().on(channel("linkedin"), outcome=Outcome.LOGIN_WALL).report
    facts = json.loads(as_json([benchmark_article(benchmark_of([unread, *_several(2)]))]))[0]["facts"]
    row = facts["companies"][-1]

    assert (row["company"], row["best_place"], row["score"]) == ("Nordlys AS", None, None)
    assert row["voice"]["bluesky"] == {"posts_per_week": None, "share": None, "unknown": "unnamed"}
    assert re.search(r"\? +Nordlys AS +\?", _shown([unread, *_several(2)], leaders=False))


def test_a_hostile_name_stays_words() -> None:
    evil = _company("<script>alert(1)</script>\x1b[31m|x|")
    shown = _shown([evil, *_several(1)], leaders=True)

    assert "\x1b" not in shown
    assert "<script>" not in html(benchmark_article(benchmark_of([evil, *_several(1)]))).decode()


def test_a_name_is_told_in_80_characters_at_most_and_kept_whole_for_programs() -> None:
    long = _company("A" * 300)
    article = benchmark_article(benchmark_of([long, *_several(1)], leaders=True))

    assert "A" * 81 not in markdown(article, level=1)
    companies = article.facts["companies"]
    assert "A" * 300 in {one["company"] for one in companies}
    assert {one["company"] for one in companies} == {one["company"] for one in article.facts["leaders_by_company"]}


def test_a_score_beside_its_range_is_explained_and_one_within_needs_no_word() -> None:
    def peers(total: float) -> list[Peer]:
        return [Peer(name, AS_OF, 182, total, (25.0, 50.0), 0.6, {}) for name in ("A", "B")]

    def said(total: float) -> str:
        benchmark = benchmark_of(_several(2))
        return " ".join(of_the_table(replace(benchmark, places=ranked(peers(total)))))

    assert "may lie outside its likely range" in said(24.0)
    assert "outside" not in said(25.0)


def test_the_counts_of_leaders_say_of_how_many_they_are() -> None:
    shown = _shown(_several(6), leaders=True)
    leaders = sum(one.leaders for one in benchmark_of(_several(6), leaders=True).leader_counts)

    assert f"{leaders} leaders of 6 companies." in " ".join(shown.split())


def test_a_benchmark_is_told_in_the_language_that_is_spoken() -> None:
    english = benchmark_article(benchmark_of(_several(2)))
    with speaking("nb"):
        article = benchmark_article(benchmark_of(_several(2)))
        page = html(article).decode()

    assert 'lang="nb"' in page
    assert article.facts == english.facts
