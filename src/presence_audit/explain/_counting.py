"""How each metric of the method is counted: of whom, from what, by which formula, and when nobody can know.

The words of the formulas are plain, so that whoever can add and divide can check a number by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Of = Literal["channel", "leader", "company"]


@dataclass(frozen=True, slots=True)
class Counting:
    """One metric: of whom there is one number each, what is read, the formula line by line, when it is unknown."""

    of: Of
    reads: str
    formula: tuple[str, ...]
    unknown: str


_UNREADABLE = "the channel cannot be read (a login wall, robots.txt, an error)"
_NO_LEADER_READ = "none of the leader's channels can be read, or none is listed"
_ALL_HIDDEN = "no channel that shows it could be read; each such channel also leaves its share unknown"

COUNTING = {
    "posts-per-week": Counting(
        "channel",
        "the dates and words of the posts that the channel lists, over the newer half of the period (91 days)",
        (
            "the listing reaches back over the whole window: posts a week = effective posts / weeks",
            "the listing is cut off before: posts a week = (effective posts - 1) / weeks since the oldest one listed",
        ),
        f"{_UNREADABLE}, its posts carry no dates, or it is cut off before two posts that count",
    ),
    "leader-identified": Counting(
        "leader",
        "the name, the text and the verification on each profile, and the links of the company's home page",
        ("identified = questions answered with yes / questions that could be answered, of five",),
        _NO_LEADER_READ,
    ),
    "leader-posts-per-week": Counting(
        "leader",
        "the dates and words of the leader's posts on all listed channels, over the whole period (182 days)",
        (
            "the listings reach back over the whole window: posts a week = effective posts / weeks",
            "a listing is cut off before: posts a week = (effective posts - 1) / weeks since the oldest one listed",
        ),
        f"{_NO_LEADER_READ}, or only some can be read and those are silent",
    ),
    "leader-last-post": Counting(
        "leader",
        "the date of the newest own post on any channel of the leader",
        ("days = the day of the audit - the day of the newest own post",),
        f"{_NO_LEADER_READ}, or only some can be read and those show no post within the period",
    ),
    "leader-participation": Counting(
        "leader",
        "the leader's posts, replies and quotes over the whole period, on channels that show replies",
        ("participation = (replies + quotes with own words) / (own posts + replies + quotes with own words)",),
        "no channel that shows replies could be read",
    ),
    "leader-own-voice": Counting(
        "leader",
        "the leader's posts, replies and reshares, and the posts of the company and of the other leaders",
        ("own voice = (all activity - bare reshares - copies) / all activity",),
        "no channel on which reshares can be told from posts could be read",
    ),
    "leader-breadth": Counting(
        "company",
        "for each named leader whether a post came within the last 90 days",
        ("breadth = leaders with a post within 90 days / leaders of whom that is known",),
        "no leader is named, or fewer than half of them could be judged",
    ),
    "active-weeks": Counting(
        "channel",
        "the days of the channel's posts over the whole period, in blocks of seven days (26 weeks)",
        ("active weeks = weeks with an effective post / weeks, without quiet weeks of general holiday",),
        f"{_UNREADABLE}, its listing ends within the period, or its posts carry no exact day",
    ),
    "longest-silence": Counting(
        "channel",
        "the days of the channel's posts over the whole period",
        ("longest silence = the most days in a row without an effective post, without quiet weeks of general holiday",),
        f"{_UNREADABLE}, its listing ends within the period, or its posts carry no exact day",
    ),
    "burstiness": Counting(
        "channel",
        "the gaps, in days, between the days on which the channel posts",
        (
            "r = standard deviation of the gaps / mean of the gaps; n = number of gaps",
            "A = (sqrt(n + 1) * r - sqrt(n - 1)) / ((sqrt(n + 1) - 2) * r + sqrt(n - 1))",
            "(the standard deviation says how far the gaps typically lie from their mean)",
        ),
        f"{_UNREADABLE}, or there are fewer than eight gaps between posting days",
    ),
    "dialogue-share": Counting(
        "company",
        "the posts, replies and quotes of the company's accounts of the last 91 days, on channels that show replies",
        ("dialogue = (replies + quotes with own words) / (own posts + replies + quotes with own words)",),
        _ALL_HIDDEN,
    ),
    "response-rate": Counting(
        "company",
        "the questions that others ask below the company's posts, and the answers of the company and its leaders",
        ("response rate = questions answered within 168 hours / questions that are at least a week old",),
        f"fewer than five questions can be judged; {_ALL_HIDDEN}",
    ),
    "response-time": Counting(
        "company",
        "the time from each public question to the first answer of the company or of a leader",
        (
            "response time = the hours until half of the questions had a first answer (their median)",
            "(a question without an answer counts as waiting for as long as could be seen: Kaplan and Meier's method)",
        ),
        f"fewer than five questions can be judged; {_ALL_HIDDEN}",
    ),
    "invitation": Counting(
        "company",
        "the words and kinds of the company's effective posts of the last 91 days",
        ("invitation = posts with a question or a poll / posts, taken as 60% where it is more",),
        _ALL_HIDDEN,
    ),
    "originality": Counting(
        "company",
        "the words of the company's own posts of the last 91 days, compared with each other",
        ("originality = 1 - (near repeats + half of the cross-posts) / own posts",),
        _ALL_HIDDEN,
    ),
    "not-link-only": Counting(
        "company",
        "the words and links of the company's effective posts of the last 91 days",
        ("not link-only = 1 - posts that are a link with fewer than 40 characters of own text / posts",),
        _ALL_HIDDEN,
    ),
    "media-mix": Counting(
        "company",
        "the kind of each effective post of the last 91 days: text, picture, gallery, video, document, poll and so on",
        (
            "H = - sum(share of each kind * ln(share)); kinds = exp(H)",
            "(exp(H) is the number of kinds in equal use that would be as mixed: 1 where all posts are alike)",
        ),
        f"fewer than five posts tell of what kind they are; {_ALL_HIDDEN}",
    ),
    "alt-text": Counting(
        "company",
        "the pictures of the company's effective posts, on channels that show whether a picture is described",
        ("alt text = pictures with a description / pictures of which that can be seen",),
        _ALL_HIDDEN,
    ),
    "hashtags": Counting(
        "company",
        "the hashtags of the company's effective posts of the last 91 days",
        ("discipline = posts with no more hashtags than the platform bears / posts",),
        _ALL_HIDDEN,
    ),
    "readability": Counting(
        "company",
        "the words and sentences of the company's effective posts of 30 words or more",
        ("LIX = words / sentences + 100 * words of more than six letters / words",),
        f"there are fewer than five posts of 30 words or more; {_ALL_HIDDEN}",
    ),
    "channel-recency": Counting(
        "channel",
        "the date of the newest own post on each expected kind of channel",
        ("days = the day of the audit - the day of the newest own post",),
        f"{_UNREADABLE}, or no channel of the kind is listed",
    ),
    "linked-accounts": Counting(
        "company",
        "the links of the company's home page, and the links and verification of each account",
        ("linked = accounts linked from the site, linking back to it, or verified / accounts that could be judged",),
        "neither the company's home page nor any of its accounts could be read",
    ),
    "employee-voices": Counting(
        "company",
        "who signs the posts on the company's own channels, as a count only",
        ("voices = 100 * distinct people who sign within 182 days / employees",),
        f"the number of employees is not stated, or fewer than three people sign; {_ALL_HIDDEN}",
    ),
    "credits-people": Counting(
        "company",
        "the words and mentions of the company's effective posts of the last 91 days",
        ("credit = posts that name a leader or tag an account of others / posts",),
        f"no leader is listed and nobody is tagged; {_ALL_HIDDEN}",
    ),
    "h-index": Counting(
        "company",
        "the likes, comments and shares that each effective post of the last 91 days shows",
        ("h = the largest number h such that h posts have at least h interactions each",),
        _ALL_HIDDEN,
    ),
    "outside-voices": Counting(
        "company",
        "who comments under the company's effective posts of the last 91 days, as a count only",
        ("outside voices = distinct accounts of others that comment / posts",),
        f"more than one comment in ten does not show who wrote it; {_ALL_HIDDEN}",
    ),
}
