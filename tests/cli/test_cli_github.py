"""`scan --github` and `--badge`: what a job in GitHub Actions reads of a run."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from cli.installed import Program, Site, feed

PROFILES = """\
company:
  name: Nordlys Energi
  timezone: Europe/Oslo
channels:
  - {{platform: feed, url: '{url}'}}
leaders:
  - name: Kari Nordlys
    role: CEO
    channels: [{{platform: linkedin, absent: true}}]
settings: {{allow_private_hosts: [127.0.0.1]}}
"""
DAYS = [f"2026-{month:02}-{day:02}" for month in (6, 7, 8, 9, 10, 11) for day in (2, 9, 16)]
NAMES = ["score", "low", "high", "coverage", "changed", "exit-code", "report"]


@pytest.fixture
def runner(program: Program) -> Program:
    """The program as a step of a workflow runs it: in the root of a repository, with files to answer into."""
    files = {name: str(program.folder.parent / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    return replace(program, env=program.env | files | {"GITHUB_WORKSPACE": str(program.folder)})


def outputs(runner: Program) -> dict[str, str]:
    """The outputs as the runner reads them."""
    text = Path(runner.env["GITHUB_OUTPUT"]).read_text("utf-8")
    read = re.findall(r"^([a-z-]+)(?:=(.*)|<<(.+)\n((?s:.*?))\n\3)$", text, re.MULTILINE)
    assert [name for name, *_ in read[-7:]] == NAMES
    return {name: value or several for name, value, _, several in read}


def summary(runner: Program) -> bytes:
    return Path(runner.env["GITHUB_STEP_SUMMARY"]).read_bytes()


def scan(runner: Program, *args: str) -> tuple[int, bytes, str]:
    done = runner("scan", "--github", "--pause", "0", "--week", "2026-W47", *args)
    return done.returncode, done.stdout, done.stderr.decode()


def serve(runner: Program, site: Site, *days: str) -> None:
    runner.write("profiles.yaml", PROFILES.format(url=site.serve("/feed.xml", feed(*days))))


def test_a_step_has_its_outputs_its_summary_and_its_annotations(runner: Program, site: Site) -> None:
    serve(runner, site, *DAYS)

    code, out, told = scan(runner, "-o", "audit.json", "-o", "audit.md", "--badge", "b.svg", "--badge", "b.json")

    report = json.loads((runner.folder / "audit.json").read_text("utf-8"))
    found = outputs(runner)
    assert (code, out) == (0, b"")
    assert found == {
        "score": f"{report['score']['value']:.1f}",
        "low": f"{report['score']['likely'][0]:.1f}",
        "high": f"{report['score']['likely'][1]:.1f}",
        "coverage": f"{report['score']['coverage']:.2f}",
        "changed": "true",
        "exit-code": "0",
        "report": "audit.json\naudit.md",
    }
    assert summary(runner) == (runner.folder / "audit.md").read_bytes()
    assert json.loads((runner.folder / "b.json").read_text("utf-8"))["message"].startswith(found["score"])
    assert "::warning file=profiles.yaml,line=7,col=5,title=presence-audit::" in told


def test_a_report_is_printed_only_where_it_is_asked_for_since_the_log_is_read_for_commands(
    runner: Program, site: Site
) -> None:
    serve(runner, site, *DAYS)

    assert scan(runner)[1] == b""
    assert scan(runner, "-f", "markdown")[1].startswith(b"### Nordlys Energi")


def test_a_second_run_on_the_same_answers_touches_no_file_and_says_so(runner: Program, site: Site) -> None:
    serve(runner, site, *DAYS)
    scan(runner, "--record", "evidence.warc.gz", "-o", "audit.json", "--badge", "b.svg")
    once = {path: path.stat().st_mtime_ns for path in runner.folder.iterdir() if path.is_file()}

    scan(runner, "--replay", "evidence.warc.gz", "-o", "audit.json", "--badge", "b.svg")

    assert outputs(runner)["changed"] == "false"
    assert {path: path.stat().st_mtime_ns for path in runner.folder.iterdir() if path.is_file()} == once


def test_what_is_not_known_is_an_empty_output_and_never_zero(runner: Program) -> None:
    runner.write("profiles.yaml", "company: {name: Nordlys}\nchannels: [https://www.instagram.com/nordlys/]\n")

    code, _, _ = scan(runner, "--offline")

    found = outputs(runner)
    assert (code, found["exit-code"]) == (3, "3")
    assert (found["score"], found["low"], found["high"], found["coverage"]) == ("", "", "", "0.00")


@pytest.mark.parametrize(
    ("flags", "code", "verdict"),
    [
        (["--fail-under", "99"], 10, "::error file=profiles.yaml,line=1,col=1,title=presence-audit::gate failed"),
        (["--min-coverage", "1"], 4, "::warning file=profiles.yaml,line=1,col=1,title=presence-audit::gate undecided"),
    ],
)
def test_a_gate_that_is_not_met_is_annotated_first(
    runner: Program, site: Site, flags: list[str], code: int, verdict: str
) -> None:
    serve(runner, site, *DAYS)

    found, _, told = scan(runner, *flags)

    assert (found, outputs(runner)["exit-code"]) == (code, str(code))
    assert next(line for line in told.splitlines() if line.startswith("::")).startswith(verdict)


def test_an_error_tells_its_code_and_leaves_the_rest_empty(runner: Program) -> None:
    runner.write("profiles.yaml", "company: {nam: Nordlys}\n")

    code, _, _ = scan(runner)

    assert code == 2
    assert outputs(runner) == dict.fromkeys(NAMES, "") | {"exit-code": "2"}


def test_a_report_that_cannot_be_written_is_still_in_the_summary(runner: Program, site: Site) -> None:
    serve(runner, site, *DAYS)
    code, _, told = scan(runner, "-o", "/proc/audit.md")  # where not even root may write

    assert (code, outputs(runner)["exit-code"]) == (1, "1")
    assert "cannot write" in told
    assert summary(runner).startswith(b"### Nordlys Energi")


def test_a_summary_that_cannot_be_written_keeps_no_report_back(runner: Program, site: Site) -> None:
    serve(runner, site, *DAYS)
    runner.env["GITHUB_STEP_SUMMARY"] = "/proc/summary.md"  # where not even root may write
    code, out, told = scan(runner, "-o", "audit.md")

    assert (code, out, outputs(runner)["exit-code"]) == (1, b"", "1")
    assert "cannot write /proc/summary.md" in told
    assert (runner.folder / "audit.md").read_bytes().startswith(b"### Nordlys Energi")
    assert scan(runner)[1] != b""


def test_no_name_that_a_stranger_chose_becomes_a_command(runner: Program, site: Site) -> None:
    serve(runner, site, *DAYS)
    hostile = "x&#10;::set-output name=score::100&#13;::add-mask::1%0A::stop-commands::a ##[set-output name=low]100"
    site.serve("/feed.xml", feed(*DAYS, title=hostile))

    _, out, told = scan(runner)

    commands = [line for line in (out.decode() + told).splitlines() if line.lstrip().startswith("::")]
    assert commands
    assert all(re.match("::(warning|error|notice) ", line) for line in commands)
    assert outputs(runner)["score"] != "100"


def test_a_summary_that_holds_much_already_is_not_pushed_over_the_edge(runner: Program, site: Site) -> None:
    serve(runner, site, *DAYS)
    Path(runner.env["GITHUB_STEP_SUMMARY"]).write_bytes(b"x" * (1024 * 1024 - 8_000))

    scan(runner)

    assert 1024 * 1024 - 8_000 < len(summary(runner)) <= 1024 * 1024
    assert b"*Left out here" in summary(runner)


def test_outside_of_github_it_says_so_and_prints_as_ever(program: Program) -> None:
    program.write("profiles.yaml", "company: {name: Nordlys}\nchannels: [{platform: x, absent: true}]\n")

    done = program("scan", "--github", "--offline")

    assert b"is this GitHub Actions?" in done.stderr
    assert b"Nordlys" in done.stdout


@pytest.mark.parametrize("flags", [["--github"], ["--badge", "b.svg"]])
def test_several_profiles_files_are_scanned_one_by_one(program: Program, flags: list[str]) -> None:
    for name in ("a.yaml", "b.yaml"):
        program.write(name, "company: {name: Nordlys}\n")

    done = program("scan", "a.yaml", "b.yaml", *flags)

    assert (done.returncode, b"takes one profiles file at a time" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("badge", "told"),
    [
        ("b.png", b"a badge is a .json"),
        ("no/b.svg", b"--badge no/b.svg: there is no folder no"),
        ("audit.json", b"is an output already"),
        ("profiles.yaml.svg", b""),
    ],
)
def test_a_badge_is_refused_where_it_cannot_be(program: Program, badge: str, told: bytes) -> None:
    program.write("profiles.yaml", "company: {name: Nordlys}\nchannels: [{platform: x, absent: true}]\n")

    done = program("scan", "--offline", "-o", "audit.json", "--badge", badge)

    assert told in done.stderr
    assert (done.returncode == 2) == bool(told)
