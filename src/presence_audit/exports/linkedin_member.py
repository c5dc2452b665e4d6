r"""LinkedIn's copy of a member's data: everything that a person has posted, commented and passed on.

Settings & Privacy -> Data privacy -> Get a copy of your data -> the larger archive. Read are `Shares.csv` (posts),
`Comments.csv` (replies to others), `InstantReposts.csv` (what was passed on without a word), the dates in
`Reactions.csv` (they tell up to when the archive goes), and from `Profile.csv` the name, headline and websites. The
first three may be called after the member's number too (Shares_1234.csv). Nothing else is opened.

- The archive holds the whole life of the account. Up to when it tells is the day in its name, or its newest row.
- Times are UTC; that in the id of a post is the same to the second.
- Texts of several lines may have quotes around each line, and quotes inside are doubled, or written \".
- A comment names the post that it stands under and no id of its own; a comment under an own post is not told from one
  under somebody else's. Neither has an address of its own.
- A share without words may be a repost. Which posts quote another is not told. Engagement is in no file.

Shape: as read by public importers of 2026.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from presence_audit.errors import EvidenceError
from presence_audit.exports._contract import Export, Posts
from presence_audit.exports._linkedin import ON_TRUST, csv_names, has_shares, hashtags_in, links_in, post_at
from presence_audit.exports._tables import cell, columns, csv_rows
from presence_audit.model.observation import Post, Profile
from presence_audit.platforms._dates import iso_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.exports._files import Files
    from presence_audit.model.observation import DatePrecision, Kind, Observation
    from presence_audit.platforms import Ask

_COLUMNS: Final = {
    name: (name,) for name in ("Date", "ShareLink", "ShareCommentary", "SharedUrl", "MediaUrl", "Link", "Message")
} | {"first": ("First Name",), "last": ("Last Name",), "headline": ("Headline",), "sites": ("Websites",)}
_DATED: Final = re.compile(r"LinkedInDataExport_(\d{2})-(\d{2})-(\d{4})", re.IGNORECASE)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_SITE: Final = re.compile(r"https?://[^\s,\]\"]+")
# No file of the archive holds the address of the profile.
_WHOSE: Final = "The archive is that of {name}, and has no address of the profile; it is taken for this channel's."
_STEP: Final = "Ask LinkedIn for the larger archive: Settings & Privacy -> Data privacy -> Get a copy of your data."


def _utc(text: str) -> datetime | None:
    """The moment of "2026-05-07 16:41:18", which is UTC; of a day alone its beginning."""
    return iso_time(f"{text} 00:00:00" if _DAY.fullmatch(text) else text, UTC)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row by the names of its columns."""

    places: dict[str, int]
    cells: list[str]

    def __getitem__(self, name: str) -> str:
        return cell(self.cells, self.places.get(name))

    @property
    def at(self) -> datetime | None:
        return _utc(self["Date"])

    @property
    def precision(self) -> DatePrecision:
        return "day" if _DAY.fullmatch(self["Date"]) else "second"


def _misfits(files: Files, name: str, *, backslashes: bool) -> int | None:
    """How many rows have too many columns, or no date where one should be; None where it cannot be read so at all."""
    misfits, width = 0, 0
    try:
        for _, row in csv_rows(files, name, backslashes=backslashes):
            dated = not row[0].strip() or _utc(row[0].strip()) is not None
            misfits += bool(width) and (len(row) != width or not dated)
            width = width or len(row)
    except EvidenceError:
        return None
    return misfits


def _rows(files: Files, name: str) -> Iterator[_Row]:
    """The rows of a file of either way of writing quotes: the one in which they fit the heading."""
    plain, escaped = (_misfits(files, name, backslashes=way) for way in (False, True))
    backslashes = escaped is not None and (plain is None or escaped < plain)
    places: dict[str, int] = {}
    for _, row in csv_rows(files, name, backslashes=backslashes):
        if places:
            yield _Row(places, row)
        else:
            places = columns(row, _COLUMNS)


def _unquoted(text: str) -> str:
    """A text without the quotes around each of its lines, where all of them have some."""
    lines = text.split("\n")
    bounds = list(pairwise(lines))
    if bounds and all(before.endswith('"') and after.startswith('"') for before, after in bounds):
        last = len(lines) - 1
        lines = [
            line.strip('"') if not line.strip('"') else line[place > 0 : len(line) - (place < last)]
            for place, line in enumerate(lines)
        ]
    return "\n".join(lines).strip()


