"""The first page: the score and what it rests on, what to do next, what this says, and the pillars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import _words as words
from presence_audit.reports._charts import bar
from presence_audit.reports._charts_range import range_chart
from presence_audit.reports._claims import LONGEST, claims
from presence_audit.reports._headline import headline
from presence_audit.reports._html_element import Markup, Node, el, joined
from presence_audit.reports._html_notes import noted
from presence_audit.reports._html_parts import Head, Section, facts, folded, paragraph, row, section, table
from presence_audit.reports._html_places import GAIN, TOTAL, cited, pillar_place, shown_place
from presence_audit.reports._html_text import heading, name, prose
from presence_audit.reports._measure_words import measure_words
from presence_audit.reports._next_steps import next_steps
from presence_audit.reports._robustness import robustness
from presence_audit.reports._rows import basis
from presence_audit.reports._text import sentence, shown

if TYPE_CHECKING:
    from presence_audit.model.report import Pillar, Report
    from presence_audit.reports._headline import Headline
    from presence_audit.reports._html_places import Places
    from presence_audit.reports._next_steps import Step

_SAY = {
    "kind": mark("Presence audit"),
    "score": mark("Presence score"),
    "of": mark("of 100"),
    "unknown score": mark("(unknown)"),
    "grade": mark("grade {letter}"),
    "provisional": mark("({letter}) provisional"),
    "likely": mark("Likely range"),
    "bounds": mark("Hard bounds"),
    "widest": mark("Widest range"),
    "coverage": mark("Data coverage"),
    "confidence": mark("Confidence"),
    "cap": mark("Grade limited: {reason}"),
    "range": mark("The band is the likely range, the thin bar the hard bounds, and the letters are the grades."),
    "wide range": mark(
        "The band is the likely range, the thin bar the hard bounds, the line the widest range, and the "
        "letters are the grades."
    ),
    "ends": mark("Range"),
    # Translators: the low and the high end of a range, as heads of columns.
    "from": mark("From"),
    "to": mark("To"),
    "scale": mark("The ends of the ranges, and the score"),
    "next": mark("What to do next"),
    "next lead": mark("The steps that would gain most, each by itself."),
    "know lead": mark("Too little is known to say what would gain most. These steps make more known."),
    "gain": mark("Gain"),
    "becomes": mark("New total"),
    # Translators: how much work it is; minutes, an hour, days or weeks.
    "takes": mark("It takes"),
    "says": mark("What this says"),
    "rests": mark("Rests on:"),
    "pillars": mark("Pillars"),
    "pillars lead": mark(
        "Seven questions, each with its score, how much of it could be measured, and its weight of 100."
    ),
    "pillar": mark("Pillar"),
    "points": mark("Score"),
    "known": mark("Data coverage"),
    "weight": mark("Weight"),
    "key": mark("The full bar is the score, the thin one below it the data coverage."),
    # Translators: leads to how the shares of the voices were counted; "Rests on: Own voice, who speaks".
    "voices": mark("who speaks"),
}


def _total(head: Headline, report: Report) -> Markup:
    known = report.score.value is not None
    grade: Node = None
    if head.grade:
        letter = shown(head.grade, 20)
        told = _(_SAY["provisional"]) if head.provisional else _(_SAY["grade"])
        grade = el("span", told.format(letter=letter), class_="grade")
    number = cited(el("strong", head.total), TOTAL)
    return el(
        "p",
        el(
            "span",
            number,
            " ",
            el("span", _(_SAY["of"]) if known else _(_SAY["unknown score"]), class_="of"),
            class_="big",
        ),
        grade,
        class_="total",
    )


def _ends(report: Report) -> Markup:
    score = report.score
    heads = (Head(_SAY["ends"]), Head(_SAY["from"], is_number=True), Head(_SAY["to"], is_number=True))
    widest = report.shown.widest if report.shown else None
    ranges = (
        (_(_SAY["likely"]), score.likely),
        (_(_SAY["bounds"]), score.bounds),
        (_(_SAY["widest"]), widest or score.bounds),
    )
    rows = [row(title, [numbers.score(low), numbers.score(high)], heads) for title, (low, high) in ranges]
    rows.append(row(_(_SAY["score"]), [numbers.score(score.value)] * 2, heads))
    return table("ranges", _(_SAY["scale"]), heads, rows)


def cover(report: Report, top: Markup | None = None, bottom: Markup | None = None) -> Markup:
    """The head of the page: whose report it is, and over which time; a brand's logo above, its lines below."""
    head = headline(report)
    return el(
        "header",
        top,
        el("p", _(_SAY["kind"]), class_="eyebrow"),
        el("h1", name(head.company, 160)),
        el("p", shown(head.period, 120), class_="soft"),
        bottom,
        class_="cover",
    )


