"""LinkedIn page analytics, "Content": every post of a company page in a period, as its admin exports it.

A workbook (.xls of the old binary kind, .xlsx too) with two sheets: the metrics of each day, whose first and last day
are the period, and the posts of that period. Sheets and headings are in the language of the admin. They are known by
their English names, else by what stands in them: posts by the links below the heading, the rest by its place.

- A post's time is that in its link's id. The column of dates is read only where a link has none.
- A row of a campaign advertises a post, which has a row of its own too, or an ad that never stood on the page: such
  rows are no posts.
- Who posted for the page is an employee's name; it is not kept. Views are impressions.
- Nothing tells a bare repost from a post.
- The followers export lists new followers by day and no total, so there is none in here.

Shape: as read by public importers of 2024 to 2026.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from presence_audit.exports._contract import Export, Posts
from presence_audit.exports._linkedin import ON_TRUST, Rows, hashtags_in, is_link, links_in, post_at, workbooks
from presence_audit.exports._tables import cell, columns, sheets_of, whole_number
from presence_audit.exports._when import date_order, when
from presence_audit.model.observation import Engagement, Post, Profile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from presence_audit.exports._files import Files
    from presence_audit.model.channel import DateOrder
    from presence_audit.model.observation import DatePrecision, Kind, Observation
    from presence_audit.platforms import Ask

_HEADINGS: Final = {
    "text": ("Post title", "Update title"),
    "link": ("Post link", "Update link"),
    "campaign": ("Campaign name",),
    "created": ("Created date", "Date"),
    "impressions": ("Impressions",),
    "likes": ("Likes", "Reactions"),
    "comments": ("Comments",),
    "reposts": ("Reposts", "Shares"),
    "content": ("Content Type",),
}
_KINDS: Final[Mapping[str, Kind]] = {
    "image": "image", "video": "video", "text": "text", "document": "document", "article": "link", "link": "link",
    "poll": "poll",
}  # fmt: skip
# A sheet of posts has 17 columns at least, one of days 12; LinkedIn's other workbooks have no sheet of posts.
_FEWEST: Final = 17
_DAILY: Final = 12
_FIRST_ROWS: Final = 12
_DAY: Final = re.compile(r"\s*\d{1,4}[/.-]\s?\d{1,2}[/.-]\s?\d{2,4}\.?\s*")


@dataclass(frozen=True, slots=True)
class _Table:
    """The posts: where each column stands, and the rows below the heading. `is_named` says by its English names."""

    places: Mapping[str, int]
    rows: Rows
    is_named: bool


def _filled(row: Iterable[Any]) -> int:
    return sum(bool(str(value).strip()) for value in row)


def _by_place(header: list[Any], rows: Rows, link: int) -> dict[str, int]:
    """The columns of a sheet in another language: the first, and the last where they hold what they should."""
    places = {"link": link, "text": link - 1, "campaign": link + 2, "created": link + 4}
    last = max(place for place, text in enumerate(header) if str(text).strip())
    counts = {"likes": last - 5, "comments": last - 4, "reposts": last - 3}
    whole = all(
        not (text := cell(row, place)) or whole_number(text) is not None for row in rows for place in counts.values()
    )
    return {name: place for name, place in (places | (counts if whole else {})).items() if place >= 0}


def _table_of(rows: Rows) -> _Table | None:
    for at, header in enumerate(rows[:_FIRST_ROWS]):
        named = columns(header, _HEADINGS)
        if {"text", "link"} <= named.keys():
            return _Table(named, rows[at + 1 :], is_named=True)
        below = rows[at + 1] if at + 1 < len(rows) else []
        links = [place for place in range(len(below)) if is_link(cell(below, place))]
        if links and _filled(header) >= _FEWEST and not is_link(cell(header, links[0])):
            return _Table(_by_place(header, rows[at + 1 :], links[0]), rows[at + 1 :], is_named=False)
    return None


def _has_wide_heading(rows: Rows) -> bool:
    return any(_filled(row) >= _FEWEST for row in rows[:_FIRST_ROWS]) and len(rows) <= _FIRST_ROWS


def _days_of(rows: Rows) -> list[Any]:
    """The first cells of a sheet that has a row for each day: texts or dates."""
    return [row[0] for row in rows if row and _filled(row) >= _DAILY and _looks_like_a_day(row[0])]


def _looks_like_a_day(value: Any) -> bool:
    return isinstance(value, date) or (isinstance(value, str) and _DAY.fullmatch(value) is not None)


def _sheets(sheets: Mapping[str, Rows]) -> tuple[list[Any], _Table] | None:
    """The days and the posts of a workbook; None where it is another."""
    days = next((found for rows in sheets.values() if (found := _days_of(rows))), [])
    table = next((table for rows in sheets.values() if (table := _table_of(rows))), None)
    if table is None and days and any(_has_wide_heading(rows) for rows in sheets.values()):
        table = _Table({}, [], is_named=False)  # a heading in another language with no post below it
    return (days, table) if table is not None and (days or table.is_named) else None


def _recognise(files: Files) -> bool:
    return any(_sheets(sheets) for _, sheets in workbooks(files))


def _moment(link: datetime | None, row: list[Any], table: _Table, order: DateOrder) -> tuple[Any, DatePrecision]:
    if link is not None:
        return link, "second"
    place = table.places.get("created")
    said = when(row[place], order) if place is not None and place < len(row) else None
    return (said.at, said.precision) if said else (None, "second")


def _post(row: list[Any], table: _Table, order: DateOrder) -> Post | None:
    places = table.places
    link, text = cell(row, places.get("link")), cell(row, places.get("text"))
    if not is_link(link):
        return None
    id_, url, made = post_at(link)
    at, precision = _moment(made, row, table, order)
    return Post(
        id=id_,
        url=url,
        published_at=at,
        date_precision=precision,
        kind=_KINDS.get(cell(row, places.get("content")).casefold(), "other"),
        text=text,
        is_reply=False,
        links=links_in(text),
        hashtags=hashtags_in(text),
        engagement=Engagement(
            likes=whole_number(cell(row, places.get("likes"))),
            comments=whole_number(cell(row, places.get("comments"))),
            shares=whole_number(cell(row, places.get("reposts"))),
            views=whole_number(cell(row, places.get("impressions"))),
        ),
    )


def _order(ask: Ask, files: Files, name: str, days: list[Any], table: _Table) -> DateOrder:
    place = table.places.get("created")
    rest = [] if place is None else [row[place] for row in table.rows if place < len(row)]
    return date_order(files, name, [text for text in [*days, *rest] if isinstance(text, str)], ask.channel.date_order)


@dataclass(frozen=True, slots=True)
class _Period:
    since: datetime
    until: datetime


def _period(days: list[Any], order: DateOrder) -> _Period | None:
    moments = [moment.at for day in days if (moment := when(day, order))]
    return _Period(min(moments), max(moments) + timedelta(days=1)) if moments else None


def _reach(periods: list[_Period]) -> _Period | None:
    """The stretch that several exports cover together without a gap, from the newest backwards."""
    ordered = sorted(periods, key=lambda period: period.until, reverse=True)
    if not ordered:
        return None
    since = ordered[0].since
    for period in ordered[1:]:
        if period.until >= since:
            since = min(since, period.since)
    return _Period(since, ordered[0].until)


def _read(ask: Ask, files: Files) -> Observation:
    posts, periods = Posts(ask), list[_Period]()
    notes: dict[str, None] = {ON_TRUST: None}
    own: set[str] = set()
    ads: set[str] = set()
    for name, sheets in workbooks(files):
        if _sheets(sheets) is None:
            continue
        days, table = _sheets(sheets_of(files, name)) or ([], _Table({}, [], is_named=False))
        order = _order(ask, files, name, days, table)
        period = _period(days, order)
        if period is None:
            notes["The export does not say which period it covers."] = None
        else:
            periods.append(period)
        if not table.is_named:
            notes["The headings are in another language; the columns are taken by their places."] = None
        for row in table.rows:
            post = _post(row, table, order)
            if post is None:
                continue
            if cell(row, table.places.get("campaign")):
                ads.add(post.id)
                continue
            own.add(post.id)
            posts.add(post)
    if ads - own:
        notes[f"Ads that never stood on the page are left out: {len(ads - own)}."] = None
    covered = _reach(periods)
    until = min(covered.until, ask.until) if covered else ask.until
    return posts.observed(Profile(), until=until, since=covered.since if covered else None, notes=tuple(notes))


EXPORT = Export(
    id="linkedin_page_content",
    name="LinkedIn page analytics (content)",
    platforms=("linkedin",),
    recognise=_recognise,
    read=_read,
    how="Open the page as its admin, then Analytics -> Content -> Export, with a period of at least half a year.",
    proven="2026-11-26 by the shape that public importers of 2024 to 2026 read; not seen as a file",
    kinds=("company", "school", "showcase"),
)
