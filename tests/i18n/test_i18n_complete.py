"""No reason is left in English: every sentence that a result may hold is among the messages of the translators."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from extraction import extraction, messages
from metrics.nordlys import nordlys
from metrics.observed import AS_OF, Audit
from recording import RECORDINGS, cases, converse

from presence_audit.i18n._phrases import Phrases
from presence_audit.metrics import report_of
from presence_audit.model.outcome import Outcome
from presence_audit.model.profiles import Profiles
from presence_audit.platforms import platforms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.model.observation import DatePrecision
    from presence_audit.model.report import Report

# What the recordings say of requests that were made up there, in the place of fetch/ and of the sites themselves.
INVENTED = frozenset(
    {"badRequest", "API_KEY_INVALID", "quotaExceeded", "the host does not answer", "The host did not answer in time."}
)


@pytest.fixture(scope="module")
def known() -> Phrases:
    return Phrases({template: template for template in messages()})


def _said(report: Report) -> Iterator[str]:
    yield report.score.cap or ""
    for line in report.channels:
        yield from (line.reason, line.next_step)
    for pillar in report.pillars:
        yield from (leaf.reason for leaf in pillar.leaves)
    yield from (one.message for one in report.findings if one.id == "know-more")
    yield from (one.advice for one in report.findings if one.id == "know-more")
    if report.shown is not None:
        yield from (trend.reason for trend in report.shown.trends)
        yield from (benchmark.basis for benchmark in report.shown.benchmarks)


def _misses(folder: Path) -> set[str]:
    """The reasons that a recording gives to requests that failed, which nobody but the test has written."""
    told = json.loads((folder / "conversation.json").read_text("utf-8"))
    return {exchange["reason"] for exchange in told["exchanges"] if "reason" in exchange} | INVENTED


def _unknown(known: Phrases, texts: Iterator[str]) -> list[str]:
    return sorted({text for text in texts if text and known.unknown(text)})


@pytest.mark.parametrize("platform", sorted(path.name for path in RECORDINGS.iterdir() if path.is_dir()))
def test_every_reason_of_a_recording_is_a_message(known: Phrases, platform: str) -> None:
    if platform not in platforms():
        pytest.skip("recordings of no platform")
    for folder in cases(platform):
        seen = converse(folder)
        texts = [seen.get("reason", ""), seen.get("next_step", ""), seen.get("drift", "")]
        invented = _misses(folder)
        texts = [text for text in texts if text and not any(made in text for made in invented)]
        assert _unknown(known, iter(texts)) == [], folder.name


def _audited(audit: Audit) -> Report:
    profiles = Profiles("p", audit.company, tuple(audit.channels), tuple(audit.leaders), settings=audit.settings)
    return report_of(profiles, audit.observations, audit.home, AS_OF, tool_version="0")


def test_every_reason_of_the_worked_example_is_a_message(known: Phrases) -> None:
    assert _unknown(known, _said(_audited(nordlys()))) == []


@pytest.mark.parametrize("outcome", [one for one in Outcome if not one.is_readable])
def test_every_reason_is_a_message_where_one_channel_after_another_is_hidden(known: Phrases, outcome: Outcome) -> None:
    audit = nordlys()
    for id_, observation in list(audit.observations.items()):
        audit.observations[id_] = replace(
            observation, outcome=outcome, reason="", next_step=outcome.next_step, posts=(), comments=None
        )
        assert _unknown(known, _said(_audited(audit))) == [], id_


@pytest.mark.parametrize("left", [0, 1, 3])
@pytest.mark.parametrize("precision", ["second", "week", "month"])
def test_every_reason_is_a_message_where_listings_are_cut_off(
    known: Phrases, left: int, precision: DatePrecision
) -> None:
    audit = nordlys()
    for id_, observation in list(audit.observations.items()):
        posts = tuple(replace(post, date_precision=precision) for post in observation.posts[:left])
        undated = tuple(replace(post, published_at=None, id=f"{post.id}-") for post in posts[:1])
        window = replace(observation.window, complete=False, reaches_back_to=posts[-1].published_at if posts else None)
        audit.observations[id_] = replace(observation, posts=(*posts, *undated), window=window, comments=None)
        assert _unknown(known, _said(_audited(audit))) == [], id_


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_next_step_of_an_outcome_is_a_message(known: Phrases, outcome: Outcome) -> None:
    assert _unknown(known, iter([outcome.next_step])) == []
    if outcome is not Outcome.OK:
        assert _unknown(known, iter([f"Mastodon: {outcome.replace('_', ' ')}."])) == []


def test_every_way_to_know_more_is_a_message(known: Phrases) -> None:
    assert _unknown(known, (way.how for platform in platforms().values() for way in platform.ways)) == []


def test_the_template_file_is_what_the_sources_say() -> None:
    module = extraction()
    pot = module.SOURCES / "i18n" / "locale" / "reasons.pot"
    assert pot.read_text("utf-8") == module.template_file(), "run ./run docs"
