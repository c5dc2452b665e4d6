"""What a report states, fact by fact, as its JSON has it; and when what is printed is the same number."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from math import isclose
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

from presence_audit.model.report import KNOW
from presence_audit.reports import render
from presence_audit.reports._rows import standings

if TYPE_CHECKING:
    from presence_audit.model.report import Report

Kind = Literal["points", "gain", "share", "rate", "measure", "weight", "plain", "count", "day", "word"]


class Sign(Enum):
    """What stands in place of a number."""

    UNKNOWN = "unknown"
    ABSENT = "absent"
    NOT_APPLICABLE = "not applicable"
    NOTHING = "an empty cell"


@dataclass(frozen=True, slots=True)
class Near:
    """A number or a day with what is said before or behind it: "~1,200", "500+", "<0.01"."""

    sign: Literal["~", "+", "<"]
    value: Decimal | date | tuple[int, int]


Read = Decimal | date | Sign | Near | str | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A number or its sign, unrounded."""

    kind: Kind
    value: Any

    def is_printed_as(self, read: Read) -> bool:
        """Whether what was read back is this fact, to as many decimals as its kind is printed with."""
        if isinstance(self.value, Sign) or isinstance(read, Sign) or self.kind == "word":
            return bool(read == self.value)
        if self.kind == "day":
            return self._is_day(read)
        if self.kind == "count":
            number, precision = self.value
            sign: Any = {"rounded": "~", "bracket": "+"}.get(precision)
            return read == (Near(sign, Decimal(number)) if sign else Decimal(number))
        return self._is_number(read)

    def is_kept_as(self, kept: Any) -> bool:
        """Whether a cell that keeps numbers with all their digits holds this fact."""
        if isinstance(self.value, Sign):
            return bool(kept is self.value)
        if self.kind == "day":
            # A day that the site tells coarsely is no date in a workbook, and stands as words in the cell beside it.
            return self._is_day(kept.date() if isinstance(kept, datetime) else kept)
        value = self.value[0] if self.kind == "count" else self.value
        if isinstance(kept, (int, float)) and isinstance(value, (int, float)):
            return isclose(kept, value, rel_tol=1e-15)  # a workbook keeps sixteen digits
        return bool(kept == value)

    def _is_day(self, read: Read) -> bool:
        days = self.value
        if isinstance(read, Near):
            return read.value in days or read.value in {(day.year, day.month) for day in days}
        return read in days

    def _is_number(self, read: Read) -> bool:
        value = Decimal(repr(float(self.value)))
        if self.kind == "rate" and 0 < value < Decimal("0.005"):
            return read == Near("<", Decimal("0.01"))
        if not isinstance(read, Decimal):
            return False
        if self.kind == "plain":
            return read == value
        if self.kind == "share":
            # Only all is written as 100 per cent, and only nothing as none.
            points = read * 100
            is_honest = (points != 100 or value > 1 - Decimal("1e-9")) and (points != 0 or value <= 0)
            return is_honest and abs(points - value * 100) < 1 and points == int(points)
        places = {"points": 1, "gain": 1, "weight": 4}.get(self.kind, 2 if abs(value) < 10 else 1)
        half = Decimal(1).scaleb(-places) / 2
        return -int(read.as_tuple().exponent) == places and abs(read - value) <= half + Decimal("1e-9")


def _or(kind: Kind, value: Any, sign: Sign = Sign.UNKNOWN) -> Fact:
    return Fact(kind, sign if value is None else value)


def _day(told: dict[str, Any], subject: str, moment: str | None, sign: Sign) -> Fact:
    """The days that the last post may be said to be of: on the company's clocks, or as the site tells it."""
    if moment is None:
        return Fact("day", sign)
    at = datetime.fromisoformat(moment)
    zones = [UTC] if any(one["subject"] == subject for one in told["shown"]["last_posts"]) else [_zone(told)]
    return Fact("day", frozenset(at.astimezone(zone).date() for zone in zones))


def _zone(told: dict[str, Any]) -> Any:
    return ZoneInfo(told["company"]["timezone"])


