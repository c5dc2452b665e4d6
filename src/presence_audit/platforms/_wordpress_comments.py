"""What readers write under the posts of a WordPress site: developer.wordpress.org/rest-api/reference/comments.

The site is asked for all its comments at once, as no post says how many it has. Strangers are shown approved ones;
pingbacks, trackbacks, reviews of goods and the like are no comments. The site numbers posts and comments apart, so the
id of a comment is that of its place in the page, `comment-12`.

Whose a comment is: the site's own when it was written by a user who wrote one of the posts. Whether another user of the
site speaks for it cannot be told, nor whether somebody who is not signed in and types the name of an author or of the
site is that person. Anybody else is a reader, known by the name typed in.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from presence_audit.model.observation import Comment, Comments
from presence_audit.model.page import JSON, Miss, Page, Request
from presence_audit.platforms._contract import Drift
from presence_audit.platforms._html import resolve, text_of
from presence_audit.platforms._threads import (
    Asking,
    claimed_since,
    just_after,
    noted,
    unread,
    unread_before,
    why_unread,
)
from presence_audit.platforms._wordpress_api import count_in, elements_in, url_of

if TYPE_CHECKING:
    from collections.abc import Generator

    from presence_audit.model.observation import Observation
    from presence_audit.platforms._contract import Ask
    from presence_audit.platforms._wire import Node

# Pages of comments that one site is asked for.
MOST_PAGES: Final = 10
_PER_PAGE: Final = 100
_FIELDS: Final = "id,post,parent,author,author_name,date_gmt,content,link,status,type"
_NO_LIST: Final = "the site answered with something that is no list of comments"
_ONLY_NEWEST: Final = f"the newest {MOST_PAGES * _PER_PAGE} comments were read"


@dataclass(frozen=True, slots=True)
class _Ours:
    """Who speaks for the site: the numbers of its users, and names in the spelling they are compared in."""

    users: frozenset[int]
    names: frozenset[str]

    def said(self, user: int, name: str) -> bool | None:
        """Whether a comment is the site's own; None for another user of it, or a name that anybody may type."""
        if user:
            return True if user in self.users else None
        return None if name.casefold() in self.names else False


def _one_line(html: str) -> str:
    return " ".join(text_of(html).split())


def _ours(found: Observation, writers: frozenset[int]) -> _Ours:
    names = {_one_line(found.profile.name or ""), *(_one_line(post.author or "") for post in found.posts)}
    return _Ours(writers, frozenset(name.casefold() for name in names if name))


def _comment(wire: Node, ours: _Ours) -> Comment:
    """One comment, under whatever it stands; `Drift` when it has not the shape of one."""
    id_, post = wire.count("id"), wire.count("post")
    above, name = wire.count_or_none("parent"), _one_line(wire.text_or_none("author_name") or "")
    return Comment(
        id=f"comment-{id_}",
        url=resolve("", wire.text_or_none("link") or "") or "",
        post=str(post),
        parent=f"comment-{above}" if above else str(post),
        author=name or None,
        is_own=ours.said(wire.count_or_none("author") or 0, name),
        published_at=wire.time("date_gmt", UTC),
        text=text_of(wire.node("content").text("rendered")),
    )


def _is_said(wire: Node) -> bool:
    """Whether somebody said it, to everybody: not a ping from another site, and not one that waits for approval."""
    return wire.text_or_none("type") in {None, "", "comment"} and wire.text_or_none("status") in {None, "approved"}


def _posts_since(found: Observation, since: datetime) -> set[str]:
    return {post.id for post in found.posts if post.published_at is not None and post.published_at >= since}


def _url(api: str, number: int, since: datetime) -> str:
    wanted = {
        "per_page": str(_PER_PAGE),
        "page": str(number),
        "orderby": "date_gmt",
        "order": "desc",
        "after": since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "_fields": _FIELDS,
    }
    return url_of(api, "comments", urlencode(wanted, safe=":,"))


@dataclass(slots=True)
class _Read:
    """What was read of the list, newest first: all down to `oldest`, and `why` it was not read any further."""

    said: dict[str, Comment] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    oldest: datetime | None = None
    why: str = ""

    def take(self, nodes: list[Node], ours: _Ours) -> bool:
        """Take in one page, whole or not at all. Whether it told anything new; may raise `Drift`."""
        listed = [(_comment(node, ours), _is_said(node)) for node in nodes]
        fresh = {comment.id for comment, _ in listed} - self.ids
        for comment, is_said in listed:
            self.oldest = min(filter(None, (self.oldest, comment.published_at)), default=None)
            if is_said:
                self.said.setdefault(comment.id, comment)
        self.ids |= fresh
        return bool(fresh)


def _listed(api: str, since: datetime, ours: _Ours) -> Generator[Request, Page | Miss, _Read]:
    """Read the list of comments page by page until it ends, passes that moment, or cannot be read any further."""
    read = _Read()
    for number in range(1, MOST_PAGES + 1):
        answer = yield Request(_url(api, number, since), JSON)
        nodes = elements_in(answer)
        if nodes is None:
            is_end = number > 1 and isinstance(answer, Page) and answer.status == 400
            read.why = "" if is_end else why_unread(answer) or _NO_LIST
            return read
        try:
            is_new = read.take(nodes, ours)
        except Drift as drift:
            read.why = str(drift)
            return read
        last = count_in(answer, "x-wp-totalpages")
        if (number >= last if last is not None else not is_new) or (read.oldest and read.oldest < since):
            return read
    read.why = _ONLY_NEWEST
    return read


def with_comments(ask: Ask, found: Observation, api: str, writers: frozenset[int]) -> Asking:
    """The observation of a site or an author, with the comments under the posts where they are asked for.

    `writers` are the numbers of the users who wrote the posts. What stands under other posts is left out.
    """
    since = claimed_since(ask, found)
    if since is None:
        return found
    note = ""
    read = _Read()
    if _posts_since(found, since):
        # Older versions compare with local time: a day more costs nothing and cuts nothing off.
        read = yield from _listed(api, since - timedelta(days=1), _ours(found, writers - {0}))
    if read.why and read.oldest is None:
        return unread(found, read.why)
    if read.why and read.oldest is not None and read.oldest >= since:
        # What is missing is older than this, and so is the post that it stands under.
        note, since = unread_before(read.oldest, read.why), just_after(read.oldest)
    under = _posts_since(found, since)
    said = tuple(comment for comment in read.said.values() if comment.post in under)
    return noted(replace(found, comments=Comments(since, said)), note)
