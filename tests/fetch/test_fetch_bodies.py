"""Bodies are decoded piece by piece under a cap; what is broken is a miss with its reason, never an exception."""

from __future__ import annotations

import asyncio
import gzip
import tracemalloc
import zlib

import pytest
from fetch.pretend_sites import answered, fetcher, miss, page, reply, sites, with_robots
from hypothesis import given, settings
from hypothesis import strategies as st

from presence_audit.fetch._decoding import decode, read_body
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page, Request

MIB = 1024 * 1024
TEXT = b"Nordlys gir lys i nord. " * 4000


def _raw(content: bytes) -> bytes:
    inflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return inflate.compress(content) + inflate.flush()


def _packed(content: bytes, encoding: str) -> bytes:
    if encoding == "gzip":
        return gzip.compress(content, mtime=0)
    return zlib.compress(content) if encoding == "deflate" else content


def _asked(answer: bytes, **limits: float) -> Page | Miss:
    (got,), _ = answered(with_robots(lambda _: answer), "http://a.test/", limits=limits)
    return got


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(TEXT, mtime=0)),
        ("x-gzip", gzip.compress(TEXT, mtime=0)),
        ("GZIP", gzip.compress(TEXT, mtime=0)),
        ("gzip, identity", gzip.compress(TEXT, mtime=0)),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", _raw(TEXT)),
        ("identity", TEXT),
        ("gzip", gzip.compress(TEXT[:5000], mtime=0) + gzip.compress(TEXT[5000:], mtime=0)),
        ("gzip", gzip.compress(TEXT, mtime=0) + b"\0" * 512),
    ],
)
def test_a_compressed_body_comes_out_as_it_went_in(encoding: str, body: bytes) -> None:
    answer = page(_asked(reply(body, 200, f"Content-Encoding: {encoding}")))

    assert answer.body == TEXT
    assert answer.headers["content-length"] == str(len(TEXT))
    assert "content-encoding" not in answer.headers


def test_an_empty_body_that_is_called_compressed_is_empty() -> None:
    assert page(_asked(reply(b"", 200, "Content-Encoding: gzip"))).body == b""


def test_a_chunked_body_is_put_together() -> None:
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"

    assert page(_asked(chunked)).body == b"abcde"
    assert "transfer-encoding" not in page(_asked(chunked)).headers


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (reply(gzip.compress(TEXT, mtime=0)[:-20], 200, "Content-Encoding: gzip"), "compression is broken"),
        (reply(TEXT, 200, "Content-Encoding: gzip"), "compression is broken"),
        (reply(b"\xff" * 99, 200, "Content-Encoding: deflate"), "compression is broken"),
        (reply(TEXT, 200, "Content-Encoding: br"), "encoding that was not asked for ('br')"),
        (reply(TEXT, 200, "Content-Encoding: gzip, gzip"), "encoding that was not asked for"),
        (reply(TEXT, 200, "Content-Encoding: \x7f\xff"), "encoding that was not asked for"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\nConnection: close\r\n\r\nshort", "broke off"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n", "a.test"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "broke off"),
        (b"", "closed the connection without an answer"),
        (b"220 smtp.a.test ESMTP\r\n\r\n", "not valid HTTP"),
        (b"HTTP/1.1 abc OK\r\n\r\n", "not valid HTTP"),
        (b"HTTP/1.1 200 OK\r\nno colon here\r\n\r\n", "not valid HTTP"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000 + b"\r\n\r\n", "not valid HTTP"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", "not valid HTTP"),
    ],
)
def test_a_broken_answer_is_a_miss_that_says_how(answer: bytes, why: str) -> None:
    got = miss(_asked(answer))

    assert got.outcome is Outcome.NETWORK_ERROR
    assert why in got.reason


def test_a_policy_header_longer_than_8_kib_is_no_reason_to_refuse_a_page() -> None:
    assert page(_asked(reply(b"x", 200, "Content-Security-Policy: " + "x" * 20_000))).body == b"x"


@pytest.mark.parametrize(("length", "readable"), [(1000, True), (1001, False)])
@pytest.mark.parametrize("encoding", ["identity", "gzip", "deflate"])
def test_a_body_over_the_cap_is_a_miss_that_names_the_cap(encoding: str, length: int, readable: bool) -> None:
    packed = _packed(b"\0" * length, encoding)

    got = _asked(reply(packed, 200, f"Content-Encoding: {encoding}"), body_cap=1000)

    assert isinstance(got, Page) is readable
    if isinstance(got, Miss):
        assert got.outcome is Outcome.NETWORK_ERROR
        assert "1000 bytes" in got.reason


def test_an_announced_size_over_the_cap_is_not_even_read() -> None:
    got = miss(_asked(b"HTTP/1.1 200 OK\r\nContent-Length: 9000000000\r\n\r\nx"))

    assert got.reason == "the answer of a.test is 8.382 GiB, more than the 10 MiB that are read"


def test_a_bomb_of_one_gigabyte_stays_small_in_memory() -> None:
    bomb = gzip.compress(b"\0" * 64 * MIB, mtime=0) * 16

    async def main() -> tuple[Miss, int]:
        async with (
            sites(with_robots(lambda _: reply(bomb, 200, "Content-Encoding: gzip"))) as net,
            fetcher(net) as fetches,
        ):
            tracemalloc.start()
            try:
                answer = await fetches.fetch(Request("http://a.test/"))
                return miss(answer), tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()

    answer, peak = asyncio.run(main())

    assert answer.reason == "the answer of a.test is larger than 10 MiB, the most that is read"
    assert peak < 60 * MIB


@settings(max_examples=200)
@given(st.binary(max_size=400), st.sampled_from(["gzip", "deflate", ""]), st.integers(1, 50), st.integers(0, 500))
def test_a_body_in_pieces_is_decoded_as_the_whole_and_damage_is_never_an_answer(
    content: bytes, encoding: str, piece: int, cap: int
) -> None:
    packed = _packed(content, encoding)

    async def pieces() -> object:
        for start in range(0, len(packed), piece):
            yield packed[start : start + piece]

    body, cut = asyncio.run(read_body(pieces(), encoding, cap, "a.test", cut=True))  # type: ignore[arg-type]

    assert (body, cut) == (content[:cap], len(content) > cap)
    if len(content) <= cap:
        assert decode(packed, encoding, cap, "a.test") == content


@settings(max_examples=60)
@given(st.binary(max_size=200), st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=20))
def test_no_encoding_and_no_bytes_raise(body: bytes, encoding: str) -> None:
    got = _asked(reply(body, 200, f"Content-Encoding: {encoding}"))

    assert isinstance(got, Page) or got.outcome is Outcome.NETWORK_ERROR


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_no_answer_whatever_its_bytes_raises(content: bytes) -> None:
    got = _asked(b"HTTP/1.1 " + content + b"\r\n\r\n", read=0.5, request=1)

    assert isinstance(got, Page) or got.reason