def facts(report: Report) -> dict[str, Fact]:
    """Every fact of the tables of a report by a name that all formats share, from the bytes of its JSON."""
    told = json.loads(render(report, "json"))
    told["shown"] = told.get("shown") or {"last_posts": []}
    score = told["score"]
    made = {
        "total": _or("points", score["value"]),
        "likely from": Fact("points", score["likely"][0]),
        "likely to": Fact("points", score["likely"][1]),
        "bounds from": Fact("points", score["bounds"][0]),
        "bounds to": Fact("points", score["bounds"][1]),
        "coverage": Fact("share", score["coverage"]),
        "grade": Fact("word", score["grade"] or ""),
    }
    for pillar in told["pillars"]:
        name = f"pillar {pillar['id']}"
        made[f"{name} score"] = _or("points", pillar["score"])
        made[f"{name} coverage"] = Fact("share", pillar["coverage"])
        made[f"{name} weight"] = Fact("plain", pillar["weight"])
        for at, leaf in enumerate(pillar["leaves"]):
            made |= _leaf(f"leaf {pillar['id']} {at}", leaf)
    for at, channel in enumerate(told["channels"]):
        made |= _channel(f"channel {at}", told, channel)
    for at, (leader, standing) in enumerate(zip(told["leaders"], standings(report), strict=True)):
        made |= _leader(f"leader {at}", told, leader, is_absent=standing == "absent")
    gaining = [finding for finding in told["findings"] if finding["id"] != KNOW]
    gaining.sort(key=lambda finding: (finding["gain"] is None, -(finding["gain"] or 0)))
    for at, finding in enumerate(gaining):
        made[f"finding {at} gain"] = _or("gain", finding["gain"])
    return made


def _leaf(name: str, leaf: dict[str, Any]) -> dict[str, Fact]:
    state, has_value = leaf["state"], leaf["state"] == "value"
    low, high = (leaf["interval"] if has_value else None) or (Sign.NOTHING, Sign.NOTHING)
    sign = Sign.NOT_APPLICABLE if state == "not-applicable" else Sign.UNKNOWN
    return {
        f"{name} value": Fact("measure", leaf["value"] if has_value else Sign.NOTHING),
        f"{name} from": Fact("measure", low),
        f"{name} to": Fact("measure", high),
        f"{name} score": _or("points", leaf["score"] if state in {"value", "absent"} else None, sign),
        f"{name} weight": Fact("weight", leaf["weight"]),
        f"{name} state": Fact("word", state),
    }


def _channel(name: str, told: dict[str, Any], channel: dict[str, Any]) -> dict[str, Fact]:
    is_absent = channel["provenance"] == "declared" or channel["outcome"] in {"not_found", "suspended", "private"}
    sign = Sign.ABSENT if is_absent else Sign.UNKNOWN
    followers = channel["followers"]
    count = (followers["value"], followers["precision"]) if followers else None
    no_post = Sign.NOT_APPLICABLE if channel["outcome"] == "zero_posts" else sign
    return {
        f"{name} followers": _or("count", count, sign),
        f"{name} posts": _or("rate", channel["posts_per_week"], sign),
        f"{name} last": _day(told, channel["id"], channel["last_post_at"], no_post),
        f"{name} outcome": Fact("word", f"{channel['outcome']} {channel['provenance']}"),
    }


def _leader(name: str, told: dict[str, Any], leader: dict[str, Any], *, is_absent: bool) -> dict[str, Fact]:
    subject = f"leader:{leader['id']}"
    leaves = [leaf for pillar in told["pillars"] for leaf in pillar["leaves"] if leaf["subject"] == subject]

    def sign(metric: str) -> Sign:
        states = {leaf["state"] for leaf in leaves if leaf["metric"] == metric}
        if states == {"not-applicable"}:
            return Sign.NOT_APPLICABLE
        return Sign.ABSENT if states == {"absent"} or is_absent else Sign.UNKNOWN

    posts = None if is_absent else leader["posts_per_week"]
    return {
        f"{name} visibility": _or("points", Sign.ABSENT if is_absent else leader["visibility"]),
        f"{name} posts": _or("rate", posts, sign("leader-posts-per-week")),
        f"{name} last": _day(told, subject, leader["last_post_at"], sign("leader-last-post")),
    }
