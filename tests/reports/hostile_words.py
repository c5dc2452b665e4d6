"""What strangers might call themselves."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import strategies as st

_MARKDOWN = "`\\@#*_[]()<>|!&~$:/-=+.^{}'\"0123456789abcxyz \n\r\t"
_CONTROL = "\x00\x07\x08\x1b\x7f\x85\x9b\u00ad\u061c\u200b\u200d\u200e\u202a\u202e\u2028\u2066\u2069\ufeff\ufe0f\u3164"
_WIDE = "日本語\uff57👩🏽\u200d🚀🇳🇴é\u0301\u0308\u05d6\u05d4\u05e9\u05dc\u05d5\u05dd"

words = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=_MARKDOWN, max_size=60),
    st.text(alphabet=_CONTROL + "ab ", max_size=40),
    st.text(alphabet=_WIDE + "a ", max_size=60),
    st.text(alphabet="12%a \u00a0\u202f\u200b\u0301", max_size=40),
    st.sampled_from(
        [
            "@torvalds",
            "`@torvalds",
            "a``@torvalds`b`",
            "@a`b`@c``d`",
            "</details><script>x</script>",
            "[x](javascript:1)",
            "#1",
            "x" * 10_000,
            "[/red][bold][link=https://evil.example]",
            "\x1b]8;;https://evil.example\x07click\x1b]8;;\x07",
            "a\\|b|`|`",
        ]
    ),
)

_SGR = re.compile(r"\x1b\[[0-9;]*m")


def without_colour(text: str) -> str:
    return _SGR.sub("", text)


_JOINED = re.compile(
    "(?<=[\u2194\u2195\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff])\u200d(?=[\u2194\u2195\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff])"
)


def hidden_in(text: str) -> set[str]:
    """Characters that steer a terminal, turn a line around or cannot be seen, but for the joiner between two emoji."""
    text = _JOINED.sub("", text)
    return {char for char in text if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co"} and char != "\n"}
