"""What a whole site says is never credited to one of its leaders."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
import recording

from presence_audit.model.channel import Channel
from presence_audit.model.observation import Observation
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page
from presence_audit.platforms import Ask, Handover, platforms

SITE = "https://nordlys.example"
SINCE, UNTIL = datetime(2026, 5, 24, tzinfo=UTC), datetime(2026, 11, 22, tzinfo=UTC)
API = '<link rel="https://api.w.org/" href="https://nordlys.example/wp-json/">'
MARK = f'<meta name="generator" content="WordPress 6.5">{API}'
SITE_FEED = f'<link rel="alternate" type="application/rss+xml" href="{SITE}/feed/">'
OWN_FEED = f'<link rel="alternate" type="application/rss+xml" href="{SITE}/folk/kari/feed/">'


def page(head: str) -> str:
    return f'<html lang="nb"><head><title>Nordlys</title>{head}</head><body></body></html>'


def feed(author: str) -> str:
    item = f"<item><title>A cable</title><guid>{author}</guid><dc:creator>{author}</dc:creator>"
    dated = f"{item}<pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate></item>"
    spaces = 'version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f"<rss {spaces}><channel><title>Nordlys</title><link>{SITE}/</link>{dated}</channel></rss>"


def look(
    answers: dict[str, str], *, platform: str, owner: str = "leader:ceo", moved: dict[str, str] | None = None
) -> Observation:
    url = f"{SITE}/folk/kari/"
    channel = Channel(platform, "site", "nordlys.example/folk/kari", url, owner)

    def answer(asked: str) -> Page | Miss:
        at = (moved or {}).get(asked, asked)
        body = answers.get(at)
        if body is None and "/wp-json/wp/v2/posts" in asked:
            body = answers.get("posts")
        kind = (
            "application/json" if body and body[0] in "[{" else "text/html" if body and "<html" in body else "text/xml"
        )
        return Page(asked, at, 200 if body else 404, {"content-type": kind}, (body or "").encode(), UNTIL)

    reader = platforms()[platform]
    for _ in range(3):
        found = recording.play(reader.read(Ask(channel, SINCE, UNTIL)), answer)
        if isinstance(found, Observation):
            return found
        assert isinstance(found, Handover)
        reader = platforms()[found.platform]
    raise AssertionError("handed around")


POSTS = json.dumps(
    [
        {
            "id": n,
            "date_gmt": "2026-11-20T08:00:00",
            "link": f"{SITE}/{n}",
            "title": {"rendered": "A cable"},
            "content": {"rendered": "<p>Text</p>", "protected": False},
            "sticky": False,
            "author": n,
            "_embedded": {"author": [{"name": name}]},
        }
        for n, name in enumerate(("Kari", "Ola"), 1)
    ]
)


@pytest.mark.parametrize("platform", ["website", "wordpress"])
@pytest.mark.parametrize("elsewhere", [f"{SITE}/", f"{SITE}/folk/ola/"])
def test_a_leaders_page_that_leads_elsewhere_credits_nobody(platform: str, elsewhere: str) -> None:
    url = f"{SITE}/folk/kari/"
    found = look({elsewhere: page(MARK), "posts": POSTS}, platform=platform, moved={url: elsewhere})

    assert (found.outcome, found.posts) == (Outcome.NOT_ATTEMPTED, ())
    assert elsewhere in found.reason


@pytest.mark.parametrize("head", [MARK, MARK + SITE_FEED, SITE_FEED])
def test_a_page_that_names_only_the_feed_of_the_site_credits_nobody(head: str) -> None:
    answers = {f"{SITE}/folk/kari/": page(head), "posts": POSTS, f"{SITE}/feed/": feed("Ola")}

    assert look(answers, platform="website").outcome is Outcome.NOT_ATTEMPTED


@pytest.mark.parametrize("head", [SITE_FEED + OWN_FEED, MARK + SITE_FEED + OWN_FEED])
def test_a_page_with_a_feed_of_its_own_is_read_from_that_one(head: str) -> None:
    answers = {
        f"{SITE}/folk/kari/": page(head),
        f"{SITE}/folk/kari/feed/": feed("Kari"),
        f"{SITE}/feed/": feed("Ola"),
        "posts": POSTS,
    }

    assert [post.author for post in look(answers, platform="website").posts] == ["Kari"]


def test_the_company_may_name_any_page_of_its_site() -> None:
    answers = {f"{SITE}/folk/kari/": page(MARK), "posts": POSTS}

    assert len(look(answers, platform="website", owner="company").posts) == 2
