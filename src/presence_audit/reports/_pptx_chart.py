"""Native charts that can be edited in PowerPoint: bars, columns and lines, with the workbook behind them.

What is not known has no bar, breaks a line, and is an empty cell, never a zero.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree  # type: ignore[import-untyped]
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.oxml.ns import qn
from pptx.util import Pt
from xlsxwriter import Workbook

from presence_audit.i18n import language
from presence_audit.reports._pptx_text import fill_of, tag
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from datetime import datetime

    from presence_audit.model.colour import Rgb
    from presence_audit.reports._pptx_deck import Page
    from presence_audit.reports._pptx_fit import Box

# Names come from strangers: none of them is a formula or a link.
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_NAME = 120


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers under one name; None is not known."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows. `form` is how numbers are written, `most` the end of the scale, None if open."""

    title: str
    description: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    form: str
    most: float | None = None
    step: float | None = None


def percent_form() -> str:
    """How a share is written as whole per cent: 45%, in Norwegian 45 %, as beside the chart."""
    return "0%" if language() == "en" else '0"\u00a0"%'


def _workbook(chart: Chart, as_of: datetime) -> bytes:
    """The numbers as PowerPoint opens them for editing; the same bytes for the same chart."""
    target = io.BytesIO()
    book = Workbook(target, _OPTIONS)
    book.set_properties({"created": as_of.replace(tzinfo=None)})
    sheet = book.add_worksheet("Sheet1")
    sheet.set_column(0, 0, 40)
    form = book.add_format({"num_format": chart.form})
    for row, category in enumerate(chart.categories, 1):
        sheet.write_string(row, 0, category)
    for column, series in enumerate(chart.series, 1):
        sheet.write_string(0, column, series.name)
        for row, value in enumerate(series.values, 1):
            if value is not None:
                sheet.write_number(row, column, value, form)
    book.close()
    return target.getvalue()


def _safe(chart: Chart) -> Chart:
    return Chart(
        shown(chart.title, _NAME),
        shown(chart.description, 1_000),
        tuple(shown(category, _NAME) for category in chart.categories),
        tuple(Series(shown(series.name, _NAME), series.values) for series in chart.series),
        chart.form,
        chart.most,
        chart.step,
    )


def _set_language(space: Any) -> None:
    language = etree.Element(qn("c:lang"), val=tag())
    first = space.find(qn("c:date1904"))
    space.insert(0 if first is None else space.index(first) + 1, language)
    for run in space.iter(qn("a:defRPr"), qn("a:endParaRPr"), qn("a:rPr")):
        run.set("lang", tag())


def _axes(chart: Any, shows: Chart, page: Page, *, is_bar: bool) -> None:
    palette = page.look.palette
    values, names = chart.value_axis, chart.category_axis
    values.minimum_scale, values.maximum_scale, values.major_unit = 0, shows.most, shows.step
    values.has_major_gridlines, values.has_minor_gridlines = True, False
    line = values.major_gridlines.format.line
    line.width = Pt(0.5)
    _paint(line._get_or_add_ln(), palette.faint)  # noqa: SLF001
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = shows.form.replace(".0", ""), False
    names.major_tick_mark = values.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.format.line.width = Pt(1)
    _paint(names.format.line._get_or_add_ln(), palette.ink)  # noqa: SLF001
    names.reverse_order = is_bar  # the first category at the top
    if is_bar:
        values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH  # which is below, once the order is turned


def _paint(holder: Any, colour: str | Rgb) -> None:
    for old in holder.findall(qn("a:solidFill")):
        holder.remove(old)
    holder.insert(0, fill_of(colour))


def _color_text(space: Any, colour: str) -> None:
    for run in space.iter(qn("a:defRPr")):
        for old in run.findall(qn("a:solidFill")):
            run.remove(old)
        run.insert(0, fill_of(colour))


