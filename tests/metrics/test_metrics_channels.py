from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from metrics.observed import AS_OF, Audit, channel, every, home, post, posts

from presence_audit.model.channel import Target
from presence_audit.model.observation import Count
from presence_audit.model.outcome import Outcome
from presence_audit.scoring import printed

LINKEDIN, FACEBOOK, BLUESKY, BLOG = (channel(p) for p in ("linkedin", "facebook", "bluesky", "feed"))
WALLS = [o for o in Outcome if o.is_unknown]
GONE = [o for o in Outcome if o.is_absent]


# --- cadence ---


def test_a_complete_listing_gives_posts_over_thirteen_weeks() -> None:
    leaf = Audit().on(BLOG, every(7)).leaf("posts-per-week", BLOG.id)

    assert (leaf.state, leaf.value) == ("value", 1.0)
    assert leaf.score == pytest.approx(70.950, abs=5e-4)
    assert leaf.weight == 0.15


@pytest.mark.parametrize("platform", ["mynewsdesk", "cision", "mfn", "notified", "ntb", "ritzau", "sttinfo", "viatt"])
def test_a_press_room_is_held_against_newsrooms_and_not_against_blogs(platform: str) -> None:
    leaf = Audit().on(channel(platform), every(14)).leaf("posts-per-week", f"channel:{platform}:nordlys")

    assert leaf.value == pytest.approx(7 / 13)
    assert leaf.score == pytest.approx(90.997, abs=1e-3)


def test_posts_older_than_the_newer_half_do_not_count_for_cadence() -> None:
    leaf = Audit().on(BLOG, posts(1, 90, 92, 120)).leaf("posts-per-week", BLOG.id)

    assert leaf.value == pytest.approx(2 / 13)


def test_a_listing_cut_off_gives_one_post_less_over_the_time_to_now() -> None:
    listed = posts(*(31.5 - 3 * n for n in range(10)))
    leaf = Audit().on(LINKEDIN, listed, back_to=31.5).leaf("posts-per-week", LINKEDIN.id)

    assert leaf.value == pytest.approx(2.0)
    assert leaf.interval == pytest.approx((1.2057, 3.4901), abs=1e-3)
    assert "estimate" in leaf.reason


def test_an_old_pinned_post_never_widens_a_listing_that_was_cut_off() -> None:
    listed = (*posts(*(31.5 - 3 * n for n in range(10))), post(80, is_pinned=True))

    assert Audit().on(LINKEDIN, listed, back_to=31.5).leaf("posts-per-week", LINKEDIN.id).value == pytest.approx(2.0)


def test_a_cut_off_listing_that_reaches_over_the_window_counts_as_complete() -> None:
    leaf = Audit().on(BLUESKY, every(7, until=120), back_to=120).leaf("posts-per-week", BLUESKY.id)

    assert leaf.value == 1.0


@pytest.mark.parametrize("listed", [(), posts(3)])
def test_fewer_than_two_visible_posts_of_a_cut_off_listing_are_no_rate(listed: tuple[object, ...]) -> None:
    leaf = Audit().on(LINKEDIN, listed, back_to=10).leaf("posts-per-week", LINKEDIN.id)  # type: ignore[arg-type]

    assert (leaf.state, leaf.value, leaf.score) == ("unknown", None, None)


def test_a_listing_without_posts_that_proves_nothing_is_unknown() -> None:
    audit = Audit().on(LINKEDIN, (), complete=False)

    assert audit.leaf("posts-per-week", LINKEDIN.id).state == "unknown"
    assert audit.leaf("channel-recency", LINKEDIN.id).state == "unknown"


def test_a_silent_channel_that_was_read_whole_is_zero() -> None:
    leaf = Audit().on(BLOG, posts(150)).leaf("posts-per-week", BLOG.id)

    assert (leaf.state, leaf.value, leaf.score) == ("value", 0.0, 0.0)


