"""What others asked the company in public, and what became of it.

A public question is a comment by somebody who is neither an account of the company nor one of its named leaders,
addressed to the company (it answers a post or a comment of the company, or mentions one of its accounts), with a
question mark in its own words. The same question of the same person under one post is one question, asked when it was
asked first. It is answered by the first later comment of an account of the company, or of a named leader, that stands
anywhere below it.

Decided where the method is silent: where the site does not show whether the company said something, when, or what it
answers, nobody can tell questions from answers, so a channel with more than one such comment in ten does not show them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from presence_audit.metrics._accounts import folded
from presence_audit.metrics._echoes import Vocabulary, originals, words_of
from presence_audit.metrics._pool import since
from presence_audit.metrics._thread import Thread, first_answers, thread_of
from presence_audit.metrics._views import TOLERATED
from presence_audit.model.observation import Post
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from presence_audit.metrics._subjects import Subjects
    from presence_audit.model.observation import Comment

# Fewer questions say nothing of how a company answers.
LEAST: Final = 5
# An answer that comes later than a week after the question, in hours, is none.
WEEK: Final = 168.0
_HOUR = timedelta(hours=1)
_DAY = 86_400.0
# The question mark of most scripts, that of full width (Chinese, Japanese) and that of Arabic.
_MARKS = ("?", "\uff1f", "\u061f")
# An address ends with a letter, a digit or a slash, so that a question mark right behind it is the writer's.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*[\w/]|(?<!\S)[\w-]+(?:\.[\w-]+)+[/?]\S*[\w/]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Question:
    """One public question. `seen` is for how many hours it was watched, `hours` when the answer came, if one did."""

    comment: Comment
    answer: Comment | None
    hours: float | None
    seen: float

    @property
    def is_answered(self) -> bool:
        """An answer came within a week."""
        return self.hours is not None and self.hours <= WEEK

    @property
    def comments(self) -> tuple[Comment, ...]:
        """The question, and its first answer where it has one."""
        return (self.comment,) if self.answer is None else (self.comment, self.answer)


def asks(text: str) -> bool:
    """Whether somebody's own words hold a question mark; one within an address is none, and handles hold none."""
    if not any(mark in text for mark in _MARKS):
        return False
    if "/" in text or "." in text:
        text = _ADDRESS.sub(" ", text)
    return any(mark in text for mark in _MARKS)


def _is_blind(comment: Comment, thread: Thread) -> bool:
    """It does not show whether the company said it, what it answers, or when it was said."""
    is_ours = comment.is_own is not None or thread.answers_for(comment)
    return not is_ours or comment.parent is None or comment.published_at is None


def _is_question(comment: Comment, thread: Thread) -> bool:
    is_foreign = comment.is_own is False and not thread.answers_for(comment)
    return is_foreign and asks(comment.text) and thread.is_addressed(comment)


def _of_one_person(asked: Sequence[Comment]) -> Iterator[list[Comment]]:
    """The questions of one person under one post, in order of time, each with its near repeats."""
    if len(asked) == 1:
        yield [*asked]
        return
    posts = [Post(comment.id, comment.url, comment.published_at, text=comment.text) for comment in asked]
    vocabulary = Vocabulary(posts)
    texts = (vocabulary.text(post, words_of(post.text), wordless=True) for post in posts)
    reach = anchors().effective.repeat_days * _DAY
    groups: dict[int, list[Comment]] = {}
    for place, first in enumerate(originals(texts, lambda *_: reach)):
        groups.setdefault(place if first is None else first, []).append(asked[place])
    yield from groups.values()


def _distinct(asked: Iterable[Comment]) -> Iterator[list[Comment]]:
    persons: dict[tuple[str, str], list[Comment]] = {}
    for comment in asked:
        # Where a name is not shown, each is taken for another person.
        person = folded(comment.author) or f"\0{comment.id}"
        persons.setdefault((person, comment.post), []).append(comment)
    for comments in persons.values():
        yield from _of_one_person(comments)


def _questions(thread: Thread, start: datetime, until: datetime) -> Iterator[Question]:
    answered = first_answers(thread)
    for repeats in _distinct(c for c in thread.comments.values() if _is_question(c, thread)):
        comment = repeats[0]
        asked = comment.published_at
        if asked is None or asked < start:
            continue
        answers = [answered[one.id] for one in repeats if one.id in answered]
        answer = min(answers, key=lambda c: (c.published_at, c.id), default=None)
        hours = (answer.published_at - asked) / _HOUR if answer and answer.published_at else None
        yield Question(comment, answer, hours, (until - asked) / _HOUR)


def questions_of(subjects: Subjects) -> dict[str, tuple[Question, ...]]:
    """The public questions in order of time, by the id of the channel on which they were asked.

    A channel is there where its comments were read and tell who answers whom, and when. Those questions are told that
    were asked since the start of the newer half of the period, or since the first post under which comments were read
    where that is later, up to when the channel was read.
    """
    found = {}
    for channel in subjects.channels:
        comments = channel.view.comments
        if comments is None:
            continue
        thread = thread_of(channel.view, comments, subjects.profiles)
        if sum(_is_blind(comment, thread) for comment in comments.said) > TOLERATED * len(comments.said):
            continue
        questions = list(_questions(thread, max(since(subjects), comments.since), channel.view.until))
        questions.sort(key=lambda q: (q.comment.published_at, q.comment.id))
        found[channel.view.channel.id] = tuple(questions)
    return found
