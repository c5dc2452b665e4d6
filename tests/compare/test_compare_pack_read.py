"""Peer packs that were handed on: read back as they were made, doubted, and refused where they do not fit."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from compare.test_compare_benchmark import _several

from presence_audit.compare import pack_of, parse_pack, refuse_unlike_pack
from presence_audit.errors import EvidenceError, UsageError
from presence_audit.model.peers import Pack


def _made() -> Pack:
    return pack_of(_several(), name="Energy", made_on=date(2026, 11, 26), least=5)


def _raw(**changes: object) -> bytes:
    content: dict[str, Any] = json.loads(_made().model_dump_json(by_alias=True))
    return json.dumps(content | changes).encode()


def test_a_pack_is_read_back_as_it_was_made() -> None:
    assert parse_pack(_raw()) == _made()
    assert parse_pack(b"\xef\xbb\xbf" + _raw()) == _made()


WRONG: list[tuple[dict[str, object], str]] = [
    ({"schema": "presence-audit/report/1"}, 'it says "presence-audit/report/1"'),
    ({"schema": None}, "it names no schema"),
    ({"n": "many"}, "n: "),
    ({"name": ""}, "name: "),
    ({"more": 1}, "more: "),
    ({"n": 4}, "4 companies"),
    ({"score": {"id": "score", "known": 2, "median": 10, "half": None}}, "score: a number rests on 2 companies"),
    ({"score": {"id": "score", "known": 99, "median": 10, "half": None}}, "score: it is known of 99 of"),
    ({"score": {"id": "score", "known": 5, "median": 10, "half": [20, 30]}}, "the median lies outside"),
    ({"score": {"id": "score", "known": 5, "median": 101, "half": None}}, "score.median: "),
    ({"first_as_of": "2027-01-01T00:00:00Z"}, "first_as_of: it lies after last_as_of"),
    ({"first_as_of": "2026-01-01T00:00:00"}, "has no time zone"),
]


@pytest.mark.parametrize(("changes", "said"), WRONG)
def test_what_is_no_pack_is_refused_and_the_place_named(changes: dict[str, object], said: str) -> None:
    with pytest.raises(EvidenceError) as refused:
        parse_pack(_raw(**changes))
    assert said in str(refused.value)
    assert "--pack FILE.json" in str(refused.value)


@pytest.mark.parametrize("raw", [b"", b"[]", b"null", b"\xff", b"{", b'{"schema": NaN}'])
def test_other_files_are_no_packs(raw: bytes) -> None:
    with pytest.raises(EvidenceError, match="make one with"):
        parse_pack(raw)


def test_a_pack_of_another_method_or_window_is_refused() -> None:
    pack = _made()

    refuse_unlike_pack(pack, "Nordlys", pack.window_days, pack.method)
    with pytest.raises(UsageError, match="scored by method 0 and this version scores by"):
        refuse_unlike_pack(pack.model_copy(update={"method": "0"}), "Nordlys", pack.window_days, pack.method)
    with pytest.raises(UsageError, match="make the result again"):
        refuse_unlike_pack(pack, "Nordlys", pack.window_days, "0")
    with pytest.raises(UsageError, match=f"over {pack.window_days} days and Nordlys over 91"):
        refuse_unlike_pack(pack, "Nordlys", 91, pack.method)
