from __future__ import annotations

import pytest
from metrics.observed import AS_OF, Audit, channel, every, home, leader, post, posts, seen

from presence_audit.metrics._roles import is_chief
from presence_audit.model.observation import Post
from presence_audit.model.outcome import Outcome
from presence_audit.scoring import printed

BLUESKY = channel("bluesky", "kari.example", "leader:kari")
LINKEDIN = channel("linkedin", "kari", "leader:kari")
KARI = leader(channels=[BLUESKY])
BOTH = leader(channels=[BLUESKY, LINKEDIN])
WALL = seen(LINKEDIN, outcome=Outcome.LOGIN_WALL, reason="LinkedIn shows this to members only.")
METRICS = ("identified", "posts-per-week", "last-post", "participation", "own-voice")
COMPANY_TEXT = "Vi åpner et nytt kontor i Tromsø til høsten og gleder oss stort over alle som blir med"


def _kari(*listed: Post, wall: bool = False, **more: object) -> Audit:
    """Kari on Bluesky, and with a walled LinkedIn profile beside it if so asked."""
    observation = seen(BLUESKY, listed, **more)  # type: ignore[arg-type]
    return Audit().led_by(BOTH, observation, WALL) if wall else Audit().led_by(KARI, observation)


@pytest.mark.parametrize(
    "role",
    [
        "CEO",
        "Chief Executive Officer",
        "President & CEO",
        "Co-CEO",
        "Administrerende direktør",
        "Adm. dir.",
        "adm.dir",
        "Daglig leder",
        "Dagleg leiar",
        "Konsernsjef",
        "VD",
        "Verkställande direktör",
        "Toimitusjohtaja",
        "Konstituert konsernsjef",
        "Kommunedirektør",
        "Direktør",
        "CEO & Founder",
    ],
)
def test_the_chief_executive_is_known_by_the_role(role: str) -> None:
    assert is_chief(role)


@pytest.mark.parametrize(
    "role",
    [
        "CFO",
        "Deputy CEO",
        "Assistant to the CEO",
        "Tidligere konsernsjef",
        "Visekonsernsjef",
        "Vice VD",
        "Kommunikasjonsdirektør",
        "Finansdirektør",
        "Leder",
        "Chief of Staff",
        "HR-direktør",
        "",
    ],
)
def test_others_are_not_taken_for_the_chief_executive(role: str) -> None:
    assert not is_chief(role)


@pytest.mark.parametrize(
    ("roles", "weights"),
    [
        (["CEO"], [0.75]),
        (["CFO"], [0.75]),
        (["CEO", "CFO", "COO"], [0.45, 0.15, 0.15]),
        (["CEO", "CEO", "CFO"], [0.225, 0.225, 0.30]),
        (["CFO", "COO", "CTO"], [0.25, 0.25, 0.25]),
    ],
)
def test_leaders_weigh_as_the_method_says(roles: list[str], weights: list[float]) -> None:
    audit = Audit()
    for number, role in enumerate(roles):
        audit.led_by(leader(f"l{number}", role))
    found = [
        sum(leaf.weight for leaf in audit.pillar("leaders").leaves if leaf.subject == f"leader:l{n}")
        for n in range(len(roles))
    ]

    assert found == pytest.approx(weights)
    assert sum(leaf.weight for leaf in audit.pillar("leaders").leaves) == pytest.approx(1)


def test_without_named_leaders_the_pillar_is_unknown() -> None:
    pillar = Audit().pillar("leaders")

    assert {(leaf.state, leaf.subject) for leaf in pillar.leaves} == {("unknown", "company")}
    assert (pillar.score, pillar.coverage) == (None, 0)
    assert sum(leaf.weight for leaf in pillar.leaves) == pytest.approx(1)


def test_a_leader_without_listed_channels_is_unknown_and_not_absent() -> None:
    audit = Audit().led_by(leader())

    assert {audit.leaf(f"leader-{m}", "leader:kari").state for m in METRICS} == {"unknown"}
    assert audit.leaf("leader-breadth").state == "unknown"
    assert audit.finding("leader-absent") is None


@pytest.mark.parametrize("gone", [True, False])
def test_a_leader_who_is_confirmed_absent_scores_zero_throughout(*, gone: bool) -> None:
    absent = channel("bluesky", "kari.example", "leader:kari", absent=not gone)
    who = leader(channels=[absent])
    audit = Audit().led_by(who, seen(absent, outcome=Outcome.NOT_FOUND)) if gone else Audit().led_by(who)

    assert {audit.leaf(f"leader-{m}", "leader:kari").score for m in METRICS} == {0.0}
    assert audit.leaf("leader-breadth").score == 0
    assert audit.finding("leader-absent") is not None


