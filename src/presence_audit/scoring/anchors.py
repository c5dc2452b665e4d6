"""The anchors of the method, read once from anchors.yaml and held to their rules (_rules.py)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import yaml

from presence_audit.scoring._nouns import (
    AnchorsError,
    Cadence,
    Cap,
    Confidence,
    Curve,
    DailyUse,
    Effective,
    Grade,
    Importance,
    Industries,
    LeaderWeights,
    MetricAnchors,
    Points,
    Source,
    Tag,
    Thresholds,
    Trust,
)
from presence_audit.scoring._rules import checked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presence_audit.model.report import PillarId

__all__ = [
    "Anchors",
    "AnchorsError",
    "Cadence",
    "Cap",
    "Confidence",
    "Curve",
    "DailyUse",
    "Effective",
    "Grade",
    "Importance",
    "Industries",
    "LeaderWeights",
    "MetricAnchors",
    "Points",
    "Source",
    "Tag",
    "Thresholds",
    "Trust",
    "anchors",
    "content_of",
    "text_of",
]

_SOURCED = ("source", "year", "tag", "trust")


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
    sources: Mapping[str, Source]

    def cadence_of(self, platform: str, category: str | None) -> Cadence | None:
        """The cadence anchors of a platform, else of its category, else None: no benchmark is known."""
        for name in (platform, category):
            for cadence in self.cadence.values():
                if name in cadence.platforms:
                    return cadence
        return None


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
    return checked(
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
            sources={
                name: _source(entry)
                for name, entry in raw.items()
                if isinstance(entry, dict) and all(key in entry for key in _SOURCED)
            },
        )
    )
