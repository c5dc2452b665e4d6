"""Measures of the company as a whole: one leaf over all channels that show what is asked, pooled post by post.

A channel that could have shown it but was not read is an unknown leaf of its own. Its share of the metric's weight is
that of its category in the method's importance, so that hiding a channel costs coverage and widens the range.
Channels that never show it (replies on a LinkedIn page, say) take no part: nobody can measure that.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from presence_audit.metrics._calendar import days_before, published
from presence_audit.metrics._leaf import leaf, sentence
from presence_audit.metrics._measured import Measured
from presence_audit.metrics._traces import left_out
from presence_audit.platforms import platforms
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import CompanyChannel, Subjects
    from presence_audit.metrics._views import ChannelView
    from presence_audit.model.observation import Evidence, Post
    from presence_audit.platforms import Shows

_THINGS: Final = {"text": "texts", "alt text": "alternative texts", "engagement": "reactions"}
UNHEARD: Final = "What people say under the posts was not read."


def since(subjects: Subjects) -> datetime:
    """The start of the newer half of the period, over which the measures of the company are taken (91 days)."""
    return days_before(subjects.as_of, subjects.cadence_days)


def effective_in(channel: CompanyChannel, start: datetime) -> list[Post]:
    """The effective posts of a channel from `start` on, in order of time."""
    first = bisect_left(channel.effective, start, key=published)
    return list(channel.effective[first:])


def could_show(view: ChannelView, what: Shows) -> bool:
    """Whether strangers, or the owner's export, can see this on the platform at all."""
    platform = platforms().get(view.channel.platform)
    return platform is not None and what in platform.shows


def shows_words(channel: CompanyChannel) -> bool:
    """The platform shows the text of posts, or an export of the owner did."""
    return could_show(channel.view, "text") or any(map(_has_words, channel.effective))


def _has_words(post: Post) -> bool:
    """The post has text or links, or had, where they are not kept."""
    return bool(post.text or post.links or (post.trace is not None and post.trace.print is not None))


def is_read(view: ChannelView, subjects: Subjects) -> bool:
    """The channel was read, and so lately that it speaks for the newer half of the period."""
    return view.standing == "read" and view.until >= days_before(subjects.as_of, subjects.cadence_days / 2)


def is_hidden(view: ChannelView, subjects: Subjects) -> bool:
    """Nobody knows what is on the channel, or what has been on it of late."""
    return view.standing == "unknown" or (view.standing == "read" and not is_read(view, subjects))


def could_be_copied(subjects: Subjects) -> bool:
    """A channel of the company is hidden: what its leaders say may be what it said there before."""
    return any(is_hidden(channel.view, subjects) and not channel.view.is_activity for channel in subjects.channels)


def in_doubt_of_all(subjects: Subjects) -> int:
    """How many posts of the period may be near copies, or have some, although nobody can see it, wherever they stand.

    A leader's post counts once whoever said it before: on another channel, as another leader, or as the company.
    """
    views = {channel.view.channel.id: channel.view for channel in subjects.channels}
    views |= {view.channel.id: view for leader in subjects.leaders for view in leader.channels}
    return sum(view.in_doubt_from(view.since) for view in views.values())


def _is_veiled(view: ChannelView, subjects: Subjects) -> bool:
    """A hidden channel of a platform that shows strangers no posts: what its owner's export would tell is not known."""
    return is_hidden(view, subjects) and not view.is_activity and not could_show(view, "posts")


def _why(view: ChannelView, subjects: Subjects, missed: str) -> str:
    if is_read(view, subjects):
        return missed
    if view.standing == "read":
        return f"{view.name} was last read on {view.until:%Y-%m-%d}; what came since is not known."
    return view.why


def names(channels: Sequence[CompanyChannel]) -> str:
    """The channels as a list of names, each once."""
    return ", ".join(dict.fromkeys(channel.view.name for channel in channels))


def evidence_of(channels: Sequence[CompanyChannel]) -> list[Evidence]:
    """What the channels rest on."""
    return [piece for channel in channels for piece in channel.view.evidence]


def is_all_listed(channels: Sequence[CompanyChannel], start: datetime) -> bool:
    """Everything from `start` up to the audit is known to be listed with its date: where none is seen there is none.

    What was read more than a day ago does not say that nothing has come since.
    """
    return all(
        channel.view.covers(start)
        and channel.view.until >= channel.view.as_of
        and channel.view.observation is not None
        and all(post.published_at is not None for post in channel.view.observation.posts)
        for channel in channels
    )


