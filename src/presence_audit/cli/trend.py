"""`presence-audit trend`: the audits that the history of a company knows, over time."""

from __future__ import annotations

from collections import deque
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from presence_audit.cli._options import language
from presence_audit.cli._store import store_path
from presence_audit.cli._streams import columns, write_stdout
from presence_audit.cli.explain import draw
from presence_audit.compare import audit_of
from presence_audit.errors import UsageError
from presence_audit.history import History
from presence_audit.i18n import speaking
from presence_audit.model.past import SCHEMA, Past
from presence_audit.profiles import load_profiles
from presence_audit.reports import trend as written
from presence_audit.reports._audit_rows import Course
from presence_audit.reports._words import platform_name
from presence_audit.reports.article import markdown
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from presence_audit.model.profiles import Profiles
    from presence_audit.model.report import Report

_FORMATS: Final = ("terminal", "markdown", "json")
# Cells: how wide an article is drawn at least and at most, below which width its rows are paragraphs, what stands
# beside a line in a table and in a paragraph, and the margin of a line alone.
_LEAST, _MOST, _STACKED, _BESIDE, _AROUND, _MARGIN = 40, 120, 64, 68, 24, 4


def _reports(store: Path, profiles: Profiles, last: int) -> list[Report]:
    """The newest audits of the history, oldest first."""
    how = f"run `presence-audit scan {profiles.path}` today and again next week, or name another history with --store."
    if not store.exists():
        raise UsageError(f"{store}: there is no history yet: {how}")
    with History.reading(store) as history:
        reports = list(deque(history.reports(), last))
    if not reports:
        raise UsageError(f"{store}: this history holds no finished audit yet: {how}")
    return reports


def _names(profiles: Profiles, reports: Sequence[Report]) -> dict[str, str]:
    """How channels and leaders are called; channels that the profiles file no longer names as they were then."""
    then = ((line.id, line.platform, line.handle) for report in reports for line in report.channels)
    now = ((channel.id, channel.platform, channel.handle) for channel in profiles.all_channels)
    names = {id_: f"{platform_name(platform)} {handle}".strip() for id_, platform, handle in (*then, *now)}
    return names | {f"leader:{leader.id}": leader.name for leader in profiles.leaders}


def _room(width: int) -> int:
    """How many signs of a line a terminal of that width has room for beside the numbers."""
    return width - _AROUND if width < _STACKED else max(width - _BESIDE, 12)


def trend(path: Path, name: str, *, last: int, store: Path | None, lang: str | None, plain: bool) -> int:
    """Show the audits of the history over time.

    Raises:
        UsageError: there is no such format or language, or no audit to show yet.
        ProfilesError: the profiles file cannot be used.
        StoreError: the history cannot be read.
    """
    if name not in _FORMATS:
        raise UsageError(f"--format {name}: there are {', '.join(_FORMATS[:-1])} and {_FORMATS[-1]}.")
    spoken = language(lang)
    profiles = load_profiles(path, datetime.now(UTC).date())
    reports = _reports(store_path(profiles, store), profiles, last)
    audits = tuple(map(audit_of, reports))
    if name == "json":
        past = Past(schema=SCHEMA, company=profiles.company.name, method=anchors().method, audits=audits)
        write_stdout(written.as_json(past))
        return 0
    with speaking(spoken or profiles.settings.lang):
        course = Course(audits, _names(profiles, reports), ZoneInfo(profiles.company.timezone))
        if name == "markdown":
            write_stdout(markdown(written.article_of(profiles.company.name, course)).encode())
            return 0
        width = max(min(columns(), _MOST), _LEAST)
        room = 0 if plain else _room(width)
        article = written.article_of(profiles.company.name, course, room=room, alone=width - _MARGIN)
        write_stdout(draw([article], plain=plain))
    return 0
