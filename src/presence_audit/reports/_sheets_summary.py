"""The first sheet: the answer, what it says, who speaks, when, and what the report is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from presence_audit.i18n import decimal, language, mark, per_cent
from presence_audit.i18n import gettext as _
from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._claims import claims
from presence_audit.reports._code_words import code_words
from presence_audit.reports._headline import headline
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

_TITLE = mark("Presence audit of {company}, {day}")
_LIKELY = mark("Every unknown measure at {points} points: grade {grade}.")
_BOUNDS = mark("Every unknown measure at {points} points.")
# Translators: {draws} is a number with its noun: "1,000 draws".
_WEIGHTS = mark("Other weights, {most} off at most: {share} of {draws} lie below.")
_UNKNOWN = mark("Unknown measures drawn at random: {share} of {draws} lie below.")
_WEIGHTS_OFF = 30  # per cent


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
    unknown = _("Unknown.") if value is None else ""
    return Fact(label, Typed(value, kind), " ".join(filter(None, (unknown, words))))


def _at(points: float, end: float, *, has_cap: bool = False) -> str:
    """What an end of the likely range means. A cap limits the grade whatever the points are."""
    return _(_BOUNDS if has_cap else _LIKELY).format(points=_whole(points), grade=grade_of(end))


def _whole(points: float) -> str:
    """The points of an anchor of the method, which are whole."""
    return decimal(points, 0)


def _share(points: int) -> str:
    """Per cent with a space, as the summary has always had it."""
    return f"{points} %" if language() == "en" else per_cent(points)


def _score(report: Report) -> Group:
    score, has_cap = report.score, report.score.cap is not None
    poor, good = anchors().likely
    worst, best = anchors().bounds
    provisional = _("Provisional: too much is unknown for a firm one.") if score.provisional and score.grade else ""
    spans = [
        _fact(_("Likely range, from"), score.likely[0], "points", _at(poor, score.likely[0])),
        _fact(_("Likely range, to"), score.likely[1], "points", _at(good, score.likely[1], has_cap=has_cap)),
        _fact(_("Hard bounds, from"), score.bounds[0], "points", _(_BOUNDS).format(points=_whole(worst))),
        _fact(_("Hard bounds, to"), score.bounds[1], "points", _(_BOUNDS).format(points=_whole(best))),
    ]
    cap = sentence(score.cap) if score.cap is not None else _("No confirmed fact limits the grade.")
    return Group(
        _("The score"),
        (
            replace(_fact(_("Presence score"), score.value, "points", _("Points of 100.")), is_headline=True),
            _fact(_("Grade"), score.grade, "text", provisional),
            *spans,
            _fact(
                _("Data coverage"), score.coverage, "share", _("The share of the method's weight that was measured.")
            ),
            _fact(
                _("Confidence"),
                code_words(score.confidence),
                "text",
                _("How far the score can be trusted: high, medium or low."),
            ),
            Fact(_("Grade limited"), None, cap),
        ),
    )


def _moves(shown: Sensitivity) -> Iterator[Fact]:
    draws = nouns.counted(shown.draws, "draw")
    for share, end in zip((5, 95), shown.weights, strict=True):
        below = _share(share)
        said = _(_WEIGHTS).format(most=_share(_WEIGHTS_OFF), share=below, draws=draws)
        yield _fact(_("Other weights, {share}").format(share=below), end, "points", said)
    exponents = (decimal(1, 0), decimal(0.5, 1), decimal(0, 0))
    for exponent, end in zip(exponents, shown.exponents, strict=True):
        said = _("The pillars joined with exponent {exponent}.").format(exponent=exponent)
        yield _fact(_("Exponent {exponent}").format(exponent=exponent), end, "points", said)
    for share, end in zip((5, 50, 95), shown.unknown, strict=True):
        below = _share(share)
        said = _(_UNKNOWN).format(share=below, draws=draws)
        yield _fact(_("Unknown drawn, {share}").format(share=below), end, "points", said)


def _robust(report: Report) -> list[Group]:
    said = [Fact(_("In short"), None, told) for told in robustness(report)]
    sensitivity = report.shown.sensitivity if report.shown else None
    moves = tuple(_moves(sensitivity)) if sensitivity else ()
    return [Group(_("How firm the score is"), (*said, *moves))] if said else []


def _says(report: Report) -> Group:
    return Group(_("What this says"), tuple(Fact(claim.title, None, claim.sentence) for claim in claims(report)))


def _speaks(report: Report) -> list[Group]:
    shown = report.shown.voices if report.shown else None
    if shown is None:
        return []
    said = concentration(report)
    facts = (
        _fact(_("Voices by account"), shown.effective_accounts, "measure", sentence(said[:1].upper() + said[1:])),
        _fact(_("Voices by who signs"), shown.effective_people, "measure", people(report)),
        _fact(_("Channels not read"), shown.unread, "count"),
    )
    return [Group(_("Who speaks"), facts)]


def _when(rhythm: Rhythm) -> Group:
    silence = rhythm.longest_silence
    stretch = (
        (
            _fact(_("Longest silence, from"), silence.first, "day"),
            _fact(_("Longest silence, to"), silence.last, "day"),
            _fact(_("Quiet holidays left out"), silence.left_out, "count"),
        )
        if silence
        else ()
    )
    return Group(
        # Translators: when the company is heard.
        _("When"),
        (
            _fact(_("Days that are known"), rhythm.days, "count", coverage_of_days(rhythm)),
            _fact(_("Days without a post"), rhythm.uncovered if rhythm.days else None, "count"),
            _fact(_("Longest silence, days"), silence.days if silence else None, "count"),
            *stretch,
            _fact(_("Posts with a time of day"), rhythm.timed, "count", busiest(rhythm)),
            _fact(_("Posts without one"), rhythm.untimed, "count"),
        ),
    )


def _about(report: Report) -> Group:
    (zone, zone_name), measures, company = numbers.zone_of(report), tally(report), report.company
    told = left_out(report)
    return Group(
        _("About this report"),
        (
            _fact(_("As of"), numbers.local(report.as_of, zone), "moment", zone_name),
            _fact(_("Days looked at"), report.window_days, "count"),
            _fact(_("Measures that apply"), measures.applicable, "count", _("Those that could be known.")),
            _fact(_("of them unknown"), measures.unknown, "count", _("Left out of the score, never counted as zero.")),
            _fact(_("Not applicable"), measures.not_applicable, "count"),
            _fact(_("Website"), company.website, "text"),
            _fact(_("Kind of company"), code_words(company.kind), "text"),
            _fact(_("Employees"), company.size, "count"),
            _fact(_("Method"), report.method, "text"),
            _fact(_("Made by"), f"{report.tool.name} {report.tool.version}", "text"),
            *([Fact(_("Findings left out"), None, told)] if told else []),
        ),
    )


def title_of(report: Report) -> str:
    """What the document is called."""
    zone = numbers.zone_of(report)[0]
    return _(_TITLE).format(company=headline(report).company, day=numbers.day(report.as_of, zone))


def summary(report: Report) -> Summary:
    """The summary of the report."""
    rhythm = report.shown.rhythm if report.shown else None
    groups = (
        _score(report),
        _says(report),
        *_robust(report),
        *_speaks(report),
        *([_when(rhythm)] if rhythm else []),
        _about(report),
    )
    head = headline(report)
    return Summary(
        company=head.company,
        period=head.period,
        basis=basis(report),
        groups=groups,
    )
