"""What the recordings do not show of YouTube's two exports."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import exported
import pytest

from presence_audit.errors import EvidenceError
from presence_audit.exports import read_export

if TYPE_CHECKING:
    from pathlib import Path

STUDIO = exported.RECORDINGS / "youtube_studio" / "ok"
HEADER = "Content,Video title,Video publish time,Views\n"


def _table(folder: Path, lines: list[str], name: str = "Content 2026-05-01_2026-11-20 Nordlys") -> Path:
    export = folder / name
    export.mkdir()
    (export / "Table data.csv").write_text(HEADER + "".join(lines), "utf-8")
    return export


def test_a_table_of_500_lines_is_not_taken_for_all_there_is(tmp_path: Path) -> None:
    lines = [f'nordlys{number:04},Film,"Nov 1, 2026",9\n' for number in range(500)]

    whole = read_export(exported.ask_of(STUDIO), _table(tmp_path, lines[:499]))[0]
    full = read_export(exported.ask_of(STUDIO), _table(tmp_path, lines, "Content 2026-05-01_2026-11-20 all"))[0]

    assert whole.window.complete
    assert (full.window.complete, full.window.reaches_back_to) == (False, None)
    assert "stops at 500 lines" in full.reason


def test_dates_that_can_be_read_in_two_ways_are_asked_about(tmp_path: Path) -> None:
    export = _table(tmp_path, ["nordlys0001,Film,05/06/2026,9\n"])
    ask = exported.ask_of(STUDIO)

    with pytest.raises(EvidenceError, match="date_order"):
        read_export(ask, export)
    told = read_export(replace(ask, channel=replace(ask.channel, date_order="dmy")), export)[0]

    assert told.posts[0].published_at is not None
    assert told.posts[0].published_at.isoformat() == "2026-06-05T00:00:00+00:00"


def test_numbers_of_a_period_are_not_those_of_an_older_video(tmp_path: Path) -> None:
    export = _table(tmp_path, ['nordlys0001,Ny,"Nov 1, 2026",9\n', 'nordlys0002,Gammel,"Nov 1, 2024",7\n'])

    new, old = read_export(exported.ask_of(STUDIO), export)[0].posts

    assert (new.engagement.views, old.engagement.views) == (9, None)


def test_the_name_of_a_takeout_tells_when_it_was_made(tmp_path: Path) -> None:
    case = exported.RECORDINGS / "youtube_takeout" / "ok"
    export = tmp_path / "takeout-20261120T193951Z-001"
    export.symlink_to(case / "files", target_is_directory=True)

    found = read_export(exported.ask_of(case), export)[0]

    assert found.observed_at is not None
    assert found.observed_at.isoformat() == "2026-11-20T19:39:51+00:00"
