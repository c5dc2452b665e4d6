"""By which route a channel is read, and what several routes say together."""

from __future__ import annotations

import asyncio
import errno
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn

import pytest

from presence_audit import exports as exports_room
from presence_audit import routes
from presence_audit.audit import Run, audit, held_of
from presence_audit.errors import EvidenceError
from presence_audit.exports._contract import Export, Posts
from presence_audit.exports._files import Files
from presence_audit.model.channel import Channel
from presence_audit.model.observation import Count, Observation, Post, Profile, Window
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page, Request
from presence_audit.model.profiles import Company, Profiles
from presence_audit.platforms import Ask, Conversation, Way, blocked, observation_of, platforms
from presence_audit.routes import Shelf, merged

SINCE, UNTIL = datetime(2026, 5, 24, tzinfo=UTC), datetime(2026, 11, 22, tzinfo=UTC)
CHANNEL = Channel("instagram", "account", "nordlys.invented", "https://www.instagram.com/nordlys.invented/")
ASK = Ask(CHANNEL, SINCE, UNTIL)
FILES = Path(__file__).parents[1] / "saved" / "files"


def _post(day: int, name: str = "p") -> Post:
    return Post(f"{name}{day}", f"https://nordlys.example/{name}{day}", UNTIL - timedelta(days=day))


def _seen(posts: list[Post], back: int | None, until: int = 0, **more: object) -> Observation:
    reach = None if back is None else UNTIL - timedelta(days=back)
    window = Window(None, None, reach, complete=False)
    found = Observation(observation_of(ASK), Outcome.OK, posts=tuple(posts), window=window)
    return replace(found, observed_at=UNTIL - timedelta(days=until), **more)  # type: ignore[arg-type]


class Nobody:
    """Fails the test when it is asked."""

    async def fetch(self, request: Request, *, permission: str | None = None) -> Page | Miss:
        raise AssertionError(f"{request.url} was asked ({permission})")


def _run(*channels: Channel, shelf: Shelf | None = None) -> Run:
    profiles = Profiles("p", Company("Nordlys"), channels)
    in_hand = held_of(profiles, SINCE, UNTIL, shelf)
    return asyncio.run(audit(profiles, Nobody(), SINCE, UNTIL, in_hand=in_hand))


def _saved(ask: Ask, pages: list[Page]) -> Observation:
    assert all(page.asked == ask.channel.url for page in pages)
    posts = tuple(_post(n) for n, _ in enumerate(pages))
    return Observation(observation_of(ask), Outcome.OK, profile=Profile("Nordlys"), posts=posts)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    known = dict(platforms())
    known["instagram"] = replace(known["instagram"], saved=_saved)  # type: ignore[arg-type]
    monkeypatch.setattr("presence_audit.routes._saved.platforms", lambda: known)


@pytest.mark.usefixtures("reader")
def test_a_saved_page_is_read_asks_nobody_and_leaves_its_route_on_every_post() -> None:
    channel = replace(CHANNEL, saved=str(FILES / "blink.mhtml"))
    run = _run(channel)
    seen = run.observations[channel.id]
    assert seen.routes == ("saved",)
    assert [post.provenance for post in seen.posts] == ["saved"]
    assert [piece.url for piece in seen.evidence] == ["saved:blink.mhtml"]
    assert seen.observed_at
    assert seen.observed_at.date() == datetime(2026, 11, 26, tzinfo=UTC).date()


@pytest.mark.usefixtures("reader")
def test_a_folder_of_pages_serves_the_channels_that_they_are_of() -> None:
    shelf = Shelf.at(FILES)
    run = _run(CHANNEL, shelf=shelf)
    assert len(run.observations[CHANNEL.id].posts) == 4
    assert shelf.of(replace(CHANNEL, handle="somebody.else")) == []


def test_everything_that_cannot_be_used_is_told_at_once_and_nobody_is_asked(tmp_path: Path) -> None:
    first = replace(CHANNEL, saved=str(tmp_path / "gone.html"))
    second = replace(CHANNEL, handle="other", export=str(tmp_path / "gone.csv"))
    with pytest.raises(EvidenceError) as caught:
        _run(first, second)
    assert "gone.html" in str(caught.value)
    assert "gone.csv" in str(caught.value)


