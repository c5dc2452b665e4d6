"""Ctrl-C at moments that are chosen: one word, the exit code 130, and never a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from cli.installed import Program
from reports.report_samples import full

from presence_audit.reports import render

# Presses Ctrl-C when the named module is about to be imported.
PROBE = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
at, sys.argv = sys.argv[1], ["presence-audit", *sys.argv[2:]]
class Press:
    def find_spec(self, name, *_):
        if name == at:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Press())
from presence_audit.cli import main
main()
"""


def interrupted(program: Program, at: str, *args: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", PROBE, at, *args]
    return subprocess.run(command, cwd=program.folder, env=program.env, capture_output=True, check=False, timeout=60)


@pytest.fixture(autouse=True)
def files(program: Program) -> None:
    program.write("profiles.yaml", "company: {name: Nordlys}\nchannels: [https://www.instagram.com/a/]\n")
    program.write("result.json", render(full(), "json").decode())


@pytest.mark.parametrize("at", ["presence_audit.cli._app", "typer", "presence_audit.cli.scan", "weasyprint"])
def test_an_interruption_before_anything_is_asked_is_one_line(program: Program, at: str) -> None:
    done = interrupted(program, at, "scan", "--offline", "-o", "audit.pdf")

    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"presence-audit: interrupted\n")


def test_an_interruption_while_a_report_is_made_says_that_nothing_was_written(program: Program) -> None:
    done = interrupted(
        program, "presence_audit.reports._pdf_tree", "report", "result.json", "-o", "a.md", "-o", "a.pdf"
    )

    assert (done.returncode, done.stderr) == (130, b"presence-audit: interrupted; nothing was written\n")
    assert {path.name for path in program.folder.iterdir()} == {"profiles.yaml", "result.json"}


def test_an_interruption_while_a_scan_makes_its_report_keeps_the_audit(program: Program) -> None:
    done = interrupted(program, "presence_audit.reports._pdf_tree", "scan", "--offline", "-o", "a.pdf")

    assert done.returncode == 130
    assert b"interrupted; nothing was written\nThe audit is kept in " in done.stderr
    [copy] = Path(program.env["TMPDIR"]).glob("presence-audit-*.json")
    assert program("report", copy).returncode == 0
