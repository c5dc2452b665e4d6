"""Badges: a score on one line that never says more than is known."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pytest
from reports.report_samples import SAMPLES, all_unknown, full, hostile, measured

from presence_audit.errors import UsageError
from presence_audit.model.colour import WHITE, colour_of, contrast
from presence_audit.model.report import Report
from presence_audit.reports import Edition, badge
from presence_audit.scoring import Judged

SVG = "{http://www.w3.org/2000/svg}"
FAILED = Judged("fail-under", "score", 60, "failed", "even the high end is below it")
UNDECIDED = Judged("fail-under", "score", 60, "undecided", "too little evidence")


def endpoint(report: Report, *judged: Judged, lang: str = "en") -> dict[str, object]:
    edition = Edition(lang=lang)  # type: ignore[arg-type]
    told: dict[str, object] = json.loads(badge.render(report, "badge.json", edition, judged))
    return told


def drawn(report: Report, *judged: Judged) -> ET.Element:
    return ET.fromstring(badge.render(report, "badge.svg", judged=judged))


def test_an_endpoint_of_shields_has_the_four_keys_of_its_schema() -> None:
    assert endpoint(measured()) == {
        "schemaVersion": 1,
        "label": "presence",
        "message": "90.0 · C",
        "color": badge.BY_GRADE["C"],
    }


def test_an_unknown_score_says_so_in_grey_and_shows_no_number() -> None:
    told = endpoint(all_unknown())

    assert (told["message"], told["color"]) == ("unknown", badge.GREY)
    assert badge.GREY in badge.render(all_unknown(), "b.svg").decode()


def test_a_provisional_score_says_so() -> None:
    assert endpoint(full())["message"] == "51.6 · C · provisional"


@pytest.mark.parametrize(
    ("judged", "told", "colour"), [(FAILED, "gate failed", badge.RED), (UNDECIDED, "gate undecided", badge.GREY)]
)
def test_a_gate_that_is_not_met_is_said_and_not_only_coloured(judged: Judged, told: str, colour: str) -> None:
    found = endpoint(measured(), judged)

    assert found["message"] == f"90.0 · C · {told}"
    assert found["color"] == colour


def test_an_unknown_score_is_grey_whatever_the_gates_say() -> None:
    assert endpoint(all_unknown(), FAILED)["color"] == badge.GREY


def test_a_badge_speaks_the_language_of_the_edition() -> None:
    assert endpoint(all_unknown(), lang="nb")["message"] == "ukjent"
    assert b'xml:lang="nb"' in badge.render(full(), "b.svg", Edition(lang="nb"))


@pytest.mark.parametrize("colour", [badge.GREY, badge.LABEL, *badge.BY_GRADE.values()])
def test_white_can_be_read_on_every_colour(colour: str) -> None:
    rgb = colour_of(colour)
    assert rgb is not None
    assert contrast(rgb, WHITE) >= 4.5


@pytest.mark.parametrize("sample", SAMPLES)
def test_an_svg_tells_a_screen_reader_what_it_shows_and_loads_nothing(sample: str) -> None:
    made = badge.render(SAMPLES[sample](), "b.svg")
    root = ET.fromstring(made)
    title = root.findtext(f"{SVG}title")

    assert root.get("role") == "img"
    assert root.get("aria-label") == title
    assert title == ": ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert not {"href", "style", "src"} & {name for element in root.iter() for name in element.keys()}  # noqa: SIM118
    assert made.count(b"http") == 1  # the name of the format


def test_the_words_of_an_svg_fit_between_its_edges() -> None:
    root = drawn(full(), UNDECIDED)
    for text in root.iter(f"{SVG}text"):
        assert int(text.get("x", "")) + int(text.get("textLength", "")) + 6 <= int(root.get("width", ""))


def test_a_grade_that_somebody_wrote_into_a_result_is_not_shown() -> None:
    for name in ("b.svg", "b.json"):
        assert b"evil" not in badge.render(hostile(), name)


def test_there_is_no_badge_of_another_kind() -> None:
    with pytest.raises(UsageError, match=r"a badge is a \.json"):
        badge.render(full(), "badge.png")
