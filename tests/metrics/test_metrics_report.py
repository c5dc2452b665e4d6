from __future__ import annotations

import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from metrics.observed import Audit, channel, every, home, leader, post, posts, seen

from presence_audit.metrics import metrics
from presence_audit.model.observation import Post
from presence_audit.model.outcome import Outcome
from presence_audit.model.report import Report
from presence_audit.scoring import anchors

WHEN = st.lists(st.floats(0, 200), max_size=25)
TEXTS = st.sampled_from(
    ["", "God jul", "Vi søker ny kollega til kontoret vårt i nord", "Les mer på nettsiden vår i dag"]
)


def _nordlys() -> Audit:
    kari = channel("bluesky", "kari.example", "leader:kari")
    ola = channel("linkedin", "ola", "leader:ola")
    audit = (
        Audit(country="NO")
        .on(channel("linkedin"), posts(*(31.5 - 3 * n for n in range(10))), back_to=31.5)
        .on(channel("facebook"), outcome=Outcome.LOGIN_WALL, reason="Facebook shows this to members only.")
        .on(channel("instagram", "", absent=True))
        .on(channel("youtube"), posts(40, 75))
        .on(channel("bluesky", "nordlys.example"), every(3))
        .on(channel("feed"), posts(100, 120))
        .led_by(leader(channels=[kari]), seen(kari, every(20), name="Kari Nordmann"))
        .led_by(leader("ola", "CFO", "Ola Nordmann", [ola]), seen(ola, outcome=Outcome.LOGIN_WALL))
        .led_by(leader("per", "COO", "Per Spelmann", [channel("linkedin", "", "leader:per", absent=True)]))
    )
    audit.home = home("https://linkedin.example/nordlys")
    return audit


def test_every_metric_of_the_method_is_found_and_documented() -> None:
    assert list(metrics()) == list(anchors().metrics)
    for metric in metrics().values():
        assert metric.passing != metric.failing
        assert all(
            f"\n{heading}:\n" in metric.about for heading in ("What it measures", "Why it matters", "How to improve")
        )


def test_a_metric_is_named_after_its_file() -> None:
    assert all(m.measure.__module__.rpartition(".")[2] == m.id.replace("-", "_") for m in metrics().values())


def test_the_same_evidence_gives_the_same_report() -> None:
    audit = _nordlys()

    assert audit.report.model_dump_json(by_alias=True) == audit.report.model_dump_json(by_alias=True)


def test_a_report_survives_being_saved() -> None:
    report = _nordlys().report

    assert Report.model_validate_json(report.model_dump_json(by_alias=True)) == report


def test_pillars_and_total_can_be_recomputed_from_the_saved_report() -> None:
    saved = json.loads(_nordlys().report.model_dump_json(by_alias=True))
    roots = weights = covered = 0.0
    for pillar in saved["pillars"]:
        leaves = [leaf for leaf in pillar["leaves"] if leaf["state"] != "not-applicable"]
        known = [leaf for leaf in leaves if leaf["state"] in {"value", "absent"}]
        assert all((leaf["score"] is not None) == (leaf in known) for leaf in pillar["leaves"])
        weight = sum(leaf["weight"] for leaf in known)
        coverage = weight / sum(leaf["weight"] for leaf in leaves)
        assert math.isclose(pillar["coverage"], coverage, abs_tol=1e-9)
        covered += pillar["weight"] * coverage
        assert (pillar["score"] is None) == (coverage < 0.4)
        if pillar["score"] is not None:
            score = sum(leaf["weight"] * leaf["score"] for leaf in known) / weight
            assert math.isclose(pillar["score"], score, abs_tol=1e-9)
            roots += pillar["weight"] * math.sqrt(score)
            weights += pillar["weight"]

    assert math.isclose(saved["score"]["value"], (roots / weights) ** 2, abs_tol=1e-9)
    assert math.isclose(saved["score"]["coverage"], covered / 100, abs_tol=1e-9)


def test_every_known_leaf_names_its_evidence() -> None:
    for pillar in _nordlys().report.pillars:
        for leaf in pillar.leaves:
            assert leaf.evidence or leaf.state in {"unknown", "not-applicable"} or "declared absent" in leaf.reason