def none_judged(channels: Sequence[CompanyChannel], start: datetime, what: str, wordless: int = 0) -> Measured:
    """The answer where nothing could be judged: the question does not arise where all is listed, else nobody knows.

    Args:
        channels: those that were read.
        start: from when on posts are judged.
        what: what none of them had, after the word "no".
        wordless: how many posts were left out because their words are not kept: any of them may have had it.
    """
    if wordless:
        nothing = f"nothing else can be judged on {names(channels)}"
        return Measured.unknown(sentence(left_out(wordless), nothing), evidence_of(channels))
    said = f"no {what} since {start:%Y-%m-%d} on {names(channels)}"
    if is_all_listed(channels, start):
        return Measured.not_applicable(sentence(said), evidence_of(channels))
    return Measured.unknown(sentence(said, "not every post is known to be listed there"), evidence_of(channels))


def _shares(subjects: Subjects, channels: Sequence[CompanyChannel]) -> dict[str, float]:
    """What part of a pooled metric each channel stands for, adding up to 1: its category's importance, shared out."""
    categories = [channel.view.category or "" for channel in channels]
    raw = [subjects.importance.get(category, 0.0) / categories.count(category) for category in categories]
    if not any(raw):
        raw = [1.0] * len(channels)
    # Summed exactly, so that the order of the channels in the file changes no last digit.
    whole = math.fsum(raw)
    return {channel.view.channel.id: share / whole for channel, share in zip(channels, raw, strict=True)}


def pooled(
    metric: str,
    subjects: Subjects,
    what: Shows,
    measured: Callable[[Sequence[CompanyChannel]], Measured],
    *,
    shown: Callable[[CompanyChannel], bool] | None = None,
    missed: str = "",
    grows: bool = False,
) -> Iterator[Found]:
    """The company's leaf over the channels that show `what`, and an unknown leaf for each that hides it.

    Args:
        metric: the metric's id.
        subjects: the audit.
        what: which thing the platform must show; decides which unread channels are missed.
        measured: the answer for the channels that were read and show it, of which there is at least one.
        shown: whether a channel that was read really shows it; by default, whether its platform does.
        missed: where a channel that was read does not show what its platform could, it hides it as well, and this says
            so; without it, such a channel takes no part.
        grows: what a hidden channel holds could only add to the value.
    """
    weight = anchors().metrics[metric].weight
    shows = shown or (lambda channel: could_show(channel.view, what))
    there = [c for c in subjects.channels if is_read(c.view, subjects) and shows(c)]
    hidden = [
        c
        for c in subjects.channels
        if could_show(c.view, what)
        and (is_hidden(c.view, subjects) or (missed and is_read(c.view, subjects) and not shows(c)))
    ]
    if not there:
        yield leaf(metric, "company", weight, _nothing(subjects, hidden, what, missed))
        return
    answer = measured(there)
    # Where the question does not arise on what was read, it rests with what was not.
    asked = hidden if answer.state == "not-applicable" else [*there, *hidden]
    shares = _shares(subjects, asked) if asked else {}
    known = math.fsum(shares.get(channel.view.channel.id, 0.0) for channel in there)
    # All channels are pooled post by post, so that a hidden one may move the value as far as it likes.
    is_part = bool(hidden) or any(_is_veiled(channel.view, subjects) for channel in subjects.channels)
    yield leaf(metric, "company", weight * known, answer.partly(lower=is_part and not grows, higher=is_part))
    for channel in hidden:
        share = shares[channel.view.channel.id]
        why = Measured.unknown(sentence(_why(channel.view, subjects, missed)), channel.view.evidence)
        yield leaf(metric, channel.view.channel.id, weight * share, why)


def _nothing(subjects: Subjects, hidden: Sequence[CompanyChannel], what: Shows, missed: str) -> Measured:
    """The answer where no channel that was read shows it."""
    if hidden:
        reasons = dict.fromkeys(_why(channel.view, subjects, missed) for channel in hidden)
        return Measured.unknown(sentence(*reasons), evidence_of(hidden))
    read = [channel for channel in subjects.channels if is_read(channel.view, subjects)]
    if read:
        return Measured.unknown(
            sentence(f"no {_THINGS.get(what, what)} are to be seen on {names(read)}"), evidence_of(read)
        )
    if subjects.unlisted:
        return Measured.unknown("No channel of the company could be read.")
    return Measured.not_applicable("The company has no channel of its own.")
