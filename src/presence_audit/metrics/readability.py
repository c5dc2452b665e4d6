"""How hard the company's posts are to read.

What it measures:
    LIX, a number for how heavy a text is: the words per sentence, plus how many words in a hundred are long (more than
    six letters). Below 30 is very easy, 30-40 easy, 40-50 medium, 50-60 hard, above 60 very hard. It is taken over all
    posts of the last 91 days that count and have 30 words or more, as if they were one text. It takes five such posts.
    For posts in English the reason also tells Flesch's reading ease, which is not scored. Texts in languages without
    spaces, such as Japanese, are not judged.

Why it matters:
    Long sentences with long words are put off until later, on a phone most of all. LIX (Bjornsson 1968) was made for
    Swedish and holds for Norwegian, Danish, German and English roughly alike. It knows nothing of sense or style,
    which is why a wide band, 25-45, is worth 100 points, and why the metric weighs little. What a point outside the
    band costs is a house default.

How to improve:
    One thought to a sentence. Where a shorter word says the same, take it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.metrics._contract import Metric
from presence_audit.metrics._leaf import counted, sentence
from presence_audit.metrics._measured import Measured
from presence_audit.metrics._pool import (
    effective_in,
    evidence_of,
    is_all_listed,
    none_judged,
    pooled,
    shows_words,
    since,
)
from presence_audit.metrics._reading import Reading, is_spaceless, reading_of, reads_like_english
from presence_audit.metrics._traces import left_out, with_words_unknown
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import CompanyChannel, Subjects
    from presence_audit.model.observation import Post

_BANDS = ((30, "very easy"), (40, "easy"), (50, "medium"), (60, "hard"))


class _Tally:
    """What was read of all posts together."""

    def __init__(self, language: str | None) -> None:
        self._language = language
        extra = anchors().metrics[METRIC.id].extra
        self._least, self._long = int(extra["least_words"]), int(extra["long_letters"])
        self.posts: list[Post] = []
        self.english_posts = self.short = self.spaceless = self.wordless = 0
        self.whole = self.english = Reading()

    def read(self, post: Post) -> None:
        language = post.language or self._language
        if post.trace is not None:
            self.wordless += 1
            return
        if not post.text.strip():
            return
        if is_spaceless(post.text, language):
            self.spaceless += 1
            return
        is_called_english = language is not None and language.partition("-")[0].lower() == "en"
        is_english = is_called_english and reads_like_english(post.text)
        # So many words take twice as many characters, less one space.
        is_short = len(post.text) < 2 * self._least - 1
        found = None if is_short else reading_of(post.text, self._long, least_words=self._least, syllables=is_english)
        if found is None:
            self.short += 1
            return
        self.posts.append(post)
        self.whole = self.whole.joined(found)
        if is_english:
            self.english_posts += 1
            self.english = self.english.joined(found)

    @property
    def flesch(self) -> str:
        """What there is to say of the posts in English."""
        if not self.english_posts:
            return ""
        return f"Flesch's reading ease is {self.english.flesch:.0f} over {counted(self.english_posts, 'English post')}"


def _name(lix: float) -> str:
    return next((name for below, name in _BANDS if lix < below), "very hard")


def _too_few(tally: _Tally, channels: Sequence[CompanyChannel], start: datetime, least: int) -> Measured:
    is_read = tally.posts or tally.short
    if not is_read and not tally.spaceless:
        return none_judged(channels, start, "posts with text", tally.wordless)
    if not is_read and not tally.wordless and is_all_listed(channels, start):
        reason = "All posts with text are in languages without spaces, which LIX does not judge."
        return Measured.not_applicable(reason, evidence_of(channels))
    reason = f"{counted(len(tally.posts), 'post')} of 30 words or more; {least} are needed to judge the language"
    return Measured.unknown(sentence(reason, left_out(tally.wordless)), evidence_of(channels))


def _measured(channels: Sequence[CompanyChannel], start: datetime, languages: Sequence[str]) -> Measured:
    tally = _Tally(languages[0] if len(languages) == 1 else None)
    for channel in channels:
        for post in effective_in(channel, start):
            tally.read(post)
    least = int(anchors().metrics[METRIC.id].extra["least_posts"])
    if len(tally.posts) < least:
        return _too_few(tally, channels, start, least)
    whole = tally.whole
    reason = sentence(
        f"LIX {whole.lix:.1f}, {_name(whole.lix)}: {whole.words} words in {counted(whole.sentences, 'sentence')}, "
        f"{whole.long_words} of the words long, in {counted(len(tally.posts), 'post')} of 30 words or more",
        tally.flesch,
        f"{counted(tally.spaceless, 'post')} in languages without spaces left out" if tally.spaceless else "",
    )
    answer = Measured.of(whole.lix, evidence_of(channels), reason=reason, posts=tally.posts)
    return with_words_unknown(answer, tally.wordless)


def measure(subjects: Subjects) -> Iterator[Found]:
    """One leaf, of the company, and an unknown one for each channel that hides its texts."""
    start, languages = since(subjects), subjects.profiles.company.languages
    return pooled(
        METRIC.id, subjects, "text", lambda channels: _measured(channels, start, languages), shown=shows_words
    )


METRIC = Metric(
    id="readability",
    passing="The posts are easy to read",
    failing="The posts are hard to read",
    unit="LIX, how heavy to read",
    curve="100 points from LIX 25 to 45, 5 fewer for each point outside; never below 50 for being too easy",
    about=__doc__,
    measure=measure,
)
