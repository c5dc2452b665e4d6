"""What an owner's export is: how its content is recognised, and how its posts are read.

    def read(ask: Ask, files: Files) -> Observation:
        posts = Posts(ask)                       # keeps what the audit needs, so that memory stays small
        for row in rows_of(files, name): posts.add(Post(...))
        return posts.observed(Profile(...), since=..., until=...)

A reader is a pure function of the files. It raises `EvidenceError` (which ends the command, exit code 2) where a file
cannot be used, in a sentence that says which file, where in it, and what to do next; what is missing is never zero.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from presence_audit.model.observation import Observation, Post, Profile, Window
from presence_audit.model.outcome import Outcome
from presence_audit.platforms import observation_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from presence_audit.exports._files import Files
    from presence_audit.model.channel import Channel
    from presence_audit.platforms import Ask

# Far more than a person or a company publishes in a year; an archive of a bot may hold millions.
_MOST = 200_000


@dataclass(frozen=True, slots=True)
class Export:
    """The declaration at the end of each file of this room; found by listing the folder.

    `platforms` are the ids of the platforms whose channels it speaks of. `recognise` looks at names and at the
    beginnings of files only. `how` is where the owner finds it, one imperative sentence. `proven` is the day (ISO) and
    the way in which its shape was last shown, or "unproven: …" with what is missing. `kinds` are the kinds of account
    that it can be of; all, where empty.
    """

    id: str
    name: str
    platforms: tuple[str, ...]
    recognise: Callable[[Files], bool]
    read: Callable[[Ask, Files], Observation]
    how: str
    proven: str
    kinds: tuple[str, ...] = ()

    def is_for(self, channel: Channel) -> bool:
        """Whether it can speak of the channel: a person's posts are not those of the company's page."""
        return channel.platform in self.platforms and (not self.kinds or channel.kind in self.kinds)


@dataclass(slots=True)
class Posts:
    """Takes in the posts of an export in any order and keeps those of the audited period, and the newest before it.

    An archive holds years; a report needs half of one, and the last post of somebody who has been silent since.
    `oldest` and `newest` are of those up to the audited moment: a date after it, which may be a slip, proves nothing.
    """

    ask: Ask
    kept: dict[str, Post] = field(default_factory=dict)
    undated: int = 0
    later: int = 0
    before: Post | None = None
    oldest: datetime | None = None
    newest: datetime | None = None

    def add(self, post: Post) -> None:
        """Take in one post; of two with one id the first stays."""
        at = post.published_at
        if at is None:
            self.undated += post.id not in self.kept
            self._keep(post)
            return
        if at <= self.ask.until:
            self.oldest = at if self.oldest is None else min(self.oldest, at)
            self.newest = at if self.newest is None else max(self.newest, at)
        if at >= self.ask.since:
            self._keep(post)
        elif self.before is None or self.before.published_at is None or at > self.before.published_at:
            self.before = post

    def _keep(self, post: Post) -> None:
        if len(self.kept) < _MOST:
            self.kept.setdefault(post.id, post)
        elif post.id not in self.kept:
            self.later += 1

    def observed(
        self,
        profile: Profile,
        *,
        until: datetime,
        since: datetime | None = None,
        complete: bool = False,
        notes: tuple[str, ...] = (),
    ) -> Observation:
        """The observation of the export.

        Args:
            profile: who the export says the account is.
            until: up to when it tells: the end of its period, or when it was made, at most the audited moment. Nothing
                is known of what came after.
            since: from when on it lists every post; None where the export does not say. Of an archive that holds the
                account's whole life (`complete`) nothing is missing.
            complete: nothing before `since` is missing either.
            notes: what a reader of the numbers has to know, in sentences.
        """
        dated = [(post.published_at, post) for post in self.kept.values() if post.published_at]
        dated.sort(key=lambda pair: (pair[0], pair[1].id), reverse=True)
        listed = [post for _, post in dated]
        listed += [self.before] if self.before else []
        listed += [post for post in self.kept.values() if post.published_at is None]
        reach = since if since is not None or not complete else self.ask.since
        whole = complete or (reach is not None and reach <= self.ask.since)
        if self.later:
            notes = (*notes, f"{self.later} posts beyond the first {_MOST} are left out.")
            whole, reach = False, None
        if self.undated:
            notes = (*notes, f"{self.undated} of its posts have no date.")
        window = Window(self.oldest, self.newest, self.ask.since if whole else reach, whole)
        until = min(until, self.ask.until)
        if not listed and not complete and reach is not None:
            # It says nothing of the time before its period, so the account need not be without posts.
            notes = (*notes, "It lists no post of its period.")
        outcome = Outcome.OK if listed or not complete else Outcome.ZERO_POSTS
        step = outcome.next_step if outcome is Outcome.ZERO_POSTS else ""
        return Observation(
            observation_of(self.ask), outcome, " ".join(notes), step, until, profile, tuple(listed), window
        )


def with_note(observation: Observation, note: str) -> Observation:
    """The observation with one more sentence for its reader."""
    return replace(observation, reason=" ".join(part for part in (observation.reason, note) if part))
