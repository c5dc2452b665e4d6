"""What people say under the posts of a Bluesky account.

Six levels of answers are asked for; a thread that goes on below them is left out, for a question at its end may have an
answer that is not shown. Stubs of answers that were deleted, blocked or detached are skipped; what stands
under them is kept where it is shown. Of whoever asks not to be shown to signed-out visitors the act is kept, so that
an answer is not taken for silence, and neither the words nor the name.

Source: the lexicons app.bsky.feed.getPostThread and app.bsky.feed.defs#threadViewPost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from presence_audit.model.observation import Comment
from presence_audit.platforms._bluesky_posts import hides_from_strangers, name_of, post_in
from presence_audit.platforms._contract import Drift
from presence_audit.platforms._threads import Asking, Thread, is_cut, with_threads
from presence_audit.platforms._wire import Node, node_of

if TYPE_CHECKING:
    from presence_audit.model.observation import Observation, Post
    from presence_audit.model.page import Page
    from presence_audit.platforms._contract import Ask

_LEVELS: Final = 6


def _comment(view: Node, post: Post, did: str) -> Comment:
    """One answer, by the account `did` itself or by anybody else."""
    author, record = view.node("author"), view.node("record")
    owner = author.text("did")
    said = post_in(view, view, owner, is_pinned=False)
    reply = record.node_or_none("reply")
    above = reply.node_or_none("parent") if reply else None
    parent = above.text_or_none("uri") if above else None
    if hides_from_strangers(author, owner):
        return Comment(said.id, "", post.id, parent, None, owner == did, said.published_at)
    return Comment(
        id=said.id,
        url=said.url,
        post=post.id,
        parent=parent,
        author=name_of(author),
        is_own=owner == did,
        published_at=said.published_at,
        text=said.text,
        mentions=said.mentions,
    )


def _thread(page: Page, post: Post, did: str) -> Thread:
    """The answers in the order of the site, each before what was said to it."""
    root = node_of(page).node("thread")
    top = root.node("post")
    if top.text("uri") != post.id:
        raise Drift(f"{top.path} is another post than was asked for")
    said: dict[str, Comment] = {}
    counted, goes_on = top.count_or_none("replyCount") or 0, False
    waiting = [(node, 1) for node in root.items_or_empty("replies")[::-1]]
    while waiting:
        node, level = waiting.pop()
        waiting += [(below, level + 1) for below in node.items_or_empty("replies")[::-1]]
        view = node.node_or_none("post")
        if view is None:
            continue
        comment = _comment(view, post, did)
        said.setdefault(comment.id, comment)
        answers = view.count_or_none("replyCount") or 0
        counted += answers
        goes_on |= level == _LEVELS and answers > 0
    return Thread(tuple(said.values()), goes_on or is_cut(counted, len(said)))


def with_comments(ask: Ask, found: Observation, api: str, did: str) -> Asking:
    """The observation of the account `did`, with what people say under its posts where that is asked for."""
    question = f"{api}/app.bsky.feed.getPostThread?uri="
    return (
        yield from with_threads(
            ask,
            found,
            lambda post: f"{question}{quote(post.id, safe=':/')}&depth={_LEVELS}&parentHeight=0",
            lambda page, post: _thread(page, post, did),
        )
    )
