"""What whoever asks for the report may choose; everything else is the method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from presence_audit.model.profiles import Lang


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of one report.

    `lang` is the language of the findings. `industry` replaces the typical rate of large brands by that of their
    industry. `intervals` lets the likely range use the ends of each measured interval. `sensitivity` asks how the total
    moves under other choices. `holidays` takes quiet holidays out of the silences.
    """

    lang: Lang = "en"
    industry: str | None = None
    intervals: bool = False
    sensitivity: bool = False
    holidays: bool = True
