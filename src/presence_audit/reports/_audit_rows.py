"""The audits of one company over time, as rows and lines, so that every format says the same.

What is not known breaks a line: it is no point of it, and no zero. Names may be foreign text as it came; each format
makes them harmless in its own way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark, ngettext
from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._measure_words import subject_words, subjects_of
from presence_audit.scoring.trend import mann_kendall

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime, tzinfo

    from presence_audit.model.observation import Count
    from presence_audit.model.past import Audit, AuditedChannel
    from presence_audit.model.report import Report

What = Literal["followers", "rate", "visibility"]

SAY: Final = {
    "title": mark("Over time"),
    "chart": mark("The score from audit to audit, with its likely range"),
    "rows": mark("Every audit"),
    "lines": mark("Channels and leaders from audit to audit"),
    "day": mark("Audit of"),
    "score": mark("Score"),
    "likely": mark("Likely range"),
    "coverage": mark("Data coverage"),
    # Translators: the head of a column of channels that could be read at the audit before, and at this one could not.
    "lost": mark("No longer readable"),
    "who": mark("Who"),
    "what": mark("What"),
    # Translators: the heads of columns: the number at the first audit at which it is known, and at the last one.
    "first": mark("First"),
    "last": mark("Last"),
    "line": mark("Line"),
    # Translators: the head of a column that says whether a number rises or falls over the audits.
    "way": mark("Trend"),
}
WHAT: Final[dict[What, str]] = {
    "followers": mark("Followers"),
    "rate": mark("Posts a week"),
    "visibility": mark("Visibility"),
}
WAYS: Final = {
    # Translators: said of a number over several audits.
    "up": mark("rises"),
    "down": mark("falls"),
    "flat": mark("not certain"),
    # Translators: there are too few audits yet to tell whether a number rises or falls.
    "few": mark("too few yet"),
}
_SAID: Final = {
    # Translators: {audits} is "12 audits", {first} and {last} are dates.
    "audits": mark("{audits} from {first} to {last}."),
    # Translators: {score} is a number or a question mark.
    "one": mark("One audit so far, of {day}, with a score of {score}; a line begins with the second one."),
    "score": mark("The score was {then} when it was first known, and {now} when it was last known."),
    "no score": mark("The score is unknown at all of them."),
    "up": mark("It rises over these audits."),
    "down": mark("It falls over these audits."),
    "flat": mark("It has no certain trend over these audits."),
    "few": mark("Whether it rises or falls can be told from ten known audits on."),
    # Translators: {sign} is a question mark.
    "legend": mark("Each sign is one audit, the last one at the right; {sign} is unknown, which breaks the line."),
}
LEAST: Final = 2  # audits, of which one line can be drawn
_ENOUGH: Final = 10  # known values that the test of Mann and Kendall asks for
_CERTAIN: Final = 0.05  # two-sided p
_SHADES: Final = "▁▂▃▄▅▆▇█"
# The least that a line spans, so that a wiggle does not look like a mountain: points, and a share of the largest count.
_POINTS, _SHARE = 10.0, 0.1


@dataclass(frozen=True, slots=True)
class Course:
    """The audits of a company, oldest first, with the names of their subjects and the zone of its clocks."""

    audits: tuple[Audit, ...]
    names: Mapping[str, str]
    zone: tzinfo

    @property
    def days(self) -> tuple[str, ...]:
        """When each audit was; with the time where two are of one day."""
        days = tuple(numbers.day(audit.as_of, self.zone) for audit in self.audits)
        if len(set(days)) == len(days):
            return days
        return tuple(numbers.minute(audit.as_of, self.zone) for audit in self.audits)

    def called(self, subject: str) -> str:
        """How a subject is called, also one that is no longer named."""
        return subject_words(self.names, subject)


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One audit: its cells, the numbers behind them, and the names of channels that could be read before and not then.

    `total` is None where too little was known.
    """

    as_of: datetime
    day: str
    score: str
    likely: str
    coverage: str
    lost: tuple[str, ...]
    total: float | None
    ends: tuple[float, float]
    share: float


@dataclass(frozen=True, slots=True)
class LineRow:
    """One number of one channel or leader over all audits; None is not known. `first` and `last` are the known ends."""

    subject: str
    who: str
    what: What
    values: tuple[float | None, ...]
    cells: tuple[str, ...]

    @property
    def first(self) -> str:
        """The first number that is known."""
        return next(cell for cell, value in zip(self.cells, self.values, strict=True) if value is not None)

    @property
    def last(self) -> str:
        """The number at the last audit, unknown where it is."""
        return self.cells[-1]

    @property
    def span(self) -> tuple[float, float]:
        """From where to where its line is drawn."""
        return span_of(self.values, is_points=self.what == "visibility", from_zero=self.what == "rate")


def course_of(report: Report) -> Course | None:
    """The audits that lead up to the report; None where there are fewer than two."""
    audits = report.shown.audits if report.shown else ()
    if len(audits) < LEAST:
        return None
    return Course(audits, subjects_of(report), numbers.zone_of(report)[0])


def _lost(before: Audit | None, audit: Audit) -> Iterator[str]:
    """The channels that this audit could not read although the one before it could."""
    then = {line.subject: line.outcome for line in before.channels} if before else {}
    for line in audit.channels:
        if line.outcome.is_unknown and line.subject in then and not then[line.subject].is_unknown:
            yield line.subject