def test_a_leader_behind_a_wall_is_unknown_throughout() -> None:
    audit = Audit().led_by(leader(channels=[LINKEDIN]), WALL)

    assert {audit.leaf(f"leader-{m}", "leader:kari").state for m in METRICS} == {"unknown"}
    assert {f.id for f in audit.report.findings if f.subject.startswith("leader:")} == set()
    assert audit.report.leaders[0].visibility is None


# --- posts per week, last post ---


def test_one_post_every_other_week_is_typical() -> None:
    leaf = _kari(*every(14)).leaf("leader-posts-per-week", "leader:kari")

    assert (leaf.value, leaf.score) == (0.5, 50)


def test_a_burst_of_a_hundred_posts_in_a_day_is_one_post() -> None:
    leaf = _kari(*posts(*(0.1 + n / 1000 for n in range(100)))).leaf("leader-posts-per-week", "leader:kari")

    assert leaf.value == pytest.approx(1 / 26)
    assert leaf.score is not None
    assert printed(leaf.score) == 0.1


def test_one_post_a_day_counts_over_all_channels_together() -> None:
    mastodon = channel("mastodon", "kari@fosstodon.example", "leader:kari")
    who = leader(channels=[BLUESKY, mastodon])
    audit = Audit().led_by(who, seen(BLUESKY, posts(1, 2, 3)), seen(mastodon, posts(1.1, 2.1, 9)))

    assert audit.leaf("leader-posts-per-week", "leader:kari").value == pytest.approx(4 / 26)


def test_the_same_text_on_two_channels_counts_once() -> None:
    mastodon = channel("mastodon", "kari@fosstodon.example", "leader:kari")
    who = leader(channels=[BLUESKY, mastodon])
    audit = Audit().led_by(who, seen(BLUESKY, [post(9, COMPANY_TEXT)]), seen(mastodon, [post(5, COMPANY_TEXT)]))

    assert audit.leaf("leader-posts-per-week", "leader:kari").value == pytest.approx(1 / 26)
    assert audit.leaf("leader-own-voice", "leader:kari").value == 1


def test_silence_beside_a_channel_that_cannot_be_read_proves_nothing() -> None:
    audit = _kari(wall=True)

    assert audit.leaf("leader-posts-per-week", "leader:kari").state == "unknown"
    assert audit.leaf("leader-last-post", "leader:kari").state == "unknown"
    assert audit.leaf("leader-breadth").state == "unknown"
    assert audit.report.score.cap is None


def test_posts_beside_a_channel_that_cannot_be_read_are_a_low_estimate() -> None:
    audit = _kari(*every(14), wall=True)
    leaf = audit.leaf("leader-posts-per-week", "leader:kari")

    assert (leaf.value, leaf.score) == (0.5, 50)
    assert "Measured on 1 of 2 channels; the true figure may be higher." in leaf.reason
    assert audit.leaf("leader-last-post", "leader:kari").value == 0.5


def test_silence_on_all_channels_is_a_real_zero_and_caps_the_grade() -> None:
    audit = _kari(*posts(200))

    assert audit.leaf("leader-posts-per-week", "leader:kari").score == 0
    assert audit.leaf("leader-last-post", "leader:kari").value == 200
    assert audit.leaf("leader-breadth").score == 0
    assert audit.report.score.cap == "No leader has posted in 182 days: the grade is at most C."


def test_a_profile_without_any_post_has_been_silent_for_at_least_the_period() -> None:
    assert _kari().leaf("leader-last-post", "leader:kari").value == 182
    assert _kari(outcome=Outcome.ZERO_POSTS).leaf("leader-last-post", "leader:kari").score == 0


def test_ten_days_since_the_last_post_are_worth_83() -> None:
    leaf = _kari(*posts(10, 40)).leaf("leader-last-post", "leader:kari")

    assert leaf.score == pytest.approx(83.334, abs=5e-4)


# --- copies ---


def test_pasting_the_companys_text_is_no_post_and_not_ones_own_voice() -> None:
    company = channel("bluesky", "nordlys.example")
    audit = _kari(post(4, COMPANY_TEXT)).on(company, [post(5, COMPANY_TEXT)])

    assert audit.leaf("leader-posts-per-week", "leader:kari").value == 0
    assert audit.leaf("leader-own-voice", "leader:kari").value == 0
    assert audit.leaf("leader-participation", "leader:kari").value == 0
    assert audit.finding("leader-reshare") is not None


