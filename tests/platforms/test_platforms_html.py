"""HTML as text and links, whatever the bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from recording import FETCHED_AT

from presence_audit.model.page import Page
from presence_audit.platforms._html import (
    decoded,
    head_links,
    header_links,
    links_of,
    prose_of,
    resolve,
    soup,
    text_of,
    tree_of,
)


def page(body: bytes, content_type: str = "text/html", **headers: str) -> Page:
    return Page("https://a.no/b/", "https://a.no/b/", 200, {"content-type": content_type, **headers}, body, FETCHED_AT)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Hei &amp; h&aring; <b>du</b>!</p><p>To<br>linjer</p>", "Hei & hå du!\nTo\nlinjer"),
        ("plain 5 &lt; 6", "plain 5 < 6"),
        ("5 < 6 & 7 <3", "5 < 6 & 7 <3"),
        ("<script>alert(1)</script>a<style>b</style><svg><title>ikon</title></svg><template>c</template>", "a"),
        ("  mange \n\n mellomrom&nbsp; ", "mange\nmellomrom"),
        ("&#27;[31mrød&#x202e;", "[31mrød"),
        ("<ul><li>en<li>to</ul>", "en\nto"),
        ("", ""),
        ("<!-- bare en kommentar -->", ""),
        ("<?xml version='1.0' encoding='x'?><p>xhtml", "xhtml"),
    ],
)
def test_a_fragment_becomes_the_text_that_a_reader_sees(html: str, text: str) -> None:
    assert text_of(html) == text


def test_text_ends_at_the_limit() -> None:
    assert text_of("<p>" + "ab " * 100, limit=10) == "ab ab ab a"


def test_images_tell_whether_they_have_a_text() -> None:
    prose = prose_of('<img src=/a.png alt=" En mast "><img src=b.png alt=""><img>', "https://a.no/b/")
    assert prose.images == ("https://a.no/a.png", "https://a.no/b/b.png", "")
    assert prose.alts == ("En mast", None, None)


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/x", "https://a.no/x"),
        ("//c.no/x", "https://c.no/x"),
        (" https://c.no/ø\n ", "https://c.no/ø"),
        ("mailto:a@a.no", None),
        ("javascript:alert(1)", None),
        ("jav\nascript:alert(1)", None),
        ("#top", None),
        ("", None),
        ("http://[", None),
        ("http:///x", None),
        ("data:text/html,x", None),
    ],
)
def test_only_addresses_of_the_web_are_links(href: str, url: str | None) -> None:
    assert resolve("https://a.no/b/", href) == url


def test_links_are_listed_once_in_the_order_of_the_page() -> None:
    html = '<a href="/to">2</a><a href=/en></a><a href="/to">igjen</a><a name=x>'
    assert links_of(html, "https://a.no/") == ("https://a.no/to", "https://a.no/en")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("blåbær".encode(), "text/html"),
        ("blåbær".encode(), "text/html; charset=iso-8859-1"),
        ("blåbær".encode("latin-1"), "text/html; charset=iso-8859-1"),
        ("blåbær".encode("latin-1"), "text/html; charset=utf-8"),
        ("blåbær".encode("latin-1"), "text/html"),
        (b"<meta charset=windows-1252>bl\xe5b\xe6r", "text/html"),
        (b"\xef\xbb\xbf" + "blåbær".encode(), "text/html; charset=latin-1"),
        ("blåbær".encode("utf-16"), "text/html"),
        ("blåbær".encode("utf-16-le"), "text/html; charset=utf-16le"),
        ("blåbær".encode(), "text/html; charset=utf-7"),
        ("blåbær".encode(), "text/html; charset=no-such-thing"),
        ("bl\x00åbær".encode(), "text/html"),
    ],
)
def test_text_is_decoded_whatever_the_label_says(body: bytes, content_type: str) -> None:
    assert decoded(page(body, content_type)).endswith("blåbær")


def test_soup_reads_the_same_text_without_a_warning() -> None:
    assert soup(page("<p>blåbær".encode("latin-1"))).get_text() == "blåbær"
    assert soup(page(b"https://a.no/")).get_text() == "https://a.no/"
    assert soup(page(b"<?xml version='1.0'?><rss/>")).find("rss") is not None


def test_head_links_start_from_the_base_of_the_page() -> None:
    root = tree_of('<base href="/c/"><link rel="Alternate ME" type="Application/RSS+xml" href=feed title="Nytt">')
    link = head_links(root, "https://a.no/b/")[0]
    assert (link.rel, link.href, link.type) == (("alternate", "me"), "https://a.no/c/feed", "application/rss+xml")


def test_the_link_header_is_read_as_rfc_8288_has_it() -> None:
    said = '<https://a.no/wp-json/>; rel="https://api.w.org/", </u/2>; rel="alternate"; type="application/json", <x>'
    found = header_links(page(b"", link=said))
    assert [(link.rel, link.href) for link in found] == [
        (("https://api.w.org/",), "https://a.no/wp-json/"),
        (("alternate",), "https://a.no/u/2"),
    ]


@given(st.text())
def test_any_text_is_read_as_html(html: str) -> None:
    prose = prose_of(html, "https://a.no/")
    assert len(prose.images) == len(prose.alts)
    assert all(link.startswith(("http://", "https://", "HTTP")) or "://" in link for link in prose.links)


@given(
    st.lists(
        st.sampled_from(["<p>", "</div>", "<a href='x", "<img src=", "&#x", "<!--", "<![CDATA[", "<svg>", "å", '"'])
    )
)
def test_broken_markup_is_read_as_html(parts: list[str]) -> None:
    prose_of("".join(parts), "https://a.no/")


@given(
    st.binary(), st.sampled_from(["", "; charset=utf-8", "; charset=utf-16", "; charset=iso-2022-jp", "; charset=\x00"])
)
def test_any_bytes_are_decoded(body: bytes, charset: str) -> None:
    text = decoded(page(body, "text/html" + charset))
    text.encode("utf-8")
    assert "\x00" not in text


@given(st.text(), st.text())
def test_resolving_any_link_is_safe(base: str, href: str) -> None:
    url = resolve(base, href)
    assert url is None or url.split(":")[0].casefold() in {"http", "https"}


def test_markup_nested_without_end_is_read() -> None:
    assert text_of("<div>" * 20_000 + "dypt") in {"dypt", ""}
    assert text_of("<b>" * 5_000 + "fet").endswith("fet") or text_of("<b>" * 5_000 + "fet") == ""
