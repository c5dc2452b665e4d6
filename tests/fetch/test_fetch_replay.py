"""Recordings of other programs are read as well, and those that are damaged or hostile are refused."""

from __future__ import annotations

import asyncio
import gzip
import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from fetch.pretend_sites import miss, page
from fetch.recorded_run import Recorded, record, replay_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from presence_audit.errors import EvidenceError
from presence_audit.fetch import Replay
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page, Request

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    path = tmp_path_factory.mktemp("recorded") / "run.warc.gz"
    return path, record(path)


def _foreign(path: Path, *responses: tuple[str, int, list[tuple[str, str]], bytes]) -> None:
    """A recording as another program writes it: no answers, only responses."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, status, headers, body in responses:
            head = StatusAndHeaders(f"{status} OK", headers, "HTTP/1.1")
            date = {"WARC-Date": "2026-01-02T03:04:05Z"}
            writer.write_record(
                writer.create_warc_record(
                    url,
                    "response",
                    payload=BytesIO(body),
                    length=len(body),
                    http_headers=head,
                    warc_headers_dict=date,
                )
            )


def test_a_recording_of_another_program_is_replayed_by_walking_its_redirects(tmp_path: Path) -> None:
    _foreign(
        tmp_path / "f.warc.gz",
        ("http://a.test/", 301, [("Location", "/new?key=1")], b""),
        ("http://a.test/new?key=1", 200, [("Content-Encoding", "gzip")], gzip.compress(b"old", mtime=0)),
        ("http://a.test/new?key=1", 200, [("Content-Encoding", "gzip")], gzip.compress(b"new", mtime=0)),
        ("http://a.test/chunked", 200, [("Transfer-Encoding", "chunked")], b"3\r\nabc\r\n0\r\n\r\n"),
        ("http://a.test/damaged", 200, [("Content-Encoding", "gzip")], gzip.compress(b"new", mtime=0)[:-4]),
        ("http://a.test/circle", 302, [("Location", "/circle")], b""),
    )

    async def main() -> tuple[list[Page | Miss], Any]:
        async with Replay(tmp_path / "f.warc.gz") as replay:
            paths = ("", "chunked", "damaged", "circle")
            return [await replay.fetch(Request(f"http://a.test/{path}")) for path in paths], replay.as_of

    (moved, chunked, damaged, circle), as_of = asyncio.run(main())

    assert page(moved).body == b"new"
    assert page(moved).asked == "http://a.test/"
    assert page(chunked).body == b"abc"
    assert miss(damaged).outcome is Outcome.NETWORK_ERROR
    assert miss(circle).outcome is Outcome.NOT_ATTEMPTED
    assert as_of.isoformat() == "2026-01-02T03:04:05+00:00"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it is empty"),
        (b"<html>not a recording</html>", "not a WARC file"),
        (b"WARC/1.1\r\nWARC-Type: warcinfo\r\n\r\n", "compressed record by record"),
        (b"\x1f\x8b" + b"\xff" * 50, "compression is damaged"),
        (gzip.compress(b"just text", mtime=0), "not a WARC file"),
        (gzip.compress(b"WARC/1.1\r\nWARC-Type: response\r\n\r\n", mtime=0), "no length"),
        (
            gzip.compress(b"WARC/1.1\r\nWARC-Type: x\r\nContent-Length: 99\r\n\r\nshort\r\n\r\n", mtime=0),
            "another length",
        ),
        (gzip.compress(b"WARC/1.1\r\nWARC-Type: x\r\nContent-Length: 0\r\n\r\n\r\n\r\n", mtime=0), "no answers"),
        (gzip.compress(b"WARC/1.1\r\n" + b"a: b\r\n" * 100_000 + b"\r\n", mtime=0), "not a WARC file"),
    ],
)
def test_what_is_no_recording_is_refused_with_the_place_and_what_to_do(
    tmp_path: Path, content: bytes, why: str
) -> None:
    path = tmp_path / "bad.warc.gz"
    path.write_bytes(content)

    with pytest.raises(EvidenceError, match=why) as error:
        Replay(path)

    assert str(path) in str(error.value)
    assert "at byte 0" in str(error.value)
    assert "record the evidence anew with --record" in str(error.value)


def test_a_recording_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match=r"cannot be opened: No such file .* Check the name after --replay"):
        Replay(tmp_path / "none.warc.gz")
    with pytest.raises(EvidenceError):
        Replay(tmp_path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_recording_cut_off_anywhere_but_between_two_records_is_refused(
    data: st.DataObject, recorded: Recorded, tmp_path: Path
) -> None:
    content = recorded[0].read_bytes()
    ends = {match.start() for match in re.finditer(rb"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03", content)}
    cut = data.draw(st.integers(1, len(content) - 1).filter(lambda at: at not in ends))
    path = tmp_path / "cut.warc.gz"
    path.write_bytes(content[:cut])

    with pytest.raises(EvidenceError):
        Replay(path)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_recording_with_a_flipped_byte_is_refused_or_answers_the_same(
    data: st.DataObject, recorded: Recorded, tmp_path: Path
) -> None:
    path, live = recorded
    content = bytearray(path.read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    (tmp_path / "flipped.warc.gz").write_bytes(content)

    try:
        answers = replay_of(tmp_path / "flipped.warc.gz")
    except EvidenceError:
        return
    assert answers == live


def _altered(path: Path, to: Path, old: bytes, new: bytes) -> None:
    """Rewrite every member with other content of the same length."""
    assert len(old) == len(new)
    with path.open("rb") as file, to.open("wb") as out:
        content = gzip.decompress(file.read()).replace(old, new)
        for member in re.split(rb"(?=WARC/1\.1\r\n)", content)[1:]:
            out.write(gzip.compress(member, mtime=0))


def test_an_answer_that_was_altered_after_it_was_recorded_is_noticed(recorded: Recorded, tmp_path: Path) -> None:
    _altered(recorded[0], tmp_path / "same.warc.gz", b"packed", b"packed")
    _altered(recorded[0], tmp_path / "altered.warc.gz", b"\r\n\r\npacked", b"\r\n\r\nforged")

    assert replay_of(tmp_path / "same.warc.gz") == recorded[1]
    with pytest.raises(EvidenceError, match="altered since it was recorded"):
        Replay(tmp_path / "altered.warc.gz")


@pytest.mark.parametrize(
    "fields",
    [
        b"[]",
        b"{}",
        b"not json",
        b'{"asked": "http://a.test/", "accept": "", "permitted": false, "outcome": "ok", "reason": "", "at": ""}',
        b'{"asked": "http://a.test/", "accept": "", "permitted": false, "outcome": "rubbish"}',
        b'{"asked": "http://a.test/", "accept": "", "permitted": false, "responses": 3}',
        b'{"asked": "http://a.test/", "accept": "", "permitted": 0, "outcome": "rate_limited", "reason": "", "at": 1}',
    ],
)
def test_a_metadata_record_that_makes_no_sense_is_refused(tmp_path: Path, fields: bytes) -> None:
    path = tmp_path / "m.warc.gz"
    head = b"WARC/1.1\r\nWARC-Type: metadata\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    path.write_bytes(gzip.compress(head % len(fields) + fields + b"\r\n\r\n", mtime=0))

    with pytest.raises(EvidenceError):
        Replay(path)


def test_a_bomb_in_a_recording_is_refused_before_it_unfolds(tmp_path: Path) -> None:
    path = tmp_path / "bomb.warc.gz"
    with gzip.open(path, "wb") as file:
        for _ in range(80):
            file.write(b"\0" * 1024 * 1024)

    with pytest.raises(EvidenceError, match="larger than 64 MiB"):
        Replay(path)
