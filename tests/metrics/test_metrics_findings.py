"""Findings: every text of the catalogue is told by some audit, in every language; leaders are told apart; some are
ignored."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from metrics.observed import AS_OF, Audit, channel, every, home, leader, post, posts, seen

from presence_audit.metrics import Choices, _finding, findings_of, measure, report_of
from presence_audit.model.channel import Target
from presence_audit.model.observation import Post
from presence_audit.model.outcome import Outcome
from presence_audit.model.profiles import Ignore, Profiles
from presence_audit.model.report import KNOW, Leaf
from presence_audit.scoring import score
from presence_audit.scoring.catalogue import LANGS, catalogue, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from presence_audit.model.profiles import Lang
    from presence_audit.model.report import Finding, PillarId, Report

# A few words in English that no Norwegian text holds.
ENGLISH = re.compile(r"\b(?:the|is|of|and|posts|with|not|your|was|its?)\b")


def _profiles(audit: Audit, ignore: Sequence[Ignore] = ()) -> Profiles:
    channels, leaders = tuple(audit.channels), tuple(audit.leaders)
    return Profiles("p", audit.company, channels, leaders, settings=audit.settings, ignore=tuple(ignore))


def _report(audit: Audit, lang: Lang = "en", ignore: Sequence[Ignore] = ()) -> Report:
    return report_of(
        _profiles(audit, ignore),
        audit.observations,
        audit.home,
        audit.as_of,
        tool_version="0",
        choices=Choices(lang=lang),
    )


def _leaf(metric: str, value: float | None, points: float) -> Leaf:
    return Leaf(
        metric=metric,
        subject="company",
        weight=1.0,
        state="value",
        value=value,
        interval=None,
        score=points,
        reason="",
        evidence=(),
    )


def _with(audit: Audit, lang: Lang, **measured: tuple[float, float]) -> tuple[Finding, ...]:
    """The findings of an audit in which these metrics of the newer pillars have such a value and such points."""
    pillar_of: dict[str, PillarId] = {
        "dialogue_share": "dialogue",
        "response_rate": "dialogue",
        "response_time": "dialogue",
        "invitation": "dialogue",
        "employee_voices": "ambassadors",
        "credits_people": "ambassadors",
        "h_index": "ambassadors",
        "outside_voices": "ambassadors",
    }
    profiles = _profiles(audit)
    measurement = measure(profiles, audit.observations, audit.home, audit.as_of, Choices(lang=lang))
    leaves: dict[PillarId, tuple[Leaf, ...]] = {**measurement.leaves, "dialogue": (), "content": (), "ambassadors": ()}
    for name, (value, points) in measured.items():
        pillar = pillar_of.get(name, "content")
        leaves[pillar] = (*leaves[pillar], _leaf(name.replace("_", "-"), value, points))
    scored = score(leaves, leaders=len(audit.leaders), facts=measurement.facts)
    return findings_of(replace(measurement, leaves=leaves), scored.pillars)


def _about(found: Sequence[Finding], id_: str) -> Finding:
    (finding,) = [finding for finding in found if finding.id == id_]
    return finding


def _kari(*listed: Post, outcome: Outcome = Outcome.OK, **more: Any) -> Audit:
    of = channel("bluesky", "kari", "leader:kari")
    return Audit().led_by(leader(channels=[of]), seen(of, listed, outcome=outcome, **more))


def _reshares(*days_ago: float) -> list[Post]:
    return [post(day, is_repost=True, author="somebody") for day in days_ago]


def _answers(*days_ago: float) -> list[Post]:
    return [post(day, is_reply=True, reply_to=f"somebody{day}") for day in days_ago]


def _walled() -> Audit:
    """A company and leaders of whom much is unknown."""
    bluesky, linkedin = channel("bluesky", "kari", "leader:kari"), channel("linkedin", "kari", "leader:kari")
    audit = (
        Audit(country="NO")
        .on(channel("linkedin"), posts(*(31.5 - 3 * n for n in range(10))), back_to=31.5)
        .on(channel("facebook"), outcome=Outcome.LOGIN_WALL)
        .on(channel("x"), outcome=Outcome.RATE_LIMITED)
        .on(channel("instagram", "", absent=True))
        .on(channel("youtube"), posts(40, 75))
        .led_by(
            leader(channels=[bluesky, linkedin]),
            seen(bluesky, every(20)),
            seen(linkedin, outcome=Outcome.LOGIN_WALL),
        )
        .led_by(leader("ola", "CFO", "Ola Nordmann"))
        .led_by(leader("per", "COO", "Per Spelmann", [channel("linkedin", "", "leader:per", absent=True)]))
    )
    audit.home = home("https://linkedin.example/nordlys")
    return audit


def _open() -> Audit:
    """A company and leaders of whom much is seen, and little is good."""
    ada, liv = channel("bluesky", "ada", "leader:ada"), channel("bluesky", "liv", "leader:liv")
    return (
        Audit()
        .on(channel("linkedin"), posts(*(3 + n / 100 for n in range(12))))
        .on(channel("bluesky", "nordlys.example"), [*every(2), *every(2, start=0.6)])
        .on(channel("feed"), posts(100, 120))
        .on(channel("facebook"), outcome=Outcome.NOT_FOUND)
        .on(channel("youtube", target=Target(1.0, "1/week")), posts(20))
        .on(channel("instagram"), outcome=Outcome.ZERO_POSTS)
        .led_by(leader("ada", "CEO", "Ada", [ada]), seen(ada, [*every(20), *_reshares(*range(2, 60, 2))]))
        .led_by(leader("liv", "CFO", "Liv", [liv]), seen(liv, outcome=Outcome.ZERO_POSTS))
    )


def _unasked() -> Audit:
    audit = Audit().on(channel("mastodon", "nordlys@example.social"))
    audit.observations.clear()
    return audit


AUDITS: dict[str, Callable[[], Audit]] = {
    "walled": _walled,
    "open": _open,
    "unasked": _unasked,
    "silent": lambda: _kari(*posts(100)),
    "only reshares": lambda: _kari(*_reshares(3, 40)),
    "reshares and answers": lambda: _kari(*posts(90), *_reshares(3), *_answers(5)),
    "only answers": lambda: _kari(*_answers(5, 8)),
    "one voice": lambda: Audit().on(channel("linkedin"), every(3)).on(channel("feed"), posts(30)),
    "one voice among the unread": lambda: (
        Audit()
        .on(channel("linkedin"), every(3))
        .on(channel("feed"), posts(30))
        .on(channel("x"), outcome=Outcome.LOGIN_WALL)
    ),
}
MEASURED: list[dict[str, tuple[float, float]]] = [
    {
        "dialogue_share": (0.08, 20),
        "response_rate": (0.5, 58),
        "response_time": (3.2, 73.7),
        "invitation": (0.04, 20),
        "originality": (0.6, 50),
        "not_link_only": (0.3, 30),
        "media_mix": (1.1, 20),
        "alt_text": (0.2, 20),
        "hashtags": (0.3, 30),
        "readability": (55.4, 50),
        "employee_voices": (1.5, 25),
        "credits_people": (0.02, 10),
        "outside_voices": (0.1, 10),
    },
    {"dialogue_share": (0.0, 0), "response_rate": (0.2, 25), "response_time": (168.0, 5.8)},
    {"response_rate": (0.95, 95), "response_time": (30.4, 28)},
]


def _all(lang: Lang) -> list[Finding]:
    found = [finding for audit in AUDITS.values() for finding in _report(audit(), lang).findings]
    for measured in MEASURED:
        for country in ("NO", "SE"):
            found += _with(Audit(country=country).on(channel("feed"), every(3)), lang, **measured)
    return found


def test_every_text_of_the_catalogue_is_told_by_some_audit(monkeypatch: pytest.MonkeyPatch) -> None:
    told = set()

    def listening(id_: str, variant: str, lang: Lang, **values: Any) -> str:
        told.add((id_, variant))
        return tell(id_, variant, lang, **values)

    monkeypatch.setattr(_finding, "tell", listening)
    ids = {finding.id for finding in _all("en")}

    assert told == {(entry.id, variant) for entry in catalogue().findings.values() for variant in entry.texts}
    assert ids == set(catalogue().findings)


def test_the_language_changes_the_words_and_nothing_else() -> None:
    english = _all("en")
    for lang in ("nb", "nn"):
        for told, other in zip(_all(lang), english, strict=True):
            assert told.model_copy(update={"message": other.message, "advice": other.advice}) == other


@pytest.mark.parametrize("lang", ["nb", "nn"])
def test_no_english_is_left_in_norwegian_findings(lang: Lang) -> None:
    for finding in _all(lang):
        if finding.id != KNOW:  # each platform says these itself
            told = re.sub(r"`[^`]*`", "", f"{finding.message} {finding.advice}")
            assert not ENGLISH.search(told), told


@pytest.mark.parametrize("lang", LANGS)
def test_every_finding_is_whole_in_every_language(lang: Lang) -> None:
    for finding in _all(lang):
        assert finding.message.endswith(".")
        assert not {"{", "}"} & set(finding.message + finding.advice)
        assert "None" not in finding.message
        assert "  " not in finding.message
        assert finding.effort is not None


def test_findings_of_the_newer_pillars_say_what_was_measured() -> None:
    found = _with(Audit(country="NO").on(channel("feed"), every(3)), "en", **MEASURED[0])
    messages = {finding.id: finding.message for finding in found}

    assert messages["answer-rate"] == "50% of the public questions were answered within a week, median 3 hours."
    assert messages["dialogue-low"] == "Only 8% of the public activity is dialogue."
    assert messages["link-only"] == "70% of the posts are just a link."
    assert messages["alt-text"] == "Alt text is missing on 80% of the images."
    assert messages["readability"] == "LIX 55: hard to read."
    assert messages["ambassadors"] == "Visible employee voices: 1.5 per 100 employees."
    gains = [finding.gain for finding in found if finding.gain is not None]
    assert gains == sorted(gains, reverse=True)
    assert _about(found, "alt-text").gain == pytest.approx(max(0.0, _about(found, "alt-text").gain or -1))


def test_findings_are_told_in_bokmaal_and_nynorsk() -> None:
    audit = Audit(country="NO").on(channel("feed"), every(3))
    nb, nn = ({finding.id: finding.message for finding in _with(audit, lang, **MEASURED[0])} for lang in ("nb", "nn"))

    assert nb["answer-rate"] == (
        "50\N{NO-BREAK SPACE}% av de offentlige spørsmålene fikk svar innen en uke, med median svartid på 3 timer."
    )
    assert nn["answer-rate"] == (
        "50\N{NO-BREAK SPACE}% av dei offentlege spørsmåla fekk svar innan ei veke, med median svartid på 3 timar."
    )
    assert nb["ambassadors"] == "Synlige ansattstemmer: 1,5 per 100 ansatte."
    assert nn["ambassadors"] == "Synlege stemmer blant dei tilsette: 1,5 per 100 tilsette."


def test_easy_texts_and_unread_channels_of_a_pooled_measure_are_no_findings() -> None:
    found = _with(Audit().on(channel("feed"), every(3)), "en", readability=(14.0, 50))

    assert "readability" not in {finding.id for finding in found}


def test_whoever_has_a_goal_of_their_own_is_pointed_to_it() -> None:
    audit = Audit().on(channel("youtube", target=Target(1.0, "1/week")), posts(20))
    finding = _about(_report(audit).findings, "cadence-low")

    assert finding.message == "YouTube (nordlys): 0.08 posts a week; your own goal is 1."
    assert finding.advice == "Aim for 1 a week: a fixed day, and room for a spontaneous post."


def test_a_channel_that_has_never_posted_is_told_of_once() -> None:
    found = _report(Audit().on(channel("instagram"), outcome=Outcome.ZERO_POSTS)).findings

    assert [f.id for f in found if f.subject == "channel:instagram:nordlys"] == ["dormant"]


def test_what_a_leader_does_elsewhere_may_raise_the_rate_but_move_a_share_either_way() -> None:
    found = _report(_walled()).findings
    rate, share = (
        _about([f for f in found if f.subject == "leader:kari"], "cadence-low"),
        _about(found, "leader-participate"),
    )

    assert "(measured on 1 of 2 channels; the true figure may be higher)" in rate.message
    assert share.message == "Kari Nordmann publishes but rarely answers (measured on 1 of 2 channels)."


# --- leaders, told apart ---


def test_a_leader_who_does_nothing_is_told_of_the_silence() -> None:
    found = _report(_kari(*posts(100))).findings

    assert _about(found, "leader-silent").message == "Kari Nordmann has a profile but has not posted for 100 days."
    assert not [f for f in found if f.id in {"leader-reshare", "cadence-low"}]


def test_a_leader_who_only_passes_on_is_not_called_silent() -> None:
    found = _report(_kari(*posts(100), *_reshares(3, 40))).findings
    finding = _about(found, "leader-reshare")

    assert finding.message == "All of what Kari Nordmann has published in 100 days is passed on from others."
    assert "sentence of your own" in finding.advice
    assert finding.gain is not None
    assert "leader-silent" not in {f.id for f in found}


def test_reshares_from_before_the_last_post_do_not_break_the_silence() -> None:
    found = _report(_kari(*posts(100), *_reshares(110, 120))).findings

    assert _about(found, "leader-silent").message.endswith("for 100 days.")


def test_a_leader_without_any_post_of_the_period_is_told_of_the_period() -> None:
    found = _report(_kari(*_reshares(3, 40)), "nn").findings

    assert (
        _about(found, "leader-reshare").message
        == "Alt Kari Nordmann har publisert på 182 dagar, er delt vidare frå andre."
    )


def test_a_leader_who_only_answers_is_asked_to_begin_with_one_of_the_answers() -> None:
    found = _report(_kari(*posts(60), *_answers(5, 8))).findings
    finding = _about(found, "cadence-low")

    assert finding.subject == "leader:kari"
    assert finding.message == (
        "Kari Nordmann takes part in conversations (2 replies in 60 days), and has not begun one in that time."
    )
    assert "leader-silent" not in {f.id for f in found}


def test_a_leader_who_answers_and_passes_on_is_told_of_both() -> None:
    finding = _about(_report(_kari(*posts(90), *_reshares(3), *_answers(5))).findings, "leader-reshare")

    assert finding.message.startswith("Kari Nordmann takes part in conversations (1 reply in 90 days)")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.floats(0.1, 181), max_size=6),
    st.lists(st.floats(0.1, 181), max_size=6),
    st.lists(st.floats(0.1, 181), max_size=6),
)
def test_silence_is_said_only_of_those_who_did_nothing_since(
    own: list[float], passed_on: list[float], answered: list[float]
) -> None:
    found = _report(_kari(*posts(*own), *_reshares(*passed_on), *_answers(*answered))).findings
    last = min(own, default=999)
    is_silent = any(finding.id == "leader-silent" for finding in found)

    assert len([f for f in found if f.id == "leader-reshare"]) <= 1
    if is_silent:
        assert last > 30
        assert min([*passed_on, *answered], default=999) >= last


def test_hostile_names_pass_through_unharmed() -> None:
    name = "[bold]{name} %s {0} <script>"
    of = channel("bluesky", "{handle}%d", "leader:kari")
    audit = (
        Audit()
        .on(channel("youtube", "{x!r}"), posts(20))
        .led_by(leader(name=name, channels=[of]), seen(of, posts(100)))
    )
    for lang in LANGS:
        found = _report(audit, lang).findings
        assert _about(found, "leader-silent").message.startswith(f"{name} ")
        assert any("({x!r})" in finding.message for finding in found)


# --- one voice that carries it all ---


def test_one_account_that_says_nearly_everything_is_told_kindly() -> None:
    finding = _about(_report(AUDITS["one voice"]()).findings, "few-voices")

    assert (
        finding.message
        == "LinkedIn (nordlys) carries 97% of what was said in 91 days, which amounts to 1.15 effective voices."
    )
    assert finding.gain is None
    assert finding.severity == "info"
    assert finding.evidence


def test_channels_that_could_not_be_read_are_said_to_be_missing_from_it() -> None:
    finding = _about(_report(AUDITS["one voice among the unread"]()).findings, "few-voices")

    assert finding.message.endswith("Not read, and not counted: 1 channel.")


@pytest.mark.parametrize(
    "audit",
    [
        pytest.param(Audit().on(channel("linkedin"), every(3)), id="nothing to compare with"),
        pytest.param(Audit().on(channel("linkedin"), posts(3, 6)).on(channel("feed")), id="too few posts"),
        pytest.param(Audit().on(channel("linkedin"), every(3)).on(channel("feed"), every(8)), id="two voices"),
        pytest.param(
            Audit().on(channel("linkedin"), every(3)).on(channel("x"), outcome=Outcome.LOGIN_WALL), id="unread"
        ),
    ],
)
def test_nothing_is_said_of_voices_where_there_is_nothing_to_say(audit: Audit) -> None:
    assert "few-voices" not in {finding.id for finding in _report(audit).findings}


# --- ignoring ---


def _ignore(finding: str, until: date = date(2026, 7, 5), **more: Any) -> Ignore:
    return Ignore(finding=finding, reason="decided", until=until, **more)


def test_an_ignored_finding_is_left_out_and_counted_and_the_score_stays() -> None:
    before, after = _report(_walled()), _report(_walled(), ignore=[_ignore("coverage-gap")])
    assert after.shown is not None

    assert "coverage-gap" in {finding.id for finding in before.findings}
    assert "coverage-gap" not in {finding.id for finding in after.findings}
    (line,) = after.shown.ignored
    assert (line.id, line.subject, line.reason, line.is_expired) == (
        "coverage-gap",
        "channel:instagram:",
        "decided",
        False,
    )
    assert (after.score, after.pillars) == (before.score, before.pillars)


def test_a_subject_narrows_what_is_ignored() -> None:
    ignore = [_ignore("unknown", subject="leader:ola")]
    found = [finding.subject for finding in _report(_walled(), ignore=ignore).findings if finding.id == "unknown"]

    assert found
    assert "leader:ola" not in found


def test_the_last_day_counts_in_the_zone_of_the_company() -> None:
    audit = _walled()
    audit.as_of = datetime(2026, 7, 5, 21, 59, tzinfo=UTC)  # 23:59 in Oslo
    today = _report(audit, ignore=[_ignore("coverage-gap")])
    audit.as_of = datetime(2026, 7, 5, 22, 1, tzinfo=UTC)
    tomorrow = _report(audit, ignore=[_ignore("coverage-gap")])

    assert "coverage-gap" not in {finding.id for finding in today.findings}
    assert "coverage-gap" in {finding.id for finding in tomorrow.findings}
    assert tomorrow.shown is not None
    assert [(line.subject, line.is_expired) for line in tomorrow.shown.ignored] == [("", True)]


def test_an_entry_that_matches_nothing_is_not_listed_until_it_expires() -> None:
    valid = _report(_walled(), ignore=[_ignore("burst")]).shown
    expired = _report(_walled(), ignore=[_ignore("burst", date(2026, 7, 4))]).shown
    assert valid is not None
    assert expired is not None

    assert valid.ignored == ()
    assert [line.is_expired for line in expired.ignored] == [True]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.builds(
            Ignore,
            st.sampled_from(sorted(catalogue().findings)),
            st.sampled_from(["decided", "planned", "not-ours", "disputed"]),
            st.dates(date(2026, 6, 1), date(2026, 8, 1)),
            st.sampled_from([None, "company", "leader:ola", "channel:facebook:nordlys"]),
        ),
        max_size=8,
    )
)
def test_ignoring_moves_findings_and_changes_nothing_else(ignores: list[Ignore]) -> None:
    plain, report = _report(_walled()), _report(_walled(), ignore=ignores)
    assert report.shown is not None
    hidden = [line for line in report.shown.ignored if not line.is_expired]

    assert len(plain.findings) == len(report.findings) + len(hidden)
    assert [finding for finding in plain.findings if finding in report.findings] == list(report.findings)
    assert all(line.until >= AS_OF.date() for line in hidden)
    assert sum(line.is_expired for line in report.shown.ignored) == sum(one.until < AS_OF.date() for one in ignores)
    assert (report.score, report.pillars, report.channels) == (plain.score, plain.pillars, plain.channels)
