"""The leaders, and the company beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.reports import _words as words
from presence_audit.reports._beside_rows import groups
from presence_audit.reports._claims import claims
from presence_audit.reports._leader_cards import STANDINGS, leader_cards
from presence_audit.reports._next_steps import step_of
from presence_audit.reports._pptx_chart import Chart, Series, number_of
from presence_audit.reports._pptx_chart import draw as draw_chart
from presence_audit.reports._pptx_fit import Box
from presence_audit.reports._pptx_parts import Heading, alone, beside, draw_aside, go_on, leaf_through
from presence_audit.reports._pptx_table import Column, Listing, Told, cell, name, said
from presence_audit.reports._shown_rows import concentration, people, voice_rows
from presence_audit.reports._text import sentence

if TYPE_CHECKING:
    from presence_audit.model.report import Report
    from presence_audit.reports._beside_rows import Group
    from presence_audit.reports._leader_cards import LeaderCard
    from presence_audit.reports._leader_cards import Told as Measured
    from presence_audit.reports._pptx_deck import Deck
    from presence_audit.reports._pptx_table import Cell

_SAY = {
    "leaders": "Leaders",
    "leader": "Leader",
    "where": "Where",
    "last": "Last post",
    "rate": "Posts per week",
    "part": "Takes part",
    "voice": "Own voice",
    "visibility": "Visibility",
    "step": "Next step",
    "table": "Each leader: where present, last post, rhythm, own participation, own voice, visibility, next step.",
    "note": (
        "Takes part: answers and quotes in their own words. Own voice: what is not passed on. "
        "Visibility: 0 to 100. ? is unknown and says nothing of the person."
    ),
    "no step": "Nothing to improve was found in what could be seen.",
    "takes": "takes {}",
    "and": "{}, {}",
    "more": "and {} more",
    "notes": "{}, {}: {}. Last post {}, {} posts per week, takes part {}, own voice {}, visibility {}.",
    "why": "{}: {} {}",
    "beside": "Company beside leaders",
    "chart": "Share of what is said, by who signs: {}.",
    "one": "{} {}",
    "share": "Share of what is said",
    "account": "Account",
    "posts": "Posts",
    "percent": "Share",
    "accounts table": "How many posts each account made that count, and its share of all.",
    "accounts left": "{} more accounts are not listed here.",
    "unknown": "Who speaks is unknown, because no post that counts was seen.",
    "by": "Left: by who signs. Right: by account.",
}
_LEADERS = (
    Column(_SAY["leader"], 2.5),
    Column(_SAY["where"], 2.3),
    Column(_SAY["last"], 1.35),
    Column(_SAY["rate"], 0.95, is_number=True),
    Column(_SAY["part"], 0.85, is_number=True),
    Column(_SAY["voice"], 0.85, is_number=True),
    Column(_SAY["visibility"], 1.05, is_number=True),
    Column(_SAY["step"], 3.6),
)
_A_SLIDE = 8  # leaders
_PLACES = 3  # channels of a leader that are named
_ACCOUNTS = (
    Column(_SAY["account"], 4),
    Column(_SAY["posts"], 1, is_number=True),
    Column(_SAY["percent"], 1, is_number=True),
)
_MOST_ACCOUNTS = 10
_BAR, _AXIS = 90.0, 40.0  # points: the height of a bar with its share of the gaps, and that of the axis


def _where(card: LeaderCard) -> Cell:
    places, rest = card.row.where[:_PLACES], len(card.row.where) - _PLACES
    more = (name(_SAY["more"].format(rest), soft=True),) if rest > 0 else ()
    return cell(*(name(place, 2) for place in places), *more)


def _step(report: Report, card: LeaderCard) -> Cell:
    if card.step is None:
        is_unknown = card.standing == "unknown"
        return cell(said(sentence(STANDINGS[card.standing]) if is_unknown else _SAY["no step"], 2, soft=True))
    step = step_of(report, card.step)
    takes = _SAY["takes"].format(step.effort) if step.effort else ""
    worth = _SAY["and"].format(step.gain, takes) if step.gain and takes else step.gain or sentence(takes).rstrip(".")
    return cell(name(worth, 2, bold=True), said(card.step.advice or card.step.message, 3))


def _row(report: Report, card: LeaderCard) -> tuple[Cell, ...]:
    row = card.row
    return (
        cell(name(row.name, bold=True), name(row.role, soft=True)),
        _where(card),
        cell(name(row.last_day, 1), name(row.last_ago, 2, soft=True)),
        cell(row.posts),
        cell(card.participation.cell),
        cell(card.own_voice.cell),
        cell(name(row.visibility, bold=True)),
        _step(report, card),
    )


def _why(label: str, what: Measured) -> str:
    return _SAY["why"].format(label, what.cell, what.why) if what.why else ""


def _spoken(card: LeaderCard) -> str:
    row = card.row
    last = " ".join(filter(None, (row.last_day, row.last_ago)))
    facts = _SAY["notes"].format(
        row.name, row.role, "; ".join(row.where), last, row.posts, card.participation.cell, card.own_voice.cell,
        row.visibility,
    )  # fmt: skip
    step = card.step.message if card.step else ""
    whys = (_why(_SAY["part"], card.participation), _why(_SAY["voice"], card.own_voice))
    return " ".join(filter(None, (facts, *whys, step)))


def leaders(deck: Deck, report: Report) -> None:
    """The leaders as a table, at most eight to a slide."""
    if not report.leaders:
        alone(deck, _SAY["leaders"], words.NO_LEADERS)
        return
    cards = leader_cards(report)
    rows = [_row(report, card) for card in cards]
    heading = Heading(_SAY["leaders"], claims(report)[0].sentence, _SAY["note"], _SAY["table"])
    leaf_through(deck, heading, Listing(_LEADERS, rows, (14, 12), _A_SLIDE), [_spoken(card) for card in cards])


def _shares(parts: tuple[Group, ...]) -> Chart:
    return Chart(
        title=_SAY["share"],
        description=_SAY["chart"].format(", ".join(_SAY["one"].format(part.name, part.percent) for part in parts)),
        categories=tuple(part.name for part in parts),
        series=(Series(_SAY["share"], tuple(number_of(part.percent) for part in parts)),),
        form="0%",
        most=1,
        step=0.5,
    )


def company_beside_leaders(deck: Deck, report: Report) -> None:
    """The share of voice of the company beside that of its leaders, and that of each account."""
    voices = report.shown.voices if report.shown else None
    if voices is None or not voices.accounts:
        alone(deck, _SAY["beside"], _SAY["unknown"])
        return
    listed = voice_rows(report, voices.accounts)
    rows = [(cell(name(row.name, bold=True)), cell(row.posts), cell(row.percent)) for row in listed[:_MOST_ACCOUNTS]]
    parts = groups(report)
    chart = _shares(parts) if parts else None
    said_of = concentration(report)
    notes = [people(report), *([chart.description] if chart else [])]
    notes += [_SAY["one"].format(row.name, row.percent) for row in listed[:_MOST_ACCOUNTS]]
    unlisted = len(listed) - len(rows)
    note = " ".join(
        filter(None, (_SAY["by"] if chart else "", _SAY["accounts left"].format(unlisted) if unlisted else ""))
    )
    with deck.page(_SAY["beside"], sentence(said_of[:1].upper() + said_of[1:]), note, notes) as page:
        left, right = beside(deck, page.frame.content, 0.5) if chart else (page.frame.content, page.frame.content)
        if chart is not None:
            tall = Box(left.left, left.top, left.width, min(left.height, _BAR * len(parts) + _AXIS))
            draw_chart(page, chart, tall, report.as_of, is_bar=True, labelled=True)
        listing = Listing(_ACCOUNTS, rows, (14, 12), _MOST_ACCOUNTS)
        left_over = draw_aside(page, deck, listing, right, Told(_SAY["account"], _SAY["accounts table"]))
    go_on(deck, Heading(_SAY["beside"], "", "", _SAY["accounts table"]), left_over)
