"""The share of the company's pictures that have an alternative text.

What it measures:
    An alternative text is a sentence stored with a picture that says what it shows. Counted are the pictures (and
    other media that can be described) in the posts of the last 91 days that count, on the channels that show such
    texts to strangers: Mastodon, Bluesky, the company's own site and some others. A picture of which that cannot be
    seen is not counted. Where no picture was published the question does not arise.

Why it matters:
    An alternative text is what a blind reader hears. The Norwegian rules on universal design of ICT ask for one on
    every picture, and hold for what companies publish in social media too (Uutilsynet, "Sosiale medier og
    universell utforming"). Typical is 0-20 % (Gleason 2019; Bluesky 2024-25), so half is worth 50 points already.

How to improve:
    Write one sentence on what the picture shows and why it is there, before you publish; most platforms can be set to
    remind you.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.metrics._contract import Metric
from presence_audit.metrics._leaf import counted, sentence
from presence_audit.metrics._measured import Measured
from presence_audit.metrics._pool import could_show, effective_in, evidence_of, none_judged, pooled, since

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import CompanyChannel, Subjects
    from presence_audit.model.observation import Post


def _shows_alt_text(channel: CompanyChannel) -> bool:
    seen = any(post.media_with_alt is not None for post in channel.effective)
    return seen or could_show(channel.view, "alt text")


def _is_hidden(post: Post) -> bool:
    """The post may have pictures of which nobody can tell whether they are described."""
    return post.media is None or (post.media > 0 and post.media_with_alt is None)


def _measured(channels: Sequence[CompanyChannel], start: datetime) -> Measured:
    posts: list[Post] = []
    pictures = described = hidden = 0
    for channel in channels:
        for post in effective_in(channel, start):
            if post.media and post.media > 0 and post.media_with_alt is not None:
                posts.append(post)
                pictures += post.media
                described += min(max(post.media_with_alt, 0), post.media)
            else:
                hidden += _is_hidden(post)
    if not pictures and hidden:
        reason = f"of {counted(hidden, 'post')} it is not shown whether they have pictures with alternative texts"
        return Measured.unknown(sentence(reason), evidence_of(channels))
    if not pictures:
        return none_judged(channels, start, "pictures")
    missing = pictures - described
    reason = sentence(
        f"{missing} of {counted(pictures, 'picture')} {'has' if missing == 1 else 'have'} no alternative text",
        f"{counted(hidden, 'post')} could not be judged" if hidden else "",
    )
    return Measured.of(described / pictures, evidence_of(channels), reason=reason, posts=posts)


def measure(subjects: Subjects) -> Iterator[Found]:
    """One leaf, of the company, and an unknown one for each channel that would show alternative texts."""
    start = since(subjects)
    return pooled(METRIC.id, subjects, "alt text", lambda channels: _measured(channels, start), shown=_shows_alt_text)


METRIC = Metric(
    id="alt-text",
    passing="Pictures have alternative texts",
    failing="Pictures lack alternative texts",
    unit="share of pictures",
    curve="share; half of the pictures is worth 50, 95 % are worth 90",
    about=__doc__,
    measure=measure,
)
