"""A post as a row: what was said of it, without its words and without the names of strangers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from presence_audit.history._codes import KINDS, PRECISIONS, ROUTES, count, flag, micros_or_none
from presence_audit.model.observation import Engagement, Post, Trace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# The order of the columns of `post` after `routes`, and of what `version` holds.
COLUMNS = (
    "published_at", "precision", "kind", "route", "is_reply", "is_repost", "is_pinned", "words", "print", "media",
    "media_with_alt", "language", "likes", "comments", "shares", "views", "hashtags", "url", "seen_in", "rest",
)  # fmt: skip
Content = Sequence[Any]
_AT = {name: place for place, name in enumerate(COLUMNS)}
SEEN_IN = _AT["seen_in"]
AS = "as"  # in `rest`

_FLAGS: Mapping[int | None, bool | None] = {None: None, 0: False, 1: True}
_NOTHING: Mapping[str, Any] = {}
_START = datetime(1970, 1, 1, tzinfo=UTC)
_read = json.JSONDecoder().raw_decode


@dataclass(frozen=True, slots=True)
class Keeping:
    """How a run wants its posts kept: `veil` makes a stranger's name a digest, `place` numbers a recorded answer."""

    trace: Callable[[Post], Trace]
    veil: Callable[[str], str]
    place: Callable[[str], int]
    keep_text: bool


def plain(text: str) -> str:
    """A text that a table can hold: a page may send halves of characters, and the character 0."""
    if "\0" in text:
        text = text.replace("\0", "\\x00")
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


def _rest(post: Post, keeping: Keeping) -> str | None:
    """What most posts do not have, as compact JSON with the keys in order; None where there is nothing."""
    names = {"author": post.author, "reply_to": post.reply_to, "quote_of": post.quote_of}
    rest: dict[str, Any] = {key: keeping.veil(name) for key, name in names.items() if name is not None}
    if post.mentions:
        rest["mentions"] = [keeping.veil(name) for name in post.mentions]
    if keeping.keep_text and post.trace is None:
        rest |= {"text": post.text, "links": list(post.links), "hashtags": list(post.hashtags)}
    return json.dumps(rest, sort_keys=True, separators=(",", ":")) if rest else None


def id_of(post: Post, keeping: Keeping) -> str:
    """By what a post is known again. What names somebody else's post may hold their name."""
    is_theirs = post.is_repost and (post.id == post.url or post.id.endswith("#repost"))
    return plain(keeping.veil(post.id) if is_theirs else post.id)


def content_of(post: Post, keeping: Keeping) -> Content:
    """What a run says of a post, in the order of COLUMNS."""
    trace = post.trace or keeping.trace(post)
    engagement = post.engagement
    return (
        micros_or_none(post.published_at),
        PRECISIONS.index(post.date_precision),
        KINDS.index(post.kind),
        None if post.provenance is None else ROUTES.index(post.provenance),
        flag(post.is_reply),
        flag(post.is_repost),
        flag(post.is_pinned),
        trace.words,
        trace.print,
        count(post.media),
        count(post.media_with_alt),
        None if post.language is None else plain(post.language),
        count(engagement.likes),
        count(engagement.comments),
        count(engagement.shares),
        count(engagement.views),
        len(post.hashtags),
        "" if post.is_repost else plain(post.url),
        None if post.seen_in is None else keeping.place(post.seen_in),
        _rest(post, keeping),
    )


def is_same(one: Content, other: Content) -> bool:
    """Whether two runs say the same of a post, each by an answer of its own."""
    pairs = enumerate(zip(one, other, strict=True))
    return all(before == after for place, (before, after) in pairs if place != SEEN_IN)


def listed_as(content: Content) -> str | None:
    """The id under which a post was listed, where that is not the one by which it is known (see `_renamed`)."""
    rest = content[_AT["rest"]]
    return json.loads(rest).get(AS) if rest else None


def is_edited(before: Content, after: Content) -> bool:
    """Whether the words, the kind or the media changed, as far as one way of reading shows them both times."""
    if before[_AT["route"]] != after[_AT["route"]] or listed_as(before) != listed_as(after):
        return False
    unknown = {"print": None, "media": None, "kind": KINDS.index("other")}
    return any(
        before[_AT[name]] != after[_AT[name]] and nothing not in (before[_AT[name]], after[_AT[name]])
        for name, nothing in unknown.items()
    )


def is_dated_alike(before: Content, after: Content) -> bool:
    """Whether a post has the date that it had before."""
    return bool(before[_AT["published_at"]] == after[_AT["published_at"]])


def route_of(content: Content) -> int:
    """The bit of the route by which a post was read; there is one for those whose route is not known."""
    route = content[_AT["route"]]
    return 1 << (len(ROUTES) if route is None else route)


class Restored:
    """Makes posts of rows again, as a later run gets them: with traces in place of words, unless these were kept.

    A year of a large company is half a million posts: this is where the time goes.
    """

    def __init__(self, digests: Mapping[int, str]) -> None:
        self._digests = digests
        self._engagements: dict[tuple[int | None, ...], Engagement] = {}

    def post(self, id_: str, content: Sequence[Any]) -> Post:
        """The post of that id; `content` in the order of COLUMNS."""
        (
            published_at, precision, kind, route, is_reply, is_repost, is_pinned, words, print_, media, media_with_alt,
            language, likes, comments, shares, views, hashtags, url, seen_in, rest,
        ) = content  # fmt: skip
        counts = (likes, comments, shares, views)
        engagement = self._engagements.get(counts)
        if engagement is None:
            engagement = self._engagements[counts] = Engagement(*counts)
        more: Mapping[str, Any] = _read(rest)[0] if rest else _NOTHING
        text = more.get("text")
        # How many hashtags there were is kept; what they said are words.
        tags = tuple(more["hashtags"]) if "hashtags" in more else ("",) * hashtags
        return Post(
            id_,
            url,
            None if published_at is None else _START + timedelta(0, 0, published_at),
            PRECISIONS[precision],
            KINDS[kind],
            text or "",
            more.get("author"),
            _FLAGS[is_reply],
            _FLAGS[is_repost],
            _FLAGS[is_pinned],
            language,
            media,
            media_with_alt,
            tuple(more.get("links", ())),
            tags,
            tuple(more.get("mentions", ())),
            engagement,
            more.get("reply_to"),
            more.get("quote_of"),
            None if route is None else ROUTES[route],
            None if seen_in is None else self._digests.get(seen_in),
            Trace(words, print_) if text is None else None,
        )
