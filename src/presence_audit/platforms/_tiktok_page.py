"""What a TikTok profile page holds: the program's own object with the account, and the grid where a browser drew one.

The object stands in `script#__UNIVERSAL_DATA_FOR_REHYDRATION__`, with exact counts in `statsV2` (as text) and rounded
ones in `stats`. It never holds the videos: a browser fetches those with signed requests and draws them as links
`/@name/video/ID`, so that only a page saved from one has them. Shapes: as recorded in 2025-12 and 2026-01.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from presence_audit.model.observation import Count, Engagement, Post, Profile
from presence_audit.platforms._html import TEXT_LIMIT, clean, decoded, tree_of
from presence_audit.platforms._ids import tiktok_time
from presence_audit.platforms._numbers import count_of
from presence_audit.platforms._urls import fold
from presence_audit.platforms._wire import Node

if TYPE_CHECKING:
    from datetime import datetime

    from presence_audit.model.page import Page

_SCRIPT: Final = "__UNIVERSAL_DATA_FOR_REHYDRATION__"
_LINK: Final = re.compile(r"(?:https?://(?:www\.)?tiktok\.com)?/@([\w.]{1,24})/(video|photo)/([0-9]{9,20})(?:[/?#].*)?")
_URL: Final = re.compile(r"https?://[^\s<>\"']+")
_BARE: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:/\S*)?")
_HASHTAG: Final = re.compile(r"(?<![\w&/#])#(\w*[^\W\d_]\w*)")
_MENTION: Final = re.compile(r"(?<![\w.])@([\w.]{1,24})(?<!\.)")
_DIGITS: Final = re.compile(r"[0-9]{1,15}", re.ASCII)
# TikTok writes the sound's name behind the caption, into the text of the picture.
_CREDIT: Final = re.compile(r"\s*created by .{1,80} with .{1,300}$", re.DOTALL)
_MOST_POSTS: Final = 5_000


@dataclass(frozen=True, slots=True)
class Account:
    """Who the page is about. `videos` is how many it counts, None where it does not say."""

    handle: str
    profile: Profile
    videos: int | None = None
    is_private: bool | None = None


def scope_of(page: Page) -> Node | None:
    """The program's object, by the name of the view; None where the page has none that can be read."""
    root = tree_of(decoded(page))
    script = next((s for s in root.iter("script") if s.get("id") == _SCRIPT), None) if root is not None else None
    if script is None:
        return None
    try:
        value = json.loads(script.text or "", strict=False, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return None
    return Node(value).node_or_none("__DEFAULT_SCOPE__")


def _number(stats: Node | None, name: str) -> int | None:
    """A count, be it written as a number or as text."""
    if stats is None:
        return None
    text = stats.text_or_none(name)
    return int(text) if text and _DIGITS.fullmatch(text) else stats.count_or_none(name)


def _followers(info: Node) -> Count | None:
    exact = _number(info.node_or_none("statsV2"), "followerCount")
    if exact is not None:
        return Count(exact)
    shown = _number(info.node_or_none("stats"), "followerCount")
    return None if shown is None else Count(shown, "rounded" if shown >= 10_000 else "exact")


def _links(user: Node, bio: str) -> tuple[str, ...]:
    link = user.node_or_none("bioLink")
    url = (link.text_or_none("link") or "").strip() if link else ""
    if url and not url.startswith("http"):
        url = f"https://{url}" if _BARE.fullmatch(url) else ""
    found = [url, *(match.rstrip(".,;:!?)") for match in _URL.findall(bio))]
    return tuple(dict.fromkeys(link for link in found if link))


def account_of(detail: Node) -> Account:
    """The account of the program's object; `Drift` where it has none."""
    info = detail.node("userInfo")
    user = info.node("user")
    bio = user.text_or_none("signature") or ""
    counts = [_number(info.node_or_none(name), "videoCount") for name in ("statsV2", "stats")]
    known = [count for count in counts if count is not None]
    profile = Profile(
        name=user.text_or_none("nickname"),
        bio=bio or None,
        followers=_followers(info),
        verified=user.flag_or_none("verified"),
        links=_links(user, bio),
    )
    return Account(user.text("uniqueId"), profile, max(known, default=None), user.flag_or_none("privateAccount"))


def _marked(root: Any, mark: str) -> str:
    """The text of the first element that TikTok's own tests call `mark`."""
    element = next((e for e in root.iter() if isinstance(e.tag, str) and e.get("data-e2e") == mark), None)
    return "" if element is None else clean(" ".join("".join(element.itertext()).split()))


def drawn_account(root: Any) -> Account | None:
    """The account as a browser drew it, rounded counts and all; None where it drew none."""
    handle = _marked(root, "user-title")
    if not re.fullmatch(r"[\w.]{1,24}", handle):
        return None
    followers = _marked(root, "followers-count")
    profile = Profile(
        name=_marked(root, "user-subtitle") or None,
        bio=_marked(root, "user-bio") or None,
        followers=count_of(followers) if followers else None,
    )
    return Account(handle, profile)


def _card(link: Any) -> Any:
    """The card of the grid that a link stands in: what is drawn there belongs to that post."""
    card = link
    for above in link.iterancestors():
        if above.get("data-e2e") in {"user-post-item-list", "user-page"} or above.tag == "body":
            break
        card = above
        if (above.get("id") or "").startswith("grid-item-container"):
            break
        if above.get("data-e2e") == "user-post-item":
            break
    return card


def _caption(card: Any) -> str:
    for image in card.iter("img"):
        text = clean(image.get("alt") or "").strip()
        if text:
            return _CREDIT.sub("", text).strip()[:TEXT_LIMIT]
    return ""


def _post(handle: str, kind: str, id_: str, card: Any, seen_at: datetime) -> Post:
    views = count_of(_marked(card, "video-views"))
    caption = _caption(card)
    # One address for both kinds: TikTok leads from it to the right one, and every route names the post alike.
    return Post(
        id=id_,
        url=f"https://www.tiktok.com/@{handle}/video/{id_}",
        published_at=tiktok_time(id_, seen_at),
        kind="image" if kind == "photo" else "video",
        text=caption,
        is_repost=False,
        is_pinned=bool(_marked(card, "video-card-badge")),
        media=None if kind == "photo" else 1,
        hashtags=tuple(dict.fromkeys(_HASHTAG.findall(caption))),
        mentions=tuple(dict.fromkeys(_MENTION.findall(caption))),
        engagement=Engagement(views=views.value if views else None),
    )


def grid_of(root: Any, handle: str, seen_at: datetime) -> list[Post]:
    """The account's own posts in the order of the grid; those of others (reposts, suggestions) are left out."""
    found: dict[str, Post] = {}
    for link in root.iter("a"):
        match = _LINK.fullmatch((link.get("href") or "").strip())
        if match is None or fold(match[1]) != fold(handle) or match[3] in found or len(found) >= _MOST_POSTS:
            continue
        found[match[3]] = _post(fold(handle), match[2], match[3], _card(link), seen_at)
    return list(found.values())


def pinned_on_top(posts: list[Post]) -> int | None:
    """How many posts, at most three, stand on top out of order; None where the rest is not from new to old.

    A grid can also be sorted by views, or from old to new; nothing is known then of how far back it reaches.
    """
    dates = [post.published_at for post in posts]
    for skipped in range(min(4, len(dates))):
        rest = [date for date in dates[skipped:] if date]
        whole = len(rest) == len(dates) - skipped
        if whole and len(rest) > skipped and all(later <= earlier for earlier, later in pairwise(rest)):
            return skipped
    return None
