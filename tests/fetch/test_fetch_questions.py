"""Questions with a body (POST) and with the user's own key: to the host that was meant, and the key never kept."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from fetch.pretend_sites import START, Net, Visit, fetcher, miss, page, redirect, reply, sites

from presence_audit.fetch import Recorder, Replay
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import JSON, Miss, Page, Request

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KEY = "AIza-invented-key"
ASKED = Request("http://notes.test/api/users/show", JSON, '{"username":"nordlys"}')
AGAIN = Request("http://notes.test/api/users/show", JSON, '{"username":"other"}')
KEYED = Request("http://api.test/v3/channels?id=UC1", JSON, secret=("X-Goog-Api-Key", KEY))


def _site(visit: Visit) -> bytes:
    if visit.path == "/robots.txt":
        return reply(b"User-agent: *\nDisallow: /v3/" if visit.host.startswith("api") else b"")
    return reply(visit.method.encode() + b" " + visit.body + visit.headers.get("x-goog-api-key", "").encode())


def _asked(
    answer: Callable[[Visit], bytes], *requests: Request, recording: Path | None = None
) -> tuple[list[Page | Miss], Net]:
    async def main() -> tuple[list[Page | Miss], Net]:
        async with sites(answer) as net:
            if recording is None:
                async with fetcher(net) as fetches:
                    return [await fetches.fetch(request) for request in requests], net
            with Recorder(recording, as_of=START, started_at=START, version="0.1.0", keyed=["youtube"]) as recorder:
                async with fetcher(net, recorder=recorder) as fetches:
                    return [await fetches.fetch(request) for request in requests], net

    return asyncio.run(main())


def test_a_body_is_posted_as_json_and_another_body_is_another_question() -> None:
    answers, net = _asked(_site, ASKED, AGAIN, ASKED)
    assert [page(answer).body for answer in answers] == [
        b'POST {"username":"nordlys"}',
        b'POST {"username":"other"}',
        b'POST {"username":"nordlys"}',
    ]
    assert len(net.asked()) == 2
    assert net.visits[-1].headers["content-type"] == "application/json"


def test_robots_txt_holds_for_a_post_as_for_any_question() -> None:
    answers, net = _asked(
        lambda visit: reply(b"User-agent: *\nDisallow: /api/") if visit.path == "/robots.txt" else b"", ASKED
    )
    assert miss(answers[0]).outcome is Outcome.ROBOTS_DISALLOWED
    assert net.asked() == []


def test_a_key_is_sent_as_a_header_and_is_the_hosts_own_leave_to_ask() -> None:
    answers, net = _asked(_site, KEYED)
    assert page(answers[0]).status == 200
    assert net.visits[-1].headers["x-goog-api-key"] == KEY
    assert net.asked(robots=True) == ["api.test/v3/channels?id=UC1"]


def test_a_key_does_not_follow_a_redirect_to_another_host() -> None:
    answers, net = _asked(lambda _: redirect("http://thief.test/v3"), KEYED)
    assert "passes the question on to thief.test" in miss(answers[0]).reason
    assert all(visit.host == "api.test" for visit in net.visits)


def test_a_recording_holds_the_questions_and_not_the_key(tmp_path: Path) -> None:
    path = tmp_path / "r.warc"
    live, _ = _asked(_site, ASKED, AGAIN, recording=path)

    async def again() -> list[Page | Miss]:
        async with Replay(path) as replay:
            assert replay.keyed == ("youtube",)
            unknown = Request(ASKED.url, JSON, '{"username":"nobody"}')
            return [await replay.fetch(request) for request in (ASKED, AGAIN, unknown)]

    replayed = asyncio.run(again())
    assert replayed[:2] == live
    assert miss(replayed[2]).outcome is Outcome.NOT_ATTEMPTED


def test_a_key_is_in_no_byte_of_a_recording(tmp_path: Path) -> None:
    path = tmp_path / "r.warc.gz"
    (answer,), _ = _asked(_site, KEYED, recording=path)  # it says the key back
    import gzip

    assert KEY.encode() not in gzip.decompress(path.read_bytes())
    assert page(answer).body == b"GET " + b"*" * len(KEY)

    async def again() -> Page | Miss:
        async with Replay(path) as replay:
            return await replay.fetch(KEYED)

    assert asyncio.run(again()) == answer
