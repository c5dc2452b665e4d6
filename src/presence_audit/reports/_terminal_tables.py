"""The tables of the terminal report: the pillars, the leaders, the channels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import _words as words
from presence_audit.reports._rows import channel_rows, leader_rows, standings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.text import Text

    from presence_audit.model.report import ChannelLine, Report
    from presence_audit.reports._pen import Pen
    from presence_audit.reports._rows import ChannelRow, LeaderRow

STACKED_BELOW = 64
_ROOMY_FROM = 100
_WIDE_FROM = 140

_PILLAR: Final = (mark("Pillar"), mark("Score"), mark("Data coverage"), mark("Weight"))
_LEADER: Final = (
    mark("Leader"), mark("Role"), mark("Visibility"), mark("Posts/week"), mark("Last post"), mark("Where"),
)  # fmt: skip
# Translators: "Of" is the head of a column: the company or the leader whose channel it is.
_CHANNEL: Final = (
    mark("Channel"), mark("Of"), mark("Outcome"), mark("Followers"), mark("Posts/week"), mark("Last post"),
)  # fmt: skip
_RATE: Final = ("Posts/week", mark("Posts per week"))  # a slash is not read aloud as what it means
_SMALL: Final = {
    # Translators: names of numbers, each before its number: "weight 25", "posts/week 0.50".
    "weight": mark("weight"),
    "visibility": mark("visibility"),
    "posts": mark("posts/week"),
    "followers": mark("followers"),
    "last": mark("last post"),
}
_ABOUT = "~"


def _heads(pen: Pen, heads: Iterable[str]) -> tuple[str, ...]:
    return tuple(_(_RATE[1] if pen.plain and head == _RATE[0] else head) for head in heads)


def number_cell(pen: Pen, cell: str, style: str = "") -> Text:
    """A number or its sign; plain, the sign is a word."""
    if cell == numbers.UNKNOWN:
        return pen.text(_("unknown") if pen.plain else cell, "yellow")
    return pen.text(_("not applicable") if pen.plain and cell == numbers.NOT_APPLICABLE else cell, style)


def _followers(pen: Pen, row: ChannelRow, channel: ChannelLine) -> Text:
    """The followers; plain, that a number is about or at least so many is told in words."""
    count = channel.followers
    if not pen.plain or count is None or count.precision == "exact":
        return number_cell(pen, row.followers)
    # Translators: followers, as a site rounds them or gives a lower edge.
    told = _("about {count}") if count.precision == "rounded" else _("at least {count}")
    return pen.text(told.format(count=row.followers.strip("~+")))


def _named(pen: Pen, name: str, cell: Text) -> Text:
    return pen.join([pen.text(_(_SMALL[name])), cell], " ")


def pillars(pen: Pen, report: Report) -> None:
    """The seven pillars."""
    pen.heading(_("Pillars"))
    rows = [
        (
            pen.text(_(words.PILLARS[pillar.id])),
            number_cell(pen, numbers.score(pillar.score), "bold"),
            pen.join([pen.bar(pillar.coverage), pen.text(numbers.percent(pillar.coverage))], " "),
            pen.text(numbers.plain(pillar.weight)),
        )
        for pillar in report.pillars
    ]
    if pen.plain or pen.width >= STACKED_BELOW:
        pen.table(_heads(pen, _PILLAR), rows, right=frozenset({1, 3}), whole=frozenset({1, 3}))
        return
    for name, points, bar, weight in rows:
        pen.line(pen.join([name, points], ": "), indent=1)
        pen.line(pen.join([bar, _named(pen, "weight", weight)]), indent=3)


def _last(pen: Pen, row: LeaderRow | ChannelRow, sign: str) -> Text:
    """The last post; plain, that its date is no nearer is told in words."""
    day = row.last_day
    if pen.plain and day.startswith(_ABOUT):
        # Translators: the date of a post, as far as the site gives it: "about 2026-06", "about 20.11.2026".
        day = _("about {day}").format(day=day.removeprefix(_ABOUT))
    return pen.join([number_cell(pen, day), pen.text(row.last_ago, "dim")], sign)


def outcome(pen: Pen, words_of: str, channel: ChannelLine) -> Text:
    """How a channel answered, in the colour of whether it was read."""
    is_unknown = channel.outcome.is_unknown and channel.provenance != words.DECLARED
    style = "yellow" if is_unknown else "green" if channel.outcome.is_readable else ""
    return pen.text(words_of, style, limit=60)


def _where(pen: Pen, report: Report) -> Iterator[list[Text]]:
    """Of each leader, how the channels answered; of one without any, whether that is known."""
    owned: dict[str, list[ChannelLine]] = {}
    for channel in report.channels:
        owned.setdefault(channel.owner, []).append(channel)
    told = zip(report.leaders, leader_rows(report), standings(report), strict=True)
    for leader, row, standing in told:
        channels = owned.get(f"leader:{leader.id}")
        if channels:
            yield [outcome(pen, said, channel) for said, channel in zip(row.where, channels, strict=True)]
        else:
            yield [pen.text(said, "yellow" if standing == "unknown" else "", 60) for said in row.where]


def leaders(pen: Pen, report: Report) -> None:
    """One row for each leader."""
    pen.heading(_("Leaders"))
    if not report.leaders:
        pen.line(pen.text(_(words.NO_LEADERS), limit=200), indent=1)
        return
    rows = list(zip(leader_rows(report), _where(pen, report), strict=True))
    if pen.width < STACKED_BELOW and not pen.plain:
        for row, where in rows:
            pen.line(pen.join([pen.text(row.name, "bold"), pen.text(row.role)], ", "), indent=1)
            pen.line(_named(pen, "visibility", number_cell(pen, row.visibility, "bold")), indent=3)
            pen.line(_named(pen, "posts", number_cell(pen, row.posts)), indent=3)
            pen.line(_named(pen, "last", _last(pen, row, ", ")), indent=3)
            pen.line(pen.join(where, "; "), indent=3)
        return
    between = ", " if pen.plain or pen.width >= _ROOMY_FROM else "\n"
    cells = [
        (
            pen.text(row.name, "bold", 40),
            pen.text(row.role, "", 40),
            number_cell(pen, row.visibility, "bold"),
            number_cell(pen, row.posts),
            _last(pen, row, between),
            pen.join(where, "\n"),
        )
        for row, where in rows
    ]
    pen.table(_heads(pen, _LEADER), cells, right=frozenset({2, 3}), whole=frozenset({2, 3, 4}))


def _stacked(pen: Pen, report: Report) -> None:
    for row, channel in zip(channel_rows(report), report.channels, strict=True):
        pen.line(pen.join([pen.text(row.platform, "bold"), pen.text(row.handle, limit=60)], " "), indent=1)
        pen.line(pen.join([outcome(pen, row.outcome, channel), pen.text(row.leader)]), indent=3)
        pen.line(_named(pen, "followers", number_cell(pen, row.followers)), indent=3)
        pen.line(_named(pen, "posts", number_cell(pen, row.posts)), indent=3)
        pen.line(_named(pen, "last", _last(pen, row, ", ")), indent=3)


def channels(pen: Pen, report: Report) -> None:
    """One row for each channel. Where there is room, whose it is has a column; else it stands below the name."""
    pen.heading(_("Channels"))
    if not report.channels:
        pen.line(pen.text(_(words.NO_CHANNELS), limit=200), indent=1)
        return
    if pen.width < STACKED_BELOW and not pen.plain:
        _stacked(pen, report)
        return
    has_owners = pen.plain or pen.width >= _WIDE_FROM
    between = ", " if pen.plain or pen.width >= _ROOMY_FROM else "\n"
    cells = []
    for row, channel in zip(channel_rows(report), report.channels, strict=True):
        name = pen.join([pen.text(row.platform, "bold", 30), pen.text(row.handle, "", 60)], " ")
        owner = pen.text(row.leader or _(words.OF_THE_COMPANY), "dim", 40)
        if not has_owners and row.leader:
            # Translators: whose channel it is: "of Kari Nordmann".
            name = pen.join([name, pen.text(_("of {leader}").format(leader=row.leader), "dim", 50)], "\n")
        cells.append(
            (
                name,
                *([owner] if has_owners else []),
                outcome(pen, row.outcome, channel),
                _followers(pen, row, channel),
                number_cell(pen, row.posts),
                _last(pen, row, between),
            )
        )
    heads = [head for head in _CHANNEL if has_owners or head != "Of"]
    first = heads.index("Followers")
    whole = frozenset({first, first + 1, first + 2})
    pen.table(_heads(pen, heads), cells, right=frozenset({first, first + 1}), whole=whole)
