from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from metrics.observed import AS_OF, Audit, channel, leader, letters, post, posts, seen

from presence_audit.metrics._bylines import Bylines
from presence_audit.metrics._choices import Choices
from presence_audit.metrics._subjects import subjects_of
from presence_audit.model.observation import Comment, Comments, Engagement
from presence_audit.model.outcome import Outcome
from presence_audit.model.profiles import Leader, Profiles
from presence_audit.reports.json import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presence_audit.model.channel import Channel
    from presence_audit.model.observation import Post
    from presence_audit.model.report import Leaf

NEWS = channel("website", "nordlys.example")
BLUESKY = channel("bluesky", "nordlys.example")
MASTODON = channel("mastodon", "nordlys@fosstodon.example")
LINKEDIN = channel("linkedin")
FACEBOOK = channel("facebook")
KARI_BLUESKY = channel("bluesky", "kari.example", "leader:kari")
KARI = Leader("kari", "Kari Nordmann", "CEO", aliases=("Kari N.",), channels=(KARI_BLUESKY,))
STAFF = ("Turid Solberg", "Anh Nguyen", "Bjørn-Erik O'Hara", "Sigrid Ås")
TOO_FEW = "Fewer than three employees sign posts; so few are not counted, to protect them."
METRICS = ("employee-voices", "credits-people", "h-index", "outside-voices")
WALL: dict[str, Any] = {"outcome": Outcome.LOGIN_WALL, "reason": "This is shown to members only."}


def _signed(*authors: str | None, step: float = 3.0) -> list[Post]:
    return [post(1 + step * n, author=author) for n, author in enumerate(authors)]


def _news(*authors: str | None, size: int | None = 40, **more: Any) -> Audit:
    return Audit(size=size).on(NEWS, _signed(*authors), **more).led_by(KARI, seen(KARI_BLUESKY))


def _liked(*likes: int | None) -> list[Post]:
    return [post(1 + n, engagement=Engagement(likes=count)) for n, count in enumerate(likes)]


def _comment(under: Post, by: str | None = "ola.example", **more: Any) -> Comment:
    flags: dict[str, Any] = {"is_own": False, "published_at": under.published_at}
    return Comment(f"{under.id}-{by}", "", under.id, under.id, by, **(flags | more))


def _answered(
    of: Channel, listed: Sequence[Post], said: Iterable[Comment], *, since: float = 91, audit: Audit | None = None
) -> Audit:
    made = (audit or Audit()).on(of, listed)
    comments = Comments(AS_OF - timedelta(days=since), tuple(said))
    made.observations[of.id] = replace(made.observations[of.id], comments=comments)
    return made


# --- employee voices ---


def test_three_employees_of_a_hundred_are_typical() -> None:
    leaf = _news(*STAFF[:3], size=100).leaf("employee-voices")

    assert (leaf.value, leaf.score) == (3, 50)
    assert leaf.reason == "3 named people who are not leaders sign posts; the company has 100 employees."


@pytest.mark.parametrize("authors", [(), (None,), STAFF[:1], STAFF[:2], ("Kari Nordmann", "Redaksjonen")])
def test_fewer_than_three_employees_are_unknown_and_the_reason_does_not_say_how_many(
    authors: tuple[str | None, ...],
) -> None:
    leaf = _news(*authors).leaf("employee-voices")

    assert (leaf.state, leaf.value, leaf.score, leaf.reason) == ("unknown", None, None, TOO_FEW)


@pytest.mark.parametrize("authors", [(), STAFF[:2], STAFF])
def test_without_the_number_of_employees_no_share_is_known(authors: tuple[str, ...]) -> None:
    leaf = _news(*authors, size=None).leaf("employee-voices")

    assert (leaf.state, leaf.reason) == (
        "unknown",
        "The number of employees is not stated; write `size:` in the profiles file.",
    )


def test_where_no_channel_shows_who_signs_the_voices_of_employees_are_unknown() -> None:
    leaf = Audit(size=40).on(FACEBOOK, posts(1, 2)).leaf("employee-voices")

    assert (leaf.state, leaf.reason) == ("unknown", "No authors are to be seen on Facebook.")


