"""Feeds: recorded conversations, real feeds beside the checkout, dates of all kinds, and damage."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from typing import TYPE_CHECKING

import damage
import pytest
import recording
from hypothesis import given, settings
from hypothesis import strategies as st

from presence_audit.model.channel import Channel
from presence_audit.model.observation import Observation, Post
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Page
from presence_audit.platforms import parse_url
from presence_audit.platforms._contract import Ask, Drift
from presence_audit.platforms._dates import iso_time, moment_of
from presence_audit.platforms._feed import person
from presence_audit.platforms._feed_loose import feed_of_soup
from presence_audit.platforms._feed_xml import feed_of_xml
from presence_audit.platforms._feeds import is_comments, is_main, read_feed, window_of
from presence_audit.platforms._html import decoded
from presence_audit.platforms._posts import language_of, posts_of
from presence_audit.platforms._urls import Account, Refusal
from presence_audit.platforms._words import MONTHS
from presence_audit.platforms.feed import PLATFORM

if TYPE_CHECKING:
    from pathlib import Path

CASES = recording.cases("feed")
NOT_SILENT = [case for case in CASES if recording.expected(case).get("outcome") != "zero_posts"]


def page(body: str | bytes, content_type: str = "application/rss+xml", url: str = "https://a.example/feed/") -> Page:
    content = body.encode() if isinstance(body, str) else body
    return Page(url, url, 200, {"content-type": content_type}, content, recording.FETCHED_AT)


def rss(items: str, channel: str = "") -> str:
    return (
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"'
        ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"'
        ' xmlns:media="http://search.yahoo.com/mrss/" xmlns:thr="http://purl.org/syndication/thread/1.0">'
        f"<channel><title>Nordlys</title>{channel}{items}</channel></rss>"
    )


def first(items: str, channel: str = "") -> Post:
    return posts_of(read_feed(page(rss(items, channel))), "https://a.example/feed/")[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_recorded_conversation_is_read_as_expected(case: Path) -> None:
    assert recording.expected(case) == recording.converse(case)


@pytest.mark.parametrize(("url", "wanted"), PLATFORM.examples.items())
def test_an_address_is_recognised_as_its_example_says(url: str, wanted: str) -> None:
    parsed = parse_url(url)
    assert parsed is not None
    found = PLATFORM.recognise(parsed)
    if isinstance(found, Account):
        assert f"{found.kind} {found.handle}" == wanted
        assert found.candidate
        assert found.url == url
    else:
        assert wanted == (found.why if isinstance(found, Refusal) else "unknown")


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/author/kari/feed/",
        "https://a.example/@kari.rss",
        "https://a.example/sitemap.xml",
        "https://a.example/feedback",
        "https://a.example/nyheter",
    ],
)
def test_what_only_looks_like_a_feed_is_left_to_others(url: str) -> None:
    parsed = parse_url(url)
    assert parsed is not None
    assert PLATFORM.recognise(parsed) is None


# What the real feeds beside the checkout hold: folder/file, items, items with a date, newest day, some author.
REAL = [
    ("wordpress/feed-rss2.body", 10, 10, "2026-11-23", "Kari Nordmann"),
    ("wordpress/feed-atom.body", 10, 10, "2026-11-23", "Kari Nordmann"),
    ("wordpress/feed-rdf.body", 10, 10, "2026-11-23", "Kari Nordmann"),
    ("wordpress/feed-rss092.body", 10, 0, None, None),
    ("wordpress/feed-author-kari.body", 10, 10, "2026-11-22", "Kari Nordmann"),
    ("wordpress/feed-author-ingen.body", 0, 0, None, None),
    ("wordpress_feed/ffp_foolcontrol.xml", 10, 10, "2024-10-20", "Adnan Hodzic"),
    ("wordpress_feed/ffp_osm-pl.xml", 8, 8, "2024-08-11", "Dominik Danelski"),
    ("ghost/rss.body", 15, 15, "2026-11-23", "Ola Hansen"),
    ("ghost/author-ola-rss.body", 15, 15, "2026-11-22", "Ola Hansen"),
    ("ghost_feed/rss_2.0_cloudflare.xml", 1, 1, "2021-10-14", "Luke Valenta"),
    ("ghost_feed/rss_2.0_element_io.xml", 1, 1, "2021-10-11", "Steve Loynes"),
    ("ghost_feed/rss_2.0_ghost_2.xml", 1, 1, "2021-10-11", "Team Ghost"),
    ("ghost_feed/rss_2.0_matrix.xml", 1, 1, "2022-09-23", None),
    ("rss_generic/ffp_davidbau.xml", 15, 15, "2024-03-28", "David"),
    ("rss_generic/ffp_kagi.xml", 35, 35, "2024-11-08", "Luis"),
    ("rss_generic/ffp_osm.xml", 20, 20, "2024-11-28", "Barroszt"),
    ("rss_generic/ffp_postgis.xml", 10, 10, "2024-09-26", "Regina Obe"),
    ("rss_generic/rss_1.0_biorxiv.xml", 1, 1, "2023-12-16", None),
    ("rss_generic/rss_1.0_debian.xml", 1, 1, "2022-12-17", None),
    ("rss_generic/rss_2.0_bbc.xml", 1, 1, "2021-02-25", None),
    ("rss_generic/rss_2.0_wirecutter.xml", 1, 1, "2022-09-20", "James Austin"),
    ("jsonfeed/jsonfeed_elastic_1.1.json", 3, 2, "2019-05-31", "Chris Churilo"),
    ("jsonfeed/jsonfeed_example_1.json", 2, 2, "2020-01-24", "John Gruber"),
    ("podcast/rss_2.0_anchorfm.xml", 1, 1, "2023-02-08", None),
    ("podcast/rss_2.0_spreaker.xml", 1, 1, "2021-09-06", None),
    ("substack/rss_2.0_heated.xml", 1, 1, "2021-02-03", "Emily Atkin"),
    ("vimeo/rss_2.0_vimeo_media.xml", 1, 1, "2024-09-27", None),
    ("tumblr/ffp_vintagehomeplans.xml", 20, 20, "2024-07-31", None),
    ("youtube_feed/atom_mediarss_youtube_1.xml", 1, 1, "2020-12-22", None),
]


@pytest.mark.captures
@pytest.mark.parametrize(("name", "items", "dated", "newest", "author"), REAL, ids=[row[0] for row in REAL])
def test_a_real_feed_gives_its_items_dates_and_authors(
    captures: Path, name: str, items: int, dated: int, newest: str | None, author: str | None
) -> None:
    content_type = "application/json" if name.endswith(".json") else "text/xml"
    answer = page((captures / name).read_bytes(), content_type)
    posts = posts_of(read_feed(answer), answer.url)
    dates = [post.published_at for post in posts if post.published_at]
    assert (len(posts), len(dates)) == (items, dated)
    assert (max(dates).date().isoformat() if dates else None) == newest
    assert author is None or author in {post.author for post in posts}


@pytest.mark.captures
def test_both_readers_of_xml_see_the_same_posts_in_real_feeds(captures: Path) -> None:
    compared = 0
    for name, *_ in REAL:
        answer = page((captures / name).read_bytes(), "text/xml")
        strict = feed_of_xml(decoded(answer).lstrip(), answer.url)
        loose = feed_of_soup(decoded(answer).lstrip(), answer.url)
        if strict is None or loose is None:
            continue
        pairs = [
            [(post.id, post.url, post.published_at, post.engagement) for post in posts_of(feed, answer.url)]
            for feed in (strict, loose)
        ]
        assert pairs[0] == pairs[1], name
        compared += 1
    assert compared > 20


@pytest.mark.captures
def test_a_real_comments_feed_is_told_from_a_feed_of_posts(captures: Path) -> None:
    for name, comments in (("feed-comments", True), ("feed-rss2", False), ("feed-category", False)):
        answer = page((captures / "wordpress" / f"{name}.body").read_bytes())
        assert is_comments(read_feed(answer), answer.url) is comments


@pytest.mark.captures
def test_no_real_web_page_is_read_as_a_feed(captures: Path) -> None:
    pages = [*(captures / "web_pages").glob("*.html"), captures / "vimeo" / "vimeo_video.html"]
    assert len(pages) > 5
    for file in pages:
        with pytest.raises(Drift, match="not a feed"):
            read_feed(page(file.read_bytes(), "text/html"))


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("Mon, 23 Nov 2026 08:21:26 +0000", "2026-11-23T08:21:26", "second"),
        ("Mon, 23 Nov 2026 08:21:26 GMT", "2026-11-23T08:21:26", "second"),
        ("Fri, 16 Oct 2026 10:00:00 CEST", "2026-10-16T08:00:00", "second"),
        ("Fri, 16 Oct 2026 10:00:00 MEST", "2026-10-16T08:00:00", "second"),
        ("16 Oct 26 10:00 EDT", "2026-10-16T14:00:00", "second"),
        ("Fri, 31 May 2019 12:17:58 -07:00", "2019-05-31T19:17:58", "second"),
        ("fredag, 16 okt. 2026 10:00:00 +0200", "2026-10-16T08:00:00", "second"),
        ("lördag 2 maj 2026 kl. 09.30", "2026-05-02T09:30:00", "second"),
        ("Dienstag, 3. März 2026 10:00 MEZ", "2026-03-03T09:00:00", "second"),
        ("Mon Nov 23 08:21:22 2026", "2026-11-23T08:21:22", "second"),
        ("November 23rd, 2026 at 10:15 PM", "2026-11-23T22:15:00", "second"),
        ("23.11.2026 10:15", "2026-11-23T10:15:00", "second"),
        ("2026-11-23T08:21:22.123456789Z", "2026-11-23T08:21:22.123456", "second"),
        ("2026-11-23 08:21:22 +0100", "2026-11-23T07:21:22", "second"),
        ("2026-11-23T08:21+01", "2026-11-23T07:21:00", "second"),
        ("20261123T082122Z", "2026-11-23T08:21:22", "second"),
        ("2026-12-31T23:59:60Z", "2026-12-31T23:59:59", "second"),
        ("2026-11-23", "2026-11-23T00:00:00", "day"),
        ("9. desember 2025", "2025-12-09T00:00:00", "day"),
        ("31/12/2026", "2026-12-31T00:00:00", "day"),
        ("Sat, 28 Nov 2026 08:00:00 AEST", "2026-11-28T00:00:00", "day"),
        ("2026-11", "2026-11-01T00:00:00", "month"),
        ("2026", "2026-01-01T00:00:00", "year"),
    ],
)
def test_a_date_of_the_web_is_read_as_written(text: str, iso: str, precision: str) -> None:
    moment = moment_of(text)
    assert moment is not None
    assert (moment.at.isoformat(), moment.precision) == (iso + "+00:00", precision)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "i går",
        "5/6/2026",
        "0001-01-01T00:00:00Z",
        "Mon, 30 Nov -0001 00:00:00 +0000",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "2026-13-01",
        "31 February 2026",
        "2026-11-23T25:00:00Z",
        "9999-12-31T23:59:59-14:00",
        "mai juni 2026",
        "1 2 3",
        "٣",
    ],
)
def test_what_states_no_date_is_none(text: str) -> None:
    assert moment_of(text) is None


MOMENTS = st.datetimes(datetime(1990, 1, 2), datetime(2199, 12, 30)).map(lambda at: at.replace(microsecond=0))  # noqa: DTZ001
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(MOMENTS, ZONES)
def test_a_date_written_by_the_standard_library_comes_back(at: datetime, zone: timezone) -> None:
    local = at.replace(tzinfo=zone)
    for written in (local.isoformat(), format_datetime(local)):
        moment = moment_of(written)
        assert moment is not None
        assert moment.at == local
    assert iso_time(local.isoformat()) == local


@given(MOMENTS, st.sampled_from(sorted(MONTHS)))
def test_every_month_name_is_read_as_its_month(at: datetime, name: str) -> None:
    moment = moment_of(f"{min(at.day, 28)}. {name.title()} {at.year} kl. {at:%H:%M}")
    assert moment is not None
    assert moment.at == at.replace(month=MONTHS[name], day=min(at.day, 28), second=0, tzinfo=UTC)


@given(st.text() | st.text(alphabet="0123456789³٣-:.TZ+ /,janoktkl"))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    moment = moment_of(text)
    assert moment is None or moment.at.tzinfo is UTC


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("kari@nordlys.example (Kari Nordmann)", "Kari Nordmann"),
        ("Kari Nordmann <kari@nordlys.example>", "Kari Nordmann"),
        ("kari@nordlys.example", ""),
        ("Kari  Nordmann", "Kari Nordmann"),
        ("ple (Kari Nordmann", "Kari Nordmann"),
        ("Alfa &amp; Co", "Alfa & Co"),
        ("post@nordlys.example (K&aring;re D&#39;Arc)", "Kåre D'Arc"),
        ("", ""),
    ],
)
def test_a_person_is_a_name_and_never_an_address(said: str, name: str) -> None:
    assert person(said) == name


def test_the_creator_goes_before_the_mail_author_and_both_before_the_show() -> None:
    show = "<itunes:author>Nordlys AS</itunes:author>"
    both = "<author>p@a.example (Per)</author><dc:creator>Kari</dc:creator><dc:creator>Ola</dc:creator>"
    assert first(f"<item><title>a</title>{both}{show}</item>", show).author == "Kari, Ola"
    assert first(f"<item><title>a</title><author>p@a.example (Per)</author>{show}</item>", show).author == "Per"
    assert first(f"<item><title>a</title>{show}</item>", show).author is None
    assert first("<item><title>a</title><dc:creator>Nordlys</dc:creator></item>").author is None


def test_the_name_of_the_feed_is_nobodys_also_where_it_is_escaped_twice() -> None:
    names = ("A &amp; B", "Kari")
    items = "".join(f"<item><title>{n}</title><dc:creator><![CDATA[{n}]]></dc:creator></item>" for n in names)
    answer = page(rss(items).replace("Nordlys", "A &amp; B"))
    assert [post.author for post in posts_of(read_feed(answer), answer.url)] == [None, "Kari"]


def test_a_date_of_change_is_used_only_where_no_other_is() -> None:
    changed = "<atom:updated>2026-11-02T00:00:00Z</atom:updated>"
    dated = first(f"<item><title>a</title>{changed}<dc:date>2026-11-01T00:00:00Z</dc:date></item>")
    assert dated.published_at == datetime(2026, 11, 1, tzinfo=UTC)
    assert first(f"<item><title>a</title>{changed}</item>").published_at == datetime(2026, 11, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        ("<title>Sak</title><description>Tekst</description>", "article"),
        ("<description>Bare en tanke #strøm</description>", "text"),
        ('<description>&lt;img src="/a.png"&gt;</description>', "image"),
        ('<description>&lt;img src="/a.png"&gt;&lt;img src="/b.png"&gt;</description>', "gallery"),
        ('<title>Ep</title><enclosure url="/a.mp3"/>', "audio"),
        ('<title>Film</title><media:content url="/a" medium="video"/>', "video"),
        ('<title>Rapport</title><enclosure url="/a.pdf" type="application/pdf"/>', "document"),
    ],
)
def test_the_kind_of_a_post_shows_in_its_files_and_title(item: str, kind: str) -> None:
    assert first(f"<item>{item}</item>").kind == kind


def test_hashtags_are_read_from_short_posts_only() -> None:
    assert first("<item><description>Mer #strøm, #2026 og a#b</description></item>").hashtags == ("strøm",)
    assert first("<item><title>Sak</title><description>#strøm</description></item>").hashtags == ()


def test_comments_and_answers_are_counted_where_shown() -> None:
    post = first('<item><title>a</title><slash:comments>4</slash:comments><thr:in-reply-to ref="x"/></item>')
    assert (post.engagement.comments, post.engagement.likes, post.is_reply) == (4, None, True)
    assert first("<item><title>a</title></item>").engagement.comments is None


def test_a_summary_says_nothing_of_the_media_of_a_text() -> None:
    assert first("<item><title>a</title><description>Kort.</description></item>").media is None


def test_an_item_that_comes_twice_is_one_post() -> None:
    item = "<item><title>a</title><guid>https://a.example/1?utm_source=rss</guid></item>"
    feed = read_feed(page(rss(item + item.replace("?utm_source=rss", ""))))
    assert [post.id for post in posts_of(feed, "https://a.example/")] == ["https://a.example/1"]


def test_only_software_for_articles_tells_that_a_post_is_no_reply() -> None:
    assert first("<item><title>a</title></item>", "<generator>Hugo -- gohugo.io</generator>").is_reply is False
    assert first("<item><title>a</title></item>", "<generator>Mastodon</generator>").is_reply is None


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("<!doctype html><html><body><p>Hei", "application/rss+xml"),
        ('<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>', "text/xml"),
        ("<rss/>", "text/xml"),
        ('<rss version="2.0"><channel></channel></rss>', "text/xml"),
        ('<feed xmlns="http://www.w3.org/2005/Arom"><title>x</title></feed>', "text/xml"),
        ('<rss version="2.0"><channel><title>x</title><items/></channel></rss>', "text/xml"),
        (rss("<item/><item><title> </title></item>"), "text/xml"),
        ("", "application/rss+xml"),
        ("Too many connections", "application/rss+xml"),
        ("{}", "application/feed+json"),
        ('{"version": "https://jsonfeed.org/version/1.1", "title": "x"}', "application/feed+json"),
        ('{"version": "2", "items": []}', "application/json"),
    ],
)
def test_what_is_no_feed_is_drift_whatever_it_calls_itself(body: str, content_type: str) -> None:
    answer = page(body, content_type)
    with pytest.raises(Drift):
        posts_of(read_feed(answer), answer.url)


def test_a_title_that_a_json_feed_writes_escaped_is_shown_plain_and_harmless() -> None:
    body = '{"version": "https://jsonfeed.org/version/1.1", "title": "Blogg &#8211; A &amp; B&#8238;", "items": []}'
    assert read_feed(page(body, "application/feed+json")).title == "Blogg \u2013 A & B"


def test_a_feed_neither_opens_a_file_nor_expands_entities() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    feed = read_feed(page(bomb + rss("<item><title>x &b; &f;</title><description>y</description></item>")))
    assert "root:" not in str(feed)


@pytest.mark.parametrize(
    ("url", "main"),
    [
        ("https://a.example/feed/", True),
        ("https://a.example/rss.xml", True),
        ("https://a.example/blogg/feed/", True),
        ("https://a.example/nb/rss", True),
        ("https://a.example/?feed=rss2", True),
        ("https://a.example/category/x/feed/", False),
        ("https://a.example/tema/x/feed/", False),
        ("https://a.example/feed/?cat=3", False),
        ("https://a.example/", False),
    ],
)
def test_a_main_feed_is_known_by_its_address(url: str, main: bool) -> None:
    assert is_main(url) is main


SINCE = datetime(2026, 6, 1, tzinfo=UTC)


def listing(*days: str | None) -> tuple[Post, ...]:
    moments = [None if day is None else datetime.fromisoformat(day).replace(tzinfo=UTC) for day in days]
    return tuple(Post(str(index), "", moment) for index, moment in enumerate(moments))


def test_a_window_is_complete_only_when_the_listing_passes_its_start() -> None:
    cut = window_of(listing("2026-11-01", "2026-10-01"), SINCE, ended=False)
    assert (cut.complete, cut.reaches_back_to) == (False, datetime(2026, 10, 1, tzinfo=UTC))
    passed = window_of(listing("2026-11-01", "2026-05-01"), SINCE, ended=False)
    assert (passed.complete, passed.reaches_back_to) == (True, datetime(2026, 5, 1, tzinfo=UTC))
    whole = window_of(listing("2026-11-01", "2026-10-01"), SINCE, ended=True)
    assert (whole.complete, whole.reaches_back_to) == (True, SINCE)


def test_one_old_item_among_new_ones_does_not_make_a_feed_reach_back() -> None:
    window = window_of(listing("2019-01-01", "2026-11-03", "2026-11-02", "2026-11-01"), SINCE, ended=False)
    assert (window.complete, window.reaches_back_to) == (False, datetime(2026, 11, 1, tzinfo=UTC))
    assert window.oldest == datetime(2019, 1, 1, tzinfo=UTC)


def test_a_listing_with_the_oldest_first_reaches_back_to_its_first() -> None:
    assert window_of(listing("2026-05-01", "2026-06-02", "2026-11-01"), SINCE, ended=False).complete


def test_a_listing_without_dates_has_no_window() -> None:
    window = window_of(listing(None, None), SINCE, ended=True)
    assert (window.oldest, window.reaches_back_to, window.complete) == (None, None, False)


@pytest.mark.parametrize(
    ("said", "tag"),
    [("nb-no", "nb-NO"), ("EN_us", "en-US"), ("no", "no"), ("zh-hant-tw", "zh-Hant-TW"), ("norsk", None), ("", None)],
)
def test_a_language_tag_is_spelled_one_way(said: str, tag: str | None) -> None:
    assert language_of(said) == tag


@settings(max_examples=400)
@given(st.sampled_from(NOT_SILENT), damage.DAMAGES)
def test_a_damaged_answer_never_proves_zero_posts(case: Path, harm: damage.Damage) -> None:
    assert damage.outcome_after(case, lambda body: damage.damaged(body, harm)) is not Outcome.ZERO_POSTS


@settings(max_examples=300)
@given(
    st.binary(),
    st.sampled_from(["", "<rss version='2.0'><channel>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "{"]),
)
def test_any_bytes_are_an_observation_or_drift(body: bytes, start: str) -> None:
    case = next(case for case in CASES if case.name == "empty")
    assert damage.outcome_after(case, lambda _: start.encode() + body) is not Outcome.ZERO_POSTS


PARTS = st.sampled_from(
    [
        "<item>",
        "</item>",
        "<entry>",
        "<title>",
        "</title>",
        "<link>http://[",
        "<guid>",
        "&amp;",
        "&aring;",
        "& ",
        "<![CDATA[",
        "]]>",
        "<dc:creator>",
        "<author>a@b.c (",
        "<enclosure url='x' type='audio'/>",
        "<atom:link href='//' rel='next'/>",
        "<pubDate>Mon, 1",
        "<description>&lt;p",
        "<itunes:author/>",
        "<media:group>",
        "<media:content url='http://[1'/>",
        "å",
    ]
)


@settings(max_examples=300)
@given(st.lists(PARTS, max_size=12), st.booleans())
def test_broken_feeds_are_read_or_are_drift(parts: list[str], closed: bool) -> None:
    text = rss("".join(parts))
    answer = page(text if closed else text.removesuffix("</channel></rss>"))
    try:
        posts_of(read_feed(answer), answer.url)
    except Drift:
        return


@pytest.mark.parametrize("part", ["&#99999999;", "&#xD800;", "<textInput></image></textInput>", "&#xD800;&aring;"])
def test_what_a_feed_library_stumbles_over_is_drift_or_read(part: str) -> None:
    answer = page(rss(f"<item><title>{part}</title>{part}&aring;</item>").removesuffix("</rss>"))
    with suppress(Drift):
        posts_of(read_feed(answer), answer.url)


def test_a_loop_of_next_pages_ends() -> None:
    url = "https://a.example/feed/"
    body = rss(
        "<item><title>a</title><pubDate>Mon, 02 Nov 2026 08:00:00 GMT</pubDate></item>",
        '<atom:link rel="next" href="?p=2"/>',
    )
    ask = Ask(Channel("feed", "feed", "a.example/feed", url), SINCE, SINCE + timedelta(days=182))
    result = recording.play(PLATFORM.read(ask), lambda asked: page(body, url=asked))
    assert isinstance(result, Observation)
    assert (len(result.posts), result.window.complete) == (1, False)


def _listed(*days: str) -> tuple[Post, ...]:
    dates = (datetime.fromisoformat(f"{day}T12:00:00+00:00") for day in days)
    return tuple(Post(str(n), "", date) for n, date in enumerate(dates))


@pytest.mark.parametrize(
    ("days", "complete", "reach"),
    [
        (["2026-11-23", "2026-11-20", "2026-11-19"], False, "2026-11-19"),
        (["2026-11-23", "2026-11-20", "2026-03-02"], True, "2026-03-02"),
        (["2019-01-01", "2026-11-23", "2026-11-20"], False, "2026-11-20"),
        (["2026-11-23", "2020-03-01", "2026-11-20", "2026-11-19", "2020-03-02"], False, None),
    ],
    ids=["sorted", "sorted and long", "an old one on top", "sorted by the last change"],
)
def test_a_listing_reaches_back_only_as_far_as_its_order_proves(
    days: list[str], complete: bool, reach: str | None
) -> None:
    window = window_of(_listed(*days), datetime(2026, 5, 25, tzinfo=UTC), ended=False)

    assert window.complete is complete
    assert (window.reaches_back_to.date().isoformat() if window.reaches_back_to else None) == reach
