"""YouTube: recorded conversations, damaged ones, and real pages beside the checkout."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import broken
import pytest
import recording
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presence_audit.model.channel import Channel
from presence_audit.model.observation import Observation
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page
from presence_audit.platforms import Account, Ask, Drift, parse_url
from presence_audit.platforms import youtube as youtube_file
from presence_audit.platforms._wire import Node
from presence_audit.platforms._youtube_items import Tab, read_tab
from presence_audit.platforms._youtube_page import alert_of, header_of, initial_object, names_of, tabs_of
from presence_audit.platforms._youtube_shorts import date_shorts, published

if TYPE_CHECKING:
    from pathlib import Path

CASES = recording.cases("youtube")
WITH_POSTS = [case for case in CASES if recording.expected(case).get("posts")]


def named(case: Path) -> str:
    return case.name


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_recorded_conversation_is_read_as_expected(case: Path) -> None:
    assert recording.expected(case) == recording.converse(case)


@pytest.mark.parametrize(("text", "answer"), youtube_file.PLATFORM.examples.items())
def test_the_examples_are_recognised_as_they_say(text: str, answer: str) -> None:
    url = parse_url(text)
    assert url is not None

    found = youtube_file.recognise(url)

    assert found is not None
    assert answer == (f"{found.kind} {found.handle}" if isinstance(found, Account) else found.why)


def test_the_feed_and_the_api_of_the_site_are_never_asked() -> None:
    asked = [url for case in CASES for url in recording.load(case).answers]

    assert asked
    assert not [url for url in asked if "/feeds/" in url or "/youtubei/" in url]


def _tab(*contents: dict[str, Any]) -> Node:
    return Node({"content": {"richGridRenderer": {"contents": list(contents)}}})


def _live_badge() -> dict[str, Any]:
    return {"thumbnailOverlayTimeStatusRenderer": {"style": "LIVE"}}


def _lockup(*parts: str) -> dict[str, Any]:
    model = {
        "contentId": "nordlys0001",
        "contentType": "LOCKUP_CONTENT_TYPE_VIDEO",
        "metadata": {
            "lockupMetadataViewModel": {
                "title": {"content": "Mast"},
                "metadata": {
                    "contentMetadataViewModel": {
                        "metadataRows": [{"metadataParts": [{"text": {"content": part}} for part in parts]}]
                    }
                },
            }
        },
    }
    return {"richItemRenderer": {"content": {"lockupViewModel": model}}}


def _read(*contents: dict[str, Any]) -> Tab:
    return read_tab(_tab(*contents), recording.FETCHED_AT)


def _short(number: int) -> dict[str, Any]:
    command = {"innertubeCommand": {"reelWatchEndpoint": {"videoId": f"nordlysS{number:03}"}}}
    return {"richItemRenderer": {"content": {"shortsLockupViewModel": {"onTap": command}}}}


def _dating(dates: list[str], most: int = 40) -> tuple[Tab, str, int]:
    """Date as many Shorts as there are dates, and two more; the tab, what is told of it, and how often was asked."""
    tab = _read(*(_short(number) for number in range(len(dates) + 2)))
    ask = recording.load(recording.RECORDINGS / "youtube" / "ok").ask
    conversation, asked = date_shorts(ask, tab, ask.since, most), 0
    try:
        request = next(conversation)
        for date in [*dates, "", ""]:
            asked += 1
            body = f'<meta itemprop="datePublished" content="{date}">'.encode()
            request = conversation.send(Page(request.url, request.url, 200, {}, body, recording.FETCHED_AT))
    except StopIteration as done:
        return tab, done.value, asked
    raise AssertionError("it is still asking")


def test_a_list_reaches_back_to_the_latest_moment_at_which_its_last_item_can_be_published() -> None:
    found = _read(_lockup("1 view", "2 days ago"), _lockup("1 view", "3 weeks ago"), {"continuationItemRenderer": {}})

    assert (found.ended, found.reached) == (False, recording.FETCHED_AT - timedelta(days=21))


def test_a_list_that_is_not_sorted_by_age_reaches_nowhere() -> None:
    found = _read(_lockup("9 views", "2 years ago"), _lockup("1 view", "3 weeks ago"), {"continuationItemRenderer": {}})

    assert found.reached is None


def test_an_item_without_a_date_makes_the_reach_unknown() -> None:
    found = _read(_lockup("9 views", "2 days ago"), _lockup("1 view"))

    assert (found.undated, found.reached, found.posts[1].published_at) == (1, None, None)


@pytest.mark.parametrize("said", ["12 watching", "1 waiting", "Scheduled for 12/24/26, 6:00 PM", "Premieres 12/24/26"])
def test_what_is_announced_or_on_the_air_is_no_post(said: str) -> None:
    found = _read(_lockup(said))

    assert (found.posts, found.waiting) == ([], 1)


def test_no_more_than_a_dozen_shorts_are_looked_up() -> None:
    tab, said, asked = _dating([f"2026-11-{20 - day:02}" for day in range(15)])

    assert (asked, len(tab.posts), tab.undated, tab.ended) == (12, 12, 0, False)
    assert tab.reached == datetime(2026, 11, 9, tzinfo=UTC)
    assert "5 older ones are left out" in said


def test_shorts_that_are_not_listed_from_new_to_old_stay_without_a_date() -> None:
    tab, said, _ = _dating(["2026-09-01", "2026-11-01"])

    assert (len(tab.posts), tab.undated, tab.reached) == (4, 4, None)
    assert "not listed from new to old" in said


@pytest.mark.parametrize("date", ["", "soon", "2027-01-01"])
def test_a_page_that_tells_no_date_of_the_past_ends_the_looking_up(date: str) -> None:
    tab, said, asked = _dating(["2026-11-01", date, "2026-10-01"])

    assert (asked, len(tab.posts), tab.undated) == (2, 1, 0)
    assert "does not say when" in said


def test_a_page_of_another_video_tells_no_date() -> None:
    body = b'<meta itemprop="identifier" content="x"><meta itemprop="datePublished" content="2026-11-01">'

    with pytest.raises(Drift, match="another video"):
        published(Page("", "", 200, {}, body, recording.FETCHED_AT), "nordlysS001")


def test_the_key_is_sent_in_a_header_and_never_in_an_address() -> None:
    ask = recording.load(recording.RECORDINGS / "youtube" / "api_ok").ask
    api = youtube_file.PLATFORM.api
    assert api is not None

    request = next(api(replace(ask, endpoint="http://localhost:8080/youtube/v3/")))

    assert request.secret == ("X-Goog-Api-Key", "k-1")
    assert request.url.startswith("http://localhost:8080/youtube/v3/channels?")
    assert "k-1" not in request.url


@pytest.mark.parametrize(
    ("status", "reason", "outcome"),
    [
        (403, "channelSuspended", Outcome.SUSPENDED),
        (403, "channelClosed", Outcome.NOT_FOUND),
        (403, "accessNotConfigured", Outcome.NOT_ATTEMPTED),
        (400, "keyInvalid", Outcome.NOT_ATTEMPTED),
        (429, "rateLimitExceeded", Outcome.RATE_LIMITED),
        (500, "backendError", Outcome.NETWORK_ERROR),
    ],
)
def test_a_refusal_of_the_api_is_told_by_its_reason(status: int, reason: str, outcome: Outcome) -> None:
    told = recording.load(recording.RECORDINGS / "youtube" / "api_not_found")
    body = json.dumps({"error": {"code": status, "errors": [{"reason": reason}]}}).encode()
    api = youtube_file.PLATFORM.api
    assert api is not None

    found = recording.play(api(told.ask), lambda url: Page(url, url, status, {}, body, SEEN))

    assert isinstance(found, Observation)
    assert found.outcome is outcome
    assert found.next_step


def test_uploads_that_cannot_be_listed_do_not_make_a_channel_absent() -> None:
    told = recording.load(recording.RECORDINGS / "youtube" / "api_ok")
    gone = Page("", "", 404, {}, b'{"error":{"errors":[{"reason":"channelClosed"}]}}', SEEN)

    found = recording.play(
        youtube_file.PLATFORM.api(told.ask),  # type: ignore[misc]
        lambda url: gone if "playlistItems" in url else told.answers[url],
    )

    assert isinstance(found, Observation)
    assert found.outcome is Outcome.PARSE_DRIFT
    assert found.profile.name == "Nordlys Energi"


def test_a_channel_in_norwegian_is_read_from_a_saved_page() -> None:
    parts = ["@nordlysenergi", "8,84k abonnenter", "258 videoer"]
    model = {
        "title": {},
        "metadata": {
            "contentMetadataViewModel": {
                "metadataRows": [{"metadataParts": [{"text": {"content": part}} for part in parts]}]
            }
        },
    }
    answer = {
        "header": {"pageHeaderRenderer": {"content": {"pageHeaderViewModel": model}}},
        "metadata": {"channelMetadataRenderer": {"title": "Nordlys Energi"}},
    }

    profile, counted = header_of(Node(answer))

    assert profile.followers is not None
    assert (profile.followers.value, profile.followers.precision, counted) == (8840, "rounded", 258)


def test_a_playlist_among_the_videos_is_no_post() -> None:
    item = _lockup("3 videos")
    item["richItemRenderer"]["content"]["lockupViewModel"]["contentType"] = "LOCKUP_CONTENT_TYPE_PLAYLIST"

    assert _read(item).posts == []


def test_an_empty_grid_is_drift_and_not_an_empty_channel() -> None:
    with pytest.raises(Drift, match="empty"):
        _read()


def test_a_tab_without_a_list_and_without_a_word_is_drift() -> None:
    with pytest.raises(Drift, match="richGridRenderer is missing"):
        read_tab(Node({"content": {"sectionListRenderer": {"contents": []}}}), recording.FETCHED_AT)


@pytest.mark.parametrize(
    "video", [{"viewCountText": {"runs": [{"text": "12 watching"}]}}, {"thumbnailOverlays": [_live_badge()]}]
)
def test_a_stream_on_the_air_is_no_post_in_the_old_layout_either(video: dict[str, Any]) -> None:
    item = {"videoRenderer": {"videoId": "nordlysU001", "title": {"simpleText": "Direkte"}, **video}}

    found = _read({"richItemRenderer": {"content": item}})

    assert (found.posts, found.waiting) == ([], 1)


def test_an_alert_that_is_no_error_does_not_hide_the_channel() -> None:
    notice = {"alertRenderer": {"type": "INFO", "text": {"simpleText": "This channel does not exist."}}}

    assert alert_of(Node({"alerts": [notice, {}]})) is None


def test_not_every_tab_is_read_when_few_answers_are_allowed() -> None:
    told = recording.load(recording.RECORDINGS / "youtube" / "ok")

    found = recording.play(youtube_file.read(replace(told.ask, max_pages=1)), lambda url: told.answers[url])

    assert isinstance(found, Observation)
    assert (found.window.complete, found.window.reaches_back_to) == (False, None)
    assert "Not every tab" in found.reason


def test_a_second_tab_that_comes_as_another_one_leaves_the_window_without_a_beginning() -> None:
    told = recording.load(recording.RECORDINGS / "youtube" / "ok")
    first = next(iter(told.answers.values()))

    found = recording.play(youtube_file.read(told.ask), lambda _: first)

    assert isinstance(found, Observation)
    assert (len(found.posts), found.window.complete, found.window.reaches_back_to) == (4, False, None)
    assert "another one came" in found.reason


def test_a_channel_asked_for_by_its_id_has_to_come_with_that_id() -> None:
    told = recording.load(recording.RECORDINGS / "youtube" / "by_id")
    answer = next(iter(told.answers.values()))
    ask = replace(told.ask, channel=replace(told.ask.channel, handle="UC" + "x" * 22))

    found = recording.play(youtube_file.read(ask), lambda _: answer)

    assert isinstance(found, Observation)
    assert found.outcome is Outcome.PARSE_DRIFT


@pytest.mark.parametrize("name", ["vertical", "\\ud800\\u0000"])
def test_a_tab_with_a_name_that_is_not_known_might_hold_posts(name: str) -> None:
    told = recording.load(recording.RECORDINGS / "youtube" / "community_posts_only")
    first = next(page for page in told.answers.values() if isinstance(page, Page))
    renamed = replace(first, body=first.body.replace(b"/@nordlysenergi/posts", b"/@nordlysenergi/" + name.encode()))

    found = recording.play(youtube_file.read(told.ask), lambda _: renamed)

    assert renamed.body != first.body
    assert isinstance(found, Observation)
    assert found.outcome is Outcome.PARSE_DRIFT
    assert "a tab that is not known" in found.reason


@pytest.mark.parametrize("case", WITH_POSTS, ids=named)
def test_an_answer_that_does_not_come_never_makes_a_zero(case: Path) -> None:
    for found in broken.read_with_one_answer_replaced(case):
        assert not isinstance(found, Observation) or found.outcome is not Outcome.ZERO_POSTS


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(WITH_POSTS), st.data())
def test_whatever_is_broken_the_reader_answers_and_never_says_zero_posts(case: Path, data: st.DataObject) -> None:
    found = broken.read_with_one_thing_broken(case, data)

    assert not isinstance(found, Observation) or found.outcome is not Outcome.ZERO_POSTS


@given(st.sampled_from(CASES), broken.NONSENSE, broken.STATUSES, broken.TYPES, st.booleans())
def test_nonsense_is_never_read_as_a_channel(
    case: Path, body: bytes, status: int, content_type: str, embedded: bool
) -> None:
    page = b"<script>var ytInitialData = " + body + b";</script>" if embedded else body

    found = broken.read_anything(case, page, status, content_type)

    assert not isinstance(found, Observation) or not found.outcome.is_readable


SEEN = datetime(2026, 5, 21, 11, 22, tzinfo=UTC)


def _page(captures: Path, name: str) -> Page:
    """A real answer as a page: the recorded trees come from the site's own API and lack the page around them."""
    body = (captures / "youtube" / name).read_bytes()
    if name.endswith(".json"):
        body = b"<!doctype html><script>var ytInitialData = " + body + b";</script>"
    status = 404 if name.startswith("feed_404") else 200
    return Page("https://www.youtube.com/", "https://www.youtube.com/", status, {}, body, SEEN)


