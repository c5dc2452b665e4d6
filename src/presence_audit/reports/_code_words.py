"""The words for the codes of a result: states, standings, severities, efforts, acts.

A result keeps its codes in English, whatever language it is told in.
"""

from __future__ import annotations

from typing import Final

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark

_WORDS: Final = {
    # Translators: these words stand in narrow cells of tables, without a sentence around them.
    "known": mark("known"),
    "unknown": mark("unknown"),
    "absent": mark("absent"),
    # Translators: said of a leader who is publicly there.
    "there": mark("there"),
    # Translators: the state of a measure that has a value.
    "value": mark("value"),
    # Translators: the state of a measure.
    "not-applicable": mark("not-applicable"),
    "yes": mark("yes"),
    "no": mark("no"),
    # Translators: confidence, or the severity of a finding.
    "high": mark("high"),
    "medium": mark("medium"),
    "low": mark("low"),
    # Translators: the severity of a finding that is only to be known.
    "info": mark("info"),
    # Translators: which way a trend goes; "none" is that there is no trend.
    "rising": mark("rising"),
    "falling": mark("falling"),
    "none": mark("none"),
    # Translators: what was published: a post of one's own.
    "post": mark("post"),
    "quote": mark("quote"),
    "reply": mark("reply"),
    "reshare": mark("reshare"),
    "comment": mark("comment"),
    # Translators: whom a company sells to: businesses, consumers, or that it is a public body.
    "b2b": mark("b2b"),
    "b2c": mark("b2c"),
    "public": mark("public"),
}


def code_words(code: str) -> str:
    """The word for a code; one of another version of the method stays as it is."""
    return _(_WORDS[code]) if code in _WORDS else code


def yes_no(answer: bool | None) -> str:  # noqa: FBT001  the answer itself
    """Whether something is so, as a code; None where that is not known."""
    return "unknown" if answer is None else "yes" if answer else "no"
