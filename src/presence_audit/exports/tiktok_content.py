"""TikTok Studio, Analytics, Content: `Content.csv`, a line for each post of a period, with its numbers.

Columns in English: Video title, Video link, Post time, Total likes, Total comments, Total shares, Total views, and more
that is not read. Numbers come as 18,400 or as 1.2K. "Post time" is written in several ways, one of them without a year;
the id in the link holds the moment itself and is taken instead (see _ids.py). The file names neither its period nor
the account, but for the name in the links: it is taken to be whole from its oldest to its newest post.

Shape: as public importers of the file show it (2026).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presence_audit.exports._contract import Export, Posts
from presence_audit.exports._named_rows import named_rows, tables_with
from presence_audit.exports._tiktok import Link
from presence_audit.exports._when import When, date_order, when
from presence_audit.model.observation import Engagement, Post, Profile
from presence_audit.platforms._numbers import count_of
from presence_audit.platforms._urls import fold

if TYPE_CHECKING:
    from presence_audit.exports._files import Files
    from presence_audit.model.channel import DateOrder
    from presence_audit.model.observation import Observation
    from presence_audit.platforms import Ask

_COLUMNS: Final = {
    "title": ("Video title",),
    "link": ("Video link",),
    "time": ("Post time",),
    "likes": ("Total likes", "Likes"),
    "comments": ("Total comments", "Comments"),
    "shares": ("Total shares", "Shares"),
    "views": ("Total views", "Video views", "Views"),
}
_WANTED: Final = {"link", "time"}


def _recognise(files: Files) -> bool:
    return bool(tables_with(files, _COLUMNS, _WANTED))


def _count(text: str) -> int | None:
    found = count_of(text)
    return found.value if found else None


def _at(ask: Ask, link: Link, text: str, order: DateOrder) -> When | None:
    """The moment in the id; of a line without a usable link the date that is written, where it has a year."""
    exact = link.time(ask.until)
    return When(exact, "second") if exact else when(text, order)


def _read(ask: Ask, files: Files) -> Observation:
    posts, notes = Posts(ask), list[str]()
    handle, strangers, lines = fold(ask.channel.handle), dict[str, None](), 0
    for name in tables_with(files, _COLUMNS, _WANTED):
        # The dates that are written count only where a line has no id; a file with ids alone needs no order.
        unlinked = [
            row["time"]
            for _, row in named_rows(files, name, _COLUMNS, _WANTED)
            if not Link.of(row["link"]).time(ask.until)
        ]
        order = date_order(files, name, unlinked, ask.channel.date_order if unlinked else None)
        for line, row in named_rows(files, name, _COLUMNS, _WANTED):
            link = Link.of(row["link"])
            if not any(row.values()):
                continue
            lines += 1
            if link.handle and link.handle != handle:
                strangers[link.handle] = None
                continue
            at = _at(ask, link, row["time"], order)
            posts.add(
                Post(
                    id=link.id or f"{name}:{line}",
                    url=link.url(handle),
                    published_at=at.at if at else None,
                    date_precision=at.precision if at else "second",
                    kind="image" if link.is_photo else "video",
                    text=row["title"],
                    is_repost=False,
                    media=None if link.is_photo else 1,
                    engagement=Engagement(*(_count(row[key]) for key in ("likes", "comments", "shares", "views"))),
                )
            )
    if strangers and not posts.kept and posts.before is None:
        who = ", ".join(f"@{name}" for name in list(strangers)[:3])
        raise files.unusable(f"it is about another account ({who})", f"Export that of @{handle}.")
    if not lines:
        raise files.unusable("it lists no post", "Choose a period with posts and export it again.")
    if strangers:
        notes.append("Posts of other accounts in the file are left out.")
    until = min(posts.newest or ask.until, ask.until)
    return posts.observed(Profile(), until=until, since=posts.oldest, notes=tuple(notes))


EXPORT = Export(
    id="tiktok_content",
    name="TikTok Studio: Content.csv",
    platforms=("tiktok",),
    recognise=_recognise,
    read=_read,
    how="TikTok Studio, Analytics, Content, Download data, CSV.",
    proven="unproven: written to the columns that public importers of 2026 read; no sample was at hand",
)
