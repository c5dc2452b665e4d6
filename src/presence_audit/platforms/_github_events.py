"""One event of the GitHub API: a deed, told in a sentence.

Source: docs.github.com/en/rest/using-the-rest-api/github-event-types. What is added later is named by its type.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from presence_audit.model.observation import Post
from presence_audit.platforms._contract import Drift
from presence_audit.platforms._urls import fold

if TYPE_CHECKING:
    from presence_audit.platforms._wire import Node

# Where the payload of an event keeps the thing that it is about, with the words for it.
_ABOUT = ("comment", "review", "pull_request", "issue", "release", "forkee", "discussion")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_SPLIT = re.compile(r"(?<=[a-z])(?=[A-Z])")


def _thing(payload: Node | None) -> Node | None:
    found = (payload.node_or_none(name) for name in _ABOUT) if payload else ()
    return next((thing for thing in found if thing is not None), None)


def _address(payload: Node | None, thing: Node | None, repository: str) -> str:
    """Where the deed is seen; the repository where nothing nearer is named."""
    url = thing.text_or_none("html_url") if thing else None
    if url and url.startswith("https://github.com/"):
        return url
    home = f"https://github.com/{repository.strip('/')}"
    head = payload.text_or_none("head") if payload else None
    return f"{home}/commit/{head}" if head and _COMMIT.fullmatch(head) else home


def _words(kind: str, action: str | None, repository: str) -> str:
    deed = " ".join(_SPLIT.split(kind.removesuffix("Event"))).casefold()
    return f"{deed} {action} in {repository}" if action else f"{deed} in {repository}"


def event_of(event: Node, whose: str) -> Post:
    """An event as a post of kind "other". `whose` is the one account that may have done it; empty for anybody.

    It says whose deed it is where the list is an organisation's; `Drift` where a person's list holds another's.
    """
    actor = event.node("actor").text("login")
    if whose and fold(actor) != fold(whose):
        raise Drift(f"{event.path} was done by somebody else")
    payload, repository = event.node_or_none("payload"), event.node("repo").text("name")
    action = payload.text_or_none("action") if payload else None
    return Post(
        id=event.text("id"),
        url=_address(payload, _thing(payload), repository),
        published_at=event.time("created_at"),
        kind="other",
        text=_words(event.text("type"), action, repository),
        author=None if whose else actor,
    )
