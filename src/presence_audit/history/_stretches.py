"""Which stretches of time earlier listings show without a gap, and which of the listings are enough to prove it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Span:
    """One listing: by which routes, from when (None where it does not say) up to when, in which run."""

    routes: str
    start: int | None
    end: int
    run: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Time that listings of one route show in full; `start` is None where no listing says how far back it reaches.

    `runs` are those of as few listings as prove it, the newest first.
    """

    routes: str
    start: int | None
    end: int
    runs: tuple[int, ...]


def _joined(spans: Sequence[Span]) -> list[Stretch]:
    """Stretches out of listings of one route, the newest first: each begins with the newest, or after a gap."""
    left = sorted(
        ((span.end, -span.start, span.run, span.start) for span in spans if span.start is not None), reverse=True
    )
    found: list[Stretch] = []
    while left:
        end, _, run, start = left.pop(0)
        runs = [run]
        while touching := [one for one in left if one[0] >= start]:
            left = left[len(touching) :]
            furthest = min(touching, key=lambda one: one[3])
            if furthest[3] < start:
                start = furthest[3]
                runs.append(furthest[2])
        found.append(Stretch(spans[0].routes, start, end, tuple(runs)))
    return found


def stretches(spans: Iterable[Span]) -> list[Stretch]:
    """The stretches of one channel, the newest first; a route of which no listing says how far it reaches has one."""
    by_routes: dict[str, list[Span]] = {}
    for span in spans:
        by_routes.setdefault(span.routes, []).append(span)
    found: list[Stretch] = []
    for routes, own in by_routes.items():
        newest = max(own, key=lambda span: (span.end, span.run))
        found += _joined(own) or [Stretch(routes, None, newest.end, (newest.run,))]
    return sorted(found, key=lambda one: (one.end, one.routes), reverse=True)
