"""Who speaks for the company: by account, and by the person who signs. Shown, not scored."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from presence_audit.metrics._bylines import COMPANY, FEWEST, Bylines, is_leader, is_sealed
from presence_audit.metrics._pool import effective_in, is_hidden, since
from presence_audit.model.shown import Voice, Voices
from presence_audit.scoring.evenness import effective_number

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from presence_audit.metrics._subjects import LeaderView, Subjects
    from presence_audit.model.observation import Post

_EMPLOYEES = "employees"


def _said_by(leader: LeaderView, start: datetime) -> list[Post]:
    """The effective posts of a leader on channels that were read."""
    read = {view.channel.id for view in leader.read}
    return [
        said.post
        for said in leader.posts.effective
        if said.channel in read and said.post.published_at is not None and said.post.published_at >= start
    ]


def _unread(subjects: Subjects) -> int:
    """Channels of company and leaders whose posts of late nobody knows; deeds (a push to code) are no posts."""
    views = [channel.view for channel in subjects.channels if is_hidden(channel.view, subjects)]
    views += [view for leader in subjects.leaders for view in leader.unknown]
    return sum(not view.is_activity for view in views)


def _lines(posts: Mapping[str, int]) -> tuple[Voice, ...]:
    total = sum(posts.values())
    ranked = sorted(((subject, count) for subject, count in posts.items() if count), key=lambda e: (-e[1], e[0]))
    return tuple(Voice(subject=subject, posts=count, share=count / total) for subject, count in ranked)


def _together(people: Counter[str]) -> Counter[str]:
    """The people as they may be told: employees as one, and as the company where they are too few."""
    employees = [who for who in people if who != COMPANY and not is_leader(who)]
    told = Counter({who: count for who, count in people.items() if who == COMPANY or is_leader(who)})
    told[_EMPLOYEES if len(employees) >= FEWEST else COMPANY] += sum(people[who] for who in employees)
    return told


def voices_of(subjects: Subjects) -> Voices:
    """Who spoke over the newer half of the period, by effective posts.

    A post that stands on the company's site and on the page of the leader who wrote it is one, and the leader's. Of
    several people who sign one post the first is counted.
    """
    start, bylines = since(subjects), Bylines(subjects)
    accounts: Counter[str] = Counter()
    people: Counter[str] = Counter()
    urls: set[str] = set()
    for leader in subjects.leaders:
        posts = _said_by(leader, start)
        accounts[leader.subject] += len(posts)
        people[leader.subject] += len(posts)
        urls.update(post.url for post in posts if post.url)
    for channel in subjects.channels:
        if is_hidden(channel.view, subjects):
            continue
        for post in effective_in(channel, start):
            if post.url and post.url in urls:
                continue
            accounts[channel.view.channel.id] += 1
            if post.author and is_sealed(post.author):
                continue  # who signed it is not known any more
            signers = bylines.signers(post.author) if post.author else ()
            people[signers[0] if signers else COMPANY] += 1
    told = _together(people)
    # Of employees who may not be told, the effective number may not tell either.
    counted = people if told[_EMPLOYEES] else told
    return Voices(
        accounts=_lines(accounts),
        effective_accounts=effective_number(accounts.values()),
        people=_lines(told),
        effective_people=effective_number(counted.values()),
        unread=_unread(subjects),
    )
