"""The words of the report: its pillars and outcomes in plain language, never in shaming language.

The tables hold English, marked for the translators; what a function returns is in the language that is spoken.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from presence_audit.i18n import each, mark, pgettext
from presence_audit.i18n import gettext as _
from presence_audit.model.outcome import Outcome
from presence_audit.platforms import platforms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presence_audit.model.observation import Evidence
    from presence_audit.model.report import Effort, Report

PILLARS = {
    "cadence": mark("Publishing cadence"),
    "leaders": mark("Leader visibility"),
    "consistency": mark("Consistency"),
    "dialogue": mark("Dialogue and service"),
    "content": mark("Content quality"),
    "coverage": mark("Channel coverage"),
    "ambassadors": mark("Ambassadors and community"),
}

OUTCOMES = {
    Outcome.OK: mark("read"),
    Outcome.ZERO_POSTS: mark("read, no posts yet"),
    Outcome.NOT_FOUND: mark("absent (not found)"),
    Outcome.SUSPENDED: mark("absent (suspended)"),
    Outcome.PRIVATE: mark("absent (private)"),
    Outcome.MOVED: mark("unknown (moved away)"),
    Outcome.ROBOTS_DISALLOWED: mark("unknown (robots rule)"),
    Outcome.LOGIN_WALL: mark("unknown (login wall)"),
    Outcome.BOT_CHALLENGE: mark("unknown (bot challenge)"),
    Outcome.RATE_LIMITED: mark("unknown (rate limit)"),
    Outcome.CONSENT: mark("unknown (consent page)"),
    Outcome.AGE_GATED: mark("unknown (age gate)"),
    Outcome.REGION: mark("unknown (not in this region)"),
    Outcome.OPTED_OUT: mark("unknown (opted out)"),
    Outcome.PARSE_DRIFT: mark("unknown (site changed)"),
    Outcome.NETWORK_ERROR: mark("unknown (network error)"),
    Outcome.BLOCKED_ADDRESS: mark("unknown (private address)"),
    Outcome.NOT_ATTEMPTED: mark("unknown (not attempted)"),
}

OF_THE_COMPANY = mark("the company")
WEEK_MAP = mark("The week by the hour")
NO_LEADERS = mark("No leader is named in profiles.yaml, so leader visibility is unknown.")
NO_CHANNELS = mark("No channel was looked at, so what they show is unknown.")
NO_MEASURES = mark("Nothing of this is measured yet.")
NO_FINDINGS = mark("Nothing was found to improve among what could be measured.")
NO_SCORE = mark("Unknown: too little was measured to say.")

# Of the posts that numbers rest on, which are effective posts, and else why not.
COUNTS = {
    "yes": mark("counts"),
    "repeat": mark("a repeat, so it does not count"),
    "cap": mark("above what counts on one day"),
    "copy": mark("a copy of another's words, so it does not count"),
    "no": mark("not counted as a post"),
}

# The unit of each metric, as the metric itself declares it: this room may not ask the metrics.
UNITS = {
    "posts-per-week": mark("posts a week"),
    "leader-identified": mark("share of five questions"),
    "leader-posts-per-week": mark("posts a week"),
    "leader-last-post": mark("days"),
    "leader-participation": mark("share of activity"),
    "leader-own-voice": mark("share of activity"),
    "leader-breadth": mark("share of leaders"),
    "active-weeks": mark("share of weeks"),
    "longest-silence": mark("days"),
    "burstiness": mark("unevenness, -1 to 1"),
    "dialogue-share": mark("share of activity"),
    "response-rate": mark("share of questions"),
    "response-time": mark("hours"),
    "invitation": mark("share of posts"),
    "originality": mark("share of posts"),
    "not-link-only": mark("share of posts"),
    "media-mix": mark("kinds, as if used equally"),
    "alt-text": mark("share of pictures"),
    "hashtags": mark("share of posts"),
    "readability": mark("LIX, how heavy to read"),
    "channel-recency": mark("days"),
    "linked-accounts": mark("share of accounts"),
    "employee-voices": mark("people per 100 employees"),
    "credits-people": mark("share of posts"),
    "h-index": mark("posts with as many interactions each"),
    "outside-voices": mark("accounts per post"),
}

# The metrics whose value is a share, from 0 to 1.
SHARES = frozenset(
    [
        "leader-identified", "leader-participation", "leader-own-voice", "leader-breadth", "active-weeks",
        "dialogue-share", "response-rate", "invitation", "originality", "not-link-only", "alt-text", "hashtags",
        "linked-accounts", "credits-people",
    ]
)  # fmt: skip

ROUTES = {
    "live": mark("live"),
    "permission": mark("stated permission"),
    "saved": mark("saved page"),
    "export": mark("owner's export"),
    "api": mark("official API"),
}
DECLARED, BY_CHOICE = "declared", mark("absent by choice")

# How far a score may be relied on.
CONFIDENCE = {
    # Translators: the confidence in a score.
    "high": mark("high"),
    # Translators: the confidence in a score.
    "medium": mark("medium"),
    # Translators: the confidence in a score.
    "low": mark("low"),
}

# Platforms that are called by a common noun; the others have a proper name, which no language changes.
_KINDS = {
    "website": mark("Website"),
    "feed": mark("Feed"),
    "podcast": mark("Podcast"),
}

RESERVED = mark("Read, and what the numbers leave out")


def effort_words(effort: Effort) -> str:
    """What a step takes."""
    # Translators: what a step takes: a few minutes, an hour, some days, some weeks.
    told = {
        "minutes": pgettext("effort", "minutes"),
        "an hour": pgettext("effort", "an hour"),
        "days": pgettext("effort", "days"),
        "weeks": pgettext("effort", "weeks"),
    }
    return told[effort]


def platform_name(platform: str) -> str:
    """What people call a platform: LinkedIn, or a website; one that this version does not know keeps its id."""
    if platform in _KINDS:
        return _(_KINDS[platform])
    known = platforms().get(platform)
    return known.name if known else platform


def platform_names(report: Report) -> Mapping[str, str]:
    """What people call each platform of the report, by its id; those that would be called alike keep their ids."""
    names = {channel.platform: platform_name(channel.platform) for channel in report.channels}
    alike = Counter(name.casefold() for name in names.values())
    return {platform: name if alike[name.casefold()] == 1 else platform for platform, name in names.items()}


def route_words(provenance: str) -> str:
    """By which routes a channel was read, or that it is absent by choice."""
    if provenance == DECLARED:
        return _(BY_CHOICE)
    return ", ".join(_(ROUTES[route]) if route in ROUTES else route for route in provenance.split(", "))


def outcome_words(outcome: Outcome, provenance: str) -> str:
    """How the channel answered, and by which route where that was not the plain one."""
    if provenance == DECLARED:
        return _(BY_CHOICE)
    answered = _(OUTCOMES[outcome])
    routes = [_(ROUTES[route]) for route in provenance.split(", ") if route in ROUTES and provenance != "live"]
    return f"{answered}, {each(routes)}" if routes and outcome.is_readable else answered


def answer_words(piece: Evidence) -> str:
    """How a piece of evidence came: the status of an answer, that there was none, or that it is the user's own file."""
    if piece.status is not None:
        return str(piece.status)
    return _("file") if piece.url.startswith(("saved:", "export:")) else _("no answer")
