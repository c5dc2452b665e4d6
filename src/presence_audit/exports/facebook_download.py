"""Facebook's "Download your information" of a page or a person, in JSON: the posts on the own timeline.

An entry has its time, its words (`data[].post`), and what is attached: pictures, films, or a link elsewhere. Entries
without words and without attachments are no posts ("is now friends with …") and are left out. The copy has no
addresses, reactions or comments, and does not tell shares of others' posts from posts of one's own in any way but
words of the account's language, so that stays unknown. The files do not say which period was asked for: nothing is
known of what came before the oldest post in it.

Shape: as public readers of such copies describe it in 2026.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

from presence_audit.exports._contract import Export, Posts
from presence_audit.exports._meta_downloads import (
    bare,
    items_of,
    kind_of,
    packed_as,
    refuse_html,
    time_of,
)
from presence_audit.model.observation import Post, Profile
from presence_audit.platforms import Account, recognise
from presence_audit.platforms._meta import at, hashtags_of, objects_of
from presence_audit.platforms._urls import fold

if TYPE_CHECKING:
    from presence_audit.exports._files import Files
    from presence_audit.model.observation import Observation
    from presence_audit.platforms import Ask
    from presence_audit.platforms._wire import Node

_POSTS: Final = r"(?:profile_posts|your_posts(?:__check_ins__photos_and_videos)?)_\d+"
_PERSON: Final = r"profile_information/profile_information\.json"
_ID: Final = re.compile(r"\d{9,}")


def _recognise(files: Files) -> bool:
    return bool(files.find(rf"{_POSTS}\.(?:json|html)"))


def _post(item: Node) -> Post | None:
    words = [text for part in item.items_or_empty("data") if (text := bare(part, "post"))]
    uris, links = [], []
    for attached in item.items_or_empty("attachments"):
        for part in attached.items_or_empty("data"):
            uri, url = bare(at(part, "media"), "uri"), bare(at(part, "external_context"), "url")
            uris += [uri] if uri else []
            links += [url] if url.startswith("http") else []
    if not (words or uris or links):
        return None
    text = "\n".join(words)
    moment = time_of(item, "timestamp")
    digest = hashlib.sha256("\n".join([text, *uris, *links]).encode("utf-8", "replace")).hexdigest()
    return Post(
        id=f"{int(moment.timestamp()) if moment else 'undated'}:{digest[:12]}",
        url="",
        published_at=moment,
        kind="link" if links and not uris else kind_of(uris),
        text=text,
        is_reply=False,
        media=len(uris),
        links=tuple(dict.fromkeys(links)),
        hashtags=hashtags_of(text),
    )


def _plain(handle: str) -> str:
    return fold(handle).replace(".", "")


def _identified(ask: Ask, files: Files) -> tuple[str | None, tuple[str, ...]]:
    """The name in the copy, and notes about whose it is. Raises EvidenceError where it is another account's."""
    name, handles = None, []
    for file in files.find(_PERSON):
        for item in items_of(files, file):
            for found in objects_of(item):
                name = name or bare(found, "full_name") or None
                account = recognise(bare(found, "profile_uri") or "-")
                handles += [account.handle] if isinstance(account, Account) else []
    wanted = _plain(ask.channel.handle)
    packed = packed_as(files, "facebook")
    if wanted in map(_plain, handles) or (packed and _plain(packed.name) == wanted):
        return name, ()
    # An account has a name and a number: where one of each stands against another, nobody knows.
    alike = [handle for handle in handles if bool(_ID.fullmatch(handle)) is bool(_ID.fullmatch(ask.channel.handle))]
    if alike:
        why = f"it is the copy of {alike[0]}, not of {ask.channel.handle}"
        raise files.unusable(why, "Name the copy of the channel's own page.")
    who = f" (it calls itself {name})" if name else ""
    return name, (f"The copy does not say whose it is{who}: that is taken from the profiles file.",)


def _read(ask: Ask, files: Files) -> Observation:
    names = files.find(rf"{_POSTS}\.json")
    if not names:
        refuse_html(files, files.find(rf"{_POSTS}\.html"), "the copy of your information")
    name, notes = _identified(ask, files)
    posts = Posts(ask)
    seen = 0
    for file in names:
        for item in items_of(files, file):
            seen += 1
            post = _post(item)
            if post is not None:
                posts.add(post)
    if posts.newest is None:
        why = f"none of its {seen} entries is a post with a date" if seen else "it lists no posts"
        raise files.unusable(why, "Ask for a copy of all time that includes your posts.", names[0])
    packed = packed_as(files, "facebook")
    until = max(packed.made_at, posts.newest) if packed else posts.newest
    return posts.observed(Profile(name=name), until=until, since=posts.oldest, notes=notes)


EXPORT = Export(
    id="facebook_download",
    name="Facebook's copy of your information",
    platforms=("facebook",),
    recognise=_recognise,
    read=_read,
    how="Settings of the page, Your information, Download profile information: all time, format JSON.",
    proven="2026-11-26 by public readers' descriptions; no real copy was seen",
)
