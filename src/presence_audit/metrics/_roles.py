"""Whose role is that of the chief executive, in the languages of the Nordic countries and their neighbours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Sequence

_CHIEF = re.compile(
    r"""\b(?:
        ceo | chief\s+executive | managing\s+director | director\s+general | executive\s+director
      | adm(?:\.|inistrerende)?\s*dir(?:\.|ektør(?:en)?)? | daglig\s+leder | dagleg\s+leiar
      | konsernsjef(?:en)? | koncernchef | koncerndirektør | toppsjef
      | vd | verkställande\s+direktör | toimitusjohtaja | pääjohtaja
      | kommunedirektør | rådmann | fylkeskommunedirektør | generaldirektør | generaldirektör | kommundirektör
      | geschäftsführer(?:in)? | vorstandsvorsitzende[r]?
      | pdg | président[\s-]+directeur[\s-]+général | directeur\s+général | directrice\s+générale
    )(?!\w)""",
    re.VERBOSE,
)
_WHOLE = {"direktør", "direktøren", "direktör", "director", "president"}
# Somebody beside the chief: a deputy, an assistant, a predecessor.
_BESIDE = re.compile(
    r"""\b(?:deputy|assistant|assistent|secretary|sekretær|former|tidligere|ex|forhenværende|adjoint)\b
      | \bto\s+the\b | \boffice\s+of\b | \bvise\s*-?(?:adm|konsern) | \bvice\s*-?\s*(?:ceo|vd|managing)
      | \bstedfortred""",
    re.VERBOSE,
)


def is_chief(role: str) -> bool:
    """Whether a role as people write it is that of the chief executive (CEO, konsernsjef, daglig leder, VD …)."""
    folded = " ".join(role.casefold().split())
    if _BESIDE.search(folded):
        return False
    return folded in _WHOLE or _CHIEF.search(folded) is not None


def leader_weights(roles: Sequence[str]) -> list[float]:
    """The share of the pillar of each leader, by role: the chief .45 and the others together .30.

    One leader alone, or a group of one sort only, share .75; the rest is the breadth of the group.
    """
    weights = anchors().leader_weights
    chiefs = [is_chief(role) for role in roles]
    if all(chiefs) or not any(chiefs):
        return [(weights.chief + weights.others) / len(chiefs) for _ in chiefs]
    count = sum(chiefs)
    return [weights.chief / count if chief else weights.others / (len(chiefs) - count) for chief in chiefs]
