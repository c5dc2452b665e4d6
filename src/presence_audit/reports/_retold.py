"""A result in another language than the one it was saved in.

A result holds its reasons and next steps in English, and its findings in the language of the scan. Both are read back
and said again, so that `scan --lang nb` and `report RESULT.json --lang nb` print the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import reason, speaking
from presence_audit.reports._retold_findings import finding_in

if TYPE_CHECKING:
    from presence_audit.model.changes import Change, Changes
    from presence_audit.model.profiles import Lang
    from presence_audit.model.report import Pillar, Report
    from presence_audit.model.shown import Shown


def retold(report: Report, lang: Lang) -> Report:
    """The report with its reasons, next steps and findings said in the language."""
    lines = {line.id: line for line in report.channels}
    with speaking(lang):
        findings = tuple(finding_in(finding, lines.get(finding.subject), lang) for finding in report.findings)
        if lang == "en":
            return report if findings == report.findings else report.model_copy(update={"findings": findings})
        channels = tuple(
            line.model_copy(update={"reason": reason(line.reason), "next_step": reason(line.next_step)})
            for line in report.channels
        )
        told = {
            "findings": findings,
            "channels": channels,
            "pillars": tuple(map(_pillar, report.pillars)),
            "score": report.score.model_copy(update={"cap": reason(report.score.cap or "") or None}),
            "changes": _changes(report.changes) if report.changes else None,
            "shown": _shown(report.shown) if report.shown else None,
        }
    return report.model_copy(update=told)


def _pillar(pillar: Pillar) -> Pillar:
    leaves = tuple(leaf.model_copy(update={"reason": reason(leaf.reason)}) for leaf in pillar.leaves)
    return pillar.model_copy(update={"leaves": leaves})


def _lines(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    return tuple(one.model_copy(update={"sentence": reason(one.sentence)}) for one in changes)


def _changes(changes: Changes) -> Changes:
    told = {
        "notes": tuple(map(reason, changes.notes)),
        "leaders": _lines(changes.leaders),
        "channels": _lines(changes.channels),
        "measures": _lines(changes.measures),
    }
    return changes.model_copy(update=told)


def _shown(shown: Shown) -> Shown:
    benchmarks = tuple(one.model_copy(update={"basis": reason(one.basis)}) for one in shown.benchmarks)
    trends = tuple(one.model_copy(update={"reason": reason(one.reason)}) for one in shown.trends)
    return shown.model_copy(update={"benchmarks": benchmarks, "trends": trends})
