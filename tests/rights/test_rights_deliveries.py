"""What was handed over is noted with place, digest and leaders, and a scan leaves out whoever was forgotten."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from reports.html_pages import worked
from rights.traces import NOW

from presence_audit.cli._deliveries import Written, note_deliveries
from presence_audit.cli._forgotten import kept_out, without_forgotten
from presence_audit.cli._places import places_of
from presence_audit.cli._store import make_folder, store_path
from presence_audit.history import History
from presence_audit.profiles import load_profiles
from presence_audit.rights import only, person_of, signs_of

if TYPE_CHECKING:
    from pathlib import Path

_PROFILES = """\
company:
  name: Nordlys Energi
leaders:
  - name: Runa Skarvlid
    role: COO
    channels:
      - https://bsky.app/profile/runa.test
  - name: Eskil Havbrå
    role: CFO
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    (tmp_path / "profiles.yaml").write_text(_PROFILES, "utf-8")
    profiles = load_profiles(tmp_path / "profiles.yaml")
    store = store_path(profiles)
    make_folder(store)
    return store


def test_files_are_noted_from_the_folder_of_the_history_so_that_both_may_move(tmp_path: Path, store: Path) -> None:
    report = worked()
    page = tmp_path / "out" / "audit.html"
    page.parent.mkdir()
    page.write_bytes(b"<html>")
    recording = tmp_path / "run.warc.gz"
    recording.write_bytes(b"recorded")
    written = [
        Written(page, "html", b"<html>"),
        Written(tmp_path / "-", "json", b""),  # was not written after all
    ]

    with History.open(store) as history:
        note_deliveries(history, store, report, written, recording, NOW)
        note_deliveries(history, store, report, written, recording, NOW)
        noted = history.deliveries()

    assert [(one.path, one.format) for one in noted] == [("../out/audit.html", "html"), ("../run.warc.gz", "warc")]
    assert noted[0].sha256 == hashlib.sha256(b"<html>").hexdigest()
    assert noted[0].as_of == report.as_of
    assert set(noted[0].subjects) == {leader.id for leader in report.leaders}
    assert places_of(store).of(noted[0].path) == page.resolve()


def test_what_a_pipe_took_is_noted_and_what_a_terminal_showed_is_not(store: Path) -> None:
    from pathlib import Path as Place

    with History.open(store) as history:
        out = [Written(Place("-"), "json", b"{}"), Written(Place("-"), "terminal", b"seen")]
        note_deliveries(history, store, worked(), out, None, NOW)

        assert [(one.path, one.format) for one in history.deliveries()] == [("-", "json")]


def test_a_scan_leaves_out_who_was_forgotten_and_says_on_which_lines(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profiles = load_profiles(store.parent.parent / "profiles.yaml")
    with History.open(store) as history:
        assert without_forgotten(profiles, history) == profiles
        history.bury(signs_of(person_of(only(profiles, "coo"))), NOW.date())

        kept = without_forgotten(profiles, history)
    assert kept_out(profiles, store) == kept
    assert kept_out(profiles, store.with_name("none.sqlite")) == profiles
    assert [leader.id for leader in kept.leaders] == ["cfo"]
    assert kept.all_channels == ()
    told = capsys.readouterr().err
    assert "profiles.yaml, lines 4-7: this leader was forgotten and is left out; delete the lines 4-7" in told
    assert "Runa" not in told
