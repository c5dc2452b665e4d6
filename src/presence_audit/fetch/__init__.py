"""Where answers come from: the network, politely, or a recording of it. The only room that opens connections.

`Fetcher` and `Replay` keep the protocol `Fetches`; `Recorder` writes what the first one sees as WARC. The live
ones are imported when they are asked for, because a replay needs no HTTP client and that is half a second.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from presence_audit.fetch._contract import PRODUCT, PROJECT_URL, Fetches, Politeness, user_agent
from presence_audit.fetch._replay import Replay

if TYPE_CHECKING:
    from presence_audit.fetch._ageing import delete_pages, delete_pages_showing
    from presence_audit.fetch._cache import PageCache
    from presence_audit.fetch._erasure import erase_from_recording, pages_of
    from presence_audit.fetch._fetcher import Fetcher
    from presence_audit.fetch._recorder import Recorder

__all__ = [
    "PRODUCT",
    "PROJECT_URL",
    "Fetcher",
    "Fetches",
    "PageCache",
    "Politeness",
    "Recorder",
    "Replay",
    "delete_pages",
    "delete_pages_showing",
    "erase_from_recording",
    "pages_of",
    "user_agent",
]

_LIVE = {
    "PageCache": "_cache",
    "Fetcher": "_fetcher",
    "Recorder": "_recorder",
    "erase_from_recording": "_erasure",
    "pages_of": "_erasure",
    "delete_pages": "_ageing",
    "delete_pages_showing": "_ageing",
}


def __getattr__(name: str) -> Any:
    if name in _LIVE:
        return getattr(import_module(f"{__name__}.{_LIVE[name]}"), name)
    raise AttributeError(name)
