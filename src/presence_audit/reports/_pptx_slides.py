"""All slides of a report in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.reports._brand_lines import confidentiality
from presence_audit.reports._period_words import day_in_words
from presence_audit.reports._pptx_base import base
from presence_audit.reports._pptx_brand_theme import theme_of
from presence_audit.reports._pptx_changes import changes_part, over_time
from presence_audit.reports._pptx_channels import channels, not_read
from presence_audit.reports._pptx_cover import cover
from presence_audit.reports._pptx_deck import Deck
from presence_audit.reports._pptx_method import evidence, how
from presence_audit.reports._pptx_notes import notes_part
from presence_audit.reports._pptx_peers import beside_peers
from presence_audit.reports._pptx_people import company_beside_leaders, leaders
from presence_audit.reports._pptx_rhythm import week_map, weeks
from presence_audit.reports._pptx_stable import packed
from presence_audit.reports._pptx_summary import pillars, says, steps
from presence_audit.reports._pptx_template import CAUSES, broken, opened
from presence_audit.reports._pptx_text import NAME
from presence_audit.reports._sheets_summary import title_of
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from pathlib import Path

    from pptx.presentation import Presentation as Slides

    from presence_audit.model.report import Report
    from presence_audit.reports._edition import Edition

_FOOT = mark("{company}: presence audit, {day}")
_FIRST = (steps, says, pillars, leaders, company_beside_leaders)
_THEN = (channels, week_map, weeks, over_time, not_read)
_LAST = (how, evidence)


def _tried(slides: Slides, template: Path, *feet: str, line: str = "") -> Deck:
    try:
        return Deck(slides, *feet, line=line)
    except CAUSES as error:
        raise broken(template, error) from error


def slides_of(report: Report, template: Path | None, edition: Edition) -> bytes:
    """The slides as a file.

    Raises:
        UsageError: the template cannot be used.
    """
    brand = edition.brand
    slides = base(theme_of(brand)) if template is None else opened(template)
    company = shown(report.company.name, NAME // 2)
    feet = (_(_FOOT).format(company=company, day=day_in_words(report)), company)
    line = confidentiality(brand)
    deck = Deck(slides, *feet, line=line) if template is None else _tried(slides, template, *feet, line=line)
    cover(deck, report, brand, is_our_own=template is None)
    changes_part(deck, report)
    for part in _FIRST:
        part(deck, report)
    beside_peers(deck, report, edition.peers)
    for part in _THEN:
        part(deck, report)
    notes_part(deck, report, edition.notes)
    for part in _LAST:
        part(deck, report)
    return packed(slides, title_of(report), report.as_of)


def check(template: Path) -> None:
    """Make sure that slides can be made on a template.

    Raises:
        UsageError: they cannot.
    """
    _tried(opened(template), template)