def test_an_account_proven_to_have_no_posts_is_zero() -> None:
    audit = Audit().on(BLUESKY, outcome=Outcome.ZERO_POSTS, complete=False)

    assert audit.leaf("posts-per-week", BLUESKY.id).score == 0
    assert audit.leaf("channel-recency", BLUESKY.id).state == "absent"


@pytest.mark.parametrize("days", [8, 100, 400])
def test_that_an_account_had_no_posts_when_it_was_last_seen_says_nothing_of_today(days: int) -> None:
    seen_at = AS_OF - timedelta(days=days)
    audit = Audit().on(BLUESKY, outcome=Outcome.ZERO_POSTS, observed_at=seen_at)
    assert audit.leaf("posts-per-week", BLUESKY.id).state == ("value" if days == 8 else "unknown")
    assert audit.leaf("channel-recency", BLUESKY.id).state == ("value" if days == 8 else "unknown")


@pytest.mark.parametrize(("days", "state"), [(0, "value"), (20, "value"), (60, "unknown"), (400, "unknown")])
def test_how_recent_a_channel_is_is_not_taken_from_what_was_read_long_ago(days: int, state: str) -> None:
    listed = posts(days + 1.0, days + 30.0)
    audit = Audit().on(BLUESKY, listed, observed_at=AS_OF - timedelta(days=days))
    assert audit.leaf("channel-recency", BLUESKY.id).state == state
    assert audit.leaf("posts-per-week", BLUESKY.id).state == state


@pytest.mark.parametrize("outcome", WALLS)
def test_a_wall_is_unknown_in_every_metric_and_never_zero(outcome: Outcome) -> None:
    audit = Audit().on(LINKEDIN, outcome=outcome, reason="A wall.")
    metrics = ("posts-per-week", "active-weeks", "longest-silence", "burstiness", "channel-recency")
    leaves = [audit.leaf(metric, LINKEDIN.id) for metric in metrics]

    assert {(leaf.state, leaf.value, leaf.score) for leaf in leaves} == {("unknown", None, None)}
    assert all(leaf.weight > 0 and leaf.reason for leaf in leaves)
    assert audit.report.score.value is None


@pytest.mark.parametrize("outcome", GONE)
def test_a_claimed_account_that_is_gone_counts_as_zero(outcome: Outcome) -> None:
    audit = Audit().on(LINKEDIN, outcome=outcome)
    metrics = ("posts-per-week", "active-weeks", "longest-silence", "burstiness", "channel-recency")

    assert {(leaf.state, leaf.score) for leaf in (audit.leaf(m, LINKEDIN.id) for m in metrics)} == {("absent", 0.0)}


def test_what_is_declared_absent_is_left_out_of_cadence_and_counts_zero_in_coverage() -> None:
    instagram = channel("instagram", "", absent=True)
    audit = Audit().on(instagram).on(BLOG, every(7))

    assert audit.leaf("posts-per-week", instagram.id).state == "not-applicable"
    assert audit.leaf("posts-per-week", instagram.id).weight == 0
    assert audit.leaf("active-weeks", instagram.id).weight == 0
    assert audit.leaf("channel-recency", instagram.id).state == "absent"
    assert audit.leaf("channel-recency", instagram.id).weight == pytest.approx(0.75 * 0.15)


def test_a_channel_without_any_observation_is_unknown() -> None:
    audit = Audit().on(BLOG)
    audit.observations.clear()

    assert audit.leaf("posts-per-week", BLOG.id).state == "unknown"


def test_posts_without_dates_give_no_rate() -> None:
    undated = [replace(p, published_at=None) for p in every(7)]
    audit = Audit().on(BLOG, undated)

    assert audit.leaf("posts-per-week", BLOG.id).state == "unknown"
    assert audit.leaf("channel-recency", BLOG.id).state == "unknown"
    assert audit.leaf("active-weeks", BLOG.id).state == "unknown"


