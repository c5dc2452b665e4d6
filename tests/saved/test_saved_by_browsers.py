"""Pages as Chromium and SingleFile write them are read as the site's own, or it is said how to save them instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import recording

from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Page
from presence_audit.platforms import platforms
from presence_audit.routes import Shelf, held
from presence_audit.saved import pages_at

if TYPE_CHECKING:
    from presence_audit.model.observation import Observation
    from presence_audit.platforms import Ask

BROWSERS = Path(__file__).parent / "browsers"
UNTIL = datetime(2026, 11, 26, 23, tzinfo=UTC)
WAYS = ("mhtml", "single_file.html")
FOREIGN = "https://www.threads.com/@nordlys.energi"


def _ask(case: str) -> Ask:
    platform, _, name = case.partition("-")
    return replace(recording.load(recording.RECORDINGS / platform / name).ask, until=UNTIL)


def _held(ask: Ask, path: Path) -> Observation:
    found = held(replace(ask, channel=replace(ask.channel, saved=str(path))))
    assert found is not None
    return found


def _plain(case: str) -> Observation:
    """What the site's own page says when it is read without any browser."""
    loaded = recording.load(recording.RECORDINGS / Path(*case.split("-", 1)))
    page = next(answer for answer in loaded.answers.values() if isinstance(answer, Page))
    moment = datetime(2026, 11, 26, 11, tzinfo=UTC)
    saved = platforms()[loaded.ask.channel.platform].saved
    assert saved is not None
    return saved(_ask(case), [replace(page, fetched_at=moment)])


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("case", ["instagram-saved_ok", "linkedin-ok", "tiktok-ok"])
def test_what_a_browser_has_drawn_is_read_as_from_the_site(case: str, way: str) -> None:
    found, plain = _held(_ask(case), BROWSERS / f"{case}.{way}"), _plain(case)
    assert [post.id for post in found.posts] == [post.id for post in plain.posts]
    assert [post.published_at for post in found.posts] == [post.published_at for post in plain.posts]
    assert [post.text for post in found.posts] == [post.text for post in plain.posts]
    assert (found.window, found.profile.name) == (plain.window, plain.profile.name)


@pytest.mark.parametrize("way", WAYS)
def test_a_preview_of_telegram_is_read_from_a_browsers_file(way: str) -> None:
    found = _held(_ask("telegram-saved_ok"), BROWSERS / f"telegram-saved_ok.{way}")
    assert (found.outcome, len(found.posts), found.window.complete) == (Outcome.OK, 5, False)
    assert found.window.reaches_back_to == min(post.published_at for post in found.posts if post.published_at)


def test_single_file_keeps_the_data_for_search_engines_and_chromium_does_not() -> None:
    ask, chromium, single = _ask("x-ok"), BROWSERS / "x-ok.mhtml", BROWSERS / "x-ok.single_file.html"
    counts = [_held(ask, file).profile.followers for file in (chromium, single)]
    assert [(count.value, count.precision) for count in counts if count] == [(86_400, "rounded"), (86_423, "exact")]
    person = _ask("linkedin-person")
    assert _held(person, BROWSERS / "linkedin-person.single_file.html").outcome is Outcome.OK
    assert "Webpage, complete" in _held(person, BROWSERS / "linkedin-person.mhtml").next_step


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "case",
    [
        "facebook-ok",
        "instagram-zero_posts",
        "pinterest-saved_ok",
        "snapchat-saved_ok",
        "threads-saved_ok",
        "youtube-saved_ok",
    ],
)
def test_where_a_browser_left_the_numbers_out_it_is_told_how_to_save_them(case: str, way: str) -> None:
    found = _held(_ask(case), BROWSERS / f"{case}.{way}")
    assert found.outcome in {Outcome.OK, Outcome.PARSE_DRIFT}
    assert (found.posts, found.window.reaches_back_to, found.window.complete) == ((), None, False)
    assert 'as "Webpage, complete" instead' in found.next_step
    assert "another" not in found.reason


@pytest.mark.parametrize(
    "kept", ['<script type=application/ld+json>{"a":1}</script>', "<script data-template-shadow-root>f()</script>"]
)
def test_what_single_file_keeps_or_adds_is_not_the_pages_own_data(kept: str, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    body = (BROWSERS / "threads-saved_ok.single_file.html").read_text("utf-8")
    file.write_text(body + kept, "utf-8")
    (saved,) = pages_at(file)
    assert saved.is_stripped
    file.write_text(f"{body}{kept}<script>data = 1</script>", "utf-8")
    (saved,) = pages_at(file)
    assert not saved.is_stripped


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        (
            "saved date: Thu Nov 26 2026 10:40:00 GMT+0100 (sentraleuropeisk normaltid)",
            datetime(2026, 11, 26, 9, 40, tzinfo=UTC),
        ),
        (
            "saved date: Thu Nov 26 2026 04:10:00 GMT-0330 (Neufundland-Normalzeit)",
            datetime(2026, 11, 26, 7, 40, tzinfo=UTC),
        ),
        ("saved date: Thu Nov 26 2026 15:10:00 GMT+0530", datetime(2026, 11, 26, 9, 40, tzinfo=UTC)),
        ("", None),
    ],
)
def test_the_date_of_single_file_is_read_in_every_zone(date: str, moment: datetime | None, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(
        f"<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: {FOREIGN} \n {date} \n-->", "utf-8"
    )
    (saved,) = pages_at(file)
    assert (saved.page.url, saved.is_dated, saved.is_stripped) == (FOREIGN, moment is not None, True)
    assert moment is None or saved.page.fetched_at == moment


def test_files_of_no_channel_are_named() -> None:
    channel = _ask("x-ok").channel
    left = Shelf.at(BROWSERS).left_over([channel])
    assert "x-ok.mhtml" not in left
    assert "linkedin-ok.mhtml" in left
    assert len(left) == 24
