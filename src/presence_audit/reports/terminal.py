"""The report on a terminal: the answer first, then the leaders, the channels, and what would gain most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import _words as words
from presence_audit.reports._brand_lines import brand_lines, confidentiality
from presence_audit.reports._claims import claims
from presence_audit.reports._edition import PLAIN, Edition
from presence_audit.reports._pen import Pen
from presence_audit.reports._robustness import robustness
from presence_audit.reports._rows import (
    basis,
    channel_rows,
    findings_by_gain,
    leader_rows,
    reserved,
    tally,
    unread,
    ways_to_know,
    worth,
)
from presence_audit.reports._shown_rows import left_out
from presence_audit.reports._terminal_shown import network, rhythm, voices
from presence_audit.reports._text import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from presence_audit.model.report import Report
    from presence_audit.reports._rows import ChannelRow, LeaderRow, Unread

_STACKED_BELOW = 64
_ROOMY_FROM = 100
_FINDINGS = 3
_CHANNELS_NAMED = 4


def _headline(pen: Pen, report: Report) -> None:
    score = report.score
    zone, zone_name = numbers.zone_of(report)
    pen.line(pen.text(report.company.name or "(no name)", "bold"))
    pen.line(pen.text(f"{report.window_days} days up to {numbers.minute(report.as_of, zone)} {zone_name}", "dim"))
    pen.line()
    total = [pen.text(f"Presence score {numbers.score(score.value)}", "bold")]
    if score.value is None:
        total.append(pen.text("(unknown)", "yellow"))
    else:
        total.append(pen.text("of 100"))
    if score.grade:
        grade = f"({score.grade}) provisional" if score.provisional else f"· grade {score.grade}"
        total.append(pen.text(grade, "bold", 40))
    pen.line(pen.join(total, " "))
    likely, coverage = f"likely range {numbers.likely(score)}", f"data coverage {numbers.percent(score.coverage)}"
    pen.line(pen.join(pen.text(fact) for fact in (likely, coverage, f"confidence {score.confidence}")))
    for told in robustness(report):
        pen.line(pen.text(told, limit=300))
    if score.cap:
        pen.line(pen.text(sentence(f"Grade limited: {score.cap}"), limit=300))
    pen.line()
    pen.line(pen.text(basis(report), limit=400))


def _claims(pen: Pen, report: Report) -> None:
    pen.heading("What this says")
    for claim in claims(report):
        pen.line(pen.text(f"{claim.title}:", "cyan"), indent=1)
        pen.line(pen.text(claim.sentence, limit=400), indent=3)


def _points(pen: Pen, cell: str) -> Text:
    return pen.text(cell, "yellow" if cell == numbers.UNKNOWN else "bold")


def _number(pen: Pen, cell: str) -> Text:
    return pen.text(cell, "yellow" if cell == numbers.UNKNOWN else "")


def _pillars(pen: Pen, report: Report) -> None:
    pen.heading("Pillars")
    rows = [
        (
            pen.text(words.PILLARS[pillar.id]),
            _points(pen, numbers.score(pillar.score)),
            pen.join([pen.bar(pillar.coverage), pen.text(f"{numbers.percent(pillar.coverage):>4}")], " "),
            pen.text(f"{pillar.weight:g}"),
        )
        for pillar in report.pillars
    ]
    if pen.width >= _STACKED_BELOW:
        pen.table(
            ("Pillar", "Score", "Data coverage", "Weight"), rows, right=frozenset({1, 3}), whole=frozenset({1, 3})
        )
        return
    for name, points, bar, weight in rows:
        pen.line(pen.join([name, points], ": "), indent=1)
        pen.line(pen.join([bar, pen.join([pen.text("weight"), weight], " ")]), indent=3)


def _last(pen: Pen, row: LeaderRow | ChannelRow, sign: str) -> Text:
    return pen.join([_number(pen, row.last_day), pen.text(row.last_ago, "dim")], sign)


def _outcome(pen: Pen, outcome: str) -> Text:
    style = "yellow" if "unknown" in outcome else "green" if "read" in outcome else ""
    return pen.text(outcome, style, limit=60)


def _leaders(pen: Pen, report: Report) -> None:
    pen.heading("Leaders")
    if not report.leaders:
        pen.line(pen.text(words.NO_LEADERS, limit=200), indent=1)
        return
    rows = leader_rows(report)
    if pen.width < _STACKED_BELOW:
        for row in rows:
            pen.line(pen.join([pen.text(row.name, "bold"), pen.text(row.role)], ", "), indent=1)
            pen.line(pen.join([pen.text("visibility"), _points(pen, row.visibility)], " "), indent=3)
            pen.line(pen.join([pen.text("posts/week"), _number(pen, row.posts)], " "), indent=3)
            pen.line(pen.join([pen.text("last post"), _last(pen, row, ", ")], " "), indent=3)
            pen.line(pen.join((_outcome(pen, place) for place in row.where), "; "), indent=3)
        return
    roomy = pen.width >= _ROOMY_FROM
    heads = ("Leader", "Role", "Visibility", "Posts/week", "Last post", "Where")
    cells = [
        (
            pen.text(row.name, "bold", 40),
            pen.text(row.role, "", 40),
            _points(pen, row.visibility),
            _number(pen, row.posts),
            _last(pen, row, ", " if roomy else "\n"),
            pen.join((_outcome(pen, place) for place in row.where), "\n"),
        )
        for row in rows
    ]
    pen.table(heads, cells, right=frozenset({2, 3}), whole=frozenset({2, 3, 4}))


def _channels(pen: Pen, report: Report) -> None:
    pen.heading("Channels")
    if not report.channels:
        pen.line(pen.text(words.NO_CHANNELS, limit=200), indent=1)
        return
    rows = channel_rows(report)
    if pen.width < _STACKED_BELOW:
        for row in rows:
            pen.line(pen.join([pen.text(row.platform, "bold"), pen.text(row.handle, limit=60)], " "), indent=1)
            pen.line(pen.join([_outcome(pen, row.outcome), pen.text(row.leader)]), indent=3)
            pen.line(pen.join([pen.text("followers"), _number(pen, row.followers)], " "), indent=3)
            pen.line(pen.join([pen.text("posts/week"), _number(pen, row.posts)], " "), indent=3)
            pen.line(pen.join([pen.text("last post"), _last(pen, row, ", ")], " "), indent=3)
        return
    roomy = pen.width >= _ROOMY_FROM
    heads = ("Channel", "Outcome", "Followers", "Posts/week", "Last post")
    cells = [
        (
            pen.join(
                [
                    pen.join([pen.text(row.platform, "bold", 30), pen.text(row.handle, "", 60)], " "),
                    pen.text(f"of {row.leader}" if row.leader else "", "dim", 40),
                ],
                "\n",
            ),
            _outcome(pen, row.outcome),
            _number(pen, row.followers),
            _number(pen, row.posts),
            _last(pen, row, ", " if roomy else "\n"),
        )
        for row in rows
    ]
    pen.table(heads, cells, right=frozenset({2, 3}), whole=frozenset({2, 3, 4}))


def _unread(pen: Pen, report: Report) -> None:
    _groups(pen, "Not read, and what to do", unread(report))
    _groups(pen, words.RESERVED, reserved(report))


def _groups(pen: Pen, heading: str, groups: Sequence[Unread]) -> None:
    if groups:
        pen.heading(heading)
    for group in groups:
        names = [f"{channel.platform} {channel.handle}".strip() for channel in group.channels]
        named = [pen.text(name, limit=60) for name in names[:_CHANNELS_NAMED]]
        if len(names) > _CHANNELS_NAMED:
            named.append(pen.text(f"{len(names) - _CHANNELS_NAMED} more"))
        pen.line(pen.join([pen.join(named, ", "), _outcome(pen, group.outcome)], ": "), indent=1)
        for said, style in ((group.reason, "dim"), (group.next_step, "")):
            if said:
                pen.line(pen.text(sentence(said), style, 300), indent=3)


def _know(pen: Pen, report: Report) -> None:
    ways = ways_to_know(report)
    if not ways:
        return
    pen.heading("The quickest ways to know more")
    for place, way in enumerate(ways, 1):
        pen.item(pen.text(f"{place}."), [pen.text(way.message, "bold", 300), pen.text(way.advice, limit=300)])


def _findings(pen: Pen, report: Report) -> None:
    pen.heading("What would gain most")
    findings = findings_by_gain(report)[:_FINDINGS]
    if not findings:
        pen.line(pen.text(words.NO_SCORE if report.score.value is None else words.NO_FINDINGS, limit=200), indent=1)
    for place, finding in enumerate(findings, 1):
        message = pen.text(finding.message, "bold", 300)
        gain = pen.text(worth(report, finding), "green")
        pen.item(pen.text(f"{place}."), [message, pen.text(finding.advice, limit=300), gain])


def _ending(pen: Pen, report: Report) -> None:
    pen.line()
    unknown = f"{numbers.UNKNOWN} is unknown: not measured, left out of the score."
    pen.line(pen.text(f"{unknown} {numbers.NOT_APPLICABLE} is not applicable.", "dim", 200))
    told = left_out(report)
    if told:
        pen.line(pen.text(told, "dim", 400))
    evidence = (
        "Every number has its evidence: save with -o RESULT.json, then `presence-audit explain RESULT.json score`."
    )
    pen.line(pen.text(evidence, "dim", 200))
    measures, more = tally(report), max(len(findings_by_gain(report)) - _FINDINGS, 0)
    counts = [f"{measures.unknown} of {nouns.counted(measures.applicable, 'measure')} unknown"]
    counts += [f"{measures.not_applicable} not applicable"] if measures.not_applicable else []
    counts += [
        f"{nouns.more(more, 'finding')} in the Markdown report (--format markdown)" if more else "no more findings"
    ]
    pen.line(pen.text(f"{', '.join(counts)}.", "dim", 200))


def render(report: Report, *, width: int, color: bool, plain: bool = False, edition: Edition = PLAIN) -> str:
    """The report as lines of at most `width` cells (not less than 40), ending with a line break.

    With `plain` everything is ASCII, foreign letters included. Without `color` no escape sequence is in it.
    """
    pen = Pen(width, color=color, plain=plain)
    with edition.of(report) as told:
        heads, line = brand_lines(edition.brand), confidentiality(edition.brand)
        for said in heads:
            pen.line(pen.text(said, "dim", 150))
        if heads:
            pen.line()
        _write(pen, told)
        if line:
            pen.line()
            pen.line(pen.text(line, "dim", 150))
    return pen.drawn()


def _write(pen: Pen, report: Report) -> None:
    _headline(pen, report)
    _claims(pen, report)
    _pillars(pen, report)
    _leaders(pen, report)
    _channels(pen, report)
    _know(pen, report)
    _unread(pen, report)
    _findings(pen, report)
    voices(pen, report)
    rhythm(pen, report)
    network(pen, report)
    _ending(pen, report)
