"""Where a site's rules leave nothing to ask for, nothing is asked, and the reason is given."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from presence_audit.model.channel import Channel
from presence_audit.model.observation import Observation
from presence_audit.model.outcome import Outcome
from presence_audit.platforms import Account, Ask, Platform, platforms, recognise

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
UNREAD = [p for p in platforms().values() if not p.shows]
SHUT = [p for p in platforms().values() if p.live == "with permission" and p.shows]


def _ask(platform: Platform) -> Ask:
    url = next(url for url, said in platform.examples.items() if " " in said)
    account = recognise(url)
    assert isinstance(account, Account)
    channel = Channel(account.platform, account.kind, account.handle, account.url)
    return Ask(channel, datetime(2026, 5, 1, tzinfo=UTC), NOON)


@pytest.mark.parametrize(
    ("name", "outcome"), [("reddit", Outcome.ROBOTS_DISALLOWED), ("telegram", Outcome.NOT_ATTEMPTED)]
)
def test_where_the_rules_leave_nothing_to_ask_nothing_is_asked(name: str, outcome: Outcome) -> None:
    with pytest.raises(StopIteration) as end:
        next(platforms()[name].read(_ask(platforms()[name])))
    seen = end.value.value
    assert isinstance(seen, Observation)
    assert seen.outcome is outcome
    assert seen.reason


@pytest.mark.parametrize("platform", UNREAD, ids=lambda p: p.id)
def test_a_platform_without_a_reader_says_that_it_is_recognised_only(platform: Platform) -> None:
    assert platform.proven == "recognised only"


@pytest.mark.parametrize("platform", SHUT, ids=lambda p: p.id)
def test_a_platform_that_is_shut_to_robots_tells_ways_in(platform: Platform) -> None:
    assert platform.ways
    for way in platform.ways:
        assert way.how.endswith(".")
        assert any(
            word in way.how for word in ("`saved:", "`export:", "`permission:", "PRESENCE_AUDIT_", "saved: FILE")
        )
