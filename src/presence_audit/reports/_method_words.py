"""How the score comes about, in words for somebody who has never seen the method, with the formula and the choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import reason
from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._measure_words import subject_words, subjects_of
from presence_audit.reports._shown_rows import left_out
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from presence_audit.model.report import Report

FORMULA_PILLAR = "pillar = sum of (weight × points) ÷ sum of weights, over its measures that are known"  # noqa: RUF001
FORMULA_TOTAL = "total = (sum of (weight × √pillar) ÷ sum of weights)², over the pillars that have a score"  # noqa: RUF001
_STEPS = (
    "Something is counted, say the posts a week of one channel. That is a measure, and it keeps its evidence.",
    (
        "A curve turns the measure into 0 to 100 points: 50 is typical, 90 is clearly leading. "
        "More than that earns little, and nothing is lost by posting much."
    ),
    "The points of one pillar are averaged by weight, over the measures that are known.",
    "A pillar of which less than {pillar_known} is known is shown as {unknown} and left out.",
    (
        "The pillars are put together so that a weak one is not paid for in full by a strong one, "
        "and one at zero does not spoil everything."
    ),
)
_MEANINGS = {
    "Unknown": "{unknown} means not measured: a login, a rule of the site, too few posts. "
    "It is left out of the score and never counted as zero. Only what is confirmed to be absent counts as zero.",
    "Likely range": "The score computed again with everything unknown at {low:g} points, and once more at {high:g}.",
    "Hard bounds": "The same with {least:g} and {most:g} for everything unknown.",
    "Widest range": "As the hard bounds, and what was measured on a part of what there is taken to be as bad, "
    "or as good, as it can be. Hiding a channel does not raise its low end.",
    "Data coverage": "How much of the method, by weight, could be measured at all. It never changes the score.",
    "Confidence": "High: at least {high_known} known and a likely range of at most {high_width:g} points; "
    "medium: at least {medium_known} known and a likely range of at most {medium_width:g} points; low: the rest.",
    "Grade": "{grades}. 50 is typical.",
    "Provisional": "A grade in brackets: less than {total_known} of everything is known, "
    "or less than {half_known} of publishing cadence or of leader visibility.",
    "Gain": "What the total would rise by if this one measure stood at {target:g} points. "
    "Each is computed alone, so that gains do not add up.",
    "Visibility of a leader": "The mean of the leader's own known measures by weight, 0 to 100.",
}
_GRADE = "{} from {:g}"
_SHOWN = {
    "voices": (
        "Who speaks",
        (
            "Posts that count in the newer half of the period, by account and by who signs. "
            "The number of voices is exp(H), where H is the entropy of the shares: 1 where one voice says everything. "
            "Employees are one line, and only where three or more of them sign."
        ),
    ),
    "hours": (
        "When in the week",
        "Posts by weekday and hour on the company's own clocks, of all that have a time of day.",
    ),
    "weeks": (
        "Posts per week",
        (
            "Posts in seven days from the date that is named. "
            "A week is left open where not every channel that was read is known to show it."
        ),
    ),
    "trends": (
        "Trends",
        (
            "Each week is compared with each later one (Mann-Kendall); "
            "a trend is told where chance would do it less than once in twenty times. "
            "The slope is the middle one of all slopes between two weeks (Theil-Sen)."
        ),
    ),
    "ties": (
        "Who answers whom",
        (
            "How often the accounts of the company and of its named leaders name, answer, quote or pass on each other. "
            "Accounts of others are never shown."
        ),
    ),
}
_CHOSEN = {
    "method": "Method",
    "tool": "Made with",
    "period": "Period",
    "zone": "Time zone",
    "kind": "Kind of company",
    "size": "Employees",
    "intervals": "Intervals in the range",
    "yes": "yes",
    "no": "no",
    "sensitivity": "Sensitivity",
    "draws": "{} draws",
    "not asked": "not asked for",
    "left out": "Left out",
    "benchmark": "Judged by another benchmark",
}
_DEFAULT = "the default"  # how the method calls a benchmark that nobody chose
_LISTED = 12


def _values() -> dict[str, float | str]:
    """The numbers of the method that its words need."""
    limits, known = anchors().thresholds, numbers.percent
    low, high = anchors().likely
    least, most = anchors().bounds
    return {
        "unknown": numbers.UNKNOWN,
        "pillar_known": known(limits.pillar_known),
        "total_known": known(limits.provisional_total),
        "half_known": known(limits.provisional_pillar),
        "target": limits.target_points,
        "low": low,
        "high": high,
        "least": least,
        "most": most,
        "high_known": known(limits.high.coverage),
        "high_width": 2 * limits.high.half_width,
        "medium_known": known(limits.medium.coverage),
        "medium_width": 2 * limits.medium.half_width,
        "grades": ", ".join(_GRADE.format(grade, least) for grade, least in anchors().grades.items()),
    }


def steps() -> tuple[str, ...]:
    """From what was seen to the score, step by step."""
    values = _values()
    return tuple(step.format_map(values) for step in _STEPS)


def worked(report: Report) -> str:
    """The formula of the total with the numbers of this report; empty where there is no total."""
    known = [pillar for pillar in report.pillars if pillar.score is not None]
    if not known or report.score.value is None:
        return ""
    terms = " + ".join(f"{pillar.weight:g} × √{numbers.score(pillar.score)}" for pillar in known)  # noqa: RUF001
    weights = sum(pillar.weight for pillar in known)
    return f"(({terms}) ÷ {weights:g})² = {numbers.score(report.score.value)}"


def meanings() -> tuple[tuple[str, str], ...]:
    """The words that stand beside the score, each with what it means."""
    values = _values()
    return tuple((title, text.format_map(values)) for title, text in _MEANINGS.items())


def _benchmarks(report: Report) -> str:
    """The channels that are judged by another benchmark than the usual one."""
    names = subjects_of(report)
    usual = {_DEFAULT, reason(_DEFAULT)}
    own = [b for b in (report.shown.benchmarks if report.shown else ()) if b.basis not in usual]
    told = [f"{subject_words(names, b.subject)}: {b.basis}" for b in own[:_LISTED]]
    if len(own) > _LISTED:
        told.append(nouns.more(len(own) - _LISTED, "channel"))
    return "; ".join(told)


def choices(report: Report) -> tuple[tuple[str, str], ...]:
    """What was chosen for this report, each with its name."""
    _, zone = numbers.zone_of(report)
    company, shown = report.company, report.shown
    draws = shown.sensitivity.draws if shown and shown.sensitivity else 0
    told = {
        "method": report.method,
        "tool": f"{report.tool.name} {report.tool.version}",
        "period": nouns.counted(report.window_days, "day"),
        "zone": zone,
        "kind": company.kind,
        "size": "" if company.size is None else f"{company.size:,}",
        "intervals": _CHOSEN["yes" if shown and shown.intervals else "no"],
        "sensitivity": _CHOSEN["draws"].format(f"{draws:,}") if draws else _CHOSEN["not asked"],
        "benchmark": _benchmarks(report),
        "left out": left_out(report),
    }
    return tuple((_CHOSEN[name], text) for name, text in told.items() if text)


def shown_not_scored() -> tuple[tuple[str, str, str], ...]:
    """The parts of the report that are shown and not scored: id, title, how it is counted."""
    return tuple((part, title, text) for part, (title, text) in _SHOWN.items())
