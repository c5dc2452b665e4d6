"""Who of the company's accounts and its leaders names, answers, quotes or passes on whom. Shown, not scored."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from presence_audit.metrics._accounts import key_of, owners_of
from presence_audit.model.shown import Tie

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from presence_audit.metrics._subjects import Subjects
    from presence_audit.model.observation import Post

Kind = Literal["mentions", "answers", "quotes", "reshares"]


def _reached(post: Post, platform: str, owners: Mapping[tuple[str, str], str]) -> Iterator[tuple[str, Kind]]:
    """Whom of ours a post reaches, and how: each account once, by the nearest of the ways."""

    def owner(handle: str | None) -> str | None:
        return owners.get(key_of(platform, handle)) if handle else None

    if post.is_repost:
        # The rest of a reshare is what somebody else wrote.
        if found := owner(post.author):
            yield found, "reshares"
        return
    met: set[str] = set()
    kinds: tuple[tuple[str | None, Kind], ...] = ((post.reply_to, "answers"), (post.quote_of, "quotes"))
    for handle, kind in kinds:
        if (found := owner(handle)) and found not in met:
            met.add(found)
            yield found, kind
    for handle in post.mentions:
        if (found := owner(handle)) and found not in met:
            met.add(found)
            yield found, "mentions"


def network_of(subjects: Subjects) -> tuple[Tie, ...]:
    """The ties between accounts of the company and leaders over the whole period, the strongest first.

    Only what the platform marks counts: a name in words is no tie, nor is one under which the platform does not know
    the account. Who is answered or quoted is not counted as mentioned as well. A leader's accounts are one.
    """
    owners = owners_of(subjects.profiles)
    sources = [(channel.view.channel.id, channel.view) for channel in subjects.channels]
    sources += [(leader.subject, view) for leader in subjects.leaders for view in leader.channels]
    ties: Counter[tuple[str, str, Kind]] = Counter()
    for source, view in sources:
        platform = view.channel.platform
        for post in view.dated_since(view.since):
            if post.mentions or post.reply_to or post.quote_of or post.is_repost:
                for target, kind in _reached(post, platform, owners):
                    if target != source:
                        ties[source, target, kind] += 1
    ranked = sorted(ties.items(), key=lambda entry: (-entry[1], entry[0]))
    return tuple(Tie(source=source, target=target, kind=kind, count=count) for (source, target, kind), count in ranked)
