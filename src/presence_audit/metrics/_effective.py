"""Which posts count: own words, no repeats, no more than a few a day (the method's "effective posts").

    1. replies and bare reshares are no posts; a quote with fewer than five own words is a bare reshare
    2. near duplicates within 30 days are one post, the first; of a leader also across his or her own
       channels, and copies of the company or of another leader within 7 days after them are none
    3. at most ceil(2*b/7) posts per account and local day, b being the leading rate; of a leader one a day

Decided where the method is silent: a flag that the platform does not show (is_reply, is_repost) counts for the
post, and the reason says so. A copy is who comes later: the company may quote its leader. Posts whose day is
not known share the cap of the days they may have come on.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import compress, count, islice
from operator import eq, not_
from typing import TYPE_CHECKING, Any, TypeVar

from presence_audit.metrics._calendar import DAYS_OF, days_of, published
from presence_audit.metrics._echoes import Copies, Vocabulary, originals
from presence_audit.metrics._traces import words_in
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from presence_audit.metrics._echoes import Text
    from presence_audit.model.observation import Post

_T = TypeVar("_T")

_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Said:
    """One own post of a leader: on which channel, and whether the company or another leader said it first."""

    channel: str
    post: Post
    is_copy: bool


@dataclass(frozen=True, slots=True)
class LeaderPosts:
    """What one leader published, in order of time: `own` posts without repeats, and the `effective` of them."""

    own: tuple[Said, ...] = ()
    effective: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """The own posts of one account in order of time: those that count, the near repeats, those above the daily cap.

    `days` are the local days of the effective ones. `prints` has a number for each post that was judged, by which the
    same words are found on other accounts: NOTHING where it has neither words nor links, BRIEF where its words are too
    few to be compared.
    """

    effective: tuple[Post, ...] = ()
    days: tuple[date, ...] = ()
    repeats: tuple[Post, ...] = ()
    above_cap: tuple[Post, ...] = ()
    prints: Sequence[int] = ()


def is_bare(post: Post) -> bool:
    """The post passes on what another wrote, with fewer own words than count as a post of one's own."""
    if post.is_repost:
        return True
    return post.quote_of is not None and words_in(post) < anchors().effective.own_words


def is_own(post: Post) -> bool:
    """The post is neither a reply to somebody else nor a bare reshare."""
    return not post.is_reply and not is_bare(post)


def by_time(post: Post) -> tuple[datetime, str, str]:
    """The order of time, in which ties do not depend on how a platform lists its posts."""
    assert post.published_at is not None
    return (post.published_at, post.id, post.url)


def _sorted(items: Iterable[_T], when: Callable[[_T], datetime], whole: Callable[[_T], Any]) -> list[_T]:
    """As sorted by `whole`, a tuple that begins with `when`, made for ties only: half the time, less memory."""
    ordered = sorted(items, key=when)
    whens = list(map(when, ordered))
    settled = 0
    for place in compress(count(1), map(eq, whens, islice(whens, 1, None))):
        if place >= settled:
            settled = bisect_right(whens, whens[place], place)
            ordered[place - 1 : settled] = sorted(ordered[place - 1 : settled], key=whole)
    return ordered


def in_order(posts: Iterable[Post]) -> list[Post]:
    """Dated posts in the order of `by_time`."""
    return _sorted(posts, published, by_time)


def daily_cap(leading: float) -> int:
    """How many posts of one local day count for an account whose leading rate is so many a week."""
    return max(1, math.ceil(2 * leading / 7 - 1e-9))


def _within_cap(posts: Iterable[Post], days: Iterable[date], leading: float) -> list[bool]:
    """For each post, with its local day, whether it is among those of its day that count."""
    cap = daily_cap(leading)
    counts: defaultdict[tuple[date, int], int] = defaultdict(int)
    kept = []
    for post, day in zip(posts, days, strict=True):
        unit = DAYS_OF[post.date_precision]
        counts[day, unit] += 1
        kept.append(counts[day, unit] <= cap * unit)
    return kept