def _placed(page: Page, shows: Chart, box: Box, as_of: datetime, kind: Any) -> Any:
    """The chart on the slide, with the numbers behind it and a legend where there are several series."""
    content = CategoryChartData(number_format=shows.form)
    content.categories = shows.categories
    for series in shows.series:
        content.add_series(series.name, series.values)
    sides = (Pt(side) for side in (box.left, box.top, box.width, box.height))
    frame = page.tree.add_chart(kind, *sides, content)
    frame.element.nvGraphicFramePr.cNvPr.set("name", shows.title)
    frame.element.nvGraphicFramePr.cNvPr.set("descr", shows.description)
    chart, size = frame.chart, Pt(page.look.size(12))
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(shows, as_of))
    chart.font.size = size
    chart.has_title = False
    chart.has_legend = len(shows.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        chart.legend.font.size = size
    return chart


def _finished(chart: Any, page: Page, every: int) -> None:
    """Of `every` so many categories one is named; the letters have the ink of the slide and its language."""
    if every > 1:
        axis = chart.category_axis._element  # noqa: SLF001
        mark = etree.Element(qn("c:tickLblSkip"), val=f"{every}")
        axis.insert(axis.index(axis.find(qn("c:noMultiLvlLbl"))), mark)
    space = chart._chartSpace  # noqa: SLF001
    _color_text(space, page.look.palette.ink)
    _set_language(space)


def draw(page: Page, shows: Chart, box: Box, as_of: datetime, *, is_bar: bool, labelled: bool, every: int = 1) -> None:
    """Put the chart on the slide: lying bars or standing columns.

    The bars of the first series bear their numbers if `labelled`; of `every` so many categories one is named.
    """
    shows, palette, size = _safe(shows), page.look.palette, Pt(page.look.size(12))
    kind = XL_CHART_TYPE.BAR_CLUSTERED if is_bar else XL_CHART_TYPE.COLUMN_CLUSTERED
    chart = _placed(page, shows, box, as_of, kind)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = (60 if is_bar else 40), 0
    for series, colour in zip(plot.series, (palette.first, palette.second), strict=False):
        _paint(series.format.fill._xPr, colour)  # noqa: SLF001
        series.invert_if_negative = False
    if labelled:  # the first series alone: two rows of numbers would write over each other
        labels = plot.series[0].data_labels
        labels.show_value, labels.number_format, labels.number_format_is_linked = True, shows.form, False
        labels.position, labels.font.size, labels.font.bold = XL_LABEL_POSITION.OUTSIDE_END, size, True
    _axes(chart, shows, page, is_bar=is_bar)
    _finished(chart, page, every)


def draw_line(page: Page, shows: Chart, box: Box, as_of: datetime, *, every: int = 1) -> None:
    """Put the chart on the slide as lines, broken where a value is not known: the first strong, the others dashed."""
    shows, palette = _safe(shows), page.look.palette
    chart = _placed(page, shows, box, as_of, XL_CHART_TYPE.LINE_MARKERS)
    for at, series in enumerate(chart.plots[0].series):
        series.smooth = False
        line, marker = series.format.line, series.marker
        line.width = Pt(1.25 if at else 2.5)
        _paint(line._get_or_add_ln(), palette.second if at else palette.first)  # noqa: SLF001
        if at:
            line.dash_style = MSO_LINE_DASH_STYLE.DASH
            marker.style = XL_MARKER_STYLE.NONE
            continue
        # A value between two that are not known has no line, and would not be seen without its mark.
        marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, 6
        _paint(marker.format.fill._xPr, palette.first)  # noqa: SLF001
        _paint(marker.format.line._get_or_add_ln(), palette.first)  # noqa: SLF001
    _axes(chart, shows, page, is_bar=False)
    blanks = chart._chartSpace.chart.find(qn("c:dispBlanksAs"))  # noqa: SLF001
    if blanks is not None:
        blanks.set("val", "gap")
    _finished(chart, page, every)
