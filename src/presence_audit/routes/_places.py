"""In which recorded answer a post stands, so that a number can be followed to the very bytes it came from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from presence_audit.model.observation import Comment, Observation, Post

# A shorter name may stand anywhere by chance.
_LEAST = 6
_NAME = re.compile(rb"[A-Za-z0-9_-]{6,}")
_LAST_NAME = re.compile(rb"([A-Za-z0-9_-]{6,})[^A-Za-z0-9_-]*\Z")
_INSIDE_A_NAME = re.compile(rb"[A-Za-z0-9_-]")


def _needles(one: Post | Comment) -> Iterator[bytes]:
    """By what a post is found in an answer: its address, as it is and as JSON may write it, and its id."""
    names = (one.id, one.id.rpartition("/")[2], urlsplit(one.url).path.rstrip("/").rpartition("/")[2])
    addresses = (one.url, one.url.replace("/", "\\/")) if one.url else ()
    for needle in (*addresses, *(name for name in names if len(name) >= _LEAST)):
        yield needle.encode("utf-8", "surrogatepass")


def _holds(body: bytes, needle: bytes) -> bool:
    """Whether the needle stands in the answer, and not as the beginning of a longer name (`?p=12` in `?p=123`)."""
    at = body.find(needle)
    while at >= 0:
        end = at + len(needle)
        if not (_INSIDE_A_NAME.match(needle[-1:]) and _INSIDE_A_NAME.match(body[end : end + 1])):
            return True
        at = body.find(needle, end)
    return False


class Places:
    """The answers of one channel, each as its digest and its bytes, in which its posts are looked up.

    Each answer is read once for the names that end an address or an id, because to look for each of ten thousand posts
    in each of a hundred answers takes minutes.
    """

    def __init__(self, answers: Iterable[tuple[str, bytes]], ones: Sequence[Post | Comment] = ()) -> None:
        self._answers = [(digest, body) for digest, body in answers if body]
        self._named: dict[bytes, list[int]] = {}
        if len(self._answers) < 2:
            return
        wanted = {found[1] for one in ones for needle in _needles(one) if (found := _LAST_NAME.search(needle))}
        for place, (_, body) in enumerate(self._answers):
            for name in wanted.intersection(found[0] for found in _NAME.finditer(body)):
                self._named.setdefault(name, []).append(place)

    @classmethod
    def of_evidence(cls, found: Observation) -> Places:
        """Those of files whose bytes are not at hand: the place is known where there is only one."""
        digests = {piece.sha256 for piece in found.evidence if piece.sha256}
        places = cls(())
        places._answers = [(digest, b"") for digest in digests] if len(digests) == 1 else []
        return places

    def of(self, one: Post | Comment) -> str | None:
        """The digest of the first answer that holds the post; None where none does, or nobody can tell.

        Where there are several answers, the post must be among those that the places were made for.
        """
        if len(self._answers) == 1:
            return self._answers[0][0] or None
        for needle in _needles(one):
            name = _LAST_NAME.search(needle)
            near = self._named.get(name[1], ()) if name else range(len(self._answers))
            for place in near:
                digest, body = self._answers[place]
                if _holds(body, needle):
                    return digest or None
        return None