# What a person reads off the real pages: name, subscribers, rounded, videos counted, verified, id.
HEADERS = [
    ("browse_videos_small_channel.json", "random channel", 84, "exact", 1, False, "UCUaQMQS9lY5lit3vurpXQ6w"),
    (
        "browse_videos_creativecommons_lockup.json",
        "Creative Commons",
        8_840,
        "rounded",
        258,
        False,
        "UCTwECeGqMZee77BjdoYtI2Q",
    ),
    ("browse_shorts.json", "Doobydobap", 4_320_000, "rounded", None, True, "UCh8gHdtzO2tXd593_bjErWg"),
    ("browse_streams.json", "Jeff Geerling", 1_070_000, "rounded", None, True, "UCR-DXc1voovS8nhAvccRZhg"),
    ("channel_onemedia_es_c4header.html", "ONE Media", 4_690_000, "rounded", 6_800, True, "UCzcRQ3vRNr6fJ1A9rqFn7QA"),
]


@pytest.mark.captures
@pytest.mark.parametrize(("page", "name", "subscribers", "precision", "videos", "verified", "channel_id"), HEADERS)
def test_real_headers_say_what_a_person_reads_off_them(
    captures: Path,
    page: str,
    name: str,
    subscribers: int,
    precision: str,
    videos: int | None,
    verified: bool,
    channel_id: str,
) -> None:
    answer = initial_object(_page(captures, page))

    profile, counted = header_of(answer)

    assert profile.followers is not None
    assert (profile.name, profile.followers.value, profile.followers.precision) == (name, subscribers, precision)
    assert (profile.verified, names_of(answer)[0]) == (verified, channel_id)
    if videos:
        assert counted == videos


