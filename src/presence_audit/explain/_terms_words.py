"""The article of the words that all other articles use, each in a sentence, for whoever knows none of them."""

from __future__ import annotations

from presence_audit.reports.article import Article, Listing, Section
from presence_audit.scoring import anchors

_WHO = (
    "profiles file: the file profiles.yaml, in which you name the company, its channels and its leaders.",
    "channel: one place where somebody publishes: an account on LinkedIn, a blog, a press room.",
    "leader: a person whom you name in the profiles file. Nobody else is looked at by name.",
)
_SHOWN = (
    "listing: what a site shows of the posts of a channel. It is cut off where older posts are left out.",
    "login wall: the page that a site shows instead of a channel to whoever is not signed in.",
    (
        "robots.txt: the file in which a site says which programs may read it. This one keeps to it, unless you state "
        "a permission."
    ),
)
_JUDGED = (
    "share: a part of the whole. 3 of 12 posts are a share of 25%, or 0.25.",
    "mean: the sum divided by how many there are. The mean of 1, 2 and 9 is 4.",
    "median: the one in the middle when all are put in order. The median of 1, 2 and 9 is 2.",
    "points: 0 to 100. A curve turns a number into points (`presence-audit explain curves`).",
    "typical and leading: the value that is worth 50 points, and the one that is worth 90.",
    "anchor: one of these two values. A benchmark is the two of a kind of channel.",
    "weight: how much a number counts where several are put together. A weight of 30 counts twice as much as 15.",
    "unknown: nobody could measure it. It is left out, never counted as zero (`presence-audit explain missing-data`).",
    "interval: from where to where a number may really lie (`presence-audit explain intervals`).",
)


def words() -> Article:
    """The words that are used everywhere."""
    own = anchors().effective.own_words
    said = (
        "post: something of one's own that is published: a text, a picture, a film, an article.",
        "reply: an answer to somebody, or a comment. It is no post; it counts as dialogue.",
        "reshare: passing on what another wrote. A bare one, without words of one's own, is no post.",
        f"quote: passing on with words of one's own above it. From {own} own words on it is a post.",
        "own post: neither a reply nor a bare reshare.",
        (
            "effective post: an own post that counts, because it is no repeat and no flood "
            "(`presence-audit explain effective-posts`)."
        ),
        "interactions: the likes, comments and shares that a post got. Studies call them engagement.",
        "tag or mention: the name of another account within a post, such as `@name`.",
    )
    sections = (
        Section("Who", (Listing(_WHO),)),
        Section("What they do", (Listing(said),)),
        Section("What a stranger sees of it", (Listing(_SHOWN),)),
        Section("How it is judged", (Listing(_JUDGED),)),
    )
    return Article("Words", "The words that are used again and again, each in a sentence.", sections)
