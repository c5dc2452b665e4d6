from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from metrics.observed import Audit, channel, post
from metrics.prepared import subjects

from presence_audit.metrics import Choices, report_of
from presence_audit.metrics._calendar import longest_silence
from presence_audit.metrics._holidays import Holidays, holidays_of
from presence_audit.model.profiles import Profiles
from presence_audit.model.report import Leaf

BLOG = channel("feed")
AUTUMN = datetime(2026, 9, 18, 12, tzinfo=UTC)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
NORWAY_2026 = {
    *(date(2026, 1, 1), date(2026, 4, 2), date(2026, 4, 3), date(2026, 4, 5), date(2026, 4, 6), date(2026, 5, 1)),
    *(date(2026, 5, 14), date(2026, 5, 17), date(2026, 5, 24), date(2026, 5, 25)),
    *(date(2026, 12, 25), date(2026, 12, 26)),
}


def _leaf(audit: Audit, metric: str, *, holidays: bool = True) -> Leaf:
    profiles = Profiles("profiles.yaml", audit.company, tuple(audit.channels), settings=audit.settings)
    choices = Choices(holidays=holidays)
    report = report_of(profiles, audit.observations, None, audit.as_of, tool_version="0", choices=choices)
    return next(leaf for pillar in report.pillars for leaf in pillar.leaves if leaf.metric == metric)


def _daily(*quiet: tuple[str, str], country: str | None = None) -> Audit:
    """A blog with a post at noon of every day but the days from the first to the last of each pair."""
    audit = Audit(country=country)
    audit.as_of = AUTUMN
    listed = [
        post(days, as_of=AUTUMN)
        for days in range(182)
        if not any(first <= f"{AUTUMN - timedelta(days=days):%m-%d}" <= last for first, last in quiet)
    ]
    return audit.on(BLOG, listed, observed_at=AUTUMN)


def test_the_public_holidays_are_those_of_the_country_in_every_year_of_the_period() -> None:
    assert holidays_of("NO", *YEAR, is_on=True).public == NORWAY_2026
    both = holidays_of("NO", date(2025, 12, 20), date(2026, 1, 10), is_on=True)
    assert both.public == {date(2025, 12, 25), date(2025, 12, 26), date(2026, 1, 1)}


def test_only_what_the_whole_country_keeps_is_a_public_holiday() -> None:
    germany = holidays_of("DE", *YEAR, is_on=True).public

    assert date(2026, 10, 3) in germany
    assert date(2026, 1, 6) not in germany  # Epiphany, in three of sixteen states
    assert not [day for day in holidays_of("SE", *YEAR, is_on=True).public if day == date(2026, 6, 14)]  # a mere Sunday


def test_the_country_is_written_in_capitals_or_not() -> None:
    assert holidays_of("no", *YEAR, is_on=True) == holidays_of("NO", *YEAR, is_on=True)


@pytest.mark.parametrize("country", ["ZZ", "XX", None])
def test_a_country_that_nobody_knows_has_weeks_of_general_holiday_only(country: str | None) -> None:
    holidays = holidays_of(country, *YEAR, is_on=True)

    assert holidays.public == frozenset()
    assert holidays.weeks == {28, 29, 30, 52, 53, 1}


def test_switched_off_there_are_no_holidays() -> None:
    assert holidays_of("NO", *YEAR, is_on=False) == Holidays()


def test_the_slow_library_is_not_loaded_before_a_country_is_asked_for() -> None:
    asked = "import sys, presence_audit.metrics as m; m.metrics(); sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


def test_quiet_public_holidays_are_left_out_of_the_silence_and_the_reason_says_so() -> None:
    # Silent from 28 March to 11 April: Maundy Thursday, Good Friday, Easter Sunday and Easter Monday among it.
    easter = ("03-28", "04-11")

    leaf = _leaf(_daily(easter, country="NO"), "longest-silence")
    assert leaf.value == 16 - 4
    assert "from 2026-03-27 to 2026-04-12. 4 quiet public holidays are left out." in leaf.reason
    leaf = _leaf(_daily(easter), "longest-silence")
    assert leaf.value == 16
    assert "left out" not in leaf.reason
    assert _leaf(_daily(easter, country="NO"), "longest-silence", holidays=False).value == 16


