"""What is asked of one report: one number, the numbers of a subject or of a metric, a pillar, the total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.errors import UsageError
from presence_audit.explain._counting import COUNTING
from presence_audit.explain._lookup import suggestion
from presence_audit.explain._one_number import number_article
from presence_audit.explain._saved import places, points_words, subject_words
from presence_audit.explain._terms_scoring import total_words
from presence_audit.explain._yardstick import told
from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._text import sentence, shown
from presence_audit.reports._words import PILLARS
from presence_audit.reports.article import Article, Formula, Section, Table
from presence_audit.scoring import anchors, total_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presence_audit.explain._saved import Place
    from presence_audit.model.report import Pillar, Report

_HEADS = ("Number", "Value", "Points", "Weight", "State")


def _table(found: Iterable[Place]) -> Table:
    rows = []
    for place in found:
        leaf = place.leaf
        value = told(leaf.metric, leaf.value) if leaf.state == "value" and leaf.value is not None else ""
        rows.append((place.name, value, points_words(leaf), numbers.weight(leaf.weight), leaf.state))
    return Table(_HEADS, tuple(rows), frozenset({1, 2, 3}), frozenset({0}))


def _listed(report: Report, title: str, found: Sequence[Place]) -> Article:
    how = "Ask for one of them, by its name in the first column: `presence-audit explain RESULT.json NUMBER`."
    facts = {"numbers": [place.name for place in found]}
    lead = f"{nouns.counted(len(found), 'number')} of the report on {report.company.name}."
    return Article(title, lead, (Section("The numbers", (_table(found), how)),), facts)


def _pillar(report: Report, pillar: Pillar) -> Article:
    found = [place for place in places(report) if place.pillar is pillar]
    known = [leaf for leaf in pillar.leaves if leaf.score is not None]
    weight = sum(leaf.weight for leaf in known)
    earned = sum(leaf.weight * (leaf.score or 0.0) for leaf in known)
    least = anchors().thresholds.pillar_known
    worked = (f"{earned:.4f} / {weight:.4f} = {earned / weight:.1f}",) if weight else ("nothing of it is known",)
    sections = (
        Section("Its numbers", (_table(found),)),
        Section(
            "How they come together",
            (
                (
                    "Weight times points, added up over the known numbers, divided by the sum of their weights. (The "
                    "weights are parts of 1; what is not applicable has none, and what is unknown takes no part.)"
                ),
                Formula(worked),
                (
                    f"{numbers.percent(pillar.coverage)} of its weight is known; below {least:.0%} it is shown as `?` "
                    "and left out of the total."
                ),
            ),
        ),
    )
    name = f"{PILLARS[pillar.id]} of {report.company.name}"
    lead = f"{name}: {numbers.score(pillar.score)} of 100, weight {pillar.weight:g}."
    facts = {"id": pillar.id, "points": pillar.score, "coverage": pillar.coverage, "weight": pillar.weight}
    return Article(f"{PILLARS[pillar.id]} ({pillar.id})", lead, sections, facts)


def _total(report: Report) -> Article:
    score = report.score
    known = [pillar for pillar in report.pillars if pillar.score is not None]
    rows = tuple(
        (PILLARS[p.id], numbers.score(p.score), f"{p.weight:g}", numbers.percent(p.coverage)) for p in report.pillars
    )
    roots = " + ".join(f"{p.weight:g} * sqrt({p.score:.2f})" for p in known)
    weight = sum(p.weight for p in known)
    worked = (f"(({roots}) / {weight:g}) squared = {numbers.score(total_of(report.pillars))}",)
    grade = f"grade {score.grade}{' (provisional)' if score.provisional else ''}" if score.grade else "no grade"
    facts = (
        (
            f"Likely range {numbers.likely(score)}; whatever the unknown turns out to be, it lies within "
            f"{numbers.span(*map(numbers.score, score.bounds))}."
        ),
        f"Data coverage {numbers.percent(score.coverage)}, confidence {score.confidence}, {grade}.",
        *((sentence(f"Grade limited: {score.cap}"),) if score.cap else ()),
        "`presence-audit explain likely-range`, `coverage`, `confidence` and `grade` say what these words mean.",
    )
    sections = (
        Section("The pillars", (Table(("Pillar", "Points", "Of 100", "Known"), rows, frozenset({1, 2, 3})),)),
        Section("How they come together", (*total_words(), Formula(worked if known else ("?",)))),
        Section("How sure it is", facts),
    )
    lead = f"The score of {report.company.name}: {numbers.score(score.value)} of 100."
    return Article("The score", lead, sections, score.model_dump(mode="json"))


def _contents(report: Report) -> Article:
    subjects = dict.fromkeys(place.leaf.subject for place in places(report))
    rows = tuple((subject, subject_words(report, subject)) for subject in subjects)
    how = (
        (
            "Ask for the numbers of one (`presence-audit explain RESULT.json SUBJECT`), for one number "
            "(`SUBJECT#METRIC`), for a pillar, or for `score`."
        ),
    )
    sections = (
        Section("Who was measured", (Table(("Subject", "Who that is"), rows),)),
        Section("The pillars", (Table(("Pillar", "Name"), tuple((p.id, PILLARS[p.id]) for p in report.pillars)),)),
        Section("How to ask", how),
    )
    lead = f"The report on {report.company.name}: score {numbers.score(report.score.value)} of 100."
    return Article("What can be explained of this result", lead, sections, {"subjects": list(subjects)})


def _known_metrics(report: Report) -> list[Place]:
    """The numbers of metrics that this version knows of; a result of another version may hold others."""
    return [place for place in places(report) if place.leaf.metric in COUNTING]


def _meant(report: Report, found: Sequence[Place], asked: str) -> tuple[list[Place], list[Place]]:
    """The numbers of that name, and else those of that subject: as it is written, or but for capital letters."""
    for folded in (str, str.casefold):
        wanted = folded(asked)
        exact = [p for p in found if wanted == folded(p.name)] or [p for p in found if wanted == p.leaf.metric]
        named = {subject: subject_words(report, subject) for subject in {p.leaf.subject for p in found}}
        several = [p for p in found if wanted in {folded(p.leaf.subject), folded(named[p.leaf.subject])}]
        if exact or several:
            return exact, several
    return [], []


def explained_number(report: Report, asked: str | None, *, is_whole: bool = False) -> Article:
    """The article of what is asked of a report; without a word, what can be asked.

    Args:
        report: the saved report.
        asked: `SUBJECT#METRIC`, a metric, a subject or its name, a pillar, or `score`; capitals do not matter.
        is_whole: list every post and answer, not only the newest fifty.

    Raises:
        UsageError: the report has no such number; the message suggests what may have been meant.
    """
    if asked is None:
        return _contents(report)
    if asked.casefold() == "score":
        return _total(report)
    for pillar in report.pillars:
        if asked.casefold() == pillar.id:
            return _pillar(report, pillar)
    found = _known_metrics(report)
    exact, several = _meant(report, found, asked)
    if len(exact) == 1:
        return number_article(report, exact[0], is_whole=is_whole)
    if exact or several:
        return _listed(report, asked, exact or several)
    names = [p.name for p in found]
    names += [word for p in found for word in (p.leaf.metric, p.leaf.subject)]
    near = suggestion(asked, dict.fromkeys([*names, *(p.id for p in report.pillars), "score"]))
    raise UsageError(
        f"{shown(asked, 200)}: the result has no such number.{shown(near, 400) and ' ' + shown(near, 400)} "
        "Without a name after it, `presence-audit explain RESULT.json` lists what it has."
    )
