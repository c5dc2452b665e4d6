"""Ids for leaders: short, ASCII, and the same next week, since reports and the history name them so."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain, count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.profiles._keys import LeaderKeys

_CHIEF = {
    "ceo",
    "chief executive",
    "chief executive officer",
    "managing director",
    "administrerende direktør",
    "adm. direktør",
    "adm. dir.",
    "adm. dir",
    "adm.dir.",
    "adm.dir",
    "daglig leder",
    "dagleg leiar",
    "konsernsjef",
    "koncernchef",
    "direktør",
    "vd",
    "verkställande direktör",
    "toimitusjohtaja",
    "geschäftsführer",
    "geschäftsführerin",
}
_PARTS = re.compile(r"\s*(?:[,/&+|(;]|\s(?:and|og|och|of|i|in|at|for)\s)\s*")
_ACTING = re.compile(r"^(?:group|interim|acting|konstituert|fungerende|co-)\s*")
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "œ": "oe"})


def slug(text: str) -> str:
    """Lower-case ASCII letters, digits and hyphens; may be empty for a name in another script."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return re.sub(r"[^a-z0-9]+", "-", folded.encode("ascii", "ignore").decode())[:60].strip("-")


def _is_chief(role: str) -> bool:
    # The chief of the whole: "CEO of Nordlys" and "Founder & CEO", but neither "Deputy CEO" nor "PA to the CEO".
    return any(_ACTING.sub("", part) in _CHIEF for part in _PARTS.split(role.casefold().strip()))


def ids_of(leaders: Sequence[LeaderKeys]) -> list[str]:
    """An id for each leader: as written, else `ceo`, else from the role; from the name where that is taken."""
    taken = {leader.id for leader in leaders if leader.id}
    ids = []
    for number, leader in enumerate(leaders, 1):
        role = leader.role or ""
        wishes = ["ceo" if _is_chief(role) else slug(role), slug(leader.name)]
        numbered = (f"leader-{n}" for n in count(number))
        chosen = leader.id or next(w for w in chain(wishes, numbered) if w and w not in taken)
        taken.add(chosen)
        ids.append(chosen)
    return ids
