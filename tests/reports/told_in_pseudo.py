"""What a format says in the language in which every translated text stands in «»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from reports import pseudo_language
from reports.history_samples import with_history
from reports.pseudo_language import Pseudo, data_of, untranslated
from reports.report_samples import SAMPLES
from reports.shown_samples import everything, little

from presence_audit.reports import _edition
from presence_audit.reports._edition import Edition
from presence_audit.reports._text import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pytest

    from presence_audit.model.report import Report

NORWEGIAN: Final = Edition(lang="nb")
REPORTS: Final[dict[str, Callable[[], Report]]] = {
    **{name: made for name, made in SAMPLES.items() if name != "hostile"},
    "everything": everything,
    "little": little,
    "history": with_history,
}


def speak(monkeypatch: pytest.MonkeyPatch) -> None:
    """Say everything but the sentences that the result holds in the language of angle quotes."""
    pseudo_language.speak(monkeypatch, Pseudo())
    monkeypatch.setattr(_edition, "retold", lambda report, _: report)


def _data(report: Report) -> tuple[str, ...]:
    """The report's data also as the formats write them: as sentences, cut, and without the signs of Markdown."""
    held = {*data_of(report), *(f"leader:{leader.id}" for leader in report.leaders)}
    held |= {sentence(text).rstrip(".") for text in held}
    held |= {text[:12] for text in held if re.fullmatch("[0-9a-f]{64}", text)}
    held |= {text.replace("`", "") for text in held}
    return tuple(sorted(held, key=len, reverse=True))


def english(texts: Iterable[str], report: Report) -> list[str]:
    """The texts that say something in English."""
    return untranslated(texts, _data(report))
