"""What is shown and not scored, in sentences: they agree with their numbers, in the singular and in the plural."""

from __future__ import annotations

import pytest
from reports.report_samples import full

from presence_audit.model.report import Report
from presence_audit.model.shown import Rhythm, Shown, Trend, Voice, Voices
from presence_audit.reports._shown_rows import busiest, concentration, people, trend_rows

SKY, SITE, KARI = "channel:bluesky:nordlys.example", "channel:feed:https://nordlys.example/feed/", "leader:kari"


def _with(shown: Shown) -> Report:
    return full().model_copy(update={"shown": shown})


def _voices(
    accounts: dict[str, int], signers: dict[str, int], effective: tuple[float, float], unread: int = 0
) -> Report:
    told = [
        tuple(Voice(subject=subject, posts=n, share=n / sum(counts.values())) for subject, n in counts.items())
        for counts in (accounts, signers)
    ]
    return _with(
        Shown(
            voices=Voices(
                accounts=told[0],
                effective_accounts=effective[0],
                people=told[1],
                effective_people=effective[1],
                unread=unread,
            )
        )
    )


def test_one_account_alone_says_all_and_is_not_one_of_several() -> None:
    report = _voices({SKY: 9}, {"company": 9}, (1.0, 1.0), unread=1)

    assert concentration(report) == (
        "one account (Bluesky nordlys.example) says all that is said; 1 channel could not be read"
    )
    assert people(report) == "All that is said stands in the company's own name."


def test_the_loudest_of_several_accounts_has_its_share() -> None:
    report = _voices({SKY: 6, SITE: 4}, {"company": 6, KARI: 4}, (1.96, 1.96))

    assert "the loudest of 2 accounts (Bluesky nordlys.example) carries 60%" in concentration(report)
    assert people(report) == (
        "Of what is said 60% stands in the company's own name; by who signs, it is as if 2.0 people spoke equally."
    )


def test_one_leader_alone_is_one_person() -> None:
    report = _voices({SKY: 9}, {KARI: 9}, (1.0, 1.0))

    assert people(report).endswith("0% stands in the company's own name; by who signs, it is as if one person spoke.")


@pytest.mark.parametrize(("slope", "direction"), [(0.1, "rising"), (-0.1, "falling")])
def test_a_trend_says_its_direction_once(slope: float, direction: str) -> None:
    trend = Trend.model_validate(
        {"subject": SKY, "weeks": 26, "s": 1, "p": 0.01, "slope": slope, "direction": direction, "reason": ""}
    )

    ((_, said),) = trend_rows(_with(Shown(trends=(trend,))))
    assert said == f"{direction}, by 2.6 posts a week over half a year (26 weeks)"


def test_the_map_of_hours_is_said_to_be_the_companys() -> None:
    hours = tuple(tuple(int((day, hour) == (0, 9)) for hour in range(24)) for day in range(7))
    rhythm = Rhythm(
        timezone="Europe/Oslo",
        hours=hours,
        leader_hours=hours,
        timed=1,
        untimed=2,
        longest_silence=None,
        days=0,
        uncovered=0,
        weeks=(),
    )

    assert busiest(rhythm) == (
        "Of 1 post of the company, 0% came at weekends and 0% on weekdays before 8 or after 17; "
        "2 posts without a time of day left out."
    )
