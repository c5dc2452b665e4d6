"""Meta Business Suite's table of posts (Insights, Content, Export): one row for each post of a page or an account.

- Which account a row is of stands in it; only the rows of the channel count. A Facebook page is told by its number, by
  its name in the posts' addresses, or, where the file has one page only and no such name, by the user's word.
- A time is written without its zone: it is known to the day. For Instagram the time in the post's own code is taken
  instead, which is known to the second.
- The file does not say which period it covers; its name does, where it is still the one that Meta gave it. Else it is
  taken to reach from its oldest to its newest post.
- Rows may be repeated for each day of a post's life; a post counts once. Reactions are those of a "Lifetime" row.
- Stories are no posts. "Is share" is taken for somebody else's post passed on, which is what it seems to mean.

Shape: headings as found in files that others published in 2025 and 2026.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from presence_audit.exports._contract import Export, Posts
from presence_audit.exports._meta_rows import Table, found_in
from presence_audit.exports._tables import whole_number
from presence_audit.exports._when import date_order, when
from presence_audit.model.observation import Engagement, Post, Profile
from presence_audit.platforms._html import TEXT_LIMIT
from presence_audit.platforms._ids import shortcode_time
from presence_audit.platforms._meta import hashtags_of, mentions_of
from presence_audit.platforms._urls import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from presence_audit.exports._files import Files
    from presence_audit.model.channel import DateOrder
    from presence_audit.model.observation import Kind, Observation
    from presence_audit.platforms import Ask

_SITES: Final = {"facebook": "Facebook", "instagram": "Instagram"}
_IN_ENGLISH: Final = "Export it again with the account's language set to English (US)."
_POSTS_WANTED: Final = "Export the posts instead: Meta Business Suite, Insights, Content, Export data."
_CODE: Final = re.compile(r"https?://(?:www\.)?instagram\.com/(?:[\w.]+/)?(?:p|reel|tv)/([\w-]{5,60})", re.IGNORECASE)
_PAGE: Final = re.compile(r"https?://(?:www\.)?facebook\.com/([\w.-]+)/(?:posts|videos|photos|reels?)/", re.IGNORECASE)
_NOT_A_NAME: Final = frozenset({"reel", "watch", "photo", "permalink.php", "story.php", "groups"})
# The last word of a post's type; "IG reel" and "Reels", "IG carousel" and "Carousels" are one.
_KINDS: Final[Mapping[str, Kind]] = {
    "image": "image", "photo": "image", "reel": "video", "video": "video", "live": "video", "carousel": "gallery",
    "album": "gallery", "link": "link", "text": "text", "status": "text",
}  # fmt: skip
_PERIOD: Final = re.compile(r"(?:^|[/_ ])([A-Z][a-z]{2}-\d{2}-\d{4})_([A-Z][a-z]{2}-\d{2}-\d{4})(?:_|\b)")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY: Final = timedelta(days=1)


def _plain(handle: str) -> str:
    return re.sub(r"[\s.]", "", fold(handle))


def _rows(files: Files, tables: Sequence[Table]) -> Iterator[tuple[Table, Mapping[str, str]]]:
    for table in tables:
        for _, row in table.rows(files):
            yield table, row


def _kind(row: Mapping[str, str]) -> Kind | None:
    """The kind of a post; None for a story, which is none."""
    words = row.get("kind", "").casefold().split()
    word = words[-1].removesuffix("s") if words else ""
    if word in {"story", "storie"} or "/stories/" in row["address"]:
        return None
    if word in _KINDS:
        return _KINDS[word]
    return "video" if re.search(r"/(?:reel|videos)/", row["address"]) else "other"


def _exact(table: Table, row: Mapping[str, str], latest: datetime) -> datetime | None:
    """The time that stands in a post's code; Facebook's addresses hold none."""
    code = _CODE.match(row["address"]) if table.site == "instagram" else None
    return shortcode_time(code[1], latest) if code else None


def _post(table: Table, row: Mapping[str, str], order: DateOrder, latest: datetime) -> Post | None:
    kind = _kind(row)
    if kind is None:
        return None
    code = _CODE.match(row["address"]) if table.site == "instagram" else None
    exact = _exact(table, row, latest)
    written = when(row["time"], order)
    moment, precision = (exact, "second") if exact else (written.at, written.precision) if written else (None, "second")
    text = max(row.get("title", ""), row.get("description", ""), key=len)[:TEXT_LIMIT]
    shared = row.get("shared", "").casefold()
    lifetime = row.get("day", "").casefold() in {"", "lifetime"} and table.in_english
    return Post(
        id=code[1] if code else row["id"],
        url=f"https://www.instagram.com/p/{code[1]}/" if code else row["address"],
        published_at=moment,
        date_precision=precision,  # type: ignore[arg-type]
        kind=kind,
        text=text,
        is_reply=False,
        is_repost=False
        if table.site == "instagram"
        else {"1": True, "true": True, "0": False, "false": False}.get(shared),
        media=1 if kind in {"image", "video"} and table.site == "instagram" else None,
        hashtags=hashtags_of(text),
        mentions=mentions_of(text) if table.site == "instagram" else (),
        engagement=Engagement(*(whole_number(row.get(name, "")) for name in ("likes", "comments", "shares", "views")))
        if lifetime
        else Engagement(),
    )


class _Owners:
    """Whose posts the tables list: by the number of the account, its names and those in the posts' addresses."""

    def __init__(self, rows: Iterable[tuple[Table, Mapping[str, str]]]) -> None:
        self.names: dict[str, str] = {}
        self.handles: dict[str, set[str]] = {}
        for _, row in rows:
            key = self.of(row)
            self.names.setdefault(key, row.get("username") or row.get("name") or key)
            found = self.handles.setdefault(key, {_plain(row["username"])} if row.get("username") else {_plain(key)})
            page = _PAGE.match(row["address"])
            if page and page[1].casefold() not in _NOT_A_NAME:
                found.add(_plain(page[1]))

    @staticmethod
    def of(row: Mapping[str, str]) -> str:
        """The account of a row."""
        return row.get("owner") or row.get("username") or row.get("name", "")

    def shown(self) -> str:
        """The accounts as an error names them."""
        named = (f"{name} ({key})" if name != key else name for key, name in list(self.names.items())[:10])
        return ", ".join(named)


