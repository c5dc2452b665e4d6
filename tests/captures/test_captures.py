"""Real pages say what a person reads off them: the table of README.md, row by row."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import recording

from presence_audit.model.channel import Channel
from presence_audit.model.observation import Observation
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page
from presence_audit.platforms import Ask, Drift

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
ROWS = [
    pytest.param(row, id=f"{file.stem}: {row['about']}")
    for file in sorted(HERE.glob("*.json"))
    for row in json.loads(file.read_text("utf-8"))
]
_TYPES = {".json": "application/json", ".xml": "application/xml", ".html": "text/html; charset=utf-8"}


def _page(asked: str, told: str | dict[str, Any], folder: Path, at: datetime) -> Page:
    said: dict[str, Any] = {"path": told} if isinstance(told, str) else told
    path = folder / said["path"]
    kind = said.get("type") or _TYPES.get(path.suffix, "application/octet-stream")
    body = path.read_bytes()
    if "wrap" in said:
        body = b"<!doctype html><script>" + said["wrap"].encode() + body + b";</script>"
    return Page(asked, said.get("url", asked), said.get("status", 200), {"content-type": kind}, body, at)


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _facts(found: Observation) -> dict[str, Any]:
    dates = [post.published_at for post in found.posts if post.published_at]
    followers = found.profile.followers
    return {
        "outcome": str(found.outcome),
        "name": found.profile.name,
        "followers": [followers.value, followers.precision] if followers else None,
        "verified": found.profile.verified,
        "posts": len(found.posts),
        "newest": _text(max(dates, default=None)),
        "oldest": _text(min(dates, default=None)),
        "replies": sum(post.is_reply is True for post in found.posts),
        "reposts": sum(post.is_repost is True for post in found.posts),
        "pinned": sum(post.is_pinned is True for post in found.posts),
        "likes": [post.engagement.likes for post in found.posts],
        "comments": [post.engagement.comments for post in found.posts],
        "views": [post.engagement.views for post in found.posts],
        "texts": [post.text[:40] for post in found.posts],
        "authors": sorted({post.author for post in found.posts if post.author}),
        "kinds": dict(Counter(str(post.kind) for post in found.posts)),
        "dates": dict(Counter(str(post.date_precision) for post in found.posts)),
        "bio": (found.profile.bio or "")[:40],
    }


def _read(told: recording.Recording, answer: Callable[[str], Page | Miss]) -> dict[str, Any]:
    try:
        found = recording.start(told)(answer)
    except Drift as drift:
        return {"outcome": "parse_drift", "drift": str(drift)}
    assert isinstance(found, Observation)
    return _facts(found)


@pytest.mark.captures
@pytest.mark.parametrize("row", ROWS)
def test_a_real_page_gives_what_a_person_reads_off_it(row: dict[str, Any], captures: Path) -> None:
    since, until = (datetime.fromisoformat(row[name]) for name in ("since", "until"))
    answers: dict[str, Page | Miss] = {url: _page(url, told, captures, until) for url, told in row["answers"].items()}
    ask = Ask(Channel(**row["channel"]), since, until, row.get("endpoint"))
    told = recording.Recording(HERE, ask, answers, row.get("route", "live"))

    def answer(url: str) -> Page | Miss:
        return answers.get(url) or Miss(url, Outcome.NOT_ATTEMPTED, "not recorded", until)

    facts = _read(told, answer)
    assert {name: facts.get(name) for name in row["shows"]} == row["shows"], facts
