"""Real servers on loopback, started once for the whole run and filled with an invented company."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from servers.bluesky import RunningBluesky, bluesky
from servers.invented import Content, invented
from servers.processes import ServerMissing
from servers.wordpress import RunningWordPress, wordpress

from presence_audit.audit import observe
from presence_audit.fetch import Fetcher, Politeness
from presence_audit.model.observation import Observation
from presence_audit.platforms import Ask
from presence_audit.profiles._address import channel_at

PROGRAM = Path(sys.executable).with_name("presence-audit")


@contextmanager
def or_skipped() -> Iterator[None]:
    """Without the servers a developer's run skips, visibly; CI insists on them."""
    try:
        yield
    except ServerMissing as missing:
        if os.environ.get("PRESENCE_AUDIT_SERVERS_REQUIRED"):
            raise
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def content() -> Content:
    return invented(datetime.now(UTC))  # noqa: TID251  the servers live in the present


@pytest.fixture(scope="session")
def network(content: Content) -> Iterator[RunningBluesky]:
    with or_skipped(), bluesky(content) as running:
        yield running


@pytest.fixture(scope="session")
def blog(content: Content) -> Iterator[RunningWordPress]:
    with or_skipped(), wordpress(content) as running:
        yield running


@pytest.fixture(scope="session")
def closed_blog(content: Content) -> Iterator[RunningWordPress]:
    """The same site with its REST API closed, as many are."""
    with or_skipped(), wordpress(content, rest="forbidden") as running:
        yield running


def inspected(url: str, *args: str) -> dict[str, Any]:
    """What the installed program says of one channel."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("PRESENCE_AUDIT_")}
    command: list[str | Path] = [PROGRAM, "inspect", url, "--allow-private-host", "127.0.0.1", "--pause", "0"]
    command += ["--format", "json", *args]
    done = subprocess.run(command, capture_output=True, env=env, check=False, timeout=120)
    assert done.returncode in {0, 3}, done.stderr.decode()
    observation: dict[str, Any] = json.loads(done.stdout)
    return observation


def overheard(url: str, platform: str, since: datetime, until: datetime, endpoint: str | None = None) -> Observation:
    """One channel as an audit of the company reads it: with what people say under its posts since then.

    No command shows comments one by one, so the tool's own parts are asked, in the order in which a scan does it.
    """
    politeness = Politeness(pause=0, allow_private_hosts=("127.0.0.1",))
    ask = Ask(channel_at(url, platform=platform), since, until, endpoint, comments_since=since)

    async def look() -> Observation:
        now = lambda: datetime.now(UTC)  # noqa: E731, TID251  the servers live in the present
        async with Fetcher(politeness, version="0.0.0", now=now) as fetcher:
            return await observe(ask, fetcher)

    return asyncio.run(look())
