"""What a store holds of one person, and how it is erased: in whichever table and column it stands.

Nothing here lists tables or columns, but for how a row names whose it is: a table that is added later is searched as
well. Rows of the person's own channels and measures go; of rows that are about somebody else, only the values that
show the person.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from presence_audit.history._people import own_channels
from presence_audit.history._readable import Readable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    from presence_audit.history._names import Names
    from presence_audit.model.person import Person

# What a column holds that says whose a row is.
_OWNERS = frozenset({"subject", "owner", "leader"})
# They hold no text of anybody: the key, and the digests of who was forgotten.
_NOBODYS = frozenset({"meta", "tombstone"})
_VEILED = 24


@dataclass(frozen=True, slots=True)
class Row:
    """A row that shows the person: the person's own, or one about somebody else in which `shows` are the columns.

    Of somebody else's row `History.about` gives only what shows the person, and when and where that was.
    """

    table: str
    values: dict[str, Any]
    is_own: bool
    shows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """A table, the columns that tell its rows apart, those that must differ, and those that may be NULL."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    distinct: frozenset[str]
    nullable: frozenset[str]


def _tables(store: sqlite3.Connection) -> Iterator[_Table]:
    named = store.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1")
    for (name,) in named.fetchall():
        if name in _NOBODYS:
            continue
        info = store.execute(f'PRAGMA table_info("{name}")').fetchall()
        key = tuple(column[1] for column in sorted(info, key=lambda one: one[5]) if column[5])
        unique = {
            column
            for (index,) in store.execute(f"SELECT name FROM pragma_index_list('{name}') WHERE \"unique\"").fetchall()
            for (column,) in store.execute(f"SELECT name FROM pragma_index_info('{index}')").fetchall()
        }
        yield _Table(
            name,
            tuple(column[1] for column in info),
            key,
            frozenset(key) | unique,
            frozenset(column[1] for column in info if not column[3] and not column[5]),
        )


@dataclass(frozen=True, slots=True)
class _Search:
    """The person as this store knows the person: also by the numbers of channels, and by digests of the names."""

    person: Person
    channels: dict[int, str]
    veiled: frozenset[str]

    def is_own(self, table: str, row: dict[str, Any]) -> bool:
        if table == "channel":
            return row["id"] in self.channels
        if row.get("channel") in self.channels:
            return True
        subjects = {self.person.subject, *self.channels.values(), *self.person.channels} - {None}
        names = {row[column] for column in _OWNERS & row.keys()}
        is_leader = self.person.subject is not None and row.get("leader") == self.person.id
        return is_leader or bool(names & subjects)

    def shows(self, value: object) -> bool:
        if not isinstance(value, str) or not value:
            return False
        return any(veiled in value for veiled in self.veiled) or self.person.is_in(value)


def _search(store: sqlite3.Connection, person: Person, names: Names) -> _Search:
    veiled = frozenset(names.veiled(name) for name in (*person.names, *person.handles))
    own = {number: name for number, name, _, _ in own_channels(store, person)}
    return _Search(person, own, veiled)


def _rows(store: sqlite3.Connection, search: _Search) -> Iterator[tuple[_Table, Row]]:
    for table in _tables(store):
        for values in store.execute(f'SELECT * FROM "{table.name}"'):
            row = dict(zip(table.columns, values, strict=True))
            is_own = search.is_own(table.name, row)
            shows = () if is_own else tuple(column for column, value in row.items() if search.shows(value))
            if is_own or shows:
                yield table, Row(table.name, row, is_own, shows)


def rows_about(store: sqlite3.Connection, person: Person, names: Names) -> Iterator[Row]:
    """Every row that is the person's, or that shows the person, table by table, as the person can read it."""
    search, readable = _search(store, person, names), Readable.of(store)
    for _, row in _rows(store, search):
        yield readable.row(row, search.shows)


def _without(value: Any, shows: Callable[[object], bool]) -> Any:
    """A value of JSON without the texts that show the person: out of lists of texts, else null."""
    if isinstance(value, dict):
        return {key: _without(one, shows) for key, one in value.items() if not shows(key)}
    if isinstance(value, list):
        if value and all(isinstance(one, str) for one in value):
            return [one for one in value if not shows(one)]
        return [_without(one, shows) for one in value]
    return None if shows(value) else value


def _blank(table: _Table, column: str, value: str, search: _Search, names: Names) -> str | None:
    """What stands in the place of a value that showed the person."""
    if value[:1] in {"[", "{"}:
        try:
            return json.dumps(_without(json.loads(value), search.shows), sort_keys=True, separators=(",", ":"))
        except ValueError:
            pass  # no JSON after all, but a text in brackets
    if column in table.distinct:
        return "~" + names.digest(value)[:_VEILED]
    return None if column in table.nullable else ""


def _take_off_deliveries(store: sqlite3.Connection, person: Person) -> None:
    """A report stays one that was handed over; that it showed the person is told once, when the person is forgotten."""
    for path, sha256, subjects in store.execute("SELECT path, sha256, subjects FROM delivery").fetchall():
        others = [one for one in json.loads(subjects) if one != person.id]
        store.execute(
            "UPDATE delivery SET subjects = ? WHERE path = ? AND sha256 = ?",
            (json.dumps(others, separators=(",", ":")), path, sha256),
        )


def erase(store: sqlite3.Connection, person: Person, names: Names) -> tuple[int, int]:
    """Delete the person's own rows, and take the person out of the others. Returns how many of each.

    It is one transaction of the caller's; nothing is gone before that is committed.
    """
    search = _search(store, person, names)
    found = list(_rows(store, search))
    digests = {row.values.get("digest") for _, row in found if row.is_own and row.table == "evidence"}
    digests |= {row.values.get("seen_in") for _, row in found if row.is_own and row.table == "post"}
    store.execute("PRAGMA defer_foreign_keys = ON")
    for table, row in found:
        where = " AND ".join(f'"{column}" = ?' for column in table.key)
        key = [row.values[column] for column in table.key]
        if row.is_own:
            store.execute(f'DELETE FROM "{table.name}" WHERE {where}', key)
            continue
        columns = ", ".join(f'"{column}" = ?' for column in row.shows)
        new = [_blank(table, column, row.values[column], search, names) for column in row.shows]
        store.execute(f'UPDATE "{table.name}" SET {columns} WHERE {where}', [*new, *key])
    for digest in digests - {None}:
        store.execute(
            "DELETE FROM digest WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM evidence WHERE digest = ?1) "
            "AND NOT EXISTS (SELECT 1 FROM post WHERE seen_in = ?1)",
            (digest,),
        )
    _take_off_deliveries(store, person)
    own = sum(row.is_own for _, row in found)
    return own, len(found) - own
