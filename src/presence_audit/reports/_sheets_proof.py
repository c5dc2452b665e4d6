"""The tables of what every number rests on: the posts, and the recorded answers."""

from __future__ import annotations

from collections import Counter
from datetime import UTC
from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._code_words import code_words
from presence_audit.reports._rows import answers_of
from presence_audit.reports._sheets import Column, Sheet, Typed, titled
from presence_audit.reports._shown_rows import names_of
from presence_audit.reports._words import COUNTS, answer_words

if TYPE_CHECKING:
    from datetime import tzinfo

    from presence_audit.model.report import Report
    from presence_audit.model.shown import PostLine
    from presence_audit.reports._sheets import Value

# Translators: stands where no digest (SHA-256) of an answer was kept.
_NO_DIGEST = mark("none kept")
_POSTS = (
    Column(mark("No."), "count", 7),
    Column(mark("Channel"), "text", 34),
    Column(mark("Published ({zone})"), "moment", 17),
    Column(mark("Act"), "text", 10),
    Column(mark("As an effective post"), "text", 34),
    Column(mark("Address"), "address", 60),
    Column(mark("SHA-256 of the answer it stands in"), "address", 66),
    Column(mark("Subject id"), "address", 34, is_printed=False),
)
_EVIDENCE = (
    Column(mark("No."), "count", 7),
    Column(mark("Address"), "address", 70),
    Column(mark("Came as"), "text", 11),
    Column(mark("Status"), "plain", 8),
    Column(mark("Fetched ({zone})"), "moment", 17),
    Column(mark("Measures"), "count", 10),
    Column(mark("Findings"), "count", 10),
    Column(mark("SHA-256"), "address", 66),
)


def _moment(post: PostLine, zone: tzinfo) -> Value | Typed:
    """When a post came, no more exactly than the site tells: a moment, a day, or words."""
    if post.date_precision == "second":
        return numbers.local(post.published_at, zone)
    if post.date_precision == "day":
        return Typed(numbers.local(post.published_at, UTC).date(), "day")
    return numbers.dated(post.published_at, post.date_precision)


def posts(report: Report) -> Sheet:
    """The posts that numbers rest on, as many as the report lists."""
    (zone, zone_name), names = numbers.zone_of(report), names_of(report)
    rows = tuple(
        (
            place,
            names.get(post.channel, post.channel),
            _moment(post, zone),
            code_words(post.act),
            _(COUNTS[post.counts]),
            post.url,
            post.sha256 or _(_NO_DIGEST),
            post.channel,
        )
        for place, post in enumerate(report.shown.posts if report.shown else (), 1)
    )
    # Translators: "Measures" is the name of the sheet.
    about = _("The posts that the measures rest on, the newest of each channel. Measures names them by number.")
    # Translators: the name of a sheet.
    return Sheet("posts", _("Posts"), about, _("No post is noted."), titled(_POSTS, zone_name), rows, fixed=2)


def evidence(report: Report) -> Sheet:
    """Every recorded answer once."""
    zone, zone_name = numbers.zone_of(report)
    behind = (leaf.evidence for pillar in report.pillars for leaf in pillar.leaves)
    measures = Counter(piece for pieces in behind for piece in set(pieces))
    findings = Counter(piece for finding in report.findings for piece in set(finding.evidence))
    rows = tuple(
        (
            place,
            piece.url,
            answer_words(piece) if piece.status is None else _("answer"),
            piece.status,
            numbers.local(piece.fetched_at, zone),
            measures[piece],
            findings[piece],
            piece.sha256 or _(_NO_DIGEST),
        )
        for place, piece in enumerate(answers_of(report), 1)
    )
    # Translators: "Measures" is the name of the sheet.
    about = _("Every recorded answer that a number rests on. Measures names them by number.")
    nothing = _("No recorded answer stands behind this report.")
    return Sheet("evidence", _("Evidence"), about, nothing, titled(_EVIDENCE, zone_name), rows, fixed=2)
