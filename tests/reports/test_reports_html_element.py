from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from reports.hostile_words import hidden_in, words

from presence_audit.reports._html_element import Markup, el, joined
from presence_audit.reports._html_text import name, outside, prose


@given(words)
def test_text_stays_text(text: str) -> None:
    made = el("p", text).text
    read = BeautifulSoup(f"<body>{made}</body>", "lxml")

    assert [tag.name for tag in read.find_all(True)] == ["html", "body", "p"]
    assert not hidden_in(made)


@given(words)
def test_a_value_of_an_attribute_stays_in_its_quotes(text: str) -> None:
    read = BeautifulSoup(el("p", "x", title=text).text, "lxml")

    assert read.p is not None
    assert set(read.p.attrs) == {"title"}
    assert el("p", "x", title=str(read.p["title"])).text == el("p", "x", title=text).text
    assert [tag.name for tag in read.find_all(True)] == ["html", "body", "p"]


def test_what_was_made_is_put_in_as_it_is() -> None:
    assert el("p", "a & b ", el("b", "<c>"), None).text == "<p>a &amp; b <b>&lt;c&gt;</b></p>"
    assert joined(["a", el("i", "b"), "<"], ", ").text == "a, <i>b</i>, &lt;"


def test_attributes_are_written_as_they_are_named() -> None:
    made = el("td", class_="n", aria_label="x", colspan=2, hidden=True, id=None, open=False, width=0)

    assert made.text == '<td class="n" aria-label="x" colspan="2" hidden width="0"></td>'
    assert el("rect", x="1%").text == '<rect x="1%"/>'
    assert el("br").text == "<br>"


@pytest.mark.parametrize("attribute", ["style", "onclick", "ONLOAD", "src", "srcset", "srcdoc", "action", "a b", "x="])
def test_what_would_style_run_or_load_something_is_not_written(attribute: str) -> None:
    with pytest.raises(ValueError, match="no attribute"):
        el("p", **{attribute: "x"})


@pytest.mark.parametrize("tag", ["script", "iframe", "img", "link", "base", "object", "a b", "p>", ""])
def test_no_element_is_written_that_runs_or_loads_something(tag: str) -> None:
    with pytest.raises(ValueError, match="no element"):
        el(tag)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//x", "/x", "#", "http://a b", "file:x"]
)
def test_no_link_is_written_that_leads_elsewhere_than_into_the_page_or_to_the_web(address: str) -> None:
    with pytest.raises(ValueError, match="a link"):
        el("a", "x", href=address)


@pytest.mark.parametrize("url", ["https://nordlys.example/a?b=c&d=%C3%A5#e", "http://127.0.0.1:8080/x"])
def test_an_address_of_the_web_is_a_link(url: str) -> None:
    link = BeautifulSoup(outside(url).text, "lxml").a

    assert link is not None
    assert (link["href"], link.get_text()) == (url, url)
    assert " ".join(link["rel"]) == "noopener noreferrer nofollow"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JAVASCRIPT:alert(1)", " https://x.example", "https://x.example/a b", "https://",
        "https://nordlys.example@evil.example/", "https://x.example/\u202egnp.exe", "https://nørdlys.example", "http:x",
        "saved:page.html", "export:posts.csv", "https://[x", "ftp://x.example", "", "nordlys.example",
    ],
)  # fmt: skip
def test_any_other_address_is_shown_as_words(url: str) -> None:
    assert "<a" not in outside(url).text


@given(st.one_of(words, st.from_regex(r"(?i)[a-z]{1,10}:[!-~]{0,20}", fullmatch=True)))
def test_no_address_becomes_a_link_that_does_not_begin_as_it_reads(url: str) -> None:
    for link in BeautifulSoup(outside(url).text, "lxml").select("a"):
        assert str(link["href"]).startswith(("http://", "https://"))
        assert link["href"] == url


def test_a_name_is_kept_from_turning_what_stands_around_it() -> None:
    assert name("\u202eשלום  AS").text == "<bdi>שלום AS</bdi>"  # noqa: RUF001
    assert len(name("x" * 10_000).text) < 150


def test_what_is_to_be_typed_is_told_from_the_sentence() -> None:
    assert prose("write `absent: true`, then <go>").text == "write <code>absent: true</code>, then &lt;go&gt;"
    assert prose("one ` tick").text == "one ` tick"
    assert isinstance(prose(""), Markup)
