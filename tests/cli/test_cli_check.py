"""Profiles files that cannot be used: each ends with 2, and says where and what to do."""

from __future__ import annotations

import pytest
from cli.installed import Program

GOOD = "company: {name: Nordlys}\nchannels: [https://bsky.app/profile/nordlys.example]\n"


def test_a_good_file_shows_how_every_channel_is_recognised(program: Program) -> None:
    program.write("profiles.yaml", GOOD)

    done = program("check")

    assert done.returncode == 0
    assert b"ok: Nordlys, 1 channel, 0 leaders" in done.stdout
    assert b"bluesky account nordlys.example" in done.stdout


@pytest.mark.parametrize("command", ["check", "scan"])
@pytest.mark.parametrize(
    ("body", "said"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"\x00\x01\xff\xfe\x89PNG", "profiles.yaml:1:", id="binary"),
        pytest.param(b"company: {name: " + b"x" * 200_000, "profiles.yaml:1:", id="a 200 KB line"),
        pytest.param(b"company:\n  nam: Nordlys\n", "profiles.yaml:2:3", id="unknown key"),
        pytest.param(b"company: {name: N}\nchannels:\n  - handle: @acme\n", "'@acme'", id="unquoted handle"),
    ],
)
def test_a_bad_file_ends_with_2_at_its_line(program: Program, command: str, body: bytes, said: str) -> None:
    (program.folder / "profiles.yaml").write_bytes(body)

    done = program(command)

    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert len(done.stderr) < 4000


@pytest.mark.parametrize("command", ["check", "scan"])
def test_a_missing_file_and_a_folder_are_said_by_name(program: Program, command: str) -> None:
    (program.folder / "clients").mkdir()

    missing, folder = program(command), program(command, "clients")

    assert (missing.returncode, folder.returncode) == (2, 2)
    assert b"profiles.yaml" in missing.stderr
    assert b"clients" in folder.stderr


def test_all_problems_of_all_files_are_told_at_once(program: Program) -> None:
    program.write("a.yaml", "company:\n  nam: A\n  knd: b2b\n")
    program.write("b.yaml", "company: {name: B}\nchanels: []\n")

    done = program("check", "a.yaml", "b.yaml")

    told = done.stderr.decode()
    assert done.returncode == 2
    assert all(where in told for where in ("a.yaml:2:3", "a.yaml:3:3", "b.yaml:2:1"))
