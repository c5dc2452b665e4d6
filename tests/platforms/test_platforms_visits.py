"""Several visits to one account: what was seen last holds, and nobody speaks of what came after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import recording

from presence_audit.model.channel import Channel
from presence_audit.model.observation import Observation, Post
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Page
from presence_audit.platforms import Ask, platforms
from presence_audit.platforms.cision import _newsroom_of

AT = recording.FETCHED_AT
SINCE = AT - timedelta(days=182)


def _saved(platform: str, case: str, *more: Page) -> tuple[Page, Observation]:
    told = recording.load(recording.RECORDINGS / platform / case)
    page = next(answer for answer in told.answers.values() if isinstance(answer, Page))
    saved = platforms()[platform].saved
    assert saved is not None
    return page, saved(
        told.ask, [*(replace(page, fetched_at=other.fetched_at, body=other.body) for other in more), page]
    )


def test_the_newest_page_of_a_profile_stands_whatever_the_files_are_called() -> None:
    page, found = _saved("snapchat", "saved_ok")
    later = replace(page, fetched_at=page.fetched_at + timedelta(days=1), body=page.body.replace(b"Nordlys", b"Sydlys"))
    _, again = _saved("snapchat", "saved_ok", later)
    assert found.profile.name != again.profile.name
    assert again.observed_at == later.fetched_at


def test_a_tab_that_was_saved_twice_is_that_of_the_later_day() -> None:
    page, found = _saved("youtube", "saved_one_tab")
    earlier = replace(page, fetched_at=page.fetched_at - timedelta(days=90))
    _, again = _saved("youtube", "saved_one_tab", earlier)
    assert again.observed_at == page.fetched_at
    assert [post.published_at for post in again.posts] == [post.published_at for post in found.posts]


@pytest.mark.parametrize(
    ("front", "outcome"), [("https://www.tumblr.com/", Outcome.NOT_ATTEMPTED), ("", Outcome.ZERO_POSTS)]
)
def test_an_empty_feed_beside_the_front_page_of_the_site_is_no_silence(front: str, outcome: Outcome) -> None:
    channel = Channel("tumblr", "account", "nordlys", "https://www.tumblr.com/nordlys")
    feed = b"<?xml version='1.0'?><rss version='2.0'><channel><title>N</title><link>https://nordlys.tumblr.com/</link>"

    def answer(url: str) -> Page:
        if url.endswith("/rss"):
            kind = {"content-type": "application/rss+xml"}
            return Page(url, url, 200, kind, feed + b"<description/></channel></rss>", AT)
        return Page(url, front or url, 200, {"content-type": "text/html"}, b"<html><p>Tumblr</p></html>", AT)

    found = recording.play(platforms()["tumblr"].read(Ask(channel, SINCE, AT)), answer)
    assert isinstance(found, Observation)
    assert found.outcome is outcome


@pytest.mark.parametrize("address", ["hm/r/varen,c1", "se/hm/r/varen,c1"])
def test_a_newsroom_of_two_letters_is_no_country(address: str) -> None:
    assert _newsroom_of(Post("1", f"https://news.cision.com/{address}", AT)) == "hm"
