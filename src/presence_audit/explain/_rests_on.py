"""What a number of a report rests on: its posts, each with address, time and digest, and the recorded answers."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any

from presence_audit.reports import _numbers as numbers
from presence_audit.reports._leaf_rows import bases_of, counted_from
from presence_audit.reports._words import COUNTS, answer_words
from presence_audit.reports.article import Entries, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.observation import Evidence
    from presence_audit.model.report import Leaf, Report
    from presence_audit.model.shown import Basis, PostLine
    from presence_audit.reports.article import Block

MOST = 50  # posts, and as many answers, that are listed without `--all`
_DIGEST = 12  # hex digits of a digest that are shown: enough to find the answer in a recording
_PRINT = (
    "sha256 is a fingerprint of the recorded answer in which the post stands, its first signs (`presence-audit explain "
    "evidence`)."
)
_NO_ADDRESS = "(the site gives no address of its own)"
_OF_ANOTHER = "(the post of somebody else, whose address may hold a name)"


def _post(line: PostLine, report: Report) -> tuple[str, str]:
    zone, name = numbers.zone_of(report)
    digest = f"sha256 {line.sha256[:_DIGEST]}" if line.sha256 else "no digest"
    when = numbers.when(line.published_at, line.date_precision, zone)
    when += f" {name}" if line.date_precision == "second" else ""
    what = line.act if line.act == "comment" else f"{line.act} · {COUNTS[line.counts]}"
    address = line.url or (_OF_ANOTHER if line.act == "reshare" else _NO_ADDRESS)
    return f"{when} · {what} · {digest}", address


def basis_of(report: Report, leaf: Leaf) -> Basis | None:
    """Which posts the leaf rests on, where the report tells."""
    return bases_of(report).get((leaf.metric, leaf.subject))


def lines_of(report: Report, basis: Basis | None) -> list[PostLine]:
    """The listed posts of a basis; a place that the file does not have is passed over."""
    listed = report.shown.posts if report.shown else ()
    return [listed[at] for at in basis.posts if 0 <= at < len(listed)] if basis else []


def _posts(report: Report, leaf: Leaf, most: int | None) -> tuple[Block, ...]:
    if report.shown is None:
        return (
            "This result was made by a version that did not note the posts behind a number. Scan again to see them.",
        )
    basis = basis_of(report, leaf)
    lines = lines_of(report, basis)
    if basis is None or not lines:
        return ("No posts are noted for this number; the recorded answers below are what it rests on.",)
    shown = lines[:most]
    told = f"It was counted from {counted_from(lines, basis.total)}"
    are = "is" if len(shown) == 1 else "are"
    listed = f"; {len(shown):,} of them {are} listed here, the newest of each channel."
    told += "." if len(shown) == basis.total else listed
    more = ("Add `--all` for all that the result lists.",) if len(shown) < len(lines) else ()
    return told, Entries(tuple(_post(line, report) for line in shown)), *more, _PRINT


def _answer(piece: Evidence) -> tuple[str, str]:
    digest = f"sha256 {piece.sha256[:_DIGEST]}" if piece.sha256 else "no digest"
    return f"{numbers.minute(piece.fetched_at, UTC)} UTC · {answer_words(piece)} · {digest}", piece.url


def _answers(pieces: Sequence[Evidence], most: int | None) -> tuple[Block, ...]:
    if not pieces:
        return ("No site was asked for this number.",)
    more = ("Add `--all` for the rest.",) if most is not None and len(pieces) > most else ()
    return Entries(tuple(_answer(piece) for piece in pieces[:most])), *more


def rests_on(report: Report, leaf: Leaf, *, is_whole: bool) -> tuple[Section, ...]:
    """The posts and the recorded answers behind one leaf: all that the report lists, or the first fifty of each."""
    most = None if is_whole else MOST
    return (
        Section("The posts it rests on", _posts(report, leaf, most)),
        Section("The recorded answers", _answers(leaf.evidence, most)),
    )


def _fact(line: PostLine) -> dict[str, str | None]:
    return {
        "channel": line.channel,
        "url": line.url,
        "published_at": line.published_at.isoformat(),
        "date_precision": line.date_precision,
        "sha256": line.sha256,
        "act": line.act,
        "counts": line.counts,
    }


def facts_of_basis(report: Report, leaf: Leaf) -> dict[str, Any]:
    """The same in full for a machine."""
    basis = basis_of(report, leaf)
    lines = lines_of(report, basis)
    return {
        "posts_total": basis.total if basis else None,
        "posts": [_fact(line) for line in lines],
        "evidence": leaf.model_dump(mode="json", include={"evidence"})["evidence"],
    }
