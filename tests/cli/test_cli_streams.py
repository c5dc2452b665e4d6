from __future__ import annotations

import pytest

from presence_audit.cli._streams import for_terminal


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [("utf-8", "Liv Ås … ─ 日".encode()), ("latin-1", b"Liv \xc5s ... - \\u65e5"), ("ascii", b"Liv Aas ... - \\u65e5")],
)
def test_a_terminal_gets_what_its_encoding_has_signs_for(encoding: str, expected: bytes) -> None:
    assert for_terminal("Liv Ås … ─ 日".encode(), encoding) == expected
