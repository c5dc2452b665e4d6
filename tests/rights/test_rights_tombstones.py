"""Who was forgotten is left out before anybody is asked, and is not brought back by what others write."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from presence_audit.model.channel import Channel
from presence_audit.model.observation import ChannelRef, Evidence, Observation, Post
from presence_audit.model.outcome import Outcome
from presence_audit.model.profiles import Company, Leader, Profiles
from presence_audit.rights import Veil, left_out, person_of, signs_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_AT = datetime(2026, 11, 20, tzinfo=UTC)
_OWN = Channel("bluesky", "account", "eskil.test", "https://bsky.app/profile/eskil.test", owner="leader:cfo")
_ESKIL = Leader("cfo", "Eskil Jon Havbrå", "CFO", ("E. Havbrå", "Eskil"), None, (_OWN,))
_RUNA = Leader("coo", "Runa Skarvlid", "COO")


class Store:
    """Digests of whom was forgotten, as a history keeps them."""

    def __init__(self, *leaders: Leader) -> None:
        self.digests = {self.digest(sign) for leader in leaders for sign in signs_of(person_of(leader))}

    @staticmethod
    def digest(text: str) -> str:
        return sha256(text.encode()).hexdigest()

    def is_forgotten(self, signs: Iterable[str]) -> bool:
        return any(self.digest(sign) in self.digests for sign in signs)


def _profiles(*leaders: Leader, channels: tuple[Channel, ...] = ()) -> Profiles:
    return Profiles("profiles.yaml", Company("Nordlys Energi"), channels, leaders)


@pytest.mark.parametrize(
    "again",
    [
        Leader("ceo", "ESKIL HAVBRÅ", "CEO"),
        Leader("x", "Somebody Else", "CEO", ("e havbraa",)),
        Leader("x", "Somebody Else", "CEO", (), None, (_OWN,)),
    ],
)
def test_a_forgotten_leader_is_left_out_under_another_id_spelling_or_name(again: Leader) -> None:
    found = left_out(_profiles(again, _RUNA), Store(_ESKIL).is_forgotten)

    assert found.leaders == (again,)
    assert found.profiles.leaders == (_RUNA,)


def test_the_channel_of_a_forgotten_leader_is_left_out_among_the_companys_too() -> None:
    site = Channel("website", "site", "nordlys.example", "https://nordlys.example")

    found = left_out(_profiles(channels=(_OWN, site)), Store(_ESKIL).is_forgotten)

    assert (found.channels, found.profiles.channels) == ((_OWN,), (site,))


def test_a_successor_in_the_role_and_a_namesake_by_first_name_stay() -> None:
    others = (Leader("cfo", "Eskil Fjellrand", "CFO"), Leader("x", "Eskil", "Adviser"), _RUNA)

    assert left_out(_profiles(*others), Store(_ESKIL).is_forgotten).profiles.leaders == others


def test_without_tombstones_nobody_is_left_out() -> None:
    profiles = _profiles(_ESKIL, _RUNA, channels=(_OWN,))

    assert left_out(profiles, Store().is_forgotten).profiles == profiles


def test_what_the_company_writes_of_a_forgotten_leader_no_longer_names_the_leader() -> None:
    url = "https://nordlys.example/2026/eskil-havbraa-ny-i-styret/"
    post = Post(
        url,
        url,
        _AT,
        text="Vi gratulerer Eskil Jon Havbrå, og Eskil Havbrås lag.",
        author="Havbrå, Eskil",
        mentions=("eskil.test", "runa.test"),
        reply_to="@eskil.test",
        links=(url, "https://a.test"),
    )
    seen = Observation(ChannelRef("bluesky", "account", "n", "https://n"), Outcome.OK, posts=(post,))
    store = Store(_ESKIL)

    veiled = Veil(store.is_forgotten, store.digest).over(seen).posts[0]

    assert veiled.id == store.digest(url)
    assert (veiled.url, veiled.author, veiled.reply_to) == ("", None, None)
    assert veiled.text == "Vi gratulerer …, og … lag."
    assert veiled.mentions == ("runa.test",)
    assert veiled.links == ("https://a.test",)


def test_posts_that_name_nobody_who_was_forgotten_are_left_as_they_are() -> None:
    post = Post("1", "https://n/eskil-fjellrand", _AT, text="Eskil Fjellrand og Runa Skarvlid", author="Runa Skarvlid")
    seen = Observation(ChannelRef("website", "site", "n", "https://n"), Outcome.OK, posts=(post,))
    store = Store(_ESKIL)

    assert Veil(store.is_forgotten, store.digest).over(seen) == seen


_SOREN = Leader("x", "Anne-Marie Sørbø-O'Brien", "CEO", (), None, (_OWN,))
_TRYGVE = Leader("y", "Trygve", "Chair")


def _veiled(text: str) -> str:
    store = Store(_SOREN, _TRYGVE)
    return Veil(store.is_forgotten, store.digest).said(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("med Anne-Marie Sørbø-O\N{RIGHT SINGLE QUOTATION MARK}Brien i dag", "med … i dag"),
        ("med Anne-Marie O'Briens lag", "med … lag"),
        ("Sørbø-O'Brien, Anne-Marie:", "…:"),
        ("https://n.example/anne-marie-soerboe-obrien/", "https://n.example/…/"),
        ("https://n.example/in/annemariesorbo", "https://n.example/in/…"),
        ("Hør @eskil.test om https://bsky.app/profile/eskil.test/post/1 nå", "Hør @… om https://… nå"),
        ("Takk til Trygve", "Takk til Trygve"),
        ("Anne-Marie Holm, Per O'Brien", "Anne-Marie Holm, Per O'Brien"),
        ("n.example/?q=S%C3%B8rb%C3%B8%20Anne%20Marie", "…"),
    ],
)
def test_names_handles_and_addresses_are_taken_out_of_a_text(text: str, left: str) -> None:
    assert _veiled(text) == left


def test_a_name_of_one_word_is_left_out_where_it_is_all_that_is_said() -> None:
    store = Store(_TRYGVE)
    post = Post("1", "https://n/1", _AT, text="Takk, Trygve", author="trygve", mentions=("Trygve", "Kari"))
    seen = Observation(ChannelRef("website", "site", "n", "https://n"), Outcome.OK, posts=(post,))

    veiled = Veil(store.is_forgotten, store.digest).over(seen).posts[0]

    assert left_out(_profiles(_TRYGVE, _RUNA), store.is_forgotten).leaders == (_TRYGVE,)
    assert (veiled.author, veiled.mentions, veiled.text) == (None, ("Kari",), "Takk, Trygve")


def test_a_page_about_a_forgotten_leader_is_left_out_of_the_companys_channels() -> None:
    page = Channel(
        "wordpress", "author", "n.example/author/anne-marie-sorboe", "https://n.example/author/anne-marie-sorboe"
    )
    site = Channel("wordpress", "site", "n.example", "https://n.example/")

    assert left_out(_profiles(channels=(page, site)), Store(_SOREN).is_forgotten).channels == (page,)


def test_an_address_that_was_asked_and_a_reason_name_nobody_who_was_forgotten() -> None:
    store = Store(_SOREN)
    at = "https://n.example/author/anne-marie-sorbo/feed/"
    seen = Observation(
        ChannelRef("wordpress", "site", "n", "https://n"),
        Outcome.OK,
        reason=f"It leads to {at}.",
        evidence=(Evidence(at, 200, "0" * 64, _AT),),
    )

    veiled = Veil(store.is_forgotten, store.digest).over(seen)

    assert veiled.reason == "It leads to https://n.example/author/…/feed/."
    assert veiled.evidence == (Evidence("https://n.example/", 200, "0" * 64, _AT),)
