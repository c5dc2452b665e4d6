"""Names of strangers, as digests that only this store can make."""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata

_BYTES = 12  # of 32: two of a billion names share a digest with a chance of one in a hundred million million
_MARK = "~"
# Accounts have names of their own with such a mark, which are veiled as any others.
_VEILED = re.compile(rf"{_MARK}[0-9a-f]{{{2 * _BYTES}}}")


class Names:
    """Makes keyed digests (HMAC-SHA256) of names; the key was drawn when the store was made."""

    def __init__(self, key: str) -> None:
        self._key = bytes.fromhex(key)
        self._known: dict[str, str] = {}

    def digest(self, name: str) -> str:
        """The digest of a name, however it is cased, composed, spaced or marked with an @."""
        folded = " ".join(unicodedata.normalize("NFC", name).casefold().split()).removeprefix("@")
        folded = unicodedata.normalize("NFC", folded)
        return hmac.new(self._key, folded.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()

    def veiled(self, name: str) -> str:
        """The name of a stranger as it is kept: "~" and a part of its digest. What is veiled already stays as it is."""
        if _VEILED.fullmatch(name):
            return name
        if name not in self._known:
            self._known[name] = _MARK + self.digest(name)[: 2 * _BYTES]
        return self._known[name]
