"""What judged gates mean to whoever called: an exit code, and the reason for it on one line."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from presence_audit.errors import UsageError
from presence_audit.metrics import points_in
from presence_audit.model.profiles import Gate
from presence_audit.scoring import anchors, judge, measured_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presence_audit.model.profiles import Profiles
    from presence_audit.model.report import Report
    from presence_audit.scoring import Gates, Judged

FAILED, UNDECIDED = 10, 4
_CODES = {"passed": 0, "failed": FAILED, "undecided": UNDECIDED}


def checked_gate(name: str) -> bool:
    """Whether the printed number decides. Raises UsageError where there is no such way to judge."""
    if name not in {"range", "point"}:
        raise UsageError(f"--gate {name}: there are range and point.")
    return name == "point"


def _asked(gate: Gate) -> str:
    name = "data coverage" if gate.id == "coverage" else gate.id
    each = measured_of(gate.id) if gate.id in anchors().metrics else "company"
    whose = f" of {gate.subject or f'each {each}'}" if gate.subject or each != "company" else ""
    points = "" if gate.id == "coverage" else " points"
    ends = {
        "undecided": "exit 10 where it is below, 4 where it is unknown",
        "pass": "exit 10 where it is below, met where it is unknown",
        "fail": "exit 10 where it is below or unknown",
    }
    below = "exit 4 where it is below" if gate.on_unknown == "undecided" else "exit 10 where it is below"
    end = "only warned of" if gate.level == "warn" else below if gate.id == "coverage" else ends[gate.on_unknown]
    return f"{name}{whose}: at least {gate.minimum:g}{points}; {end}"


def gates_asked(profiles: Profiles) -> list[str]:
    """Each gate of the profiles file in words: what must reach how much, and what follows where it does not."""
    settings = profiles.settings
    gates = [
        *([] if settings.fail_under is None else [Gate("score", settings.fail_under)]),
        *([] if settings.min_coverage is None else [Gate("coverage", settings.min_coverage)]),
        *profiles.gates,
    ]
    told = [_asked(gate) for gate in gates]
    return [*told, "score: not lower than in the last audit; exit 10 where it fell"] if settings.no_regress else told


def judged_in(report: Report, asked: Gates, before: Report | None) -> tuple[Judged, ...]:
    """The gates as they are judged by a report, and by an earlier one of the same method where there is one."""
    return judge(report, asked, before, points=points_in(report))


def exit_code(judged: Iterable[Judged]) -> int:
    """0, 4 or 10: that of the gravest verdict on a gate of level error."""
    return max((_CODES[one.verdict] for one in judged if one.level == "error"), default=0)


def line_of(judged: Judged) -> str:
    """The verdict and the numbers it rests on, on one line whatever a saved result holds."""
    warning = " (only a warning)" if judged.level == "warn" and judged.verdict != "passed" else ""
    return " ".join(f"gate {judged.verdict}{warning}: {judged.told}".split())


def _listed(judged: Iterable[Judged]) -> str:
    """What each gate was judged by; of a gate on many subjects the first, and how many more."""
    told = []
    for _, same in groupby(judged, key=lambda one: (one.gate, one.name.partition(" of ")[0], one.minimum)):
        first, *others = same
        told.append(first.told + (f" (and {len(others)} more of its subjects)" if others else ""))
    return "; ".join(told)


def verdict_line(judged: Sequence[Judged]) -> str:
    """The verdict on all gates together, the numbers of each that is not passed, and the exit code; one line.

    The empty text where no gate was asked for.
    """
    if not judged:
        return ""
    errors = {word: [j for j in judged if j.level == "error" and j.verdict == word] for word in ("failed", "undecided")}
    warned = [j for j in judged if j.level == "warn" and j.verdict != "passed"]
    parts = [(word, found) for word, found in errors.items() if found]
    if warned:
        parts.append(("warning", warned))
    passed = [one for one in judged if one.verdict == "passed"]
    # Where nothing could be compared, or a fall was forgiven, nobody may take it for a comparison that went well.
    compared = [one.told for one in passed if one.gate == "no-regress"]
    if not parts:
        if len(passed) == 1:
            return line_of(passed[0])
        return " ".join("; ".join([f"all {len(passed)} gates passed", *compared]).split())
    told = [f"{word}: {_listed(found)}" for word, found in parts]
    if passed:
        told += [f"{len(passed)} more {'gate' if len(passed) == 1 else 'gates'} passed", *compared]
    return " ".join(f"gate {'; '.join(told)} (exit {exit_code(judged)})".split())
