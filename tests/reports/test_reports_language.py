"""The shared words of the reports in another language: nothing English is left, and every number is the same."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from babel.numbers import parse_decimal
from hypothesis import given
from hypothesis import strategies as st
from reports import report_samples as samples
from reports import shown_samples
from reports.pseudo_language import Pseudo, data_of, speak, untranslated

from presence_audit import i18n
from presence_audit.model.observation import Count, Evidence
from presence_audit.model.outcome import Outcome
from presence_audit.model.profiles import Lang
from presence_audit.model.report import Report
from presence_audit.platforms import platforms
from presence_audit.reports import (
    _beside_rows,
    _claims,
    _coverage_rows,
    _headline,
    _leader_cards,
    _leaf_rows,
    _measures,
    _method_words,
    _next_steps,
    _no_trend,
    _period_words,
    _robustness,
    _rows,
    _shown_rows,
    _words,
)
from presence_audit.reports import _numbers as numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REPORTS: dict[str, Callable[[], Report]] = {
    "full": samples.full,
    "all_unknown": samples.all_unknown,
    "empty": samples.empty,
    "measured": samples.measured,
    "many": samples.many,
    "everything": shown_samples.everything,
    "little": shown_samples.little,
}
OSLO = ZoneInfo("Europe/Oslo")
NORWEGIAN: tuple[Lang, ...] = ("nb", "nn")
_IDS = frozenset(
    ["subject", "metric", "pillar", "metrics", "standing", "id", "state", "finding", "step", "channels", "evidence"]
)


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    speak(monkeypatch, Pseudo())
    with i18n.speaking("nb"):
        yield


def _texts(value: object) -> Iterator[str]:
    """What people read of a row: its text, without ids and what is handed on as it is in the result."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            told = getattr(value, field.name)
            # The state of a leaf row is a word that people read; that of a measure row is one of the result.
            if field.name not in _IDS or (field.name == "state" and isinstance(value, _leaf_rows.LeafRow)):
                yield from _texts(told)
    elif isinstance(value, (tuple, list)):
        for held in value:
            yield from _texts(held)


def _said(report: Report) -> dict[str, object]:
    """Everything that the shared modules say of a report, by where it is said."""
    shown = report.shown
    rhythm = shown.rhythm if shown else None
    return {
        "claims": _claims.claims(report),
        "leaders": _rows.leader_rows(report),
        "channels": _rows.channel_rows(report),
        "unread": _rows.unread(report),
        "reserved": _rows.reserved(report),
        "basis": _rows.basis(report),
        "worth": [_rows.worth(report, finding) for finding in report.findings],
        "concentration": _shown_rows.concentration(report),
        "people": _shown_rows.people(report),
        "names": list(_shown_rows.names_of(report).values()),
        "voices": _shown_rows.voice_rows(report, shown.voices.people if shown and shown.voices else ()),
        "days": _shown_rows.coverage_of_days(rhythm) if rhythm else "",
        "busiest": _shown_rows.busiest(rhythm) if rhythm else "",
        "trends": _shown_rows.trend_rows(report),
        "no trend": _no_trend.no_trend(report),
        "ties": [_shown_rows.tie_row(report, tie) for tie in (shown.network if shown else ())],
        "left out": _shown_rows.left_out(report),
        "steps": _method_words.steps(),
        "meanings": _method_words.meanings(),
        "choices": _method_words.choices(report),
        "worked": _method_words.worked(report),
        "not scored": [told[1:] for told in _method_words.shown_not_scored()],
        "groups": _beside_rows.groups(report),
        "weeks": _beside_rows.week_rows(report),
        "weeks in words": _beside_rows.weeks_in_words(report),
        "cards": _leader_cards.leader_cards(report),
        "coverage": _coverage_rows.coverage_rows(report),
        "period": (_period_words.period_in_words(report), _period_words.day_in_words(report)),
        "axis": _period_words.week_words(report),
        "headline": _headline.headline(report),
        "next": _next_steps.next_steps(report),
        "robustness": _robustness.robustness(report),
        "leaves": [rows for _, rows in _leaf_rows.leaf_rows(report)],
        "measures": _measures.measure_rows(report),
    }


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.usefixtures("pseudo")
def test_what_the_shared_modules_say_is_translated_or_data(name: str) -> None:
    report = REPORTS[name]()
    data = data_of(report)

    english = {place: untranslated(_texts(told), data) for place, told in _said(report).items()}
    assert {place: found for place, found in english.items() if found} == {}


@pytest.mark.usefixtures("pseudo")
def test_how_a_channel_was_read_is_translated() -> None:
    told = [_words.outcome_words(outcome, "live") for outcome in Outcome]
    told += [_words.outcome_words(Outcome.OK, route) for route in ("declared", "saved", "saved, export", "api")]
    told += [_words.route_words(route) for route in ("declared", "live", "saved, export")]
    told += [_words.answer_words(Evidence(url, None, None, samples.AS_OF)) for url in ("saved:a", "https://a.example")]

    assert untranslated((text.replace(" og ", " ") for text in told), ()) == []
    assert _words.route_words("a route of another version") == "a route of another version"


