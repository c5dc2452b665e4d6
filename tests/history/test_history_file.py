"""The file of a history: made whole, left alone where it is not ours, and told of where it cannot be used."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import pytest
from history.told import files, ids, noticed, past, post, seen, tell

from presence_audit.errors import StoreError
from presence_audit.history import History, _opening, _telling
from presence_audit.history._schema import APPLICATION_ID, newest


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.sqlite"


def _refused(path: Path, *words: str) -> str:
    """Opening is refused with these words, and the file is what it was."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError) as told:
        History.open(path).close()
    assert str(path) in str(told.value)
    assert [word for word in words if word not in str(told.value)] == []
    assert (path.read_bytes() if path.is_file() else None) == before
    assert not [name for name in files(path) if name != path.name and path.name in name]
    return str(told.value)


def test_a_closed_history_is_one_file_of_our_own_kind(path: Path) -> None:
    with History.open(path) as history:
        tell(history, 10, seen(10, [post(3)], 0))
    assert files(path) == [path.name]
    store = sqlite3.connect(path)
    assert store.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert store.execute("PRAGMA user_version").fetchone() == (newest(),)
    assert store.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    store.close()
    with History.open(path) as history:
        assert ids(history, 20) == ["p3"]


def test_only_its_owner_may_read_a_new_one(path: Path) -> None:
    History.open(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_history_may_be_closed_twice(path: Path) -> None:
    with History.open(path) as history:
        history.close()


def test_what_is_deleted_is_overwritten_and_nothing_temporary_reaches_the_disk(path: Path) -> None:
    with History.open(path) as history:
        found = {name: history._db.execute(f"PRAGMA {name}").fetchone()[0] for name in
                 ("secure_delete", "temp_store", "synchronous", "foreign_keys", "busy_timeout")}  # fmt: skip
    assert found == {"secure_delete": 1, "temp_store": 2, "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}


def test_a_file_that_is_no_database_is_left_alone(path: Path) -> None:
    path.write_text("Kjære dagbok")
    _refused(path, "no database", "--store")


def test_an_empty_file_is_left_alone(path: Path) -> None:
    path.touch()
    _refused(path, "empty", "--store")


def test_the_database_of_another_program_is_left_alone(path: Path) -> None:
    store = sqlite3.connect(path)
    store.execute("CREATE TABLE post (id)")
    store.close()
    _refused(path, "another program", "--store")


def test_a_history_of_a_newer_version_is_left_alone(path: Path) -> None:
    History.open(path).close()
    store = sqlite3.connect(path)
    store.execute(f"PRAGMA user_version = {newest() + 1}")
    store.close()
    _refused(path, f"version {newest() + 1}", "Update presence-audit")


def test_a_damaged_history_is_left_as_it_is(path: Path) -> None:
    with History.open(path) as history:
        tell(history, 10, seen(10, [post(n) for n in range(200)], 0))
    content = bytearray(path.read_bytes())
    content[4096:20_480] = b"\xff" * 16_384
    path.write_bytes(content)
    _refused(path, "damaged", "copy")


def test_a_history_that_was_cut_off_is_left_as_it_is(path: Path) -> None:
    with History.open(path) as history:
        tell(history, 10, seen(10, [post(n) for n in range(200)], 0))
    path.write_bytes(path.read_bytes()[:8192])
    _refused(path, "damaged")


def test_a_history_of_which_only_the_first_bytes_are_left_is_called_damaged(path: Path) -> None:
    History.open(path).close()
    path.write_bytes(path.read_bytes()[:50])
    _refused(path, "damaged", "copy")


@pytest.mark.parametrize("suffix", [".sqlite", ".jsonl"])
def test_who_may_not_write_a_history_can_read_it_and_leaves_no_trace(
    path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = path.with_suffix(suffix)
    with History.open(path) as history:
        tell(history, 10, seen(10, [post(3)], 0))
    before, names = path.read_bytes(), files(path)
    monkeypatch.setattr(os, "access", lambda *_: False)  # whoever runs this may be allowed everything
    with History.reading(path) as history:
        assert ids(history, 20) == ["p3"]
        assert files(path) == names
    assert path.read_bytes() == before


def test_a_history_that_is_in_use_is_not_read_without_its_newest_part(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with History.open(path) as history:
        tell(history, 10, seen(10, [post(3)], 0))
        monkeypatch.setattr(os, "access", lambda *_: False)
        with pytest.raises(StoreError, match="let somebody who may write them run this once"):
            History.reading(path)


def test_closing_waits_for_nobody(path: Path) -> None:
    with History.open(path) as other:
        history = History.open(path)
        with other._transaction():
            start = time.monotonic()
            history.close()
    assert time.monotonic() - start < 5


def test_a_folder_is_no_history(tmp_path: Path) -> None:
    _refused(tmp_path, "is a folder", "--store")


@pytest.mark.skipif(sys.platform == "win32", reason="there are none")
@pytest.mark.parametrize("suffix", [".sqlite", ".jsonl"])
def test_a_pipe_is_no_history(path: Path, suffix: str) -> None:
    pipe = path.with_suffix(suffix)
    os.mkfifo(pipe)
    _refused(pipe, "device or a pipe", "--store")


def test_the_folder_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no folder .*missing; make it"):
        History.open(tmp_path / "missing" / "history.sqlite")


def test_one_that_another_run_keeps_locked_is_told_of_and_nothing_is_lost(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_opening, "PATIENCE", 0.1)
    with History.open(path) as history, History.open(path) as other:
        tell(history, 10, seen(10, [post(3)], 0))
        with other._transaction():
            with pytest.raises(StoreError, match="another run or program was writing it"):
                tell(history, 20, seen(20, [post(13)], 0))
            assert ids(history, 30) == ["p3"]  # reading waits for nobody
        tell(history, 20, seen(20, [post(13)], 10))
        assert ids(history, 30) == ["p13", "p3"]


_AS_NOBODY = """
import datetime, os, sys
from pathlib import Path
from presence_audit.errors import StoreError
from presence_audit.history import History
History.in_memory().close()  # what is imported late may lie where nobody may read
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    with History.open(Path(sys.argv[1])) as history:
        history.bury(["x"], datetime.date(2026, 1, 1))
except StoreError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are told otherwise there")
def test_a_file_or_folder_that_may_not_be_written_is_told_of() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        path = folder / "history.sqlite"
        told = subprocess.run([sys.executable, "-c", _AS_NOBODY, path], capture_output=True, text=True, check=True)
        assert "permission denied" in told.stdout
        History.open(path).close()
        told = subprocess.run([sys.executable, "-c", _AS_NOBODY, path], capture_output=True, text=True, check=True)
        assert "permission denied" in told.stdout
        path.chmod(0o644)
        told = subprocess.run([sys.executable, "-c", _AS_NOBODY, path], capture_output=True, text=True, check=True)
        assert "may not be written" in told.stdout or "cannot be opened" in told.stdout


def test_a_full_disk_is_told_of_and_what_was_there_is_there(path: Path) -> None:
    with History.open(path) as history:
        tell(history, 10, seen(10, [post(3)], 0))
        (pages,) = history._db.execute("PRAGMA page_count").fetchone()
        history._db.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(StoreError, match="the disk is full"):
            tell(history, 20, seen(20, [post(n / 100) for n in range(2000)], 0))
        assert ids(history, 30) == ["p3"]
        assert noticed(history, 20).added == 0
    with History.open(path) as history:
        assert history._db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        tell(history, 20, seen(20, [post(n / 100) for n in range(2000)], -1))
        assert len(past(history, 30)[0].posts) == 2000


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A disk of one MiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if (
        sys.platform != "linux"
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("a disk can be made by root on Linux only")
    return disk


@pytest.mark.parametrize("suffix", [".sqlite", ".jsonl"])
def test_a_disk_that_is_really_full_loses_nothing(tiny: Path, suffix: str) -> None:
    path = tiny / f"history{suffix}"
    try:
        with History.open(path) as history:
            tell(history, 10, seen(10, [post(n / 10) for n in range(50)], 0))
        try:
            with History.open(path) as history:
                tell(history, 20, seen(20, [post(n / 100) for n in range(8000)], 0))
        except StoreError as error:
            told = str(error)
        else:
            told = ""
        assert "disk is full" in told or "no space left" in told
        with History.open(path) as history:
            assert len(past(history, 30)[0].posts) == 50
        (tiny / "ballast").write_bytes(b"x" * (os.statvfs(tiny).f_bavail * os.statvfs(tiny).f_bsize))
        with pytest.raises(StoreError, match=r"full|space"):
            History.open(tiny / f"another{suffix}").bury(["x"], date(2026, 1, 1))
        assert files(path) == ["ballast", path.name]
    finally:
        subprocess.run(["umount", "-l", tiny], check=True)


def test_an_sqlite_that_is_too_old_is_told_of(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with pytest.raises(StoreError, match=r"needs SQLite 3\.37\.0 or newer"):
        History.open(path)
    assert not path.exists()


def test_mistakes_of_our_own_are_not_called_damage() -> None:
    with pytest.raises(sqlite3.ProgrammingError), _telling.telling(None):
        sqlite3.connect(":memory:").execute("SELECT ?", (1, 2)).close()
