"""Whether two audits know a channel over stretches of time that may be compared.

A rate over the five days that a short listing shows says little beside one over three months: that it differs is no
rise and no fall. Rates are measured over the newer half of the window, so two stretches that cover it are alike.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from presence_audit.model.report import ChannelLine, Report

# Measures that are taken over the stretch that is known.
OVER_TIME: Final = frozenset(
    {"posts-per-week", "active-weeks", "longest-silence", "burstiness", "leader-posts-per-week"}
)
_LEAST: Final = timedelta(days=28)


def _known(report: Report, line: ChannelLine) -> timedelta | None:
    """How far back the channel is known, at most the newer half of the window; None where it does not say."""
    most = timedelta(days=report.window_days / 2)
    reach = line.window.reaches_back_to
    if line.window.complete:
        return most
    return None if reach is None else max(timedelta(0), min(report.as_of - reach, most))


def _is_alike(old: Report, new: Report, before: ChannelLine, after: ChannelLine) -> bool:
    then, now = _known(old, before), _known(new, after)
    if then is None or now is None:
        return then == now
    return min(then, now) >= _LEAST and now >= then


def unlike(old: Report, new: Report) -> frozenset[str]:
    """The channels, and the leaders they are of, that were known over another stretch of time than they are now.

    That is a shorter one now, or one of less than four weeks in either.
    """
    then = {line.id: line for line in old.channels}
    found: set[str] = set()
    for line in new.channels:
        before = then.get(line.id)
        if before is None or not (before.outcome.is_readable and line.outcome.is_readable):
            continue
        if not _is_alike(old, new, before, line):
            found |= {line.id} | ({line.owner} if line.owner.startswith("leader:") else set())
    return frozenset(found)
