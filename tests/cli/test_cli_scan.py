"""`presence-audit scan`, by running the installed program against a small site on loopback."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from cli.installed import PROGRAM, Program, Site, feed

PROFILES = """
company:
  name: Nordlys Energi
channels:
{channels}
leaders:
  - name: Kari Nordlys
    role: CEO
    channels: [{{platform: linkedin, absent: true}}]
settings:
  allow_private_hosts: [127.0.0.1]
"""


def profiles(*urls: str) -> str:
    return PROFILES.format(channels="".join(f"  - {{platform: feed, url: '{url}'}}\n" for url in urls))


def result(program: Program, *args: str) -> tuple[int, dict[str, Any]]:
    done = program("scan", "--pause", "0", "-f", "json", *args)
    assert done.stdout, done.stderr.decode()
    return done.returncode, json.loads(done.stdout)


def of_company(report: dict[str, Any]) -> list[dict[str, Any]]:
    return [channel for channel in report["channels"] if channel["owner"] == "company"]


WEEKLY = [f"2026-{month:02}-{day:02}" for month in (8, 9, 10, 11) for day in (2, 9, 16)]


def test_a_feed_is_audited_from_the_profiles_file_to_the_report(program: Program, site: Site) -> None:
    program.write("profiles.yaml", profiles(site.serve("/feed.xml", feed("2026-01-04", *WEEKLY))))

    code, report = result(program, "--as-of", "2026-11-20")

    assert code == 0
    [channel] = of_company(report)
    assert (channel["outcome"], channel["posts_seen"]) == ("ok", 13)
    assert channel["last_post_at"] == "2026-11-16T12:00:00Z"
    assert channel["posts_per_week"] == pytest.approx(9 / 13)


def test_every_leaf_adds_up_to_the_pillars_and_the_total(program: Program, site: Site) -> None:
    program.write("profiles.yaml", profiles(site.serve("/feed.xml", feed("2026-01-04", *WEEKLY))))

    _, report = result(program, "--as-of", "2026-11-20")

    roots = weights = covered = 0.0
    for pillar in report["pillars"]:
        applicable = [leaf for leaf in pillar["leaves"] if leaf["state"] != "not-applicable"]
        known = [leaf for leaf in applicable if leaf["state"] in {"value", "absent"}]
        weight = sum(leaf["weight"] for leaf in applicable)
        share = sum(leaf["weight"] for leaf in known) / weight if weight else 0
        assert pillar["coverage"] == pytest.approx(share, abs=1e-9)
        covered += pillar["weight"] * share
        if share >= 0.4:
            score = sum(leaf["weight"] * leaf["score"] for leaf in known) / sum(leaf["weight"] for leaf in known)
            assert pillar["score"] == pytest.approx(score, abs=1e-9)
            roots += pillar["weight"] * score**0.5
            weights += pillar["weight"]
        else:
            assert pillar["score"] is None
    assert report["score"]["value"] == pytest.approx((roots / weights) ** 2, abs=1e-9)
    assert report["score"]["coverage"] == pytest.approx(covered / 100, abs=1e-9)


@pytest.mark.parametrize("kind", ["terminal", "markdown", "json"])
def test_a_recording_replays_to_identical_bytes_with_nobody_there(program: Program, site: Site, kind: str) -> None:
    program.write("profiles.yaml", profiles(site.serve("/feed.xml", feed(*WEEKLY)), site.url + "/gone.xml"))

    live = program("scan", "--pause", "0", "-f", kind, "--record", "week.warc.gz", "--no-cache")
    site.answers.clear()
    asked = len(site.asked)
    first = program("scan", "-f", kind, "--replay", "week.warc.gz")
    second = program("scan", "-f", kind, "--replay", "week.warc.gz")

    assert live.returncode == 0, live.stderr.decode()
    assert live.stdout == first.stdout == second.stdout
    assert len(site.asked) == asked


def test_a_machine_without_network_ends_with_3_and_says_what_to_do(program: Program) -> None:
    program.write("profiles.yaml", profiles("http://127.0.0.1:9/feed.xml"))

    done = program("scan", "--pause", "0", "--plain")

    assert done.returncode == 3
    assert b"nothing could be read" in done.stderr
    assert b"Check the address and the connection" in b" ".join(done.stdout.split())


def test_a_wall_on_every_channel_ends_with_3_and_a_full_report(program: Program, site: Site) -> None:
    site.serve("/robots.txt", "User-agent: *\nDisallow: /", "text/plain")
    program.write("profiles.yaml", profiles(site.url + "/feed.xml", site.url + "/news.xml"))

    code, report = result(program)

    assert code == 3
    assert {c["outcome"] for c in of_company(report)} == {"robots_disallowed"}
    assert all(c["next_step"] for c in of_company(report))
    assert site.asked == ["/robots.txt"]


def test_a_permission_reads_what_robots_forbid_and_is_told(program: Program, site: Site) -> None:
    site.serve("/robots.txt", "User-agent: *\nDisallow: /", "text/plain")
    url = site.serve("/feed.xml", feed(*WEEKLY))
    text = profiles(url).replace(f"url: '{url}'", f"url: '{url}', permission: our own feed")
    program.write("profiles.yaml", text)

    code, report = result(program, "--as-of", "2026-11-20")

    assert code == 0
    assert [(c["outcome"], c["provenance"]) for c in of_company(report)] == [("ok", "permission")]


def test_a_private_address_is_refused_unless_the_file_names_it(program: Program, site: Site) -> None:
    text = profiles(site.url + "/feed.xml").replace("allow_private_hosts: [127.0.0.1]", "window_days: 182")
    program.write("profiles.yaml", text)

    code, report = result(program)

    assert code == 3
    assert of_company(report)[0]["outcome"] == "blocked_address"
    assert site.asked == []


def test_an_interrupted_run_reports_what_was_read(program: Program, site: Site, other_site: Site) -> None:
    quick = site.serve("/feed.xml", feed(*WEEKLY))
    slow = other_site.keep_waiting("/slow.xml")
    text = profiles(quick, slow).replace("[127.0.0.1]", "[127.0.0.1, 127.0.0.2]")
    program.write("profiles.yaml", text)
    running = program.start("scan", "--pause", "0", "-f", "json", "--as-of", "2026-11-20", "--record", "kept.warc.gz")
    deadline = time.monotonic() + 20
    while ("/feed.xml" not in site.asked or "/slow.xml" not in other_site.asked) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.5)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=30)

    assert running.returncode == 130, err.decode()
    assert sorted(c["outcome"] for c in of_company(json.loads(out))) == ["not_attempted", "ok"]
    assert b"interrupted" in err
    replayed = program("scan", "-f", "json", "--replay", "kept.warc.gz", "--as-of", "2026-11-20")
    assert sorted(c["outcome"] for c in of_company(json.loads(replayed.stdout))) == ["not_attempted", "ok"]


def test_a_reader_that_has_seen_enough_is_no_error(program: Program, site: Site) -> None:
    program.write("profiles.yaml", profiles(site.serve("/feed.xml", feed(*WEEKLY))))
    command = f"set -o pipefail; {PROGRAM} scan --pause 0 | head -1"

    done = subprocess.run(
        ["bash", "-c", command], cwd=program.folder, env=program.env, capture_output=True, check=False, timeout=60
    )

    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("output", [["-o", "/dev/full"], []], ids=["a file", "standard output"])
def test_a_full_disk_is_said_and_the_audit_is_kept(program: Program, site: Site, output: list[str]) -> None:
    program.write("profiles.yaml", profiles(site.serve("/feed.xml", feed(*WEEKLY))))
    target = "" if output else "> /dev/full"
    command = f"{PROGRAM} scan --pause 0 -f json --as-of 2026-11-20 {' '.join(output)} {target}"

    done = subprocess.run(
        ["bash", "-c", command], cwd=program.folder, env=program.env, capture_output=True, check=False, timeout=60
    )

    assert done.returncode == 1
    assert b"No space left" in done.stderr
    kept = next(word for word in done.stderr.decode().split() if word.endswith(".json;")).rstrip(";")
    again = program("report", kept, "-f", "markdown")
    assert again.returncode == 0
    assert b"Nordlys Energi" in again.stdout


def test_a_report_that_cannot_be_written_leaves_the_old_one_whole(program: Program, site: Site) -> None:
    program.write("profiles.yaml", profiles(site.serve("/feed.xml", feed(*WEEKLY))))
    old = program.write("audit.md", "last week\n")
    program.env["TMPDIR"] = str(program.folder)
    # The shell's own limit stands in for a full disk: no file may grow beyond 1 KiB.
    command = f"ulimit -f 1; exec {PROGRAM} scan --pause 0 --no-cache -o audit.md"

    done = subprocess.run(
        ["bash", "-c", command], cwd=program.folder, env=program.env, capture_output=True, check=False, timeout=60
    )

    assert done.returncode == 1
    assert b"cannot write audit.md" in done.stderr
    assert old.read_text() == "last week\n"
    assert [p.name for p in program.folder.iterdir() if p.name.startswith(".")] == [".presence-audit"]


def gated(program: Program, *flags: str) -> tuple[int, str]:
    done = program("scan", "--pause", "0", "--as-of", "2026-11-20", *flags)
    return done.returncode, done.stderr.decode()


@pytest.mark.parametrize("kind", ["terminal", "markdown", "json"])
@pytest.mark.parametrize(
    ("flags", "code", "word"),
    [
        (("--fail-under", "0"), 0, "passed"),
        (("--fail-under", "100"), 10, "failed"),
        (("--fail-under", "100", "--gate", "point"), 10, "failed"),
        (("--min-coverage", "1"), 4, "undecided"),
        (("--min-coverage", "0"), 0, "passed"),
    ],
)
def test_a_gate_ends_the_same_way_in_every_format(
    program: Program,
    site: Site,
    kind: str,
    flags: tuple[str, ...],
    code: int,
    word: str,
) -> None:
    program.write("profiles.yaml", profiles(site.serve("/feed.xml", feed("2026-01-04", *WEEKLY))))

    assert gated(program, "-f", kind, *flags)[0] == code
    assert word in gated(program, "-f", kind, *flags)[1]


def test_reports_go_to_the_files_whose_suffix_names_the_format(program: Program, site: Site) -> None:
    program.write("profiles.yaml", profiles(site.serve("/feed.xml", feed(*WEEKLY))))

    done = program("scan", "--pause", "0", "-o", "audit.json", "-o", "audit.md")

    assert (done.returncode, done.stdout) == (0, b"")
    assert json.loads((program.folder / "audit.json").read_text())["schema"] == "presence-audit/report/1"
    assert (program.folder / "audit.md").read_text().startswith("###")
    again = program("report", "audit.json", "-o", "-", "-f", "markdown")
    assert again.stdout == (program.folder / "audit.md").read_bytes()


def test_offline_asks_nobody_and_says_so(program: Program, site: Site) -> None:
    program.write("profiles.yaml", profiles(site.url + "/feed.xml"))

    code, report = result(program, "--offline")

    assert code == 3
    assert of_company(report)[0]["outcome"] == "not_attempted"
    assert "--offline" in of_company(report)[0]["reason"]
    assert site.asked == []


def test_a_deadline_leaves_out_what_it_did_not_reach(program: Program, site: Site, other_site: Site) -> None:
    quick = site.serve("/feed.xml", feed(*WEEKLY))
    slow = other_site.keep_waiting("/slow.xml")
    program.write("profiles.yaml", profiles(quick, slow).replace("[127.0.0.1]", "[127.0.0.1, 127.0.0.2]"))

    code, report = result(program, "--deadline", "3", "--as-of", "2026-11-20")

    assert code == 0
    assert sorted(c["outcome"] for c in of_company(report)) == ["not_attempted", "ok"]


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--format", "docx"], "terminal, markdown, json"),
        (["-o", "audit.xyz"], ".md"),
        (["-o", "nowhere/audit.md"], "there is no folder"),
        (["--as-of", "yesterday"], "write a date like"),
        (["--record", "a.warc.gz", "--replay", "b.warc.gz"], "exclude each other"),
        (["--replay", "missing.warc.gz"], "missing.warc.gz"),
        (["--gate", "luck"], "range and point"),
        (["--lang", "no"], "there are en, nb, nn"),
        (["--fail-undr", "3"], "--fail-under"),
        (["--fail-under", "many"], "valid number"),
    ],
)
def test_a_wrong_call_ends_with_2_and_says_how_it_is_done(program: Program, flags: list[str], said: str) -> None:
    program.write("profiles.yaml", profiles("http://127.0.0.1:9/feed.xml"))

    done = program("scan", *flags)

    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_config_file_with_a_typo_is_refused_with_its_name(program: Program, site: Site) -> None:
    config = Path(program.env["HOME"]) / ".config" / "presence-audit" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("contcat = 'post@nordlys.example'\n")
    program.write("profiles.yaml", profiles(site.url + "/feed.xml"))

    done = program("scan", "--pause", "0")

    assert done.returncode == 2
    assert "contcat" in done.stderr.decode()


def test_the_contact_is_sent_to_the_sites(program: Program, site: Site) -> None:
    agents: list[str] = []
    url = site.serve("/feed.xml", feed(*WEEKLY))
    answer = site.answers["/feed.xml"]

    def noting(handler: Any) -> None:
        agents.append(handler.headers["User-Agent"])
        answer(handler)

    site.answers["/feed.xml"] = noting
    program.write("profiles.yaml", profiles(url))

    program("scan", "--pause", "0", "--contact", "post@nordlys.example")

    assert len(agents) == 1
    assert agents[0].startswith("presence-audit/")
    assert "post@nordlys.example" in agents[0]


def test_colour_is_for_terminals_only(program: Program, site: Site) -> None:
    program.write("profiles.yaml", profiles(site.serve("/feed.xml", feed(*WEEKLY))))

    assert b"\x1b" not in program("scan", "--pause", "0").stdout
    program.env["FORCE_COLOR"] = "1"
    assert b"\x1b[" in program("scan", "--pause", "0").stdout
    assert b"\x1b" not in program("scan", "--pause", "0", "--plain").stdout


@pytest.mark.parametrize(
    ("flags", "between"),
    [([], "\n\n" + "─" * 60 + "\n\n"), (["--plain"], "\n\n\n"), (["-f", "markdown"], "\n\n---\n\n")],
)
def test_several_companies_are_printed_one_after_the_other_with_a_break_between(
    program: Program, site: Site, flags: list[str], between: str
) -> None:
    url = site.serve("/feed.xml", feed(*WEEKLY))
    program.write("a.yaml", profiles(url))
    program.write("b.yaml", profiles(url).replace("Nordlys Energi", "Sørvest Kraft"))
    program.env["COLUMNS"] = "60"
    when = ["--pause", "0", "--as-of", "2026-11-20", *flags]

    both = program("scan", *when, "a.yaml", "b.yaml")
    one, two = (program("scan", *when, name).stdout.decode() for name in ("a.yaml", "b.yaml"))

    assert both.returncode == 0
    assert both.stdout.decode() == one.removesuffix("\n") + between + two
    assert "Sørvest Kraft" not in one


def test_findings_are_told_in_the_language_of_the_file_or_of_the_flag(program: Program, site: Site) -> None:
    url = site.serve("/feed.xml", feed("2026-01-04", *WEEKLY[:3]))
    program.write("profiles.yaml", profiles(url) + "  lang: nn\n")
    messages = {}
    for flags in ((), ("--lang", "nb"), ("--lang", "en")):
        _, report = result(program, "--as-of", "2026-11-20", *flags)
        messages[flags] = next(f["message"] for f in report["findings"] if f["id"] == "leader-absent")

    assert messages[()] == "Vi fann ingen offentleg profil for Kari Nordlys."
    assert messages["--lang", "nb"] == "Vi fant ingen offentlig profil for Kari Nordlys."
    assert messages["--lang", "en"] == "We found no public profile for Kari Nordlys."


def test_an_ignored_finding_is_counted_in_the_report(program: Program, site: Site) -> None:
    entry = "ignore:\n  - {finding: leader-absent, reason: decided, until: 2026-11-20}\n"
    program.write("profiles.yaml", profiles(site.serve("/feed.xml", feed("2026-01-04", *WEEKLY))) + entry)

    _, today = result(program, "--as-of", "2026-11-20")
    _, later = result(program, "--as-of", "2026-11-21")

    assert "leader-absent" not in {finding["id"] for finding in today["findings"]}
    assert [line["is_expired"] for line in today["shown"]["ignored"]] == [False]
    assert "leader-absent" in {finding["id"] for finding in later["findings"]}
    assert [line["is_expired"] for line in later["shown"]["ignored"]] == [True]


def test_a_scan_writes_its_gates_as_junit_and_its_tables_as_files(program: Program, site: Site) -> None:
    program.write("profiles.yaml", profiles(site.serve("/feed.xml", feed("2026-01-04", *WEEKLY))))
    outputs = ("-o", "a.xml", "-o", "a.csv", "-o", "a.xlsx", "-o", "a.json")

    code, told = gated(program, *outputs, "--fail-under", "100", "--min-coverage", "1")
    root = ET.fromstring((program.folder / "a.xml").read_bytes())

    assert code == 10
    assert "gate failed" in told
    assert (root.get("failures"), root.get("errors")) == ("1", "1")
    assert (program.folder / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfcompany,as_of,")
    assert (program.folder / "a.xlsx").read_bytes().startswith(b"PK")
    again = program("report", "a.json", "-o", "b.xlsx", "-o", "b.csv", "-o", "b.xml")
    assert again.returncode == 0, again.stderr
    for suffix in ("xlsx", "csv"):
        assert (program.folder / f"a.{suffix}").read_bytes() == (program.folder / f"b.{suffix}").read_bytes()
    assert ET.fromstring((program.folder / "b.xml").read_bytes()).get("failures") == "0"


def test_a_gate_of_the_profiles_file_stands_in_the_junit_file_too(program: Program, site: Site) -> None:
    text = profiles(site.serve("/feed.xml", feed("2026-01-04", *WEEKLY))) + "  fail_under: 100\n"
    program.write("profiles.yaml", text)

    done = program("scan", "--pause", "0", "--as-of", "2026-11-20", "-f", "junit")

    assert done.returncode == 10
    assert ET.fromstring(done.stdout).get("failures") == "1"


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx", "junit"])
def test_two_documents_in_a_row_are_refused(program: Program, site: Site, kind: str) -> None:
    for name in ("a.yaml", "b.yaml"):
        program.write(name, profiles(site.url + "/feed.xml"))

    done = program("scan", "-f", kind, "a.yaml", "b.yaml")

    assert done.returncode == 2
    assert f"two documents in a row are no {kind.upper()}" in done.stderr.decode()
    assert site.asked == []


def test_a_workbook_goes_through_a_pipe_and_not_onto_a_terminal(program: Program, site: Site) -> None:
    program.write("profiles.yaml", profiles(site.serve("/feed.xml", feed(*WEEKLY))))
    program("scan", "--pause", "0", "-o", "audit.json")
    piped = program("report", "audit.json", "-f", "xlsx")
    ours, theirs = pty.openpty()
    shown = subprocess.run(
        [PROGRAM, "report", "audit.json", "-f", "xlsx"],
        cwd=program.folder,
        env=program.env,
        stdout=theirs,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(theirs)
    os.close(ours)

    assert piped.returncode == 0
    assert piped.stdout.startswith(b"PK")
    assert shown.returncode == 2
    assert b"a terminal cannot show it; write it with -o audit.xlsx" in shown.stderr


def test_a_missing_extra_is_told_before_anybody_is_asked(program: Program, site: Site) -> None:
    program.write("profiles.yaml", profiles(site.serve("/feed.xml", feed(*WEEKLY))))
    # A module of that name that is not there to be found, as where the extra was not installed.
    probe = (
        "import sys; sys.modules['xlsxwriter'] = None; from presence_audit.cli._app import run;"
        "sys.exit(run(['scan', '--pause', '0', '-o', 'a.xlsx']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=program.folder, env=program.env, capture_output=True, check=False, timeout=60
    )

    assert done.returncode == 2
    assert b"pip install 'social-presence-audit[xlsx]'" in done.stderr
    assert site.asked == []
