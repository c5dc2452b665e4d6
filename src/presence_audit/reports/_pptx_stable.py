"""The file: dated as of the audit, without an author, and the same bytes for the same slides."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from pptx.opc.constants import RELATIONSHIP_TYPE

from presence_audit.i18n import language
from presence_audit.reports._numbers import local
from presence_audit.reports._pptx_text import NAME
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from datetime import datetime

    from pptx.presentation import Presentation as Slides

_TYPES = "[Content_Types].xml"  # first, as the readers of such packages expect
_FIRST, _LAST = 1980, 2107  # the years that a zip file can tell
# Statistics and pictures of another presentation, and how somebody's printer was set.
_FORGOTTEN = (RELATIONSHIP_TYPE.EXTENDED_PROPERTIES, RELATIONSHIP_TYPE.THUMBNAIL)


def _set_properties(slides: Slides, title: str, as_of: datetime) -> None:
    properties = slides.core_properties
    for child in list(properties._element):  # noqa: SLF001  an author that is not there rather than an empty one
        properties._element.remove(child)  # noqa: SLF001
    properties.title, properties.language, properties.revision = shown(title, 2 * NAME), language(), 1
    properties.created = properties.modified = as_of.replace(tzinfo=None, microsecond=0)


def _forget(slides: Slides) -> None:
    package = slides.part.package
    for key, relation in list(package._rels.items()):  # noqa: SLF001
        if relation.reltype in _FORGOTTEN:
            package.drop_rel(key)
    for key, relation in list(slides.part.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.PRINTER_SETTINGS:
            slides.part.drop_rel(key)


def _stable(body: bytes, as_of: datetime) -> bytes:
    moment = (min(max(as_of.year, _FIRST), _LAST), as_of.month, as_of.day, as_of.hour, as_of.minute, as_of.second)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as given, zipfile.ZipFile(target, "w") as made:
        for name in sorted(given.namelist(), key=lambda name: (name != _TYPES, name)):
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            made.writestr(entry, given.read(name))
    return target.getvalue()


def packed(slides: Slides, title: str, as_of: datetime) -> bytes:
    """The presentation as bytes."""
    from datetime import UTC

    moment = local(as_of, UTC)
    _set_properties(slides, title, moment)
    _forget(slides)
    target = io.BytesIO()
    slides.save(target)
    return _stable(target.getvalue(), moment)
