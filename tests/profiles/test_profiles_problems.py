"""Every problem of a profiles file is said at once, at its line and column, with what to do."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from presence_audit.errors import ProfilesError
from presence_audit.platforms import platforms
from presence_audit.profiles import _document, load_profiles

WRONG = sorted((Path(__file__).parent / "wrong").glob("*.yaml"))
PARSERS = [pytest.param(yaml.SafeLoader, id="pure"), pytest.param(_document.LOADER, id="fastest")]


def _problems(path: Path) -> str:
    with pytest.raises(ProfilesError) as caught:
        load_profiles(path)
    return "".join(f"{p.line}:{p.column}: {p.message}\n" for p in caught.value.problems)


def _told(path: Path) -> str:
    """What the file says. Lists of platforms in it are those there are, so that it need not know them."""
    anywhere = [p.id for p in platforms().values() if "*" in p.hosts and p.id != "website"]
    told = path.read_text("utf-8").replace("{anywhere}", ", ".join(anywhere))
    return told.replace("{platforms}", ", ".join(sorted(platforms())))


def _problems_of(folder: Path, body: bytes) -> str:
    path = folder / "profiles.yaml"
    path.write_bytes(body)
    return _problems(path)


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_what_is_wrong_is_said_as_the_file_beside_it_says(
    path: Path, parser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_document, "LOADER", parser)
    assert _problems(path) == _told(path.with_suffix(".txt"))


def test_no_expectation_is_left_of_a_case_that_is_gone() -> None:
    assert {path.stem for path in WRONG} == {path.stem for path in (Path(__file__).parent / "wrong").glob("*.txt")}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "1:1: the file is empty; begin with `company:` and, indented under it, `name:`\n"),
        (b" \n\n", "1:1: the file is empty; begin with `company:` and, indented under it, `name:`\n"),
        (b"---\n", "1:1: the file is empty; begin with `company:` and, indented under it, `name:`\n"),
        (b"\xff\xfec\x00o\x00", "1:1: the file is saved as UTF-16; save it as UTF-8\n"),
        (b"\xfe\xff\x00c\x00o", "1:1: the file is saved as UTF-16; save it as UTF-8\n"),
        (b"company:\n  name: S\xf8rlys\n", "2:10: the byte 0xf8 is not UTF-8; save the file as UTF-8\n"),
        (b"\xef\xbb\xbfa: \xc3\xb8\xff", "1:5: the byte 0xff is not UTF-8; save the file as UTF-8\n"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "1:1: this is a binary file\n"),
        (b"PK\x03\x04\x00\x00", "1:3: this is a binary file\n"),
        (b"company:\n  name: a\x07b\n", "2:10: the control character U+0007 may not stand here; delete it\n"),
    ],
)
def test_what_is_no_utf_8_text_is_told_apart(tmp_path: Path, body: bytes, said: str) -> None:
    assert _problems_of(tmp_path, body) == said


def test_a_file_that_is_not_there_says_where_to_run_the_tool(tmp_path: Path) -> None:
    said = "1:1: no such file; run presence-audit in the folder that has profiles.yaml, or name the file\n"
    assert _problems(tmp_path / "profiles.yaml") == said


def test_a_folder_is_not_a_profiles_file(tmp_path: Path) -> None:
    assert _problems(tmp_path) == "1:1: this is a folder; name the profiles file in it\n"


def test_a_path_that_no_system_takes_is_a_problem_too() -> None:
    assert _problems(Path("a\0b")).startswith("1:1: the file cannot be read: ")


def test_a_file_of_many_megabytes_is_not_read(tmp_path: Path) -> None:
    said = _problems_of(tmp_path, b"# padding\n" * 600_000)
    assert said == "1:1: the file is larger than 5 MiB, which no profiles file is; name another file\n"


def test_a_line_of_200_kilobytes_is_shown_in_part(tmp_path: Path) -> None:
    said = _problems_of(tmp_path, b"company: {name: Nordlys}\nchannels: [" + b"x" * 200_000 + b"]\n")
    assert said.startswith("2:12: ")
    assert len(said) < 200


def test_a_key_of_200_kilobytes_is_shown_in_part(tmp_path: Path) -> None:
    said = _problems_of(tmp_path, b'company: {name: Nordlys}\n? "' + b"x" * 200_000 + b'"\n: 1\n')
    assert said.startswith("2:3: the key `xxx")
    assert len(said) < 300


def test_more_values_than_any_company_has_are_refused(tmp_path: Path) -> None:
    said = _problems_of(tmp_path, b"company: {name: Nordlys}\nchannels: [" + b"x," * 200_001 + b"]\n")
    assert said.endswith("the file holds more than 200,000 values; split it\n")


def test_thousands_of_wrong_keys_are_all_reported(tmp_path: Path) -> None:
    keys = b"".join(b"key%d: 1\n" % number for number in range(2_000))
    said = _problems_of(tmp_path, b"company: {name: Nordlys}\n" + keys)
    assert said.count("\n") == 2_000


def test_a_column_counts_letters_not_bytes(tmp_path: Path) -> None:
    assert _problems_of(tmp_path, "company: {name: Blåbærøy, knd: b2b}\n".encode()).startswith("1:27: the key `knd`")


def test_windows_line_endings_do_not_move_a_line(tmp_path: Path) -> None:
    assert _problems_of(tmp_path, b"company:\r\n  name: Nordlys\r\n  knd: b2b\r\n").startswith("3:3: the key `knd`")


def test_the_message_of_the_error_names_the_file_the_line_and_the_column(tmp_path: Path) -> None:
    path = tmp_path / "profiles.yaml"
    path.write_text("company: {nme: Nordlys}\n")
    with pytest.raises(ProfilesError) as caught:
        load_profiles(path)
    assert str(caught.value).splitlines() == [
        f"{path}:1:1: `name` is missing",
        f"{path}:1:11: the key `nme` is not known; did you mean `name`?",
    ]
    assert caught.value.exit_code == 2


def test_a_problem_in_one_part_does_not_hide_those_in_another(tmp_path: Path) -> None:
    body = b"""company: {name: Nordlys, kind: b2x}
