"""Whose turn it is: one request at a time per host, a pause between two, many hosts at once."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from presence_audit.fetch._exchange import NoAnswer
from presence_audit.model.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_LONG_AGO = float("-inf")


class Host:
    """One host of a run. Times are those of the event loop's clock."""

    def __init__(self, pause: float) -> None:
        self.pause = pause
        self.queue = asyncio.Lock()
        self.ended_at = _LONG_AGO
        self.rests_until = _LONG_AGO

    @property
    def ready_at(self) -> float:
        return max(self.ended_at + self.pause, self.rests_until)


class Turns:
    """The turns of one run. A turn is held for one exchange only, never while waiting for another host."""

    def __init__(self, pause: float, in_flight: int, longest_rest: float) -> None:
        self._pause = pause
        self._longest_rest = longest_rest
        self._slots = asyncio.Semaphore(in_flight)
        self._hosts: dict[str, Host] = {}

    def _host(self, name: str) -> Host:
        host = self._hosts.get(name)
        if host is None:
            host = self._hosts[name] = Host(self._pause)
        return host

    def slow_down(self, name: str, pause: float) -> None:
        """Lengthen the pause of a host (Crawl-delay); a shorter one is not heard."""
        host = self._host(name)
        host.pause = max(host.pause, pause)

    def rest(self, name: str, seconds: float) -> None:
        """Ask nothing of the host for so long: it said so (Retry-After)."""
        host = self._host(name)
        host.rests_until = max(host.rests_until, asyncio.get_running_loop().time() + seconds)

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """Wait for the host's turn and hold it. Raises NoAnswer where the host asked for a long rest."""
        host = self._host(name)
        clock = asyncio.get_running_loop().time
        async with host.queue:
            if host.rests_until - clock() > self._longest_rest:
                raise NoAnswer(Outcome.RATE_LIMITED, f"{name} asked to be left alone for a while")
            await asyncio.sleep(max(host.ready_at - clock(), 0))
            async with self._slots:
                try:
                    yield
                finally:
                    host.ended_at = clock()