@pytest.mark.parametrize(
    "byline",
    [
        "Kari Nordmann",
        "KARI NORDMANN",
        "Kari Marie Nordmann",
        "Kari N.",
        "Av Kari Nordmann",
        "Kari Nordmann, CEO",
        "admin",
        "Redaksjonen",
        "Kommunikasjonsavdelingen",
        "Nordlys",
        "Nordlys AS",
        "Nordlys press office",
        "Team Nordlys",
        "Marketing & Communications",
        "nordlys.example",
        "post@nordlys.example",
        "https://nordlys.example/om",
        "ola@lemmy.example",
        "kari_hansen",
        "Ola",
        "Nyheter fra oss alle her på huset",
        "Foto: Ola Hansen",
        "User 42",
        " ",
        "—",
    ],
)
def test_leaders_the_company_departments_and_handles_are_no_employees(byline: str) -> None:
    assert _news(*STAFF[:2], byline).leaf("employee-voices").state == "unknown"
    assert _news(*STAFF[:3], byline, size=100).leaf("employee-voices").value == 3


@pytest.mark.parametrize(
    ("byline", "people"),
    [
        ("Ola Hansen", 1),
        ("Ola Hansen, Per Olsen", 2),
        ("Ola Hansen og Per Olsen", 2),
        ("Ola Hansen (rådgiver) and Per Olsen / Kari Nordmann", 3),
        ("OLA HANSEN; Ola B. Hansen", 1),
        ("Tekst: Ola Hansen | Nordlys", 1),
        ("Ola Hansen - daglig leder", 1),
        ("\N{LATIN SMALL LIGATURE FI}nn Hansen", 1),
    ],
)
def test_a_byline_is_read_as_the_people_in_it(byline: str, people: int) -> None:
    profiles = Profiles("profiles.yaml", Audit().company, leaders=(KARI,))
    signers = Bylines(subjects_of(profiles, {}, None, AS_OF, Choices())).signers(byline)

    assert len(signers) == people
    assert ("leader:kari" in signers) == ("Kari" in byline)


def test_somebody_with_the_name_of_a_family_firm_is_a_person_and_the_firm_is_none() -> None:
    audit = Audit(size=100).on(NEWS, _signed("Per Solberg", "Solberg Rør", *STAFF[:2]))
    audit.company = replace(audit.company, name="Solberg Rør AS")

    assert audit.leaf("employee-voices").value == 3


def test_a_name_counts_once_however_often_and_however_spelt_it_signs() -> None:
    often = _news(*STAFF[:3], *("turid solberg", "Turid K. Solberg", "Anh Nguyen") * 4, size=100)

    assert often.leaf("employee-voices").value == 3


def test_one_text_under_many_names_is_one_voice() -> None:
    copies = [post(1 + n, "Vi åpner et nytt kontor i nord", author=name) for n, name in enumerate(STAFF)]

    assert Audit(size=40).on(NEWS, copies).leaf("employee-voices").state == "unknown"


def test_people_who_sign_above_the_daily_cap_are_people_still() -> None:
    audit = Audit(size=100).on(NEWS, [post(1 + n / 100, author=name) for n, name in enumerate(STAFF)])

    assert audit.leaf("employee-voices").value == 4


def test_who_signed_before_the_period_is_not_heard_in_it() -> None:
    old = [post(190 + n, author=name) for n, name in enumerate(STAFF)]

    assert Audit(size=40).on(NEWS, old).leaf("employee-voices").state == "unknown"
    assert Audit(size=100).on(NEWS, _signed(*STAFF[:3], step=80)).leaf("employee-voices").value == 3


def test_whose_words_are_passed_on_is_no_voice_of_the_company() -> None:
    reshares = [post(1 + n, author=name, is_repost=True) for n, name in enumerate(STAFF)]

    assert Audit(size=40).on(MASTODON, reshares).leaf("employee-voices").state == "unknown"


def test_a_listing_that_is_cut_off_gives_a_low_estimate_and_says_so() -> None:
    assert "the true figure may be higher" in _news(*STAFF, back_to=30).leaf("employee-voices").reason


def test_more_signers_than_employees_are_no_more_than_all_of_them() -> None:
    assert _news(*STAFF, size=2).leaf("employee-voices").value == 100


# --- credits people ---


def _crediting(named: int, of: int, **more: Any) -> list[Post]:
    return [post(1 + n, **(more if n < named else {})) for n in range(of)]


