"""What is shown and not scored, cell by cell and sentence by sentence, so that every format says the same.

Cells may hold foreign text as it came. Each format makes it harmless in its own way.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from presence_audit.model.channel import COMPANY
from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presence_audit.model.report import Report
    from presence_audit.model.shown import Rhythm, Tie, Trend, Voice, Week7

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
EMPLOYEES = "employees (three or more)"
_MOST = 0.75  # from this share on one account carries what is said
TIES = {"mentions": "names", "answers": "answers", "quotes": "quotes", "reshares": "passes on"}
_DIRECTIONS = {"rising": "rising", "falling": "falling"}


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """One voice: who it is, how much it says, and that as a share of all."""

    name: str
    posts: str
    share: float
    percent: str


def names_of(report: Report) -> Mapping[str, str]:
    """How the report calls each subject: channels by platform and handle, leaders and the company by name."""
    names = {channel.id: f"{channel.platform} {channel.handle}".strip() for channel in report.channels}
    names |= {f"leader:{leader.id}": leader.name for leader in report.leaders}
    return names | {COMPANY: f"{report.company.name} (in its own name)", "employees": EMPLOYEES}


def voice_rows(report: Report, voices: tuple[Voice, ...]) -> tuple[VoiceRow, ...]:
    """The voices in the order of the report, the loudest first."""
    names = names_of(report)
    return tuple(
        VoiceRow(names.get(v.subject, v.subject), f"{v.posts:,}", v.share, numbers.percent(v.share)) for v in voices
    )


def concentration(report: Report) -> str:
    """On how many voices it rests, in a sentence; empty where nothing was said or nothing is known."""
    voices = report.shown.voices if report.shown else None
    if voices is None or not voices.accounts or voices.effective_accounts is None:
        return ""
    loudest = voice_rows(report, voices.accounts)[0]
    unread = f"; {nouns.counted(voices.unread, 'channel')} could not be read" if voices.unread else ""
    if len(voices.accounts) == 1:
        return f"one account ({loudest.name}) says all that is said{unread}"
    said = f"one account ({loudest.name}) carries {loudest.percent} of what is said"
    if loudest.share < _MOST:
        of = nouns.counted(len(voices.accounts), "account")
        said = f"the loudest of {of} ({loudest.name}) carries {loudest.percent} of what is said"
    return f"{said}, as if {voices.effective_accounts:.1f} voices spoke equally{unread}"


def people(report: Report) -> str:
    """How many people sign what is said, in a sentence; empty where nobody does."""
    voices = report.shown.voices if report.shown else None
    if voices is None or not voices.people or voices.effective_people is None:
        return ""
    company = next((voice for voice in voices.people if voice.subject == COMPANY), None)
    if company and len(voices.people) == 1:
        return "All that is said stands in the company's own name."
    # Not "signed by nobody": one or two employees are not told apart from the company, to protect them.
    unsigned = f"{numbers.percent(company.share if company else 0.0)} stands in the company's own name"
    told = f"{voices.effective_people:.1f}"
    equally = "one person spoke" if told == "1.0" else f"{told} people spoke equally"
    return f"Of what is said {unsigned}; by who signs, it is as if {equally}."


def coverage_of_days(rhythm: Rhythm) -> str:
    """How many days went by without a word, in a sentence."""
    if not rhythm.days:
        return "On how many days nothing was posted is unknown, because not every channel shows them."
    uncovered = f"On {rhythm.uncovered:,} of {nouns.counted(rhythm.days, 'day')} that are known nothing was posted."
    silence = rhythm.longest_silence
    if silence is None:
        return uncovered
    left_out = f" ({nouns.counted(silence.left_out, 'quiet holiday')} left out)" if silence.left_out else ""
    lasted = f"{nouns.counted(silence.days, 'day')}{left_out}, {silence.first} to {silence.last}"
    return f"{uncovered} The longest silence on all channels lasted {lasted}."


def busiest(rhythm: Rhythm) -> str:
    """When most is posted: weekends, evenings and nights as shares of what has a time of day, in a sentence."""
    if not rhythm.timed:
        return ""
    weekend = sum(map(sum, rhythm.hours[5:]))
    outside = sum(sum(day[:8]) + sum(day[17:]) for day in rhythm.hours[:5])
    share, evenings = (numbers.percent(part / rhythm.timed) for part in (weekend, outside))
    untimed = f"; {nouns.counted(rhythm.untimed, 'post')} without a time of day left out" if rhythm.untimed else ""
    timed = nouns.counted(rhythm.timed, "post")
    return (
        f"Of {timed} of the company, {share} came at weekends and {evenings} on weekdays before 8 or after 17{untimed}."
    )


def cells_of(hours: Week7, width: int) -> tuple[tuple[int, ...], ...]:
    """The map with `width` hours together in a cell (1, 2, 3, 4, 6, 8 or 12)."""
    return tuple(tuple(sum(day[at : at + width]) for at in range(0, 24, width)) for day in hours)


def trend_rows(report: Report) -> tuple[tuple[str, str], ...]:
    """Whose posting rises or falls, each as who and how."""
    names = names_of(report)
    trends = report.shown.trends if report.shown else ()
    return tuple((names.get(t.subject, t.subject), _trend(t)) for t in trends if t.direction in _DIRECTIONS)


def _trend(trend: Trend) -> str:
    slope = abs(26 * (trend.slope or 0.0))
    return f"{_DIRECTIONS[trend.direction]}, by {slope:.1f} posts a week over half a year ({trend.weeks} weeks)"


def steady(report: Report) -> str:
    """How many show no trend, and of how many none can be told, in a sentence."""
    counts = Counter(trend.direction for trend in report.shown.trends) if report.shown else Counter[str]()
    told = []
    if counts["none"]:
        told.append(f"{counts['none']} without a trend that is more than chance")
    if counts["unknown"]:
        told.append(f"{counts['unknown']} with fewer than ten weeks known")
    return f"Others: {', '.join(told)}." if told else ""


def tie_row(report: Report, tie: Tie) -> tuple[str, str]:
    """A tie as who does what to whom, and how often."""
    names = names_of(report)
    source, target = (names.get(subject, subject) for subject in (tie.source, tie.target))
    return f"{source} {TIES[tie.kind]} {target}", nouns.counted(tie.count, "time")


def left_out(report: Report) -> str:
    """How many findings the profiles file asked to leave out, and why, in a sentence; empty where it asked for none."""
    ignored = report.shown.ignored if report.shown else ()
    hidden = Counter(one.reason for one in ignored if not one.is_expired)
    expired = [one for one in ignored if one.is_expired]
    told = []
    if hidden:
        reasons = ", ".join(f"{count} {reason}" for reason, count in sorted(hidden.items()))
        told.append(f"{nouns.counted(sum(hidden.values()), 'finding')} left out by `ignore:` ({reasons}).")
    if expired:
        dates = ", ".join(f"{one.id} on {one.until}" for one in expired)
        told.append(f"No longer left out, because the date has passed: {dates}.")
    return " ".join(told)
