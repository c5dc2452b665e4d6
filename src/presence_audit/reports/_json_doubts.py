"""What in a saved result cannot be: it fits the schema, and says what no audit can have found.

Such a file was changed by hand or by another program, and would be printed as fact. Whatever a scan of any version
wrote passes: the total itself may lie outside the bounds where a pillar is "?", as it leaves that pillar out, which the
bounds do not.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from presence_audit.reports._text import shown
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.model.report import Report, Score

_ROUNDING: Final = 0.1  # points; a file may have been rounded to one decimal
# Years as `--as-of` takes them, in any time zone.
_FIRST, _LAST = datetime(1989, 12, 31, tzinfo=UTC), datetime(2201, 1, 2, tzinfo=UTC)
_LONGEST: Final = 3660  # days; ten years are more than any window has
_MOST: Final = 100.0  # points

Doubt = tuple[str, str]  # the place in the file, and what is wrong there


def _is_within(inner: tuple[float, float], outer: tuple[float, float]) -> bool:
    return outer[0] - _ROUNDING <= inner[0] and inner[1] <= outer[1] + _ROUNDING


def _backwards(place: str, pair: tuple[float, float] | None) -> Iterator[Doubt]:
    if pair is not None and pair[0] > pair[1] + _ROUNDING:
        yield place, "its low end lies above its high end"


def _is_whole(report: Report) -> bool:
    """Whether the total takes every pillar that applies, as the bounds do."""
    return all(
        pillar.score is not None
        for pillar in report.pillars
        if any(leaf.weight and leaf.state != "not-applicable" for leaf in pillar.leaves)
    )


def _of_score(score: Score, *, is_whole: bool) -> Iterator[Doubt]:
    yield from _backwards("score.likely", score.likely)
    yield from _backwards("score.bounds", score.bounds)
    if not _is_within(score.likely, score.bounds):
        yield "score.likely", "it leaves the bounds"
    if score.value is not None and is_whole and not _is_within((score.value, score.value), score.bounds):
        yield "score.value", "it lies outside the bounds"
    if score.grade is not None and score.grade not in anchors().grades:
        yield "score.grade", f"{shown(score.grade, 20)} is no grade; there are {', '.join(anchors().grades)}"


def _of_zone(place: str, name: str) -> Iterator[Doubt]:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder, or one too long
        yield place, f"{shown(name, 40)} is not a known time zone; they are written as in Europe/Oslo"


def _of_audit(report: Report) -> Iterator[Doubt]:
    moment = report.as_of if report.as_of.tzinfo else report.as_of.replace(tzinfo=UTC)
    if not _FIRST <= moment < _LAST:
        yield "as_of", f"the year {moment.year} is not from 1990 to 2200"
    if not 1 <= report.window_days <= _LONGEST:
        yield "window_days", f"it is not from 1 to {_LONGEST}"
    if not report.company.name.strip():
        yield "company.name", "it is empty"
    yield from _of_zone("company.timezone", report.company.timezone)


def doubts(report: Report) -> Iterator[Doubt]:
    """What cannot be, each with its place, in the order of the file."""
    yield from _of_audit(report)
    yield from _of_score(report.score, is_whole=_is_whole(report))
    for at, finding in enumerate(report.findings):
        if finding.gain is not None and abs(finding.gain) > _MOST:
            yield f"findings[{at}].gain", "it is not from -100 to 100 points"
    if report.shown is not None:
        yield from _backwards("shown.widest", report.shown.widest)
        if report.shown.rhythm is not None:
            yield from _of_zone("shown.rhythm.timezone", report.shown.rhythm.timezone)