def test_three_posts_of_twenty_that_tag_somebody_are_worth_57() -> None:
    leaf = Audit().on(MASTODON, _crediting(3, 20, mentions=("ola@fritt.example",))).leaf("credits-people")

    assert leaf.value == pytest.approx(0.15)
    assert leaf.score == pytest.approx(56.667, abs=5e-4)
    assert leaf.reason == "3 of 20 posts name or tag somebody, on Mastodon."


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("Vår leder Kari Nordmann åpner kontoret", True),
        ("KARI NORDMANN åpner kontoret", True),
        ("Les Kari Nordmanns kronikk", True),
        ("Møt Kari\nNordmann i morgen", True),
        ("Kari N. svarer på spørsmål", True),
        ("Kari svarer, og en nordmann spør", False),
        ("Kari Nordmannsen er en annen", False),
        ("OKari Nordmann er en annen", False),
    ],
)
def test_a_leader_is_named_in_full_or_by_an_alias(text: str, *, is_named: bool) -> None:
    audit = Audit().on(NEWS, [post(1, text)]).led_by(KARI)

    assert audit.leaf("credits-people").value == is_named


def test_a_name_is_found_whatever_way_its_letters_are_composed() -> None:
    audit = Audit().on(NEWS, [post(1, "Møt Ka\N{LATIN SMALL LETTER A}\N{COMBINING RING ABOVE}re Ås")])

    assert audit.led_by(leader(name="Kaåre Ås")).leaf("credits-people").value == 1


@pytest.mark.parametrize(
    ("handle", "value"), [("@Nordlys.Example", 0), ("kari.example", 1), ("@Ola.example", 1), ("nordlys", 1)]
)
def test_only_a_tag_of_ones_own_accounts_names_nobody(handle: str, value: float) -> None:
    audit = Audit().on(BLUESKY, [post(1, mentions=(handle,))]).led_by(KARI, seen(KARI_BLUESKY))

    assert audit.leaf("credits-people").value == value


def test_without_leaders_or_tags_nobody_can_tell_whether_people_are_named() -> None:
    assert Audit().on(NEWS, posts(1, 2)).leaf("credits-people").state == "unknown"
    assert Audit().on(NEWS, posts(1, 2)).led_by(KARI).leaf("credits-people").value == 0


def test_posts_that_show_no_words_are_not_judged() -> None:
    mute = [post(20 + n, "") for n in range(9)]
    audit = Audit().led_by(KARI)

    assert audit.on(NEWS, [*mute, post(1, "Kari Nordmann"), post(2)]).leaf("credits-people").value == 0.5
    assert Audit().led_by(KARI).on(NEWS, mute).leaf("credits-people").state == "unknown"


def test_a_company_that_is_confirmed_silent_has_no_post_to_judge_and_one_cut_off_is_unknown() -> None:
    assert Audit().led_by(KARI).on(NEWS, posts(100)).leaf("credits-people").state == "not-applicable"
    assert Audit().led_by(KARI).on(NEWS, complete=False).leaf("credits-people").state == "unknown"


# --- h-index ---


def test_six_posts_with_six_interactions_are_worth_65() -> None:
    leaf = Audit().on(BLUESKY, _liked(6, 6, 7, 9, 30, 6, 5, 2, 0)).leaf("h-index")

    assert leaf.value == 6
    assert leaf.score == pytest.approx(65.289, abs=5e-4)
    assert leaf.reason == "Of 9 posts on Bluesky, 6 have at least 6 interactions each."


@pytest.mark.parametrize(
    ("likes", "h"), [((0,), 0), ((1,), 1), ((9, 9), 2), ((4, 4, 4, 4), 4), ((10, 8, 5, 4, 3), 4), ((0, 0, 0, 0, 0), 0)]
)
def test_h_posts_have_h_interactions(likes: tuple[int, ...], h: int) -> None:
    assert Audit().on(BLUESKY, _liked(*likes)).leaf("h-index").value == h


def test_bought_likes_on_one_post_raise_it_by_no_more_than_one() -> None:
    before, after = (3, 3, 3, 2, 1), (100_000, 3, 3, 2, 1)

    assert Audit().on(BLUESKY, _liked(*before)).leaf("h-index").value == 3
    assert Audit().on(BLUESKY, _liked(*after)).leaf("h-index").value == 3
    assert Audit().on(BLUESKY, _liked(*(100_000,) * 3, 2, 1)).leaf("h-index").value == 3


def test_likes_comments_and_shares_are_added_up_and_views_are_not() -> None:
    three = Engagement(1, 1, 1, 5_000)
    audit = Audit().on(BLUESKY, [post(1 + n, engagement=three) for n in range(9)])
    viewed = Audit().on(BLUESKY, [post(1 + n, engagement=Engagement(views=900)) for n in range(9)])

    assert audit.leaf("h-index").value == 3
    assert viewed.leaf("h-index").state == "unknown"


