"""How often the company's posts are about people: the share that names or tags somebody.

What it measures:
    Of the posts of the last 91 days that count, and whose text or mentions are shown: the share that tags an account
    which is not one of the company's own, or names a leader of the profiles file in full or by an alias. A tag of an
    organisation cannot be told from one of a person, and counts; the name of somebody who is no leader cannot be told
    from other words, and does not. Where no leader is listed and nobody is tagged on any channel, it is unknown.

Why it matters:
    People follow people. Whoever is named has a reason to pass the post on. The anchors are a house default.

How to improve:
    Say who did it, and tag them, if they agree.
"""

from __future__ import annotations

import re
import unicodedata
from functools import partial
from typing import TYPE_CHECKING

from presence_audit.metrics._accounts import folded, handles_on
from presence_audit.metrics._contract import Metric
from presence_audit.metrics._leaf import counted, sentence
from presence_audit.metrics._measured import Measured
from presence_audit.metrics._pool import could_show, effective_in, evidence_of, names, none_judged, pooled, since
from presence_audit.metrics._traces import with_words_unknown, without_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import CompanyChannel, Subjects
    from presence_audit.model.observation import Post
    from presence_audit.model.profiles import Leader


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else unicodedata.normalize("NFC", text).casefold()


class _Names:
    """The names of the leaders, looked for in texts: a word of each first, since nearly all texts hold none."""

    def __init__(self, leaders: Sequence[Leader]) -> None:
        names = [_folded(name).split() for leader in leaders for name in (leader.name, *leader.aliases)]
        self._words = tuple(dict.fromkeys(max(words, key=len) for words in names if words))
        patterns = (r"\s+".join(map(re.escape, words)) for words in names if words)
        # The genitive of the Nordic languages: "Kari Nordmanns".
        self._any = re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})s?(?!\w)")

    def are_in(self, text: str) -> bool:
        folded = _folded(text)
        return any(word in folded for word in self._words) and self._any.search(folded) is not None


def _is_told(post: Post) -> bool:
    """The post shows what it says, or whom it tags; or did, where its words are not kept."""
    return bool(post.text or post.mentions or post.hashtags or (post.trace and post.trace.words))


def _tags(post: Post, own: frozenset[str]) -> bool:
    """The post tags an account that is not the company's own."""
    return any(folded(who) not in own for who in post.mentions)


def _shows(start: datetime, channel: CompanyChannel) -> bool:
    return could_show(channel.view, "text") or any(map(_is_told, effective_in(channel, start)))


def _measured(subjects: Subjects, there: Sequence[CompanyChannel]) -> Measured:
    start, evidence = since(subjects), evidence_of(there)
    leaders = subjects.profiles.leaders
    named = _Names(leaders)
    total: list[Post] = []
    crediting, mute, wordless, is_tagging = 0, 0, 0, False
    for channel in there:
        own = handles_on(channel.view.channel.platform, subjects.profiles.channels)
        inside = effective_in(channel, start)
        wordless += without_words(inside)
        for post in inside:
            if post.trace is not None:
                continue
            if not _is_told(post):
                mute += 1
                continue
            total.append(post)
            is_tagging = is_tagging or bool(post.mentions)
            if _tags(post, own) or named.are_in(post.text):
                crediting += 1
    if not total and mute and not wordless:
        return Measured.unknown(f"No post of {names(there)} shows its text.", evidence)
    if not total:
        return none_judged(there, start, "posts", wordless)
    if not leaders and not is_tagging:
        why = "No post tags anybody, and no leader is listed whose name could be looked for."
        return Measured.unknown(why, evidence)
    reason = sentence(f"{crediting} of {counted(len(total), 'post')} name or tag somebody, on {names(there)}")
    return with_words_unknown(Measured.of(crediting / len(total), evidence, reason=reason, posts=total), wordless)


def measure(subjects: Subjects) -> Iterator[Found]:
    """One leaf of the company over all channels, and one for each that hides its posts."""
    shown = partial(_shows, since(subjects))
    return pooled(METRIC.id, subjects, "text", partial(_measured, subjects), shown=shown)


METRIC = Metric(
    id="credits-people",
    passing="The posts are about people",
    failing="The posts seldom name anybody",
    unit="share of posts",
    curve="share; 10 % is worth 50, 40 % is worth 90",
    about=__doc__,
    measure=measure,
)
