"""The company beside its leaders: who is heard how much, and the posts of every week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import local_date, mark
from presence_audit.model.channel import COMPANY
from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers

if TYPE_CHECKING:
    from presence_audit.model.report import Report

EMPLOYEES = "employees"
GROUPS = {"company": mark("the company"), "leaders": mark("its leaders"), "employees": mark("employees")}


@dataclass(frozen=True, slots=True)
class Group:
    """One of the company, its leaders and its employees, with its share of what is said."""

    id: str
    name: str
    posts: str
    share: float
    percent: str


@dataclass(frozen=True, slots=True)
class WeekRow:
    """The posts of one week as cells; the counts are None where not all of them are known."""

    first: str
    company: int | None
    leaders: int | None
    company_cell: str
    leaders_cell: str
    is_holiday: bool


def groups(report: Report) -> tuple[Group, ...]:
    """Who is heard how much, by who signs; nothing where nothing was said or nothing is known."""
    voices = report.shown.voices if report.shown else None
    if voices is None:
        return ()
    posts = dict.fromkeys(GROUPS, 0)
    shares = dict.fromkeys(GROUPS, 0.0)
    for voice in voices.people:
        group = voice.subject if voice.subject in {COMPANY, EMPLOYEES} else "leaders"
        posts[group] += voice.posts
        shares[group] += voice.share
    if not sum(posts.values()):
        return ()
    return tuple(
        Group(group, _(name), numbers.whole(posts[group]), share := min(shares[group], 1.0), numbers.percent(share))
        for group, name in GROUPS.items()
        if posts[group] or group != EMPLOYEES
    )


def _cell(count: int | None) -> str:
    return numbers.UNKNOWN if count is None else numbers.whole(count)


def week_rows(report: Report) -> tuple[WeekRow, ...]:
    """The weeks of the report in their order, the oldest first."""
    rhythm = report.shown.rhythm if report.shown else None
    weeks = rhythm.weeks if rhythm else ()
    return tuple(
        WeekRow(
            local_date(week.first), week.company, week.leaders, _cell(week.company), _cell(week.leaders),
            week.is_holiday,
        )
        for week in sorted(weeks, key=lambda week: week.first)
    )  # fmt: skip


def weeks_in_words(report: Report) -> str:
    """What the weeks show, in a sentence; empty where there are none."""
    rows = week_rows(report)
    if not rows:
        return ""
    known = [row.company for row in rows if row.company is not None]
    weeks = nouns.counted(len(rows), "week")
    if not known:
        return _("In none of {weeks} are all posts of the company known.").format(weeks=weeks)
    holidays = sum(row.is_holiday for row in rows)
    # Translators: {weeks} is "26 weeks"; {known} and {quiet} are numbers of weeks.
    told = _("Of {weeks} {known} are known for the company, {quiet} without a post.")
    if holidays:
        told = _(
            "Of {weeks} {known} are known for the company, {quiet} without a post; {holidays} lie in general holidays."
        )
    return told.format(
        weeks=weeks,
        known=numbers.whole(len(known)),
        quiet=numbers.whole(sum(count == 0 for count in known)),
        holidays=numbers.whole(holidays),
    )


def leader_weeks_in_words(report: Report) -> str:
    """What the weeks show of the leaders, in a sentence; empty where there are none."""
    rows = week_rows(report)
    if not rows:
        return ""
    known = [row.leaders for row in rows if row.leaders is not None]
    weeks = nouns.counted(len(rows), "week")
    if not known:
        return _("In none of {weeks} are all posts of the leaders known.").format(weeks=weeks)
    # Translators: {weeks} is "26 weeks"; {known} and {quiet} are numbers of weeks.
    told = _("Of {weeks} {known} are known for the leaders, {quiet} without a post.")
    quiet = numbers.whole(sum(count == 0 for count in known))
    return told.format(weeks=weeks, known=numbers.whole(len(known)), quiet=quiet)
