"""A person is found however the name is written, and nobody else for the person."""

from __future__ import annotations

import html
import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence_audit.model.person import Person

NILS = Person(
    "ceo",
    ("Nils Ånund Håvbrå", "Nils H."),
    ("channel:bluesky:nils-test.example",),
    ("nils-test.example", "nils"),
    ("https://nordlys.example/author/nils-havbra/",),
)


@pytest.mark.parametrize(
    "text",
    [
        "Nils Ånund Håvbrå",
        "NILS HÅVBRÅ",
        "Håvbrå, Nils",
        "nils-aanund-haavbraa",
        "nilshavbra",
        "Nils Håvbrås tale",
        "Nils Ha\u030avbra\u030a",
        "Nils&nbsp;H&aring;vbr&#229;",
        "<b>Nils</b> <a href='/x'>Håvbrå</a>",
        "Nils H\\u00e5vbr\\u00e5",
        "nils%20h%C3%A5vbr%C3%A5",
        "Nils%20H%E5vbr%E5",
        "Nils%2520H%25C3%25A5vbr%25C3%25A5",
        "Nils Håv\u00adbrå",
        "sa Nils H. i dag",
        "https://www.nordlys.example/author/nils-havbra/feed/",
        "channel:bluesky:nils-test.example",
        "hei @nils",
        "https://x.example/nils",
        "nils",
        '{"subject": "leader:ceo"}',
    ],
)
def test_the_person_is_found_in(text: str) -> None:
    assert NILS.is_in(text)
    assert NILS.is_in_bytes(f"før {text}".encode("utf-16")) or text == "nils"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nils Håvbråten",
        "Nils Ånund",
        "Håvbrå kommune",
        "nils går tur",  # so short a handle is a word, too, in what others say
        "leader:ceo-2",
        "https://nordlys.example/author/nils-havbraten/",
        "https://nordlys.example/author/",
        "channel:bluesky:nils-test.example.org",
        "Annils Håvbrå",
    ],
)
def test_somebody_else_is_not_taken_for_the_person(text: str) -> None:
    assert not NILS.is_in(text)
    assert not NILS.is_in_bytes(text.encode())


def test_a_person_without_anything_to_go_by_is_nowhere() -> None:
    assert not Person(None).is_in("anybody at all, leader:ceo")
    assert not Person(None, ("Kari",)).is_in("Kari sa det")  # one short word is anybody's name
    assert Person(None, ("Kari",)).is_in("Kari")


DOUBLE = Person(None, ("Anne-Marie Lie Sørbø-O'Brien",))


@pytest.mark.parametrize(
    "text",
    [
        "Anne-Marie Lie Sørbø-O\N{RIGHT SINGLE QUOTATION MARK}Brien",
        "anne-marie-lie-soerboe-obrien",
        "anne-marie-sorbo-obrien",
        "Anne-Marie Sørbø",
        "Anne Marie O'Brien",
        "Sørbø-O'Brien, Anne-Marie",
        "annemariesorbo",
        "Anne Sorboe",
    ],
)
def test_a_double_name_is_found_by_its_halves_and_as_addresses_write_it(text: str) -> None:
    assert DOUBLE.is_in(text)


@pytest.mark.parametrize("text", ["Anne-Marie Lie Holm", "Anne-Marie", "Sørbø-O'Brien", "Anna Marie Brien Sorb"])
def test_half_a_double_name_alone_is_somebody_else(text: str) -> None:
    assert not DOUBLE.is_in(text)


_LETTERS = st.text("abdeghiklmnoprstuvyåøæéü", min_size=2, max_size=9)


@given(_LETTERS, _LETTERS, st.text(" .,;-\n0123", max_size=5))
def test_any_name_is_found_under_every_escape(first: str, last: str, around: str) -> None:
    person = Person(None, (f"{first} {last}",))
    said = f"{around}{first} {last}{around}"
    for text in (said, said.upper(), json.dumps(said), quote(said), html.escape(said), f"{last}, {first}"):
        assert person.is_in(text), text
    for encoding in ("utf-8", "utf-16", "latin-1"):
        assert person.is_in_bytes(said.encode(encoding))


@given(st.binary(max_size=200))
def test_any_bytes_can_be_looked_through(body: bytes) -> None:
    NILS.is_in_bytes(body)