def test_channels_count_together_and_one_that_shows_nothing_takes_no_part() -> None:
    audit = Audit().on(BLUESKY, _liked(5, 5, 5)).on(FACEBOOK, _liked(5, 5)).on(NEWS, posts(1, 2))
    leaf = audit.leaf("h-index")

    assert (leaf.value, leaf.weight) == (5, 0.25)
    assert "Bluesky, Facebook" in leaf.reason


def test_to_an_account_without_posts_of_late_the_h_index_does_not_apply() -> None:
    old = [replace(p, published_at=AS_OF - timedelta(days=120)) for p in _liked(9, 9)]

    assert Audit().on(BLUESKY, old).leaf("h-index").state == "not-applicable"


def test_a_short_listing_does_not_prove_a_low_h_index() -> None:
    assert Audit().on(BLUESKY, _liked(9, 9, 9), back_to=4).leaf("h-index").state == "unknown"
    assert Audit().on(BLUESKY, _liked(9, 9, 9, None)).leaf("h-index").state == "unknown"
    assert Audit().on(BLUESKY, _liked(9, 9, 9)).leaf("h-index").value == 3
    cut = Audit().on(BLUESKY, _liked(9, 9, 9, 9), back_to=5).leaf("h-index")
    assert (cut.value, "the true figure may be higher" in cut.reason) == (4, True)


def test_the_same_post_every_day_moves_nobody_twice() -> None:
    same = [replace(p, text="Følg oss for flere nyheter") for p in _liked(*(50,) * 20)]

    assert Audit().on(BLUESKY, same).leaf("h-index").value == 1


# --- outside voices ---


def test_one_outsider_to_two_posts_is_typical_however_much_one_says() -> None:
    two = posts(3, 5)
    said = [_comment(two[0]), _comment(two[1]), _comment(two[1], "@OLA.example")]
    leaf = _answered(BLUESKY, two, said).leaf("outside-voices")

    assert (leaf.value, leaf.score) == (0.5, 50)
    assert leaf.reason == "1 outside account under 2 posts, on Bluesky."


def test_the_companys_accounts_and_its_leaders_are_no_outsiders() -> None:
    (one,) = posts(3)
    said = [_comment(one, who) for who in ("nordlys.example", "Kari.example", "per.example")]
    said.append(_comment(one, "elsewhere.example", is_own=True))
    audit = _answered(BLUESKY, [one], said).led_by(KARI, seen(KARI_BLUESKY))

    assert audit.leaf("outside-voices").value == 1


def test_who_comments_on_two_platforms_counts_on_each() -> None:
    one, two = posts(3, 5)
    audit = _answered(MASTODON, [two], [_comment(two)], audit=_answered(BLUESKY, [one], [_comment(one)]))

    assert audit.leaf("outside-voices").value == 1


@pytest.mark.parametrize(("hidden", "state"), [(0, "value"), (1, "value"), (2, "unknown")])
def test_where_the_authors_are_hidden_nobody_can_say_how_many_there_are(hidden: int, state: str) -> None:
    (one,) = posts(3)
    said = [_comment(one, None if n < hidden else f"p{letters(n)}.example") for n in range(10)]
    leaf = _answered(BLUESKY, [one], said).leaf("outside-voices")

    assert leaf.state == state
    assert (leaf.reason == "Who answers is not shown on Bluesky.") == (state == "unknown")


def test_hidden_authors_under_posts_that_do_not_count_are_hidden_all_the_same() -> None:
    one, reply = post(3), post(4, is_reply=True)

    assert _answered(BLUESKY, [one, reply], [_comment(reply, None)]).leaf("outside-voices").state == "unknown"


def test_only_comments_under_effective_posts_since_they_were_read_count() -> None:
    young, old = posts(3, 50)
    copy = post(2, young.text)
    said = [_comment(young, "per.example"), _comment(old, "ola.example"), _comment(copy, "anne.example")]
    late = _comment(young, "siri.example", published_at=AS_OF + timedelta(days=1))

    assert _answered(BLUESKY, [young, old, copy], [*said, late], since=30).leaf("outside-voices").value == 1
    assert _answered(BLUESKY, [young, old, copy], said).leaf("outside-voices").value == 1


def test_no_comment_under_a_post_is_a_real_zero_and_comments_not_read_are_unknown() -> None:
    assert _answered(BLUESKY, posts(3), []).leaf("outside-voices").score == 0
    assert Audit().on(BLUESKY, posts(3)).leaf("outside-voices").state == "unknown"


