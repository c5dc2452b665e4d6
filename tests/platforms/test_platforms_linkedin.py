"""LinkedIn: what its recordings do not show well: counts in other languages, pages that contradict themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import recording
from hypothesis import given
from hypothesis import strategies as st

from presence_audit.model.channel import Channel
from presence_audit.model.observation import Count, Observation
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Page
from presence_audit.platforms import Ask, advised, platforms
from presence_audit.platforms._html import tree_of
from presence_audit.platforms._ids import linkedin_time
from presence_audit.platforms._linkedin_cards import Card
from presence_audit.platforms._linkedin_page import followers_of, seen_at
from presence_audit.platforms._linkedin_urls import outward, urn_in

NOW = recording.FETCHED_AT
URL = "https://www.linkedin.com/company/nordlys"
PAGE = (recording.RECORDINGS / "linkedin" / "ok" / "page.html").read_text("utf-8")
ASK = Ask(Channel("linkedin", "company", "nordlys", URL), NOW - timedelta(days=182), NOW)


def _saved(html: str, url: str = "https://no.linkedin.com/company/nordlys", ask: Ask = ASK) -> Observation:
    saved = platforms()["linkedin"].saved
    assert saved is not None
    return saved(ask, [Page(ask.channel.url, url, 200, {"content-type": "text/html"}, html.encode(), NOW)])


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("1 follower", Count(1)),
        ("Oslo, Oslo <span class='before:middot'></span> 5\u202f750 følgere", Count(5750)),
        ("5.750 Follower:innen", Count(5750)),
        ("팔로워 5,750명", Count(5750)),
        ("Building 7, Oslo <span class='before:middot'></span> 12K followers", Count(12_000, "rounded")),
        ("Oslo, Oslo", Count(5750)),
    ],
)
def test_followers_are_read_in_any_language_and_else_from_the_description(line: str, count: Count) -> None:
    html = PAGE.replace('Oslo, Oslo <span class="before:middot"></span> 5,750 followers', line)
    assert _saved(html).profile.followers == count


def test_a_name_with_a_number_is_not_taken_for_followers() -> None:
    html = PAGE.replace("5,750 followers", "").replace(">Nordlys Energi<", ">Route 66 | Energi<")
    assert _saved(html.replace("Nordlys Energi |", "Route 66 | Energi |")).profile.followers is None


@pytest.mark.parametrize(
    "mark",
    [
        '<header id="global-nav"></header>',
        '<code id="bpr-guid-12">{}</code>',
        '<div data-sdui-screen="x"></div>',
        '<div class="feed-shared-update-v2"></div>',
    ],
)
def test_a_page_made_for_a_member_is_not_read_and_says_what_to_do(mark: str) -> None:
    seen = _saved(PAGE.replace("<main", mark + "<main"))
    assert (seen.outcome, seen.posts) == (Outcome.NOT_ATTEMPTED, ())
    assert "private window" in seen.next_step


def test_a_printed_age_that_contradicts_the_id_is_believed_with_its_own_precision() -> None:
    html = PAGE.replace('<time class="flex-none">4d', '<time class="flex-none">2w')
    third = _saved(html).posts[2]
    assert third.date_precision == "week"
    assert third.published_at is not None
    assert timedelta(days=14) <= NOW - third.published_at <= timedelta(days=21)


def test_what_was_passed_on_has_no_date_where_its_age_contradicts_its_id() -> None:
    seen = _saved(PAGE.replace('<time class="flex-none">3d', '<time class="flex-none">9mo'))
    assert [post.published_at is None for post in seen.posts] == [False, True, *[False] * 5]
    assert seen.reason == "1 of 7 posts tell no time."


@given(st.lists(st.tuples(st.integers(1, 900), st.integers(0, 59)), min_size=2, max_size=10), st.integers(0, 9000))
def test_a_page_tells_up_to_when_it_was_shown_and_never_longer(ages: list[tuple[int, int]], gap: int) -> None:
    shown, read = NOW, NOW + timedelta(hours=gap)
    made = [(hours, shown - timedelta(hours=hours, minutes=minutes)) for hours, minutes in ages]
    cards = [Card(None, "1", at, at, is_passed_on=False, printed=f"{hours} hours ago") for hours, at in made]
    told = seen_at(cards, read)
    if gap <= 24:
        assert told == read
    elif gap > 25:
        assert shown - timedelta(hours=1) <= told <= shown


def test_a_company_is_followed_to_its_new_name_only_where_linkedin_says_so() -> None:
    old = Ask(Channel("linkedin", "company", "old-name", "https://www.linkedin.com/company/old-name"), ASK.since, NOW)
    followed = _saved(PAGE, "https://www.linkedin.com/company/old-name/", old)
    assert (followed.outcome, len(followed.posts)) == (Outcome.OK, 7)
    assert "nordlys" in followed.reason
    assert _saved(PAGE, "https://no.linkedin.com/company/nordlys", old).outcome is Outcome.PARSE_DRIFT


def test_a_page_of_a_company_says_nothing_of_a_person_of_that_name() -> None:
    person = Channel("linkedin", "person", "old-name", "https://www.linkedin.com/in/old-name")
    seen = _saved(PAGE, "https://www.linkedin.com/in/old-name/", Ask(person, ASK.since, NOW))
    assert (seen.outcome, seen.posts) == (Outcome.PARSE_DRIFT, ())


@pytest.mark.parametrize(("kind", "way"), [("company", "`saved: FILE`"), ("person", "`export: FILE`")])
def test_what_robots_may_not_read_has_a_next_step_that_makes_it_readable(kind: str, way: str) -> None:
    case = recording.load(recording.RECORDINGS / "linkedin" / "robots_disallowed")
    seen = recording.play(platforms()["linkedin"].read(case.ask), lambda url: case.answers[url])
    assert isinstance(seen, Observation)
    assert way in advised(replace(seen, channel=replace(seen.channel, kind=kind))).next_step


@pytest.mark.parametrize(
    ("url", "to"),
    [
        ("https://www.linkedin.com/redir/redirect?url=https%3A%2F%2Fa%2Eexample%2Fb&urlhash=x", "https://a.example/b"),
        ("https://lnkd.in/abc?trk=organization_guest_main-feed-card-text", "https://lnkd.in/abc"),
        ("https://nordlys.example/a?b=%20&c", "https://nordlys.example/a?b=%20&c"),
        ("https://no.linkedin.com/in/kari-nordmann", None),
        ("https://www.linkedin.com/redir/redirect?url=https%3A%2F%2Fwww.linkedin.com%2Fredir%2Fredirect", None),
        ("https://notlinkedin.com/x", "https://notlinkedin.com/x"),
    ],
)  # fmt: skip
def test_a_link_leads_out_of_linkedin_or_nowhere(url: str, to: str | None) -> None:
    assert outward(url) == to


@pytest.mark.parametrize(
    ("url", "urn"),
    [
        ("feed/update/urn%3Ali%3AugcPost%3A7458194261025673216", ("ugcPost", "7458194261025673216")),
        ("posts/kari_words-share-7458194261025673216-AbCd?x=y", ("share", "7458194261025673216")),
        ("feed/update/urn:li:groupPost:123-7458194261025673216", None),
        ("company/nordlys", None),
    ],
)
def test_a_post_is_known_by_the_number_in_its_address(url: str, urn: tuple[str, str] | None) -> None:
    assert urn_in(f"https://www.linkedin.com/{url}") == urn


def test_the_time_in_an_id_is_that_which_the_archive_prints() -> None:
    assert linkedin_time("7458194261025673216", NOW) == datetime(2026, 5, 7, 16, 41, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "followers"),
    [
        ("0150 Oslo · 5 750 følgere", 5750),
        ("0150 Oslo", None),
    ],
)
def test_a_number_in_the_name_of_a_place_is_no_count_of_followers(line: str, followers: int | None) -> None:
    root = tree_of(f'<html><body><h3 class="top-card-layout__first-subline">{line}</h3></body></html>')
    found = followers_of(root, "Nordlys")
    assert (found.value if found else None) == followers
