"""The tables of a store, step by step: migrations/0001.sql, 0002.sql and so on, each in one transaction."""

from __future__ import annotations

import sqlite3
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

APPLICATION_ID = int.from_bytes(b"PAud", "big")


@cache
def migrations() -> dict[int, str]:
    """The steps by their numbers, which begin at 1 and leave none out."""
    folder = files("presence_audit.history") / "migrations"
    found = {int(file.name[:-4]): file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".sql")}
    return dict(sorted(found.items()))


def newest() -> int:
    """The number of the last migration, which is the version of the tables."""
    return max(migrations())


def version_of(database: sqlite3.Connection) -> int:
    """The version of the tables that a database has; 0 where it has none."""
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: executescript would end the transaction that is under way."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def migrate(database: sqlite3.Connection, up_to: int | None = None) -> None:
    """Bring a database to the version `up_to`, the newest by default. Each step is done wholly or not at all."""
    for number, script in migrations().items():
        if number <= version_of(database) or number > (up_to or newest()):
            continue
        database.execute("BEGIN IMMEDIATE")
        try:
            if version_of(database) < number:  # another process may have taken the step meanwhile
                for statement in statements(script):
                    database.execute(statement)
                database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                database.execute(f"PRAGMA user_version = {number}")
            database.execute("COMMIT")
        except BaseException:
            database.execute("ROLLBACK")
            raise
