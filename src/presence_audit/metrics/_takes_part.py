"""Taking part in conversations: where replies are shown, and which posts answer others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.metrics._effective import is_bare
from presence_audit.metrics._views import TOLERATED
from presence_audit.platforms import platforms

if TYPE_CHECKING:
    from presence_audit.metrics._views import ChannelView
    from presence_audit.model.observation import Post


def shows_replies(view: ChannelView) -> bool:
    """Whether replies are to be seen on a channel that was read, and can be told from posts.

    The platform shows them, or one was seen over the audited period; and at most one post in ten does not say
    whether it is one.
    """
    platform = platforms().get(view.channel.platform)
    shown = platform is not None and "replies" in platform.shows
    posts = hidden = 0
    for post in view.dated_since(view.since):
        posts += 1
        hidden += post.is_reply is None
        shown = shown or bool(post.is_reply)
    return shown and hidden <= TOLERATED * posts


def is_answer(post: Post) -> bool:
    """The post is a reply to somebody else, or quotes somebody with own words."""
    return bool(post.is_reply) or (bool(post.quote_of) and not is_bare(post))
