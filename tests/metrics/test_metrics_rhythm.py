from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from metrics.observed import AS_OF, Audit, channel, every, leader, post, posts, seen
from metrics.prepared import subjects

from presence_audit.metrics._rhythm import _runs, rhythm_of
from presence_audit.model.observation import Post
from presence_audit.model.outcome import Outcome
from presence_audit.model.shown import Rhythm, Silence, Week

BLOG, FEED_2 = channel("feed"), channel("feed", "second")
ZONES = [
    *("Europe/Oslo", "UTC", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Adelaide"),
    *("Australia/Lord_Howe", "Pacific/Chatham", "America/St_Johns", "Africa/Casablanca", "Pacific/Kiritimati"),
]


def _rhythm(audit: Audit, *, holidays: bool = True) -> Rhythm:
    found = rhythm_of(subjects(audit, holidays=holidays))
    assert found is not None
    return found


def _at(*moments: str, zone: str = "Europe/Oslo") -> Rhythm:
    """The rhythm of a blog with posts at the moments, audited on the last day of their half year."""
    listed = [replace(post(0), published_at=datetime.fromisoformat(moment)) for moment in moments]
    audit = Audit(zone=zone)
    audit.as_of = (
        datetime(2026, 6, 30, 12, tzinfo=UTC) if moments[0] < "2026-07" else datetime(2026, 12, 31, 12, tzinfo=UTC)
    )
    return _rhythm(audit.on(BLOG, listed, observed_at=audit.as_of))


def _cells(hours: tuple[tuple[int, ...], ...]) -> dict[tuple[int, int], int]:
    return {(day, hour): n for day, line in enumerate(hours) for hour, n in enumerate(line) if n}


MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


@pytest.mark.parametrize(
    ("zone", "moment", "cell"),
    [
        # 29 March: at 01:00 UTC clocks go from 02:00 to 03:00, and the hour between is no hour of that day.
        ("Europe/Oslo", "2026-03-29T00:59:59Z", (SUN, 1)),
        ("Europe/Oslo", "2026-03-29T01:00:00Z", (SUN, 3)),
        ("Europe/Oslo", "2026-03-28T23:30:00Z", (SUN, 0)),
        ("Europe/Oslo", "2026-03-29T22:30:00Z", (MON, 0)),
        # 25 October: at 01:00 UTC clocks go from 03:00 back to 02:00, and that hour comes twice.
        ("Europe/Oslo", "2026-10-25T00:30:00Z", (SUN, 2)),
        ("Europe/Oslo", "2026-10-25T01:30:00Z", (SUN, 2)),
        ("Europe/Oslo", "2026-10-25T02:00:00Z", (SUN, 3)),
        ("Europe/Oslo", "2026-10-24T22:30:00Z", (SUN, 0)),
        ("Europe/Oslo", "2026-10-25T22:59:00Z", (SUN, 23)),
        # The evening of one day in UTC is the night of the next one in Norway.
        ("Europe/Oslo", "2026-02-02T23:30:00Z", (TUE, 0)),
        ("Europe/Oslo", "2026-02-02T22:30:00Z", (MON, 23)),
        # Zones whose hours begin at half past, and at a quarter to.
        ("Asia/Kolkata", "2026-04-01T18:29:59Z", (WED, 23)),
        ("Asia/Kolkata", "2026-04-01T18:30:00Z", (THU, 0)),
        ("Asia/Kathmandu", "2026-04-01T18:14:59Z", (WED, 23)),
        ("Asia/Kathmandu", "2026-04-01T18:15:00Z", (THU, 0)),
        # Written with an offset of its own.
        ("Europe/Oslo", "2026-02-02T19:30:00-05:00", (TUE, 1)),
    ],
)
def test_a_post_is_shown_at_the_weekday_and_hour_of_the_company(zone: str, moment: str, cell: tuple[int, int]) -> None:
    assert _cells(_at(moment, zone=zone).hours) == {cell: 1}


def test_the_hour_that_comes_twice_holds_the_posts_of_both() -> None:
    rhythm = _at("2026-10-25T00:00:00Z", "2026-10-25T00:59:59Z", "2026-10-25T01:00:00Z", "2026-10-25T01:59:59Z")

    assert _cells(rhythm.hours) == {(SUN, 2): 4}


@pytest.mark.parametrize(
    ("moments", "cells"),
    [
        # On 5 April at 03:45 back to 02:45, on 27 September at 02:45 on to 03:45: at 14:00 UTC of the day before.
        (("2026-04-04T13:20:00Z", "2026-04-04T13:50:00Z", "2026-04-04T14:05:00Z"), {(SUN, 3): 2, (SUN, 2): 1}),
        (("2026-09-26T13:20:00Z", "2026-09-26T13:50:00Z", "2026-09-26T14:05:00Z"), {(SUN, 2): 2, (SUN, 3): 1}),
    ],
)
def test_an_hour_within_which_the_clocks_change_is_parted_there(
    moments: tuple[str, ...], cells: dict[tuple[int, int], int]
) -> None:
    assert _cells(_at(*moments, zone="Pacific/Chatham").hours) == cells


def test_clocks_may_move_by_half_an_hour() -> None:
    # Lord Howe: on 5 April 2026 at 15:00 UTC of the day before, from 02:00 back to 01:30.
    rhythm = _at("2026-04-04T14:50:00Z", "2026-04-04T15:05:00Z", "2026-04-04T15:40:00Z", zone="Australia/Lord_Howe")

    assert _cells(rhythm.hours) == {(SUN, 1): 2, (SUN, 2): 1}


@given(
    st.sampled_from(ZONES),
    st.lists(st.integers(0, 179 * 86_400), max_size=40),
    st.lists(st.integers(0, 4 * 60), max_size=20),
)
def test_the_map_is_what_one_gets_by_converting_each_post_by_itself(
    zone: str, seconds: list[int], minutes: list[int]
) -> None:
    # Some moments anywhere, and some around the switches of Europe, Chatham and Adelaide.
    whens = [datetime(2026, 1, 6, 12, tzinfo=UTC) + timedelta(seconds=n) for n in seconds]
    whens += [datetime(2026, 3, 29, tzinfo=UTC) + timedelta(minutes=n) for n in minutes]
    whens += [datetime(2026, 4, 4, 13, 30, tzinfo=UTC) + timedelta(minutes=n) for n in minutes]
    listed = [replace(post(0), published_at=when) for when in whens]
    rhythm = _rhythm(Audit(zone=zone).on(BLOG, listed))

    local = [when.astimezone(ZoneInfo(zone)) for when in whens]
    assert _cells(rhythm.hours) == Counter((when.weekday(), when.hour) for when in local)
    assert sum(map(sum, rhythm.hours)) == rhythm.timed == len(whens)
    assert rhythm.days - rhythm.uncovered == len({when.date() for when in local})


@given(st.lists(st.tuples(st.floats(0.1, 181), st.sampled_from(["second", "day", "week", "month"])), max_size=20))
def test_every_dated_post_of_the_period_is_timed_or_untimed_and_the_map_holds_the_timed(
    dated: list[tuple[float, str]],
) -> None:
    listed = [post(days, date_precision=precision) for days, precision in dated]
    rhythm = _rhythm(Audit(zone="UTC").on(BLOG, listed))

    assert sum(map(sum, rhythm.hours)) == rhythm.timed
    assert rhythm.timed == sum(1 for _, precision in dated if precision == "second")
    assert rhythm.timed + rhythm.untimed == len(dated)


@given(st.lists(st.integers(0, 181 * 24), max_size=30), st.randoms(use_true_random=False))
def test_the_order_in_which_a_platform_lists_its_posts_changes_nothing(hours: list[int], dice: random.Random) -> None:
    listed = [post(hour / 24) for hour in hours]
    shuffled = dice.sample(listed, len(listed))

    assert _rhythm(Audit().on(BLOG, listed)) == _rhythm(Audit().on(BLOG, shuffled))


def test_nothing_read_is_no_rhythm() -> None:
    assert rhythm_of(subjects(Audit())) is None
    walled = Audit().on(BLOG, outcome=Outcome.LOGIN_WALL).on(channel("instagram", "", absent=True))
    assert rhythm_of(subjects(walled)) is None
    shown = walled.report.shown
    assert shown is not None
    assert shown.rhythm is None


def test_the_report_shows_the_rhythm() -> None:
    audit = Audit().on(BLOG, every(5))

    shown = audit.report.shown
    assert shown is not None
    assert shown.rhythm == _rhythm(audit)


def test_a_date_without_a_time_has_no_hour_and_is_not_moved() -> None:
    # Midnight UTC is still the day before in Los Angeles, but the author wrote this day.
    audit = Audit(zone="America/Los_Angeles")
    days = [date(2026, 1, 6) + timedelta(days=n) for n in range(0, 180, 2)]
    when = [datetime(day.year, day.month, day.day, tzinfo=UTC) for day in days]
    listed = [replace(post(0), published_at=moment, date_precision="day") for moment in when]
    rhythm = _rhythm(audit.on(BLOG, [*listed, replace(listed[-1], id="b"), post(3)]))

    assert (rhythm.timed, rhythm.untimed) == (1, 91)
    assert sum(map(sum, rhythm.hours)) == 1
    by_week = {week.first: week.company for week in rhythm.weeks}
    assert by_week[date(2026, 1, 5)] == len([day for day in days if day <= date(2026, 1, 11)]) == 3
    assert rhythm.timezone == "America/Los_Angeles"


def test_own_posts_are_heard_also_where_they_do_not_count_and_answers_and_reshares_are_not() -> None:
    crowd = [post(3 + n / 24, "God morgen") for n in range(5)]
    others = [post(1, is_reply=True), post(1, is_repost=True), post(1, quote_of="per")]
    rhythm = _rhythm(Audit().on(BLOG, [*crowd, *others]))

    assert rhythm.timed == 5
    assert rhythm.uncovered == 181


def test_posts_before_the_period_are_not_of_it() -> None:
    rhythm = _rhythm(Audit().on(BLOG, posts(10, 183, 400)))

    assert (rhythm.timed, sum(week.company or 0 for week in rhythm.weeks)) == (1, 1)


def test_the_first_day_is_whole_also_where_the_clocks_have_moved_since() -> None:
    # 182 times 24 hours before the evening of 31 December it is half past midnight of 3 July, the first day.
    audit = Audit()
    audit.as_of = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)
    early = replace(post(0), published_at=datetime(2026, 7, 2, 22, 10, tzinfo=UTC))
    rhythm = _rhythm(audit.on(BLOG, [early], observed_at=audit.as_of))

    assert _cells(rhythm.hours) == {(FRI, 0): 1}
    assert rhythm.weeks[0].first == date(2026, 7, 3)
    assert rhythm.weeks[0].company == 1


