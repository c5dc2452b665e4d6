"""Keeps the bodies of a run out of memory, for the rare address that is asked for twice."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace

from presence_audit.errors import OutputError
from presence_audit.model.page import Miss, Page

_IN_MEMORY = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Slot:
    """An answer whose body lies in the spool."""

    answer: Page | Miss
    start: int = 0
    length: int = 0


class Spool:
    """A temporary file of bodies that vanishes with the run. Small runs never touch the disk."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  closed in close()
        self._end = 0

    def put(self, answer: Page | Miss) -> Slot:
        """Lay the body of a page aside."""
        if isinstance(answer, Miss):
            return Slot(answer)
        try:
            self._file.seek(self._end)
            self._file.write(answer.body)
        except OSError as error:
            raise OutputError(
                f"the temporary folder is full or read-only ({error.strerror}). Make room, or set TMPDIR."
            ) from error
        slot = Slot(replace(answer, body=b""), self._end, len(answer.body))
        self._end += slot.length
        return slot

    def get(self, slot: Slot) -> Page | Miss:
        """The answer with its body again."""
        if isinstance(slot.answer, Miss):
            return slot.answer
        self._file.seek(slot.start)
        return replace(slot.answer, body=self._file.read(slot.length))

    def close(self) -> None:
        self._file.close()
