"""One channel as today's reading shows it, joined with what earlier audits knew of it.

A listing that is cut off shows the last few posts; what earlier audits saw of the time before lets a number reach
further back. What today's reading says always goes before what the past said.

Decided where two views of a post are not named alike (another route has another id for it): counting one post twice is
worse than missing one of two that look the same, so they are taken for one where

- their words have the same print, and their dates agree as far as they are known; or
- both are dated to the second, within a minute of each other; or one is dated more coarsely, and both to about the same
  day; and either both have words or neither has.

One post of today is one of the past at most. Within one route another id at another address is another post, unless the
route is an export, of which a platform may have several kinds, or the words and the second are the very same: a site
that moves gives all its posts other ids and addresses.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from presence_audit.model.outcome import Outcome
from presence_audit.platforms._posts import without_tracking
from presence_audit.routes._merging import SAME_MOMENT, apart, is_renamed, perhaps_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from presence_audit.model.observation import Observation, Post, Window

    Name = str | tuple[str, bool]

_FIRST: Final = datetime.min.replace(tzinfo=UTC)
# Two views of a post that are dated so, or better, lie in the same stretch of this length or in the next.
_MINUTE: Final = SAME_MOMENT["second"]
_DAY: Final = SAME_MOMENT["day"]


def _newest_first(seen: Observation) -> tuple[timedelta, object, object, object]:
    """The order of what earlier audits knew; it depends on nothing but what they saw."""
    until, reach = seen.observed_at or _FIRST, seen.window.reaches_back_to or _FIRST
    return _FIRST - until, seen.routes, reach, sorted((post.id, post.url) for post in seen.posts)


def _address(text: str) -> str:
    """An address without its scheme and without what only says where a reader came from; empty for anything else."""
    if "?" in text:
        text = without_tracking(text)
    _, is_address, place = text.partition("://")
    if not is_address:
        return ""
    host, _, path = place.partition("/")
    return f"{host.lower().removeprefix('www.')}/{path.rstrip('/')}"


class _Names:
    """By what a post is known again: by its id, and by its address, which a reshare of it may have as well.

    An address that posts of several ids share (that of the page, say) names none of them.
    """

    def __init__(self, seen: Iterable[Observation]) -> None:
        ids: defaultdict[str, set[str]] = defaultdict(set)
        self._shared = {""}
        self._read: dict[str, str] = {}
        for observation in seen:
            ids.clear()
            for post in observation.posts:
                if place := self._address(post.url):
                    ids[place].add(post.id)
            self._shared |= {_address(observation.channel.url)} | {place for place, of in ids.items() if len(of) > 1}

    def _address(self, text: str) -> str:
        found = self._read.get(text)
        if found is None:
            found = self._read[text] = _address(text)
        return found

    def of(self, post: Post) -> Iterator[Name]:
        """The names of one post."""
        if post.id:
            yield post.id
        for place in {self._address(post.id), self._address(post.url)} - self._shared:
            yield place, bool(post.is_repost)


class _Known:
    """The posts that are known so far, by their names and by about when they came."""

    def __init__(self, names: _Names) -> None:
        self.posts: list[Post] = []
        self._routes: list[str] = []
        self._names = names
        self._named: dict[Name, int] = {}
        self._at: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        self._coarse: list[int] = []
        self._seconds: defaultdict[datetime, list[int]] = defaultdict(list)

    def add(self, post: Post, route: str) -> int:
        """Take in a post that no other is."""
        place = len(self.posts)
        self.posts.append(post)
        self._routes.append(route)
        if post.published_at is not None:
            since = post.published_at - _FIRST
            if post.date_precision == "second":
                self._at["minute", since // _MINUTE].append(place)
                self._seconds[post.published_at].append(place)
            if post.date_precision in {"second", "day"}:
                self._at[post.date_precision, since // _DAY].append(place)
            else:
                self._coarse.append(place)
        return self.name(post, place)

    def name(self, post: Post, place: int) -> int:
        """The post is the one at this place, by whatever names it goes."""
        for name in self._names.of(post):
            self._named.setdefault(name, place)
        return place

    def named(self, post: Post) -> int | None:
        """The place of the post of the same name, or of the same second and the same words."""
        places = (self._named[name] for name in self._names.of(post) if name in self._named)
        found = min(places, default=None)
        if found is None and post.published_at is not None and post.date_precision == "second":
            same = self._seconds.get(post.published_at, ())
            found = next((place for place in same if is_renamed(self.posts[place], post)), None)
        return found

    def others(self, post: Post, route: str) -> Iterator[int]:
        """The places of the posts of about the same time that this route may name otherwise."""
        for place in self._near(post):
            if route in {"", "export"} or self._routes[place] != route:
                yield place

    def _near(self, post: Post) -> Iterator[int]:
        if post.published_at is None:
            return
        since = post.published_at - _FIRST
        if post.date_precision == "second":
            stretches = {"minute": since // _MINUTE, "day": since // _DAY}
        elif post.date_precision == "day":
            stretches = {"second": since // _DAY, "day": since // _DAY}
        else:
            yield from range(len(self.posts))
            return
        for unit, stretch in stretches.items():
            for near in (stretch - 1, stretch, stretch + 1):
                yield from self._at.get((unit, near), ())
        yield from self._coarse


def _route(post: Post, observation: Observation) -> str:
    """By which route the post was read; empty where nobody says."""
    return post.provenance or " ".join(observation.routes)


def _matched(
    unnamed: Iterable[Post],
    observation: Observation,
    known: _Known,
    taken: set[int],
    distance: Callable[[Post, Post], timedelta | None],
) -> Iterator[Post]:
    """Those of the posts that are none of the known ones by date and words; each of the others takes the nearest."""
    for post in unnamed:
        same = [
            (far, place)
            for place in known.others(post, _route(post, observation))
            if place not in taken and (far := distance(known.posts[place], post)) is not None
        ]
        if same:
            taken.add(known.name(post, min(same)[1]))
        else:
            yield post


def _joined(found: Observation, past: Sequence[Observation]) -> tuple[Post, ...]:
    """Today's posts as they are, and those of the past that are none of them, each once."""
    known = _Known(_Names([found, *past]))
    for post in found.posts:
        known.add(post, _route(post, found))
    # Of one route, all that is told in several stretches is told of different posts.
    taken_by: defaultdict[object, set[int]] = defaultdict(set)
    for observation in past:
        taken = taken_by[observation.routes]
        unnamed: list[Post] = []
        for post in sorted(observation.posts, key=lambda post: (post.published_at or _FIRST, post.id, post.url)):
            place = known.named(post)
            if place is None:
                unnamed.append(post)
            else:
                taken.add(known.name(post, place))
        for distance in (apart, perhaps_apart):
            unnamed = list(_matched(unnamed, observation, known, taken, distance))
        for post in unnamed:
            place = known.named(post)
            taken.add(known.add(post, _route(post, observation)) if place is None else place)
    return tuple(known.posts)


