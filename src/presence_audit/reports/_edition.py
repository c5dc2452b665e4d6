"""For whom a report is made: the same report, in another language and dress."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presence_audit.i18n import speaking
from presence_audit.reports._retold import retold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.model.brand import Brand
    from presence_audit.model.notes import Note
    from presence_audit.model.peers import Others
    from presence_audit.model.profiles import Lang
    from presence_audit.model.report import Report


@dataclass(frozen=True, slots=True)
class Edition:
    """What a report is given besides its numbers, and that changes none of them.

    `notes` are remarks of the people who hand it over, shown as theirs; `peers` are those beside whom it is shown.
    A brand reaches a report by its edition and by nothing else, so that no client's can reach another's.
    """

    lang: Lang = "en"
    peers: Others = ()
    notes: tuple[Note, ...] = ()
    brand: Brand | None = None

    @contextmanager
    def of(self, report: Report) -> Iterator[Report]:
        """The report with its sentences in the language of the edition; within, everything is said in it."""
        with speaking(self.lang):
            yield retold(report, self.lang)


PLAIN: Final = Edition()
