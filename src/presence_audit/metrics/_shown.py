"""What a report shows beside its score: the benchmarks, and the posts that each number rests on."""

from __future__ import annotations

from datetime import timedelta
from heapq import nlargest
from itertools import chain
from typing import TYPE_CHECKING, Final, Literal

from presence_audit.metrics._calendar import DAYS_OF, is_coarse, published
from presence_audit.metrics._effective import in_order, is_bare
from presence_audit.metrics._network import network_of
from presence_audit.metrics._rhythm import rhythm_of
from presence_audit.metrics._trend import trends_of
from presence_audit.model.observation import Comment
from presence_audit.model.shown import Basis, Benchmark, Ignored, LastPost, PostLine, Shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from presence_audit.metrics._measure import Measurement
    from presence_audit.metrics._subjects import CompanyChannel, Subjects
    from presence_audit.metrics._views import ChannelView
    from presence_audit.model.observation import Post

# Newest posts and comments that are listed of one channel: enough to check by hand, little enough to keep.
LISTED: Final = 2_000

_DAY = timedelta(days=1)

Counts = Literal["yes", "repeat", "cap", "copy", "no"]


def _act(post: Post) -> Literal["post", "quote", "reply", "reshare"]:
    if post.is_reply:
        return "reply"
    if is_bare(post):
        return "reshare"
    return "quote" if post.quote_of else "post"


def _counts(subjects: Subjects, listed: set[int]) -> dict[int, Counts]:
    """For each post that is listed and was judged (by identity), whether it is an effective one, and else why not."""
    found: dict[int, Counts] = {}

    def count(posts: Iterable[Post], answer: Counts) -> None:
        found.update(dict.fromkeys(filter(listed.__contains__, map(id, posts)), answer))

    for channel in subjects.channels:
        count(channel.judged.repeats, "repeat")
        count(channel.judged.above_cap, "cap")
        count(channel.effective, "yes")
    for leader in subjects.leaders:
        for view in leader.channels:
            count(view.own, "repeat")
        count((said.post for said in leader.posts.own if not said.is_copy), "cap")
        count((said.post for said in leader.posts.effective), "yes")
        count((said.post for said in leader.posts.own if said.is_copy), "copy")
    return found


def _said(view: ChannelView) -> list[Post | Comment]:
    """The dated posts of the period and the comments under them, newest first, as many as are listed."""
    posts = list(view.acts)
    under = [comment for comment in view.comments.said if comment.published_at] if view.comments else []
    newest = nlargest(LISTED, chain(map(published, posts), map(published, under)))
    # Only what is listed is put in order.
    posts = in_order(post for post in posts if published(post) >= newest[-1])
    said: list[Post | Comment] = [*posts, *(comment for comment in under if published(comment) >= newest[-1])]
    said.sort(key=lambda one: (published(one), one.id), reverse=True)
    return said[:LISTED]


def _urls(view: ChannelView, said: Iterable[Post | Comment]) -> dict[str, str]:
    """The addresses of the posts under which the comments stand, by the ids of the posts."""
    wanted = {one.post for one in said if isinstance(one, Comment)}
    posts = view.observation.posts if wanted and view.observation else ()
    return {post.id: post.url for post in posts if post.id in wanted}


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
        date_precision=one.date_precision,
    )


def _rests_on(measurement: Measurement, places: dict[int, int]) -> Iterator[Basis]:
    for (metric, subject), posts in measurement.posts.items():
        if posts:
            listed = sorted(map(places.__getitem__, filter(places.__contains__, map(id, posts))))
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


def _last_posts(subjects: Subjects, views: Iterable[ChannelView]) -> Iterator[LastPost]:
    """Of the last posts that the lines of channels and leaders tell, those that have no time of day."""
    newest = {view.channel.id: view.last_post for view in views}
    newest |= {leader.subject: leader.last_post for leader in subjects.leaders}
    for subject, post in newest.items():
        if post is None or post.date_precision == "second":
            continue
        ago, unit = (subjects.as_of - published(post)) / _DAY, DAYS_OF[post.date_precision]
        days = (max(0.0, ago - unit), max(0.0, ago + unit)) if is_coarse(post.date_precision) else None
        yield LastPost(subject=subject, date_precision=post.date_precision, days=days)


def shown_of(measurement: Measurement, *, ignored: tuple[Ignored, ...] = ()) -> Shown:
    """Everything that is shown and not scored; `ignored` are the findings that the profiles file leaves out."""
    subjects = measurement.subjects
    views = [channel.view for channel in subjects.channels]
    views += [view for leader in subjects.leaders for view in leader.channels]
    listed = [(view, _said(view)) for view in views]
    counts = _counts(subjects, {id(one) for _, said in listed for one in said})
    lines: list[PostLine] = []
    places: dict[int, int] = {}
    for view, said in listed:
        urls = _urls(view, said)
        for one in said:
            places[id(one)] = len(lines)
            lines.append(_line(view.channel.id, one, counts, urls))
    return Shown(
        benchmarks=tuple(_benchmarks(subjects.channels)),
        posts=tuple(lines),
        last_posts=tuple(_last_posts(subjects, views)),
        rests_on=tuple(_rests_on(measurement, places)),
        partial=measurement.partial,
        voices=measurement.voices,
        network=network_of(subjects),
        rhythm=rhythm_of(subjects),
        trends=trends_of(subjects),
        ignored=ignored,
    )
