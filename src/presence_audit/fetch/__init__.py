"""Where answers come from: the network, politely, or a recording of it. The only room that opens connections.

`Fetcher` and `Replay` keep the protocol `Fetches`; `Recorder` writes what the first one sees as WARC.
"""

from __future__ import annotations

from presence_audit.fetch._cache import PageCache
from presence_audit.fetch._contract import PRODUCT, PROJECT_URL, Fetches, Politeness, user_agent
from presence_audit.fetch._fetcher import Fetcher
from presence_audit.fetch._recorder import Recorder
from presence_audit.fetch._replay import Replay

__all__ = [
    "PRODUCT",
    "PROJECT_URL",
    "Fetcher",
    "Fetches",
    "PageCache",
    "Politeness",
    "Recorder",
    "Replay",
    "user_agent",
]
