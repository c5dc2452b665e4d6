"""Findings of the content: copies, bare links, images without words, one form only, hashtags, long sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.metrics._finding import Scored
    from presence_audit.model.report import Finding

# A finding that tells what share of the posts lacks what the metric counts.
_LACKING = {
    "duplicate": "originality",
    "link-only": "not-link-only",
    "hashtags": "hashtags",
}


def of_content(scored: Scored) -> Iterator[Finding]:
    """What could be better in what the company publishes."""
    for id_, metric in _LACKING.items():
        leaf, share = scored.weak(id_, metric, "company"), scored.value(metric, "company")
        if leaf is not None and share is not None:
            yield scored.finding(id_, leaf, share=1 - share)
    leaf, share = scored.weak("alt-text", "alt-text", "company"), scored.value("alt-text", "company")
    if leaf is not None and share is not None:
        # The law that is quoted is that of the country whose daily use is quoted too.
        is_norwegian = scored.subjects.profiles.company.country == anchors().daily_use_country
        yield scored.finding("alt-text", leaf, advice="advice-norway" if is_norwegian else "advice", share=1 - share)
    leaf, kinds = scored.weak("media-mix", "media-mix", "company"), scored.value("media-mix", "company")
    if leaf is not None and kinds is not None:
        yield scored.finding("media-mix", leaf, kinds=kinds)
    leaf, lix = scored.weak("readability", "readability", "company"), scored.value("readability", "company")
    # Below the band of full points a text is very easy, which is no finding.
    if leaf is not None and lix is not None and lix > anchors().metrics["readability"].extra["band_to"]:
        yield scored.finding("readability", leaf, lix=lix)
