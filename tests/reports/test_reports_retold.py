"""A result says its reasons and findings in the language of the report, whatever language it was saved in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from extraction import messages
from metrics.nordlys import nordlys
from metrics.observed import AS_OF
from reports import report_samples as samples

from presence_audit.i18n import _reasons
from presence_audit.i18n._phrases import Phrases
from presence_audit.metrics import Choices, report_of
from presence_audit.model.outcome import Outcome
from presence_audit.model.profiles import Profiles
from presence_audit.reports._retold import retold
from presence_audit.scoring.catalogue import outcome_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.model.profiles import Lang
    from presence_audit.model.report import Report

LANGS: tuple[Lang, ...] = ("en", "nb", "nn")
HIDDEN = (Outcome.LOGIN_WALL, Outcome.ROBOTS_DISALLOWED, Outcome.NOT_ATTEMPTED, Outcome.NOT_FOUND)


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Norwegian in which every message is what it is in English, in marks."""
    told = Phrases({template: f"«{template}»" for template in messages()})
    monkeypatch.setattr(_reasons, "phrases", lambda _: told)


def _scanned(lang: Lang) -> Report:
    """The worked example, with some channels that could not be read, one of them long ago."""
    audit = nordlys()
    for (id_, seen), outcome in zip(list(audit.observations.items())[:4], HIDDEN, strict=True):
        step = outcome.next_step
        at = AS_OF - timedelta(days=40) if outcome.is_absent else seen.observed_at
        told = "The server shows posts to signed-in visitors only."
        audit.observations[id_] = replace(
            seen, outcome=outcome, reason=told, next_step=step, posts=(), comments=None, observed_at=at
        )
    profiles = Profiles("p", audit.company, tuple(audit.channels), tuple(audit.leaders), settings=audit.settings)
    choices = Choices(lang=lang)
    return report_of(profiles, audit.observations, audit.home, AS_OF, tool_version="0", choices=choices)


def _said(report: Report) -> Iterator[str]:
    for line in report.channels:
        yield from (line.reason, line.next_step)
    for pillar in report.pillars:
        yield from (leaf.reason for leaf in pillar.leaves)
    assert report.shown is not None
    yield from (trend.reason for trend in report.shown.trends)
    yield from (benchmark.basis for benchmark in report.shown.benchmarks)


@pytest.mark.parametrize("report", [samples.full(), samples.all_unknown(), samples.measured(), _scanned("en")])
def test_english_is_told_as_it_was_stored(report: Report) -> None:
    assert retold(report, "en") is report


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("source", LANGS)
@pytest.mark.parametrize("target", LANGS)
def test_a_scan_in_any_language_is_told_in_another_as_if_it_had_been_scanned_there(source: Lang, target: Lang) -> None:
    assert retold(_scanned(source), target) == retold(_scanned("en"), target)


@pytest.mark.usefixtures("marked")
def test_every_reason_and_next_step_is_said_in_the_language() -> None:
    said = [text for text in _said(retold(_scanned("en"), "nb")) if text]
    assert said
    assert [text for text in said if "«" not in text] == []


@pytest.mark.usefixtures("marked")
def test_the_findings_of_a_channel_say_why_it_is_unknown_in_the_language() -> None:
    told = [one for one in retold(_scanned("nb"), "nn").findings if one.id == "unknown" and "(" in one.message]
    assert told[0].message.startswith("Ikkje målt: ")
    assert "«The server shows posts to signed-in visitors only.»" in told[0].message
    assert all("«" in one.advice for one in told[:4])


def test_what_is_not_translated_stays_english_and_a_finding_says_what_holds_for_the_outcome(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(_reasons, "phrases", lambda _: Phrases({}))
    scanned = _scanned("en")
    told = retold(scanned, "nb")
    assert list(_said(told)) == list(_said(scanned))
    unknown = " ".join(one.message for one in told.findings if one.id == "unknown")
    for outcome in ("login_wall", "robots_disallowed", "not_attempted"):
        assert outcome_words(outcome, "nb")[0] in unknown
    assert "Kontoen var ikke offentlig tilgjengelig" in unknown
    assert "what came since" not in unknown


@pytest.mark.usefixtures("marked")
def test_nothing_but_words_changes() -> None:
    scanned = _scanned("en")
    told = retold(scanned, "nb")
    assert [line.id for line in told.channels] == [line.id for line in scanned.channels]
    assert [one.subject for one in told.findings] == [one.subject for one in scanned.findings]
    numbers = [(leaf.value, leaf.score, leaf.evidence) for pillar in scanned.pillars for leaf in pillar.leaves]
    assert [(leaf.value, leaf.score, leaf.evidence) for pillar in told.pillars for leaf in pillar.leaves] == numbers


@pytest.mark.usefixtures("marked")
def test_hostile_text_is_told_without_failing() -> None:
    assert retold(samples.hostile(), "nb").channels
