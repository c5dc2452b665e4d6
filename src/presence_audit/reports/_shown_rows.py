"""What is shown and not scored, cell by cell and sentence by sentence, so that every format says the same.

Cells may hold foreign text as it came. Each format makes it harmless in its own way. What a function returns is in the
language that is spoken; the tables hold English, marked for the translators.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import local_date, mark
from presence_audit.model.channel import COMPANY
from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._words import platform_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presence_audit.model.report import Report
    from presence_audit.model.shown import IgnoreReason, Rhythm, Tie, Trend, Voice, Week7

EMPLOYEES = mark("employees (three or more)")
_MOST = 0.75  # from this share on one account carries what is said
TIES = {
    # Translators: a verb: one account names another.
    "mentions": mark("names"),
    # Translators: a verb: one account answers another.
    "answers": mark("answers"),
    # Translators: a verb: one account quotes another.
    "quotes": mark("quotes"),
    # Translators: a verb: one account passes on what another one said.
    "reshares": mark("passes on"),
}
_TIED = {
    # Translators: two names, of accounts or of people.
    "mentions": mark("{source} names {target}"),
    "answers": mark("{source} answers {target}"),
    "quotes": mark("{source} quotes {target}"),
    # Translators: one account passes on what the other one said.
    "reshares": mark("{source} passes on {target}"),
}
_DIRECTIONS = {
    # Translators: of the posts of a channel or a leader. {slope} is a number, {weeks} is "26 weeks".
    "rising": mark("rising, by {slope} posts a week over half a year ({weeks})"),
    "falling": mark("falling, by {slope} posts a week over half a year ({weeks})"),
}
# Why a finding is left out, as the profiles file says.
_IGNORED: dict[IgnoreReason, str] = {
    # Translators: {n} findings are left out because this was decided.
    "decided": mark("{n} decided"),
    # Translators: {n} findings are left out because a change is planned.
    "planned": mark("{n} planned"),
    # Translators: {n} findings are left out because what they say is not ours to mend.
    "not-ours": mark("{n} not-ours"),
    # Translators: {n} findings are left out because the company disputes them.
    "disputed": mark("{n} disputed"),
}


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """One voice: who it is, how much it says, and that as a share of all."""

    name: str
    posts: str
    share: float
    percent: str


def names_of(report: Report) -> Mapping[str, str]:
    """How the report calls each subject: channels by platform and handle, leaders and the company by name."""
    platforms = platform_names(report)
    names = {channel.id: f"{platforms[channel.platform]} {channel.handle}".strip() for channel in report.channels}
    names |= {f"leader:{leader.id}": leader.name for leader in report.leaders}
    # Translators: what the company says itself, and no person for it.
    own = _("{company} (in its own name)").format(company=report.company.name)
    return names | {COMPANY: own, "employees": _(EMPLOYEES)}


def voice_rows(report: Report, voices: tuple[Voice, ...]) -> tuple[VoiceRow, ...]:
    """The voices in the order of the report, the loudest first."""
    names = names_of(report)
    return tuple(
        VoiceRow(names.get(v.subject, v.subject), numbers.whole(v.posts), v.share, numbers.percent(v.share))
        for v in voices
    )


def concentration(report: Report) -> str:
    """On how many voices it rests, in a sentence; empty where nothing was said or nothing is known."""
    voices = report.shown.voices if report.shown else None
    if voices is None or not voices.accounts or voices.effective_accounts is None:
        return ""
    loudest = voice_rows(report, voices.accounts)[0]
    if len(voices.accounts) == 1:
        said = _("one account ({account}) says all that is said")
    elif loudest.share < _MOST:
        # Translators: {accounts} is "3 accounts", {account} the name of one, {voices} a number as 1.9.
        said = _(
            "the loudest of {accounts} ({account}) carries {share} of what is said, as if {voices} voices spoke equally"
        )
    else:
        said = _("one account ({account}) carries {share} of what is said, as if {voices} voices spoke equally")
    told = said.format(
        accounts=nouns.counted(len(voices.accounts), "account"),
        account=loudest.name,
        share=loudest.percent,
        voices=numbers.tenths(voices.effective_accounts),
    )
    if not voices.unread:
        return told
    unread = _("{channels} could not be read").format(channels=nouns.counted(voices.unread, "channel"))
    return f"{told}; {unread}"


def people(report: Report) -> str:
    """How many people sign what is said, in a sentence; empty where nobody does."""
    voices = report.shown.voices if report.shown else None
    if voices is None or not voices.people or voices.effective_people is None:
        return ""
    company = next((voice for voice in voices.people if voice.subject == COMPANY), None)
    if company and len(voices.people) == 1:
        return _("All that is said stands in the company's own name.")
    # Not "signed by nobody": one or two employees are not told apart from the company, to protect them.
    said = _(
        "Of what is said {share} stands in the company's own name; "
        "by who signs, it is as if {people} people spoke equally."
    )
    if round(voices.effective_people, 1) == 1:
        said = _(
            "Of what is said {share} stands in the company's own name; by who signs, it is as if one person spoke."
        )
    return said.format(
        share=numbers.percent(company.share if company else 0.0), people=numbers.tenths(voices.effective_people)
    )


def coverage_of_days(rhythm: Rhythm) -> str:
    """How many days went by without a word, in a sentence."""
    if not rhythm.days:
        return _("On how many days nothing was posted is unknown, because not every channel shows them.")
    # Translators: {quiet} is a number of days, {days} is "182 days".
    uncovered = _("On {quiet} of {days} that are known nothing was posted.").format(
        quiet=numbers.whole(rhythm.uncovered), days=nouns.counted(rhythm.days, "day")
    )
    silence = rhythm.longest_silence
    if silence is None:
        return uncovered
    # Translators: {days} is "9 days", {first} and {last} are dates.
    lasted = _("The longest silence on all channels lasted {days}, {first} to {last}.")
    if silence.left_out:
        # Translators: {holidays} is "2 quiet holidays".
        lasted = _("The longest silence on all channels lasted {days} ({holidays} left out), {first} to {last}.")
    told = lasted.format(
        days=nouns.counted(silence.days, "day"),
        holidays=nouns.counted(silence.left_out, "quiet holiday"),
        first=local_date(silence.first),
        last=local_date(silence.last),
    )
    return f"{uncovered} {told}"


def busiest(rhythm: Rhythm) -> str:
    """When most is posted: weekends, evenings and nights as shares of what has a time of day, in a sentence."""
    if not rhythm.timed:
        return ""
    weekend = sum(map(sum, rhythm.hours[5:]))
    outside = sum(sum(day[:8]) + sum(day[17:]) for day in rhythm.hours[:5])
    share, evenings = (numbers.percent(part / rhythm.timed) for part in (weekend, outside))
    # Translators: {timed} and {untimed} are "12 posts", {weekend} and {outside} shares as 25%.
    said = _("Of {timed} of the company, {weekend} came at weekends and {outside} on weekdays before 8 or after 17.")
    if rhythm.untimed:
        said = _(
            "Of {timed} of the company, {weekend} came at weekends and {outside} on weekdays before 8 or after 17; "
            "{untimed} without a time of day left out."
        )
    timed, untimed = (nouns.counted(posts, "post") for posts in (rhythm.timed, rhythm.untimed))
    return said.format(timed=timed, weekend=share, outside=evenings, untimed=untimed)


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
    told = _(_DIRECTIONS[trend.direction])
    return told.format(slope=numbers.tenths(slope), weeks=nouns.counted(trend.weeks, "week"))


def tie_row(report: Report, tie: Tie) -> tuple[str, str]:
    """A tie as who does what to whom, and how often."""
    names = names_of(report)
    source, target = (names.get(subject, subject) for subject in (tie.source, tie.target))
    return _(_TIED[tie.kind]).format(source=source, target=target), nouns.counted(tie.count, "time")


def left_out(report: Report) -> str:
    """How many findings the profiles file asked to leave out, and why, in a sentence; empty where it asked for none."""
    ignored = report.shown.ignored if report.shown else ()
    hidden = Counter(one.reason for one in ignored if not one.is_expired)
    expired = [one for one in ignored if one.is_expired]
    told = []
    if hidden:
        reasons = ", ".join(_(_IGNORED[why]).format(n=numbers.whole(n)) for why, n in sorted(hidden.items()))
        findings = nouns.counted(hidden.total(), "finding")
        # Translators: {findings} is "3 findings", {reasons} is "2 decided, 1 planned".
        told.append(_("{findings} left out by `ignore:` ({reasons}).").format(findings=findings, reasons=reasons))
    if expired:
        # Translators: the id of a finding, and the day until which it was left out.
        dated = _("{finding} on {day}")
        dates = ", ".join(dated.format(finding=one.id, day=local_date(one.until)) for one in expired)
        told.append(_("No longer left out, because the date has passed: {dates}.").format(dates=dates))
    return " ".join(told)
