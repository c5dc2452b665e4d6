"""A platform without a reader says so: it never shows a number, and never asks where it may not."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Generator
from datetime import UTC, datetime

import pytest

from presence_audit.model.channel import Channel
from presence_audit.model.observation import Observation
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page, Request
from presence_audit.platforms import Account, Ask, Handover, Platform, platforms, recognise

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
CLOSED = [p for p in platforms().values() if not p.shows]
KNOCKING = [p for p in CLOSED if p.id != "reddit"]


def _ask(platform: Platform) -> Ask:
    url = next(url for url, said in platform.examples.items() if " " in said)
    account = recognise(url)
    assert isinstance(account, Account)
    channel = Channel(account.platform, account.kind, account.handle, account.url)
    return Ask(channel, datetime(2026, 5, 1, tzinfo=UTC), NOON)


def _end(platform: Platform, *answers: Page | Miss) -> tuple[list[str], Observation]:
    ends: list[Observation | Handover] = []

    def whole() -> Generator[Request, Page | Miss, None]:
        ends.append((yield from platform.read(_ask(platform))))

    conversation = whole()
    asked = [request.url for request in itertools.islice(conversation, 1)]
    for answer in answers:
        asked += [request.url for request in _sent(conversation, answer)]
    (end,) = ends
    assert isinstance(end, Observation)
    return asked, end


def _sent(conversation: Generator[Request, Page | Miss, None], answer: Page | Miss) -> list[Request]:
    with contextlib.suppress(StopIteration):
        return [conversation.send(answer)]
    return []


def _page(platform: Platform, body: bytes, **headers: str) -> Page:
    url = _ask(platform).channel.url
    return Page(url, url, 200, {"content-type": "text/html", **headers}, body, NOON)


@pytest.mark.parametrize("platform", KNOCKING, ids=lambda p: p.id)
def test_a_page_that_nobody_reads_concludes_nothing(platform: Platform) -> None:
    asked, seen = _end(platform, _page(platform, b"<html><title>Nordlys</title>0 posts</html>"))
    assert asked == [_ask(platform).channel.url]
    assert seen.outcome is Outcome.NOT_ATTEMPTED
    assert platform.name in seen.reason
    assert seen.next_step
    assert seen.posts == ()
    assert seen.profile.followers is None


@pytest.mark.parametrize("platform", KNOCKING, ids=lambda p: p.id)
def test_a_refusal_by_robots_txt_is_passed_on(platform: Platform) -> None:
    miss = Miss(_ask(platform).channel.url, Outcome.ROBOTS_DISALLOWED, "robots.txt says no", NOON)
    _, seen = _end(platform, miss)
    assert (seen.outcome, seen.reason) == (Outcome.ROBOTS_DISALLOWED, "robots.txt says no")


def test_a_wall_is_named_as_one() -> None:
    tiktok = platforms()["tiktok"]
    _, seen = _end(tiktok, _page(tiktok, b"<html></html>", **{"cf-mitigated": "challenge"}))
    assert seen.outcome is Outcome.BOT_CHALLENGE


@pytest.mark.parametrize(
    ("name", "outcome"), [("reddit", Outcome.ROBOTS_DISALLOWED), ("telegram", Outcome.NOT_ATTEMPTED)]
)
def test_where_the_rules_leave_nothing_to_ask_nothing_is_asked(name: str, outcome: Outcome) -> None:
    asked, seen = _end(platforms()[name])
    assert asked == []
    assert seen.outcome is outcome
    assert seen.reason


@pytest.mark.parametrize("platform", CLOSED, ids=lambda p: p.id)
def test_a_platform_without_a_reader_says_that_it_is_recognised_only(platform: Platform) -> None:
    assert platform.proven == "recognised only"
