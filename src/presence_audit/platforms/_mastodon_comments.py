"""What people say under the posts of a Mastodon account, as its home server knows it.

A server shows strangers sixty answers under a post at most, twenty levels deep. A thread that is cut so is left out:
a question in it may have an answer that is not shown. How many answers there are is counted by the server, for the
post and for each answer.

Source: docs.joinmastodon.org/methods/statuses (context), app/controllers/api/v1/statuses_controller.rb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from presence_audit.model.observation import Comment
from presence_audit.platforms._mastodon_posts import full_name, post_in
from presence_audit.platforms._threads import Asking, Thread, is_cut, with_threads
from presence_audit.platforms._wire import Node, node_of

if TYPE_CHECKING:
    from presence_audit.model.observation import Observation, Post
    from presence_audit.model.page import Page
    from presence_audit.platforms._contract import Ask
    from presence_audit.platforms._mastodon_home import Place

_MOST_SHOWN: Final = 60


def _comment(status: Node, post: Post, account_id: str, domain: str) -> Comment:
    """One answer, by the account itself or by anybody else."""
    account = status.node("account")
    owner = account.text("id")
    said = post_in(status, owner, domain)
    return Comment(
        id=said.id,
        url=said.url,
        post=post.id,
        parent=status.text_or_none("in_reply_to_id"),
        author=full_name(account, domain),
        is_own=owner == account_id,
        published_at=said.published_at,
        text=said.text,
        mentions=said.mentions,
    )


def _thread(page: Page, post: Post, account_id: str, domain: str) -> Thread:
    """The answers in the order of the server. One that is not for everybody's eyes is none."""
    shown = [
        status
        for status in node_of(page).items("descendants")
        if status.text_or_none("visibility") not in {"private", "direct"}
    ]
    said = {comment.id: comment for comment in (_comment(status, post, account_id, domain) for status in shown)}
    counted = (post.engagement.comments or 0) + sum(status.count_or_none("replies_count") or 0 for status in shown)
    return Thread(tuple(said.values()), is_cut(counted, len(said), _MOST_SHOWN))


def with_comments(ask: Ask, found: Observation, place: Place, account_id: str) -> Asking:
    """The observation of an account, with what people say under its posts where that is asked for."""
    statuses = f"{place.base}/api/v1/statuses"
    return (
        yield from with_threads(
            ask,
            found,
            lambda post: f"{statuses}/{quote(post.id, safe='')}/context",
            lambda page, post: _thread(page, post, account_id, place.domain),
        )
    )
