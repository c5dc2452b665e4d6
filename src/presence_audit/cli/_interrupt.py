"""Ctrl-C: one word and the exit code 130, at whatever moment it comes."""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

INTERRUPTED = 130  # 128 + SIGINT, as shells count


def _leave(_number: int, _frame: object) -> None:
    # An exception would be lost where Python is importing or tidying up, and there is nothing to put in order.
    with suppress(OSError):
        os.write(2, b"presence-audit: interrupted\n")
    os._exit(INTERRUPTED)


def leave_at_once() -> None:
    """From now on Ctrl-C ends the process. Where it was to be ignored, as by `nohup`, it still is."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)


def ignore() -> None:
    """From now on Ctrl-C does nothing: all is done, and the interpreter is on its way out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def put_in_order() -> Iterator[None]:
    """Within, Ctrl-C raises KeyboardInterrupt: there are files or connections that have to be closed first."""
    if signal.getsignal(signal.SIGINT) is not _leave:
        yield
        return
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else somebody had reason to change it
            signal.signal(signal.SIGINT, _leave)
