"""The leaders, a card each, and the company beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.reports import _shown_rows as shown_rows
from presence_audit.reports import _words as words
from presence_audit.reports._beside_rows import groups
from presence_audit.reports._charts import bar
from presence_audit.reports._charts_share import share_chart
from presence_audit.reports._html_element import Markup, Node, el
from presence_audit.reports._html_notes import noted
from presence_audit.reports._html_parts import (
    Head,
    Section,
    facts,
    figure,
    notice,
    paragraph,
    row,
    section,
    table,
    within,
)
from presence_audit.reports._html_places import cited, shown_place
from presence_audit.reports._html_text import name, outside, prose
from presence_audit.reports._leader_cards import OWN_VOICE, PARTICIPATION, STANDINGS, leader_cards
from presence_audit.reports._next_steps import step_of
from presence_audit.reports._text import sentence, shown

if TYPE_CHECKING:
    from presence_audit.model.report import ChannelLine, Report
    from presence_audit.model.shown import Voice
    from presence_audit.reports._beside_rows import Group
    from presence_audit.reports._html_places import Places
    from presence_audit.reports._leader_cards import LeaderCard, Told

_SAY = {
    "leaders": mark("Leaders"),
    "lead": mark(
        "What each leader shows in public. Where something could not be seen, that says nothing of the person."
    ),
    "visibility": mark("Visibility"),
    "known": mark("{coverage} of it known"),
    "rate": mark("Posts per week"),
    "last": mark("Last post"),
    "part": mark("Own participation"),
    "voice": mark("Own voice"),
    "where": mark("Where"),
    "step": mark("Next step"),
    # Translators: as in "+2.3 points; takes an hour".
    "worth": mark("{gain}; takes {effort}"),
    "no step": mark("The findings name no step here."),
    "beside": mark("Company beside leaders"),
    "share title": mark("Who is heard: the company, its leaders and its employees"),
    # Translators: the parts follow one another with commas: "Of what is said, 60% is the company, 40% is its leaders."
    "share": mark("Of what is said, {parts}."),
    # Translators: one of the parts of the sentence "Of what is said, {parts}."
    "share of": mark("{share} is {voice}"),
    "group": mark("Who"),
    "accounts": mark("By account"),
    "people": mark("By who signs"),
    "name": mark("Voice"),
    "posts": mark("Posts"),
    "percent": mark("Share"),
    "none": mark("Who speaks is unknown, because no post that counts was seen."),
}
_CARD_BYTES, _VOICE_BYTES = 180_000, 40_000


def _told(told: Told, place: str | None) -> Node:
    number = cited(told.cell, place)
    return el("span", number, " ", el("span", prose(told.why), class_="why block")) if told.why else number


def _place(line: str, channel: ChannelLine | None) -> Markup:
    """Where the leader is and how that answered; the platform leads there."""
    if channel is None:
        return el("bdi", shown(line, 160))
    answered = f": {words.outcome_words(channel.outcome, channel.provenance)}"
    return el("span", outside(channel.url, line.removesuffix(answered)), name(answered, 120))


def _where(card: LeaderCard) -> Markup:
    channels = list(card.channels) + [None] * len(card.row.where)
    pairs = zip(card.row.where, channels, strict=False)
    return el("ul", *(el("li", _place(line, channel)) for line, channel in pairs), class_="plain")


def _next(report: Report, card: LeaderCard) -> Markup:
    if card.step is None:
        return el("p", _(_SAY["no step"]))
    step = step_of(report, card.step)
    worth = step.gain or step.effort
    if step.gain and step.effort:
        worth = _(_SAY["worth"]).format(gain=step.gain, effort=step.effort)
    said = (card.step.message, card.step.advice) if card.step.advice else (card.step.message,)
    return el("p", prose(" ".join(map(sentence, said))), " ", el("span", worth, class_="worth") if worth else None)


def _noted_step(card: LeaderCard, places: Places) -> Markup | None:
    return noted(places, card.step.subject, finding=card.step.id) if card.step else None


def _card(report: Report, card: LeaderCard, place: int, places: Places) -> Markup:
    subject, cells = card.subject, card.row
    last: list[Node] = [cited(cells.last_day, places.measure("leader-last-post", subject))]
    last += [el("span", f" {cells.last_ago}", class_="why")] if cells.last_ago else []
    rate: list[Node] = [cited(cells.posts, places.measure("leader-posts-per-week", subject))]
    rate += [" ", el("span", prose(sentence(card.unknown)), class_="why block")] if card.unknown else []
    score = [cited(cells.visibility, places.about([subject]))]
    known = None
    if card.standing != "absent":
        known = el("span", " ", _(_SAY["known"]).format(coverage=card.coverage), class_="why")
    told = facts(
        (
            (_(_SAY["visibility"]), el("span", *score, known)),
            (_(_SAY["rate"]), el("span", *rate)),
            (_(_SAY["last"]), el("span", *last)),
            (_(_SAY["part"]), _told(card.participation, places.measure(PARTICIPATION, subject))),
            (_(_SAY["voice"]), _told(card.own_voice, places.measure(OWN_VOICE, subject))),
            (_(_SAY["where"]), _where(card)),
        )
    )
    return el(
        "article",
        el(
            "div",
            el("h3", name(cells.name), id=f"leader-{place}"),
            el("p", el("bdi", shown(cells.role, 120)), class_="soft"),
            el("p", _(STANDINGS[card.standing]), class_=f"chip {card.standing}"),
            noted(places, subject),
            class_="who",
        ),
        told,
        el("div", el("h4", _(_SAY["step"])), _next(report, card), _noted_step(card, places), class_="step-of"),
        class_="card leader",
        aria_labelledby=f"leader-{place}",
    )


def leaders(report: Report, places: Places) -> Section:
    """A card for each leader."""
    if not report.leaders:
        return section("leaders", _(_SAY["leaders"]), paragraph(_(words.NO_LEADERS)))
    made = (_card(report, card, place, places) for place, card in enumerate(leader_cards(report), 1))
    cards, left_out = within(made, _CARD_BYTES)
    return section(
        "leaders",
        _(_SAY["leaders"]),
        paragraph(_(_SAY["lead"]), "soft"),
        el("div", *cards, class_="cards"),
        notice(left_out, "leader"),
    )


_VOICES = (Head(_SAY["name"], is_wide=True), Head(_SAY["posts"], is_number=True), Head(_SAY["percent"], is_number=True))
_GROUPS = (Head(_SAY["group"]), *_VOICES[1:])


def _voices(report: Report, voices: tuple[Voice, ...], place: str, caption: str, places: Places) -> Markup:
    told = shown_rows.voice_rows(report, voices)
    made = (
        row(
            el("div", name(one.name), bar(one.share)),
            [
                cited(one.posts, places.channels.get(voice.subject) or shown_place("voices")),
                cited(one.percent, shown_place("voices")),
            ],
            _VOICES,
        )
        for one, voice in zip(told, voices, strict=True)
    )
    rows, left_out = within(made, _VOICE_BYTES)
    return el("div", table(place, caption, _VOICES, rows), notice(left_out, "voice"))


def _shares(parts: tuple[Group, ...]) -> Markup:
    said = _(_SAY["share"]).format(
        parts=", ".join(_(_SAY["share of"]).format(share=part.percent, voice=part.name) for part in parts)
    )
    chart = share_chart("beside-chart", _(_SAY["share title"]), said, parts)
    rows = [
        row(part.name, [cited(part.posts, shown_place("voices")), cited(part.percent, shown_place("voices"))], _GROUPS)
        for part in parts
    ]
    return figure("beside-chart", chart, said, table("beside-behind", _(_SAY["share title"]), _GROUPS, rows))


def beside(report: Report, places: Places) -> Section | None:
    """The share of voice of the company beside that of its leaders; nothing where the report does not tell."""
    voices = report.shown.voices if report.shown else None
    if voices is None:
        return None
    if not voices.accounts:
        return section("beside", _(_SAY["beside"]), paragraph(_(_SAY["none"])))
    parts = groups(report)
    tables = [_voices(report, voices.accounts, "accounts", _(_SAY["accounts"]), places)]
    tables += [_voices(report, voices.people, "people", _(_SAY["people"]), places)] if voices.people else []
    told = [sentence(said) for said in (shown_rows.concentration(report), shown_rows.people(report)) if said]
    return section(
        "beside",
        _(_SAY["beside"]),
        *(paragraph(prose(said)) for said in told),
        _shares(parts) if parts else None,
        el("div", *tables, class_="two"),
    )
