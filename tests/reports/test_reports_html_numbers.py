"""Every number of a report is read back out of the page, from the place where it belongs."""

from __future__ import annotations

import pytest
from reports.html_pages import PAGES, page, rows_of, table_of, words_of

from presence_audit.i18n import weekday
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import _shown_rows as shown_rows
from presence_audit.reports._beside_rows import groups, week_rows
from presence_audit.reports._claims import claims
from presence_audit.reports._coverage_rows import coverage_rows
from presence_audit.reports._headline import headline
from presence_audit.reports._leader_cards import LeaderCard, Told, leader_cards
from presence_audit.reports._leaf_rows import leaf_rows
from presence_audit.reports._next_steps import next_steps, step_of
from presence_audit.reports._robustness import robustness
from presence_audit.reports._rows import basis, channel_rows, findings_by_gain
from presence_audit.reports._words import OF_THE_COMPANY, PILLARS

SOUND = sorted(set(PAGES) - {"hostile"})  # what is hostile is shown otherwise than it came


def _plain(text: str) -> str:
    return text.replace("`", "")


@pytest.mark.parametrize("name", SOUND)
def test_the_head_states_the_score_with_everything_beside_it(name: str) -> None:
    report, soup = PAGES[name](), page(name)
    head, score = headline(report), words_of(soup.select_one("#score"))

    assert words_of(soup.h1) == head.company
    assert head.period in words_of(soup.header)
    assert words_of(soup.select_one("#score .big strong")) == head.total
    for told in (
        head.likely,
        head.bounds,
        head.widest,
        head.coverage,
        head.confidence,
        basis(report),
        *robustness(report),
    ):
        assert told in score
    if head.grade:
        assert f"({head.grade}) provisional" in score if head.provisional else f"grade {head.grade}" in score


@pytest.mark.parametrize("name", SOUND)
def test_the_claims_and_the_pillars_are_those_of_the_report(name: str) -> None:
    report, soup = PAGES[name](), page(name)
    said = [words_of(one) for one in soup.select("#claims dd")]

    for claim, told in zip(claims(report), said, strict=True):
        assert told.startswith(_plain(claim.sentence))
    assert rows_of(table_of(soup, "pillars")) == [
        [PILLARS[p.id], numbers.score(p.score), numbers.percent(p.coverage), f"{p.weight:g}"] for p in report.pillars
    ]


@pytest.mark.parametrize("name", SOUND)
def test_each_leader_has_a_card_with_the_numbers_of_the_row(name: str) -> None:
    report, soup = PAGES[name](), page(name)
    drawn = soup.select("article.leader")

    for card, made in zip(leader_cards(report), drawn, strict=True):
        told = {words_of(pair.dt): words_of(pair.dd) for pair in made.select("dl > div")}
        assert words_of(made.h3) == card.row.name
        assert told["Visibility"].split()[0] == card.row.visibility
        assert told["Posts per week"].split()[0] == card.row.posts
        assert told["Last post"] == f"{card.row.last_day} {card.row.last_ago}".strip()
        assert told["Own participation"].split()[0] == card.participation.cell
        assert told["Own voice"].split()[0] == card.own_voice.cell
        assert [words_of(one) for one in made.select("li")] == list(card.row.where)
        assert all(_plain(why.why) in told[at] for at, why in _whys(card))


def _whys(card: LeaderCard) -> list[tuple[str, Told]]:
    return [("Own participation", card.participation), ("Own voice", card.own_voice)]


@pytest.mark.parametrize("name", SOUND)
def test_each_channel_has_a_row_with_its_cells(name: str) -> None:
    report, soup = PAGES[name](), page(name)
    if not report.channels:
        return
    for row, drawn in zip(channel_rows(report), rows_of(table_of(soup, "channels-table")), strict=True):
        title, owner, outcome, _, followers, posts, last = drawn
        assert title == f"{row.platform} {row.handle}".strip()
        assert (owner, outcome) == (row.leader or OF_THE_COMPANY, row.outcome)
        assert (followers, posts) == (row.followers, row.posts)
        assert last == f"{row.last_day} {row.last_ago}".strip()
    for line, drawn in zip(coverage_rows(report), rows_of(table_of(soup, "coverage-table")), strict=True):
        assert drawn[2:] == [line.route, line.posts, line.since, line.seen]


