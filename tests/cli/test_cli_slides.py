"""Slides from the command line: the template is looked at before anything is fetched."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from cli.installed import Program, Site, feed
from pptx import Presentation
from reports.report_samples import full
from reports.slide_templates import named, small_and_dark

from presence_audit.reports import pptx, render


@pytest.fixture
def result(program: Program) -> Path:
    return program.write("result.json", render(full(), "json").decode())


def test_a_saved_result_becomes_slides_on_the_clients_template(program: Program, result: Path) -> None:
    template = small_and_dark(program.folder / "client.pptx")
    done = program("report", result, "-o", "a.pptx", "-o", "a.md", "--template", template)

    assert (done.returncode, done.stderr) == (0, b"")
    assert (program.folder / "a.pptx").read_bytes() == pptx.render(full(), template)
    assert (program.folder / "a.md").read_bytes() == render(full(), "markdown")


def test_slides_go_to_standard_output_where_that_is_a_file(program: Program, result: Path) -> None:
    done = program("report", result, "-f", "pptx")

    assert done.returncode == 0
    assert done.stdout == pptx.render(full())


def test_a_scan_writes_slides_on_a_template(program: Program, site: Site) -> None:
    url = site.serve("/feed.xml", feed("2026-01-04", "2026-01-11"))
    program.write(
        "profiles.yaml",
        f"company: {{name: Nordlys, timezone: Europe/Oslo}}\nchannels:\n  - {{url: {url}, platform: feed}}\n"
        "settings: {allow_private_hosts: [127.0.0.1]}\n",
    )
    template = named(program.folder / "client.pptx")
    done = program("scan", "--as-of", "2026-02-01", "--template", template, "-o", "a.pptx", "-o", "a.json", "-q")
    slides = Presentation(BytesIO((program.folder / "a.pptx").read_bytes()))

    assert done.returncode in {0, 3}, done.stderr
    assert slides.slides[0].slide_layout.name == "Client Cover"
    assert json.loads((program.folder / "a.json").read_text("utf-8"))["company"]["name"] == "Nordlys"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("-o", "a.pptx", "--template", "none.pptx"), "--template none.pptx: No such file"),
        (("-o", "a.pptx", "--template", "result.json"), "no presentation that can be read (it is no zip file)"),
        (("-o", "a.md", "--template", "client.pptx"), "it is for slides; ask for them with -o audit.pptx"),
        (("-f", "markdown", "--template", "client.pptx"), "it is for slides; ask for them with -o audit.pptx"),
        (("--template", "client.pptx"), "it is for slides; ask for them with -o audit.pptx"),
        (("-o", "client.pptx", "--template", "client.pptx"), "-o client.pptx: this is the template; name another file"),
    ],
)
def test_a_template_that_cannot_be_used_ends_the_command_before_anything_is_written(
    program: Program, result: Path, args: tuple[str, ...], message: str
) -> None:
    before = named(program.folder / "client.pptx").read_bytes()
    done = program("report", result, *args)

    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert (program.folder / "client.pptx").read_bytes() == before
    assert not {"a.pptx", "a.md"} & {path.name for path in program.folder.iterdir()}
