"""A LinkedIn company, school or showcase page as strangers see it -> its observation.

Ten posts at most, newest first, so the window reaches back to the oldest of them. A page with its head but without
posts may have none; or its section of posts was left out, which LinkedIn does to some visitors. That is no proof, and
so it never gives zero posts: the page's own export does.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from presence_audit.model.observation import Observation, Profile
from presence_audit.model.outcome import Outcome
from presence_audit.platforms._contract import Ask, Drift, blocked, observation_of
from presence_audit.platforms._feeds import window_of
from presence_audit.platforms._html import clean, text_of
from presence_audit.platforms._json_ld import is_a
from presence_audit.platforms._linkedin_cards import Card, cards_of, post_of
from presence_audit.platforms._linkedin_cards import text_of as words_of
from presence_audit.platforms._linkedin_head import meta, shown
from presence_audit.platforms._linkedin_urls import outward
from presence_audit.platforms._numbers import count_of

if TYPE_CHECKING:
    from datetime import datetime

    from presence_audit.model.observation import Count
    from presence_audit.platforms._wire import Node

_FIRST_DIGIT: Final = re.compile(r"(?<![0-9.,])[0-9]")
_ORGANIZATION: Final = re.compile(r"urn:li:(?:organization|company|school):([0-9]{1,20})")
_SLACK: Final = timedelta(days=1)
_NO_POSTS: Final = (
    "The page shows no posts. It may have none, but LinkedIn also leaves them out for some visitors; "
    "that proves nothing."
)
OWN_EXPORT: Final = (
    "If the page is yours, open Page admin -> Analytics -> Content -> Export, which lists every post, and write "
    "`export: FILE` beside the channel."
)


def _with_class(root: Any, name: str) -> Any | None:
    found = root.xpath("//*[contains(concat(' ', normalize-space(@class), ' '), $name)]", name=f" {name} ")
    return found[0] if found else None


def _about(root: Any, name: str) -> Any | None:
    found = root.xpath("//*[@data-test-id=$name]", name=f"about-us__{name}")
    return found[0] if found else None


def _first_number(text: str) -> Count | None:
    """The count in a phrase of any language: "5 750 følgere", "팔로워 5,750명"."""
    found = _FIRST_DIGIT.search(text)
    if found is None or re.match("0[0-9]", text[found.start() :]):  # a postcode
        return None
    return count_of(text[found.start() :])


def followers_of(root: Any, name: str | None) -> Count | None:
    """The followers, from the line below the name ("London, London · 5,750 followers") or from the description."""
    line = _with_class(root, "top-card-layout__first-subline")
    if line is not None:
        marks = line.xpath(".//span[contains(@class, 'middot')]")
        # The line begins with the place, which may hold a number of its own: "0150 Oslo · 5 750 følgere".
        told = marks[-1].tail if marks else "".join(line.itertext()).rpartition("\u00b7")[2]
        found = _first_number(clean(told or ""))
        if found is not None:
            return found
    said = meta(root, "og:description") or meta(root, "description")
    # "Name | 5,750 followers on LinkedIn. slogan | about": a name may hold a bar or a number itself.
    rest = said.removeprefix(name) if name else said
    parts = rest.split(" | ", 2)
    return _first_number(parts[1]) if len(parts) > 1 and (not name or not parts[0].strip()) else None


def _profile(root: Any, items: list[Node]) -> Profile:
    organization = next((item for item in items if is_a(item, "Organization", "CollegeOrUniversity")), None)
    title = _with_class(root, "top-card-layout__title")
    name = shown(words_of(title)) if title is not None else None
    bio = site = None
    if organization is not None:
        name = name or shown(organization.text_or_none("name"))
        bio = shown(organization.text_or_none("description"))
        site = organization.text_or_none("sameAs")
    if name is None:
        raise Drift("the page has no head with a name")
    about = _about(root, "description")
    if about is not None:
        from lxml import etree  # type: ignore[import-untyped]

        bio = text_of(etree.tostring(about, encoding="unicode", with_tail=False)) or bio
    website = _about(root, "website")
    links = [link.get("href") or "" for link in website.iter("a")] if website is not None else []
    found = [out for url in [*links, site or ""] if (out := outward(url))]
    return Profile(name, bio, followers_of(root, name), None, tuple(dict.fromkeys(url.rstrip("/") for url in found)))


def organization_of(root: Any) -> str:
    """The number of the organization; empty where the page does not tell."""
    card = _with_class(root, "top-card-layout")
    for node in card.xpath(".//*[@data-semaphore-content-urn]") if card is not None else ():
        found = _ORGANIZATION.search(node.get("data-semaphore-content-urn") or "")
        if found:
            return found[1]
    return ""


def seen_at(cards: list[Card], fetched_at: datetime) -> datetime:
    """When the page was shown: as its file says, or earlier, where all its printed ages say so together.

    A file that was copied or unpacked has the date of that. The ages together leave a stretch of time in which the
    page was shown; its beginning is taken, because what came after that may be missing.
    """
    aged = [(card.original, age) for card in cards if card.original and (age := card.age(fetched_at))]
    first = [made + (fetched_at - age.latest) for made, age in aged]
    last = [made + (fetched_at - age.earliest) for made, age in aged]
    if len(aged) < 2 or max(first) > min(last) + _SLACK or fetched_at <= min(last) + _SLACK:
        return fetched_at
    return max(first)


def page_observed(
    ask: Ask, root: Any, items: list[Node], own: frozenset[tuple[str, str]], fetched_at: datetime
) -> Observation:
    """The observation of the page; `observed_at` is set where the page is older than its file says."""
    profile = _profile(root, items)
    section = root.xpath("//*[@data-test-id='updates']")
    places = section or [root]
    cards = [card for place in places[:1] for card in cards_of(place, fetched_at)]
    if not cards:
        if section or root.xpath("//article[@data-activity-urn]"):
            raise Drift("none of the page's posts can be read")
        lost = blocked(ask, Outcome.PARSE_DRIFT, _NO_POSTS, OWN_EXPORT)
        return replace(lost, profile=profile)
    at = seen_at(cards, fetched_at)
    language = meta(root, "locale") or root.get("lang") or ""
    found = {card.activity: card for card in reversed(cards)}
    posts = tuple(post_of(card, own, profile.name, at, language) for card in reversed(found.values()))
    undated = sum(post.published_at is None for post in posts)
    notes = [f"{undated} of {len(posts)} posts tell no time."] if undated else []
    if at < fetched_at:
        notes.append(f"By the ages printed on it, the page was saved on {at:%Y-%m-%d}, before its file was.")
    window = window_of(posts, ask.since, ended=False)
    observed_at = at if at < fetched_at else None
    reason = " ".join(notes)
    return Observation(observation_of(ask), Outcome.OK, reason, "", observed_at, profile, posts, window)