def test_posts_without_any_date_are_untimed_and_leave_days_and_weeks_unknown() -> None:
    rhythm = _rhythm(Audit().on(BLOG, [*every(2), replace(post(0), published_at=None)]))

    assert (rhythm.timed, rhythm.untimed) == (91, 1)
    assert (rhythm.days, rhythm.uncovered, rhythm.longest_silence) == (0, 0, None)
    assert {week.company for week in rhythm.weeks} == {None}


def test_leaders_are_heard_apart_from_the_company() -> None:
    kari, ola = channel("bluesky", "kari", "leader:kari"), channel("linkedin", "ola", "leader:ola")
    audit = Audit(zone="UTC").on(BLOG, posts(2)).led_by(leader(channels=[kari]), seen(kari, posts(3, 10)))
    audit.led_by(leader("ola", "CFO", "Ola Nordmann", [ola]), seen(ola, posts(10)))
    rhythm = _rhythm(audit)

    assert (_cells(rhythm.hours), rhythm.timed) == ({(FRI, 12): 1}, 1)
    assert _cells(rhythm.leader_hours) == {(THU, 12): 3}  # 3 and 10 days before a Sunday at noon, twice the latter
    assert [week.leaders for week in rhythm.weeks[-2:]] == [2, 1]
    assert [week.company for week in rhythm.weeks[-2:]] == [0, 1]


