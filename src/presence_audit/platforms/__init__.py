"""One file per platform, found by listing this folder. A URL belongs to exactly one of them."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from presence_audit.platforms._contract import (
    Ask,
    Conversation,
    Drift,
    Handover,
    Platform,
    blocked,
    observation_of,
    refused,
)
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, parse_url, registrable

__all__ = [
    "Account",
    "Ask",
    "Conversation",
    "Drift",
    "Handover",
    "ParsedUrl",
    "Platform",
    "Refusal",
    "blocked",
    "observation_of",
    "parse_url",
    "platforms",
    "recognise",
    "refused",
    "registrable",
]


@cache
def platforms() -> dict[str, Platform]:
    """All platforms by id, in alphabetical order of their ids."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return {module.PLATFORM.id: module.PLATFORM for module in modules}


def _claims(url: ParsedUrl) -> list[Platform]:
    """The platforms to ask for this host: its owner alone, else the software that runs anywhere."""
    owners = [p for p in platforms().values() if url.site in p.hosts or url.host in p.hosts]
    return owners or [p for p in platforms().values() if "*" in p.hosts]


def recognise(text: str) -> Account | Refusal:
    """Say which platform, kind and handle a URL names, or why it names none. Never asks the network."""
    url = parse_url(text)
    if url is None:
        return Refusal("bad", "this is not a URL")
    for platform in _claims(url):
        answer = platform.recognise(url)
        if answer is not None:
            return answer
    return Refusal("unknown", f"no known platform at {url.netloc}")
