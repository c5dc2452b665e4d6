"""Podcasts: which items of a feed are episodes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import recording

from presence_audit.model.channel import Channel
from presence_audit.model.observation import Observation
from presence_audit.model.page import Page
from presence_audit.platforms import Ask, platforms

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
URL = "https://pod.example/feed.xml"
NAMESPACE = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'


def _heard(platform: str, *kinds: str, end: str = "</channel></rss>") -> Observation:
    items = "".join(
        f"<item><title>{number}</title><guid>{number}</guid><pubDate>{18 - number:02} Nov 2026 05:00:00 GMT</pubDate>"
        f"<itunes:episodeType>{kind}</itunes:episodeType></item>"
        for number, kind in enumerate(kinds)
    )
    body = f'<rss version="2.0" {NAMESPACE}><channel><title>Nordlyspodden</title>{items}{end}'.encode()
    ask = Ask(Channel(platform, "feed", "pod.example/feed.xml", URL), datetime(2026, 5, 1, tzinfo=UTC), NOON)
    page = Page(URL, URL, 200, {"content-type": "application/rss+xml"}, body, NOON)
    found = recording.play(platforms()[platform].read(ask), lambda _: page)
    assert isinstance(found, Observation)
    return found


@pytest.mark.parametrize("platform", ["podcast", "feed"])
@pytest.mark.parametrize("end", ["</channel></rss>", ""])
def test_a_trailer_and_a_bonus_are_no_episodes_and_their_number_is_told(platform: str, end: str) -> None:
    found = _heard(platform, "full", "bonus", "", "Trailer", end=end)
    assert [post.text for post in found.posts] == ["0", "2"]
    assert "bonus episodes: 2" in found.reason


def test_a_feed_of_a_trailer_alone_keeps_it() -> None:
    found = _heard("podcast", "trailer")
    assert [post.text for post in found.posts] == ["0"]
    assert found.reason == ""


def test_an_episode_is_neither_a_reply_nor_a_repost() -> None:
    (post,) = _heard("podcast", "full").posts
    assert (post.is_reply, post.is_repost) == (False, False)
