"""What the fetch room promises: the protocol that all sources of answers keep, and the limits of politeness."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from presence_audit.model.page import Miss, Page, Request

# The product token that robots.txt groups are matched against (RFC 9309, section 2.2.1).
PRODUCT = "presence-audit"

# Where a site's owner reads what the robot does. Set it to the page that docs/ is published at.
PROJECT_URL = "https://presence-audit.example/crawling"

# The record of a recording that holds what the history knew before the run.
HISTORY = "urn:presence-audit:history"

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Politeness:
    """How a run treats the sites it reads. Times are seconds, sizes bytes.

    `contact` is an e-mail address or a URL, sent with every request so that a site's owner can ask.
    One request at a time per host; `pause` lies between the end of one and the start of the next, and a
    robots.txt may lengthen it to `crawl_delay_cap`. `in_flight` requests run at once over all hosts.
    `connect` bounds opening a connection, `read` the silence between two pieces of an answer, `request`
    one request from start to end. `body_cap` is the size of a decoded body, `robots_cap` how much of a
    robots.txt counts (RFC 9309 asks for at least 500 KiB).
    A request is tried `attempts` times at most, after `retry_pause`, twice that, and so on, or after the
    time that the site asks for; a run may retry `retries` times and wait `retry_seconds` for that in all. A
    site that asks to wait longer than `retry_after_cap` is left alone instead.
    `allow_private_hosts` names hosts that may have a private address: a name, `*.suffix`, or, for URLs
    that hold an address themselves, an address or a network (10.0.0.0/8).
    """

    contact: str | None = None
    pause: float = 1.0
    crawl_delay_cap: float = 30.0
    in_flight: int = 64
    connect: float = 15.0
    read: float = 30.0
    request: float = 60.0
    body_cap: int = 10 * _MIB
    robots_cap: int = 500 * 1024
    redirects: int = 10
    robots_redirects: int = 5
    attempts: int = 3
    retry_pause: float = 1.0
    retries: int = 50
    retry_seconds: float = 180.0
    retry_after_cap: float = 30.0
    allow_private_hosts: tuple[str, ...] = ()
    accept_language: str = "en"


class Fetches(Protocol):
    """A source of answers: the network (`Fetcher`) or a recording (`Replay`)."""

    async def fetch(self, request: Request, *, permission: str | None = None) -> Page | Miss:
        """Answer one request. What goes wrong is a `Miss`, never an exception.

        `permission` is the user's own word that this channel may be read although robots.txt says no.
        """


def user_agent(version: str, contact: str | None) -> str:
    """The one name the tool goes by, e.g. `presence-audit/0.1.0 (+https://…; contact=ann@firm.example)`."""
    ours = f"{PRODUCT}/{version} (+{PROJECT_URL}"
    if contact:
        # A header holds printable ASCII; brackets would end the comment that the contact stands in.
        plain = "".join(c for c in contact if " " <= c <= "~" and c not in "()\\")
        ours += f"; contact={plain.strip()}"
    return ours + ")"
