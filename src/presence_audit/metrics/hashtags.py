"""The share of the company's posts that carry no more hashtags than is good on the platform.

What it measures:
    Of the posts of the last 91 days that count, and of which text, hashtags, mentions or links are shown: how many keep
    within the limit. It is 1 hashtag on Threads, 2 on X, 3 on Facebook, and 5 on Instagram, LinkedIn, Mastodon,
    Bluesky, TikTok and elsewhere. None at all is fine. In an article the sign # is not taken for a hashtag.

Why it matters:
    A cloud of hashtags reads as advertising, to people and to platforms: Instagram has allowed no more than five
    since December 2025, Threads links one, LinkedIn advises three to five. The other limits are a house default.

How to improve:
    Choose the one or two words that people really follow, and drop the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.metrics._contract import Metric
from presence_audit.metrics._leaf import counted, sentence
from presence_audit.metrics._measured import Measured
from presence_audit.metrics._pool import effective_in, evidence_of, none_judged, pooled, shows_words, since
from presence_audit.metrics._texts import hashtags_in
from presence_audit.metrics._traces import with_words_unknown, without_words
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import CompanyChannel, Subjects
    from presence_audit.model.observation import Post


def _is_above(post: Post, limit: int) -> bool:
    """More hashtags than the limit; readers list each once, hence the text is counted too."""
    if len(post.hashtags) > limit:
        return True
    return post.kind != "article" and post.text.count("#") > limit and hashtags_in(post.text) > limit


def _measured(channels: Sequence[CompanyChannel], start: datetime) -> Measured:
    posts: list[Post] = []
    above: dict[str, int] = {}
    wordless = 0
    for channel in channels:
        limit = anchors().hashtag_limit(channel.view.channel.platform)
        inside = effective_in(channel, start)
        wordless += without_words(inside)
        judged = [p for p in inside if p.trace is None and (p.text or p.hashtags or p.mentions or p.links)]
        posts += judged
        over = sum(_is_above(post, limit) for post in judged)
        if over:
            above[channel.view.name] = above.get(channel.view.name, 0) + over
    if not posts:
        return none_judged(channels, start, "posts with text", wordless)
    count = sum(above.values())
    reason = sentence(
        f"{count} of {counted(len(posts), 'post')} {'carries' if count == 1 else 'carry'} too many hashtags",
        ", ".join(f"{name} {over}" for name, over in above.items()),
    )
    answer = Measured.of((len(posts) - count) / len(posts), evidence_of(channels), reason=reason, posts=posts)
    return with_words_unknown(answer, wordless)


def measure(subjects: Subjects) -> Iterator[Found]:
    """One leaf, of the company, and an unknown one for each channel that hides its texts."""
    start = since(subjects)
    return pooled(METRIC.id, subjects, "text", lambda channels: _measured(channels, start), shown=shows_words)


METRIC = Metric(
    id="hashtags",
    passing="Hashtags are used with care",
    failing="Some posts carry too many hashtags",
    unit="share of posts",
    curve="share; half of the posts is worth 50, 95 % are worth 90",
    about=__doc__,
    measure=measure,
)