channels:
  - url: https://x.com/nordlys/status/1
    targt: 3/week
leaders:
  - nme: Kari Nordmann
    channels: [https://x.com/i/flow/login]
  - name: Ola Nordmann
    rol: CEO
  - name: Ola Nordmann
"""
    lines = [line.split(": ")[0] for line in _problems_of(tmp_path, body).splitlines()]
    assert lines == ["1:32", "3:10", "4:5", "6:5", "6:5", "7:16", "9:5", "10:11"]


def test_no_message_lets_a_control_character_through(tmp_path: Path) -> None:
    body = b'company: {name: Nordlys, "\\e[31mred": 1}\nchannels: ["\\e]0;x\\a", {platform: "\\e[2J", absent: true}]\n'
    said = _problems_of(tmp_path, body)
    assert all(character.isprintable() or character == "\n" for character in said)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (
            date(2026, 1, 1),
            "3:46: `until: 2028-03-01` is more than two years ahead; write a nearer day, and look again then",
        ),
        (date(2026, 3, 1), ""),
        (date(2030, 1, 1), ""),
        (None, ""),
    ],
)
def test_a_finding_may_be_ignored_for_two_years_and_an_old_entry_is_no_problem(
    tmp_path: Path, today: date | None, said: str
) -> None:
    path = tmp_path / "profiles.yaml"
    path.write_text("company: {name: N}\nignore:\n  - {finding: burst, reason: decided, until: 2028-03-01}\n")
    try:
        load_profiles(path, today)
        told = ""
    except ProfilesError as error:
        told = "".join(f"{p.line}:{p.column}: {p.message}" for p in error.problems)

    assert told == said
