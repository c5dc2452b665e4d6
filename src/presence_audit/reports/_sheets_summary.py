"""The first sheet: the answer, what it says, who speaks, when, and what the report is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._claims import claims
from presence_audit.reports._robustness import robustness
from presence_audit.reports._rows import basis, tally
from presence_audit.reports._sheets import Typed
from presence_audit.reports._shown_rows import busiest, concentration, coverage_of_days, left_out, people
from presence_audit.reports._text import sentence
from presence_audit.scoring import anchors, grade_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.model.report import Report
    from presence_audit.model.shown import Rhythm, Sensitivity
    from presence_audit.reports._sheets import Kind, Value

_SCORE, _SAYS, _SPEAKS, _WHEN, _ABOUT = (
    "The score",
    "What this says",
    "Who speaks",
    "When",
    "About this report",
)
_SENSITIVE, _IN_SHORT = "How firm the score is", "In short"
_NO_NAME = "(no name)"
_PERIOD = "{days} days up to {moment} {zone}"
_TITLE = "Presence audit of {company}, {day}"
_CONFIDENCE = "How far the score can be trusted: high, medium or low."
_COVERAGE = "The share of the method's weight that was measured."
_LIKELY = "Every unknown measure at {points} points: grade {grade}."
_BOUNDS = "Every unknown measure at {points} points."
_CAP = "Grade limited"
_UNLIMITED = "No confirmed fact limits the grade."
_WEIGHTS = "Other weights, 30 % off at most: {share} % of {draws} lie below."
_UNKNOWN = "Unknown measures drawn at random: {share} % of {draws} lie below."
_EXPONENT = "The pillars joined with exponent {exponent}."


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the summary: what it is, its value (which may be unknown), and words on it."""

    label: str
    value: Typed | None = None
    words: str = ""
    is_headline: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Facts under one heading."""

    heading: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The head of the report, and its facts."""

    company: str
    period: str
    basis: str
    groups: tuple[Group, ...]


def _fact(label: str, value: Value, kind: Kind, words: str = "") -> Fact:
    """A fact with a value; where that is unknown, the word stands in front of the words."""
    unknown = "Unknown." if value is None else ""
    return Fact(label, Typed(value, kind), " ".join(filter(None, (unknown, words))))


def _at(points: float, end: float, *, has_cap: bool = False) -> str:
    """What an end of the likely range means. A cap limits the grade whatever the points are."""
    return (_BOUNDS if has_cap else _LIKELY).format(points=f"{points:g}", grade=grade_of(end))


def _score(report: Report) -> Group:
    score, has_cap = report.score, report.score.cap is not None
    poor, good = anchors().likely
    worst, best = anchors().bounds
    provisional = "Provisional: too much is unknown for a firm one." if score.provisional and score.grade else ""
    spans = [
        _fact("Likely range, from", score.likely[0], "points", _at(poor, score.likely[0])),
        _fact("Likely range, to", score.likely[1], "points", _at(good, score.likely[1], has_cap=has_cap)),
        _fact("Hard bounds, from", score.bounds[0], "points", _BOUNDS.format(points=f"{worst:g}")),
        _fact("Hard bounds, to", score.bounds[1], "points", _BOUNDS.format(points=f"{best:g}")),
    ]
    cap = sentence(score.cap) if score.cap is not None else _UNLIMITED
    return Group(
        _SCORE,
        (
            replace(_fact("Presence score", score.value, "points", "Points of 100."), is_headline=True),
            _fact("Grade", score.grade, "text", provisional),
            *spans,
            _fact("Data coverage", score.coverage, "share", _COVERAGE),
            _fact("Confidence", score.confidence, "text", _CONFIDENCE),
            Fact(_CAP, None, cap),
        ),
    )


