"""Saved pages: which address they were saved from, when, and what the page said."""

from __future__ import annotations

import functools
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from damage import DAMAGES, Damage, damaged
from hypothesis import given
from hypothesis import strategies as st

from presence_audit.errors import EvidenceError
from presence_audit.saved import SavedPage, pages_at

FILES = Path(__file__).parent / "files"
ADDRESS = "https://www.instagram.com/nordlys.invented/"


def _one(name: str) -> SavedPage:
    (saved,) = pages_at(FILES / name)
    return saved


@pytest.mark.parametrize("name", ["blink.mhtml", "single_file.html", "complete.html", "html_only.html"])
def test_a_page_says_itself_which_address_it_was_saved_from(name: str) -> None:
    saved = _one(name)
    assert saved.page.url == ADDRESS
    assert "på norsk: æøå" in saved.page.body.decode()
    assert saved.evidence.url == f"saved:{name}"
    assert saved.evidence.status is None


@pytest.mark.parametrize("name", ["blink.mhtml", "single_file.html"])
def test_mhtml_and_single_file_say_when_they_were_saved_and_hold_no_scripts(name: str) -> None:
    saved = _one(name)
    assert saved.is_dated
    assert saved.page.fetched_at.date() == datetime(2026, 11, 26, tzinfo=UTC).date()
    assert saved.is_stripped


def test_the_frame_of_an_advertisement_is_not_the_page() -> None:
    assert b"advertisement" not in _one("blink.mhtml").page.body


def test_a_page_without_a_date_has_that_of_its_last_change(tmp_path: Path) -> None:
    copy = tmp_path / "page.html"
    copy.write_bytes((FILES / "complete.html").read_bytes())
    os.utime(copy, (1_790_000_000, 1_790_000_000))
    (saved,) = pages_at(copy)
    assert not saved.is_dated
    assert not saved.is_stripped
    assert saved.page.fetched_at == datetime.fromtimestamp(1_790_000_000, UTC)


def test_a_folder_is_read_without_what_a_browser_saves_beside_a_page(tmp_path: Path) -> None:
    (tmp_path / "b.html").write_text("<p>b</p>")
    (tmp_path / "a.htm").write_text("<p>a</p>")
    (tmp_path / "a_files").mkdir()
    (tmp_path / "a_files" / "frame.html").write_text("<p>frame</p>")
    (tmp_path / "notes.txt").write_text("no page")
    assert [saved.evidence.url for saved in pages_at(tmp_path)] == ["saved:a.htm", "saved:b.html"]


def test_what_is_not_there_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match=r"gone\.html cannot be used: it does not exist"):
        pages_at(tmp_path / "gone.html")
    with pytest.raises(EvidenceError, match=r"holds no \.html or \.mhtml file"):
        pages_at(tmp_path)


@given(damages=st.lists(DAMAGES, max_size=3))
def test_a_damaged_mhtml_is_a_page_or_a_clear_error(
    damages: list[Damage], tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.getbasetemp() / "damaged.mhtml"
    file.write_bytes(functools.reduce(damaged, damages, (FILES / "blink.mhtml").read_bytes()))
    try:
        (saved,) = pages_at(file)
    except EvidenceError as error:
        assert "holds no page" in str(error)  # noqa: PT017
    else:
        assert saved.page.status == 200


@given(body=st.binary(max_size=400), suffix=st.sampled_from([".html", ".mhtml"]))
def test_any_bytes_are_a_page_or_a_clear_error(
    body: bytes, suffix: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.getbasetemp() / f"any{suffix}"
    file.write_bytes(body)
    try:
        (saved,) = pages_at(file)
    except EvidenceError as error:
        told = str(error)
    else:
        told = saved.evidence.sha256 or ""
    assert told
