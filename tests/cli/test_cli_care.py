"""What the command must not do to its user: overwrite, forget, or pass a gate by luck."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from cli.installed import PROGRAM, Program, Site, feed

CHANNEL = "company: {{name: Nordlys}}\nchannels: [{{platform: feed, url: '{url}'}}]\n"
SETTINGS = "settings: {allow_private_hosts: [127.0.0.1]}\n"


def recorded(program: Program, site: Site) -> Path:
    url = site.serve("/feed.xml", feed("2026-11-16", "2026-11-09"))
    program.write("profiles.yaml", CHANNEL.format(url=url) + SETTINGS)
    done = program("scan", "--pause", "0", "--record", "week.warc.gz", "--as-of", "2026-11-20")
    assert done.returncode == 0, done.stderr.decode()
    return program.folder / "week.warc.gz"


@pytest.mark.parametrize(
    "flags",
    [
        ["--record", "a.warc.gz", "-o", "a.warc.gz", "-f", "json"],
        ["--replay", "week.warc.gz", "-o", "week.warc.gz", "-f", "json"],
        ["-o", "profiles.yaml", "-f", "markdown"],
        ["-o", "a.md", "-o", "./a.md"],
    ],
)
def test_an_output_never_takes_the_place_of_an_input(program: Program, site: Site, flags: list[str]) -> None:
    week = recorded(program, site)
    before = week.read_bytes(), (program.folder / "profiles.yaml").read_bytes()

    done = program("scan", *flags)

    assert done.returncode == 2
    assert b"name another file" in done.stderr
    assert before == (week.read_bytes(), (program.folder / "profiles.yaml").read_bytes())


def test_a_recording_never_takes_the_place_of_a_folder(program: Program, site: Site) -> None:
    recorded(program, site)
    (program.folder / "folder").mkdir()
    asked = len(site.asked)

    done = program("scan", "--record", "folder")

    assert done.returncode == 1
    assert b"no ordinary file" in done.stderr
    assert len(site.asked) == asked


def test_a_link_stays_a_link(program: Program, site: Site) -> None:
    recorded(program, site)
    (program.folder / "real.md").write_text("old")
    (program.folder / "link.md").symlink_to("real.md")

    assert program("scan", "--replay", "week.warc.gz", "-o", "link.md").returncode == 0
    assert (program.folder / "link.md").is_symlink()
    assert (program.folder / "real.md").read_text().startswith("###")


def test_a_recording_named_in_the_file_is_said(program: Program, site: Site) -> None:
    recorded(program, site)
    program.write("profiles.yaml", CHANNEL.format(url=site.url + "/feed.xml") + "settings: {replay: week.warc.gz}\n")
    asked = len(site.asked)

    done = program("scan")

    assert done.returncode == 0
    assert b"delete the line `replay:`" in done.stderr
    assert len(site.asked) == asked


def test_no_gate_passes_above_the_printed_score(program: Program) -> None:
    absent = "".join(f"  - {{platform: {p}, absent: true}}\n" for p in ("linkedin", "facebook", "instagram", "youtube"))
    program.write("profiles.yaml", "company: {name: Nordlys}\nchannels:\n" + absent)
    score = json.loads(program("scan", "-f", "json").stdout)["score"]

    done = program("scan", "--fail-under", str(score["value"] + 1))

    assert score["likely"][0] > score["value"]  # unknown measures stand at 20, and the known ones are worse
    assert done.returncode == 4


def test_a_file_without_channels_reads_nothing(program: Program) -> None:
    program.write("profiles.yaml", "company: {name: Nordlys}\n")

    done = program("scan")

    assert done.returncode == 3
    assert b"no channel is listed" in done.stderr


@pytest.mark.parametrize(
    ("config", "said"), [("fail_under = 500", "from 0 to 100"), ("min_coverage = nan", "0 to 1"), ("x", "config.toml")]
)
def test_a_config_that_cannot_be_used_is_told_before_anything_is_asked(
    program: Program, site: Site, config: str, said: str
) -> None:
    recorded(program, site)
    path = Path(program.env["HOME"]) / ".config" / "presence-audit" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(config)
    asked = len(site.asked)

    done = program("scan", "-o", "audit.md")

    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert not (program.folder / "audit.md").exists()
    assert len(site.asked) == asked


def test_a_full_disk_under_the_recording_costs_no_answer(program: Program, site: Site) -> None:
    urls = [site.serve(f"/{n}/feed.xml", feed("2026-11-16", title=str(n)) + f"<!--{n * 3000}-->") for n in range(6)]
    lines = "".join(f"  - {{platform: feed, url: '{url}'}}\n" for url in urls)
    program.write("profiles.yaml", "company: {name: Nordlys}\nchannels:\n" + lines + SETTINGS)
    command = f"ulimit -f 4; exec {PROGRAM} scan --pause 0 --no-cache -f json --record x.warc.gz"

    done = subprocess.run(
        ["bash", "-c", command], cwd=program.folder, env=program.env, capture_output=True, check=False, timeout=60
    )

    assert done.returncode == 1
    assert {c["outcome"] for c in json.loads(done.stdout)["channels"]} == {"ok"}
    assert b"x.warc.gz" in done.stderr
    assert b"Traceback" not in done.stderr


def test_closed_standard_streams_are_no_crash(program: Program, site: Site) -> None:
    recorded(program, site)
    for closed, code in ((">&-", 1), ("2>&-", 0)):
        done = subprocess.run(
            ["bash", "-c", f"{PROGRAM} scan --replay week.warc.gz {closed}"],
            cwd=program.folder,
            env=program.env,
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == code
        assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("as_of", ["0001-01-01", "9999-12-31T23:59Z", "2026-W47"])
def test_a_day_that_no_audit_can_end_on_is_refused(program: Program, site: Site, as_of: str) -> None:
    recorded(program, site)

    done = program("scan", "--as-of", as_of)

    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