# Of the selected tab: items, without a date, whether more follow; the first and the last item and its age in days.
TABS = [
    ("browse_videos_creativecommons_lockup.json", 30, 0, False, ("BD-LB23rRBE", 28), ("Wi5vPm56fzg", 54), 365),
    ("browse_streams.json", 30, 0, False, ("27J-wwgZydE", 43_000), ("nLoJ2L0AzDY", 15_000), 5 * 365),
    ("browse_shorts.json", 48, 48, False, ("l-X5WbDSH2o", 895_000), None, None),
    ("browse_videos_small_channel.json", 1, 0, True, ("ggMDYfQPKMU", 5_204), ("ggMDYfQPKMU", 5_204), 9 * 365),
]


@pytest.mark.captures
@pytest.mark.parametrize(("page", "items", "undated", "ended", "first", "last", "days"), TABS)
def test_real_tabs_say_what_a_person_reads_off_them(
    captures: Path,
    page: str,
    items: int,
    undated: int,
    ended: bool,
    first: tuple[str, int],
    last: tuple[str, int] | None,
    days: int | None,
) -> None:
    tab = next(tab for tab in tabs_of(initial_object(_page(captures, page))) if tab.flag_or_none("selected"))

    found = read_tab(tab, SEEN)

    shown = [(post.id, post.engagement.views) for post in found.posts]
    assert (len(shown), found.undated, found.ended, shown[0]) == (items, undated, ended, first)
    assert last is None or shown[-1] == last
    assert found.reached == (SEEN - timedelta(days=days) if days else None)


