"""What the hard bounds promise: opening a channel moves the total within them, hiding one never raises the low end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from metrics.observed import HOME, Audit, channel, every, home, leader, letters, post, posts, seen

from presence_audit.model.observation import Count, Engagement
from presence_audit.model.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from presence_audit.model.observation import Post
    from presence_audit.model.report import Score

KARI, KARI_TOO = (channel(platform, "kari", "leader:kari") for platform in ("bluesky", "mastodon"))
TELEGRAM, THREADS = channel("telegram"), channel("threads")
ONE, OTHER = (channel("linkedin", handle) for handle in ("en", "to"))
FACEBOOK = channel("facebook")


def _rich(step: float = 2) -> tuple[Post, ...]:
    """Posts that do well by every measure of content."""
    return tuple(
        replace(
            one,
            text=f"Hvorfor velger kundene langs kysten vårt nye anlegg {letters(100 + number)} i år?",
            kind=("text", "image", "video", "poll")[number % 4],
            media=1,
            media_with_alt=1,
            mentions=("ola.example",),
            engagement=Engagement(likes=30),
        )
        for number, one in enumerate(every(step))
    )


def _poor(count: int = 180) -> list[Post]:
    """As many bare links with a cloud of hashtags."""
    return [
        post(
            0.2 + n / 2,
            f"klikk {letters(50 + n)}",
            kind="link",
            links=(f"https://x.example/{n}",),
            hashtags=tuple("abcdefgh"),
            media=1,
            media_with_alt=0,
            engagement=Engagement(likes=0),
        )
        for n in range(count)
    ]


def _answers(count: int) -> list[Post]:
    return [post(1 + n / 3, f"svar {letters(50 + n)}", is_reply=True, reply_to=f"k{letters(n)}") for n in range(count)]


def _a_channel_of_spam() -> tuple[Audit, str]:
    audit = Audit(size=240)
    for platform in ("linkedin", "facebook", "instagram", "feed", "youtube", "bluesky"):
        audit.on(channel(platform), _rich())
    return audit.on(TELEGRAM, _poor()), TELEGRAM.id


def _a_channel_that_answers_nobody() -> tuple[Audit, str]:
    audit = Audit().on(channel("bluesky"), [*_rich(), *_answers(80)])
    return audit.on(THREADS, every(0.5)), THREADS.id


def _an_uneven_account_that_posts_more() -> tuple[Audit, str]:
    burst = [post(40 + n % 45 + n / 100) for n in range(90)]
    return Audit().on(ONE, burst).on(OTHER, every(7)), ONE.id


def _a_good_account_beside_a_poor_one() -> tuple[Audit, str]:
    return Audit().on(ONE, every(0.5)).on(OTHER, posts(30, 80)), ONE.id


def _a_monologue_of_a_leader() -> tuple[Audit, str]:
    spoken = seen(KARI, [*every(7), *_answers(60)])
    return Audit().led_by(leader(channels=[KARI, KARI_TOO]), spoken, seen(KARI_TOO, every(1.1))), KARI_TOO.id


def _the_lively_account_of_a_leader() -> tuple[Audit, str]:
    lively = seen(KARI_TOO, [*every(3), *_answers(60)])
    return Audit().led_by(leader(channels=[KARI, KARI_TOO]), seen(KARI, posts(60)), lively), KARI_TOO.id


def _an_account_without_a_link() -> tuple[Audit, str]:
    audit = Audit().on(ONE, every(3), links=(HOME,)).on(FACEBOOK, every(3))
    audit.home = home(ONE.url)
    return audit, FACEBOOK.id


def _a_leader_without_a_sign() -> tuple[Audit, str]:
    bare = seen(KARI, every(7), name="K", bio="", verified=False)
    whole = seen(KARI_TOO, every(7), name="Kari Nordmann", verified=True)
    return Audit().led_by(leader(channels=[KARI, KARI_TOO]), bare, whole), KARI_TOO.id


STAGED = [
    _a_channel_of_spam,
    _a_channel_that_answers_nobody,
    _an_uneven_account_that_posts_more,
    _a_good_account_beside_a_poor_one,
    _a_monologue_of_a_leader,
    _the_lively_account_of_a_leader,
    _an_account_without_a_link,
    _a_leader_without_a_sign,
]


def _hidden(audit: Audit, id_: str) -> Audit:
    of = next(c for c in (*audit.channels, *(c for who in audit.leaders for c in who.channels)) if c.id == id_)
    audit.observations[id_] = seen(of, outcome=Outcome.LOGIN_WALL, reason="A wall.")
    return audit


def _both(staged: Callable[[], tuple[Audit, str]]) -> tuple[Score, Score]:
    return staged()[0].report.score, _hidden(*staged()).report.score


@pytest.mark.parametrize("staged", STAGED)
def test_whatever_a_hidden_channel_turns_out_to_hold_the_total_lies_within_the_bounds(
    staged: Callable[[], tuple[Audit, str]],
) -> None:
    opened, hidden = _both(staged)

    assert opened.value is not None
    assert hidden.bounds[0] <= opened.value <= hidden.bounds[1]


@pytest.mark.parametrize("staged", STAGED)
def test_hiding_what_would_lower_the_score_never_raises_the_low_bound(
    staged: Callable[[], tuple[Audit, str]],
) -> None:
    opened, hidden = _both(staged)

    assert hidden.bounds[0] <= opened.bounds[0]
    assert hidden.bounds[0] <= hidden.likely[0] <= hidden.likely[1] <= hidden.bounds[1]


def _partial(audit: Audit) -> dict[tuple[str, str], tuple[bool, bool]]:
    shown = audit.report.shown
    assert shown is not None
    return {(one.metric, one.subject): (one.lower, one.higher) for one in shown.partial}


def test_the_report_names_the_numbers_that_rest_on_a_part() -> None:
    audit = Audit(size=240).on(channel("bluesky"), _rich())
    assert _partial(audit) == {}

    found = _partial(_hidden(audit.on(FACEBOOK), FACEBOOK.id))

    assert found[("hashtags", "company")] == (True, True)
    # More posts may be added to what was counted, and take nothing from it.
    assert found[("h-index", "company")] == (False, True)
    assert {subject for _, subject in found} == {"company"}
    # Facebook shows nobody's replies: there is nothing hidden that could be measured.
    assert ("dialogue-share", "company") not in found


def test_a_platform_that_shows_strangers_no_posts_may_hide_anything() -> None:
    audit = Audit().on(channel("bluesky"), [*_rich(), *_answers(9)]).on(channel("x"), outcome=Outcome.LOGIN_WALL)

    assert _partial(audit)[("dialogue-share", "company")] == (True, True)


def test_an_account_that_could_not_be_judged_may_stand_for_its_kind_instead() -> None:
    found = _partial(_hidden(*_an_uneven_account_that_posts_more()))

    # The best cadence stands for the kind, so that another account can only better it; how even it is nobody knows.
    assert found[("posts-per-week", OTHER.id)] == (False, True)
    assert found[("active-weeks", OTHER.id)] == found[("channel-recency", OTHER.id)] == (True, True)


def test_of_a_leader_read_in_part_the_last_post_can_only_be_newer() -> None:
    found = _partial(_hidden(*_a_monologue_of_a_leader()))

    assert found[("leader-last-post", "leader:kari")] == (False, True)
    assert found[("leader-participation", "leader:kari")] == (True, True)
    assert ("leader-breadth", "company") not in found


def test_where_nobody_asked_on_what_was_read_the_whole_weight_rests_with_what_was_not() -> None:
    quiet = channel("bluesky")
    audit = Audit().on(quiet, every(3)).on(channel("instagram"), outcome=Outcome.LOGIN_WALL, followers=Count(9))
    audit.observations[quiet.id] = replace(audit.observations[quiet.id], posts=())
    leaves = [leaf for leaf in audit.pillar("dialogue").leaves if leaf.metric == "invitation"]

    assert [(leaf.subject, leaf.state, leaf.weight) for leaf in leaves] == [
        ("company", "not-applicable", 0),
        ("channel:instagram:nordlys", "unknown", pytest.approx(0.1)),
    ]
