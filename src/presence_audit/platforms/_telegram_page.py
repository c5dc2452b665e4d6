"""The two pages that t.me has of a channel: the preview with its messages, and the card with the exact count.

Markup: as recorded from 2022 to 2024; Telegram documents none of it. An element that is missing is None here,
but for the id and the time of a message: without them it is drift.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presence_audit.model.observation import Count, Engagement, Kind, Post, Profile
from presence_audit.platforms._contract import Drift
from presence_audit.platforms._dates import iso_time
from presence_audit.platforms._html import Prose, clean, prose_of, soup
from presence_audit.platforms._numbers import count_of
from presence_audit.platforms._urls import fold

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

    from presence_audit.model.page import Page

# Every class of Telegram's begins so; what has none of them need not be taken apart.
_OWN_MARKUP: Final = b"tgme_"
_OPENS: Final = re.compile(r"[?&]domain=([A-Za-z0-9_]{3,32})")
_MESSAGE: Final = ".tgme_widget_message[data-post]"
_ID = re.compile(r"([A-Za-z][A-Za-z0-9_]{2,31})/([0-9]{1,12})")
_BEFORE = re.compile(r"[?&]before=([0-9]{1,12})(?:&|$)")
_HOUSEHOLD = re.compile(r"https?://(?:t|telegram)\.me/(?:s/)?([A-Za-z0-9_]{3,32})(?:[/?]|$)")
_SEARCH = re.compile(r"https?://t\.me/(?:s/)?[A-Za-z0-9_]*\?q=")
_TAG = re.compile(r"(?<![\w&/#])#(\w*[^\W\d_]\w*)")
_SUBSCRIBERS = re.compile(r"subscribers?$", re.IGNORECASE)
_MEMBERS = re.compile(r"[0-9]\s+members?\b", re.IGNORECASE)
_PERSON = re.compile(r"^@|monthly users?\b|^bot$", re.IGNORECASE)
_NOBODY = re.compile(r"you can contact @", re.IGNORECASE)
# What a message can carry, by the class of its element; what comes first decides what it is called.
_MEDIA: Final[tuple[tuple[str, Kind], ...]] = (
    (".tgme_widget_message_poll", "poll"),
    (".tgme_widget_message_video_player", "video"),
    (".tgme_widget_message_roundvideo_player", "video"),
    (".tgme_widget_message_voice_player", "audio"),
    (".tgme_widget_message_document_wrap", "document"),
    (".tgme_widget_message_photo_wrap", "image"),
    (".tgme_widget_message_sticker_wrap", "other"),
    (".tgme_widget_message_location_wrap", "other"),
    (".tgme_widget_message_contact_wrap", "other"),
)
_COUNTED: Final = ("video", "audio", "document", "image")


@dataclass(frozen=True, slots=True)
class Preview:
    """A page of messages, the newest first. `older` is the id that the next page has to be asked with.

    `first` and `last` are the lowest and the highest id that the page speaks for, service messages included. `ended`
    says that there is nothing before it, `newer` that there may be something after it, `is_refusal` that it says "No
    posts found", `only_service` that it has messages of the software itself and no others.
    """

    profile: Profile
    names: tuple[str, ...]
    posts: tuple[Post, ...]
    first: int | None
    last: int | None
    older: int | None
    ended: bool
    newer: bool
    is_refusal: bool
    only_service: bool


@dataclass(frozen=True, slots=True)
class Card:
    """What t.me/NAME says of the name: `what` is channel, group, person or nobody, `names` whom its buttons open."""

    what: str
    names: tuple[str, ...]
    profile: Profile
    has_preview: bool


def _text(root: BeautifulSoup | Tag, selector: str) -> str:
    found = root.select_one(selector)
    return "" if found is None else " ".join(clean(found.get_text()).split())


def _prose(element: Tag | None, base: str) -> Prose:
    """The words of an element. Its lines end with `<br>`; those of the markup are spaces, but in code."""
    html = "" if element is None else element.decode_contents()
    return prose_of(html if "<pre" in html else html.replace("\n", " "), base)


def _all(selector: str, message: Tag) -> list[Tag]:
    """The elements of the message itself, not those of the one that it answers."""
    found = message.select(selector)
    return [tag for tag in found if tag.find_parent(class_="tgme_widget_message_reply") is None]


def _kind(message: Tag, media: dict[str, int]) -> Kind:
    if media.get("image", 0) + media.get("video", 0) > 1:
        return "gallery" if media.get("image") else "video"
    for selector, kind in _MEDIA:
        if not _all(selector, message):
            continue
        is_music = kind == "document" and message.select_one(".tgme_widget_message_document_icon.audio") is not None
        return "audio" if is_music else kind
    if message.select_one(".message_media_not_supported_wrap"):
        return "other"
    return "link" if message.select_one(".tgme_widget_message_link_preview") else "text"


def _reactions(message: Tag) -> int | None:
    """The sum of all reactions but the paid ones, which count stars and not people; None when one is unreadable."""
    total, shown = 0, False
    for reaction in message.select(".tgme_reaction"):
        if "tgme_reaction_paid" in (reaction.get("class") or ()):
            continue
        said = "".join(reaction.find_all(string=True, recursive=False))
        count = count_of(said)
        if count is None:
            return None
        total, shown = total + count.value, True
    return total if shown else None


def _answered(message: Tag, own: str) -> tuple[bool | None, str | None]:
    """Whether a message of another chat is answered, and whose. One of the same channel continues a thread."""
    reply = message.select_one(".tgme_widget_message_reply")
    if reply is None:
        return False, None
    target = _HOUSEHOLD.match(str(reply.get("href") or ""))
    if target is None:
        return None, None
    return (False, None) if fold(target[1]) == fold(own) else (True, target[1])


def _post(message: Tag) -> Post:
    name, number = _id_of(message)
    time = message.select_one("a.tgme_widget_message_date time[datetime]")
    moment = iso_time(str(time["datetime"])) if time is not None else None
    if moment is None:
        raise Drift(f"the message {name}/{number} has no time")
    body = next(iter(_all(".tgme_widget_message_text.js-message_text", message)), None)
    prose = _prose(body, f"https://t.me/s/{name}")
    text = prose.text or _text(message, ".tgme_widget_message_poll_question")
    media = {kind: sum(len(_all(s, message)) for s, k in _MEDIA if k == kind) for kind in _COUNTED}
    source = message.select_one(".tgme_widget_message_forwarded_from")
    by = "forwarded_from_name" if source else "from_author"
    author = _text(message, f".tgme_widget_message_{by}")
    is_reply, reply_to = _answered(message, name)
    links = [link for link in prose.links if not _SEARCH.match(link)]
    people = {link: found[1] for link in links if (found := _HOUSEHOLD.match(link))}
    views = count_of(_text(message, ".tgme_widget_message_views"))
    return Post(
        id=f"{name}/{number}",
        url=f"https://t.me/{name}/{number}",
        published_at=moment,
        kind=_kind(message, media),
        text=text,
        author=author or None,
        is_reply=is_reply,
        is_repost=source is not None,
        media=sum(media.values()),
        links=tuple(link for link in links if link not in people),
        hashtags=tuple(dict.fromkeys(_TAG.findall(text))),
        mentions=tuple(dict.fromkeys(person for person in people.values() if fold(person) != fold(name))),
        engagement=Engagement(likes=_reactions(message), views=views.value if views else None),
        reply_to=reply_to,
    )


def _id_of(message: Tag) -> tuple[str, int]:
    found = _ID.fullmatch(str(message.get("data-post") or ""))
    if found is None:
        raise Drift("a message has an id of another shape")
    return found[1], int(found[2])


def _followers(root: BeautifulSoup) -> Count | None:
    for counter in root.select(".tgme_channel_info_counter"):
        if _SUBSCRIBERS.search(_text(counter, ".counter_type")):
            return count_of(_text(counter, ".counter_value"))
    return None


def _profile(root: BeautifulSoup) -> Profile:
    bio = root.select_one(".tgme_channel_info_description")
    prose = _prose(bio, "https://t.me/")
    labels = root.select_one(".tgme_channel_info_header_labels")
    owner = _text(root, ".tgme_channel_info_header_title") or _text(root, ".tgme_widget_message_owner_name")
    return Profile(
        name=owner or None,
        bio=prose.text or None,
        followers=_followers(root),
        verified=None if labels is None else labels.select_one(".verified-icon") is not None,
        links=tuple(link for link in prose.links if not _HOUSEHOLD.match(link)),
    )


def _asked_before(root: BeautifulSoup, selector: str) -> int | None:
    found = root.select_one(selector)
    before = _BEFORE.search(str(found.get("href") or "")) if found is not None else None
    return int(before[1]) if before else None


def preview_of(page: Page) -> Preview | None:
    """The page of messages; None when it is another page. `Drift` when a message cannot be read."""
    if _OWN_MARKUP not in page.body:
        return None
    root = soup(page)
    messages = root.select(_MESSAGE)
    header = root.select_one(".tgme_channel_info_header_username")
    refused = root.select_one(".tme_no_messages_found") is not None and not messages
    if not messages and not refused and root.select_one(".tgme_channel_history") is None:
        return None
    own = [message for message in messages if "service_message" not in (message.get("class") or ())]
    ids = [_id_of(message) for message in messages]
    profile = _profile(root)
    older = _asked_before(root, "a.tme_messages_more[data-before]") or _asked_before(root, "link[rel=prev]")
    # Only of a page that is there from its head to its end does a missing link say anything.
    whole = header is not None and b"</html>" in page.body[-2048:] and bool(messages)
    upto = _asked_before(root, "link[rel=canonical]")
    numbers = [number for _, number in ids] + ([upto - 1] if upto else [])
    names = [_text(root, ".tgme_channel_info_header_username").removeprefix("@"), *(name for name, _ in ids)]
    newer = header is None or root.select_one("a.tme_messages_more[data-after], link[rel=next]") is not None
    # A hostile page puts message into message; taken out from the innermost on, each is searched by itself.
    posts = [_post(message.extract()) for message in reversed(own)]
    return Preview(
        profile=profile,
        names=tuple(dict.fromkeys(name for name in names if name)),
        posts=tuple(posts),
        first=min((number for _, number in ids), default=None),
        last=max(numbers, default=None),
        older=older,
        ended=whole and older is None,
        newer=newer,
        is_refusal=refused,
        only_service=bool(messages) and not own,
    )


def card_of(page: Page, handle: str) -> Card | None:
    """The card of a name; None when it is another page, or says something that is not known here."""
    if _OWN_MARKUP not in page.body:
        return None
    root = soup(page)
    if root.select_one(".tgme_page") is None:
        return None
    bio = root.select_one(".tgme_page_description")
    extra, title = _text(root, ".tgme_page_extra"), _text(root, ".tgme_page_title")
    prose = _prose(bio, "https://t.me/")
    followers = count_of(extra) if _SUBSCRIBERS.search(extra) else None
    profile = Profile(title or None, prose.text or None, followers, links=prose.links if title else ())
    has_preview = root.select_one('a.tgme_page_context_link[href*="/s/"]') is not None
    if _SUBSCRIBERS.search(extra) or has_preview:
        what = "channel"
    elif _MEMBERS.search(extra):
        what = "group"
    elif title and (not extra or _PERSON.search(extra)):
        what = "person"
    elif not extra and _NOBODY.search(_text(root, ".tgme_page")) and fold(f"@{handle}") in fold(root.get_text()):
        what = "nobody"
    else:
        return None
    links = [str(link.get("href") or "") for link in root.select('a[href^="tg:"]')]
    names = [found[1] for link in links if (found := _OPENS.search(link))]
    return Card(what, tuple(dict.fromkeys(names)), profile, has_preview)