def test_an_export_is_read_with_its_files_as_evidence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(ask: Ask, files: Files) -> Observation:
        posts = Posts(ask)
        for day in files.whole("days.txt").split():
            posts.add(_post(int(day)))
        return posts.observed(Profile(followers=Count(5)), until=UNTIL, since=SINCE - timedelta(days=400))

    made = Export("days", "Days", ("instagram",), lambda files: files.names == ("days.txt",), read, "Ask.", "unproven")
    monkeypatch.setattr(exports_room, "exports", lambda: {"days": made})
    (tmp_path / "days.txt").write_text("1 200 300 20")
    channel = replace(CHANNEL, export=str(tmp_path / "days.txt"))
    run = _run(channel)
    seen = run.observations[channel.id]
    assert [post.id for post in seen.posts] == ["p1", "p20", "p200"], "those of the period, and the last before it"
    assert seen.window.complete
    assert (seen.routes, seen.posts[0].provenance) == (("export",), "export")
    (piece,) = seen.evidence
    assert (piece.url, len(piece.sha256 or "")) == ("export:days.txt", 64)


def test_an_export_of_another_platform_is_refused_with_what_is_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Export(
        "t", "TikTok videos", ("tiktok",), lambda _: True, lambda ask, _: blocked(ask, Outcome.OK, ""), "A.", ""
    )
    monkeypatch.setattr(exports_room, "exports", lambda: {"t": made})
    (tmp_path / "x.csv").write_text("a")
    with pytest.raises(EvidenceError, match=r"it is an export of another platform than Instagram \(TikTok videos\)"):
        routes.held(replace(ASK, channel=replace(CHANNEL, export=str(tmp_path / "x.csv"))))


def test_a_key_opens_the_official_api(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str | None] = []

    def api(ask: Ask) -> Conversation:
        asked.append(ask.key)
        yield from ()
        return _seen([_post(1)], 10)

    known = {"instagram": replace(platforms()["instagram"], api=api, key="PRESENCE_AUDIT_X_KEY")}
    monkeypatch.setattr("presence_audit.audit.platforms", lambda: known)
    profiles = Profiles("p", Company("Nordlys"), (CHANNEL,))
    run = asyncio.run(audit(profiles, Nobody(), SINCE, UNTIL, keys={"instagram": "k"}))
    assert asked == ["k"]
    assert run.observations[CHANNEL.id].routes == ("api",)


def test_two_routes_that_overlap_cover_the_time_of_both() -> None:
    export = _seen([_post(20), _post(60)], back=150, until=10, profile=Profile(None, "bio"))
    page = _seen([_post(2), _post(20)], back=20, until=1, profile=Profile("Nordlys", followers=Count(7)))
    both = merged([export, page], SINCE)
    assert sorted(post.id for post in both.posts) == ["p2", "p20", "p60"]
    assert both.window.reaches_back_to == UNTIL - timedelta(days=150)
    assert both.observed_at == UNTIL - timedelta(days=1)
    assert (both.profile.name, both.profile.bio, both.profile.followers) == ("Nordlys", "bio", Count(7))


def test_one_post_that_two_routes_name_differently_counts_once() -> None:
    moment = UNTIL - timedelta(days=3)
    archive = Post("share:1", "", moment, text="We bought a ship. It floats, and here is why that matters to us")
    page = Post(
        "activity:2", "https://nordlys.example/2", moment + timedelta(seconds=9), text="We bought a ship. It floats"
    )
    other = Post("activity:3", "https://nordlys.example/3", moment + timedelta(seconds=20), text="A second one")
    both = merged([_seen([archive], back=100), _seen([page, other], back=9)], SINCE)
    assert [post.id for post in both.posts] == ["share:1", "activity:3"]


def test_a_post_that_one_route_knows_to_the_day_is_the_same_in_a_clock_of_elsewhere() -> None:
    moment = UNTIL - timedelta(days=3)
    download = [Post("1:a", "", moment, text="Vi har kjøpt et skip"), Post("1:b", "", moment, text="Et annet")]
    table = [
        Post("12", "https://nordlys.example/12", moment - timedelta(hours=9), "day", text="Vi har kjøpt et skip"),
        Post("13", "https://nordlys.example/13", moment - timedelta(hours=9), "day", text=""),
    ]
    both = merged([_seen(download, back=100), _seen(table, back=100)], SINCE)
    assert [post.id for post in both.posts] == ["1:a", "1:b", "13"]


def test_who_says_the_same_thing_every_day_has_said_it_every_day() -> None:
    days = [UNTIL - timedelta(days=number) for number in (2, 3, 4)]
    exact = [Post(f"a{at.day}", "", at, text="God morgen") for at in days if at != days[1]]
    table = [Post(f"b{at.day}", "", at - timedelta(hours=8), "day", text="God morgen") for at in days]
    both = merged([_seen(exact, back=100), _seen(table, back=100)], SINCE)
    assert len(both.posts) == len(days)


