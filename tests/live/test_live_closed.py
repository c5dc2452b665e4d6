"""A company that is only where robots may not look, in a pretend internet.

Nothing forbidden is asked for, every channel says why it is not known and what makes it known, and what the owner
hands over is scored.

The sites' robots.txt have the rules that the real ones had in the summer of 2026. The pages and the export are
synthetic, written to the documented shapes.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from live.conftest import PROGRAM, or_skipped
from live.handed_over import INSTAGRAM_POSTS, LINKEDIN_POSTS, facebook_page, instagram_page, linkedin_export
from protego import Protego
from servers.internet import SITES, Internet, Visit, internet

pytestmark = pytest.mark.servers

HOSTS = [
    "vestlys.example",
    "stengt.example",
    "www.linkedin.com",
    "www.instagram.com",
    "www.facebook.com",
    "x.com",
    "www.tiktok.com",
]
BARRED = ["www.linkedin.com", "www.instagram.com", "www.facebook.com", "x.com"]
CASES = Path(__file__).parent / "closed"
AS_OF = "2026-11-23"

Scan = Callable[..., tuple[CompletedProcess[str], list[Visit]]]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Internet]:
    facebook = tmp_path_factory.mktemp("www.facebook.com")
    shutil.copy(SITES / "www.facebook.com" / "robots.txt", facebook)
    facebook_page(facebook / "vestlyskraft.invented.html")
    with ExitStack() as stack:
        with or_skipped():
            sites: dict[str, str | Path] = {host: SITES / host for host in HOSTS}
            running = stack.enter_context(internet(sites | {"www.facebook.com": facebook}))
        yield running


@pytest.fixture
def scan(world: Internet, tmp_path: Path) -> Scan:
    shutil.copytree(CASES, tmp_path, dirs_exist_ok=True)
    linkedin_export(tmp_path / "linkedin_content.xlsx")
    instagram_page(tmp_path / "instagram.html")
    open_website = (CASES / "closed.yaml").read_text("utf-8")
    (tmp_path / "nothing.yaml").write_text(open_website.replace("vestlys.example", "stengt.example"), "utf-8")
    env = {k: v for k, v in os.environ.items() if k in {"PATH", "LANG"}} | {"HOME": str(tmp_path)}

    def run(profiles: str, *args: str) -> tuple[CompletedProcess[str], list[Visit]]:
        before = len(world.visits)
        command: list[str | Path] = [PROGRAM, "scan", profiles, "--pause", "0", "--as-of", AS_OF, *args]
        return world.run(command, cwd=tmp_path, env=env, seconds=120), world.visits[before:]

    return run


def forbidden(visits: list[Visit]) -> list[str]:
    """Which of the visits the robots.txt of their hosts, read anew, do not allow."""
    rules = {host: Protego.parse((SITES / host / "robots.txt").read_text("utf-8")) for host in HOSTS}
    return [
        f"{visit.host}{visit.path}"
        for visit in visits
        if visit.path != "/robots.txt" and not rules[visit.host].can_fetch(visit.path, visit.agent)
    ]


def paths(visits: list[Visit], host: str) -> list[str]:
    return [visit.path for visit in visits if visit.host == host]


def channels(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {channel["id"]: channel for channel in report["channels"]}


def test_no_page_is_asked_for_that_robots_may_not_read(scan: Scan) -> None:
    done, visits = scan("closed.yaml", "-f", "json")

    assert done.returncode == 0, done.stderr
    assert forbidden(visits) == []
    assert {visit.host for visit in visits} == set(HOSTS) - {"stengt.example"}
    assert {host: paths(visits, host) for host in BARRED} == {host: ["/robots.txt"] for host in BARRED}
    assert paths(visits, "vestlys.example") == ["/robots.txt", "/"]
    assert all(visit.agent.startswith("presence-audit/") for visit in visits)


def test_every_closed_channel_says_why_and_what_to_do_next(scan: Scan) -> None:
    done, _ = scan("closed.yaml", "-f", "json")

    report = json.loads(done.stdout)
    assert {key: channel["outcome"] for key, channel in channels(report).items()} == {
        "channel:linkedin:vestlys-kraft-invented": "robots_disallowed",
        "channel:instagram:vestlyskraft_invented": "robots_disallowed",
        "channel:facebook:vestlyskraft.invented": "robots_disallowed",
        "channel:x:vestlys_invent": "robots_disallowed",
        "channel:tiktok:vestlyskraft_invented": "bot_challenge",
        "channel:linkedin:randi-vestnes-invented": "robots_disallowed",
        "channel:linkedin:tor-asland-invented": "robots_disallowed",
    }
    for key, channel in channels(report).items():
        assert channel["reason"], key
        # A step that opens the channel ends with what to write into the profiles file, or with the key to set.
        assert any(word in channel["next_step"] for word in ("`saved:", "`export:", "PRESENCE_AUDIT_")), key
        assert channel["followers"] is None, key
        assert not channel["posts_seen"], key


def test_what_is_not_known_is_never_scored_as_zero(scan: Scan) -> None:
    done, _ = scan("closed.yaml", "-f", "json")

    report = json.loads(done.stdout)
    leaves = [leaf for pillar in report["pillars"] for leaf in pillar["leaves"]]
    unread = [leaf["state"] for leaf in leaves if leaf["subject"].startswith(("channel:", "leader:"))]
    assert unread
    assert set(unread) <= {"unknown", "not-applicable"}
    assert [leader["visibility"] for leader in report["leaders"]] == [None, None]
    low, high = report["score"]["bounds"]
    assert (low < 1, high) == (True, 100)


@pytest.mark.parametrize("kind", ["terminal", "markdown"])
def test_the_report_names_the_quickest_ways_to_know_more(scan: Scan, kind: str) -> None:
    done, _ = scan("closed.yaml", "-f", kind)

    _, _, told = done.stdout.partition("The quickest ways to know more")
    assert told
    assert told.count("becomes known within") == 3
    assert "LinkedIn" in told.split("becomes known within")[0]


def test_where_nothing_at_all_can_be_read_the_program_says_so(scan: Scan) -> None:
    done, visits = scan("nothing.yaml", "-f", "json")

    assert done.returncode == 3, done.stderr
    assert "nothing could be read" in done.stderr
    assert forbidden(visits) == []
    assert paths(visits, "stengt.example") == ["/robots.txt"]
    assert json.loads(done.stdout)["score"]["value"] is None


def test_what_the_owner_hands_over_is_scored(scan: Scan) -> None:
    done, visits = scan("handed_over.yaml", "-f", "json")

    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    known = {key: (c["outcome"], c["provenance"], c["posts_seen"]) for key, c in channels(report).items()}
    assert known["channel:linkedin:vestlys-kraft-invented"] == ("ok", "export", LINKEDIN_POSTS)
    assert known["channel:instagram:vestlyskraft_invented"] == ("ok", "saved", INSTAGRAM_POSTS)
    assert known["channel:facebook:vestlyskraft.invented"] == ("ok", "permission", 1)
    assert known["channel:x:vestlys_invent"][0] == "robots_disallowed"
    followers = channels(report)["channel:instagram:vestlyskraft_invented"]["followers"]
    assert followers == {"value": 2345, "precision": "exact"}
    # One post in six days was put into the export.
    assert channels(report)["channel:linkedin:vestlys-kraft-invented"]["posts_per_week"] == pytest.approx(7 / 6, 0.05)
    assert report["score"]["value"] is not None
    assert report["score"]["coverage"] > 0
    cadence = next(pillar for pillar in report["pillars"] if pillar["id"] == "cadence")
    assert cadence["score"] is not None
    # One page was asked for against robots.txt, by the permission that is stated for it; the rest as ever.
    assert forbidden(visits) == ["www.facebook.com/vestlyskraft.invented"]
    assert paths(visits, "www.linkedin.com") == ["/robots.txt"]
    assert paths(visits, "www.instagram.com") == []


def test_a_permission_is_printed_in_the_report(scan: Scan) -> None:
    done, _ = scan("handed_over.yaml", "-f", "markdown")

    assert "our own page" in done.stdout
    assert "The quickest ways to know more" in done.stdout
