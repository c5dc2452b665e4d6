from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from metrics.observed import Audit, channel, leader, post, seen

from presence_audit.model.observation import Post
from presence_audit.model.outcome import Outcome

BLUESKY = channel("bluesky", "nordlys.example")
JOBS = channel("bluesky", "jobb.nordlys.example")
MASTODON = channel("mastodon", "nordlys@fosstodon.example")
KARI_BLUESKY = channel("bluesky", "kari.example", "leader:kari")
KARI_MASTODON = channel("mastodon", "kari@fosstodon.example", "leader:kari")
OLA_BLUESKY = channel("bluesky", "ola.example", "leader:ola")


def _audit(company: list[Post] | None = None, kari: list[Post] | None = None, ola: list[Post] | None = None) -> Audit:
    return (
        Audit()
        .on(BLUESKY, company or ())
        .led_by(leader(channels=[KARI_BLUESKY, KARI_MASTODON]), seen(KARI_BLUESKY, kari or ()), seen(KARI_MASTODON))
        .led_by(leader("ola", "CFO", "Ola Nordmann", [OLA_BLUESKY]), seen(OLA_BLUESKY, ola or ()))
    )


def _ties(audit: Audit) -> list[tuple[str, str, str, int]]:
    shown = audit.report.shown
    assert shown is not None
    return [(tie.source, tie.target, tie.kind, tie.count) for tie in shown.network]


@pytest.mark.parametrize(
    ("acted", "kind"),
    [
        ({"mentions": ("@Kari.Example",)}, "mentions"),
        ({"is_reply": True, "reply_to": "kari.example"}, "answers"),
        ({"quote_of": "KARI.example"}, "quotes"),
        ({"is_repost": True, "author": "kari.example"}, "reshares"),
    ],
)
def test_what_the_company_does_with_a_leaders_account_is_a_tie(acted: dict[str, Any], kind: str) -> None:
    assert _ties(_audit(company=[post(3, **acted)])) == [(BLUESKY.id, "leader:kari", kind, 1)]


def test_ties_go_both_ways_between_company_leaders_and_among_leaders() -> None:
    audit = _audit(
        company=[post(3, mentions=("kari.example", "ola.example", "kunde.example"))],
        kari=[post(n, is_repost=True, author="nordlys.example") for n in (1, 2, 3)],
        ola=[post(9, is_reply=True, reply_to="kari.example")],
    ).on(JOBS, [post(5, quote_of="nordlys.example")])

    assert _ties(audit) == [
        ("leader:kari", BLUESKY.id, "reshares", 3),
        (JOBS.id, BLUESKY.id, "quotes", 1),
        (BLUESKY.id, "leader:kari", "mentions", 1),
        (BLUESKY.id, "leader:ola", "mentions", 1),
        ("leader:ola", "leader:kari", "answers", 1),
    ]


def test_a_leaders_accounts_are_one_and_reach_nobody_by_reaching_each_other() -> None:
    audit = _audit(company=[post(1, mentions=("kari.example",))]).on(
        MASTODON, [post(2, mentions=("kari@fosstodon.example",))]
    )
    alone = _audit(kari=[post(1, mentions=("kari.example",)), post(2, quote_of="kari.example")])

    assert {tie[1] for tie in _ties(audit)} == {"leader:kari"}
    assert _ties(alone) == []


def test_whom_one_answers_one_need_not_mention_as_well() -> None:
    audit = _audit(kari=[post(1, is_reply=True, reply_to="ola.example", mentions=("ola.example", "ola.example"))])

    assert _ties(audit) == [("leader:kari", "leader:ola", "answers", 1)]


def test_the_words_that_are_passed_on_mention_nobody_on_behalf_of_who_passes_them_on() -> None:
    audit = _audit(kari=[post(1, is_repost=True, author="kunde.example", mentions=("nordlys.example",))])

    assert _ties(audit) == []


def test_a_handle_is_known_on_its_own_platform_only_and_a_name_in_words_is_no_tie() -> None:
    audit = _audit(company=[post(1, "Kari Nordmann sier hei"), post(2, mentions=("kari@fosstodon.example",))])

    assert _ties(audit) == []


def test_ties_are_of_the_whole_period_and_of_nothing_before_it() -> None:
    audit = _audit(company=[post(days, mentions=("kari.example",)) for days in (1, 120, 181, 183, 400)])

    assert _ties(audit) == [(BLUESKY.id, "leader:kari", "mentions", 3)]


def test_what_was_not_read_or_is_declared_absent_ties_nobody() -> None:
    absent = channel("mastodon", "nordlys@fosstodon.example", absent=True)
    audit = _audit(kari=[post(1, mentions=("nordlys@fosstodon.example",))]).on(absent)
    audit.on(JOBS, [post(1, mentions=("kari.example",))], outcome=Outcome.LOGIN_WALL)

    assert _ties(audit) == []


HANDLES = ("nordlys.example", "kari.example", "ola.example", "kunde.example")
ACTS = st.lists(
    st.fixed_dictionaries(
        {
            "reply_to": st.none() | st.sampled_from(HANDLES),
            "quote_of": st.none() | st.sampled_from(HANDLES),
            "mentions": st.lists(st.sampled_from(HANDLES), max_size=3).map(tuple),
            "is_repost": st.booleans(),
            "author": st.none() | st.sampled_from(HANDLES),
        }
    ),
    max_size=12,
)


@given(ACTS, ACTS, ACTS, st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_ties_hold_only_accounts_of_the_profiles_never_oneself_and_in_one_order(
    company: list[dict[str, Any]], kari: list[dict[str, Any]], ola: list[dict[str, Any]], random: Any
) -> None:
    acts = [[post(1 + n, **act) for n, act in enumerate(listed)] for listed in (company, kari, ola)]
    ties = _ties(_audit(*acts))

    assert {end for tie in ties for end in tie[:2]} <= {BLUESKY.id, "leader:kari", "leader:ola"}
    assert all(source != target and count > 0 for source, target, _, count in ties)
    assert ties == sorted(ties, key=lambda tie: (-tie[3], *tie[:3]))
    assert len({tie[:3] for tie in ties}) == len(ties)
    assert _ties(_audit(*(random.sample(listed, len(listed)) for listed in acts))) == ties
