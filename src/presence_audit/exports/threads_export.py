"""What the copy of one's information from Meta holds of Threads, in JSON: own posts and answers, times and texts.

It has no addresses, likes or counts, and of an answer it says that it is one, not to whom: whether it goes to somebody
else or continues a thread of one's own is not known. Archived posts are left out. The files do not say which period was
asked for, so nothing is known of what came before the oldest post in it, and of followers at least those listed exist.

Shape: as public readers of such copies describe it in 2025 and 2026.
"""

from __future__ import annotations

import hashlib
import re
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
from presence_audit.model.observation import Observation, Post, Profile

if TYPE_CHECKING:
    from presence_audit.exports._files import Files
    from presence_audit.platforms import Ask
    from presence_audit.platforms._wire import Node

_POSTS: Final = r"(?:threads/)?threads_and_replies"
_MARK: Final = b"text_post_app_text_posts"
_PERSON: Final = r"threads/personal_information\.json"
_FOLLOWERS: Final = r"threads/followers(?:_\d+)?\.json"
_MENTION: Final = re.compile(r"(?<![\w@/.])@([A-Za-z0-9_](?:[A-Za-z0-9._]{0,28}[A-Za-z0-9_])?)")
_ANSWERS: Final = "The copy does not say to whom its answers are, so nothing is known of how many are to others."


def _recognise(files: Files) -> bool:
    return any(_MARK in files.head(name) for name in files.find(rf"{_POSTS}\.json")) or bool(
        files.find(r"threads/threads_and_replies\.html")
    )


def _post(item: Node, position: int) -> Post | None:
    """An entry, whose text stands with it or with its one file; None where it has neither text nor file."""
    media = item.items_or_empty("media")
    first = media[0] if media else None
    uris = [uri for uri in (bare(one, "uri") for one in media) if uri]
    text = bare(item, "title") or bare(first, "title")
    if not text and not uris:
        return None
    moment = time_of(item, "creation_timestamp") or time_of(first, "creation_timestamp")
    told = first.node_or_none("text_app_post") if first else None
    answers = told.flag_or_none("is_reply") if told else None
    said = hashlib.sha256("\n".join([text, *uris]).encode("utf-8", "replace")).hexdigest()[:12]
    return Post(
        id=f"{int(moment.timestamp())}:{said}" if moment else f"undated-{position}",
        url="",
        published_at=moment,
        kind=kind_of(uris),
        text=text,
        is_reply=None if answers else answers,
        media=len(uris),
        mentions=tuple(dict.fromkeys(_MENTION.findall(text))),
    )


def _read(ask: Ask, files: Files) -> Observation:
    names = files.find(rf"{_POSTS}\.json")
    if not names:
        refuse_html(files, files.find(r"threads/threads_and_replies\.html"), "the copy of your information")
    person = person_in(files, _PERSON)
    notes = identified(ask, files, person)
    posts, seen, answers = Posts(ask), 0, 0
    for name in names:
        for item in items_of(files, name):
            seen += 1
            post = _post(item, seen)
            if post is not None:
                posts.add(post)
                answers += post.is_reply is None
    if posts.newest is None:
        why = f"none of its {seen} entries is a post with a date" if seen else "it lists no posts"
        raise files.unusable(why, "Ask for a copy of all time that includes your posts.", names[0])
    followers, _ = followers_in(files, _FOLLOWERS)
    packed = packed_as(files, "instagram")
    profile = Profile(name=person.name, bio=person.bio, followers=followers)
    until = max(packed.made_at, posts.newest) if packed else posts.newest
    notes = (*notes, *([_ANSWERS] if answers else []))
    return posts.observed(profile, until=until, since=posts.oldest, notes=notes)


EXPORT = Export(
    id="threads_export",
    name="Meta's copy of your information (Threads)",
    platforms=("threads",),
    recognise=_recognise,
    read=_read,
    how="Accounts Center, Your information and permissions, Export your information: Threads, all time, format JSON.",
    proven="2026-11-26 by public readers' descriptions; no real copy was seen",
)
