"""What was read of a listing that comes in pages, newest first, and how far back it is known to reach."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from presence_audit.model.observation import Observation, Post, Profile, Window
from presence_audit.model.outcome import Outcome
from presence_audit.platforms._contract import Ask, observation_of

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(slots=True)
class Listing:
    """The posts by id, in the order of the site; the first of two with the same id stays.

    `reached` is the moment down to which the listing was read, None while that is not known. `complete`
    says that nothing since the asked day is missing, `reason` why reading stopped before that, and
    `failure` is the answer that stopped it.
    """

    posts: dict[str, Post] = field(default_factory=dict)
    reached: datetime | None = None
    complete: bool = False
    reason: str = ""
    failure: Observation | None = None

    def add(self, post: Post, *, reaches: bool) -> None:
        """Take in the next post; one out of its order (pinned, for example) does not reach anywhere."""
        self.posts.setdefault(post.id, post)
        if reaches:
            self.reached = post.published_at

    def has_passed(self, day: datetime) -> bool:
        """The listing was read to before that day."""
        return self.reached is not None and self.reached < day

    def stop(self, reason: str, failure: Observation | None = None) -> Listing:
        """Reading ends here, before it is complete."""
        self.reason, self.failure = reason, failure
        return self

    def finish(self) -> Listing:
        """Reading ends here, and nothing is missing."""
        self.complete = True
        return self

    def window(self, since: datetime) -> Window:
        """The stretch of time that is known; a pinned post does not stretch what was cut off."""
        seen = [post.published_at for post in self.posts.values() if self.complete or not post.is_pinned]
        dates = [date for date in seen if date]
        return Window(
            oldest=min(dates, default=None),
            newest=max(dates, default=None),
            reaches_back_to=since if self.complete else self.reached,
            complete=self.complete,
        )

    def observed(self, ask: Ask, profile: Profile, note: str = "") -> Observation | None:
        """The observation when there are posts or a failure; what an empty listing means is not said here."""
        if self.posts:
            said = (note, self.reason, self.failure.reason if self.failure else "")
            why = " ".join(part for part in said if part)
            posts = tuple(self.posts.values())
            return Observation(observation_of(ask), Outcome.OK, why, "", None, profile, posts, self.window(ask.since))
        return None if self.failure is None else replace(self.failure, profile=profile)
