"""What the two measures of digital service share: on which channels questions can be seen, and that nobody asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.metrics._measured import Measured
from presence_audit.metrics._pool import UNHEARD, evidence_of, names, pooled, since

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._questions import Question
    from presence_audit.metrics._subjects import CompanyChannel, Subjects


def _is_whole_window_read(channels: Sequence[CompanyChannel], subjects: Subjects) -> bool:
    """All comments under all posts of the newer half of the period were read, and lately."""
    return all(
        (comments := channel.view.comments) is not None
        and comments.since <= since(subjects)
        and not comments.left_out
        and channel.view.until >= channel.view.as_of
        for channel in channels
    )


def _nobody_asked(channels: Sequence[CompanyChannel], subjects: Subjects) -> Measured:
    evidence = evidence_of(channels)
    if _is_whole_window_read(channels, subjects):
        return Measured.not_applicable("Nobody asked a question in public.", evidence)
    return Measured.unknown(f"No question was seen, but not all comments on {names(channels)} were read.", evidence)


def of_questions(
    metric: str, subjects: Subjects, measured: Callable[[Sequence[CompanyChannel], Sequence[Question]], Measured]
) -> Iterator[Found]:
    """The company's leaf over the channels on which questions can be seen, and one for each that hides its comments.

    Args:
        metric: the metric's id.
        subjects: the audit.
        measured: the answer for the channels and their questions, of which there is at least one.
    """

    def answer(channels: Sequence[CompanyChannel]) -> Measured:
        asked = [question for channel in channels for question in subjects.questions[channel.view.channel.id]]
        return measured(channels, asked) if asked else _nobody_asked(channels, subjects)

    def shown(channel: CompanyChannel) -> bool:
        return channel.view.channel.id in subjects.questions

    return pooled(metric, subjects, "comments", answer, shown=shown, missed=UNHEARD)
