"""WordPress: recorded conversations with the real software, closed doors, authors, and damage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import damage
import pytest
import recording
from hypothesis import given, settings
from hypothesis import strategies as st

from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Page
from presence_audit.platforms import parse_url
from presence_audit.platforms._contract import Drift
from presence_audit.platforms._site import site_of
from presence_audit.platforms._urls import Account, Refusal
from presence_audit.platforms._wire import Node, node_of
from presence_audit.platforms._wordpress_api import post_of
from presence_audit.platforms.wordpress import PLATFORM, author_of

if TYPE_CHECKING:
    from pathlib import Path

CASES = recording.cases("wordpress")
NOT_SILENT = [case for case in CASES if recording.expected(case).get("outcome") != "zero_posts"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_recorded_conversation_is_read_as_expected(case: Path) -> None:
    assert recording.expected(case) == recording.converse(case)


@pytest.mark.parametrize(("url", "wanted"), PLATFORM.examples.items())
def test_an_address_is_recognised_as_its_example_says(url: str, wanted: str) -> None:
    parsed = parse_url(url)
    assert parsed is not None
    found = PLATFORM.recognise(parsed)
    assert found is not None
    said = f"{found.kind} {found.handle}" if isinstance(found, Account) else found.why
    assert said == wanted
    assert isinstance(found, Refusal) or found.candidate is ("wordpress.com" not in url)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_list_of_users_is_never_asked_for(case: Path) -> None:
    assert not [url for url in recording.load(case).answers if "/users" in url]


@pytest.mark.parametrize("case", [c for c in CASES if c.name.startswith("author")], ids=lambda case: case.name)
def test_of_an_author_only_her_own_posts_are_credited(case: Path) -> None:
    asked = list(recording.load(case).answers)
    assert all("author" in url for url in asked)
    assert {post["author"] for post in recording.expected(case)["posts"]} <= {"Ingrid Nordstjerne"}


@pytest.mark.parametrize("case", [c for c in CASES if c.name.startswith("forfatter")], ids=lambda case: case.name)
def test_an_archive_at_another_address_never_leads_to_the_posts_of_the_whole_site(case: Path) -> None:
    asked = list(recording.load(case).answers)
    assert all("/forfatter/kari/" in url or "&author=2&" in url for url in asked)
    assert {post["author"] for post in recording.expected(case).get("posts", [])} <= {"Kari Nordmann"}


@pytest.mark.parametrize(
    ("head", "body", "found"),
    [
        ("", ' class="archive author author-kari"', (True, None)),
        ('<link rel="alternate" href="/wp-json/wp/v2/users/7">', "", (True, 7)),
        ('<link rel="alternate" href="/?rest_route=/wp/v2/users/7">', "", (True, 7)),
        ('<link rel="author" href="/wp-json/wp/v2/users/7">', "", (False, None)),
        ("", ' class="archive category author-box"', (False, None)),
        ("", ' class="single author"', (False, None)),
        ("", "", (False, None)),
    ],
)
def test_an_archive_of_an_author_shows_in_the_page(head: str, body: str, found: tuple[bool, int | None]) -> None:
    html = f"<html><head>{head}</head><body{body}></body></html>".encode()
    url = "https://nordlys.example/forfatter/kari/"
    site = site_of(Page(url, url, 200, {"content-type": "text/html"}, html, recording.FETCHED_AT))
    assert (site.author, site.author_id) == found


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/author/Kari/", ("", "kari")),
        ("/blogg/author/kari/page/2", ("blogg", "kari")),
        ("/author/k%C3%A5re", ("", "kåre")),
        ("/author/", None),
        ("/authors/kari", None),
        ("/", None),
    ],
)
def test_an_author_is_the_whole_segment_after_author(path: str, found: tuple[str, str] | None) -> None:
    assert author_of(path) == found


@pytest.mark.captures
def test_real_posts_of_the_api_are_read(captures: Path) -> None:
    body = (captures / "wordpress" / "wpjson-posts.body").read_bytes()
    nodes = node_of(Page("", "", 200, {}, body, recording.FETCHED_AT)).elements()
    posts = [post_of(node, "nb") for node in nodes]
    assert len(posts) == 72
    assert all(post.published_at and post.url and post.is_reply is False for post in posts)
    assert {post.author for post in posts} >= {"Kari Nordmann", "Ola Hansen", "Åse Bjørnstad"}
    protected = [post for post in posts if "passordbeskyttet" in post.url]
    assert [(post.text, post.media) for post in protected] == [("", None)]
    assert sum(post.is_pinned is True for post in posts) >= 1


@pytest.mark.captures
def test_a_real_author_page_names_the_authors_number(captures: Path) -> None:
    for name, number in (("author-kari-html", 2), ("author-ingen-html", 5), ("home", None)):
        url = "http://127.0.0.1:8081/"
        body = (captures / "wordpress" / f"{name}.body").read_bytes()
        site = site_of(Page(url, url, 200, {"content-type": "text/html"}, body, recording.FETCHED_AT))
        assert (site.author_id, site.api, site.wordpress) == (number, "http://127.0.0.1:8081/wp-json/", True)


def test_a_date_without_its_utc_twin_is_only_a_day() -> None:
    wire = {"id": 1, "link": "https://a.example/1", "title": {"rendered": "x"}, "content": {"rendered": ""}}
    post = post_of(Node({**wire, "date": "2026-11-20T23:30:00"}), None)
    assert (str(post.published_at), post.date_precision) == ("2026-11-20 00:00:00+00:00", "day")
    assert post_of(Node(wire), None).published_at is None


@pytest.mark.parametrize("missing", ["id", "link", "title", "content"])
def test_a_post_without_a_mandatory_field_is_drift(missing: str) -> None:
    wire = {"id": 1, "link": "https://a.example/1", "title": {"rendered": "x"}, "content": {"rendered": ""}}
    with pytest.raises(Drift, match=missing):
        post_of(Node({name: value for name, value in wire.items() if name != missing}), None)


@settings(max_examples=200)
@given(st.sampled_from(NOT_SILENT), damage.DAMAGES)
def test_a_damaged_answer_never_proves_zero_posts(case: Path, harm: damage.Damage) -> None:
    assert damage.outcome_after(case, lambda body: damage.damaged(body, harm)) is not Outcome.ZERO_POSTS


@settings(max_examples=100)
@given(st.binary(), st.sampled_from([b"[", b"[]", b"{", b"<html class='/wp-content/'><body>"]))
def test_any_bytes_after_the_home_page_are_an_observation_or_drift(body: bytes, start: bytes) -> None:
    case = next(case for case in CASES if case.name == "pictures")
    whole = (case / "1.html").read_bytes()
    assert damage.outcome_after(case, lambda old: old if old == whole else start + body) in set(Outcome)
