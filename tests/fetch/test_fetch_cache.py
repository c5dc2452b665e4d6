"""Between runs: a page is sent again only when it has changed, and a broken cache is no cache."""

from __future__ import annotations

import asyncio
import os
import stat
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from fetch.pretend_sites import START, Net, Visit, fetcher, page, reply, sites, with_robots
from hypothesis import given
from hypothesis import strategies as st

from presence_audit.fetch import PageCache, Recorder
from presence_audit.fetch._cache import _parse
from presence_audit.model.page import JSON, Page, Request

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

URL = "http://a.test/page"


def _changing(body: bytes = b"first", *, tag: str = '"1"', header: str = "ETag") -> Callable[[Visit], bytes]:
    def site(visit: Visit) -> bytes:
        if tag in {visit.headers.get("if-none-match"), visit.headers.get("if-modified-since")}:
            return reply(b"", 304, "Date: today")
        return reply(body, 200, f"{header}: {tag}", "Content-Type: text/plain")

    return with_robots(site)


def _run(
    site: Callable[[Visit], bytes], cache: PageCache, *, days: float = 0, accept: str = JSON, **options: Any
) -> tuple[Page, Net]:
    async def main() -> tuple[Page, Net]:
        at = START + timedelta(days=days)
        async with sites(site) as net, fetcher(net, cache=cache, now=lambda: at, **options) as fetches:
            return page(await fetches.fetch(Request(URL, accept))), net

    return asyncio.run(main())


@pytest.mark.parametrize("header", ["ETag", "Last-Modified"])
def test_a_page_that_has_not_changed_is_not_sent_again_and_counts_as_seen_now(tmp_path: Path, header: str) -> None:
    cache = PageCache(tmp_path / "pages")

    first, _ = _run(_changing(header=header), cache)
    second, net = _run(_changing(header=header), cache, days=2)

    condition = {"ETag": "if-none-match", "Last-Modified": "if-modified-since"}[header]
    assert net.visits[-1].headers[condition] == '"1"'
    assert (second.status, second.body, second.headers) == (200, first.body, first.headers)
    assert second.fetched_at == START + timedelta(days=2)


def test_a_page_that_has_changed_is_taken_anew(tmp_path: Path) -> None:
    cache = PageCache(tmp_path)

    _run(_changing(), cache)
    _run(_changing(b"second", tag='"2"'), cache, days=1)
    third, _ = _run(_changing(b"second", tag='"2"'), cache, days=2)

    assert third.body == b"second"


def test_another_representation_of_the_same_address_is_another_page(tmp_path: Path) -> None:
    cache = PageCache(tmp_path)

    _run(_changing(), cache)
    _, net = _run(_changing(), cache, accept="text/html")

    assert "if-none-match" not in net.visits[-1].headers


def test_a_page_without_validators_or_that_asks_not_to_be_stored_is_not_kept(tmp_path: Path) -> None:
    cache = PageCache(tmp_path)

    _run(with_robots(lambda _: reply(b"x")), cache)
    _run(with_robots(lambda _: reply(b"x", 200, 'ETag: "1"', "Cache-Control: private, No-Store")), cache)
    _run(with_robots(lambda _: reply(b"x", 404, 'ETag: "1"')), cache)

    assert cache.get(URL, JSON, START) is None


def test_robots_txt_is_kept_for_a_day(tmp_path: Path) -> None:
    cache = PageCache(tmp_path)

    asked = [_run(_changing(), cache, days=days)[1].asked(robots=True)[0] for days in (0, 0.9, 1.1)]

    assert asked == ["a.test/robots.txt", "a.test/page", "a.test/robots.txt"]


def test_while_recording_nothing_comes_from_the_cache_so_that_the_evidence_is_whole(tmp_path: Path) -> None:
    cache = PageCache(tmp_path / "pages")
    _run(_changing(), cache)

    with Recorder(tmp_path / "r.warc.gz", as_of=START, started_at=START, version="0") as recorder:
        answer, net = _run(_changing(), cache, recorder=recorder)

    assert answer.body == b"first"
    assert net.asked(robots=True) == ["a.test/robots.txt", "a.test/page"]
    assert "if-none-match" not in net.visits[-1].headers


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda content: content[:-1],
        lambda content: content.replace(b"first", b"other"),
        lambda content: b"[]\n" + content,
        lambda content: content.replace(b'"headers": {', b'"headers": 3, "x": {'),
        lambda content: b"\xff" + content,
    ],
)
def test_a_broken_entry_is_fetched_again(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    cache = PageCache(tmp_path)
    _run(_changing(), cache)
    for path in tmp_path.iterdir():
        path.write_bytes(damage(path.read_bytes()))

    answer, net = _run(_changing(), cache)

    assert answer.body == b"first"
    assert "if-none-match" not in net.visits[-1].headers


@given(st.binary(max_size=200))
def test_no_entry_whatever_its_bytes_raises_anything_unexpected(content: bytes) -> None:
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        _parse(content)


def test_an_entry_older_than_ninety_days_or_from_the_future_is_not_used(tmp_path: Path) -> None:
    cache = PageCache(tmp_path)
    _run(_changing(), cache)

    assert cache.get(URL, JSON, START + timedelta(days=89)) is not None
    assert cache.get(URL, JSON, START + timedelta(days=91)) is None
    assert cache.get(URL, JSON, START - timedelta(days=1)) is None


def test_the_cache_stays_within_its_size_and_age_and_drops_the_oldest_first(tmp_path: Path) -> None:
    cache = PageCache(tmp_path, total=25)
    for age, name in enumerate(["new", "middle", "old"]):
        path = tmp_path / f"{name}.page"
        path.write_bytes(b"x" * 10)
        _age(path, days=age)
    unrelated = tmp_path / "notes.txt"
    unrelated.write_text("kept")

    cache.sweep(_present())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["middle.page", "new.page", "notes.txt"]

    cache.sweep(_present() + timedelta(days=90))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.page", "notes.txt"]


def test_the_cache_is_readable_by_its_owner_alone_and_names_no_address(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "pages"

    _run(_changing(), PageCache(folder))

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert not any("a.test" in path.name for path in folder.iterdir())


def test_a_cache_that_cannot_be_written_does_not_stop_the_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    answer, _ = _run(_changing(), PageCache(tmp_path / "file" / "pages"))

    assert answer.body == b"first"


_ORIGIN = 1_795_000_000


def _present() -> datetime:
    return datetime.fromtimestamp(_ORIGIN, tz=START.tzinfo)


def _age(path: Path, *, days: int) -> None:
    os.utime(path, (_ORIGIN - days * 86400, _ORIGIN - days * 86400))
