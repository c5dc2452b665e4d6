"""WordPress: sites and blogs on the server software WordPress, self-run or at wordpress.com.

A stranger is shown every post by the REST API: dates in UTC, full text, authors, the pinned mark, images with
their alternative texts. No followers, no reactions. Where the API is closed, as security plug-ins do, the feed
is read page by page (`?paged=N`, ten posts each; 404 is the end), which has no pinned mark.

A site without posts in the period is asked for its other types of content: companies often keep their news
as a type of its own. Where such a type holds nothing readable either, the number of posts stays unknown.

The posts of one author, such as a leader, are found from the page /author/NAME/: its head names the author's
number, and /author/NAME/feed/ is the author's own feed. The list of users is never asked for, as that looks
like a break-in; the site's feed, which the page names too, is never credited to a person. An author whose
page exists and who has no posts has zero posts.

What readers write under the posts is read by the API too, where it is asked for: approved comments, newest first, the
whole site in pages of 100. A comment is the site's own when a user wrote it who wrote one of the posts; of other users
of the site, and of whoever types the name of an author or of the site, that is not known. Where only the feed is open,
comments stay unknown.

Documentation: developer.wordpress.org/rest-api · wordpress.org/documentation/article/wordpress-feeds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from dataclasses import replace
from urllib.parse import unquote, urljoin, urlsplit

from presence_audit.model.observation import Observation, Post, Profile, Window
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page, Request
from presence_audit.platforms._contract import (
    Ask,
    Conversation,
    Drift,
    Handover,
    Platform,
    blocked,
    observation_of,
)
from presence_audit.platforms._feeds import window_of
from presence_audit.platforms._persons import theirs
from presence_audit.platforms._reach import elsewhere, reach
from presence_audit.platforms._site import Site, site_of
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal
from presence_audit.platforms._wordpress_api import Listed, listed_by_api, news_types
from presence_audit.platforms._wordpress_comments import with_comments
from presence_audit.platforms._wordpress_feed import listed_by_feed

_HOSTED = "wordpress.com"
# How many of its other types of content a site is asked for.
_MOST_TYPES = 3
_BY_HAND = "It is left out, not counted as zero. Name another feed of the site, or look at it by hand."

Asking = Generator[Request, Page | Miss, Observation]


def author_of(path: str) -> tuple[str, str] | None:
    """The path before `/author/` and the author's slug, of the path of an address; None without an author."""
    segments = [unquote(s) for s in path.split("/") if s]
    folded = [s.casefold() for s in segments]
    at = folded.index("author") if "author" in folded else len(segments)
    return ("/".join(segments[:at]), folded[at + 1]) if at + 1 < len(segments) else None


def recognise(url: ParsedUrl) -> Account | Refusal | None:
    """Authors' pages by their shape, sites at wordpress.com by their host, an API address by its path."""
    ours = url.site == _HOSTED and url.sub not in {"", "public-api"}
    folded = [segment.casefold() for segment in url.segments]
    author = author_of("/".join(url.segments))
    if author:
        handle = f"{url.netloc}/{author[0]}".rstrip("/") + f"/author/{author[1]}"
        return Account("wordpress", "author", handle, f"{url.scheme}://{handle}/", candidate=not ours)
    if ours:
        return Account("wordpress", "site", url.netloc, f"{url.scheme}://{url.netloc}/")
    if "wp-json" in folded:
        handle = f"{url.netloc}/{'/'.join(url.segments[: folded.index('wp-json')])}".rstrip("/")
        return Account("wordpress", "site", handle, f"{url.scheme}://{handle}/", candidate=True)
    return Refusal("other", "this page names no site") if url.site == _HOSTED else None


def _profile(ask: Ask, site: Site, posts: tuple[Post, ...]) -> Profile:
    """The site's own words of itself; of an author the name, as the links around the page are the site's."""
    if ask.channel.kind != "author":
        return site.profile
    names = Counter(post.author for post in posts if post.author)
    return Profile(name=names.most_common(1)[0][0] if names else None)


