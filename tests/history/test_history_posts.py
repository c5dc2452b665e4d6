"""What the history keeps of a post, and what it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from history.told import CHANNEL, OURS, day, ids, noticed, past, post, posts_of, seen, tell, trace

from presence_audit.history import History, Seen
from presence_audit.history._codes import is_whole
from presence_audit.metrics import trace_of
from presence_audit.model.observation import Count, Engagement, Profile
from presence_audit.routes._merging import apart


def test_a_feed_that_shows_a_few_posts_grows_into_the_whole_of_them() -> None:
    with History.in_memory() as history:
        for week in range(10):
            last = 7 * week + 7
            tell(history, last, seen(last, [post(n) for n in range(max(1, last - 9), last)], max(1, last - 9)))
        assert ids(history, 100) == sorted(f"p{n}" for n in range(1, 70))
        (whole,) = past(history, 100)
        assert whole.window.reaches_back_to == day(1)
        assert whole.observed_at == day(70)
        assert whole.window.complete is False
        (narrow,) = past(history, 100, since=30)
        assert narrow.window.complete


def test_a_post_comes_back_as_it_was_but_for_its_words() -> None:
    whole = post(
        3,
        date_precision="day", kind="gallery", author="Kari Nordmann", is_reply=True, is_pinned=False, language="nb",
        media=3, media_with_alt=0, links=("https://a.example",), hashtags=("vind", "sol"), mentions=("kari.example",),
        engagement=Engagement(4, 0, None, 12), reply_to="kari.example", quote_of="Nordlys Energi",
    )  # fmt: skip
    with History.in_memory() as history:
        tell(history, 5, seen(5, [whole]))
        (back,) = posts_of(history, 6)
    expected = replace(whole, text="", links=(), hashtags=("", ""), trace=trace(whole), seen_in=back.seen_in)
    assert back == expected
    assert back.seen_in is not None


def test_flags_and_numbers_that_were_not_shown_stay_unknown() -> None:
    bare = post(3, is_reply=None, is_repost=None, text="", kind="other")
    with History.in_memory() as history:
        tell(history, 5, seen(5, [bare]))
        (back,) = posts_of(history, 6)
    assert (back.is_reply, back.is_repost, back.is_pinned, back.media, back.language) == (None,) * 5
    assert back.engagement == Engagement()
    assert back.trace == trace(bare)
    assert back.trace is not None
    assert back.trace.print is None


def test_words_and_links_come_back_where_they_are_to_be_kept() -> None:
    said = post(3, links=("https://a.example",), hashtags=("vind",))
    with History.in_memory() as history:
        tell(history, 5, seen(5, [said, post(4, text="")]), keep_text=True)
        back = {one.id: one for one in posts_of(history, 6)}
    assert (back["p3"].text, back["p3"].links, back["p3"].hashtags, back["p3"].trace) == (
        said.text,
        said.links,
        said.hashtags,
        None,
    )
    assert back["p4"].trace is None


def test_no_name_of_a_stranger_and_no_word_is_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    said = post(
        3, text="Hemmelige ord", author="Ola Fremmed", reply_to="ola.fremmed.example",
        mentions=("kari.example", "@Ola"), links=("https://hemmelig.example",), hashtags=("hemmelig",),
    )  # fmt: skip
    theirs = "https://bsky.app/profile/ola.fremmed.example/post/1"
    passed_on = post(4, is_repost=True, url=theirs, author="Ola Fremmed")
    with History.open(path) as history:
        tell(history, 5, seen(5, [said, passed_on]))
        back = {one.id: one for one in posts_of(history, 6)}
        assert back["p3"].author == back["p4"].author == history.veiled("ola fremmed")
        assert back["p3"].mentions == ("kari.example", history.veiled("ola"))
        assert back["p4"].url == ""
    content = path.read_bytes().lower()
    assert not [word for word in (b"hemmelig", b"ola", b"fremmed") if word in content]
    assert b"kari.example" in content


@pytest.mark.parametrize("name", ["~ola", "~ola fremmed", "~0123456789abcdef0123456", "~" + "0" * 25])
def test_a_name_that_begins_as_a_digest_is_veiled_too(name: str) -> None:
    with History.in_memory() as history:
        tell(history, 5, seen(5, [post(3, author=name)]))
        (back,) = posts_of(history, 6)
        assert back.author == history.veiled(name)
    assert back.author is not None
    assert name not in back.author


def test_two_stores_veil_a_name_differently() -> None:
    with History.in_memory() as one, History.in_memory() as other:
        assert one.veiled("Ola Fremmed") != other.veiled("Ola Fremmed")
        assert one.veiled(one.veiled("Ola Fremmed")) == one.veiled("OLA  fremmed")


def test_half_characters_and_the_character_zero_of_a_page_are_kept_as_something() -> None:
    with History.in_memory() as history:
        for at in (5, 6):
            tell(history, at, seen(at, [post(3, id="a\ud800\0b", url="https://a.example/\ud800", author="\udfff")]))
        assert len(posts_of(history, 9)) == 1
        assert noticed(history, 6).added == 0


def test_a_count_that_no_table_can_hold_is_as_good_as_not_shown() -> None:
    told = seen(5, [post(3, media=2**63, engagement=Engagement(2**63 - 1, 2**63, 0, 10**30))])
    with History.in_memory() as history:
        tell(history, 5, replace(told, profile=Profile(followers=Count(10**20, "rounded"))))
        (back,) = posts_of(history, 6)
    assert (back.media, back.engagement) == (None, Engagement(2**63 - 1, None, 0, None))


@pytest.mark.parametrize("text", [f"Ord om {what}" for what in ("vind", "sol", "vann", "kraft", "nett", "luft")])
def test_the_print_of_words_comes_back_as_it_is_made_of_the_words(text: str) -> None:
    said = post(3, text=text)
    with History.in_memory() as history:
        seen_then = {CHANNEL: Seen("company", seen(5, [said]))}
        history.record(day(5), 182, "1", "0.1", seen_then, trace=trace_of, is_ours=OURS.__contains__)
        (back,) = posts_of(history, 6)
    assert back.trace == trace_of(said)
    assert apart(said, back) == timedelta(0)


def test_the_same_id_twice_in_a_listing_is_one_post() -> None:
    with History.in_memory() as history:
        tell(history, 5, seen(5, [post(3), post(3, text="anders")]))
        assert noticed(history, 5).added == 1


def test_every_word_of_the_nouns_has_its_number() -> None:
    assert is_whole()
