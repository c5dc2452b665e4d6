"""docs/method.md and its plots are made from the same objects, and lead nowhere that is not there."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from presence_audit.explain import method_document, pictures
from presence_audit.scoring import anchors

SVG = "{http://www.w3.org/2000/svg}"


def test_every_link_of_the_contents_leads_to_a_place_of_the_document() -> None:
    document = method_document()
    places = set(re.findall(r'<a id="([^"]+)"></a>', document))

    linked = re.findall(r"\]\(#([^)]+)\)", document)
    assert len(linked) == len(set(linked))
    assert set(linked) - places == {"sources-of-the-anchors"}
    assert "## Sources of the anchors" in document
    assert places <= set(linked)


def test_the_document_names_every_metric_and_what_the_method_cannot_say() -> None:
    document = method_document()

    assert all(f"### {metric} (metric)" in document for metric in anchors().metrics)
    assert "### Limits" in document
    assert "See also" not in document


def test_every_picture_of_the_document_is_made_and_every_one_that_is_made_is_shown() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", method_document())

    assert sorted(shown) == sorted(pictures())
    assert {f"curves/{m.id}.svg" for m in anchors().metrics.values() if m.curve != "band"} <= set(shown)


@pytest.mark.parametrize("file", pictures())
def test_a_plot_says_in_words_what_it_shows_and_stays_on_its_paper(file: str) -> None:
    root = ET.fromstring(pictures()[file])
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert file.removeprefix("curves/").removesuffix(".svg") in (title.text or "")
    assert "worth" in (description.text or "")
    curve = next(line for line in root.iter(f"{SVG}polyline") if line.get("class") == "curve")
    corners = [tuple(map(float, corner.split(","))) for corner in (curve.get("points") or "").split()]
    assert len(corners) > 50
    assert all(0 <= x <= 480 and 0 <= y <= 260 for x, y in corners)
    assert [x for x, _ in corners] == sorted(x for x, _ in corners)


def test_the_same_anchors_give_the_same_bytes() -> None:
    assert pictures() == pictures()
    assert method_document() == method_document()
