"""Where a number would say more than was seen: each was once a zero, or a value, that nobody had measured."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from metrics.observed import AS_OF, Audit, channel, every, home, leader, post, posts, seen

from presence_audit.model.outcome import Outcome

X, MASTODON, BLUESKY, BLOG, LINKEDIN = (channel(p) for p in ("x", "mastodon", "bluesky", "feed", "linkedin"))


def test_a_silent_account_beside_a_walled_one_leaves_the_category_unknown() -> None:
    audit = Audit().on(X, outcome=Outcome.LOGIN_WALL).on(MASTODON, posts(120))

    assert audit.leaf("posts-per-week", X.id).weight == pytest.approx(0.1)
    assert audit.leaf("posts-per-week", X.id).state == "unknown"
    assert audit.leaf("posts-per-week", MASTODON.id).weight == 0


def test_an_account_that_could_not_be_read_may_link_back_to_a_site_that_does_not_link() -> None:
    audit = Audit().on(LINKEDIN, outcome=Outcome.ROBOTS_DISALLOWED)
    audit.home = home()

    assert audit.leaf("linked-accounts").state == "unknown"
    assert audit.finding("not-linked") is None


def test_a_post_on_two_channels_of_which_one_is_cut_off_is_one_post() -> None:
    weekly = every(7)
    there = [channel(p, "kari", "leader:kari") for p in ("bluesky", "mastodon")]
    copies = [post((AS_OF - p.published_at).total_seconds() / 86400 - 0.01, p.text) for p in weekly if p.published_at]
    audit = Audit().led_by(leader(channels=there), seen(there[0], weekly), seen(there[1], copies[:10], back_to=63.5))

    assert audit.leaf("leader-posts-per-week", "leader:kari").value == pytest.approx(1.0, abs=0.15)


def test_a_short_period_without_posts_does_not_say_for_how_long() -> None:
    audit = Audit(window_days=28).on(BLOG)

    assert audit.leaf("channel-recency", BLOG.id).state == "unknown"


def test_posts_without_a_date_are_not_silence() -> None:
    old = [post(200 + n) for n in range(19)]
    audit = Audit().on(BLOG, [*old, *(replace(post(0), published_at=None) for _ in range(2))])

    assert audit.leaf("posts-per-week", BLOG.id).state == "unknown"
    assert audit.leaf("channel-recency", BLOG.id).state == "unknown"


def test_a_leader_whose_listing_shows_nothing_and_no_reach_is_not_inactive() -> None:
    there = channel("bluesky", "kari", "leader:kari")
    audit = Audit().led_by(leader(channels=[there]), seen(there, complete=False))

    for metric in ("leader-participation", "leader-own-voice"):
        assert audit.leaf(metric, "leader:kari").state == "unknown"


def test_the_days_of_silence_and_its_dates_agree_when_holidays_are_left_out() -> None:
    autumn = datetime(2026, 10, 31, 12, tzinfo=UTC)
    audit = Audit().on(
        BLOG,
        [
            post((autumn - day).days, as_of=autumn)
            for day in _days("05-06", "05-28", "06-20", "08-15", "09-10", "10-05", "10-30")
        ],
    )
    audit.as_of = autumn
    audit.observations[BLOG.id] = replace(audit.observations[BLOG.id], observed_at=autumn)

    reason = audit.leaf("longest-silence", BLOG.id).reason
    days, left_out = (int(number) for number in re.findall(r"(\d+)(?: quiet)? days", reason))
    first, last = (date.fromisoformat(day) for day in re.findall(r"\d{4}-\d\d-\d\d", reason))
    assert left_out == 21
    assert days + left_out == (last - first).days


def _days(*names: str) -> list[datetime]:
    return [datetime.fromisoformat(f"2026-{name}T12:00:00+00:00") for name in names]


@pytest.mark.parametrize("outcome", [Outcome.OK, Outcome.LOGIN_WALL, Outcome.NOT_ATTEMPTED])
def test_a_profile_that_shows_itself_and_no_posts_leaves_everything_of_posts_unknown(outcome: Outcome) -> None:
    here, there = channel("instagram"), channel("instagram", "kari", "leader:kari")
    audit = Audit().on(here, outcome=outcome, complete=False, name="Nordlys", bio="Power")
    audit.led_by(leader(channels=[there]), seen(there, outcome=outcome, complete=False, name="Kari", bio="CEO"))

    leaves = [leaf for pillar in audit.report.pillars for leaf in pillar.leaves]
    of_posts = [leaf for leaf in leaves if leaf.metric not in {"leader-identified", "linked-accounts"}]
    known = {(leaf.metric, leaf.subject) for leaf in of_posts if leaf.state in {"value", "absent"} and leaf.weight}
    assert known == set()


@pytest.mark.parametrize("days", [8, 40])
def test_what_came_after_a_page_was_saved_is_unknown(days: float) -> None:
    saved_at = AS_OF - timedelta(days=days)
    there = channel("linkedin", "kari", "leader:kari")
    seen_then = seen(there, posts(days + 1), observed_at=saved_at)
    audit = Audit().led_by(leader(channels=[there]), seen_then)

    last = audit.leaf("leader-last-post", "leader:kari")
    assert last.state == "unknown" or (last.interval is not None and last.interval[0] == 0)


def test_what_is_done_on_github_is_no_posting() -> None:
    deeds = [post(n, kind="other", is_reply=None, is_repost=None) for n in range(1, 60)]
    own, company = channel("github", "kari", "leader:kari"), channel("github")
    said = "GitHub lists what was done there."
    audit = Audit().on(company, deeds, reason=said)
    audit.led_by(leader(channels=[own]), seen(own, deeds, reason=said))

    assert audit.leaf("leader-posts-per-week", "leader:kari").state == "unknown"
    assert audit.leaf("leader-last-post", "leader:kari").state == "unknown"
    assert audit.leaf("posts-per-week", company.id).value is None


def test_activity_beside_posts_neither_helps_a_leader_nor_casts_a_doubt() -> None:
    weekly, deeds = every(7), [post(n / 2, kind="other") for n in range(1, 60)]
    there, own = channel("bluesky", "kari", "leader:kari"), channel("github", "kari", "leader:kari")
    alone = Audit().led_by(leader(channels=[there]), seen(there, weekly))
    both = Audit().led_by(leader(channels=[there, own]), seen(there, weekly), seen(own, deeds))

    leaf = both.leaf("leader-posts-per-week", "leader:kari")
    assert (leaf.state, leaf.value) == ("value", alone.leaf("leader-posts-per-week", "leader:kari").value)
    assert "may be higher" not in leaf.reason


@pytest.mark.parametrize(
    "outcome", [Outcome.NOT_FOUND, Outcome.SUSPENDED, Outcome.PRIVATE, Outcome.ZERO_POSTS], ids=str
)
def test_that_an_account_was_gone_or_empty_when_a_page_was_saved_is_no_absence_today(outcome: Outcome) -> None:
    here = channel("linkedin")
    complete = outcome is Outcome.ZERO_POSTS
    audit = Audit().on(here, outcome=outcome, complete=complete, observed_at=AS_OF - timedelta(days=120))
    leaves = [leaf for pillar in audit.report.pillars for leaf in pillar.leaves if leaf.subject == here.id]
    assert "absent" not in {leaf.state for leaf in leaves}
    assert audit.leaf("channel-recency", here.id).state != "absent"


@pytest.mark.parametrize(("days", "state"), [(20, "value"), (40, "unknown"), (300, "unknown")])
def test_a_page_of_long_ago_does_not_say_how_recent_the_last_post_is(days: float, state: str) -> None:
    audit = Audit().on(
        LINKEDIN, posts(days + 2), observed_at=AS_OF - timedelta(days=days), complete=False, back_to=days + 9
    )

    assert audit.leaf("channel-recency", LINKEDIN.id).state == state


def test_an_old_post_in_a_chosen_list_is_not_the_last_one() -> None:
    there = channel("linkedin", "kari", "leader:kari")
    audit = (
        Audit()
        .led_by(leader(channels=[there]), seen(there, [post(449)], complete=False))
        .on(BLOG, [post(300)], complete=False)
    )

    assert audit.leaf("leader-last-post", "leader:kari").state == "unknown"
    assert audit.leaf("channel-recency", BLOG.id).state == "unknown"


@pytest.mark.parametrize(("days", "state"), [(0.5, "value"), (3, "value"), (6.5, "value"), (8, "unknown")])
def test_an_export_of_this_week_speaks_for_a_leader_up_to_when_it_was_made(days: float, state: str) -> None:
    there = channel("linkedin", "kari", "leader:kari")
    archive = seen(there, every(7, start=days + 1), observed_at=AS_OF - timedelta(days=days))
    audit = Audit().led_by(leader(channels=[there]), archive)

    rate, last = audit.leaf("leader-posts-per-week", "leader:kari"), audit.leaf("leader-last-post", "leader:kari")
    assert (rate.state, last.state) == (state, state)
    if days > 1 and state == "value":
        assert "Read on" in last.reason
        assert rate.value == pytest.approx(1.0, abs=0.1)


def test_silence_in_an_export_of_this_week_is_not_confirmed_up_to_today() -> None:
    there = channel("linkedin", "kari", "leader:kari")
    archive = seen(there, [post(150)], observed_at=AS_OF - timedelta(days=3))
    audit = Audit().led_by(leader(channels=[there]), archive).on(BLOG, every(3))

    assert audit.leaf("leader-breadth").state == "unknown"
