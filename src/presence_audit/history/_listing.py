"""What one run says of one channel, as it is stored: the sighting, its evidence and its posts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from presence_audit.history._codes import ROUTES, count, flag, micros_or_none, numbers_in, ranges
from presence_audit.history._content import COLUMNS, SEEN_IN, Content, content_of, id_of, plain
from presence_audit.history._renamed import as_listed
from presence_audit.model.outcome import Outcome

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from presence_audit.history._content import Keeping
    from presence_audit.history._nouns import Seen

# Those that a run says; the numbers of the posts and the counts of what it noticed are worked out.
SAID = (
    "owner", "outcome", "reason", "next_step", "observed_at", "followers", "followers_precision", "verified",
    "oldest", "newest", "reaches_back_to", "complete", "routes",
)  # fmt: skip
COUNTED = ("posts", "added", "edited", "gone", "returned")
_AT = {name: place for place, name in enumerate(SAID)}


@dataclass(frozen=True, slots=True)
class Listing:
    """`said` are the columns of SAID, `evidence` rows of url, status, digest and moment, `posts` contents by id."""

    said: tuple[Any, ...]
    evidence: tuple[tuple[Any, ...], ...]
    posts: dict[str, Content]

    def of(self, column: str) -> Any:
        """What the run said in one of its columns."""
        return self.said[_AT[column]]

    @property
    def is_readable(self) -> bool:
        """The account's posts were seen, or it was proven to have none."""
        return Outcome(self.of("outcome")).is_readable

    @property
    def is_empty(self) -> bool:
        """It is proven that there are no posts."""
        return bool(self.of("outcome") == Outcome.ZERO_POSTS)

    @property
    def route(self) -> int | None:
        """The bit of the one route by which the channel was read; None where there were several, or none is known."""
        routes = self.of("routes").split()
        return 1 << ROUTES.index(routes[0]) if len(routes) == 1 else None


def listing_of(seen: Seen, keeping: Keeping) -> Listing:
    """What a run saw, made ready to be kept."""
    found = seen.observation
    profile, window = found.profile, found.window
    routes = found.routes or tuple(dict.fromkeys(post.provenance for post in found.posts if post.provenance))
    followers = profile.followers if profile.followers and count(profile.followers.value) is not None else None
    said = (
        plain(seen.owner),
        found.outcome.value,
        plain(found.reason),
        plain(found.next_step),
        micros_or_none(found.observed_at),
        followers.value if followers else None,
        followers.precision if followers else None,
        flag(profile.verified),
        micros_or_none(window.oldest),
        micros_or_none(window.newest),
        micros_or_none(window.reaches_back_to),
        int(window.complete),
        " ".join(routes),
    )
    evidence = tuple(
        (
            plain(piece.url),
            piece.status,
            None if piece.sha256 is None else keeping.place(piece.sha256),
            micros_or_none(piece.fetched_at),
        )
        for piece in found.evidence
    )
    posts: dict[str, Content] = {}
    for post in found.posts:
        posts.setdefault(id_of(post, keeping), content_of(post, keeping))
    return Listing(said, evidence, posts)


def stored(database: sqlite3.Connection, run: int, channel: int) -> Listing | None:
    """What the newest run that saw a channel says of it; of an older one the posts may have changed since."""
    row = database.execute(
        f"SELECT posts, {', '.join(SAID)} FROM sighting WHERE run = ? AND channel = ?", (run, channel)
    ).fetchone()
    if row is None:
        return None
    evidence = database.execute(
        "SELECT url, status, digest, fetched_at FROM evidence WHERE run = ? AND channel = ? ORDER BY place",
        (run, channel),
    ).fetchall()
    # A post that an earlier run saw as it is says where it stood then; where it stood here is known of one answer.
    answers = {piece[2] for piece in evidence}
    here = answers.pop() if len(answers) == 1 else None
    posts: dict[str, Content] = {}
    for number in numbers_in(row[0]):
        found = database.execute(
            f"SELECT id, said, {', '.join(COLUMNS)} FROM post WHERE channel = ? AND no = ?", (channel, number)
        ).fetchone()
        if found is not None:  # else it was purged
            id_, content = as_listed(found[0], found[2:])
            posts[id_] = content if found[1] == run else (*content[:SEEN_IN], here, *content[SEEN_IN + 1 :])
    return Listing(row[1:], tuple(evidence), posts)


def store(
    database: sqlite3.Connection,
    key: tuple[int, int],
    listing: Listing,
    numbers: Sequence[int],
    counts: tuple[int, ...],
) -> None:
    """Write the sighting of a run and a channel, and its evidence."""
    columns = ("run", "channel", *SAID, *COUNTED)
    database.execute(
        f"INSERT INTO sighting ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
        (*key, *listing.said, ranges(numbers), *counts),
    )
    database.executemany(
        "INSERT INTO evidence (run, channel, place, url, status, digest, fetched_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(*key, place, *piece) for place, piece in enumerate(listing.evidence)],
    )
