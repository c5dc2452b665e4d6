"""Telegram channels, where the user states a permission.

The web preview of a channel (t.me/s/NAME) shows its whole history in pages of twenty messages, with exact times,
texts, views and reactions rounded, who signed and what was forwarded. No robots.txt forbids it, but Telegram's terms
of content licensing (telegram.org/tos/content-licensing) prohibit scraping. So nothing is asked for, unless the
channel states a `permission`; what was read then says so. A page that was saved from a browser is read as well.

What the reader keeps to:
- A forwarded message is a repost of its author; a message that answers one of the same channel continues a thread. The
  author of another message is whoever signed it, where the channel has its messages signed.
- An album is one message. Messages of the software ("Channel created", "pinned a message") are none.
- The preview of a channel with more than a thousand subscribers rounds them; the exact number stands at t.me/NAME.
- "No posts found" is what Telegram also says to those who ask too much, so it proves nothing. A channel is without
  posts only when its first message, which is of the software itself, is shown and nothing else is.
- A name without a preview leads to its card, which tells apart a channel that shows itself in the app only, a group,
  a person, and a name that nobody has.
- The preview says nothing of pinned messages and of comments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from presence_audit.model.observation import Observation
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Request
from presence_audit.platforms._contract import Ask, Conversation, Drift, Platform, Way, blocked, refused
from presence_audit.platforms._identity import another
from presence_audit.platforms._listing import Listing
from presence_audit.platforms._reach import failure, reach
from presence_audit.platforms._telegram_page import Card, Preview, card_of, preview_of
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from presence_audit.model.observation import Profile
    from presence_audit.model.page import Page

_SITE: Final = "https://t.me"
_TERMS: Final = "Telegram's terms of content licensing (telegram.org/tos/content-licensing) prohibit scraping"
_NOT_ASKED: Final = f"{_TERMS}, so presence-audit asks for its pages only where you state a permission."
_SWITCH_ON: Final = (
    'If you may have the channel read, for example because it is yours, state it: `permission: "our own channel"`. '
    "Or open its preview (t.me/s/NAME) in your browser, save it (Ctrl+S) and write `saved: FILE`."
)
_PERMITTED: Final = f"{_TERMS}; it was read because a permission is stated for it."
_UNCLEAR: Final = (
    'Telegram says "No posts found", which it also says to those who ask too often; nothing is concluded from it.'
)

_RESERVED = words(
    share="share",
    other="joinchat c addstickers addemoji addtheme addlist proxy socks iv setlanguage login confirmphone bg invoice "
    "boost giftcode contact m k a",
)
_NAME = re.compile(r"[a-z][a-z0-9_]{3,31}")


def _recognise(url: ParsedUrl) -> Account | Refusal:
    if url.label:  # name.t.me
        parts: tuple[str, ...] = (url.label, *url.segments)
    else:
        parts = url.segments[1:] if url.first == "s" else url.segments
    if not parts:
        return refuse("bad")
    first = parts[0].casefold()
    if first in _RESERVED or first.startswith("+"):
        return refuse(_RESERVED.get(first, "other"))
    handle = fold(parts[0].removeprefix("@"))
    if not _NAME.fullmatch(handle):
        return refuse("bad")
    answer = Account("telegram", "account", handle, f"https://t.me/{handle}")
    is_post = len(parts) > 1 and parts[1].isdecimal()
    return refuse("post", answer.url) if is_post else answer


@dataclass(slots=True)
class _Read:
    """What was read of the channel, page by page from the newest to the oldest."""

    listing: Listing
    profile: Profile
    only_service: bool = True
    from_the_first: bool = False

    def take(self, view: Preview) -> None:
        for post in view.posts:
            self.listing.add(post, reaches=True)
        self.only_service &= view.only_service
        self.from_the_first |= view.first == 1 and view.ended

    def observed(self, ask: Ask, note: str) -> Observation:
        """The observation, where an empty listing has to prove itself."""
        seen = self.listing.observed(ask, self.profile, note)
        if seen is not None:
            return seen
        if self.listing.complete and self.only_service and self.from_the_first:
            none = blocked(ask, Outcome.ZERO_POSTS, f"{note} The channel has no messages yet.".strip())
            return replace(none, profile=self.profile, window=self.listing.window(ask.since))
        reason = "The preview shows no messages, and does not show that there are none."
        return replace(blocked(ask, Outcome.PARSE_DRIFT, reason), profile=self.profile)


def _without_preview(ask: Ask, card: Card) -> Observation:
    """What a name is that has no messages to show."""
    if card.what == "nobody":
        return blocked(ask, Outcome.NOT_FOUND, "Telegram knows nobody of this name.")
    if card.what != "channel":
        said = {"group": "The name is that of a group, not of a channel."}.get(
            card.what, "The name is that of a person or a bot, which publishes nothing."
        )
        return blocked(ask, Outcome.NOT_ATTEMPTED, said, "Name the channel, or take the entry out of the file.")
    reason = "The channel exists, but shows its messages in the app only."
    step = "Its administrator can allow the preview on the web."
    if card.has_preview:
        reason = "This is the card of the channel, without its messages."
        step = f"Take the page {_SITE}/s/{ask.channel.handle} instead."
    outcome = Outcome.NOT_ATTEMPTED if card.has_preview else Outcome.LOGIN_WALL
    return replace(blocked(ask, outcome, reason, step), profile=card.profile)


def _unreadable(ask: Ask, page: Page, view: Preview | None) -> Observation:
    """What came instead of messages: a refusal, the card of the name, or something that is not known here."""
    if view is not None:
        return replace(blocked(ask, Outcome.RATE_LIMITED, _UNCLEAR), profile=view.profile)
    card = card_of(page, ask.channel.handle)
    if card is None:
        raise Drift(f"{page.url} is neither the preview of a channel nor its card")
    return (another(ask, *card.names) if card.names else None) or _without_preview(ask, card)


def _older(ask: Ask, view: Preview, read: _Read) -> Generator[Request, Page | Miss, None]:
    """Ask for page after page until one passes the asked day, is the last, or cannot be read."""
    listing, asked = read.listing, set[int]()
    for _ in range(max(0, ask.max_pages - 2)):
        if view.ended or listing.has_passed(ask.since):
            listing.finish()
            return
        before = view.older
        if before is None or before in asked:
            listing.stop("The preview names no older page, so its older part was not read.")
            return
        asked.add(before)
        page = yield Request(f"{_SITE}/s/{ask.channel.handle}?before={before}")
        failed = refused(ask, page) if isinstance(page, Miss) else failure(ask, page)
        if failed is not None or isinstance(page, Miss):
            listing.stop("Older messages could not be read.", failed)
            return
        try:
            following = preview_of(page)
        except Drift as drift:
            listing.stop(f"Older messages could not be read: {drift}.")
            return
        if following is None or following.is_refusal or another(ask, *(following.names or ("",))):
            listing.stop(_UNCLEAR if following and following.is_refusal else "Older messages could not be read.")
            return
        view = following
        read.take(view)
    if view.ended or listing.has_passed(ask.since):
        listing.finish()
    else:
        listing.stop(f"Reading stopped after {ask.max_pages} answers; older messages were not read.")


def _exact(ask: Ask, profile: Profile) -> Generator[Request, Page | Miss, Profile]:
    """The profile with the exact number of subscribers; as it was, where the card does not come."""
    page = yield Request(f"{_SITE}/{ask.channel.handle}")
    if isinstance(page, Miss) or page.status != 200:
        return profile
    card = card_of(page, ask.channel.handle)
    return profile if card is None or card.profile.followers is None else _merged(profile, card)


def _merged(profile: Profile, card: Card) -> Profile:
    return replace(profile, followers=card.profile.followers or profile.followers)


def read(ask: Ask) -> Conversation:
    """Nothing without a permission; with one the preview, page by page, and the card for the exact number."""
    if not (ask.channel.permission or "").strip():
        yield from ()
        return blocked(ask, Outcome.NOT_ATTEMPTED, _NOT_ASKED, _SWITCH_ON)
    page = yield from reach(ask, f"{_SITE}/s/{ask.channel.handle}")
    if isinstance(page, Observation):
        return page
    view = preview_of(page)
    if view is None or view.is_refusal:
        return _unreadable(ask, page, view)
    other = another(ask, *(view.names or ("",)))
    if other is not None:
        return other
    found = _Read(Listing(), view.profile)
    found.take(view)
    yield from _older(ask, view, found)
    if found.profile.followers is not None and found.profile.followers.precision != "exact":
        found.profile = yield from _exact(ask, found.profile)
    return found.observed(ask, _PERMITTED)


def _joined(ask: Ask, views: list[Preview]) -> _Read:
    """Several saved pages, the newest first, as one listing, as far as they follow upon each other without a gap."""
    found = _Read(Listing(), views[0].profile)
    joined, reached = not views[0].newer, views[0].first
    for view in views:
        follows = view is views[0] or (view.last is not None and reached is not None and view.last >= reached - 1)
        joined = joined and follows
        for post in view.posts:
            found.listing.add(post, reaches=joined)
        found.only_service &= view.only_service
        if joined:
            reached = view.first
            found.from_the_first |= view.first == 1 and view.ended
            if view.ended or found.listing.has_passed(ask.since):
                found.listing.finish()
    if views[0].newer:
        found.listing.stop("The newest messages are not on the pages that were saved.")
    elif not joined and not found.listing.complete:
        found.listing.stop("Messages are missing between the pages that were saved.")
    return found


def saved(ask: Ask, pages: Sequence[Page]) -> Observation:
    """Read previews that were saved from a browser, and the card beside them for the exact number."""
    seen = [(page, preview_of(page)) for page in pages]
    views = [(page, view) for page, view in seen if view is not None and not view.is_refusal]
    if not views:
        return _unreadable(ask, *seen[0])
    others = [another(ask, *(view.names or ("",))) for _, view in views]
    own = [pair for pair, other in zip(views, others, strict=True) if other is None]
    if not own:
        return next(other for other in others if other is not None)
    own.sort(key=lambda pair: (pair[1].last or 0, pair[0].fetched_at), reverse=True)
    found = _joined(ask, [view for _, view in own])
    for page, preview in seen:
        card = card_of(page, ask.channel.handle) if preview is None else None
        if card is not None and card.names and another(ask, *card.names) is None:
            found.profile = _merged(found.profile, card)
    # A card that was saved later says nothing of messages.
    return replace(found.observed(ask, ""), observed_at=own[0][0].fetched_at)


PLATFORM = Platform(
    id="telegram",
    name="Telegram",
    hosts=("t.me", "telegram.me", "telegram.dog"),
    recognise=_recognise,
    read=read,
    saved=saved,
    category=None,
    shows=("followers", "posts", "dates", "text", "replies", "reposts", "engagement", "authors"),
    live="with permission",
    ways=(
        Way("permission", "minutes", 'Where you may have it read, state it: `permission: "our own channel"`.'),
        Way("saved", "minutes", "Open t.me/s/NAME in your browser, save it (Ctrl+S) and write `saved: FILE`."),
    ),
    wall="None for public channels; groups and private channels are open to members only.",
    robots="Has no robots.txt; the terms of content licensing prohibit scraping, so a permission has to be stated.",
    since="0.1.0",
    proven="2026-11-26 against pages recorded from 2022 to 2024",
    examples={
        "https://t.me/nordlys": "account nordlys",
        "https://t.me/s/Nordlys": "account nordlys",
        "https://nordlys.t.me/": "account nordlys",
        "tg://resolve?domain=nordlys": "account nordlys",
        "https://t.me/nordlys/123": "post",
        "https://t.me/share/url?url=https://nordlys.example": "share",
        "https://t.me/+AbCd123": "other",
    },
)