@pytest.mark.parametrize("name", ["worked", "one_channel", "large"])
def test_who_speaks_when_and_to_whom_is_told_as_it_was_counted(name: str) -> None:
    report, soup = PAGES[name](), page(name)
    shown = report.shown
    assert shown is not None
    assert shown.voices is not None
    assert shown.rhythm is not None

    for place, voices in (("accounts", shown.voices.accounts), ("people", shown.voices.people)):
        told = [[one.name, one.posts, one.percent] for one in shown_rows.voice_rows(report, voices)]
        assert rows_of(table_of(soup, place)) == told
    assert rows_of(table_of(soup, "beside-behind")) == [[g.name, g.posts, g.percent] for g in groups(report)]
    assert rows_of(table_of(soup, "map-company-behind")) == [
        [day, *(f"{count:,}" for count in counts)]
        for day, counts in zip(map(weekday, range(7)), shown.rhythm.hours, strict=True)
    ]
    weeks = [[w.first, w.company_cell, w.leaders_cell] for w in week_rows(report)]
    assert [drawn[:3] for drawn in rows_of(table_of(soup, "weeks-company-behind"))] == weeks
    for said in (shown_rows.coverage_of_days(shown.rhythm), shown_rows.busiest(shown.rhythm)):
        assert said in words_of(soup.select_one("#hours"))
    if shown.network:
        ties = [list(shown_rows.tie_row(report, tie)) for tie in shown.network]
        assert rows_of(table_of(soup, "ties-table")) == ties
    moving = [list(pair) for pair in shown_rows.trend_rows(report)]
    if moving:
        assert rows_of(table_of(soup, "trends-table")) == moving


def test_the_numbers_in_the_cells_of_the_map_are_those_of_the_table_behind_it() -> None:
    soup = page("worked")
    behind = [cell for row in rows_of(table_of(soup, "map-company-behind")) for cell in row[1:]]
    chart = soup.find("svg", attrs={"aria-labelledby": "map-company-t"})
    assert chart is not None
    drawn = [text.string for text in chart.select("text.t1, text.t2, text.t3, text.t4")]

    assert drawn == [cell for cell in behind if cell != "0"]


@pytest.mark.parametrize("name", SOUND)
def test_every_measure_is_told_with_value_interval_state_points_weight_and_reason(name: str) -> None:
    report, soup = PAGES[name](), page(name)
    listed = 0
    for pillar, lines in leaf_rows(report):
        if not lines:
            continue
        for line, drawn in zip(lines, rows_of(table_of(soup, f"measures-{pillar.id}-table")), strict=True):
            title, state, value, points, weight, why = drawn
            listed += 1
            assert title == f"{line.name}{line.whose}"
            assert (state, points, weight) == (line.state, line.score, line.weight)
            assert value == f"{line.value}{line.unit}" + (f"between {line.interval}" if line.interval else "")
            assert _plain(line.reason) in why
            assert line.partial in why
            assert not line.total or f"{line.total:,}" in why
    assert listed == sum(len(pillar.leaves) for pillar in report.pillars)


@pytest.mark.parametrize("name", SOUND)
def test_the_findings_state_gain_total_effort_and_come_first_where_they_gain_most(name: str) -> None:
    report, soup = PAGES[name](), page(name)
    for finding, drawn in zip(findings_by_gain(report), soup.select("#findings li"), strict=True):
        step, told = step_of(report, finding), {words_of(d.dt): words_of(d.dd) for d in drawn.select("dl > div")}
        assert words_of(drawn.select_one(".message")) == _plain(finding.message)
        assert told["Gain"] == (step.gain or "?")
        assert told["New total"] == (step.becomes or "?")
        assert told.get("It takes", "") == step.effort
    for step, drawn in zip(next_steps(report), soup.select("#next .step"), strict=True):
        told = {words_of(d.dt): words_of(d.dd) for d in drawn.select("dl > div")}
        assert words_of(drawn.h3) == _plain(step.finding.message)
        assert [told.get("Gain", ""), told.get("New total", ""), told.get("It takes", "")] == [
            step.gain,
            step.becomes,
            step.effort,
        ]
