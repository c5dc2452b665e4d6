"""How the score comes about, in words for somebody who has never seen the method, with the formula and the choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark, reason
from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import _words as words
from presence_audit.reports._measure_words import subject_words, subjects_of
from presence_audit.reports._shown_rows import left_out
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from presence_audit.model.report import Report
    from presence_audit.model.shown import Benchmark

# Translators: the signs of the formulas stay as they are.
FORMULA_PILLAR = mark("pillar = sum of (weight × points) ÷ sum of weights, over its measures that are known")  # noqa: RUF001
# Translators: the signs of the formulas stay as they are.
FORMULA_TOTAL = mark("total = (sum of (weight × √pillar) ÷ sum of weights)², over the pillars that have a score")  # noqa: RUF001
_STEPS = (
    mark("Something is counted, say the posts a week of one channel. That is a measure, and it keeps its evidence."),
    mark(
        "A curve turns the measure into 0 to 100 points: 50 is typical, 90 is clearly leading. "
        "More than that earns little, and nothing is lost by posting much."
    ),
    mark("The points of one pillar are averaged by weight, over the measures that are known."),
    mark("A pillar of which less than {pillar_known} is known is shown as {unknown} and left out."),
    mark(
        "The pillars are put together so that a weak one is not paid for in full by a strong one, "
        "and one at zero does not spoil everything."
    ),
)
_MEANINGS = {
    mark("Unknown"): mark(
        "{unknown} means not measured: a login, a rule of the site, too few posts. "
        "It is left out of the score and never counted as zero. Only what is confirmed to be absent counts as zero."
    ),
    mark("Likely range"): mark(
        "The score computed again with everything unknown at {low} points, and once more at {high}."
    ),
    mark("Hard bounds"): mark("The same with {least} and {most} for everything unknown."),
    mark("Widest range"): mark(
        "As the hard bounds, and what was measured on a part of what there is taken to be as bad, "
        "or as good, as it can be. Hiding a channel does not raise its low end."
    ),
    mark("Data coverage"): mark(
        "How much of the method, by weight, could be measured at all. It never changes the score."
    ),
    mark("Confidence"): mark(
        "High: at least {high_known} known and a likely range of at most {high_width} points; "
        "medium: at least {medium_known} known and a likely range of at most {medium_width} points; low: the rest."
    ),
    mark("Grade"): mark("{grades}. 50 is typical."),
    mark("Provisional"): mark(
        "A grade in brackets: less than {total_known} of everything is known, "
        "or less than {half_known} of publishing cadence or of leader visibility."
    ),
    mark("Gain"): mark(
        "What the total would rise by if this one measure stood at {target} points. "
        "Each is computed alone, so that gains do not add up."
    ),
    mark("Visibility of a leader"): mark("The mean of the leader's own known measures by weight, 0 to 100."),
}
_SHOWN = {
    "voices": (
        mark("Who speaks"),
        mark(
            "Posts that count in the newer half of the period, by account and by who signs. "
            "The number of voices is exp(H), where H is the entropy of the shares: 1 where one voice says everything. "
            "Employees are one line, and only where three or more of them sign."
        ),
    ),
    "hours": (
        words.WEEK_MAP,
        mark("Posts by weekday and hour on the company's own clocks, of all that have a time of day."),
    ),
    "weeks": (
        mark("Posts per week"),
        mark(
            "Posts in seven days from the date that is named. "
            "A week is left open where not every channel that was read is known to show it."
        ),
    ),
    "trends": (
        mark("Trends"),
        mark(
            "Each week is compared with each later one (Mann-Kendall); "
            "a trend is told where chance would do it less than once in twenty times. "
            "The slope is the middle one of all slopes between two weeks (Theil-Sen)."
        ),
    ),
    "ties": (
        mark("Who answers whom"),
        mark(
            "How often the accounts of the company and of its named leaders name, answer, quote or pass on each other. "
            "Accounts of others are never shown."
        ),
    ),
}
_CHOSEN = {
    "method": mark("Method"),
    "tool": mark("Made with"),
    "period": mark("Period"),
    "zone": mark("Time zone"),
    "kind": mark("Kind of company"),
    "size": mark("Employees"),
    "intervals": mark("Intervals in the range"),
    "yes": mark("yes"),
    "no": mark("no"),
    "sensitivity": mark("Sensitivity"),
    "not asked": mark("not asked for"),
    "left out": mark("Left out"),
    "benchmark": mark("Judged by another benchmark"),
}
_KINDS = {
    # Translators: a company that sells to companies.
    "b2b": mark("b2b"),
    # Translators: a company that sells to people.
    "b2c": mark("b2c"),
    # Translators: a body of the public sector.
    "public": mark("public"),
}
_DEFAULT = "the default"  # how the method calls a benchmark that nobody chose
_LISTED = 12


def _values() -> dict[str, str]:
    """The numbers of the method that its words need."""
    limits, known, plain = anchors().thresholds, numbers.percent, numbers.plain
    low, high = map(plain, anchors().likely)
    least, most = map(plain, anchors().bounds)
    # Translators: a grade, and the least points it takes: "A from 80".
    grade = _("{grade} from {points}")
    return {
        "unknown": numbers.UNKNOWN,
        "pillar_known": known(limits.pillar_known),
        "total_known": known(limits.provisional_total),
        "half_known": known(limits.provisional_pillar),
        "target": plain(limits.target_points),
        "low": low,
        "high": high,
        "least": least,
        "most": most,
        "high_known": known(limits.high.coverage),
        "high_width": plain(2 * limits.high.half_width),
        "medium_known": known(limits.medium.coverage),
        "medium_width": plain(2 * limits.medium.half_width),
        "grades": ", ".join(grade.format(grade=g, points=plain(points)) for g, points in anchors().grades.items()),
    }


def steps() -> tuple[str, ...]:
    """From what was seen to the score, step by step."""
    values = _values()
    return tuple(_(step).format_map(values) for step in _STEPS)


def worked(report: Report) -> str:
    """The formula of the total with the numbers of this report; empty where there is no total."""
    known = [pillar for pillar in report.pillars if pillar.score is not None]
    if not known or report.score.value is None:
        return ""
    terms = " + ".join(f"{numbers.plain(pillar.weight)} × √{numbers.score(pillar.score)}" for pillar in known)  # noqa: RUF001
    weights = sum(pillar.weight for pillar in known)
    return f"(({terms}) ÷ {numbers.plain(weights)})² = {numbers.score(report.score.value)}"


def meanings() -> tuple[tuple[str, str], ...]:
    """The words that stand beside the score, each with what it means."""
    values = _values()
    return tuple((_(title), _(text).format_map(values)) for title, text in _MEANINGS.items())


def chosen_benchmarks(report: Report) -> tuple[Benchmark, ...]:
    """What was chosen instead of the usual benchmark of a channel: a goal of its own, or an industry."""
    usual = {_DEFAULT, reason(_DEFAULT)}
    return tuple(b for b in (report.shown.benchmarks if report.shown else ()) if b.basis not in usual)


def _benchmarks(report: Report) -> str:
    """The channels that are judged by another benchmark than the usual one."""
    names, own = subjects_of(report), chosen_benchmarks(report)
    told = [f"{subject_words(names, b.subject)}: {b.basis}" for b in own[:_LISTED]]
    if len(own) > _LISTED:
        told.append(nouns.more(len(own) - _LISTED, "channel"))
    return "; ".join(told)


def choices(report: Report) -> tuple[tuple[str, str], ...]:
    """What was chosen for this report, each with its name."""
    _tz, zone = numbers.zone_of(report)
    company, shown = report.company, report.shown
    draws = shown.sensitivity.draws if shown and shown.sensitivity else 0
    told = {
        "method": report.method,
        "tool": f"{report.tool.name} {report.tool.version}",
        "period": nouns.counted(report.window_days, "day"),
        "zone": zone,
        "kind": _(_KINDS.get(company.kind, "")) or company.kind,
        "size": "" if company.size is None else numbers.whole(company.size),
        "intervals": _(_CHOSEN["yes" if shown and shown.intervals else "no"]),
        "sensitivity": nouns.counted(draws, "draw") if draws else _(_CHOSEN["not asked"]),
        "benchmark": _benchmarks(report),
        "left out": left_out(report),
    }
    return tuple((_(_CHOSEN[name]), text) for name, text in told.items() if text)


def shown_not_scored() -> tuple[tuple[str, str, str], ...]:
    """The parts of the report that are shown and not scored: id, title, how it is counted."""
    return tuple((part, _(title), _(text)) for part, (title, text) in _SHOWN.items())
