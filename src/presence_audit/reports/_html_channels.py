"""The channels with how each answered, what could not be read and why, and how more becomes known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import _words as words
from presence_audit.reports._html_element import Markup, Node, el, joined
from presence_audit.reports._html_notes import noted, noted_place
from presence_audit.reports._html_parts import Head, Section, notice, paragraph, row, section, table, within
from presence_audit.reports._html_places import cited
from presence_audit.reports._html_text import name, outside, prose
from presence_audit.reports._rows import channel_rows, reserved, unread, ways_to_know
from presence_audit.reports._text import sentence, shown
from presence_audit.reports._words import route_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.report import ChannelLine, Report
    from presence_audit.reports._html_places import Places
    from presence_audit.reports._nouns import Noun
    from presence_audit.reports._rows import ChannelRow, Unread

_SAY = {
    "channels": mark("Channels"),
    "caption": mark("Every channel: how it answered, by which route it was read, and what it shows"),
    "channel": mark("Channel"),
    # Translators: head of a column: whose channel it is.
    "of": mark("Of"),
    "outcome": mark("Outcome"),
    "route": mark("Route"),
    "followers": mark("Followers"),
    "rate": mark("Posts per week"),
    "last": mark("Last post"),
    "unread": mark("Not read, and what to do"),
    "unread lead": mark("Left out of the score, never counted as zero."),
    # Translators: how many more channels there are than are named before.
    "more": mark("{number} more"),
    "know": mark("The quickest ways to know more"),
}
_NAMED = 8
_CHANNEL_BYTES, _CAUSE_BYTES = 110_000, 50_000
_HEADS = (
    Head(_SAY["channel"]),
    Head(_SAY["of"], is_person=True),
    Head(_SAY["outcome"], is_person=True),
    Head(_SAY["route"], is_person=True),
    Head(_SAY["followers"], is_number=True),
    Head(_SAY["rate"], is_number=True),
    Head(_SAY["last"], is_person=True),
)


def standing_of(channel: ChannelLine) -> str:
    """By which sign the outcome is shown: it was read, it is not there, or nothing can be said."""
    if channel.outcome.is_readable:
        return "there"
    return "absent" if channel.outcome.is_absent or channel.provenance == "declared" else "unknown"


def channel_name(channel: ChannelLine, platform: str) -> Markup:
    """The platform as people call it, and the handle as a link where its address is one."""
    handle = outside(channel.url, channel.handle) if channel.handle and channel.url else name(channel.handle)
    return el("span", el("strong", name(platform, 40)), " ", handle if channel.handle else None)


def _route(channel: ChannelLine) -> str:
    """By which route it was read; a channel that is absent by choice, which its outcome says, was read by none."""
    is_declared = channel.provenance == words.DECLARED
    return numbers.NOT_APPLICABLE if is_declared else shown(route_words(channel.provenance), 80)


def _channel(channel: ChannelLine, told: ChannelRow, places: Places) -> Markup:
    subjects = (channel.id, channel.owner)
    measured = next((m for m in ("posts-per-week", "leader-posts-per-week") if _has(places, m, subjects)), "")
    recent = next((m for m in ("channel-recency", "leader-last-post") if _has(places, m, subjects)), "")
    last: list[Node] = [cited(told.last_day, _place(places, recent, subjects))]
    last += [el("span", " ", told.last_ago, class_="why")] if told.last_ago else []
    cells: list[Node] = [
        name(told.leader) if told.leader else _(words.OF_THE_COMPANY),
        el("span", told.outcome, class_=f"chip {standing_of(channel)}"),
        _route(channel),
        cited(told.followers, places.about(subjects)),
        cited(told.posts, _place(places, measured, subjects)),
        el("span", *last),
    ]
    told_of = noted(places, channel.id)
    named = channel_name(channel, told.platform)
    lead = el("span", named, told_of) if told_of else named
    return row(lead, cells, _HEADS, place=noted_place(places, channel.id))


def _has(places: Places, metric: str, subjects: Sequence[str]) -> bool:
    return _place(places, metric, subjects) is not None


def _place(places: Places, metric: str, subjects: Sequence[str]) -> str | None:
    return next((place for subject in subjects if (place := places.measure(metric, subject))), None)


def channels(report: Report, places: Places) -> Section:
    """All channels as a table."""
    if not report.channels:
        return section("channels", _(_SAY["channels"]), paragraph(_(words.NO_CHANNELS)))
    pairs = zip(report.channels, channel_rows(report), strict=True)
    rows, left_out = within((_channel(line, told, places) for line, told in pairs), _CHANNEL_BYTES)
    drawn = table("channels-table", _(_SAY["caption"]), _HEADS, rows, "broad")
    return section("channels", _(_SAY["channels"]), drawn, notice(left_out, "channel"))


def _cause(group: Unread) -> Markup:
    named: list[Node] = [channel_name(*one) for one in zip(group.channels[:_NAMED], group.platforms, strict=False)]
    more = len(group.channels) - len(named)
    named += [_(_SAY["more"]).format(number=numbers.whole(more))] if more else []
    said = [prose(sentence(told)) for told in (group.reason, group.next_step) if told]
    kind = standing_of(group.channels[0])
    return el(
        "li",
        el("p", el("span", group.outcome, class_=f"chip {kind}"), " ", joined(named, ", ")),
        *(paragraph(told) for told in said),
    )


def _causes(groups: Sequence[Unread], noun: Noun) -> list[Node]:
    listed, left_out = within((_cause(group) for group in groups), _CAUSE_BYTES)
    return [el("ul", *listed, class_="causes"), notice(left_out, noun)]


def not_read(report: Report) -> Section | None:
    """What could not be read, and what the numbers of the rest leave out."""
    missing, limited = unread(report), reserved(report)
    if not missing and not limited:
        return None
    body: list[Node] = []
    if missing:
        body += [paragraph(_(_SAY["unread lead"]), "soft"), *_causes(missing, "cause")]
    if limited:
        body += [el("h3", _(words.RESERVED)), *_causes(limited, "reservation")]
    return section("unread", _(_SAY["unread"]), *body)


def know_more(report: Report) -> Section | None:
    """How what is unknown becomes known, the quickest way first."""
    ways = ways_to_know(report)
    if not ways:
        return None
    made = (el("li", el("strong", prose(way.message)), " ", prose(way.advice)) for way in ways)
    listed, left_out = within(made, _CAUSE_BYTES)
    return section("know", _(_SAY["know"]), el("ol", *listed, class_="ways"), notice(left_out, "way"))
