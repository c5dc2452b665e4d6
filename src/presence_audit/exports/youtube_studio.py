"""YouTube Studio, Analytics, Advanced mode, Content, Export: `Table data.csv`, alone or in its zip.

A line for each video, Short and stream that was watched in the chosen period, however old, with its numbers in that
period: Content (the id), Video title, Video publish time (a day, in the account's language), and the metrics that were
chosen. Which period that is stands in the name of the zip (Content 2026-05-01_2026-11-01 Name). What nobody watched
may be missing. The table stops at 500 lines, without a word; then nothing is known of what it leaves out. It names no
channel, and lists what is unlisted or private like the rest.

Shape: as published files and their readers show it (2024-2026).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from presence_audit.exports._contract import Export, Posts
from presence_audit.exports._named_rows import headings_of, named_rows, tables_with
from presence_audit.exports._when import When, date_order, when
from presence_audit.model.observation import Engagement, Post, Profile
from presence_audit.platforms._numbers import count_of
from presence_audit.platforms._youtube_items import watch_url

if TYPE_CHECKING:
    from presence_audit.exports._files import Files
    from presence_audit.model.observation import Observation
    from presence_audit.platforms import Ask

_COLUMNS: Final = {
    "content": ("Content", "Video"),
    "title": ("Video title",),
    "published": ("Video publish time",),
    "views": ("Views",),
    "likes": ("Likes",),
    "comments": ("Comments added", "Comments"),
    "shares": ("Shares",),
    "date": ("Date",),
}
_WANTED: Final = {"content", "published"}
_MOST_LINES: Final = 500
_VIDEO: Final = re.compile(r"[\w-]{11}", re.ASCII)
_POST: Final = re.compile(r"Ug[\w-]{20,}", re.ASCII)
_PERIOD: Final = re.compile(r"(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})")


def _tables(files: Files) -> tuple[str, ...]:
    """The tables of content; the chart beside them has a line for each day."""
    return tuple(
        name for name in tables_with(files, _COLUMNS, _WANTED) if "date" not in headings_of(files, name, _COLUMNS)
    )


def _recognise(files: Files) -> bool:
    return bool(_tables(files))


def _period(files: Files) -> tuple[datetime, datetime] | None:
    """The chosen period as the name of the export has it: from its first day to the end of its last."""
    for name in (files.path.name, *files.names):
        found = _PERIOD.search(name)
        if found is None:
            continue
        try:
            first, last = (datetime.fromisoformat(day).replace(tzinfo=UTC) for day in found.groups())
        except ValueError:
            continue
        if first <= last:
            return first, last + timedelta(days=1)
    return None


def _count(text: str) -> int | None:
    found = count_of(text)
    return found.value if found and found.precision == "exact" else None


def _post(row: dict[str, str], id_: str, at: When | None, first: datetime | None) -> Post:
    """One line as a post. The numbers are those of the period: all that the post ever had only if it came in it."""
    is_video = bool(_VIDEO.fullmatch(id_))
    counted = at is not None and first is not None and at.at >= first
    numbers = (_count(row[name]) for name in ("likes", "comments", "shares", "views"))
    return Post(
        id=id_,
        url=watch_url(id_) if is_video else f"https://www.youtube.com/post/{id_}",
        published_at=at.at if at else None,
        date_precision=at.precision if at else "day",
        kind="video" if is_video else "other",
        text=row["title"],
        is_reply=False,
        is_repost=False if is_video else None,
        engagement=Engagement(*numbers) if counted else Engagement(),
    )


def _id(row: dict[str, str]) -> str:
    """The id of a line; empty for the line of totals. Spreadsheets are kept off an id that begins with a dash."""
    id_ = row["content"].strip(" '\"=")
    return id_ if _VIDEO.fullmatch(id_) or _POST.fullmatch(id_) else ""


def _read(ask: Ask, files: Files) -> Observation:
    posts, lines, full, period = Posts(ask), 0, False, _period(files)
    for name in _tables(files):
        texts = (row["published"] for _, row in named_rows(files, name, _COLUMNS, _WANTED))
        order = date_order(files, name, texts, ask.channel.date_order)
        here = 0
        for _, row in named_rows(files, name, _COLUMNS, _WANTED):
            id_ = _id(row)
            if not id_:
                continue
            here += 1
            posts.add(_post(row, id_, when(row["published"], order), period[0] if period else None))
        lines, full = lines + here, full or here >= _MOST_LINES
    if not lines:
        raise files.unusable("it lists no video", "Choose a period in which the channel was watched, and export again.")
    notes = ["The table names no channel; it is taken for this one's.", "What is unlisted counts as public in it."]
    if full:
        notes.append(f"The table stops at {_MOST_LINES} lines; what it leaves out is not known.")
    elif period is None:
        notes.append("The export does not say which period it is of; keep the name of its zip.")
    since = period[0] if period and not full else None
    until = period[1] if period else posts.newest or ask.until
    return posts.observed(Profile(), until=min(until, ask.until), since=since, notes=tuple(notes))


EXPORT = Export(
    id="youtube_studio",
    name="YouTube Studio: Table data.csv",
    platforms=("youtube",),
    recognise=_recognise,
    read=_read,
    how="YouTube Studio, Analytics, Advanced mode, Content, Export current view, CSV (in English).",
    proven="2026-11-26 against lines of tables that others published in 2024-2026; no whole file was at hand",
)
