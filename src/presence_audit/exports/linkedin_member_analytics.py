"""LinkedIn's post analytics of a member: followers, and the posts that were seen most in a period.

A workbook (Content_2025-10-05_2026-10-03_Name.xlsx) of which the sheets DISCOVERY (the period), ENGAGEMENT (its days),
TOP POSTS and FOLLOWERS are read. TOP POSTS has two tables side by side, by engagements and by impressions, and between
them a column of anything.

- It lists at most 50 posts, those that were seen or reacted to most in the period, older ones among them. Which posts
  are missing it does not say, not even where there are fewer than 50: so the posts are listed, and no rate is
  concluded. The copy of the member's data has them all.
- Where that copy lies beside it, its posts count, and from here only the followers are taken: the two name one post by
  different ids.
- A post's time is that in its link's id; the column of dates is read only where a link has none.

Shape: as read by public importers of 2025 and 2026.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from presence_audit.exports._contract import Export, Posts, with_note
from presence_audit.exports._linkedin import ON_TRUST, Rows, has_shares, is_link, post_at, workbooks
from presence_audit.exports._tables import cell, sheets_of, whole_number
from presence_audit.exports._when import date_order, when
from presence_audit.model.observation import Count, Engagement, Post, Profile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from presence_audit.exports._files import Files
    from presence_audit.model.channel import DateOrder
    from presence_audit.model.observation import Observation
    from presence_audit.platforms import Ask

_DATE: Final = re.compile(r"\d{1,4}[/.-]\s?\d{1,2}[/.-]\s?\d{2,4}")
_IN_NAME: Final = re.compile(r"_(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})_")
_CHOSEN: Final = (
    "The analytics list the posts that were seen most, 50 at most; how often this person posts is not known from them."
)
_FIRST_ROWS: Final = 12


def _sheet(sheets: Mapping[str, Rows], name: str) -> Rows:
    return next((rows for title, rows in sheets.items() if title.strip().casefold() == name), [])


def _tables(rows: Rows) -> list[tuple[int, int]]:
    """Where the tables of TOP POSTS begin: the column of links, and the row of the headings."""
    for at, row in enumerate(rows[:_FIRST_ROWS]):
        below = rows[at + 1] if at + 1 < len(rows) else []
        width = max(len(row), len(below))
        starts = [place for place in range(width) if cell(row, place).casefold() == "post url"]
        starts = starts or [
            place for place in range(width) if is_link(cell(below, place)) and not is_link(cell(row, place))
        ]
        if starts:
            return [(place, at) for place in starts]
    return []


def _is_analytics(sheets: Mapping[str, Rows]) -> bool:
    return bool(_sheet(sheets, "top posts")) and bool(_sheet(sheets, "engagement") or _sheet(sheets, "discovery"))


def _recognise(files: Files) -> bool:
    return any(_is_analytics(sheets) for _, sheets in workbooks(files))


def _texts(sheets: Mapping[str, Rows]) -> list[str]:
    """Every date of the workbook as it is written."""
    found = [cell(row, 0) for name in ("engagement", "followers") for row in _sheet(sheets, name)]
    found += [
        cell(row, place) for name in ("discovery", "followers") for row in _sheet(sheets, name) for place in (0, 1)
    ]
    top = _sheet(sheets, "top posts")
    found += [cell(row, place + 1) for place, at in _tables(top) for row in top[at + 1 :]]
    return [date for text in found for date in _DATE.findall(text)]


def _followers(rows: Rows) -> Count | None:
    """The total: the number beside the one line of the sheet that names a day and is no day of the list below."""
    for row in rows[:_FIRST_ROWS]:
        said = cell(row, 0)
        value = whole_number(cell(row, 1))
        if value is not None and _DATE.search(said) and not _DATE.fullmatch(said):
            return Count(value)
    return None


def _until(files: Files, name: str, sheets: Mapping[str, Rows], order: DateOrder) -> datetime | None:
    """The end of the last day of the period: of DISCOVERY, else of the file's name, else of ENGAGEMENT."""
    said = [text for row in _sheet(sheets, "discovery")[:_FIRST_ROWS] for text in _DATE.findall(cell(row, 1))]
    named = _IN_NAME.search(name) or _IN_NAME.search(files.path.name)
    days = said or (list(named.groups()) if named else [cell(row, 0) for row in _sheet(sheets, "engagement")])
    moments = [moment.at for text in days if (moment := when(text, "ymd" if re.match(r"\d{4}-", text) else order))]
    return max(moments) + timedelta(days=1) if moments else None


def _posts(rows: Rows, order: DateOrder) -> list[Post]:
    """The posts of both tables, each once, with the impressions of the second."""
    found: dict[str, Post] = {}
    for index, (place, at) in enumerate(_tables(rows)):
        for row in rows[at + 1 :]:
            link = cell(row, place)
            if not is_link(link):
                continue
            id_, url, made = post_at(link)
            said = when(row[place + 1], order) if place + 1 < len(row) else None
            moment = made or (said.at if said else None)
            views = whole_number(cell(row, place + 2)) if index else None
            post = found.get(id_) or Post(
                id_, url, moment, "second" if made or said is None else said.precision, "other", is_reply=False
            )
            found[id_] = post if views is None else replace(post, engagement=Engagement(views=views))
    return list(found.values())


def _read(ask: Ask, files: Files) -> Observation:
    posts, followers, ends = Posts(ask), dict[Any, Count](), []
    is_doubled = has_shares(files)
    for name, shown in workbooks(files):
        if not _is_analytics(shown):
            continue
        sheets = sheets_of(files, name)
        order = date_order(files, name, _texts(sheets), ask.channel.date_order)
        until = _until(files, name, sheets, order) or ask.until
        ends.append(min(until, ask.until))
        total = _followers(_sheet(sheets, "followers"))
        if total is not None:
            followers[until] = total
        for post in [] if is_doubled else _posts(_sheet(sheets, "top posts"), order):
            posts.add(post)
    newest = followers[max(followers)] if followers else None
    seen = posts.observed(Profile(followers=newest), until=max(ends, default=ask.until), notes=(ON_TRUST,))
    return seen if is_doubled else with_note(seen, _CHOSEN)


EXPORT = Export(
    id="linkedin_member_analytics",
    name="LinkedIn post analytics of a member",
    platforms=("linkedin",),
    recognise=_recognise,
    read=_read,
    how="Open your profile -> Show all analytics -> Post impressions -> the past 365 days -> Export.",
    proven="2026-11-26 by the shape that public importers of 2026 read; not seen as a file",
    kinds=("person",),
)
