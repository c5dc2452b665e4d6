"""Exports that are imported: for which of the channels one is taken, and what it says of a channel later on."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from exported import RECORDINGS

from presence_audit.errors import EvidenceError, UsageError
from presence_audit.model.channel import COMPANY, Channel, Provenance
from presence_audit.model.observation import ChannelRef, Observation, Post, Window
from presence_audit.model.outcome import Outcome
from presence_audit.routes import handed_over, imported

SINCE, NOW = datetime(1990, 1, 1, tzinfo=UTC), datetime(2026, 11, 26, tzinfo=UTC)
NORDLYS = Channel("mastodon", "account", "nordlys@fosstodon.example", "https://fosstodon.example/@nordlys")
VESTLYS = Channel("mastodon", "account", "vestlys@fosstodon.example", "https://fosstodon.example/@vestlys")
KARI = Channel(
    "linkedin", "person", "kari-nordmann", "https://www.linkedin.com/in/kari-nordmann", owner="leader:kari-nordmann"
)
OLA = replace(KARI, handle="ola-fjell", url="https://www.linkedin.com/in/ola-fjell", owner="leader:ola-fjell")
PAGE = Channel("linkedin", "company", "nordlys", "https://www.linkedin.com/company/nordlys")
NAMES = {COMPANY: ("Nordlys",), "leader:kari-nordmann": ("Kari Nordmann",), "leader:ola-fjell": ("Ola Fjell",)}

MASTODON = RECORDINGS / "mastodon_outbox" / "ok" / "files"
MEMBER = RECORDINGS / "linkedin_member" / "ok" / "files" / "Complete_LinkedInDataExport_11-22-2026"


NAMELESS = RECORDINGS / "linkedin_member" / "only_posts" / "files" / "Shares_17529409.csv"


def taken_for(path: Path, *channels: Channel) -> list[str]:
    return [one.channel.id for one in imported(path, channels, NAMES, SINCE, NOW)]


def test_an_archive_that_names_its_account_is_taken_for_that_one() -> None:
    assert taken_for(MASTODON, VESTLYS, PAGE, NORDLYS) == [NORDLYS.id]


def test_a_persons_archive_is_taken_for_the_only_person_on_that_platform() -> None:
    assert taken_for(NAMELESS, PAGE, NORDLYS, OLA) == [OLA.id]


def test_a_persons_archive_is_not_taken_for_somebody_of_another_name_unless_that_one_is_meant() -> None:
    with pytest.raises(UsageError, match=f"is of Kari Nordmann; name the channel .* --channel {OLA.url}:"):
        taken_for(MEMBER, PAGE, OLA)
    [one] = imported(MEMBER, [OLA], {}, SINCE, NOW)
    assert one.channel.id == OLA.id
    [one] = imported(MEMBER, [KARI], {KARI.owner: ("K. Nordmann",)}, SINCE, NOW)
    assert one.channel.id == KARI.id


def test_among_several_persons_the_name_in_the_archive_decides() -> None:
    assert taken_for(MEMBER, OLA, KARI) == [KARI.id]


def test_where_nothing_decides_every_channel_that_fits_is_named() -> None:
    with pytest.raises(UsageError) as told:
        taken_for(NAMELESS, OLA, KARI, PAGE)
    assert "Shares_17529409.csv does not say of which" in str(told.value)
    assert f"--channel {OLA.url}" in str(told.value)
    assert KARI.url in str(told.value)
    assert PAGE.url not in str(told.value)


def test_an_export_of_no_channel_says_what_it_is_of_and_what_channels_there_are() -> None:
    with pytest.raises(EvidenceError) as told:
        taken_for(MASTODON, PAGE)
    assert "it is of Mastodon (Mastodon archive)" in str(told.value)
    assert PAGE.url in str(told.value)


def test_an_archive_of_somebody_else_is_taken_for_nobody() -> None:
    with pytest.raises(EvidenceError, match=r"it is the archive of nordlys@fosstodon.example, not of vestlys"):
        taken_for(MASTODON, VESTLYS)


def test_a_file_that_is_no_export_says_which_are_known(tmp_path: Path) -> None:
    (tmp_path / "poem.txt").write_text("Nordlys over Senja", "utf-8")
    with pytest.raises(EvidenceError, match=r"poem.txt cannot be used: its content .* Known here: .*Mastodon archive"):
        taken_for(tmp_path / "poem.txt", NORDLYS)


def test_a_folder_with_exports_of_two_platforms_is_read_for_both(tmp_path: Path) -> None:
    shutil.copytree(MASTODON, tmp_path / "mastodon")
    shutil.copytree(MEMBER, tmp_path / MEMBER.name)
    assert taken_for(tmp_path, KARI, NORDLYS, VESTLYS) == [KARI.id, NORDLYS.id]


def _earlier(route: Provenance, reach: datetime, until: datetime, *names: str) -> Observation:
    posts = tuple(Post(name, "", until - timedelta(days=n + 1), provenance=route) for n, name in enumerate(names))
    window = Window(None, None, reach, complete=False)
    return Observation(
        ChannelRef("linkedin", "person", "kari-nordmann", KARI.url),
        Outcome.OK,
        observed_at=until,
        posts=posts,
        window=window,
        routes=(route,),
    )


def test_of_a_wall_only_what_the_owner_handed_over_is_known_up_to_when_it_tells() -> None:
    since, until = NOW - timedelta(days=182), NOW - timedelta(days=10)
    walled = Observation(
        ChannelRef("linkedin", "person", "kari-nordmann", KARI.url), Outcome.ROBOTS_DISALLOWED, "It may not be read."
    )
    live = _earlier("live", since, NOW - timedelta(days=3), "seen")
    export = _earlier("export", since, until, "a", "b")

    assert handed_over(walled, [live], since) == walled
    told = handed_over(walled, [live, export], since)
    assert (told.outcome, told.observed_at, told.routes) == (Outcome.OK, until, ("export",))
    assert [post.id for post in told.posts] == ["a", "b"]
    assert told.reason == walled.reason


def test_what_is_read_today_and_what_is_gone_today_is_as_it_is_read() -> None:
    since = NOW - timedelta(days=182)
    export = _earlier("export", since, NOW - timedelta(days=10), "a")
    for outcome in (Outcome.OK, Outcome.ZERO_POSTS, Outcome.NOT_FOUND, Outcome.PRIVATE):
        today = Observation(export.channel, outcome)
        assert handed_over(today, [export], since) == today


def test_it_is_read_over_its_whole_length_and_by_the_route_of_an_export() -> None:
    [one] = imported(MASTODON, [NORDLYS], NAMES, SINCE, NOW)
    seen = one.observation
    assert seen.routes == ("export",)
    assert seen.window.complete
    assert len(seen.posts) == 7
    assert seen.observed_at is not None
    assert seen.observed_at <= NOW
