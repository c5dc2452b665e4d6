"""Several saved pages of one account, and those of others beside them: up to when they tell, and of whom."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import recording

from presence_audit.model.outcome import Outcome
from presence_audit.routes import held

if TYPE_CHECKING:
    from presence_audit.model.observation import Observation
    from presence_audit.platforms import Ask

UNTIL = datetime(2026, 11, 26, 23, tzinfo=UTC)


def _ask(case: str) -> Ask:
    platform, _, name = case.partition("-")
    return replace(recording.load(recording.RECORDINGS / platform / name).ask, until=UNTIL)


def _held(ask: Ask, path: Path) -> Observation:
    found = held(replace(ask, channel=replace(ask.channel, saved=str(path))))
    assert found is not None
    return found


def _lay(folder: Path, name: str, body: bytes, url: str, days_ago: int) -> None:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_bytes(b"<!-- saved from url=(%04d)%s -->\n" % (len(url), url.encode()) + body)
    at = (UNTIL - timedelta(days=days_ago)).timestamp()
    os.utime(file, (at, at))


def _body(case: str, name: str) -> bytes:
    return (recording.RECORDINGS / case / name).read_bytes()


@pytest.mark.parametrize(
    ("case", "page", "later", "url"),
    [
        ("instagram/ok", "profile.html", _body("instagram/another_account", "other.html"), "https://www.instagram.com/sorlyskraft/"),
        ("instagram/ok", "profile.html", b"<title>Login</title><input type=password>", ""),
        ("threads/ok", "page.html", _body("threads/no_posts_shown", "page.html"), ""),
        ("tiktok/ok", "page.html", _body("tiktok/saved_not_scrolled", "page.html"), ""),
        ("youtube/saved_ok", "videos.html", _body("youtube/saved_ok", "posts.html"), ""),
        ("telegram/saved_ok", "newest.html", _body("telegram/saved_ok", "card.html"), ""),
        ("telegram/saved_ok", "newest.html", _body("telegram/another_account", "page.html"), ""),
        ("facebook/ok", "page.html", _body("facebook/another_account", "other.html"), ""),
        ("pinterest/saved_ok", "page.html", b"<p>nothing</p>", ""),
        ("snapchat/saved_ok", "page.html", b"<p>nothing</p>", ""),
    ],
)  # fmt: skip
def test_a_later_page_that_shows_no_posts_does_not_make_the_earlier_ones_newer(
    case: str, page: str, later: bytes, url: str, tmp_path: Path
) -> None:
    ask = replace(recording.load(recording.RECORDINGS / case).ask, until=UNTIL)
    _lay(tmp_path, "a.html", _body(case, page), ask.channel.url, 3)
    _lay(tmp_path, "b.html", later, url or ask.channel.url, 1)
    found = _held(ask, tmp_path)
    assert found.posts
    assert found.observed_at
    stale = found.observed_at <= UNTIL - timedelta(days=3)
    assert stale or found.window.reaches_back_to is None


def test_the_newest_page_says_who_follows_whatever_the_files_are_called(tmp_path: Path) -> None:
    ask = replace(recording.load(recording.RECORDINGS / "instagram/lite_zero").ask, until=UNTIL)
    body = _body("instagram/lite_zero", "lite.html")
    _lay(tmp_path, "a.html", body, ask.channel.url, 90)
    _lay(tmp_path, "b.html", body.replace(b"12 Followers", b"15 Followers"), ask.channel.url, 1)
    followers = _held(ask, tmp_path).profile.followers
    assert followers
    assert followers.value == 15


def test_pages_of_other_sites_and_accounts_in_the_folder_are_left_out(tmp_path: Path) -> None:
    ask = _ask("snapchat-saved_ok")
    _lay(tmp_path, "a.html", _body("snapchat/saved_ok", "page.html"), ask.channel.url, 1)
    _lay(tmp_path, "z.html", _body("x/ok", "page.html"), "https://x.com/nordlysenergi", 0)
    _lay(tmp_path, "y.html", _body("snapchat/another_account", "page.html"), "https://www.snapchat.com/add/sorlys", 0)
    found = _held(ask, tmp_path)
    assert (found.outcome, len(found.posts)) == (Outcome.OK, 3)
    assert [piece.url for piece in found.evidence] == ["saved:a.html"]


def test_an_account_that_is_gone_is_not_brought_back_by_the_page_of_another(tmp_path: Path) -> None:
    ask = _ask("x-not_found")
    _lay(tmp_path, "a.html", _body("x/not_found", "page.html"), ask.channel.url, 1)
    _lay(tmp_path, "b.html", _body("x/ok", "page.html"), "https://x.com/somebody", 0)
    assert _held(ask, tmp_path).outcome is Outcome.NOT_FOUND


def test_a_wall_that_was_saved_asks_for_another_saving_and_not_for_another_network(tmp_path: Path) -> None:
    ask = _ask("linkedin-ok")
    _lay(tmp_path, "a.html", b"<title>Security Verification | LinkedIn</title>", ask.channel.url, 1)
    found = _held(ask, tmp_path)
    assert found.outcome is Outcome.BOT_CHALLENGE
    assert found.next_step == "Save the page again, when the account's own page stands in the browser."


def test_a_person_is_not_the_company_of_the_same_name(tmp_path: Path) -> None:
    ask = _ask("linkedin-person")
    company = replace(ask.channel, kind="company", url="https://www.linkedin.com/company/kari-nordmann")
    _lay(tmp_path, "a.html", _body("linkedin/person", "page.html"), "https://no.linkedin.com/in/kari-nordmann", 1)
    found = _held(replace(ask, channel=company), tmp_path)
    assert found.outcome is Outcome.PARSE_DRIFT
    assert "another account (person kari-nordmann)" in found.reason


def test_what_a_visitor_has_not_yet_read_is_no_part_of_the_name(tmp_path: Path) -> None:
    ask = _ask("instagram-saved_ok")
    body = b"<title>(2) Nordlys Energi (@nordlysenergi) \xe2\x80\xa2 Instagram</title>"
    _lay(tmp_path, "a.html", body, ask.channel.url, 1)
    assert _held(ask, tmp_path).profile.name == "Nordlys Energi"
