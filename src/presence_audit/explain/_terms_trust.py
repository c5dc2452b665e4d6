"""The articles of the terms of trust: where the values come from, and what the method cannot do."""

from __future__ import annotations

from presence_audit.explain._yardstick import TAGS
from presence_audit.reports.article import Article, Listing, Section

_NAMES = (
    (
        "Rival IQ, Buffer, Metricool, Hootsuite, Socialbakers, Sprout, HubSpot, Campaign Monitor: they sell tools for "
        "marketing, and publish what accounts do or what people say in surveys."
    ),
    "Brunswick, FTI, Kekst CNC: they advise companies on communication, and count how top leaders use social networks.",
    "HDAX: the largest listed companies of Germany.",
    "Ipsos: it asks Norwegians which networks they use.",
    "Lovejoy, Waters and Saxton; Arguello; Kim and Jo; Broder; Bjornsson: authors of research.",
)
_SIGNS = (
    (
        "median: the one in the middle of all that were measured. A mean is the sum divided by how many there are, and "
        "lies higher where a few do very much."
    ),
    (
        "P25 and P75: a quarter of all lie below the one, a quarter above the other. At Rival IQ these are the medians "
        "of industries, not companies."
    ),
    "Poisson process: events that come by pure chance, at a steady rate.",
    "Beta(2,2): a law of chance by which middling values are likelier than extreme ones.",
    "house default: our own value, for want of a source.",
    "the audit's owner: who asked for this program, and put posting often and visible leaders first.",
)


def sources() -> Article:
    """The evidence tags, and what may be trusted."""
    tags = Listing(tuple(f"{tag}: {words}." for tag, words in TAGS.items()))
    trust = (
        (
            "Beside it stands how far to trust the value for what it is used for here: high, medium or low. A number "
            "that was read at the publisher may still be old, or be about large brands in another country."
        ),
    )
    sections = (
        Section("The five letters", (tags,)),
        Section("Trust", trust),
        Section("Names that stand there", (Listing(_NAMES),)),
        Section("Words that stand there", (Listing(_SIGNS),)),
    )
    lead = "Every anchor of the method has a source, a year and a letter that says how the number was come by."
    return Article("Sources", lead, sections, {"tags": dict(TAGS)})


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
                        (
                            "the medians of brands (of all of them the one in the middle) on Facebook, Instagram, X "
                            "and TikTok, read in an extract by others"
                        ),
                        (
                            "means that vendors publish, which lie two to three times above the account in the middle, "
                            "since a few who post very much pull them up"
                        ),
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
                    "Mastodon and Pinterest, and most of what is called leading in content and community. You may "
                    "well judge otherwise: `--sensitivity` shows how little or how much of the total hangs on the "
                    "weights."
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
                            "American, and of two things that go together neither need be the cause of the other"
                        ),
                        "quality: a program can see whether a post is a copy or described, not whether it is wise",
                        (
                            "reach and sales: followers are shown, never scored, since they can be bought; likes count "
                            "in h-index alone, which a thousand likes on one post raise by no more than one"
                        ),
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
