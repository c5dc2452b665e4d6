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


def test_every_gate_of_the_file_is_told_as_it_was_understood(program: Program) -> None:
    gates = (
        "settings: {fail_under: 50, no_regress: true}\n"
        "gates:\n"
        "  - {id: coverage, minimum: 0.6, on_unknown: fail}\n"
        "  - {id: channel-coverage, minimum: 40}\n"
        "  - {id: dialogue, minimum: 30, on_unknown: pass}\n"
        "  - {id: leader-last-post, minimum: 30, level: warn}\n"
        "  - {id: posts-per-week, minimum: 20, level: warn}\n"
        "  - {id: posts-per-week, minimum: 20, level: warn, subject: 'channel:bluesky:nordlys.example'}\n"
        "  - {id: alt-text, minimum: 80}\n"
    )
    program.write("profiles.yaml", GOOD + gates)

    done = program("check")

    assert [line for line in done.stdout.decode().splitlines() if line.startswith("  gate: ")] == [
        "  gate: score: at least 50 points; exit 10 where it is below, 4 where it is unknown",
        "  gate: data coverage: at least 0.6; exit 10 where it is below",
        "  gate: channel-coverage: at least 40 points; exit 10 where it is below, 4 where it is unknown",
        "  gate: dialogue: at least 30 points; exit 10 where it is below, met where it is unknown",
        "  gate: leader-last-post of each leader: at least 30 points; only warned of",
        "  gate: posts-per-week of each channel: at least 20 points; only warned of",
        "  gate: posts-per-week of channel:bluesky:nordlys.example: at least 20 points; only warned of",
        "  gate: alt-text: at least 80 points; exit 10 where it is below, 4 where it is unknown",
        "  gate: score: not lower than in the last audit; exit 10 where it fell",
    ]


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
