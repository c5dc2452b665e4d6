"""Comparable companies on the command line: shown where people read, and refused before anybody is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.installed import Program, Site, feed
from openpyxl import load_workbook
from pptx import Presentation
from reports.report_samples import full

from presence_audit.reports import render
from presence_audit.scoring import anchors

AS_OF = "2026-11-20T06:00Z"
TITLE = "Beside comparable companies"
COMPANIES = {"result": "Nordlys", "other": "Sørvest", "third": "Vestlys"}


def _result(program: Program, name: str, company: str, **changes: object) -> Path:
    report = full().model_copy(update={"method": anchors().method})
    whose = report.company.model_copy(update={"name": company})
    return program.write(
        f"{name}.json", render(report.model_copy(update={"company": whose, **changes}), "json").decode()
    )


@pytest.fixture
def results(program: Program) -> dict[str, Path]:
    return {name: _result(program, name, company) for name, company in COMPANIES.items()}


@pytest.mark.usefixtures("results")
def test_a_saved_result_is_shown_beside_others_in_every_format_that_people_read(program: Program) -> None:
    outputs = [part for name in ("a.html", "a.pptx", "a.xlsx", "a.md") for part in ("-o", name)]
    done = program("report", "result.json", "--peer", "other.json", "--peer", "third.json", *outputs)
    shown = program("report", "result.json", "--peer", "other.json", "--plain")

    assert (done.returncode, done.stderr) == (0, b"")
    for name in ("a.html", "a.md"):
        text = (program.folder / name).read_text("utf-8")
        assert TITLE in text
        assert "Sørvest" in text
        assert "Vestlys" in text
    titles = [slide.shapes.title.text_frame.text for slide in Presentation(program.folder / "a.pptx").slides]
    assert titles[titles.index("Company beside leaders") + 1] == TITLE
    assert {TITLE, "Companies"} <= set(load_workbook(program.folder / "a.xlsx").sheetnames)
    assert TITLE in shown.stdout.decode()
    assert "Company: Sørvest. Presence score: " in shown.stdout.decode()


@pytest.mark.parametrize("name", ["json", "csv", "junit"])
def test_formats_that_programs_read_are_the_same_with_others_and_without(
    program: Program, results: dict[str, Path], name: str
) -> None:
    beside = program("report", results["result"], "--peer", "other.json", "-f", name)

    assert beside.returncode == 0
    assert beside.stdout == program("report", results["result"], "-f", name).stdout


@pytest.mark.usefixtures("results")
def test_a_scan_is_shown_beside_others_at_once(program: Program, site: Site) -> None:
    url = site.serve("/feed.xml", feed("2026-11-12", "2026-11-19"))
    program.write(
        "nordlys.yaml",
        f"company: {{name: Nordlys}}\nchannels: [{{url: '{url}', platform: feed}}]\n"
        "settings: {allow_private_hosts: [127.0.0.1]}\n",
    )
    done = program("scan", "nordlys.yaml", "--as-of", AS_OF, "--peer", "other.json", "-q")

    assert done.returncode == 0, done.stderr
    assert TITLE in done.stdout.decode()
    assert "Sørvest" in done.stdout.decode()


REFUSED = [
    (["--peer", "same.json"], "--peer: this is a result of Nordlys itself; name results of other companies."),
    (["--peer", "other.json", "--peer", "twice.json"], "Sørvest is named twice; name one result of each company."),
    (["--peer", "short.json"], "Kortlys was audited over 91 days and Nordlys over 182; audit both over windows of one"),
    (["--peer", "missing.json"], "missing.json: No such file or directory; name a file that `scan -o RESULT.json`"),
    (["--peer", "nordlys.yaml"], "nordlys.yaml: "),
    (["--peer", "other.json", "-o", "other.json"], "a result of another company"),
]


@pytest.mark.parametrize("command", ["scan", "report"])
@pytest.mark.parametrize(("args", "said"), REFUSED)
@pytest.mark.usefixtures("results")
def test_what_cannot_stand_beside_ends_with_2_before_anybody_is_asked(
    program: Program, site: Site, command: str, args: list[str], said: str
) -> None:
    url = site.serve("/feed.xml", feed("2026-11-19"))
    program.write("nordlys.yaml", f"company: {{name: Nordlys}}\nchannels: [{{url: '{url}', platform: feed}}]\n")
    (program.folder / "same.json").write_bytes((program.folder / "result.json").read_bytes())
    (program.folder / "twice.json").write_bytes((program.folder / "other.json").read_bytes())
    _result(program, "short", "Kortlys", window_days=91)
    before = (program.folder / "other.json").read_bytes()

    done = program(command, "nordlys.yaml" if command == "scan" else "result.json", *args)

    assert (done.returncode, done.stdout, site.asked) == (2, b"", [])
    assert said in done.stderr.decode()
    assert (program.folder / "other.json").read_bytes() == before


def test_a_file_that_is_no_result_is_named_with_what_is_wanted(program: Program, results: dict[str, Path]) -> None:
    program.write("notes.txt", "A page of notes.")
    program.write("other_kind.json", '{"name": "Nordlys"}')

    for name in ("notes.txt", "other_kind.json"):
        done = program("report", results["result"], "--peer", name)
        assert done.returncode == 2
        assert f"{name}: " in done.stderr.decode()
        assert "make it again with `presence-audit scan" in done.stderr.decode()


@pytest.mark.usefixtures("results")
def test_a_result_of_another_method_is_made_again_first(program: Program) -> None:
    _result(program, "old", "Nordlys", method="2025.1")

    done = program("report", "old.json", "--peer", "other.json")

    assert (done.returncode, done.stdout) == (2, b"")
    assert "make it again with `presence-audit scan`" in done.stderr.decode()


@pytest.mark.usefixtures("results")
def test_others_are_for_one_profiles_file(program: Program) -> None:
    for name in ("a.yaml", "b.yaml"):
        program.write(name, "company: {name: Nordlys}\nchannels: []\n")

    done = program("scan", "a.yaml", "b.yaml", "--peer", "other.json", "--offline")

    assert (done.returncode, done.stdout) == (2, b"")
    assert "--peer takes one profiles file at a time; scan them one by one." in done.stderr.decode()


@pytest.mark.usefixtures("results")
def test_a_scan_says_how_the_companies_under_competitors_come_beside(program: Program) -> None:
    program.write("mine.yaml", "company: {name: Nordlys}\nchannels: []\ncompetitors: [other.yaml]\n")

    alone = program("scan", "mine.yaml", "--offline")
    beside = program("scan", "mine.yaml", "--offline", "--peer", "other.json")

    assert b"name a result of each with --peer RESULT.json" in alone.stderr
    assert b"competitors" not in beside.stderr


@pytest.fixture
def pack(program: Program) -> Path:
    for at in range(5):
        _result(program, f"firm{at}", f"Firma {at}")
    made = program(
        "benchmark", *(f"firm{at}.json" for at in range(5)), "--pack", "pack.json", "--pack-name", "Energy", "-q"
    )
    assert made.returncode == 0, made.stderr
    return program.folder / "pack.json"


@pytest.mark.usefixtures("results", "pack")
def test_a_result_and_a_scan_are_shown_beside_a_pack(program: Program) -> None:
    program.write("nordlys.yaml", "company: {name: Nordlys}\nchannels: []\n")
    told = program("report", "result.json", "--peer-pack", "pack.json", "-o", "a.html", "-o", "a.pptx", "-o", "a.xlsx")
    scanned = program("scan", "nordlys.yaml", "--offline", "--peer-pack", "pack.json", "--plain")

    assert (told.returncode, told.stderr) == (0, b"")
    assert "Energy (n = 5, 2026-11-20, method " in (program.folder / "a.html").read_text("utf-8")
    assert "Firma" not in (program.folder / "a.html").read_text("utf-8")
    assert "Energy (n = 5, " in scanned.stdout.decode()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--peer-pack", "pack.json", "--peer", "other.json"], "--peer and --peer-pack exclude each other"),
        (["--peer-pack", "other.json"], "other.json: the peer pack is not of the schema"),
        (["--peer-pack", "gone.json"], "gone.json: No such file or directory; name a file that `benchmark --pack"),
        (["--peer-pack", "pack.json", "-o", "pack.json"], "the peer pack"),
        (["--peer-pack", "old.json"], "the pack was scored by method 0"),
        (["--peer-pack", "short.json"], "audited over 91 days and Nordlys over 182"),
    ],
)
@pytest.mark.parametrize("command", ["scan", "report"])
@pytest.mark.usefixtures("results")
def test_a_pack_that_does_not_fit_is_refused_before_anybody_is_asked(
    program: Program, pack: Path, command: str, args: list[str], said: str
) -> None:
    program.write("nordlys.yaml", "company: {name: Nordlys}\nchannels: []\n")
    text = pack.read_text("utf-8")
    program.write("old.json", text.replace(f'"method": "{anchors().method}"', '"method": "0"'))
    program.write("short.json", text.replace('"window_days": 182', '"window_days": 91'))

    done = program(command, "nordlys.yaml" if command == "scan" else "result.json", *args)

    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()
    assert pack.read_text("utf-8") == text
