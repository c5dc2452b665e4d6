"""Keeps the tool out of private networks: which addresses may be connected to, decided at each connection.

The check sits where the socket is made, after the name was resolved, so that literals in any spelling,
redirects, and names that change their address between two look-ups all pass through it.
"""

from __future__ import annotations

import contextlib
import contextvars
import socket
from dataclasses import dataclass, field
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import TYPE_CHECKING, Any

from presence_audit.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

_Address = IPv4Address | IPv6Address

# Public by their numbers (or so in some Python versions), yet never a site: special addresses of IANA and
# of Oracle's cloud, Azure's own service address, the relays of 6to4, local NAT64, site-local IPv6.
_NEVER = (
    IPv4Network("192.0.0.0/24"),
    IPv4Network("168.63.129.16/32"),
    IPv4Network("192.88.99.0/24"),
    IPv6Network("64:ff9b:1::/48"),
    IPv6Network("fec0::/10"),
)
_NAT64 = IPv6Network("64:ff9b::/96")
_COMPATIBLE = IPv6Network("::/96")


def _embedded(address: IPv6Address) -> Iterator[IPv4Address]:
    """The IPv4 addresses that an IPv6 address leads to (RFC 4291, 6052, 3056, 4380)."""
    if address.ipv4_mapped:
        yield address.ipv4_mapped
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo
    if address in _NAT64 or address in _COMPATIBLE:
        yield IPv4Address(int(address) & 0xFFFFFFFF)


def is_public(address: _Address) -> bool:
    """Whether anybody on the internet could be meant: not private, local, shared, multicast or reserved."""
    if isinstance(address, IPv6Address):
        inner = list(_embedded(address))
        if inner and not all(is_public(one) for one in inner):
            return False
        if address in _NAT64 or address.ipv4_mapped:
            return True
    elsewhere = address.is_multicast or address.is_reserved or any(address in net for net in _NEVER)
    return address.is_global and not elsewhere


def literal(host: str) -> _Address | None:
    """The address that a host of a URL spells, in any form the C library takes (0x7f.1, 2130706433)."""
    plain = host.strip("[]").rstrip(".")
    if ":" not in plain and not plain[:1].isdigit():
        return None
    with contextlib.suppress(ValueError):
        return ip_address(plain)
    with contextlib.suppress(OSError, ValueError):
        return IPv4Address(socket.inet_aton(plain))
    return None


def _ascii(name: str) -> str:
    """A host name as it is asked for; empty where it is none."""
    with contextlib.suppress(UnicodeError):
        return name.encode("idna").decode("ascii")
    return ""


@dataclass(slots=True)
class _Connecting:
    """The connection that the running task is opening, and the addresses it was kept from."""

    host: str
    refused: list[str] = field(default_factory=list)


_CONNECTING: contextvars.ContextVar[_Connecting] = contextvars.ContextVar("connecting")


class Guard:
    """Says which hosts may be connected to; `allowed` names those that may have a private address.

    Raises UsageError for an entry that is neither a name, `*.suffix`, an address nor a network.
    """

    def __init__(self, allowed: tuple[str, ...] = ()) -> None:
        self._names: set[str] = set()
        self._suffixes: tuple[str, ...] = ()
        self._networks: list[IPv4Network | IPv6Network] = []
        for entry in allowed:
            self._allow(entry.strip().rstrip(".").casefold())

    def _allow(self, entry: str) -> None:
        with contextlib.suppress(ValueError):
            self._networks.append(ip_network(entry.strip("[]"), strict=False))
            return
        name = _ascii(entry.removeprefix("*."))
        if not name or "/" in name or "*" in name:
            raise UsageError(
                f"allow_private_hosts: {entry!r} is no host. Write a name (intranet.example), a suffix"
                " (*.intranet.example), an address (10.0.0.7) or a network (10.0.0.0/8)."
            )
        if entry.startswith("*."):
            self._suffixes += ("." + name,)
        else:
            self._names.add(name)

    def _named(self, host: str) -> bool:
        name = host.strip("[]").rstrip(".").casefold()
        address = literal(host)
        if address is not None and any(address in net for net in self._networks):
            return True
        return name in self._names or name.endswith(self._suffixes or ("\0",))

    def refuses(self, host: str, address: str) -> bool:
        """Whether the host must not be connected to at this address."""
        return not is_public(ip_address(address)) and not self._named(host)

    def refused_literal(self, host: str) -> str | None:
        """The address that the host spells, where that must not be connected to."""
        address = literal(host)
        return str(address) if address is not None and self.refuses(host, str(address)) else None

    @contextlib.contextmanager
    def watching(self, host: str) -> Iterator[list[str]]:
        """Hold every connection that is opened within to the host; yields the addresses refused."""
        connecting = _Connecting(host)
        token = _CONNECTING.set(connecting)
        try:
            yield connecting.refused
        finally:
            _CONNECTING.reset(token)

    def make_socket(self, target: Any) -> socket.socket:
        """Make the socket for one `getaddrinfo` entry, or raise OSError (aiohttp's `socket_factory`)."""
        family, kind, protocol, _, sockaddr = target
        connecting = _CONNECTING.get()
        if self.refuses(connecting.host, sockaddr[0]):
            connecting.refused.append(sockaddr[0])
            raise PermissionError(f"{sockaddr[0]} is not a public address")
        return socket.socket(family, kind, protocol)
