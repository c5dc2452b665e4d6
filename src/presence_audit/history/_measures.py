"""What an audit measured, kept without its scores, and a report made of it again that any method can score."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from presence_audit.history._codes import count, micros, micros_or_none, moment, moment_or_none
from presence_audit.history._content import plain
from presence_audit.model.observation import Count, Window
from presence_audit.model.outcome import Outcome
from presence_audit.model.report import (
    ChannelLine,
    CompanyLine,
    Finding,
    LeaderLine,
    Leaf,
    Pillar,
    Report,
    Score,
    Tool,
)
from presence_audit.model.shown import Benchmark, Partial, Shown

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

_TOOL = "presence-audit"
_NOT_SCORED = Score(
    value=None, grade=None, provisional=True, likely=(0.0, 100.0), bounds=(0.0, 100.0), coverage=0.0,
    confidence="low", cap=None,
)  # fmt: skip
PILLARS = ("cadence", "leaders", "consistency", "dialogue", "content", "coverage", "ambassadors")
_PARTS = ("leaf", "channel_line", "leader_line", "finding", "benchmark", "partial")


def _put(database: sqlite3.Connection, table: str, run: int, rows: Iterable[Sequence[Any]]) -> None:
    """Write the rows of one table in their order. All columns are given."""
    numbered = [
        (run, place, *(plain(value) if isinstance(value, str) else value for value in row))
        for place, row in enumerate(rows)
    ]
    if numbered:
        database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(numbered[0]))})", numbered)


def _leaf_row(pillar: str, leaf: Leaf) -> Sequence[Any]:
    low, high = leaf.interval or (None, None)
    return (pillar, leaf.metric, leaf.subject, leaf.weight, leaf.state, leaf.value, low, high, leaf.reason)


def _channel_row(line: ChannelLine) -> Sequence[Any]:
    followers = line.followers if line.followers and count(line.followers.value) is not None else None
    window = line.window
    return (
        line.id, line.owner, line.platform, line.handle, line.url, line.outcome.value, line.reason, line.next_step,
        followers.value if followers else None, followers.precision if followers else None,
        line.posts_seen, line.posts_per_week, micros_or_none(line.last_post_at),
        micros_or_none(window.oldest), micros_or_none(window.newest), micros_or_none(window.reaches_back_to),
        int(window.complete), line.provenance,
    )  # fmt: skip


def keep(database: sqlite3.Connection, run: int, report: Report) -> None:
    """Put what an audit measured in the place of what it measured before."""
    company, shown = report.company, report.shown or Shown()
    database.execute("DELETE FROM measure WHERE run = ?", (run,))
    database.execute(
        "INSERT INTO measure (run, name, website, timezone, kind, size, cap, intervals) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            run, plain(company.name), company.website and plain(company.website), company.timezone, company.kind,
            company.size, report.score.cap, int(shown.intervals),
        ),
    )  # fmt: skip
    _put(database, "leaf", run, (_leaf_row(p.id, leaf) for p in report.pillars for leaf in p.leaves))
    _put(database, "channel_line", run, map(_channel_row, report.channels))
    _put(
        database,
        "leader_line",
        run,
        ((line.id, line.role, line.posts_per_week, micros_or_none(line.last_post_at)) for line in report.leaders),
    )
    _put(database, "finding", run, ((finding.id, finding.subject) for finding in report.findings))
    _put(database, "benchmark", run, ((b.subject, b.typical, b.leading, b.basis) for b in shown.benchmarks))
    _put(database, "partial", run, ((p.metric, p.subject, int(p.lower), int(p.higher)) for p in shown.partial))


def _leaf(row: Sequence[Any]) -> Leaf:
    """A leaf without points. A value is worth none until it is scored; what is absent is worth 0 by any method."""
    metric, subject, weight, state, value, low, high, reason = row
    return Leaf(
        metric=metric,
        subject=subject,
        weight=weight,
        state=state,
        value=value,
        interval=None if low is None else (low, high),
        score=0.0 if state == "absent" else None,
        reason=reason,
        evidence=(),
    )


def _channel(row: Sequence[Any]) -> ChannelLine:
    (
        subject, owner, platform, handle, url, outcome, reason, next_step, followers, precision, posts_seen, rate,
        last, oldest, newest, reach, complete, provenance,
    ) = row  # fmt: skip
    return ChannelLine(
        id=subject,
        owner=owner,
        platform=platform,
        handle=handle,
        url=url,
        outcome=Outcome(outcome),
        reason=reason,
        next_step=next_step,
        followers=None if followers is None else Count(followers, precision),
        posts_seen=posts_seen,
        posts_per_week=rate,
        last_post_at=moment_or_none(last),
        window=Window(moment_or_none(oldest), moment_or_none(newest), moment_or_none(reach), complete == 1),
        provenance=provenance,
    )


def _leader(row: Sequence[Any]) -> LeaderLine:
    id_, role, rate, last = row
    return LeaderLine(
        id=id_, name=id_, role=role, visibility=None, coverage=0.0, last_post_at=moment_or_none(last),
        posts_per_week=rate,
    )  # fmt: skip


def _finding(row: Sequence[Any]) -> Finding:
    return Finding(id=row[0], subject=row[1], severity="info", message="", advice="", gain=None, evidence=())


def _pillars(rows: Iterable[Sequence[Any]]) -> Iterator[Pillar]:
    """All seven pillars, as every report has them."""
    leaves: dict[str, list[Leaf]] = {pillar: [] for pillar in PILLARS}
    for row in rows:
        leaves[row[0]].append(_leaf(row[1:]))
    for pillar, found in leaves.items():
        yield Pillar.model_validate(
            {"id": pillar, "weight": 0.0, "score": None, "coverage": 0.0, "leaves": tuple(found)}
        )


def _report(database: sqlite3.Connection, run: Sequence[Any]) -> Report:
    id_, as_of, window_days, method, version, name, website, timezone, kind, size, cap, intervals = run
    rows = {
        table: [row[2:] for row in database.execute(f"SELECT * FROM {table} WHERE run = ? ORDER BY place", (id_,))]
        for table in _PARTS
    }
    return Report(
        schema="presence-audit/report/1",
        tool=Tool(name=_TOOL, version=version),
        method=method,
        as_of=moment(as_of),
        window_days=window_days,
        company=CompanyLine(name=name, website=website, timezone=timezone, kind=kind, size=size),
        score=_NOT_SCORED.model_copy(update={"cap": cap}),
        pillars=tuple(_pillars(rows["leaf"])),
        channels=tuple(map(_channel, rows["channel_line"])),
        leaders=tuple(map(_leader, rows["leader_line"])),
        findings=tuple(map(_finding, rows["finding"])),
        shown=Shown(
            benchmarks=tuple(
                Benchmark(subject=subject, typical=typical, leading=leading, basis=basis)
                for subject, typical, leading, basis in rows["benchmark"]
            ),
            partial=tuple(
                Partial(metric=metric, subject=subject, lower=lower == 1, higher=higher == 1)
                for metric, subject, lower, higher in rows["partial"]
            ),
            intervals=intervals == 1,
        ),
    )


def kept(database: sqlite3.Connection, before: datetime | None, *, last: bool = False) -> Iterator[Report]:
    """The finished audits with an earlier `as_of`, oldest first; with `last` the newest of them only."""
    runs = database.execute(
        "SELECT run.id, as_of, window_days, method, version, name, website, timezone, measure.kind, size, cap, "
        "intervals FROM measure JOIN run ON run.id = run WHERE as_of < ? "
        f"ORDER BY as_of {'DESC LIMIT 1' if last else ''}",
        ((1 << 63) - 1 if before is None else micros(before),),
    ).fetchall()
    for run in runs:
        yield _report(database, run)
