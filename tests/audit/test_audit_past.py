"""One channel of today joined with what earlier audits knew: each post once, and no gap taken for a known stretch."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from metrics.observed import AS_OF, Audit, letters
from metrics.observed import channel as channel_of

from presence_audit.history import History, Seen
from presence_audit.metrics import trace_of
from presence_audit.model.channel import Channel
from presence_audit.model.observation import (
    ChannelRef,
    Comments,
    Count,
    Evidence,
    Observation,
    Post,
    Profile,
    Trace,
    Window,
)
from presence_audit.model.outcome import Outcome
from presence_audit.routes import widened

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Sequence

DAYS = 182
SINCE = AS_OF - timedelta(days=DAYS)
CHANNEL = channel_of("mastodon", "nordlys@invented.example")


def _at(days: float) -> datetime:
    return AS_OF - timedelta(days=days)


def _post(days: float, name: str = "", text: str | None = None, route: Any = "live", **more: Any) -> Post:
    id_ = name or f"{days:g}"
    said = f"nyhet {letters(round(days * 1000))}" if text is None else text
    flags: dict[str, Any] = {"is_reply": False, "is_repost": False, "is_pinned": False}
    address = more.pop("url", f"https://invented.example/{id_}")
    return Post(id_, address, _at(days), text=said, provenance=route, seen_in="f" * 64, **(flags | more))


def _kept(post: Post, **more: Any) -> Post:
    """The post as a history keeps it: without its words, its links and its hashtags."""
    return replace(post, text="", links=(), hashtags=(), trace=trace_of(post), **more)


def _seen(posts: Iterable[Post], until: float, back: float | None, route: Any = "live", **more: Any) -> Observation:
    of = ChannelRef(CHANNEL.platform, CHANNEL.kind, CHANNEL.handle, CHANNEL.url)
    window = Window(reaches_back_to=None if back is None else _at(back), complete=(back or 0) >= DAYS)
    evidence = (Evidence(f"https://invented.example/{until:g}", 200, f"{until:g}".zfill(64), _at(until)),)
    found = Observation(of, Outcome.OK, observed_at=_at(until), posts=tuple(posts), window=window, evidence=evidence)
    return replace(found, routes=(route,), **more)


def _ids(found: Observation) -> list[str]:
    return [post.id for post in found.posts]


def _past(posts: Iterable[Post], until: float, back: float | None, route: Any = "live", **more: Any) -> Observation:
    return _seen(map(_kept, posts), until, back, route, **more)


# --- what is joined ---


def test_posts_of_the_past_come_after_those_of_today_and_the_window_reaches_as_far_as_both() -> None:
    today = _seen([_post(1), _post(9)], 0, 9)
    joined = widened(today, [_past([_post(9), _post(30)], 7, 100)], SINCE)
    assert _ids(joined) == ["1", "9", "30"]
    assert [post.trace is None for post in joined.posts] == [True, True, False]
    assert joined.window == Window(_at(30), _at(1), _at(100), complete=False)


def test_the_window_is_complete_where_the_past_reaches_the_start_of_the_period() -> None:
    joined = widened(_seen([_post(1), _post(9)], 0, 9), [_past([_post(30)], 7, 190)], SINCE)
    assert joined.window == Window(_at(30), _at(1), SINCE, complete=True)


def test_what_the_past_told_up_to_the_very_moment_of_the_oldest_listed_post_leaves_no_gap() -> None:
    assert widened(_seen([_post(7)], 0, 7), [_past([], 7, 50)], SINCE).window.reaches_back_to == _at(50)


def test_a_gap_is_no_known_stretch_and_the_posts_beyond_it_are_known() -> None:
    past = [_past([_post(30)], 20, 100), _past([_post(150)], 120, 190)]
    joined = widened(_seen([_post(1), _post(9)], 0, 9), past, SINCE)
    assert joined.window.reaches_back_to == _at(9)
    assert not joined.window.complete
    assert _ids(joined) == ["1", "9", "30", "150"]


def test_a_listing_that_does_not_say_how_far_it_reaches_is_joined_to_no_stretch() -> None:
    joined = widened(_seen([_post(1)], 0, None), [_past([_post(30)], 0.5, 190)], SINCE)
    assert joined.window.reaches_back_to is None
    assert not joined.window.complete


def test_a_past_that_begins_after_todays_file_ends_makes_nothing_known() -> None:
    export = _seen([_post(60)], 50, 90, "export")
    assert widened(export, [_past([_post(3)], 1, 10)], SINCE).window.reaches_back_to == _at(90)


def test_profile_channel_reason_and_time_are_those_of_today() -> None:
    today = _seen([_post(1)], 0, 9, reason="Cut off.", next_step="Nothing.", profile=Profile("Nordlys"))
    old = _past(
        [_post(30)], 7, 100, reason="Old.", next_step="Old.", profile=Profile("N", "bio", Count(7), verified=True)
    )
    joined = widened(today, [old], SINCE)
    assert replace(joined, posts=today.posts, window=today.window, evidence=today.evidence) == today


def test_evidence_and_routes_of_today_come_first_and_what_was_seen_in_the_past_can_be_followed() -> None:
    today, old = _seen([_post(1)], 0, 9), _past([_post(30, route="export")], 7, 100, "export")
    joined = widened(today, [old, old], SINCE)
    assert joined.evidence == (*today.evidence, *old.evidence)
    assert joined.routes == ("live", "export")


@pytest.mark.parametrize("outcome", [one for one in Outcome if one is not Outcome.OK])
def test_a_channel_that_cannot_be_read_today_or_has_no_posts_today_is_not_widened(outcome: Outcome) -> None:
    today = replace(_seen([], 0, None), outcome=outcome)
    assert widened(today, [_past([_post(30)], 7, 190)], SINCE) is today


def test_without_a_past_that_was_readable_nothing_changes() -> None:
    today = _seen([_post(1)], 0, 9)
    assert widened(today, [], SINCE) is today
    assert widened(today, [replace(_past([], 7, None), outcome=Outcome.LOGIN_WALL)], SINCE) is today


def test_comments_are_those_of_today_and_posts_of_the_past_count_as_not_asked_about() -> None:
    today = _seen([_post(1)], 0, 9, comments=Comments(_at(91), (), ("1",)))
    joined = widened(today, [_past([_post(1), _post(30)], 7, 100)], SINCE)
    assert joined.comments == Comments(_at(91), (), ("1", "30"))


# --- one post, one post ---


@pytest.mark.parametrize(
    ("id_", "url"),
    [
        ("p", "http://www.invented.example/p"),
        ("p", "https://elsewhere.example/q"),
        ("q", "http://invented.example/p/?utm_source=mastodon"),
        ("http://invented.example/p", ""),
    ],
)
def test_a_post_is_known_again_by_its_id_or_by_its_address(id_: str, url: str) -> None:
    today, before = _post(3, "p"), _kept(_post(40, id_, "Something else", url=url))
    joined = widened(_seen([today], 0, 9), [_seen([before], 7, 100)], SINCE)
    assert joined.posts == (today,)


def test_an_address_that_several_posts_share_names_none_of_them() -> None:
    place = CHANNEL.url
    today = [_post(1, "a", url=place), _post(2, "b", url=place)]
    joined = widened(_seen(today, 0, 9), [_past([_post(30, "c", url=place)], 7, 100)], SINCE)
    assert _ids(joined) == ["a", "b", "c"]


def test_a_reshare_of_ones_own_post_is_another_act_at_the_same_address() -> None:
    place = "https://invented.example/a"
    reshare = _kept(_post(20, "r", url=place, is_repost=True))
    joined = widened(_seen([_post(1, "a", url=place)], 0, 9), [_seen([reshare], 7, 100)], SINCE)
    assert _ids(joined) == ["a", "r"]


def test_within_one_route_another_id_is_another_post_though_it_came_within_a_minute_in_the_same_words() -> None:
    joined = widened(_seen([_post(3, "a", "Hei")], 0, 9), [_past([_post(3.0003, "b", "Hei")], 1, 100)], SINCE)
    assert _ids(joined) == ["a", "b"]


def test_posts_that_a_site_named_anew_when_it_moved_are_counted_once_in_every_week_to_come() -> None:
    old = [_post(days, f"old{days}", f"nyhet om {letters(days)}") for days in (16, 12, 9)]
    new = [_post(days, f"new{days}", f"nyhet om {letters(days)}") for days in (12, 9, 3)]
    later = widened(_seen(new, 0, 13), [_past(old, 7, 17)], SINCE)
    assert _ids(later) == ["new12", "new9", "new3", "old16"]
    last = widened(_seen([_post(0.5)], 0, 1), [_past([*old, *new], 0, 17)], SINCE)
    assert len(last.posts) == 5


@pytest.mark.parametrize("number", range(8))
def test_the_words_of_today_are_those_of_a_history_whatever_number_stands_for_them(number: int) -> None:
    word = f"nyhet {letters(number)}"
    with History.in_memory() as history:
        before = _seen([_post(3, "b", word)], 1, 100)
        seen = {CHANNEL.id: Seen("company", before)}
        history.record(_at(1), DAYS, "1", "0", seen, trace=trace_of, is_ours=lambda _: True)
        past = history.past(AS_OF, SINCE)[CHANNEL.id]
    assert _ids(widened(_seen([_post(3, "a", word)], 0, 9), past, SINCE)) == ["a"]


def _across(today: Sequence[Post], before: Sequence[Post]) -> list[str]:
    return _ids(widened(_seen(today, 0, 30), [_past(before, 1, 100, "export")], SINCE))


def test_another_route_that_names_a_post_otherwise_tells_of_it_in_the_same_words() -> None:
    exact, dated = _post(3, "a", "Vi har kjøpt et skip."), _post(3.3, "b", "Vi har kjøpt et skip", "export")
    assert _across([exact], [replace(dated, date_precision="day")]) == ["a"]
    assert _across([exact], [replace(dated, date_precision="second")]) == ["a", "b"]
    assert _across([replace(exact, trace=Trace(5, 7))], [dated]) == ["a", "b"]


def test_of_another_route_what_came_within_a_minute_is_the_same_though_its_beginning_only_was_shown() -> None:
    near = _post(3.0005, "b", "Vi har kjøpt", "export")
    assert _across([_post(3, "a", "Vi har kjøpt et skip")], [near]) == ["a"]
    assert _across([_post(3, "a", "")], [near]) == ["a", "b"], "one has words, the other has none"
    assert _across([_post(3, "a", "Vi har kjøpt", is_repost=True)], [near]) == ["a", "b"]


def test_of_another_route_as_many_posts_of_a_day_are_the_same_as_both_have() -> None:
    today = [_post(3, "a", "En"), _post(3.1, "b", "To")]
    before = [_post(3.2, name, text, "export", date_precision="day") for name, text in (("x", "Tre"), ("y", "En"))]
    assert _across(today, before) == ["a", "b"]
    more = [*before, _post(3.2, "z", "To", "export", date_precision="day")]
    assert _across(today, more) == ["a", "b", "x"], "equal words go before equal days"


def test_two_words_of_a_day_in_two_months_are_two() -> None:
    month = _post(20, "y", "En", "export", date_precision="month")
    assert _across([_post(3, "a", "To")], [month]) == ["a", "y"]
    assert _across([_post(3, "a", "En")], [month]) == ["a"]


def test_two_kinds_of_exports_may_name_one_post_otherwise() -> None:
    today = _seen([_post(3, "share:1", "Hei alle", "export")], 0, 30, "export")
    assert _ids(widened(today, [_past([_post(3, "activity:2", "Hei alle", "export")], 1, 100, "export")], SINCE)) == [
        "share:1"
    ]


def test_posts_whose_words_are_kept_are_compared_as_those_of_two_routes_are() -> None:
    before = _post(3, "b", "Vi har kjøpt et skip", "export")
    joined = widened(_seen([_post(3, "a", "Vi har kjøpt")], 0, 30), [_seen([before], 1, 100, "export")], SINCE)
    assert _ids(joined) == ["a"]


# --- weekly listings ---


def _weekly(times: Sequence[float], length: int, weeks: int) -> tuple[Observation, list[Observation]]:
    """What audits every seven days list of posts that came so many days ago: the last few each time, or all."""
    listings = []
    for week in range(weeks):
        until = 7.0 * week
        posts = [_post(days) for days in sorted(times) if days >= until]
        cut = posts[:length]
        back = (
            DAYS + 7.0 * week
            if len(cut) == len(posts)
            else (AS_OF - (cut[-1].published_at or AS_OF)) / timedelta(days=1)
        )
        listings.append((cut, until, back))
    today, *earlier = listings
    return _seen(*today), [_past(*one) for one in earlier]


TIMES = st.sets(st.integers(0, 2_000).map(lambda n: n / 10 + 0.01), min_size=1, max_size=80)


@given(TIMES, st.integers(1, 30), st.integers(1, 26), st.randoms(use_true_random=False))
def test_weekly_listings_joined_again_tell_what_the_whole_tells(
    times: set[float], length: int, weeks: int, chance: random.Random
) -> None:
    today, past = _weekly(sorted(times), length, weeks)
    joined = widened(today, past, SINCE)
    shuffled = past[:]
    chance.shuffle(shuffled)
    assert widened(today, shuffled, SINCE) == joined

    ids = _ids(joined)
    assert len(ids) == len(set(ids))
    assert set(ids) == {post.id for one in (today, *past) for post in one.posts}

    reach = first = today.window.reaches_back_to
    assert reach is not None
    for one in past:  # the newest first
        assert one.observed_at is not None
        assert one.window.reaches_back_to is not None
        if one.observed_at < reach:
            break
        reach = min(reach, one.window.reaches_back_to)
    assert joined.window.reaches_back_to == (first if today.window.complete else max(reach, SINCE))
    assert joined.window.complete == (reach <= SINCE)

    known = [days for days in times if _at(days) >= max(reach, SINCE)]
    told = [(AS_OF - post.published_at) / timedelta(days=7) for post in joined.posts if post.published_at]
    counts = Counter(int(week) for week in told if AS_OF - timedelta(days=7 * week) >= max(reach, SINCE))
    assert counts == Counter(int(days / 7) for days in known), "every post of the stretch that is known"


def _measured(found: Observation, of: Channel = CHANNEL) -> tuple[Any, ...]:
    audit = Audit().on(of)
    audit.observations[of.id] = found
    report = audit.report
    leaves = {leaf.metric: leaf for pillar in report.pillars for leaf in pillar.leaves if leaf.subject == of.id}
    names = ("posts-per-week", "active-weeks", "longest-silence", "channel-recency")
    told = [(leaves[name].state, leaves[name].value, leaves[name].interval) for name in names]
    assert report.shown is not None
    return *told, report.channels[0].last_post_at, report.channels[0].posts_per_week


@given(st.sets(st.integers(0, 1_800).map(lambda n: n / 10 + 0.01), min_size=1, max_size=60))
def test_what_counts_posts_is_the_same_of_the_joined_as_of_the_whole(times: set[float]) -> None:
    most = max(Counter(int(days) for days in times).values()) * 15
    today, past = _weekly(sorted(times), most, 27)
    whole = _seen([_post(days) for days in sorted(times)], 0, DAYS)
    joined = widened(today, past, SINCE)
    assert joined.window.complete
    assert _measured(joined) == _measured(whole)


def test_posts_of_the_past_are_shown_with_the_answer_that_they_were_seen_in() -> None:
    before = replace(_post(30), seen_in="a" * 64)
    audit = Audit().on(CHANNEL)
    audit.observations[CHANNEL.id] = widened(_seen([_post(1)], 0, 9), [_past([before], 7, 190)], SINCE)
    shown = audit.report.shown
    assert shown is not None
    assert [(line.sha256, line.counts) for line in shown.posts] == [("f" * 64, "yes"), ("a" * 64, "yes")]
    basis = next(one for one in shown.rests_on if one.metric == "posts-per-week")
    assert basis.posts == (0, 1)


def test_a_post_that_is_pinned_today_counts_where_the_past_shows_its_time() -> None:
    pinned = _post(60, is_pinned=True)
    today = _seen([pinned, _post(1), _post(9)], 0, 9)
    past = _past([_post(days) for days in (9, 30, 60)], 7, 190)
    joined = widened(today, [past], SINCE)
    assert _ids(joined) == ["60", "1", "9", "30"]
    assert _measured(joined) == _measured(_seen([_post(days) for days in (1, 9, 30, 60)], 0, 190))


def test_the_last_post_before_the_period_that_the_past_knows_is_told_beside_an_older_one_that_is_pinned() -> None:
    today = _seen([_post(900, is_pinned=True)], 0, 9)
    joined = widened(today, [_past([_post(200), _post(900)], 7, 250)], SINCE)
    assert _measured(joined)[-2] == _at(200)
    assert _measured(joined)[3][:2] == ("value", pytest.approx(200))


def test_a_time_of_nothing_is_no_reason_to_fail() -> None:
    undated = replace(_post(3, "u", "Hei"), published_at=None)
    nameless = Post("", "", datetime(2026, 6, 1, tzinfo=UTC), trace=Trace(2, 9))
    joined = widened(_seen([undated], 0, 9), [_seen([_kept(undated), nameless], 7, 100)], SINCE)
    assert joined.posts == (undated, nameless)
