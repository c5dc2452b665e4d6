"""The cards of a LinkedIn company page -> posts.

A card is an `article.main-feed-activity-card`. What is read of it:
- Its time stands in the number of `data-activity-urn`. The printed age ("4d") follows the original where something
  was passed on, so it is held against `data-attributed-urn`; where the two contradict each other, the age is taken.
- The header above a card ("… reposted this", in any language) links to who passed it on. A post with words of the
  page's own around somebody else's (`feed-reshare-content`) is no repost.
- Reactions and comments are exact. LinkedIn leaves the comments out where there are none: a card that prints its
  reactions and no comments has zero. Where it prints no reactions either, nothing is concluded. Reposts are not shown.
- Of pictures, an English page says "No alternative text description for this image" where the author gave none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from presence_audit.model.observation import Engagement, Post
from presence_audit.platforms._ages import age_of
from presence_audit.platforms._html import clean, prose_of
from presence_audit.platforms._ids import linkedin_time
from presence_audit.platforms._linkedin_urls import account_at, outward, post_url, urn_in

if TYPE_CHECKING:
    from datetime import datetime

    from presence_audit.model.observation import DatePrecision, Kind
    from presence_audit.platforms._ages import Age
    from presence_audit.platforms._urls import Account

# The short ages of the English page; other languages have other letters, and no age is read there.
_AGE: Final = re.compile(r"\s*([0-9]{1,3})\s?(s|m|h|d|w|mo|yr?)\b")
_UNITS: Final = {
    "s": "second", "m": "minute", "h": "hour", "d": "day", "w": "week", "mo": "month", "y": "year", "yr": "year",
}  # fmt: skip
_HASHTAG: Final = re.compile(r"(?<![\w&/#])#(\w*[^\W\d_]\w*)")
_NO_ALT: Final = "No alternative text description for this image"
_FILM: Final = (
    "feed-native-video-content",
    "feed-live-video-content",
    "ingested-content-summary-external-video-content",
)
_DOCUMENT: Final = ".//*[@data-native-document-config or @data-id='feed-paginated-document-content']"
_KNOWN_PARTS: Final = re.compile(r"main-feed-activity-card|social-actions|feed-images-content__|article-content__")

# A page may have lain in a cache for hours, and ages are rounded in ways that LinkedIn does not tell.
_SLACK: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Card:
    """One card, and what of it bears on time: the moment of its original, and the age that is printed."""

    element: Any
    activity: str
    made: datetime | None
    original: datetime | None
    is_passed_on: bool
    printed: str | None

    def age(self, seen_at: datetime) -> Age | None:
        """The printed age, for a page that was read at `seen_at`."""
        return age_of(self.printed, seen_at) if self.printed else None


def text_of(element: Any) -> str:
    """The words of an element on one line."""
    return " ".join(clean("".join(element.itertext())).split())


def _part(element: Any, name: str) -> Any | None:
    found = element.xpath(".//*[@data-test-id=$name]", name=name)
    return found[0] if found else None


def _tracked(element: Any, ending: str) -> Any | None:
    """The link whose tracking name ends so: LinkedIn calls its links the same in every language."""
    for link in element.iter("a"):
        if (link.get("data-tracking-control-name") or "").endswith(ending):
            return link
    return None


def _printed_age(element: Any) -> str | None:
    for node in element.iter("time"):
        found = _AGE.match("".join(node.itertext()))
        return f"{found[1]} {_UNITS[found[2]]}s ago" if found else None
    return None


def cards_of(section: Any, latest: datetime) -> list[Card]:
    """The cards that name their activity, in the order of the page. No time in them lies after `latest`."""
    found = []
    for element in section.iter("article"):
        urn = urn_in(element.get("data-activity-urn") or "")
        if urn is None or "main-feed-activity-card" not in (element.get("class") or ""):
            continue
        original = urn_in(element.get("data-attributed-urn") or "") or urn
        made, first = linkedin_time(urn[1], latest), linkedin_time(original[1], latest)
        is_passed_on = _tracked(element, "_feed-reaction-header") is not None
        found.append(Card(element, urn[1], made, first, is_passed_on, _printed_age(element)))
    return found


def _count(element: Any, name: str) -> int | None:
    for node in element.xpath(f".//*[@data-num-{name}]"):
        said = (node.get(f"data-num-{name}") or "").strip()
        return int(said) if re.fullmatch(r"[0-9]{1,12}", said) else None
    return None


def _engagement(element: Any) -> Engagement:
    reactions, comments = _count(element, "reactions"), _count(element, "comments")
    silent = comments is None and reactions is not None and not element.xpath(".//*[@data-num-comments]")
    return Engagement(likes=reactions, comments=0 if silent else comments)


def _content(element: Any, text: str) -> tuple[Kind, int, str | None]:
    """What a post is, how many pictures, films and documents it has, and the address that it passes on."""
    if element.xpath(_DOCUMENT):
        return "document", 1, None
    if any(_part(element, name) is not None for name in _FILM):
        return "video", 1, None
    images = _part(element, "feed-images-content")
    if images is not None:
        count = max(1, sum(1 for _ in images.iter("img")))
        return ("image" if count == 1 else "gallery"), count, None
    article = _part(element, "article-content")
    if article is not None:
        link = outward(article.get("href") or "")
        return ("link" if link else "article"), 0, link
    parts = {node.get("data-test-id") for node in element.xpath(".//*[@data-test-id]")}
    unknown = {part for part in parts if not _KNOWN_PARTS.match(part)}
    if any("poll" in part for part in unknown):
        return "poll", 0, None
    return ("text" if text and not unknown else "other"), 0, None


def _alts(element: Any, language: str) -> int | None:
    images = _part(element, "feed-images-content")
    if images is None or not language.startswith("en"):
        return None
    texts = (clean(image.get("alt") or "").strip() for image in images.iter("img"))
    return sum(text not in {"", _NO_ALT} for text in texts)


def _when(card: Card, seen_at: datetime) -> tuple[datetime | None, DatePrecision]:
    """The moment of a card: that of its number, or of the printed age where the number is of another scheme."""
    age = card.age(seen_at)
    if age is None or (card.original and age.earliest - _SLACK <= card.original <= age.latest + _SLACK):
        return card.made, "second"
    if card.is_passed_on:
        return None, "second"  # the age is that of somebody else's post, and says nothing of when it was passed on
    return age.middle, age.precision


def _is_repost(header: Any | None, who: Account | None, *, has_actor: bool, is_own: bool) -> bool | None:
    if header is not None:
        return True
    if is_own:
        return False
    return True if has_actor and who is not None else None


def _detached(element: Any, name: str) -> Any | None:
    """A part of a card, taken out of it, so that nothing else in there is taken for the card's own."""
    part = _part(element, name)
    if part is not None:
        part.getparent().remove(part)
    return part


