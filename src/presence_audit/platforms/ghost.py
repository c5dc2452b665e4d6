"""Ghost: publications on the server software Ghost, hosted or self-run.

A stranger is shown the fifteen newest posts as RSS, with dates, texts and authors; of posts for members
only, the beginning. No followers, no reactions. There is no second page, but a feed of fewer than fifteen
posts is the whole history: Ghost's RSS controller asks its API for the default number, which no theme
changes. The feed of one author is not advertised, yet stands at /author/NAME/rss/; the site's own feed, which
every author's page names, is never credited to a person. An author without posts has no page.

The dates in sitemap-posts.xml are of the last change and are not used; the Content API needs the site's own
key, which is not lifted from its pages.

Documentation: ghost.org/docs/publishing · ghost.org/docs/themes/routing (RSS).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from presence_audit.model.observation import Observation, Profile
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import FEED, Page
from presence_audit.platforms._contract import Ask, Conversation, Handover, Platform, blocked
from presence_audit.platforms._feeds import listen
from presence_audit.platforms._persons import theirs
from presence_audit.platforms._reach import elsewhere, reach
from presence_audit.platforms._site import site_of
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal

if TYPE_CHECKING:
    from presence_audit.platforms._site import Site

_FEED_LENGTH = 15
_HOSTED = "ghost.io"
_BY_HAND = "It is left out, not counted as zero. Name another feed of the site, or look at it by hand."


def author_of(path: str) -> str | None:
    """The author's slug in the path of an address, or None."""
    segments = [s for s in path.split("/") if s]
    folded = [s.casefold() for s in segments]
    at = folded.index("author") if "author" in folded else len(segments)
    return folded[at + 1] if at + 1 < len(segments) else None


def recognise(url: ParsedUrl) -> Account | Refusal | None:
    """Sites hosted at ghost.io, and the author feed that only Ghost has; the rest by looking at the site."""
    author = author_of("/".join(url.segments))
    ours = url.site == _HOSTED and bool(url.sub)
    if author and (ours or url.segments[-1].casefold() == "rss"):
        before = "/".join(url.segments[: [s.casefold() for s in url.segments].index("author")])
        root = f"{url.netloc}/{before}".rstrip("/")
        handle = f"{root}/author/{author}"
        return Account("ghost", "author", handle, f"{url.scheme}://{handle}/", candidate=not ours)
    if ours:
        return Account("ghost", "site", url.netloc, f"{url.scheme}://{url.netloc}/")
    return None


def read(ask: Ask) -> Conversation:
    """Read a publication, or the posts of one of its authors."""
    page = yield from reach(ask, ask.channel.url)
    if isinstance(page, Observation):
        return page
    site = site_of(page)
    asked, author = author_of(urlsplit(ask.channel.url).path), author_of(urlsplit(site.url).path)
    if asked and (author or "").casefold() != asked.casefold():
        reason = f"The site has no page for this author; it leads to {site.url}."
        return blocked(ask, Outcome.NOT_ATTEMPTED, reason, "Look the author's address up on the site.")
    if author and not site.ghost and not site.wordpress:
        reason = "The site is made with neither Ghost nor WordPress, so its authors' posts cannot be told apart."
        return blocked(ask, Outcome.NOT_ATTEMPTED, reason, "Name the address of the author's own feed.")
    if not site.ghost:
        return Handover("wordpress" if site.wordpress else "website", site.url)
    mine = theirs(ask, site)
    if isinstance(mine, Observation):
        return mine
    site = mine
    named = site.feeds[0].href if site.feeds and not author else None
    answer = yield from reach(ask, named or urljoin(site.url.rstrip("/") + "/", "rss/"), FEED)
    if isinstance(answer, Page) and author and author_of(urlsplit(answer.url).path) != author:
        answer = blocked(ask, Outcome.NOT_FOUND, f"The author's feed leads to {answer.url}.")
    if isinstance(answer, Page):
        found = yield from listen(ask, answer, vouched=True, length=_FEED_LENGTH)
    elif answer.outcome is Outcome.NOT_FOUND:
        # The page exists, so that its feed does not says nothing of the posts.
        found = blocked(ask, Outcome.NOT_ATTEMPTED, f"The site keeps its feed closed. {answer.reason}", _BY_HAND)
    else:
        found = answer
    reason = " ".join([*elsewhere(page), found.reason]).strip()
    return replace(found, profile=_profile(site, found, author), reason=reason)


def _profile(site: Site, found: Observation, author: str | None) -> Profile:
    """The site's own words of itself; of an author the name, as the links around the page are the site's."""
    if not author:
        return site.profile
    names = Counter(post.author for post in found.posts if post.author)
    return Profile(name=names.most_common(1)[0][0] if names else None)


PLATFORM = Platform(
    id="ghost",
    name="Ghost",
    hosts=("*", _HOSTED),
    recognise=recognise,
    read=read,
    category="blog",
    shows=("posts", "dates", "text", "authors", "alt text"),
    wall="none; of posts for members the beginning is shown",
    robots="allowed (but /ghost/, /email/, /r/ and the members API)",
    since="0.1.0",
    proven="2026-11-23 recorded from Ghost 6.65",
    examples={
        "https://nordlys.ghost.io/": "site nordlys.ghost.io",
        "https://nordlys.example/author/kari/rss/": "author nordlys.example/author/kari",
        "https://nordlys.ghost.io/author/kari/": "author nordlys.ghost.io/author/kari",
        "https://ghost.io/": "unknown",
    },
)