def test_every_leaf_that_is_not_a_value_says_why() -> None:
    assert all(leaf.reason for pillar in _nordlys().report.pillars for leaf in pillar.leaves)


def test_the_lines_of_the_channels_show_only_what_was_seen() -> None:
    lines = {line.platform: line for line in _nordlys().report.channels if line.owner == "company"}

    assert lines["feed"].posts_per_week == 0
    assert lines["facebook"].posts_per_week is None
    assert lines["facebook"].posts_seen is None
    assert lines["facebook"].next_step
    assert lines["instagram"].provenance == "declared"
    assert lines["instagram"].outcome is Outcome.NOT_ATTEMPTED
    assert lines["linkedin"].posts_seen == 10


def test_the_channels_of_leaders_have_lines_too() -> None:
    line = next(line for line in _nordlys().report.channels if line.owner == "leader:kari")

    assert line.posts_per_week == pytest.approx(10 / 26)


# --- findings ---


def test_findings_come_with_the_greatest_gain_first() -> None:
    findings = _nordlys().report.findings
    gains = [finding.gain for finding in findings if finding.gain is not None]

    assert gains == sorted(gains, reverse=True)
    assert [f.gain is None for f in findings] == sorted(f.gain is None for f in findings)
    assert {f.id for f in findings} == {
        "cadence-low",
        "coverage-gap",
        "credits-people",
        "dialogue-low",
        "dormant",
        "invite",
        "know-more",
        "leader-absent",
        "leader-breadth",
        "leader-participate",
        "not-linked",
        "silence",
        "truncated",
        "unknown",
    }


def test_no_finding_leaves_a_placeholder_or_an_empty_message() -> None:
    for finding in _nordlys().report.findings:
        assert finding.message.endswith(".")
        assert not {"{", "}"} & set(finding.message + finding.advice)
        assert "None" not in finding.message


def test_a_finding_says_what_was_seen_and_what_to_do() -> None:
    finding = next(
        f for f in _nordlys().report.findings if f.subject == "channel:youtube:nordlys" and f.id == "cadence-low"
    )

    assert finding.message == "YouTube (nordlys): 0.15 posts a week; typical is 0.5."
    assert finding.advice == "Aim for 0.5 a week: a fixed day, and room for a spontaneous post."
    assert finding.gain is not None
    assert finding.gain > 1


def test_the_gain_of_a_finding_is_the_total_with_that_leaf_at_ninety() -> None:
    audit = Audit().on(channel("feed"), every(28))
    finding = audit.finding("cadence-low")
    before = audit.report.score.value
    improved = Audit().on(channel("feed"), every(28)).report
    pillars = {p.id: (p.weight, 90.0 if p.id == "cadence" else p.score) for p in improved.pillars}
    known = [(w, s) for w, s in pillars.values() if s is not None]
    after = (sum(w * math.sqrt(s) for w, s in known) / sum(w for w, _ in known)) ** 2

    assert finding is not None
    assert before is not None
    assert finding.gain == pytest.approx(after - before)


def test_a_dormant_channel_is_told_once() -> None:
    audit = _nordlys()
    subject = "channel:feed:nordlys"

    assert {f.id for f in audit.report.findings if f.subject == subject} >= {"dormant"}
    assert "cadence-low" not in {f.id for f in audit.report.findings if f.subject == subject}
    finding = audit.finding("dormant")
    assert finding is not None
    assert finding.message == "Feed (nordlys) has been silent for 100 days."


def test_a_gap_quotes_how_many_use_the_channel_in_norway_only() -> None:
    gap = channel("instagram", "", absent=True)
    here, elsewhere = (
        Audit(country="NO").on(gap).finding("coverage-gap"),
        Audit(country="SE").on(gap).finding("coverage-gap"),
    )

    assert here is not None
    assert elsewhere is not None
    assert here.message == "No active presence on Instagram, used daily by 44% of Norwegian adults (2022)."
    assert elsewhere.message == "No active presence on Instagram."


def test_nothing_is_said_of_a_leader_who_could_not_be_measured() -> None:
    assert not [f for f in _nordlys().report.findings if f.subject == "leader:ola"]


