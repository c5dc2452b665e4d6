"""Writes repositories of the AT Protocol as CAR files, for the tests to read."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

import libipld

_SORTABLE = "234567abcdefghijklmnopqrstuvwxyz"


def tid(at: str) -> str:
    """The TID of a moment (ISO)."""
    number = int(datetime.fromisoformat(at).timestamp() * 1_000_000) << 10
    return "".join(_SORTABLE[number >> 5 * place & 31] for place in reversed(range(13)))


def _varint(number: int) -> bytes:
    out = b""
    while number > 0x7F:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


class Repo:
    """The blocks of a repository as they come; `car` puts the file together."""

    def __init__(self) -> None:
        self.blocks: dict[bytes, bytes] = {}

    def put(self, value: Any) -> bytes:
        """Take in a block; its CID."""
        content = libipld.encode_dag_cbor(value)
        cid = bytes.fromhex("01711220") + hashlib.sha256(content).digest()
        self.blocks[cid] = content
        return cid

    def tree(self, records: dict[str, Any]) -> bytes:
        """A search tree of two levels: the later half of the keys hangs below the entry before it."""
        keys = sorted(records)
        upper, lower = keys[: len(keys) // 2 + 1], keys[len(keys) // 2 + 1 :]
        below = self.put({"l": None, "e": self._entries(lower, records, None)}) if lower else None
        return self.put({"l": None, "e": self._entries(upper, records, below)})

    def _entries(self, keys: list[str], records: dict[str, Any], last: bytes | None) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = []
        before = ""
        for key in keys:
            shared = next(
                (n for n, (a, b) in enumerate(zip(before, key, strict=False)) if a != b), min(len(before), len(key))
            )
            entries.append({"p": shared, "k": key[shared:].encode(), "v": self.put(records[key]), "t": None})
            before = key
        if entries and last:
            entries[-1]["t"] = last
        return entries

    def car(self, did: str, rev: str, records: dict[str, Any]) -> bytes:
        """The file."""
        tree = self.tree(records)
        root = self.put({"did": did, "rev": rev, "data": tree, "prev": None, "version": 3, "sig": b"\x00" * 64})
        header = libipld.encode_dag_cbor({"roots": [root], "version": 1})
        out = _varint(len(header)) + header
        for cid, content in self.blocks.items():
            out += _varint(len(cid) + len(content)) + cid + content
        return out
