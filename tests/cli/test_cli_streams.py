from __future__ import annotations

import os
from pathlib import Path

import pytest
from reports.report_samples import full

from presence_audit.cli._streams import for_terminal, write_all
from presence_audit.cli.report import deliver
from presence_audit.errors import OutputError, StoppedError


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [("utf-8", "Liv Ås … ─ 日".encode()), ("latin-1", b"Liv \xc5s ... - \\u65e5"), ("ascii", b"Liv Aas ... - \\u65e5")],
)
def test_a_terminal_gets_what_its_encoding_has_signs_for(encoding: str, expected: bytes) -> None:
    assert for_terminal("Liv Ås … ─ 日".encode(), encoding) == expected


def test_what_was_written_before_an_interruption_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted_at_the_second(descriptor: int) -> None:
        if (tmp_path / "a.md").exists():
            raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupted_at_the_second)
    bodies = {tmp_path / name: b"a report" for name in ("a.md", "b.md", "c.md")}

    with pytest.raises(StoppedError) as told:
        write_all(bodies, None)

    a, b, c = bodies
    assert str(told.value) == f"interrupted; written: {a}; not written: {b}, {c}"
    assert list(tmp_path.iterdir()) == [a]


def test_a_file_that_holds_the_same_bytes_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.md"

    assert write_all({path: b"a report"}, None)
    os.utime(path, ns=(1, 1))
    before = path.stat()

    assert not write_all({path: b"a report"}, None)
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (1, before.st_ino)
    assert write_all({path: b"a deport"}, None)
    assert path.read_bytes() == b"a deport"


def test_one_file_that_differs_makes_a_change(tmp_path: Path) -> None:
    one, other = tmp_path / "a.md", tmp_path / "b.md"
    write_all({one: b"1", other: b"1"}, None)

    assert write_all({one: b"2", other: b"1"}, None)
    assert write_all({one: b"2", other: b"2"}, None)
    assert not write_all({one: b"2", other: b"2"}, None)


def test_what_could_be_handed_over_is_noted_also_where_something_could_not(tmp_path: Path) -> None:
    there = tmp_path / "a.md"
    noted: list[Path] = []

    with pytest.raises(OutputError):
        deliver(
            full(), None, [tmp_path / "none" / "c.json", there],
            plain=True, note=lambda written: noted.extend(one.path for one in written),
        )  # fmt: skip
    assert noted == [there]
