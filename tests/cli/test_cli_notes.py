"""Notes on the command line: named by the profiles file or by a flag, never picked up, never another client's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.installed import Program, Site, feed

NOTE = """\
notes:
  - subject: company
    text: "There is a budget."
    author: Kari Konsulent
    date: 2026-11-19
  - subject: channel:x:nordlys
    text: "It was closed."
    author: Kari Konsulent
    date: 2026-11-19
"""
AS_OF = "2026-11-20T06:00Z"
SAID = b"Note by Kari Konsulent, 2026-11-19: \xe2\x80\x9cThere is a budget."
GONE = b"notes.yaml:6:14: `channel:x:nordlys` is no longer in this report"


def _client(program: Program, name: str, *, notes: str | None = NOTE, more: str = "notes: notes.yaml\n") -> Path:
    folder = program.folder / name.lower()
    folder.mkdir()
    body = f"company: {{name: {name}}}\nchannels: ['https://www.linkedin.com/company/{name.lower()}']\n{more}"
    (folder / "profiles.yaml").write_text(body, "utf-8")
    if notes is not None:
        (folder / "notes.yaml").write_text(notes, "utf-8")
    return folder / "profiles.yaml"


@pytest.fixture
def result(program: Program) -> Path:
    path = program.folder / "result.json"
    program("scan", _client(program, "Nordlys", notes=None, more=""), "--offline", "--as-of", AS_OF, "-o", path)
    return path


def test_a_scan_shows_the_notes_that_its_profiles_file_names_and_tells_what_is_gone(program: Program) -> None:
    done = program("scan", _client(program, "Nordlys"), "--offline")

    assert SAID in done.stdout
    assert done.stdout.count(b"no longer in this report") == 1
    assert done.stderr.count(b"no longer in this report") == 1
    assert GONE in done.stderr


def test_notes_that_lie_beside_a_profiles_file_are_not_picked_up(program: Program) -> None:
    done = program("scan", _client(program, "Nordlys", more=""), "--offline")

    assert b"Note by" not in done.stdout


def test_notes_change_no_byte_of_the_result(program: Program, result: Path) -> None:
    program.write("notes.yaml", NOTE)
    noted = program("report", result, "--notes", "notes.yaml", "-f", "json")
    again = program(
        "scan", "nordlys/profiles.yaml", "--notes", "notes.yaml", "--offline", "--as-of", AS_OF, "-o", "noted.json"
    )

    assert noted.stdout == result.read_bytes() == (program.folder / "noted.json").read_bytes()
    assert again.returncode == 3  # nothing could be read, offline


def test_a_result_is_shown_again_with_notes_and_without(program: Program, result: Path) -> None:
    program.write("notes.yaml", NOTE)

    noted, bare = program("report", result, "--notes", "notes.yaml"), program("report", result)

    assert SAID in noted.stdout
    assert GONE in noted.stderr
    assert b"Note by" not in bare.stdout


def test_the_notes_of_one_client_are_in_no_other_report_of_the_same_call(program: Program) -> None:
    first = _client(program, "Nordlys")
    second = _client(program, "Sorlys", notes=NOTE.replace("There is a budget.", "There is none."))
    third = _client(program, "Vestlys", notes=None, more="")

    done = program("scan", first, second, third, "--offline")

    reports = dict(zip(("n", "s", "v"), done.stdout.split(b"Presence score"), strict=False))
    assert done.stdout.count(b"There is a budget.") == done.stdout.count(b"There is none.") == 1
    assert reports.keys() == {"n", "s", "v"}
    vest = done.stdout[done.stdout.index(b"Vestlys") :]
    assert b"Note by" not in vest


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (
            ["scan", "a.yaml", "b.yaml", "--notes", "notes.yaml", "--offline"],
            b"notes on one company are for no other's",
        ),
        (["scan", "a.yaml", "--notes", "missing.yaml"], b"missing.yaml:1:1: no such file"),
        (["scan", "a.yaml", "--notes", "bad.yaml"], b"bad.yaml:1:1: the key `notez` is not known"),
        (["scan", "a.yaml", "--notes", "theirs.yaml"], b"these notes are of Sorlys, and the report is of Nordlys"),
        (["scan", "a.yaml", "--notes", "notes.yaml", "-f", "json", "-o", "notes.yaml"], b"the file with the notes"),
        (["scan", "c.yaml"], b"c.yaml:2:8: `notes: ../notes.yaml` leaves the folder of this file"),
        (["check", "c.yaml"], b"c.yaml:2:8: `notes: ../notes.yaml` leaves the folder of this file"),
    ],
)
def test_notes_that_cannot_be_shown_end_with_2_before_anybody_is_asked(
    program: Program, site: Site, args: list[str], said: bytes
) -> None:
    url = site.serve("/feed.xml", feed("2026-11-19"))
    for name, company in (("a", "Nordlys"), ("b", "Sorlys")):
        program.write(f"{name}.yaml", f"company: {{name: {company}}}\nchannels: [{{url: '{url}', platform: feed}}]\n")
    program.write("c.yaml", "company: {name: Nordlys}\nnotes: ../notes.yaml\n")
    program.write("notes.yaml", NOTE)
    program.write("theirs.yaml", f"company: Sorlys\n{NOTE}")
    program.write("bad.yaml", "notez: []\n")

    done = program(*args)

    assert (done.returncode, done.stdout, site.asked) == (2, b"", [])
    assert said in done.stderr


def test_a_report_refuses_notes_of_another_company_and_to_overwrite_them(program: Program, result: Path) -> None:
    program.write("theirs.yaml", f"company: Sorlys\n{NOTE}")
    program.write("notes.yaml", NOTE)

    theirs = program("report", result, "--notes", "theirs.yaml")
    over = program("report", result, "--notes", "notes.yaml", "-f", "json", "-o", "notes.yaml")

    assert (theirs.returncode, over.returncode) == (2, 2)
    assert b"these notes are of Sorlys" in theirs.stderr
    assert b"is the file with the notes already" in over.stderr
    assert (program.folder / "notes.yaml").read_text("utf-8") == NOTE


def test_check_checks_the_notes_too_and_warns_of_what_the_profiles_file_does_not_name(program: Program) -> None:
    good = program("check", _client(program, "Nordlys"))
    bad = program("check", _client(program, "Sorlys", notes="notes:\n  - subject: company#nothing\n"))

    assert good.returncode == 0
    assert b"notes.yaml: ok: 2 notes" in good.stdout
    assert b"notes.yaml:6:14: `channel:x:nordlys` is no channel and no leader of" in good.stderr
    assert bad.returncode == 2
    assert b"sorlys/notes.yaml:2:14: the metric `nothing` is not known" in bad.stderr
    assert b"4 problems" in bad.stderr


def test_a_quiet_scan_does_not_tell_what_is_gone(program: Program) -> None:
    done = program("scan", _client(program, "Nordlys"), "--offline", "--quiet")

    assert GONE not in done.stderr
    assert b"no longer in this report" in done.stdout


def test_the_schema_of_notes_is_printed(program: Program) -> None:
    assert json.loads(program("schema", "notes").stdout)["title"] == "notes.yaml of presence-audit"
