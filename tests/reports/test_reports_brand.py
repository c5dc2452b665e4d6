"""A report in the dress of a client: in every format its own, readable, harmless, and nobody else's."""

from __future__ import annotations

import base64
import hashlib
import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from branded import HAVBRUS, NORDLYS, Client, unpacked
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]
from openpyxl import load_workbook
from pptx import Presentation
from pptx.oxml.ns import qn
from reports.hostile_words import hidden_in, words
from reports.html_pages import one
from reports.report_samples import full
from reports.slide_templates import saved, with_old_slides
from reports.slides_read_back import opened

from presence_audit.model.brand import Brand, Font
from presence_audit.model.colour import DARK, LIGHT, contrast, hex_of, least_contrast, readable
from presence_audit.reports import FORMATS, PLAIN, Edition, pptx, render
from presence_audit.reports._brand_shades import dark_shades, light_shades, on_cover
from presence_audit.reports._pptx_base import base

DRESSED = ("terminal", "markdown", "html", "xlsx", "pptx", "pdf")
UNDRESSED = ("json", "csv", "junit")
colours = st.tuples(*[st.integers(0, 255)] * 3)


@pytest.fixture(scope="module")
def nordlys(tmp_path_factory: pytest.TempPathFactory) -> Brand:
    return NORDLYS.brand(tmp_path_factory.mktemp("clients") / "nordlys")


@pytest.fixture(scope="module")
def havbrus(tmp_path_factory: pytest.TempPathFactory) -> Brand:
    return HAVBRUS.brand(tmp_path_factory.mktemp("clients") / "havbrus")


def in_a_pdf(colour: str) -> bytes:
    """A colour as a PDF has it: three numbers up to 1."""
    parts = (f"{part / 255:.6f}".rstrip("0").rstrip(".") for part in bytes.fromhex(colour))
    return " ".join(parts).encode()


def _page(brand: Brand | None) -> BeautifulSoup:
    return BeautifulSoup(render(full(), "html", Edition(brand=brand)), "html.parser")


def traces(client: Client, brand: Brand) -> list[bytes]:
    """Everything by which a brand could be known, in each form in which a report could hold it."""
    assert brand.logo
    assert brand.logo_on_slides
    assert brand.font
    assert brand.font.regular
    assert brand.font.bold
    texts = [client.family, client.made, client.line, client.alt, client.mark, client.accent, client.ink, client.cover]
    bodies = [brand.logo.body, brand.logo_on_slides.body, brand.font.regular.body, brand.font.bold.body]
    found = [form.encode() for text in texts for form in (text, text.upper())]
    found += ["".join(f"\\{ord(letter):06x}" for letter in client.line).encode()]
    found += [in_a_pdf(colour) for colour in (client.accent, client.ink, client.cover)]
    for body in bodies:
        digest = hashlib.sha256(body)
        found += [body, base64.b64encode(body)[:-4], digest.hexdigest().encode(), base64.b64encode(digest.digest())]
    return found


@pytest.mark.parametrize("name", FORMATS)
def test_one_report_after_another_holds_nothing_of_the_other_client(name: str, nordlys: Brand, havbrus: Brand) -> None:
    first, second, third = (
        unpacked(render(full(), name, Edition(brand=brand))) for brand in (nordlys, havbrus, nordlys)
    )
    bare = unpacked(render(full(), name))

    assert first == third
    for made, own, other in ((first, NORDLYS, (HAVBRUS, havbrus)), (second, HAVBRUS, (NORDLYS, nordlys))):
        assert [trace for trace in traces(*other) if trace in made] == []
        assert (own.line.encode() in made) == (name in DRESSED)
        assert (own.made.encode() in made) == (name in DRESSED)
    assert [
        trace for client in ((NORDLYS, nordlys), (HAVBRUS, havbrus)) for trace in traces(*client) if trace in bare
    ] == []


def test_a_pdf_holds_what_the_search_for_the_other_looks_for(nordlys: Brand) -> None:
    made = unpacked(render(full(), "pdf", Edition(brand=nordlys)))

    assert NORDLYS.alt.encode() in made
    assert [colour for colour in (NORDLYS.accent, NORDLYS.ink, NORDLYS.cover) if in_a_pdf(colour) not in made] == []


@pytest.mark.parametrize("name", ["html", "pptx"])
def test_a_report_holds_what_the_search_for_the_other_looks_for(name: str, nordlys: Brand) -> None:
    made = unpacked(render(full(), name, Edition(brand=nordlys)))
    assert nordlys.logo
    held = base64.b64encode(nordlys.logo.body) if name == "html" else nordlys.logo.body

    assert held in made
    assert NORDLYS.family.encode() in made
    assert NORDLYS.accent.encode() in made.lower()


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_without_a_brand_and_one_with_an_empty_brand_say_the_same(name: str) -> None:
    assert render(full(), name, Edition(brand=None)) == render(full(), name, PLAIN)
    if name in {"terminal", "markdown", "xlsx", "pptx", *UNDRESSED}:
        assert unpacked(render(full(), name, Edition(brand=Brand()))) == unpacked(render(full(), name))


