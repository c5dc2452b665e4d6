"""The article of each finding: when it is told, about which metric, what helps and what it takes.

The closed list of findings with its efforts and thresholds is scoring/findings.yaml; here stands what `explain` says of
each, in the words of somebody who has no report at hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from presence_audit.explain._topic import Topic
from presence_audit.reports.article import Article, Listing, Section
from presence_audit.scoring import anchors
from presence_audit.scoring.catalogue import catalogue


@dataclass(frozen=True, slots=True)
class Told:
    """One finding: when it is told, what helps, the metrics that it speaks of, and whether it promises a gain."""

    when: str
    advice: str
    metrics: tuple[str, ...]
    has_gain: bool = True


_BY_STATE = frozenset({"leader-absent", "coverage-gap"})  # told of what is confirmed absent, which has no points
_TOLD = {
    "cadence-low": Told(
        "A channel or a leader posts less often than leading ones do.",
        "One fixed day and one spontaneous post a week go a long way.",
        ("posts-per-week", "leader-posts-per-week"),
    ),
    "dormant": Told(
        "A channel has been silent for 90 days or more, or has no posts at all.",
        "Revive it, or close it and point to a live channel.",
        ("posts-per-week",),
    ),
    "burst": Told(
        "Half of a channel's posts or more came on a few days.",
        "Spread out what you have over the weeks.",
        ("burstiness",),
    ),
    "silence": Told(
        "A channel that is in use fell silent for weeks.",
        "Plan for holidays and busy periods: name a stand-in, and write two posts ahead.",
        ("longest-silence",),
    ),
    "leader-absent": Told(
        "A leader has no public profile, as the profiles file or the platforms say.",
        "If that is a choice, nothing needs to be done. Else begin with a complete profile, then a first post.",
        ("leader-posts-per-week",),
    ),
    "leader-silent": Told(
        "A leader has a profile and has not posted for long.",
        "Begin again with a small post. One every other week is what active top leaders typically manage.",
        ("leader-last-post", "leader-posts-per-week"),
    ),
    "leader-reshare": Told(
        "Most of what a leader does is passing on what others wrote.",
        "Use your own words: one sentence above what you share.",
        ("leader-own-voice",),
    ),
    "leader-participate": Told(
        "A leader publishes but rarely answers.",
        "Spend ten minutes after each post on the replies.",
        ("leader-participation",),
    ),
    "leader-breadth": Told(
        "Few of the leaders are visible.",
        "Find one more who wants to, and help with the first post. It should not rest on one person or one department.",
        ("leader-breadth",),
    ),
    "few-voices": Told(
        "Three quarters or more of what is said comes from one account.",
        "Invite one more to tell something, and lend a hand with the first post.",
        (),
        has_gain=False,
    ),
    "answer-rate": Told(
        "Many public questions stay without an answer.",
        "Agree who answers on which day, and let no question pass.",
        ("response-rate",),
    ),
    "answer-time": Told(
        "Public questions wait for long until they are answered.",
        "Say at once, in a few words, when the whole answer will come. Three of four expect one within a day.",
        ("response-time",),
    ),
    "dialogue-low": Told(
        "Little of what the company does in public is talking with others.",
        "Ask something, answer what comes, and thank those who answer.",
        ("dialogue-share",),
    ),
    "invite": Told(
        "Few of the posts ask the readers anything.",
        "End every fourth post with a question that you want to have answered, and stay for the answers.",
        ("invitation",),
    ),
    "duplicate": Told(
        "Many posts are near copies of each other.",
        "Say it anew for each channel, to those who read there.",
        ("originality",),
    ),
    "link-only": Told(
        "Many posts are just a link.", "Say in two sentences why it is worth reading.", ("not-link-only",)
    ),
    "media-mix": Told(
        "Nearly all posts are of one kind.",
        "Vary the form: some things are better said with a picture, a short film or a few pages.",
        ("media-mix",),
    ),
    "alt-text": Told(
        "Pictures stand without a description for those who cannot see them.",
        "Say in a sentence what each picture shows. In Norway the rules on universal design ask for it.",
        ("alt-text",),
    ),
    "hashtags": Told(
        "Many posts carry more hashtags than are useful.",
        "Two or three that people really look for are enough.",
        ("hashtags",),
    ),
    "readability": Told(
        "The posts are hard to read.", "Shorten the sentences, and take the shorter word.", ("readability",)
    ),
    "coverage-gap": Told(
        "A kind of channel that matters for such a company is declared absent, or the account is gone.",
        "If that is a choice, nothing needs to be done; else open it again.",
        ("channel-recency",),
    ),
    "not-linked": Told(
        "An account is neither linked from the company's home page, nor does it link to the site.",
        "Link both ways, so that people can tell it is yours.",
        ("linked-accounts",),
    ),
    "ambassadors": Told(
        "Few employees speak for the company.",
        "Invite, do not order: training, time and praise from leaders.",
        ("employee-voices",),
    ),
    "credits-people": Told(
        "Few posts name or tag the people behind the work.",
        "Name them, where they agree to it.",
        ("credits-people",),
    ),
    "outside-voices": Told(
        "Few people from outside join in under the posts.",
        "Mention customers and partners when you write of them, and thank those who answer.",
        ("outside-voices",),
    ),
    "unknown": Told(
        "Something could not be measured. It is left out, not counted as zero.",
        "The finding says what would make it known: a saved page, an export, a permission, a name.",
        (),
        has_gain=False,
    ),
    "truncated": Told(
        "A listing shows its last posts only, so that the rate is an estimate with an interval.",
        "Nothing has to be done. If the channel is yours, its export shows all posts.",
        ("posts-per-week",),
        has_gain=False,
    ),
    "know-more": Told(
        "The report names the quickest ways in which something unknown becomes known.",
        "Begin with the first: it takes the least time.",
        (),
        has_gain=False,
    ),
}


def findings_about(metric: str) -> tuple[str, ...]:
    """The findings that speak of a metric."""
    return tuple(id_ for id_, told in _TOLD.items() if metric in told.metrics)


def _effort(effort: str | None) -> str:
    if effort is None:
        return "What it takes is said with each: minutes, an hour or days."
    takes = {"minutes": "some minutes", "an hour": "about an hour", "days": "some days", "weeks": "some weeks"}
    return f"The next step takes {takes[effort]}."


def _told_when(finding: str) -> tuple[str, ...]:
    """From how many points on it is no longer told."""
    below, metrics = catalogue().findings[finding].below, _TOLD[finding].metrics
    if not below or finding in _BY_STATE:
        return ()
    numbers = " or ".join(metrics) if finding == "cadence-low" else metrics[0]
    told = f"It is told where {numbers} is worth less than {below:g} points."
    return (f"{told} Also where ten posts or more came on one or two days.",) if finding == "burst" else (told,)


def _gain(told: Told) -> tuple[str, ...]:
    if not told.has_gain:
        return ("It has none: it only says how things stand.",)
    target = anchors().thresholds.target_points
    return (
        (
            f"What the total would rise by if this one number stood at {target:g} points and nothing else changed "
            "(`presence-audit explain gain`). Findings are ranked by it."
        ),
    )


def _article(finding: str) -> Article:
    told, entry = _TOLD[finding], catalogue().findings[finding]
    about = tuple(f"`presence-audit explain {metric}`" for metric in told.metrics)
    when = _told_when(finding)
    sections = [Section("When it is told", when)] if when else []
    sections += [
        Section("What helps", (told.advice, _effort(entry.effort))),
        Section("Its gain", _gain(told)),
    ]
    sections += [Section("The numbers behind it", (Listing(about),))] if about else []
    facts = {
        "id": finding,
        "when": told.when,
        "below": entry.below,
        "advice": told.advice,
        "effort": entry.effort,
        "metrics": list(told.metrics),
    }
    return Article(f"{finding} (finding)", told.when, tuple(sections), facts)


def finding_topics() -> tuple[Topic, ...]:
    """Every finding, in the order of the catalogue."""
    return tuple(Topic("finding", id_, _TOLD[id_].when, partial(_article, id_)) for id_ in catalogue().findings)