@pytest.mark.usefixtures("pseudo")
def test_a_platform_keeps_its_proper_name_and_a_common_noun_is_translated() -> None:
    assert _words.platform_name("linkedin") == "LinkedIn"
    assert _words.platform_name("website") == "«Website»"
    assert _words.platform_name("of another version") == "of another version"
    assert all(_words.platform_name(name) for name in platforms())


@pytest.mark.parametrize("lang", [*NORWEGIAN, "en"])
def test_no_two_platforms_are_called_alike(lang: Lang) -> None:
    with i18n.speaking(lang):
        names = [_words.platform_name(name).casefold() for name in platforms()]

    assert len(set(names)) == len(names)


def test_platforms_that_would_be_called_alike_keep_their_ids() -> None:
    report = samples.full()
    twin = report.channels[0].model_copy(update={"id": "channel:LinkedIn:nordlys", "platform": "LinkedIn"})
    report = report.model_copy(update={"channels": (*report.channels, twin)})
    rows, names = _rows.channel_rows(report), _shown_rows.names_of(report)

    assert (rows[0].platform, rows[1].platform, rows[-1].platform) == ("linkedin", "Bluesky", "LinkedIn")
    assert names["channel:linkedin:nordlys"] == "linkedin nordlys"
    assert names["channel:LinkedIn:nordlys"] == "LinkedIn nordlys"


def test_the_metrics_that_are_shares_are_those_whose_unit_says_so() -> None:
    assert {metric for metric, unit in _words.UNITS.items() if unit.startswith("share")} == _words.SHARES


@pytest.mark.parametrize("lang", NORWEGIAN)
def test_norwegian_writes_numbers_and_dates_as_norwegians_do(lang: Lang) -> None:
    moment = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
    with i18n.speaking(lang):
        assert numbers.measure(1234.5) == "1\u00a0234,5"
        assert numbers.score(67.474) == "67,5"
        assert numbers.weight(0.25) == "0,2500"
        assert numbers.plain(12.5) == "12,5"
        assert numbers.whole(1234567) == "1\u00a0234\u00a0567"
        assert numbers.count(Count(1200, "rounded")) == "~1\u00a0200"
        assert numbers.percent(0.45) == "45\u00a0%"
        assert numbers.rate(0.004) == "<0,01"
        assert numbers.day(moment, OSLO) == "20.11.2026"
        assert numbers.minute(moment, OSLO) == "20.11.2026 07:00"
        assert numbers.dated(moment, "month") == "november 2026"
        assert i18n.day_in_words(date(2026, 5, 22)) == "22. mai 2026"
        assert i18n.day_in_words(date(2026, 11, 2), year=False) == "2. november"


def test_english_names_the_month_between_day_and_year() -> None:
    assert i18n.day_in_words(date(2026, 9, 1)) == "1 September 2026"
    assert i18n.day_in_words(date(2026, 9, 1), year=False, short=True) == "1 Sep"
    assert [numbers.plain(value) for value in (25, 12.5, 0.1, 1e20)] == ["25", "12.5", "0.1", "1e+20"]


def _number(text: str, lang: str) -> Decimal:
    return parse_decimal(text.lstrip("~<+").rstrip("+%\u00a0").replace("\u2212", "-"), locale=lang)


@pytest.mark.parametrize("lang", NORWEGIAN)
@pytest.mark.parametrize(
    "write", [numbers.score, numbers.rate, numbers.measure, numbers.weight, numbers.plain, numbers.tenths]
)
@given(value=st.floats(min_value=-1e9, max_value=1e9))
def test_every_language_states_the_same_number(lang: Lang, write: Callable[[float], str], value: float) -> None:
    english = write(value)
    with i18n.speaking(lang):
        norwegian = write(value)

    if "e" in english:  # too large or too small to be written out; the same signs in every language
        assert norwegian == english
    else:
        assert _number(norwegian, lang) == _number(english, "en")


@pytest.mark.parametrize("lang", NORWEGIAN)
@given(share=st.floats(min_value=0, max_value=1), number=st.integers(min_value=0, max_value=10**14))
def test_every_language_states_the_same_share_and_count(lang: Lang, share: float, number: int) -> None:
    english = numbers.percent(share), numbers.whole(number), numbers.count(Count(number, "bracket"))
    with i18n.speaking(lang):
        norwegian = numbers.percent(share), numbers.whole(number), numbers.count(Count(number, "bracket"))

    assert [_number(text, lang) for text in norwegian] == [_number(text, "en") for text in english]


@pytest.mark.parametrize("lang", NORWEGIAN)
@given(day=st.dates(min_value=date(1900, 1, 1)))
def test_every_language_names_the_same_day(lang: Lang, day: date) -> None:
    with i18n.speaking(lang):
        told = i18n.local_date(day)

    assert datetime.strptime(told, "%d.%m.%Y").replace(tzinfo=UTC).date() == day
