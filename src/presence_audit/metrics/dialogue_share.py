"""How much of what the company does in public is talking with others, rather than only publishing.

What it measures:
    Of the replies, the quotes with own words and the other posts that count of the last 91 days together: how many are
    replies and quotes. All official accounts on which replies can be seen are taken together. Repeats do not count, and
    of the answers of one account to one person no more than three. To answer or quote another account of one's own is
    no talk with others. Reshares without own words answer nobody.

Why it matters:
    Networks are made for talking both ways. In a study of 73 large organisations less than a fifth of what they wrote
    was conversation (Lovejoy, Waters & Saxton 2012). Posts of accounts that answer under them get more interactions
    (Buffer 2025).

How to improve:
    After each post, stay for the first half hour and answer what comes. Look once a day for posts about your field, and
    say something of use there.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from presence_audit.metrics._accounts import folded, handles_on
from presence_audit.metrics._contract import Metric
from presence_audit.metrics._effective import distinct_replies, in_order
from presence_audit.metrics._leaf import counted, sentence
from presence_audit.metrics._measured import Measured
from presence_audit.metrics._pool import effective_in, evidence_of, names, none_judged, pooled, since
from presence_audit.metrics._takes_part import is_answer, shows_replies
from presence_audit.metrics._traces import unheard_answers, with_repeats_unseen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import CompanyChannel, Subjects
    from presence_audit.model.observation import Post


def _answers(channel: CompanyChannel, start: datetime, own: frozenset[str]) -> list[Post]:
    """The replies and quotes of one account that speak with others, without repeats."""
    done = channel.view.dated_since(start)
    to_others = (p for p in done if is_answer(p) and folded(p.reply_to or p.quote_of) not in own)
    return distinct_replies(in_order(to_others))


def _originals(channel: CompanyChannel, start: datetime, own: frozenset[str]) -> list[Post]:
    """The effective posts that are no quotes of others."""
    return [p for p in effective_in(channel, start) if not p.quote_of or folded(p.quote_of) in own]


def _measured(channels: Sequence[CompanyChannel], subjects: Subjects) -> Measured:
    start, evidence = since(subjects), evidence_of(channels)
    answers: list[Post] = []
    originals: list[Post] = []
    for channel in channels:
        own = handles_on(channel.view.channel.platform, subjects.profiles.channels)
        answers += _answers(channel, start, own)
        originals += _originals(channel, start, own)
    total = len(answers) + len(originals)
    if not total and not any(True for channel in channels for _ in channel.view.dated_since(start)):
        return none_judged(channels, start, "activity")
    reason = sentence(
        f"{len(answers)} replies and quotes, {counted(len(originals), 'other post')}",
        f"seen on {names(channels)}",
    )
    answer = Measured.of(len(answers) / total if total else 0.0, evidence, reason=reason, posts=answers + originals)
    in_doubt = unheard_answers(answers) + sum(channel.view.in_doubt_from(start) for channel in channels)
    return with_repeats_unseen(answer, in_doubt, higher=True)


def measure(subjects: Subjects) -> Iterator[Found]:
    """The company's leaf, and one for each channel that hides its replies."""
    yield from pooled(
        METRIC.id,
        subjects,
        "replies",
        partial(_measured, subjects=subjects),
        shown=lambda channel: shows_replies(channel.view),
    )


METRIC = Metric(
    id="dialogue-share",
    passing="The company talks with others",
    failing="The company publishes, but rarely answers",
    unit="share of activity",
    curve="share; 20 % is worth 50, 50 % is worth 90",
    about=__doc__,
    measure=measure,
)
