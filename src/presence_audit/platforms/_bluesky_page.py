"""A profile page of bsky.app that was saved from a browser: who the account is. Its posts are for the API to tell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presence_audit.model.observation import Count, Observation, Profile, Window
from presence_audit.model.outcome import Outcome
from presence_audit.platforms._contract import Ask, Drift, blocked
from presence_audit.platforms._html import decoded, tree_of
from presence_audit.platforms._identity import another
from presence_audit.platforms._json_ld import interactions, person_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.page import Page
    from presence_audit.platforms._wire import Node

_LIVE: Final = "Delete `saved:`: Bluesky shows everybody's posts to robots, with exact times, and is then asked itself."


def _person(page: Page) -> Node:
    tree = tree_of(decoded(page))
    person = person_of(tree) if tree is not None else None
    if person is None:
        raise Drift("the page does not say whose it is")
    return person


def saved(ask: Ask, pages: Sequence[Page]) -> Observation:
    """The account as its page tells it. The posts on it are a stretch of an endless list, so none is read."""
    person = _person(max(pages, key=lambda page: page.fetched_at))
    other = another(ask, person.text("alternateName"), person.text_or_none("identifier") or "")
    if other is not None:
        return other
    followers = interactions(person, "FollowAction")
    profile = Profile(
        name=person.text_or_none("name") or None,
        bio=(person.text_or_none("description") or "").strip() or None,
        followers=None if followers is None else Count(followers),
    )
    if interactions(person, "WriteAction", "agentInteractionStatistic") == 0:
        none = blocked(ask, Outcome.ZERO_POSTS, "Bluesky counts no posts of the account.")
        return replace(none, profile=profile, window=Window(reaches_back_to=ask.since, complete=True))
    reason = "A saved page of Bluesky tells who the account is; its posts are not read from it."
    return replace(blocked(ask, Outcome.NOT_ATTEMPTED, reason, _LIVE), profile=profile)