def test_two_routes_with_a_gap_between_them_reach_no_further_than_the_newer() -> None:
    export = _seen([_post(60)], back=150, until=50)
    page = _seen([_post(2)], back=20, until=1)
    assert merged([export, page], SINCE).window.reaches_back_to == UNTIL - timedelta(days=20)


def test_a_wall_beside_posts_takes_nothing_away() -> None:
    wall = replace(
        blocked(ASK, Outcome.LOGIN_WALL, "A sign-in page was saved."), profile=Profile("N", followers=Count(9))
    )
    both = merged([_seen([_post(3)], back=100), wall], SINCE)
    assert both.outcome is Outcome.OK
    assert both.profile.followers == Count(9)
    assert "sign-in" in both.reason


def test_a_wall_is_told_with_the_platforms_own_way_out() -> None:
    from presence_audit.platforms import _ways

    way = Way("saved", "minutes", "Save the page and write `saved: FILE`.")
    platform = replace(platforms()["instagram"], ways=(Way("export", "days", "Ask for the export."), way))
    step = _ways.step_for(platform, blocked(ASK, Outcome.ROBOTS_DISALLOWED, "robots.txt says no"))
    assert step is not None
    assert step.startswith("Save the page and write")
    assert 'permission: "our own page"' in step
    assert _ways.step_for(platform, blocked(ASK, Outcome.NOT_FOUND, "gone")) is None


@pytest.mark.usefixtures("reader")
def test_pages_of_several_days_tell_up_to_the_oldest_where_the_reader_does_not_say(tmp_path: Path) -> None:
    for name, day in (("a.html", 1), ("b.html", 40)):
        (tmp_path / name).write_text("<html>")
        moment = (UNTIL - timedelta(days=day)).timestamp()
        os.utime(tmp_path / name, (moment, moment))
    channel = replace(CHANNEL, saved=str(tmp_path))
    seen = _run(channel).observations[channel.id]
    assert seen.observed_at == UNTIL - timedelta(days=40)
    assert "does not say when it was saved" in seen.reason


@pytest.mark.parametrize(
    ("content", "reason", "step"),
    [
        ("", "The saved page is empty.", "Save the page again"),
        (
            '<link rel="canonical" href="https://www.facebook.com/nordlys"><p>a</p>',
            "The page was saved from www.facebook.com, which is not Instagram.",
            "Save the page at https://www.instagram.com/nordlys.invented/ and name that file.",
        ),
        (
            '<title>Login • Instagram</title><script>{"routePath":"/accounts/login/"}</script>',
            "Instagram sent its sign-in page",
            "Save the page again, when the account's own page stands in the browser.",
        ),
    ],
)
def test_a_saved_page_that_is_none_of_the_account_says_what_it_is(
    content: str, reason: str, step: str, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text(content, "utf-8")
    seen = _run(replace(CHANNEL, saved=str(tmp_path / "page.html"))).observations[CHANNEL.id]
    assert seen.outcome.is_unknown
    assert seen.reason.startswith(reason)
    assert step in seen.next_step


def test_a_path_that_no_file_can_have_is_told_and_does_not_end_in_a_traceback() -> None:
    for held in ({"saved": "a" * 300}, {"export": "a" * 300}):
        with pytest.raises(EvidenceError, match="does not exist, is no file, or may not be opened"):
            _run(replace(CHANNEL, **held))  # type: ignore[arg-type]


def test_a_folder_that_may_not_be_read_is_not_taken_for_an_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: object) -> NoReturn:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refuse)
    for held in ({"saved": str(tmp_path)}, {"export": str(tmp_path)}):
        with pytest.raises(EvidenceError, match="Permission denied"):
            _run(replace(CHANNEL, **held))  # type: ignore[arg-type]


@pytest.mark.parametrize(("address", "outcome"), [("", Outcome.NOT_ATTEMPTED), ("nordlysenergi", Outcome.SUSPENDED)])
def test_that_an_account_is_gone_is_not_believed_of_a_page_that_names_nobody(
    address: str, outcome: Outcome, tmp_path: Path
) -> None:
    recorded = Path(__file__).parents[1] / "recordings" / "x" / "suspended"
    (body,) = recorded.glob("*.html")
    comment = f"<!-- saved from url=(0027)https://x.com/{address} -->" if address else ""
    (tmp_path / "x.html").write_text(comment + body.read_text("utf-8"), "utf-8")
    channel = Channel("x", "account", "nordlysenergi", "https://x.com/nordlysenergi", saved=str(tmp_path / "x.html"))
    assert _run(channel).observations[channel.id].outcome is outcome
