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


def test_one_output_is_in_the_format_of_the_flag_whatever_its_suffix(program: Program, result: Path) -> None:
    done = program("report", result, "-f", "csv", "-o", "measures.data")

    assert done.returncode == 0
    assert (program.folder / "measures.data").read_bytes() == program("report", result, "-f", "csv").stdout


def test_a_flag_that_no_output_could_follow_is_refused(program: Program, result: Path) -> None:
    done = program("report", result, "-f", "csv", "-o", "a.csv", "-o", "b.md")

    assert done.returncode == 2
    assert b"-f csv and -o b.md: by its suffix it is markdown" in done.stderr
    assert not (program.folder / "a.csv").exists()


def test_beside_files_the_flag_is_for_standard_output_and_for_what_has_no_suffix(
    program: Program, result: Path
) -> None:
    both = program("report", result, "-f", "csv", "-o", "-", "-o", "b.json")
    plain = program("report", result, "-f", "csv", "-o", "a.csv", "-o", "a.data")

    assert (both.returncode, plain.returncode) == (0, 0)
    assert both.stdout == (program.folder / "a.data").read_bytes() == (program.folder / "a.csv").read_bytes()
    assert (program.folder / "b.json").read_bytes() == result.read_bytes()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_report_that_cannot_be_written_says_what_was_and_keeps_no_copy_of_its_result(
    program: Program, result: Path
) -> None:
    some = program("report", result, "-f", "markdown", "-o", "a.md", "-o", "/dev/full", "-o", "c.md")
    none = program("report", result, "-f", "markdown", "-o", "/dev/full")

    assert (some.returncode, none.returncode) == (1, 1)
    assert some.stderr.decode() == (
        "presence-audit: cannot write /dev/full: No space left on device\nwritten: a.md, c.md; not written: /dev/full\n"
    )
    assert none.stderr.decode() == "presence-audit: cannot write /dev/full: No space left on device\n"
    assert not list(Path(program.env["TMPDIR"]).glob("presence-audit-*"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_scan_names_the_result_that_it_could_write_and_else_keeps_one(program: Program) -> None:
    program.write("profiles.yaml", BARE)

    (program.folder / "full.md").symlink_to("/dev/full")

    with_result = program("scan", "--offline", "-o", "full.md", "-o", "a.json", "-o", "-")
    without = program("scan", "--offline", "-o", "full.md", "-o", "b.md")

    assert (with_result.returncode, without.returncode) == (1, 1)
    assert with_result.stdout
    assert with_result.stderr.decode().splitlines()[-2:] == [
        "written: a.json, standard output; not written: full.md",
        "The audit is in a.json; render it with: presence-audit report a.json",
    ]
    assert "written: b.md; not written: full.md\nThe audit is kept in " in without.stderr.decode()
    [copy] = Path(program.env["TMPDIR"]).glob("presence-audit-*.json")
    assert program("report", copy).returncode == 0
