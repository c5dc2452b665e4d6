"""The press rooms of the Nordic news agencies: one product, which each of them runs under its own name.

A publisher has a number. The site advertises the RSS of a publisher's latest releases, which is asked for first.
Where that does not reach back to the beginning of the period, the JSON of the same releases is, page by page; its
shape is that of a kept client (ItemConsulting/xp-ntb-import). A list of nobody's releases and one of everybody's are
what these routes may give for a number that nobody has, so a release counts only where nothing says that it is
another publisher's, and an empty list never proves silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from presence_audit.model.observation import Observation, Profile
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import FEED
from presence_audit.platforms._contract import Ask, Conversation, Platform
from presence_audit.platforms._feeds import listen, read_feed, window_of
from presence_audit.platforms._identity import another
from presence_audit.platforms._newsroom import release, silence, without_feed
from presence_audit.platforms._posts import language_of
from presence_audit.platforms._pressroom_json import releases_at
from presence_audit.platforms._reach import reach
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, parse_url, refuse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presence_audit.model.observation import Post

# The same parts of the site in the five languages that it is run in.
_ROOMS = frozenset({"presserom", "pressrum", "presserum", "uutishuone", "pressroom"})
_RELEASES = frozenset({"pressemelding", "pressmeddelande", "pressemeddelelse", "tiedote", "release"})
_NUMBER = re.compile(r"[1-9][0-9]{0,11}")
_SLUG = re.compile(r"\w[\w-]{0,199}")
_RELEASE = re.compile(rf"/(?:{'|'.join(sorted(_RELEASES))})/([0-9]{{1,12}})(?:/|$)")
# "Nordlys Energi - siste pressemeldinger": who publishes stands before the dash.
_TITLE = re.compile(r"(?P<name>.*\S)\s+[-\u2013|]\s+\S.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency's press rooms. `room` is the site's own word for a press room, `nicknames` what it calls itself."""

    id: str
    name: str
    host: str
    room: str
    nicknames: frozenset[str]

    @property
    def domain(self) -> str:
        """The host as addresses are compared: without `www.`."""
        return self.host.removeprefix("www.")

    def address(self, publisher: str, slug: str = "") -> str:
        """The address of a publisher's press room."""
        return f"https://{self.host}/{self.room}/{publisher}" + (f"/{slug}" if slug else "")


def _recognise(url: ParsedUrl, agency: Agency) -> Account | Refusal | None:
    if url.host != agency.domain:
        return None
    named = url.query.get("publisherId") or url.query.get("publisher") or ""
    publisher = named if _NUMBER.fullmatch(named) else ""
    parts = url.segments[1:]
    if url.first in _RELEASES:
        return refuse("post", agency.address(publisher) if publisher else "")
    if url.first in _ROOMS:
        slug = next((part for part in parts[:2] if not _NUMBER.fullmatch(part)), "")
        publisher = parts[0] if parts and _NUMBER.fullmatch(parts[0]) else publisher
        if not publisher:
            return refuse("bad")
        name = slug if _SLUG.fullmatch(slug) else ""
        return Account(agency.id, "newsroom", publisher, agency.address(publisher, name))
    if url.segments[:3] == ("rss", "releases", "latest") and publisher:
        return Account(agency.id, "newsroom", publisher, agency.address(publisher))
    return refuse("other")


def _said(post: Post, name: str) -> str:
    """What a parameter of the release's address says."""
    url = parse_url(post.url)
    return url.query.get(name, "") if url is not None else ""


def _as_release(post: Post) -> Post:
    """With the number of the release as its id, which is the same in every language and on both routes."""
    number = _RELEASE.search(post.url)
    language = language_of(_said(post, "lang")) or post.language
    return replace(release(post), id=number[1] if number else post.id, language=language)


def _stranger(ask: Ask, agency: Agency, found: Observation) -> Observation | None:
    """The observation where the feed is somebody else's, or everybody's."""
    publishers = {said for post in found.posts if (said := _said(post, "publisherId"))}
    if publishers:
        return another(ask, *sorted(publishers))
    title = (found.profile.name or "").casefold()
    return another(ask, agency.name) if any(title.startswith(name) for name in agency.nicknames) else None


def _publisher(found: Observation) -> Profile:
    titled = _TITLE.fullmatch(found.profile.name or "")
    return replace(found.profile, name=titled["name"] if titled else found.profile.name)


def _read(ask: Ask, agency: Agency) -> Conversation:
    """Read the latest releases of a publisher, and older ones where the latest do not reach back far enough."""
    publisher = ask.channel.handle
    page = yield from reach(ask, f"https://{agency.host}/rss/releases/latest?publisherId={publisher}", FEED)
    if isinstance(page, Observation):
        return (yield from without_feed(ask, page)) if page.outcome is Outcome.NOT_FOUND else page
    if not read_feed(page).entries:
        return silence(ask)
    found = yield from listen(ask, page)
    if found.outcome is not Outcome.OK:
        return found
    stranger = _stranger(ask, agency, found)
    if stranger is not None:
        return stranger
    # One release may be listed once for each of its languages.
    first: dict[str, Post] = {}
    for post in (_as_release(post) for post in found.posts if _said(post, "publisherId") in {"", publisher}):
        first.setdefault(post.id, post)
    latest = tuple(first.values())
    found = replace(found, posts=latest, profile=_publisher(found), window=window_of(latest, ask.since, ended=False))
    return found if found.window.complete else (yield from _older(ask, agency, found))


def _older(ask: Ask, agency: Agency, found: Observation) -> Conversation:
    older = yield from releases_at(ask, agency.host)
    reason = " ".join(part for part in (found.reason, older.reason) if part)
    # What the list says of a release is more than what the feed says of it.
    listed = {post.id for post in older.posts}
    posts = (*(post for post in found.posts if post.id not in listed), *older.posts)
    # The list stands for what the feed shows only where it begins with the same releases.
    meets = bool(listed & {post.id for post in found.posts})
    window = window_of(older.posts, ask.since, ended=older.ended) if meets else found.window
    return replace(found, posts=posts, window=window, reason=reason)


def platform_of(agency: Agency, examples: Mapping[str, str]) -> Platform:
    """The declaration of an agency's press rooms."""
    return Platform(
        id=agency.id,
        name=agency.name,
        hosts=(agency.domain,),
        recognise=partial(_recognise, agency=agency),
        read=partial(_read, agency=agency),
        category="blog",
        shows=("posts", "dates", "text"),
        wall="none",
        robots="not seen; asked for at run time",
        since="0.1.0",
        proven="2026-11-26 by its documentation; not seen live",
        examples=examples,
    )
