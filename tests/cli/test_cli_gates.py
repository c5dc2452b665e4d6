"""The gates by running the installed program: their exit codes, the one line of the reason, and the files for CI."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from cli.installed import Program, Site, feed, serving

WEEKLY = [f"2026-{month:02}-{day:02}" for month in (6, 7, 8, 9, 10, 11) for day in (2, 9, 16)]
OTHER = [f"2026-{month:02}-{day:02}" for month in (6, 7, 8, 9, 10, 11) for day in (4, 18)][:-1]
FORMATS = ("terminal", "markdown", "html", "pdf", "json", "csv", "xlsx", "pptx", "junit")
PROFILES = """
company: {{name: Nordlys Energi, kind: b2c}}
channels:
  - {{platform: feed, url: "{site}/feed.xml"}}
  - {{platform: feed, url: "{site}/other.xml"}}
  - {{platform: mastodon, url: "{site}/@nordlys"}}
leaders:
  - {{name: Kari Nordmann, role: CEO, channels: [{{platform: linkedin, absent: true}}]}}
settings: {{allow_private_hosts: [127.0.0.1]{settings}}}
"""


def write(program: Program, site: str, *gates: str, settings: str = "") -> None:
    """A company with two feeds that are read and an account that nobody can tell anything of."""
    listed = "gates:\n" + "".join(f"  - {{{gate}}}\n" for gate in gates) if gates else ""
    program.write("profiles.yaml", PROFILES.format(site=site, settings=settings) + listed)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Site]]:
    """A folder with a recording and its result, made once, and the site that was read."""
    folder = tmp_path_factory.mktemp("recorded")
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache"), "LANG": "C.UTF-8"}
    program = Program(folder, env)
    with serving() as site:
        site.serve("/feed.xml", feed("2026-01-04", *WEEKLY))
        site.serve("/other.xml", feed("2026-01-05", *OTHER))
        write(program, site.url)
        done = program("scan", "--pause", "0", "--as-of", "2026-11-20", "--record", "week.warc.gz", "-o", "week.json")
        assert done.returncode == 0, done.stderr.decode()
        yield folder, site


@pytest.fixture
def audited(program: Program, recorded: tuple[Path, Site]) -> str:
    """The address of the site; its audits are replayed from `week.warc.gz`."""
    folder, site = recorded
    for name in ("week.warc.gz", "week.json"):
        shutil.copy(folder / name, program.folder / name)
    write(program, site.url)
    return site.url


def scan(program: Program, *flags: str) -> subprocess.CompletedProcess[bytes]:
    return program("scan", "--replay", "week.warc.gz", "--as-of", "2026-11-20", *flags)


def last_line(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stderr.decode().splitlines()[-1]


@pytest.mark.parametrize(
    ("gates", "code", "said"),
    [
        (["id: score, minimum: 0"], 0, "gate passed: score "),
        (["id: leaders, minimum: 90"], 10, "gate failed: leaders 0.0 against minimum 90 (exit 10)"),
        (["id: leaders, minimum: 90, level: warn"], 0, "gate warning: leaders 0.0 against minimum 90 (exit 0)"),
        (["id: cadence, minimum: 50"], 4, "gate undecided: cadence "),
        (["id: coverage, minimum: 1"], 4, "gate undecided: data coverage "),
        (["id: coverage, minimum: 1, on_unknown: fail"], 10, "gate failed: data coverage "),
        (["id: posts-per-week, minimum: 1"], 4, "gate undecided: posts-per-week of channel:mastodon:"),
        (["id: posts-per-week, minimum: 1, on_unknown: pass"], 0, "all 3 gates passed"),
        (["id: posts-per-week, minimum: 1, on_unknown: fail"], 10, "gate failed: posts-per-week of channel:mastodon:"),
        (
            ["id: leader-last-post, minimum: 1, subject: 'leader:ceo'"],
            10,
            "gate failed: leader-last-post of leader:ceo",
        ),
        (
            ["id: cadence, minimum: 50", "id: leaders, minimum: 1"],
            10,
            "gate failed: leaders 0.0 against minimum 1; undecided: cadence ",
        ),
        (
            ["id: leaders, minimum: 1", "id: score, minimum: 0", "id: coverage, minimum: 0"],
            10,
            "; 2 more gates passed (exit 10)",
        ),
    ],
)
def test_a_gate_of_the_file_ends_with_its_code_and_one_line(
    program: Program, audited: str, gates: list[str], code: int, said: str
) -> None:
    write(program, audited, *gates)

    done = scan(program)

    assert done.returncode == code, done.stderr.decode()
    assert said in last_line(done)
    assert last_line(done).startswith("presence-audit: ")
    assert done.stderr.decode().count("against minimum") == last_line(done).count("against minimum")


def test_the_exit_code_is_the_same_in_every_format(program: Program, audited: str) -> None:
    write(program, audited, "id: cadence, minimum: 50", "id: leaders, minimum: 1")

    done = [scan(program, "-f", name) for name in FORMATS]

    assert [one.returncode for one in done] == [10] * len(FORMATS)
    assert len({last_line(one) for one in done}) == 1
    assert all(one.stdout for one in done)


def test_quiet_keeps_the_reason_where_the_code_is_not_0_and_verbose_tells_each_gate(
    program: Program, audited: str
) -> None:
    write(program, audited, "id: leaders, minimum: 1", "id: score, minimum: 0")

    assert (
        scan(program, "-q").stderr.decode()
        == "presence-audit: gate failed: leaders 0.0 against minimum 1; 1 more gate passed (exit 10)\n"
    )
    told = scan(program, "-v").stderr.decode()
    assert "presence-audit: gate passed: score " in told
    assert told.count("gate failed: leaders") == 2
    write(program, audited, "id: score, minimum: 0")
    assert scan(program, "-q").stderr == b""


def test_junit_has_a_test_for_each_number_and_is_red_only_where_the_code_is_not_0(
    program: Program, audited: str
) -> None:
    write(
        program, audited,
        "id: leaders, minimum: 1, level: warn", "id: score, minimum: 0", "id: posts-per-week, minimum: 1",
    )  # fmt: skip

    done = scan(program, "-f", "junit", "--min-coverage", "0", "--no-regress")
    root = ET.fromstring(done.stdout)
    suite = next(one for one in root if one.get("name") == "presence-audit.gates.listed")
    endings = {case.get("name"): [part.tag for part in case] for case in suite.iter("testcase")}

    host = audited.removeprefix("http://")
    assert done.returncode == 4
    assert endings == {
        "leaders reaches 1 (warn)": ["skipped"],
        "score reaches 0 (error)": ["system-out"],
        f"posts-per-week of channel:feed:{host}/feed.xml reaches 1 (error)": ["system-out"],
        f"posts-per-week of channel:feed:{host}/other.xml reaches 1 (error)": ["system-out"],
        f"posts-per-week of channel:mastodon:nordlys@{host} reaches 1 (error)": ["error"],
    }
    assert (root.get("failures"), root.get("errors")) == ("0", "1")
    assert {one.get("name") for one in root} >= {"presence-audit.gates.coverage", "presence-audit.gates.regress"}


@pytest.mark.parametrize("flags", [["--no-regress"], []])
def test_without_an_earlier_audit_no_regress_passes_and_says_that_nothing_was_compared(
    program: Program, audited: str, flags: list[str]
) -> None:
    write(program, audited, settings="" if flags else ", no_regress: true")

    done = scan(program, *flags)

    assert done.returncode == 0
    assert last_line(done) == "presence-audit: gate passed: no earlier audit to compare the score with"
    both = scan(program, *flags, "--fail-under", "0")
    assert last_line(both) == "presence-audit: all 2 gates passed; no earlier audit to compare the score with"


def test_the_environment_goes_before_the_file_and_may_switch_no_regress_off(program: Program, audited: str) -> None:
    write(program, audited, settings=", no_regress: true")
    program.env["PRESENCE_AUDIT_NO_REGRESS"] = "0"
    assert b"gate" not in scan(program).stderr
    write(program, audited)
    program.env["PRESENCE_AUDIT_NO_REGRESS"] = "1"
    assert b"no earlier audit" in scan(program).stderr


def better(program: Program, points: float) -> None:
    """The saved audit, as if the feed had been written more often by so many posts a week."""
    saved = json.loads((program.folder / "week.json").read_text())
    for pillar in saved["pillars"]:
        for leaf in pillar["leaves"]:
            if leaf["metric"] == "posts-per-week" and leaf["state"] == "value":
                leaf["value"] += points
    program.write("then.json", json.dumps(saved))


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [(0, 0, "gate passed: score "), (-0.3, 0, "gate passed"), (0.1, 0, "chance"), (9, 10, "gate failed: score ")],
)
def test_a_baseline_is_what_the_score_may_not_fall_below(
    program: Program, audited: str, more: float, code: int, said: str
) -> None:
    better(program, more)

    done = scan(program, "--baseline", "then.json")

    assert done.returncode == code, done.stderr.decode()
    assert said in last_line(done)
    assert "on 2026-11-20" in last_line(done)
    again = program("report", "week.json", "--baseline", "then.json")
    assert (again.returncode, last_line(again)) == (code, last_line(done))


def test_a_wall_that_appeared_is_undecided(program: Program, audited: str, recorded: tuple[Path, Site]) -> None:
    _, site = recorded
    before = site.answers["/feed.xml"]
    site.serve("/feed.xml", "no", status=403)

    done = program("scan", "--pause", "0", "--no-cache", "--as-of", "2026-11-20", "--baseline", "week.json")

    site.answers["/feed.xml"] = before
    assert done.returncode == 4, done.stderr.decode()
    assert "gate undecided: score " in last_line(done)


def test_a_baseline_of_another_company_or_window_is_refused_before_anybody_is_asked(
    program: Program, audited: str
) -> None:
    program.write("profiles.yaml", "company: {name: Fjordkraft Invented}\nchannels: []\n")
    done = scan(program, "--baseline", "week.json")
    assert (done.returncode, b"a result of Nordlys Energi" in done.stderr) == (2, True)

    write(program, audited, settings=", window_days: 91")
    done = scan(program, "--baseline", "week.json")
    assert (done.returncode, b"over 182 days" in done.stderr) == (2, True)

    assert scan(program, "--baseline", "nothing.json").returncode == 2
    assert scan(program, "--baseline", "week.json", "-o", "week.json").returncode == 2


@pytest.mark.parametrize(
    ("flags", "code", "said"),
    [
        ((), 0, ""),
        (("--fail-under", "0"), 0, "gate passed"),
        (("--fail-under", "100"), 10, "gate failed"),
        (("--min-coverage", "1"), 4, "gate undecided"),
        (("--fail-under", "100", "--gate", "luck"), 2, "range and point"),
    ],
)
def test_a_saved_result_can_be_judged_later(
    program: Program, audited: str, flags: tuple[str, ...], code: int, said: str
) -> None:
    program.env["PRESENCE_AUDIT_FAIL_UNDER"] = "100"  # for the scan; it is no reason not to render

    done = program("report", "week.json", "-f", "markdown", *flags)

    assert done.returncode == code, done.stderr.decode()
    assert said in done.stderr.decode()


def test_of_several_files_each_line_names_its_company(program: Program, audited: str) -> None:
    write(program, audited, "id: leaders, minimum: 1")
    (program.folder / "a.yaml").write_text((program.folder / "profiles.yaml").read_text())

    done = scan(program, "a.yaml", "profiles.yaml")

    assert done.returncode == 10
    assert done.stderr.decode().count("presence-audit: Nordlys Energi: gate failed: leaders") == 2