def judged(
    posts: Sequence[Post],
    leading: float,
    zone: ZoneInfo,
    vocabulary: Vocabulary,
    tell: Callable[[Post, Text], None] | None = None,
) -> Judged:
    """Which of the own, dated posts of one account are effective, which repeat, and which lie above the daily cap.

    Args:
        posts: own posts in order of time.
        leading: the rate that is worth 90 points for this account, which sets the daily cap.
        zone: the company's time zone, which says where a day ends.
        vocabulary: that in which texts are compared.
        tell: is told each post with its text, so that nobody has to read it again.
    """
    least = int(anchors().metrics["originality"].extra["cross_post_words"])
    prints = array("Q")

    def texts() -> Iterator[Text]:
        for post in posts:
            words = vocabulary.said(post)
            prints.append(vocabulary.print(post, words, least))
            text = vocabulary.text(post, words)
            if tell is not None:
                tell(post, text)
            yield text

    reach = anchors().effective.repeat_days * _DAY
    first = list(originals(texts(), lambda *_: reach))
    distinct = [post for post, original in zip(posts, first, strict=True) if original is None]
    repeats = tuple(post for post, original in zip(posts, first, strict=True) if original is not None)
    days = days_of(distinct, zone)
    within = _within_cap(distinct, days, leading)
    return Judged(
        effective=tuple(compress(distinct, within)),
        days=tuple(compress(days, within)),
        repeats=repeats,
        above_cap=tuple(compress(distinct, map(not_, within))),
        prints=prints,
    )


def distinct_replies(posts: Sequence[Post]) -> list[Post]:
    """Replies and quotes without near duplicates and with at most three per person answered."""
    rules = anchors().effective
    vocabulary = Vocabulary(posts)
    texts = (vocabulary.text(post, vocabulary.said(post), wordless=True) for post in posts)
    first = originals(texts, lambda *_: rules.repeat_days * _DAY)
    answered: Counter[str] = Counter()
    kept = []
    for post, original in zip(posts, first, strict=True):
        if original is not None:
            continue
        recipient = (post.reply_to or post.quote_of or "").casefold()
        answered[recipient] += 1
        # Where the platform does not say who is answered, no limit can be kept.
        if not recipient or answered[recipient] <= rules.replies_per_recipient:
            kept.append(post)
    return kept


def _reach(first: Text, later: Text) -> float:
    """For how many seconds a leader's words count as said: one's own for longer than those of others."""
    rules = anchors().effective
    return (rules.repeat_days if first.owner == later.owner else rules.copy_days) * _DAY


class LeadersSaid:
    """The own posts of all leaders, judged together, because a text copied between leaders counts once.

    Args:
        leaders: by leader id, the own dated posts of each channel with its id.
        vocabulary: that in which texts are compared, those of the company too.
    """

    def __init__(self, leaders: Mapping[str, Sequence[tuple[str, Sequence[Post]]]], vocabulary: Vocabulary) -> None:
        self._names = list(leaders)
        self._lined = _sorted(
            (
                (post, number, channel)
                for number, channels in enumerate(leaders.values())
                for channel, posts in channels
                for post in posts
            ),
            lambda item: published(item[0]),
            lambda item: (by_time(item[0]), item[1], item[2]),
        )
        self._vocabulary = vocabulary
        self._copies = Copies(self._texts(), self._words, anchors().effective.copy_days * _DAY)

    def _texts(self) -> Iterator[Text]:
        """The texts in order of time, made when they are asked for: to keep them all takes more than the posts do."""
        for post, number, _ in self._lined:
            yield self._vocabulary.text(post, self._vocabulary.said(post), number)

    def _words(self, place: int) -> array[int]:
        return array("I", self._vocabulary.words(self._vocabulary.said(self._lined[place][0])))

    def tell(self, text: Text) -> None:
        """What the company has said; all of it must be told before the posts are asked for, in any order."""
        self._copies.tell(text)

    def posts(self, zone: ZoneInfo) -> dict[str, LeaderPosts]:
        """What each leader published, by leader id; `zone` says where a day ends."""
        first = list(originals(self._texts(), _reach))
        leading = anchors().metrics["leader-posts-per-week"].leading
        assert leading is not None
        said: dict[str, list[Said]] = {leader: [] for leader in self._names}
        distinct: dict[str, list[Said]] = {leader: [] for leader in self._names}
        for place, (post, number, channel) in enumerate(self._lined):
            original = first[place]
            is_copy = place in self._copies.hits or (original is not None and self._lined[original][1] != number)
            one = Said(channel, post, is_copy)
            if original is None or is_copy:
                said[self._names[number]].append(one)
            if original is None and not is_copy:
                distinct[self._names[number]].append(one)
        return {
            leader: LeaderPosts(
                tuple(said[leader]),
                tuple(compress(kept, _within_cap(posts, days_of(posts, zone), leading))),
            )
            for leader, kept in distinct.items()
            for posts in ([one.post for one in kept],)
        }
