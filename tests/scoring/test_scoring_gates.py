from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scoring.gated import leaf, report

from presence_audit.model.profiles import Gate, OnUnknown
from presence_audit.model.report import Leaf, Report, Score
from presence_audit.scoring import Gates, gate_ids, judge
from presence_audit.scoring._gate_numbers import numbers_of


def score(value: float | None, low: float = 40, high: float = 60, coverage: float = 0.8) -> Report:
    total = Score(
        value=value,
        grade=None,
        provisional=True,
        likely=(low, high),
        bounds=(0, 100),
        coverage=coverage,
        confidence="low",
        cap=None,
    )
    return report(total=total)


def verdicts(of: Report, asked: Gates) -> list[str]:
    return [one.verdict for one in judge(of, asked)]


@pytest.mark.parametrize(
    ("minimum", "verdict"), [(0, "passed"), (40, "passed"), (41, "undecided"), (60, "undecided"), (61, "failed")]
)
def test_the_range_decides(minimum: float, verdict: str) -> None:
    assert verdicts(score(50), Gates(fail_under=minimum)) == [verdict]


def test_a_score_below_its_own_range_passes_no_gate_above_it() -> None:
    assert verdicts(score(15), Gates(fail_under=20)) == ["undecided"]


def test_a_score_above_its_own_range_fails_no_gate_below_it() -> None:
    assert verdicts(score(75), Gates(fail_under=70)) == ["undecided"]


@pytest.mark.parametrize(("value", "verdict"), [(49.94, "failed"), (49.96, "passed"), (50, "passed")])
def test_by_the_point_the_printed_score_decides(value: float, verdict: str) -> None:
    assert verdicts(score(value), Gates(fail_under=50, point=True)) == [verdict]


@pytest.mark.parametrize("point", [True, False])
def test_no_score_is_undecided_even_against_nothing(point: bool) -> None:
    assert verdicts(score(None), Gates(fail_under=0, point=point)) == ["undecided"]


@pytest.mark.parametrize(("share", "verdict"), [(0.8, "passed"), (0.81, "undecided")])
def test_too_little_coverage_is_undecided_and_never_failed(share: float, verdict: str) -> None:
    assert verdicts(score(50), Gates(min_coverage=share)) == [verdict]


def test_every_gate_is_judged_in_the_order_of_the_flags_with_its_numbers() -> None:
    first, second = judge(score(50), Gates(61, 0.9))

    assert (first.gate, first.minimum) == ("fail-under", 61)
    assert first.told == "score 50.0 (likely 40.0 to 60.0) against minimum 61"
    assert (second.gate, second.minimum) == ("min-coverage", 0.9)
    assert second.told == "data coverage 0.80 against minimum 0.9"


def test_nothing_asked_is_nothing_judged() -> None:
    assert judge(score(50), Gates()) == ()


_points = st.floats(min_value=0, max_value=100)
_ORDER = ["failed", "undecided", "passed"]


@given(st.none() | _points, st.tuples(_points, _points).map(sorted), _points, _points, st.booleans())
def test_asking_for_more_is_never_easier(
    value: float | None, likely: list[float], minimum: float, more: float, point: bool
) -> None:
    of, (less, high) = score(value, *likely), sorted((minimum, more))
    first, second = (verdicts(of, Gates(fail_under=ask, point=point))[0] for ask in (less, high))

    assert _ORDER.index(second) <= _ORDER.index(first)


def listed(of: Report, *gates: Gate, point: bool = False) -> list[str]:
    return verdicts(of, Gates(point=point, listed=gates))


HALF_HIDDEN = report(
    leaf("dialogue-share", 70, weight=0.5), leaf("response-rate", None, weight=0.3), leaf("invitation", 60, weight=0.2)
)


@pytest.mark.parametrize(("minimum", "verdict"), [(47, "passed"), (48, "undecided"), (77, "undecided"), (78, "failed")])
def test_a_pillar_is_judged_with_what_is_unknown_at_nothing_and_at_everything(minimum: float, verdict: str) -> None:
    assert listed(HALF_HIDDEN, Gate("dialogue", minimum)) == [verdict]


def test_by_the_point_the_printed_number_of_a_pillar_decides() -> None:
    assert listed(HALF_HIDDEN, Gate("dialogue", 67), Gate("dialogue", 68), point=True) == ["passed", "failed"]


def test_a_gate_on_a_pillar_says_its_number_and_what_is_possible() -> None:
    (told,) = (one.told for one in judge(HALF_HIDDEN, Gates(listed=(Gate("dialogue", 50),))))

    assert told == "dialogue 67.1 (possible 47.0 to 77.0) against minimum 50: too little evidence"


@pytest.mark.parametrize(
    ("on_unknown", "verdict"), [("undecided", "undecided"), ("pass", "passed"), ("fail", "failed")]
)
@pytest.mark.parametrize("gate", [Gate("content", 0), Gate("alt-text", 0), Gate("alt-text", 0, subject="company")])
def test_what_is_unknown_is_what_the_gate_says(gate: Gate, on_unknown: OnUnknown, verdict: str) -> None:
    asked = Gate(gate.id, gate.minimum, "error", on_unknown, gate.subject)

    assert listed(report(leaf("alt-text", None)), asked) == [verdict]
    assert listed(report(leaf("alt-text", None)), asked, point=True) == [verdict]


def test_too_little_coverage_fails_where_the_gate_says_so() -> None:
    assert listed(score(50), Gate("coverage", 0.9), Gate("coverage", 0.9, on_unknown="fail")) == ["undecided", "failed"]


