from __future__ import annotations

import re
from collections import Counter

import pytest
from reports.report_samples import channel, full
from reports.shown_samples import everything
from reports.told_in_pseudo import NORWEGIAN, REPORTS, english, speak

from presence_audit.model.outcome import Outcome
from presence_audit.reports import PLAIN, terminal


@pytest.fixture(autouse=True)
def _pseudo(monkeypatch: pytest.MonkeyPatch) -> None:
    speak(monkeypatch)


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("is_plain", [True, False])
@pytest.mark.parametrize("width", [60, 400])
def test_every_text_of_the_terminal_report_is_translated(name: str, width: int, *, is_plain: bool) -> None:
    report = REPORTS[name]()
    made = terminal.render(report, width=width, color=False, plain=is_plain, edition=NORWEGIAN)

    assert english([" ".join(made.split())], report) == []


@pytest.mark.parametrize("width", [40, 60, 80])
def test_no_line_ends_within_a_number(width: int) -> None:
    made = terminal.render(everything(), width=width, color=False, edition=NORWEGIAN)

    assert re.search("\\d\u00a0%", made)
    assert not re.search(r"\d\s*\n\s*%", made)
    assert made.isprintable() or set(filter(lambda char: not char.isprintable(), made)) == {"\n", "\u00a0"}


def test_the_colours_do_not_hang_on_words() -> None:
    told, plain = (
        Counter(re.findall(r"\x1b\[[\d;]*m", terminal.render(everything(), width=400, color=True, edition=edition)))
        for edition in (NORWEGIAN, PLAIN)
    )

    assert told["\x1b[33m"] == plain["\x1b[33m"] > 0
    assert told["\x1b[32m"] == plain["\x1b[32m"] > 0


def test_a_channel_that_was_not_read_is_not_green_whatever_its_platform_is_called() -> None:
    gone = channel("threads", "nordlys", Outcome.NOT_FOUND)
    text = terminal.render(full().model_copy(update={"channels": (gone,), "findings": ()}), width=100, color=True)

    assert "\x1b[32m" not in text.split("Channels")[1]
