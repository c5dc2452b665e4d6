"""Markdown that says what the text says, and does nothing: no tag, no link, no mention, no table cell too many.

GitHub looks for mentions, issue numbers, commits and addresses after it has read the escapes, so a backslash
or an entity does not hold it back; a code span does. Therefore a word with such a sign becomes a code span,
and the rest is escaped. Sources: the GitHub Flavored Markdown specification, 2.4, 6.1 and 6.9; GitHub
documentation, "Autolinked references and URLs".
"""

from __future__ import annotations

import re

from presence_audit.reports._text import shown

_SPECIAL = re.compile(r"([\\`*_\[\]~])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"}
_AT_THE_START = re.compile(r"^(?:([-+=#:])|(\d+)([.)])(?=\s|$))")  # of a line: a list, a heading, a rule
_ACTIVE = re.compile(
    r"[@$]|://|#\w|\bwww\.|\bGH-\d|\bGHSA-|\b(?:mailto|xmpp):|\b[0-9a-f]{7,40}\b|\w\.\w+/", re.IGNORECASE
)  # mention or e-mail, formula, address, issue number, host, commit, host with a path
_WRAPPED = re.compile(r"(\()?(.+?)((?(1)\)|)[:,;.!?]*)", re.DOTALL)  # a word in brackets, or before a colon
_SPAN = re.compile(r"`([^`]+)`")


def code(text: str, limit: int = 300) -> str:
    """The text as a code span. A pipe becomes a broken bar, since no two readers agree on it inside a table."""
    line = shown(text, limit).replace("|", "¦")
    if not line:
        return ""
    fence = "`" * (max((len(run) for run in re.findall("`+", line)), default=0) + 1)
    pad = " " if line[0] == "`" or line[-1] == "`" else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def _word(word: str) -> str:
    if _ACTIVE.search(word):
        wrapped = _WRAPPED.fullmatch(word)
        assert wrapped is not None
        return f"{wrapped[1] or ''}{code(wrapped[2])}{wrapped[3]}"
    return _SPECIAL.sub(r"\\\1", "".join(_ENTITIES.get(char, char) for char in word))


def _words(text: str) -> str:
    return " ".join(_word(word) for word in text.split(" "))


def _apart(pieces: list[str]) -> str:
    """Joined, but never backtick to backtick, which would make one longer fence of two."""
    line = ""
    for piece in pieces:
        line += " " + piece if line.endswith("`") and piece.startswith("`") else piece
    return line


def escaped(text: str, limit: int = 300) -> str:
    """The text as words of a paragraph, a list item or a table cell; what stands in `…` stays a code span."""
    line = shown(text, limit)
    pieces: list[str] = []
    at = 0
    for span in _SPAN.finditer(line):
        pieces += [_words(line[at : span.start()]), code(span[1])]
        at = span.end()
    pieces.append(_words(line[at:]))
    return _AT_THE_START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", _apart(pieces))
