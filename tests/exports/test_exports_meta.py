"""Meta's exports: mended texts, whose file it is, and how far a file tells."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import exported
import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence_audit.errors import EvidenceError
from presence_audit.exports import read_export
from presence_audit.exports._meta_downloads import mended

if TYPE_CHECKING:
    from pathlib import Path

SUITE = exported.RECORDINGS / "meta_business_suite"
INSTAGRAM = exported.RECORDINGS / "instagram_download"


def _mangled(text: str) -> str:
    return text.encode("utf-8").decode("latin-1")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_written_byte_by_byte_is_what_was_meant(text: str) -> None:
    assert mended(_mangled(text)) == text


@given(st.text())
def test_mending_any_text_at_all_gives_a_text(text: str) -> None:
    assert isinstance(mended(text), str)


@pytest.mark.parametrize("text", ["Blåbærsyltetøy", "naïve", "Ærlig talt 🐣", "\ud83d"])
def test_a_text_that_was_right_already_stays(text: str) -> None:
    assert mended(text) == text


def test_a_file_that_was_renamed_is_taken_from_its_oldest_to_its_newest_post(tmp_path: Path) -> None:
    whole = exported.path_of(SUITE / "ok")
    renamed = tmp_path / "posts.csv"
    renamed.write_bytes(whole.read_bytes())
    (told,) = read_export(exported.ask_of(SUITE / "ok"), renamed)
    assert told.window.reaches_back_to == datetime(2026, 11, 3, 7, 45, tzinfo=UTC)
    assert not told.window.complete
    assert "does not say which period" in told.reason


def test_a_name_whose_period_leaves_out_its_own_posts_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "Nov-10-2026_Nov-22-2026_1.csv"
    path.write_bytes(exported.path_of(SUITE / "ok").read_bytes())
    (told,) = read_export(exported.ask_of(SUITE / "ok"), path)
    assert told.window.reaches_back_to == datetime(2026, 11, 3, 7, 45, tzinfo=UTC)


def test_fewer_columns_are_read_as_what_they_are(tmp_path: Path) -> None:
    path = tmp_path / "posts.csv"
    path.write_text(
        "Post ID,Page ID,Page name,Publish time,Permalink\n"
        "1122334455,182160000000001,Nordlys Energi,11/18/2026 10:00,https://www.facebook.com/photo/?fbid=1\n",
        "utf-8",
    )
    (told,) = read_export(exported.ask_of(SUITE / "facebook"), path)
    (post,) = told.posts
    assert (post.kind, post.is_repost, post.engagement.likes, post.date_precision) == ("other", None, None, "day")
    assert "that it is this one is taken as stated" in told.reason


def test_a_page_that_bears_another_name_in_its_addresses_is_not_the_channel(tmp_path: Path) -> None:
    ask = exported.ask_of(SUITE / "facebook")
    other = replace(ask, channel=replace(ask.channel, handle="sorlyskraft"))
    with pytest.raises(
        EvidenceError, match=r"no posts of sorlyskraft, but those of Nordlys Energi \(182160000000001\)"
    ):
        read_export(other, exported.path_of(SUITE / "facebook"))


def test_the_name_of_the_zip_tells_whose_copy_it_is_and_when_it_was_made(tmp_path: Path) -> None:
    folder = tmp_path / "instagram-nordlysenergi-2026-11-22-AbCdEfGh"
    posts = folder / "your_instagram_activity" / "media" / "posts_1.json"
    posts.parent.mkdir(parents=True)
    posts.write_text(json.dumps([{"media": [{"uri": "a.jpg", "creation_timestamp": 1795075925, "title": "x"}]}]))
    (told,) = read_export(exported.ask_of(INSTAGRAM / "ok"), folder)
    assert told.observed_at == datetime(2026, 11, 22, tzinfo=UTC)
    assert told.reason == ""
    assert told.profile.followers is None
    other = folder.rename(tmp_path / "instagram-sorlyskraft-2026-11-22-AbCdEfGh")
    with pytest.raises(EvidenceError, match="copy of @sorlyskraft"):
        read_export(exported.ask_of(INSTAGRAM / "ok"), other)


def test_a_copy_without_a_post_proves_no_silence(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "posts_1.json").write_text("[]")
    with pytest.raises(EvidenceError, match="lists no posts"):
        read_export(exported.ask_of(INSTAGRAM / "ok"), tmp_path)


def test_one_file_of_posts_alone_is_recognised_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "posts_1.json"
    path.write_text(json.dumps([{"media": [{"uri": "a.mp4", "creation_timestamp": 1795075925, "title": "x"}]}]))
    (told,) = read_export(exported.ask_of(INSTAGRAM / "ok"), path)
    assert [post.kind for post in told.posts] == ["video"]
    path.write_text('[{"title": "somebody else\'s list"}]')
    with pytest.raises(EvidenceError, match="not that of an export known here"):
        read_export(exported.ask_of(INSTAGRAM / "ok"), path)


def test_a_profile_without_end_is_read_as_far_as_a_profile_goes(tmp_path: Path) -> None:
    for name, text in {
        "content/posts_1.json": json.dumps([{"media": [{"uri": "a.jpg", "creation_timestamp": 1795075925}]}]),
        "personal_information/personal_information.json": '{"profile_user":[' + '{"a":' * 900 + "1" + "}" * 900 + "]}",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    (told,) = read_export(exported.ask_of(INSTAGRAM / "ok"), tmp_path)
    assert told.profile.name is None