def test_a_channel_that_two_leaders_share_is_heard_once() -> None:
    both = channel("bluesky", "ledelsen", "leader:kari")
    audit = Audit().led_by(leader(channels=[both]), seen(both, posts(3, 10)))
    audit.led_by(leader("ola", "CFO", "Ola Nordmann", [both]))

    assert sum(_cells(_rhythm(audit).leader_hours).values()) == 2


def test_leaders_alone_make_a_rhythm_in_which_nothing_of_the_company_is_known() -> None:
    kari = channel("bluesky", "kari", "leader:kari")
    audit = Audit().on(BLOG, outcome=Outcome.LOGIN_WALL).led_by(leader(channels=[kari]), seen(kari, every(5)))
    rhythm = _rhythm(audit)

    assert (rhythm.timed, rhythm.days, rhythm.uncovered, rhythm.longest_silence) == (0, 0, 0, None)
    assert {week.company for week in rhythm.weeks} == {None}
    assert None not in {week.leaders for week in rhythm.weeks}


def test_a_day_is_covered_by_any_channel_and_a_silence_lasts_over_all() -> None:
    # Noon of 5 July less n days; each channel by itself is silent far longer.
    audit = Audit().on(BLOG, posts(0, 20, 40, 60, 80, 100, 120, 140, 160, 180)).on(FEED_2, posts(10, 30, 50, 77))
    rhythm = _rhythm(audit)

    assert (rhythm.days, rhythm.uncovered) == (182, 182 - 14)
    assert rhythm.longest_silence == Silence(days=20, first=date(2026, 1, 6), last=date(2026, 1, 26), left_out=0)


