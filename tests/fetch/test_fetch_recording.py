"""A recording holds all that was seen and nothing secret, and answers as the network did, for ever."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from fetch.pretend_sites import START, Visit, fetcher, miss, page, sites, together
from fetch.recorded_run import REQUESTS, SECRET, Recorded, record, replay_of, site
from warcio.archiveiterator import ArchiveIterator

from presence_audit.errors import OutputError
from presence_audit.fetch import Recorder, Replay
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page, Request

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    path = tmp_path_factory.mktemp("recorded") / "run.warc.gz"
    return path, record(path)


def _records(path: Path) -> list[tuple[str, str | None, bytes]]:
    """Type, address and content of each record, as another program reads them."""
    with path.open("rb") as file:
        return [
            (r.rec_type, r.rec_headers.get_header("WARC-Target-URI"), r.content_stream().read())
            for r in ArchiveIterator(file, check_digests=False)
        ]


def test_a_replay_answers_as_the_network_did_page_for_page(recorded: Recorded) -> None:
    path, live = recorded

    assert replay_of(path) == live
    assert replay_of(path) == live
    assert {type(answer) for answer in live} == {Page, Miss}


def test_misses_are_replayed_with_their_outcome_and_reason(recorded: Recorded) -> None:
    outcomes = {answer.asked: answer.outcome for answer in replay_of(recorded[0]) if isinstance(answer, Miss)}

    assert outcomes == {
        "http://a.test/busy": Outcome.NETWORK_ERROR,
        "http://a.test/limited": Outcome.RATE_LIMITED,
        "http://a.test/private/post": Outcome.ROBOTS_DISALLOWED,
        "http://169.254.169.254/latest": Outcome.BLOCKED_ADDRESS,
        "not a url": Outcome.NETWORK_ERROR,
    }


def test_a_permission_tells_two_recorded_answers_to_one_address_apart(recorded: Recorded) -> None:
    *others, permitted = replay_of(recorded[0])

    assert page(permitted).body == b"a.test /private/post"
    assert miss(others[8]).outcome is Outcome.ROBOTS_DISALLOWED


def test_the_recording_holds_no_secret_no_cookie_and_no_address_of_this_machine(
    recorded: Recorded,
) -> None:
    content = gzip.decompress(recorded[0].read_bytes())

    assert SECRET.encode() not in content
    assert b"REDACTED" in content
    assert b"127.0.0.1" not in content
    assert SECRET not in repr(recorded[1])


def test_the_log_says_what_was_asked_and_nothing_secret(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "presence_audit"):
        record(tmp_path / "run.warc.gz")

    ours = "\n".join(r.getMessage() for r in caplog.records if r.name.startswith("presence_audit"))
    assert "http://a.test/x?api_key=REDACTED&page=1 answered 200, " in ours
    assert SECRET not in caplog.text
    assert {r.name for r in caplog.records if r.levelno >= logging.WARNING} == set()


def test_every_exchange_is_in_the_recording_robots_txt_redirects_and_retries_included(
    recorded: Recorded,
) -> None:
    records = _records(recorded[0])
    responses = [url for kind, url, _ in records if kind == "response"]

    assert [kind for kind, _, _ in records[:3]] == ["warcinfo", "response", "request"]
    assert responses == [url for kind, url, _ in records if kind == "request"]
    assert responses.count("http://a.test/robots.txt") == responses.count("http://b.test/robots.txt") == 1
    assert responses.count("http://a.test/busy") == 3
    assert "http://a.test/moved" in responses
    assert "http://b.test/new?token=REDACTED&page=2" in responses
    assert "http://a.test/x?api_key=REDACTED&page=1" in responses
    assert sum(kind == "metadata" for kind, _, _ in records) == len(REQUESTS) + 1


def test_the_recording_says_which_program_made_it_when_and_how_it_treats_robots_txt(
    recorded: Recorded,
) -> None:
    _, _, info = _records(recorded[0])[0]

    assert b"software: presence-audit/0.1.0\r\n" in info
    assert b"as_of: 2026-11-23T06:00:00.000000Z\r\n" in info
    assert b"contact=a@firm.example" in info
    assert b"robots: obeyed (RFC 9309)" in info
    with recorded[0].open("rb") as file:
        assert {r.rec_headers.protocol for r in ArchiveIterator(file)} == {"WARC/1.1"}


def test_bodies_are_recorded_decoded_so_that_any_program_reads_them(recorded: Recorded) -> None:
    contents = {url: content for kind, url, content in _records(recorded[0]) if kind == "response"}

    assert contents["http://a.test/packed"] == b"packed"
    assert contents["http://a.test/odd"] == bytes(range(256))


def test_record_ids_are_unique_and_follow_from_the_content(tmp_path: Path) -> None:
    ids = []
    for name in ("one", "two"):
        record(tmp_path / name)
        content = gzip.decompress((tmp_path / name).read_bytes())
        ids.append(re.findall(rb"WARC-Record-ID: (\S+)", content))

    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(ids[0])


def test_a_replay_knows_the_moment_of_the_run_and_nothing_of_other_addresses(
    recorded: Recorded,
) -> None:
    async def main() -> tuple[Replay, Page | Miss]:
        async with Replay(recorded[0]) as replay:
            return replay, await replay.fetch(Request("http://elsewhere.test/"))

    replay, unknown = asyncio.run(main())

    assert replay.as_of == START
    assert unknown == Miss(
        "http://elsewhere.test/", Outcome.NOT_ATTEMPTED, "this address is not in the recording", START
    )


def test_a_run_that_is_interrupted_leaves_a_valid_recording_of_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "partial.warc.gz"
    read = Request("http://a.test/read")

    async def stuck(visit: Visit) -> bytes:
        if visit.path == "/stuck":
            await asyncio.sleep(60)
        return site(visit)

    async def run() -> None:
        async with sites(stuck) as net:
            with Recorder(path, as_of=START, started_at=START, version="0") as recorder:
                async with fetcher(net, recorder=recorder) as fetches:
                    await fetches.fetch(read)
                    assert not path.exists()
                    await together(fetches.fetch(Request("http://a.test/stuck")))

    async def main() -> None:
        task = asyncio.create_task(run())
        await asyncio.sleep(0.5)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())
    kept, stopped = replay_of(path, [read, Request("http://a.test/stuck")])[:2]

    assert page(kept).body == b"a.test /read"
    assert miss(stopped).outcome is Outcome.NOT_ATTEMPTED
    assert [p.name for p in tmp_path.iterdir()] == ["partial.warc.gz"]


def test_a_recording_that_cannot_be_begun_says_why(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"was not written: No such file .* Choose another place for --record"):
        Recorder(tmp_path / "missing" / "r.warc.gz", as_of=START, started_at=START, version="0")


def test_a_full_disk_ends_the_run_and_leaves_nothing_under_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "r.warc.gz"
    path.write_bytes(b"an older recording")

    async def main() -> None:
        async with sites(site) as net:
            with Recorder(path, as_of=START, started_at=START, version="0") as recorder:
                monkeypatch.setattr(recorder._warc, "out", _Full())
                async with fetcher(net, recorder=recorder) as fetches:
                    await fetches.fetch(Request("http://a.test/"))

    with pytest.raises(OutputError, match=r"No space left on device\. Choose another place for --record, or make room"):
        asyncio.run(main())
    assert path.read_bytes() == b"an older recording"
    assert list(tmp_path.iterdir()) == [path]


class _Full(BytesIO):
    def write(self, _: Any) -> int:
        raise OSError(28, "No space left on device")


def test_the_answers_of_a_recording_say_what_was_asked_and_which_responses_answered(
    recorded: Recorded,
) -> None:
    answers = [json.loads(content) for kind, _, content in _records(recorded[0]) if kind == "metadata"]
    moved = next(answer for answer in answers if answer["asked"] == "http://a.test/moved")

    assert len(moved["responses"]) == 2
    assert not moved["permitted"]
    assert answers[-1]["permitted"]


def test_what_the_history_knew_is_part_of_the_recording_and_comes_back_from_it(tmp_path: Path) -> None:
    path = tmp_path / "run.warc.gz"
    past = b'{"table": "runs"}\n'

    with Recorder(path, as_of=START, started_at=START, version="1", past=past):
        pass

    replay = Replay(path)
    replay.close()
    assert replay.past == past
    assert _records(path)[1] == ("resource", "urn:presence-audit:history", past)