def _seen(ask: Ask, site: Site, listing: Listed, window: Window) -> Observation:
    """What was listed, as an observation. A post signed with the site's own name is by nobody in particular."""
    whole = (site.profile.name or "").casefold() if ask.channel.kind != "author" else ""
    posts = tuple(
        replace(post, author=None) if whole and (post.author or "").casefold() == whole else post
        for post in listing.posts
    )
    if not posts:
        window = Window(reaches_back_to=ask.since, complete=True)
    outcome = Outcome.OK if posts else Outcome.ZERO_POSTS
    reason = " ".join(listing.notes) if posts else "The site says itself that there are no posts."
    step = "" if posts else outcome.next_step
    return Observation(
        observation_of(ask), outcome, reason, step, profile=_profile(ask, site, posts), posts=posts, window=window
    )


def _window(ask: Ask, listing: Listed, *, period_is_covered: bool) -> Window:
    """The window of a listing by the API, where a pinned post stands at its own date and counts as any other."""
    plain = tuple(replace(post, is_pinned=None) for post in listing.posts)
    window = window_of(plain, ask.since, ended=listing.ended)
    if window.oldest is None or not period_is_covered:
        return window
    return replace(window, complete=True, reaches_back_to=min(window.oldest, ask.since))


def _other_news(ask: Ask, site: Site, api: str) -> Generator[Request, Page | Miss, Listed | list[str] | None]:
    """The news that a site keeps as another type of content, else the types that may hold some; None: who knows."""
    types = yield from news_types(api)
    for name, route in list((types or {}).items())[:_MOST_TYPES]:
        try:
            listing = (yield from listed_by_api(ask, site, api, ask.since, route)) if route else None
        except Drift:
            continue  # a type of content without texts, say
        if listing is not None and listing.posts:
            return replace(listing, notes=(*listing.notes, f"The posts are those of the type {name}."))
    return None if types is None else list(types)


def _by_api(ask: Ask, site: Site, api: str) -> Generator[Request, Page | Miss, Observation | None]:
    """The posts of the audited period with the comments, else the latest ones before it; None: the API is closed."""
    listing: Listed | list[str] | None = yield from listed_by_api(ask, site, api, ask.since)
    if not isinstance(listing, Listed):
        return None
    if not listing.posts:
        listing = [] if site.author_id is not None else (yield from _other_news(ask, site, api))
    if isinstance(listing, Listed):
        found = _seen(ask, site, listing, _window(ask, listing, period_is_covered=listing.ended))
        found = yield from _with_authors(ask, site, found)
        return (yield from with_comments(ask, found, api, listing.writers))
    # None in the period: the date of the last one before it tells how long the silence is.
    earlier = yield from listed_by_api(ask, site, api, None)
    quiet = _quiet(ask, site, earlier, listing) if earlier is not None else None
    if earlier is None or quiet is None:
        return None
    found = yield from _with_authors(ask, site, quiet)
    return (yield from with_comments(ask, found, api, earlier.writers))


def _quiet(ask: Ask, site: Site, earlier: Listed, others: list[str] | None) -> Observation | None:
    """A site without a post in the period. Only its own count of zero proves that there never was one."""
    if not earlier.posts and earlier.total != 0:
        return None  # an empty list without a count may be a plug-in's way to close the API
    if others or (others is None and not earlier.posts):
        kept = ", ".join(others) if others else "another type of content"
        reason = f"The site has no recent posts, but may keep its news as {kept}."
        return replace(blocked(ask, Outcome.NOT_ATTEMPTED, reason, _BY_HAND), profile=_profile(ask, site, ()))
    return _seen(ask, site, earlier, _window(ask, earlier, period_is_covered=True))


def _by_feed(ask: Ask, site: Site) -> Asking:
    """The posts in the site's feed, or in the author's whose page was seen."""
    url = _feed_url(site)
    listing = yield from listed_by_feed(ask, url)
    if isinstance(listing, Observation):
        if listing.outcome is Outcome.NOT_FOUND:
            # The page exists, so that its feed does not says nothing of the posts.
            listing = blocked(ask, Outcome.NOT_ATTEMPTED, "The site keeps its API and its feed closed.", _BY_HAND)
        return replace(listing, profile=_profile(ask, site, ()))
    if ask.channel.kind == "author" and len({post.author for post in listing.posts}) > 1:
        raise Drift(f"{url} holds posts of several authors")
    return _seen(ask, site, listing, window_of(listing.posts, ask.since, ended=listing.ended))


