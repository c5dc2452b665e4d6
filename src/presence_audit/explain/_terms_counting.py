"""The articles of the terms of counting: which posts count, how a rate is worked out, and over which time."""

from __future__ import annotations

import math

from presence_audit.explain._yardstick import number, origin
from presence_audit.reports.article import Article, Formula, Listing, Section
from presence_audit.scoring import anchors


def effective_posts() -> Article:
    """Which posts count."""
    rules = anchors().effective
    leading = anchors().cadence["linkedin"].default.leading
    a_day = 2 * leading / 7
    sections = (
        Section(
            "The rules",
            (
                Listing(
                    (
                        (
                            "Own words: a reply is no post (it counts as dialogue), and neither is passing on what "
                            f"another wrote, unless at least {rules.own_words} own words stand above it."
                        ),
                        (
                            f"No repeats: nearly the same text within {rules.repeat_days} days is one post, the "
                            "first. Of a leader that holds across all of his or her channels together, and a copy of "
                            f"what the company or another leader wrote in the {rules.copy_days} days before is none."
                        ),
                        (
                            "No floods: only a few posts a day count, namely twice as many as a leading account "
                            "publishes on an average day, rounded up. Of a leader it is one a day."
                        ),
                    )
                ),
                Formula(
                    (
                        "posts that count per day = 2 * leading rate per week / 7, rounded up",
                        f"on LinkedIn: 2 * {number(leading)} / 7 = {number(a_day)}, rounded up {math.ceil(a_day)}",
                    )
                ),
            ),
        ),
        Section(
            "Nearly the same",
            (
                (
                    "Two texts are compared once links, @names, hashtags and digits are taken out. Each is cut into "
                    f"all its runs of {rules.shingle} words in a row. They are nearly the same if at least "
                    f"{rules.similarity:.0%} of all the runs that occur in either occur in both. Texts of fewer than "
                    f"{rules.equality_below} words have to be equal."
                ),
                (
                    "Example: two notices of nine words, of which only the sixth differs. Each has seven runs, four of "
                    "them in both, so that there are ten runs in all: 4 / 10 = 40%. They are two posts."
                ),
            ),
        ),
        Section(
            "Why",
            (
                (
                    "Without these rules a hundred posts on one day would look like a good quarter, and one text "
                    "pasted into five accounts like five voices."
                ),
            ),
        ),
        origin("effective"),
    )
    lead = "An effective post is one that says something of its own: the only kind that counts for how often you post."
    facts = {
        "own_words": rules.own_words,
        "similarity": rules.similarity,
        "repeat_days": rules.repeat_days,
        "copy_days": rules.copy_days,
        "replies_per_recipient": rules.replies_per_recipient,
    }
    return Article("Effective posts", lead, sections, facts)


def rate() -> Article:
    """Posts a week from listings that are whole or cut off."""
    sections = (
        Section(
            "The whole window is seen",
            (Formula(("posts a week = posts / weeks", "26 posts in 13 weeks: 26 / 13 = 2 a week")),),
        ),
        Section(
            "The listing is cut off",
            (
                (
                    "Many sites show the last ten or twenty posts only. Then the oldest of them marks where the time "
                    "begins, and only those after it were counted in that time. To count it too would give too much."
                ),
                Formula(
                    (
                        "posts a week = (posts - 1) / weeks from the oldest one listed to the audit",
                        "10 posts, the oldest 4.5 weeks ago: (10 - 1) / 4.5 = 2 a week",
                    )
                ),
                "The time always ends with the audit and not with the newest post: the silence of today counts too.",
            ),
        ),
        Section(
            "The interval",
            (
                (
                    "Whoever posts at a steady rate still has fuller and emptier weeks by chance. The interval holds "
                    "the rates that agree with what was seen: in nine cases of ten the true one lies within. 10 posts "
                    "in 4.5 weeks of a cut-off listing are 2 a week, and may come from 1.2 to 3.5."
                ),
                (
                    "It is wider where posts come in clusters: once eight weeks are seen, each half of it is "
                    "multiplied by the square root of how many times as much the weeks differ as chance would make "
                    "them. Four times as much makes it twice as wide; it is never made narrower."
                ),
                "(For a whole window it is Garwood's interval of 1936, for counts.)",
            ),
        ),
    )
    lead = "How posts a week are worked out from what a channel lists, also where it does not list everything."
    return Article("Rate", lead, sections)


def windows() -> Article:
    """Over which time each thing is counted, and in whose time zone."""
    sections = (
        Section(
            "The two windows",
            (
                Listing(
                    (
                        "the last 182 days (26 weeks): leaders, consistency, and how many employees sign",
                        "the last 91 days (13 weeks): how often channels post, dialogue, content, community",
                    )
                ),
                (
                    "Another `window_days` in the profiles file changes both: the second is always half of the first. "
                    "The 90 days of leader-breadth and the spans that limit the grade stay as they are."
                ),
            ),
        ),
        Section("Days", ("A day begins and ends in the company's own time zone, which the profiles file states.",)),
    )
    lead = "The audit looks back over half a year, and over the newer half of it for what changes faster."
    return Article("Windows", lead, sections)


def holidays() -> Article:
    """The weeks and days in which silence does not count."""
    weeks = ", ".join(str(week) for week in sorted(anchors().holiday_weeks))
    sections = (
        Section(
            "Which weeks",
            (
                (
                    f"The weeks {weeks} of the year, as calendars number them (by the norm ISO 8601): three weeks of "
                    "July, Christmas and New Year. A week with a post counts as always."
                ),
                "For longest-silence also public holidays on which nothing was posted, where `country:` is stated.",
                "`holidays: false` under `settings:` in the profiles file switches all of it off.",
            ),
        ),
        origin("holidays"),
    )
    lead = (
        "Quiet weeks of general holiday are neither inactive weeks nor silence; quiet public holidays are no silence."
    )
    return Article("Holidays", lead, sections, {"weeks": sorted(anchors().holiday_weeks)})
