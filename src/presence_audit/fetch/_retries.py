"""When a request is tried again: rarely, never against a wall, and within a budget of the whole run."""

from __future__ import annotations

import logging
import math
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import stamina
from stamina.instrumentation import set_on_retry_hooks

from presence_audit.fetch._exchange import Exchange, NoAnswer
from presence_audit.model.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from presence_audit.fetch._contract import Politeness

_log = logging.getLogger("presence_audit.fetch")
# stamina would warn of each retry in a logger of its own; ours says the same, with the host.
set_on_retry_hooks(())

_OVERLOADED = frozenset({502, 503, 504})
_TOO_MANY = 429


def retry_after(value: str, now: datetime) -> float | None:
    """Read a Retry-After header (RFC 9110, 10.2.3) as seconds from `now`: never negative, None for garbage.

    A number too large for any clock is infinity.
    """
    text = value.strip()
    digits = text.removeprefix("-").removeprefix("+")
    if digits.isascii() and digits.replace(".", "", 1).isdigit():
        seconds = float(digits) if len(digits) < 300 else math.inf
        return 0.0 if text.startswith("-") else seconds
    try:
        when = parsedate_to_datetime(text)
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        return max((when - now) / timedelta(seconds=1), 0.0)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _is_wall(exchange: Exchange) -> bool:
    """A challenge for humans is no overload, though it comes as 503 or 429."""
    return exchange.headers.get("cf-mitigated", "").lower() == "challenge"


def _trouble(exchange: Exchange, host: str) -> NoAnswer | None:
    """What an answer says that is none: the site is overloaded, or wants fewer requests."""
    if exchange.status not in _OVERLOADED and exchange.status != _TOO_MANY:
        return None
    if _is_wall(exchange):
        return None
    wait = retry_after(exchange.headers.get("retry-after", ""), exchange.at)
    if exchange.status == _TOO_MANY:
        # Without a usable Retry-After, asking again is guessing against the site's stated wish.
        reason = f"{host} answered 429 (too many requests)"
        return NoAnswer(Outcome.RATE_LIMITED, reason, retry=wait is not None, wait=wait)
    return NoAnswer(Outcome.NETWORK_ERROR, f"{host} answered {exchange.status}", retry=True, wait=wait)


async def _tried(host: str, once: Callable[[], Awaitable[Exchange]]) -> Exchange:
    exchange = await once()
    if trouble := _trouble(exchange, host):
        raise trouble
    return exchange


class Retries:
    """The retries of one run. `rest` tells the host's turn to wait as well."""

    def __init__(self, politeness: Politeness, rest: Callable[[str, float], None]) -> None:
        self._politeness = politeness
        self._rest = rest
        self._left = politeness.retries
        self._seconds_left = politeness.retry_seconds

    def _afford(self, wait: float) -> bool:
        if self._left < 1 or wait > self._seconds_left:
            return False
        self._left -= 1
        self._seconds_left -= wait
        return True

    async def ask(self, host: str, once: Callable[[], Awaitable[Exchange]]) -> Exchange:
        """Ask until there is an answer, or raise the NoAnswer of the last try.

        Retried are failures to connect, 502, 503 and 504, and a 429 that says when to come back. A site
        that wants more patience than the run has is left alone for as long as it asks.
        """
        tries = 0
        try:
            # Nearly every request ends here; stamina's machinery is set up only for those that do not.
            return await _tried(host, once)
        except NoAnswer as error:
            if not error.retry:
                raise
            first = error

        def pause(error: Exception) -> float | bool:
            if not isinstance(error, NoAnswer) or not error.retry:
                return False  # what the second try brought is final
            if error.wait is not None and error.wait > self._politeness.retry_after_cap:
                self._rest(host, error.wait)
                error.reason = f"{error.reason} and asks to wait {_long(error.wait)}"
                return False
            wait = self._politeness.retry_pause * 2 ** (tries - 1) if error.wait is None else error.wait
            if tries >= self._politeness.attempts:
                error.reason = _tried_so_often(error.reason, tries)
                return False
            if not self._afford(wait):
                error.reason = f"{error.reason}, and the run's retries are used up"
                return False
            self._rest(host, wait)
            _log.debug("%s: trying again in %g s", error.reason, wait)
            return wait

        async for attempt in stamina.retry_context(on=pause, attempts=None, timeout=None):
            with attempt:
                tries += 1
                if tries == 1:
                    raise first
                return await _tried(host, once)
        raise AssertionError("stamina ends by returning or raising")


def _tried_so_often(reason: str, tries: int) -> str:
    """The reason, with how often it was met."""
    if tries > 2:
        return f"{reason} {tries} times"
    return f"{reason} twice" if tries == 2 else f"{reason} once"


def _long(seconds: float) -> str:
    """A wait for a sentence."""
    if seconds < 3600:
        return f"{seconds:.0f} s"
    return f"{seconds / 3600:.0f} h" if seconds < 10 * 86400 else "for many days"
