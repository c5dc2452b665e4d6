"""The history as lines of text: the same content, which git can keep and show."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from history.told import day, files, ids, noticed, past, post, seen, tell
from reports.shipped import shipped

from presence_audit.errors import StoreError
from presence_audit.history import History, _lock
from presence_audit.history._lines import content_of, parsed
from presence_audit.history._schema import newest


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.jsonl"


def _filled(path: Path) -> History:
    history = History.open(path)
    tell(history, 10, seen(10, [post(n) for n in range(1, 9)], 0))
    tell(history, 20, seen(20, [post(n) for n in (1, 2, 4, 12)], 0))
    history.measured(shipped())
    return history


def _changed(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_what_is_written_is_read_again(path: Path) -> None:
    with _filled(path) as history:
        known, reports = past(history, 30), list(history.reports())
    with History.open(path) as history:
        assert past(history, 30) == known
        assert list(history.reports()) == reports
        assert noticed(history, 20).added == 1
    assert files(path) == [path.name]


def test_every_line_is_one_object_that_names_its_table(path: Path) -> None:
    _filled(path).close()
    content = path.read_bytes()
    assert b"\r" not in content
    assert content.endswith(b"\n")
    head, *rows = [json.loads(line) for line in content.decode().splitlines()]
    assert head == {"format": "presence-audit/history", "version": newest()}
    assert sum(row["table"] == "post" for row in rows) == 9
    assert not [row for row in rows if None in row.values()]


def test_a_run_that_says_the_same_does_not_touch_the_file(path: Path) -> None:
    _filled(path).close()
    before, content = path.stat(), path.read_bytes()
    _filled(path).close()
    assert path.read_bytes() == content
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_week_adds_lines_and_changes_none_but_those_of_what_changed(path: Path) -> None:
    _filled(path).close()
    before = path.read_text("utf-8")
    with History.open(path) as history:
        tell(history, 27, seen(27, [post(n) for n in (1, 2, 4, 12, 21)], 0))
    gone, new = _changed(before, path.read_text("utf-8"))
    assert gone == []
    assert sorted(json.loads(line)["table"] for line in new) == ["digest", "evidence", "post", "run", "sighting"]


def test_both_forms_hold_the_same(path: Path) -> None:
    with _filled(path) as lines, _filled(path.with_suffix(".sqlite")) as file:
        assert past(lines, 30) == past(file, 30)
        assert list(lines.reports()) == list(file.reports())


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda lines: [*lines[:3], lines[3][:-4], *lines[4:]], ("line 4", "no JSON")),
        (lambda lines: [*lines[:3], "[1]", *lines[4:]], ("line 4", "no JSON object")),
        (lambda lines: [*lines[:3], '{"table":"posts"}', *lines[4:]], ("line 4", "not of this history")),
        (lambda lines: [*lines[:3], '{"table":"run","likes":1}', *lines[4:]], ("line 4", "not of this history")),
        (lambda lines: [*lines[:3], lines[2], *lines[3:]], ("line 4", "two branches were merged", "take one side")),
        (lambda lines: [*lines[:3], '{"table":"run","id":[9],"as_of":1}', *lines[3:]], ("line 4", "does not fit")),
        (lambda lines: [*lines[:3], f'{{"table":"run","id":{10**30}}}', *lines[3:]], ("line 4", "does not fit")),
        (lambda lines: [*lines[:3], "<<<<<<< HEAD", *lines[3:]], ("line 4", "merge conflict", "scan again")),
        (lambda lines: [*lines[:5], "=======", *lines[5:]], ("line 6", "merge conflict")),
        (lambda lines: [lines[0], *lines[2:]], ("key", "missing")),
        (lambda lines: [line for line in lines if '"table":"channel"' not in line], ("refer to others",)),
        (lambda lines: lines[1:], ("first line",)),
        (lambda lines: ['{"format":"presence-audit/history","version":"2"}', *lines[1:]], ("first line",)),
        (lambda lines: ['{"format":"presence-audit/history","version":999}', *lines[1:]], ("version 999", "Update")),
        (lambda _: [], ("empty",)),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_used_is_named_and_the_file_left_as_it_is(
    path: Path, spoil: object, words: tuple[str, ...]
) -> None:
    _filled(path).close()
    lines = path.read_text("utf-8").splitlines()
    path.write_text("".join(f"{line}\n" for line in spoil(lines)), "utf-8")  # type: ignore[operator]
    content = path.read_bytes()
    with pytest.raises(StoreError) as told:
        History.open(path)
    assert [word for word in (str(path), *words) if word not in str(told.value)] == []
    assert path.read_bytes() == content
    assert files(path) == [path.name]


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("sighting", "outcome", "fine"),
        ("sighting", "observed_at", 9 * 10**18),
        ("sighting", "posts", "1-999999999"),
        ("sighting", "posts", "1,x"),
        ("sighting", "routes", "wild"),
        ("sighting", "owner", "\ud800"),
        ("post", "precision", 5),
        ("post", "kind", -1),
        ("post", "route", 9),
        ("post", "is_reply", 2),
        ("post", "published_at", -(10**18)),
        ("post", "rest", "[1]"),
        ("post", "rest", "{"),
        ("post", "rest", "[" * 100_000),
        ("version", "content", "[]"),
        ("channel_line", "outcome", "fine"),
        ("channel_line", "followers_precision", "roughly"),
        ("leaf", "pillar", "beauty"),
        ("meta", "value", "key"),
    ],
)
def test_a_line_that_says_what_cannot_be_is_named_with_its_column(
    path: Path, table: str, column: str, value: object
) -> None:
    with _filled(path) as history:
        tell(history, 28, seen(28, [post(12, media=3)], 12))
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    number = next(n for n, row in enumerate(rows) if row.get("table") == table)
    rows[number][column] = value
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    with pytest.raises(StoreError, match=f"line {number + 1} says of `{column}` what cannot be"):
        History.open(path)


def test_lines_nested_without_end_are_told_with_their_line(path: Path) -> None:
    _filled(path).close()
    with path.open("a", encoding="utf-8") as file:
        file.write("[" * 200_000 + "\n")
    with pytest.raises(StoreError, match="is nested too deeply"):
        History.open(path)


@pytest.mark.parametrize(("column", "value"), [("weight", -1.0), ("state", "perhaps"), ("value", 1e999)])
def test_measures_that_cannot_be_are_told_where_they_are_asked_for(path: Path, column: str, value: object) -> None:
    _filled(path).close()
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    next(row for row in rows if row.get("table") == "leaf")[column] = value
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    with History.open(path) as history, pytest.raises(StoreError, match="holds of an audit"):
        list(history.reports())


def test_bytes_that_are_no_text_are_told_with_their_line(path: Path) -> None:
    _filled(path).close()
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([*lines[:6], b"\xff", *lines[6:]]))
    with pytest.raises(StoreError, match="line 7 is no UTF-8"):
        History.open(path)


def test_the_mark_that_editors_of_windows_put_at_the_beginning_is_no_damage(path: Path) -> None:
    with _filled(path) as history:
        known = past(history, 30)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    with History.open(path) as history:
        assert past(history, 30) == known


@pytest.mark.parametrize(("written", "named"), [(".sqlite", ".jsonl"), (".jsonl", ".sqlite")])
def test_a_history_under_the_ending_of_the_other_form_is_told_its_own(path: Path, written: str, named: str) -> None:
    _filled(path.with_suffix(written)).close()
    path.with_suffix(written).rename(path.with_suffix(named))
    with pytest.raises(StoreError, match=f"a name that ends with {written}"):
        History.open(path.with_suffix(named))


def test_line_ends_of_another_system_are_read(path: Path) -> None:
    _filled(path).close()
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    with History.open(path) as history:
        assert len(ids(history, 30)) == 9


def test_what_another_process_wrote_meanwhile_is_kept(path: Path) -> None:
    with History.open(path) as one, History.open(path) as other:
        tell(one, 10, seen(10, [post(1)], 0))
        tell(other, 20, seen(20, [post(11)], 9))
        one.bury(["Kari Nordmann"], day(20).date())
    with History.open(path) as history:
        assert ids(history, 30) == ["p1", "p11"]
        assert history.buried("kari nordmann") == day(20).date()


_HOLD = """
import sys, time
from pathlib import Path
from presence_audit.history._lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_file_that_another_process_holds_is_waited_for_and_then_told_of(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_lock, "PATIENCE", 0.2)
    holder = subprocess.Popen([sys.executable, "-c", _HOLD, path], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    with holder:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(StoreError, match="another run was writing it"):
            History.open(path)
        holder.kill()
    with History.open(path) as history:  # a lock ends with the process that held it
        tell(history, 10, seen(10, [post(1)], 0))
    assert files(path) == [path.name]


def test_what_a_killed_run_had_begun_to_write_goes_with_the_next_one(path: Path) -> None:
    left = path.with_name(f".{path.name}.abc.new")
    left.write_text("Kari")
    other = path.with_name(".other.jsonl.abc.new")
    other.write_text("Kari")
    History.open(path).bury(["x"], day(1).date())
    assert files(path) == sorted([other.name, path.name])


def test_a_link_to_the_file_stays_a_link(path: Path) -> None:
    link = path.with_name("link.jsonl")
    link.symlink_to(path)
    for at in (10, 20):
        with History.open(link) as history:
            tell(history, at, seen(at, [post(at - 1)], at - 2))
    assert link.is_symlink()
    with History.open(path) as history:
        assert ids(history, 30) == ["p19", "p9"]


def test_the_rights_of_the_file_stay(path: Path) -> None:
    History.open(path).bury(["x"], day(1).date())
    path.chmod(0o640)
    with History.open(path) as history:
        history.bury(["y"], day(1).date())
    assert path.stat().st_mode & 0o777 == 0o640


def test_names_in_other_scripts_and_line_separators_stay_on_their_line(path: Path) -> None:
    with History.open(path) as history:
        tell(history, 10, seen(10, [post(1, id="\u2028\u0085é\n\x1c")], 0))
    with History.open(path) as history:
        assert [one.id for one in past(history, 20)[0].posts] == ["\u2028\u0085é\n\x1c"]
        assert parsed(path, content_of(history._db)).execute("SELECT count(*) FROM post").fetchone() == (1,)