def test_quiet_holidays_are_left_out_of_the_silence_and_can_be_left_in() -> None:
    first, last = date(2026, 3, 28), date(2026, 4, 11)
    quiet = [n for n in range(182) if not first <= (AS_OF - timedelta(days=n)).date() <= last]
    audit = Audit(country="NO").on(BLOG, posts(*quiet))

    left = Silence(days=12, first=date(2026, 3, 27), last=date(2026, 4, 12), left_out=4)
    assert _rhythm(audit).longest_silence == left
    assert _rhythm(audit, holidays=False).longest_silence == left.model_copy(update={"days": 16, "left_out": 0})
    assert _rhythm(audit).uncovered == 15


@pytest.mark.parametrize("outcome", [Outcome.LOGIN_WALL, Outcome.NETWORK_ERROR, Outcome.NOT_ATTEMPTED])
def test_beside_a_hidden_channel_no_day_is_known_to_be_without_a_post(outcome: Outcome) -> None:
    rhythm = _rhythm(Audit().on(BLOG, every(3)).on(channel("facebook"), outcome=outcome, complete=False))

    assert (rhythm.days, rhythm.uncovered, rhythm.longest_silence) == (0, 0, None)
    # The weeks are those of the channels that were read.
    assert None not in {week.company for week in rhythm.weeks}


def test_channels_that_are_gone_or_declared_absent_hide_nothing() -> None:
    audit = Audit().on(BLOG, every(3)).on(channel("instagram", "", absent=True))
    audit.on(channel("facebook"), outcome=Outcome.NOT_FOUND)

    assert _rhythm(audit) == _rhythm(Audit().on(BLOG, every(3)))
    assert (_rhythm(audit).days, _rhythm(audit).uncovered) == (182, 182 - 61)


def test_a_listing_that_was_cut_off_shows_days_and_weeks_from_the_day_after_its_end() -> None:
    audit = Audit().on(BLOG, every(3)).on(FEED_2, posts(1, 5, 20), back_to=20)
    rhythm = _rhythm(audit)

    assert rhythm.days == 20  # 16 June to 5 July
    assert rhythm.uncovered == 20 - len(
        {(AS_OF - timedelta(days=d)).date() for d in (*(0.5 + 3 * n for n in range(7)), 1, 5)}
    )
    assert rhythm.longest_silence is None
    assert [week.first for week in rhythm.weeks if week.company is not None] == [date(2026, 6, 22), date(2026, 6, 29)]


def test_a_listing_that_was_cut_off_at_a_date_without_a_time_shows_nothing_certain_of_that_date() -> None:
    # In Los Angeles the midnight in UTC lies on the day before, and still the listing begins within 26 June.
    audit = Audit(zone="America/Los_Angeles")
    cut = datetime(2026, 6, 26, tzinfo=UTC)
    listed = [replace(post(0), published_at=cut + timedelta(days=n), date_precision="day") for n in (0, 3, 8)]
    rhythm = _rhythm(audit.on(BLOG, listed, back_to=(AS_OF - cut) / timedelta(days=1)))

    assert rhythm.days == (date(2026, 7, 5) - date(2026, 6, 27)).days + 1


