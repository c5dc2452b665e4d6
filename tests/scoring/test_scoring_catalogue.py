"""The catalogue of findings: closed, whole in three languages, and harmless whatever is put into its texts."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from importlib import resources
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence_audit.model.outcome import Outcome
from presence_audit.model.profiles import Lang
from presence_audit.model.report import Effort
from presence_audit.scoring import catalogue as module
from presence_audit.scoring.catalogue import LANGS, Catalogue, CatalogueError, Entry, catalogue, outcome_words, tell
from presence_audit.scoring.wording import KINDS, day, filled, number, percent, places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.scoring.wording import Value

HOSTILE = "[red]{x} {0!r:>9999} %s %(a)s \\n <b>@kari</b> }{ {{y}}"
METHOD = {  # methodology, section 7
    "cadence-low", "dormant", "burst", "silence", "leader-absent", "leader-silent", "leader-reshare",
    "leader-participate", "leader-breadth", "answer-rate", "dialogue-low", "duplicate", "link-only", "alt-text",
    "readability", "coverage-gap", "not-linked", "ambassadors", "unknown", "truncated",
}  # fmt: skip
ADDED = {
    "know-more",
    "few-voices",
    "answer-time",
    "invite",
    "media-mix",
    "hashtags",
    "credits-people",
    "outside-voices",
}
NUMBERS = (0, 0.004, 0.15, 1, 1.0000001, 1.5, 2, 12.5, 182, 9_999, 12_345.678, 1e9)
SHARES = (0, 1e-9, 0.004, 0.0099, 0.01, 0.44, 0.5, 0.995, 0.999999, 1 - 1e-12, 1)


def _templates() -> Iterator[tuple[str, Lang, str]]:
    for entry in catalogue().findings.values():
        for variant, text in entry.texts.items():
            for lang in LANGS:
                yield f"{entry.id} {variant}", lang, text[lang]
    for name, text in catalogue().phrases.items():
        for lang in LANGS:
            yield name, lang, text[lang]


def _value(kind: str, place: int) -> Value:
    if not kind:
        return HOSTILE
    if kind == "date":
        return date(2026, 11, 20)
    return SHARES[place % len(SHARES)] if kind == "percent" else NUMBERS[place % len(NUMBERS)]


def test_the_list_of_findings_is_that_of_the_method_and_of_its_newer_pillars() -> None:
    assert set(catalogue().findings) == METHOD | ADDED


def test_no_key_stands_twice_in_the_file() -> None:
    text = resources.files("presence_audit.scoring").joinpath("findings.yaml").read_text("utf-8")
    ids = Counter(re.findall(r"^  ([a-z-]+):", text, re.MULTILINE))

    assert [name for name, count in ids.items() if count > 1] == []


def test_every_finding_says_what_was_seen_and_its_effort() -> None:
    for entry in catalogue().findings.values():
        assert (entry.effort is None) == (entry.id == "know-more")
        assert entry.effort is None or entry.effort in get_args(Effort)
        assert all(name.partition("-")[0] in {"message", "advice"} for name in entry.texts)
        assert ("message" in entry.texts) == (entry.id != "know-more")
        assert entry.below is None or 0 < entry.below <= 90


def test_every_text_asks_for_the_same_values_in_every_language() -> None:
    for entry in catalogue().findings.values():
        for text in entry.texts.values():
            assert {frozenset(places(text[lang])) for lang in LANGS} == {frozenset(places(text["en"]))}


def test_every_word_and_phrase_of_the_file_is_used() -> None:
    written = {kind for _, _, template in _templates() for _, kind in places(template)}

    assert set(catalogue().words) <= written
    assert written <= {"", *KINDS, *catalogue().words}


def test_every_text_is_a_whole_sentence_in_its_own_language() -> None:
    for entry in catalogue().findings.values():
        for text in entry.texts.values():
            assert all(template.endswith((".", "{why}")) for template in text.values())
            # What is alike in both kinds of Norwegian may be; what is alike in English was forgotten.
            assert text["en"] not in {text["nb"], text["nn"]}


def test_bokmaal_and_nynorsk_are_not_mixed_up() -> None:
    bokmaal = re.compile(
        r"\b(?:ikke|hva|hvem|hvor|hvorfor|noe|noen|uken|uke|uker|leder|ledere|dager|svarer|fra|vei|veier|bare|fant|"
        r"være|vært|gjør|egne|eget|deres|dere|synlige|innleggene|bildene|kanaler|kommer|skriver|høyere|selv|også)\b"
    )
    nynorsk = re.compile(
        r"\b(?:ikkje|kva|kven|kvar|kvifor|noko|nokre|veka|veke|veker|leiar|leiarar|dagar|svarar|frå|veg|vegar|berre|"
        r"fann|vere|vore|gjer|eigne|eige|dykkar|synlege|innlegga|bileta|kanalar|kjem|skriv|høgare|sjølv|òg|eit|ein)\b"
    )
    told = [(name, lang, template) for name, lang, template in _templates() if lang != "en"]
    for answers in catalogue().outcomes.values():
        told += [("outcome", lang, text[lang]) for text in answers.values() for lang in LANGS if lang != "en"]
    for name, lang, template in told:
        # An imperative is the same in both.
        plain = re.sub(r"\{[^}]*\}|`[^`]*`|\b(?:[Ss]kriv|deler)\b", "", template)
        assert not (nynorsk if lang == "nb" else bokmaal).search(plain), (name, lang, template)


def test_nynorsk_keeps_to_the_infinitive_in_e() -> None:
    in_a = re.compile(r"\bå (?:\w+ )?(?:vera|gjera|lesa|skriva|føra|seia|fortelja|sleppa|endra|svara|dela)\b")
    told = [template for _, lang, template in _templates() if lang == "nn"]
    told += [text["nn"] for answers in catalogue().outcomes.values() for text in answers.values()]

    assert [template for template in told if in_a.search(template)] == []


def test_no_text_writes_a_percent_sign_itself_or_doubles_its_punctuation() -> None:
    told = [template for _, _, template in _templates()]
    told += [text[lang] for answers in catalogue().outcomes.values() for text in answers.values() for lang in text]
    odd = re.compile(r"%|\.\.|[,;:] ?[,;:.]|\s[,;:.]|  ")

    assert [template for template in told if odd.search(re.sub(r"`[^`]*`|\{[^}]*\}", "x", template))] == []


def test_nobody_is_blamed() -> None:
    harsh = re.compile(
        r"\b(?:fail|bad|poor|lazy|must|never|dårlig|dårleg|aldri|må|burde|skuff\w*|svikt\w*)\b", re.IGNORECASE
    )
    assert [template for _, _, template in _templates() if harsh.search(template)] == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_text_can_be_told_with_small_large_and_odd_values(lang: Lang) -> None:
    for entry in catalogue().findings.values():
        for variant, text in entry.texts.items():
            for place in range(max(len(NUMBERS), len(SHARES))):
                values = {name: _value(kind, place) for name, kind in places(text[lang])}
                told = tell(entry.id, variant, lang, **values)
                assert told.count(HOSTILE) == sum(1 for _, kind in places(text[lang]) if not kind)
                rest = told.replace(HOSTILE, "")
                assert not set("{}") & set(rest)
                assert "None" not in rest
                assert "nan" not in rest.split()


@given(st.text(), st.text())
def test_what_is_put_into_a_text_is_never_read_as_a_text(name: str, long: str) -> None:
    told = tell("leader-silent", "message", "nb", name=name, long=long)

    assert told == f"{name} har profil, men har ikke publisert på {long}."


def test_a_value_that_is_missing_is_an_error_and_one_too_many_is_not() -> None:
    with pytest.raises(KeyError):
        tell("leader-silent", "message", "en", name="Kari")
    assert tell("burst", "advice", "en", count=3) == "Spread them out."


@pytest.mark.parametrize(
    ("value", "en", "nb"),
    [
        (0, "0", "0"),
        (3.0, "3", "3"),
        (0.5, "0.5", "0,5"),
        (1.5, "1.5", "1,5"),
        (0.1538, "0.15", "0,15"),
        (-0.001, "0", "0"),
        (2026, "2026", "2026"),
        (12_345.5, "12,345.5", "12\N{NO-BREAK SPACE}345,5"),
    ],
)
def test_numbers_are_written_as_each_language_does(value: float, en: str, nb: str) -> None:
    assert number(value, "en") == en
    assert number(value, "nb") == number(value, "nn") == nb


@pytest.mark.parametrize(
    ("share", "en", "nn"),
    [
        (0, "0%", "0"),
        (0.44, "44%", "44"),
        (0.004, "0.4%", "0,4"),
        (1e-7, "0.1%", "0,1"),
        (0.9996, "99.9%", "99,9"),
        (1, "100%", "100"),
    ],
)
def test_shares_are_written_in_percent_and_only_none_at_all_is_nought(share: float, en: str, nn: str) -> None:
    assert percent(share, "en") == en
    assert percent(share, "nn") == f"{nn}\N{NO-BREAK SPACE}%"


@given(st.integers(1, 10_000), st.integers(0, 10_000))
def test_a_share_is_nought_or_whole_exactly_where_none_or_all_are_meant(total: int, some: int) -> None:
    part = min(some, total)
    told = percent(part / total, "en")

    assert (told == "0%") == (part == 0)
    assert (told == "100%") == (part == total)


def test_dates_are_written_in_words() -> None:
    assert day(date(2026, 11, 20), "en") == "20 November 2026"
    assert day(date(2026, 11, 2), "nb") == day(date(2026, 11, 2), "nn") == "2. november 2026"
    assert [day(date(2026, month, 1), "nn").split()[1] for month in (1, 5, 10, 12)] == [
        "januar",
        "mai",
        "oktober",
        "desember",
    ]


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, ("1 day", "1 dag", "1 dag")),
        (2, ("2 days", "2 dager", "2 dagar")),
        (0, ("0 days", "0 dager", "0 dagar")),
        (1.5, ("1.5 days", "1,5 dager", "1,5 dagar")),
    ],
)
def test_what_is_counted_stands_in_the_right_number(n: float, said: tuple[str, str, str]) -> None:
    told = (filled("{n:day}", lang, catalogue().words, {"n": n}) for lang in LANGS)

    assert tuple(told) == said


@pytest.mark.parametrize(
    ("id_", "variant", "values", "said"),
    [
        (
            "leader-breadth",
            "message",
            {"active": 0, "known": 1},
            (
                "0 of 1 leader posted within the last 90 days.",
                "0 av 1 leder har publisert noe de siste 90 dagene.",
                "0 av 1 leiar har publisert noko dei siste 90 dagane.",
            ),
        ),
        (
            "truncated",
            "message",
            {"channel": "X", "posts": 1, "days": 2, "low": 0.5, "high": 12.3},
            (
                (
                    "X: only the last posts are visible (1 post counted over 2 days); "
                    "the rate is an estimate (0.5-12.3 a week)."
                ),
                (
                    "X: Bare de siste innleggene er synlige (1 innlegg som teller, i løpet av 2 dager); "
                    "frekvensen er et anslag (0,5 til 12,3 i uken)."
                ),
                (
                    "X: Berre dei siste innlegga er synlege (1 innlegg som tel, i løpet av 2 dagar); "
                    "frekvensen er eit overslag (0,5 til 12,3 i veka)."
                ),
            ),
        ),
        (
            "media-mix",
            "message",
            {"kinds": 1.0},
            (
                "Nearly all posts are of the same kind (1 effective kind).",
                "Nesten alle innleggene er av samme type (i praksis 1 type).",
                "Nesten alle innlegga er av same type (i praksis 1 type).",
            ),
        ),
        (
            "answer-time",
            "message",
            {"hours": 1},
            (
                "Half of the public questions wait about 1 hour or longer for an answer.",
                "For halvparten av de offentlige spørsmålene tar det omtrent 1 time eller mer før svaret kommer.",
                "Halvparten av dei offentlege spørsmåla ventar om lag 1 time eller lenger på svar.",
            ),
        ),
    ],
)
def test_a_whole_sentence_agrees_with_its_numbers(
    id_: str, variant: str, values: dict[str, Value], said: tuple[str, str, str]
) -> None:
    assert tuple(tell(id_, variant, lang, **values) for lang in LANGS) == said


def test_every_outcome_that_leaves_a_channel_unknown_is_told_in_norwegian() -> None:
    special = {"activity", "stale"}
    assert set(catalogue().outcomes) == special | {outcome.value for outcome in Outcome if outcome.is_unknown}
    for outcome in catalogue().outcomes:
        for lang in ("nb", "nn"):
            why, step = outcome_words(outcome, lang, until=date(2026, 3, 1))
            assert why.endswith(".")
            assert step.endswith(".")
    assert "1. mars 2026" in outcome_words("stale", "nn", until=date(2026, 3, 1))[0]


@pytest.mark.parametrize(
    ("texts", "rule"),
    [
        ({"message": {"en": "A.", "nb": "B."}}, "not there in every language"),
        ({"message": {"en": "{a}.", "nb": "{b}.", "nn": "{a}."}}, "different values"),
        ({"message": {"en": "{a:number}.", "nb": "{a}.", "nn": "{a}."}}, "different values"),
        ({"message": {"en": "{a:kg}.", "nb": "{a:kg}.", "nn": "{a:kg}."}}, "not known"),
    ],
)
def test_a_catalogue_that_breaks_its_rules_is_refused(texts: dict[str, dict[Lang, str]], rule: str) -> None:
    whole = catalogue()
    broken = Catalogue(
        {"x": Entry("x", "minutes", None, texts)}, whole.phrases, whole.outcomes, whole.kinds, whole.words
    )

    with pytest.raises(CatalogueError, match=rule):
        module._check(broken)


def test_a_finding_with_an_effort_of_its_own_making_is_refused() -> None:
    whole = catalogue()
    odd: Effort = "a year"  # type: ignore[assignment]

    with pytest.raises(CatalogueError, match="effort"):
        module._check(
            Catalogue({"x": Entry("x", odd, None, {})}, whole.phrases, whole.outcomes, whole.kinds, whole.words)
        )