def test_silence_gives_nobody_anything_to_answer() -> None:
    assert _answered(BLUESKY, posts(120), []).leaf("outside-voices").state == "not-applicable"
    recent = _answered(BLUESKY, posts(20), [], since=10)
    assert recent.leaf("outside-voices").state == "unknown"


def test_a_post_of_whose_comments_a_part_is_shown_is_left_out_and_not_taken_for_unanswered() -> None:
    quiet, lively = post(3), post(5)
    audit = _answered(BLUESKY, [quiet, lively], [_comment(quiet)])
    found = audit.observations[BLUESKY.id]
    assert found.comments is not None
    audit.observations[BLUESKY.id] = replace(found, comments=replace(found.comments, left_out=(lively.id,)))
    leaf = audit.leaf("outside-voices")

    assert leaf.value == 1
    assert leaf.reason == (
        "1 outside account under 1 post, on Bluesky. 1 more post left out, whose comments were not read, or in part."
    )

    every = replace(found.comments, said=(), left_out=(quiet.id, lively.id))
    audit.observations[BLUESKY.id] = replace(found, comments=every)
    assert audit.leaf("outside-voices").state == "unknown"


def test_where_it_cannot_be_told_whether_the_company_spoke_itself_nobody_is_an_outsider() -> None:
    listed = posts(3, 5)
    said = [_comment(under, f"{name} Hansen", is_own=None) for under in listed for name in ("Ola", "Liv")]

    assert _answered(BLUESKY, listed, said).leaf("outside-voices").state == "unknown"


def test_what_was_read_some_days_ago_does_not_say_that_nothing_has_come_since() -> None:
    audit = Audit(size=40).on(BLUESKY, posts(150), observed_at=AS_OF - timedelta(days=5))
    today = Audit(size=40).on(BLUESKY, posts(150))

    for metric in ("credits-people", "h-index", "media-mix", "not-link-only", "invitation", "dialogue-share"):
        assert (audit.leaf(metric).state, today.leaf(metric).state) == ("unknown", "not-applicable")


# --- all of them ---


def _busy() -> Audit:
    listed = [
        post(1 + 2 * n, author=name, mentions=("ola.example",), engagement=Engagement(9, 2, 1))
        for n, name in enumerate(STAFF * 3)
    ]
    said = [_comment(p, f"Gjest{letters(n)}.example", mentions=("Vitne.example",)) for n, p in enumerate(listed)]
    audit = Audit(size=40).on(NEWS, [replace(p, id=f"n{p.id}") for p in listed])
    return _answered(BLUESKY, listed, said, audit=audit).led_by(KARI, seen(KARI_BLUESKY, posts(3, 9)))


def test_no_employee_and_no_commenter_is_anywhere_in_a_report() -> None:
    audit = _busy()
    written = render(audit.report).decode().casefold()

    assert {audit.leaf(metric).state for metric in METRICS} == {"value"}
    assert '"subject": "employees"' in written
    for secret in (*STAFF, *(word for name in STAFF for word in name.split()), "gjest", "vitne", "ola.example"):
        assert secret.casefold() not in written


def test_nobody_whose_post_was_passed_on_is_anywhere_in_a_report() -> None:
    passed_on = replace(
        post(4, is_repost=True, author="turid.example"), url="https://bsky.app/profile/turid.example/post/3k"
    )
    audit = Audit().led_by(KARI, seen(KARI_BLUESKY, [passed_on, *posts(3, 9)])).on(BLUESKY, [passed_on])
    shown = audit.report.shown
    assert shown is not None

    assert [line.url for line in shown.posts if line.act == "reshare"] == ["", ""]
    assert audit.leaf("leader-own-voice", "leader:kari").state == "value"
    assert "turid" not in render(audit.report).decode().casefold()


def test_employee_voices_rest_on_no_post_that_would_tell_who_they_are() -> None:
    shown = _busy().report.shown
    assert shown is not None
    told = {basis.metric: basis.total for basis in shown.rests_on}

    assert (told["credits-people"], told["h-index"], told["outside-voices"]) == (24, 24, 24)
    assert "employee-voices" not in told


