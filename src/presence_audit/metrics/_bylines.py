"""Who signs a post: a named leader, another person, or the company.

Names are compared and counted here and go no further: no report may hold one of an employee.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presence_audit.metrics._subjects import Subjects

# Fewer would point to persons.
FEWEST: Final = 3
COMPANY: Final = "company"
_MOST_WORDS = 5
# Between the people of one byline, and between a person and his or her title.
_BETWEEN = re.compile(
    r"[,;|/()\[\]\n]|\s[&+\N{EN DASH}\N{EM DASH}-]\s|\s(?:og|and|och|und|ja|samt|with|med)\s", re.IGNORECASE
)
# How a history keeps the names of strangers: as digests, which say nothing but that they are the same.
_SEALED = re.compile(r"~[0-9a-f]+")
_WORD = re.compile(r"[^\W\d_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}-][^\W\d_]+)*")
_NO_NAME = re.compile(r"[\d@_]|://|\w{2}\.\w{2}")
_BY = frozenset({"av", "by", "af", "tekst", "text"})
# Words of a department, a function or a piece of software; a byline with one of them names no person.
_GENERIC_WORDS = """
    admin administrator adm root webmaster web webredaktør user bruker author forfatter skribent test default
    wordpress redaksjonen redaksjon redaksjonell nettredaksjonen nettredaksjon redaktionen redaktion redaktør
    redaktor editor editors editorial toimitus viestintä kommunikasjon kommunikasjonen kommunikasjonsavdeling
    kommunikasjonsavdelingen kommunikasjonsavdelinga kommunikation kommunikationsavdelningen communication
    communications comms corporate marketing marked markedsføring markedsavdeling markedsavdelingen marknad
    marknadsavdelningen markkinointi press presse pressen pressekontor pressekontoret pressekontakt pressemelding
    pressemeldinger pressrum newsroom nyhetsrom nyheter news aktuelt media medier medieteam team teamet staff
    ansatte medarbeider medarbeidere department avdeling avdelingen avdelinga desk office kontor kontoret
    kundeservice kundesenter support service info post hr pr sales salg investor relations sosiale social content
    innhold blog blogg bloggen magasinet styret ledelsen anonym anonymous gjesteskribent gjesteforfatter
    gjesteblogger ceo cfo cto coo cmo chief officer president vice head director manager direktør direktor sjef
    leder leiar daglig dagleg konsernsjef rådgiver radgiver rådgjevar advisor adviser consultant konsulent ntb tt
    ritzau reuters inc ltd as asa ab oy gmbh group konsern foto photo bilde bilete illustrasjon video fotograf
    photographer
"""
_GENERIC = frozenset(_GENERIC_WORDS.split())


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


class Bylines:
    """The bylines of one audit, each read once.

    A person has two names at least, since one word alone cannot be told from the name of a user or a department, and is
    known by the first and the last of them, so that a middle name makes nobody two. What signs with the name of the
    company or of a channel, with a function or a department, with a handle or an address is the company.
    """

    def __init__(self, subjects: Subjects) -> None:
        company = subjects.profiles.company
        own = [company.name]
        for channel in subjects.channels:
            observation = channel.view.observation
            own += [channel.view.name, channel.view.channel.handle, (observation and observation.profile.name) or ""]
        self._own = [frozenset(words) for text in own if (words := _words(text))]
        self._leaders: dict[str, str] = {}
        for leader in subjects.profiles.leaders:
            for name in (leader.name, *leader.aliases):
                for spelling in self._spellings(_words(name)):
                    self._leaders.setdefault(spelling, f"leader:{leader.id}")
        self._read: dict[str, tuple[str, ...]] = {}

    @staticmethod
    def _spellings(words: list[str]) -> Iterable[str]:
        """The whole name, and its first and last word."""
        return {" ".join(words), f"{words[0]} {words[-1]}"} if words else ()

    def _signer(self, part: str) -> str | None:
        """A leader as `leader:<id>`, another person by a folded name, None for whatever is no person."""
        words = _words(part)
        while words and words[0] in _BY:
            words.pop(0)
        for spelling in self._spellings(words):
            if spelling in self._leaders:
                return self._leaders[spelling]
        if not 1 < len(words) <= _MOST_WORDS or _NO_NAME.search(part):
            return None
        known = frozenset(words)
        if known & _GENERIC or any(known <= own for own in self._own):
            return None
        return f"{words[0]} {words[-1]}"

    def signers(self, author: str) -> tuple[str, ...]:
        """The persons of a byline, each once: leaders as `leader:<id>`, others by a folded name. Empty: the company."""
        found = self._read.get(author)
        if found is None:
            parts = (self._signer(part) for part in _BETWEEN.split(author))
            found = self._read[author] = tuple(dict.fromkeys(who for who in parts if who))
        return found


def is_sealed(author: str) -> bool:
    """Whether the history has kept a digest of the byline only, which may be that of anybody, also of a department."""
    return _SEALED.fullmatch(author) is not None


def is_leader(signer: str) -> bool:
    """Whether the signer is a named leader; no folded name has a colon."""
    return signer.startswith("leader:")
