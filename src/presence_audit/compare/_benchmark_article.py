"""A benchmark as an article, in the language that is spoken: the table first, then what lies behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.compare import _benchmark_words as words
from presence_audit.compare._benchmark_facts import facts_of
from presence_audit.compare._benchmark_words import QUESTIONS, SAY
from presence_audit.compare._middles import PILLAR_IDS
from presence_audit.compare._peers import name_of
from presence_audit.i18n import gettext as _
from presence_audit.i18n import local_date
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._words import platform_name
from presence_audit.reports.article import Article, Listing, Section, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presence_audit.compare._benchmark import Benchmark
    from presence_audit.compare._counted_leaders import NetworkTally, Tally
    from presence_audit.compare._voice import Voiced

_ABREAST = 4  # columns of numbers


def _heads(*keys: str) -> tuple[str, ...]:
    return tuple(_(SAY[key]) for key in keys)


def _in_parts(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[Table, ...]:
    """A table of numbers about companies, side by side only as many as a terminal has room for."""
    return tuple(
        Table(
            (heads[0], *heads[at : at + _ABREAST]),
            tuple((row[0], *row[at : at + _ABREAST]) for row in rows),
            right=frozenset(range(1, 1 + len(heads[at : at + _ABREAST]))),
        )
        for at in range(1, len(heads), _ABREAST)
    )


def _league(benchmark: Benchmark) -> Section:
    rows = tuple(
        (
            words.place_cell(place),
            name_of(place.peer.name),
            numbers.score(place.peer.total),
            numbers.span(*map(numbers.score, place.peer.likely)),
            numbers.percent(place.peer.coverage),
            local_date(place.peer.as_of.date()),
        )
        for place in benchmark.places
    )
    heads = _heads("place", "company", "score", "likely", "coverage", "day")
    table = Table(heads, rows, right=frozenset({0, 2, 3, 4}), whole=frozenset({5}))
    return Section(_(SAY["league"]), (" ".join(words.of_the_table(benchmark)), table))


def _pillars(benchmark: Benchmark) -> Section:
    rows = tuple(
        (name_of(peer.name), *(numbers.score(peer.pillars.get(id_)) for id_ in PILLAR_IDS))
        for peer in benchmark.companies
    )
    heads = (*_heads("company"), *map(words.score_name, PILLAR_IDS))
    return Section(_(SAY["pillars"]), _in_parts(heads, rows))


def _middles(benchmark: Benchmark) -> Section:
    rows = tuple(
        (
            words.score_name(middle.id),
            numbers.score(middle.median),
            numbers.span(*map(numbers.score, middle.half)) if middle.half else numbers.NOT_APPLICABLE,
            words.of_cell(middle.known, middle.of),
        )
        for middle in benchmark.middles
    )
    table = Table(_heads("pillar", "median", "half", "known"), rows, right=frozenset({1, 2, 3}))
    return Section(_(SAY["middles"]), (" ".join(words.of_the_middles(benchmark)), table))


def _voiced_cells(voiced: Voiced) -> Iterator[str]:
    for rate, share in zip(voiced.rates, voiced.shares, strict=True):
        if isinstance(rate, str):
            yield numbers.UNKNOWN if rate == "unread" else numbers.NOT_APPLICABLE
        else:
            yield f"{numbers.percent(share)} ({numbers.rate(rate)})"


def _voice(benchmark: Benchmark) -> Section | None:
    voices = benchmark.voices
    if not voices.networks:
        return None
    columns = [list(_voiced_cells(voiced)) for voiced in (*voices.networks, voices.whole)]
    names = [name_of(peer.name) for peer in benchmark.companies]
    heads = (_(SAY["company"]), *(platform_name(one.network) for one in voices.networks), _(SAY["all"]))
    intro, *notes = words.of_the_voice(benchmark)
    tables = _in_parts(heads, tuple(zip(names, *columns, strict=True)))
    return Section(_(SAY["voice"]), (intro, *tables, Listing(tuple(notes))))


def _tally_row(network: str, tally: Tally) -> tuple[str, ...]:
    interval, bounds = tally.interval, tally.bounds
    return (
        words.network_cell(network),
        words.of_cell(tally.yes, tally.known),
        numbers.NOT_APPLICABLE if tally.share is None else numbers.percent(tally.share),
        numbers.span(*map(numbers.percent, interval)) if interval else numbers.NOT_APPLICABLE,
        numbers.whole(tally.walled),
        numbers.whole(tally.unsaid),
        numbers.span(*map(numbers.percent, bounds)) if bounds else numbers.UNKNOWN,
    )


def _answers(question: str, tallies: Sequence[NetworkTally]) -> Section:
    heads = _heads("network", "yes", "share", "interval", "walled", "unsaid", "bounds")
    rows = tuple(_tally_row(one.network, getattr(one, question)) for one in tallies)
    return Section(_(QUESTIONS[question]), (Table(heads, rows, right=frozenset(range(1, len(heads)))),))


def _leaders(benchmark: Benchmark) -> tuple[Section, ...]:
    """What is counted, and then each question with its answers under a heading that can be found and cited."""
    if not benchmark.leaders:
        return ()
    intro = Section(_(SAY["leaders"]), tuple(words.of_the_leaders(benchmark)))
    return (intro, *(_answers(question, benchmark.leaders) for question in QUESTIONS))


def _number(value: int | None) -> str:
    return numbers.NOT_APPLICABLE if value is None else numbers.whole(value)


def _by_company(benchmark: Benchmark) -> Section | None:
    if not benchmark.leader_counts:
        return None
    rows = tuple(
        (name_of(one.company), numbers.whole(one.leaders), *map(_number, (one.present, one.active, one.unknown)))
        for one in benchmark.leader_counts
    )
    heads = _heads("company", "leaders named", "present", "active", "unknown")
    said = _("Counts only, and none of fewer than three leaders, which would tell what one person does.")
    return Section(_(SAY["by company"]), (said, Table(heads, rows, right=frozenset({1, 2, 3, 4}))))


def benchmark_article(benchmark: Benchmark) -> Article:
    """The benchmark, to be drawn on a terminal or written as Markdown, HTML or JSON."""
    sections = (
        _league(benchmark),
        _middles(benchmark),
        _pillars(benchmark),
        _voice(benchmark),
        *_leaders(benchmark),
        _by_company(benchmark),
        Section(_(SAY["read"]), (Listing(tuple(words.limits(benchmark))),)),
    )
    found = tuple(section for section in sections if section is not None)
    return Article(_(SAY["title"]), words.lead(benchmark), found, facts_of(benchmark))
