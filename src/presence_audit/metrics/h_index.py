"""How far the company's posts move others, measured so that one hit and bought likes weigh little.

What it measures:
    It is called the h-index: an h of 6 means that six posts have at least six interactions each, and that there are
    not seven posts with seven each. Interactions are the likes, comments and shares that are shown; a post that shows
    none of the three is left out. All channels count together, over the posts of the last 91 days that count.

Why it matters:
    A mean is made by one lucky post, a sum by posting much. J. E. Hirsch (2005) asked for both at once: several posts
    that each moved several people. A thousand likes on one post raise it by no more than one. The median post (the one
    in the middle of all) on X, Threads and Bluesky has four interactions (Buffer 2025).

How to improve:
    Look at what your best posts have in common, and do more of it. Ask colleagues to comment, not only to like.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from presence_audit.metrics._contract import Metric
from presence_audit.metrics._leaf import counted, sentence
from presence_audit.metrics._measured import Measured
from presence_audit.metrics._pool import could_show, effective_in, evidence_of, names, none_judged, pooled, since
from presence_audit.metrics._traces import without_words
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import CompanyChannel, Subjects
    from presence_audit.model.observation import Post


def _interactions(post: Post) -> int | None:
    """The sum of those that are shown, None where none is."""
    seen = post.engagement
    if seen.likes is None and seen.comments is None and seen.shares is None:
        return None
    return (seen.likes or 0) + (seen.comments or 0) + (seen.shares or 0)


def _h_of(counts: Iterable[int]) -> int:
    """The largest h such that h of the numbers are h or more."""
    return sum(count >= place for place, count in enumerate(sorted(counts, reverse=True), 1))


def _measured(subjects: Subjects, posts_of: Mapping[str, Sequence[Post]], there: Sequence[CompanyChannel]) -> Measured:
    start, evidence = since(subjects), evidence_of(there)
    counts: list[int] = []
    posts: list[Post] = []
    hidden = 0
    for channel in there:
        for post in posts_of[channel.view.channel.id]:
            interactions = _interactions(post)
            if interactions is None:
                hidden += 1
                continue
            counts.append(interactions)
            posts.append(post)
    if not counts and not hidden:
        return none_judged(there, start, "posts")
    if not counts:
        return Measured.unknown(f"There is no post on {names(there)} that shows how many reacted.", evidence)
    is_partial = not all(channel.view.covers(start) for channel in there)
    typical = anchors().metrics[METRIC.id].typical
    # No h is above the number of posts: so few would say how short the listing is, and nothing of the company.
    if (is_partial or hidden) and len(counts) < (typical or 0):
        return Measured.unknown(f"Only {counted(len(counts), 'post')} of those days can be judged.", evidence)
    h, earlier = _h_of(counts), without_words(posts)
    reason = sentence(
        f"of {counted(len(counts), 'post')} on {names(there)}, {h} have at least {counted(h, 'interaction')} each",
        f"{counted(hidden, 'more post')} show none of it" if hidden else "",
        "not every post of those days is shown; the true figure may be higher" if is_partial else "",
        f"{counted(earlier, 'post')} of earlier audits with as many interactions as they had then" if earlier else "",
    )
    return Measured.of(h, evidence, reason=reason, posts=posts).partly(higher=bool(earlier))


def measure(subjects: Subjects) -> Iterator[Found]:
    """One leaf of the company over all channels, and one for each that hides how many react."""
    start = since(subjects)
    posts_of = {channel.view.channel.id: effective_in(channel, start) for channel in subjects.channels}

    def shows(channel: CompanyChannel) -> bool:
        """A post shows how many reacted; where there is no post, the platform would have shown it."""
        posts = posts_of[channel.view.channel.id]
        if not posts:
            return could_show(channel.view, "engagement")
        return any(_interactions(post) is not None for post in posts)

    return pooled(METRIC.id, subjects, "engagement", partial(_measured, subjects, posts_of), shown=shows, grows=True)


METRIC = Metric(
    id="h-index",
    passing="Several posts have moved several people each",
    failing="Few posts have moved more than a few people",
    unit="posts with as many interactions each",
    curve="more is better; 4 is worth 50, 15 are worth 90",
    about=__doc__,
    measure=measure,
)
