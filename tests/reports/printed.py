"""Printed cells read back as numbers, days and signs, in the language that they were written in."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from babel.dates import get_month_names
from babel.numbers import parse_decimal
from reports.stated import Near, Sign

from presence_audit.i18n import gettext as _
from presence_audit.i18n import language
from presence_audit.reports._words import outcome_words

if TYPE_CHECKING:
    from reports.stated import Read

    from presence_audit.model.report import Report

_NUMBER = re.compile(r"([~<]?)([+\-\u2212]?\d(?:[\d.,]|[ \u00a0\u202f](?=\d{3}(?!\d)))*)(\+?)([ \u00a0]?%)?")


def signs() -> dict[str, Sign]:
    """What stands for no number, in the language that is spoken."""
    return {
        "?": Sign.UNKNOWN, _("unknown"): Sign.UNKNOWN, _("gain unknown"): Sign.UNKNOWN, "": Sign.NOTHING,
        "–": Sign.NOT_APPLICABLE, "-": Sign.NOT_APPLICABLE, _("not applicable"): Sign.NOT_APPLICABLE,  # noqa: RUF001
        _("absent"): Sign.ABSENT,
    }  # fmt: skip


def number(text: str) -> Decimal:
    """A number as Babel reads it in the language; one that is grouped otherwise is refused."""
    bare = re.sub(r"[ \u202f]", "\u00a0", text.lstrip("+")).replace("\u2212", "-").rstrip(".,")
    if "," not in bare and "." not in bare and "\u00a0" not in bare:
        return Decimal(bare)
    locale = language()
    made = parse_decimal(bare, locale=locale, strict=True)
    # Babel drops the zeros at the end, and they say how exact the number is.
    places = len(bare.rpartition("." if locale == "en" else ",")[2]) if ("." if locale == "en" else ",") in bare else 0
    return made.quantize(Decimal(1).scaleb(-places))


def _day(text: str) -> date | tuple[int, int] | None:
    found = re.match(r"\d{4}-\d\d-\d\d|\d\d\.\d\d\.\d{4}", text)
    if found:
        style = "%Y-%m-%d" if language() == "en" else "%d.%m.%Y"
        return datetime.strptime(found[0], style).replace(tzinfo=UTC).date()
    named = re.match(r"(\d{4})-(\d\d)(?!\d)", text)
    if named and language() == "en":
        return int(named[1]), int(named[2])
    months = {name: at for at, name in get_month_names(locale=language()).items()}
    told = re.match(r"(\w+)\s(\d{4})", text)
    return (int(told[2]), months[told[1]]) if told and told[1] in months else None


def read(text: str) -> Read:
    """What a cell says; words behind a number or a day are left aside, as "10 days ago" is."""
    text = " ".join(text.split(" ")).strip()
    if text in signs():
        return signs()[text]
    day = _day(text.removeprefix("~"))
    if day:
        return Near("~", day) if text[0] == "~" or isinstance(day, tuple) else day
    found = _NUMBER.match(text)
    if not found:
        return text
    value = number(found[2])
    if found[4]:
        return value / 100
    if found[1]:
        return Near("~" if found[1] == "~" else "<", value)
    return Near("+", value) if found[3] else value


def span(text: str) -> tuple[Read, Read]:
    """The two ends of a range: "41.2–63.4, D–C"."""  # noqa: RUF002
    if not text.strip():
        return Sign.NOTHING, Sign.NOTHING
    low, high = re.split("[–-]", text.split(", ", maxsplit=1)[0], maxsplit=1)  # noqa: RUF001
    return read(low), read(high)


def bare(text: str) -> str:
    """Without white space, which a narrow column sets where it has to."""
    return re.sub(r"\s+", "", text)


def outcomes(report: Report) -> dict[str, set[str]]:
    """Which outcomes of the report a cell may mean, by its words."""
    made: dict[str, set[str]] = {}
    for channel in report.channels:
        said = bare(outcome_words(channel.outcome, channel.provenance))
        made.setdefault(said, set()).add(f"{channel.outcome.value} {channel.provenance}")
    return made
