"""Ages as sites print them, and the span of time that each leaves open."""

from __future__ import annotations

import calendar
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from babel import Locale
from babel.dates import format_timedelta
from hypothesis import example, given
from hypothesis import strategies as st

from presence_audit.platforms._ages import Age, age_of

SEEN = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "youngest", "oldest", "precision"),
    [
        ("30 seconds ago", timedelta(seconds=30), timedelta(seconds=31), "second"),
        ("5 minutes ago", timedelta(minutes=5), timedelta(minutes=6), "day"),
        ("2 hours ago", timedelta(hours=2), timedelta(hours=3), "day"),
        ("an hour ago", timedelta(hours=1), timedelta(hours=2), "day"),
        ("1 day ago", DAY, 2 * DAY, "day"),
        ("13 days ago", 13 * DAY, 14 * DAY, "day"),
        ("3 weeks ago", 21 * DAY, 28 * DAY, "week"),
        ("Streamed 6 months ago", 178 * DAY, 217 * DAY, "month"),
        ("Premiered 2 years ago", 730 * DAY, 1098 * DAY, "year"),
        ("2 days ago (edited)", 2 * DAY, 3 * DAY, "day"),
    ],
)
def test_an_age_is_rounded_down_so_the_moment_lies_in_the_unit_before_it(
    text: str, youngest: timedelta, oldest: timedelta, precision: str
) -> None:
    age = age_of(text, SEEN)

    assert age is not None
    assert (SEEN - oldest, SEEN - youngest, precision) == (age.earliest, age.latest, age.precision)


@pytest.mark.parametrize(
    "text",
    ["", "28 views", "in 3 days", "om 3 dager", "in 3 Tagen", "dans 3 jours", "1234567 days ago", "²2 days", "ago",
     "1.5 hours ago", "-3", "3", "m", "vor langer Zeit", "3 Wochenenden", "12:30", "hier ansehen", "today's videos"],
)  # fmt: skip
def test_what_is_no_age_is_none(text: str) -> None:
    assert age_of(text, SEEN) is None


@pytest.mark.parametrize(
    "text",
    ["about 3 hours ago", "almost 2 years ago", "for ca. 3 dager siden", "nesten 2 år siden", "för ungefär 2 år sedan",
     "vor etwa 3 Tagen", "il y a environ 3 jours", "hace casi 2 años", "noin 2 vuotta sitten"],
)  # fmt: skip
def test_an_age_that_was_not_rounded_down_is_not_read(text: str) -> None:
    assert age_of(text, SEEN) is None


@pytest.mark.parametrize(
    ("text", "n", "unit"),
    [
        ("for 2 måneder siden", 2, "month"), ("3 uker siden", 3, "week"), ("Strømmet for 3 døgn siden", 3, "day"),
        ("for 4 dager siden (redigert)", 4, "day"), ("for en time siden", 1, "hour"), ("for 2 t siden", 2, "hour"),
        ("for 3 veker sidan", 3, "week"), ("for ei veke sidan", 1, "week"), ("for 2 månader sidan", 2, "month"),
        ("för 2 dagar sedan", 2, "day"), ("för\u00a05\u00a0d sen", 5, "day"),
        ("Streamades för en vecka sedan", 1, "week"),
        ("for 2 uger siden", 2, "week"), ("3 mdr. siden", 3, "month"), ("for 1 år siden", 1, "year"),
        ("2 vk sitten", 2, "week"), ("viikko sitten", None, ""), ("3 v sitten", 3, "year"), ("1 kk sitten", 1, "month"),
        ("vor 3 Tagen", 3, "day"), ("vor einer Woche", 1, "week"), ("Premiere vor 5 Std.", 5, "hour"),
        ("vor 5 m", 5, "minute"), ("vor 5 M", None, ""), ("vor 2\u00a0Monaten", 2, "month"),
        ("il y a 5 j", 5, "day"), ("Diffusé il y a 2\u202fsem.", 2, "week"), ("il y a un an", 1, "year"),
        ("il y a 2 m.", 2, "month"), ("hace 2 sem.", 2, "week"), ("Emitido hace 1 año", 1, "year"),
        ("hace una hora", 1, "hour"), ("há 3 meses", 3, "month"), ("2 settimane fa", 2, "week"),
        ("3 weken geleden", 3, "week"), ("5m ago", 5, "minute"), ("3 mo. ago", 3, "month"), ("1 yr. ago", 1, "year"),
        # A bare age whose word means one thing everywhere.
        ("20h", 20, "hour"), ("4d", 4, "day"), ("1w", 1, "week"), ("3mo", 3, "month"), ("1yr", 1, "year"),
        ("1y", 1, "year"), ("3mo • Edited", 3, "month"), ("5 min", 5, "minute"), ("2 å", 2, "year"),
        ("3 mois", 3, "month"),         ("-3 d.", 3, "day"), ("2 uker", 2, "week"),
    ],
)  # fmt: skip
def test_an_age_is_read_in_the_language_that_it_is_in(text: str, n: int | None, unit: str) -> None:
    assert age_of(text, SEEN) == (None if n is None else age_of(f"{n} {unit}s ago", SEEN))


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("2 u", {"nb": "week", "nb-NO": "week", "no": "week", "da": "week", "nl": "hour"}),
        ("2 v", {"sv": "week", "nn": "week", "fi": "year"}),
        ("2 t", {"nb": "hour", "nn": "hour", "da": "hour", "fi": "hour", "de": None}),
        ("2 T", {"de": "day", "nb": None}),
        ("2 M", {"de": "month", "en": None}),
        ("2 j", {"fr": "day", "de": None}),
        ("2 J", {"de": "year", "fr": None}),
        ("5 m", dict.fromkeys(["en", "nb", "nn", "sv", "da", "fi", "de", "fr", "es", "nl", "pl"])),
        ("3 dni", {"pl": None}),
    ],
)
def test_an_abbreviation_of_two_meanings_takes_the_language_of_the_page(
    text: str, meanings: dict[str, str | None]
) -> None:
    assert age_of(text, SEEN) is None
    for language, unit in meanings.items():
        assert age_of(text, SEEN, language) == (age_of(f"{text[0]} {unit}s ago", SEEN) if unit else None), language


