"""The company, its channels and its leaders, as the profiles file states them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from presence_audit.model.brand import Brand
from presence_audit.model.channel import Channel
from presence_audit.model.shown import IgnoreReason

CompanyKind = Literal["b2b", "b2c", "public"]
Lang = Literal["en", "nb", "nn"]
Level = Literal["error", "warn"]
OnUnknown = Literal["undecided", "pass", "fail"]


@dataclass(frozen=True, slots=True)
class Company:
    """Whose presence is audited.

    `size` is the number of employees, `timezone` an IANA name, `industry` one of those that the method knows.
    """

    name: str
    website: str | None = None
    kind: CompanyKind = "b2b"
    timezone: str = "Europe/Oslo"
    country: str | None = None
    languages: tuple[str, ...] = ()
    size: int | None = None
    industry: str | None = None


@dataclass(frozen=True, slots=True)
class Leader:
    """A named leader. `consent` is the user's note of how the person agreed, and is never printed."""

    id: str
    name: str
    role: str
    aliases: tuple[str, ...] = ()
    consent: str | None = None
    channels: tuple[Channel, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices that travel with the file. A flag or an environment variable goes before each of them.

    `store` is where the history is kept, None for the usual place beside the file; `keep_months` is for how long, and
    `keep_evidence_days` for how long recordings are.
    """

    lang: Lang = "en"
    window_days: int = 182
    fail_under: float | None = None
    min_coverage: float | None = None
    contact: str | None = None
    allow_private_hosts: tuple[str, ...] = ()
    replay: str | None = None
    endpoints: dict[str, str] = field(default_factory=dict)
    holidays: bool = True
    history: bool = True
    store: str | None = None
    keep_text: bool = False
    keep_months: int = 13
    keep_evidence_days: int = 90
    no_regress: bool = False


@dataclass(frozen=True, slots=True)
class Ignore:
    """A finding that is left out of the report, why, and up to which day (that day counts).

    `subject` is that of the finding, None for every subject. `note` is the user's own, and is never printed.
    """

    finding: str
    reason: IgnoreReason
    until: date
    subject: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """A number that the file asks for: what it must reach, and what follows where it does not.

    `id` is `score`, `coverage` (of data, 0 to 1), a pillar or a metric (0 to 100 points). `subject` is one of those
    that a metric is measured of, None for each of them. Of level `warn` it is told and changes no exit code.
    """

    id: str
    minimum: float
    level: Level = "error"
    on_unknown: OnUnknown = "undecided"
    subject: str | None = None


def gate_place(place: int) -> str:
    """The name under which `Profiles.places` has a gate of the file, counted from 0."""
    return f"gates:{place}"


@dataclass(frozen=True, slots=True)
class Profiles:
    """One company and all that is said of it.

    `path` is the file it was read from, `notes` the file with its notes, `brand_files` are those that its brand was
    read from. `places` are the lines and columns (1-based) at which the file names its subjects, by the subject, and
    its gates, by `gate_place`.
    """

    path: str
    company: Company
    channels: tuple[Channel, ...] = ()
    leaders: tuple[Leader, ...] = ()
    competitors: tuple[str, ...] = ()
    settings: Settings = field(default_factory=Settings)
    ignore: tuple[Ignore, ...] = ()
    notes: str | None = None
    brand: Brand | None = None
    brand_files: tuple[str, ...] = ()
    gates: tuple[Gate, ...] = ()
    places: dict[str, tuple[int, int]] = field(default_factory=dict, compare=False)

    @property
    def all_channels(self) -> tuple[Channel, ...]:
        """The company's channels, then each leader's, in the order of the file."""
        return self.channels + tuple(c for leader in self.leaders for c in leader.channels)
