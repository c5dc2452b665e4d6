"""One request and its answer as they are kept: decoded, scrubbed, and the same live and replayed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from presence_audit.fetch._scrub import scrub_headers, scrub_text
from presence_audit.model.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from presence_audit.model.page import MissOutcome

REDIRECTS = frozenset({301, 302, 303, 307, 308})

# They describe how the body travelled, and it is kept decoded.
_OF_TRANSFER = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection", "keep-alive"})
# What is shorter may stand in any answer and is no key.
_SHORTEST_SECRET = 8


class NoAnswer(Exception):  # noqa: N818  it is a Miss in the making, not an error of ours
    """A request brought nothing that may be read. `retry` tells whether another try may help.

    `wait` is what the site asks for before that, in seconds; None where it does not say.
    """

    def __init__(self, outcome: MissOutcome, reason: str, *, retry: bool = False, wait: float | None = None) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason
        self.retry = retry
        self.wait = wait


def network_error(reason: str, *, retry: bool = False) -> NoAnswer:
    """The commonest of them: the site could not be read, for the reason given in one sentence."""
    return NoAnswer(Outcome.NETWORK_ERROR, reason, retry=retry)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One answer, and what was asked for it.

    `url` is the address as it was asked, with its secrets; `shown` is without, and is what is kept.
    `asked_with` holds the raw request headers, `location` the Location header, both with their secrets.
    `headers` and `body` are as `Page` has them; `cut` says that the body was longer than what was kept
    (robots.txt alone), `record` is the id it was recorded under. `asked_in` is the body of a POST, None of a GET.
    """

    url: str
    shown: str
    asked_with: Sequence[tuple[bytes, bytes]]
    status: int
    phrase: str
    headers: Mapping[str, str]
    location: str | None
    body: bytes
    at: datetime
    cut: bool = False
    record: str = ""
    asked_in: bytes | None = None


def kept_headers(raw: Iterable[tuple[bytes, bytes]], body: bytes) -> dict[str, str]:
    """Headers as a `Page` has them: scrubbed, of the decoded body, repeated ones joined with ", "."""
    headers: dict[str, str] = {}
    for name, value in scrub_headers(raw):
        if name not in _OF_TRANSFER:
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
    headers["content-length"] = str(len(body))
    return headers


def without(secret: str, exchange: Exchange) -> Exchange:
    """The exchange with stars where an answer repeats the user's key, as Google does for one that is suspended."""
    if len(secret) < _SHORTEST_SECRET or (
        secret.encode() not in exchange.body and not any(secret in value for value in exchange.headers.values())
    ):
        return exchange
    stars = "*" * len(secret.encode())
    headers = {name: value.replace(secret, stars) for name, value in exchange.headers.items()}
    return replace(exchange, headers=headers, body=exchange.body.replace(secret.encode(), stars.encode()))


def shown(url: str) -> str:
    """The address without its secrets, as pages, recordings and logs name it."""
    return scrub_text(url)
