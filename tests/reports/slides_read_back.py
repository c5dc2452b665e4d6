"""Slides read back, as another program would, and what stands on them."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from lxml import etree  # type: ignore[import-untyped]
from openpyxl import load_workbook
from pptx import Presentation

from presence_audit.i18n import gettext as _
from presence_audit.i18n import speaking
from presence_audit.reports import pptx
from presence_audit.reports._edition import PLAIN, Edition

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from presence_audit.model.profiles import Lang
    from presence_audit.model.report import Report

TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as its part says it: names, and the numbers of each series; None where there is no point."""

    title: str
    description: str
    categories: list[str]
    series: dict[str, list[float | None]]
    workbook: dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Slides:
    """A presentation, opened."""

    made: bytes
    raw: Any
    lang: Lang = "en"

    def title(self, slide: Any) -> str:
        """The title of a slide without which part of a table it is."""
        title = str(slide.shapes.title.text_frame.text)
        with speaking(self.lang):
            patterns = [re.escape(_("{title} ({part} of {parts})")), re.escape(_("{title} (more)"))]
        for pattern in patterns:
            filled = pattern.replace(r"\{title\}", "(.+)").replace(r"\{part\}", r"\d+").replace(r"\{parts\}", r"\d+")
            part = re.fullmatch(filled, title)
            if part:
                return part[1]
        return title

    def titles(self) -> list[str]:
        """The titles in their order, those of one table once."""
        bare = [self.title(slide) for slide in self.raw.slides]
        return [title for at, title in enumerate(bare) if at == 0 or bare[at - 1] != title]

    def named(self, title: str) -> list[Any]:
        """The slides of that title, with all their parts."""
        return [s for s in self.raw.slides if self.title(s).startswith(title)]

    def rows(self, title: str, *, table: int = 0) -> list[list[str]]:
        """The rows of the tables of that title without their heads, in the order of the slides."""
        found = []
        for slide in self.named(title):
            tables = [shape.table for shape in slide.shapes if shape.has_table]
            if table < len(tables):
                found += [[cell.text_frame.text for cell in row.cells] for row in list(tables[table].rows)[1:]]
        return found

    def chart(self, title: str) -> Chart | None:
        """The chart of the slide of that title."""
        frames = [shape for slide in self.named(title) for shape in slide.shapes if shape.has_chart]
        return _chart(frames[0]) if frames else None

    def notes(self, title: str) -> str:
        """What is to be said beside the slides of that title."""
        return "\n".join(slide.notes_slide.notes_text_frame.text for slide in self.named(title))

    def words(self) -> Iterator[str]:
        """Every text of every part: slides, notes, charts."""
        for name, body in parts(self.made):
            if re.match(r"ppt/(slides|notesSlides|charts)/[^/]+\.xml", name):
                root = etree.fromstring(body)
                yield from (element.text or "" for element in root.iter() if element.tag == TEXT or "}v" in element.tag)

    def descriptions(self) -> Iterator[str]:
        """What assistive technology says of every table, chart and drawing: its name and its description."""
        for slide in self.raw.slides:
            for properties in slide.element.iter("{*}cNvPr"):
                if properties.get("descr"):
                    yield properties.get("name")
                    yield properties.get("descr")


def parts(made: bytes) -> list[tuple[str, bytes]]:
    """The parts of a package in their order."""
    with zipfile.ZipFile(BytesIO(made)) as package:
        return [(name, package.read(name)) for name in package.namelist()]


def _workbook(body: bytes) -> dict[str, list[Any]]:
    page = load_workbook(BytesIO(body)).worksheets[0]
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)
    head, *rows = page.iter_rows(values_only=True)
    return {str(name or ""): [row[at] for row in rows] for at, name in enumerate(head)}


def _chart(frame: Any) -> Chart:
    chart, properties = frame.chart, frame.element.nvGraphicFramePr.cNvPr
    plot = chart.plots[0]
    return Chart(
        properties.get("name"),
        properties.get("descr"),
        list(plot.categories),
        {series.name: list(series.values) for series in plot.series},
        _workbook(chart.part.chart_workbook.xlsx_part.blob),
    )


def opened(made: bytes, lang: Lang = "en") -> Slides:
    """Read a presentation that is in this language."""
    return Slides(made, Presentation(BytesIO(made)), lang)


def read(report: Report, template: Path | None = None, edition: Edition = PLAIN) -> Slides:
    """Make the slides of a report, and read them."""
    return opened(pptx.render(report, template, edition), edition.lang)
