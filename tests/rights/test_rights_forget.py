"""Whoever is forgotten is in no byte of what was written, and everybody else still is."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from byte_search import check_the_search, found_in
from rights.traces import NOW, WORDS, Traces, leave_traces

from presence_audit.errors import StoreError
from presence_audit.fetch import Replay
from presence_audit.history import History
from presence_audit.profiles import load_profiles
from presence_audit.rights import forget, only, person_of, signs_of

if TYPE_CHECKING:
    from pathlib import Path

    from presence_audit.model.person import Person
    from presence_audit.rights import Forgotten


@pytest.fixture(scope="module", params=["profiles.sqlite", "profiles.jsonl"])
def left(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Traces:
    return leave_traces(tmp_path_factory.mktemp("left"), f".presence-audit/{request.param}")


@pytest.fixture
def traces(left: Traces, tmp_path: Path) -> Traces:
    """A copy of what an audit left, to be forgotten in."""
    return left.copied(tmp_path / "copy")


def _who(traces: Traces, name: str = "Ylva Tindvoll") -> Person:
    return person_of(only(load_profiles(traces.profiles), name))


def _forget(traces: Traces, *, pretend: bool = False) -> Forgotten:
    with History.open(traces.store) as history:
        person = history.acquainted(_who(traces))
        return forget(history, traces.places, person, NOW, pretend=pretend)


def _left(traces: Traces) -> list[str]:
    return found_in([traces.home], WORDS, but=[traces.profiles])


def test_the_search_finds_what_is_hidden(tmp_path: Path) -> None:
    check_the_search(tmp_path)


def test_no_byte_of_a_forgotten_leader_is_left(traces: Traces) -> None:
    with History.open(traces.store) as history:
        known = history.acquainted(_who(traces))
    words = {*WORDS, *known.names, *known.handles, *known.channels, *(url.rstrip("/") for url in known.addresses)}
    assert any(word.startswith("did:plc:") for word in words)  # what the servers call her
    assert len(_left(traces)) > 20

    done = _forget(traces)

    assert found_in([traces.home], words, but=[traces.profiles]) == []
    assert done.is_whole
    assert done.rows > 20
    assert done.pages > 0
    assert {handed.fate for handed in done.files} == {"erased"}


def test_the_others_are_still_there(traces: Traces) -> None:
    _forget(traces)

    with History.open(traces.store) as history:
        assert history.leaders() == ("cfo", "coo")
        report = history.last(NOW)
        assert report is not None
        assert {leader.id for leader in report.leaders} == {"cfo", "coo"}
        assert [channel.platform for channel in report.channels if channel.owner == "company"]
        person = history.acquainted(_who(traces, "Eskil Havbrå"))
        assert any(row.table == "post" for row in history.about(person))
    with Replay(traces.recording) as replay:
        assert replay.erased > 0


def test_a_tombstone_keeps_the_leader_out_and_can_be_taken_away(traces: Traces) -> None:
    _forget(traces)

    with History.open(traces.store) as history:
        assert history.forgotten(signs_of(_who(traces)))
        assert not history.forgotten(signs_of(_who(traces, "Eskil Havbrå")))
        assert history.unbury(signs_of(_who(traces))) > 0
        assert not history.forgotten(signs_of(_who(traces)))


def test_forgetting_twice_is_no_error_and_changes_nothing_more(traces: Traces) -> None:
    _forget(traces)

    again = _forget(traces)

    assert (again.rows, again.blanked, again.pages, again.files) == (0, 0, 0, ())


def test_a_forgetting_that_was_broken_off_can_be_run_to_the_end(
    traces: Traces, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> tuple[int, int]:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(History, "erase", full)
        with pytest.raises(KeyboardInterrupt):
            _forget(traces)
    with History.open(traces.store) as history:
        assert history.forgotten(signs_of(_who(traces)))  # from the first moment on

    assert _forget(traces).is_whole
    assert _left(traces) == []


def test_pretending_tells_the_same_and_changes_no_byte(traces: Traces) -> None:
    before = {path: path.read_bytes() for path in traces.folder.rglob("*") if path.is_file()}

    told = _forget(traces, pretend=True)

    assert {path: path.read_bytes() for path in traces.folder.rglob("*") if path.is_file()} == before
    assert told == _forget(traces)


def test_a_report_that_was_changed_by_hand_is_named_and_left(traces: Traces) -> None:
    mine = traces.folder / "audit.markdown"
    mine.write_text(mine.read_text("utf-8") + "\nMy own words.\n", "utf-8")

    done = _forget(traces)

    assert mine.exists()
    assert [handed.delivery.path for handed in done.files if handed.fate == "changed"] == ["../audit.markdown"]


def test_a_report_that_is_no_longer_there_is_still_one_to_call_back(traces: Traces) -> None:
    (traces.folder / "audit.pdf").unlink()

    done = _forget(traces)

    assert [handed.delivery.path for handed in done.files if handed.fate == "elsewhere"] == ["../audit.pdf"]


def test_what_a_killed_run_left_behind_is_found_too(traces: Traces, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = traces.folder / "tmp"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    scraps = [traces.folder / ".audit.html.x1", temporary / "presence-audit-abc.json"]
    for path in scraps:
        path.write_bytes(b"Ylva Tindvoll")

    assert set(_forget(traces).scraps) == set(scraps)
    assert _left(traces) == []


def test_a_result_of_another_company_that_was_kept_is_nobodys_to_delete(
    traces: Traces, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = traces.folder / "tmp"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    theirs = temporary / "presence-audit-theirs.json"
    theirs.write_text('{"company": {"name": "Fjordlys Kraft"}, "leaders": [{"name": "Ylva Tindvoll"}]}')

    assert theirs not in _forget(traces).scraps
    assert theirs.exists()


def test_a_damaged_recording_is_told_and_the_rest_is_erased_all_the_same(traces: Traces) -> None:
    traces.recording.write_bytes(traces.recording.read_bytes()[:-9])

    done = _forget(traces)

    assert not done.is_whole
    (unusable,) = [handed for handed in done.files if handed.fate == "unusable"]
    assert "run.warc.gz cannot be read" in unusable.why
    assert [line for line in _left(traces) if "run.warc.gz" not in line] == []


def test_a_history_that_another_program_is_reading_is_told_and_forgets_at_the_next_try(traces: Traces) -> None:
    if traces.store.suffix != ".sqlite":
        return  # lines of text are read whole
    reader = sqlite3.connect(traces.store, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM post").fetchone()
    with History.open(traces.store) as history:
        history._db.execute("PRAGMA busy_timeout = 50")
        with pytest.raises(StoreError):
            forget(history, traces.places, history.acquainted(_who(traces)), NOW)
        reader.close()

    assert _forget(traces).is_whole
    assert _left(traces) == []


def test_the_store_is_sound_afterwards(traces: Traces) -> None:
    _forget(traces)

    with History.open(traces.store) as history:  # of lines, each is read and checked
        assert history.deliveries()
    if traces.store.suffix != ".sqlite":
        return
    database = sqlite3.connect(traces.store)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.close()
