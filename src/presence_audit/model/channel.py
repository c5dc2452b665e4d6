"""A channel: one account, page, feed or site on one platform that a company or a leader speaks through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Target:
    """The user's own goal for a channel, in posts per week."""

    per_week: float
    text: str


@dataclass(frozen=True, slots=True)
class Channel:
    """One line of the profiles file, recognised.

    `owner` is "company" or "leader:<id>". `handle` is the platform's own name for the account, folded to
    its canonical spelling; a channel that is declared absent may have neither handle nor URL.
    """

    platform: str
    kind: str
    handle: str
    url: str
    owner: str = COMPANY
    absent: bool = False
    permission: str | None = None
    target: Target | None = None
    saved: str | None = None
    export: str | None = None

    @property
    def id(self) -> str:
        """How reports name it: `channel:<platform>:<handle>`."""
        return f"channel:{self.platform}:{self.handle}"

    @property
    def provenance(self) -> Literal["live", "permission", "declared"]:
        """By which honest route its posts are read. Saved pages and exports are no route yet."""
        if self.absent:
            return "declared"
        return "permission" if self.permission else "live"
