"""Does each thing once per run, however many ask for it, and stops when the last of them has gone."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Hashable

_T = TypeVar("_T")


@dataclass(slots=True, eq=False)
class _Work(Generic[_T]):
    task: asyncio.Task[_T]
    waiting: int = 0


class Once(Generic[_T]):
    """Results by key. The work runs in a task of its own, so that one asker's cancellation harms no other."""

    def __init__(self) -> None:
        self._works: dict[Hashable, _Work[_T]] = {}

    async def get(self, key: Hashable, make: Callable[[], Coroutine[None, None, _T]]) -> _T:
        """The result for the key, made by the first who asks."""
        work = self._works.get(key)
        if work is None:
            work = self._works[key] = _Work(asyncio.create_task(make()))
        work.waiting += 1
        try:
            return await asyncio.shield(work.task)
        finally:
            work.waiting -= 1
            if not work.waiting and not work.task.done():
                work.task.cancel()
                del self._works[key]

    async def close(self) -> None:
        """Stop what still runs and wait until it has stopped."""
        tasks = [work.task for work in self._works.values() if not work.task.done()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
