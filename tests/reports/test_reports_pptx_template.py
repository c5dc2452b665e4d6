from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree  # type: ignore[import-untyped]
from metrics.nordlys import nordlys
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from reports.report_samples import SAMPLES, all_unknown, full
from reports.slide_templates import SECRET, TEMPLATES, named, rewritten, saved, small_and_dark, with_old_slides
from reports.slides_read_back import Slides, opened, parts, read

from presence_audit.errors import UsageError
from presence_audit.model.colour import contrast
from presence_audit.model.report import Report
from presence_audit.reports import pptx
from presence_audit.reports._pptx_base import base
from presence_audit.reports._pptx_look import Look
from presence_audit.reports._pptx_theme import palette_of

every_template = pytest.mark.parametrize("template", TEMPLATES)
CONTENT_TYPES = "[Content_Types].xml"


def _nordlys() -> Report:
    return nordlys().report


def _made(template: str, tmp_path: Path, report: Report | None = None) -> Slides:
    return read(report or _nordlys(), TEMPLATES[template](tmp_path / "client.pptx"))


@every_template
def test_every_template_gives_the_same_numbers_as_the_plain_slides(template: str, tmp_path: Path) -> None:
    plain, made = read(_nordlys()), _made(template, tmp_path)

    for title in ("The seven pillars", "Company beside leaders", "Posts per week"):
        one, other = plain.chart(title), made.chart(title)
        assert one is not None
        assert other is not None
        assert (one.series, one.workbook) == (other.series, other.workbook)
    for title in ("The seven pillars", "Company beside leaders", "The week by the hour"):
        assert [row[1:] for row in plain.rows(title)] == [row[1:] for row in made.rows(title)]
    for title, numbers in (("Leaders", slice(3, 7)), ("Channels", slice(5, 7)), ("What to do next", slice(2, 5))):
        assert [row[numbers] for row in plain.rows(title)] == [row[numbers] for row in made.rows(title)]


@every_template
def test_nothing_lies_outside_the_slides_of_a_template(template: str, tmp_path: Path) -> None:
    raw = _made(template, tmp_path).raw

    for slide in raw.slides:
        tables = [shape for shape in slide.shapes if shape.has_table or shape.has_chart]
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= raw.slide_width + 1
            assert shape.top + shape.height <= raw.slide_height + 1
        for shape in tables:
            assert shape.top >= slide.shapes.title.top + slide.shapes.title.height
            for foot in (s for s in slide.placeholders if s.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER):
                assert shape.top + shape.height <= foot.top + foot.height


@every_template
def test_the_slides_keep_the_size_and_the_layouts_of_the_template(template: str, tmp_path: Path) -> None:
    path = TEMPLATES[template](tmp_path / "client.pptx")
    client, made = Presentation(str(path)), read(_nordlys(), path).raw
    names = {layout.name for layout in client.slide_layouts}

    assert (made.slide_width, made.slide_height) == (client.slide_width, client.slide_height)
    assert {slide.slide_layout.name for slide in made.slides} <= names
    assert {layout.name for layout in made.slide_layouts} == names


@every_template
def test_the_same_template_gives_the_same_bytes(template: str, tmp_path: Path) -> None:
    path = TEMPLATES[template](tmp_path / "client.pptx")

    assert pptx.render(full(), path) == pptx.render(full(), path)


@every_template
@pytest.mark.parametrize("sample", ["all_unknown", "hostile", "many"])
def test_every_report_fits_every_template(sample: str, template: str, tmp_path: Path) -> None:
    slides = _made(template, tmp_path, SAMPLES[sample]())

    for name, body in parts(slides.made):
        if re.match(r"ppt/(slides|charts)/[^/]+\.xml", name):
            sizes = [int(e.get("sz")) for e in etree.fromstring(body).iter() if e.get("sz", "").isdecimal()]
            assert all(size >= 1200 for size in sizes)
    for slide in slides.raw.slides:
        assert slide.shapes.title.text_frame.text
        assert all(holder.has_text_frame and holder.text_frame.text for holder in slide.placeholders)


