"""The leaders, and the company beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark, ngettext
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import _words as words
from presence_audit.reports._beside_rows import groups
from presence_audit.reports._claims import claims
from presence_audit.reports._leader_cards import STANDINGS, leader_cards
from presence_audit.reports._next_steps import step_of
from presence_audit.reports._pptx_chart import Chart, Series, percent_form
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
    "leaders": mark("Leaders"),
    "leader": mark("Leader"),
    "where": mark("Where"),
    "last": mark("Last post"),
    "rate": mark("Posts per week"),
    "part": mark("Takes part"),
    "voice": mark("Own voice"),
    "visibility": mark("Visibility"),
    "step": mark("Next step"),
    "table": mark(
        "Each leader: where present, last post, rhythm, own participation, own voice, visibility, next step."
    ),
    "note": mark(
        "Takes part: answers and quotes in their own words. Own voice: what is not passed on. "
        "Visibility: 0 to 100. ? is unknown and says nothing of the person."
    ),
    "no step": mark("Nothing to improve was found in what could be seen."),
    # Translators: {effort} is "minutes", "an hour", "days" or "weeks".
    "takes": mark("Takes {effort}"),
    # Translators: {gain} is "+2.3 points", and {effort} is "minutes", "an hour", "days" or "weeks".
    "gain": mark("{gain}, takes {effort}"),
    # Translators: {more} is how many channels of a leader are not named here.
    "more": mark("and {more} more"),
    "notes": mark(
        "{name}, {role}: {where}. Last post {last}, {rate} posts per week, takes part {part}, own voice {voice}, "
        "visibility {visibility}."
    ),
    "beside": mark("Company beside leaders"),
    # Translators: {shares} is "the company 45%, its leaders 55%".
    "chart": mark("Share of what is said, by who signs: {shares}."),
    "share": mark("Share of what is said"),
    "account": mark("Account"),
    "posts": mark("Posts"),
    "percent": mark("Share"),
    "accounts table": mark("How many posts each account made that count, and its share of all."),
    "unknown": mark("Who speaks is unknown, because no post that counts was seen."),
    "by": mark("Left: by who signs. Right: by account."),
}
_A_SLIDE = 8  # leaders
_PLACES = 3  # channels of a leader that are named
_MOST_ACCOUNTS = 10
_BAR, _AXIS = 90.0, 40.0  # points: the height of a bar with its share of the gaps, and that of the axis


def _leader_columns() -> tuple[Column, ...]:
    return (
        Column(_(_SAY["leader"]), 2.5),
        Column(_(_SAY["where"]), 1.9),
        Column(_(_SAY["last"]), 1.7),
        Column(_(_SAY["rate"]), 0.95, is_number=True),
        Column(_(_SAY["part"]), 0.85, is_number=True),
        Column(_(_SAY["voice"]), 0.85, is_number=True),
        Column(_(_SAY["visibility"]), 1.05, is_number=True),
        Column(_(_SAY["step"]), 3.8),
    )


def _account_columns() -> tuple[Column, ...]:
    return (
        Column(_(_SAY["account"]), 4),
        Column(_(_SAY["posts"]), 1, is_number=True),
        Column(_(_SAY["percent"]), 1, is_number=True),
    )


def _where(card: LeaderCard) -> Cell:
    places, rest = card.row.where[:_PLACES], len(card.row.where) - _PLACES
    more = (name(_(_SAY["more"]).format(more=numbers.whole(rest)), soft=True),) if rest > 0 else ()
    return cell(*(name(place, 2) for place in places), *more)


def _step(report: Report, card: LeaderCard, lines: int) -> Cell:
    if card.step is None:
        is_unknown = card.standing == "unknown"
        return cell(said(sentence(_(STANDINGS[card.standing])) if is_unknown else _(_SAY["no step"]), 2, soft=True))
    step = step_of(report, card.step)
    worth = step.gain
    if step.effort:
        worth = _(_SAY["gain" if step.gain else "takes"]).format(gain=step.gain, effort=step.effort)
    return cell(name(worth, 2, bold=True), said(card.step.advice or card.step.message, lines))


def _row(report: Report, card: LeaderCard, lines: int) -> tuple[Cell, ...]:
    row = card.row
    return (
        cell(name(row.name, bold=True), name(row.role, soft=True)),
        _where(card),
        cell(name(row.last_day, 2), name(row.last_ago, 2, soft=True)),
        cell(row.posts),
        cell(card.participation.cell),
        cell(card.own_voice.cell),
        cell(name(row.visibility, bold=True)),
        _step(report, card, lines),
    )


def _why(label: str, what: Measured) -> str:
    return f"{label}: {what.cell} {what.why}" if what.why else ""


def _spoken(card: LeaderCard) -> str:
    row = card.row
    last = " ".join(filter(None, (row.last_day, row.last_ago)))
    facts = _(_SAY["notes"]).format(
        name=row.name,
        role=row.role,
        where="; ".join(row.where),
        last=last,
        rate=row.posts,
        part=card.participation.cell,
        voice=card.own_voice.cell,
        visibility=row.visibility,
    )
    step = card.step.message if card.step else ""
    whys = (_why(_(_SAY["part"]), card.participation), _why(_(_SAY["voice"]), card.own_voice))
    return " ".join(filter(None, (facts, *whys, step)))


def leaders(deck: Deck, report: Report) -> None:
    """The leaders as a table, at most eight to a slide."""
    if not report.leaders:
        alone(deck, _(_SAY["leaders"]), _(words.NO_LEADERS))
        return
    cards = leader_cards(report)
    lines = 3 if len(cards) <= _A_SLIDE else 2  # of advice: with many leaders, more of them go on a slide
    rows = [_row(report, card, lines) for card in cards]
    heading = Heading(_(_SAY["leaders"]), claims(report)[0].sentence, _(_SAY["note"]), _(_SAY["table"]))
    leaf_through(deck, heading, Listing(_leader_columns(), rows, (14, 12), _A_SLIDE), [_spoken(card) for card in cards])


def _share(part: Group) -> float | None:
    """The share as the table beside the chart states it."""
    points = numbers.stated_percent(part.share)
    return None if points is None else points / 100


def _unlisted(accounts: int) -> str:
    return ngettext(
        "{count} more account is not listed here.", "{count} more accounts are not listed here.", accounts
    ).format(count=numbers.whole(accounts))


def _shares(parts: tuple[Group, ...]) -> Chart:
    return Chart(
        title=_(_SAY["share"]),
        description=_(_SAY["chart"]).format(shares=", ".join(f"{part.name} {part.percent}" for part in parts)),
        categories=tuple(part.name for part in parts),
        series=(Series(_(_SAY["share"]), tuple(_share(part) for part in parts)),),
        form=percent_form(),
        most=1,
        step=0.5,
    )


def company_beside_leaders(deck: Deck, report: Report) -> None:
    """The share of voice of the company beside that of its leaders, and that of each account."""
    voices = report.shown.voices if report.shown else None
    if voices is None or not voices.accounts:
        alone(deck, _(_SAY["beside"]), _(_SAY["unknown"]))
        return
    listed = voice_rows(report, voices.accounts)
    rows = [(cell(name(row.name, bold=True)), cell(row.posts), cell(row.percent)) for row in listed[:_MOST_ACCOUNTS]]
    parts = groups(report)
    chart = _shares(parts) if parts else None
    said_of = concentration(report)
    notes = [people(report), *([chart.description] if chart else [])]
    notes += [f"{row.name} {row.percent}" for row in listed[:_MOST_ACCOUNTS]]
    unlisted = len(listed) - len(rows)
    note = " ".join(filter(None, (_(_SAY["by"]) if chart else "", _unlisted(unlisted) if unlisted else "")))
    with deck.page(_(_SAY["beside"]), sentence(said_of[:1].upper() + said_of[1:]), note, notes) as page:
        left, right = beside(deck, page.frame.content, 0.5) if chart else (page.frame.content, page.frame.content)
        if chart is not None:
            tall = Box(left.left, left.top, left.width, min(left.height, _BAR * len(parts) + _AXIS))
            draw_chart(page, chart, tall, report.as_of, is_bar=True, labelled=True)
        listing = Listing(_account_columns(), rows, (14, 12), _MOST_ACCOUNTS)
        left_over = draw_aside(page, deck, listing, right, Told(_(_SAY["account"]), _(_SAY["accounts table"])))
    go_on(deck, Heading(_(_SAY["beside"]), "", "", _(_SAY["accounts table"])), left_over)
