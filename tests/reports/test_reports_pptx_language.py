"""The slides in another language: what they say of their own is translated, numbers are those of the English slides."""

from __future__ import annotations

import re
from functools import cache
from gettext import NullTranslations
from typing import TYPE_CHECKING

import pytest
from lxml import etree  # type: ignore[import-untyped]
from metrics.nordlys import nordlys
from pptx.oxml.ns import qn
from reports.pseudo_language import NAMES as PLATFORMS
from reports.pseudo_language import Pseudo, speak
from reports.report_samples import SAMPLES
from reports.slide_templates import with_old_slides
from reports.slides_read_back import Slides, parts, read

from presence_audit.i18n import speaking, weekday
from presence_audit.metrics import Choices
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import pptx
from presence_audit.reports._edition import PLAIN, Edition

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from presence_audit.model.report import Report

NORWEGIAN = Edition(lang="nb")
NAMES = ["full", "all_unknown", "empty", "measured", "many", "nordlys"]
every_report = pytest.mark.parametrize("name", NAMES)

# What a report holds in the words of others, or in a language of its own.
FOREIGN = frozenset(
    ["name", "role", "platform", "handle", "url", "reason", "next_step", "message", "advice", "cap", "timezone", "id",
     "kind", "method", "version", "subject", "sha256", "effort", "confidence", "grade", "owner"]
)  # fmt: skip


