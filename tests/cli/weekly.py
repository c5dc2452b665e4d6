"""The twelve weeks of tests/twelve_weeks.py on served feeds; and the profiles file and the scans of any world."""

from __future__ import annotations

import json
import logging
import os
import subprocess
from collections.abc import Mapping
from contextlib import ExitStack, chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from email.utils import format_datetime
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any, Protocol
from unittest.mock import patch
from xml.sax.saxutils import escape

from cli.installed import Program, Site
from twelve_weeks import CHANNELS, SCRIPT, SHOWN, WEEKS, Post, State, World, expected, iso_week, live_through

from presence_audit.cli._app import run

_CHALLENGE = "<!doctype html><title>Just a moment...</title><script>window._cf_chl_opt={}</script>"
_PAGE = 8

PROFILES = """
company: {{name: Nordlys Energi, timezone: Europe/Oslo}}
channels:
  - {{{site}}}
  - {{{press}, target: 14/week}}
  - {{{notes}}}
leaders:
  - name: Kari Nordlys
    role: CEO
    channels: [{{{kari}}}]
settings:
  allow_private_hosts: [127.0.0.1, localhost]
{settings}
"""


def profiles_of(channels: Mapping[str, str], settings: str = "") -> str:
    """The profiles file of a world, by how each channel is written in it ("platform: feed, url: ...")."""
    return PROFILES.format(**channels, settings=settings)


@dataclass
class ServedWeeks:
    """A world of feeds on loopback. The channels that list everything have it on pages, which end (RFC 5005).

    `notes` are on a site of their own, because one that asks to be left alone speaks for all that is on it.
    """

    main: Site
    other: Site
    posts: dict[str, dict[str, Post]] = field(default_factory=dict)
    away: set[str] = field(default_factory=set)
    states: dict[str, State] = field(default_factory=dict)

    def web(self, channel: str) -> Site:
        """The site that a channel is on."""
        return self.other if channel == "notes" else self.main

    def address(self, channel: str) -> str:
        """Where the feed of a channel is."""
        return f"{self.web(channel).url}/{channel}/feed.xml"

    @property
    def channels(self) -> dict[str, str]:
        """How each channel is written in the profiles file."""
        return {name: f"platform: feed, url: '{self.address(name)}'" for name in ("site", "press", "notes", "kari")}

    def key_of(self, url: str) -> str:
        """Which post it is that stands at an address."""
        return url.rpartition("/")[2]

    def publish(self, posts: tuple[Post, ...]) -> None:
        """Publish posts of one channel."""
        for post in posts:
            self.posts.setdefault(post.channel, {})[post.key] = post
            self._serve(post.channel)

    def edit(self, post: Post) -> None:
        """Give a post other words."""
        self.publish((post,))

    def delete(self, post: Post) -> None:
        """Take a post away."""
        self.away.add(post.key)
        self._serve(post.channel)

    def restore(self, post: Post) -> None:
        """Put it back."""
        self.away.remove(post.key)
        self._serve(post.channel)

    def answer(self, channel: str, state: State) -> None:
        """Let a channel answer from now on as it does in that state."""
        self.states[channel] = state
        self._serve(channel)

    def _serve(self, channel: str) -> None:
        path, web = f"/{channel}/feed.xml", self.web(channel)
        state = self.states.get(channel, "open")
        if state == "gone":
            web.serve(path, "gone", "text/html", 404)
        elif state == "down":
            web.serve(path, "try again later", "text/html", 503, {"Retry-After": "3600"})
        elif state == "walled":
            web.serve(path, _CHALLENGE, "text/html", 403)
        else:
            self._serve_pages(channel, path)

    def _serve_pages(self, channel: str, path: str) -> None:
        standing = [post for key, post in self.posts.get(channel, {}).items() if key not in self.away]
        standing.sort(key=lambda post: post.at, reverse=True)
        web = self.web(channel)
        if channel in SHOWN:
            web.serve(path, self._feed(channel, standing[: SHOWN[channel]]))
            return
        pages = [standing[start : start + _PAGE] for start in range(0, max(len(standing), 1), _PAGE)]
        for number, posts in enumerate([*pages, []]):
            following = f"{path}?page={number + 1}" if number < len(pages) else ""
            web.serve(f"{path}?page={number}" if number else path, self._feed(channel, posts, following))

    def _feed(self, channel: str, posts: list[Post], following: str = "") -> str:
        url = self.web(channel).url
        items = "".join(
            f"<item><title>{escape(post.text)}</title><link>{url}/{channel}/{post.key}</link>"
            f"<guid>{url}/{channel}/{post.key}</guid><pubDate>{format_datetime(post.at)}</pubDate></item>"
            for post in posts
        )
        more = f'<atom:link rel="next" href="{url}{following}"/>' if following else ""
        head = f'<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>{channel}</title>'
        return f'<?xml version="1.0"?>{head}{more}{items}</channel></rss>'


