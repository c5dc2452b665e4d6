"""Asking for a page that has to be there: what else may come is told apart once, for every reader of sites."""

from __future__ import annotations

from collections.abc import Generator
from urllib.parse import urlsplit

from presence_audit.model.observation import Observation
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import HTML, Miss, Page, Request
from presence_audit.platforms._contract import Ask, Drift, blocked, refused
from presence_audit.platforms._urls import registrable
from presence_audit.platforms._walls import wall

Reaching = Generator[Request, Page | Miss, Page | Observation]


def failure(ask: Ask, answer: Page) -> Observation | None:
    """Why an answer is not the page that was asked for; None when it is. `Drift` for a status without a sense."""
    hit = wall(answer)
    if hit is not None:
        return blocked(ask, *hit)
    if answer.status in {404, 410}:
        return blocked(ask, Outcome.NOT_FOUND, f"There is nothing at this address (HTTP {answer.status}).")
    if answer.status != 200:
        raise Drift(f"{answer.url} answered with HTTP {answer.status}")
    return None


def reach(ask: Ask, url: str, accept: str = HTML) -> Reaching:
    """Ask for a page: the page itself, or the observation of why it did not come."""
    answer = yield Request(url, accept)
    if isinstance(answer, Miss):
        return refused(ask, answer)
    return failure(ask, answer) or answer


def elsewhere(page: Page) -> list[str]:
    """A note where the answer came from another site than was asked."""
    hosts = [urlsplit(url).hostname or "" for url in (page.asked, page.url)]
    same = registrable(hosts[0]) == registrable(hosts[1])
    return [] if same else [f"The address leads to another site now: {hosts[1]}."]