def _quoted(element: Any | None) -> str | None:
    actor = None if element is None else next((link for link in element.iter("a") if text_of(link)), None)
    if actor is None:
        return None
    account = account_at(actor.get("href") or "")
    return account.handle if account else text_of(actor)[:200]


def post_of(card: Card, own: frozenset[tuple[str, str]], name: str | None, seen_at: datetime, language: str) -> Post:
    """The post on a card of the page that is known by the accounts `own` (kind and handle) and by `name`."""
    from lxml import etree  # type: ignore[import-untyped]

    element = card.element
    quotes = _quoted(_detached(element, "feed-reshare-content"))
    actor = _tracked(element, "_feed-actor-name")
    who = account_at(actor.get("href") or "") if actor is not None else None
    shown = text_of(actor)[:200] if actor is not None else None
    is_own = (who is not None and (who.kind, who.handle) in own) or (shown is not None and shown == name)
    header = _tracked(element, "_feed-reaction-header")
    is_repost = _is_repost(header, who, has_actor=actor is not None, is_own=is_own)
    commentary = _part(element, "main-feed-activity-card__commentary")
    prose = prose_of(etree.tostring(commentary, encoding="unicode", with_tail=False) if commentary is not None else "")
    kind, media, link = _content(element, prose.text)
    mentioned = [account.handle for url in prose.links if (account := account_at(url))]
    links = [out for url in prose.links if (out := outward(url))] + ([link] if link else [])
    at, precision = _when(card, seen_at)
    return Post(
        id=f"urn:li:activity:{card.activity}",
        url=post_url("activity", card.activity),
        published_at=at,
        date_precision=precision,
        kind=kind,
        text=prose.text,
        author=None if is_own else shown,
        is_reply=False,
        is_repost=is_repost,
        media=media,
        media_with_alt=_alts(element, language),
        links=tuple(dict.fromkeys(links)),
        hashtags=tuple(dict.fromkeys(_HASHTAG.findall(prose.text))),
        mentions=tuple(dict.fromkeys(mentioned)),
        engagement=_engagement(element),
        quote_of=quotes,
    )
