"""The PDF says what the page says, is tagged for those who hear it, and is made without asking anybody."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from branded import NORDLYS
from reports.big_report import big
from reports.html_pages import PAGES
from reports.pdf_read_back import Tag, bare, links, pages_of, placed, read, root_of, tree_of, untagged, words_of
from reports.report_samples import HOSTILE, SAMPLES, full, hostile
from servers.processes import ServerMissing, program

from presence_audit.errors import UsageError
from presence_audit.model.brand import Brand
from presence_audit.reports import Edition, demand, format_of, html, pdf, render
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._headline import headline
from presence_audit.reports._leader_cards import leader_cards
from presence_audit.reports._leaf_rows import leaf_rows
from presence_audit.reports._next_steps import next_steps
from presence_audit.reports._pdf_brand import paper_dress
from presence_audit.reports._rows import channel_rows
from presence_audit.reports._shown_rows import voice_rows
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from presence_audit.model.profiles import Lang

try:
    program("pdftotext")
    from weasyprint import HTML

    from presence_audit.reports._pdf_tree import prepared
    from presence_audit.reports._pdf_write import BrokenPageError, Refused, pdf_of
except (ImportError, OSError, ServerMissing) as missing:
    if os.environ.get("PRESENCE_AUDIT_SERVERS_REQUIRED"):
        raise
    pytest.skip(f"WeasyPrint, its Pango or poppler is missing: {missing}", allow_module_level=True)

NAMES = [name for name in PAGES if name != "large"]
SOUND = [name for name in NAMES if name != "hostile"]
LIST = {"L": {"LI", "Caption"}, "LI": {"Lbl", "LBody", "L"}, "Table": {"TR", "THead", "TBody", "Caption"}}
LIST |= {"TR": {"TH", "TD"}, "THead": {"TR"}, "TBody": {"TR"}}


@cache
def made(name: str) -> bytes:
    return pdf.render(PAGES[name]())


@cache
def opened(name: str) -> Any:
    return read(made(name))


@cache
def tree(name: str) -> Tag:
    return tree_of(opened(name))


@cache
def said(name: str) -> str:
    return words_of(made(name))


@pytest.mark.parametrize("name", SOUND)
def test_the_numbers_of_the_report_stand_in_it(name: str) -> None:
    report, words = PAGES[name](), said(name)
    head = headline(report)
    cells = [head.company, head.total, head.likely, head.bounds, head.widest, head.coverage, head.confidence]
    for pillar in report.pillars:
        cells += [numbers.score(pillar.score), numbers.percent(pillar.coverage), f"{pillar.weight:g}"]
    for card in leader_cards(report):
        row = card.row
        cells += [row.name, row.visibility, row.posts, row.last_day, row.last_ago, card.participation.cell]
        cells += [card.own_voice.cell, *row.where]
    for channel in channel_rows(report):
        cells += [channel.platform, channel.handle, channel.outcome, channel.followers, channel.posts]
        cells += [channel.last_day, channel.last_ago]
    for step in next_steps(report):
        cells += [step.finding.message.replace("`", ""), step.gain, step.becomes]
    for line in (line for _, lines in leaf_rows(report) for line in lines):
        cells += [line.name, line.value, line.score, line.weight, line.interval]
    if report.shown and report.shown.voices:
        for voice in voice_rows(report, report.shown.voices.accounts):
            cells += [voice.name, voice.posts, voice.percent]

    assert [cell for cell in cells if cell and bare(cell) not in words] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_document_says_its_title_its_language_and_its_standard(name: str) -> None:
    report, root = PAGES[name](), root_of(opened(name))
    metadata = opened(name).xmp_metadata
    info = opened(name).metadata
    assert metadata is not None
    assert info is not None

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert info.title == html.title(report)
    assert metadata.dc_title == {"x-default": html.title(report)}
    assert 'pdfuaid:part="1"' in metadata.stream.get_data().decode()
    assert info.creation_date == info.modification_date == report.as_of.astimezone(UTC).replace(microsecond=0)
    assert all(page["/Tabs"] == "/S" for page in opened(name).pages)


@pytest.mark.parametrize("name", NAMES)
def test_all_that_is_drawn_is_in_the_tree_or_is_told_to_be_no_text(name: str) -> None:
    assert untagged(opened(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_tables_and_lists_hold_what_they_may_and_every_head_says_of_what_it_is(name: str) -> None:
    for tag in tree(name).of(*LIST):
        assert {kid.kind for kid in tag.kids} <= LIST[tag.kind], tag.kind
    assert not [tag for tag in tree(name).of("P", "H1", "H2", "H3") if any(kid.of("P") for kid in tag.kids)]
    for table in tree(name).of("Table"):
        heads = {str(head.made["/ID"]) for head in table.of("TH")}
        assert {str(head.made["/A"]["/Scope"]) for head in table.of("TH")} <= {"/Column", "/Row"}
        assert all(
            str(head.made["/A"]["/Scope"]) == "/Column" for head in (table.of("THead") or [table])[0].of("TH")[:1]
        )
        assert all({str(h) for h in cell.made["/A"]["/Headers"]} <= heads for cell in table.of("TD"))
    if name == "worked":
        assert len(tree(name).of("Table")) > 15


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_is_told_in_words(name: str) -> None:
    for picture in tree(name).of("Figure"):
        assert len(str(picture.made["/Alt"])) > 20
    assert tree(name).of("Figure")


@pytest.mark.parametrize("name", NAMES)
def test_headings_follow_one_another_and_are_the_bookmarks(name: str) -> None:
    levels = [int(tag.kind[1]) for tag in tree(name).of("H1", "H2", "H3", "H4", "H5", "H6")]
    outline = opened(name).outline

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert [one.title for one in outline if not isinstance(one, list)][1:3] == ["Presence score", "What to do next"]


@pytest.mark.parametrize("name", NAMES)
def test_a_link_says_where_it_leads_and_arrives_there(name: str) -> None:
    places = opened(name).named_destinations
    found = links(opened(name))

    assert found
    for link in found:
        assert str(link["/Contents"]).strip()
        assert "/StructParent" in link
        if "/Dest" in link:
            assert link["/Dest"] in places
        else:
            assert re.fullmatch(r"https?://[!-~]+", str(link["/A"]["/URI"]))


def test_the_contents_tell_the_pages_and_each_page_its_number() -> None:
    pages = pages_of(made("worked"), "-layout")
    first = next(at for at, text in enumerate(pages, 1) if text.strip().startswith("Method and coverage"))

    assert re.search(rf"Method and coverage +{first}\n", pages[1])
    assert re.search(rf"Nordlys AS +3 of {len(pages)}\n", pages[2])
    assert "1 of" not in pages[0]


def test_what_the_appendix_leaves_out_is_counted_and_stands_in_the_result() -> None:
    words = words_of(pdf.render(big()))

    assert re.search(r"[\d,]+morepostsleftouthere", words)
    assert bare("All of them stand in the result as JSON (--format json).") in words
    for card in leader_cards(big()):
        assert bare(card.row.name) in words


@pytest.mark.parametrize("epoch", [None, "86400"])
def test_the_same_report_gives_the_same_bytes_in_another_process_on_another_day(epoch: str | None) -> None:
    source = Path(pdf.__file__).parents[2]
    env = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    env |= {"PYTHONPATH": f"{source}{os.pathsep}{Path(__file__).parents[1]}", "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    env |= {"SOURCE_DATE_EPOCH": epoch} if epoch else {}
    code = (
        "import sys; from reports.report_samples import full; from presence_audit.reports import pdf;"
        "sys.stdout.buffer.write(pdf.render(full()))"
    )
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True)

    assert done.stdout == made("full") == pdf.render(full())
    assert done.stderr == b""


@pytest.mark.parametrize(
    "wanted",
    [
        '<img src="{}">', '<link rel="stylesheet" href="{}">', "<style>@import '{}';</style>",
        '<style>body {{ background: url("{}"); }}</style>', '<object data="{}"></object>', '<embed src="{}">',
        "<style>@font-face {{ font-family: x; src: url({}); }} body {{ font-family: x; }}</style>x",
        '<link rel="attachment" href="{}">',
    ],
)  # fmt: skip
@pytest.mark.parametrize("scheme", ["file", "http", "data"])
def test_a_page_that_asks_for_a_file_or_an_address_is_refused(wanted: str, scheme: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text("canary", "utf-8")
    url = {"file": secret.as_uri(), "http": "http://127.0.0.1:9/a.css", "data": "data:text/css,canary"}[scheme]
    page = f"<!doctype html><html lang='en'><head><title>x</title></head><body>{wanted.format(url)}</body></html>"

    with pytest.raises(Refused, match="may fetch nothing"):
        pdf_of(page, "", full().as_of, lambda _: None)


def test_a_page_that_asks_for_a_picture_within_a_chart_is_no_pdf(tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text y="9">canary</text></svg>', "utf-8")
    chart = f'<svg width="99" height="99"><title>x</title><image href="{secret.as_uri()}" width="9" height="9"/></svg>'
    page = f"<!doctype html><html lang='en'><head><title>x</title></head><body>{chart}</body></html>"

    with pytest.raises(BrokenPageError, match="Failed to render SVG image"):
        pdf_of(page, "", full().as_of, lambda _: None)


def test_hostile_words_stay_words_and_no_file_is_read_for_them(tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg>canary</svg>", "utf-8")
    words = (
        f'"><img src="{secret.as_uri()}"><style>@import "{secret.as_uri()}";</style><a href="{secret.as_uri()}">x</a>'
    )
    written = pdf.render(hostile(words))
    found = read(written)

    assert "canary" not in words_of(written)
    assert bare('"><img') in words_of(written)
    assert all("file:" not in str(link.get("/A", "")) for link in links(found))
    assert "/EmbeddedFiles" not in root_of(found).get("/Names", {})
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root_of(found))


def test_the_worst_sample_shows_its_words_and_leads_nowhere() -> None:
    assert bare("<script>alert(1)</script>") in said("hostile")
    assert bare(shown(HOSTILE, 60)).removesuffix("…")[:40] in said("hostile")
    assert all("evil.example" not in str(link.get("/A", "")) for link in links(opened("hostile")))
    assert b"/JavaScript" not in made("hostile")


@pytest.fixture(scope="module")
def dressed(tmp_path_factory: pytest.TempPathFactory) -> Brand:
    return NORDLYS.brand(tmp_path_factory.mktemp("client") / "nordlys")


def test_a_brand_is_on_the_cover_and_its_line_on_every_page(dressed: Brand) -> None:
    written = pdf.render(full(), Edition(brand=dressed))
    cover, *others = pages_of(written)

    assert f"Prepared by {NORDLYS.made}" in cover
    assert NORDLYS.line in cover
    assert all(f"Nordlys Energi · {NORDLYS.line}" in page for page in others)
    [logo] = [tag for tag in tree_of(read(written)).of("Figure") if tag.made["/Alt"] == NORDLYS.alt]
    assert logo.numbers
    assert untagged(read(written)) == []
    assert written == pdf.render(full(), Edition(brand=dressed))


def test_without_a_cover_the_first_page_is_that_of_the_contents(dressed: Brand) -> None:
    first, second, *_others = pages_of(pdf.render(full(), Edition(brand=replace(dressed, has_cover=False))))

    for words in ("Nordlys Energi", f"Prepared by {NORDLYS.made}", "Contents", "1 of"):
        assert words in first
    assert "Presence score\n" in second


def test_the_charts_wear_the_colours_and_the_letters_and_keep_them_for_nobody_else(dressed: Brand) -> None:
    def drawn(brand: Brand | None) -> str:
        root = HTML(string=html.render(full()).decode()).etree_element
        prepared(root, paper_dress(brand).values)
        return "".join(style.text or "" for style in root.iter("{http://www.w3.org/2000/svg}style"))

    bare, worn = drawn(None), drawn(dressed)

    assert f"#{NORDLYS.ink}" in worn
    assert f"#{NORDLYS.accent}" in worn
    assert f'"{NORDLYS.family}", ' in worn
    assert bare == drawn(None) != worn
    assert "var(" not in bare + worn


def test_cells_are_lines_of_text_and_no_link_is_lost_for_it() -> None:
    page = html.render(PAGES["worked"]()).decode()
    whole, root = (HTML(string=page).etree_element for _ in range(2))
    prepared(root, {})

    def led_to(tree: Any) -> set[str]:
        evidence = tree.find(".//section[@id='evidence']")
        return {link.get("href") for link in evidence.iter("a")}

    assert led_to(whole) <= led_to(root)
    assert not [cell for cell in root.iter("td") for _frame in cell.iter("p")]
    lines = [row for lines in leaf_rows(PAGES["worked"]()) for row in lines[1]]
    rows = [row for row in root.iter("tr") if re.fullmatch(r"m\d+", row.get("id", ""))]
    for line, row in zip(lines, rows, strict=True):
        name, value, points, weight, _why = ("".join(cell.itertext()) for cell in row)
        assert name.startswith(f"{line.name}\n")
        assert value.partition("\n")[0] == (line.value or line.state)
        assert (points, weight) == (line.score, line.weight)


@pytest.mark.parametrize("lang", ["nb", "nn"])
def test_it_says_its_language_and_the_foot_is_in_it(lang: Lang) -> None:
    written = pdf.render(full(), Edition(lang=lang))

    assert root_of(read(written))["/Lang"] == lang
    assert re.search(r"2 av \d+", pages_of(written)[1])
    assert [one.title for one in read(written).outline if not isinstance(one, list)][1:2] == [
        re.sub(r"\s+\d+$", "", pages_of(written, "-layout")[1].split("\n\n")[1].strip().splitlines()[0])
    ]


def test_the_longest_lines_of_a_brand_keep_to_the_foot_and_say_what_they_say() -> None:
    line = '"; } @page { content: "x' + "Ærlig og \\ fortrolig " * 5
    written = pdf.render(full(), Edition(brand=Brand(confidentiality=line, prepared_by="Ø" * 200)))

    assert all(bare(shown(line, 120)) in bare(page) for page in pages_of(written))


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Nordlys Energi og Varme " * 9, ""),
        ("Nordlys Energi og Varme " * 9, "Confidential. For the board only. " * 3),
        ("W" * 216, "W" * 120),
    ],
)
def test_a_long_name_at_the_foot_leaves_the_page_number_its_place(name: str, line: str) -> None:
    report = full()
    report = report.model_copy(update={"company": report.company.model_copy(update={"name": name})})
    mm = 72 / 25.4
    edge, foot, end = (17 + 0.78 * 176) * mm, 275 * mm, 297 * mm

    for words in placed(pdf.render(report, Edition(brand=Brand(confidentiality=line))))[1:]:
        below = [word for word in words if word[2] > foot]
        assert re.fullmatch(r"\d+ of \d+", " ".join(word[0] for word in below if word[1] > edge))
        assert all(word[3] <= edge or word[1] > edge for word in below)
        assert max(word[4] for word in below) < end
        assert bare(shown(name, 80)) in bare("".join(word[0] for word in below))


def test_only_the_very_data_of_the_brand_is_loaded(dressed: Brand) -> None:
    own = paper_dress(dressed).own
    assert len(own) == 3
    assert all(address.startswith("data:") for address in own)
    other = next(address for address in own if "svg" in address)[:-4] + "AAAA"
    page = "<!doctype html><html lang='en'><head><title>x</title></head><body><img src='{}' alt='x'></body></html>"

    for address in (address for address in own if address.startswith("data:image/")):
        pdf_of(page.format(address), "", full().as_of, lambda _: None, own)
    for address in (other, other[:-1], "file:///etc/passwd", "data:text/css,canary"):
        with pytest.raises(Refused, match="may fetch nothing"):
            pdf_of(page.format(address), "", full().as_of, lambda _: None, own)


def test_it_is_asked_for_by_its_ending() -> None:
    assert format_of("out/AUDIT.PDF") == "pdf"
    assert render(full(), "pdf") == made("full")


def test_every_sample_is_one_of_those_that_are_read_here() -> None:
    assert set(SAMPLES) <= set(NAMES)


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("presence_audit.reports.find_spec", lambda _: None)

    with pytest.raises(UsageError, match=r"pip install 'social-presence-audit\[pdf\]'"):
        demand("pdf")


def _told_without(monkeypatch: pytest.MonkeyPatch, problem: str) -> str:
    """What is said where the library of the system cannot be loaded, by the words of that problem."""

    class Broken:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                print("WeasyPrint could not import some external libraries.")  # as it does
                raise OSError(problem)

    monkeypatch.delitem(sys.modules, "weasyprint")
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    with pytest.raises(UsageError) as told:
        pdf.check()
    return str(told.value)


def test_without_pango_it_says_what_to_install_on_each_system(monkeypatch: pytest.MonkeyPatch) -> None:
    told = _told_without(monkeypatch, "cannot load library 'libpango-1.0-0'")

    for words in ("libpango-1.0-0'", "apt install libpango-1.0-0", "brew install pango", "mingw-w64-x86_64-pango"):
        assert words in told


def test_without_pango_nothing_is_printed_and_no_word_is_cut(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    told = _told_without(monkeypatch, "cannot load library:\n" + "somewhere " * 40)

    assert "somewhere ...)" in told
    assert set(re.findall(r"some\w*", told)) == {"somewhere"}
    assert capfd.readouterr() == ("", "")


def test_without_any_font_it_says_what_to_install_before_anything_is_drawn(tmp_path: Path) -> None:
    (tmp_path / "none.conf").write_text("<fontconfig></fontconfig>")
    probe = """
from presence_audit.errors import UsageError
from presence_audit.reports import demand
try:
    demand("pdf")
except UsageError as told:
    print(told)
"""
    bare_machine = os.environ | {"FONTCONFIG_FILE": str(tmp_path / "none.conf")}
    done = subprocess.run(
        [sys.executable, "-c", probe], env=bare_machine, capture_output=True, text=True, check=False, timeout=60
    )

    assert "Pango finds none" in done.stdout
    assert "apt install fonts-dejavu-core" in done.stdout
    assert (done.returncode, done.stderr) == (0, "")
