"""The one place that calls WeasyPrint: it may fetch nothing from outside, and it is told what day it is."""

from __future__ import annotations

import gc
import logging
from contextlib import contextmanager
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import weasyprint
from cssselect2 import ElementWrapper
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from presence_audit.errors import PresenceAuditError
from presence_audit.reports._pdf_finish import finish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from xml.etree.ElementTree import Element


class Refused(FatalURLFetchingError):  # type: ignore[misc]  # noqa: N818  the name says what is the matter
    """Something asked for a file or an address: a report has none, so this is no report of ours."""


class _OnlyOwn(URLFetcher):  # type: ignore[misc]  # the library has no types
    def __init__(self, own: frozenset[str]) -> None:
        super().__init__(allowed_protocols={"data"})
        self._own = own

    def fetch(self, url: str, headers: object = None) -> Any:
        if url in self._own:
            return super().fetch(url, headers)
        raise Refused(f"a PDF may fetch nothing, and was asked to fetch {url[:80]!r}")


@contextmanager
def _uncollected() -> Iterator[None]:
    """Boxes refer to one another by the ten thousand and live to the end: looking for garbage among them finds none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class BrokenPageError(PresenceAuditError):
    """The page could not be drawn as it stands. A PDF that lacks a piece of it would be no report."""


class _Errors(logging.Handler):
    """Keeps what WeasyPrint could not draw; it only says so in its log, and goes on without."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@contextmanager
def _told() -> Iterator[None]:
    """Raises BrokenPageError in the end where something was left out of the drawing."""
    errors, log = _Errors(), logging.getLogger("weasyprint")
    log.addHandler(errors)
    try:
        yield
    finally:
        log.removeHandler(errors)
    if errors.said:
        said = shorten(" ".join(errors.said), 300)
        raise BrokenPageError(f"the PDF cannot be drawn ({said}); look at the logo and the font of the brand")


def _document(page: str | Element, fetcher: URLFetcher) -> Any:
    """The page for WeasyPrint. What is a tree already need not be read as HTML, which takes as long as fonts do."""
    if isinstance(page, str):
        return weasyprint.HTML(string=page, url_fetcher=fetcher)
    document = weasyprint.HTML(string="", url_fetcher=fetcher)
    document.wrapper_element = ElementWrapper.from_html_root(page, content_language=None)
    document.etree_element = page
    return document


def pdf_of(
    page: str | Element,
    style: str,
    made: datetime,
    prepare: Callable[[Element], None],
    own: frozenset[str] = frozenset(),
) -> bytes:
    """The PDF of a page that stands by itself; it may load its `own` addresses of the scheme data, letter by letter.

    Raises:
        Refused: the page or its style asks for anything from outside, be it of the network or of this machine.
        BrokenPageError: a piece of the page cannot be drawn; the message says which.
    """
    with _uncollected(), _told():
        fetcher, fonts = _OnlyOwn(own), FontConfiguration()
        document = _document(page, fetcher)
        prepare(document.etree_element)
        sheet = weasyprint.CSS(string=style, url_fetcher=fetcher, font_config=fonts)
        laid_out: Any = document.render(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")
        stamp = made.strftime("%Y-%m-%dT%H:%M:%SZ")
        laid_out.metadata.created = laid_out.metadata.modified = stamp
        written: bytes = laid_out.write_pdf(pdf_variant="pdf/ua-1", finisher=finish)
    return written