@pytest.mark.captures
@pytest.mark.parametrize(
    ("item", "kind", "title", "views", "precision"),
    [
        ("emptytitle", "videoRenderer", "", 1_318_193, "year"),
        ("lockupviewmodelvideo", "lockupViewModel", "VIDEO_TITLE", 1_200_000, "year"),
        ("lockupviewmodelnoduration", "lockupViewModel", "VIDEO_TITLE_SHORT", 500_000, "month"),
        ("lockupviewmodellivestreamnoviewer", "lockupViewModel", None, None, None),
        ("videorendererpremiere", "videoRenderer", None, None, None),
    ],
)
def test_real_items_are_posts_unless_they_are_announced_or_on_the_air(
    captures: Path, item: str, kind: str, title: str | None, views: int | None, precision: str | None
) -> None:
    value = json.loads((captures / "youtube" / f"item_{item}.json").read_bytes())

    found = _read({"richItemRenderer": {"content": {kind: value}}})

    shown = [(post.text, post.engagement.views, post.date_precision) for post in found.posts]
    assert shown == ([] if title is None else [(title, views, precision)])


@pytest.mark.captures
@pytest.mark.parametrize(
    ("page", "handle", "outcome"),
    [
        ("browse_notavailable_2.json", "x", "suspended"),
        ("browse_notavailable_4.json", "x", "not_found"),
        ("browse_notavailable_6.json", "x", "suspended"),
        ("browse_notavailable_8.json", "x", "parse_drift"),
        ("browse_age_restricted.json", "x", "age_gated"),
        ("feed_404.html", "x", "not_found"),
        ("browse_videos_small_channel.json", "randomchannel1109", "ok"),
        ("browse_videos_small_channel.json", "somebody.else", "parse_drift"),
        ("browse_videos_creativecommons_lockup.json", "creativecommons", "ok"),
        ("channel_onemedia_es_c4header.html", "onemedia.", "parse_drift"),
    ],
)
def test_real_answers_have_the_outcome_that_a_person_would_give_them(
    captures: Path, page: str, handle: str, outcome: str
) -> None:
    channel = Channel("youtube", "handle", handle, f"https://www.youtube.com/@{handle}")

    def answers(url: str) -> Page | Miss:
        if not url.endswith("/videos?hl=en"):
            return Miss(url, Outcome.NETWORK_ERROR, "not recorded", SEEN)
        return replace(_page(captures, page), asked=url, url=url)

    try:
        found = recording.play(youtube_file.read(Ask(channel, SEEN - timedelta(days=182), SEEN)), answers)
    except Drift:
        assert outcome == "parse_drift"
    else:
        assert isinstance(found, Observation)
        assert found.outcome == outcome
