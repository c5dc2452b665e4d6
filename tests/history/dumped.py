"""A filled store as SQL, one file for each version that the tables ever had: tests/history/schemas/<version>.sql.

    python tests/history/dumped.py

writes that of the newest version, to be kept for good: every later version must be able to read it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from history.told import post, seen, tell

from presence_audit.history import History
from presence_audit.history._opening import in_memory
from presence_audit.history._schema import APPLICATION_ID, newest
from presence_audit.model.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).with_name("schemas")
_KEY = "00" * 32  # of an invented store


def fill(history: History) -> None:
    """Four runs: posts, an edit, a deletion, a wall, and one that comes back."""
    history._db.execute("UPDATE meta SET value = ? WHERE name = 'key'", (_KEY,))
    tell(history, 10, seen(10, [post(1, author="Ola Fremmed"), post(2), post(3), post(4, is_reply=True)], 0))
    tell(history, 17, seen(17, [post(1, author="Ola Fremmed"), post(3, text="rettet"), post(12)], 0))
    tell(history, 24, seen(24, [], outcome=Outcome.LOGIN_WALL))
    tell(history, 31, seen(31, [post(2), post(3, text="rettet"), post(12), post(30)], 0.5))
    tell(history, 32, seen(32, [post(-5, provenance="export")], -10, routes=("export",)), kind="import")


def dump(version: int) -> Iterator[str]:
    """The lines of the dump of a store of that version."""
    with History(in_memory(version)) as history:
        fill(history)
        yield f"PRAGMA application_id = {APPLICATION_ID};"
        yield f"PRAGMA user_version = {version};"
        yield from history._db.iterdump()


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else newest()
    (FOLDER / f"{number}.sql").write_text("".join(f"{line}\n" for line in dump(number)), "utf-8", newline="\n")
