"""Findings of the people around the company: employees, those who are credited, others, and how few carry it all."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from presence_audit.metrics._finding import label
from presence_audit.metrics._pool import effective_in, is_hidden, is_read, since

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.metrics._finding import Scored
    from presence_audit.metrics._subjects import LeaderView, Subjects
    from presence_audit.model.observation import Evidence
    from presence_audit.model.report import Finding

# One account that says so much of it all carries it nearly alone; fewer posts than these show no habit.
_MOST, _FEWEST_POSTS = 0.75, 10


def _leader_posts(leader: LeaderView, subjects: Subjects) -> int:
    start = since(subjects)
    return sum(1 for s in leader.posts.effective if s.post.published_at is not None and s.post.published_at >= start)


def _spoken(subjects: Subjects) -> list[tuple[int, str, tuple[Evidence, ...]]]:
    """For every channel of the company and every leader that could be read: how many effective posts, and whose."""
    spoken = [
        (len(effective_in(channel, since(subjects))), label(channel.view), channel.view.evidence)
        for channel in subjects.channels
        if is_read(channel.view, subjects)
    ]
    for leader in subjects.leaders:
        if leader.read:
            evidence = tuple(piece for view in leader.read for piece in view.evidence)
            spoken.append((_leader_posts(leader, subjects), leader.leader.name, evidence))
    return spoken


def _few_voices(scored: Scored) -> Iterator[Finding]:
    """One account that carries nearly everything, where there are others to compare it with."""
    subjects = scored.subjects
    spoken = _spoken(subjects)
    total = sum(count for count, _, _ in spoken)
    if len(spoken) < 2 or total < _FEWEST_POSTS:
        return
    most, account, evidence = max(spoken, key=lambda one: one[0])
    if most < _MOST * total:
        return
    entropy = -math.fsum(n / total * math.log(n / total) for n, _, _ in spoken if n)
    unread = sum(is_hidden(channel.view, subjects) for channel in subjects.channels)
    unread += sum(len(leader.unknown) for leader in subjects.leaders)
    yield scored.note(
        "few-voices",
        "company",
        "message-partly" if unread else "message",
        evidence=evidence,
        account=account,
        share=most / total,
        days=round(subjects.cadence_days),
        voices=math.exp(entropy),
        unread=unread,
    )


def of_people(scored: Scored) -> Iterator[Finding]:
    """Who else could be heard. Employees are a rate only, and the accounts of others are never named."""
    for id_, metric in (("ambassadors", "employee-voices"), ("outside-voices", "outside-voices")):
        leaf, voices = scored.weak(id_, metric, "company"), scored.value(metric, "company")
        if leaf is not None and voices is not None:
            yield scored.finding(id_, leaf, voices=voices)
    leaf, share = scored.weak("credits-people", "credits-people", "company"), scored.value("credits-people", "company")
    if leaf is not None and share is not None:
        yield scored.finding("credits-people", leaf, share=share)
    yield from _few_voices(scored)
