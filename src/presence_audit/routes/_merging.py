"""One channel that was read by several routes: each post once, each fact from the first that shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from presence_audit.model.observation import Observation, Profile, Window
from presence_audit.model.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from presence_audit.model.observation import DatePrecision, Post, Trace

# Ids hold the moment of uploading, which is seconds before that of publishing.
_SAME_TEXT, _DAY, _START = 60, timedelta(days=1), datetime(1970, 1, 1, tzinfo=UTC)
# How far two views of one post may lie apart, by what is known of its date. A day stands there in a clock of anywhere.
SAME_MOMENT: dict[DatePrecision, timedelta] = {
    "second": timedelta(minutes=1),
    "day": timedelta(hours=26),
    "week": 8 * _DAY,
    "month": 32 * _DAY,
    "year": 367 * _DAY,
}


def _profile(found: Iterable[Observation]) -> Profile:
    """The first of each fact that is shown anywhere."""
    merged = Profile()
    for observation in found:
        theirs = observation.profile
        merged = Profile(
            merged.name or theirs.name,
            merged.bio or theirs.bio,
            merged.followers or theirs.followers,
            theirs.verified if merged.verified is None else merged.verified,
            merged.links or theirs.links,
        )
    return merged


def _span(found: Sequence[Observation], since: datetime) -> tuple[Window, datetime | None]:
    """Which stretch of time the observations cover together without a gap, and up to when."""
    known = [(o.observed_at, o.window.reaches_back_to) for o in found if o.outcome.is_readable]
    spans = sorted(((end, start) for end, start in known if end and start), reverse=True)
    if not spans:
        ends = [end for end, _ in known if end]
        return Window(), max(ends, default=None)
    until, reach = spans[0]
    for end, start in spans[1:]:
        if end >= reach:
            reach = min(reach, start)
    complete = reach <= since
    return Window(None, None, since if complete else reach, complete), until


def _trace(post: Post) -> Trace:
    # Whoever only asks for one channel shall not wait for all that measures.
    from presence_audit.metrics import trace_of

    return trace_of(post)


def _between(one: Post, other: Post) -> tuple[timedelta, timedelta] | None:
    """How far the dates of two views lie apart, and how far they may; None where they are of two acts."""
    if one.published_at is None or other.published_at is None or {one.is_repost, other.is_repost} == {True, False}:
        return None
    distance = abs(one.published_at - other.published_at)
    known = max(SAME_MOMENT[post.date_precision] for post in (one, other))
    return None if distance > known else (distance, known)


def apart(one: Post, other: Post) -> timedelta | None:
    """How far two routes' views of what may be one post lie apart in time; None where they are two posts.

    They are one that is dated to the same minute, or to the same day where one of them is known to the day only, and
    of whose texts one begins as the other does. An archive may give a post no address, or LinkedIn the id of the share
    where the page has that of the activity. Where the words of one are not kept, the words of both are the very same.
    """
    between = _between(one, other)
    if between is None:
        return None
    distance, known = between
    if one.trace is not None or other.trace is not None:
        made = _trace(one).print
        return distance if made is not None and made == _trace(other).print else None
    texts = [" ".join(post.text.split())[:_SAME_TEXT] for post in (one, other)]
    if bool(texts[0]) is not bool(texts[1]):
        return None
    if not texts[0] and known > SAME_MOMENT["second"]:
        return None  # of two pictures of a day nobody can tell whether they are one
    return distance if texts[0].startswith(texts[1][: len(texts[0])]) else None


def is_renamed(one: Post, other: Post) -> bool:
    """Whether two posts of the same second are one that got another name: they have the very same words."""
    made = _trace(one).print
    return made is not None and _between(one, other) is not None and made == _trace(other).print


def perhaps_apart(one: Post, other: Post) -> timedelta | None:
    """As `apart`, where the words of one are not kept and their prints differ: a route may show the beginning only.

    They are taken for one that is dated to the same minute, or to about the same day where one of them has no time of
    day; and both have words, or neither has.
    """
    between = _between(one, other)
    if between is None or (one.trace is None and other.trace is None) or between[0] > SAME_MOMENT["day"]:
        return None
    return between[0] if bool(_trace(one).words) is bool(_trace(other).words) else None


def _each_once(found: Sequence[Observation]) -> list[Post]:
    """The posts of all routes, each as the first route has it that knows it.

    A post of one route is one post of another at most: who says the same thing twice a day has said it twice.
    """
    kept: dict[str, Post] = {}
    for number, observation in enumerate(found):
        width = max((SAME_MOMENT[p.date_precision] for p in (*kept.values(), *observation.posts)), default=_DAY)
        by_time: dict[int, list[Post]] = {}
        for post in kept.values() if number else ():
            if post.published_at:
                by_time.setdefault((post.published_at - _START) // width, []).append(post)
        taken = {post.url or post.id for post in observation.posts} & kept.keys()
        for post in observation.posts:
            if (post.url or post.id) in taken:
                continue
            same = [
                (far, other.url or other.id)
                for other in _near(by_time, post, width)
                if (other.url or other.id) not in taken and (far := apart(other, post)) is not None
            ]
            if same:
                taken.add(min(same)[1])
            else:
                kept.setdefault(post.url or post.id, post)
    return list(kept.values())


def _near(by_time: Mapping[int, list[Post]], post: Post, width: timedelta) -> Iterator[Post]:
    """The posts of about the same time, out of stretches of that width."""
    if post.published_at is not None:
        stretch = (post.published_at - _START) // width
        for near in (stretch - 1, stretch, stretch + 1):
            yield from by_time.get(near, ())


def merged(found: Sequence[Observation], since: datetime) -> Observation:
    """One observation of a channel that was read by several routes: each post once, by the first route that has it."""
    if len(found) == 1:
        return found[0]
    readable = [o for o in found if o.outcome.is_readable]
    first = next(iter([o for o in readable if o.posts] or readable or found))
    posts = _each_once(found)
    window, until = _span(found, since)
    dates = [post.published_at for post in posts if post.published_at]
    return replace(
        first,
        outcome=Outcome.OK if posts else first.outcome,
        reason=" ".join(dict.fromkeys(o.reason for o in found if o.reason)),
        observed_at=until or first.observed_at,
        profile=_profile(found),
        posts=tuple(posts),
        window=replace(window, oldest=min(dates, default=None), newest=max(dates, default=None)),
        evidence=tuple(e for o in found for e in o.evidence),
        routes=tuple(dict.fromkeys(route for o in found for route in o.routes)),
    )