def _chosen(ask: Ask, files: Files, owners: _Owners, name: str) -> tuple[str, tuple[str, ...]]:
    """Which of the accounts the channel is, and what has to be said of that. Raises EvidenceError where it is none."""
    wanted = _plain(ask.channel.handle)
    for key, handles in owners.handles.items():
        if wanted in handles:
            return key, ()
    alone = next(iter(owners.names)) if len(owners.names) == 1 else None
    if ask.channel.platform == "facebook" and alone is not None and not wanted.isdecimal():
        named = {handle for handle in owners.handles[alone] if not handle.isdecimal()}
        if not named:
            note = f"The file calls the page {owners.names[alone]} ({alone}); that it is this one is taken as stated."
            return alone, (note,)
    why = f"it has no posts of {ask.channel.handle}, but those of {owners.shown()}"
    raise files.unusable(why, "Name the file of this channel, or correct the channel's address.", name)


def _period(tables: Sequence[Table]) -> tuple[datetime, datetime] | None:
    """The period in the file's name, "May-27-2026_Nov-22-2026_….csv": its first moment and its end."""
    table = tables[0] if len(tables) == 1 else None
    found = _PERIOD.search(table.file) if table else None
    days = []
    for text in found.groups() if found else ():
        month, day, year = text.split("-")
        try:
            days.append(datetime(int(year), _MONTHS.index(month) + 1, int(day), tzinfo=UTC))
        except ValueError:
            return None
    return (days[0], days[1] + _DAY) if len(days) == len(("from", "to")) and days[0] <= days[1] else None


def _tables(ask: Ask, files: Files) -> list[Table]:
    """The tables of the channel's site. Raises EvidenceError that says what the files are instead."""
    found = found_in(files)
    site = ask.channel.platform
    tables = [table for table in found.tables if table.site == site]
    if tables:
        return tables
    if found.tables:
        other = next(table for table in found.tables)
        why = f"it lists posts of {_SITES[other.site]}, and the channel is on {_SITES.get(site, site)}"
        raise files.unusable(why, "Choose that account in Meta Business Suite and export again.", other.file)
    if found.foreign:
        why = "its columns are headed in a language that is not known here, and stand in an unusual order"
        raise files.unusable(why, _IN_ENGLISH, found.foreign[0])
    raise files.unusable("it holds one number for each day, and no posts", _POSTS_WANTED, found.series[0])


def _recognise(files: Files) -> bool:
    found = found_in(files)
    return bool(found.tables or found.series or found.foreign)


def _read(ask: Ask, files: Files) -> Observation:
    tables = _tables(ask, files)
    owners = _Owners(_rows(files, tables))
    if not owners.names:
        raise files.unusable("it lists no posts", "Export a period in which something was published.", tables[0].file)
    owner, notes = _chosen(ask, files, owners, tables[0].file)
    posts = Posts(ask)
    name = None
    for table in tables:
        # A time that stands in a post's code needs no reading of dates that may be read in two ways.
        unsure = (row["time"] for _, row in table.rows(files) if _exact(table, row, ask.until) is None)
        order = date_order(files, table.file, unsure, ask.channel.date_order)
        for _, row in table.rows(files):
            if owners.of(row) == owner:
                name = name or row.get("name") or None
                post = _post(table, row, order, ask.until)
                if post is not None:
                    posts.add(post)
    if posts.newest is None or posts.oldest is None:
        why = "none of its rows is a post with a date that can be read"
        raise files.unusable(why, _IN_ENGLISH, tables[0].file)
    since, until = posts.oldest, posts.newest
    period = _period(tables)
    # A file that was renamed by hand may bear any dates: those that leave out its own posts are not its period.
    if period and period[0] - _DAY <= since and until <= period[1] + _DAY:
        since, until = min(since, period[0]), max(until, period[1])
    else:
        notes = (
            *notes,
            "The file does not say which period it covers: it is taken from its oldest to its newest post.",
        )
    if not all(table.in_english for table in tables):
        told = "Its headings are not in English: the columns were told by what stands in them, and reactions left out."
        notes = (*notes, f"{told} This was never tried on a real file.")
    return posts.observed(Profile(name=name), until=until, since=since, notes=notes)


EXPORT = Export(
    id="meta_business_suite",
    name="Meta Business Suite's table of posts",
    platforms=("facebook", "instagram"),
    recognise=_recognise,
    read=_read,
    how="Meta Business Suite, Insights, Content, Export data, with the language set to English (US).",
    proven="2026-11-26 by files that others published; in other languages than English by nothing",
)