@pytest.mark.parametrize("name", DRESSED)
def test_a_brand_speaks_the_language_of_the_report(name: str) -> None:
    made = unpacked(render(full(), name, Edition(lang="nb", brand=Brand(prepared_by="Kari Konsulent"))))

    assert b"Utarbeidet av Kari Konsulent" in made
    assert b"Prepared by Kari" not in made


@pytest.mark.parametrize("name", UNDRESSED)
def test_what_programs_read_wears_nothing(name: str, nordlys: Brand) -> None:
    assert render(full(), name, Edition(brand=nordlys)) == render(full(), name)


def test_the_policy_allows_the_two_styles_and_pictures_and_fonts_that_are_in_the_page(nordlys: Brand) -> None:
    def policy(brand: Brand) -> str:
        page = _page(brand)
        digests = [
            base64.b64encode(hashlib.sha256(s.get_text().encode()).digest()).decode() for s in page.select("style")
        ]
        said = str(one(page, "meta[http-equiv]")["content"])
        assert len(digests) == 2
        assert "style-src " + " ".join(f"'sha256-{digest}'" for digest in digests) in said
        return said.replace("".join(f" 'sha256-{digest}'" for digest in digests), "")

    bare = "default-src 'none'; style-src{}; base-uri 'none'; form-action 'none'"
    assert policy(nordlys) == bare.format("; img-src data:; font-src data:")
    assert policy(replace(nordlys, logo=None)) == bare.format("; font-src data:")
    assert policy(replace(nordlys, font=None)) == bare.format("; img-src data:")
    assert policy(replace(nordlys, font=Font("Nordlys Sans"), logo=None)) == bare.format("")


def test_a_page_loads_nothing_but_what_is_in_it(nordlys: Brand) -> None:
    page = _page(nordlys)
    styles = "".join(style.get_text() for style in page.select("style"))

    assert [tag["src"][:19] for tag in page.select("[src]")] == ["data:image/svg+xml;"]
    assert one(page, "img")["alt"] == NORDLYS.alt
    assert set(re.findall(r'url\("?([^"]{15})', styles)) == {"data:font/woff2", "data:font/ttf;b"}
    assert "@import" not in styles
    assert not page.select("script, iframe, object, embed, link")


def test_the_lines_stand_on_the_cover_at_the_foot_and_on_every_printed_page(nordlys: Brand) -> None:
    page = _page(nordlys)

    assert NORDLYS.line in one(page, "header").get_text()
    assert f"Prepared by {NORDLYS.made}" in one(page, "header").get_text()
    assert NORDLYS.line in one(page, "footer").get_text()
    [content] = re.findall(r'@bottom-left \{ content: "([^"]*)"', page.select("style")[1].get_text())
    assert re.sub(r"\\([0-9a-f]{6})", lambda found: chr(int(found[1], 16)), content) == NORDLYS.line


@settings(max_examples=60, deadline=None)
@given(words, words, words)
def test_no_words_get_out_of_their_place(made: str, line: str, alt: str) -> None:
    brand = Brand(prepared_by=made, confidentiality=line, logo_alt=alt, accent=(1, 2, 3))
    page = render(full(), "html", Edition(brand=brand)).decode()
    style = BeautifulSoup(page, "html.parser").select("style")[1].get_text()

    assert not hidden_in(BeautifulSoup(page, "html.parser").get_text().replace("\n", " "))
    assert page.count("<script") == 0
    assert not re.search("[<>]", style)
    for name in ("markdown", "terminal"):
        told = render(full(), name, Edition(brand=brand)).decode()
        assert not hidden_in(told.replace("\n", " "))
        assert "<script" not in told or name == "terminal"


def test_a_family_that_the_reader_would_refuse_is_not_written() -> None:
    with pytest.raises(ValueError, match="letters"):
        render(full(), "html", Edition(brand=Brand(font=Font('x"; } body { display: none'))))


