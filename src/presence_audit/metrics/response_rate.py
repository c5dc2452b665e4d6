"""How many of the questions that people ask the company in public get an answer within a week.

What it measures:
    A public question is a comment with a question mark in it, by somebody from outside, that answers a post or a
    comment of the company or tags it. The same question asked again by the same person under the same post counts
    once. An answer is the first later comment below it by the company or by a named leader. Only questions that are a
    week old are counted, so that each had its whole chance. It takes five of them to say anything; where nobody asked,
    the company is not judged. The interval says how far the share may be off, seeing how few the questions are.

Why it matters:
    Three in four people expect an answer within a day, and about as many buy elsewhere when they get none (Sprout Index
    2025). A question and its answer stay there for the next one to read.

How to improve:
    Give one person a day the task of answering, and let him or her ask whoever knows. Answer also where the answer
    is no.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.metrics._contract import Metric
from presence_audit.metrics._leaf import counted, sentence
from presence_audit.metrics._measured import Measured
from presence_audit.metrics._pool import evidence_of
from presence_audit.metrics._questions import LEAST, WEEK
from presence_audit.metrics._service import of_questions
from presence_audit.scoring.proportion import jeffreys

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._questions import Question
    from presence_audit.metrics._subjects import CompanyChannel, Subjects


def _measured(channels: Sequence[CompanyChannel], asked: Sequence[Question]) -> Measured:
    evidence = evidence_of(channels)
    judged = [question for question in asked if question.seen >= WEEK]
    if len(judged) < LEAST:
        recent = len(asked) - len(judged)
        reason = sentence(
            f"only {counted(len(judged), 'public question')} could be judged, and it takes {LEAST}",
            f"{recent} more came within the last week" if recent else "",
        )
        return Measured.unknown(reason, evidence)
    answered = sum(question.is_answered for question in judged)
    return Measured.of(
        answered / len(judged),
        evidence,
        interval=jeffreys(answered, len(judged)),
        reason=sentence(f"{answered} of {len(judged)} public questions were answered within a week"),
        posts=[comment for question in judged for comment in question.comments],
    )


def measure(subjects: Subjects) -> Iterator[Found]:
    """The company's leaf, and one for each channel that hides its comments."""
    return of_questions(METRIC.id, subjects, _measured)


METRIC = Metric(
    id="response-rate",
    passing="Public questions are answered",
    failing="Public questions are left without an answer",
    unit="share of questions",
    curve="share; 40 % is worth 50, 90 % is worth 90",
    about=__doc__,
    measure=measure,
)