def test_coarse_dates_near_the_edge_widen_the_interval_and_leave_rhythm_unknown() -> None:
    exact = (*posts(2, 12, 22), post(85))
    coarse = (*posts(2, 12, 22), post(85, date_precision="month"))
    one = Audit().on(BLOG, exact).leaf("posts-per-week", BLOG.id)
    two = Audit().on(BLOG, coarse)
    wide = two.leaf("posts-per-week", BLOG.id)

    assert one.interval is not None
    assert wide.interval is not None
    assert wide.value == one.value
    assert wide.interval[0] < one.interval[0]
    assert two.leaf("active-weeks", BLOG.id).state == "unknown"


def test_the_users_own_goal_replaces_the_benchmark() -> None:
    own = channel("linkedin", target=Target(2.0, "2/week"))
    leaf = Audit().on(own, every(3.5)).leaf("posts-per-week", own.id)

    assert leaf.value == pytest.approx(2.0)
    assert leaf.score == pytest.approx(90)
    assert "your own goal of 2/week" in leaf.reason


def test_a_large_brand_is_judged_by_the_anchors_of_large_brands() -> None:
    small = Audit().on(FACEBOOK, every(3.5), followers=Count(24_999)).leaf("posts-per-week", FACEBOOK.id)
    large = Audit().on(FACEBOOK, every(3.5), followers=Count(25_000, "rounded")).leaf("posts-per-week", FACEBOOK.id)

    assert small.score == 50
    assert large.score is not None
    assert large.score < 30


def test_one_channel_represents_its_category_and_the_others_weigh_nothing() -> None:
    mastodon, x = channel("mastodon"), channel("x")
    audit = Audit().on(x, outcome=Outcome.LOGIN_WALL).on(mastodon, posts(3)).on(BLUESKY, every(2))
    weights = {c: audit.leaf("posts-per-week", c.id).weight for c in (x, mastodon, BLUESKY)}

    assert weights == {x: 0, mastodon: 0, BLUESKY: 0.10}
    assert audit.leaf("posts-per-week", mastodon.id).score is not None
    assert "represents the category microblog" in audit.leaf("posts-per-week", mastodon.id).reason


def test_an_unknown_channel_represents_its_category_before_one_that_is_gone() -> None:
    x = channel("x")
    audit = Audit().on(BLUESKY, outcome=Outcome.NOT_FOUND).on(x, outcome=Outcome.LOGIN_WALL)

    assert audit.leaf("posts-per-week", x.id).weight == 0.10
    assert audit.leaf("posts-per-week", BLUESKY.id).weight == 0


def test_a_platform_without_a_benchmark_is_shown_and_not_scored() -> None:
    telegram = channel("telegram")
    audit = Audit().on(telegram, every(7)).on(BLOG, every(7))

    assert audit.leaf("posts-per-week", telegram.id).state == "not-applicable"
    assert next(c for c in audit.report.channels if c.platform == "telegram").posts_per_week == 1.0


def test_posts_after_the_audit_are_not_seen() -> None:
    leaf = Audit().on(BLOG, (*every(7), post(-3), post(-200))).leaf("posts-per-week", BLOG.id)

    assert leaf.value == 1.0


def test_what_came_after_an_old_reading_is_not_taken_for_silence() -> None:
    read = AS_OF - timedelta(days=21)
    audit = Audit().on(BLOG, every(7, start=22), observed_at=read)
    leaf = audit.leaf("posts-per-week", BLOG.id)

    assert leaf.value == pytest.approx(1.0)
    assert "2026-06-14" in leaf.reason
    assert audit.leaf("channel-recency", BLOG.id).value == pytest.approx(1.0)
    assert audit.leaf("longest-silence", BLOG.id).state == "unknown"


def test_without_any_channel_cadence_is_unknown_and_not_zero() -> None:
    audit = Audit()

    assert audit.leaf("posts-per-week").state == "unknown"
    assert (audit.pillar("cadence").score, audit.pillar("cadence").coverage) == (None, 0.0)


