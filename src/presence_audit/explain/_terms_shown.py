"""The articles of what a report shows beside its score, and of what the method cannot do."""

from __future__ import annotations

from presence_audit.reports.article import Article, Formula, Listing, Section
from presence_audit.scoring import anchors

_SHOWN = "It is shown and not scored."


def voices() -> Article:
    """Who speaks for the company."""
    sections = (
        Section(
            "The effective number of voices",
            (
                (
                    "It is 1 where one account says everything, and as high as the number of accounts where each "
                    "says as much. Three accounts of which one does nearly all the talking come to little more than "
                    "1."
                ),
                Formula(("H = - sum(share of each voice * ln(share)); effective voices = exp(H)",)),
                "(ln is the natural logarithm, exp its reverse; H is called the entropy: how mixed the shares are.)",
            ),
        ),
        Section("Employees", ("Employees are one line, and only where three or more of them sign.",)),
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
                "A week is left open where not every channel that was read is known to show it.",
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
                    "Each week is compared with each later one. If later weeks are higher so much more often than "
                    "lower that chance would do it less than once in twenty times (the test of Mann and Kendall), "
                    "the trend is told."
                ),
                (
                    "How steep it is: the middle one of all slopes between two weeks (the slope of Theil and Sen), "
                    "which one odd week cannot move."
                ),
            ),
        ),
        Section("When it is unknown", ("Fewer than ten known weeks say nothing.",)),
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


def limits() -> Article:
    """What the method cannot do."""
    sections = (
        Section(
            "Firm ground",
            (
                Listing(
                    (
                        "the arithmetic of curves, ranges and cut-off listings, which was checked by simulation",
                        "the figures on top leaders in the Nordic countries, Poland and Germany",
                        "that those who post more often, and in more weeks, are seen more",
                        "the rule on descriptions of images, and the bands of readability",
                    )
                ),
            ),
        ),
        Section(
            "Softer ground",
            (
                Listing(
                    (
                        "the medians of brands on Facebook, Instagram, X and TikTok, read in an extract by others",
                        "means that vendors publish, which lie two to three times above what is usual",
                        "what customers expect of answers, asked by those who sell tools for it",
                    )
                ),
            ),
        ),
        Section(
            "Our own judgement",
            (
                (
                    "Everything marked H has no source: most weights, the anchors of YouTube, Threads, Bluesky, "
                    "Mastodon and Pinterest, and most of what is called leading in content and community. It is open "
                    "for you to change your mind about: `--sensitivity` shows how little or how much hangs on it."
                ),
            ),
        ),
        Section(
            "What no number here says",
            (
                Listing(
                    (
                        (
                            "cause: studies of frequency watch accounts that are active already, mostly large and "
                            "American, and what goes together need not follow from each other"
                        ),
                        "quality: a program can see whether a post is a copy or described, not whether it is wise",
                        "reach and sales: followers and likes are shown, never scored, since they can be bought",
                        "people: only leaders whom you name are looked at, and employees are only ever counted",
                    )
                ),
            ),
        ),
        Section(
            "Comparing",
            (
                (
                    "Scores can be compared within one version of the method only; `presence-audit compare` "
                    "therefore scores both results by today's."
                ),
            ),
        ),
    )
    lead = "What the method is sure of, what it is less sure of, and what it cannot say at all."
    return Article("Limits", lead, sections)
