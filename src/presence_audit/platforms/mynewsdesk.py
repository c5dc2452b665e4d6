"""Mynewsdesk: newsrooms at www.mynewsdesk.com, at a name of it, or at a company's own address.

A stranger is shown everything that a newsroom has published, but as a feed only the twenty newest items of all kinds,
with a summary each; fewer than twenty are all that there are. The number of the feed stands in the newsroom's page,
which is therefore read first. The feed names the company as the creator of every item: that is no person, and nobody
is credited. Nobody's reactions and no followers are shown.

Sources: feed addresses in use in 2026 (/rss/current_news/NUMBER, twenty items each), and the page's own link to them.
robots.txt is asked for at run time.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from presence_audit.model.observation import Observation
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import FEED
from presence_audit.platforms._contract import Ask, Conversation, Drift, Platform, blocked
from presence_audit.platforms._feeds import listen, read_feed
from presence_audit.platforms._html import decoded, head_links, links_of, tree_of
from presence_audit.platforms._newsroom import release, silence
from presence_audit.platforms._reach import elsewhere, reach
from presence_audit.platforms._site import site_of
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, owner_of, parse_url, refuse, words

if TYPE_CHECKING:
    from presence_audit.model.page import Page

_SITE = "mynewsdesk.com"
_FEED_LENGTH = 20
_RESERVED = words(
    legal="about terms privacy legal",
    other="rss search login pricing blog solutions customers signup focus follow",
)
_ITEMS = {
    "pressreleases", "news", "blog_posts", "images", "videos", "documents", "events", "contact_people",
}  # fmt: skip
_NUMBERED = re.compile(r".*\d{4,}")
_NAME = re.compile(r"[a-z0-9_-]{2,100}")
_COUNTRY = re.compile(r"[a-z]{2}")
_FEED = re.compile(r"/rss/current_news/\d{1,12}(?:[/?#]|$)")
_PUBLISHED = re.compile(r"/(?:pressreleases|news|blog_posts|videos|events)/[^/?#]*-\d{4,}(?:[/?#]|$)")


def _recognise(url: ParsedUrl) -> Account | Refusal:
    has_country = _COUNTRY.fullmatch(url.first) is not None
    below = url.segments[1:] if has_country else url.segments
    names = (url.sub, *below) if url.sub else below  # name.mynewsdesk.com
    if not names:
        return refuse("bad")
    handle = fold(names[0])
    if handle in _RESERVED:
        return refuse(_RESERVED[handle])
    if not _NAME.fullmatch(handle):
        return refuse("bad")
    country = f"{url.first}/" if has_country else ""
    address = f"https://{handle}.{_SITE}/" if url.sub else f"https://www.{_SITE}/{country}{handle}"
    answer = Account("mynewsdesk", "newsroom", handle, address)
    is_post = len(names) > 2 and names[1].casefold() in _ITEMS and _NUMBERED.fullmatch(names[2]) is not None
    return refuse("post", answer.url) if is_post else answer


def _now_called(ask: Ask, page: Page) -> str | Observation:
    """Which newsroom the page is, where the address has led to another one; a company's own address may be any."""
    url = parse_url(page.url)
    if url is None or url.site != _SITE:
        return " ".join(elsewhere(page))
    found = _recognise(url)
    if not isinstance(found, Account):
        reason = f"The address leads to {page.url[:200]}, which is no newsroom."
        return blocked(ask, Outcome.NOT_ATTEMPTED, reason, "Look the newsroom's address up on the company's website.")
    return "" if found.handle == ask.channel.handle else f"The newsroom is called {found.handle} now."


def _feed_of(html: str, page: Page) -> str:
    """The feed that the page names as its newsroom's; it lies on the same site."""
    tree = tree_of(html)
    named = [link.href for link in head_links(tree, page.url)] if tree is not None else []
    feed = next((href for href in named if _FEED.search(href) and owner_of(href) in {owner_of(page.url), _SITE}), None)
    if feed is None:
        raise Drift("the newsroom's page does not name its feed")
    return feed


def _read(ask: Ask) -> Conversation:
    """Read the newest items of a newsroom."""
    page = yield from reach(ask, ask.channel.url)
    if isinstance(page, Observation):
        return page
    called = _now_called(ask, page)
    if isinstance(called, Observation):
        return called
    html = decoded(page)
    answer = yield from reach(ask, _feed_of(html, page), FEED)
    if isinstance(answer, Observation):
        # The page exists, so that its feed does not says nothing of the posts.
        missing = answer.outcome is Outcome.NOT_FOUND
        return silence(ask, f"The newsroom's feed is missing. {answer.reason}") if missing else answer
    if not read_feed(answer).entries and any(_PUBLISHED.search(link) for link in links_of(html, page.url)):
        return silence(ask, "The newsroom's page shows releases, but its feed is empty.")
    found = yield from listen(ask, answer, vouched=True, profile=site_of(page).profile, length=_FEED_LENGTH)
    reason = " ".join(part for part in (called, found.reason) if part)
    return replace(found, posts=tuple(release(post) for post in found.posts), reason=reason)


PLATFORM = Platform(
    id="mynewsdesk",
    name="Mynewsdesk",
    hosts=(_SITE,),
    recognise=_recognise,
    read=_read,
    category="blog",
    shows=("posts", "dates", "text"),
    wall="none",
    robots="not seen; asked for at run time",
    since="0.1.0",
    proven="2026-11-26 by its documentation; not seen live",
    examples={
        "https://www.mynewsdesk.com/no/nordlys": "newsroom nordlys",
        "https://www.mynewsdesk.com/Nordlys-Energi/pressreleases": "newsroom nordlys-energi",
        "https://nordlys-energi.mynewsdesk.com/news/havvind-300001": "post",
        "https://www.mynewsdesk.com/no/nordlys/pressreleases/havvind-3000001": "post",
        "https://www.mynewsdesk.com/rss/current_news/12345": "other",
    },
)
