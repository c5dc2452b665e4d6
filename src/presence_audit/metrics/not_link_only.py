"""The share of the company's posts that say something themselves, and are not just a link.

What it measures:
    Of the posts of the last 91 days that count and have text or links: how many are more than a link. A post is just a
    link where it has one and fewer than 40 characters of its own text, when web addresses, @names and hashtags are
    taken out. What stands on a blog or in a newsroom, and an article anywhere, is itself what others link to, and never
    just a link. Pictures without a word are not judged.

Why it matters:
    A bare link asks people to leave without saying why. Posts with links reach fewer people on LinkedIn and get little
    response on Facebook (vendor studies, so take the direction and not the figures); the threshold of 40 characters is
    a house default.

How to improve:
    Say in two sentences why the matter is worth reading; put the link after them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.metrics._contract import Metric
from presence_audit.metrics._leaf import counted, sentence
from presence_audit.metrics._measured import Measured
from presence_audit.metrics._pool import effective_in, evidence_of, none_judged, pooled, shows_words, since
from presence_audit.metrics._texts import is_latin, length, own, plain
from presence_audit.metrics._traces import with_words_unknown, without_words
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import CompanyChannel, Subjects
    from presence_audit.model.observation import Post


def _says_something(post: Post) -> bool:
    """The post has a link, or text that can be seen."""
    if post.links or is_latin(post.text):
        return bool(post.links or post.text.strip())
    return bool(plain(post.text).strip())


def _is_link_only(post: Post, least: float) -> bool:
    if post.kind == "article" or not (post.links or post.kind == "link" or "://" in post.text):
        return False
    return length(own(plain(post.text))) < least


def _measured(channels: Sequence[CompanyChannel], start: datetime) -> Measured:
    least = anchors().metrics[METRIC.id].extra["least_characters"]
    posts: list[Post] = []
    bare = wordless = 0
    for channel in channels:
        inside = effective_in(channel, start)
        wordless += without_words(inside)
        judged = [post for post in inside if post.trace is None and _says_something(post)]
        posts += judged
        is_source = channel.view.category == "blog"
        bare += sum(_is_link_only(post, least) for post in judged if not is_source or post.kind == "link")
    if not posts:
        return none_judged(channels, start, "posts with text or links", wordless)
    reason = sentence(
        f"{bare} of {counted(len(posts), 'post')} with text or links {'is' if bare == 1 else 'are'} just a link"
    )
    answer = Measured.of((len(posts) - bare) / len(posts), evidence_of(channels), reason=reason, posts=posts)
    return with_words_unknown(answer, wordless)


def measure(subjects: Subjects) -> Iterator[Found]:
    """One leaf, of the company, and an unknown one for each channel that hides its texts."""
    start = since(subjects)
    return pooled(METRIC.id, subjects, "text", lambda channels: _measured(channels, start), shown=shows_words)


METRIC = Metric(
    id="not-link-only",
    passing="Posts say why a link is worth following",
    failing="Some posts are just a link",
    unit="share of posts",
    curve="share; half of the posts is worth 50, 90 % are worth 90",
    about=__doc__,
    measure=measure,
)