class Long(NullTranslations):
    """A language whose words are nearly half as long again, as if it wrote compounds as one word."""

    def gettext(self, message: str) -> str:
        return re.sub(r"\{\w+\}|[A-Za-z]{3,}", lambda m: m[0] if m[0][0] == "{" else _longer(m[0]), message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(super().ngettext(msgid1, msgid2, n))

    def pgettext(self, context: str, message: str) -> str:
        assert context
        return self.gettext(message)


def _longer(word: str) -> str:
    return word + "ensomhet"[: round(len(word) * 0.45)]


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    speak(monkeypatch, Pseudo())


@cache
def _report(name: str) -> Report:
    if name != "nordlys":
        return SAMPLES[name]()
    audit = nordlys()
    audit.choices = Choices(intervals=True, sensitivity=True)
    return audit.report


@cache
def _english(name: str) -> Slides:
    return read(_report(name))


def _strings(node: object, key: str = "") -> Iterator[str]:
    if isinstance(node, dict):
        for name, value in node.items():
            yield from _strings(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from _strings(value, key)
    elif isinstance(node, str) and key in FOREIGN:
        yield node


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[`“”]", "", text.replace("→", "->"))).strip().rstrip(".").lower()


def _words_of(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{2,}", text.lower()))


def _of_the_calendar() -> set[str]:
    """The names of days and months in the language."""
    from babel.dates import get_month_names

    kinds = [get_month_names(width, "format", "nb") for width in ("wide", "abbreviated")]
    with speaking("nb"):
        return {month.rstrip(".") for kind in kinds for month in kind.values()} | {weekday(day) for day in range(7)}


def _outside(text: str, foreign: list[str]) -> str:
    """What of a text is neither marked nor the report's own."""
    rest, before = re.sub("«“([^«»]*)”»", r"\1", text), ""
    while rest != before:
        before, rest = rest, re.sub(r"«[^«»]*(»|…)", " ", rest)
    rest = re.sub(r"\b[0-9a-f]{12}\b", " ", _plain(rest))  # the beginning of a digest
    if _is_cut(rest, foreign):
        return ""
    for known in foreign:
        if known in rest:
            rest = re.sub(rf"(?<!\w){re.escape(known)}(?!\w)", " ", rest)
    return "" if _is_cut(rest, foreign) else rest


def _is_cut(text: str, foreign: list[str]) -> bool:
    begun, cut, _ = text.partition("…")
    return bool(cut) and any(known.startswith(begun.strip()) for known in foreign)


def _foreign(report: Report) -> list[str]:
    """What the report holds in the words of others, whole and by sentence, the longest first."""
    with NORWEGIAN.of(report) as told:
        texts = set(_strings(told.model_dump(mode="json")))
    sentences = {part for text in texts for part in (text, *re.split(r"(?<=[.!?])\s+", text))}
    return sorted({_plain(part) for part in sentences | PLATFORMS} - {""}, key=len, reverse=True)


@every_report
@pytest.mark.usefixtures("marked")
def test_no_english_of_its_own_is_left_on_the_slides_in_their_notes_charts_and_descriptions(name: str) -> None:
    report = _report(name)
    slides = read(report, edition=NORWEGIAN)
    foreign, allowed = _foreign(report), _of_the_calendar()
    texts = [*slides.words(), *slides.descriptions()]

    left = {text: words for text in texts if (words := _words_of(_outside(text, foreign)) - allowed)}
    assert left == {}
    assert sum("«" in text for text in texts) > 50


@every_report
@pytest.mark.usefixtures("marked")
def test_every_text_is_of_the_language_and_the_names_of_placeholders_stay(name: str) -> None:
    slides = read(_report(name), edition=NORWEGIAN)
    for part, body in parts(slides.made):
        if re.match(r"ppt/(slides|charts|notesSlides)/[^/]+\.xml", part):
            root = etree.fromstring(body)
            runs = [*root.iter(qn("a:rPr")), *root.iter(qn("a:endParaRPr")), *root.iter(qn("a:defRPr"))]
            texts = [run for run in runs if run.getparent().tag != qn("a:fld")]  # a number has no spelling
            assert {run.get("lang") for run in texts} <= {"nb-NO"}
            assert all(of.get("val") == "nb-NO" for of in root.iter(qn("c:lang")))

    assert slides.raw.core_properties.language == "nb"
    assert {shape.name for shape in slides.raw.slides[0].placeholders} >= {"Score", "Period", "Prepared for"}


@every_report
@pytest.mark.usefixtures("marked")
def test_charts_state_the_numbers_of_the_english_slides_whatever_the_decimal_sign(name: str) -> None:
    english, slides = _english(name), read(_report(name), edition=NORWEGIAN)
    for title in ("The seven pillars", "Company beside leaders", "Posts per week"):
        one, other = english.chart(title), slides.chart(f"«{title}»")
        assert (one is None) == (other is None)
        if one and other:
            assert list(one.series.values()) == list(other.series.values())
            assert list(one.workbook.values())[1:] == list(other.workbook.values())[1:]


@every_report
@pytest.mark.usefixtures("marked")
def test_a_chart_and_the_table_beside_it_state_the_same_numbers(name: str) -> None:
    report = _report(name)
    slides = read(report, edition=NORWEGIAN)
    chart, rows = slides.chart("«The seven pillars»"), slides.rows("«The seven pillars»")

    assert chart is not None
    with speaking("nb"):
        assert [row[1] for row in rows] == [numbers.score(value) for value in chart.series["«Score»"]]
        assert [row[2].replace(" ", "\u00a0") for row in rows] == [numbers.percent(p.coverage) for p in report.pillars]
    assert [label.endswith(": ?") for label in chart.categories] == [row[1] == "?" for row in rows]


@pytest.mark.usefixtures("marked")
def test_the_parts_of_a_table_are_known_in_any_language() -> None:
    slides = read(_report("many"), edition=NORWEGIAN)

    assert [title for title in slides.titles() if "«Leaders»" in title] == ["«Leaders»"]
    assert len(slides.rows("«Leaders»")) == len(_report("many").leaders)


@pytest.mark.usefixtures("marked")
def test_shares_on_the_axis_are_written_as_in_the_table_and_no_line_ends_within_a_number() -> None:
    slides = read(_report("nordlys"), edition=NORWEGIAN)
    forms = {
        form.get("formatCode")
        for part, body in parts(slides.made)
        if part.startswith("ppt/charts/chart")
        for form in etree.fromstring(body).iter(qn("c:numFmt"))
    }

    assert '0"\u00a0"%' in forms
    assert not any(re.search(r"\d %", text) for text in slides.words())
    assert "0%" not in forms


def test_english_slides_are_the_same_before_and_after_those_of_another_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = _english("full").made
    speak(monkeypatch, Pseudo())
    other = pptx.render(_report("full"), edition=NORWEGIAN)

    assert pptx.render(_report("full"), edition=PLAIN) == before != other


@every_report
@pytest.mark.parametrize("is_plain", [True, False])
def test_longer_words_lie_neither_outside_the_slide_nor_over_something_else(
    name: str, is_plain: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    speak(monkeypatch, Long())
    raw = read(_report(name), None if is_plain else with_old_slides(tmp_path / "a.pptx"), NORWEGIAN).raw
    for slide in list(raw.slides)[0 if is_plain else 1 :]:
        boxes = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in slide.shapes]
        for at, one in enumerate(boxes):
            assert min(one) >= 0
            assert one[2] <= raw.slide_width + 1
            assert one[3] <= raw.slide_height + 1
            for other in boxes[at + 1 :] if is_plain else ():
                apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] + 9 or other[3] <= one[1] + 9
                assert apart, (slide.shapes.title.text_frame.text, one, other)


@pytest.mark.parametrize("name", ["full", "all_unknown", "nordlys"])
def test_titles_heads_and_the_names_of_pillars_are_not_cut_where_words_are_longer(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak(monkeypatch, Long())
    slides = read(_report(name), edition=NORWEGIAN)
    heads = [
        cell.text_frame.text
        for slide in slides.raw.slides
        for shape in slide.shapes
        if shape.has_table
        for cell in shape.table.rows[0].cells
    ]

    assert not any("…" in text for text in [*slides.titles(), *heads])
    assert not any("…" in row[0] for row in slides.rows(Long().gettext("The seven pillars")))