def test_dates_known_to_the_week_leave_the_days_after_them_known() -> None:
    vague = post(60, date_precision="week")
    rhythm = _rhythm(Audit().on(BLOG, [*every(3, until=40), vague]))

    # 60 days before 5 July is 6 May: it may have come up to 13 May, and from the 14th on every day is known.
    assert rhythm.days == (date(2026, 7, 5) - date(2026, 5, 14)).days + 1
    assert rhythm.longest_silence is None
    assert rhythm.untimed == 1


def test_a_page_that_was_saved_days_ago_tells_nothing_of_what_came_since() -> None:
    saved = AS_OF - timedelta(days=3)
    rhythm = _rhythm(Audit().on(BLOG, [*every(10, start=20), post(3.1)], observed_at=saved))

    assert rhythm.days == 182 - 4  # up to 1 July, the day before it was saved
    assert rhythm.longest_silence == Silence(days=16, first=date(2026, 6, 15), last=date(2026, 7, 1), left_out=0)
    assert [week.company for week in rhythm.weeks][-1] is None
    assert None not in [week.company for week in rhythm.weeks][:-1]


def test_an_old_archive_gives_no_longest_silence_of_today() -> None:
    rhythm = _rhythm(Audit().on(BLOG, every(10, start=30), observed_at=AS_OF - timedelta(days=28)))

    assert rhythm.longest_silence is None
    assert rhythm.days == 182 - 29


def test_a_channel_that_never_posted_is_silent_on_every_day() -> None:
    rhythm = _rhythm(Audit().on(BLOG, outcome=Outcome.ZERO_POSTS, complete=False))

    assert (rhythm.days, rhythm.uncovered) == (182, 182)
    assert rhythm.longest_silence == Silence(days=182, first=date(2026, 1, 5), last=date(2026, 7, 5), left_out=0)
    assert {week.company for week in rhythm.weeks} == {0}


def test_weeks_come_oldest_first_end_on_the_day_of_the_audit_and_say_which_are_holiday() -> None:
    audit = Audit(country="NO")
    audit.as_of = datetime(2026, 9, 18, 12, tzinfo=UTC)
    audit.on(BLOG, [post(1, as_of=audit.as_of)], observed_at=audit.as_of)
    rhythm = _rhythm(audit)

    assert len(rhythm.weeks) == 26
    assert rhythm.weeks[-1] == Week(first=date(2026, 9, 12), company=1, leaders=None, is_holiday=False)
    assert [b.first - a.first for a, b in zip(rhythm.weeks, rhythm.weeks[1:], strict=False)] == [timedelta(days=7)] * 25
    # The middle day, a Tuesday, lies in ISO week 28, 29 or 30; the week of Easter is none of general holiday.
    assert [week.first for week in rhythm.weeks if week.is_holiday] == [date(2026, 7, d) for d in (4, 11, 18)]
    assert not any(week.is_holiday for week in _rhythm(audit, holidays=False).weeks)


@given(st.sets(st.floats(0.01, 181.4), max_size=40))
def test_days_weeks_and_silence_agree(days_ago: set[float]) -> None:
    rhythm = _rhythm(Audit().on(BLOG, posts(*days_ago)), holidays=False)

    assert 0 <= rhythm.uncovered <= rhythm.days == 182
    assert sum(week.company or 0 for week in rhythm.weeks) == rhythm.timed == len(days_ago)
    assert rhythm.longest_silence is not None
    # Between two posting days that lie n days apart there are n - 1 days without a post.
    assert rhythm.longest_silence.days - 1 <= rhythm.uncovered


def test_the_posts_within_one_hour_are_one_run_and_not_converted_one_by_one() -> None:
    base = datetime(2026, 6, 1, 8, tzinfo=UTC)
    crowd = [Post(f"{n:06}", "", base + timedelta(seconds=n)) for n in range(3660)]

    assert list(_runs(crowd, ZoneInfo("Europe/Oslo"))) == [(date(2026, 6, 1), 10, 3600), (date(2026, 6, 1), 11, 60)]
