"""Companies in the order of their scores, and which places each may truly have.

Every score has a likely range. Two companies whose ranges overlap cannot be told apart, so that a company has
no place but a span of places: before it are surely those alone whose whole range lies above its own. A company of
which too little is known to be ranked may be better or worse, so that the places of the others leave room for it too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presence_audit.model.peers import Peer

_EDGE = 1e-9  # a coverage of 0.4 that is 0.39999999999999997 by addition is 0.4


@dataclass(frozen=True, slots=True)
class Place:
    """One company and the best and the worst place that its likely range allows; None where it is not ranked."""

    peer: Peer
    best: int | None
    worst: int | None

    @property
    def is_ranked(self) -> bool:
        """Whether enough of the company is known to give it a place."""
        return self.best is not None


def _is_known_enough(peer: Peer) -> bool:
    """Below the share of the method from which a pillar is told, no company is ranked either."""
    return peer.total is not None and peer.coverage >= anchors().thresholds.pillar_known - _EDGE


def _order(peer: Peer) -> tuple[float, float, str, str]:
    """By the score, but within its range: what is known may lie beside what all would be, where little is known."""
    low, high = peer.likely
    total = peer.total or 0.0
    return -min(max(total, low), high), -total, peer.name.casefold(), peer.name


def _placed(peer: Peer, everybody: Sequence[Peer]) -> Place:
    low, high = peer.likely
    above = sum(other.likely[0] > high for other in everybody)
    below = sum(other.likely[1] < low for other in everybody)
    return Place(peer, 1 + above, len(everybody) - below)


def ranked(peers: Iterable[Peer]) -> tuple[Place, ...]:
    """The companies that can be ranked, best score first, then those of which too little is known, by name.

    The order of two companies rests on these two alone; who else is there changes their places and not their order.
    """
    ordered = sorted(peers, key=_order)
    known = [peer for peer in ordered if _is_known_enough(peer)]
    unknown = sorted((peer for peer in ordered if not _is_known_enough(peer)), key=lambda peer: _order(peer)[2:])
    return (*(_placed(peer, ordered) for peer in known), *(Place(peer, None, None) for peer in unknown))
