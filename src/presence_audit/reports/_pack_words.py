"""A peer pack in words: what it is called, of how many companies and days it is, and what it does not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import local_date
from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from presence_audit.model.peers import Pack, PackLine

_NAME = 80


def _days(pack: Pack) -> str:
    first, last = (local_date(moment.date()) for moment in (pack.first_as_of, pack.last_as_of))
    return first if first == last else numbers.span(first, last)


def pack_named(pack: Pack) -> str:
    """Like "Energy, Norway (n = 34, 2026-11-20, method 1)"."""
    # Translators: a peer pack: {pack} is its name, {n} the number of its companies, {day} when they were looked at.
    told = _("{pack} (n = {n}, {day}, method {method})")
    name = shown(pack.name, _NAME) or numbers.UNKNOWN
    return told.format(pack=name, n=numbers.whole(pack.n), day=_days(pack), method=shown(pack.method, _NAME))


def pack_lines(pack: Pack) -> Mapping[str, PackLine]:
    """What the pack tells of the total and of each pillar, by id."""
    return {line.id: line for line in (*pack.pillars, pack.score)}


def pack_limits(pack: Pack) -> Iterator[str]:
    """Whom the pack is of, and which numbers it leaves out."""
    yield _("The companies of the pack are not named; the audited one may be among them.")
    if any(line.median is None for line in pack_lines(pack).values()):
        yield _("The pack tells no number that rests on fewer than {companies}.").format(
            companies=nouns.counted(pack.minimum_n, "company")
        )
