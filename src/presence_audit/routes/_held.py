"""Everything that the user holds of channels, read in one go, with all that cannot be used told at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from presence_audit.errors import EvidenceError
from presence_audit.exports import read_export
from presence_audit.routes._merging import merged
from presence_audit.routes._places import Places
from presence_audit.routes._saved import Shelf, from_pages
from presence_audit.saved import pages_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presence_audit.model.channel import Provenance
    from presence_audit.model.observation import Comment, Observation, Post
    from presence_audit.platforms import Ask


def routed(found: Observation, route: Provenance, answers: Sequence[tuple[str, bytes]] = ()) -> Observation:
    """The observation with its route on it, and on every post of it also the answer in which it stands.

    `answers` are the digests and the bytes of what was read; without them a post has a place only where all stand in
    one file.
    """
    comments = found.comments
    ones: list[Post | Comment] = [*found.posts, *(comments.said if comments else ())]
    places = Places(answers, ones) if answers else Places.of_evidence(found)
    posts = tuple(replace(post, provenance=route, seen_in=places.of(post)) for post in found.posts)
    if comments is not None:
        said = tuple(replace(comment, seen_in=places.of(comment)) for comment in comments.said)
        comments = replace(comments, said=said)
    return replace(found, posts=posts, comments=comments, routes=(route,))


def held(ask: Ask, shelf: Shelf | None = None) -> Observation | None:
    """What the user holds of one channel, read; None where that is nothing. Raises EvidenceError."""
    channel = ask.channel
    found: list[Observation] = []
    if channel.export is not None:
        found += [routed(o, "export") for o in read_export(ask, Path(channel.export))]
    pages = list(pages_at(Path(channel.saved))) if channel.saved is not None else []
    pages += shelf.of(channel) if shelf else []
    if pages:
        found.append(routed(from_pages(ask, pages), "saved", [(s.evidence.sha256 or "", s.page.body) for s in pages]))
    return merged(found, ask.since) if found else None


def all_held(asks: Iterable[Ask], shelf: Shelf | None = None) -> dict[str, Observation]:
    """What the user holds, by channel id. Raises EvidenceError that names everything that cannot be used."""
    found: dict[str, Observation] = {}
    problems: list[str] = []
    for ask in asks:
        try:
            observation = held(ask, shelf)
        except EvidenceError as error:
            problems.append(str(error))
            continue
        if observation is not None:
            found[ask.channel.id] = observation
    if problems:
        raise EvidenceError("\n".join(dict.fromkeys(problems)))
    return found
