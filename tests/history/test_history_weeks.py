"""Twelve weeks of listings in one history: what it knows, and what it notices, is what the script says was done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from zlib import crc32

import pytest
from twelve_weeks import CHANNELS, SCRIPT, SHOWN, WEEKS, as_of, everything, expected, shown

from presence_audit.history import History, Noticed, Seen
from presence_audit.model.observation import ChannelRef, Evidence, Observation, Post, Trace, Window
from presence_audit.model.outcome import Outcome
from presence_audit.routes import widened

DAYS = 182
OUTCOMES = {"gone": Outcome.NOT_FOUND, "down": Outcome.NETWORK_ERROR, "walled": Outcome.BOT_CHALLENGE}


def name_of(channel: str) -> str:
    return f"channel:feed:nordlys.example/{channel}"


def reading(channel: str, week: int) -> Observation:
    """What a reader sees of a channel at the end of a week."""
    ref = ChannelRef("feed", "feed", f"nordlys.example/{channel}", f"https://nordlys.example/{channel}")
    at, since = as_of(week), as_of(week) - timedelta(days=DAYS)
    evidence = (Evidence(ref.url, 200, f"{crc32(f'{channel} {week}'.encode()):064x}", at),)
    state = SCRIPT[channel][week - 1].state
    if state != "open":
        return Observation(ref, OUTCOMES[state], "It is so.", observed_at=at, evidence=evidence, routes=("live",))
    posts = tuple(
        Post(post.key, f"{ref.url}/{post.key}", post.at, text=post.text, provenance="live")
        for post in shown(channel, week)
    )
    is_all = channel not in SHOWN
    oldest, newest = posts[-1].published_at, posts[0].published_at
    window = Window(oldest, newest, since if is_all else oldest, complete=is_all)
    return Observation(ref, Outcome.OK, observed_at=at, posts=posts, window=window, evidence=evidence, routes=("live",))


def trace(post: Post) -> Trace:
    return Trace(len(post.text.split()), crc32(post.text.encode()))


@contextmanager
def kept(until: int) -> Iterator[History]:
    """A history into which the audits of the first weeks have been written."""
    with History.in_memory() as history:
        for week in range(1, until + 1):
            seen = {name_of(channel): Seen("company", reading(channel, week)) for channel in CHANNELS}
            history.record(as_of(week), DAYS, "1", "0.0.0", seen, trace=trace, is_ours=lambda _: True)
        yield history


@pytest.fixture(scope="module")
def history() -> Iterator[History]:
    with kept(WEEKS[-1]) as whole:
        yield whole


def today(history: History, channel: str, week: int) -> Observation:
    """A week's reading, widened by what the weeks before it know."""
    since = as_of(week) - timedelta(days=DAYS)
    past = history.past(as_of(week), since).get(name_of(channel), ())
    return widened(reading(channel, week), past, since)


@pytest.mark.parametrize("week", WEEKS)
def test_what_a_week_notices_is_what_was_done_in_it(history: History, week: int) -> None:
    noticed = history.noticed(as_of(week))
    told = {channel: noticed.get(name_of(channel), Noticed()) for channel in CHANNELS}
    done = {channel: expected(channel, week) for channel in CHANNELS}
    assert told == {
        channel: Noticed(known.added, known.edited, known.gone, known.returned) for channel, known in done.items()
    }


@pytest.mark.parametrize(("channel", "week"), [one for one in everything() if expected(*one).state == "open"])
def test_a_reading_with_its_past_shows_every_post_that_was_ever_seen_and_still_stands(
    history: History, channel: str, week: int
) -> None:
    found, known = today(history, channel, week), expected(channel, week)
    assert {post.id for post in found.posts} == known.posts
    assert len(found.posts) == len(known.posts)


@pytest.mark.parametrize(("channel", "week"), [one for one in everything() if expected(*one).state == "open"])
def test_it_reaches_back_over_every_week_without_a_gap_and_no_further(
    history: History, channel: str, week: int
) -> None:
    window = today(history, channel, week).window
    since, start = expected(channel, week).since, as_of(week) - timedelta(days=DAYS)
    assert window.complete is (since is None or since <= start)
    assert window.reaches_back_to == (start if window.complete else since)


@pytest.mark.parametrize(("channel", "week"), [one for one in everything() if expected(*one).state != "open"])
def test_what_cannot_be_read_today_is_not_known_today(history: History, channel: str, week: int) -> None:
    assert today(history, channel, week) == reading(channel, week)


@pytest.mark.parametrize("week", [3, 8])
def test_what_a_week_knows_is_the_same_when_later_weeks_are_known_too(history: History, week: int) -> None:
    with kept(week) as then:
        for channel in CHANNELS:
            assert today(then, channel, week) == today(history, channel, week)
        assert then.noticed(as_of(week)) == history.noticed(as_of(week))


def test_weeks_that_are_told_out_of_order_are_known_in_their_order(history: History) -> None:
    with History.in_memory() as mixed:
        for week in (7, 1, 12, 3, 2, 11, 4, 10, 6, 5, 9, 8):
            seen = {name_of(channel): Seen("company", reading(channel, week)) for channel in CHANNELS}
            mixed.record(as_of(week), DAYS, "1", "0.0.0", seen, trace=trace, is_ours=lambda _: True)
        for week in WEEKS:
            assert mixed.noticed(as_of(week)) == history.noticed(as_of(week))
            for channel in CHANNELS:
                assert today(mixed, channel, week) == today(history, channel, week)
