"""The words of a benchmark, in the language that is spoken: cells, and what is to be borne in mind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presence_audit.compare._leader_answers import ACTIVE_DAYS, ANYWHERE
from presence_audit.compare._middles import SCORE
from presence_audit.i18n import gettext as _
from presence_audit.i18n import local_date, mark, ngettext
from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._words import PILLARS, platform_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.compare._benchmark import Benchmark
    from presence_audit.compare._ranking import Place
    from presence_audit.compare._voice import Voiced

SAY: Final = {
    "title": mark("Benchmark"),
    "league": mark("League table"),
    "pillars": mark("Every pillar"),
    "middles": mark("Median and middle half"),
    "voice": mark("Share of voice"),
    "leaders": mark("Leaders in numbers"),
    "by company": mark("Leaders by company"),
    "read": mark("How to read this"),
    "place": mark("Place"),
    "company": mark("Company"),
    "score": mark("Presence score"),
    "likely": mark("Likely range"),
    "coverage": mark("Data coverage"),
    "day": mark("Looked at"),
    "pillar": mark("Pillar"),
    "median": mark("Median"),
    "half": mark("Middle half"),
    "known": mark("Known of"),
    "yes": mark("Yes, of those known"),
    "network": mark("Network"),
    "all": mark("All networks"),
    "share": mark("Share"),
    "interval": mark("90 % interval"),
    "walled": mark("Account named, not read"),
    "unsaid": mark("Nothing said"),
    "bounds": mark("If unknown were no, or yes"),
    "leaders named": mark("Leaders"),
    "present": mark("Present"),
    "active": mark("Active"),
    "unknown": mark("Unknown whether active"),
}
QUESTIONS: Final = {
    "present": mark("How many of the leaders are present?"),
    "active": mark("How many of the leaders are active?"),
    "companies_present": mark("In how many companies is at least one leader present?"),
    "companies_active": mark("In how many companies is at least one leader active?"),
}
_APART_DAYS = 31


def network_cell(network: str) -> str:
    """A network in a table of leaders."""
    return _("anywhere") if network == ANYWHERE else platform_name(network)


def score_name(id_: str) -> str:
    """The total, or a pillar."""
    return _(SAY["score"]) if id_ == SCORE else _(PILLARS[id_])


def place_cell(place: Place) -> str:
    """Like "3", or "1–4" where the ranges do not tell more; "?" where too little is known."""  # noqa: RUF002
    if place.best is None or place.worst is None:
        return numbers.UNKNOWN
    first, last = numbers.whole(place.best), numbers.whole(place.worst)
    return first if first == last else numbers.span(first, last)


def of_cell(part: int, whole: int) -> str:
    """So many of so many."""
    return _("{known} of {all}").format(known=numbers.whole(part), all=numbers.whole(whole))


def lead(benchmark: Benchmark) -> str:
    """What was compared, in one sentence or two."""
    first, last = (local_date(moment.date()) for moment in benchmark.looked_at)
    companies = nouns.counted(len(benchmark.places), "company")
    days = nouns.counted(benchmark.window_days, "day")
    if first == last:
        told = _("{companies} over the {days} up to {day}, all scored by method {method}.")
        return told.format(companies=companies, days=days, day=last, method=benchmark.method)
    told = _("{companies} over {days} each, looked at between {first} and {last}, all scored by method {method}.")
    return told.format(companies=companies, days=days, first=first, last=last, method=benchmark.method)


def _lies_beside(place: Place) -> bool:
    low, high = place.peer.likely
    return place.peer.total is not None and not low <= place.peer.total <= high


def of_the_table(benchmark: Benchmark) -> Iterator[str]:
    """How the places were found, and whom the table does not rank."""
    yield _(
        "Two companies whose likely ranges overlap cannot be told apart: a place such as 1-3 says that it may be any "
        "of these."
    )
    if any(_lies_beside(place) for place in benchmark.places):
        yield _(
            "A score may lie outside its likely range where little is known: it counts what is known alone, and the "
            "range also what is not. The order goes by the nearest point of the range."
        )
    left_out = sum(not place.is_ranked for place in benchmark.places)
    if left_out:
        yield _(
            "{companies} without a place: too little is known. That is no low score, and the places of the others "
            "leave room for them."
        ).format(companies=nouns.counted(left_out, "company"))


def of_the_middles(benchmark: Benchmark) -> Iterator[str]:
    """Of how many the middle half is told."""
    yield _("The middle half lies between the quartiles (type 7 of Hyndman and Fan). Only what is known counts.")
    if any(middle.half is None for middle in benchmark.middles):
        yield _("Of fewer than {companies} no middle half is told.").format(
            companies=nouns.counted(benchmark.least, "company")
        )


def of_the_voice(benchmark: Benchmark) -> Iterator[str]:
    """Whose posts each share is of."""
    yield _("The share of the effective posts per week (in brackets), among the companies of which they are known.")
    for voiced in benchmark.voices.networks:
        yield " ".join(_of_a_network(voiced))
    if benchmark.voices.silent:
        yield _("Nobody of whom it is known published anything on: {networks}.").format(
            networks=", ".join(map(platform_name, benchmark.voices.silent))
        )
    if benchmark.voices.closed:
        yield _("Left out, because they could be read of nobody: {networks}.").format(
            networks=", ".join(map(platform_name, benchmark.voices.closed))
        )


def _of_a_network(voiced: Voiced) -> Iterator[str]:
    known = of_cell(voiced.known, len(voiced.rates))
    yield _("{network}: known of {known}.").format(network=platform_name(voiced.network), known=known)
    unread, unnamed = voiced.rates.count("unread"), voiced.rates.count("unnamed")
    if unread:
        told = ngettext("{n} could not be read and takes no part.", "{n} could not be read and take no part.", unread)
        yield told.format(n=numbers.whole(unread))
    if unnamed:
        told = ngettext(
            "{n} names no channel there and takes no part.", "{n} name no channel there and take no part.", unnamed
        )
        yield told.format(n=numbers.whole(unnamed))


def of_the_leaders(benchmark: Benchmark) -> Iterator[str]:
    """How many leaders there are, and what present, active and unknown mean."""
    yield _("{leaders} of {companies}.").format(
        leaders=nouns.counted(sum(one.leaders for one in benchmark.leader_counts), "leader"),
        companies=nouns.counted(len(benchmark.places), "company"),
    )
    yield _(
        "Present is whose account was seen; active is who has posted within the last {days} days. A leader whose "
        "profiles file says that there is no account is absent, and so is one whose account is gone."
    ).format(days=numbers.whole(ACTIVE_DAYS))
    yield _(
        "Each row tells how many of those of whom it is known, with the interval of Wilson, and beside it of how many "
        "it is not known; the last column says between which shares the truth lies, whatever is behind the walls."
    )
    yield _(
        "No share is told where fewer than half are known, or where a network lets nobody look, and none of several "
        "answers in one (a company, all networks) where anything is unknown: a yes is sooner known than a no."
    )


def limits(benchmark: Benchmark) -> Iterator[str]:
    """What to bear in mind when reading companies side by side."""
    yield _("All are scored by one method over windows of one length. Goals and industries of their own do not count.")
    yield _("What could not be read is unknown: it widens the likely range, and is never counted as zero.")
    first, last = benchmark.looked_at
    if (last - first).days > _APART_DAYS:
        yield _("They were not all looked at in the same month.")
    if not benchmark.leader_counts:
        yield _("Nothing is told of single leaders; the pillar of the leaders is a number of the company.")
    elif len(benchmark.places) < benchmark.least:
        yield _("Of fewer than {companies} leaders are not counted together.").format(
            companies=nouns.counted(benchmark.least, "company")
        )