def test_a_number_that_rests_on_some_channels_says_so_and_silence_there_is_no_finding() -> None:
    bluesky, linkedin = (channel(p, "kari", "leader:kari") for p in ("bluesky", "linkedin"))
    wall = seen(linkedin, outcome=Outcome.LOGIN_WALL)
    seldom = Audit().led_by(leader(channels=[bluesky, linkedin]), seen(bluesky, every(40)), wall)
    silent = Audit().led_by(leader(channels=[bluesky, linkedin]), seen(bluesky, posts(100)), wall)
    finding = seldom.finding("cadence-low")

    assert finding is not None
    assert "(measured on 1 of 2 channels; the true figure may be higher)" in finding.message
    assert silent.leaf("leader-last-post", "leader:kari").value == 100
    assert silent.finding("leader-silent") is None


def test_silence_is_told_with_its_days_and_without_blame() -> None:
    bluesky = channel("bluesky", "kari", "leader:kari")
    finding = Audit().led_by(leader(channels=[bluesky]), seen(bluesky, posts(100))).finding("leader-silent")

    assert finding is not None
    assert finding.message == "Kari Nordmann has a profile but has not posted for 100 days."


def test_what_could_not_be_measured_is_told_with_its_next_step() -> None:
    finding = next(f for f in _nordlys().report.findings if f.id == "unknown" and "facebook" in f.subject)

    assert finding.message == "Not measured: Facebook (nordlys). Facebook shows this to members only."
    assert "left out, not counted as zero" in finding.advice
    assert finding.gain is None


# --- properties ---


def _score(listed: list[Post]) -> list[float | None]:
    report = Audit().on(channel("bluesky", "nordlys.example"), listed).report
    return [leaf.score for pillar in report.pillars for leaf in pillar.leaves if leaf.weight]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 200), TEXTS), max_size=20), st.randoms())
def test_the_order_in_which_posts_are_listed_changes_nothing(days: list[tuple[float, str]], random: object) -> None:
    listed = [post(day, text or None) for day, text in days]
    shuffled = list(listed)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert _score(listed) == _score(shuffled)


@settings(max_examples=40, deadline=None)
@given(WHEN, TEXTS)
def test_repeating_a_post_a_minute_later_never_raises_a_score(days: list[float], text: str) -> None:
    words = text or "Velkommen til oss"
    listed = [post(day, f"{words} {chr(97 + n)}") for n, day in enumerate(days)]
    repeated = [post(day - 1 / 1440, f"{words} {chr(97 + n)}") for n, day in enumerate(days) if day > 1]
    leaf = Audit().on(channel("feed"), listed).leaf("posts-per-week", "channel:feed:nordlys")
    more = Audit().on(channel("feed"), [*listed, *repeated]).leaf("posts-per-week", "channel:feed:nordlys")

    assert leaf.score is not None
    assert more.score is not None
    assert more.score <= leaf.score + 1e-9


def test_the_order_of_channels_and_leaders_changes_no_score() -> None:
    one, other = _nordlys(), _nordlys()
    other.channels.reverse()
    other.leaders.reverse()

    assert other.report.score == one.report.score


@settings(max_examples=30, deadline=None)
@given(st.sets(st.integers(0, 7)))
def test_hiding_channels_behind_walls_never_raises_the_low_end(hidden: set[int]) -> None:
    audit, full = _nordlys(), _nordlys().report.score
    for number, id_ in enumerate(list(audit.observations)):
        if number in hidden:
            del audit.observations[id_]
    audit.home = None if len(hidden) > 3 else audit.home

    assert audit.report.score.bounds[0] <= full.bounds[0] + 1e-9


@settings(max_examples=40, deadline=None)
@given(WHEN, st.booleans(), st.floats(0, 200))
def test_any_listing_gives_a_report_within_its_bounds(days: list[float], complete: bool, back_to: float) -> None:
    audit = Audit().on(channel("bluesky", "nordlys.example"), posts(*days), back_to=None if complete else back_to)
    score = audit.report.score

    assert score.bounds[0] <= score.likely[0] <= score.likely[1] <= score.bounds[1]
    assert score.value is None or 0 <= score.value <= 100


def test_another_window_is_measured_over_its_own_length() -> None:
    audit = Audit(window_days=364).on(channel("feed"), every(7, until=364))
    leaf = audit.leaf("posts-per-week", "channel:feed:nordlys")

    assert audit.report.window_days == 364
    assert leaf.value == 1.0
    assert "26 effective posts in 182 days" in leaf.reason
