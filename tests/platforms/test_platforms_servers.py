"""Servers of the fediverse: what they run is asked of them, and the reader of that software takes over."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import recording

from presence_audit.model.channel import Channel
from presence_audit.model.observation import Observation
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page
from presence_audit.platforms import Ask, Handover, platforms
from presence_audit.platforms._servers import handed_over, software_of

if TYPE_CHECKING:
    from collections.abc import Generator

    from presence_audit.model.page import Request

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
BASE = "https://social.example"
INDEX = f"{BASE}/.well-known/nodeinfo"
SOFTWARE = [(platform.id, name) for platform in platforms().values() for name in platform.software]


def _json(url: str, told: object, status: int = 200) -> Page:
    return Page(url, url, status, {"content-type": "application/json"}, json.dumps(told).encode(), NOON)


def _index(href: str) -> Page:
    return _json(INDEX, {"links": [{"rel": "http://nodeinfo.diaspora.software/ns/schema/2.1", "href": href}]})


def _asked(conversation: Generator[Request, Page | Miss, str | None], *answers: Page | Miss) -> str | None:
    try:
        next(conversation)
        for answer in answers:
            conversation.send(answer)
    except StopIteration as end:
        found: str | None = end.value
        return found
    raise AssertionError("more was asked than there are answers")


def test_a_server_says_which_software_it_runs() -> None:
    told = _json(f"{BASE}/nodeinfo/2.1", {"software": {"name": "Sharkey", "version": "2025.4"}})
    assert _asked(software_of(BASE), _index(f"{BASE}/nodeinfo/2.1"), told) == "sharkey"


@pytest.mark.parametrize(
    "answers",
    [
        (Miss(INDEX, Outcome.ROBOTS_DISALLOWED, "robots.txt says no", NOON),),
        (_json(INDEX, {}, 404),),
        (_json(INDEX, ["nothing"]),),
        (_index("https://elsewhere.example/nodeinfo/2.1"),),
        (_index("file:///etc/passwd"),),
        (_index("https://["),),
        (_index(f"{BASE}/nodeinfo/2.1"), _json(INDEX, {"software": "mastodon"})),
        (_index(f"{BASE}/nodeinfo/2.1"), _json(INDEX, {}, 500)),
    ],
    ids=range(8),
)
def test_a_server_that_does_not_say_it_of_itself_runs_nobody_knows_what(answers: tuple[Page | Miss, ...]) -> None:
    assert _asked(software_of(BASE), *answers) is None


def test_a_software_has_one_reader() -> None:
    names = [name for _, name in SOFTWARE]
    assert len(names) == len(set(names))
    assert names == [name.casefold() for name in names]


@pytest.mark.parametrize(("platform", "software"), [pair for pair in SOFTWARE if pair[0] not in {"mastodon", "lemmy"}])
def test_the_reader_of_a_servers_software_takes_over(platform: str, software: str) -> None:
    assert handed_over("mastodon", software, f"{BASE}/@nordlys") == Handover(platform, f"{BASE}/@nordlys")


@pytest.mark.parametrize("software", ["mastodon", "writefreely", "", None])
def test_without_another_reader_nobody_takes_over(software: str | None) -> None:
    assert handed_over("mastodon", software, f"{BASE}/@nordlys") is None


def test_a_reader_is_not_handed_an_address_that_it_does_not_know() -> None:
    assert handed_over("mastodon", "lemmy", f"{BASE}/@nordlys") is None


def test_a_server_that_keeps_robots_from_asking_may_still_be_named() -> None:
    channel = Channel("mastodon", "account", "nordlys@social.example", f"{BASE}/@nordlys")
    ask = Ask(channel, datetime(2026, 5, 1, tzinfo=UTC), NOON)

    found = recording.play(
        platforms()["mastodon"].read(ask), lambda url: Miss(url, Outcome.ROBOTS_DISALLOWED, "robots.txt says no", NOON)
    )

    assert isinstance(found, Observation)
    assert found.outcome is Outcome.ROBOTS_DISALLOWED
    assert "platform: gotosocial" in found.next_step
