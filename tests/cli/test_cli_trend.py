"""`trend` on the command line: the audits of a history for people and machines, and what to do where there is none."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from cli.installed import Program
from reports.history_samples import earlier
from rich.cells import cell_len

from presence_audit.history import History
from presence_audit.model.observation import Trace

PROFILES = """\
company: {name: Nordlys Energi, website: https://nordlys.example, timezone: Europe/Oslo}
channels: [https://bsky.app/profile/nordlys.example]
leaders: [{name: Kari Nordmann, id: kari, role: CEO}]
"""
WEEKS = 14
NO_HISTORY = "there is no history yet: run `presence-audit scan profiles.yaml` today and again next week"


def _kept(path: Path, weeks: int = WEEKS) -> Path:
    """A history of so many weekly audits; in the middle the second channel stood behind a wall twice."""
    path.parent.mkdir(exist_ok=True)
    with History.open(path) as history:
        for week in range(weeks - 1, -1, -1):
            report = earlier(week, walled=week in {5, 6}, scale=1 - week / (2 * WEEKS))
            history.record(report.as_of, 182, "1", "0", {}, trace=lambda _: Trace(0, None), is_ours=lambda _: True)
            history.measured(report)
    return path


@pytest.fixture
def audited(program: Program) -> Program:
    """A folder with a profiles file, and its history in the usual place."""
    program.write("profiles.yaml", PROFILES)
    _kept(program.folder / ".presence-audit" / "profiles.sqlite")
    return program


def test_every_audit_is_in_the_table_newest_first_with_a_line_of_the_score(audited: Program) -> None:
    done = audited("trend")
    text = done.stdout.decode()

    assert (done.returncode, done.stderr) == (0, b"")
    days = re.findall(r"^ (2026-\d\d-\d\d) ", text, re.MULTILINE)
    assert days == sorted(days, reverse=True)
    assert len(days) == WEEKS
    assert re.search(r"^ {3}[▁-█?]{14}$", text, re.MULTILINE)
    assert "It rises over these audits." in " ".join(text.split())
    assert re.search(r"Bluesky nordlys\.example +read +12 of 14 +\++\?\?\++", text)
    assert re.search(r"2026-10-09 .*Bluesky nordlys.example", text)
    assert "Kari Nordmann" in text


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(audited: Program, width: int) -> None:
    audited.env["COLUMNS"] = f"{width}"
    text = audited("trend").stdout.decode()

    assert max(map(cell_len, text.splitlines())) <= width


def test_the_json_fits_its_schema_and_keeps_the_unknown_null(audited: Program) -> None:
    made = json.loads(audited("trend", "-f", "json").stdout)
    schema = json.loads(audited("schema", "trend").stdout)

    jsonschema.Draft202012Validator(schema).validate(made)
    assert (made["schema"], made["company"], len(made["audits"])) == ("presence-audit/trend/1", "Nordlys Energi", WEEKS)
    walled = [audit["channels"][1]["posts_per_week"] for audit in made["audits"]]
    assert walled.count(None) == 2
    assert [audit["as_of"] for audit in made["audits"]] == sorted(audit["as_of"] for audit in made["audits"])


def test_the_newest_audits_alone_can_be_asked_for(audited: Program) -> None:
    made = json.loads(audited("trend", "-f", "json", "--last", "3").stdout)

    assert [audit["as_of"][:10] for audit in made["audits"]] == ["2026-11-06", "2026-11-13", "2026-11-20"]


def test_markdown_has_tables_and_plain_has_sentences(audited: Program) -> None:
    written = audited("trend", "-f", "markdown").stdout.decode()
    plain = " ".join(audited("trend", "--plain").stdout.decode().split())

    assert written.startswith("### Nordlys Energi: over time\n")
    assert "| 2026-11-20 |  51.7 |" in written
    assert "Audit of: 2026-11-20. Score: 51.7. Likely range: 41.4-63.5. Data coverage: 65%." in plain
    assert not re.search("[▁-█]", plain)


def test_a_history_of_lines_elsewhere_is_read_too(audited: Program) -> None:
    _kept(audited.folder / "audits" / "nordlys.jsonl", 2)
    made = json.loads(audited("trend", "-f", "json", "--store", "audits/nordlys.jsonl").stdout)

    assert len(made["audits"]) == 2


def test_one_audit_is_shown_and_no_line_is_drawn(audited: Program) -> None:
    text = audited("trend", "--last", "1").stdout.decode()

    assert "One audit so far, of 2026-11-20, with a score of 51.7" in text
    assert not re.search(r"^ {3}[▁-█]", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), NO_HISTORY),
        (("--store", "elsewhere.sqlite"), "elsewhere.sqlite: there is no history yet"),
        (("--store", "notes.txt"), "--store notes.txt: a history ends with"),
        (("-f", "pdf"), "--format pdf: there are terminal, markdown and json."),
        (("--lang", "sv"), "--lang sv: there are"),
    ],
)
def test_what_cannot_be_shown_is_told_with_what_to_do(
    program: Program, options: tuple[str, ...], expected: str
) -> None:
    program.write("profiles.yaml", PROFILES)
    done = program("trend", *options)

    assert done.returncode == 2
    assert done.stdout == b""
    assert expected in done.stderr.decode()
    assert not list(program.folder.glob("*.sqlite"))


def test_a_history_without_a_finished_audit_is_told_as_one(program: Program) -> None:
    program.write("profiles.yaml", PROFILES)
    _kept(program.folder / "empty.sqlite", 0)
    done = program("trend", "--store", "empty.sqlite")

    assert done.returncode == 2
    assert "this history holds no finished audit yet" in done.stderr.decode()