def test_when_everything_is_declared_absent_cadence_gives_its_weight_away_and_the_grade_is_capped() -> None:
    audit = Audit()
    for platform in ("linkedin", "facebook", "instagram", "youtube", "bluesky", "feed"):
        audit.on(channel(platform, "", absent=True))

    assert audit.pillar("cadence").score is None
    assert audit.pillar("coverage").score == 0
    assert audit.report.score.cap is not None
    assert "at most E" in audit.report.score.cap


# --- effective posts ---


def test_replies_and_bare_reshares_are_no_posts() -> None:
    bare = post(3, "enig", quote_of="kari")
    quote = post(4, "dette er viktig for oss alle", quote_of="kari")
    listed = (post(1, is_reply=True), post(2, is_repost=True), bare, quote, post(5))

    assert Audit().on(BLUESKY, listed).leaf("posts-per-week", BLUESKY.id).value == pytest.approx(2 / 13)


def test_flags_that_the_platform_does_not_show_count_for_the_post_and_are_told() -> None:
    listed = tuple(post(n, is_reply=None, is_repost=None) for n in range(1, 14))
    leaf = Audit().on(LINKEDIN, listed).leaf("posts-per-week", LINKEDIN.id)

    assert leaf.value == 1.0
    assert "Replies and reshares cannot be told from posts there." in leaf.reason


def test_the_cap_goes_by_the_companys_own_day() -> None:
    # 23:30 and 00:30 in Oslo are one UTC day; in Oslo they are two.
    evening = (AS_OF - datetime(2026, 6, 10, 21, 0, tzinfo=UTC)) / timedelta(days=1)
    night = (AS_OF - datetime(2026, 6, 10, 23, 0, tzinfo=UTC)) / timedelta(days=1)
    youtube = channel("youtube")
    listed = posts(evening, night)

    assert Audit().on(youtube, listed).leaf("posts-per-week", youtube.id).value == pytest.approx(2 / 13)
    assert Audit(zone="UTC").on(youtube, listed).leaf("posts-per-week", youtube.id).value == pytest.approx(1 / 13)


def test_a_date_without_a_time_stays_on_its_own_day() -> None:
    youtube = channel("youtube")
    day = (AS_OF - datetime(2026, 6, 10, tzinfo=UTC)) / timedelta(days=1)
    listed = (post(day, date_precision="day"), post(day - 1, date_precision="day"))

    leaf = Audit(zone="America/New_York").on(youtube, listed).leaf("posts-per-week", youtube.id)
    assert leaf.value == pytest.approx(2 / 13)


# --- consistency ---


def test_weekly_posts_fill_every_week() -> None:
    audit = Audit().on(BLOG, every(7))

    assert audit.leaf("active-weeks", BLOG.id).value == 1.0
    assert audit.leaf("longest-silence", BLOG.id).value == 7
    assert audit.leaf("burstiness", BLOG.id).value == -1
    assert "days on average, with a standard deviation of 0.0." in audit.leaf("burstiness", BLOG.id).reason
    assert audit.pillar("consistency").score == pytest.approx(100, abs=0.2)


def test_the_leaves_of_consistency_weigh_importance_times_metric() -> None:
    audit = Audit().on(BLOG, every(7))
    weights = [audit.leaf(m, BLOG.id).weight for m in ("active-weeks", "longest-silence", "burstiness")]

    assert weights == pytest.approx([0.15 * 0.5, 0.15 * 0.3, 0.15 * 0.2])


def test_a_listing_cut_off_leaves_weeks_and_silence_unknown_but_not_burstiness() -> None:
    listed = posts(*(31.5 - 3 * n for n in range(10)))
    audit = Audit().on(LINKEDIN, listed, back_to=31.5)

    assert audit.leaf("active-weeks", LINKEDIN.id).state == "unknown"
    assert audit.leaf("longest-silence", LINKEDIN.id).state == "unknown"
    assert audit.leaf("burstiness", LINKEDIN.id).state == "value"


