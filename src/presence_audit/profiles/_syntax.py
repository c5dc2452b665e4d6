"""What the YAML parser complains about, in the words of somebody who has never seen a parser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from presence_audit.profiles._shown import shorten

if TYPE_CHECKING:
    import yaml

_WORD = re.compile(r"[^\s,\]}#]+")

# What the parser's message contains -> what to say; the first that fits. libyaml and the pure parser word
# the same thing in two ways.
_SAYINGS = (
    ("tab character", "a tab stands here; indent with spaces only"),
    (
        "mapping values are not allowed",
        "a second `:` in one line, or a line indented too far; quote a text that has `: ` in it",
    ),
    ("could not find expected ':'", "a `:` is missing after this key"),
    ("unknown escape character", "a backslash in double quotes begins an escape; use single quotes"),
    ("expected escape sequence", "a backslash in double quotes begins an escape; use single quotes"),
    ("did not find expected hexdecimal number", "this escape is not complete; use single quotes"),
    ("expected ',' or ']'", "this list is not closed, or a comma is missing in it"),
    ("expected ',' or '}'", "this mapping is not closed, or a comma is missing in it"),
    (
        "expected <block end>",
        "this line does not fit its neighbours; give the lines of one list or mapping the same indentation",
    ),
    ("expected '-' indicator", "this line does not fit its neighbours; every line of a list begins with `- `"),
    (
        "did not find expected key",
        "this line does not fit its neighbours; give the lines of one list or mapping the same indentation",
    ),
    ("expected a comment or a line break", "nothing may stand behind | or > on this line; if it is text, quote it"),
    ("expected comment or line break", "nothing may stand behind | or > on this line; if it is text, quote it"),
    ("chomping or indentation indicators", "nothing may stand behind | or > on this line; if it is text, quote it"),
    ("sequence entries are not allowed", "a list cannot begin here; put the `- ` on a line of its own"),
    ("block collections", "a list or mapping cannot begin here; put it on a line of its own"),
    ("expected the node content", "a value is missing here"),
    ("did not find expected node content", "a value is missing here"),
    ("expected alphabetic or numeric character", "* and & have a meaning of their own here; if it is text, quote it"),
    ("document start", "the file goes on after its end; delete `...` or `---`"),
)


def _character(text: str, line: int, column: int) -> tuple[str, str]:
    rows = text.split("\n")
    row = rows[line] if line < len(rows) else ""
    found = _WORD.match(row, column)
    return row[column : column + 1], found.group() if found else ""


def in_plain_words(error: yaml.MarkedYAMLError, text: str) -> tuple[int, int, str]:
    """Line, column (1-based) and message for a syntax error."""
    mark, context = error.problem_mark, error.context_mark
    problem = str(error.problem or error.context or "not YAML")
    mark = mark or context
    if mark is None:
        return 1, 1, f"this is not YAML: {shorten(problem, 200)}"
    line, column = mark.line, mark.column
    if "unexpected end of stream" in problem and context is not None:
        return context.line + 1, context.column + 1, "this quote is never closed"
    if "expected ','" in problem and context is not None:
        line, column = context.line, context.column
    if "could not find expected ':'" in problem and context is not None:
        line, column = context.line, context.column
    if "cannot start any token" in problem:
        character, word = _character(text, line, column)
        shown = shorten(word).rstrip("'\"")
        if character == "\t":
            return line + 1, column + 1, _SAYINGS[0][1]
        return line + 1, column + 1, f"a text that begins with {shorten(character)} needs quotes; quote it: '{shown}'"
    if "escape character" in problem and _character(text, line, column)[0] != "\\":
        column -= 1  # the pure parser points behind the backslash
    for sign, saying in _SAYINGS:
        if sign in problem:
            return line + 1, column + 1, saying
    return line + 1, column + 1, f"this is not YAML: {shorten(problem, 200)}"
