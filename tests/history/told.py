"""Runs as tests tell them: one channel, days counted from the first of January 2026."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from presence_audit.history import History, Noticed, Seen
from presence_audit.model.observation import ChannelRef, Evidence, Observation, Post, Trace, Window
from presence_audit.model.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from presence_audit.history import RunKind
    from presence_audit.model.channel import Provenance

CHANNEL = "channel:bluesky:nordlys.example"
REF = ChannelRef("bluesky", "account", "nordlys.example", "https://bsky.app/profile/nordlys.example")
OURS = {"Nordlys Energi", "Kari Nordmann", "kari.example"}


def day(number: float) -> datetime:
    return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number)


def trace(post: Post) -> Trace:
    """As the metrics make it: how many words, and a number of 64 bits."""
    words = post.text.split()
    digest = hashlib.blake2b(" ".join(words or post.links).encode(), digest_size=8).digest()
    made = int.from_bytes((int.from_bytes(digest, "big") | 2).to_bytes(8, "big"), "big", signed=True)
    return Trace(len(words), made if words or post.links else None)


def post(number: float, **more: Any) -> Post:
    """A post of that day; its id says which."""
    given: dict[str, Any] = {
        "id": f"p{number}",
        "url": f"https://bsky.app/profile/nordlys.example/post/{number}",
        "published_at": day(number),
        "kind": "text",
        "text": f"Ord om dag {number}",
        "is_reply": False,
        "is_repost": False,
        "provenance": "live",
    }
    return Post(**(given | more))


def seen(
    at: float,
    posts: Iterable[Post],
    back_to: float | None = None,
    *,
    outcome: Outcome = Outcome.OK,
    routes: Sequence[Provenance] = ("live",),
    digest: str = "",
) -> Observation:
    """The channel as it was read on a day, and down to which day its listing reached."""
    digest = hashlib.sha256((digest or f"{at} {routes}").encode()).hexdigest()
    listed = tuple(replace(one, seen_in=one.seen_in or digest) for one in posts)
    reach = None if back_to is None else day(back_to)
    return Observation(
        REF,
        outcome,
        observed_at=day(at),
        posts=listed,
        window=Window(reaches_back_to=reach),
        evidence=(Evidence(REF.url, 200, digest, day(at)),),
        routes=tuple(routes),
    )


def tell(
    history: History,
    as_of: float,
    observation: Observation | None,
    *,
    kind: RunKind = "scan",
    keep_text: bool = False,
    owner: str = "company",
) -> None:
    """Record a run of one channel, or of none."""
    found = {} if observation is None else {CHANNEL: Seen(owner, observation)}
    history.record(
        day(as_of), 182, "1", "0.1", found, trace=trace, is_ours=OURS.__contains__, keep_text=keep_text, kind=kind
    )


def noticed(history: History, as_of: float) -> Noticed:
    return history.noticed(day(as_of)).get(CHANNEL, Noticed())


def past(history: History, as_of: float, since: float = -181) -> tuple[Observation, ...]:
    return history.past(day(as_of), day(since)).get(CHANNEL, ())


def posts_of(history: History, as_of: float, since: float = -181) -> list[Post]:
    return [one for part in past(history, as_of, since) for one in part.posts]


def ids(history: History, as_of: float, since: float = -181) -> list[str]:
    return sorted(one.id for one in posts_of(history, as_of, since))


def files(path: Path) -> list[str]:
    """What lies in the folder of the history, its temporary files and locks too."""
    return sorted(one.name for one in path.parent.iterdir())
