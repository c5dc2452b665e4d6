"""Reports that show everything that is shown and not scored, so that every sentence about it is said once."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from reports.big_report import big
from reports.report_samples import AS_OF, days_ago

from presence_audit.model.report import Report
from presence_audit.model.shown import (
    Benchmark,
    Ignored,
    LastPost,
    Partial,
    Rhythm,
    Sensitivity,
    Shown,
    Silence,
    Tie,
    Trend,
    Voice,
    Voices,
    Week,
)

if TYPE_CHECKING:
    from presence_audit.model.shown import IgnoreReason

_HOURS = tuple(tuple((day + hour) % 3 for hour in range(24)) for day in range(7))
_REASONS: tuple[IgnoreReason, ...] = ("decided", "planned", "not-ours", "disputed")


def _rhythm(silence: Silence | None, *, untimed: int, known: bool) -> Rhythm:
    weeks = [
        Week(first=date(2026, 6, 1 + 7 * n), company=n if known else None, leaders=None, is_holiday=known and n == 1)
        for n in range(4)
    ]
    return Rhythm(
        timezone="Europe/Oslo",
        hours=_HOURS,
        leader_hours=_HOURS,
        timed=1234,
        untimed=untimed,
        longest_silence=silence,
        days=182 if known else 0,
        uncovered=17 if known else 0,
        weeks=tuple(weeks),
    )


def _voices(report: Report, shares: tuple[float, ...], unread: int) -> Voices:
    said = [Voice(subject=one.id, posts=1500, share=share) for one, share in zip(report.channels, shares, strict=False)]
    people = ("company", f"leader:{report.leaders[0].id}", "employees")
    signed = [Voice(subject=who, posts=9, share=share) for who, share in zip(people, shares, strict=False)]
    return Voices(
        accounts=tuple(said),
        effective_accounts=1.5 if len(shares) > 1 else 1.0,
        people=tuple(signed),
        effective_people=2.5 if len(shares) > 1 else 1.0,
        unread=unread,
    )


def _trends(report: Report) -> tuple[Trend, ...]:
    told = ("rising", "falling", "none", "unknown")
    return tuple(
        Trend.model_validate(
            {"subject": one.id, "weeks": 26, "s": 1, "p": 0.01, "slope": 0.1, "direction": direction, "reason": ""}
        )
        for one, direction in zip(report.channels, told, strict=False)
    )


@cache
def everything() -> Report:
    """Of fifty channels, with every part that a report can show."""
    report = big()
    shown = report.shown or Shown()
    first, second = report.channels[:2]
    leaves = [leaf for pillar in report.pillars for leaf in pillar.leaves if leaf.state == "value"]
    kinds = ("mentions", "answers", "quotes", "reshares")
    ignored = [
        Ignored(id="dialogue", subject="company", reason=why, until=date(2027, 1, 31), is_expired=False)
        for why in _REASONS
    ]
    ignored.append(Ignored(id="cadence", subject="", reason="planned", until=date(2026, 1, 31), is_expired=True))
    silence = Silence(days=12, first=date(2026, 7, 1), last=date(2026, 7, 12), left_out=2)
    parts = ((True, False), (False, True), (True, True))
    update = {
        "benchmarks": tuple(
            Benchmark(subject=one.id, typical=1.0, leading=3.0, basis="a goal of 2 a week")
            for one in report.channels[:20]
        ),
        "last_posts": (
            LastPost(subject=first.id, date_precision="week", days=(8.0, 14.0)),
            LastPost(subject=second.id, date_precision="month", days=(20.0, 65.0)),
        ),
        "partial": tuple(
            Partial(metric=leaf.metric, subject=leaf.subject, lower=lower, higher=higher)
            for leaf, (lower, higher) in zip(leaves, parts, strict=False)
        ),
        "widest": (10.0, 90.0),
        "voices": _voices(report, (0.5, 0.3, 0.2), 2),
        "rhythm": _rhythm(silence, untimed=3, known=True),
        "trends": _trends(report),
        "network": tuple(
            Tie.model_validate({"source": first.id, "target": second.id, "kind": kind, "count": at + 1})
            for at, kind in enumerate(kinds)
        ),
        "intervals": True,
        "sensitivity": Sensitivity(draws=1000, weights=(40, 50), exponents=(51, 50, 49), unknown=(40, 45, 50)),
        "ignored": tuple(ignored),
    }
    channels = tuple(
        one.model_copy(update={"last_post_at": days_ago(30)}) if one in {first, second} else one
        for one in report.channels
    )
    return report.model_copy(update={"shown": shown.model_copy(update=update), "channels": channels})


@cache
def little() -> Report:
    """The same with one loud voice, no silence and nothing known of the weeks."""
    report = everything()
    assert report.shown is not None
    alone = _voices(report, (0.8, 0.2), 0).model_copy(update={"effective_people": 1.0})
    update = {
        "voices": alone,
        "rhythm": _rhythm(None, untimed=0, known=False),
        "trends": _trends(report)[2:3],
        "intervals": False,
    }
    return report.model_copy(update={"shown": report.shown.model_copy(update=update), "as_of": AS_OF})