def test_the_title_slide_of_a_template_has_the_score_as_its_headline(tmp_path: Path) -> None:
    cover = read(full(), with_old_slides(tmp_path / "a.pptx")).raw.slides[0]
    title, subtitle = cover.placeholders

    assert cover.slide_layout.name == "Title Slide"
    assert title.text_frame.text == "Presence audit of Nordlys Energi"
    assert subtitle.text_frame.text.split("\n") == [
        "51.6 of 100, Grade C, provisional",
        "Likely range 41.2–63.4, D–C",  # noqa: RUF001
        "Data coverage 61%, confidence low",
        "22 May to 20 November 2026",
        "Prepared for Nordlys Energi",
    ]
    unknown = read(all_unknown(), tmp_path / "a.pptx").raw.slides[0].placeholders[1].text_frame.text
    assert unknown.startswith("not known: too little was measured\n")


def test_the_slides_of_the_template_and_all_that_speaks_of_them_are_left_out(tmp_path: Path) -> None:
    made = pptx.render(full(), with_old_slides(tmp_path / "a.pptx"))

    assert not [name for name, body in parts(made) if SECRET.encode() in body]
    assert b"sectionLst" not in dict(parts(made))["ppt/presentation.xml"]
    assert len([n for n, _ in parts(made) if n.startswith("ppt/slides/slide")]) == len(opened(made).raw.slides)


def test_named_placeholders_are_filled_and_the_scale_is_drawn_in_the_place_of_that_name(tmp_path: Path) -> None:
    slides = read(full(), named(tmp_path / "a.pptx")).raw.slides
    cover = {shape.name: shape for shape in slides[0].shapes}
    layout = {shape.name: shape for shape in slides[0].slide_layout.placeholders}
    scale = next(shape for name, shape in cover.items() if name.startswith("Likely range 41"))

    assert slides[0].slide_layout.name == "Client Cover"
    assert cover["Score"].text_frame.text == "51.6"
    assert layout["Range"].left <= scale.left
    assert scale.top + scale.height <= layout["Range"].top + layout["Range"].height + 12_700
    for slide in list(slides)[1:]:
        place = {shape.name: shape for shape in slide.slide_layout.placeholders}["Content"]
        assert slide.slide_layout.name == "Client Content"
        assert all(s.left >= place.left - 1 for s in slide.shapes if s.has_table or s.has_chart)


def test_names_are_known_whatever_their_capitals_and_the_number_that_powerpoint_adds(tmp_path: Path) -> None:
    slides = base()
    for layout in slides.slide_layouts:
        for number, holder in enumerate(layout.placeholders):
            holder.name = f"{holder.name.upper()} {number}"
    cover = read(full(), saved(slides, tmp_path / "a.pptx")).raw.slides[0]

    assert {shape.name: shape.text_frame.text for shape in cover.placeholders}["Score"] == "51.6"


def test_text_and_bars_can_be_read_on_the_background_of_the_template(tmp_path: Path) -> None:
    for make in (named, small_and_dark, with_old_slides):
        slides = Presentation(str(make(tmp_path / "a.pptx")))
        palette = palette_of(Look(slides).content)
        ink = {"tx1": (0, 0, 0), "tx2": (0, 0, 0)}[palette.ink]
        if make is small_and_dark:
            ink = (255, 255, 255)
        if make is named:
            ink = (0x17, 0x21, 0x2B)
            assert (palette.first, palette.second) == ("accent2", "accent3")
        assert all(contrast(ink, shade) >= 4.5 for shade in palette.shades)


def _bars(slides: Slides) -> set[str]:
    charts = [etree.fromstring(body) for name, body in parts(slides.made) if name.startswith("ppt/charts/chart")]
    found = (
        colour for chart in charts for colour in chart.iterfind(f".//{qn('c:ser')}/{qn('c:spPr')}//{qn('a:schemeClr')}")
    )
    return {colour.get("val") for colour in found}


def test_charts_are_drawn_in_colours_of_the_theme(tmp_path: Path) -> None:
    assert _bars(read(_nordlys())) == {"accent1", "accent2"}
    assert _bars(_made("named", tmp_path)) == {"accent2", "accent3"}


