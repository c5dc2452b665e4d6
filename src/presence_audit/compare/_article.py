"""A comparison as an article: the answer first, then the pillars, the people, the channels, the findings."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC
from typing import TYPE_CHECKING, Any

from presence_audit.reports import _numbers as numbers
from presence_audit.reports._text import sentence
from presence_audit.reports._words import PILLARS
from presence_audit.reports.article import Article, Listing, Section, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.compare._comparison import Comparison, Side
    from presence_audit.compare._lines import Told
    from presence_audit.model.report import Finding
    from presence_audit.reports.article import Block

_NOTHING = "Nothing has changed."
_MOST_FINDINGS = 20
_NO_DIFFERENCE = 0.05
_SIGNS = {"up": "+", "down": "-", "known": "now known", "unknown": "now unknown", "new": "new", "gone": "gone"}


def _difference(before: float | None, after: float | None) -> str:
    """What is printed on the one side less what is printed on the other, so that readers can check it."""
    if before is None and after is None:
        return ""
    if before is None:
        return "now known"
    if after is None:
        return "now unknown"
    difference = round(after, 1) - round(before, 1)
    return f"{difference:+.1f}" if abs(difference) > _NO_DIFFERENCE else "same"


def _grade(side: Side) -> str:
    grade = side.score.grade
    if grade is None:
        return numbers.UNKNOWN
    return f"({grade}) provisional" if side.score.provisional else grade


def _over_both(company: str, printed: str, alike: tuple[float, float]) -> str:
    """The answer where other measures are known now: what is known in both audits says whether anything moved."""
    then, now = map(numbers.score, alike)
    if then == now:
        return (
            f"The score of {company} was {printed}, only because other measures are known now than then: over those "
            f"that are known in both it is {now} then and now."
        )
    way = "risen" if alike[1] > alike[0] else "fallen"
    return (
        f"The score of {company} was {printed}, and other measures are known now than then: over those that are known "
        f"in both it has {way} from {then} to {now}."
    )


def verdict(comparison: Comparison) -> str:
    """The answer in one sentence, which claims no more than the two likely ranges allow."""
    before, after = comparison.before.score, comparison.after.score
    if not comparison.is_changed:
        return f"{_NOTHING} The score of {comparison.company} is {numbers.score(after.value)} of 100."
    if before.value is None or after.value is None:
        which = "then" if before.value is None else "now"
        return f"Too little of {comparison.company} was known {which} to say whether the score rose or fell."
    told = f"{numbers.score(before.value)} then, {numbers.score(after.value)} now"
    if comparison.alike is not None:
        return _over_both(comparison.company, told, comparison.alike)
    if numbers.score(before.value) == numbers.score(after.value):
        return f"The score of {comparison.company} is the same: {told}."
    way = "risen" if after.value > before.value else "fallen"
    if before.likely[0] <= after.likely[1] and after.likely[0] <= before.likely[1]:
        return (
            f"The score of {comparison.company} has {way}, {told}; but the likely ranges overlap, so that the "
            "difference may be no more than what could be measured."
        )
    return f"The score of {comparison.company} has {way}: {told}. The likely ranges do not even touch."


def _score(comparison: Comparison) -> Table:
    before, after, alike = comparison.before, comparison.after, comparison.alike
    sides = (before, after)
    rows = (
        ("Audited", *(f"{numbers.minute(side.as_of, UTC)} UTC" for side in sides), ""),
        ("Score", *(numbers.score(s.score.value) for s in sides), _difference(before.score.value, after.score.value)),
        *([("Known in both", *map(numbers.score, alike), _difference(*alike))] if alike else []),
        ("Likely range", *(numbers.span(*map(numbers.score, side.score.likely)) for side in sides), ""),
        ("Grade", *(_grade(side) for side in sides), ""),
        ("Data coverage", *(numbers.percent(side.score.coverage) for side in sides), ""),
        ("Confidence", *(side.score.confidence for side in sides), ""),
    )
    return Table(("", "Before", "After", "Change"), rows, frozenset({1, 2, 3}))


def _pillars(comparison: Comparison) -> Table:
    rows = tuple(
        (
            PILLARS[p.id],
            numbers.score(p.before),
            numbers.score(p.after),
            _difference(p.before, p.after),
            f"{numbers.percent(p.known_before)}, {numbers.percent(p.known_after)}",
        )
        for p in comparison.pillars
    )
    return Table(("Pillar", "Before", "After", "Change", "Known before, after"), rows, frozenset({1, 2, 3, 4}))


def _moved_by_knowing(comparison: Comparison) -> tuple[Block, ...]:
    """The pillars that moved although nothing did: other measures of them are known."""
    told = []
    for pillar in comparison.pillars:
        then, now = map(numbers.score, pillar.alike) if pillar.alike else ("", "")
        if pillar.before is None or pillar.after is None or then != now:
            continue
        if pillar.alike and numbers.score(pillar.before) != numbers.score(pillar.after):
            told.append(
                f"{PILLARS[pillar.id]} moved only because other measures are known: "
                f"over those that are known in both it is {now} then and now."
            )
    return (Listing(tuple(told)),) if told else ()


def _told(lines: Sequence[Told]) -> Table:
    rows = tuple((line.name, _SIGNS.get(line.turn, ""), line.sentence) for line in lines)
    return Table(("Who", "", "What changed"), rows)


def _numbers_moved(lines: Sequence[Told]) -> Table:
    rows = tuple((line.name, line.subject, _SIGNS.get(line.turn, ""), line.sentence) for line in lines)
    return Table(("Number", "Of", "", "What changed"), rows)


def _findings(found: Sequence[Finding]) -> tuple[Block, ...]:
    more = len(found) - _MOST_FINDINGS
    told = (Listing(tuple(sentence(finding.message) for finding in found[:_MOST_FINDINGS])),)
    return (*told, f"{more} more are in --format json.") if more > 0 else told


def _sections(comparison: Comparison) -> list[Section]:
    sections = [Section("What limits this", (Listing(comparison.notes),))] if comparison.notes else []
    sections.append(Section("The score", (_score(comparison),)))
    sections.append(Section("The pillars", (_pillars(comparison), *_moved_by_knowing(comparison))))
    if comparison.leaders:
        sections.append(Section("Leaders", (_told(comparison.leaders),)))
    if comparison.channels:
        sections.append(Section("Channels", (_told(comparison.channels),)))
    if comparison.metrics:
        sections.append(Section("What moved most", (_numbers_moved(comparison.metrics),)))
    if comparison.findings_new:
        sections.append(Section("New findings", _findings(comparison.findings_new)))
    if comparison.findings_known:
        note = "Too little of what they speak of was known before, so that nobody knows whether they are new:"
        sections.append(Section("Can be judged now", (note, *_findings(comparison.findings_known))))
    if comparison.findings_gone:
        sections.append(Section("No longer found", _findings(comparison.findings_gone)))
    if comparison.findings_unseen:
        note = "What they spoke of cannot be read now, so that nobody knows whether it is mended:"
        sections.append(Section("Can no longer be judged", (note, *_findings(comparison.findings_unseen))))
    return sections


def _side(side: Side) -> dict[str, Any]:
    return {
        "as_of": side.as_of.isoformat(),
        "method": side.method,
        "window_days": side.window_days,
        "printed": side.printed,
        **side.score.model_dump(mode="json"),
    }


def _facts(comparison: Comparison) -> dict[str, Any]:
    return {
        "company": comparison.company,
        "changed": comparison.is_changed,
        "before": _side(comparison.before),
        "after": _side(comparison.after),
        "known_in_both": comparison.alike,
        "notes": list(comparison.notes),
        "pillars": [asdict(pillar) for pillar in comparison.pillars],
        "leaders": [asdict(line) for line in comparison.leaders],
        "channels": [asdict(line) for line in comparison.channels],
        "metrics": [asdict(line) for line in comparison.metrics],
        "findings_new": [finding.model_dump(mode="json") for finding in comparison.findings_new],
        "findings_known": [finding.model_dump(mode="json") for finding in comparison.findings_known],
        "findings_gone": [finding.model_dump(mode="json") for finding in comparison.findings_gone],
        "findings_unseen": [finding.model_dump(mode="json") for finding in comparison.findings_unseen],
    }


def article_of(comparison: Comparison) -> Article:
    """The comparison, to be drawn on a terminal or written as Markdown or JSON."""
    return Article("What changed", verdict(comparison), tuple(_sections(comparison)), _facts(comparison))