def _ratio(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The formula of WCAG 2.2 in another hand, on exact hundredths of the sRGB standard."""
    lights = []
    for colour in (one, other):
        parts = [part / 255 for part in colour]
        red, green, blue = [part / 12.92 if part <= 0.03928 else pow((part + 0.055) / 1.055, 2.4) for part in parts]
        lights.append(red * 0.2126 + green * 0.7152 + blue * 0.0722)
    return (max(lights) + 0.05) / (min(lights) + 0.05)


@given(colours, colours)
def test_contrast_is_that_of_the_guidelines(one: Any, other: Any) -> None:
    assert contrast(one, other) == pytest.approx(_ratio(one, other))
    assert 1 <= contrast(one, other) <= 21.0000001


@given(colours, st.sampled_from([LIGHT, DARK]))
def test_a_colour_that_can_be_read_stays_and_another_becomes_its_nearest_shade(colour: Any, grounds: Any) -> None:
    shade = readable(colour, grounds)

    assert all(_ratio(shade, ground) >= 4.5 for ground in grounds)
    if least_contrast(colour, grounds) >= 4.5:
        assert shade == colour
    else:
        end = 0 if grounds is LIGHT else 255
        assert all(min(c, end) <= s <= max(c, end) for c, s in zip(colour, shade, strict=True))


@given(colours)
def test_text_can_be_read_on_every_shade_of_every_accent(accent: Any) -> None:
    for shades, grounds, texts in (
        (light_shades(accent), LIGHT, ((16, 34, 47), (255, 255, 255))),
        (dark_shades(accent), DARK, ((242, 247, 251), (12, 26, 36))),
    ):
        faint, middle, strong, strongest = shades.steps
        assert all(_ratio(shades.accent, ground) >= 4.5 for ground in grounds)
        assert _ratio(shades.on_soft, shades.soft) >= 4.5
        assert all(_ratio(texts[0], shade) >= 4.5 for shade in (faint, middle))
        assert all(_ratio(texts[1], shade) >= 4.5 for shade in (strong, strongest))
        assert all(_ratio(strong, ground) >= 3 for ground in grounds)


@given(colours, st.one_of(st.none(), colours))
def test_the_words_of_every_cover_can_be_read(cover: Any, ink: Any) -> None:
    on = on_cover(Brand(cover=cover, ink=ink))
    assert on is not None
    assert _ratio(on, cover) >= 4.5


def test_without_a_cover_there_is_no_page_and_no_colour_of_it(nordlys: Brand) -> None:
    dressed, bare = (_page(replace(nordlys, has_cover=has)).select("style")[1].get_text() for has in (True, False))

    assert "break-after: page" in dressed
    assert f"#{NORDLYS.cover}" in dressed
    assert "break-after: page" not in bare
    assert f"#{NORDLYS.cover}" not in bare


def test_a_page_says_the_same_colours_as_the_remarks_do() -> None:
    brand = Brand(accent=(255, 204, 0), ink=(0x99, 0x99, 0x99))
    style = _page(brand).select("style")[1].get_text()

    assert f"--accent: {hex_of(readable((255, 204, 0), LIGHT))};" in style
    assert f"--accent: {hex_of(readable((255, 204, 0), DARK))};" in style
    assert f"--ink: {hex_of(readable((0x99, 0x99, 0x99), LIGHT))};" in style


def _slides(brand: Brand, template: Path | None = None) -> Any:
    return opened(pptx.render(full(), template, Edition(brand=brand)))


def test_our_own_slides_have_the_colours_and_the_font_in_their_theme(nordlys: Brand) -> None:
    with zipfile.ZipFile(BytesIO(_slides(nordlys).made)) as package:
        theme = etree.fromstring(package.read("ppt/theme/theme1.xml"))
    slots = {etree.QName(slot).localname: slot[0].get("val") for slot in theme.iterfind(f".//{qn('a:clrScheme')}/*")}

    assert (slots["accent1"], slots["dk1"]) == (NORDLYS.accent.upper(), NORDLYS.ink.upper())
    assert slots["accent2"] != slots["accent1"]
    fonts = {font.get("typeface") for font in theme.iterfind(f".//{qn('a:fontScheme')}/*/{qn('a:latin')}")}
    assert fonts == {NORDLYS.family}


def test_the_cover_has_the_logo_and_every_slide_the_line(nordlys: Brand) -> None:
    made = _slides(nordlys)
    cover, *others = made.raw.slides
    shapes = {shape.name: shape for shape in cover.shapes}
    said = {name: shape.text_frame.text for name, shape in shapes.items() if shape.has_text_frame}

    assert shapes["Logo"].element.find(f".//{qn('p:cNvPr')}").get("descr") == NORDLYS.alt
    assert shapes["Logo"].width / shapes["Logo"].height == pytest.approx(300 / 80, rel=0.01)
    assert (said["Prepared by"], said["Confidentiality"]) == (f"Prepared by {NORDLYS.made}", NORDLYS.line)
    for slide in others:
        assert any(s.has_text_frame and s.text_frame.text.endswith(NORDLYS.line) for s in slide.shapes)
    assert f"Prepared by {NORDLYS.made}" in cover.notes_slide.notes_text_frame.text


def test_a_logo_in_pixels_is_put_in_as_it_is(nordlys: Brand) -> None:
    made = _slides(replace(nordlys, logo=nordlys.logo_on_slides, logo_on_slides=None))
    with zipfile.ZipFile(BytesIO(made.made)) as package:
        assert nordlys.logo_on_slides
        assert package.read("ppt/media/logo.png") == nordlys.logo_on_slides.body


def test_a_drawing_without_its_pixels_is_left_out_of_the_slides(nordlys: Brand, tmp_path: Path) -> None:
    bare = replace(nordlys, logo_on_slides=None)
    for made in (_slides(bare), _slides(bare, with_old_slides(tmp_path / "a.pptx"))):
        cover = made.raw.slides[0]
        assert not {"Logo", "Behind the logo"} & {shape.name for shape in cover.shapes}
        with zipfile.ZipFile(BytesIO(made.made)) as package:
            assert not [name for name in package.namelist() if "media/logo" in name]


def test_the_theme_of_a_template_wins_and_its_foot_takes_the_line(nordlys: Brand, tmp_path: Path) -> None:
    made = _slides(nordlys, with_old_slides(tmp_path / "a.pptx"))
    raw = unpacked(made.made)

    for trace in (NORDLYS.family, NORDLYS.accent.upper(), NORDLYS.cover.upper(), NORDLYS.mark):
        assert trace.encode() not in raw
    assert NORDLYS.line.encode() in raw


def test_a_template_with_places_of_these_names_has_them_filled(nordlys: Brand, tmp_path: Path) -> None:
    slides = base()
    cover, content = slides.slide_layouts
    for layout, renamed in (
        (cover, {"Eyebrow": "Logo", "Prepared for": "Prepared by"}),
        (content, {"Note": "Confidentiality"}),
    ):
        for holder in layout.placeholders:
            holder.name = renamed.get(holder.name, holder.name)
    made = _slides(nordlys, saved(slides, tmp_path / "a.pptx"))
    first, *others = made.raw.slides

    assert [shape.name for shape in first.shapes if shape.name == "Logo"] == ["Logo"]
    assert "Behind the logo" not in {shape.name for shape in first.shapes}
    assert {s.name: s.text_frame.text for s in first.placeholders}["Prepared by"] == f"Prepared by {NORDLYS.made}"
    for slide in others:
        texts = {shape.name: shape.text_frame.text for shape in slide.placeholders}
        assert texts["Confidentiality"] == NORDLYS.line
        assert NORDLYS.line not in texts.get("Footer", "")


def test_slides_of_a_brand_open_and_are_the_same_each_time(nordlys: Brand) -> None:
    made = pptx.render(full(), None, Edition(brand=nordlys))

    assert made == pptx.render(full(), None, Edition(brand=nordlys))
    assert len(Presentation(BytesIO(made)).slides) == len(Presentation(BytesIO(pptx.render(full()))).slides)


def test_a_workbook_says_the_lines_on_its_first_sheet_and_on_paper() -> None:
    brand = Brand(accent=(255, 204, 0), prepared_by="Bølge & Co", confidentiality="For A&B, &C and &P")
    book = load_workbook(BytesIO(render(full(), "xlsx", Edition(brand=brand))))
    first = book.worksheets[0]

    assert [first.cell(row, 1).value for row in (4, 5)] == ["For A&B, &C and &P", "Prepared by Bølge & Co"]
    assert first.cell(1, 1).font.color.rgb == f"FF{hex_of(readable((255, 204, 0), LIGHT))[1:].upper()}"
    with zipfile.ZipFile(BytesIO(render(full(), "xlsx", Edition(brand=brand)))) as package:
        sheets = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    for sheet in sheets:
        assert "For A&amp;&amp;B, &amp;&amp;C and &amp;&amp;P" in sheet
        assert "<oddHeader>&amp;LPrepared by Bølge &amp;&amp; Co</oddHeader>" in sheet


def test_a_footer_never_grows_longer_than_excel_takes() -> None:
    brand = Brand(prepared_by="&" * 120, confidentiality="&" * 120)
    made = render(full().model_copy(update={"company": full().company.model_copy(update={"name": "&" * 90})}), "xlsx",
                  Edition(brand=brand))  # fmt: skip
    with zipfile.ZipFile(BytesIO(made)) as package:
        sheet = etree.fromstring(package.read("xl/worksheets/sheet1.xml"))
    feet = sheet.find("{*}headerFooter")

    assert feet is not None
    assert all(len(foot.text) <= 255 for foot in feet)
    assert len(list(feet)) == 2