def test_fewer_than_eight_gaps_say_nothing_of_bursts() -> None:
    assert Audit().on(BLOG, posts(1, 9, 20, 30, 41)).leaf("burstiness", BLOG.id).state == "unknown"


def test_the_current_silence_and_the_one_before_the_first_post_count() -> None:
    assert Audit().on(BLOG, posts(40, 45, 60, 80, 100, 120, 140, 160, 180)).leaf("longest-silence", BLOG.id).value == 40
    assert Audit().on(BLOG, posts(1, 20, 40, 60, 80)).leaf("longest-silence", BLOG.id).value == 181 - 80
    assert Audit().on(BLOG, ()).leaf("longest-silence", BLOG.id).value == 182


def test_quiet_weeks_of_general_holiday_are_left_out() -> None:
    audit = Audit()
    audit.as_of = datetime(2026, 9, 18, 12, tzinfo=UTC)
    # Weekly posts, but none from 6 to 26 July 2026 (ISO weeks 28, 29 and 30).
    listed = [
        post(days, as_of=audit.as_of)
        for days in (0.5 + 7 * n for n in range(26))
        if not datetime(2026, 7, 6, tzinfo=UTC)
        <= audit.as_of - timedelta(days=days)
        < datetime(2026, 7, 27, tzinfo=UTC)
    ]
    audit.on(BLOG, listed, observed_at=audit.as_of)

    assert len(listed) == 23
    assert audit.leaf("active-weeks", BLOG.id).value == 1.0
    assert audit.leaf("longest-silence", BLOG.id).value == 7


def test_a_holiday_week_with_a_post_counts_like_any_other() -> None:
    audit = Audit()
    audit.as_of = datetime(2027, 1, 29, 12, tzinfo=UTC)
    # 2026 has an ISO week 53 (28 December to 3 January); weeks 52 and 1 stand beside it.
    listed = [post(days, as_of=audit.as_of) for days in (1.0, 29.0, 60.0)]
    leaf = audit.on(BLOG, listed, observed_at=audit.as_of).leaf("active-weeks", BLOG.id)

    # 26 blocks: three posts; the quiet blocks of ISO weeks 52, 53 and 1 are out, but the one with a post is in.
    assert leaf.value == pytest.approx(3 / 24)


@pytest.mark.parametrize(
    ("day", "hours", "days"),
    [
        # Clocks forward on 29 March: 22:00 UTC is 23:00 before, and 00:00 of the next day after.
        (datetime(2026, 3, 29, tzinfo=UTC), (-2, -1, 20, 21, 22, 23), 3),
        # Clocks back on 25 October: 22:00 UTC is midnight before, and 23:00 after.
        (datetime(2026, 10, 25, tzinfo=UTC), (-3, -2, 20, 21, 22, 23), 3),
        (datetime(2026, 10, 25, tzinfo=UTC), (-2, 0, 1, 22), 1),
    ],
)
def test_days_on_which_the_clocks_change_are_days_like_others(day: datetime, hours: tuple[int, ...], days: int) -> None:
    audit, youtube = Audit(), channel("youtube")
    audit.as_of = day + timedelta(days=30)
    listed = [post(30 - hour / 24, as_of=audit.as_of) for hour in hours]
    leaf = audit.on(youtube, listed, observed_at=audit.as_of).leaf("posts-per-week", youtube.id)

    assert leaf.value == pytest.approx(days / 13)


# --- attacks ---


def test_a_hundred_posts_in_one_day_are_worth_two() -> None:
    audit = Audit().on(LINKEDIN, posts(*(0.1 + n / 1000 for n in range(100))))
    scores = [audit.leaf(m, LINKEDIN.id).score for m in ("posts-per-week", "active-weeks", "longest-silence")]

    assert [printed(score) for score in scores if score is not None] == [6.8, 3.8, 0.0]
    assert audit.finding("burst") is not None


