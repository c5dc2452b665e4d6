"""One file per platform, found by listing this folder. A URL belongs to exactly one of them."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from presence_audit.platforms._contract import (
    Ask,
    Conversation,
    Drift,
    Handover,
    Platform,
    Shows,
    Way,
    blocked,
    observation_of,
    refused,
)
from presence_audit.platforms._elsewhere import settle
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, owned_domain, owner_of, parse_url, registrable
from presence_audit.platforms._ways import EFFORTS, step_for, ways_for

if TYPE_CHECKING:
    from presence_audit.model.observation import Observation

__all__ = [
    "EFFORTS",
    "Account",
    "Ask",
    "Conversation",
    "Drift",
    "Handover",
    "ParsedUrl",
    "Platform",
    "Refusal",
    "Shows",
    "Way",
    "advised",
    "blocked",
    "is_at",
    "observation_of",
    "owned_domain",
    "owner_of",
    "parse_url",
    "platforms",
    "recognise",
    "recognise_as",
    "refused",
    "registrable",
    "ways_for",
]


@cache
def platforms() -> dict[str, Platform]:
    """All platforms by id, in alphabetical order of their ids."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return {module.PLATFORM.id: module.PLATFORM for module in modules}


@cache
def _by_host() -> dict[str, list[Platform]]:
    """The platforms of each host. `name.*` is a host under any public suffix, `*` any host at all."""
    hosts: dict[str, list[Platform]] = {}
    for platform in platforms().values():
        for host in platform.hosts:
            hosts.setdefault(host, []).append(platform)
    return hosts


def _claims(url: ParsedUrl) -> list[Platform]:
    """The platforms to ask for this host: its owner alone, else the software that runs anywhere."""
    hosts = _by_host()
    any_suffix = f"{url.site.partition('.')[0]}.*"
    return hosts.get(url.site) or hosts.get(url.host) or hosts.get(any_suffix) or hosts.get("*", [])


def is_at(platform: Platform, address: str) -> bool:
    """Whether an address is on a host of the platform, or on any where its software runs anywhere."""
    url = parse_url(address)
    return "*" in platform.hosts or (url is not None and platform.id in {p.id for p in _claims(url)})


def recognise(text: str) -> Account | Refusal:
    """Say which platform, kind and handle a URL names, or why it names none. Never asks the network.

    Redirectors that carry their target are followed, as are `tg:` links.
    """
    url = settle(text)
    if isinstance(url, Refusal):
        return url
    for platform in _claims(url):
        answer = platform.recognise(url)
        if answer is not None:
            return answer
    return Refusal("unknown", f"no known platform at {url.netloc}")


def recognise_as(platform: Platform, text: str) -> Account | Refusal:
    """As `recognise`, of a URL that the user says is of this platform, whatever its host."""
    url = settle(text)
    if isinstance(url, Refusal):
        return url
    answer = (platform.named or platform.recognise)(url)
    return answer if answer is not None else Refusal("unknown", f"this address names no {platform.name} account")


def advised(observation: Observation) -> Observation:
    """The observation with the platform's own way out as its next step, where nothing could be read."""
    platform = platforms().get(observation.channel.platform)
    if platform is None:
        return observation
    step = step_for(platform, observation)
    return observation if step is None else replace(observation, next_step=step)
