"""What is counted quickly is what the plain and slow way counts: days, order, daily cap, posting days, newest posts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from metrics import prepared
from metrics.observed import Audit, channel, every, post

from presence_audit.metrics._calendar import DAYS_OF, day_of, days_of, published
from presence_audit.metrics._consistency import counted_posts
from presence_audit.metrics._echoes import Vocabulary
from presence_audit.metrics._effective import by_time, daily_cap, in_order, judged
from presence_audit.metrics._rates import rate_of
from presence_audit.model.observation import Post

if TYPE_CHECKING:
    from presence_audit.model.observation import DatePrecision

# Oslo and Lord Howe (half an hour) move their clocks at night, Santiago and Beirut at midnight; Apia left out a day.
ZONES = st.sampled_from(
    ["Europe/Oslo", "Australia/Lord_Howe", "America/Santiago", "Asia/Beirut", "Pacific/Apia", "UTC"]
)
# Around changes of the clocks in these zones.
CHANGES = st.sampled_from(
    [
        datetime(2026, 3, 29, 1, tzinfo=UTC),
        datetime(2026, 10, 25, 1, tzinfo=UTC),
        datetime(2026, 4, 4, 15, tzinfo=UTC),
        datetime(2026, 4, 5, 3, tzinfo=UTC),
        datetime(2026, 9, 6, 4, tzinfo=UTC),
        datetime(2026, 3, 28, 22, tzinfo=UTC),
        datetime(2011, 12, 30, 10, tzinfo=UTC),
    ]
)
PRECISIONS: st.SearchStrategy[DatePrecision] = st.sampled_from(["second", "second", "second", "day", "week", "month"])
# Fixed ones: two moments that are the same are not equal where one of them is told in an hour that comes twice.
SOME_ZONES = st.sampled_from([UTC, timezone(timedelta(hours=9)), timezone(timedelta(hours=-3.5))])


@st.composite
def _dated(draw: st.DrawFn) -> list[Post]:
    around = draw(CHANGES)
    made = []
    for _ in range(draw(st.integers(0, 30))):
        hours = draw(st.one_of(st.integers(-50, 50), st.floats(-50, 50, allow_nan=False)))
        moment = (around + timedelta(hours=hours)).astimezone(draw(SOME_ZONES))
        id_, url = draw(st.sampled_from("ab")), draw(st.sampled_from("ab"))
        made.append(Post(id_, url, moment, draw(PRECISIONS), text=draw(st.sampled_from(["", "Hei", "Hei igjen alle"]))))
    return made


@given(_dated(), ZONES)
def test_the_days_of_many_posts_are_those_of_each(posts: list[Post], zone: str) -> None:
    there = ZoneInfo(zone)

    assert days_of(posts, there) == [day_of(one, there) for one in posts]
    posts.sort(key=by_time)
    assert days_of(posts, there) == [day_of(one, there) for one in posts]


@given(_dated())
def test_the_order_of_time_is_that_of_moment_id_and_address(posts: list[Post]) -> None:
    assert [id(one) for one in in_order(posts)] == [id(one) for one in sorted(posts, key=by_time)]


@given(_dated(), ZONES, st.floats(0.5, 8))
def test_what_counts_is_what_going_through_the_posts_one_by_one_counts(
    posts: list[Post], zone: str, leading: float
) -> None:
    """Short texts, which are repeats where they are the same within 30 days, and then the daily cap."""
    posts.sort(key=by_time)
    effective, repeats, above, days = [], [], [], []
    said: dict[str, datetime] = {}
    counts: Counter[tuple[date, int]] = Counter()
    for one in posts:
        if one.text and one.text in said and published(one) - said[one.text] <= timedelta(days=30):
            repeats.append(one)
            continue
        said[one.text] = published(one)
        day, unit = day_of(one, ZoneInfo(zone)), DAYS_OF[one.date_precision]
        counts[day, unit] += 1
        if counts[day, unit] > daily_cap(leading) * unit:
            above.append(one)
        else:
            effective.append(one)
            days.append(day)
    found = judged(posts, leading, ZoneInfo(zone), Vocabulary(posts))

    assert [*map(id, found.effective)] == [*map(id, effective)]
    assert [*map(id, found.repeats)] == [*map(id, repeats)]
    assert [*map(id, found.above_cap)] == [*map(id, above)]
    assert list(found.days) == days


@given(st.lists(st.floats(0, 200), max_size=30), ZONES, st.floats(0, 182))
def test_posting_days_and_rates_are_those_that_looking_at_each_post_finds(
    days_ago: list[float], zone: str, back_to: float
) -> None:
    mastodon = channel("mastodon")
    audit = Audit(zone=zone).on(mastodon, [post(days) for days in days_ago], back_to=back_to)
    subjects = prepared.subjects(audit)
    found, view = subjects.channels[0], subjects.channels[0].view
    first, last = subjects.period
    there = ZoneInfo(zone)
    inside = [one for one in found.effective if first <= day_of(one, there) <= last]
    rate = rate_of(found.effective, view, 91)
    start = max(view.reach or view.since, view.as_of - timedelta(days=91))

    assert counted_posts(found, first, last) == (inside, sorted({day_of(one, there) for one in inside}))
    if not isinstance(rate, str):
        assert list(rate.counted) == [one for one in found.effective if start <= published(one) <= view.until]


def test_the_newest_posts_are_listed_newest_first_whatever_the_platform_lists_first() -> None:
    """Two posts of one moment by id, the last first, also where the list is cut off between them."""
    posts = [replace(one, id=f"{n % 7}") for n, one in enumerate(every(0.04))]
    posts += [replace(one, id="same") for one in posts[1_990:2_010]]
    audit = Audit().on(channel("mastodon"), posts)
    backwards = Audit().on(channel("mastodon"), posts[::-1])
    expected = sorted(posts, key=lambda one: (one.published_at, one.id), reverse=True)[:2_000]
    lines = [report.shown.posts if report.shown else () for report in (audit.report, backwards.report)]

    assert [line.published_at for line in lines[0]] == [one.published_at for one in expected]
    assert lines[0] == lines[1]