@pytest.mark.parametrize("company_days_ago", [3, 13])
def test_a_leader_who_said_it_first_or_long_after_has_not_copied(company_days_ago: float) -> None:
    company = channel("bluesky", "nordlys.example")
    audit = _kari(post(4, COMPANY_TEXT)).on(company, [post(company_days_ago, COMPANY_TEXT)])

    assert audit.leaf("leader-posts-per-week", "leader:kari").value == pytest.approx(1 / 26)


def test_a_text_copied_between_leaders_counts_once() -> None:
    theirs = channel("bluesky", "ola.example", "leader:ola")
    audit = _kari(post(4, COMPANY_TEXT)).led_by(
        leader("ola", "CFO", "Ola Nordmann", [theirs]), seen(theirs, [post(3, COMPANY_TEXT)])
    )

    assert audit.leaf("leader-posts-per-week", "leader:kari").value == pytest.approx(1 / 26)
    assert audit.leaf("leader-posts-per-week", "leader:ola").value == 0
    assert audit.leaf("leader-own-voice", "leader:ola").value == 0


def test_reshares_alone_are_no_posts_no_voice_and_no_participation() -> None:
    audit = _kari(*(post(n, is_repost=True) for n in range(1, 20)))

    assert audit.leaf("leader-posts-per-week", "leader:kari").value == 0
    assert audit.leaf("leader-own-voice", "leader:kari").value == 0
    assert audit.leaf("leader-participation", "leader:kari").value == 0
    assert audit.leaf("leader-last-post", "leader:kari").value == 182


# --- participation and voice ---


def _reply(days: float, to: str, text: str | None = None) -> Post:
    return post(days, text, is_reply=True, reply_to=to)


def test_participation_is_the_share_of_replies_and_quotes() -> None:
    quote = post(9, "dette er viktig for alle hos oss", quote_of="ola")
    audit = _kari(*posts(1, 2, 3, 4), *(_reply(5 + n, f"kunde{n}") for n in range(3)), quote)
    leaf = audit.leaf("leader-participation", "leader:kari")

    assert leaf.value == pytest.approx(4 / 8)
    assert leaf.score == pytest.approx(90)


def test_of_the_answers_to_one_person_three_count() -> None:
    audit = _kari(*posts(1, 2, 3), *(_reply(5 + n, "kunde") for n in range(30)))

    assert audit.leaf("leader-participation", "leader:kari").value == pytest.approx(3 / 6)


@pytest.mark.parametrize("thanks", ["Takk!", "🙏"])
def test_the_same_thanks_to_everybody_counts_once(thanks: str) -> None:
    audit = _kari(*posts(1, 2, 3), *(_reply(5 + n / 10, f"kunde{n}", thanks) for n in range(30)))

    assert audit.leaf("leader-participation", "leader:kari").value == pytest.approx(1 / 4)


def test_participation_is_unknown_where_replies_are_not_visible() -> None:
    blog = channel("feed", "kari.example", "leader:kari")
    audit = Audit().led_by(leader(channels=[blog]), seen(blog, every(14)))
    hidden = _kari(*(post(n, is_reply=None) for n in range(1, 9)))

    assert audit.leaf("leader-participation", "leader:kari").state == "unknown"
    assert hidden.leaf("leader-participation", "leader:kari").state == "unknown"


def test_own_voice_is_unknown_where_reshares_cannot_be_told_from_posts() -> None:
    audit = _kari(*(post(n, is_repost=None) for n in range(1, 9)))

    assert audit.leaf("leader-own-voice", "leader:kari").state == "unknown"


def test_a_profile_without_activity_is_not_judged_by_it() -> None:
    audit = _kari()
    leaves = [audit.leaf(f"leader-{m}", "leader:kari") for m in ("participation", "own-voice")]

    assert {(leaf.state, leaf.weight, leaf.score) for leaf in leaves} == {("not-applicable", 0.0, None)}


def test_own_voice_is_what_is_neither_reshared_nor_copied() -> None:
    audit = _kari(*posts(1, 2, 3), _reply(4, "kunde"), post(5, is_repost=True))

    assert audit.leaf("leader-own-voice", "leader:kari").value == pytest.approx(4 / 5)


