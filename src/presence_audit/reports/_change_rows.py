"""What changed since the last audit, row by row, so that every format says the same.

What got worse comes first, then what got better. What is no longer known is no fall, and what became known no rise:
they stand apart. Rows may hold foreign text as it came; each format makes it harmless in its own way.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark, ngettext
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._measure_words import measure_words, subject_words, subjects_of
from presence_audit.reports._text import sentence
from presence_audit.reports._words import PILLARS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from presence_audit.model.changes import Change, Changes, FindingRef, PillarChange, PostsChange, Turn
    from presence_audit.model.report import Report

Group = Literal["worse", "better", "unknown", "known", "other"]

GROUPS: Final[dict[Group, str]] = {
    # Translators: the heading above what got worse since the last audit.
    "worse": mark("Got worse"),
    "better": mark("Got better"),
    # Translators: the heading above what cannot be seen any more, which is no fall.
    "unknown": mark("No longer known, which is no fall"),
    "known": mark("Known now, which is no rise"),
    "other": mark("Other changes"),
}
SAY: Final = {
    # Translators: {day} is the date of the last audit.
    "title": mark("Since the last audit ({day})"),
    "way": mark("Kind of change"),
    "who": mark("Of whom or what"),
    "said": mark("What changed"),
    "nothing": mark("Nothing that is measured has changed."),
}
_SCORE: Final = {
    "unknown": mark("Too little is known now, or was known then, to say whether the score rose or fell."),
    "same": mark("The score is as it was: {after}."),
    # Translators: two scores of 100.
    "up": mark("The score rose from {before} to {after}."),
    "down": mark("The score fell from {before} to {after}."),
    "up, open": mark(
        "The score rose from {before} to {after}; the likely ranges overlap, "
        "so that it may be no more than what could be measured."
    ),
    "down, open": mark(
        "The score fell from {before} to {after}; the likely ranges overlap, "
        "so that it may be no more than what could be measured."
    ),
    # Translators: in this and the next two, {before} and {after} are the scores as printed, {then} and {now} those over
    # the measures that are known in both audits.
    "alike, same": mark(
        "The score was {before} and is {after}, but other measures are known now: "
        "over those that are known in both audits it is {now} as it was."
    ),
    "alike, up": mark(
        "The score was {before} and is {after}, and other measures are known now: "
        "over those that are known in both audits it rose from {then} to {now}."
    ),
    "alike, down": mark(
        "The score was {before} and is {after}, and other measures are known now: "
        "over those that are known in both audits it fell from {then} to {now}."
    ),
}
_PILLAR: Final = {
    "moved": mark("{before} before, {after} now."),
    "only known": mark(
        "{before} before, {after} now, only because other measures are known: "
        "over those that are known in both audits it is {now} as it was."
    ),
    "also known": mark(
        "{before} before, {after} now; over the measures that are known in both audits {then} before, {now} now."
    ),
    "unknown": mark("{before} before; too little is known now."),
    "known": mark("{after} now; too little was known before."),
}
_FINDING: Final = {
    "new": mark("New finding: {finding}"),
    "new, untold": mark("A finding is new: {id}."),
}
_BY_TURN: Final[Mapping[Turn, Group]] = {
    "down": "worse", "up": "better", "unknown": "unknown", "known": "known",
    "new": "other", "gone": "other", "other": "other",
}  # fmt: skip
_UNREAD: Final = "unknown"  # the finding that a channel could not be read


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change: in which group it stands, whom or what it is about, and what is told of it."""

    group: Group
    who: str
    said: str


class _Pair(NamedTuple):
    """Two numbers as they are printed."""

    then: str
    now: str

    @property
    def is_same(self) -> bool:
        return self.then == self.now


def _printed(pair: tuple[float, float] | None) -> _Pair | None:
    return _Pair(*map(numbers.score, pair)) if pair else None


def _score_key(changes: Changes) -> str:
    """Which of the sentences on the score holds."""
    before, after = changes.before, changes.after
    if before.value is None or after.value is None:
        return "unknown"
    alike = _printed(changes.alike)
    if alike is not None and changes.alike is not None:
        return "alike, same" if alike.is_same else "alike, up" if changes.alike[1] > changes.alike[0] else "alike, down"
    if numbers.score(before.value) == numbers.score(after.value):
        return "same"
    way = "up" if after.value > before.value else "down"
    is_open = before.likely[0] <= after.likely[1] and after.likely[0] <= before.likely[1]
    return f"{way}, open" if is_open else way


def score_in_words(changes: Changes) -> str:
    """What became of the score, in a sentence that claims no more than is known in both audits."""
    alike = _printed(changes.alike) or _Pair("", "")
    return _(_SCORE[_score_key(changes)]).format(
        before=numbers.score(changes.before.value),
        after=numbers.score(changes.after.value),
        then=alike.then,
        now=alike.now,
    )


