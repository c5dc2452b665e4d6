"""What earlier runs know of a channel: stretches of time, the posts in them, and what proves it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from history.told import CHANNEL, REF, day, ids, past, post, seen, tell

from presence_audit.history import History
from presence_audit.history._stretches import Span, Stretch, stretches
from presence_audit.model.observation import Profile
from presence_audit.model.outcome import Outcome


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_a_run_knows_of_itself_and_of_later_runs_nothing() -> None:
    with History.in_memory() as history:
        tell(history, 10, seen(10, [post(3)], 0))
        tell(history, 20, seen(20, [post(3), post(13)], 0))
        assert past(history, 10) == ()
        assert ids(history, 20) == ["p3"]
        assert ids(history, 20.1) == ["p13", "p3"]


def test_what_a_run_itself_shows_to_be_gone_is_not_in_its_past() -> None:
    with History.in_memory() as history:
        tell(history, 10, seen(10, [post(1), post(3), post(4)], 0))
        assert ids(history, 20) == ["p1", "p3", "p4"]
        tell(history, 20, seen(20, [post(1), post(4)], 0))
        assert ids(history, 20) == ids(history, 30) == ["p1", "p4"]
        assert ids(history, 20, since=3.5) == ["p1", "p4"]
        tell(history, 30, seen(30, [post(1), post(3)], 0))
        assert ids(history, 20) == ["p1", "p4"]


def test_listings_that_touch_are_one_stretch_and_a_gap_stays_a_gap() -> None:
    with History.in_memory() as history:
        tell(history, 10, seen(10, [post(5)], 5))
        tell(history, 20, seen(20, [post(12)], 10))
        tell(history, 40, seen(40, [post(35), post(3, is_pinned=True)], 30))
        newest, before = past(history, 50)
        assert (newest.window.reaches_back_to, newest.observed_at) == (day(30), day(40))
        assert (before.window.reaches_back_to, before.observed_at) == (day(5), day(20))
        assert [one.id for one in newest.posts] == ["p35"]
        assert [one.id for one in before.posts] == ["p12", "p5", "p3"]
        assert (before.window.oldest, before.window.newest) == (day(5), day(12))


def test_each_route_has_its_own_stretches() -> None:
    with History.in_memory() as history:
        tell(history, 10, seen(10, [post(5)], 5))
        tell(history, 20, seen(15, [post(-9, provenance="export")], -10, routes=("export",)), kind="import")
        live, export = sorted(past(history, 50), key=lambda one: one.routes, reverse=True)
        assert (live.routes, [p.id for p in live.posts], live.window.reaches_back_to) == (("live",), ["p5"], day(5))
        assert (export.routes, [p.id for p in export.posts]) == (("export",), ["p-9"])
        assert (export.observed_at, export.window.reaches_back_to) == (day(15), day(-10))
        assert {p.provenance for p in export.posts} == {"export"}


def test_an_import_of_the_same_moment_is_in_the_past_of_a_scan() -> None:
    with History.in_memory() as history:
        tell(history, 20, seen(20, [post(5)], 5))
        export = seen(20, [post(2, provenance="export")], 0, routes=("export",))
        tell(history, 20, export, kind="import")
        assert ids(history, 20) == ["p2"]
        assert ids(history, 19.9) == []


def test_two_imports_of_one_moment_are_both_kept_and_one_told_twice_is_one() -> None:
    with History.in_memory() as history:
        for _ in range(2):
            for n in (2, 3):
                export = seen(20, [post(n, provenance="export")], 0, routes=("export",), digest=f"file {n}")
                tell(history, 20, export, kind="import")
        assert ids(history, 20) == ["p2", "p3"]
        assert history._db.execute("SELECT count(*) FROM run").fetchone() == (2,)


def test_what_a_listing_proves_ends_with_the_audit_and_with_the_reading() -> None:
    with History.in_memory() as history:
        tell(history, 10, seen(40, [post(3)], 0))
        tell(history, 50, seen(45, [post(42)], 41))
        newest, before = past(history, 60)
        assert (newest.observed_at, before.observed_at) == (day(45), day(10))


def test_posts_of_the_period_and_the_newest_before_it_are_known() -> None:
    with History.in_memory() as history:
        tell(history, 10, seen(10, [post(n) for n in range(1, 10)], 0))
        tell(history, 12, seen(12, [post(9), post(3.5, is_reply=True), post(11, published_at=None)], 9))
        assert ids(history, 20, since=7) == ["p6", "p7", "p8", "p9"]
        assert ids(history, 20, since=3.7) == ["p3", "p3.5", "p4", "p5", "p6", "p7", "p8", "p9"]


def test_a_coarse_date_that_may_lie_in_the_period_is_known() -> None:
    with History.in_memory() as history:
        posts = [post(1, date_precision="month"), post(20, date_precision="day"), post(25), post(26)]
        tell(history, 40, seen(40, posts, 0))
        assert ids(history, 50, since=30) == ["p1", "p26"]


def test_a_channel_that_was_last_read_long_ago_has_its_last_post() -> None:
    with History.in_memory() as history:
        tell(history, 10, seen(10, [post(3), post(4)], 0))
        tell(history, 300, seen(300, [], outcome=Outcome.LOGIN_WALL))
        (known,) = past(history, 400, since=218)
        assert [one.id for one in known.posts] == ["p4"]
        assert (known.window.reaches_back_to, known.window.complete, known.observed_at) == (None, False, day(10))


def test_a_listing_without_reach_gives_posts_and_proves_no_time() -> None:
    with History.in_memory() as history:
        tell(history, 10, seen(10, [post(3)], None))
        (known,) = past(history, 20)
        assert [one.id for one in known.posts] == ["p3"]
        assert (known.window.reaches_back_to, known.window.oldest, known.window.complete) == (None, None, False)


def test_the_past_is_an_observation_of_posts_and_of_nothing_else() -> None:
    with History.in_memory() as history:
        tell(history, 10, seen(10, [post(3)], 0))
        (known,) = past(history, 20, since=1)
    assert known.channel == REF
    assert known.outcome is Outcome.OK
    assert known.profile == Profile()
    assert known.comments is None
    assert known.window.complete
    assert (known.reason, known.next_step) == ("", "")


def test_the_evidence_is_what_the_stretch_and_the_posts_rest_on_each_once_by_its_first_time() -> None:
    with History.in_memory() as history:
        tell(history, 10, seen(10, [post(3), post(4)], 0, digest="a"))
        tell(history, 20, seen(20, [post(3), post(4)], 0, digest="a"))
        tell(history, 30, seen(30, [post(4), post(25)], 0, digest="b"))
        tell(history, 40, seen(40, [post(4), post(25)], 0, digest="c"))
        (known,) = past(history, 50)
        assert {one.id: one.seen_in for one in known.posts} == {"p4": _digest("a"), "p25": _digest("b")}
        assert [(e.sha256, e.fetched_at) for e in known.evidence] == [
            (_digest("a"), day(10)),
            (_digest("b"), day(30)),
            (_digest("c"), day(40)),
        ]
        # The listings of day 20 and before prove nothing that a newer one does not.
        (known,) = past(history, 50, since=22)
        assert [e.sha256 for e in known.evidence] == [_digest("a"), _digest("b"), _digest("c")]
        assert [one.id for one in known.posts] == ["p25", "p4"]


def test_a_channel_that_was_never_read_has_no_past() -> None:
    with History.in_memory() as history:
        tell(history, 10, seen(10, [], outcome=Outcome.ROBOTS_DISALLOWED))
        assert history.past(day(20), day(0)) == {}


def test_proof_that_there_were_no_posts_covers_all_time_before() -> None:
    with History.in_memory() as history:
        tell(history, 10, seen(10, [], outcome=Outcome.ZERO_POSTS))
        (known,) = past(history, 20, since=-50)
        assert known.window.complete
        assert known.posts == ()


def test_any_period_may_be_asked_for() -> None:
    with History.in_memory() as history:
        tell(history, 10, seen(10, [post(3)], 0))
        whole = history.past(datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC))
        assert [one.id for one in whole[CHANNEL][0].posts] == ["p3"]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(0, 10), (10, 20)], [(0, 20, (2, 1))]),
        ([(0, 10), (11, 20)], [(11, 20, (2,)), (0, 10, (1,))]),
        ([(0, 10), (5, 15), (0, 20)], [(0, 20, (3,))]),
        ([(0, 10), (2, 15), (9, 20)], [(0, 20, (3, 1))]),
        ([(0, 10), (None, 15)], [(0, 10, (1,))]),
        ([(None, 10), (None, 15)], [(None, 15, (2,))]),
    ],
)
def test_stretches_are_proven_by_as_few_listings_as_can_be(
    spans: list[tuple[int | None, int]], expected: list[tuple[int | None, int, tuple[int, ...]]]
) -> None:
    told = [Span("live", start, end, run) for run, (start, end) in enumerate(spans, 1)]
    assert stretches(told) == [Stretch("live", *one) for one in expected]


def test_a_listing_with_an_undated_post_proves_no_time_for_that_post_may_have_come_at_any() -> None:
    undated = post(0, published_at=None)
    with History.in_memory() as history:
        tell(history, 10, seen(10, [post(3), undated, post(7)], 2))
        (part,) = past(history, 20)
        assert part.window.reaches_back_to is None
        assert ids(history, 20) == ["p3", "p7"]
        tell(history, 10, seen(10, [post(3), replace(undated, is_reply=True), post(7)], 2))
        assert past(history, 20)[0].window.reaches_back_to == day(2)
        tell(history, 10, seen(10, [post(3), replace(undated, published_at=day(4)), post(7)], 2))
        assert past(history, 20)[0].window.reaches_back_to == day(2)