def test_what_lies_before_the_period_is_not_judged() -> None:
    audit = _kari(*posts(1, 2), *(post(190 + n, is_repost=True) for n in range(9)), _reply(200, "kunde"))

    assert audit.leaf("leader-own-voice", "leader:kari").value == 1
    assert audit.leaf("leader-participation", "leader:kari").value == 0


# --- identified ---


def test_five_yes_are_worth_a_hundred() -> None:
    audit = _kari(*posts(1), name="Kari Nordmann ⚡", bio="CEO of Nordlys", verified=True)
    audit.home = home(BLUESKY.url)
    leaf = audit.leaf("leader-identified", "leader:kari")

    assert (leaf.value, leaf.score, leaf.interval) == (1, 100, None)


def test_what_is_not_known_of_a_profile_is_left_out_of_its_share() -> None:
    leaf = _kari(*posts(1), name="kari_n", bio="Leser mye").leaf("leader-identified", "leader:kari")

    assert leaf.value == pytest.approx(1 / 3)
    assert leaf.interval == (1 / 5, 3 / 5)
    assert leaf.reason == (
        "Yes: a public profile. No: the full name, the company in the bio. "
        "Unknown: a link or tag by the company, a verification."
    )


def test_a_tag_by_the_company_counts_as_its_link() -> None:
    company = channel("bluesky", "nordlys.example")
    audit = _kari(*posts(1)).on(company, [post(2, mentions=("@Kari.example",))])

    assert "a link or tag by the company" in audit.leaf("leader-identified", "leader:kari").reason.partition("No:")[0]


def test_a_home_page_that_does_not_link_leaves_open_what_the_rest_of_the_site_does() -> None:
    audit = _kari(*posts(1), verified=False)
    audit.home = home()

    reason = audit.leaf("leader-identified", "leader:kari").reason
    assert "No: a verification" in reason
    assert "link or tag by the company" in reason.partition("nknown: ")[2]


def test_a_profile_shown_without_its_posts_can_be_identified() -> None:
    walled = seen(LINKEDIN, outcome=Outcome.LOGIN_WALL, name="Kari Nordmann", bio="Konsernsjef i Nordlys")
    audit = Audit().led_by(leader(channels=[LINKEDIN]), walled)

    assert audit.leaf("leader-identified", "leader:kari").value == 1
    assert audit.leaf("leader-posts-per-week", "leader:kari").state == "unknown"


# --- breadth ---


def _group(*active: bool | None) -> Audit:
    audit = Audit()
    for number, answer in enumerate(active):
        of = channel("bluesky", f"l{number}.example", f"leader:l{number}")
        observation = (
            seen(of, outcome=Outcome.NETWORK_ERROR) if answer is None else seen(of, posts(5) if answer else ())
        )
        audit.led_by(leader(f"l{number}", "CEO" if not number else "CFO", channels=[of]), observation)
    return audit


def test_breadth_counts_the_leaders_of_whom_it_is_known() -> None:
    leaf = _group(True, None, False).leaf("leader-breadth")

    assert (leaf.value, leaf.weight, leaf.interval) == (0.5, 0.25, (1 / 3, 2 / 3))
    assert leaf.score == pytest.approx(76.667, abs=5e-4)


def test_breadth_is_unknown_when_fewer_than_half_of_the_leaders_are_known() -> None:
    assert _group(True, None, None).leaf("leader-breadth").state == "unknown"
    assert _group(True, None).leaf("leader-breadth").value == 1


def test_four_active_leaders_of_ten_are_enough() -> None:
    leaf = _group(*[True] * 4, *[False] * 6).leaf("leader-breadth")

    assert leaf.value == 0.4
    assert leaf.score == pytest.approx(90)


def test_a_post_ninety_one_days_ago_is_no_longer_active() -> None:
    assert _kari(*posts(91)).leaf("leader-breadth").value == 0
    assert _kari(*posts(89)).leaf("leader-breadth").value == 1


def test_the_line_of_a_leader_sums_up_what_is_known() -> None:
    audit = _kari(*every(14), wall=True)
    line = audit.report.leaders[0]
    own = [leaf for leaf in audit.pillar("leaders").leaves if leaf.subject == "leader:kari"]
    known = [leaf for leaf in own if leaf.score is not None]

    assert line.posts_per_week == 0.5
    assert line.last_post_at is not None
    assert (AS_OF - line.last_post_at).total_seconds() == 43_200
    assert line.coverage == pytest.approx(sum(k.weight for k in known) / sum(leaf.weight for leaf in own))
    assert line.visibility == pytest.approx(
        sum(k.weight * (k.score or 0) for k in known) / sum(k.weight for k in known)
    )
