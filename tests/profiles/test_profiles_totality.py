"""Whatever bytes a profiles file holds, it is read or its problems are said: never a traceback."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from presence_audit.errors import ProfilesError
from presence_audit.model.profiles import Profiles
from presence_audit.profiles import _document, load_profiles

# Pieces of files, so that what Hypothesis strings together gets past the parser now and then.
PIECES = r"""company:
  name: Nordlys
 name: [
channels:
  - https://x.com/nordlys
  - url:
    target: 3/week
  - platform: x
    handle: '@n'
    absent: true
leaders:
  - name: Kari
    role: CEO
    id: x
settings: {
lang: nb
window_days: 99999999999999999999
fail_under: .inf
fail_under: 1e999
min_coverage: -0
timezone: ../../etc/passwd
timezone: ''
size: 1e400
}
]
- - -
? a
: b
&a
*a
!!str
'
"
|
>-
---
...
%YAML 1.1
#
<<: *a
@
`
\
"\U0010ffff\ud800\x00"
"""
TEXTS = st.lists(
    st.tuples(st.sampled_from([*PIECES.splitlines(), "\t"]), st.sampled_from(["\n", " ", "", ", "])), max_size=25
)
LINES = TEXTS.map(lambda parts: "".join(piece + end for piece, end in parts).encode("utf-8"))


def _answer(body: bytes) -> Profiles | ProfilesError:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "profiles.yaml"
        path.write_bytes(body)
        try:
            return load_profiles(path)
        except ProfilesError as error:
            return error


def _is_answered(body: bytes) -> None:
    answer = _answer(body)
    if isinstance(answer, ProfilesError):
        assert answer.problems
        for problem in answer.problems:
            assert 1 <= problem.line <= len(body) + 1
            assert 1 <= problem.column <= len(body) + 1
            assert problem.message
            assert all(character.isprintable() for character in problem.message)


@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe")
@example(b"a: \xed\xa0\x80")
def test_any_bytes_are_answered(body: bytes) -> None:
    _is_answered(body)


@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    _is_answered(text.encode("utf-8", "surrogatepass"))


@given(LINES)
def test_anything_like_yaml_is_answered(body: bytes) -> None:
    _is_answered(body)


@given(LINES)
def test_anything_like_yaml_is_answered_without_the_c_parser_too(body: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_document, "LOADER", yaml.SafeLoader)
        _is_answered(body)


@given(st.text(min_size=1, max_size=60))
def test_any_entry_of_channels_is_answered(text: str) -> None:
    quoted = yaml.safe_dump({"company": {"name": "N"}, "channels": [text, {"platform": "x", "handle": text}]})
    _is_answered(quoted.encode("utf-8"))
