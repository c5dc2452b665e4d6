"""The articles of the terms of certainty: what is not known, how much that is, and how far a number may be off."""

from __future__ import annotations

from presence_audit.explain._yardstick import number, origin, source_words
from presence_audit.reports.article import Article, Formula, Listing, Section
from presence_audit.scoring import anchors

_HALF = 70  # points of the known half of a pillar, in the example


def missing_data() -> Article:
    """The four states of a number."""
    sections = (
        Section(
            "The four states",
            (
                Listing(
                    (
                        "value: it was measured. It counts by its points.",
                        (
                            "absent: it is confirmed not to be there, by the platform, its owner or your profiles "
                            "file. It counts as zero points, also where it is a good choice: what is measured is "
                            "what the public can see."
                        ),
                        (
                            "not applicable: the question does not arise. Where nobody asked, nothing could be "
                            "answered. It weighs nothing, and its weight moves to the rest."
                        ),
                        (
                            "unknown: nobody can say (a login wall, robots.txt, an error, a listing that was cut "
                            "off). It is left out of the score, and the likely range widens."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "Where the line runs",
            (
                (
                    "A platform's wall is unknown. An account that its owner has closed to the public is absent. A "
                    "search that finds nothing is unknown, never absent."
                ),
                (
                    "Of a channel that is declared absent nobody asks how often it posts: that is not applicable. It "
                    "counts once, as absent, in the pillar Channel coverage."
                ),
            ),
        ),
    )
    lead = "Unknown is never zero: every number is in one of four states, and only the first two count."
    return Article("Missing data", lead, sections)


def likely_range() -> Article:
    """The likely range and the hard bounds."""
    low, high = anchors().likely
    least, most = anchors().bounds
    ends = " and ".join(f"0.5 * {_HALF} + 0.5 * {end:g} = {0.5 * _HALF + 0.5 * end:g}" for end in (low, high))
    sections = (
        Section(
            "How it is computed",
            (
                (
                    f"The whole score is computed again, once with every unknown number at {low:g} points and once at "
                    f"{high:g}. Where only some leaders are known, the others count as silent in the one and as active "
                    "in the other."
                ),
                f"Example: half of a pillar is known, with {_HALF} points. It lies between:",
                Formula((ends,)),
                (
                    "Every pillar takes part, also one of which so little is known that it is shown as `?`. So the "
                    "printed score, which leaves out what is unknown, can lie near one end, or beyond it where what "
                    "is known is very good or very poor."
                ),
            ),
        ),
        Section(
            f"Why {low:g} and {high:g}",
            (
                (
                    "In words: if nothing is known of a number, middling points are taken to be likelier than extreme "
                    "ones, and then eight times of ten it lies between these two. "
                    f"{source_words(anchors().sources['range'])}"
                ),
            ),
        ),
        Section(
            "Hard bounds",
            (f"The same with {least:g} and {most:g}, as if everything unknown were as bad or as good as can be.",),
        ),
        Section(
            "Widest range",
            (
                (
                    "A number that was measured on a part of the channels could move too, if the rest were seen. In "
                    "the widest range (`shown.widest` in the JSON) it stands at "
                    f"{least:g} where a channel that could not be read could make it worth less, and at {most:g} where "
                    "it could make it worth more. `shown.partial` lists these numbers. Where an account is "
                    "linked, verified or active, or nobody can say, it counts both answers. Whatever a channel that "
                    "could not be read turns out to hold, the score lies within."
                ),
                (
                    "A listing that is cut off, and the chance that lies in few posts, move the ranges only with "
                    "`--intervals`."
                ),
            ),
        ),
        Section(
            "What it is good for",
            (
                (
                    "Hiding a channel does not raise the low end of the widest range (but for corners of less than 0.2 "
                    "points); that of the likely range it can, where the channel is worth less than 20. Compare two "
                    "companies by their ranges: where these overlap, the difference may be no more than what could be "
                    "measured."
                ),
            ),
        ),
    )
    lead = "The likely range says between which two scores the true one probably lies, given what is not known."
    return Article("Likely range", lead, sections, {"likely": [low, high], "bounds": [least, most]})


def coverage() -> Article:
    """Data coverage."""
    limits = anchors().thresholds
    sections = (
        Section(
            "How it is computed",
            (
                Formula(
                    (
                        "coverage of a pillar = weight of its known numbers / weight of its numbers that apply",
                        "data coverage = sum of (pillar weight * its coverage) / sum of the pillar weights",
                    )
                ),
                (
                    "Example: the numbers of a pillar weigh 30, 35, 25 and 10, and the one of 25 is unknown: "
                    "75 / 100 = 75%."
                ),
                "What does not apply (nobody asked a question, so none could be answered) counts on neither side.",
            ),
        ),
        Section(
            "What it does",
            (
                (
                    f"A pillar of which less than {limits.pillar_known:.0%} is known is shown as `?` and left out. "
                    f"The grade is provisional where less than {limits.provisional_total:.0%} of everything, or less "
                    f"than {limits.provisional_pillar:.0%} of cadence or of leaders, is known. Coverage itself neither "
                    "adds points nor takes any."
                ),
            ),
        ),
        origin("thresholds"),
    )
    lead = "Data coverage is the share of the method, by weight, that could be measured at all."
    facts = {
        "pillar_known": limits.pillar_known,
        "provisional_total": limits.provisional_total,
        "provisional_pillar": limits.provisional_pillar,
    }
    return Article("Data coverage (term coverage)", lead, sections, facts)


def confidence() -> Article:
    """The three words of confidence."""
    limits = anchors().thresholds
    asked = tuple(
        f"{name}: at least {need.coverage:.0%} of the data known, and the likely range no more than "
        f"{2 * need.half_width:g} points wide"
        for name, need in (("high", limits.high), ("medium", limits.medium))
    )
    sections = (
        Section("The three words", (Listing((*asked, "low: everything else")),)),
        Section("What it does not do", ("It never changes the score: a well-known 40 and a guessed 40 are both 40.",)),
        origin("thresholds"),
    )
    return Article("Confidence", "Confidence says in one word how far the score can be relied on.", sections)


def intervals() -> Article:
    """Why a measured number has an interval, and the option that lets it widen the range."""
    sections = (
        Section(
            "Why a measured number may be off",
            (
                Listing(
                    (
                        (
                            "By chance. Whoever posts twice a week in the long run may post 22 times in one quarter "
                            "and 30 times in the next; 9 answers to 12 questions could as well have been 10. In nine "
                            "cases of ten the true rate or share lies within the interval."
                        ),
                        (
                            "By what could not be judged. Of 5 accounts 3 are linked, 1 is not and 1 is unknown: the "
                            "share is 3 of 4, and in truth 3 or 4 of 5."
                        ),
                        "By a coarse date. Of a post that the site dates to June nobody knows the day.",
                    )
                ),
                "The fewer things were counted, the wider it is.",
            ),
        ),
        Section(
            "What it does to the score",
            (
                (
                    "Nothing: the score takes the number itself. With the option `--intervals` the likely range takes "
                    "in the low and the high end of each interval; without it the likely range holds only what is "
                    "unknown."
                ),
            ),
        ),
    )
    lead = "An interval says from where to where a measured number may really lie."
    return Article("Intervals", lead, sections)


def sensitivity() -> Article:
    """How the total moves under other choices."""
    sections = (
        Section(
            "What is tried",
            (
                Listing(
                    (
                        (
                            "other weights: every pillar up to 30% heavier or lighter, thousands of times over; nine "
                            "of ten totals lie between the two that are shown"
                        ),
                        (
                            "other ways to put the pillars together: by the plain mean (exponent 1), as the method "
                            "does (1/2), and so that one pillar at zero makes the whole zero (near 0)"
                        ),
                        (
                            "guesses: every unknown number drawn by lot, middling points more often than extreme "
                            "ones; nine of ten totals lie between the two that are shown"
                        ),
                    )
                ),
                "The lots are drawn from a fixed start, so that the same evidence gives the same figures.",
            ),
        ),
        Section(
            "How to read it",
            (
                "If the total hardly moves, it does not hang on our choices.",
                "The option `--sensitivity` of `presence-audit scan` tells it.",
            ),
        ),
    )
    lead = "Sensitivity shows how far the total would move if the method had been made up a little differently."
    return Article("Sensitivity", lead, sections)


def evidence() -> Article:
    """What stands behind a number."""
    sections = (
        Section(
            "What is kept",
            (
                (
                    "For every answer of a site: its address, the time, the status (200 means that it was given), and "
                    "the digest (SHA-256) of what it said. A digest is a fingerprint: if one letter of the answer were "
                    "another, it would be another digest."
                ),
                "For every number also the posts that it was counted from, each with its address and time.",
            ),
        ),
        Section(
            "How to look",
            (
                Listing(
                    (
                        "`presence-audit explain RESULT.json` lists the numbers of a result.",
                        (
                            "`presence-audit explain RESULT.json SUBJECT#METRIC` shows one of them, with up to "
                            f"{number(50)} posts."
                        ),
                        "`presence-audit scan --record FILE.warc.gz` keeps the answers themselves.",
                    )
                ),
            ),
        ),
    )
    return Article("Evidence", "Every number can be followed to the answers and the posts that it rests on.", sections)
