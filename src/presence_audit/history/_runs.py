"""The runs in their order: by what they tell of, not by when they were told."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from presence_audit.history._codes import micros

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from datetime import datetime

    from presence_audit.history._nouns import RunKind, Seen

Order = tuple[int, int, int]
_KINDS: tuple[RunKind, ...] = ("import", "scan")


def source_of(kind: RunKind, seen: Mapping[str, Seen]) -> str:
    """What an import was read from, so that another export of the same moment is another run; "" of a scan."""
    if kind == "scan":
        return ""
    parts = sorted([*seen, *(piece.sha256 or piece.url for one in seen.values() for piece in one.observation.evidence)])
    return hashlib.sha256("\n".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Runs:
    """All runs by their place in the order. At one moment imports come before the scan, for they are in its past."""

    order: Mapping[int, Order]
    kinds: Mapping[int, RunKind]

    @classmethod
    def of(cls, database: sqlite3.Connection) -> Runs:
        """The runs of a store."""
        found = database.execute("SELECT id, as_of, kind FROM run").fetchall()
        order = {id_: (as_of, _KINDS.index(kind), id_) for id_, as_of, kind in found}
        return cls(order, {id_: kind for id_, _, kind in found})

    def at(self, run: int) -> Order:
        """The place of a run; one that was purged comes before all others."""
        return self.order.get(run, (-(1 << 63), 0, run))

    def since(self, as_of: datetime) -> frozenset[int]:
        """The runs that are not in the past of a scan at that moment."""
        edge = (micros(as_of), _KINDS.index("scan"))
        return frozenset(run for run, place in self.order.items() if place[:2] >= edge)

    def of_scan(self, as_of: datetime) -> int | None:
        """The scan of exactly that moment."""
        place = (micros(as_of), _KINDS.index("scan"))
        return next((run for run, found in self.order.items() if found[:2] == place), None)

    def after(self, run: int) -> frozenset[int]:
        """The runs that come later than one."""
        return frozenset(other for other, place in self.order.items() if place > self.order[run])
