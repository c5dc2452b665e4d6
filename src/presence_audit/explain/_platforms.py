"""The article of each platform: its own documentation, and by which routes it is read."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from presence_audit.explain._docs import lead_of, prose
from presence_audit.explain._topic import Topic
from presence_audit.explain._yardstick import number
from presence_audit.exports import exports_of
from presence_audit.platforms import platforms, ways_for
from presence_audit.reports.article import Article, Listing, Section
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from presence_audit.platforms import Platform

_READ = (
    "What can be counted there, by which routes the program gets to it, what keeps strangers out, what the site asks "
    "of programs, since when it is read and how that was proven:"
)
_LIVE = {"open": "live", "with permission": "live, only where you state a permission"}


def routes_of(platform: Platform) -> list[str]:
    """By which routes a platform is read, in words, the plainest first."""
    routes = [_LIVE[platform.live]] if platform.shows and platform.live in _LIVE else []
    routes += ["a page that you saved"] if platform.saved else []
    routes += [f"export: {export.name}" for export in exports_of(platform.id)]
    routes += [f"official API ({platform.key})"] if platform.api else []
    return routes


def facts_of(platform: Platform) -> list[str]:
    """What the listing and the documentation tell of a platform, a line each."""
    return [
        f"shows: {', '.join(platform.shows) or 'nothing: it is recognised and not read'}",
        f"routes: {'; '.join(routes_of(platform)) or 'none'}",
        f"wall: {platform.wall}",
        f"robots: {platform.robots}",
        f"since {platform.since}; proven: {platform.proven}",
    ]


def listed(platform: Platform) -> dict[str, Any]:
    """Everything of a platform for a machine."""
    plain = ("id", "name", "category", "live", "shows", "wall", "robots", "since", "proven")
    facts: dict[str, Any] = {name: getattr(platform, name) for name in plain}
    facts["routes"] = routes_of(platform)
    facts["exports"] = [export.id for export in exports_of(platform.id)]
    facts["ways"] = [asdict(way) for way in ways_for(platform)]
    return facts


def _judged(platform: Platform) -> str:
    cadence = anchors().cadence_of(platform.id, platform.category)
    if platform.is_activity or cadence is None:
        return "It is shown in the report and carries no points of cadence: no benchmark is known for it."
    low, high = cadence.default.typical, cadence.default.leading
    told = f"A channel with {number(low)} posts a week gets 50 points, one with {number(high)} gets 90."
    large = cadence.large
    if large == cadence.default:
        return told
    return (
        f"{told} From {anchors().large_from:,} followers on it takes {number(large.typical)} and "
        f"{number(large.leading)}."
    )


def _article(platform: Platform) -> Article:
    about = import_module(f"presence_audit.platforms.{platform.id}").__doc__ or ""
    rest = about.strip().partition("\n\n")[2]
    ways = tuple(f"{way.effort}: {way.how}" for way in ways_for(platform))
    sections = [Section("What it shows", prose(rest))] if rest else []
    sections.append(Section("How it is read", (_READ, Listing(tuple(facts_of(platform))))))
    sections.append(Section("How often is often", (_judged(platform),)))
    if ways:
        sections.append(Section("What makes it readable", (Listing(ways),)))
    return Article(f"{platform.name} (platform {platform.id})", lead_of(about), tuple(sections), listed(platform))


def platform_topics() -> tuple[Topic, ...]:
    """Every platform, in alphabetical order of the ids."""
    return tuple(Topic("platform", p.id, p.name, partial(_article, p)) for p in platforms().values())
