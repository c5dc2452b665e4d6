"""Instagram's "Download your information", in JSON: posts, reels and videos, followers, and who the account is.

A post holds its time and caption at its own level where it has several pictures, and in its one picture else. The copy
has no addresses, likes or comments. Stories and archived posts are left out: they are not on the profile. The files do
not say which period was asked for, so nothing is known of what came before the oldest post in it, and the followers
listed are "at least" so many: of a shorter period, only those that came in it are listed.

Shape: as public readers of such copies describe it in 2026.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presence_audit.exports._contract import Export, Posts
from presence_audit.exports._meta_downloads import (
    bare,
    followers_in,
    identified,
    items_of,
    kind_of,
    packed_as,
    person_in,
    refuse_html,
    time_of,
)
from presence_audit.model.observation import Post, Profile
from presence_audit.platforms._meta import hashtags_of, mentions_of

if TYPE_CHECKING:
    from presence_audit.exports._files import Files
    from presence_audit.model.observation import Observation
    from presence_audit.platforms import Ask
    from presence_audit.platforms._wire import Node

_FOLDERS: Final = r"(?:your_instagram_activity/)?(?:content|media)/"
_POSTS: Final = r"(?:posts_\d+|reels(?:_\d+)?|igtv_videos)"
_LEFT_OUT: Final = r"(?:stories|archived_posts)(?:_\d+)?"
_PERSON: Final = r"personal_information\.json"
_FOLLOWERS: Final = r"followers_and_following/followers_\d+\.json"


def _files_of(files: Files, suffix: str) -> tuple[str, ...]:
    """The files of posts. One alone is told by its beginning: Facebook has names like these."""
    found = files.find(rf"{_FOLDERS}{_POSTS}\.{suffix}")
    if found or len(files.names) > 1:
        return found
    alone = files.find(rf"{_POSTS}\.{suffix}")
    marks = (b"creation_timestamp", b"ig_reels_media")
    return tuple(name for name in alone if any(mark in files.head(name) for mark in marks))


def _recognise(files: Files) -> bool:
    return bool(_files_of(files, "json") or _files_of(files, "html"))


def _post(item: Node, position: int) -> Post | None:
    media = item.items_or_empty("media")
    uris = [bare(one, "uri") for one in media]
    first = media[0] if media else None
    text = bare(item, "title") or (bare(first, "title") if len(media) == 1 else "")
    moment = time_of(item, "creation_timestamp", "timestamp") or time_of(first, "creation_timestamp")
    if not media and not text:
        return None
    stamp = int(moment.timestamp()) if moment else f"undated-{position}"
    return Post(
        id=f"{stamp}:{(uris[0] if uris else '').rpartition('/')[2]}",
        url="",
        published_at=moment,
        kind=kind_of(uris),
        text=text,
        is_reply=False,
        is_repost=False,
        media=len(media),
        hashtags=hashtags_of(text),
        mentions=mentions_of(text),
    )


def _read(ask: Ask, files: Files) -> Observation:
    names = _files_of(files, "json")
    if not names:
        refuse_html(files, _files_of(files, "html"), "the copy of your information")
    person = person_in(files, _PERSON)
    notes = identified(ask, files, person)
    posts = Posts(ask)
    seen = 0
    for name in names:
        for item in items_of(files, name):
            seen += 1
            post = _post(item, seen)
            if post is not None:
                posts.add(post)
    if posts.newest is None:
        why = f"none of its {seen} entries is a post with a date" if seen else "it lists no posts"
        raise files.unusable(why, "Ask for a copy of all time that includes your posts.", names[0])
    followers, last_came = followers_in(files, _FOLLOWERS)
    packed = packed_as(files, "instagram")
    until = packed.made_at if packed else max(filter(None, (posts.newest, last_came)))
    left_out = files.find(rf"{_FOLDERS}{_LEFT_OUT}\.json")
    notes = (*notes, *(["Stories and archived posts are left out."] if left_out else []))
    profile = Profile(name=person.name, bio=person.bio, followers=followers)
    return posts.observed(profile, until=max(until, posts.newest), since=posts.oldest, notes=notes)


EXPORT = Export(
    id="instagram_download",
    name="Instagram's copy of your information",
    platforms=("instagram",),
    recognise=_recognise,
    read=_read,
    how="Accounts Center, Your information and permissions, Download your information: all time, format JSON.",
    proven="2026-11-26 by public readers' descriptions; no real copy was seen",
)
