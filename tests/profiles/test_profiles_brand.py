"""A brand is read whole or not at all: files from its own folder alone, and only what is looked at and does nothing."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from branded import NORDLYS, SVG, jpeg, png, ttf, woff2
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]

from presence_audit.errors import ProfilesError
from presence_audit.model.brand import Brand
from presence_audit.profiles import brand_remarks, contrast_remarks, load_profiles
from presence_audit.profiles._beside import MAX_BYTES, UnusableError
from presence_audit.profiles._font import font_of
from presence_audit.profiles._picture import picture_of

XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
PIXEL = "data:image/png;base64,iVBORw0KGgo="


def _loaded(folder: Path, logo: str) -> Brand:
    path = folder / "profiles.yaml"
    path.write_text(f"company: {{name: Nordlys Energi}}\nbrand:\n  logo: '{logo}'\n", "utf-8")
    made = load_profiles(path).brand
    assert made is not None
    return made


def _refused(folder: Path, logo: str) -> str:
    with pytest.raises(ProfilesError) as caught:
        _loaded(folder, logo)
    [problem] = caught.value.problems
    assert (problem.line, problem.column) == (3, 9)
    return problem.message


def _why(body: bytes | str) -> str:
    with pytest.raises(UnusableError) as caught:
        picture_of(body.encode() if isinstance(body, str) else body)
    return str(caught.value)


def test_a_brand_is_read_whole(tmp_path: Path) -> None:
    profiles = load_profiles(NORDLYS.write(tmp_path / "nordlys"))
    brand = profiles.brand

    assert brand is not None
    assert (brand.accent, brand.ink, brand.cover) == ((11, 93, 78), (16, 35, 31), (12, 74, 63))
    assert brand.logo is not None
    assert (brand.logo.kind, brand.logo.width, brand.logo.height) == ("svg", 300, 80)
    assert brand.logo_on_slides is not None
    assert (brand.logo_on_slides.kind, brand.logo_on_slides.width) == ("png", 30)
    assert brand.font is not None
    assert brand.font.regular is not None
    assert brand.font.bold is not None
    assert (brand.font.family, brand.font.regular.kind, brand.font.bold.kind) == ("Nordlys Sans", "woff2", "ttf")
    assert (brand.logo_alt, brand.prepared_by, brand.confidentiality) == (NORDLYS.alt, NORDLYS.made, NORDLYS.line)
    assert brand.has_cover
    assert {Path(path).name for path in profiles.brand_files} == {"logo.svg", "logo.png", "regular.woff2", "bold.ttf"}
    assert "aurora" not in repr(profiles)


def test_without_a_brand_there_is_none_and_the_company_names_its_logo(tmp_path: Path) -> None:
    (tmp_path / "profiles.yaml").write_text("company: {name: Nordlys Energi}\nbrand:\n", "utf-8")
    assert load_profiles(tmp_path / "profiles.yaml").brand is None

    (tmp_path / "logo.png").write_bytes(png())
    assert _loaded(tmp_path, "logo.png").logo_alt == "Nordlys Energi"


@pytest.mark.parametrize(
    "path",
    [
        "../havbrus/logo.png",
        "brand/../../havbrus/logo.png",
        "..",
        "./../havbrus/logo.png",
        "brand/../../nordlys2/l.png",
    ],
)
def test_no_path_leads_out_of_the_folder_of_the_file(tmp_path: Path, path: str) -> None:
    home = tmp_path / "nordlys"
    (home / "brand").mkdir(parents=True)
    (tmp_path / "havbrus").mkdir()
    (tmp_path / "havbrus" / "logo.png").write_bytes(png())

    assert "leads out of the folder of this file" in _refused(home, path)


@pytest.mark.parametrize(
    "path",
    ["/etc/hostname", "~/logo.png", "C:\\logo.png", "c:/logo.png", "\\\\host\\logo.png", "brand\\logo.png",
     "https://nordlys.example/logo.png", "file:///etc/hostname"],
)  # fmt: skip
def test_a_path_from_elsewhere_is_refused(tmp_path: Path, path: str) -> None:
    assert "is no path within the folder of this file" in _refused(tmp_path, path)


def test_a_link_is_followed_before_it_is_judged(tmp_path: Path) -> None:
    home, other = tmp_path / "nordlys", tmp_path / "havbrus"
    home.mkdir()
    other.mkdir()
    (other / "logo.png").write_bytes(png())
    (home / "logo.png").symlink_to(other / "logo.png")
    (home / "brand").symlink_to(other)
    (home / "circle.png").symlink_to(home / "circle.png")
    (home / "real.png").write_bytes(png())
    (home / "within.png").symlink_to(home / "real.png")

    assert "leads out of the folder" in _refused(home, "logo.png")
    assert "leads out of the folder" in _refused(home, "brand/logo.png")
    _refused(home, "circle.png")
    assert _loaded(home, "within.png").logo is not None


def test_a_profiles_file_that_is_reached_by_a_link_has_its_own_folder_around_it(tmp_path: Path) -> None:
    home = tmp_path / "nordlys"
    NORDLYS.write(home)
    (tmp_path / "linked").symlink_to(home)

    assert load_profiles(tmp_path / "linked" / "profiles.yaml").brand is not None


def test_nothing_is_read_of_a_pipe_a_folder_or_a_file_that_is_too_large(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "large.png").write_bytes(png() + bytes(MAX_BYTES))

    assert "name the file" in _refused(tmp_path, "pipe.png")
    assert "name the file" in _refused(tmp_path, "folder.png")
    assert "is larger than 512 kB" in _refused(tmp_path, "large.png")


def test_pictures_are_known_by_what_is_in_them() -> None:
    assert picture_of(png(40, 10)).kind == "png"
    assert (picture_of(png(40, 10)).width, picture_of(png(40, 10)).height) == (40, 10)
    assert (picture_of(jpeg(40, 10)).kind, picture_of(jpeg(40, 10)).width) == ("jpeg", 40)
    assert picture_of(png(40, 10)).body == png(40, 10)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"GIF89a", "is no SVG, PNG or JPEG"),
        (b"", "is no SVG, PNG or JPEG"),
        (png()[:-4], "is damaged"),
        (png()[:30], "is damaged"),
        (png().replace(b"IDAT", b"IDAX"), "is damaged"),
        (jpeg()[:12], "is damaged"),
        (b"\xff\xd8\xff\xda\0\2", "is damaged"),
        (b"\xff\xd8\xff\xff\xff\xff", "is damaged"),
        (png(4097, 1), "has 4097 x 1 pixels"),
        (jpeg(0, 5), "has 0 x 5 pixels"),
    ],
)
def test_a_picture_that_is_none_or_is_not_whole_is_refused(body: bytes, why: str) -> None:
    assert why in _why(body)


HOSTILE = {
    "script": "<script>x</script>",
    "foreign object": "<foreignObject><b/></foreignObject>",
    "html": '<x:script xmlns:x="http://www.w3.org/1999/xhtml">x</x:script>',
    "handler": '<rect onload="x"/>',
    "handler in capitals": '<rect ONCLICK="x"/>',
    "link out": f'<use {XLINK} xlink:href="https://evil.example/#x"/>',
    "link to a file": '<image href="file:///etc/passwd"/>',
    "link to a page": '<image href="data:text/html;base64,PHNjcmlwdD4="/>',
    "drawing in a drawing": '<image href="data:image/svg+xml;base64,PHN2Zz4="/>',
    "picture where none belongs": f'<use href="{PIXEL}"/>',
    "picture in a drawing, which not every reader shows": f'<image href="{PIXEL}"/>',
    "script as a link": '<a href="javascript:x"><rect/></a>',
    "style from outside": '<style>@import "https://evil.example/a.css";</style>',
    "font from outside": "<style>@font-face { src: url(https://evil.example/f) }</style>",
    "style that loads": "<style>rect { fill: url(https://evil.example/#a) }</style>",
    "style in an attribute": '<rect style="fill:url(https://evil.example/a)"/>',
    "fill that loads": '<rect fill="url(//evil.example/a)"/>',
    "escaped address": "<style>rect { fill: u\\72l(https://evil.example/) }</style>",
    "set later": '<rect><set attributeName="href" to="javascript:x"/></rect>',
    "animated": '<use href="#a"><animate attributeName="href" to="https://evil.example"/></use>',
    "picture in a filter": '<filter id="f"><feImage href="https://evil.example/"/></filter>',
    "other base": '<g xml:base="https://evil.example/"><rect/></g>',
    "unclosed address": '<rect fill="url(https://evil.example/"/>',
    "cursor": '<rect cursor="url(https://evil.example/)"/>',
    "itself": '<g id="a"><use href="#a"/></g>',
    "copies": "".join(f'<g id="a{n}"><use href="#a{n + 1}"/><use href="#a{n + 1}"/></g>' for n in range(40))
    + '<rect id="a40"/>',
    "depth": "<g>" * 230 + "</g>" * 230,
}


@pytest.mark.parametrize("inside", HOSTILE.values(), ids=HOSTILE)
def test_a_drawing_that_could_do_more_than_be_looked_at_is_refused(inside: str) -> None:
    assert _why(SVG.format(inside))


@pytest.mark.parametrize(
    "body",
    [
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("<text>&a;</text>"),
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SVG.format("<text>&a;</text>"),
        '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + SVG.format(""),
        "<html><body/></html>",
        SVG.format("<g>"),
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%"/>',
        "<svg/>",
    ],
)
def test_what_is_no_plain_drawing_with_a_size_is_refused(body: str) -> None:
    assert _why(body)


def test_a_drawing_loses_what_nobody_looks_at_and_nothing_else() -> None:
    drawn = (
        '<?xml version="1.0"?><?xml-stylesheet href="https://evil.example/a.css"?>'
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
        f'<!-- by Kari --><svg xmlns="http://www.w3.org/2000/svg" {XLINK} xmlns:pen="http://pen.example" '
        'pen:version="1" width="4in" height="1in"><metadata>Kari was here</metadata>'
        "<pen:view/>words<style>.a { fill: url(#g); }</style>"
        '<linearGradient id="g"/><rect class="a" style="stroke:url(#g)" pen:label="Kari"/>'
        '<use xlink:href="#g"/></svg>'
    )
    picture = picture_of(drawn.encode())
    root = etree.fromstring(picture.body)

    assert (picture.width, picture.height) == (384, 96)
    assert root.get("viewBox") == "0 0 384 96"
    assert [etree.QName(one).localname for one in root] == ["style", "linearGradient", "rect", "use"]
    assert root.text == "words"
    for gone in (b"Kari", b"pen", b"evil", b"DOCTYPE", b"<!--"):
        assert gone not in picture.body
    assert picture_of(picture.body) == picture


@given(st.binary(max_size=300))
def test_no_bytes_bring_the_readers_to_a_fall(body: bytes) -> None:
    for start in (b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"<svg", SVG.format("").encode()[:40]):
        for read in (picture_of, font_of):
            try:
                read(start + body)
            except UnusableError:
                continue


def test_fonts_are_known_by_what_is_in_them() -> None:
    assert font_of(woff2()).kind == "woff2"
    assert font_of(ttf()).kind == "ttf"
    assert font_of(b"OTTO" + ttf()[4:]).kind == "otf"
    for broken in (b"", b"wOFF" + woff2()[4:], woff2()[:-1], ttf()[:-1], b"wOF2", b"\0\1\0\0", b"OTTO" + bytes(8)):
        with pytest.raises(UnusableError):
            font_of(broken)


def test_colours_that_can_be_read_are_passed_over_in_silence() -> None:
    assert contrast_remarks(None) == ()
    assert contrast_remarks(Brand(ink=(0, 0, 0), cover=(255, 204, 0))) == ()


def test_a_logo_that_slides_leave_out_is_told(tmp_path: Path) -> None:
    brand = NORDLYS.brand(tmp_path / "nordlys")
    told = "brand: logo is an SVG: slides show none; name a PNG or JPEG as logo_on_slides"

    assert told not in brand_remarks(brand)
    assert brand_remarks(replace(brand, logo_on_slides=None))[-1] == told
    assert told not in brand_remarks(replace(brand, logo=brand.logo_on_slides, logo_on_slides=None))
    assert brand_remarks(None) == ()


def test_a_colour_that_cannot_be_read_is_told_with_its_ratio_and_its_nearest_shade() -> None:
    [pale] = contrast_remarks(Brand(accent=(255, 204, 0)))
    [dark] = contrast_remarks(Brand(accent=(11, 93, 78)))
    [grey] = contrast_remarks(Brand(ink=(0x99, 0x99, 0x99)))

    assert "`accent: #ffcc00` has a contrast of 1.3:1 on the light theme, and text needs 4.5:1" in pale
    assert "nearest darker shade that has it, #896e00 (4.5:1)" in pale
    assert "on the dark theme" in dark
    assert "nearest lighter shade" in dark
    assert "`ink: #999999`" in grey
