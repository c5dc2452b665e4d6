"""Where reports go: never over what is read or written besides, in the format asked for, and never in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.installed import Program
from reports.report_samples import full

from presence_audit.reports import render

PAGES = "company: {name: Nordlys}\nchannels: [{url: https://www.instagram.com/a/, saved: pages}]\n"
BARE = "company: {name: Nordlys}\nchannels: [https://www.instagram.com/a/]\n"


@pytest.fixture
def result(program: Program) -> Path:
    return program.write("result.json", render(full(), "json").decode())


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        (PAGES, ["--offline", "-o", "pages/a.html"]),
        (PAGES, ["--offline", "-o", "elsewhere.html"]),
        (PAGES, ["--record", "pages/a.html"]),
        (BARE, ["--offline", "--saved", "pages", "-o", "pages/new.html"]),
        (BARE, ["--offline", "--saved", "linked", "-o", "pages/below/audit.json"]),
    ],
)
def test_nothing_is_written_among_saved_pages(program: Program, text: str, flags: list[str]) -> None:
    (program.folder / "pages" / "below").mkdir(parents=True)
    (program.folder / "linked").symlink_to("pages")
    pages = [program.write(name, "<p>saved</p>") for name in ("pages/a.html", "elsewhere.html")]
    (program.folder / "pages" / "link.html").symlink_to("../elsewhere.html")
    program.write("profiles.yaml", text)

    done = program("scan", *flags)

    assert done.returncode == 2
    assert b"name another" in done.stderr
    assert all(page.read_text() == "<p>saved</p>" for page in pages)
    assert len(list((program.folder / "pages").rglob("*"))) == 3


def test_a_report_keeps_away_from_the_saved_pages_of_its_profiles_file(program: Program, result: Path) -> None:
    (program.folder / "pages").mkdir()
    program.write("pages/a.html", "<p>saved</p>")
    program.write("profiles.yaml", PAGES.replace("Nordlys", full().company.name))

    done = program("report", result, "--profiles", "profiles.yaml", "-o", "pages/audit.html")

    assert done.returncode == 2
    assert b"a folder with saved pages" in done.stderr


@pytest.mark.parametrize(
    ("outputs", "said"),
    [
        (["-o", "a.md", "-o", "a.md"], "a.md would be an output and is an output already"),
        (["-o", "a.md", "-o", "folder/../a.md"], "folder/../a.md would be an output and is an output already"),
        (["-o", "a.md", "-o", "link.md"], "link.md would be an output and is an output already"),
        (["-o", "result.json"], "result.json would be an output and is the result that is read already"),
        (["-o", "link.json"], "link.json would be an output and is the result that is read already"),
    ],
)
def test_a_report_refuses_to_write_over_itself_or_its_result(
    program: Program, result: Path, outputs: list[str], said: str
) -> None:
    (program.folder / "folder").mkdir()
    (program.folder / "link.md").symlink_to("a.md")
    (program.folder / "link.json").symlink_to("result.json")
    before = result.read_bytes()

    done = program("report", "result.json", *outputs)

    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert not (program.folder / "a.md").exists()
    assert result.read_bytes() == before