def _window(found: Observation, past: Sequence[Observation], since: datetime, posts: Sequence[Post]) -> Window:
    """Today's stretch, and those of the past that reach into it without a gap."""
    window, until = found.window, found.observed_at
    reach = window.reaches_back_to
    if reach is not None and not window.complete:
        spans = [(o.observed_at, o.window.reaches_back_to) for o in past]
        for end, start in sorted(((end, start) for end, start in spans if end and start), reverse=True):
            if end >= reach and (until is None or start <= until):
                reach = min(reach, start)
        if reach <= since:
            window = replace(window, complete=True)
            reach = since
    dates = [post.published_at for post in posts if post.published_at]
    return replace(window, oldest=min(dates, default=None), newest=max(dates, default=None), reaches_back_to=reach)


def widened(found: Observation, past: Sequence[Observation], since: datetime) -> Observation:
    """What was read today, with the posts of earlier audits and the stretch of time that they show together.

    Only what is read today is widened: of a channel that is walled nothing is known, whatever was seen of it before,
    and one that has no posts today has none. Everything but posts, window, evidence and routes is today's alone; the
    posts of the past are added to those of whose comments nothing is known. The order of the past does not matter.

    Args:
        found: today's reading.
        past: what earlier audits knew, each one unbroken stretch of one route: all posts between the moment to which it
            reaches back and that up to which it was observed.
        since: the start of the audited period.
    """
    readable = sorted((seen for seen in past if seen.outcome.is_readable), key=_newest_first)
    if found.outcome is not Outcome.OK or not readable:
        return found
    posts = _joined(found, readable)
    comments = found.comments
    if comments is not None:
        # Nobody asked today what was said under posts that today's reading does not show.
        left_out = (post.id for post in posts[len(found.posts) :])
        comments = replace(comments, left_out=tuple(dict.fromkeys((*comments.left_out, *left_out))))
    seen = [found, *readable]
    return replace(
        found,
        posts=posts,
        window=_window(found, readable, since, posts),
        evidence=tuple(dict.fromkeys(piece for one in seen for piece in one.evidence)),
        routes=tuple(dict.fromkeys(route for one in seen for route in one.routes)),
        comments=comments,
    )
