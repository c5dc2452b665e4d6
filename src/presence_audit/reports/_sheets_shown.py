"""The tables of what is shown and not scored: the weeks, the hours, the voices, the trends, the network."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark, weekday
from presence_audit.model.channel import COMPANY
from presence_audit.reports._code_words import code_words, yes_no
from presence_audit.reports._sheets import Column, Sheet, known, titled, word
from presence_audit.reports._shown_rows import TIES, names_of

if TYPE_CHECKING:
    from presence_audit.model.report import Report
    from presence_audit.model.shown import Tie, Trend, Voice, Week7
    from presence_audit.reports._sheets import Row

_WHO = {True: mark("company"), False: mark("leaders")}
_BY = {"account": mark("account"), "person": mark("person who signs")}
HOURS = "hours"
_WEEKS_IN_HALF_A_YEAR = 26

_WEEKS = (
    Column(mark("From"), "day", 12),
    Column(mark("To"), "day", 12),
    Column(mark("Company, posts"), "count", 10),
    Column(mark("Company is"), "state", 11),
    Column(mark("Leaders, posts"), "count", 10),
    Column(mark("Leaders are"), "state", 11),
    Column(mark("Week of holiday"), "text", 10),
)
_HOURS = (
    Column(mark("Who"), "text", 15),
    Column(mark("Day ({zone})"), "text", 16),
)
_EACH_HOUR = tuple(Column(f"{hour:02}", "hour", 5.5) for hour in range(24))
_SUMS = (
    Column(mark("Sum"), "count", 7),
    Column(mark("Counts are"), "state", 11),
)
_VOICES = (
    Column(mark("By"), "text", 17),
    Column(mark("Voice"), "text", 44),
    Column(mark("Posts"), "count", 9),
    Column(mark("Share"), "share", 9),
    Column(mark("Subject id"), "address", 40, is_printed=False),
)
_TRENDS = (
    Column(mark("Whose"), "text", 34),
    Column(mark("Direction"), "state", 11),
    Column(mark("Slope (posts a week, per week)"), "measure", 14),
    Column(mark("In half a year (posts a week)"), "measure", 14),
    Column(mark("Slope is"), "state", 11),
    Column(mark("Weeks known"), "count", 9),
    Column(mark("Mann-Kendall S"), "plain", 10),
    Column(mark("p"), "weight", 9),
    Column(mark("Reason"), "long", 60),
    Column(mark("Subject id"), "address", 34, is_printed=False),
)
_NETWORK = (
    Column(mark("Who"), "text", 34),
    Column(mark("Does"), "text", 11),
    Column(mark("Whom"), "text", 34),
    Column(mark("Times"), "count", 8),
    Column(mark("Who, id"), "address", 34, is_printed=False),
    Column(mark("Whom, id"), "address", 34, is_printed=False),
)
_NOTHING = mark("Nothing of this is known.")


def weeks(report: Report) -> Sheet:
    """Posts per week; a week that is not known of every channel that was read has no number."""
    rhythm = report.shown.rhythm if report.shown else None
    rows: list[Row] = [
        (
            week.first,
            week.first + timedelta(days=6),
            week.company,
            known(week.company),
            week.leaders,
            known(week.leaders),
            code_words(yes_no(week.is_holiday)),
        )
        for week in (rhythm.weeks if rhythm else ())
    ]
    about = _("Posts of each week, of the company and of its leaders.")
    return Sheet("weeks", _("Weeks"), about, _(_NOTHING), titled(_WEEKS), tuple(rows))


def _map(hours: Week7, *, is_company: bool, is_read: bool) -> list[Row]:
    """Seven rows; where nobody could be read, no post seen is not the same as no post."""
    seen = is_read or any(map(sum, hours))
    return [
        (
            _(_WHO[is_company]),
            weekday(at),
            *(day if seen else (None,) * 24),
            sum(day) if seen else None,
            known(0 if seen else None),
        )
        for at, day in enumerate(hours)
    ]


def hours(report: Report) -> Sheet:
    """Posts that were seen, by weekday and hour of the company's time zone."""
    rhythm = report.shown.rhythm if report.shown else None
    rows: list[Row] = []
    if rhythm is not None:
        for is_company, counted in ((True, rhythm.hours), (False, rhythm.leader_hours)):
            own = [c for c in report.channels if (c.owner == COMPANY) is is_company]
            rows += _map(counted, is_company=is_company, is_read=any(c.outcome.is_readable for c in own))
    zone = rhythm.timezone if rhythm else report.company.timezone
    about = _("Posts that were seen, by weekday and hour. Posts without a time of day are not in it.")
    columns = (*titled(_HOURS, zone), *_EACH_HOUR, *titled(_SUMS))
    return Sheet(HOURS, _("Hours"), about, _(_NOTHING), columns, tuple(rows), fixed=2)


def voices(report: Report) -> Sheet:
    """How much of what was said each account said, and each person who signs."""
    names, shown = names_of(report), report.shown.voices if report.shown else None

    def row(by: str, voice: Voice) -> Row:
        return _(_BY[by]), names.get(voice.subject, voice.subject), voice.posts, voice.share, voice.subject

    rows = [row("account", voice) for voice in shown.accounts] if shown else []
    rows += [row("person", voice) for voice in shown.people] if shown else []
    about = _("Who speaks for the company, by account and by who signs. Employees are one line, of three or more.")
    return Sheet("voices", _("Voices"), about, _(_NOTHING), titled(_VOICES), tuple(rows), fixed=2)


def trends(report: Report) -> Sheet:
    """Whether the posts per week of each channel and leader rise or fall."""
    names = names_of(report)

    def row(trend: Trend) -> Row:
        half = None if trend.slope is None else _WEEKS_IN_HALF_A_YEAR * trend.slope
        slope = (trend.slope, half, known(trend.slope))
        who = names.get(trend.subject, trend.subject)
        return (who, word(trend.direction), *slope, trend.weeks, trend.s, trend.p, trend.reason, trend.subject)

    rows = tuple(row(trend) for trend in (report.shown.trends if report.shown else ()))
    about = _("Whether posting rises or falls (Mann-Kendall, Theil-Sen).")
    return Sheet("trends", _("Trends"), about, _(_NOTHING), titled(_TRENDS), rows)


def network(report: Report) -> Sheet:
    """Who of the company and its leaders names, answers, quotes or passes on whom."""
    names = names_of(report)

    def row(tie: Tie) -> Row:
        source, target = (names.get(subject, subject) for subject in (tie.source, tie.target))
        return source, _(TIES[tie.kind]), target, tie.count, tie.source, tie.target

    rows = tuple(row(tie) for tie in (report.shown.network if report.shown else ()))
    about = _("Who of the company and its leaders names, answers, quotes or passes on whom.")
    return Sheet("network", _("Network"), about, _(_NOTHING), titled(_NETWORK), rows)
