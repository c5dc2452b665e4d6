"""Google Takeout of YouTube: `video metadata/videos.csv` and `channels/channel.csv`.

A line for each upload of the account, whoever may see it: Video ID, Video Title (Original), Video Description
(Original), Channel ID, Privacy, Video State, Video Create Timestamp and Video Publish Timestamp (with their zone). Only
what is public counts. There are no numbers in it, no handle of the channel, and community posts are not read. When it
was made stands in the name that Google gives the zip; else it tells up to its newest video.

Shape: the English headings that public readers of the archive use (2023-2026); other languages are not known.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from presence_audit.exports._contract import Export, Posts
from presence_audit.exports._named_rows import named_rows, tables_with
from presence_audit.model.observation import Post, Profile
from presence_audit.platforms._dates import moment_of
from presence_audit.platforms._html import TEXT_LIMIT
from presence_audit.platforms._youtube_items import watch_url

if TYPE_CHECKING:
    from presence_audit.exports._files import Files
    from presence_audit.model.observation import Observation
    from presence_audit.platforms import Ask

_COLUMNS: Final = {
    "id": ("Video ID",),
    "title": ("Video Title (Original)", "Video Title"),
    "channel": ("Channel ID",),
    "privacy": ("Privacy",),
    "state": ("Video State",),
    "created": ("Video Create Timestamp",),
    "published": ("Video Publish Timestamp",),
}
_WANTED: Final = {"id", "privacy", "created"}
_CHANNEL: Final = {"channel": ("Channel ID",), "title": ("Channel Title (Original)", "Channel Title")}
_ID: Final = re.compile(r"[\w-]{11}", re.ASCII)
_HASHTAG: Final = re.compile(r"(?<![\w&/#])#(\w*[^\W\d_]\w*)")
_MADE: Final = re.compile(r"takeout-(\d{8}T\d{6}Z)", re.IGNORECASE)


def _recognise(files: Files) -> bool:
    return bool(tables_with(files, _COLUMNS, _WANTED))


def _channels(files: Files) -> dict[str, str]:
    """The channels of the account: id and title."""
    found: dict[str, str] = {}
    for name in files.find(r"channel\.csv"):
        for _, row in named_rows(files, name, _CHANNEL, {"channel", "title"}):
            found[row["channel"]] = row["title"]
    return found


def _chosen(ask: Ask, files: Files, channels: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    """The id of the channel that is meant (empty for all there is), and what has to be said of that choice."""
    wanted = ask.channel.handle
    if ask.channel.kind == "channel":
        if channels and wanted not in channels:
            raise files.unusable(f"it is not of the channel {wanted}", "Export the account that owns the channel.")
        return wanted, ()
    if len(channels) > 1:
        step = "Write the channel's address by its id: https://www.youtube.com/channel/UC…"
        raise files.unusable(f"it holds {len(channels)} channels and none of their handles", step)
    return next(iter(channels), ""), ("The archive has no handle of its channel; it is taken for this one's.",)


def _post(row: dict[str, str]) -> Post:
    """A public video. Where only its upload is dated, that day stands for the one when it was published."""
    published, created = moment_of(row["published"]), moment_of(row["created"])
    moment = published or created
    title = row["title"][:TEXT_LIMIT]
    return Post(
        id=row["id"],
        url=watch_url(row["id"]),
        published_at=moment.at if moment else None,
        date_precision=published.precision if published else "day",
        kind="video",
        text=title,
        is_reply=False,
        is_repost=False,
        hashtags=tuple(dict.fromkeys(_HASHTAG.findall(title))),
    )


def _made(files: Files) -> datetime | None:
    found = _MADE.search(files.path.name)
    try:
        return datetime.strptime(found[1].upper(), "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) if found else None
    except ValueError:
        return None


def _read(ask: Ask, files: Files) -> Observation:
    channels = _channels(files)
    channel, notes = _chosen(ask, files, channels)
    posts, hidden, uploads = Posts(ask), 0, 0
    for name in tables_with(files, _COLUMNS, _WANTED):
        for _, row in named_rows(files, name, _COLUMNS, _WANTED):
            if not _ID.fullmatch(row["id"]) or (channel and row["channel"] and row["channel"] != channel):
                continue
            if row["privacy"].casefold() != "public":
                hidden += 1
                continue
            uploads += not row["published"]
            posts.add(_post(row))
    if not posts.kept and posts.before is None:
        raise files.unusable("it lists no public video of the channel", "Export it again with `video metadata`.")
    if hidden:
        notes = (*notes, f"Left out, as they are not public: {hidden}.")
    if uploads:
        notes = (*notes, f"Of {uploads} videos only the day of the upload is known.")
    notes = (*notes, "Community posts are not read from it.")
    until = _made(files) or posts.newest or ask.until
    profile = Profile(name=channels.get(channel) or None)
    return posts.observed(profile, until=min(until, ask.until), complete=True, notes=notes)


EXPORT = Export(
    id="youtube_takeout",
    name="Google Takeout: YouTube",
    platforms=("youtube",),
    recognise=_recognise,
    read=_read,
    how="takeout.google.com, YouTube and YouTube Music, with channels and video metadata, in English.",
    proven="unproven: written to the headings that public readers of 2023-2026 use; no sample was at hand",
)
