"""In which recorded answer a post stands, so that a number can be followed to the very bytes it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presence_audit.model.observation import Comment, Observation, Post

# A shorter name may stand anywhere by chance.
_LEAST = 6


def _needles(one: Post | Comment) -> Iterator[str]:
    """By what a post is found in an answer: its address, as it is and as JSON may write it, and its id."""
    if one.url:
        yield one.url
        yield one.url.replace("/", "\\/")
    for name in (one.id, one.id.rpartition("/")[2], urlsplit(one.url).path.rstrip("/").rpartition("/")[2]):
        if len(name) >= _LEAST:
            yield name


class Places:
    """The answers of one channel, each as its digest and its bytes, in which its posts are looked up."""

    def __init__(self, answers: Sequence[tuple[str, bytes]]) -> None:
        self._answers = [(digest, body) for digest, body in answers if body]

    @classmethod
    def of_evidence(cls, found: Observation) -> Places:
        """Those of files whose bytes are not at hand: the place is known where there is only one."""
        digests = {piece.sha256 for piece in found.evidence if piece.sha256}
        places = cls(())
        places._answers = [(digest, b"") for digest in digests] if len(digests) == 1 else []
        return places

    def of(self, one: Post | Comment) -> str | None:
        """The digest of the first answer that holds the post; None where none does, or nobody can tell."""
        if len(self._answers) == 1:
            return self._answers[0][0]
        for needle in _needles(one):
            octets = needle.encode("utf-8", "surrogatepass")
            for digest, body in self._answers:
                if octets in body:
                    return digest
        return None
