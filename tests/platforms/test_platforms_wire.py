"""Typed reading: mandatory fields are drift when missing, optional ones None, and nothing else is ever raised."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from recording import FETCHED_AT

from presence_audit.model.page import Page
from presence_audit.platforms._contract import Drift
from presence_audit.platforms._wire import Node, clean, json_of, node_of


def page(body: bytes) -> Page:
    return Page("https://a.example/", "https://a.example/", 200, {"content-type": "text/html"}, body, FETCHED_AT)


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b'{"a":', b"[" * 100_000, b"9" * 5_000, b"\xff\xfe\x00", b'{"a": 1}{"b": 2}'],
    ids=["nothing", "html", "cut", "nested", "huge", "bytes", "two"],
)
def test_what_is_not_json_is_drift(body: bytes) -> None:
    with pytest.raises(Drift, match="the answer is"):
        json_of(page(body))


def test_raw_control_characters_and_a_byte_order_mark_are_tolerated() -> None:
    assert node_of(page(b'\xef\xbb\xbf{"bio": "one\ntwo\x00\x1b"}')).text("bio") == "one\ntwo"


def test_nan_and_infinity_are_nothing() -> None:
    wire = node_of(page(b'{"a": NaN, "b": Infinity, "c": 1e999}'))
    assert (wire.count_or_none("a"), wire.count_or_none("b"), wire.count_or_none("c")) == (None, None, None)


def test_a_missing_mandatory_field_names_its_path() -> None:
    wire = Node({"feed": [{"post": {"uri": None}}]})
    with pytest.raises(Drift, match=r"^\$\.feed\[0\]\.post\.uri is missing$"):
        wire.items("feed")[0].node("post").text("uri")


def test_a_mandatory_field_of_another_type_names_what_was_wanted() -> None:
    wire = Node({"n": "5", "t": 5, "at": "yesterday", "l": {}})
    with pytest.raises(Drift, match=r"^\$\.n is not a count$"):
        wire.count("n")
    with pytest.raises(Drift, match=r"^\$\.t is not text$"):
        wire.text("t")
    with pytest.raises(Drift, match=r"^\$\.at is not a time$"):
        wire.time("at")
    with pytest.raises(Drift, match=r"^\$\.l is not a list$"):
        wire.items("l")


@pytest.mark.parametrize("value", [-1, 2**60, True, 1.5, "1", None, []])
def test_what_is_not_a_count_is_none(value: object) -> None:
    assert Node({"n": value}).count_or_none("n") is None


def test_a_time_is_in_utc_and_needs_a_zone() -> None:
    wire = Node({"a": "2026-11-20T10:00:00.5+01:00", "b": "2026-11-20T10:00:00"})
    assert wire.time("a") == datetime(2026, 11, 20, 9, 0, 0, 500_000, tzinfo=UTC)
    assert wire.time_or_none("b") is None
    assert wire.time("b", UTC) == datetime(2026, 11, 20, 10, tzinfo=UTC)


def test_an_optional_list_is_empty_when_missing() -> None:
    assert Node({}).items_or_empty("facets") == []
    assert Node([1, 2]).node(-1).value == 2
    assert Node([1, 2]).node_or_none(2) is None


def test_cleaning_keeps_letters_and_emoji_and_drops_what_harms() -> None:
    assert clean("Blåbær 👩‍🚀\t日本\r\nto\x1b[31m\u202etxt\x9b\ud800") == "Blåbær 👩‍🚀\t日本\nto[31mtxt"


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=10,
)


@given(_JSON, st.sampled_from(["a", "b", 0, -1]))
def test_reading_any_json_raises_nothing_but_drift(value: object, name: str | int) -> None:
    wire = Node(value)
    wire.text_or_none(name)
    wire.count_or_none(name)
    wire.flag_or_none(name)
    wire.time_or_none(name, UTC)
    wire.items_or_empty(name)
    for read in (wire.node, wire.text, wire.count, wire.time, wire.items):
        with suppress(Drift):
            read(name)


@given(st.binary())
def test_any_bytes_are_json_or_drift(body: bytes) -> None:
    with suppress(Drift):
        json_of(page(body))


@given(st.text(alphabet=st.characters(codec=None, exclude_categories=())))
def test_cleaned_text_can_be_written_anywhere_and_stays_as_it_is(text: str) -> None:
    once = clean(text)
    once.encode("utf-8")
    assert clean(once) == once