def test_a_bare_m_is_minutes_only_where_the_site_is_known() -> None:
    assert age_of("5m", SEEN, "en") is None
    assert age_of("5m", SEEN, m_is_minutes=True) == age_of("5 minutes ago", SEEN)
    assert age_of("5mo", SEEN, m_is_minutes=True) == age_of("5 months ago", SEEN)


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("texts", "youngest", "oldest"),
    [
        (["just now", "Nettopp", "just nu", "lige nu", "juuri nyt", "gerade eben", "à l'instant"], 0 * HOUR, HOUR),
        (["today", "I dag", "idag", "tänään", "heute", "aujourd\u2019hui", "hoy", "Today at 14:05"],
         0 * HOUR, 25 * HOUR),
        (["Yesterday", "i går", "igår", "eilen", "gestern", "hier", "ayer", "i går kl. 14.05", "gestern um 14:05",
          "Yesterday, 8:15 PM", "hier, 14:05"], 0 * HOUR, 50 * HOUR),
        (["i forgårs", "i förrgår", "toissapäivänä", "vorgestern", "avant-hier", "anteayer"], 23 * HOUR, 75 * HOUR),
    ],
)  # fmt: skip
def test_a_day_that_is_named_began_at_a_midnight_that_nobody_knows(
    texts: list[str], youngest: timedelta, oldest: timedelta
) -> None:
    for text in texts:
        assert age_of(text, SEEN) == Age(SEEN - oldest, SEEN - youngest, "day"), text


LOCALES = ["en", "en_GB", "nb", "nn", "sv", "da", "fi", "de", "de_CH", "fr", "fr_CA", "es", "es_MX", "pt", "it", "nl"]
UNITS = ["second", "minute", "hour", "day", "week", "month", "year"]


def _back(moment: datetime, n: int, unit: str) -> datetime:
    """`n` units before, months and years by the calendar."""
    if unit not in {"month", "year"}:
        return moment - timedelta(**{f"{unit}s": n})
    months = moment.year * 12 + moment.month - 1 - n * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, calendar.monthrange(year, month + 1)[1]))


def _filled(locale: str, n: int, *tables: Any) -> str:
    """The pattern of the first table that has one for `n`, with the number in it."""
    form = Locale.parse(locale).plural_form(n)
    found = [table[name] for table in tables for name in (form, "other") if name in table]
    pattern: str = found[0]
    return pattern.replace("{0}", str(n))