def test_coverage_is_that_of_the_data_and_channel_coverage_the_pillar() -> None:
    of = report(leaf("linked-accounts", 40))

    assert [one.told for one in judge(of, Gates(listed=(Gate("coverage", 1), Gate("channel-coverage", 50))))] == [
        "data coverage 1.00 against minimum 1",
        "channel-coverage 40.0 against minimum 50",
    ]


CHANNELS = report(
    leaf("posts-per-week", 80, "channel:bluesky:nordlys"),
    leaf("posts-per-week", 20, "channel:mastodon:nordlys"),
    leaf("posts-per-week", None, "channel:linkedin:nordlys"),
    leaf("posts-per-week", None, "channel:facebook:", weight=0, state="not-applicable"),
)


def test_a_metric_is_judged_of_each_subject_that_it_applies_to() -> None:
    assert [(one.name, one.verdict) for one in judge(CHANNELS, Gates(listed=(Gate("posts-per-week", 50),)))] == [
        ("posts-per-week of channel:bluesky:nordlys", "passed"),
        ("posts-per-week of channel:mastodon:nordlys", "failed"),
        ("posts-per-week of channel:linkedin:nordlys", "undecided"),
    ]


def test_a_subject_is_judged_alone_and_one_that_is_missing_is_unknown() -> None:
    asked = [Gate("posts-per-week", 50, subject=f"channel:{name}") for name in ("bluesky:nordlys", "x:nordlys")]

    assert listed(CHANNELS, *asked) == ["passed", "undecided"]


def test_what_does_not_apply_passes_and_says_so() -> None:
    of = report(leaf("response-rate", None, weight=0, state="not-applicable"))
    judged = judge(of, Gates(listed=(Gate("response-rate", 50), Gate("leader-own-voice", 50))))

    assert [one.verdict for one in judged] == ["passed", "passed"]
    assert judged[0].told == "response-rate does not apply (minimum 50)"


def test_the_interval_of_a_value_goes_through_its_curve() -> None:
    of = report(leaf("response-rate", 60, interval=(0.3, 0.8)))
    ask = Gates(listed=(Gate("response-rate", 50),))

    assert [one.verdict for one in judge(of, ask)] == ["passed"]
    (judged,) = judge(of, ask, points=lambda _, value: 100 * value)
    assert (judged.verdict, judged.told) == (
        "undecided",
        "response-rate 60.0 (30.0 to 80.0) against minimum 50: too little evidence",
    )


def test_what_a_channel_hides_of_a_number_of_the_company_counts_by_its_weight() -> None:
    of = report(leaf("alt-text", 70, weight=0.6), leaf("alt-text", None, "channel:linkedin:nordlys", weight=0.4))
    (judged,) = judge(of, Gates(listed=(Gate("alt-text", 42),)))

    assert (judged.verdict, judged.told) == ("passed", "alt-text 70.0 (42.0 to 82.0) against minimum 42")


def test_a_warning_is_judged_like_an_error() -> None:
    (judged,) = judge(score(50), Gates(listed=(Gate("score", 61, "warn"),)))

    assert (judged.level, judged.verdict) == ("warn", "failed")


_METRICS = ("posts-per-week", "active-weeks", "longest-silence", "dialogue-share", "alt-text", "originality")
_SUBJECTS = ("company", "channel:bluesky:nordlys", "channel:mastodon:nordlys")
_leaves = st.lists(
    st.builds(
        leaf,
        st.sampled_from(_METRICS),
        st.none() | _points,
        st.sampled_from(_SUBJECTS),
        weight=st.floats(min_value=0.01, max_value=1),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda one: (one.metric, one.subject),
)
_gates = st.sampled_from([name for name in gate_ids() if name not in {"score", "coverage"}])


def _by_name(leaves: list[Leaf], gate: str, minimum: float) -> dict[str, str]:
    judged = judge(report(*leaves), Gates(listed=(Gate(gate, minimum),)))
    return {one.name: one.verdict for one in judged}


@given(_leaves, _gates, _points, st.sets(st.integers(min_value=0, max_value=11)))
def test_hiding_turns_no_failed_gate_into_a_passed_one_and_no_passed_one_into_a_failed_one(
    leaves: list[Leaf], gate: str, minimum: float, hidden: set[int]
) -> None:
    before = _by_name(leaves, gate, minimum)
    less = [
        leaf(one.metric, None, one.subject, weight=one.weight) if place in hidden else one
        for place, one in enumerate(leaves)
    ]

    for name, verdict in _by_name(less, gate, minimum).items():
        assert verdict in {"undecided", before[name]}


@given(_leaves, _gates, _points, _points)
def test_a_higher_minimum_is_never_easier_for_a_gate_of_the_file(
    leaves: list[Leaf], gate: str, minimum: float, more: float
) -> None:
    less, high = sorted((minimum, more))
    easy, hard = _by_name(leaves, gate, less), _by_name(leaves, gate, high)

    for name in hard:
        assert _ORDER.index(hard[name]) <= _ORDER.index(easy[name])


@given(_leaves, _gates)
def test_every_printed_number_lies_in_its_range(leaves: list[Leaf], gate: str) -> None:
    for number in numbers_of(report(*leaves), gate, None, None):
        if number.value is not None:
            assert number.low - 1e-9 <= number.value <= number.high + 1e-9


@given(_leaves, _gates, _points, st.booleans())
def test_the_unknown_never_passes_unless_it_is_asked_to(
    leaves: list[Leaf], gate: str, minimum: float, point: bool
) -> None:
    blank = report(*(leaf(one.metric, None, one.subject, weight=one.weight) for one in leaves))
    asked = Gates(point=point, listed=(Gate(gate, minimum),))

    assert {one.verdict for one in judge(blank, asked) if "does not apply" not in one.told} <= {"undecided"}
