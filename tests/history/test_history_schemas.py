"""A store of every version that was ever committed is brought to the newest, with all that it held."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from history.dumped import FOLDER, fill
from history.told import noticed, past
from reports.shipped import shipped

from presence_audit.history import History
from presence_audit.history._lines import lines_of
from presence_audit.history._opening import in_memory
from presence_audit.history._schema import migrations, newest, version_of

VERSIONS = sorted(int(path.stem) for path in FOLDER.glob("*.sql"))


def _store(path: Path, version: int) -> None:
    database = sqlite3.connect(path)
    database.executescript((FOLDER / f"{version}.sql").read_text("utf-8"))
    database.close()


def _schema(database: sqlite3.Connection) -> set[tuple[Any, ...]]:
    return set(database.execute("SELECT type, name, sql FROM sqlite_master"))


def test_the_migrations_are_numbered_without_a_gap_and_each_has_a_store_of_its_version() -> None:
    assert list(migrations()) == list(range(1, newest() + 1))
    assert list(migrations()) == VERSIONS, "write tests/history/schemas/<version>.sql with tests/history/dumped.py"


@pytest.mark.parametrize("version", VERSIONS)
def test_a_migration_that_was_committed_never_changes(version: int, tmp_path: Path) -> None:
    _store(tmp_path / "old.sqlite", version)
    old = sqlite3.connect(tmp_path / "old.sqlite")
    fresh = in_memory(version)
    assert _schema(old) == _schema(fresh)
    assert version_of(old) == version
    old.close()
    fresh.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_a_store_of_an_earlier_version_is_read_and_written(version: int, tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    _store(path, version)
    with History.in_memory() as fresh, History.open(path) as history:
        fill(fresh)
        assert version_of(history._db) == newest()
        assert _schema(history._db) == _schema(fresh._db)
        assert history._db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        for at in (10, 17, 24, 31, 99):
            assert noticed(history, at) == noticed(fresh, at)
            assert past(history, at) == past(fresh, at)
        before = list(lines_of(history._db))
        fill(history)  # the same runs again
        assert list(lines_of(history._db)) == before
        history.measured(shipped())
        history.bury(["Kari"], date(2026, 1, 1))
        assert len(list(history.reports())) == 1


@pytest.mark.parametrize("version", VERSIONS)
def test_lines_of_an_earlier_version_are_read_and_written_as_the_newest(version: int, tmp_path: Path) -> None:
    _store(tmp_path / "old.sqlite", version)
    old = sqlite3.connect(tmp_path / "old.sqlite")
    lines = list(lines_of(old))
    old.close()
    path = tmp_path / "history.jsonl"
    path.write_text("\n".join([f'{{"format":"presence-audit/history","version":{version}}}', *lines[1:], ""]), "utf-8")
    with History.open(path) as history, History.in_memory() as fresh:
        fill(fresh)
        assert past(history, 99) == past(fresh, 99)
        history.bury(["Kari"], date(2026, 1, 1))
    assert path.read_text("utf-8").startswith(f'{{"format":"presence-audit/history","version":{newest()}}}\n')


def test_a_migration_that_fails_leaves_the_store_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from presence_audit.errors import StoreError
    from presence_audit.history import _schema as schema

    path = tmp_path / "history.sqlite"
    History.open(path).close()
    content = path.read_bytes()
    broken = {**migrations(), newest() + 1: "CREATE TABLE half (id INTEGER) STRICT;\nINSERT INTO nowhere VALUES (1);\n"}
    monkeypatch.setattr(schema, "migrations", lambda: broken)
    with pytest.raises(StoreError):
        History.open(path)
    monkeypatch.undo()
    assert path.read_bytes() == content
    History.open(path).close()
