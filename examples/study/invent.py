"""The hundred companies of the study and their leaders, drawn from word lists with a fixed seed. All are invented."""

# ruff: noqa: INP001  it is run by its path

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from random import Random
from typing import Final, Literal

# What an account is, and what is known of it from the outside.
State = Literal["active", "silent", "empty", "gone", "hidden", "failing", "walled", "declared", "unsaid"]
PRESENT: Final = frozenset({"active", "silent", "empty"})
ABSENT: Final = frozenset({"gone", "declared"})
UNREAD: Final = frozenset({"hidden", "failing", "walled"})

SEED: Final = 2017
COMPANIES: Final = 100
NETWORKS: Final = ("linkedin", "bluesky", "mastodon")
_ODDS: Final[dict[str, dict[State, int]]] = {
    "linkedin": {"walled": 70, "declared": 16, "unsaid": 14},
    "bluesky": {
        "active": 16, "silent": 8, "empty": 2, "gone": 3, "hidden": 2, "failing": 1, "declared": 50, "unsaid": 18,
    },
    "mastodon": {"active": 4, "silent": 4, "empty": 1, "gone": 2, "failing": 1, "declared": 76, "unsaid": 12},
}  # fmt: skip
_OF_A_COMPANY: Final[dict[State, int]] = {"active": 82, "silent": 4, "gone": 2, "failing": 4, "declared": 8}

_FIRST = ("Tindra", "Nordbrim", "Havdugg", "Rimfaks", "Lyngskaut", "Brattglim", "Skarlyd", "Vindkvist", "Isrosa",
          "Fjellsyn", "Sildre", "Gråstille", "Morild", "Solrenna", "Kvitdugg", "Torvlys", "Elvsus", "Blåmyr",
          "Skodde", "Fonnglød")  # fmt: skip
_TRADE = ("Kraft", "Sjømat", "Bygg", "Programvare", "Forsikring", "Rederi", "Bank", "Treforedling", "Handel", "Helse")
_GIVEN = ("Ylva", "Eskil", "Runa", "Torbjørn", "Signe", "Halvard", "Maiken", "Odd", "Ragna", "Sverre", "Tuva",
          "Jostein",          "Live", "Vetle", "Gunvor", "Aksel", "Solveig", "Brage", "Eline", "Trygve")  # fmt: skip
_FAMILY = tuple(a + b for a in ("Tind", "Hav", "Skarv", "Rim", "Brim", "Fonn", "Lyng", "Sild", "Torv", "Vind")
                for b in ("brå", "skaut", "glim", "dugg", "kvist", "faks"))  # fmt: skip
_ROLES = ("CEO", "CFO", "COO")


def ascii_of(text: str) -> str:
    """The text as a name of a folder or an account."""
    for sign, plain in (("ø", "o"), ("æ", "ae"), ("å", "a")):
        text = text.casefold().replace(sign, plain)
    plain_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(plain_text.split())


@dataclass(frozen=True, slots=True)
class Account:
    """One account on one network."""

    network: str
    handle: str
    url: str
    state: State
    per_week: float = 0.0


@dataclass(frozen=True, slots=True)
class Person:
    """A leader."""

    name: str
    role: str
    accounts: tuple[Account, ...]

    def state(self, network: str) -> State:
        """What is to be seen of the leader there."""
        return next(account.state for account in self.accounts if account.network == network)


@dataclass(frozen=True, slots=True)
class Firm:
    """A company with its newsroom's feed, its accounts and its leaders."""

    name: str
    slug: str
    size: int
    accounts: tuple[Account, ...]
    people: tuple[Person, ...] = field(default=())


def _drawn(random: Random, odds: dict[State, int]) -> State:
    return random.choices(list(odds), weights=list(odds.values()))[0]


def _address(network: str, handle: str) -> tuple[str, str]:
    if network == "linkedin":
        return handle, f"https://www.linkedin.com/in/{handle}-invented"
    if network == "mastodon":
        name = handle.replace("-", "_")
        return f"{name}@torget.example", f"https://torget.example/@{name}"
    return f"{handle}.test", f"https://bsky.app/profile/{handle}.test"


def _person(random: Random, name: str, role: str, firm: str) -> Person:
    accounts = []
    for network in NETWORKS:
        handle, url = _address(network, f"{ascii_of(name)}-{firm.split('-', maxsplit=1)[0]}")
        rate = round(random.uniform(0.2, 1.2), 2)
        accounts.append(Account(network, handle, url, _drawn(random, _ODDS[network]), rate))
    return Person(name, role, tuple(accounts))


def _firm(random: Random, name: str, names: list[str]) -> Firm:
    slug = ascii_of(name)
    handle, url = _address("bluesky", slug)
    rate = round(min(3.0, random.lognormvariate(0.0, 0.8)), 2)
    news = round(min(1.5, random.lognormvariate(-1.0, 0.6)), 2)
    accounts = (
        Account("feed", f"{slug}.example", f"https://{slug}.example/nyheter/feed/",
                random.choices(["active", "failing"], weights=[93, 7])[0], news),
        Account("bluesky", handle, url, _drawn(random, _OF_A_COMPANY), rate),
        Account("linkedin", slug, f"https://www.linkedin.com/company/{slug}-invented", "walled"),
    )  # fmt: skip
    people = tuple(_person(random, names.pop(), role, slug) for role in _ROLES[: random.choices([2, 3], [5, 5])[0]])
    return Firm(name, slug, random.choice([60, 120, 240, 480, 900, 2_400]), accounts, people)


def invented() -> tuple[Firm, ...]:
    """All of them, always the same."""
    random = Random(SEED)  # noqa: S311  nothing secret is drawn
    names = [f"{given} {family}" for given in _GIVEN for family in _FAMILY]
    random.shuffle(names)
    firms = [f"{first} {trade}" for first in _FIRST for trade in _TRADE]
    random.shuffle(firms)
    return tuple(_firm(random, name, names) for name in sorted(firms[:COMPANIES]))