def _moves(shown: Sensitivity) -> Iterator[Fact]:
    draws = nouns.counted(shown.draws, "draw")
    for share, end in zip((5, 95), shown.weights, strict=True):
        yield _fact(f"Other weights, {share} %", end, "points", _WEIGHTS.format(share=share, draws=draws))
    for name, end in zip(("1", "0.5", "0"), shown.exponents, strict=True):
        yield _fact(f"Exponent {name}", end, "points", _EXPONENT.format(exponent=name))
    for share, end in zip((5, 50, 95), shown.unknown, strict=True):
        yield _fact(f"Unknown drawn, {share} %", end, "points", _UNKNOWN.format(share=share, draws=draws))


def _robust(report: Report) -> list[Group]:
    said = [Fact(_IN_SHORT, None, told) for told in robustness(report)]
    sensitivity = report.shown.sensitivity if report.shown else None
    moves = tuple(_moves(sensitivity)) if sensitivity else ()
    return [Group(_SENSITIVE, (*said, *moves))] if said else []


def _says(report: Report) -> Group:
    return Group(_SAYS, tuple(Fact(claim.title, None, claim.sentence) for claim in claims(report)))


def _speaks(report: Report) -> list[Group]:
    shown = report.shown.voices if report.shown else None
    if shown is None:
        return []
    said = concentration(report)
    facts = (
        _fact("Voices by account", shown.effective_accounts, "measure", sentence(said[:1].upper() + said[1:])),
        _fact("Voices by who signs", shown.effective_people, "measure", people(report)),
        _fact("Channels not read", shown.unread, "count"),
    )
    return [Group(_SPEAKS, facts)]


def _when(rhythm: Rhythm) -> Group:
    silence = rhythm.longest_silence
    stretch = (
        (
            _fact("Longest silence, from", silence.first, "day"),
            _fact("Longest silence, to", silence.last, "day"),
            _fact("Quiet holidays left out", silence.left_out, "count"),
        )
        if silence
        else ()
    )
    return Group(
        _WHEN,
        (
            _fact("Days that are known", rhythm.days, "count", coverage_of_days(rhythm)),
            _fact("Days without a post", rhythm.uncovered if rhythm.days else None, "count"),
            _fact("Longest silence, days", silence.days if silence else None, "count"),
            *stretch,
            _fact("Posts with a time of day", rhythm.timed, "count", busiest(rhythm)),
            _fact("Posts without one", rhythm.untimed, "count"),
        ),
    )


def _about(report: Report) -> Group:
    (zone, zone_name), measures, company = numbers.zone_of(report), tally(report), report.company
    told = left_out(report)
    return Group(
        _ABOUT,
        (
            _fact("As of", numbers.local(report.as_of, zone), "moment", zone_name),
            _fact("Days looked at", report.window_days, "count"),
            _fact("Measures that apply", measures.applicable, "count", "Those that could be known."),
            _fact("of them unknown", measures.unknown, "count", "Left out of the score, never counted as zero."),
            _fact("Not applicable", measures.not_applicable, "count"),
            _fact("Website", company.website, "text"),
            _fact("Kind of company", company.kind, "text"),
            _fact("Employees", company.size, "count"),
            _fact("Method", report.method, "text"),
            _fact("Made by", f"{report.tool.name} {report.tool.version}", "text"),
            *([Fact("Findings left out", None, told)] if told else []),
        ),
    )


def title_of(report: Report) -> str:
    """What the document is called."""
    zone, _ = numbers.zone_of(report)
    return _TITLE.format(company=report.company.name or _NO_NAME, day=numbers.day(report.as_of, zone))


def summary(report: Report) -> Summary:
    """The summary of the report."""
    zone, zone_name = numbers.zone_of(report)
    rhythm = report.shown.rhythm if report.shown else None
    moment = numbers.minute(report.as_of, zone)
    groups = (
        _score(report),
        _says(report),
        *_robust(report),
        *_speaks(report),
        *([_when(rhythm)] if rhythm else []),
        _about(report),
    )
    return Summary(
        company=report.company.name or _NO_NAME,
        period=_PERIOD.format(days=report.window_days, moment=moment, zone=zone_name),
        basis=basis(report),
        groups=groups,
    )
