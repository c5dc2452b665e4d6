"""The run itself: who is asked with which permission, and what is kept when something goes wrong."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from presence_audit.audit import Run, audit
from presence_audit.errors import OutputError
from presence_audit.model.channel import Channel
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page, Request
from presence_audit.model.profiles import Company, Profiles
from presence_audit.platforms import Ask, Conversation, blocked, platforms

SINCE, UNTIL = datetime(2026, 5, 24, tzinfo=UTC), datetime(2026, 11, 22, tzinfo=UTC)
ITEM = "<item><title>A cable</title><guid>1</guid><pubDate>Fri, 20 Nov 2026 12:00:00 GMT</pubDate></item>"
FEED = f'<rss version="2.0"><channel><title>Nordlys</title>{ITEM}</channel></rss>'


class Sites:
    """Answers by address, and notes with which permission each was asked."""

    def __init__(self, pages: dict[str, tuple[str, str]], failing: dict[str, Exception] | None = None) -> None:
        self._pages = pages
        self._failing = failing or {}
        self.asked: dict[str, str | None] = {}

    async def fetch(self, request: Request, *, permission: str | None = None) -> Page | Miss:
        self.asked[request.url] = permission
        if request.url in self._failing:
            raise self._failing[request.url]
        if request.url not in self._pages:
            return Page(request.url, request.url, 404, {}, b"", UNTIL)
        kind, body = self._pages[request.url]
        return Page(request.url, request.url, 200, {"content-type": kind}, body.encode(), UNTIL)


def feed_at(url: str, **more: str) -> Channel:
    return Channel("feed", "feed", url.removeprefix("https://"), url, **more)  # type: ignore[arg-type]


def run(sites: Sites, *channels: Channel) -> Run:
    return asyncio.run(audit(Profiles("p.yaml", Company("Nordlys"), tuple(channels)), sites, SINCE, UNTIL))


def test_a_permission_opens_the_channels_own_site_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    own, stranger, api = (
        "https://nordlys.example/feed",
        "https://strangers.example/feed",
        "https://www.nordlys.example/2",
    )

    def wandering(ask: Ask) -> Conversation:
        for url in (ask.channel.url, stranger, api):
            yield Request(url)
        return blocked(ask, Outcome.NOT_ATTEMPTED, "enough")

    monkeypatch.setitem(platforms(), "feed", replace(platforms()["feed"], read=wandering))
    sites = Sites({})
    run(sites, feed_at(own, permission="our own page"))

    assert sites.asked == {own: "our own page", stranger: None, api: "our own page"}


def test_an_account_on_other_software_is_read_by_its_reader_under_the_name_it_is_listed_by() -> None:
    base = "https://video.example"
    video = {"uuid": "1", "url": f"{base}/w/1", "name": "A cable", "publishedAt": "2026-11-20T12:00:00.000Z"}
    told = {
        f"{base}/.well-known/nodeinfo": {
            "links": [
                {"rel": "http://nodeinfo.diaspora.software/ns/schema/2.0", "href": f"{base}/nodeinfo/2.0.json"},
            ]
        },
        f"{base}/nodeinfo/2.0.json": {"software": {"name": "peertube", "version": "7.0.0"}},
        f"{base}/api/v1/video-channels/nordlys": {"name": "nordlys", "displayName": "Nordlys"},
        f"{base}/api/v1/video-channels/nordlys/videos?sort=-publishedAt&count=100&start=0&nsfw=both": {
            "total": 1,
            "data": [video],
        },
    }
    sites = Sites({url: ("application/json", json.dumps(answer)) for url, answer in told.items()})
    listed = Channel("mastodon", "account", "nordlys@video.example", f"{base}/@nordlys")

    found = run(sites, listed).observations[listed.id]

    assert (found.outcome, found.channel.platform, found.channel.kind) == (Outcome.OK, "mastodon", "account")
    assert [post.text for post in found.posts] == ["A cable"]
    assert len(found.evidence) == len(sites.asked)


def test_a_bug_in_one_reader_is_loud_and_costs_nobody_else(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(ask: Ask) -> Conversation:
        yield Request(ask.channel.url)
        raise KeyError("no such field")

    monkeypatch.setitem(platforms(), "ghost", replace(platforms()["ghost"], read=broken))
    good, bad = feed_at("https://a.example/feed"), Channel("ghost", "site", "b.example", "https://b.example/")

    done = run(Sites({good.url: ("application/rss+xml", FEED)}), bad, good)

    assert done.observations[good.id].outcome is Outcome.OK
    assert done.observations[bad.id].outcome is Outcome.PARSE_DRIFT
    assert "report it" in done.observations[bad.id].reason
    assert done.failures == 1
    assert "no such field" in caplog.text


def test_a_recording_that_cannot_go_on_is_no_fault_of_a_site() -> None:
    good, late = feed_at("https://a.example/feed"), feed_at("https://b.example/feed")
    full = OutputError("cannot write week.warc.gz: No space left on device")

    done = run(Sites({good.url: ("application/rss+xml", FEED)}, {late.url: full}), good, late)

    assert done.error is full
    assert done.observations[good.id].outcome is Outcome.OK
    assert done.observations[late.id].outcome is Outcome.NOT_ATTEMPTED
    assert done.failures == 0


def test_every_observation_names_the_answers_it_rests_on() -> None:
    channel = feed_at("https://a.example/feed")

    seen = run(Sites({channel.url: ("application/rss+xml", FEED)}), channel).observations[channel.id]

    assert [(e.url, e.status) for e in seen.evidence] == [(channel.url, 200)]
    assert seen.observed_at == UNTIL
    assert seen.posts[0].published_at == datetime(2026, 11, 20, 12, tzinfo=UTC)