def test_a_template_whose_theme_cannot_be_read_is_drawn_in_black(tmp_path: Path) -> None:
    source = with_old_slides(tmp_path / "a.pptx")
    other = rewritten(source, tmp_path / "b.pptx", lambda name, body: b"" if "/theme/" in name else body)
    slides = Presentation(str(other))

    assert palette_of(Look(slides).content).ink == "tx1"
    assert read(full(), other).rows("The seven pillars")


def test_a_placeholder_for_a_picture_takes_a_text_where_its_name_asks_for_one(tmp_path: Path) -> None:
    slides = base()
    cover = slides.slide_layouts[0]
    score = next(holder for holder in cover.placeholders if holder.name == "Score")
    score.element.find(f".//{qn('p:ph')}").set("type", "pic")
    made = read(full(), saved(slides, tmp_path / "a.pptx")).raw.slides[0]

    assert {shape.name: shape.text_frame.text for shape in made.placeholders}["Score"] == "51.6"


def test_a_potx_and_a_ppsx_are_templates_too(tmp_path: Path) -> None:
    source = with_old_slides(tmp_path / "a.pptx")
    for kind in ("template", "slideshow"):
        word = f"presentationml.{kind}.main".encode()

        def change(name: str, body: bytes, word: bytes = word) -> bytes:
            return body.replace(b"presentationml.presentation.main", word) if name == CONTENT_TYPES else body

        other = rewritten(source, tmp_path / f"{kind}.potx", change)
        assert pptx.render(full(), other) == pptx.render(full(), source)


def _macro_by_type(path: Path) -> None:
    source = with_old_slides(path.with_name("source.pptx"))

    def change(name: str, body: bytes) -> bytes:
        main = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
        macro = b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
        return body.replace(main, macro) if name == CONTENT_TYPES else body

    rewritten(source, path, change)


def _macro_by_part(path: Path) -> None:
    source = with_old_slides(path.with_name("source.pptx"))
    rewritten(source, path, lambda _, body: body, ppt__vbaProject__bin=b"x")


def _renamed_macro(path: Path) -> None:
    source = with_old_slides(path.with_name("source.pptx"))
    rewritten(source, path, lambda _, body: body, **{"ppt/vbaProject.bin": b"x"})


def _half(path: Path) -> None:
    whole = with_old_slides(path.with_name("source.pptx")).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def _without_a_part(path: Path) -> None:
    source = with_old_slides(path.with_name("source.pptx"))
    rewritten(source, path, lambda name, body: b"<no xml" if name == "ppt/slideMasters/slideMaster1.xml" else body)


def _document(path: Path) -> None:
    source = with_old_slides(path.with_name("source.pptx"))

    def change(name: str, body: bytes) -> bytes:
        return (
            body.replace(b"presentationml.presentation", b"wordprocessingml.document")
            if name == CONTENT_TYPES
            else body
        )

    rewritten(source, path, change)


def _untitled(path: Path) -> None:
    slides: Any = Presentation()
    for layout in list(slides.slide_layouts):
        if layout.name != "Blank":
            slides.slide_layouts.remove(layout)
    saved(slides, path)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (_macro_by_type, "it holds macros"),
        (_renamed_macro, "it holds macros"),
        (_half, "no presentation that can be read"),
        (_without_a_part, "no presentation that can be read"),
        (_document, "no presentation that can be read"),
        (_untitled, "none of its layouts has a title"),
        (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), "has a password"),
        (lambda path: path.write_bytes(b""), "it is no zip file"),
        (lambda path: path.mkdir(), "Is a directory"),
        (Path.exists, "No such file"),
    ],
)  # fmt: skip
def test_what_is_no_template_is_refused_in_a_sentence_that_names_the_file(
    make: Any, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "client.pptx"
    make(path)

    for asked in (pptx.check, lambda template: pptx.render(full(), template)):
        with pytest.raises(UsageError, match=message) as raised:
            asked(path)
        assert str(raised.value).startswith(f"--template {path}: ")


def test_a_template_that_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("presence_audit.reports._pptx_template._MOST", 1_000)

    with pytest.raises(UsageError, match="unpacked it is larger"):
        pptx.check(with_old_slides(tmp_path / "a.pptx"))
