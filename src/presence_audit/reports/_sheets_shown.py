"""The tables of what is shown and not scored: the weeks, the hours, the voices, the trends, the network."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from presence_audit.model.channel import COMPANY
from presence_audit.reports._sheets import YES_NO, Column, Sheet, known, titled
from presence_audit.reports._shown_rows import TIES, WEEKDAYS, names_of

if TYPE_CHECKING:
    from presence_audit.model.report import Report
    from presence_audit.model.shown import Tie, Trend, Voice, Week7
    from presence_audit.reports._sheets import Row

_WHO = {True: "company", False: "leaders"}
_BY = {"account": "account", "person": "person who signs"}
_WEEKS_IN_HALF_A_YEAR = 26

_WEEKS = (
    Column("From", "day", 12),
    Column("To", "day", 12),
    Column("Company, posts", "count", 10),
    Column("Company is", "state", 11),
    Column("Leaders, posts", "count", 10),
    Column("Leaders are", "state", 11),
    Column("Week of holiday", "text", 10),
)
_HOURS = (
    Column("Who", "text", 11),
    Column("Day ({zone})", "text", 16),
    *(Column(f"{hour:02}", "hour", 5.5) for hour in range(24)),
    Column("Sum", "count", 7),
    Column("Counts are", "state", 11),
)
_VOICES = (
    Column("By", "text", 17),
    Column("Voice", "text", 44),
    Column("Posts", "count", 9),
    Column("Share", "share", 9),
    Column("Subject id", "address", 40, is_printed=False),
)
_TRENDS = (
    Column("Whose", "text", 34),
    Column("Direction", "state", 11),
    Column("Slope (posts a week, per week)", "measure", 14),
    Column("In half a year (posts a week)", "measure", 14),
    Column("Slope is", "state", 11),
    Column("Weeks known", "count", 9),
    Column("Mann-Kendall S", "plain", 10),
    Column("p", "weight", 9),
    Column("Reason", "long", 60),
    Column("Subject id", "address", 34, is_printed=False),
)
_NETWORK = (
    Column("Who", "text", 34),
    Column("Does", "text", 11),
    Column("Whom", "text", 34),
    Column("Times", "count", 8),
    Column("Who, id", "address", 34, is_printed=False),
    Column("Whom, id", "address", 34, is_printed=False),
)
_NOTHING = "Nothing of this is known."


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
            YES_NO[week.is_holiday],
        )
        for week in (rhythm.weeks if rhythm else ())
    ]
    return Sheet("Weeks", "Posts of each week, of the company and of its leaders.", _NOTHING, _WEEKS, tuple(rows))


def _map(hours: Week7, *, is_company: bool, is_read: bool) -> list[Row]:
    """Seven rows; where nobody could be read, no post seen is not the same as no post."""
    seen = is_read or any(map(sum, hours))
    return [
        (
            _WHO[is_company],
            name,
            *(day if seen else (None,) * 24),
            sum(day) if seen else None,
            known(0 if seen else None),
        )
        for name, day in zip(WEEKDAYS, hours, strict=True)
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
    about = "Posts that were seen, by weekday and hour. Posts without a time of day are not in it."
    return Sheet("Hours", about, _NOTHING, titled(_HOURS, zone), tuple(rows), fixed=2)


def voices(report: Report) -> Sheet:
    """How much of what was said each account said, and each person who signs."""
    names, shown = names_of(report), report.shown.voices if report.shown else None

    def row(by: str, voice: Voice) -> Row:
        return _BY[by], names.get(voice.subject, voice.subject), voice.posts, voice.share, voice.subject

    rows = [row("account", voice) for voice in shown.accounts] if shown else []
    rows += [row("person", voice) for voice in shown.people] if shown else []
    about = "Who speaks for the company, by account and by who signs. Employees are one line, of three or more."
    return Sheet("Voices", about, _NOTHING, _VOICES, tuple(rows), fixed=2)


def trends(report: Report) -> Sheet:
    """Whether the posts per week of each channel and leader rise or fall."""
    names = names_of(report)

    def row(trend: Trend) -> Row:
        half = None if trend.slope is None else _WEEKS_IN_HALF_A_YEAR * trend.slope
        slope = (trend.slope, half, known(trend.slope))
        who = names.get(trend.subject, trend.subject)
        return (who, trend.direction, *slope, trend.weeks, trend.s, trend.p, trend.reason, trend.subject)

    rows = tuple(row(trend) for trend in (report.shown.trends if report.shown else ()))
    return Sheet("Trends", "Whether posting rises or falls (Mann-Kendall, Theil-Sen).", _NOTHING, _TRENDS, rows)


def network(report: Report) -> Sheet:
    """Who of the company and its leaders names, answers, quotes or passes on whom."""
    names = names_of(report)

    def row(tie: Tie) -> Row:
        source, target = (names.get(subject, subject) for subject in (tie.source, tie.target))
        return source, TIES[tie.kind], target, tie.count, tie.source, tie.target

    rows = tuple(row(tie) for tie in (report.shown.network if report.shown else ()))
    about = "Who of the company and its leaders names, answers, quotes or passes on whom."
    return Sheet("Network", about, _NOTHING, _NETWORK, rows)
