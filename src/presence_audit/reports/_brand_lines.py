"""The two lines of a brand that every format says: who made the report, and for whose eyes it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from presence_audit.model.brand import Brand

_LONGEST = 120


def prepared_by(brand: Brand | None) -> str:
    """Who made the report, as a line of its own; empty where nobody is named."""
    if brand is None or not brand.prepared_by:
        return ""
    return _("Prepared by {name}").format(name=shown(brand.prepared_by, _LONGEST))


def confidentiality(brand: Brand | None) -> str:
    """The line that stands on every page, in the words of the profiles file; empty where there is none."""
    return shown(brand.confidentiality, _LONGEST) if brand is not None else ""


def brand_lines(brand: Brand | None) -> list[str]:
    """Both, as far as there are any, for the head of a format without pages."""
    return [line for line in (confidentiality(brand), prepared_by(brand)) if line]
