"""A benchmark for programs: JSON values alone, the same in every language, and no person's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from presence_audit.compare._middles import PILLAR_IDS
from presence_audit.reports import csv

if TYPE_CHECKING:
    from presence_audit.compare._benchmark import Benchmark
    from presence_audit.compare._counted_leaders import NetworkTally, Tally
    from presence_audit.compare._voice import Voiced


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "yes": tally.yes,
        "no": tally.no,
        "unknown_named": tally.walled,
        "unknown_unsaid": tally.unsaid,
        "share": tally.share,
        "interval": tally.interval,
        "bounds": tally.bounds,
    }


def _network(one: NetworkTally) -> dict[str, Any]:
    return {
        "network": one.network,
        "leaders_present": _tally(one.present),
        "leaders_active": _tally(one.active),
        "companies_present": _tally(one.companies_present),
        "companies_active": _tally(one.companies_active),
    }


def _voiced(voiced: Voiced) -> list[dict[str, Any]]:
    return [
        {
            "posts_per_week": None if isinstance(rate, str) else rate,
            "share": share,
            "unknown": rate if isinstance(rate, str) else None,
        }
        for rate, share in zip(voiced.rates, voiced.shares, strict=True)
    ]


def _companies(benchmark: Benchmark) -> list[dict[str, Any]]:
    voices = benchmark.voices
    said = {one.network: _voiced(one) for one in (*voices.networks, voices.whole)}
    return [
        {
            "company": place.peer.name,
            "best_place": place.best,
            "worst_place": place.worst,
            "score": place.peer.total,
            "likely": place.peer.likely,
            "coverage": place.peer.coverage,
            "as_of": place.peer.as_of.isoformat(),
            "pillars": dict(place.peer.pillars),
            "voice": {network: rows[at] for network, rows in said.items()},
        }
        for at, place in enumerate(benchmark.places)
    ]


def facts_of(benchmark: Benchmark) -> dict[str, Any]:
    """Everything that the article tells, as numbers; None is unknown."""
    return {
        "method": benchmark.method,
        "window_days": benchmark.window_days,
        "minimum_n": benchmark.least,
        "n": len(benchmark.places),
        "companies": _companies(benchmark),
        "middles": [
            {"id": one.id, "of": one.of, "known": one.known, "median": one.median, "half": one.half}
            for one in benchmark.middles
        ],
        "networks_not_read": list(benchmark.voices.closed),
        "leaders": [_network(one) for one in benchmark.leaders],
        "leaders_by_company": [
            {
                "company": one.company,
                "leaders": one.leaders,
                "present": one.present,
                "active": one.active,
                "active_unknown": one.unknown,
            }
            for one in benchmark.leader_counts
        ],
    }


def csv_of(benchmark: Benchmark) -> bytes:
    """The table as comma-separated values: one line for each company, what is unknown empty."""
    networks = (*benchmark.voices.networks, benchmark.voices.whole)
    heads = (
        "place_best", "place_worst", "company", "as_of", "method", "window_days", "score", "likely_from", "likely_to",
        "coverage", *(f"pillar_{id_}" for id_ in PILLAR_IDS), *(f"voice_{one.network}" for one in networks),
    )  # fmt: skip
    shares = [one.shares for one in networks]
    rows = [
        (
            place.best, place.worst, place.peer.name, place.peer.as_of.isoformat(), benchmark.method,
            benchmark.window_days, place.peer.total, *place.peer.likely, place.peer.coverage,
            *(place.peer.pillars.get(id_) for id_ in PILLAR_IDS), *(share[at] for share in shares),
        )
        for at, place in enumerate(benchmark.places)
    ]  # fmt: skip
    return csv.table(heads, rows)
