"""How the score comes about, in words for somebody who has never seen the method, with the formula and the choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.reports import _numbers as numbers
from presence_audit.reports._measure_words import subject_words, subjects_of
from presence_audit.reports._shown_rows import left_out
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from presence_audit.model.report import Report

FORMULA_PILLAR = "pillar = sum of (weight × points) ÷ sum of weights, over its measures that are known"  # noqa: RUF001
FORMULA_TOTAL = "total = (sum of (weight × √pillar) ÷ sum of weights)², over the pillars that have a score"  # noqa: RUF001
_DEFAULT = "the default"
_LISTED = 12


def steps() -> tuple[str, ...]:
    """From what was seen to the score, step by step."""
    limits = anchors().thresholds
    return (
        "Something is counted, say the posts a week of one channel. That is a measure, and it keeps its evidence.",
        "A curve turns the measure into 0 to 100 points: 50 is typical, 90 is clearly leading. More than that earns "
        "little, and nothing is lost by posting much.",
        "The points of one pillar are averaged by weight, over the measures that are known.",
        f"A pillar of which less than {numbers.percent(limits.pillar_known)} is known is shown as "
        f"{numbers.UNKNOWN} and left out.",
        "The pillars are put together so that a weak one is not paid for in full by a strong one, and one at zero does "
        "not spoil everything.",
    )


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
    limits, grades = anchors().thresholds, anchors().grades
    low, high = anchors().likely
    least, most = anchors().bounds
    confidence = "; ".join(
        f"{name}: at least {numbers.percent(need.coverage)} known and a likely range of at most "
        f"{2 * need.half_width:g} points"
        for name, need in (("high", limits.high), ("medium", limits.medium))
    )
    return (
        (
            "Unknown",
            f"{numbers.UNKNOWN} means not measured: a login, a rule of the site, too few posts. It is left out of the "
            "score and never counted as zero. Only what is confirmed to be absent counts as zero.",
        ),
        (
            "Likely range",
            f"The score computed again with everything unknown at {low:g} points, and once more at {high:g}.",
        ),
        ("Hard bounds", f"The same with {least:g} and {most:g}: whatever is unknown, the score lies between them."),
        ("Data coverage", "How much of the method, by weight, could be measured at all. It never changes the score."),
        ("Confidence", f"{confidence[0].upper()}{confidence[1:]}; low: everything else."),
        ("Grade", ", ".join(f"{grade} from {from_:g}" for grade, from_ in grades.items()) + ". 50 is typical."),
        (
            "Provisional",
            f"A grade in brackets: less than {numbers.percent(limits.provisional_total)} of everything is known, or "
            f"less than {numbers.percent(limits.provisional_pillar)} of publishing cadence or of leader visibility.",
        ),
        (
            "Gain",
            f"What the total would rise by if this one measure stood at {limits.target_points:g} points. Each is "
            "computed alone, so that gains do not add up.",
        ),
        (
            "Visibility of a leader",
            "The mean of the leader's own known measures by weight, 0 to 100.",
        ),
    )


def choices(report: Report) -> tuple[tuple[str, str], ...]:
    """What was chosen for this report, each with its name."""
    _, zone = numbers.zone_of(report)
    shown = report.shown
    told = [
        ("Method", report.method),
        ("Made with", f"{report.tool.name} {report.tool.version}"),
        ("Period", f"{report.window_days} days"),
        ("Time zone", zone),
        ("Kind of company", report.company.kind),
    ]
    if report.company.size is not None:
        told.append(("Employees", f"{report.company.size:,}"))
    if shown is not None:
        told.append(("Intervals in the range", "yes" if shown.intervals else "no"))
        told.append(("Sensitivity", f"{shown.sensitivity.draws:,} draws" if shown.sensitivity else "not asked for"))
    return (*told, *_benchmarks(report), *((("Left out", left_out(report)),) if left_out(report) else ()))


def _benchmarks(report: Report) -> tuple[tuple[str, str], ...]:
    """The channels that are judged by another benchmark than the usual one."""
    names = subjects_of(report)
    own = [b for b in (report.shown.benchmarks if report.shown else ()) if b.basis != _DEFAULT]
    told = [f"{subject_words(names, b.subject)}: {b.basis}" for b in own[:_LISTED]]
    if len(own) > _LISTED:
        told.append(numbers.counted(len(own) - _LISTED, "more channel"))
    return (("Judged by another benchmark", "; ".join(told)),) if told else ()


def shown_not_scored() -> tuple[tuple[str, str, str], ...]:
    """The parts of the report that are shown and not scored: id, title, how it is counted."""
    return (
        (
            "voices",
            "Who speaks",
            "Posts that count in the newer half of the period, by account and by who signs. The number of voices is "
            "exp(H), where H is the entropy of the shares: 1 where one voice says everything. Employees are one line, "
            "and only where three or more of them sign.",
        ),
        (
            "hours",
            "When in the week",
            "Posts by weekday and hour on the company's own clocks, of all that have a time of day.",
        ),
        (
            "weeks",
            "Posts per week",
            "Posts in seven days from the date that is named. A week is left open where not every channel that was "
            "read is known to show it.",
        ),
        (
            "trends",
            "Trends",
            "Each week is compared with each later one (Mann-Kendall); a trend is told where chance would do it less "
            "than once in twenty times. The slope is the middle one of all slopes between two weeks (Theil-Sen).",
        ),
        (
            "ties",
            "Who answers whom",
            "How often the accounts of the company and of its named leaders name, answer, quote or pass on each other. "
            "Accounts of others are never shown.",
        ),
    )
