"""Posts listed under another id than before: a site that closes its API is read by its feed, which has its own ids.

They are one post that stand at the same address and came at the same moment, or that came at the very same second with
the very same words (a site that moves gives its posts other addresses too), where the listing does not show both. The
id under which a post was known first stays, and its content says as what it was listed (`as`), so that the listing can
be taken back as it was told.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from presence_audit.history._content import AS, COLUMNS, listed_as
from presence_audit.history._judging import SLACK

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from presence_audit.history._content import Content
    from presence_audit.history._listing import Listing

_URL, _MOMENT, _PRECISION, _PRINT, _REST = (
    COLUMNS.index(name) for name in ("url", "published_at", "precision", "print", "rest")
)
_MINUTE = 60_000_000  # a feed may leave the seconds out
# Of each id its address, and from when to when the post may have come.
_AT_THE_SAME_PLACE = (
    "SELECT json_extract(value, '$[0]'), post.id FROM json_each(?) CROSS JOIN post ON post.channel = ? "
    "AND post.published_at BETWEEN json_extract(value, '$[2]') AND json_extract(value, '$[3]') "
    "AND post.url = json_extract(value, '$[1]')"
)

# Of each id the moment and the print of its words.
_WITH_THE_SAME_WORDS = (
    "SELECT json_extract(value, '$[0]'), post.id FROM json_each(?) CROSS JOIN post INDEXED BY post_by_moment "
    "ON post.channel = ? AND post.published_at = json_extract(value, '$[1]') "
    "AND post.print = json_extract(value, '$[2]') WHERE post.precision = 0"
)


def _rest(content: Content) -> dict[str, object]:
    found: dict[str, object] = json.loads(content[_REST]) if content[_REST] else {}
    return found


def _with_rest(content: Content, rest: Mapping[str, object]) -> Content:
    told = json.dumps(rest, sort_keys=True, separators=(",", ":")) if rest else None
    return (*content[:_REST], told, *content[_REST + 1 :])


def as_listed(id_: str, content: Content) -> tuple[str, Content]:
    """A post as the listing told it."""
    name = listed_as(content)
    if name is None:
        return id_, content
    return name, _with_rest(content, {key: value for key, value in _rest(content).items() if key != AS})


def by_known_ids(database: sqlite3.Connection, channel: int, listing: Listing, fresh: Iterable[str]) -> Listing:
    """The listing with the ids by which its posts are known. `fresh` are those of its ids that are not."""
    places = Counter(content[_URL] for content in listing.posts.values())
    placed, worded = [], []
    for id_ in fresh:
        url, at, precision, words = (listing.posts[id_][place] for place in (_URL, _MOMENT, _PRECISION, _PRINT))
        if url and at is not None and places[url] == 1:
            slack = SLACK[precision] or _MINUTE
            placed.append((id_, url, at - slack, at + slack))
        if words is not None and at is not None and precision == 0:
            worded.append((id_, at, words))
    found: set[tuple[str, str]] = set()
    for query, asked in ((_AT_THE_SAME_PLACE, placed), (_WITH_THE_SAME_WORDS, worded)):
        if asked:
            found.update(database.execute(query, (json.dumps(asked), channel)))
    if not found:
        return listing
    ids, known = Counter(id_ for id_, _ in found), Counter(name for _, name in found)
    names = {id_: name for id_, name in found if name not in listing.posts and ids[id_] == known[name] == 1}
    if not names:
        return listing
    posts = {
        names.get(id_, id_): _with_rest(content, _rest(content) | {AS: id_}) if id_ in names else content
        for id_, content in listing.posts.items()
    }
    return replace(listing, posts=posts)
