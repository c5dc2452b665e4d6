"""A repository of the AT Protocol as a CAR file: its records by key, each block checked against its own name.

Sources: ipld.io/specs/transport/car/carv1, atproto.com/specs/repository, atproto.com/specs/tid.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

# CIDv1, DAG-CBOR, SHA-256 of 32 bytes: the one kind that a repository uses.
_CID: Final = bytes.fromhex("01711220")
_CID_LENGTH: Final = 36
_SORTABLE: Final = "234567abcdefghijklmnopqrstuvwxyz"


class DamagedError(Exception):
    """The bytes are not a whole repository; the message says what is wrong with them."""


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """An unsigned LEB128 number, and where it ends."""
    number = 0
    for place in range(10):
        if at + place >= len(content):
            break
        byte = content[at + place]
        number |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            return number, at + place + 1
    raise DamagedError("it breaks off")


def _decoded(content: bytes) -> dict[str, Any]:
    import libipld

    try:
        value = libipld.decode_dag_cbor(content)
    except (ValueError, RecursionError) as error:
        raise DamagedError("a block of it is no DAG-CBOR") from error
    if not isinstance(value, dict):
        raise DamagedError("a block of it is no map")
    return value


def moment_of_tid(tid: str) -> datetime | None:
    """When a TID was made, to the second: microseconds in the upper 53 bits. None where it is no TID."""
    if len(tid) != 13 or any(letter not in _SORTABLE for letter in tid):
        return None
    number = 0
    for letter in tid:
        number = number << 5 | _SORTABLE.index(letter)
    microseconds = (number & (1 << 63) - 1) >> 10
    moment = datetime.fromtimestamp(microseconds // 1_000_000, UTC) if microseconds < 1 << 52 else None
    return moment if moment and moment.year >= 2022 else None  # the network opened then


@dataclass(frozen=True, slots=True)
class Repository:
    """Whose it is (`did`), its last revision (a TID), and its blocks by CID, as places in `content`."""

    did: str
    rev: str
    root: bytes
    content: bytes
    blocks: dict[bytes, tuple[int, int]]

    def block(self, cid: object) -> dict[str, Any]:
        """The block of that name; `DamagedError` where it is missing."""
        place = self.blocks.get(cid) if isinstance(cid, bytes) else None
        if place is None:
            raise DamagedError("a block of it is missing")
        return _decoded(self.content[place[0] : place[1]])

    def records(self) -> Iterator[tuple[str, object]]:
        """Every key (collection/name) with the CID of its record: the entries of a Merkle search tree."""
        waiting: list[object] = [self.root]
        seen: set[object] = set()
        while waiting:
            cid = waiting.pop()
            if cid in seen:
                raise DamagedError("its tree goes round in circles")
            seen.add(cid)
            node = self.block(cid)
            entries = node.get("e")
            if not isinstance(entries, list):
                raise DamagedError("its tree is of another shape")
            waiting += [node["l"]] if node.get("l") is not None else []
            key = b""
            for entry in entries:
                if not isinstance(entry, dict) or not isinstance(entry.get("k"), bytes):
                    raise DamagedError("its tree is of another shape")
                shared = entry.get("p")
                key = key[: shared if isinstance(shared, int) else 0] + entry["k"]
                yield key.decode("utf-8", "replace"), entry.get("v")
                waiting += [entry["t"]] if entry.get("t") is not None else []


def is_car(head: bytes) -> bool:
    """Whether bytes begin as a CAR of version 1 does."""
    return b"eroots\x81" in head[:16] and b"gversion\x01" in head[:80]


def repository_of(content: bytes) -> Repository:
    """The repository in a CAR file; `DamagedError` where a block is not what its name says, or where one is missing."""
    length, start = _varint(content, 0)
    header, at = _decoded(content[start : start + length]), start + length
    blocks: dict[bytes, tuple[int, int]] = {}
    while at < len(content):
        length, start = _varint(content, at)
        at, data = start + length, start + _CID_LENGTH
        cid = content[start:data]
        if at > len(content) or length < _CID_LENGTH:
            raise DamagedError("it breaks off")
        digest = hashlib.sha256(memoryview(content)[data:at]).digest()
        if cid != _CID + digest:
            raise DamagedError("a block of it is damaged")
        blocks[cid] = (data, at)
    roots = header.get("roots")
    root = roots[0] if isinstance(roots, list) and roots else None
    shell = Repository("", "", b"", content, blocks)
    commit = shell.block(root)
    did, rev, tree = commit.get("did"), commit.get("rev"), commit.get("data")
    if not isinstance(did, str) or not isinstance(rev, str) or not isinstance(tree, bytes):
        raise DamagedError("its commit is of another shape")
    return Repository(did, rev, tree, content, blocks)
