"""A company with fifty channels and twenty-five leaders, measured from posts and not written by hand."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from metrics.observed import Audit, channel, every, leader, posts, seen

from presence_audit.model.observation import Count
from presence_audit.model.outcome import Outcome

if TYPE_CHECKING:
    from presence_audit.model.observation import Post
    from presence_audit.model.report import Report

CHANNELS, LEADERS = 50, 25
_PLATFORMS = ("bluesky", "mastodon", "feed", "youtube", "linkedin")
_PLACES = ("Nord", "Sør", "Øst", "Vest", "Hav")


def _listed(of: str, said: tuple[Post, ...]) -> list[Post]:
    return [replace(one, url=f"https://{of}.example/{n}", seen_in=f"{n:064x}") for n, one in enumerate(said)]


def _outcome(place: int) -> Outcome:
    return {3: Outcome.LOGIN_WALL, 4: Outcome.NOT_FOUND}.get(place % 10, Outcome.OK)


@cache
def big() -> Report:
    """Of ten channels one is behind a wall and one is gone; of five leaders one is not to be read."""
    audit = Audit(size=1_200)
    for place in range(CHANNELS):
        platform, outcome = _PLATFORMS[place % 5], _outcome(place)
        own = channel(platform, f"nordlys-{_PLACES[place % 4].lower()}-{place}")
        said = _listed(f"p{place}", every(2.5 + place % 7)) if outcome is Outcome.OK else []
        reason = "The site asks for a login, and shows nothing of the account." if outcome is Outcome.LOGIN_WALL else ""
        audit.on(own, said, outcome=outcome, reason=reason, followers=Count(1_000 + 137 * place, "rounded"))
    for place in range(LEADERS):
        own = channel("bluesky", f"leder{place}", f"leader:l{place}")
        name = f"Anne-{_PLACES[place % 5]} Mellomnavn Etternavn-Hansen {place}"
        who = leader(f"l{place}", "CEO" if not place else f"Head of division {place}", name, [own])
        outcome = Outcome.LOGIN_WALL if place % 5 == 4 else Outcome.OK
        said = _listed(f"l{place}", posts(*(1.5 + place + 9 * n for n in range(15)))) if outcome is Outcome.OK else []
        audit.led_by(who, seen(own, said, outcome=outcome, name=name))
    return audit.report
