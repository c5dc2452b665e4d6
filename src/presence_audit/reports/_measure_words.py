"""What the measures are called in a report that is handed to somebody who does not know the method."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.model.channel import COMPANY
from presence_audit.reports._shown_rows import names_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presence_audit.model.report import Report

MEASURES = {
    "posts-per-week": "Posts per week",
    "leader-identified": "Can be told to be real",
    "leader-posts-per-week": "Posts per week",
    "leader-last-post": "Days since the last post",
    "leader-participation": "Own participation",
    "leader-own-voice": "Own voice",
    "leader-breadth": "Leaders who are active",
    "active-weeks": "Weeks with a post",
    "longest-silence": "Longest silence in days",
    "burstiness": "How unevenly the posts come",
    "dialogue-share": "Share of dialogue",
    "response-rate": "Questions answered within a week",
    "response-time": "Hours until an answer",
    "invitation": "Posts that invite an answer",
    "originality": "Posts that say something new",
    "not-link-only": "Posts that are more than a link",
    "media-mix": "Kinds of posts in use",
    "alt-text": "Pictures with a text",
    "hashtags": "Posts with few enough hashtags",
    "readability": "How hard the posts are to read (LIX)",
    "channel-recency": "Days since the last post",
    "linked-accounts": "Accounts known as the company's own",
    "employee-voices": "Employee voices per 100 employees",
    "credits-people": "Posts that name people",
    "h-index": "Posts that moved several people",
    "outside-voices": "Outside voices per post",
}

STATES = {
    "value": "measured",
    "absent": "absent",
    "not-applicable": "not applicable",
    "unknown": "unknown",
}


def measure_words(metric: str) -> str:
    """The measure in plain words; a metric of another version of the method keeps its id."""
    return MEASURES.get(metric, metric)


def subjects_of(report: Report) -> Mapping[str, str]:
    """Whose a measure can be, as people say it: channels, leaders and the company. Foreign words may be in it."""
    return dict(names_of(report)) | {COMPANY: report.company.name}


def subject_words(names: Mapping[str, str], subject: str) -> str:
    """Whose measure it is; a channel that is expected and not listed is named by its platform."""
    if subject in names:
        return names[subject]
    kind, _, rest = subject.partition(":")
    return rest.replace(":", " ").strip() if kind == "channel" else subject
