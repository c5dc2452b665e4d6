"""Posts that are known from earlier audits without their words: what is kept of the words, and what that cannot tell.

What a trace can tell is how many words there were, and whether two posts have the very same words, or the same links
where there are no words. What it cannot tell:

- Near repeats, of which some words differ. Texts that are short are compared for equality anyway, so that only longer
  ones are in doubt. Where they take part, a number says so, and could be worth less.
- What the words say. Measures of words leave such posts out, say how many, and could be worth less or more.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from presence_audit.metrics._echoes import print_of, print_of_links, words_of
from presence_audit.metrics._leaf import counted, sentence
from presence_audit.model.observation import Trace
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presence_audit.metrics._measured import Measured
    from presence_audit.model.observation import Post


def words_in(post: Post) -> int:
    """How many words a post has, also one whose words are not kept."""
    return len(words_of(post.text)) if post.trace is None else post.trace.words


def is_in_doubt(post: Post) -> bool:
    """The words of the post are not kept, and they are so many that near repeats of them would count as repeats."""
    return post.trace is not None and post.trace.words >= anchors().effective.equality_below


def without_words(posts: Iterable[Post]) -> int:
    """How many of the posts are known without their words."""
    return sum(1 for post in posts if post.trace is not None)


def unheard_answers(answers: Iterable[Post]) -> int:
    """How many of the answers are known without their words; quotes stand among the posts as well, and count there.

    Whom a post of an earlier audit answers is no name that today's could be compared with, so that the limit of answers
    to one person may not hold for them, however short they are.
    """
    return sum(1 for post in answers if post.trace is not None and post.is_reply)


def left_out(number: int) -> str:
    """What to say where so many posts take no part because their words are not known; empty where there are none."""
    return f"{counted(number, 'post')} of earlier audits left out, whose words are not kept" if number else ""


def with_words_unknown(answer: Measured, number: int) -> Measured:
    """The answer of a measure of words that left so many posts out: they could move its value either way."""
    if not number or answer.state != "value":
        return answer
    told = replace(answer, reason=sentence(answer.reason, left_out(number)))
    return told.partly(lower=True, higher=True)


def with_repeats_unseen(answer: Measured, number: int, *, higher: bool = False) -> Measured:
    """The answer of a measure that counts posts, so many of which may be near repeats that nobody can see.

    Were they seen, it would be worth less; with `higher`, it might be worth more as well.
    """
    if not number or answer.state != "value":
        return answer
    unseen = f"near repeats of {counted(number, 'post')} of earlier audits, whose words are not kept, are not seen"
    return replace(answer, reason=sentence(answer.reason, unseen)).partly(lower=True, higher=higher)


def trace_of(post: Post) -> Trace:
    """What stands for the words of a post: how many they are, and their print.

    The print is that of the words (`print_of`), or of the sorted links where there are no words; None where there are
    neither, and the very number that a history gives back. A post that has a trace already keeps it.
    """
    if post.trace is not None:
        return post.trace
    words = words_of(post.text)
    if not words and not post.links:
        return Trace(0, None)
    return Trace(len(words), print_of(words) if words else print_of_links(post.links))
