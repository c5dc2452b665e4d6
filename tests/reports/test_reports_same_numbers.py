"""Every number is read back out of every format, in every language, and is that of the JSON."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

import pytest
from reports import stated_read_back as reads
from reports.html_pages import PAGES
from reports.shipped import shipped
from reports.stated import Fact, facts
from servers.processes import ServerMissing, program

from presence_audit.i18n import speaking
from presence_audit.model.profiles import Lang
from presence_audit.reports import Edition, json, render, terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from presence_audit.model.report import Report

LANGS: tuple[Lang, ...] = ("en", "nb", "nn")
REPORTS: Mapping[str, Callable[[], Report]] = {
    "shipped": shipped,
    **{name: PAGES[name] for name in PAGES if name != "hostile"},  # what is hostile is shown otherwise than it came
}
# A PDF of the others takes long, and holds nothing that these do not.
PDFS = ("shipped", "full", "all_unknown", "measured")
TERMINAL_STEPS = 3


def _on_terminal(report: Report, edition: Edition, width: int) -> reads.Facts:
    drawn = terminal.render(report, width=width, color=False, edition=edition)
    return reads.terminal(report, drawn, width)


def _aloud(report: Report, edition: Edition) -> reads.Facts:
    return reads.plain(report, terminal.render(report, width=80, color=False, plain=True, edition=edition))


def _markdown(report: Report, edition: Edition) -> reads.Facts:
    return reads.markdown(report, render(report, "markdown", edition))


def _html(report: Report, edition: Edition) -> reads.Facts:
    return reads.html(report, render(report, "html", edition))


def _pdf(report: Report, edition: Edition) -> reads.Facts:
    return reads.pdf(report, render(report, "pdf", edition), render(report, "html", edition))


def _pptx(report: Report, edition: Edition) -> reads.Facts:
    return reads.pptx(report, render(report, "pptx", edition))


PRINTED: Mapping[str, Callable[[Report, Edition], reads.Facts]] = {
    **{f"terminal {width}": partial(_on_terminal, width=width) for width in (80, 100, 160)},
    "plain": _aloud,
    "markdown": _markdown,
    "html": _html,
    "pdf": _pdf,
    "pptx": _pptx,
}
# What a format leaves to the others, by the beginnings of the names of the facts.
WITHOUT = {
    **dict.fromkeys(["terminal 80", "terminal 100", "terminal 160", "plain", "pptx"], ("leaf ", "bounds ")),
    "markdown": ("bounds ",),
    "xlsx": (),
    "csv": ("total", "likely", "bounds", "coverage", "grade", "pillar", "leader", "channel", "finding"),
}


def _expected(report: Report, name: str) -> set[str]:
    """The facts that a format has to state."""
    named = {fact for fact in facts(report) if not fact.startswith(WITHOUT.get(name, ()))}
    if name.startswith(("terminal", "plain", "pptx")):
        gains = {f"finding {at} gain" for at in range(TERMINAL_STEPS)}
        named = {fact for fact in named if not fact.startswith("finding ") or fact in gains}
    return named


def _needed(name: str) -> None:
    if name != "pdf":
        return
    try:
        program("pdfinfo")
        import weasyprint  # noqa: F401
    except (ImportError, OSError, ServerMissing) as missing:
        if os.environ.get("PRESENCE_AUDIT_SERVERS_REQUIRED"):
            raise
        pytest.skip(f"WeasyPrint, its Pango or poppler is missing: {missing}")


CASES = [(sample, name) for name in PRINTED for sample in (PDFS if name == "pdf" else REPORTS)]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("sample", "name"), CASES)
def test_what_is_printed_is_the_number_of_the_result_as_far_as_it_is_printed(
    sample: str, name: str, lang: Lang
) -> None:
    _needed(name)
    report = REPORTS[sample]()
    true = facts(report)

    with speaking(lang):
        found = PRINTED[name](report, Edition(lang=lang))
    wrong = {fact: (read, true.get(fact)) for fact, read in found.items() if not _is_true(true, fact, read)}

    assert wrong == {}
    if sample != "large" or name not in {"markdown", "pptx"}:  # which count the rows that they leave out, to stay short
        assert _expected(report, name) - found.keys() == set()


def _is_true(true: Mapping[str, Fact], fact: str, read: object) -> bool:
    return fact in true and true[fact].is_printed_as(read)  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("sample", REPORTS)
def test_what_is_kept_in_cells_is_the_number_of_the_result_with_all_its_digits(sample: str, lang: Lang) -> None:
    report = REPORTS[sample]()
    true, edition = facts(report), Edition(lang=lang)

    with speaking(lang):
        kept = {
            "xlsx": reads.xlsx(report, render(report, "xlsx", edition)),
            "csv": reads.table_of_values(report, render(report, "csv", edition)),
        }
    for name, found in kept.items():
        wrong = {fact: (read, true[fact]) for fact, read in found.items() if not true[fact].is_kept_as(read)}
        assert wrong == {}, name
        assert {fact for fact in _expected(report, name) if not fact.endswith("outcome")} - found.keys() == set(), name


@pytest.mark.parametrize("sample", REPORTS)
def test_the_result_itself_is_read_back_whole(sample: str) -> None:
    report = REPORTS[sample]()

    assert json.parse(render(report, "json")) == report
