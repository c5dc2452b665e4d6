"""Markdown for places that take only so much: whole sections, and a word on those that are missing."""

from __future__ import annotations

import pytest
from reports.big_report import big
from reports.report_samples import SAMPLES, hostile, many
from reports.test_reports_markdown import _harmless, _tokens

from presence_audit.reports import Edition, markdown

ROOMS = (0, 4_000, 8_000, 20_000, markdown.COMMENT, markdown.SUMMARY)


@pytest.mark.parametrize("most", ROOMS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_a_report_stays_within_its_room_and_its_tables_whole(sample: str, most: int) -> None:
    made = markdown.render_within(SAMPLES[sample](), most)

    assert len(made) <= max(most, 10_000)
    assert made.count(b"<details>") == made.count(b"</details>")
    _harmless(_tokens(made.decode()))


def test_what_fits_is_the_whole_report() -> None:
    for lang in ("en", "nb", "nn"):
        edition = Edition(lang=lang)
        assert markdown.render_within(many(), markdown.SUMMARY, edition) == markdown.render(many(), edition)


def test_what_is_left_out_is_named_by_its_heading() -> None:
    made = markdown.render_within(many(), 6_000).decode()
    [notice] = [line for line in made.splitlines() if line.startswith("*Left out here")]
    whole = markdown.render(many()).decode()

    named = notice.removeprefix("*Left out here, because it would be too long: ").removesuffix(".*").split(", ")
    assert named
    for heading in named:
        assert f"#### {heading}\n" in whole or f"<summary>{heading}</summary>" in whole
        assert f"#### {heading}\n" not in made


def test_a_big_audit_fits_a_summary_and_a_comment() -> None:
    report = big()

    assert len(markdown.render_within(report, markdown.SUMMARY)) <= markdown.SUMMARY
    assert len(markdown.render_within(report, markdown.COMMENT)) <= markdown.COMMENT


def test_the_head_and_the_end_take_little_whatever_they_say() -> None:
    assert len(markdown.render_within(hostile(), 0)) < 10_000
