"""Several companies on the command line: side by side in a benchmark, and a report each in a scan."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from cli.installed import Program, Site, feed
from compare.test_compare_benchmark import _several
from jsonschema import Draft202012Validator

from presence_audit.cli._interrupt import INTERRUPTED
from presence_audit.cli._options import Reach
from presence_audit.cli._together import Audited
from presence_audit.cli.benchmark import BenchmarkRun

AS_OF = ("--pause", "0", "--as-of", "2026-11-20")
NAMES = ("Nordlys", "Sørvest", "Vestlys", "Havdugg", "Rimfaks")


def _file(program: Program, folder: str, name: str, *urls: str, more: str = "", days: int = 182) -> Path:
    listed = "".join(f"  - {url}\n" for url in urls)
    (program.folder / folder).mkdir(parents=True, exist_ok=True)
    return program.write(
        f"{folder}/profiles.yaml",
        f"company: {{name: {name}}}\nchannels:\n{listed}"
        "leaders:\n  - {name: Kari Nordmann, role: CEO, channels: [{platform: bluesky, absent: true}]}\n"
        f"settings: {{window_days: {days}, allow_private_hosts: [127.0.0.1]}}\n{more}",
    )


def _weekly(number: int) -> list[str]:
    return [f"2026-{month:02}-{day:02}" for month in (11, 10, 9, 8) for day in range(1, 20, 20 // number)]


@pytest.fixture
def files(program: Program, site: Site) -> list[Path]:
    urls = [site.serve(f"/{number}.xml", feed(*_weekly(number))) for number in range(1, 6)]
    return [_file(program, f"c/{name.lower()}", name, url) for name, url in zip(NAMES, urls, strict=True)]


def _facts(stdout: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(stdout)[0]["facts"]
    return found


def test_profiles_files_are_audited_in_one_run_over_one_window(program: Program, files: list[Path]) -> None:
    done = program("benchmark", *files, *AS_OF, "-f", "json")
    facts = _facts(done.stdout)

    assert (done.returncode, done.stderr) == (0, b"")
    assert {one["company"] for one in facts["companies"]} == set(NAMES)
    assert len({one["as_of"] for one in facts["companies"]}) == 1
    assert (facts["window_days"], facts["n"], facts["leaders"], facts["leaders_by_company"]) == (182, 5, [], [])


def test_results_stand_beside_profiles_files_and_windows_must_be_alike(program: Program, files: list[Path]) -> None:
    assert program("scan", files[0], *AS_OF, "-o", "first.json").returncode == 0
    beside = program("benchmark", "first.json", files[1], *AS_OF)
    refused = program("benchmark", "first.json", files[1], *AS_OF, "--window-days", "91")

    assert beside.returncode == 0
    assert "Nordlys" in beside.stdout.decode()
    assert refused.returncode == 2
    assert "Sørvest is audited over 91 days" in refused.stderr.decode() or "182" in refused.stderr.decode()


def test_nobody_is_asked_before_companies_that_cannot_be_compared_are_refused(
    program: Program, site: Site, files: list[Path]
) -> None:
    short = _file(program, "short", "Short", f"{site.url}/1.xml", days=91)
    done = program("benchmark", *files, short, *AS_OF)

    assert done.returncode == 2
    assert "--window-days" in done.stderr.decode()
    assert site.asked == []
    assert program("benchmark", *files, short, *AS_OF, "--window-days", "120").returncode == 0


def test_competitors_join_in_only_where_they_are_asked_for(program: Program, site: Site, files: list[Path]) -> None:
    rivals = "competitors: [../c/nordlys/profiles.yaml, ../c/rimfaks/profiles.yaml]\n"
    own = _file(program, "own", "Own", f"{site.url}/1.xml", more=rivals)
    alone = program("benchmark", own, files[1], *AS_OF, "-f", "json")
    along = program("benchmark", own, "--competitors", *AS_OF, "-f", "json")

    assert {one["company"] for one in _facts(alone.stdout)["companies"]} == {"Own", "Sørvest"}
    assert "left out; with --competitors they join in" in alone.stderr.decode()
    assert {one["company"] for one in _facts(along.stdout)["companies"]} == {"Own", "Nordlys", "Rimfaks"}
    assert along.stderr == b""


@pytest.mark.parametrize("suffix", ["txt", "md", "json", "html", "csv"])
def test_every_format_names_every_company_and_no_leader(program: Program, files: list[Path], suffix: str) -> None:
    done = program("benchmark", *files, *AS_OF, "--leaders", "-o", f"b.{suffix}")
    text = (program.folder / f"b.{suffix}").read_text("utf-8-sig")

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert all(name in text for name in NAMES)
    assert "Nordmann" not in text
    if suffix == "csv":
        rows = list(csv.DictReader(text.splitlines()))
        assert [bool(row["place_best"]) for row in rows] == [float(row["coverage"]) >= 0.4 for row in rows]


def test_a_company_that_could_not_be_read_is_listed_without_a_place(
    program: Program, site: Site, files: list[Path]
) -> None:
    site.answers["/1.xml"] = lambda handler: handler.send_error(503)
    done = program("benchmark", *files, *AS_OF, "-f", "json", "--no-cache")
    walled = next(one for one in _facts(done.stdout)["companies"] if one["company"] == "Nordlys")

    assert done.returncode == 0
    assert (walled["best_place"], walled["worst_place"]) == (None, None)
    assert {told["share"] for told in walled["voice"].values()} == {None}


def test_a_pack_fits_the_printed_schema_and_is_refused_of_too_few(program: Program, files: list[Path]) -> None:
    made = program("benchmark", *files, *AS_OF, "--pack", "energy.json", "--pack-name", "Energy", "-o", "b.md")
    pack = json.loads((program.folder / "energy.json").read_text("utf-8"))
    few = program("benchmark", *files[:4], *AS_OF, "--pack", "few.json")

    assert made.returncode == 0
    assert not list(Draft202012Validator(json.loads(program("schema", "peers").stdout)).iter_errors(pack))
    assert (pack["name"], pack["n"]) == ("Energy", 5)
    assert not any(name in json.dumps(pack, ensure_ascii=False) for name in NAMES)
    assert (few.returncode, few.stdout) == (2, b"")
    assert not (program.folder / "few.json").exists()


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["-f", "pdf"], "there are terminal, markdown, json, html, csv"),
        (["-o", "b.pdf"], "its suffix names no format"),
        (["-o", "nowhere/b.md"], "there is no folder nowhere"),
        (["-o", "c/nordlys/profiles.yaml", "-f", "markdown"], "is the profiles file already"),
        (["--competitors"], "names none under"),
        (["--lang", "de"], "--lang de"),
    ],
)
def test_what_cannot_work_is_refused_before_anybody_is_asked(
    program: Program, site: Site, files: list[Path], flags: list[str], said: str
) -> None:
    done = program("benchmark", *files, *AS_OF, *flags)

    assert (done.returncode, done.stdout, site.asked) == (2, b"", [])
    assert said in done.stderr.decode()


def test_a_recording_that_cannot_be_opened_is_told_before_anybody_is_asked(
    program: Program, site: Site, files: list[Path]
) -> None:
    lost = _file(program, "c/lost", "Lost", "https://lost.example/feed")
    lost.write_text(lost.read_text("utf-8").replace("settings: {", "settings: {replay: gone.warc.gz, "), "utf-8")
    done = program("benchmark", *files, lost, "--pause", "0")

    assert (done.returncode, done.stdout, site.asked) == (2, b"", [])
    assert "gone.warc.gz" in done.stderr.decode()


def test_an_interrupted_benchmark_tells_what_was_read_and_makes_no_pack(
    program: Program, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    read = Audited(tuple(_several(5)), 0, None, is_interrupted=True)
    monkeypatch.setattr("presence_audit.cli.benchmark.audited", lambda *_, **__: read)
    monkeypatch.setattr("presence_audit.cli.benchmark.tell", lambda _verbose: None)
    own = _file(program, "c/own", "Own", "https://own.example/feed")
    others = [_file(program, f"c/{at}", f"Other {at}", "https://other.example/feed") for at in range(2)]
    pack = program.folder / "pack.json"
    run = BenchmarkRun(
        files=(own, *others), format_="csv", output=program.folder / "b.csv", pack=pack, pack_name=None, as_of=None,
        window_days=None, reach=Reach(None, None, True, None, None, 0.0, True), competitors=False, leaders=False,
        min_n=3, lang="en", plain=False, quiet=False, verbose=0,
    )  # fmt: skip

    assert run.run() == INTERRUPTED
    assert "no peer pack was written" in capsys.readouterr().err
    assert (program.folder / "b.csv").exists()
    assert not pack.exists()


def test_one_company_is_refused(program: Program, files: list[Path]) -> None:
    done = program("benchmark", files[0], *AS_OF)

    assert done.returncode == 2
    assert "two companies or more" in done.stderr.decode()


def test_each_profiles_file_has_a_report_of_its_own(program: Program, files: list[Path]) -> None:
    (program.folder / "out").mkdir()
    done = program("scan", *files, *AS_OF, "-o", "out/{name}.md", "-o", "out/{name}.json", "-q")
    texts = {name: (program.folder / f"out/{name.lower()}.md").read_text("utf-8") for name in NAMES}

    assert done.stdout == b""
    assert done.returncode == 0, done.stderr.decode()
    for name, text in texts.items():
        assert name in text
        assert not any(other in text for other in NAMES if other != name)
    alone = program("scan", files[0], *AS_OF, "-f", "markdown", "-q").stdout.decode()
    assert texts["Nordlys"] == alone


def test_one_file_that_fails_keeps_no_other_from_its_report(program: Program, files: list[Path]) -> None:
    (program.folder / "out").mkdir()
    files[2].write_text("company: {nme: Vestlys}\n", "utf-8")
    done = program("scan", *files, *AS_OF, "-o", "out/{name}.json", "-q")

    assert done.returncode == 2
    assert "vestlys/profiles.yaml:1:" in done.stderr.decode()
    assert sorted(path.name for path in (program.folder / "out").iterdir()) == [
        "havdugg.json", "nordlys.json", "rimfaks.json", "sørvest.json"
    ]  # fmt: skip


def test_an_output_of_all_files_and_two_files_of_one_name_are_refused(
    program: Program, site: Site, files: list[Path]
) -> None:
    twin = _file(program, "d/nordlys", "Twin", f"{site.url}/1.xml")
    everybody = program("scan", *files, *AS_OF, "-o", "all.html")
    alike = program("scan", *files, twin, *AS_OF, "-o", "{name}.html")

    assert (everybody.returncode, alike.returncode, site.asked) == (2, 2, [])
    assert "-o reports/{name}.html" in everybody.stderr.decode()
    assert "would both be called nordlys" in alike.stderr.decode()


def test_of_several_companies_stderr_says_which_one_is_meant(program: Program, files: list[Path]) -> None:
    lost = _file(program, "c/lost", "Lost", "https://lost.example/feed")
    lost.write_text(lost.read_text("utf-8").replace("settings: {", "settings: {replay: gone.warc.gz, "), "utf-8")
    (program.folder / "out").mkdir()
    done = program("scan", files[0], lost, *AS_OF, "-o", "out/{name}.json")

    assert done.returncode == 2
    assert "presence-audit: Lost: answered from the recording gone.warc.gz" in done.stderr.decode()
    assert "presence-audit: Lost: the recording " in done.stderr.decode()
    assert [path.name for path in (program.folder / "out").iterdir()] == ["nordlys.json"]
