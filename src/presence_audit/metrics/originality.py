"""How much of what the company publishes is said for the first time.

What it measures:
    All own posts of the last 91 days that have words or links are compared, also those that do not count for how often
    the company posts. Two things cost:

    - A near repeat costs a whole post. It says almost the same as an earlier post of the same account within 30 days:
      of all runs of three words that occur in either, four fifths occur in both.
    - A cross-post costs half a post. It has the very same words, three or more, as a post of another official account
      in the seven days before. The first account to say it is free, each later one costs.

    What is a repeat already costs one, not one and a half. The same page read in two ways is one post.

Why it matters:
    Whoever follows a company in two places reads the same thing twice, and platforms show repeats to fewer people:
    Meta says so of accounts that repeat themselves or others. What a repeat costs here is a house default.

How to improve:
    Say a thing once in each place, and say it for those who read there: the picture first on Instagram, the
    reasoning on LinkedIn, the question where people answer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from datetime import timedelta
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from presence_audit.metrics._calendar import published
from presence_audit.metrics._contract import Metric
from presence_audit.metrics._echoes import BRIEF, NOTHING
from presence_audit.metrics._effective import by_time
from presence_audit.metrics._leaf import counted, sentence
from presence_audit.metrics._measured import Measured
from presence_audit.metrics._pool import evidence_of, none_judged, pooled, shows_words, since
from presence_audit.metrics._traces import with_repeats_unseen
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import CompanyChannel, Subjects
    from presence_audit.model.observation import Post


class _Said(NamedTuple):
    """One post among those with the same words."""

    order: tuple[datetime, str, str]
    channel: int
    post: Post


def _place(posts: Sequence[Post], start: datetime) -> int:
    """How many posts, in order of time, lie before `start`."""
    return bisect_left(posts, start, key=published)


def _shared(prints: Iterable[Sequence[int]]) -> set[int]:
    """The words, by their numbers, that more than one channel has said."""
    met: set[int] = set()
    shared: set[int] = set()
    for of_channel in prints:
        mine = set(of_channel)
        shared |= met & mine
        met |= mine
    return shared - {NOTHING, BRIEF}


def _same_words(channels: Sequence[CompanyChannel], start: datetime) -> Iterator[list[_Said]]:
    """The posts from `start` on that have the same words on several channels, in order of time."""
    places = [_place(channel.view.own, start) for channel in channels]
    prints = [channel.judged.prints[place:] for channel, place in zip(channels, places, strict=True)]
    shared = _shared(prints)
    if not shared:
        return
    groups: defaultdict[int, list[_Said]] = defaultdict(list)
    for number, channel in enumerate(channels):
        told = prints[number]
        posts = zip(told, channel.view.own[places[number] :], strict=True)
        for words, post in compress(posts, map(shared.__contains__, told)):
            groups[words].append(_Said(by_time(post), number, post))
    for group in groups.values():
        yield sorted(group, key=lambda said: (said.order, said.channel))


def _copies(group: Sequence[_Said], reach: timedelta) -> Iterator[Post]:
    """Those that another channel has said so long before at most."""
    urls: set[str] = set()
    newest: _Said | None = None
    of_another: _Said | None = None
    for said in group:
        if said.post.url in urls:
            continue
        if said.post.url:
            urls.add(said.post.url)
        before = of_another if newest is not None and newest.channel == said.channel else newest
        if before is not None and said.order[0] - before.order[0] <= reach:
            yield said.post
        if newest is not None and newest.channel != said.channel:
            of_another = newest
        newest = said


def _measured(channels: Sequence[CompanyChannel], start: datetime) -> Measured:
    posts: list[Post] = []
    repeats: set[int] = set()
    for channel in channels:
        place = _place(channel.view.own, start)
        posts += compress(channel.view.own[place:], channel.judged.prints[place:])
        repeats.update(map(id, channel.judged.repeats[_place(channel.judged.repeats, start) :]))
    if not posts:
        return none_judged(channels, start, "posts with words or links")
    reach = timedelta(days=anchors().effective.copy_days)
    copies = sum(
        1
        for group in _same_words(channels, start - reach)
        for post in _copies(group, reach)
        if id(post) not in repeats and published(post) >= start
    )
    cost = len(repeats) + anchors().metrics[METRIC.id].extra["cross_post_cost"] * copies
    reason = sentence(
        f"{counted(len(repeats), 'near repeat')} and {counted(copies, 'cross-post')} "
        f"among {counted(len(posts), 'post')} with words or links"
    )
    answer = Measured.of(1 - cost / len(posts), evidence_of(channels), reason=reason, posts=posts)
    return with_repeats_unseen(answer, sum(channel.view.in_doubt_from(start) for channel in channels))


def measure(subjects: Subjects) -> Iterator[Found]:
    """One leaf, of the company, and an unknown one for each channel that hides its texts."""
    start = since(subjects)
    return pooled(METRIC.id, subjects, "text", lambda channels: _measured(channels, start), shown=shows_words)


METRIC = Metric(
    id="originality",
    passing="Every post says something of its own",
    failing="Some posts repeat what was said before",
    unit="share of posts",
    curve="share; 60 % is worth 50, 90 % are worth 90",
    about=__doc__,
    measure=measure,
)