def test_a_public_holiday_with_a_post_is_a_day_like_any_other() -> None:
    # A post on Good Friday parts the silence, and the days around it count.
    leaf = _leaf(_daily(("03-28", "04-02"), ("04-04", "04-11"), country="NO"), "longest-silence")

    assert leaf.value == 9 - 2  # 4 to 12 April, without Easter Sunday and Easter Monday
    assert "2 quiet public holidays are left out" in leaf.reason


def test_one_public_holiday_is_told_in_the_singular() -> None:
    leaf = _leaf(_daily(("04-28", "05-06"), country="NO"), "longest-silence")

    assert (leaf.value, "1 quiet public holiday is left out" in leaf.reason) == (10 - 1, True)


def test_weeks_and_days_of_holiday_are_told_apart_and_none_is_counted_twice() -> None:
    january = datetime(2027, 1, 29, 12, tzinfo=UTC)
    audit = Audit(country="NO")
    audit.as_of = january
    # Silent from 12 December to 15 January: weeks 52, 53 and 1 hold Christmas and New Year, and no other holiday.
    days = [n for n in range(182) if not date(2026, 12, 12) <= (january - timedelta(days=n)).date() < date(2027, 1, 16)]
    leaf = _leaf(audit.on(BLOG, [post(n, as_of=january) for n in days], observed_at=january), "longest-silence")

    assert leaf.value == 36 - 21
    assert "21 quiet days of general holiday are left out" in leaf.reason
    swedish = _daily(("06-12", "07-29"), country="SE")  # Midsummer Day, then weeks 28 to 30
    leaf = _leaf(swedish, "longest-silence")
    assert leaf.value == 49 - 21 - 1
    assert "21 quiet days of general holiday and 1 quiet public holiday are left out" in leaf.reason


def test_a_public_holiday_takes_no_week_out_of_the_active_weeks() -> None:
    easter = ("03-28", "04-11")
    with_country, without = (_leaf(_daily(easter, country=country), "active-weeks") for country in ("NO", None))

    assert with_country == without
    assert without.value == 24 / 26  # the weeks from 28 March and from 4 April


def test_switched_off_the_weeks_of_general_holiday_count_as_weeks_and_as_silence() -> None:
    audit = _daily(("07-06", "07-26"), country="NO")

    assert _leaf(audit, "active-weeks").value == 1
    assert _leaf(audit, "longest-silence").value == 22 - 21
    off = _leaf(audit, "active-weeks", holidays=False)
    assert off.value is not None
    assert off.value < 1
    assert "left out" not in off.reason
    assert _leaf(audit, "longest-silence", holidays=False).value == 22


@given(
    st.sets(st.integers(0, 181), max_size=40),
    st.sampled_from(["NO", "SE", "IN", "US", None]),
    st.dates(date(2024, 1, 1), date(2027, 12, 31)),
)
def test_switching_holidays_off_never_makes_a_silence_shorter(
    places: set[int], country: str | None, last: date
) -> None:
    first = last - timedelta(days=181)
    posting = [first + timedelta(days=place) for place in sorted(places)]
    on, off = (
        longest_silence(posting, first, last, holidays_of(country, first, last, is_on=is_on)) for is_on in (True, False)
    )

    assert 0 <= on.days <= off.days
    assert on.days + sum(on.left_out) == (on.last - on.first).days + (not posting)
    assert sum(off.left_out) == 0


def test_the_holidays_of_an_audit_are_those_of_its_company_and_its_period() -> None:
    audit = Audit(country="NO").on(BLOG)

    assert subjects(audit).holidays.public == {
        day for day in NORWAY_2026 if date(2026, 1, 5) <= day <= date(2026, 7, 5)
    }
    assert subjects(audit, holidays=False).holidays == Holidays()
