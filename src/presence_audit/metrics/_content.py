"""What the measures of content share: which channels show words, and the answer where there is nothing to judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.metrics._leaf import sentence
from presence_audit.metrics._measured import Measured
from presence_audit.metrics._pool import could_show, evidence_of, names

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from presence_audit.metrics._subjects import CompanyChannel


def shows_words(channel: CompanyChannel) -> bool:
    """The platform shows the text of posts, or an export of the owner did."""
    return could_show(channel.view, "text") or any(post.text or post.links for post in channel.effective)


def are_listed(channels: Sequence[CompanyChannel], start: datetime) -> bool:
    """Every post of these channels since `start` is known to be listed, with its date."""
    return all(channel.view.covers(start) and not channel.view.undated for channel in channels)


def none_judged(channels: Sequence[CompanyChannel], start: datetime, what: str) -> Measured:
    """No post could be judged: the question does not arise where all posts are known, else nobody knows.

    Args:
        channels: those that were read.
        start: from when on posts are judged.
        what: what none of them had, after the word "no".
    """
    said = f"no {what} since {start:%Y-%m-%d} on {names(channels)}"
    if are_listed(channels, start):
        return Measured.not_applicable(sentence(said), evidence_of(channels))
    return Measured.unknown(sentence(said, "not every post is known to be listed there"), evidence_of(channels))
