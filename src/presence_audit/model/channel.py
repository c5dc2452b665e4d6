"""A channel: one account, page, feed or site on one platform that a company or a leader speaks through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

COMPANY = "company"

# By which honest route something was read: asked of the site (where robots.txt allows, or by the user's stated
# permission), from a page that the user saved, from the owner's own export, from an official API by the user's key.
Provenance = Literal["live", "permission", "saved", "export", "api"]
DateOrder = Literal["dmy", "mdy", "ymd"]


@dataclass(frozen=True, slots=True)
class Target:
    """The user's own goal for a channel, in posts per week."""

    per_week: float
    text: str


@dataclass(frozen=True, slots=True)
class Channel:
    """One line of the profiles file, recognised.

    `owner` is "company" or "leader:<id>". `handle` is the platform's own name for the account, folded to
    its canonical spelling; a channel that is declared absent may have neither handle nor URL. `saved` and `export`
    are paths of a file or a folder; `date_order` is how dates are written in an export that does not show it.
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
    date_order: DateOrder | None = None

    @property
    def id(self) -> str:
        """How reports name it: `channel:<platform>:<handle>`."""
        return f"channel:{self.platform}:{self.handle}"

    @property
    def files(self) -> tuple[str, ...]:
        """The paths of what the user holds of the channel."""
        return tuple(path for path in (self.saved, self.export) if path is not None)

    @property
    def asked_as(self) -> Provenance:
        """The route by which the site itself is asked."""
        return "permission" if self.permission else "live"
