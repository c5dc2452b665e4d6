"""Findings of the leaders: those who are not there, the silent, those who only pass on, and those who only answer.

They are told apart because what would help each of them is something else. Nothing is said of a leader who could not
be measured, and nobody is shamed: a finding names what was seen and the next step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.metrics._effective import by_time, is_bare
from presence_audit.metrics._finding import held_against, silent_for
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.metrics._finding import Scored
    from presence_audit.metrics._subjects import LeaderView
    from presence_audit.model.observation import Post
    from presence_audit.model.report import Finding, Leaf


def _partly(scored: Scored, leader: LeaderView, phrase: str) -> str:
    if not leader.unknown:
        return ""
    known = len(leader.read)
    return scored.phrase(phrase, known=known, all=known + len(leader.unknown))


def _since(leader: LeaderView, last: Post | None) -> tuple[int, int]:
    """How many reshares and answers came after the last own post, within the period."""
    acts = [post for view in leader.read for post in view.activity]
    acts = [post for post in acts if last is None or by_time(post) > by_time(last)]
    return sum(is_bare(post) and not post.is_reply for post in acts), sum(bool(post.is_reply) for post in acts)


def _quiet(scored: Scored, leader: LeaderView, leaf: Leaf, days: float | None) -> Finding:
    """Of a leader without an own post for long: whether there were reshares, answers, or nothing.

    `days` is how long it has been at least, None where the account has no posts at all.
    """
    name, last = leader.leader.name, leader.last_post
    reshares, answers = _since(leader, last)
    if not reshares and not answers:
        if days is None:
            return scored.finding("leader-silent", leaf, "message-empty", name=name)
        long = silent_for(scored, last) if last else scored.phrase("at-least", n=int(days))
        return scored.finding("leader-silent", leaf, name=name, long=long)
    # Reshares and answers are known of the period only, however long ago the last own post came.
    is_within = last is not None and by_time(last)[0] >= leader.read[0].since
    long = silent_for(scored, last) if last and is_within else scored.phrase("days", n=scored.subjects.days)
    if not reshares:
        texts = ("message-answers", "advice-answers")
        return scored.finding("cadence-low", leaf, *texts, name=name, long=long, answers=answers)
    texts = ("message-and-answers" if answers else "message-all", "advice-all")
    return scored.finding("leader-reshare", leaf, *texts, name=name, long=long, answers=answers)


def _seldom(scored: Scored, leader: LeaderView, leaf: Leaf, rate: float) -> Finding:
    curve = anchors().metrics["leader-posts-per-week"]
    assert curve.typical is not None
    assert curve.leading is not None
    aim = curve.typical if rate < curve.typical else curve.leading
    return scored.finding(
        "cadence-low",
        leaf,
        advice="advice-leader",
        who=leader.leader.name,
        rate=rate,
        partly=_partly(scored, leader, "partly"),
        held=held_against(scored, rate, curve.typical, curve.leading),
        aim=aim,
    )


def _posts(scored: Scored, leader: LeaderView) -> Iterator[Finding]:
    rate = scored.weak("cadence-low", "leader-posts-per-week", leader.subject)
    last = scored.leaf("leader-last-post", leader.subject)
    # Silence beside a channel that cannot be read is nobody's silence.
    silent = None if leader.unknown else scored.weak("leader-silent", "leader-last-post", leader.subject)
    if silent is not None:
        yield _quiet(scored, leader, rate or silent, silent.value)
    elif rate is not None and rate.value is not None and last is not None and last.score is not None:
        yield _seldom(scored, leader, rate, rate.value)


def _voice(scored: Scored, leader: LeaderView) -> Iterator[Finding]:
    name, partly = leader.leader.name, _partly(scored, leader, "partly-share")
    leaf = scored.weak("leader-reshare", "leader-own-voice", leader.subject)
    if leaf is not None and leaf.value is not None:
        yield scored.finding("leader-reshare", leaf, name=name, partly=partly, share=1 - leaf.value)
    leaf = scored.weak("leader-participate", "leader-participation", leader.subject)
    if leaf is not None and leaf.state == "value" and leader.posts.own:
        yield scored.finding("leader-participate", leaf, name=name, partly=partly)


def _leader(scored: Scored, leader: LeaderView) -> Iterator[Finding]:
    if leader.standing == "absent":
        leaf = scored.weak("leader-absent", "leader-posts-per-week", leader.subject)
        if leaf is not None:
            yield scored.finding("leader-absent", leaf, name=leader.leader.name)
        return
    told = list(_posts(scored, leader))
    yield from told
    passed_on = any(finding.id == "leader-reshare" for finding in told)
    yield from (f for f in _voice(scored, leader) if not (passed_on and f.id == "leader-reshare"))


def _breadth(scored: Scored) -> Iterator[Finding]:
    leaf = scored.weak("leader-breadth", "leader-breadth", "company")
    if leaf is None or leaf.value is None:
        return
    count = len(scored.subjects.leaders)
    low, high = leaf.interval or (leaf.value, leaf.value)
    active, unknown = round(low * count), round((high - low) * count)
    message = "message-partly" if unknown else "message"
    yield scored.finding("leader-breadth", leaf, message, active=active, known=count - unknown, unknown=unknown)


def of_leaders(scored: Scored) -> Iterator[Finding]:
    """What each leader, and the leaders as a group, could do next."""
    for leader in scored.subjects.leaders:
        yield from _leader(scored, leader)
    yield from _breadth(scored)