def _with_authors(ask: Ask, site: Site, found: Observation) -> Asking:
    """A site that hides its users from the API still names them in its feed."""
    if found.outcome is not Outcome.OK or any(post.author for post in found.posts):
        return found
    try:
        listing = yield from listed_by_feed(replace(ask, max_pages=1), _feed_url(site))
    except Drift:
        return found  # the posts were read; only their authors stay unknown
    if isinstance(listing, Observation):
        return found
    named = {post.url: post.author for post in listing.posts}
    posts = tuple(replace(post, author=named.get(post.url)) for post in found.posts)
    return replace(found, posts=posts, profile=_profile(ask, site, posts))


def _feed_url(site: Site) -> str:
    """The site's own feed, or that of the author whose page it is: by its place, whatever the head names first."""
    if site.author and urlsplit(site.url).query:
        return f"{site.url}&feed=rss2"  # /?author=2: without permalinks a feed has no place of its own
    own = urljoin(site.url.rstrip("/") + "/", "feed/")
    return own if site.author or not site.feeds else site.feeds[0].href


def _roots(site: Site, *, author: bool) -> list[str]:
    """Where the API may be. Of an author it is asked only when the page says the author's number."""
    if author and site.author_id is None:
        return []
    # In the site's own folder: at the root of the host another site may live.
    home = urljoin(site.url, urlsplit(site.url).path.rstrip("/") + "/")
    return [site.api] if site.api is not None else [f"{home}wp-json/", f"{home}?rest_route=/"]


def read(ask: Ask) -> Conversation:
    """Read a site, or the posts of one of its authors: by the API, else by the feed."""
    page = yield from reach(ask, ask.channel.url)
    if isinstance(page, Observation):
        return page
    site = site_of(page)
    asked, shown = author_of(urlsplit(ask.channel.url).path), author_of(urlsplit(site.url).path)
    if asked and (not shown or shown[1] != asked[1]):
        reason = f"The site has no page for this author; it leads to {site.url}."
        return blocked(ask, Outcome.NOT_ATTEMPTED, reason, "Look the author's address up on the site.")
    if not site.wordpress:
        if asked and not site.ghost:
            reason = "The site is made with neither WordPress nor Ghost, so its authors' posts cannot be told apart."
            return blocked(ask, Outcome.NOT_ATTEMPTED, reason, "Name the address of the author's own feed.")
        return Handover("ghost" if site.ghost else "website", site.url)
    mine = theirs(ask, site)
    if isinstance(mine, Observation):
        return mine
    site = mine
    if site.author:
        # An author's page by another name (/forfatter/kari/, ?author=2): its posts, not those of the whole site.
        ask = replace(ask, channel=replace(ask.channel, kind="author"))
    for api in _roots(site, author=site.author):
        found = yield from _by_api(ask, site, api)
        if found is not None:
            break
    else:
        found = yield from _by_feed(ask, site)
    return replace(found, reason=" ".join([*elsewhere(page), found.reason]).strip())


PLATFORM = Platform(
    id="wordpress",
    name="WordPress",
    hosts=("*", _HOSTED),
    recognise=recognise,
    read=read,
    category="blog",
    shows=("posts", "dates", "text", "authors", "pins", "alt text", "comments"),
    wall="none as a rule; security plug-ins close the API to robots, then the feed is read",
    robots="allowed but /wp-admin/",
    since="0.1.0",
    proven="2026-11-23 recorded from WordPress 6.1.9 and 6.5",
    examples={
        "https://nordlys.wordpress.com/": "site nordlys.wordpress.com",
        "https://nordlys.example/author/kari/": "author nordlys.example/author/kari",
        "https://nordlys.example/blogg/author/kari/feed/": "author nordlys.example/blogg/author/kari",
        "https://nordlys.example/wp-json/": "site nordlys.example",
        "https://wordpress.com/": "other",
    },
)
