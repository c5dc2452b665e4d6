"""The one place that calls WeasyPrint: it may fetch nothing, and it is told what day it is."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

import weasyprint
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from presence_audit.reports._pdf_finish import finish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from xml.etree.ElementTree import Element


class Refused(FatalURLFetchingError):  # type: ignore[misc]  # noqa: N818  the name says what is the matter
    """Something asked for a file or an address: a report has none, so this is no report of ours."""


class _NoFetcher(URLFetcher):  # type: ignore[misc]  # the library has no types
    def fetch(self, url: str, headers: object = None) -> NoReturn:
        del headers
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


def pdf_of(page: str, style: str, made: datetime, prepare: Callable[[Element], None]) -> bytes:
    """The PDF of a page that stands by itself.

    Raises:
        Refused: the page or its style asks for anything from outside, be it of the network or of this machine.
    """
    with _uncollected():
        fetcher = _NoFetcher()
        document = weasyprint.HTML(string=page, url_fetcher=fetcher)
        prepare(document.etree_element)
        sheet = weasyprint.CSS(string=style, url_fetcher=fetcher)
        laid_out: Any = document.render(stylesheets=[sheet], pdf_variant="pdf/ua-1")
        stamp = made.strftime("%Y-%m-%dT%H:%M:%SZ")
        laid_out.metadata.created = laid_out.metadata.modified = stamp
        written: bytes = laid_out.write_pdf(pdf_variant="pdf/ua-1", finisher=finish)
    return written
