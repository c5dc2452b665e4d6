"""What is told of leaders, channels and single numbers: one kind sentence each, and none where nothing changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from presence_audit.compare._stretches import OVER_TIME, unlike
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._words import outcome_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.model.report import ChannelLine, LeaderLine, Leaf, Report
    from presence_audit.scoring import Scored

Turn = Literal["up", "down", "known", "unknown", "new", "gone", "other"]
_ACTIVE_DAYS = 90  # as for the breadth of the leaders
_ALIVE_DAYS = 30  # as for channels that are alive
_RECENCY = "channel-recency"
_MOST = 10  # numbers that are told, those that moved the total most


@dataclass(frozen=True, slots=True)
class Told:
    """One change: of whom, which way (`known` and `unknown` are no way), and what is told, with foreign words in it.

    `metric` is the number that moved, of a channel or a measure; None where it is no number.
    """

    subject: str
    name: str
    turn: Turn
    sentence: str
    metric: str | None = None


def _last_post(report: Report, metric: str, subject: str, limit: int) -> float | Literal["silent"] | None:
    """Days since the last post; "silent" where it is proven that there is none.

    None where nobody can say, and where its date is too coarse to tell on which side of the limit it lies.
    """
    for pillar in report.pillars:
        for leaf in pillar.leaves:
            if (leaf.metric, leaf.subject) == (metric, subject):
                low, high = leaf.interval or (0.0, 0.0)
                if low <= limit < high:
                    return None
                return leaf.value if leaf.state == "value" else "silent" if leaf.state == "absent" else None
    return None


def _is_within(days: float | Literal["silent"], limit: int) -> bool:
    return days != "silent" and days <= limit


def _is_active(days: float | Literal["silent"]) -> bool:
    return _is_within(days, _ACTIVE_DAYS)


def _leader(old: Report, new: Report, before: LeaderLine, after: LeaderLine) -> Iterator[Told]:
    subject, name = f"leader:{after.id}", after.name
    then = _last_post(old, "leader-last-post", f"leader:{before.id}", _ACTIVE_DAYS)
    now = _last_post(new, "leader-last-post", subject, _ACTIVE_DAYS)
    if then is None and now is None:
        return
    if now is None:
        yield Told(subject, name, "unknown", "Whether there are posts can no longer be seen; that is not silence.")
    elif then is None:
        said = "has posted within 90 days" if _is_active(now) else "has not posted within 90 days"
        yield Told(subject, name, "known", f"Can be read now: {said}.")
    elif _is_active(then) and not _is_active(now):
        yield Told(subject, name, "down", f"Has fallen silent: no post within {_ACTIVE_DAYS} days.")
    elif not _is_active(then) and _is_active(now):
        yield Told(subject, name, "up", f"Posts now; before, there was no post within {_ACTIVE_DAYS} days.")


def leader_lines(old: Report, new: Report) -> tuple[Told, ...]:
    """Who posts again, who fell silent, who is named for the first time or no longer."""
    then, now = ({line.id: line for line in report.leaders} for report in (old, new))
    told: list[Told] = []
    for id_, line in now.items():
        if id_ in then:
            told += _leader(old, new, then[id_], line)
        else:
            told.append(Told(f"leader:{id_}", line.name, "new", "Is named for the first time."))
    told += [
        Told(f"leader:{id_}", line.name, "gone", "Is no longer named.") for id_, line in then.items() if id_ not in now
    ]
    return tuple(told)


def _outcome(before: ChannelLine, after: ChannelLine) -> tuple[Turn, str] | None:
    then, now = (outcome_words(line.outcome, line.provenance) for line in (before, after))
    if then == now:
        return None
    declared = after.provenance == "declared", before.provenance == "declared"
    if declared[0]:
        return "other", "Is now declared absent, which is a choice."
    if after.outcome.is_unknown and before.outcome.is_readable and not declared[1]:
        return "unknown", f"Can no longer be read ({now}); that is unknown, and no fall."
    if after.outcome.is_readable and before.outcome.is_unknown and not declared[1]:
        return "known", f"Can be read now; it could not before ({then})."
    if after.outcome.is_absent:
        return "down", f"Is no longer publicly there ({now}; it was: {then})."
    if after.outcome.is_readable and (before.outcome.is_absent or declared[1]):
        return "up", f"Is publicly there now (it was: {then})."
    return "other", f"Answers otherwise: {now} (it was: {then})."


def _followers(before: ChannelLine, after: ChannelLine) -> tuple[Turn, str] | None:
    """How the number of followers moved; a number that is known on one side only says nothing."""
    then, now = before.followers, after.followers
    if then is None or now is None or then.value == now.value:
        return None
    turn: Turn = "up" if now.value > then.value else "down"
    was, are = numbers.count(then), numbers.count(now)
    if then.precision == now.precision == "exact":
        return turn, f"Followers: {was} before, {are} now."
    return turn, f"Followers: {was} before, {are} now; the site rounds them."


def _rate(before: ChannelLine, after: ChannelLine, *, is_unlike: bool) -> tuple[Turn, str] | None:
    then, now = before.posts_per_week, after.posts_per_week
    if then is None or now is None or numbers.rate(then) == numbers.rate(now):
        return None
    was, are = numbers.rate(then), numbers.rate(now)
    if is_unlike:
        return "other", f"Posts a week: {was} before, {are} now; the time that is known is not the same."
    return "up" if now > then else "down", f"Posts a week: {was} before, {are} now."


def _silence(old: Report, new: Report, before: ChannelLine, after: ChannelLine) -> tuple[Turn, str] | None:
    """That a channel of the company fell silent or posts again, by known dates; the longer limit goes first.

    What a leader does is told of the leader, over all of the leader's channels.
    """
    if not (before.outcome.is_readable and after.outcome.is_readable):
        return None
    for limit in (_ACTIVE_DAYS, _ALIVE_DAYS):
        then, now = (_last_post(report, _RECENCY, after.id, limit) for report in (old, new))
        if then is None or now is None or _is_within(then, limit) == _is_within(now, limit):
            continue
        if _is_within(now, limit):
            return "up", f"Posts again; before, there was no post within {limit} days."
        return "down", f"Has fallen silent: no post within {limit} days."
    return None


def channel_lines(old: Report, new: Report) -> tuple[Told, ...]:
    """How channels answer now, where that changed, which fell silent, and how their followers and rates moved."""
    then, now = ({line.id: line for line in report.channels} for report in (old, new))
    told: list[Told] = []
    loose = unlike(old, new)
    for id_, line in now.items():
        name = f"{line.platform} {line.handle}".strip()
        if id_ not in then:
            told.append(Told(id_, name, "new", "Is listed for the first time."))
            continue
        before = then[id_]
        standing = (_outcome(before, line), _silence(old, new, before, line))
        told += [Told(id_, name, *change) for change in standing if change is not None]
        counted = (
            ("followers", _followers(before, line)),
            ("posts-per-week", _rate(before, line, is_unlike=id_ in loose)),
        )
        told += [Told(id_, name, *change, metric) for metric, change in counted if change is not None]
    for id_, line in then.items():
        if id_ not in now:
            told.append(Told(id_, f"{line.platform} {line.handle}".strip(), "gone", "Is no longer listed."))
    return tuple(told)


def _leaves(scored: Scored) -> dict[tuple[str, str], tuple[Leaf, float]]:
    """Every leaf with the most that it can weigh in the total, of 100."""
    found = {}
    for pillar in scored.pillars:
        whole = sum(leaf.weight for leaf in pillar.leaves if leaf.state != "not-applicable") or 1.0
        for leaf in pillar.leaves:
            found[leaf.metric, leaf.subject] = leaf, pillar.weight * leaf.weight / whole
    return found


def metric_lines(old: Scored, new: Scored, loose: frozenset[str] = frozenset()) -> tuple[Told, ...]:
    """The numbers known on both sides that moved most, by points times weight; at most ten.

    `loose` are the channels and leaders that were known over another stretch of time: what is measured over it neither
    rose nor fell.
    """
    then, now = _leaves(old), _leaves(new)
    moved: list[tuple[float, Told]] = []
    for key in now.keys() & then.keys():
        (before, _), (after, weight) = then[key], now[key]
        if before.score is None or after.score is None or not weight:
            continue
        if numbers.score(before.score) == numbers.score(after.score):
            continue
        turn: Turn = "up" if after.score > before.score else "down"
        if key[0] in OVER_TIME and key[1] in loose:
            turn = "other"
        was, are = numbers.score(before.score), numbers.score(after.score)
        told = Told(key[1], key[0], turn, f"{was} points before, {are} now.", key[0])
        moved.append((weight * abs(after.score - before.score), told))
    moved.sort(key=lambda pair: (-pair[0], pair[1].name, pair[1].subject))
    return tuple(told for _, told in moved[:_MOST])