def audit_rows(course: Course) -> tuple[AuditRow, ...]:
    """A row for each audit, oldest first."""
    befores = (None, *course.audits)
    return tuple(
        AuditRow(
            as_of=audit.as_of,
            day=day,
            score=numbers.score(audit.value),
            likely=numbers.span(*map(numbers.score, audit.likely)),
            coverage=numbers.percent(audit.coverage),
            lost=tuple(course.called(subject) for subject in _lost(before, audit)),
            total=audit.value,
            ends=audit.likely,
            share=audit.coverage,
        )
        for before, audit, day in zip(befores, course.audits, course.days, strict=False)
    )


def _line(
    course: Course, subject: str, what: What, values: Sequence[float | None], cells: Sequence[str]
) -> Iterator[LineRow]:
    if any(value is not None for value in values):
        yield LineRow(subject, course.called(subject), what, tuple(values), tuple(cells))


def _subjects(course: Course, lines: Callable[[Audit], Sequence[str]]) -> list[str]:
    """Every subject of any audit; those of the last audit in its order, then those that are no longer listed."""
    return list(dict.fromkeys(subject for audit in reversed(course.audits) for subject in lines(audit)))


def _followers(line: AuditedChannel | None) -> Count | None:
    return line.followers if line else None


def channel_rows(course: Course) -> tuple[LineRow, ...]:
    """The posts per week and the followers of each channel, where they were ever known."""
    rows: list[LineRow] = []
    for subject in _subjects(course, lambda audit: [line.subject for line in audit.channels]):
        found = [next((line for line in a.channels if line.subject == subject), None) for a in course.audits]
        rates = [line.posts_per_week if line else None for line in found]
        counts = [_followers(line) for line in found]
        rows += _line(course, subject, "rate", rates, [numbers.rate(rate) for rate in rates])
        known = [float(count.value) if count else None for count in counts]
        rows += _line(course, subject, "followers", known, [numbers.count(count) for count in counts])
    return tuple(rows)


def leader_rows(course: Course) -> tuple[LineRow, ...]:
    """The posts per week and the visibility of each leader, where they were ever known."""
    rows: list[LineRow] = []
    for subject in _subjects(course, lambda audit: [line.subject for line in audit.leaders]):
        found = [next((line for line in a.leaders if line.subject == subject), None) for a in course.audits]
        rates = [line.posts_per_week if line else None for line in found]
        points = [line.visibility if line else None for line in found]
        rows += _line(course, subject, "rate", rates, [numbers.rate(rate) for rate in rates])
        rows += _line(course, subject, "visibility", points, [numbers.score(value) for value in points])
    return tuple(rows)


def span_of(values: Sequence[float | None], *, is_points: bool, from_zero: bool = False) -> tuple[float, float]:
    """From where to where a line of values is drawn: not less than ten points, or a tenth of the largest value."""
    known = [value for value in values if value is not None]
    low, high = min(known, default=0.0), max(known, default=0.0)
    if from_zero:
        return 0.0, max(high, 1.0)
    least = _POINTS if is_points else max(_SHARE * high, 1.0)
    half = max(high - low, least) / 2
    start = max((low + high) / 2 - half, 0.0)
    return start, start + 2 * half


def spark(values: Sequence[float | None], span: tuple[float, float], room: int) -> str:
    """The newest `room` values as bars of one cell each; "?" stands where one is not known."""
    low, high = span
    top = len(_SHADES) - 1
    shown = values[max(len(values) - room, 0) :]
    return "".join(
        numbers.UNKNOWN
        if value is None
        else _SHADES[min(max(round((value - low) / (high - low) * top) if high > low else 0, 0), top)]
        for value in shown
    )


def score_span(course: Course) -> tuple[float, float]:
    """From where to where a small line of the score is drawn."""
    return span_of([audit.value for audit in course.audits], is_points=True)


def way_of(values: Sequence[float | None]) -> Literal["up", "down", "flat", "few"]:
    """Whether the known values rise or fall for certain, by the test of Mann and Kendall; from ten of them on."""
    known = [value for value in values if value is not None]
    if len(known) < _ENOUGH:
        return "few"
    found = mann_kendall(known)
    return "flat" if found.p >= _CERTAIN else "up" if found.s > 0 else "down"


def way_in_words(values: Sequence[float | None]) -> str:
    """The same as a cell of a table."""
    return _(WAYS[way_of(values)])


def course_in_words(course: Course) -> str:
    """The line of the score in sentences."""
    days, values = course.days, [audit.value for audit in course.audits]
    if len(days) == 1:
        return _(_SAID["one"]).format(day=days[0], score=numbers.score(values[0]))
    told = [_(_SAID["audits"]).format(audits=nouns.counted(len(days), "audit"), first=days[0], last=days[-1])]
    known = [value for value in values if value is not None]
    if not known:
        return " ".join((*told, _(_SAID["no score"])))
    told.append(_(_SAID["score"]).format(then=numbers.score(known[0]), now=numbers.score(known[-1])))
    unknown = len(values) - len(known)
    if unknown:
        told.append(
            ngettext(
                "At {n} of them it is unknown, which breaks the line.",
                "At {n} of them it is unknown, which breaks the line.",
                unknown,
            ).format(n=numbers.whole(unknown))
        )
    return " ".join((*told, _(_SAID[way_of(values)])))


def legend() -> str:
    """What the signs of a small line mean."""
    return _(_SAID["legend"]).format(sign=numbers.UNKNOWN)
