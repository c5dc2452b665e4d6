"""What to do, on a terminal: what would gain most, what makes more known, and why a channel was not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import _words as words
from presence_audit.reports._rows import findings_by_gain, reserved, unread, ways_to_know, worth
from presence_audit.reports._terminal_tables import outcome
from presence_audit.reports._text import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.report import Report
    from presence_audit.reports._pen import Pen
    from presence_audit.reports._rows import Unread

FINDINGS = 3
_CHANNELS_NAMED = 4


def not_read(pen: Pen, report: Report) -> None:
    """The channels that could not be read, and what the numbers of the others leave out."""
    _groups(pen, _("Not read, and what to do"), unread(report))
    _groups(pen, _(words.RESERVED), reserved(report))


def _groups(pen: Pen, heading: str, groups: Sequence[Unread]) -> None:
    if groups:
        pen.heading(heading)
    for group in groups:
        named = [pen.text(name, limit=60) for name in group.names[:_CHANNELS_NAMED]]
        if len(group.names) > _CHANNELS_NAMED:
            # Translators: at the end of a list of channels.
            named.append(pen.text(_("{n} more").format(n=numbers.whole(len(group.names) - _CHANNELS_NAMED))))
        answered = outcome(pen, group.outcome, group.channels[0])
        pen.line(pen.join([pen.join(named, ", "), answered], ": "), indent=1)
        for said, style in ((group.reason, "dim"), (group.next_step, "")):
            if said:
                pen.line(pen.text(sentence(said), style, 300), indent=3)


def know(pen: Pen, report: Report) -> None:
    """How what is unknown becomes known."""
    ways = ways_to_know(report)
    if not ways:
        return
    pen.heading(_("The quickest ways to know more"))
    for place, way in enumerate(ways, 1):
        pen.item(pen.text(f"{place}."), [pen.text(way.message, "bold", 300), pen.text(way.advice, limit=300)])


def findings(pen: Pen, report: Report) -> None:
    """The three findings that would gain most."""
    pen.heading(_("What would gain most"))
    found = findings_by_gain(report)[:FINDINGS]
    if not found:
        nothing = words.NO_SCORE if report.score.value is None else words.NO_FINDINGS
        pen.line(pen.text(_(nothing), limit=200), indent=1)
    for place, finding in enumerate(found, 1):
        message = pen.text(finding.message, "bold", 300)
        gain = pen.text(worth(report, finding), "green")
        pen.item(pen.text(f"{place}."), [message, pen.text(finding.advice, limit=300), gain])
