"""Facebook: who a page is, whose posts count, and what is never concluded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import recording
from hypothesis import given
from hypothesis import strategies as st

from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Page
from presence_audit.platforms import Drift
from presence_audit.platforms.facebook import PLATFORM

if TYPE_CHECKING:
    from presence_audit.model.observation import Observation

CASE = recording.RECORDINGS / "facebook" / "ok"


def _read(change: tuple[bytes, bytes] | None = None, handle: str = "nordlysenergi") -> Observation:
    told = recording.load(CASE)
    (page,) = told.answers.values()
    assert isinstance(page, Page)
    assert PLATFORM.saved is not None
    body = page.body.replace(*change) if change else page.body
    ask = replace(told.ask, channel=replace(told.ask.channel, handle=handle))
    return PLATFORM.saved(ask, [replace(page, body=body)])


@pytest.mark.parametrize("handle", ["nordlysenergi", "Nordlys.Energi", "100064000000001", "182160000000001"])
def test_a_page_is_known_by_its_name_with_or_without_dots_and_by_either_of_its_numbers(handle: str) -> None:
    assert len(_read(handle=handle).posts) == 2


def test_a_post_of_a_visitor_on_the_wall_is_not_the_page_s() -> None:
    assert "Hei fra en kunde" not in {post.text for post in _read().posts}


def test_a_share_without_own_words_is_a_repost_and_one_with_them_a_quote() -> None:
    _, shared = _read().posts
    assert (shared.is_repost, shared.author, shared.text) == (True, "Fosen kommune", "Fergen går igjen.")
    _, quoted = _read((b'"message": null', b'"message": {"text": "Bra!"}')).posts
    assert (quoted.is_repost, quoted.author, quoted.text, quoted.quote_of) == (False, None, "Bra!", "Fosen kommune")


def test_a_post_without_a_time_has_no_date_rather_than_that_of_what_it_shares() -> None:
    first = b'"creation_time": 1794312000'
    _, shared = _read((first, b'"creation_time": null')).posts
    assert shared.published_at is None


def test_the_first_posts_tell_nothing_of_how_often_a_page_publishes() -> None:
    assert _read().window.reaches_back_to is None
    assert not _read().window.complete


def test_likes_of_a_page_are_not_its_followers() -> None:
    assert _read((b"13K followers", b"13K likes")).profile.followers is None


@given(st.binary(max_size=300))
def test_any_bytes_in_the_data_give_an_observation_or_drift(noise: bytes) -> None:
    told = recording.load(CASE)
    (page,) = told.answers.values()
    assert isinstance(page, Page)
    assert PLATFORM.saved is not None
    middle = page.body.index(b"timeline_list")
    try:
        seen = PLATFORM.saved(told.ask, [replace(page, body=page.body[:middle] + noise + page.body[middle:])])
    except Drift:
        return
    assert seen.outcome is not Outcome.ZERO_POSTS


def test_the_header_of_the_page_goes_before_the_badge_of_whoever_else_is_on_it() -> None:
    visitor = b'{"id":"1","name":"Kari","url":"https://www.facebook.com/x","show_verified_badge_on_profile":false}'
    script = b'<script type="application/json">' + visitor + b"</script>"
    seen = _read((b"<head>", b"<head>" + script))
    assert (seen.profile.name, seen.outcome) == (_read().profile.name, Outcome.OK)
    assert seen.posts == _read().posts
