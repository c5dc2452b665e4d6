"""What one report says of each leader: whether he or she is on a network, and whether he or she posts there.

A leader is present on a network where the account was seen, and absent where the profiles file says so or the site says
that there is no such account. Everything else is unknown: an account that is named but stands behind a wall ("walled"),
and a network of which the profiles file says nothing ("unsaid"). Active is who has posted within the last 90 days, in
words of his or her own.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal

from presence_audit.model.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from presence_audit.model.report import ChannelLine, Leaf, Report

ANYWHERE: Final = "any"
ACTIVE_DAYS: Final = 90  # as for the breadth of the leaders
Answer = Literal["yes", "no", "walled", "unsaid"]

_ASKED_NOW = frozenset({"live", "permission", "api"})
_LAST_POST = "leader-last-post"


def one_of(answers: Sequence[Answer]) -> Answer:
    """Whether at least one says yes; a no only where all of them do."""
    for answer in ("yes", "walled", "unsaid"):
        if answer in answers:
            return answer
    return "no" if answers else "unsaid"


def _is_gone(line: ChannelLine) -> bool:
    return line.provenance == "declared" or line.outcome.is_absent


def _present(line: ChannelLine) -> Answer:
    if _is_gone(line):
        return "no"
    # A wall in front of the posts may still show whose account it is.
    return "yes" if line.outcome.is_readable or line.followers is not None else "walled"


class LeadersOf:
    """The leaders of one company, as its report shows them."""

    def __init__(self, report: Report) -> None:
        self.as_of = report.as_of
        self.window = timedelta(days=report.window_days)
        self.leaders = [f"leader:{line.id}" for line in report.leaders]
        self._leaves = {
            leaf.subject: leaf for pillar in report.pillars for leaf in pillar.leaves if leaf.metric == _LAST_POST
        }
        shown = report.shown
        partial = shown.partial if shown else ()
        self._open = {one.subject for one in partial if one.metric == _LAST_POST and one.higher}
        self._coarse = {one.subject: one.days for one in shown.last_posts if one.days} if shown else {}
        self._last: dict[str, datetime] = {}
        for post in shown.posts if shown else ():
            if post.act in {"post", "quote"} and post.counts in {"yes", "cap"}:
                self._last[post.channel] = max(post.published_at, self._last.get(post.channel, post.published_at))
        self._is_listed = shown is not None
        self.lines: dict[str, list[ChannelLine]] = {leader: [] for leader in self.leaders}
        for line in report.channels:
            if line.owner in self.lines:
                self.lines[line.owner].append(line)

    @property
    def start(self) -> datetime:
        """Who has posted since is active."""
        return self.as_of - timedelta(days=ACTIVE_DAYS)

    def present(self, leader: str, network: str) -> Answer:
        """Whether the leader is there."""
        lines = self._on(leader, network)
        return one_of([_present(line) for line in lines]) if lines else "unsaid"

    def active(self, leader: str, network: str) -> Answer:
        """Whether the leader posted there within the last 90 days."""
        if network == ANYWHERE:
            return self._active_anywhere(leader)
        lines = self._on(leader, network)
        return one_of([self._active_on(line) for line in lines]) if lines else "unsaid"

    def _on(self, leader: str, network: str) -> list[ChannelLine]:
        return [line for line in self.lines[leader] if network in {ANYWHERE, line.platform}]

    def _active_on(self, line: ChannelLine) -> Answer:
        if _is_gone(line) or line.outcome is Outcome.ZERO_POSTS:
            return "no"
        last = self._last.get(line.id) if self._is_listed else line.last_post_at
        newest, oldest = self._coarse.get(line.id, (0.0, 0.0))
        if last is not None and last >= self.start and oldest <= ACTIVE_DAYS:
            return "yes"
        if newest <= ACTIVE_DAYS < oldest:
            return "walled"  # its date is too coarse to say
        return "no" if self._is_seen_in_full(line) else "walled"

    def _is_seen_in_full(self, line: ChannelLine) -> bool:
        """No post of the last 90 days can be missing from what was read: of the site itself, and dated."""
        if line.posts_seen is None or (line.posts_seen and line.last_post_at is None):
            return False
        if not _ASKED_NOW & set(line.provenance.split(", ")):
            return False
        reach = self.as_of - self.window if line.window.complete else line.window.reaches_back_to
        leaf = self._leaves.get(line.owner)
        others = [one for one in self.lines[line.owner] if one is not line and not _is_gone(one)]
        is_dated = leaf is None or leaf.state != "unknown" or bool(others)
        return is_dated and reach is not None and reach <= self.start

    def _active_anywhere(self, leader: str) -> Answer:
        """As the breadth of the leaders counts it: from all channels together."""
        leaf = self._leaves.get(leader)
        if not self.lines[leader] or leaf is None:
            return "unsaid"
        if leaf.state == "value":
            return self._by_days(leaf)
        # One walled channel leaves the last post unknown, also where another one tells that it came lately.
        by_channel = one_of([self._active_on(line) for line in self.lines[leader]])
        return by_channel if by_channel == "yes" or leaf.state != "absent" else "no"

    def _by_days(self, leaf: Leaf) -> Answer:
        oldest = leaf.interval[1] if leaf.interval else leaf.value
        newest = leaf.interval[0] if leaf.interval else leaf.value
        if oldest is None or newest is None:
            return "walled"
        if oldest <= ACTIVE_DAYS:
            return "yes"
        return "walled" if newest <= ACTIVE_DAYS or leaf.subject in self._open else "no"