def test_the_same_post_every_day_is_one_post_a_month() -> None:
    listed = [post(0.5 + n, "Bli med på laget vårt og søk på en ledig stilling i dag") for n in range(182)]

    assert Audit().on(LINKEDIN, listed).leaf("posts-per-week", LINKEDIN.id).value == pytest.approx(3 / 13)


# --- coverage ---


def test_every_expected_category_has_a_leaf_and_their_weights_add_up() -> None:
    audit = Audit().on(BLOG, posts(6)).on(LINKEDIN, posts(2))
    leaves = [leaf for leaf in audit.pillar("coverage").leaves if leaf.metric == "channel-recency"]

    assert sum(leaf.weight for leaf in leaves) == pytest.approx(0.75)
    assert audit.leaf("channel-recency", BLOG.id).score == pytest.approx(92.180, abs=5e-4)
    assert audit.leaf("channel-recency", LINKEDIN.id).score == pytest.approx(99.145, abs=5e-4)
    assert audit.leaf("channel-recency", "channel:facebook:").state == "unknown"


def test_a_channel_silent_for_the_whole_period_is_silent_for_at_least_that_long() -> None:
    leaf = Audit().on(BLOG, ()).leaf("channel-recency", BLOG.id)

    assert (leaf.state, leaf.value) == ("value", 182)
    assert "at least" in leaf.reason


def test_an_old_pinned_post_above_reshares_says_nothing_of_the_last_post() -> None:
    listed = [post(300, is_pinned=True), *(post(n, is_repost=True) for n in range(1, 9))]

    assert Audit().on(BLUESKY, listed, back_to=8).leaf("channel-recency", BLUESKY.id).state == "unknown"


def test_accounts_count_as_linked_from_the_site_or_back_to_it_or_verified() -> None:
    audit = (
        Audit()
        .on(channel("linkedin"), posts(1))
        .on(channel("facebook"), posts(1), links=("https://www.nordlys.example/",))
        .on(channel("instagram"), posts(1), verified=True)
        .on(channel("youtube"), posts(1), bio="Se nordlys.example")
        .on(channel("bluesky"), posts(1), links=())
    )
    audit.home = home("https://linkedin.example/nordlys")
    leaf = audit.leaf("linked-accounts")

    assert leaf.value == 4 / 5
    assert leaf.score == pytest.approx(80)
    finding = audit.finding("not-linked")
    assert finding is not None
    assert finding.subject == "channel:bluesky:nordlys"


def test_an_account_is_unknown_where_neither_site_nor_account_was_read() -> None:
    audit = Audit().on(LINKEDIN, outcome=Outcome.LOGIN_WALL).on(FACEBOOK, posts(1), verified=True)
    leaf = audit.leaf("linked-accounts")

    assert (leaf.value, leaf.interval) == (1.0, (0.5, 1.0))
    assert Audit().on(LINKEDIN, outcome=Outcome.LOGIN_WALL).leaf("linked-accounts").state == "unknown"


def test_the_companys_own_site_needs_no_link_to_itself() -> None:
    site = channel("website", "nordlys.example")
    own = type(site)("website", "site", "nordlys.example", "https://www.nordlys.example/")
    audit = Audit().on(own, posts(1))
    audit.home = home()

    assert audit.leaf("linked-accounts").state == "not-applicable"


def test_no_company_post_in_ninety_days_caps_the_grade_only_when_all_of_it_is_known() -> None:
    silent = Audit().on(BLOG, posts(91)).on(LINKEDIN, outcome=Outcome.NOT_FOUND)
    open_ = Audit().on(BLOG, posts(91)).on(LINKEDIN, outcome=Outcome.LOGIN_WALL)

    assert silent.report.score.cap is not None
    assert open_.report.score.cap is None
