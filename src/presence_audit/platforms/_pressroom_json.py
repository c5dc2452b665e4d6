"""The JSON list of a press room's releases, newest first, twenty to a page.

    {"releases": [{"id", "title", "url", "leadtext", "body", "published", "language", "publisher": {"id", "name"},
                   "images": [{"url"}], "mainImage": {"url"}, "video": {"url"}, …}], "nextPage", "totalCount"}

The persons in `contacts` are those to call; they are not read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from presence_audit.model.observation import Post
from presence_audit.model.page import JSON, Miss, Page, Request
from presence_audit.platforms._contract import Ask, Drift
from presence_audit.platforms._dates import moment_of
from presence_audit.platforms._feeds import window_of
from presence_audit.platforms._html import prose_of, resolve
from presence_audit.platforms._posts import language_of
from presence_audit.platforms._reach import failure
from presence_audit.platforms._wire import Node, node_of

if TYPE_CHECKING:
    from collections.abc import Generator

_BROKEN = "Older releases could not be read: {}"


@dataclass(slots=True)
class Releases:
    """What was read of the list. `ended` says that it holds all that there are, `reason` why it broke off."""

    found: dict[str, Post] = field(default_factory=dict)
    ended: bool = False
    reason: str = ""

    @property
    def posts(self) -> tuple[Post, ...]:
        """The releases, in the order of the list."""
        return tuple(self.found.values())

    def broken(self, why: str) -> Releases:
        """The list, which could not be read to its end."""
        self.reason = _BROKEN.format(why)
        return self


def _media(wire: Node, inside: int) -> int | None:
    """How many pictures and films a release has, `inside` pictures of them in its text; None where it is not said."""
    if wire.node_or_none("images") is None:
        return None
    nodes = [*wire.items_or_empty("images"), wire.node_or_none("mainImage")]
    images = {url for node in nodes if node is not None and (url := node.text_or_none("url"))}
    film = wire.node_or_none("video")
    return max(len(images), inside) + bool(film is not None and film.text_or_none("url"))


def _post(wire: Node, publisher: str, host: str) -> Post:
    """A release as a post; `Drift` where it is another publisher's, or lacks what every release has."""
    owner = wire.node("publisher").count("id")
    if str(owner) != publisher:
        raise Drift(f"the list holds releases of another publisher ({owner})")
    number = wire.count("id")
    said = wire.text("published")
    moment = moment_of(said)
    if moment is None:
        raise Drift(f"{wire.path}.published is not a time")
    url = resolve(f"https://{host}/", wire.text_or_none("url") or f"release/{number}") or ""
    title = " ".join(wire.text("title").split())
    lead, body = (prose_of(wire.text_or_none(name) or "", url) for name in ("leadtext", "body"))
    return Post(
        id=str(number),
        url=url,
        published_at=moment.at,
        date_precision=moment.precision,
        kind="article",
        text="\n".join(part for part in (title, lead.text, body.text) if part),
        is_reply=False,
        is_repost=False,
        language=language_of(wire.text_or_none("language")),
        media=_media(wire, len(body.images)),
        links=tuple(dict.fromkeys(lead.links + body.links)),
    )


def releases_at(ask: Ask, host: str) -> Generator[Request, Page | Miss, Releases]:
    """Page through the list until it passes the beginning of the period, or ends.

    Whatever goes wrong is told in `reason`: these are the older releases of somebody whose latest are known.
    """
    told, page = Releases(), ""
    for _ in range(ask.max_pages):
        answer = yield Request(f"https://{host}/json/v2/releases?publisher={ask.channel.handle}{page}", JSON)
        if isinstance(answer, Miss):
            return told.broken(answer.reason)
        try:
            stopped = failure(ask, answer)
            if stopped is not None:
                return told.broken(stopped.reason)
            wire = node_of(answer)
            fresh = {post.id: post for post in (_post(w, ask.channel.handle, host) for w in wire.items("releases"))}
        except Drift as drift:
            return told.broken(f"{drift}.")
        before = len(told.found)
        told.found |= fresh
        following = wire.count_or_none("nextPage")
        if window_of(told.posts, ask.since, ended=False).complete:
            return told
        if not following or len(told.found) == before:
            told.ended = len(told.found) == wire.count_or_none("totalCount")
            return told if told.ended else told.broken("the list does not show that it is whole.")
        page = f"&page={following}"
    return told.broken(f"the list was read to its page {ask.max_pages} only.")
