"""The report as Markdown, to be read as it is or pasted into an issue: headings start at the third level."""

from __future__ import annotations

from datetime import UTC
from functools import partial
from typing import TYPE_CHECKING

from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import _words as words
from presence_audit.reports._brand_lines import brand_lines, confidentiality
from presence_audit.reports._claims import claims
from presence_audit.reports._edition import PLAIN, Edition
from presence_audit.reports._leaf_rows import leaf_interval, leaf_score, leaf_value
from presence_audit.reports._markdown_shown import network, rhythm, voices
from presence_audit.reports._markdown_table import Column, listed, table
from presence_audit.reports._markdown_text import code, escaped
from presence_audit.reports._robustness import robustness
from presence_audit.reports._rows import (
    answers_of,
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
from presence_audit.reports._text import sentence
from presence_audit.reports._words import answer_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.observation import Evidence
    from presence_audit.model.report import Finding, Leaf, Pillar, Report
    from presence_audit.reports._rows import ChannelRow, LeaderRow, Unread

# GitHub drops a job summary above 1 MiB as a whole. These are bytes per section; together with the sections
# that cannot grow they stay below 900 kB.
_LEADER_BYTES = 100_000
_CHANNEL_BYTES = 100_000
_UNREAD_BYTES = 60_000
_FINDING_BYTES = 100_000
_LEAF_BYTES = 40_000  # per pillar, of which there are seven
_EVIDENCE_BYTES = 150_000

_NAMED = 4

# On one line: in a comment GitHub takes each line break as one.
_FORMULA = (
    "A pillar is the mean of its known leaves by weight: the sum of weight times score over those in the state "
    "`value` or `absent`, divided by the sum of their weights. The total is the squared mean of the square roots of "
    "the pillars by weight, over the pillars that have a score."
)


def _section(title: str, lines: Sequence[str]) -> list[str]:
    return ["", f"#### {title}", "", *lines]


def _folded(title: str, lines: Sequence[str]) -> list[str]:
    return ["", "<details>", f"<summary>{title}</summary>", *lines, "", "</details>"]


def _summary(report: Report) -> list[str]:
    score = report.score
    likely, coverage = numbers.likely(score), numbers.percent(score.coverage)
    grade = ""
    if score.grade:
        letter = escaped(score.grade, 20)
        grade = f" ({letter}, provisional)" if score.provisional else f", grade {letter}"
    total = "? (unknown)" if score.value is None else f"{numbers.score(score.value)} of 100"
    lines = [
        f"### {escaped(report.company.name) or '(no name)'}: presence score {total}{grade}",
        "",
        f"Likely range {likely} · data coverage {coverage} · confidence {score.confidence}",
        *(part for told in robustness(report) for part in ("", escaped(told))),
        "",
        escaped(basis(report)),
    ]
    return [*lines, "", escaped(sentence(f"Grade limited: {score.cap}"))] if score.cap else lines


def _claims(report: Report) -> list[str]:
    return _section(
        "What this says", [f"- **{claim.title}:** {escaped(claim.sentence, 400)}" for claim in claims(report)]
    )


_PILLAR_COLUMNS: tuple[Column[Pillar], ...] = (
    Column("Pillar", lambda p: words.PILLARS[p.id]),
    Column("Score", lambda p: numbers.score(p.score), is_number=True),
    Column("Data coverage", lambda p: numbers.percent(p.coverage), is_number=True),
    Column("Weight", lambda p: f"{p.weight:g}", is_number=True),
)


def _pillars(report: Report) -> list[str]:
    return _section("Pillars", table(report.pillars, _PILLAR_COLUMNS, budget=_LEAF_BYTES, noun="pillar"))


def _last(row: LeaderRow | ChannelRow) -> str:
    return f"{row.last_day}, {row.last_ago}" if row.last_ago else row.last_day


_LEADER_COLUMNS: tuple[Column[LeaderRow], ...] = (
    Column("Leader", lambda row: escaped(row.name, 80)),
    Column("Role", lambda row: escaped(row.role, 80)),
    Column("Visibility", lambda row: row.visibility, is_number=True),
    Column("Posts/week", lambda row: row.posts, is_number=True),
    Column("Last post", _last),
    Column("Where", lambda row: escaped("; ".join(row.where))),
)


def _leaders(report: Report) -> list[str]:
    rows = table(leader_rows(report), _LEADER_COLUMNS, budget=_LEADER_BYTES, noun="leader")
    return _section("Leaders", rows if report.leaders else [words.NO_LEADERS])


_CHANNEL_COLUMNS: tuple[Column[ChannelRow], ...] = (
    Column("Channel", lambda row: escaped(row.platform, 40)),
    Column("Handle", lambda row: code(row.handle, 80) or numbers.NOT_APPLICABLE),
    Column("Of", lambda row: escaped(row.leader, 80) or "the company"),
    Column("Outcome", lambda row: row.outcome),
    Column("Followers", lambda row: row.followers, is_number=True),
    Column("Posts/week", lambda row: row.posts, is_number=True),
    Column("Last post", _last),
)


def _channels(report: Report) -> list[str]:
    rows = table(channel_rows(report), _CHANNEL_COLUMNS, budget=_CHANNEL_BYTES, noun="channel")
    return _section("Channels", rows if report.channels else [words.NO_CHANNELS])


def _cause(group: Unread) -> str:
    names = [f"{escaped(c.platform, 40)} {code(c.handle, 80)}".strip() for c in group.channels[:_NAMED]]
    more = len(group.channels) - len(names)
    named = ", ".join(names + ([f"{more} more"] if more else []))
    facts = " ".join(escaped(sentence(said)) for said in (group.reason, group.next_step) if said)
    return f"- {named}: **{group.outcome}**. {facts}".rstrip()


def _unread(report: Report) -> list[str]:
    causes = listed(unread(report), _cause, budget=_UNREAD_BYTES, noun="cause")
    return _section("Not read, and what to do", causes) if causes else []


def _reserved(report: Report) -> list[str]:
    causes = listed(reserved(report), _cause, budget=_UNREAD_BYTES, noun="reservation")
    return _section(words.RESERVED, causes) if causes else []


def _know(report: Report) -> list[str]:
    ways = [
        f"{place}. **{escaped(way.message)}** {escaped(way.advice)}"
        for place, way in enumerate(ways_to_know(report), 1)
    ]
    return _section("The quickest ways to know more", ways) if ways else []


def _finding(report: Report, placed: tuple[int, Finding]) -> str:
    place, finding = placed
    facts = f"{worth(report, finding)}, {finding.severity}, {code(finding.subject, 120)}"
    return f"{place}. **{escaped(finding.message)}** ({facts}) {escaped(finding.advice)}"


def _findings(report: Report) -> list[str]:
    placed = list(enumerate(findings_by_gain(report), 1))
    nothing = [words.NO_SCORE if report.score.value is None else words.NO_FINDINGS]
    lines = listed(placed, partial(_finding, report), budget=_FINDING_BYTES, noun="finding")
    return _section("What would gain most", lines or nothing)


def _leaf_value(leaf: Leaf) -> str:
    interval = leaf_interval(leaf)
    return leaf_value(leaf) + (f" ({interval})" if interval else "")


_LEAF_COLUMNS: tuple[Column[Leaf], ...] = (
    Column("Metric", lambda leaf: code(leaf.metric, 60)),
    Column("Subject", lambda leaf: code(leaf.subject, 120)),
    Column("Weight", lambda leaf: numbers.weight(leaf.weight), is_number=True),
    Column("State", lambda leaf: leaf.state),
    Column("Value", _leaf_value, is_number=True),
    Column("Score", leaf_score, is_number=True),
    Column("Reason", lambda leaf: escaped(leaf.reason)),
)


def _leaves(report: Report) -> list[str]:
    lines = ["", _FORMULA]
    for pillar in report.pillars:
        facts = f"{numbers.score(pillar.score)}, data coverage {numbers.percent(pillar.coverage)}"
        rows = table(pillar.leaves, _LEAF_COLUMNS, budget=_LEAF_BYTES, noun="measure")
        lines += _section(f"{words.PILLARS[pillar.id]}: {facts}", rows if pillar.leaves else [words.NO_MEASURES])
    return _folded("How the score came about", lines)


_EVIDENCE_COLUMNS: tuple[Column[Evidence], ...] = (
    Column("Time (UTC)", lambda piece: numbers.minute(piece.fetched_at, UTC)),
    Column("Status", answer_words, is_number=True),
    Column("SHA-256", lambda piece: code((piece.sha256 or "")[:12]) or numbers.NOT_APPLICABLE),
    Column("Address", lambda piece: code(piece.url)),
)


def _evidence(report: Report) -> list[str]:
    pieces = answers_of(report)
    rows = table(pieces, _EVIDENCE_COLUMNS, budget=_EVIDENCE_BYTES, noun="answer")
    return _folded("Evidence", ["", *(rows if pieces else ["No recorded answer stands behind this report."])])


def _ending(report: Report) -> list[str]:
    zone, zone_name = numbers.zone_of(report)
    measures = tally(report)
    unknown = (
        f"`{numbers.UNKNOWN}` is unknown: not measured and left out of the score, never counted as zero. "
        f"{measures.unknown} of {nouns.counted(measures.applicable, 'measure')} unknown, "
        f"{measures.not_applicable} not applicable."
    )
    as_of = f"{numbers.minute(report.as_of, zone)} {zone_name}"
    tool = code(f"{report.tool.name} {report.tool.version}", 80)
    made = f"Method {code(report.method, 40)} · {report.window_days} days up to {escaped(as_of, 80)} · {tool}"
    told = left_out(report)
    return ["", unknown, *(["", escaped(told, 400)] if told else []), "", made]


def render(report: Report, edition: Edition = PLAIN) -> bytes:
    """The report as UTF-8 of less than 900 kB; where a section is cut, it says how much was left out."""
    parts = (
        _summary,
        _claims,
        _pillars,
        _leaders,
        _channels,
        _know,
        _unread,
        _reserved,
        _findings,
        voices,
        rhythm,
        network,
        _leaves,
        _evidence,
        _ending,
    )
    with edition.of(report) as told:
        lines = [line for part in parts for line in part(told)]
        line = confidentiality(edition.brand)
        heads = [part for said in brand_lines(edition.brand) for part in ("", escaped(said))]
        lines = [lines[0], *heads, *lines[1:], *(["", escaped(line)] if line else [])]
        return "".join(f"{line}\n" for line in lines).encode()
