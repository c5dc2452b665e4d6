"""How long people wait for an answer to what they ask the company in public.

What it measures:
    The hours until half of the public questions of the last 91 days had a first answer, by an official account or a
    named leader. (A public question is what response-rate says.) Questions that nobody has answered count too, each as
    one that has waited for as long as could be seen, a week at most; so it does not help to answer only a few, and
    fast. Where fewer than half were answered within a week it is a week, "or more". It takes five questions to say
    anything; where nobody asked, the company is not judged.

Why it matters:
    Companies take ten hours on average, people find four reasonable (Sprout Index 2016), and two in five expect an
    answer within the hour (HubSpot).

How to improve:
    Turn on notifications for comments and mentions, and say at once when a real answer will come if it takes time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.metrics._contract import Metric
from presence_audit.metrics._leaf import counted, sentence
from presence_audit.metrics._measured import Measured
from presence_audit.metrics._pool import evidence_of
from presence_audit.metrics._questions import LEAST, WEEK
from presence_audit.metrics._service import of_questions
from presence_audit.scoring.survival import Wait, kaplan_meier, median_interval, median_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._questions import Question
    from presence_audit.metrics._subjects import CompanyChannel, Subjects


def _wait(question: Question) -> Wait:
    if question.hours is not None and question.is_answered:
        return Wait(question.hours, is_over=True)
    return Wait(min(WEEK, question.seen), is_over=False)


def _measured(channels: Sequence[CompanyChannel], asked: Sequence[Question]) -> Measured:
    evidence = evidence_of(channels)
    if len(asked) < LEAST:
        reason = sentence(f"only {counted(len(asked), 'public question')} could be judged, and it takes {LEAST}")
        return Measured.unknown(reason, evidence)
    waits = [_wait(question) for question in asked]
    steps = kaplan_meier(waits)
    median = median_of(steps)
    if median is None and max(wait.time for wait in waits) < WEEK:
        # Nobody has waited for a week yet, so nobody knows whether it will take more.
        return Measured.unknown(
            f"All {len(asked)} public questions are younger than a week, and fewer than half are answered.", evidence
        )
    answered = sum(wait.is_over for wait in waits)
    told = "half have their answer after more than a week" if median is None else f"half within {median:.1f} hours"
    return Measured.of(
        WEEK if median is None else median,
        evidence,
        interval=median_interval(steps, WEEK),
        reason=sentence(f"{answered} of {len(asked)} public questions were answered within a week, {told}"),
        posts=[comment for question in asked for comment in question.comments],
    )


def measure(subjects: Subjects) -> Iterator[Found]:
    """The company's leaf, and one for each channel that hides its comments."""
    return of_questions(METRIC.id, subjects, _measured)


METRIC = Metric(
    id="response-time",
    passing="People get an answer soon",
    failing="People wait long for an answer",
    unit="hours",
    curve="less is better; 10 hours are worth 50, 1 hour is worth 90",
    about=__doc__,
    measure=measure,
)
