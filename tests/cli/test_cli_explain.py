"""`explain`, `metrics` and `compare` of the installed program, on a real result."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from cli.installed import Program

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def result(program: Program) -> Path:
    """The result of the example that comes with the project."""
    shutil.copy(ROOT / "profiles.yaml", program.folder)
    shutil.copytree(ROOT / "examples", program.folder / "examples")
    assert program("scan", "-q", "-o", "result.json").returncode == 0
    return program.folder / "result.json"


def test_explain_lists_the_topics_and_explains_one(program: Program) -> None:
    listed, told = program("explain"), program("explain", "leader-participation")

    assert (listed.returncode, told.returncode) == (0, 0)
    assert b"robots_disallowed" in listed.stdout
    assert told.stdout.startswith(b"leader-participation (metric)\nHow much of what a leader does")
    assert b"worth 50" in told.stdout


def test_an_unknown_topic_ends_with_2_and_a_suggestion(program: Program) -> None:
    done = program("explain", "burstines")

    assert done.returncode == 2
    assert b"Did you mean burstiness" in done.stderr
    assert done.stdout == b""


def test_metrics_are_listed_for_people_and_for_machines(program: Program) -> None:
    table, document = program("metrics"), json.loads(program("metrics", "-f", "json").stdout)

    assert b"posts-per-week" in table.stdout
    assert document[0]["facts"]["metrics"][0]["id"] == "posts-per-week"


def test_one_number_of_a_result_is_explained(program: Program, result: Path) -> None:
    done = program("explain", result, "leader:ceo#leader-participation")
    document = json.loads(program("explain", result, "leader:ceo#leader-participation", "-f", "json").stdout)
    saved = json.loads(result.read_bytes())
    leaf = next(
        leaf
        for pillar in saved["pillars"]
        for leaf in pillar["leaves"]
        if (leaf["subject"], leaf["metric"]) == ("leader:ceo", "leader-participation")
    )

    assert done.returncode == 0
    assert b"With this one number at 90" in done.stdout
    assert document[0]["facts"]["value"] == leaf["value"]
    assert document[0]["facts"]["evidence"] == leaf["evidence"]


def test_an_unknown_number_ends_with_2_and_a_suggestion(program: Program, result: Path) -> None:
    done = program("explain", result, "leader:ceo#leader-particpation")

    assert done.returncode == 2
    assert b"leader:ceo#leader-participation" in done.stderr


@pytest.mark.parametrize("name", ["missing.json", "profiles.yaml"])
def test_what_is_no_result_ends_with_2(program: Program, result: Path, name: str) -> None:
    done = program("explain", name, "score")

    assert done.returncode == 2
    assert name.encode() in done.stderr
    assert b"Traceback" not in done.stderr


def test_two_results_are_compared_in_every_format(program: Program, result: Path) -> None:
    assert program("scan", "-q", "--as-of", "2026-09-20", "-o", "old.json").returncode == 0

    same = program("compare", result, result)
    terminal, markdown, machine = (
        program("compare", "old.json", result, "-f", f) for f in ("terminal", "markdown", "json")
    )

    assert b"Nothing has changed." in same.stdout
    assert [done.returncode for done in (terminal, markdown, machine)] == [0, 0, 0]
    assert markdown.stdout.startswith(b"### What changed")
    assert json.loads(machine.stdout)[0]["facts"]["changed"] is True
    assert program("compare", "old.json", result, "-f", "html").returncode == 2


def test_plain_output_has_no_columns_and_no_bars_and_fits_a_narrow_terminal(program: Program, result: Path) -> None:
    program.env["COLUMNS"] = "60"
    text = program("explain", result, "score", "--plain").stdout.decode()

    assert not set(text) & set("─█░")
    assert "   " not in text.replace("\n   ", "\n")
    assert max(map(len, text.splitlines())) <= 60