def _cited(*pairs: tuple[str, str]) -> list[tuple[Node, Node]]:
    return [(_(_SAY[title]), cited(value, TOTAL)) for title, value in pairs]


def the_score(report: Report) -> Section:
    """The score, what it rests on, and how far it may be relied on."""
    head = headline(report)
    near = _cited(("likely", head.likely), ("coverage", head.coverage), ("confidence", head.confidence))
    ends = _cited(("bounds", head.bounds), *((("widest", head.widest),) if head.widest else ()))
    more = [paragraph(prose(line), "soft") for line in robustness(report)]
    if report.score.cap:
        more.append(paragraph(prose(_(_SAY["cap"]).format(reason=sentence(report.score.cap))), "cap"))
    chart = el(
        "figure",
        range_chart("range", report, head),
        el("figcaption", _(_SAY["wide range" if head.widest else "range"]), class_="soft"),
    )
    return section(
        "score",
        _(_SAY["score"]),
        el(
            "div",
            el("div", _total(head, report), facts(near, "near"), paragraph(prose(basis(report)), "lead"), *more),
            el("div", chart, facts(ends), folded(_(_SAY["scale"]), _ends(report))),
            class_="headline",
        ),
    )


def _step(place: int, step: Step, places: Places) -> Markup:
    finding = step.finding
    told: list[tuple[Node, Node]] = []
    if step.gain:
        told.append((_(_SAY["gain"]), cited(el("strong", step.gain), f"finding-{place}")))
    if step.becomes:
        told.append((_(_SAY["becomes"]), cited(step.becomes, GAIN)))
    if step.effort:
        told.append((_(_SAY["takes"]), step.effort))
    return el(
        "li",
        el("h3", heading(finding.message)),
        paragraph(prose(finding.advice)) if finding.advice else None,
        noted(places, finding.subject, finding=finding.id),
        facts(told, "row") if told else None,
        class_="card step",
    )


def what_next(report: Report, places: Places) -> Section:
    """The three steps that would gain most, or else those that make more known."""
    steps = next_steps(report)
    if not steps:
        nothing = _(words.NO_SCORE) if report.score.value is None else _(words.NO_FINDINGS)
        return section("next", _(_SAY["next"]), paragraph(nothing))
    cards = [_step(place, step, places) for place, step in enumerate(steps, 1)]
    lead = _(_SAY["next lead"]) if any(step.gain for step in steps) else _(_SAY["know lead"])
    return section("next", _(_SAY["next"]), paragraph(lead, "soft"), el("ol", *cards, class_="cards three"))


def _sources(metrics: tuple[str, ...], places: Places) -> Markup | None:
    found = [(measure_words(metric), places.first(metric)) for metric in metrics]
    links: list[Node] = [el("a", title, href=f"#{place}") for title, place in found if place]
    if "voices" in metrics:
        links.append(el("a", _(_SAY["voices"]), href=f"#{shown_place('voices')}"))
    return el("span", _(_SAY["rests"]), " ", joined(links, ", "), class_="sources") if links else None


def what_it_says(report: Report, places: Places) -> Section:
    """The five claims, each with its number and with the measures it rests on."""
    told = [
        el("div", el("dt", claim.title), el("dd", prose(claim.sentence, LONGEST), " ", _sources(claim.metrics, places)))
        for claim in claims(report)
    ]
    return section("claims", _(_SAY["says"]), el("dl", *told, class_="claims"))


_HEADS = (
    Head(_SAY["pillar"], is_wide=True),
    Head(_SAY["points"], is_number=True),
    Head(_SAY["known"], is_number=True),
    Head(_SAY["weight"], is_number=True),
)


def _pillar(pillar: Pillar, places: Places) -> Markup:
    score = 0.0 if pillar.score is None else pillar.score / 100
    kind = "bar" if pillar.score is not None else "bar none"
    lead = el(
        "div", el("a", _(words.PILLARS[pillar.id]), href=f"#measures-{pillar.id}"), bar(score, kind),
        bar(pillar.coverage, "thin"), noted(places, f"pillar:{pillar.id}"),
    )  # fmt: skip
    place = pillar_place(pillar.id)
    cells = [
        cited(numbers.score(pillar.score), place),
        cited(numbers.percent(pillar.coverage), place),
        cited(numbers.plain(pillar.weight), place),
    ]
    return row(lead, cells, _HEADS)


def pillars(report: Report, places: Places) -> Section:
    """The seven pillars with their scores and their coverage."""
    rows = [_pillar(pillar, places) for pillar in report.pillars]
    drawn = table("pillars", _(_SAY["pillars lead"]), _HEADS, rows, "pillars")
    return section("pillars", _(_SAY["pillars"]), drawn, paragraph(_(_SAY["key"]), "soft"))
