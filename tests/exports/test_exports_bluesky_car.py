"""What the recorded repositories do not show: that every block is checked, and that hostile trees end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import exported
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from repositories import Repo, tid

from presence_audit.errors import EvidenceError
from presence_audit.exports import read_export
from presence_audit.exports._car import DamagedError, Repository, moment_of_tid, repository_of

OK = exported.RECORDINGS / "bluesky_car" / "ok"
ASK = exported.ask_of(OK)
REPO = (OK / "files" / "repo.car").read_bytes()
DID = "did:plc:nordlys234567abcdefghij2"


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, len(REPO) - 1), change=st.integers(1, 255))
def test_every_byte_that_is_changed_is_noticed(place: int, change: int, tmp_path: Path) -> None:
    file = tmp_path / "repo.car"
    file.write_bytes(REPO[:place] + bytes([REPO[place] ^ change]) + REPO[place + 1 :])
    with pytest.raises(EvidenceError, match="cannot be used"):
        read_export(ASK, file)


@given(content=st.binary(max_size=200))
def test_anything_is_read_or_said_to_be_damaged(content: bytes) -> None:
    with pytest.raises(DamagedError):
        repository_of(content)


@given(at=st.datetimes(datetime(2022, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_tid_holds_its_moment(at: datetime) -> None:
    moment = moment_of_tid(tid(at.isoformat()))
    assert moment is not None
    assert abs(moment - at) <= timedelta(seconds=1)


@pytest.mark.parametrize("name", ["self", "", "3n2l4qpan222", "0000000000000", "2222222222222"])
def test_what_is_no_tid_holds_no_moment(name: str) -> None:
    assert moment_of_tid(name) is None


@given(names=st.sets(st.from_regex(r"app\.bsky\.feed\.(post|repost)/[2-7a-z]{1,13}", fullmatch=True), max_size=30))
def test_a_tree_gives_each_key_once(names: set[str]) -> None:
    records: dict[str, Any] = {name: {"text": name} for name in names}
    repository = repository_of(Repo().car(DID, tid("2026-11-20T10:00:00+00:00"), records))
    found = {key: repository.block(cid)["text"] for key, cid in repository.records()}
    assert found == {name: name for name in names}


def test_a_tree_that_goes_round_in_circles_ends() -> None:
    repo = Repo()
    leaf = repo.put({"l": None, "e": []})
    twice = repo.put({"l": leaf, "e": [{"p": 0, "k": b"a", "v": leaf, "t": leaf}]})
    content = b"".join(repo.blocks.values())
    ends = (0, len(repo.blocks[leaf]), len(content))
    repository = Repository(DID, "", twice, content, {leaf: ends[:2], twice: ends[1:]})
    with pytest.raises(DamagedError, match="circles"):
        list(repository.records())


def test_a_record_of_another_shape_is_counted_and_costs_the_completeness(tmp_path: Path) -> None:
    at = tid("2026-11-18T08:12:31+00:00")
    records = {f"app.bsky.feed.post/{at}": {"createdAt": "2026-11-18T08:12:31Z"}}
    file = tmp_path / "repo.car"
    file.write_bytes(Repo().car(DID, at, records))
    (found,) = read_export(ASK, file)
    assert not found.window.complete
    assert "1 of its records could not be read" in found.reason


def test_a_date_in_the_future_is_that_of_the_key(tmp_path: Path) -> None:
    at = tid("2026-11-18T08:12:31+00:00")
    records = {f"app.bsky.feed.post/{at}": {"text": "Hei", "createdAt": "2030-01-01T00:00:00Z"}}
    file = tmp_path / "repo.car"
    file.write_bytes(Repo().car(DID, at, records))
    (found,) = read_export(ASK, file)
    assert found.posts[0].published_at == datetime(2026, 11, 18, 8, 12, 31, tzinfo=UTC)
