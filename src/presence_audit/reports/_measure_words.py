"""What the measures are called in a report that is handed to somebody who does not know the method."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.model.channel import COMPANY
from presence_audit.reports._shown_rows import names_of
from presence_audit.reports._words import platform_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presence_audit.model.report import Report

MEASURES = {
    "posts-per-week": mark("Posts per week"),
    "leader-identified": mark("Can be told to be real"),
    "leader-posts-per-week": mark("Posts per week"),
    "leader-last-post": mark("Days since the last post"),
    "leader-participation": mark("Own participation"),
    "leader-own-voice": mark("Own voice"),
    "leader-breadth": mark("Leaders who are active"),
    "active-weeks": mark("Weeks with a post"),
    "longest-silence": mark("Longest silence in days"),
    "burstiness": mark("How unevenly the posts come"),
    "dialogue-share": mark("Share of dialogue"),
    "response-rate": mark("Questions answered within a week"),
    "response-time": mark("Hours until an answer"),
    "invitation": mark("Posts that invite an answer"),
    "originality": mark("Posts that say something new"),
    "not-link-only": mark("Posts that are more than a link"),
    "media-mix": mark("Kinds of posts in use"),
    "alt-text": mark("Pictures with a text"),
    "hashtags": mark("Posts with few enough hashtags"),
    "readability": mark("How hard the posts are to read (LIX)"),
    "channel-recency": mark("Days since the last post"),
    "linked-accounts": mark("Accounts known as the company's own"),
    "employee-voices": mark("Employee voices per 100 employees"),
    "credits-people": mark("Posts that name people"),
    "h-index": mark("Posts that moved several people"),
    "outside-voices": mark("Outside voices per post"),
}

_CHANNEL = "channel:"

STATES = {
    "value": mark("measured"),
    "absent": mark("absent"),
    "not-applicable": mark("not applicable"),
    "unknown": mark("unknown"),
}


def measure_words(metric: str) -> str:
    """The measure in plain words; a metric of another version of the method keeps its id."""
    return _(MEASURES[metric]) if metric in MEASURES else metric


def subjects_of(report: Report) -> Mapping[str, str]:
    """Whose a measure can be, as people say it: channels, leaders and the company. Foreign words may be in it."""
    return dict(names_of(report)) | {COMPANY: report.company.name}


def subject_words(names: Mapping[str, str], subject: str) -> str:
    """Whose measure it is; a channel that is expected and not listed is named by its platform."""
    if subject in names:
        return names[subject]
    if not subject.startswith(_CHANNEL):
        return subject
    platform, _sign, handle = subject.removeprefix(_CHANNEL).partition(":")
    known, plain = (f"{called} {handle}".replace(":", " ").strip() for called in (platform_name(platform), platform))
    return plain if known in names.values() else known