def _pillar(pillar: PillarChange) -> tuple[Group, str] | None:
    before, after = numbers.score(pillar.before), numbers.score(pillar.after)
    if before == after:
        return None
    if pillar.after is None:
        return "unknown", _(_PILLAR["unknown"]).format(before=before)
    if pillar.before is None:
        return "known", _(_PILLAR["known"]).format(after=after)
    alike = pillar.alike or (pillar.before, pillar.after)
    then, now = map(numbers.score, alike)
    if then == now:
        group: Group = "unknown" if pillar.known_after < pillar.known_before else "known"
        return group, _(_PILLAR["only known"]).format(before=before, after=after, now=now)
    told = _(_PILLAR["moved" if (then, now) == (before, after) else "also known"])
    return "better" if alike[1] > alike[0] else "worse", told.format(before=before, after=after, then=then, now=now)


def _pillars(changes: Changes) -> Iterator[ChangeRow]:
    for pillar in changes.pillars:
        moved = _pillar(pillar)
        if moved is not None:
            yield ChangeRow(moved[0], _(PILLARS[pillar.id]) if pillar.id in PILLARS else pillar.id, moved[1])


def _posts(line: PostsChange) -> str:
    """How many posts the history noticed, in a sentence."""
    told = (
        (line.added, ngettext("{n} post is new to the history", "{n} posts are new to the history", line.added)),
        (line.edited, ngettext("{n} post was edited", "{n} posts were edited", line.edited)),
        (line.gone, ngettext("{n} post has disappeared", "{n} posts have disappeared", line.gone)),
        (line.returned, ngettext("{n} post is back", "{n} posts are back", line.returned)),
    )
    return sentence("; ".join(said.format(n=numbers.whole(count)) for count, said in told if count))


def _new(report: Report, refs: Iterable[FindingRef], names: Mapping[str, str], told: Group) -> Iterator[ChangeRow]:
    """The findings that are new, in the group that is `told`: of what could not be read before they are no fall."""
    changes = report.changes
    lines = (*changes.channels, *changes.leaders) if changes else ()
    came = {line.subject for line in lines if line.turn in {"known", "new"}}
    messages = {(one.id, one.subject): one.message for one in report.findings}
    for ref in refs:
        message = messages.get((ref.id, ref.subject), "")
        said = _(_FINDING["new"]).format(finding=message) if message else _(_FINDING["new, untold"]).format(id=ref.id)
        group: Group = "unknown" if ref.id == _UNREAD else "known" if ref.subject in came else told
        yield ChangeRow(group, subject_words(names, ref.subject), said)


def _of_old(refs: Iterable[FindingRef], group: Group, names: Mapping[str, str]) -> Iterator[ChangeRow]:
    """The findings that are told no more, those of one subject together; only their ids are kept."""
    ids: dict[tuple[Group, str], list[str]] = defaultdict(list)
    for ref in refs:
        ids["known" if ref.id == _UNREAD and group == "better" else group, ref.subject].append(ref.id)
    for (told, subject), found in ids.items():
        said = ngettext(
            "{n} finding is no longer found: {ids}.", "{n} findings are no longer found: {ids}.", len(found)
        )
        if told == "unknown":
            said = ngettext(
                "{n} finding can no longer be judged: {ids}.",
                "{n} findings can no longer be judged: {ids}.",
                len(found),
            )
        listed = ", ".join(f"`{one}`" for one in found)
        yield ChangeRow(told, subject_words(names, subject), said.format(n=numbers.whole(len(found)), ids=listed))


def _lines(lines: Iterable[Change], names: Mapping[str, str]) -> Iterator[ChangeRow]:
    for line in lines:
        yield ChangeRow(_BY_TURN[line.turn], names.get(line.subject) or line.name, line.sentence)


def _measures(lines: Iterable[Change], names: Mapping[str, str]) -> Iterator[ChangeRow]:
    for line in lines:
        said = f"{measure_words(line.metric or '')}: {line.sentence}"
        yield ChangeRow(_BY_TURN[line.turn], names.get(line.subject) or line.name, said)


def change_rows(report: Report) -> tuple[ChangeRow, ...]:
    """Every change since the last audit, by group: people first, mere numbers last; empty without an earlier one."""
    changes = report.changes
    if changes is None:
        return ()
    # Who is no longer named keeps the name that is stored.
    names = {line.subject: line.name for line in (*changes.measures, *changes.channels, *changes.leaders)}
    names |= subjects_of(report)
    rows = [
        *_lines(changes.leaders, names),
        *_lines((line for line in changes.channels if not line.metric), names),
        *_pillars(changes),
        *_new(report, changes.findings_new, names, "worse"),
        *_new(report, changes.findings_known, names, "known"),
        *_of_old(changes.findings_gone, "better", names),
        *_of_old(changes.findings_unseen, "unknown", names),
        *_lines((line for line in changes.channels if line.metric), names),
        *_measures(changes.measures, names),
        *(ChangeRow("other", names.get(line.subject, line.subject), _posts(line)) for line in changes.posts),
    ]
    return tuple(row for group in GROUPS for row in rows if row.group == group)


def changes_title(report: Report) -> str:
    """The heading, with the day of the last audit; empty where nothing is known of one."""
    if report.changes is None:
        return ""
    zone, _name = numbers.zone_of(report)
    return _(SAY["title"]).format(day=numbers.day(report.changes.before.as_of, zone))
