"""Who asks to be forgotten is found in no answer that was kept, and what stays is evidence still."""

from __future__ import annotations

import asyncio
import gzip
from typing import TYPE_CHECKING

import pytest
from fetch.pretend_sites import START, Visit, fetcher, reply, sites, with_robots

from presence_audit.errors import EvidenceError
from presence_audit.fetch import PageCache, Recorder, Replay, erase_from_recording, pages_of
from presence_audit.model.page import Miss, Page, Request
from presence_audit.model.person import Person

if TYPE_CHECKING:
    from pathlib import Path

RUNA = Person(
    "ceo",
    ("Runa Skårvlid",),
    ("channel:bluesky:runa.test",),
    ("runa.test",),
    ("https://a.test/author/runa/",),
)
PAGES = {
    "/": b"<p>About the grid</p>",
    "/news": b"<p>Runa Sk&aring;rvlid opened the dam</p>",
    "/feed": b'{"by": "Runa Sk\\u00e5rvlid"}',
    "/xrpc?actor=runa.test": b"[]",
    "/people?id=7": b"[]",  # nothing in it but its address tells whose it is
}


def _site(visit: Visit) -> bytes:
    return reply(PAGES[visit.path], 200, 'ETag: "1"')


async def _ask(recorder: Recorder | None = None, cache: PageCache | None = None) -> None:
    async with sites(with_robots(_site)) as net, fetcher(net, recorder=recorder, cache=cache) as fetches:
        for path in PAGES:
            await fetches.fetch(Request(f"http://a.test{path}"))


def _run(folder: Path) -> Path:
    recording = folder / "run.warc.gz"
    with Recorder(recording, as_of=START, started_at=START, version="0.1.0") as recorder:
        asyncio.run(_ask(recorder))
    return recording


def _replayed(recording: Path) -> dict[str, Page | Miss]:
    async def main() -> dict[str, Page | Miss]:
        async with Replay(recording) as replay:
            return {path: await replay.fetch(Request(f"http://a.test{path}")) for path in PAGES}

    return asyncio.run(main())


def test_the_records_of_a_person_go_with_their_requests_and_notes_and_the_others_replay_as_before(
    tmp_path: Path,
) -> None:
    recording = _run(tmp_path)
    before = _replayed(recording)

    number = erase_from_recording(recording, RUNA, ["http://a.test/people?id=7"], START)

    after = _replayed(recording)
    assert number == 4 * 3  # an answer, its request and the note of it, of four pages
    assert after["/"] == before["/"]
    told = {path: answer.reason for path, answer in after.items() if isinstance(answer, Miss)}
    erased = "this address is not in the recording, from which answers were erased on request"
    assert told == dict.fromkeys(set(PAGES) - {"/"}, erased)
    left = gzip.decompress(recording.read_bytes())
    assert b"runa" not in left.lower()
    assert b"id=7" not in left


def test_erasing_twice_changes_nothing_the_second_time(tmp_path: Path) -> None:
    recording = _run(tmp_path)
    erase_from_recording(recording, RUNA, [], START)
    body = recording.read_bytes()

    assert erase_from_recording(recording, RUNA, [], START) == 0
    assert recording.read_bytes() == body


def test_pretending_counts_and_writes_nothing(tmp_path: Path) -> None:
    recording = _run(tmp_path)
    body = recording.read_bytes()

    assert erase_from_recording(recording, RUNA, [], START, pretend=True) == 9
    assert recording.read_bytes() == body


def test_a_damaged_recording_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    recording = _run(tmp_path)
    body = recording.read_bytes()[:-20]
    recording.write_bytes(body)

    with pytest.raises(EvidenceError, match=r"run\.warc\.gz cannot be read: it ends in the middle of a record"):
        erase_from_recording(recording, RUNA, [], START)
    assert recording.read_bytes() == body
    assert [path.name for path in tmp_path.iterdir() if "run" in path.name] == ["run.warc.gz"]


def test_pages_of_the_cache_are_found_by_address_and_by_what_they_say(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    asyncio.run(_ask(cache=PageCache(folder)))
    (folder / "tmpabc").write_bytes(b"half a page of Runa Sk\xe5rvlid")  # a killed run left it, in Latin-1

    found = pages_of(folder, RUNA, ["http://a.test/people?id=7"])

    kept = [path for path in folder.iterdir() if path not in found]
    assert len(found) == 4  # the empty answer to a question about her shows nobody, and nobody named its address
    assert all(b"runa" not in path.read_bytes().lower() for path in kept)


def test_a_cache_that_is_not_there_holds_nobody(tmp_path: Path) -> None:
    assert pages_of(tmp_path / "none", RUNA, []) == []
