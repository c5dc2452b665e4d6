"""Findings of the people around the company: employees, those who are credited, others, and how few carry it all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.metrics._pool import is_read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from presence_audit.metrics._finding import Scored
    from presence_audit.metrics._subjects import Subjects
    from presence_audit.model.observation import Evidence
    from presence_audit.model.report import Finding

# One account that says so much of it all carries it nearly alone; fewer posts than these show no habit.
_MOST, _FEWEST_POSTS = 0.75, 10


def _read(subjects: Subjects) -> Mapping[str, tuple[str, tuple[Evidence, ...]]]:
    """Every channel of the company and every leader that could be read: what it is called, and what it rests on."""
    read = {
        channel.view.channel.id: (channel.view.label, channel.view.evidence)
        for channel in subjects.channels
        if is_read(channel.view, subjects)
    }
    for leader in subjects.leaders:
        if leader.read:
            evidence = tuple(piece for view in leader.read for piece in view.evidence)
            read[leader.subject] = leader.leader.name, evidence
    return read


def _few_voices(scored: Scored) -> Iterator[Finding]:
    """One account that carries nearly everything, where there are others to compare it with."""
    voices, read = scored.measurement.voices, _read(scored.subjects)
    if len(read) < 2 or sum(voice.posts for voice in voices.accounts) < _FEWEST_POSTS:
        return
    loudest = voices.accounts[0]
    if loudest.share < _MOST or voices.effective_accounts is None:
        return
    account, evidence = read[loudest.subject]
    yield scored.note(
        "few-voices",
        "company",
        "message-partly" if voices.unread else "message",
        evidence=evidence,
        account=account,
        share=loudest.share,
        days=round(scored.subjects.cadence_days),
        voices=voices.effective_accounts,
        unread=voices.unread,
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
