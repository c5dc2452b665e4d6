"""The articles of what a report shows beside its score."""

from __future__ import annotations

from presence_audit.reports.article import Article, Formula, Listing, Section
from presence_audit.scoring import anchors

_SHOWN = "It is shown and not scored."


def voices() -> Article:
    """Who speaks for the company."""
    sections = (
        Section(
            "As if so many voices spoke equally",
            (
                (
                    "It is 1 where one account says everything, and as high as the number of accounts where each "
                    "says as much. Three accounts of which one does nearly all the talking come to little more than "
                    "1."
                ),
                "Example: three accounts with 60%, 26% and 14% of the posts are 2.5 voices:",
                Formula(
                    (
                        "H = - sum(share of each voice * ln(share)); effective voices = exp(H)",
                        "ln(0.60) = -0.51, ln(0.26) = -1.35, ln(0.14) = -1.97",
                        "H = 0.60 * 0.51 + 0.26 * 1.35 + 0.14 * 1.97 = 0.93; exp(0.93) = 2.5",
                    )
                ),
                (
                    "(ln is the natural logarithm, exp its reverse: LN and EXP in a spreadsheet. H is called the "
                    "entropy: how mixed the shares are.)"
                ),
            ),
        ),
        Section(
            "What is counted",
            (
                "The effective posts of the last 91 days on all channels that could be read, each post once.",
                (
                    "Employees who sign are told as one line, and only where there are three or more of them. Fewer "
                    "are added to the company."
                ),
            ),
        ),
        Section("In the score", (_SHOWN,)),
    )
    return Article("Voices", "Who speaks for the company: by account, and by the person who signs.", sections)


def rhythm() -> Article:
    """When the company is heard."""
    sections = (
        Section(
            "What is shown",
            (
                Listing(
                    (
                        "posts by weekday and hour, in the company's own time zone",
                        "the longest stretch without a post on any channel",
                        "the days on which nobody was heard, and the posts of each week",
                    )
                ),
                "Here repeats count too: who says a thing twice is heard twice. Replies and bare reshares do not.",
                (
                    "A week has no number where one of the channels that were read does not show all of it. The days "
                    "without a post are told only where every channel shows them."
                ),
            ),
        ),
        Section("In the score", (f"{_SHOWN} There is no good evidence that certain hours or weekdays matter.",)),
    )
    return Article("Rhythm", "When in the day, the week and the half-year the company is heard.", sections)


def trend() -> Article:
    """Whether a rate rises or falls."""
    sections = (
        Section(
            "How it is told",
            (
                (
                    "The posts of each week are compared with those of each later one. Two things are asked. Are later "
                    "weeks fuller so much more often than emptier (or the reverse) that chance would do it less than "
                    "once in twenty times? (That is the test of Mann and Kendall.) And would half a year change it by "
                    "more than a fifth of the week in the middle? If both hold, it is called rising or falling."
                ),
                (
                    "How steep it is: between every two weeks there is a change per week. The one in the middle of "
                    "all these is taken (the slope of Theil and Sen), which one odd week cannot move, and is told for "
                    "26 weeks."
                ),
            ),
        ),
        Section("When it is unknown", ("Where fewer than ten weeks are known.",)),
        Section("In the score", (_SHOWN,)),
    )
    return Article("Trend", "Whether a channel or a leader posts more often than before, or less.", sections)


def network() -> Article:
    """Who answers whom."""
    sections = (
        Section(
            "What is shown",
            (
                Listing(
                    (
                        "mentions: one account named the other",
                        "answers: one replied to the other",
                        "quotes and reshares: one passed on what the other wrote, with or without own words",
                    )
                ),
                "Only accounts of the company and of its named leaders are shown, never those of others.",
            ),
        ),
        Section("In the score", (_SHOWN,)),
    )
    lead = "How often the accounts of the company and its leaders name, answer, quote or pass on each other."
    return Article("Network", lead, sections)


def daily_use() -> Article:
    """How many people use a channel every day."""
    shares = tuple(f"{name}: {used.percent}% ({used.year})" for name, used in anchors().daily_use.items())
    sections = (
        Section("The shares", (Listing(shares), "Source: Ipsos SoMe-tracker, people of 18 years and older.")),
        Section("In the score", ("It is quoted in findings and scored nowhere.",)),
    )
    return Article("Daily use", "The share of Norwegian adults who use a kind of channel every day.", sections)
