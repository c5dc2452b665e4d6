"""The words of the report: its pillars and outcomes in plain language, never in shaming language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.model.outcome import Outcome

if TYPE_CHECKING:
    from presence_audit.model.observation import Evidence

PILLARS = {
    "cadence": "Publishing cadence",
    "leaders": "Leader visibility",
    "consistency": "Consistency",
    "dialogue": "Dialogue and service",
    "content": "Content quality",
    "coverage": "Channel coverage",
    "ambassadors": "Ambassadors and community",
}

OUTCOMES = {
    Outcome.OK: "read",
    Outcome.ZERO_POSTS: "read, no posts yet",
    Outcome.NOT_FOUND: "absent (not found)",
    Outcome.SUSPENDED: "absent (suspended)",
    Outcome.PRIVATE: "absent (private)",
    Outcome.MOVED: "unknown (moved away)",
    Outcome.ROBOTS_DISALLOWED: "unknown (robots rule)",
    Outcome.LOGIN_WALL: "unknown (login wall)",
    Outcome.BOT_CHALLENGE: "unknown (bot challenge)",
    Outcome.RATE_LIMITED: "unknown (rate limit)",
    Outcome.CONSENT: "unknown (consent page)",
    Outcome.AGE_GATED: "unknown (age gate)",
    Outcome.REGION: "unknown (not in this region)",
    Outcome.OPTED_OUT: "unknown (opted out)",
    Outcome.PARSE_DRIFT: "unknown (site changed)",
    Outcome.NETWORK_ERROR: "unknown (network error)",
    Outcome.BLOCKED_ADDRESS: "unknown (private address)",
    Outcome.NOT_ATTEMPTED: "unknown (not attempted)",
}

OF_THE_COMPANY = "the company"
NO_LEADERS = "No leader is named in profiles.yaml, so leader visibility is unknown."
NO_CHANNELS = "No channel was looked at, so what they show is unknown."
NO_MEASURES = "Nothing of this is measured yet."
NO_FINDINGS = "Nothing was found to improve among what could be measured."
NO_SCORE = "Unknown: too little was measured to say."

# Of the posts that numbers rest on, which are effective posts, and else why not.
COUNTS = {
    "yes": "counts",
    "repeat": "a repeat, so it does not count",
    "cap": "above what counts on one day",
    "copy": "a copy of another's words, so it does not count",
    "no": "not counted as a post",
}

# The unit of each metric, as the metric itself declares it: this room may not ask the metrics.
UNITS = {
    "posts-per-week": "posts a week",
    "leader-identified": "share of five questions",
    "leader-posts-per-week": "posts a week",
    "leader-last-post": "days",
    "leader-participation": "share of activity",
    "leader-own-voice": "share of activity",
    "leader-breadth": "share of leaders",
    "active-weeks": "share of weeks",
    "longest-silence": "days",
    "burstiness": "-1 to 1",
    "dialogue-share": "share of activity",
    "response-rate": "share of questions",
    "response-time": "hours",
    "invitation": "share of posts",
    "originality": "share of posts",
    "not-link-only": "share of posts",
    "media-mix": "effective number of kinds",
    "alt-text": "share of pictures",
    "hashtags": "share of posts",
    "readability": "LIX",
    "channel-recency": "days",
    "linked-accounts": "share of accounts",
    "employee-voices": "people per 100 employees",
    "credits-people": "share of posts",
    "h-index": "posts",
    "outside-voices": "accounts per post",
}

_ROUTES = {
    "live": "live",
    "permission": "stated permission",
    "saved": "saved page",
    "export": "owner's export",
    "api": "official API",
}
DECLARED, _BY_CHOICE = "declared", "absent by choice"


RESERVED = "Read, and what the numbers leave out"


def route_words(provenance: str) -> str:
    """By which routes a channel was read, or that it is absent by choice."""
    if provenance == DECLARED:
        return _BY_CHOICE
    return ", ".join(_ROUTES.get(route, route) for route in provenance.split(", "))


def outcome_words(outcome: Outcome, provenance: str) -> str:
    """How the channel answered, and by which route where that was not the plain one."""
    if provenance == DECLARED:
        return _BY_CHOICE
    routes = [_ROUTES[route] for route in provenance.split(", ") if route in _ROUTES and provenance != "live"]
    return OUTCOMES[outcome] + (f", {' and '.join(routes)}" if routes and outcome.is_readable else "")


def answer_words(piece: Evidence) -> str:
    """How a piece of evidence came: the status of an answer, that there was none, or that it is the user's own file."""
    if piece.status is not None:
        return str(piece.status)
    return "file" if piece.url.startswith(("saved:", "export:")) else "no answer"
