from __future__ import annotations

import base64
import hashlib
import html.parser
import itertools
import re
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from metrics.observed import AS_OF, Audit, channel, every, post
from reports.hostile_words import hidden_in, words
from reports.html_pages import PAGES, large, leads_to, one, page, rows_of, table_of, words_of, worked, written
from reports.report_samples import HOSTILE, full, hostile

from presence_audit.model.outcome import Outcome
from presence_audit.reports import format_of, render
from presence_audit.reports import html as format_
from presence_audit.reports._html_recorded import MOST_POSTS
from presence_audit.reports._sheets import Typed
from presence_audit.reports._sheets_proof import posts as posts_sheet

VOID = {"meta", "br", "hr", "wbr"}


class Nesting(html.parser.HTMLParser):
    """Follows the tags as they are written, and notes each that is not closed where it has to be."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.tags.append(tag)
        if tag == "p" and "p" in self.open[-1:]:
            self.wrong.append("p in p")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.mark.parametrize("name", PAGES)
def test_every_tag_is_closed_where_it_has_to_be_and_no_parser_moves_any(name: str) -> None:
    read = Nesting()
    read.feed(written(name).decode())

    assert (read.open, read.wrong) == ([], [])
    assert read.tags == [tag.name.lower() for tag in page(name).find_all(True)]


@pytest.mark.parametrize("name", PAGES)
def test_no_id_stands_twice_and_every_link_into_the_page_arrives(name: str) -> None:
    soup = page(name)
    ids = [tag["id"] for tag in soup.select("[id]")]
    wanted = {tag["href"][1:] for tag in soup.select('a[href^="#"]')}
    for attribute in ("aria-labelledby", "aria-describedby"):
        wanted |= {place for tag in soup.select(f"[{attribute}]") for place in str(tag[attribute]).split()}
    wanted |= {str(tag["fill"]).removeprefix("url(#").removesuffix(")") for tag in soup.select('[fill^="url"]')}

    assert len(ids) == len(set(ids))
    assert wanted - set(ids) == set()


@pytest.mark.parametrize("name", PAGES)
def test_the_page_loads_nothing_runs_nothing_and_has_no_style_of_its_own_in_a_tag(name: str) -> None:
    soup = page(name)
    attributes = {attribute for tag in soup.find_all(True) for attribute in tag.attrs}

    assert not soup.select("script, iframe, object, embed, img, link, base, form, input, video, audio, image")
    assert not {one for one in attributes if one.startswith("on") or one in {"style", "src", "srcset", "action"}}
    assert not re.search(r"url\(|@import", one(soup, "style").get_text())


@pytest.mark.parametrize("name", PAGES)
def test_a_link_out_is_http_or_https_and_sends_nothing_along(name: str) -> None:
    for link in page(name).select('a:not([href^="#"])'):
        assert re.fullmatch(r"https?://[!-~]+", str(link["href"]))
        assert set(link["rel"]) == {"noopener", "noreferrer", "nofollow"}
        assert words_of(link)


def test_the_policy_allows_the_one_style_by_its_hash_and_nothing_else() -> None:
    soup = page("full")
    policy = soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert policy is not None
    digest = base64.b64encode(hashlib.sha256(one(soup, "style").get_text().encode()).digest()).decode()

    assert policy["content"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert len(soup.select("style")) == 1


@pytest.mark.parametrize("name", PAGES)
def test_the_same_report_gives_the_same_bytes(name: str) -> None:
    assert format_.render(PAGES[name]()) == written(name)


@pytest.mark.parametrize("path", ["audit.html", "out/AUDIT.HTM"])
def test_the_page_is_asked_for_by_its_ending(path: str) -> None:
    assert format_of(path) == "html"
    assert render(full(), "html") == format_.render(full())


@pytest.mark.parametrize("name", PAGES)
def test_headings_follow_one_another_and_there_is_one_of_the_first_level(name: str) -> None:
    levels = [int(tag.name[1]) for tag in page(name).select("h1, h2, h3, h4, h5, h6")]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("name", PAGES)
def test_every_table_says_what_it_is_and_what_its_heads_are_of(name: str) -> None:
    for table in page(name).select("table"):
        assert words_of(table.caption)
        assert all(head["scope"] == "col" for head in table.select("thead th"))
        assert all(head.get("scope") in {"row", "rowgroup"} for head in table.select("tbody th"))
        frame = table.find_parent("div", class_="scroll")
        assert frame is not None
        assert (frame["tabindex"], frame["role"]) == ("0", "group")


@pytest.mark.parametrize("name", PAGES)
def test_every_chart_has_a_title_a_description_and_the_table_behind_it(name: str) -> None:
    charts = page(name).select("svg.chart")

    for chart in charts:
        assert chart["role"] == "img"
        assert words_of(one(chart, "title"))
        assert words_of(one(chart, "desc"))
        figure = chart.find_parent("figure")
        assert figure is not None
        behind = figure.select_one("details table") or figure.find_next_sibling("details")
        assert behind is not None
    assert all(bar["aria-hidden"] == "true" for bar in page(name).select("svg:not(.chart)"))


@pytest.mark.parametrize("name", PAGES)
def test_a_reader_may_skip_to_the_report_and_finds_the_landmarks(name: str) -> None:
    soup = page(name)

    assert one(soup, "html")["lang"] == "en"
    assert leads_to(soup, "body > a.skip") == "report"
    assert [len(soup.select(one)) for one in ("body > header", "nav", "main#report", "body > footer")] == [1, 1, 1, 1]
    assert all(section.get("aria-labelledby") for section in soup.select("main > section"))
    assert [link["href"] for link in soup.select("nav a")] == [f"#{s['id']}" for s in soup.select("main > section")]


def test_the_sections_stand_in_the_order_in_which_a_client_reads() -> None:
    assert [section["id"] for section in page("worked").select("main > section")] == [
        "score", "next", "claims", "pillars", "leaders", "beside", "channels", "hours", "weeks", "trends", "ties",
        "findings", "unread", "method", "evidence",
    ]  # fmt: skip


def test_a_week_that_is_not_wholly_known_is_hatched_and_a_holiday_is_marked() -> None:
    soup = page("worked")
    shown = worked().shown
    assert shown is not None
    assert shown.rhythm is not None
    open_ = sum(week.company is None for week in shown.rhythm.weeks)
    chart = one(soup, "#weeks svg.chart")

    assert open_ > 0
    assert len(chart.select("rect.open")) == open_
    assert [text.string for text in chart.select("text")].count("?") == open_
    assert [text.string for text in chart.select("text")].count("H") == sum(w.is_holiday for w in shown.rhythm.weeks)


def test_a_number_can_be_followed_to_its_measure_its_posts_and_the_recorded_answer() -> None:
    of = channel("bluesky", "nordlys.example")
    said = [replace(post, url=f"https://bsky.example/{n}", seen_in="0" * 64) for n, post in enumerate(every(5))]
    soup = format_.render(Audit().on(of, said).report)
    read = BeautifulSoup(soup, "lxml")
    cell = table_of(read, "channels-table").select("tbody tr > td")[4]
    measure = one(read, f"#{leads_to(cell, 'a')}")
    assert words_of(measure.th).startswith("Posts per week")
    post = one(read, f"#{leads_to(measure, 'details p.refs a')}")
    assert "https://bsky.example/0" in words_of(post)
    answer = one(read, f"#{leads_to(post, 'td:last-child a')}")
    assert "0" * 64 in words_of(answer)


def test_of_the_posts_behind_a_measure_the_first_twenty_are_listed_and_the_rest_counted() -> None:
    soup = page("large")
    lists = soup.select("#evidence details p.refs")

    assert {len(one.select("a")) for one in lists} >= {MOST_POSTS}
    assert max(len(one.select("a")) for one in lists) == MOST_POSTS
    full_list = next(one for one in lists if len(one.select("a")) == MOST_POSTS)
    summary, more = full_list.find_previous("summary"), full_list.find_next_sibling("p")
    total = re.search(r"Rests on ([\d,]+) posts", words_of(summary))
    assert total is not None
    assert words_of(more).startswith(f"The first 20 of {total[1]}")


def test_fifty_channels_and_twenty_five_leaders_stay_below_a_megabyte() -> None:
    report = large()
    assert (len(report.channels) - 50, len(report.leaders)) == (50, 25)
    began = time.process_time()
    made = format_.render(report)

    assert len(made) < 1_000_000
    assert time.process_time() - began < 20  # ten times of what it may take, for a machine that is busy
    assert len(page("large").select("article.leader")) == 25
    assert len(rows_of(table_of(page("large"), "channels-table"))) == 100


def test_what_does_not_fit_is_counted_and_not_linked_to() -> None:
    report = large(300, 40)
    made = format_.render(report)
    soup = BeautifulSoup(made, "lxml")
    ids = {tag["id"] for tag in soup.select("[id]")}
    told = [words_of(one) for one in soup.select(".notice")]
    measures = sum(len(pillar.leaves) for pillar in report.pillars)
    left_out = sum(int(one.split()[0].replace(",", "")) for one in told if "more measure" in one)

    assert len(made) < 1_250_000
    assert left_out > 0
    assert len(soup.select('#evidence tr[id^="m"]')) + left_out == measures
    assert all("--format json" in one for one in told)
    assert {link["href"][1:] for link in soup.select('a[href^="#"]')} <= ids


@settings(max_examples=15)
@given(words)
def test_a_report_on_hostile_names_is_a_page_of_words(text: str) -> None:
    made = format_.render(hostile(text)).decode()
    soup = BeautifulSoup(made, "lxml")
    plain = page("hostile")
    read = Nesting()
    read.feed(made)

    assert (read.open, read.wrong) == ([], [])
    assert not hidden_in(made)
    assert not soup.select("script")
    assert {tag.name for tag in soup.find_all(True)} <= {tag.name for tag in plain.find_all(True)} | {"a", "code"}


def test_the_worst_sample_shows_its_words_and_does_nothing() -> None:
    made = written("hostile").decode()

    assert "<script" not in made
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in made
    assert HOSTILE not in made
    assert "evil.example" not in " ".join(str(link["href"]) for link in page("hostile").select("a"))


def test_a_report_without_a_score_says_what_makes_more_known() -> None:
    report = Audit().on(channel("linkedin", "nordlys"), outcome=Outcome.LOGIN_WALL).report
    soup = BeautifulSoup(format_.render(report), "lxml")

    assert report.score.value is None
    assert words_of(soup.select_one("#score .big")) == "? (unknown)"
    assert "Too little is known" in words_of(soup.select_one("#next"))
    assert soup.select("#next .step")


def test_a_post_that_is_dated_to_the_day_is_shown_without_a_time_in_every_table_of_posts() -> None:
    audit = Audit().on(channel("bluesky"), [replace(post(10), date_precision="day")])
    day = (AS_OF - timedelta(days=10)).date()
    row = BeautifulSoup(render(audit.report, "html"), "html.parser").find(id="p0")

    assert row is not None
    assert row.get_text(" ").split()[0] == f"{day}"
    assert ":" not in row.get_text(" ").partition("http")[0]
    assert posts_sheet(audit.report).rows[0][2] == Typed(day, "day")