def test_a_channel_behind_a_wall_is_an_unknown_part_of_each_and_never_a_zero() -> None:
    audit = _busy().on(LINKEDIN, **WALL).on(FACEBOOK, **WALL)
    leaves = audit.pillar("ambassadors").leaves
    walled = [leaf for leaf in leaves if leaf.subject in {LINKEDIN.id, FACEBOOK.id}]

    assert {leaf.metric for leaf in walled} == {"employee-voices", "credits-people", "h-index"}
    assert {(leaf.state, leaf.score) for leaf in walled} == {("unknown", None)}
    assert sum(leaf.weight for leaf in leaves) == pytest.approx(1)
    assert audit.leaf("h-index").weight < 0.25


def test_a_company_behind_walls_alone_is_unknown_throughout() -> None:
    pillar = Audit(size=40).on(LINKEDIN, **WALL).on(FACEBOOK, **WALL).pillar("ambassadors")

    assert {(leaf.state, leaf.score) for leaf in pillar.leaves} == {("unknown", None)}
    assert (pillar.score, pillar.coverage) == (None, 0)


def test_toy_accounts_raise_nothing_that_counts_distinct_people_or_moved_ones() -> None:
    audit, toys = _busy(), _busy()
    for number in range(5):
        toys.on(channel("mastodon", f"toy{number}@toys.example"), _liked(0, 0, 0))

    for metric in METRICS:
        assert (toys.leaf(metric).value or 0) <= (audit.leaf(metric).value or 0)


POSTS = st.lists(
    st.builds(
        lambda days, author, text, likes, mentions: post(
            days, text, author=author, mentions=mentions, engagement=Engagement(likes)
        ),
        st.floats(0.01, 200),
        st.sampled_from([None, *STAFF, "Kari Nordmann", "admin", "Per Olsen, Ola Hansen"]),
        st.sampled_from(["Kari Nordmann åpner", "God jul", "Vi søker ny kollega til kontoret i nord", "Nytt bygg"]),
        st.none() | st.integers(0, 30),
        st.sampled_from([(), ("ola.example",), ("nordlys.example",)]),
    ),
    max_size=25,
)
AUTHORS = st.lists(st.sampled_from([None, "a.example", "b.example", "kari.example", "nordlys.example"]), max_size=25)


def _of(listed: Sequence[Post], authors: Sequence[str | None], *more: Post) -> list[Leaf]:
    said = [_comment(p, who) for p, who in zip(listed, authors, strict=False)]
    audit = _answered(BLUESKY, [*listed, *more], said, audit=Audit(size=40).on(NEWS, [*listed, *more]))
    return list(audit.led_by(KARI, seen(KARI_BLUESKY)).pillar("ambassadors").leaves)


@given(POSTS, AUTHORS)
@settings(max_examples=60)
def test_whatever_is_posted_points_stay_within_bounds_and_unknown_has_none(
    listed: list[Post], authors: list[str | None]
) -> None:
    for leaf in _of(listed, authors):
        assert (leaf.score is None) == (leaf.state in {"unknown", "not-applicable"})
        assert leaf.score is None or 0 <= leaf.score <= 100
        assert (leaf.value is None) == (leaf.state != "value")
        assert not any(name.split()[0] in leaf.reason for name in (*STAFF, "Per Olsen", "Ola Hansen"))
    values = {leaf.metric: leaf.value for leaf in _of(listed, authors) if leaf.value is not None}
    assert 0 <= values.get("credits-people", 0) <= 1
    assert values.get("h-index", 0) <= 2 * len(listed)
    assert 0 <= values.get("employee-voices", 0) <= 100


@given(POSTS, AUTHORS, st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_the_order_in_which_posts_are_listed_changes_nothing(
    listed: list[Post], authors: list[str | None], random: Any
) -> None:
    pairs = list(zip(listed, [*authors, *[None] * len(listed)], strict=False))
    shuffled = random.sample(pairs, len(pairs))

    straight = _of([p for p, _ in pairs], [who for _, who in pairs])
    assert _of([p for p, _ in shuffled], [who for _, who in shuffled]) == straight


@given(POSTS, AUTHORS)
@settings(max_examples=40)
def test_posting_everything_twice_raises_nothing(listed: list[Post], authors: list[str | None]) -> None:
    once = [replace(p, text=f"{p.text} {letters(n)}") for n, p in enumerate(listed)]
    twice = [
        replace(p, id=f"{p.id}+", published_at=p.published_at + timedelta(minutes=5)) for p in once if p.published_at
    ]

    before, after = ({leaf.metric: leaf for leaf in _of(once, authors, *more)} for more in ((), twice))
    for metric in METRICS:
        assert (after[metric].value or 0) <= (before[metric].value or 0) + 1e-12
