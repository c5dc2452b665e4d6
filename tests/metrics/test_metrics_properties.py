"""What holds of every report, from observations to the score: nobody gains by hiding, repeating or rearranging."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from metrics.nordlys import nordlys
from metrics.observed import seen

from presence_audit.model.outcome import Outcome
from presence_audit.reports import json

if TYPE_CHECKING:
    import random

    from metrics.observed import Audit

    from presence_audit.model.observation import Post

PLACES = tuple(nordlys().observations)
WORDED = {id_: [n for n, one in enumerate(o.posts) if one.text] for id_, o in nordlys().observations.items()}


def _walled(audit: Audit, hidden: set[str]) -> Audit:
    channels = {one.id: one for one in (*audit.channels, *(c for who in audit.leaders for c in who.channels))}
    for id_ in hidden:
        audit.observations[id_] = seen(channels[id_], outcome=Outcome.LOGIN_WALL)
    return audit


def _scores(audit: Audit) -> dict[tuple[str, str], float | None]:
    return {(leaf.metric, leaf.subject): leaf.score for pillar in audit.report.pillars for leaf in pillar.leaves}


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from(PLACES)))
def test_hiding_channels_never_raises_the_low_end_and_costs_coverage(hidden: set[str]) -> None:
    whole, less = nordlys().report, _walled(nordlys(), hidden).report
    full, part = whole.score, less.score

    assert whole.shown is not None
    assert less.shown is not None
    assert whole.shown.widest is not None
    assert less.shown.widest is not None
    assert less.shown.widest[0] <= whole.shown.widest[0] + 1e-9
    assert less.shown.widest[0] <= part.bounds[0] <= full.bounds[0] + 1e-9
    assert part.coverage <= full.coverage + 1e-9
    assert part.bounds[0] <= part.likely[0] <= part.likely[1] <= part.bounds[1]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([id_ for id_ in PLACES if WORDED[id_]]), st.data())
def test_repeating_posts_never_raises_any_measure(id_: str, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(WORDED[id_]), min_size=1, max_size=40))
    before, audit = nordlys(), nordlys()
    found = audit.observations[id_]
    repeated = [_again(found.posts[place], number) for number, place in enumerate(chosen)]
    audit.observations[id_] = replace(found, posts=(*found.posts, *repeated))
    old, new = _scores(before), _scores(audit)

    assert old.keys() == new.keys()
    assert [key for key in old if (new[key] or 0) > (old[key] or 0) + 1e-9] == []
    assert (audit.report.score.value or 0) <= (before.report.score.value or 0) + 1e-9


def _again(one: Post, number: int) -> Post:
    assert one.published_at is not None
    return replace(one, id=f"again{number}", published_at=one.published_at + timedelta(minutes=1 + number % 7))


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_posts_comments_channels_and_leaders_changes_no_byte_of_the_scores(rng: random.Random) -> None:
    audit = nordlys()
    for id_, found in audit.observations.items():
        posts, comments = list(found.posts), found.comments
        rng.shuffle(posts)
        if comments is not None:
            said = list(comments.said)
            rng.shuffle(said)
            comments = replace(comments, said=tuple(said))
        audit.observations[id_] = replace(found, posts=tuple(posts), comments=comments)
    rng.shuffle(audit.channels)
    rng.shuffle(audit.leaders)
    one, other = nordlys().report, audit.report

    assert other.score == one.score
    assert {pillar.id: pillar.score for pillar in other.pillars} == {pillar.id: pillar.score for pillar in one.pillars}
    assert _scores(audit) == _scores(nordlys())


@pytest.mark.parametrize("id_", PLACES)
def test_what_cannot_be_read_is_unknown_and_never_a_zero(id_: str) -> None:
    audit = _walled(nordlys(), {id_})
    leaves = [leaf for pillar in audit.report.pillars for leaf in pillar.leaves if leaf.subject == id_]

    assert all(leaf.state in {"unknown", "not-applicable"} and leaf.score is None for leaf in leaves)
    assert all(leaf.reason for leaf in leaves)


def test_the_leaves_of_the_report_recompute_to_the_pillars_the_total_and_both_ranges() -> None:
    import json as plain

    saved: dict[str, Any] = plain.loads(json.render(_walled(nordlys(), {PLACES[1]}).report))
    leaders = len(saved["leaders"])
    partial = {(one["metric"], one["subject"]): (one["lower"], one["higher"]) for one in saved["shown"]["partial"]}

    def total(unknown: float | None, end: int, *, is_bound: bool = False) -> float:
        roots = weights = 0.0
        for pillar in saved["pillars"]:
            pairs = []
            for leaf in pillar["leaves"]:
                points = leaf["score"]
                if leaf["state"] == "unknown" and unknown is not None:
                    points = unknown
                if leaf["metric"] == "leader-breadth" and leaf["interval"] and unknown is not None:
                    share = leaf["interval"][end]
                    points = 50 * share / 0.3 if share < 0.3 else 50 + 40 * (share - 0.3) / 0.3
                    points = points if share < 0.6 else 90 + 10 * (share - 0.6) / 0.4
                if is_bound and leaf["metric"] in {"leader-identified", "linked-accounts"} and leaf["interval"]:
                    points = 100 * leaf["interval"][end]  # what both curves come to
                if is_bound and partial.get((leaf["metric"], leaf["subject"]), (False, False))[end]:
                    points = 100.0 * end
                if points is not None and leaf["state"] != "not-applicable":
                    pairs.append((leaf["weight"], points))
            known = math.fsum(weight for weight, _ in pairs)
            mean = math.fsum(weight * points for weight, points in pairs) / known if known else None
            if unknown is None:
                assert pillar["score"] is None or mean == pytest.approx(pillar["score"], abs=1e-9)
                mean = None if pillar["score"] is None else mean
            if mean is not None:
                roots, weights = roots + pillar["weight"] * math.sqrt(mean), weights + pillar["weight"]
        return (roots / weights) ** 2

    assert leaders == 3
    assert total(None, 0) == pytest.approx(saved["score"]["value"], abs=1e-9)
    assert [total(20, 0), total(80, 1)] == pytest.approx(saved["score"]["likely"], abs=1e-9)
    assert partial
    assert [total(0, 0, is_bound=True), total(100, 1, is_bound=True)] == pytest.approx(
        saved["score"]["bounds"], abs=1e-9
    )