class InProcess(Program):
    """The program in this very process, where it need not be started anew each time."""

    def __call__(self, *args: str | Path, timeout: float = 60) -> subprocess.CompletedProcess[bytes]:
        del timeout
        handlers, level = logging.root.handlers[:], logging.root.level
        with ExitStack() as stack:
            stack.enter_context(chdir(self.folder))
            stack.enter_context(patch.dict(os.environ, self.env, clear=True))
            out = stack.enter_context(redirect_stdout(TextIOWrapper(out_bytes := BytesIO(), "utf-8")))
            err = stack.enter_context(redirect_stderr(TextIOWrapper(err_bytes := BytesIO(), "utf-8")))
            code = run([str(arg) for arg in args])
            out.flush()
            err.flush()
            told = out_bytes.getvalue(), err_bytes.getvalue()
        logging.basicConfig(handlers=handlers, level=level, force=True)
        return subprocess.CompletedProcess(args, code, *told)


def scanned(program: Program, week: int, *args: str | Path) -> dict[str, Any]:
    """The report of a week's audit."""
    # Servers date what they send by their own clocks, so what the last week's answer was says nothing in this one.
    flags = ["--pause", "0", "--no-cache", "-f", "json", "--week", iso_week(week)]
    done = program("scan", *flags, *args, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    report: dict[str, Any] = json.loads(done.stdout)
    return report


class Places(World, Protocol):
    """A world with addresses."""

    @property
    def channels(self) -> Mapping[str, str]:
        """How each channel is written in the profiles file."""

    def key_of(self, url: str) -> str:
        """Which post it is that stands at an address."""


@dataclass(frozen=True)
class Lived:
    """All twelve weeks, lived through and audited at the end of each; `reports` are by week."""

    program: Program
    world: Places
    store: Path
    reports: Mapping[int, dict[str, Any]]

    def name(self, channel: str) -> str:
        """How reports name a channel."""
        named: str = self.line(channel, 1)["id"]
        return named

    def line(self, channel: str, week: int) -> dict[str, Any]:
        """What a week's report says of a channel."""
        lines: list[dict[str, Any]] = self.reports[week]["channels"]
        return lines[CHANNELS.index(channel)]

    def leaves(self, channel: str, week: int) -> list[dict[str, Any]]:
        """What a week's report measures of a channel."""
        leaves = [leaf for pillar in self.reports[week]["pillars"] for leaf in pillar["leaves"]]
        return [leaf for leaf in leaves if leaf["subject"] == self.name(channel)]

    def posts_told(self, week: int) -> dict[str, tuple[int, int, int, int]]:
        """How many posts of each channel a report calls new, edited, gone and back."""
        told = {line["subject"]: line for line in self.reports[week]["changes"]["posts"]}
        lines = {channel: told.pop(self.name(channel)) for channel in CHANNELS if self.name(channel) in told}
        assert not told, told
        return {
            channel: (line["added"], line["edited"], line["gone"], line["returned"]) for channel, line in lines.items()
        }

    def turns_told(self, week: int) -> dict[str, list[str]]:
        """Which turns a report tells of a channel, apart from that its numbers moved."""
        found: dict[str, list[str]] = {}
        for line in self.reports[week]["changes"]["channels"]:
            if line["metric"] is None:
                found.setdefault(line["subject"], []).append(line["turn"])
        return {channel: found[self.name(channel)] for channel in CHANNELS if self.name(channel) in found}


def posts_done(week: int) -> dict[str, tuple[int, int, int, int]]:
    """How many posts of each channel are newly seen, edited, gone and back; without channels of which none is."""
    known = {channel: expected(channel, week) for channel in CHANNELS}
    counts = {channel: (k.added, k.edited, k.gone, k.returned) for channel, k in known.items()}
    return {channel: count for channel, count in counts.items() if any(count)}


def turns_done(week: int) -> dict[str, list[str]]:
    """Which turns a channel takes: it is gone, it is back, it cannot be read, it can again."""
    away = {"gone": "down", "down": "unknown", "walled": "unknown"}
    back = {"gone": "up", "down": "known", "walled": "known"}
    found = {}
    for channel in CHANNELS:
        before, now = (SCRIPT[channel][one - 1].state for one in (week - 1, week))
        if before != now:
            found[channel] = [back[before] if now == "open" else away[now]]
    return found


def lived(program: Program, world: Places, store: Path, settings: str = "") -> Lived:
    """Live through all weeks in a world, with an audit at the end of each."""
    program.write("profiles.yaml", profiles_of(world.channels, settings))
    live_through(world, 0)
    reports = {}
    for week in WEEKS:
        live_through(world, week)
        reports[week] = scanned(program, week, "--store", store)
    return Lived(program, world, store, reports)
