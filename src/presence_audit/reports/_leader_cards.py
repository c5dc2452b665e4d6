"""What a report says of each leader beside the row: taking part, own voice, and what to do next.

What is unknown is told with why, since it says nothing of the person. Cells may hold foreign text as it came.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.model.report import KNOW
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._rows import findings_by_gain, leader_rows, standings, ways_to_know

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presence_audit.model.report import ChannelLine, Finding, Leaf, Report
    from presence_audit.reports._rows import LeaderRow, Standing

PARTICIPATION, OWN_VOICE = "leader-participation", "leader-own-voice"
STANDINGS: dict[Standing, str] = {
    "there": mark("publicly there"),
    "absent": mark("not publicly there"),
    "unknown": mark("not known yet"),
}
_NOT_MEASURED = mark("Not measured.")


@dataclass(frozen=True, slots=True)
class Told:
    """A cell, and why there is no number in it; empty where there is one."""

    cell: str
    why: str


@dataclass(frozen=True, slots=True)
class LeaderCard:
    """One leader. `step` is the finding that would gain most, or else how more becomes known; None where there is none.

    `unknown` says why there is no rate, empty where there is one.
    """

    subject: str
    row: LeaderRow
    standing: Standing
    channels: tuple[ChannelLine, ...]
    coverage: str
    participation: Told
    own_voice: Told
    unknown: str
    step: Finding | None


def _told(leaf: Leaf | None, standing: Standing) -> Told:
    if leaf is None:
        return Told(numbers.absent() if standing == "absent" else numbers.UNKNOWN, _(_NOT_MEASURED))
    if leaf.state == "value":
        return Told(numbers.percent(leaf.value), "")
    if leaf.state == "absent":
        return Told(numbers.absent(), "")  # told for the leader as a whole
    return Told(numbers.NOT_APPLICABLE if leaf.state == "not-applicable" else numbers.UNKNOWN, leaf.reason)


def _steps(report: Report) -> dict[str, Finding]:
    """The first finding of each subject: what would gain most, and only then how more becomes known."""
    first: dict[str, Finding] = {}
    for finding in (*findings_by_gain(report), *ways_to_know(report)):
        kept = first.get(finding.subject)
        if kept is None or (kept.gain is None and finding.id == KNOW and kept.id != KNOW):
            first[finding.subject] = finding
    return first


def _step(steps: dict[str, Finding], subject: str, channels: Iterable[ChannelLine]) -> Finding | None:
    of_channels = [steps[channel.id] for channel in channels if channel.id in steps]
    found = ([steps[subject]] if subject in steps else []) + of_channels
    return next((finding for finding in found if finding.gain is not None), found[0] if found else None)


def leader_cards(report: Report) -> tuple[LeaderCard, ...]:
    """The leaders in the order of the report."""
    leaves = {(leaf.metric, leaf.subject): leaf for pillar in report.pillars for leaf in pillar.leaves}
    steps = _steps(report)
    owned: dict[str, list[ChannelLine]] = {}
    for channel in report.channels:
        owned.setdefault(channel.owner, []).append(channel)
    cards = []
    for leader, row, standing in zip(report.leaders, leader_rows(report), standings(report), strict=True):
        subject = f"leader:{leader.id}"
        channels = tuple(owned.get(subject, ()))
        rate = leaves.get(("leader-posts-per-week", subject))
        cards.append(
            LeaderCard(
                subject=subject,
                row=row,
                standing=standing,
                channels=channels,
                coverage=numbers.percent(leader.coverage),
                participation=_told(leaves.get((PARTICIPATION, subject)), standing),
                own_voice=_told(leaves.get((OWN_VOICE, subject)), standing),
                unknown=rate.reason if rate is not None and rate.state == "unknown" else "",
                step=_step(steps, subject, channels),
            )
        )
    return tuple(cards)
