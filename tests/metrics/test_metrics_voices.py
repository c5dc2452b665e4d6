from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from metrics.observed import Audit, channel, leader, post, posts, seen

from presence_audit.model.observation import Post
from presence_audit.model.outcome import Outcome
from presence_audit.model.shown import Voice, Voices

NEWS = channel("website", "nordlys.example")
BLUESKY = channel("bluesky", "nordlys.example")
MASTODON = channel("mastodon", "nordlys@fosstodon.example")
KARI_BLUESKY = channel("bluesky", "kari.example", "leader:kari")
KARI_LINKEDIN = channel("linkedin", "kari", "leader:kari")
KARI = leader(channels=[KARI_BLUESKY])
STAFF = ("Turid Solberg", "Anh Nguyen", "Sigrid Lund", "Mona Berg")


def _voices(audit: Audit) -> Voices:
    shown = audit.report.shown
    assert shown is not None
    assert shown.voices is not None
    return shown.voices


def _counts(lines: tuple[Voice, ...]) -> dict[str, int]:
    return {line.subject: line.posts for line in lines}


def _signed(*authors: str | None) -> list[Post]:
    return [post(1 + 2 * n, author=author) for n, author in enumerate(authors)]


def test_one_account_that_carries_nine_posts_of_ten_is_hardly_more_than_one_voice() -> None:
    audit = Audit().on(BLUESKY, posts(*range(1, 19))).on(MASTODON, posts(2, 9))
    voices = _voices(audit)

    assert [(line.subject, line.posts, line.share) for line in voices.accounts] == [
        (BLUESKY.id, 18, 0.9),
        (MASTODON.id, 2, 0.1),
    ]
    assert voices.effective_accounts == pytest.approx(math.exp(-(0.9 * math.log(0.9) + 0.1 * math.log(0.1))))
    assert _counts(voices.people) == {"company": 20}
    assert voices.effective_people == 1


@pytest.mark.parametrize("accounts", [1, 2, 4])
def test_accounts_that_say_equally_much_are_as_many_voices(accounts: int) -> None:
    audit = Audit()
    for number in range(accounts):
        audit.on(channel("mastodon", f"n{number}@nordlys.example"), posts(1, 4, 8))

    assert _voices(audit).effective_accounts == pytest.approx(accounts)


def test_a_leaders_accounts_are_one_and_what_he_or_she_signs_for_the_company_is_the_persons() -> None:
    who = leader(channels=[KARI_BLUESKY, KARI_LINKEDIN])
    audit = (
        Audit()
        .on(NEWS, _signed("Kari Nordmann", "Kari Nordmann, CEO", None))
        .led_by(who, seen(KARI_BLUESKY, posts(1, 3)), seen(KARI_LINKEDIN, posts(5)))
    )
    voices = _voices(audit)

    assert _counts(voices.accounts) == {"leader:kari": 3, NEWS.id: 3}
    assert [line.subject for line in voices.accounts] == [NEWS.id, "leader:kari"]
    assert _counts(voices.people) == {"leader:kari": 5, "company": 1}


def test_a_post_on_the_site_and_on_the_leaders_page_there_is_one() -> None:
    page = channel("website", "nordlys.example/kari", "leader:kari")
    both = replace(post(3, author="Kari Nordmann"), url="https://nordlys.example/en-kronikk")
    audit = Audit().on(NEWS, [both, post(9)]).led_by(leader(channels=[page]), seen(page, [both]))

    assert _counts(_voices(audit).accounts) == {"leader:kari": 1, NEWS.id: 1}
    assert _counts(_voices(audit).people) == {"leader:kari": 1, "company": 1}


def test_three_employees_are_one_line_and_as_many_voices() -> None:
    voices = _voices(Audit().on(NEWS, _signed(*STAFF[:3], None)))

    assert _counts(voices.people) == {"employees": 3, "company": 1}
    assert voices.effective_people == pytest.approx(4)


@pytest.mark.parametrize("authors", [STAFF[:1], STAFF[:2]])
def test_fewer_than_three_employees_are_told_as_the_company_and_leave_no_trace(authors: tuple[str, ...]) -> None:
    signed, unsigned = _signed(*authors, None), [replace(p, author=None) for p in _signed(*authors, None)]

    assert _voices(Audit().on(NEWS, signed)) == _voices(Audit().on(NEWS, unsigned))


def test_only_posts_that_count_and_of_the_newer_half_of_the_period_are_voices() -> None:
    same = [post(5 + n, "Følg oss for flere nyheter") for n in range(5)]
    audit = Audit().on(BLUESKY, [*same, post(100), post(3, is_reply=True), post(4, is_repost=True)])

    assert _counts(_voices(audit).accounts) == {BLUESKY.id: 1}


def test_where_nobody_said_anything_there_is_no_number_of_voices() -> None:
    assert _voices(Audit().on(BLUESKY)) == Voices(
        accounts=(), effective_accounts=None, people=(), effective_people=None, unread=0
    )


def test_channels_that_nobody_could_read_are_missing_and_counted() -> None:
    wall: dict[str, Any] = {"outcome": Outcome.LOGIN_WALL}
    audit = (
        Audit()
        .on(BLUESKY, posts(1))
        .on(channel("facebook"), **wall)
        .on(channel("instagram", "", absent=True))
        .on(channel("github"), posts(1))
        .led_by(leader(channels=[KARI_LINKEDIN]), seen(KARI_LINKEDIN, **wall))
    )

    assert _voices(audit).unread == 2
    assert _counts(_voices(audit).accounts) == {BLUESKY.id: 1}


LISTED = st.lists(st.tuples(st.floats(0.1, 91), st.sampled_from([None, *STAFF, "Kari Nordmann", "admin"])), max_size=25)


@given(LISTED, LISTED, st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_shares_add_up_and_there_are_never_more_voices_than_speakers(
    one: list[tuple[float, str | None]], two: list[tuple[float, str | None]], random: Any
) -> None:
    news, own = ([post(days, author=author) for days, author in listed] for listed in (one, two))
    audit = Audit().on(NEWS, news).led_by(KARI, seen(KARI_BLUESKY, own))
    voices = _voices(audit)

    for lines in (voices.accounts, voices.people):
        assert not lines or math.isclose(math.fsum(line.share for line in lines), 1)
        assert list(lines) == sorted(lines, key=lambda line: (-line.posts, line.subject))
    assert sum(_counts(voices.accounts).values()) == sum(_counts(voices.people).values())
    assert (voices.effective_accounts is None) == (not voices.accounts)
    assert voices.effective_accounts is None or 1 <= voices.effective_accounts <= len(voices.accounts)
    assert voices.effective_people is None or 1 <= voices.effective_people <= len(STAFF) + 2
    mixed = Audit().on(NEWS, random.sample(news, len(news))).led_by(KARI, seen(KARI_BLUESKY, own[::-1]))
    assert _voices(mixed) == voices
