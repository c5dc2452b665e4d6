"""What a report shows beside its score: the benchmarks, and the posts that each number rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from presence_audit.metrics._effective import is_bare
from presence_audit.metrics._network import network_of
from presence_audit.metrics._rhythm import rhythm_of
from presence_audit.metrics._trend import trends_of
from presence_audit.model.observation import Comment
from presence_audit.model.shown import Basis, Benchmark, Ignored, PostLine, Shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from presence_audit.metrics._measure import Measurement
    from presence_audit.metrics._subjects import CompanyChannel, Subjects
    from presence_audit.metrics._views import ChannelView
    from presence_audit.model.observation import Post

# Newest posts and comments that are listed of one channel: enough to check by hand, little enough to keep.
LISTED: Final = 2_000

Counts = Literal["yes", "repeat", "cap", "copy", "no"]


def _act(post: Post) -> Literal["post", "quote", "reply", "reshare"]:
    if post.is_reply:
        return "reply"
    if is_bare(post):
        return "reshare"
    return "quote" if post.quote_of else "post"


def _counts(subjects: Subjects) -> dict[int, Counts]:
    """For each post that was judged (by identity), whether it is an effective one, and else why not."""
    found: dict[int, Counts] = {}
    for channel in subjects.channels:
        found |= dict.fromkeys(map(id, channel.judged.repeats), "repeat")
        found |= dict.fromkeys(map(id, channel.judged.above_cap), "cap")
        found |= dict.fromkeys(map(id, channel.effective), "yes")
    for leader in subjects.leaders:
        effective = {id(said.post) for said in leader.posts.effective}
        for view in leader.channels:
            found |= dict.fromkeys(map(id, view.own), "repeat")
        for said in leader.posts.own:
            is_within = id(said.post) in effective
            found[id(said.post)] = "copy" if said.is_copy else "yes" if is_within else "cap"
    return found


def _said(view: ChannelView) -> list[Post | Comment]:
    """The dated posts of the period and the comments under them, newest first, as many as are listed."""
    said: list[Post | Comment] = [*view.activity]
    said += [comment for comment in view.comments.said if comment.published_at] if view.comments else []
    said.sort(key=lambda one: (one.published_at, one.id), reverse=True)
    return said[:LISTED]


def _line(channel: str, one: Post | Comment, counts: dict[int, Counts], urls: dict[str, str]) -> PostLine:
    """A comment is told by the address of the post it stands under: its own may hold the name of who wrote it.

    So may that of a post that was passed on, which has no other address; its time and its answer tell which it is.
    """
    assert one.published_at is not None
    if isinstance(one, Comment):
        return PostLine(
            channel=channel,
            url=urls.get(one.post, ""),
            published_at=one.published_at,
            sha256=one.seen_in,
            act="comment",
            counts="no",
        )
    return PostLine(
        channel=channel,
        url="" if one.is_repost else one.url,
        published_at=one.published_at,
        sha256=one.seen_in,
        act=_act(one),
        counts=counts.get(id(one), "no"),
    )


def _rests_on(measurement: Measurement, places: dict[int, int]) -> Iterator[Basis]:
    for (metric, subject), posts in measurement.posts.items():
        if posts:
            listed = sorted(places[id(one)] for one in posts if id(one) in places)
            yield Basis(metric=metric, subject=subject, posts=tuple(listed), total=len(posts))


def _benchmarks(channels: Iterable[CompanyChannel]) -> Iterator[Benchmark]:
    for channel in channels:
        if channel.benchmark is not None:
            yield Benchmark(
                subject=channel.view.channel.id,
                typical=channel.benchmark.typical,
                leading=channel.benchmark.leading,
                basis=channel.basis,
            )


def shown_of(measurement: Measurement, *, ignored: tuple[Ignored, ...] = ()) -> Shown:
    """Everything that is shown and not scored; `ignored` are the findings that the profiles file leaves out."""
    subjects = measurement.subjects
    counts = _counts(subjects)
    lines: list[PostLine] = []
    places: dict[int, int] = {}
    views = [channel.view for channel in subjects.channels]
    views += [view for leader in subjects.leaders for view in leader.channels]
    for view in views:
        urls = {post.id: post.url for post in view.observation.posts} if view.observation else {}
        for one in _said(view):
            places[id(one)] = len(lines)
            lines.append(_line(view.channel.id, one, counts, urls))
    return Shown(
        benchmarks=tuple(_benchmarks(subjects.channels)),
        posts=tuple(lines),
        rests_on=tuple(_rests_on(measurement, places)),
        partial=measurement.partial,
        voices=measurement.voices,
        network=network_of(subjects),
        rhythm=rhythm_of(subjects),
        trends=trends_of(subjects),
        ignored=ignored,
    )
