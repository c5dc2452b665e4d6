"""What is asked of a site, and what comes back: an answer (`Page`) or the reason why there is none (`Miss`)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from presence_audit.model.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

HTML = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"
JSON = "application/json"
FEED = "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5"


@dataclass(frozen=True, slots=True)
class Request:
    """One question that a platform asks. `accept` is the Accept header.

    It is a GET, or a POST of `body` (JSON) where an interface takes its questions that way. `secret` is a header,
    name and value, that identifies the user to an official API: it goes to that host alone and is never kept.
    """

    url: str
    accept: str = HTML
    body: str | None = None
    secret: tuple[str, str] | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Page:
    """A recorded answer, of any status: what a 404 or a 400 means is for the platform to say.

    `url` is where the answer came from after redirects, `asked` the address that was asked for.
    `headers` has lower-case names; repeated headers are joined with ", ".
    `body` is decoded from its transfer and content encoding.
    """

    asked: str
    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    fetched_at: datetime

    @property
    def sha256(self) -> str:
        """The digest of the body, as the evidence names it."""
        return hashlib.sha256(self.body).hexdigest()

    @property
    def content_type(self) -> str:
        """The media type without parameters, in lower case; empty where the site did not say."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()


MissOutcome = Literal[
    Outcome.ROBOTS_DISALLOWED,
    Outcome.NETWORK_ERROR,
    Outcome.BLOCKED_ADDRESS,
    Outcome.NOT_ATTEMPTED,
    Outcome.RATE_LIMITED,
]


@dataclass(frozen=True, slots=True)
class Miss:
    """Why a request brought no answer that may be read. Never an exception, never an empty page."""

    asked: str
    outcome: MissOutcome
    reason: str
    at: datetime