def _past(locale: str, n: int, unit: str, width: str) -> str:
    """What Unicode CLDR prints for an age (dateFields), e.g. "for {0} md. siden"."""
    fields: Any = Locale.parse(locale)._data["date_fields"]
    tables = [fields[f"{unit}{w}"] for w in (width, "-short", "")]
    return _filled(locale, n, *(table["past"] for table in tables if "past" in table))


# Unicode's own narrow forms that have two readings, or say in no word that it is an age; read only with the language.
def _is_bare(phrase: str) -> bool:
    return phrase[0] in "-\u2013\u2212"


ns = st.integers(1, 59)
shares = st.floats(0, 0.999)
moments = st.datetimes(datetime(2010, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(
    st.sampled_from(LOCALES), st.sampled_from(UNITS), st.sampled_from(["", "-short", "-narrow"]), ns, shares, moments
)
def test_every_age_that_unicode_prints_is_read_and_holds_the_moment(
    locale: str, unit: str, width: str, n: int, share: float, seen: datetime
) -> None:
    phrase = _past(locale, n, unit, width)
    age = age_of(phrase, seen)
    if age is None:  # said without a word for "ago"
        assert _is_bare(phrase)
        age = age_of(phrase, seen, locale)
    if age is None:
        assert (locale[:2], phrase[-2:]) == ("fr", "m.")  # "-2 m." is months in CLDR, and minutes in networks
        return
    at_most, at_least = _back(seen, n, unit), _back(seen, n + 1, unit)
    truth = at_most - (at_most - at_least) * share
    assert age.earliest <= truth <= age.latest
    assert age.precision == {"second": "second", "minute": "day", "hour": "day"}.get(unit, unit)


# Babel rounds to the nearest unit; a number of whole units it prints as it is.
_WHOLE = {"second": 44, "minute": 44, "hour": 19, "day": 5, "week": 3, "month": 9, "year": 30}


@given(st.sampled_from(LOCALES), st.sampled_from(UNITS), st.data(), st.sampled_from(["long", "short", "narrow"]))
def test_every_age_that_babel_prints_is_read(locale: str, unit: str, data: st.DataObject, width: Any) -> None:
    n = data.draw(st.integers(1, _WHOLE[unit]))
    days = {"month": timedelta(days=30), "year": timedelta(days=365)}
    delta = n * (days.get(unit) or timedelta(**{f"{unit}s": 1}))
    phrase = format_timedelta(-delta, add_direction=True, format=width, locale=locale)
    age = age_of(phrase, SEEN, locale)
    if age is None:
        assert _is_bare(phrase)
        assert phrase.endswith("m.")
        return
    assert age.earliest <= SEEN - delta <= age.latest


@given(st.sampled_from(LOCALES), st.sampled_from(UNITS), ns, st.sampled_from(["long", "short", "narrow"]))
@example("nb", "week", 2, "narrow")
def test_a_bare_duration_is_read_as_its_unit_or_not_at_all(locale: str, unit: str, n: int, width: str) -> None:
    patterns: Any = Locale.parse(locale)._data["unit_patterns"][f"duration-{unit}"]
    phrase = _filled(locale, n, *(patterns[w] for w in (width, "short", "long") if w in patterns))
    wanted = age_of(f"{n} {unit}s ago", SEEN)
    with_language, without = age_of(phrase, SEEN, locale), age_of(phrase, SEEN)
    assert without in {None, wanted}
    assert with_language == wanted or phrase.casefold().rstrip(".").endswith("m")


# What a site that rounds down would print, whether it counts calendar months or months of 30 days.
@given(st.integers(1, 11), st.integers(0, 27), st.sampled_from([30.0, 30.4375, 31.0]))
def test_a_month_holds_every_way_of_counting_months(months: int, days: int, length: float) -> None:
    age = age_of(f"{months} months ago", SEEN)
    truth = SEEN - timedelta(days=months * length + days)

    assert age is not None
    assert age.earliest <= truth <= age.latest + DAY


@given(st.integers(0, 9999), st.sampled_from(["second", "minute", "hour", "day", "week", "month", "year"]))
def test_the_middle_lies_in_the_span_and_never_in_the_future(n: int, unit: str) -> None:
    age = age_of(f"{n} {unit}s ago", SEEN)

    assert age is not None
    assert age.earliest <= age.latest <= SEEN
    assert age.earliest - timedelta(seconds=1) <= age.middle <= age.latest


@given(st.text(max_size=60), st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_any_text_is_an_age_or_none(text: str, seen: datetime) -> None:
    age = age_of(text, seen)

    assert age is None or age.earliest <= age.latest
