"""Websites: what a home page says and links to, and the feed that is found from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import damage
import pytest
import recording
from hypothesis import given, settings
from hypothesis import strategies as st

from presence_audit.model.channel import Channel
from presence_audit.model.observation import Observation
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page
from presence_audit.platforms import parse_url
from presence_audit.platforms._contract import Ask, Drift
from presence_audit.platforms._site import site_of
from presence_audit.platforms.website import PLATFORM, account_of, read_home

if TYPE_CHECKING:
    from pathlib import Path

CASES = recording.cases("website")
HOME = "https://nordlys.example/"
ASK = Ask(Channel("website", "site", "nordlys.example", HOME), recording.FETCHED_AT, recording.FETCHED_AT)


def page(html: str, url: str = HOME, **headers: str) -> Page:
    return Page(url, url, 200, {"content-type": "text/html", **headers}, html.encode(), recording.FETCHED_AT)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_recorded_conversation_is_read_as_expected(case: Path) -> None:
    assert recording.expected(case) == recording.converse(case)


@pytest.mark.parametrize("url", PLATFORM.examples)
def test_no_address_is_a_website_by_itself(url: str) -> None:
    parsed = parse_url(url)
    assert parsed is not None
    assert PLATFORM.recognise(parsed) is None


@pytest.mark.parametrize(
    ("text", "handle", "url"),
    [
        ("https://www.nordlys.example/", "www.nordlys.example", "https://www.nordlys.example/"),
        ("nordlys.example", "nordlys.example", "https://nordlys.example"),
        ("https://nordlys.example/nyheter/", "nordlys.example/nyheter", "https://nordlys.example/nyheter/"),
        ("http://nordlys.example:8080/a", "nordlys.example:8080/a", "http://nordlys.example:8080/a"),
    ],
)
def test_a_website_is_called_by_its_address(text: str, handle: str, url: str) -> None:
    parsed = parse_url(text)
    assert parsed is not None
    account = account_of(parsed)
    assert (account.platform, account.kind, account.handle, account.url) == ("website", "site", handle, url)


def test_the_home_page_alone_tells_name_description_and_links() -> None:
    case = recording.load(recording.RECORDINGS / "website" / "ok")
    result = recording.play(read_home(case.ask), lambda url: case.answers[url])
    assert isinstance(result, Observation)
    assert (result.outcome, result.posts, result.window.complete) == (Outcome.OK, (), False)
    assert (result.profile.name, result.profile.bio) == ("Nordlys Energi", "Strøm fra nord siden 1998.")
    assert result.profile.links == (
        "https://bsky.example/profile/nordlys.example",
        "https://x.com/nordlys",
        "https://fosstodon.example/@nordlys",
        "https://www.linkedin.com/company/nordlys/",
        "https://www.facebook.com/tredjepart",
    )


def test_a_home_page_behind_a_wall_links_to_nothing_known() -> None:
    case = recording.load(recording.RECORDINGS / "website" / "blocked")
    result = recording.play(read_home(case.ask), lambda url: case.answers[url])
    assert isinstance(result, Observation)
    assert (result.outcome, result.profile.links) == (Outcome.BOT_CHALLENGE, ())


@pytest.mark.parametrize("meta", ["@https://twitter.com/nordlys", "Nordlys Energi", "@", "https://x.com/nordlys"])
def test_a_dirty_twitter_site_is_not_made_into_an_account(meta: str) -> None:
    html = f'<html><head><meta name="twitter:site" content="{meta}"></head><body></body></html>'
    assert site_of(page(html)).profile.links == ()


def test_json_ld_is_read_at_any_depth_and_broken_blocks_are_passed_over() -> None:
    html = """<html><body><script type="application/ld+json">{"a": [}</script>
    <script type="application/ld+json">{"publisher": [{"sameAs": "https://x.com/a"}], "b": "line
    break"}</script>
    <script type="application/ld+json">{"sameAs": [1, null, {}, "javascript:x"]}</script></body></html>"""
    assert site_of(page(html)).profile.links == ("https://x.com/a",)


def test_an_api_on_somebody_elses_domain_is_not_asked() -> None:
    html = '<html><head><link rel="https://api.w.org/" href="https://evil.test/wp-json/"></head><body></body></html>'
    assert site_of(page(html)).api is None
    own = html.replace("evil.test", "cms.nordlys.example")
    assert site_of(page(own)).api == "https://cms.nordlys.example/wp-json/"


@pytest.mark.parametrize(
    ("html", "wordpress"),
    [
        ('<img src="/wp-content/a.png">', True),
        ('<img src="https://cdn.nordlys.example/wp-content/a.png">', True),
        ('<img src="https://avisen.test/wp-content/a.png">', False),
        ('<meta name="generator" content="WordPress 6.5">', True),
        ('<meta name="generator" content="HubSpot"><img src="/wp-content/gammel.png">', False),
        ("<p>wp-content</p>", False),
    ],
)
def test_wordpress_is_known_by_its_mark_or_by_files_of_its_own(html: str, wordpress: bool) -> None:
    assert site_of(page(f"<html><body>{html}</body></html>")).wordpress is wordpress


def test_what_is_no_web_page_is_drift() -> None:
    for answer in (page(""), page("bare ord"), page("{}", **{"content-type": "application/pdf"})):
        with pytest.raises(Drift):
            site_of(answer)


def test_robots_on_the_feed_leave_the_number_of_posts_unknown_and_the_profile_known() -> None:
    case = recording.load(recording.RECORDINGS / "website" / "ok")
    barred = Miss("", Outcome.ROBOTS_DISALLOWED, "robots.txt says no", recording.FETCHED_AT)
    result = recording.play(PLATFORM.read(case.ask), lambda url: case.answers[url] if url == HOME else barred)
    assert isinstance(result, Observation)
    assert (result.outcome, result.profile.name) == (Outcome.ROBOTS_DISALLOWED, "Nordlys Energi")


def test_an_empty_feed_in_a_usual_place_proves_nothing() -> None:
    empty = '<rss version="2.0"><channel><title>x</title></channel></rss>'

    def answers(url: str) -> Page:
        return page("<html><body>Hei</body></html>") if url == HOME else page(empty, url)

    result = recording.play(PLATFORM.read(ASK), answers)
    assert isinstance(result, Observation)
    assert result.outcome is Outcome.NOT_ATTEMPTED


def test_an_empty_feed_that_is_named_first_does_not_hide_the_posts_of_the_next() -> None:
    feeds = [f'<link rel="alternate" type="application/rss+xml" href="/{path}.xml">' for path in ("rss", "nyheter/rss")]
    bodies = {
        HOME: f"<html><head>{''.join(feeds)}</head><body></body></html>",
        f"{HOME}rss.xml": '<rss version="2.0"><channel><title>x</title></channel></rss>',
        f"{HOME}nyheter/rss.xml": '<rss version="2.0"><channel><item><title>Sak</title></item></channel></rss>',
    }
    result = recording.play(PLATFORM.read(ASK), lambda url: page(bodies[url], url))
    assert isinstance(result, Observation)
    assert (result.outcome, [post.text for post in result.posts]) == (Outcome.OK, ["Sak"])


@pytest.mark.captures
@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("segment", "https://x.com/segment"),
        ("sfstandard", "https://www.linkedin.com/company/sfstandard"),
        ("postplanner", "https://www.facebook.com/PostPlanner"),
        ("googleblog", "https://www.linkedin.com/company/google-cloud"),
    ],
)
def test_a_real_home_page_links_to_its_accounts(captures: Path, name: str, link: str) -> None:
    url = f"https://{name}.example/"
    body = (captures / "web_pages" / f"{name}.html").read_bytes()
    site = site_of(Page(url, url, 200, {"content-type": "text/html"}, body, recording.FETCHED_AT))
    assert site.profile.name
    assert link.casefold().rstrip("/") in {found.casefold().rstrip("/") for found in site.profile.links}


@pytest.mark.captures
def test_every_real_page_is_read_and_none_names_a_comments_feed(captures: Path) -> None:
    for file in sorted((captures / "web_pages").glob("*.html")):
        site = site_of(Page(HOME, HOME, 200, {}, file.read_bytes(), recording.FETCHED_AT))
        assert site.profile.name, file.name
        assert not [feed for feed in site.feeds if "comments" in feed.href], file.name


@settings(max_examples=200)
@given(st.sampled_from(CASES), damage.DAMAGES)
def test_a_damaged_answer_never_proves_zero_posts(case: Path, harm: damage.Damage) -> None:
    assert damage.outcome_after(case, lambda body: damage.damaged(body, harm)) is not Outcome.ZERO_POSTS


@settings(max_examples=100)
@given(st.binary(), st.sampled_from([b"", b"<html><body>", b"<?xml version='1.0'?><rss>", b"{"]))
def test_any_bytes_are_an_observation_or_drift(body: bytes, start: bytes) -> None:
    for case in (CASES[0], next(case for case in CASES if case.name == "ok")):
        assert damage.outcome_after(case, lambda _: start + body) is not Outcome.ZERO_POSTS
