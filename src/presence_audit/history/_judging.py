"""Which posts have disappeared: only those that a listing would show if they were there, and it does not.

A listing proves something of the stretch that it shows in full, up to the moment of the audit, and of the acts that it
shows at all: some list no answers, others nothing that was passed on. Where most of what was known of the stretch is
missing at once, the site lists in another way, and nobody has deleted all that. What stands there under another id, of
the same second and with the same words, is not missing: a site that moves names all its posts anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from presence_audit.history._content import COLUMNS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from presence_audit.history._content import Content
    from presence_audit.history._listing import Listing

_DAY = 86_400_000_000
# By the code of the precision: how far the true moment may lie from the date, either way. A day is one of anywhere.
SLACK = (0, 2 * _DAY, 9 * _DAY, 33 * _DAY, 368 * _DAY)
_MANY = 3  # posts that may be missing together without another explanation
_PRINT = COLUMNS.index("print")
_REPLY, _REPOST = COLUMNS.index("is_reply"), COLUMNS.index("is_repost")

Act = Literal["post", "reply", "reshare"]


@dataclass(frozen=True, slots=True)
class _Known:
    no: int
    published_at: int
    precision: int
    is_reply: int | None
    is_repost: int | None
    print: int | None

    @property
    def name(self) -> object:
        return self.no if self.precision or not self.print else (self.published_at, self.print)


def _act(is_reply: int | None, is_repost: int | None) -> Act:
    return "reshare" if is_repost else "reply" if is_reply else "post"


def _acts(listing: Listing) -> set[Act]:
    return {_act(content[_REPLY], content[_REPOST]) for content in listing.posts.values()}


def moments(posts: Iterable[Content]) -> set[tuple[int, int]]:
    """The seconds and the prints of posts: where both are the same, one post got another id."""
    return {(post[0], post[_PRINT]) for post in posts if post[0] is not None and not post[1] and post[_PRINT]}


def are_many(changed: int, known: int) -> bool:
    """Whether so many of the known posts changed at once that the site lists them in another way."""
    return changed >= _MANY and 2 * changed > known


def _safely_in(post: _Known, start: int | None, end: int) -> bool:
    slack = SLACK[post.precision]
    return (start is None or post.published_at - slack > start) and post.published_at + slack < end


def gone(
    database: sqlite3.Connection, key: tuple[int, int], as_of: int, listing: Listing, seen: set[int]
) -> dict[int, object]:
    """The numbers of the posts that were known and are missing, each with what is the same for one under two ids.

    `seen` are those that the listing has.
    `key` are the run, which tells of `as_of`, and the channel.
    """
    start: int | None = listing.of("reaches_back_to")
    if not listing.is_readable or listing.route is None or (start is None and not listing.is_empty):
        return {}
    start = None if listing.is_empty else start
    observed: int | None = listing.of("observed_at")
    end = as_of if observed is None else min(observed, as_of)
    rows = database.execute(
        "SELECT no, published_at, precision, is_reply, is_repost, print FROM post "
        "WHERE first != ? AND channel = ? AND published_at > ? AND published_at < ? AND gone IS NULL AND routes & ?",
        (*key, -(1 << 63) if start is None else start, end, listing.route),
    )
    acts, renamed = _acts(listing), moments(listing.posts.values())
    known = [
        post
        for post in (_Known(*row) for row in rows)
        if (post.no in seen or post.name not in renamed)
        and _safely_in(post, start, end)
        and (listing.is_empty or _act(post.is_reply, post.is_repost) in acts)
    ]
    missing = {post.no: post.name for post in known if post.no not in seen}
    return {} if are_many(len(missing), len(known)) and not listing.is_empty else missing


def edited_of(changed: list[int], seen_again: int) -> list[int]:
    """The posts that were edited; none where most are told otherwise than before, by a new way to list them."""
    return [] if are_many(len(changed), seen_again) else changed


def oldest_first(posts: dict[str, Content]) -> list[str]:
    """The ids of a listing from the oldest post on, so that numbers grow with time and lists of them stay short."""
    return sorted(posts, key=lambda id_: (posts[id_][0] or 0, id_))
