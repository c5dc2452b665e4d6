"""The anchors of the method, read once from anchors.yaml and held to their rules."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal, get_args

import yaml

from presence_audit.errors import PresenceAuditError
from presence_audit.model.report import PillarId
from presence_audit.scoring import curves
from presence_audit.scoring._nouns import (
    Cadence,
    Cap,
    Confidence,
    DailyUse,
    Effective,
    Grade,
    Importance,
    Industries,
    LeaderWeights,
    Points,
    Source,
    Thresholds,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "Anchors",
    "AnchorsError",
    "Cadence",
    "Curve",
    "Grade",
    "Industries",
    "MetricAnchors",
    "Points",
    "Source",
    "anchors",
    "content_of",
    "text_of",
]

Curve = Literal["up", "down", "share", "linear", "falling", "band"]

_SOURCED = ("source", "year", "tag", "trust")
_BAND = ("band_from", "band_to", "per_point", "least_below")


class AnchorsError(PresenceAuditError):
    """The anchors that came with the program break a rule of the method."""


@dataclass(frozen=True, slots=True)
class MetricAnchors:
    """Weight within the pillar, and the curve with its anchors (`extra` holds what only this curve needs)."""

    id: str
    pillar: PillarId
    weight: float
    curve: Curve
    typical: float | None
    leading: float | None
    extra: Mapping[str, float]
    source: Source

    def points(self, value: float) -> float:
        """0-100 for a value, by the metric's own curve; what lies above the metric's `cut` earns no more.

        Raises:
            AnchorsError: the curve needs more than the value (cadence).
        """
        value = min(value, self.extra.get("cut", value))
        if self.curve == "linear":
            return 100 * min(1.0, max(0.0, value))
        if self.curve == "falling":
            return curves.falling(value, self.extra["zero_from"])
        if self.curve == "band":
            return curves.band(value, *(self.extra[name] for name in _BAND))
        if self.typical is None or self.leading is None:
            raise AnchorsError(f"{self.id} has no curve of its own")
        return {"up": curves.up, "down": curves.down, "share": curves.share}[self.curve](
            value, self.typical, self.leading
        )


@dataclass(frozen=True, slots=True)
class Anchors:
    """Every number of one version of the method."""

    method: str
    pillars: Mapping[PillarId, float]
    leader_weights: LeaderWeights
    importance: Mapping[str, Importance]
    large_from: int
    cadence: Mapping[str, Cadence]
    industries: Industries
    metrics: Mapping[str, MetricAnchors]
    likely: tuple[float, float]
    bounds: tuple[float, float]
    thresholds: Thresholds
    grades: Mapping[Grade, float]
    caps: Mapping[str, Cap]
    effective: Effective
    holiday_weeks: frozenset[int]
    daily_use: Mapping[str, DailyUse]
    daily_use_country: str
    hashtag_limits: Mapping[str, int]
    sources: Mapping[str, Source]

    def cadence_of(self, platform: str, category: str | None) -> Cadence | None:
        """The cadence anchors of a platform, else of its category, else None: no benchmark is known."""
        for name in (platform, category):
            for cadence in self.cadence.values():
                if name in cadence.platforms:
                    return cadence
        return None

    def hashtag_limit(self, platform: str) -> int:
        """How many hashtags a post may carry there."""
        return self.hashtag_limits.get(platform, self.hashtag_limits["other"])


def _source(entry: Mapping[str, Any]) -> Source:
    return Source(*(entry[name] for name in _SOURCED))


def _points(entry: Mapping[str, Any]) -> Points:
    return Points(entry["typical"], entry["leading"], _source(entry))


def _cadence(name: str, entry: Mapping[str, Any]) -> Cadence:
    default = _points(entry["default"])
    large = _points(entry["large"]) if "large" in entry else default
    return Cadence(name, tuple(entry["platforms"]), default, large)


def _metric(name: str, entry: Mapping[str, Any]) -> MetricAnchors:
    known = {"pillar", "weight", "curve", "typical", "leading", *_SOURCED}
    extra = {key: value for key, value in entry.items() if key not in known}
    return MetricAnchors(
        name,
        entry["pillar"],
        entry["weight"],
        entry["curve"],
        entry.get("typical"),
        entry.get("leading"),
        extra,
        _source(entry),
    )


def _thresholds(entry: Mapping[str, Any]) -> Thresholds:
    plain = {key: value for key, value in entry.items() if key not in {*_SOURCED, "high", "medium"}}
    return Thresholds(
        **plain,
        high=Confidence(**entry["high"]),
        medium=Confidence(**entry["medium"]),
        source=_source(entry),
    )


def _effective(entry: Mapping[str, Any]) -> Effective:
    plain = {key: value for key, value in entry.items() if key not in _SOURCED}
    return Effective(**plain, source=_source(entry))


def _industries(entry: Mapping[str, Any]) -> Industries:
    plain = {key: value for key, value in entry.items() if key not in _SOURCED}
    return Industries(**plain, source=_source(entry))


def _require(holds: object, rule: str) -> None:
    if not holds:
        raise AnchorsError(f"anchors.yaml: {rule}")


def _check(anchors: Anchors) -> Anchors:
    _require(set(anchors.pillars) == set(get_args(PillarId)), "the pillars are not the seven of the report")
    _require(math.isclose(sum(anchors.pillars.values()), 100), "the weights of the pillars do not add up to 100")
    for kind, importance in anchors.importance.items():
        _require(
            math.isclose(sum(importance.weights.values()), 1),
            f"the importance for {kind} does not add up to 1",
        )
    for pillar in anchors.pillars:
        weights = [m.weight for m in anchors.metrics.values() if m.pillar == pillar]
        # The leaves of a leader fill what breadth leaves over, so the leaders' metrics add up to 1 + breadth.
        whole = 1 + anchors.leader_weights.breadth if pillar == "leaders" else 1
        _require(math.isclose(sum(weights), whole), f"the metrics of {pillar} do not add up")
    leaders = anchors.leader_weights
    _require(math.isclose(leaders.chief + leaders.others + leaders.breadth, 1), "leader_weights do not add up to 1")
    for cadence in anchors.cadence.values():
        for points in (cadence.default, cadence.large):
            _require(0 < points.typical < points.leading, f"cadence of {cadence.name} is out of order")
    for industry, rates in anchors.industries.rates.items():
        is_known = set(rates) <= set(anchors.cadence) and all(rate >= 0 for rate in rates.values())
        _require(is_known and anchors.industries.leading_factor > 1, f"the rates of {industry} are out of order")
    for metric in anchors.metrics.values():
        if metric.typical is not None and metric.leading is not None:
            rising = 0 < metric.typical < metric.leading
            falling = 0 < metric.leading < metric.typical
            _require(falling if metric.curve == "down" else rising, f"anchors of {metric.id} are out of order")
        if metric.curve == "band":
            in_order = (
                all(name in metric.extra for name in _BAND) and metric.extra["band_from"] < metric.extra["band_to"]
            )
            _require(in_order, f"the band of {metric.id} is out of order")
        for field in fields(metric.source):
            _require(getattr(metric.source, field.name), f"{metric.id} has no {field.name}")
    limits = anchors.hashtag_limits
    _require("other" in limits and min(limits.values()) >= 0, "hashtag_limits are not complete")
    return anchors


def text_of() -> str:
    """anchors.yaml as it came with the program."""
    return resources.files("presence_audit.scoring").joinpath("anchors.yaml").read_text("utf-8")


def content_of(text: str) -> Any:
    """The values of an anchors file, without its comments."""
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  libyaml, ten times faster


@cache
def anchors() -> Anchors:
    """The anchors of this version of the method.

    Raises:
        AnchorsError: the file breaks a rule (weights that do not add up, anchors out of order).
    """
    raw = content_of(text_of())
    leader_weights = raw["leader_weights"]
    return _check(
        Anchors(
            method=raw["method"],
            pillars=raw["pillars"]["weights"],
            leader_weights=LeaderWeights(
                leader_weights["chief"],
                leader_weights["others"],
                leader_weights["breadth"],
                _source(leader_weights),
            ),
            importance={k: Importance(e["weights"], _source(e)) for k, e in raw["importance"].items()},
            large_from=raw["large_from"]["value"],
            cadence={name: _cadence(name, entry) for name, entry in raw["cadence"].items()},
            industries=_industries(raw["industries"]),
            metrics={name: _metric(name, entry) for name, entry in raw["metrics"].items()},
            likely=tuple(raw["range"]["likely"]),
            bounds=tuple(raw["range"]["bounds"]),
            thresholds=_thresholds(raw["thresholds"]),
            grades=raw["grades"]["from"],
            caps={k: Cap(**e) for k, e in raw["caps"].items() if k not in _SOURCED},
            effective=_effective(raw["effective"]),
            holiday_weeks=frozenset(raw["holidays"]["weeks"]),
            daily_use={name: DailyUse(**entry) for name, entry in raw["daily_use"]["shares"].items()},
            daily_use_country=raw["daily_use"]["country"],
            hashtag_limits=raw["hashtag_limits"]["limits"],
            sources={
                name: _source(entry)
                for name, entry in raw.items()
                if isinstance(entry, dict) and all(key in entry for key in _SOURCED)
            },
        )
    )
