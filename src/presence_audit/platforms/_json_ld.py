"""What a page tells search engines about itself: its JSON-LD blocks, in the words of schema.org."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from presence_audit.platforms._contract import Drift
from presence_audit.platforms._wire import Node, node_of_text

if TYPE_CHECKING:
    from collections.abc import Iterator

# No page that tells of one account needs more; a hostile one could hold a million.
_MOST_ITEMS: Final = 500


def items_of(root: Any) -> list[Node]:
    """The items of all blocks of a tree, those of lists and of `@graph` one by one; what is no JSON is left out."""
    return list(_items(root))[:_MOST_ITEMS]


def _items(root: Any) -> Iterator[Node]:
    for script in root.iter("script"):
        if (script.get("type") or "").strip().casefold() != "application/ld+json":
            continue
        try:
            whole = node_of_text(script.text or "")
        except Drift:
            continue  # two in thirty-four blocks of the wild are broken; the others remain
        several = whole.elements() if isinstance(whole.value, list) else whole.items_or_empty("@graph")
        yield from several or [whole]


def is_a(item: Node, *types: str) -> bool:
    """Whether an item is of one of these types of schema.org."""
    said = item.text_or_none("@type")
    return (said in types) or any(kind.value in types for kind in item.items_or_empty("@type"))


def person_of(root: Any) -> Node | None:
    """The account that a ProfilePage is about; None on a page that is none."""
    pages = (item for item in items_of(root) if is_a(item, "ProfilePage"))
    return next((person for page in pages if (person := page.node_or_none("mainEntity"))), None)


def interactions(person: Node, action: str, by: str = "interactionStatistic") -> int | None:
    """How often it was done to an account (FollowAction: its followers), or `by` it (agentInteractionStatistic)."""
    listed = person.items_or_empty(by) or [found for found in (person.node_or_none(by),) if found]
    for counter in listed:
        kind = counter.text_or_none("interactionType") or ""
        if kind.rpartition("/")[2] == action:
            return counter.count_or_none("userInteractionCount")
    return None