def _kind(shared: str, media: str) -> Kind:
    """A post's kind, where its addresses tell it: a picture that was uploaded leaves no trace in some archives."""
    if media:
        return "video" if "/video" in media or ".mp4" in media else "image" if "/image" in media else "other"
    if "linkedin.com/pulse/" in shared:
        return "article"
    return "link" if shared else "other"


def _share(row: _Row) -> Post | None:
    link, text = row["ShareLink"], _unquoted(row["ShareCommentary"])
    said = row.at
    if not link and said is None:
        return None
    id_, url, made = post_at(link)
    # An id is as old as what was prepared, be it published days later.
    is_same = made is not None and (said is None or abs(made - said) < timedelta(days=1))
    shared, media = row["SharedUrl"], row["MediaUrl"]
    return Post(
        id=id_ or f"share:{row['Date']}",
        url=url,
        published_at=made if is_same else said,
        date_precision="second" if is_same else row.precision,
        kind=_kind(shared, media),
        text=text,
        is_reply=False,
        is_repost=False if text else None,
        links=tuple(dict.fromkeys(link for link in (shared, *links_in(text)) if link.startswith("http"))),
        hashtags=hashtags_in(text),
    )


def _digest(kind: str, row: _Row, text: str) -> str:
    said = "\n".join((row["Date"], row["Link"], text))
    return f"{kind}:{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()[:24]}"


def _comment(row: _Row) -> Post | None:
    text = _unquoted(row["Message"])
    if not row["Link"] and not text:
        return None
    return Post(
        id=_digest("comment", row, text),
        url="",
        published_at=row.at,
        date_precision=row.precision,
        kind="text",
        text=text,
        is_reply=True,
        is_repost=False,
        hashtags=hashtags_in(text),
        links=links_in(text),
    )


def _repost(row: _Row) -> Post | None:
    if not row["Link"]:
        return None
    at, precision = row.at, row.precision
    return Post(_digest("repost", row, ""), "", at, precision, "other", is_reply=False, is_repost=True)


_FILES: Final = (("Shares", _share), ("Comments", _comment), ("InstantReposts", _repost))


def _profile(files: Files) -> Profile:
    for name in csv_names(files, "Profile"):
        for row in _rows(files, name):
            sites = tuple(dict.fromkeys(_SITE.findall(row["sites"])))
            full = f"{row['first']} {row['last']}".strip()
            return Profile(full or None, row["headline"] or None, links=sites)
    return Profile()


def _recognise(files: Files) -> bool:
    if has_shares(files):
        return True
    profiles = any(b"First Name" in files.head(name, 4096) for name in csv_names(files, "Profile"))
    return profiles and bool(csv_names(files, "Positions") or csv_names(files, "Connections"))


def _made_on(files: Files) -> datetime | None:
    """The day in the archive's name, which is that of its making: month, day, year."""
    for name in (files.path.name, *files.names[:1]):
        found = _DATED.search(name)
        if found:
            month, day, year = found.groups()
            return _utc(f"{year}-{month}-{day}")
    return None


def _newest_reaction(files: Files) -> datetime | None:
    dates = (row.at for name in csv_names(files, "Reactions") for row in _rows(files, name))
    return max((at for at in dates if at), default=None)


def _read(ask: Ask, files: Files) -> Observation:
    if not csv_names(files, "Shares"):
        raise files.unusable("it holds no Shares.csv, so it says nothing of what was posted", _STEP)
    posts, unread = Posts(ask), 0
    for kind, read in _FILES:
        for name in csv_names(files, kind):
            for row in _rows(files, name):
                post = read(row)
                unread += post is None
                if post is not None:
                    posts.add(post)
    known = [at for at in (_made_on(files), posts.newest, _newest_reaction(files)) if at]
    profile = _profile(files)
    notes = [_WHOSE.format(name=profile.name) if profile.name else ON_TRUST]
    if not csv_names(files, "Comments"):
        notes.append("It holds no Comments.csv; whether this person comments is not known.")
    if unread:
        notes.append(f"Rows that could not be read: {unread}.")
    if not known:
        notes.append("It does not say when it was made.")
    return posts.observed(
        profile, until=max(known, default=ask.until), complete=bool(known) and not unread, notes=tuple(notes)
    )


EXPORT = Export(
    id="linkedin_member",
    name="LinkedIn copy of your data",
    platforms=("linkedin",),
    recognise=_recognise,
    read=_read,
    how="Settings & Privacy -> Data privacy -> Get a copy of your data -> the larger archive (up to three days).",
    proven="2026-11-26 by the shape that public importers of 2026 read; not seen as a file",
    kinds=("person",),
)
