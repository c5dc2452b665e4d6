"""What people say under posts: how much is asked for, what is claimed, and that it never costs a post."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import broken
import pytest
import recording
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presence_audit.model.channel import Channel
from presence_audit.model.observation import ChannelRef, Comment, Engagement, Observation, Post, Profile, Window
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page
from presence_audit.platforms import Ask, Drift
from presence_audit.platforms._threads import MOST_THREADS, Thread, is_cut, with_threads
from presence_audit.platforms._wordpress_comments import MOST_PAGES
from presence_audit.platforms._wordpress_comments import with_comments as with_readers

if TYPE_CHECKING:
    from pathlib import Path

READ = ("bluesky", "mastodon", "wordpress")
CASES = [case for platform in READ for case in recording.cases(platform) if case.name.startswith("comments")]
ANSWERED = [case for case in CASES if "comments" in recording.expected(case)]
UNTIL = datetime(2026, 11, 23, tzinfo=UTC)
SINCE = UNTIL - timedelta(days=91)
CHANNEL = Channel("mastodon", "account", "nordlys@fosstodon.example", "https://fosstodon.example/@nordlys")
ASK = Ask(CHANNEL, UNTIL - timedelta(days=182), UNTIL, comments_since=SINCE)
JSON_HEADERS = {"content-type": "application/json"}


def named(case: Path) -> str:
    return f"{case.parent.name}/{case.name}"


def is_about_comments(url: str) -> bool:
    return "getPostThread" in url or url.endswith("/context") or "/wp/v2/comments?" in url


def played(case: Path, **changed: Any) -> tuple[Observation, list[str]]:
    """What a case is read as with another ask, and which addresses were asked for."""
    told, asked = recording.load(case), list[str]()

    def answers(url: str) -> Page | Miss:
        asked.append(url)
        return told.answers[url]

    found = recording.start(replace(told, ask=replace(told.ask, **changed)))(answers)
    assert isinstance(found, Observation)
    return found, asked


@pytest.mark.parametrize("case", CASES, ids=named)
def test_nobody_is_asked_what_people_say_where_nobody_wants_to_know(case: Path) -> None:
    found, asked = played(case, comments_since=None)

    assert found.comments is None
    assert not [url for url in asked if is_about_comments(url)]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_comments_change_nothing_else_of_an_observation(case: Path) -> None:
    without, _ = played(case, comments_since=None)
    found, _ = played(case)

    assert replace(found, comments=None, reason="") == replace(without, reason="")


@pytest.mark.parametrize("case", ANSWERED, ids=named)
def test_every_comment_stands_under_a_post_that_is_claimed_and_says_whom_it_answers(case: Path) -> None:
    found, _ = played(case)

    assert found.comments is not None
    published = {p.id: p.published_at for p in found.posts}
    for comment in found.comments.said:
        at = published[comment.post]
        assert at is not None
        assert at >= found.comments.since
        assert comment.parent
    ids = [comment.id for comment in found.comments.said]
    assert len(ids) == len(set(ids))


def posts_of(found: object) -> list[str]:
    return [post.id for post in found.posts] if isinstance(found, Observation) else []


@pytest.mark.parametrize("case", [case for case in CASES if case.name != "comments_unreachable"], ids=named)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_is_broken_in_comments_costs_no_post_and_raises_nothing(case: Path, data: st.DataObject) -> None:
    told = recording.load(case)
    about = [page for url, page in told.answers.items() if is_about_comments(url)]
    victim = data.draw(st.sampled_from([page.asked for page in about if isinstance(page, Page) and page.body]))

    found = broken.read(
        case,
        lambda url, page: replace(page, body=data.draw(broken.broken(page.body))) if url == victim else page,
    )

    assert posts_of(found) == posts_of(played(case)[0])


@pytest.mark.parametrize("case", CASES, ids=named)
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(body=broken.NONSENSE, status=broken.STATUSES, content_type=broken.TYPES)
def test_nonsense_instead_of_comments_costs_no_post_and_raises_nothing(
    case: Path, body: bytes, status: int, content_type: str
) -> None:
    def instead(url: str, page: Page) -> Page:
        nonsense = replace(page, body=body, status=status, headers={"content-type": content_type})
        return nonsense if is_about_comments(url) else page

    found = broken.read(case, instead)

    assert posts_of(found) == posts_of(played(case)[0])
    assert isinstance(found, Observation)
    if found.comments is None:
        assert "could not be read" in found.reason


@pytest.mark.parametrize("case", [case for case in CASES if case.name == "comments"], ids=named)
@pytest.mark.parametrize("outcome", [Outcome.ROBOTS_DISALLOWED, Outcome.NETWORK_ERROR, Outcome.NOT_ATTEMPTED])
def test_a_recording_from_before_comments_is_read_without_them(case: Path, outcome: Any) -> None:
    told = recording.load(case)

    def answers(url: str) -> Page | Miss:
        if is_about_comments(url):
            return Miss(url, outcome, "The recording has no answer to this.", recording.FETCHED_AT)
        return told.answers[url]

    found = recording.start(told)(answers)

    assert isinstance(found, Observation)
    assert (found.outcome, found.comments) == (Outcome.OK, None)
    assert found.posts
    assert found.reason.endswith("could not be read: The recording has no answer to this.")


# What is claimed, with posts and threads made up.


def post(id_: str, days: float, comments: int | None = 1, **more: Any) -> Post:
    at = UNTIL - timedelta(days=days)
    return Post(id_, f"https://a.example/{id_}", at, engagement=Engagement(comments=comments), **more)


def seen(*posts: Post, window: Window | None = None) -> Observation:
    channel = ChannelRef("mastodon", "account", "nordlys@fosstodon.example", "https://fosstodon.example/@nordlys")
    complete = Window(reaches_back_to=ASK.since, complete=True)
    return Observation(channel, Outcome.OK, profile=Profile("Nordlys Energi"), posts=posts, window=window or complete)


def said_under(id_: str) -> Comment:
    return Comment(f"c-{id_}", "", id_, id_, "kari", is_own=False, published_at=UNTIL, text="Når?")


def heard(
    found: Observation, *, fails: frozenset[str] = frozenset(), cut: frozenset[str] = frozenset()
) -> tuple[Observation, list[str]]:
    """The observation with one comment under each post, and which posts were asked about; some threads fail."""
    asked: list[str] = []

    def answers(url: str) -> Page:
        asked.append(url)
        return Page(url, url, 500 if url in fails else 200, JSON_HEADERS, b"{}", UNTIL)

    def thread(_: Page, post: Post) -> Thread:
        return Thread((said_under(post.id),), is_cut=post.id in cut)

    result = recording.play(with_threads(ASK, found, lambda post: post.id, thread), answers)
    assert isinstance(result, Observation)
    return result, asked


def test_what_was_passed_on_or_answered_elsewhere_or_has_no_comments_is_not_asked_about() -> None:
    found, asked = heard(
        seen(
            post("own", 1),
            post("unknown", 2, None),
            post("nobody said anything", 3, 0),
            post("passed on", 4, is_repost=True),
            post("an answer", 5, is_reply=True),
            post("nobody knows whom it answers", 6, is_reply=None),
            post("too old", 92),
            Post("undated", "", None),
        )
    )

    assert asked == ["own", "unknown", "nobody knows whom it answers"]
    assert found.comments is not None
    assert (found.comments.since, found.reason) == (SINCE, "")


def test_where_no_post_has_comments_nobody_is_asked_and_silence_is_known() -> None:
    found, asked = heard(seen(post("quiet", 1, 0)))

    assert asked == []
    assert found.comments is not None
    assert (found.comments.since, found.comments.said) == (SINCE, ())


def test_at_most_forty_threads_are_asked_for_and_no_more_is_claimed() -> None:
    found, asked = heard(seen(*(post(f"{n:03}", n / 2) for n in range(100))))

    assert MOST_THREADS == 40
    assert asked == [f"{n:03}" for n in range(40)]
    assert found.comments is not None
    assert UNTIL - timedelta(days=20) < found.comments.since < UNTIL - timedelta(days=19.5)
    assert "40 newest posts" in found.reason


def test_a_listing_that_was_cut_off_is_claimed_as_far_as_it_reaches() -> None:
    reached = UNTIL - timedelta(days=30)
    found, _ = heard(seen(post("a", 1), post("b", 30), window=Window(reaches_back_to=reached)))
    nowhere, asked = heard(seen(post("a", 1), window=Window()))

    assert found.comments is not None
    assert found.comments.since == reached
    assert (nowhere.comments, asked) == (None, [])


def test_an_account_that_could_not_be_read_is_not_asked_for_comments() -> None:
    found, asked = heard(replace(seen(), outcome=Outcome.LOGIN_WALL))

    assert (found.comments, asked) == (None, [])


def test_of_two_posts_of_one_moment_none_is_claimed_when_one_could_not_be_read() -> None:
    found, _ = heard(seen(post("a", 2), post("b", 2), post("c", 1)), fails=frozenset("a"))

    assert found.comments is not None
    assert [comment.post for comment in found.comments.said] == ["c"]


def test_a_cut_thread_is_left_out_and_said_to_be() -> None:
    found, _ = heard(seen(post("a", 1), post("b", 2), post("c", 3)), cut=frozenset("ab"))

    assert found.comments is not None
    assert [comment.post for comment in found.comments.said] == ["c"]
    assert found.reason.startswith("Under 2 posts the site shows strangers only a part")


POSTS = st.lists(
    st.tuples(
        st.integers(0, 100),
        st.sampled_from([None, 0, 1, 5]),
        st.sampled_from([None, False, True]),
        st.sampled_from([None, False, True]),
    ),
    max_size=60,
)


@given(POSTS, st.frozensets(st.integers(0, 59), max_size=4), st.none() | st.integers(1, 100))
def test_all_that_is_claimed_was_read(
    drawn: list[tuple[int, int | None, bool | None, bool | None]], failing: frozenset[int], reach: int | None
) -> None:
    posts = [
        post(str(n), days, comments, is_reply=reply, is_repost=repost)
        for n, (days, comments, reply, repost) in enumerate(drawn)
    ]
    window = None if reach is None else Window(reaches_back_to=UNTIL - timedelta(days=reach))
    fails = frozenset(map(str, failing))

    found, asked = heard(seen(*posts, window=window), fails=fails)

    assert len(asked) <= MOST_THREADS
    assert len(asked) == len(set(asked))
    assert not set(asked[:-1]) & fails, "nobody is asked on after a refusal"
    if found.comments is None:
        assert set(asked) <= fails
        return
    claimed = {
        p.id
        for p in posts
        if p.published_at and p.published_at >= found.comments.since and not p.is_reply and not p.is_repost
    }
    assert found.comments.since >= SINCE
    assert window is None or window.reaches_back_to is None or found.comments.since >= window.reaches_back_to
    talked_of = {p.id for p in posts if p.engagement.comments != 0}
    assert {comment.post for comment in found.comments.said} == claimed & talked_of
    assert claimed & talked_of <= set(asked) - fails


@pytest.mark.parametrize(
    ("counted", "shown", "limit", "cut"),
    [
        (0, 0, None, False),
        (1, 0, None, False),  # one author who was silenced is no cut
        (2, 0, None, True),
        (3, 2, None, False),
        (20, 18, None, False),
        (20, 17, None, True),
        (5, 9, None, False),  # more than was counted: the count lags behind
        (60, 60, 60, False),
        (61, 60, 60, True),
        (61, 59, 60, False),
        (500, 60, 60, True),
    ],
)
def test_a_thread_is_cut_where_more_is_missing_than_sites_lose(
    counted: int, shown: int, limit: int | None, cut: bool
) -> None:
    assert is_cut(counted, shown, limit) is cut


def test_a_server_that_shows_sixty_of_more_answers_has_cut_the_thread() -> None:
    case = recording.RECORDINGS / "mastodon" / "comments"
    told = recording.load(case)
    victim = next(url for url in told.answers if "0029/context" in url)

    def answers(url: str) -> Page | Miss:
        answer = told.answers[url]
        if url != victim:
            if "limit=40" not in url or not isinstance(answer, Page):
                return answer
            statuses = json.loads(answer.body)
            for status in statuses:
                status["replies_count"] = 61 if status["id"].endswith("0029") else status["replies_count"]
            return replace(answer, body=json.dumps(statuses).encode())
        assert isinstance(answer, Page)
        one = {**json.loads(answer.body)["descendants"][3], "replies_count": 0}
        many = [{**one, "id": str(n)} for n in range(60)]
        return replace(answer, body=json.dumps({"ancestors": [], "descendants": many}).encode())

    found = recording.start(told)(answers)

    assert isinstance(found, Observation)
    assert found.comments is not None
    assert not [comment for comment in found.comments.said if comment.post.endswith("0029")]
    assert "only a part of what people say" in found.reason


# WordPress lists the comments of the whole site.


def wire(id_: int, under: str, hours: float, **more: Any) -> dict[str, Any]:
    at = f"{UNTIL - timedelta(hours=hours):%Y-%m-%dT%H:%M:%S}"
    return {
        "id": id_, "post": int(under), "parent": 0, "author": 0, "author_name": "En leser", "date_gmt": at,
        "content": {"rendered": "<p>Når?</p>"}, "link": f"https://a.example/#comment-{id_}", "status": "approved",
        "type": "comment", **more,
    }  # fmt: skip


def listed(
    found: Observation, comments: list[dict[str, Any]], *, per_page: int = 100, fails: int = 0, counts: bool = True
) -> tuple[Observation, list[dict[str, list[str]]]]:
    """The observation with the comments of a site that hands out pages of that size, and what was asked of it."""
    asked: list[dict[str, list[str]]] = []

    def answers(url: str) -> Page:
        asked.append(parse_qs(urlsplit(url).query))
        number = int(asked[-1]["page"][0])
        rows = comments[(number - 1) * per_page : number * per_page]
        total = max(1, -(-len(comments) // per_page))
        headers = {**JSON_HEADERS, **({"x-wp-totalpages": str(total)} if counts else {})}
        if number == fails:
            return Page(url, url, 503, {}, b"", UNTIL)
        return Page(url, url, 200, headers, json.dumps(rows).encode(), UNTIL)

    asking = with_readers(ASK, found, "https://a.example/wp-json/", frozenset({0, 7}))
    result = recording.play(asking, answers)
    assert isinstance(result, Observation)
    return result, asked


@pytest.mark.parametrize("counts", [True, False])
def test_comments_are_read_page_by_page_until_there_are_no_more(counts: bool) -> None:
    comments = [wire(n, "1", n) for n in range(1, 26)]

    found, asked = listed(seen(post("1", 30)), comments, per_page=10, counts=counts)

    assert found.comments is not None
    assert (found.comments.since, len(found.comments.said)) == (SINCE, 25)
    assert len(asked) == (3 if counts else 4)
    assert asked[0]["after"] == ["2026-08-23T00:00:00Z"]
    assert asked[0]["per_page"] == ["100"]


def test_a_site_with_too_many_comments_is_claimed_as_far_as_they_were_read() -> None:
    comments = [wire(n, "2", n) for n in range(1, 400)]

    found, asked = listed(seen(post("1", 1), post("2", 40)), comments, per_page=20)

    assert len(asked) == MOST_PAGES
    assert found.comments is not None
    assert UNTIL - timedelta(hours=200) < found.comments.since < UNTIL - timedelta(hours=199)
    assert found.comments.said == ()
    assert "and before could not be read: the newest 1000 comments were read." in found.reason


def test_a_site_that_lists_older_comments_than_asked_for_is_left_in_time() -> None:
    comments = [wire(n, "1", n * 24 * 10) for n in range(1, 200)]

    found, asked = listed(seen(post("1", 90)), comments, per_page=10)

    assert len(asked) == 1
    assert found.comments is not None
    assert found.comments.since == SINCE
    assert len(found.comments.said) == 10


def test_where_nothing_was_published_lately_no_comment_is_asked_for() -> None:
    found, asked = listed(seen(post("1", 120)), [wire(1, "1", 5)])

    assert asked == []
    assert found.comments is not None
    assert found.comments.said == ()


@pytest.mark.parametrize(
    ("user", "name", "own"),
    [
        (7, "somebody", True),  # a user who wrote one of the posts
        (0, " INGRID  Nordstjerne", None),  # anybody may type a name
        (0, "Nordlys Energi", None),
        (3, "Gjest", None),  # a user of the site, but who knows whose
        (0, "En leser", False),
        (0, "", False),
    ],
)
def test_a_comment_is_the_sites_own_by_its_user_and_by_no_name(user: int, name: str, own: bool | None) -> None:
    comments = [wire(1, "1", 5, author=user, author_name=name)]

    found, _ = listed(seen(post("1", 30, author="Ingrid Nordstjerne")), comments)

    assert found.comments is not None
    assert [comment.is_own for comment in found.comments.said] == [own]
    assert [comment.author for comment in found.comments.said] == [" ".join(name.split()) or None]


@pytest.mark.parametrize(
    "more", [{"type": "pingback"}, {"type": "trackback"}, {"type": "review"}, {"status": "hold"}, {"post": 9}]
)
def test_what_is_no_comment_under_a_listed_post_is_left_out(more: dict[str, Any]) -> None:
    found, _ = listed(seen(post("1", 30)), [wire(2, "1", 4), wire(1, "1", 5, **more)])

    assert found.comments is not None
    assert [comment.id for comment in found.comments.said] == ["comment-2"]


def test_comments_and_posts_of_one_number_are_told_apart() -> None:
    found, _ = listed(seen(post("1", 30)), [wire(2, "1", 4, parent=1), wire(1, "1", 5)])

    assert found.comments is not None
    assert [(c.id, c.parent) for c in found.comments.said] == [("comment-2", "comment-1"), ("comment-1", "1")]


@given(
    st.lists(st.integers(0, 100), max_size=8),
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 2400)), max_size=60),
    st.integers(0, 8),
    st.booleans(),
)
def test_all_comments_under_posts_that_are_claimed_were_read(
    days: list[int], drawn: list[tuple[int, int]], fails: int, counts: bool
) -> None:
    posts = [post(str(n), day) for n, day in enumerate(days)]
    # Nobody comments on what is not published yet.
    told = [(n, min(hours, days[n] * 24)) for n, hours in drawn if n < len(days)]
    comments = [wire(id_, str(n), hours) for id_, (n, hours) in enumerate(sorted(told, key=lambda one: one[1]))]

    found, _ = listed(seen(*posts), comments, per_page=5, fails=fails, counts=counts)

    if found.comments is None:
        assert "could not be read" in found.reason
        return
    claimed = {p.id for p in posts if p.published_at and p.published_at >= found.comments.since}
    wanted = {f"comment-{row['id']}" for row in comments if str(row["post"]) in claimed}
    assert {comment.id for comment in found.comments.said} == wanted


def test_drift_in_a_thread_is_told_by_the_place_in_the_answer_and_not_by_its_words() -> None:
    def thread(_: Page, __: Post) -> Thread:
        raise Drift("$.thread is missing")

    asking = with_threads(ASK, seen(post("a", 1)), lambda post: post.id, thread)
    found = recording.play(asking, lambda url: Page(url, url, 200, JSON_HEADERS, b"{}", UNTIL))

    assert isinstance(found, Observation)
    assert found.comments is None
    assert found.reason == "What people say under the posts could not be read: $.thread is missing."
