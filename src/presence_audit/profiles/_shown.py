"""Words of the file, as a message may repeat them: they come from a stranger and go to a terminal."""

from __future__ import annotations


def shorten(text: str, longest: int = 60) -> str:
    """A piece of the file on one line, printable, and not longer than `longest` characters."""
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[: longest + 1])
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"
