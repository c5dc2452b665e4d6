"""The installed program, unmodified, in a pretend internet: real host names, HTTPS, and a log of who was asked."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from live.conftest import PROGRAM, or_skipped
from servers.bluesky import RunningBluesky
from servers.internet import SITES, Internet, internet
from servers.invented import Content
from servers.wordpress import RunningWordPress

pytestmark = pytest.mark.servers

PROFILES = """
company: {name: Nordlys Energi, website: "https://nordlys.example"}
channels:
  - https://nordlys.example/
  - https://bsky.app/profile/nordlys-energi.test
  - https://www.youtube.com/@nordlysenergi-invented
  - https://www.linkedin.com/company/nordlys-energi-invented
leaders:
  - name: Ingrid Nordstjerne
    role: Konsernsjef
    channels: [https://bsky.app/profile/ingrid-nord.test, https://nordlys.example/author/ingrid-nordstjerne/]
  - name: Sigrid Åsmoen
    role: Kommunikasjonsdirektør
    channels: [https://bsky.app/profile/sigrid-moen.test]
"""


@pytest.fixture(scope="module")
def world(blog: RunningWordPress, network: RunningBluesky) -> Iterator[Internet]:
    hosts: dict[str, str | Path] = {
        "nordlys.example": blog.base_url,
        "public.api.bsky.app": network.appview_url,
        "www.youtube.com": SITES / "www.youtube.com",
        "www.linkedin.com": SITES / "www.linkedin.com",
    }
    with ExitStack() as stack:
        with or_skipped():
            running = stack.enter_context(internet(hosts))
        yield running


@pytest.fixture
def scan(world: Internet, tmp_path: Path) -> Callable[..., tuple[int, bytes]]:
    (tmp_path / "profiles.yaml").write_text(PROFILES, "utf-8")
    env = {k: v for k, v in os.environ.items() if k in {"PATH", "LANG"}} | {"HOME": str(tmp_path)}

    def run(*args: str) -> tuple[int, bytes]:
        done = world.run([PROGRAM, "scan", "--pause", "0", *args], cwd=tmp_path, env=env, seconds=120)
        return done.returncode, done.stdout.encode()

    return run


def test_a_company_and_its_leaders_are_audited_over_https(
    scan: Callable[..., tuple[int, bytes]], world: Internet, content: Content
) -> None:
    code, out = scan("-f", "json")

    report: dict[str, Any] = json.loads(out)
    outcomes = {c["id"]: c["outcome"] for c in report["channels"]}
    assert code == 0
    assert outcomes == {
        "channel:website:nordlys.example": "ok",
        "channel:bluesky:nordlys-energi.test": "ok",
        "channel:youtube:nordlysenergi-invented": "ok",
        "channel:linkedin:nordlys-energi-invented": "robots_disallowed",
        "channel:bluesky:ingrid-nord.test": "ok",
        "channel:wordpress:nordlys.example/author/ingrid-nordstjerne": "ok",
        "channel:bluesky:sigrid-moen.test": "opted_out",
    }
    assert report["score"]["value"] is not None
    assert {v.scheme for v in world.visits} == {"https"}
    assert all(v.agent.startswith("presence-audit/") for v in world.visits)
    assert world.asked("www.linkedin.com") == ["/robots.txt"]
    opted_out = content.account("opted-out").handle
    assert not [p for p in world.asked("public.api.bsky.app") if "getAuthorFeed" in p and opted_out in p]


def test_what_people_say_is_asked_about_the_companys_own_posts_only(
    scan: Callable[..., tuple[int, bytes]], world: Internet, network: RunningBluesky
) -> None:
    visits = len(world.visits)
    _, out = scan("-f", "json")
    asked = [visit.path for visit in world.visits[visits:]]

    listed = [p for p in json.loads(out)["shown"]["posts"] if p["act"] == "comment"]
    assert {p["channel"] for p in listed} == {
        "channel:website:nordlys.example",
        "channel:bluesky:nordlys-energi.test",
    }
    threads = [path for path in asked if "getPostThread" in path]
    assert threads
    assert all(network.dids["company"] in path for path in threads)
    assert len([path for path in asked if "/wp/v2/comments" in path]) == 1


def test_what_was_recorded_there_replays_here_to_the_same_bytes(
    scan: Callable[..., tuple[int, bytes]], world: Internet
) -> None:
    for kind in ("terminal", "markdown", "json"):
        _, live = scan("-f", kind, "--record", "week.warc.gz")
        visits = len(world.visits)
        replays = [scan("-f", kind, "--replay", "week.warc.gz")[1] for _ in range(2)]

        assert replays == [live, live], kind
        assert len(world.visits) == visits
