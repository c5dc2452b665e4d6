"""How each metric of the method is counted: of whom, from what, by which formula, and when nobody can know.

The words of the formulas are plain, so that whoever can add and divide can check a number by hand; an example with
small numbers shows how.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Of = Literal["channel", "leader", "company"]


@dataclass(frozen=True, slots=True)
class Counting:
    """One metric: of whom there is one number each, what is read, the formula, an example, when it is unknown."""

    of: Of
    reads: str
    formula: tuple[str, ...]
    example: str
    unknown: str


_UNREADABLE = "the channel cannot be read (a login wall, robots.txt, an error)"
_NO_LEADER_READ = "none of the leader's channels can be read, or none is listed"
_NO_DAYS = "its listing ends within the period, or its posts carry no exact day"
_FEW = "fewer than five questions can be judged, unless it is known that nobody asked"
_DAYS = "days = from the moment of the newest own post to the moment of the audit"
_TEN_DAYS = "the newest own post came on 10 June at noon, the audit on 20 June at six in the evening: 10.25 days"


def _hidden(what: str) -> str:
    return (
        f"no channel that shows {what} could be read (where some could, they are counted, and each of the others "
        "leaves its part of the weight unknown)"
    )


COUNTING = {
    "posts-per-week": Counting(
        "channel",
        "the dates and words of the posts that the channel lists, over the last 91 days",
        (
            "the listing reaches back over all 13 weeks: posts a week = effective posts / weeks",
            "the listing is cut off before: posts a week = (effective posts - 1) / weeks since the oldest one listed",
        ),
        "26 posts that count in 13 weeks: 26 / 13 = 2 a week; 10 in a listing cut off 4.5 weeks ago: "
        "(10 - 1) / 4.5 = 2 a week",
        f"{_UNREADABLE}, its posts carry no dates, or it is cut off before two posts that count",
    ),
    "leader-identified": Counting(
        "leader",
        "the name, the text and the verification on each profile, and the links of the company's home page",
        ("identified = questions answered with yes / questions that could be answered, of five",),
        "four questions could be answered, three of them with yes: 3 / 4 = 75%",
        _NO_LEADER_READ,
    ),
    "leader-posts-per-week": Counting(
        "leader",
        "the dates and words of the leader's posts on all listed channels, over the last 182 days",
        (
            "the listings reach back over all 26 weeks: posts a week = effective posts / weeks",
            "a listing is cut off before: posts a week = (effective posts - 1) / weeks since the oldest one listed",
        ),
        "13 posts that count in 26 weeks: 13 / 26 = 0.5 a week",
        f"{_NO_LEADER_READ}, or only some can be read and those are silent",
    ),
    "leader-last-post": Counting(
        "leader",
        "the date of the newest own post on any channel of the leader",
        (_DAYS,),
        _TEN_DAYS,
        f"{_NO_LEADER_READ}, or only some can be read and those show no post within the period",
    ),
    "leader-participation": Counting(
        "leader",
        "the leader's posts, replies and quotes of the last 182 days, on channels that show replies",
        ("participation = (replies + quotes with own words) / (other own posts + replies + quotes with own words)",),
        "20 replies and quotes, 22 other posts: 20 / (22 + 20) = 47.6%",
        "no channel that shows replies could be read",
    ),
    "leader-own-voice": Counting(
        "leader",
        "the leader's posts, replies and reshares, and the posts of the company and of the other leaders",
        ("own voice = (all activity - bare reshares - copies) / all activity",),
        "50 posts, replies and reshares, of which 4 bare reshares and 1 copy: (50 - 4 - 1) / 50 = 90%",
        "no channel on which reshares can be told from posts could be read",
    ),
    "leader-breadth": Counting(
        "company",
        "for each named leader whether a post came within the last 90 days",
        ("breadth = leaders with a post within 90 days / leaders of whom that is known",),
        "five leaders, of whom four could be judged and two posted: 2 / 4 = 50%",
        "no leader is named, or fewer than half of them could be judged",
    ),
    "active-weeks": Counting(
        "channel",
        "the days of the channel's posts over the last 182 days, in blocks of seven days (26 weeks)",
        ("active weeks = weeks with an effective post / weeks, without quiet weeks of general holiday",),
        "of 26 weeks 3 quiet ones in July are left out, and 20 of the others have a post: 20 / 23 = 87%",
        f"{_UNREADABLE}, {_NO_DAYS}",
    ),
    "longest-silence": Counting(
        "channel",
        "the days of the channel's posts over the last 182 days",
        ("longest silence = the most days from one effective post to the next, without quiet holidays",),
        "posts on 1, 4 and 20 June, and the audit on 30 June: 3, 16 and 10 days, so the longest silence is 16 days",
        f"{_UNREADABLE}, {_NO_DAYS}",
    ),
    "burstiness": Counting(
        "channel",
        "the gaps, in days, between the days on which the channel posts",
        (
            "r = standard deviation of the gaps / mean of the gaps; n = number of gaps",
            "A = (sqrt(n + 1) * r - sqrt(n - 1)) / ((sqrt(n + 1) - 2) * r + sqrt(n - 1))",
            "(the standard deviation says how far the gaps typically lie from their mean; sqrt is the square root)",
        ),
        "seven gaps of 1 day and one of 21 days have the mean 3.5 and the standard deviation 6.61, so that r is "
        "6.61 / 3.5 = 1.89, and A is (3 * 1.89 - 2.65) / (1 * 1.89 + 2.65) = 0.67: a burst, then a long silence. "
        "Eight equal gaps give -1",
        f"{_UNREADABLE}, its posts carry no exact day, or there are fewer than eight gaps between posting days",
    ),
    "dialogue-share": Counting(
        "company",
        "the posts, replies and quotes of the company's accounts of the last 91 days, on channels that show replies",
        ("dialogue = (replies + quotes with own words) / (other effective posts + replies + quotes with own words)",),
        "16 replies and quotes, 42 other posts: 16 / (42 + 16) = 27.6%",
        _hidden("replies"),
    ),
    "response-rate": Counting(
        "company",
        "the questions that others ask below the company's posts, and the answers of the company and its leaders",
        ("response rate = questions answered within a week / questions that are at least a week old",),
        "12 questions, 9 of them answered within a week: 9 / 12 = 75%",
        f"{_FEW}; {_hidden('comments')}",
    ),
    "response-time": Counting(
        "company",
        "the time from each public question to the first answer of the company or of a leader",
        (
            "response time = the hours until half of the questions had a first answer (their median)",
            "(a question without an answer counts as waiting for as long as could be seen: Kaplan and Meier's method)",
        ),
        "five questions, answered after 1, 3 and 20 hours, and two not within a week: put in order, the one in the "
        "middle waited 20 hours",
        f"{_FEW}; {_hidden('comments')}",
    ),
    "invitation": Counting(
        "company",
        "the words and kinds of the company's effective posts of the last 91 days",
        ("invitation = posts with a question or a poll / posts, taken as 60% where it is more",),
        "56 posts, of which 15 ask something: 15 / 56 = 26.8%",
        _hidden("texts"),
    ),
    "originality": Counting(
        "company",
        "the words of the company's own posts of the last 91 days, compared with each other",
        ("originality = 1 - (near repeats + half of the cross-posts) / own posts",),
        "20 own posts, of which one near repeat and two cross-posts: 1 - (1 + 0.5 * 2) / 20 = 90%",
        _hidden("texts"),
    ),
    "not-link-only": Counting(
        "company",
        "the words and links of the company's effective posts of the last 91 days",
        ("not link-only = 1 - posts that are a link with fewer than 40 characters of own text / posts",),
        "10 posts, of which 3 are just a link: 1 - 3 / 10 = 70%",
        _hidden("texts"),
    ),
    "media-mix": Counting(
        "company",
        "the kind of each effective post of the last 91 days: text, picture, gallery, video, document, poll, link, "
        "and so on",
        (
            "H = - sum(share of each kind * ln(share)); kinds = exp(H)",
            "(ln is the natural logarithm, exp its reverse: LN and EXP in a spreadsheet)",
            "(exp(H) is the number of kinds in equal use that would be as mixed: 1 where all posts are alike)",
        ),
        "five texts, three pictures and two videos are shares of 0.5, 0.3 and 0.2, of which ln is -0.69, -1.20 and "
        "-1.61: 0.5 * 0.69 + 0.3 * 1.20 + 0.2 * 1.61 = 1.03, and exp(1.03) is 2.8 kinds",
        f"fewer than five posts tell of what kind they are; {_hidden('posts')}",
    ),
    "alt-text": Counting(
        "company",
        "the pictures of the company's effective posts of the last 91 days, on channels that show whether a picture "
        "is described",
        ("alt text = pictures with a description / pictures of which that can be seen",),
        "18 pictures, of which 13 are described: 13 / 18 = 72.2%",
        _hidden("such texts"),
    ),
    "hashtags": Counting(
        "company",
        "the hashtags of the company's effective posts of the last 91 days",
        ("discipline = posts with no more hashtags than the limit of the platform / posts",),
        "50 posts, of which 2 carry more: 48 / 50 = 96%",
        _hidden("texts"),
    ),
    "readability": Counting(
        "company",
        "the words and sentences of the company's effective posts of the last 91 days that have 30 words or more",
        ("LIX = words / sentences + 100 * words of more than six letters / words",),
        "100 words in 8 sentences, 30 of them long: 100 / 8 + 100 * 30 / 100 = 42.5",
        f"there are fewer than five posts of 30 words or more; {_hidden('texts')}",
    ),
    "channel-recency": Counting(
        "channel",
        "the date of the newest own post on each expected kind of channel",
        (_DAYS,),
        _TEN_DAYS,
        f"{_UNREADABLE}, or no channel of the kind is listed",
    ),
    "linked-accounts": Counting(
        "company",
        "the links of the company's home page, and the links and verification of each account",
        ("linked = accounts linked from the site, linking back to it, or verified / accounts that could be judged",),
        "five accounts, of which four could be judged and three are linked or verified: 3 / 4 = 75%",
        "neither the company's home page nor any of its accounts could be read",
    ),
    "employee-voices": Counting(
        "company",
        "who signs the posts on the company's own channels over the last 182 days, as a count only",
        ("voices = 100 * different people who sign / employees",),
        "six people sign, and the company has 240 employees: 100 * 6 / 240 = 2.5",
        f"the number of employees is not stated, or fewer than three people sign; {_hidden('who signs')}",
    ),
    "credits-people": Counting(
        "company",
        "the words and mentions of the company's effective posts of the last 91 days",
        ("credit = posts that name a leader or tag an account of others / posts",),
        "50 posts, of which 5 name or tag somebody: 5 / 50 = 10%",
        f"no leader is listed and nobody is tagged; {_hidden('texts')}",
    ),
    "h-index": Counting(
        "company",
        "the likes, comments and shares that each effective post of the last 91 days shows",
        ("h = the largest number h such that h posts have at least h interactions each",),
        "five posts have 9, 5, 4, 3 and 1 interactions: three have at least 3, but no four have at least 4, so h is 3",
        f"some posts cannot be seen or judged, and fewer than four can; {_hidden('interactions')}",
    ),
    "outside-voices": Counting(
        "company",
        "who comments under the company's effective posts of the last 91 days, as a count only",
        ("outside voices = different accounts of others that comment / posts",),
        "16 outside accounts under 56 posts: 16 / 56 = 0.286",
        f"more than one comment in ten does not show who wrote it; {_hidden('comments')}",
    ),
}
