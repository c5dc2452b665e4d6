"""A company beside a peer pack: median and middle half with n, day and method, and nobody's name."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from reports import read_back
from reports.report_samples import full
from reports.slides_read_back import read

from presence_audit.model.peers import PACK_SCHEMA, Pack, PackLine
from presence_audit.reports import Edition, html, markdown, terminal, xlsx
from presence_audit.reports._peer_rows import limits, peer_lines, peer_rows, peers_in_words

AS_OF = datetime(2026, 11, 20, 6, tzinfo=UTC)
TITLE = "Beside comparable companies"
NAMED = "Energy, Norway (n = 34, 2026-11-20, method 1)"


def pack(name: str = "Energy, Norway", *, first: datetime = AS_OF, score: PackLine | None = None) -> Pack:
    return Pack(
        schema=PACK_SCHEMA,
        name=name,
        made_on=date(2026, 11, 26),
        first_as_of=first,
        last_as_of=AS_OF,
        method="1",
        window_days=182,
        minimum_n=5,
        n=34,
        score=score or PackLine(id="score", known=30, median=41.25, half=(30.5, 52.75)),
        pillars=(
            PackLine(id="cadence", known=28, median=38.0, half=(22.0, 47.0)),
            PackLine(id="leaders", known=4, median=None, half=None),
        ),
        metrics=(),
    )


EDITION = Edition(peers=pack())


def test_the_sentence_tells_median_middle_half_number_day_and_method() -> None:
    said = peers_in_words(full(), pack())

    assert f"the median of {NAMED} is 41.2, and the middle half 30.5" in said
    assert said.endswith("52.8.")


def test_a_pack_that_was_looked_at_over_weeks_says_from_when_to_when() -> None:
    first = datetime(2026, 9, 1, tzinfo=UTC)

    assert "2026-09-01" in peers_in_words(full(), pack(first=first))
    assert "They were not all looked at in the same month." in limits(full(), pack(first=first))
    assert "They were not all looked at in the same month." not in limits(full(), pack())


def test_what_the_pack_does_not_tell_is_unknown_and_no_zero() -> None:
    rows = {row.id: row for row in peer_rows(full(), pack())}

    assert (rows["leaders"].middle, rows["leaders"].middle_cell, rows["leaders"].known) == (None, "?", "4 of 34")
    assert (rows["content"].middle, rows["content"].known) == (None, "0 of 34")
    assert "The pack tells no number that rests on fewer than 5 companies." in limits(full(), pack())
    unsaid = pack(score=PackLine(id="score", known=4, median=None, half=None))
    assert NAMED in peers_in_words(full(), unsaid)
    assert "is unknown" in peers_in_words(full(), unsaid)


def test_a_pack_has_no_companies_to_list_and_says_whom_it_may_hold() -> None:
    assert peer_lines(full(), pack()) == ()
    assert "The companies of the pack are not named; the audited one may be among them." in limits(full(), pack())


def test_every_format_that_people_read_shows_it_and_no_table_of_companies() -> None:
    page = html.render(full(), EDITION).decode()
    text = markdown.render(full(), EDITION).decode()
    shown = terminal.render(full(), width=200, color=False, plain=False, edition=EDITION)
    slides = read(full(), None, EDITION)
    book = read_back.opened(xlsx.render(full(), EDITION))

    for told in (page, text, shown):
        assert "Energy, Norway (n = 34" in told
        assert "Every company with its scores" not in told
    assert "each of the others" not in page
    assert 'class="half"' in page
    assert TITLE in slides.titles()
    assert "Every company with its presence score" not in slides.titles()
    assert book.values(TITLE, "Median", "Companies known", "Companies")[0] == (pytest.approx(41.25), 30, 34)
    assert "Companies" not in book.facts


def test_a_hostile_name_of_a_pack_is_shown_and_does_nothing() -> None:
    edition = Edition(peers=pack("<script>x</script>|[a](javascript:b)\u202e\x1b[31m"))

    page = html.render(full(), edition).decode()
    assert "<script>x" not in page
    assert "\u202e" not in page
    text = markdown.render(full(), edition).decode()
    assert "](javascript" not in text.replace("\\]", "").replace("\\(", "")
    assert "<script>" not in text
    assert "\x1b" not in terminal.render(full(), width=80, color=False, plain=False, edition=edition)


@pytest.mark.parametrize("width", [40, 80])
def test_the_terminal_keeps_its_width(width: int) -> None:
    told = terminal.render(full(), width=width, color=False, plain=False, edition=EDITION)
    part = told[told.index(TITLE) : told.index("Channels\n")]

    assert max(map(len, part.splitlines())) <= width
