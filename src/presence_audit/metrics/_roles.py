"""Whose role is that of the chief executive, in the languages of the Nordic countries and their neighbours."""

from __future__ import annotations

import re

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
