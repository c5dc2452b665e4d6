"""Makes foreign text harmless to show: names, handles and reasons were written by strangers.

What is taken out: control characters (a terminal obeys them), direction overrides and isolates (they make a
line read differently from what it says), and characters that are there without being seen. Of these one stays: the
joiner between two emoji, which makes a family of three people one sign.
"""

from __future__ import annotations

import unicodedata

_DROPPED = {"Cc", "Cf", "Cs", "Co"}
_SPACES = {"Zs", "Zl", "Zp"}
_MARKS = {"Mn", "Me"}
# Seen as nothing, although Unicode files them under letters, marks or symbols.
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0") | frozenset(
    map(chr, range(0xFE00, 0xFE10))  # variation selectors
)
_TAGS = ("\U000e0000", "\U000e0fff")  # a plane of invisible tags and selectors, reserved as a whole
_NEVER = 0xFFFE  # the last two of every plane; XML, for one, forbids them
NO_BREAK = frozenset("\u00a0\u202f")  # wide and narrow, as numbers have them: 1 234 and 45 %
_JOINER = "\u200d"
_EMOJI = ((0x2194, 0x2195), (0x2600, 0x27BF), (0x2B00, 0x2BFF), (0x1F300, 0x1FAFF))  # blocks that hold joined emoji
_CUT_OFF = f" \u00a0\u202f{_JOINER}"  # what is not left before "…"
_DIGITS = frozenset("0123456789")
_MARKS_IN_A_ROW = 3  # the most that a living script stacks on one letter

_SIGNS = str.maketrans(
    {
        "…": "...", "–": "-", "—": "-", "·": ",", "→": "->", "≥": ">=", "×": "x",  # noqa: RUF001
        "‘": "'", "’": "'", "“": '"', "”": '"',  # noqa: RUF001
    }
)  # fmt: skip
_TO_ASCII = str.maketrans(
    {
        "æ": "ae", "Æ": "Ae", "ø": "oe", "Ø": "Oe", "å": "aa", "Å": "Aa",
        "ß": "ss", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D",
        "ł": "l", "Ł": "L", "þ": "th", "Þ": "Th", "œ": "oe", "Œ": "Oe", "ı": "i",  # noqa: RUF001
        _JOINER: "", "«": '"', "»": '"', "─": "-", "█": "#", "▓": "+", "▒": ":", "░": ".",
        "▁": "_", "▂": ".", "▃": ":", "▄": "-", "▅": "=", "▆": "+", "▇": "*",
    }
)  # fmt: skip


def _is_hidden(char: str, category: str) -> bool:
    if category == "Cn":  # not assigned: a sign newer than this Python, or one that never will be a character
        return ord(char) & _NEVER == _NEVER or _TAGS[0] <= char <= _TAGS[1]
    return category in _DROPPED or char in _BLANKS or _TAGS[0] <= char <= _TAGS[1]


def _is_emoji(char: str) -> bool:
    return any(first <= ord(char) <= last for first, last in _EMOJI)


def joins(text: str, at: int) -> bool:
    """Whether the character at that place is a joiner between two emoji, the only invisible one that is shown."""
    return text[at] == _JOINER and 0 < at < len(text) - 1 and _is_emoji(text[at - 1]) and _is_emoji(text[at + 1])


def _space(before: str, gap: str, after: str) -> str:
    """The space between two characters: one that holds a number together stays, any other whitespace is plain."""
    holds = gap in NO_BREAK and before in _DIGITS and (after in _DIGITS or after == "%")
    return gap if holds else " "


def _visible(text: str, enough: int) -> str:
    """Whitespace becomes one space, what cannot be seen goes, piles of marks are levelled; stops when long enough."""
    kept: list[str] = []
    gap = joiner = ""
    marks = _MARKS_IN_A_ROW  # a mark with no letter before it would sit on our own text
    for char in text:
        if len(kept) >= enough:
            break
        category = unicodedata.category(char)
        if char.isspace() or category in _SPACES:
            gap, marks, joiner = (" " if gap else char) if kept else "", _MARKS_IN_A_ROW, ""
            continue
        if _is_hidden(char, category):
            joiner = joiner or (char if char == _JOINER and not gap else "")
            continue
        marks = marks + 1 if category in _MARKS else 0
        if marks <= _MARKS_IN_A_ROW:
            if gap:
                kept.append(_space(kept[-1], gap, char))
            elif joiner and kept and _is_emoji(kept[-1]) and _is_emoji(char):
                kept.append(joiner)
            kept.append(char)
            gap = joiner = ""
    return "".join(kept)


def plain_signs(text: str) -> str:
    """The same text with our signs as they are typed and read aloud; letters stay as they are."""
    return text.replace(" · ", ", ").translate(_SIGNS)


def ascii_only(text: str) -> str:
    """The same text in ASCII: our signs spelled out, letters without their accents, the rest as escapes.

    The letters of Norwegian are written as its spelling has them where a keyboard lacks them: ae, oe and aa.
    """
    composed = unicodedata.normalize("NFC", plain_signs(text))
    plain = unicodedata.normalize("NFKD", composed.translate(_TO_ASCII))
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return bare.encode("ascii", "backslashreplace").decode("ascii")


def sentence(text: str) -> str:
    """The text with a capital and a full stop, unless it begins with a name or an address or has its end already."""
    if not text.strip():
        return text
    begun = text[0].upper() + text[1:] if text.split(maxsplit=1)[0].rstrip(".,:;").isalpha() else text
    return begun if begun[-1] in ".!?…" else f"{begun}."


def shown(text: str, limit: int = 80) -> str:
    """The text on one line, of at most `limit` characters, safe to print; a longer one ends with "…"."""
    line = _visible(text, limit + 1)
    return line if len(line) <= limit else line[: limit - 1].rstrip(_CUT_OFF) + "…"
