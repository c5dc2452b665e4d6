"""What a report counts, each noun with its plural forms."""

from __future__ import annotations

from typing import Final, Literal, get_args

from presence_audit.i18n import decimal, ngettext

Noun = Literal[
    "account", "answer", "audit", "cause", "change", "channel", "comment", "company", "day", "draw", "finding",
    "leader", "measure", "note", "number", "pillar", "post", "post or comment", "quiet holiday", "recorded answer",
    "reservation", "row", "tie", "time", "trend", "voice", "way", "week",
]  # fmt: skip


def _plural(one: str, many: str) -> tuple[str, str]:
    """Mark a pair for the translators; it is looked up in the language that is spoken when something is counted."""
    return one, many


_COUNTED: Final[dict[Noun, tuple[str, str]]] = {
    "account": _plural("{n} account", "{n} accounts"),
    "answer": _plural("{n} answer", "{n} answers"),
    "audit": _plural("{n} audit", "{n} audits"),
    "cause": _plural("{n} cause", "{n} causes"),
    "change": _plural("{n} change", "{n} changes"),
    "channel": _plural("{n} channel", "{n} channels"),
    "comment": _plural("{n} comment", "{n} comments"),
    "company": _plural("{n} company", "{n} companies"),
    "day": _plural("{n} day", "{n} days"),
    "draw": _plural("{n} draw", "{n} draws"),
    "finding": _plural("{n} finding", "{n} findings"),
    "leader": _plural("{n} leader", "{n} leaders"),
    "measure": _plural("{n} measure", "{n} measures"),
    "note": _plural("{n} note", "{n} notes"),
    "number": _plural("{n} number", "{n} numbers"),
    "pillar": _plural("{n} pillar", "{n} pillars"),
    "post": _plural("{n} post", "{n} posts"),
    "post or comment": _plural("{n} posts and comments", "{n} posts and comments"),
    "quiet holiday": _plural("{n} quiet holiday", "{n} quiet holidays"),
    "recorded answer": _plural("{n} recorded answer", "{n} recorded answers"),
    "reservation": _plural("{n} reservation", "{n} reservations"),
    "row": _plural("{n} row", "{n} rows"),
    "tie": _plural("{n} tie", "{n} ties"),
    "time": _plural("{n} time", "{n} times"),
    "trend": _plural("{n} trend", "{n} trends"),
    "voice": _plural("{n} voice", "{n} voices"),
    "way": _plural("{n} way", "{n} ways"),
    "week": _plural("{n} week", "{n} weeks"),
}

_MORE: Final[dict[Noun, tuple[str, str]]] = {
    "account": _plural("{n} more account", "{n} more accounts"),
    "answer": _plural("{n} more answer", "{n} more answers"),
    "audit": _plural("{n} more audit", "{n} more audits"),
    "cause": _plural("{n} more cause", "{n} more causes"),
    "change": _plural("{n} more change", "{n} more changes"),
    "channel": _plural("{n} more channel", "{n} more channels"),
    "comment": _plural("{n} more comment", "{n} more comments"),
    "company": _plural("{n} more company", "{n} more companies"),
    "day": _plural("{n} more day", "{n} more days"),
    "draw": _plural("{n} more draw", "{n} more draws"),
    "finding": _plural("{n} more finding", "{n} more findings"),
    "leader": _plural("{n} more leader", "{n} more leaders"),
    "measure": _plural("{n} more measure", "{n} more measures"),
    "note": _plural("{n} more note", "{n} more notes"),
    "number": _plural("{n} more number", "{n} more numbers"),
    "pillar": _plural("{n} more pillar", "{n} more pillars"),
    "post": _plural("{n} more post", "{n} more posts"),
    "post or comment": _plural("{n} more posts and comments", "{n} more posts and comments"),
    "quiet holiday": _plural("{n} more quiet holiday", "{n} more quiet holidays"),
    "recorded answer": _plural("{n} more recorded answer", "{n} more recorded answers"),
    "reservation": _plural("{n} more reservation", "{n} more reservations"),
    "row": _plural("{n} more row", "{n} more rows"),
    "tie": _plural("{n} more tie", "{n} more ties"),
    "time": _plural("{n} more time", "{n} more times"),
    "trend": _plural("{n} more trend", "{n} more trends"),
    "voice": _plural("{n} more voice", "{n} more voices"),
    "way": _plural("{n} more way", "{n} more ways"),
    "week": _plural("{n} more week", "{n} more weeks"),
}
assert set(_COUNTED) == set(_MORE) == set(get_args(Noun))


def counted(number: int, noun: Noun) -> str:
    """A number with its noun: "1 leader", "2 leaders"."""
    return ngettext(*_COUNTED[noun], number).format(n=decimal(number, 0))


def more(number: int, noun: Noun) -> str:
    """How many more there are: "1 more leader", "2 more leaders"."""
    return ngettext(*_MORE[noun], number).format(n=decimal(number, 0))
