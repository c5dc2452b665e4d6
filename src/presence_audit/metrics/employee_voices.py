"""How many employees are heard in their own name on the company's channels.

What it measures:
    The different people who sign posts on the company's own channels (its news site, say) over the last 182 days, per
    100 employees. Named leaders, the company itself and the names of departments do not count, nor does a name of one
    word, and near repeats of a post bring no new name. A guest writer cannot be told from an employee. What employees
    write on accounts of their own is not looked for: nobody's employees are listed. Fewer than three are never counted,
    and no name, no list and no rank is ever given.

Why it matters:
    LinkedIn found that the 3 % of employees who share what their company publishes bring about 30 % of its engagement:
    people believe people. It is meant for volunteers only.

How to improve:
    Invite, do not order: training, time, and praise from the leaders. Let those who wrote a text sign it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from presence_audit.metrics._bylines import FEWEST, Bylines, is_leader, is_sealed
from presence_audit.metrics._calendar import days_before
from presence_audit.metrics._contract import Metric
from presence_audit.metrics._leaf import counted, sentence
from presence_audit.metrics._measured import Measured
from presence_audit.metrics._pool import evidence_of, pooled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import CompanyChannel, Subjects

_TOO_FEW = "Fewer than three employees sign posts; so few are not counted, to protect them."


def _measured(subjects: Subjects, there: Sequence[CompanyChannel]) -> Measured:
    size, evidence = subjects.profiles.company.size, evidence_of(there)
    if not size:
        return Measured.unknown("The number of employees is not stated; write `size:` in the profiles file.", evidence)
    start = days_before(subjects.as_of, subjects.days)
    # A person is a person also above the daily cap, but one text under many names is one voice.
    authors = [
        post.author
        for channel in there
        for posts in (channel.effective, channel.judged.above_cap)
        for post in posts
        if post.author and post.published_at is not None and post.published_at >= start
    ]
    sealed = sum(map(is_sealed, authors))
    not_told = f"{counted(sealed, 'post')} of earlier audits left out, whose authors are not kept" if sealed else ""
    bylines = Bylines(subjects)
    people = {who for author in set(authors) for who in bylines.signers(author) if not is_leader(who)}
    if len(people) < FEWEST:
        too_few = "Fewer than three employees are known to sign posts; so few are not counted, to protect them."
        return Measured.unknown(sentence(too_few, not_told) if sealed else _TOO_FEW, evidence)
    is_partial = not all(channel.view.covers(start) for channel in there)
    reason = sentence(
        f"{len(people)} named people who are not leaders sign posts; the company has {size} employees",
        "not every post of the period is shown; the true figure may be higher" if is_partial else "",
        not_told,
    )
    return Measured.of(min(100.0, 100 * len(people) / size), evidence, reason=reason).partly(higher=bool(sealed))


def measure(subjects: Subjects) -> Iterator[Found]:
    """One leaf of the company, and one for each channel that hides who signs. It rests on no post by name."""
    return pooled(METRIC.id, subjects, "authors", partial(_measured, subjects), grows=True)


METRIC = Metric(
    id="employee-voices",
    passing="Employees are heard in their own name",
    failing="Few employees are heard in their own name",
    unit="people per 100 employees",
    curve="more is better; 3 is worth 50, 10 are worth 90",
    about=__doc__,
    measure=measure,
)
