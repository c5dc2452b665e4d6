"""The RSS feed of a Mastodon account, for servers that close their API to strangers or do not have it.

It holds about 20 posts, no boosts and no answers to others, and tells no followers. That it is empty, or
not there, proves nothing while the API has not said the same.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from presence_audit.model.observation import Observation, Profile
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import FEED, Miss, Page, Request
from presence_audit.platforms._contract import Ask, Conversation, Drift, blocked, observation_of, refused
from presence_audit.platforms._feeds import read_feed, window_of
from presence_audit.platforms._posts import posts_of
from presence_audit.platforms._urls import fold
from presence_audit.platforms._walls import wall
from presence_audit.platforms._wire import node_of

if TYPE_CHECKING:
    from presence_audit.platforms._mastodon_home import Place


def _of_feed(ask: Ask, page: Page, place: Place, profile: Profile | None) -> Observation:
    """The posts of an account's RSS feed, which leaves out boosts and answers to others."""
    feed = read_feed(page)
    if fold(urlsplit(feed.home).path.rpartition("/")[2]) not in {place.name, f"@{place.name}"}:
        return blocked(ask, Outcome.PARSE_DRIFT, f"The feed is that of another account ({feed.home}).")
    posts = tuple(replace(post, is_repost=False, author=None) for post in posts_of(feed, page.url))
    profile = profile or Profile(name=feed.title or None)
    if not posts:
        said = "The server closes its API to strangers, and an empty feed proves nothing."
        return replace(blocked(ask, Outcome.LOGIN_WALL, said), profile=profile)
    said = "Read from the RSS feed, which leaves out boosts and answers to others."
    window = window_of(posts, ask.since, ended=False)
    return Observation(observation_of(ask), Outcome.OK, said, "", None, profile, posts, window)


def without_api(ask: Ask, place: Place, answer: Page | None, profile: Profile | None) -> Conversation:
    """The feed instead of the API. Only both together can say that there is no such account."""
    page = yield Request(f"{place.base}/@{place.name}.rss", FEED)
    if isinstance(page, Miss):
        return replace(refused(ask, page), profile=profile or Profile())
    stopped = wall(page)
    if stopped:
        return replace(blocked(ask, *stopped), profile=profile or Profile())
    if page.status == 200:
        return _of_feed(ask, page, place, profile)
    if answer is None or answer.status != 404:
        said = "The server shows posts to signed-in visitors only."
        return replace(blocked(ask, Outcome.LOGIN_WALL, said), profile=profile or Profile())
    # Mastodon says in JSON what is missing; anything else comes from a server that is not Mastodon.
    if not answer.content_type.endswith("json"):
        raise Drift(f"{place.domain} speaks another API (HTTP 404, {answer.content_type or 'no content type'})")
    error = node_of(answer).text("error")
    if page.status in {404, 410} and "not found" in error.casefold():
        return blocked(ask, Outcome.NOT_FOUND, f"{place.domain} knows no account of this name.")
    raise Drift(f"the server answered {answer.status} ({error[:100]}) and its feed {page.status}")
