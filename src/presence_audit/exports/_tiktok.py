"""What the two exports of TikTok share: links to posts, and what the id in one says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presence_audit.platforms._ids import tiktok_time
from presence_audit.platforms._urls import fold

if TYPE_CHECKING:
    from datetime import datetime

_LINK: Final = re.compile(
    r"https?://(?:[a-z]+\.)?tiktok(?:v)?\.com/(?:@(?P<handle>[\w.]{1,24})|share)/(?P<kind>video|photo)/(?P<id>[0-9]{9,20})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Link:
    """A post's link taken apart; `id` is empty where it names no post, `handle` where it names no account."""

    handle: str = ""
    id: str = ""
    is_photo: bool = False

    @classmethod
    def of(cls, text: str) -> Link:
        """Take a link apart, whatever it is."""
        found = _LINK.match(text.strip())
        if found is None:
            return cls()
        return cls(fold(found["handle"] or ""), found["id"], found["kind"].casefold() == "photo")

    def url(self, handle: str) -> str:
        """The address under which every route names the post."""
        return f"https://www.tiktok.com/@{self.handle or handle}/video/{self.id}" if self.id else ""

    def time(self, latest: datetime) -> datetime | None:
        """When the post was uploaded, as its id says."""
        return tiktok_time(self.id, latest) if self.id else None
