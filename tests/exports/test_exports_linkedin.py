"""LinkedIn's exports: the details that decide whether a number is right."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import exported
import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence_audit.errors import EvidenceError
from presence_audit.exports import read_export
from presence_audit.exports.linkedin_member import _unquoted
from presence_audit.model.channel import Channel
from presence_audit.model.outcome import Outcome
from presence_audit.platforms import Ask

if TYPE_CHECKING:
    from pathlib import Path

    from presence_audit.model.observation import Observation

KARI = Channel("linkedin", "person", "kari-nordmann", "https://www.linkedin.com/in/kari-nordmann")
ASK = Ask(KARI, datetime(2026, 5, 25, tzinfo=UTC), datetime(2026, 11, 23, 6, tzinfo=UTC))
HEAD = "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n"
LINK = "https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7458194261025673216"


def _archive(folder: Path, shares: str, **others: str) -> Observation:
    folder.mkdir()
    (folder / "Shares.csv").write_text(HEAD + shares, "utf-8")
    for name, text in others.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    (found,) = read_export(ASK, folder)
    return found


@given(st.lists(st.text("abc d.", max_size=8), min_size=2, max_size=6))
def test_quotes_around_every_line_are_no_part_of_the_text(lines: list[str]) -> None:
    wrapped = '"\n"'.join(lines)
    assert _unquoted(wrapped) == "\n".join(lines).strip()


@pytest.mark.parametrize("text", ['"So" he said:\n"well"', "plain\nwords", '5" pipes\nand more', ""])
def test_quotes_that_are_not_around_every_line_stay(text: str) -> None:
    assert _unquoted(text) == text


def test_an_archive_tells_up_to_its_newest_row_where_its_name_says_no_day(tmp_path: Path) -> None:
    seen = _archive(tmp_path / "x", f"2026-05-07 16:41:18,{LINK},Words,,,PUBLIC\n")
    assert seen.observed_at == datetime(2026, 5, 7, 16, 41, 18, tzinfo=UTC)


def test_an_archive_tells_up_to_the_day_in_its_name_month_first(tmp_path: Path) -> None:
    seen = _archive(tmp_path / "Complete_LinkedInDataExport_11-02-2026", f"2026-05-07 16:41:18,{LINK},Words,,,PUBLIC\n")
    assert seen.observed_at == datetime(2026, 11, 2, tzinfo=UTC)


def test_a_row_without_a_time_of_day_is_dated_to_the_day(tmp_path: Path) -> None:
    seen = _archive(tmp_path / "x", "2026-06-01,https://www.linkedin.com/feed/,Words,,,PUBLIC\n")
    assert [(p.published_at, p.date_precision) for p in seen.posts] == [(datetime(2026, 6, 1, tzinfo=UTC), "day")]


def test_an_empty_list_of_posts_proves_nothing_while_nobody_knows_when_it_was_made(tmp_path: Path) -> None:
    seen = _archive(tmp_path / "x", "")
    assert (seen.outcome, seen.window.complete, seen.window.reaches_back_to) == (Outcome.OK, False, None)
    assert seen.reason


def test_a_post_that_was_published_long_after_it_was_prepared_has_its_date_of_publishing(tmp_path: Path) -> None:
    seen = _archive(tmp_path / "x", f"2026-06-30 08:00:00,{LINK},Words,,,PUBLIC\n")
    assert [post.published_at for post in seen.posts] == [datetime(2026, 6, 30, 8, tzinfo=UTC)]


def test_commas_and_escaped_quotes_do_not_shift_the_columns_of_a_comment(tmp_path: Path) -> None:
    comments = f'Date,Link,Message\n2026-11-01 10:00:00,{LINK},"\\"Yes\\", she said, \\"and\\nno\\""\n'
    seen = _archive(tmp_path / "x", "", Comments=comments)
    (comment,) = seen.posts
    assert (comment.text[:15], comment.is_reply, comment.url) == ('"Yes", she said', True, "")


def test_dates_that_can_be_read_two_ways_are_read_as_the_user_says() -> None:
    case = exported.RECORDINGS / "linkedin_page_content" / "dates_read_two_ways"
    ask = exported.ask_of(case)
    stated = Channel(ask.channel.platform, ask.channel.kind, ask.channel.handle, ask.channel.url, date_order="mdy")
    (seen,) = read_export(Ask(stated, ask.since, ask.until), exported.path_of(case))
    assert seen.observed_at == datetime(2026, 5, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("case", "kind", "wanted"),
    [
        ("linkedin_member/ok", "company", "and the channel is a company's page. Known here: LinkedIn page analytics"),
        ("linkedin_member_analytics/ok", "company", "and the channel is a company's page"),
        ("linkedin_page_content/ok", "person", "and the channel is a person's profile. Known here: LinkedIn copy"),
    ],
)
def test_the_posts_of_a_person_are_never_those_of_a_page(case: str, kind: str, wanted: str) -> None:
    folder = exported.RECORDINGS / case
    channel = Channel("linkedin", kind, "nordlys", "https://www.linkedin.com/company/nordlys")
    with pytest.raises(EvidenceError, match=wanted):
        read_export(replace(ASK, channel=channel), exported.path_of(folder))


def test_an_archive_that_names_a_person_and_no_profile_is_taken_on_trust_and_said(tmp_path: Path) -> None:
    found = _archive(
        tmp_path / "x", f"2026-05-07 16:41:18,{LINK},Hei,,,", Profile="First Name,Last Name\nKari,Nordmann\n"
    )
    assert found.reason.startswith("The archive is that of Kari Nordmann, and has no address of the profile")
