"""The gates as JUnit XML, so that a CI system shows them beside the tests.

- One suite for each flag that asks for a gate, and one for the gates of the profiles file, with a test for each number
  that they ask for. What failed is a `failure`. What is undecided is an `error`, which in JUnit means
  that a test could not be carried out: CI systems show it red, as the exit code is. A `skipped` test is shown like a
  passed one, and too little evidence is no pass. A gate that only warns is `skipped` where it is not passed: it is
  told, and nothing is red that the exit code does not say.
- One suite "audit" with one test: that anything at all could be read. Its output and its properties hold the score.
- One suite "channels" with a test for each channel that was looked at: passed where it was read, `skipped` with the
  reason and the next step where it was not. A wall is no failure of whoever runs the audit, and a CI system that
  compares runs shows when one comes or goes.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from presence_audit.reports import _numbers as numbers
from presence_audit.reports._robustness import robustness
from presence_audit.reports._rows import basis
from presence_audit.reports._text import sentence, shown
from presence_audit.reports._words import DECLARED, outcome_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presence_audit.model.report import ChannelLine, Report
    from presence_audit.scoring import Judged

_ROOT = "presence-audit"
_RAN, _NOTHING = "the audit ran", "nothing could be read, so there is nothing to judge"
_GATES = {
    "fail-under": ("gates.score", "the score reaches --fail-under"),
    "min-coverage": ("gates.coverage", "the data coverage reaches --min-coverage"),
    "no-regress": ("gates.regress", "the score is not lower than in the earlier audit"),
}
_LISTED = "gates.listed"
_TAGS = {"failed": "failure", "undecided": "error"}
_SCORE = "Presence score {score} of 100, grade {grade}, likely range {likely}, data coverage {coverage}."
_NAME, _LONG = 200, 1_000
# Readers ask for a duration and take a missing one for a broken file. Judging a report that is there takes none.
_TIME = {"time": "0"}
_COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def _counts(cases: Iterable[ET.Element]) -> dict[str, str]:
    listed = list(cases)
    told = {name: str(sum(case.find(tag) is not None for case in listed)) for name, tag in _COUNTED.items()}
    return {"tests": str(len(listed)), **told}


def _case(suite: str, name: str, said: Sequence[str] = ()) -> ET.Element:
    case = ET.Element("testcase", {"classname": f"{_ROOT}.{suite}", "name": shown(name, _NAME), **_TIME})
    if said:
        ET.SubElement(case, "system-out").text = _lines(said)
    return case


def _lines(said: Sequence[str]) -> str:
    return "\n".join(shown(line, _LONG) for line in said if line)


def _ending(tag: str, kind: str, message: str, said: Sequence[str] = ()) -> ET.Element:
    ending = ET.Element(tag, {"type": kind, "message": shown(message, _LONG)})
    ending.text = _lines(said) or None
    return ending


def _suite(report: Report, name: str, cases: Sequence[ET.Element], facts: Sequence[tuple[str, str]] = ()) -> ET.Element:
    when = numbers.local(report.as_of, UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    suite = ET.Element("testsuite", {"name": f"{_ROOT}.{name}", "timestamp": when, **_counts(cases), **_TIME})
    if facts:
        listed = ET.SubElement(suite, "properties")
        for key, value in facts:
            ET.SubElement(listed, "property", {"name": key, "value": shown(value, _LONG)})
    suite.extend(cases)
    return suite


def _exactly(number: float | None) -> str:
    return numbers.UNKNOWN if number is None else repr(float(number))


def _facts(report: Report) -> list[tuple[str, str]]:
    score = report.score
    return [
        ("company", report.company.name),
        ("as_of", numbers.local(report.as_of, UTC).isoformat()),
        ("window_days", str(report.window_days)),
        ("method", report.method),
        ("score", _exactly(score.value)),
        ("grade", score.grade or numbers.UNKNOWN),
        ("likely_from", _exactly(score.likely[0])),
        ("likely_to", _exactly(score.likely[1])),
        ("bounds_from", _exactly(score.bounds[0])),
        ("bounds_to", _exactly(score.bounds[1])),
        ("coverage", _exactly(score.coverage)),
        ("confidence", score.confidence),
    ]


def _told(report: Report) -> list[str]:
    score = report.score
    line = _SCORE.format(
        score=numbers.score(score.value),
        grade=score.grade or numbers.UNKNOWN,
        likely=numbers.likely(score),
        coverage=numbers.percent(score.coverage),
    )
    return [line, *robustness(report), basis(report)]


def _judged(report: Report, suite: str, title: str, judged: Judged) -> ET.Element:
    case = _case(suite, title, [judged.told] if judged.verdict == "passed" else ())
    if judged.verdict in _TAGS:
        is_warning = judged.level == "warn"
        tag, told = ("skipped", f"a warning: {judged.told}") if is_warning else (_TAGS[judged.verdict], judged.told)
        case.append(_ending(tag, judged.verdict, told, [told, *_told(report)]))
    return case


def _gates(report: Report, judged: Sequence[Judged]) -> list[ET.Element]:
    suites = []
    for one in judged:
        if one.gate != "listed":
            name, title = _GATES[one.gate]
            facts = [("minimum", _exactly(one.minimum)), ("verdict", one.verdict)]
            suites.append(_suite(report, name, [_judged(report, name, title, one)], facts))
    listed = [
        _judged(report, _LISTED, f"{one.name} reaches {one.minimum:g} ({one.level})", one)
        for one in judged
        if one.gate == "listed"
    ]
    return [*suites, _suite(report, _LISTED, listed)] if listed else suites


def _is_told(report: Report) -> bool:
    """Something was read, be it only the followers of one account."""
    looked_at = (channel for channel in report.channels if channel.provenance != DECLARED)
    told = any(not channel.outcome.is_unknown or channel.followers is not None for channel in looked_at)
    return told or any(leaf.state == "value" for pillar in report.pillars for leaf in pillar.leaves)


def _ran(report: Report) -> ET.Element:
    case = _case("audit", _RAN, _told(report))
    if not _is_told(report):
        case.insert(0, _ending("error", "nothing-read", _NOTHING))
    return _suite(report, "audit", [case], _facts(report))


def _channel(channel: ChannelLine, name: str) -> ET.Element:
    outcome = outcome_words(channel.outcome, channel.provenance)
    told = [sentence(said) for said in (channel.reason, channel.next_step) if said]
    if channel.outcome.is_readable:
        return _case("channels", name, [outcome, *told])
    case = _case("channels", name)
    case.append(_ending("skipped", str(channel.outcome), " ".join([f"{outcome}.", *told])))
    return case


def _channels(report: Report) -> list[ET.Element]:
    leaders = {f"leader:{leader.id}": leader.name for leader in report.leaders}
    cases = []
    for channel in report.channels:
        if channel.provenance != DECLARED:
            whose = leaders.get(channel.owner, "")
            name = f"{channel.platform} {channel.handle}".strip()  # as programs know it, the same in every version
            cases.append(_channel(channel, f"{name} ({whose})" if whose else name))
    return [_suite(report, "channels", cases)] if cases else []


def render(report: Report, judged: Sequence[Judged] = ()) -> bytes:
    """The gates as they were judged, the audit itself, and its channels; in UTF-8, dated as of the audit (in UTC)."""
    suites = [_ran(report), *_gates(report, judged), *_channels(report)]
    cases = [case for suite in suites for case in suite.iter("testcase")]
    name = shown(f"{_ROOT}: {report.company.name}", _NAME)
    root = ET.Element("testsuites", {"name": name, **_counts(cases), **_TIME})
    root.extend(suites)
    ET.indent(root)
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=False)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + made + b"\n"
