"""Rows about a person as the person can read them: words for numbers, dates for moments, and nothing of others.

Of a row about somebody else stays what shows the person, when it was, and where it stands if that is a page of the
company's own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from presence_audit.history._codes import KINDS, PRECISIONS, ROUTES, moment
from presence_audit.history._content import COLUMNS
from presence_audit.model.channel import COMPANY

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping

    from presence_audit.history._about import Row

_MOMENTS = frozenset({"observed_at", "fetched_at", "published_at", "last_post_at", "written_at", "as_of"})
_MOMENTS |= frozenset({"oldest", "newest", "reaches_back_to"})
_RUNS = frozenset({"first", "said", "gone"})  # of a post; what a run noticed counts by the same words
_FLAGS = frozenset({"is_reply", "is_repost", "is_pinned", "complete", "verified", "lower", "higher"})
_WORDS = {"kind": KINDS, "precision": PRECISIONS, "route": ROUTES}
_ANSWERS = frozenset({"digest", "seen_in"})
# Of a row about somebody else.
_WHEN = frozenset({"published_at", "as_of", "run", "first"})
_ANOTHERS = "another person's"


@dataclass(frozen=True, slots=True)
class Readable:
    """Makes rows readable. `runs` are their moments, `answers` the digests of answers, `owners` those of channels."""

    runs: Mapping[int, str]
    answers: Mapping[int, str]
    channels: Mapping[int, str]
    owners: Mapping[int, str]

    @classmethod
    def of(cls, store: sqlite3.Connection) -> Readable:
        """What the numbers of a store stand for."""
        runs = {id_: moment(at).isoformat() for id_, at in store.execute("SELECT id, as_of FROM run")}
        return cls(
            runs,
            dict(store.execute("SELECT id, sha256 FROM digest").fetchall()),
            dict(store.execute("SELECT id, name FROM channel").fetchall()),
            dict(store.execute("SELECT channel, max(owner) FROM sighting GROUP BY channel").fetchall()),
        )

    def row(self, row: Row, shows: Callable[[object], bool]) -> Row:
        """The row as the person may read it. `shows` tells whether a text shows the person."""
        values = row.values if row.is_own else self._of_the_person(row, shows)
        told = {name: self._told(row.table, name, value) for name, value in values.items() if value is not None}
        if row.table == "version":
            told["content"] = self._version(values.get("content"))
        return replace(row, values=told)

    def _of_the_person(self, row: Row, shows: Callable[[object], bool]) -> dict[str, Any]:
        is_companys = self.owners.get(row.values.get("channel") or 0) == COMPANY
        wanted = {*row.shows, *_WHEN, "channel", *(["url"] if is_companys else [])} & row.values.keys()
        values = {name: row.values[name] for name in row.values if name in wanted}
        if "channel" in values and not is_companys:
            values["channel"] = _ANOTHERS
        return values | {name: _only(values[name], shows) for name in row.shows}

    def _told(self, table: str, name: str, value: Any) -> Any:
        if isinstance(value, int):
            if name in _MOMENTS:
                return moment(value).isoformat()
            if name == "run" or (name in _RUNS and table in {"post", "version"}):
                return self.runs.get(value, "a run that was deleted since")
            if name in _ANSWERS:
                return self.answers.get(value)
            if name in _FLAGS:
                return bool(value)
            if name in _WORDS and table in {"post", "version"}:
                return _WORDS[name][value]
            return self.channels.get(value, value) if name == "channel" else value
        return json.loads(value) if isinstance(value, str) and name == "rest" else value

    def _version(self, content: object) -> object:
        """How a post stood before, with the names of what is said of it."""
        said = json.loads(content) if isinstance(content, str) and content.startswith("[") else None
        if not isinstance(said, list):
            return content
        return {
            name: self._told("version", name, value)
            for name, value in zip(COLUMNS, said, strict=True)
            if value is not None
        }


def _only(value: Any, shows: Callable[[object], bool]) -> Any:
    """Of a stored text what shows the person: of JSON the parts, of a list of lists nothing else."""
    if not isinstance(value, str) or value[:1] not in {"{", "["}:
        return value
    try:
        return json.dumps(_parts(json.loads(value), shows), ensure_ascii=False)
    except ValueError:
        return value


def _parts(value: Any, shows: Callable[[object], bool]) -> Any:
    if isinstance(value, dict):
        return {key: part for key, one in value.items() if (part := _parts(one, shows)) not in (None, [], {})}
    if isinstance(value, list):
        return [part for one in value if (part := _parts(one, shows)) not in (None, [], {})]
    return value if shows(value) else None
