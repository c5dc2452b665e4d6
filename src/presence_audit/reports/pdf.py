"""The report as a PDF to print or to file: the page of `html` on A4, tagged for screen readers (PDF/UA-1, ISO 14289-1).

It says the same as the page, and differs in what paper is: a cover, contents with page numbers, and the page at the
foot of each. Of the evidence it lists every measure, and of the recorded posts and answers as many as make an appendix
that can be printed; what is left out is counted, and stands in the result as JSON.

It is dated as of the audit. The same report gives the same bytes on the same machine; on another one its letters may
be those of another font.
"""

from __future__ import annotations

import warnings
from contextlib import redirect_stdout
from functools import partial
from io import StringIO
from textwrap import shorten
from typing import TYPE_CHECKING, Final

from presence_audit.errors import UsageError
from presence_audit.i18n import pgettext
from presence_audit.reports import html
from presence_audit.reports._edition import PLAIN, Edition
from presence_audit.reports._headline import headline
from presence_audit.reports._html_element import Markup, el
from presence_audit.reports._pdf_brand import paper_dress
from presence_audit.reports._pdf_cover import cover
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from presence_audit.model.report import Report

_ROOM: Final = 0.12  # of the posts and answers that the page lists, as part
_NAME: Final = 80  # letters at the foot; with the longest line of a brand they fill what lies beside the page number
_NO_PANGO: Final = (
    "the format pdf needs Pango, a library of the system, and it cannot be loaded ({problem}). On Debian and Ubuntu: "
    "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. On macOS: brew install pango. On Windows: "
    "install MSYS2, there run pacman -S mingw-w64-x86_64-pango, and set WEASYPRINT_DLL_DIRECTORIES to its folder "
    "mingw64\\bin."
)
_NO_FONT: Final = (
    "the format pdf needs a font of the system, and Pango finds none. On Debian and Ubuntu: apt install "
    "fonts-dejavu-core. On Fedora: dnf install dejavu-sans-fonts. On Alpine: apk add font-dejavu."
)


def _load() -> None:
    """Import WeasyPrint. What it prints where a library is missing would stand in the report that goes to stdout."""
    with redirect_stdout(StringIO()), warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".*Expect ugly output")  # said better here
        import weasyprint  # noqa: F401


def _has_font() -> bool:
    """Whether Pango has any letters to draw with. Without any, WeasyPrint takes minutes and then ends the process."""
    from weasyprint.text.ffi import ffi, gobject, pango
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    context = ffi.gc(pango.pango_font_map_create_context(fonts.font_map), gobject.g_object_unref)
    wanted = ffi.gc(pango.pango_font_description_new(), pango.pango_font_description_free)
    pango.pango_font_description_set_family(wanted, ffi.new("char[]", b"sans-serif"))
    pango.pango_font_description_set_absolute_size(wanted, pango.pango_units_from_double(12))
    found = pango.pango_font_map_load_font(fonts.font_map, context, wanted)
    if found == ffi.NULL:
        return False
    gobject.g_object_unref(found)
    return True


def check() -> None:
    """Make sure that a PDF can be made here. Needs the extra `pdf`.

    Raises:
        UsageError: Pango is missing, or it finds no font; the message says what to install.
    """
    try:
        _load()
    except OSError as problem:  # raised where it loads the library
        said = shorten(f"{problem}", 160, placeholder=" ...")
        raise UsageError(_NO_PANGO.format(problem=said)) from problem
    if not _has_font():
        raise UsageError(_NO_FONT)


def _quoted(words: str) -> str:
    return '"' + "".join(f"\\{ord(letter):06x}" for letter in words) + '"'


def _foot(company: str, line: str) -> str:
    """The number of each page, in the order of the words of the language, and whose report it is, with the line."""
    # Translators: the number of a page at its foot, "3 of 12"
    told = pgettext("page", "{page} of {pages}")
    before, _page, rest = told.partition("{page}")
    between, _pages, after = rest.partition("{pages}")
    number = " ".join([_quoted(before), "counter(page)", _quoted(between), "counter(pages)", _quoted(after)])
    whose = _quoted(" · ".join(filter(None, (shown(company, _NAME), line))))
    return f"@page {{ @bottom-left {{ content: {whose}; }} @bottom-right {{ content: {number}; }} }}\n"


def _head(report: Report) -> Markup:
    return el("head", el("meta", charset="utf-8"), el("title", html.title(report)))


def render(report: Report, edition: Edition = PLAIN) -> bytes:
    """The PDF. Needs the extra `pdf`, and Pango on the system.

    Nothing is fetched for it, neither from the network nor from this machine but its fonts; what a brand brings is data
    in the page.

    Raises:
        UsageError: Pango is missing, or it finds no font; the message says what to install.
    """
    check()
    from presence_audit.reports._pdf_tree import prepared, style, tree_of
    from presence_audit.reports._pdf_write import pdf_of

    with edition.of(report) as told:
        dress = paper_dress(edition.brand)
        page = html.page(told, _head(told), cover(told, dress), edition, dress.page, room=_ROOM)
        sheet = style() + dress.sheet + _foot(headline(told).company, dress.line)
        ready = partial(prepared, values=dress.values)
        return pdf_of(tree_of(page.text), sheet, told.as_of, ready, dress.own)
