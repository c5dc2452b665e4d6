"""What every platform promises, held against whatever files are in the folder."""

from __future__ import annotations

import importlib
import json
import pkgutil
from datetime import date
from pathlib import Path

import pytest
import recording

import presence_audit.platforms as room
from presence_audit.platforms import Platform, platforms

FILES = sorted(m.name for m in pkgutil.iter_modules(room.__path__) if not m.name.startswith("_"))
READ = sorted(p.id for p in platforms().values() if p.shows)
CASES = [pytest.param(case, id=f"{p}/{case.name}") for p in FILES for case in recording.cases(p)]
BLOCKED = {"robots_disallowed", "login_wall", "bot_challenge", "rate_limited", "consent", "age_gated", "region"}


def test_every_file_declares_the_platform_it_is_named_after() -> None:
    assert sorted(platforms()) == FILES


@pytest.mark.parametrize("platform", platforms().values(), ids=lambda p: p.id)
def test_a_declaration_says_all_that_the_list_of_platforms_shows(platform: Platform) -> None:
    module = importlib.import_module(f"{room.__name__}.{platform.id}")
    assert module.__doc__, "the docstring is the platform's page in docs/platforms.md"
    assert platform.name
    assert platform.wall
    assert platform.robots
    assert platform.since.count(".") == 2
    if platform.shows:
        assert date.fromisoformat(platform.proven.split()[0]) >= date(2026, 1, 1), "when it was last proven, and how"


@pytest.mark.parametrize("platform", READ)
def test_a_platform_that_is_read_has_recordings_of_good_and_bad_days(platform: str) -> None:
    outcomes = set()
    for case in recording.cases(platform):
        expected = json.loads((case / "expected.json").read_text("utf-8"))
        outcomes.add(expected.get("outcome", "handover" if "handover" in expected else "parse_drift"))
    names = {case.name for case in recording.cases(platform)}
    assert "ok" in names
    assert "not_found" in names
    assert outcomes & BLOCKED, "at least one case that is blocked"


@pytest.mark.parametrize("platform", READ)
def test_the_recordings_say_where_they_come_from(platform: str) -> None:
    assert (recording.RECORDINGS / platform / "SOURCE.txt").read_text("utf-8").strip()


def test_no_recording_is_left_of_a_platform_that_is_gone() -> None:
    folders = {path.name for path in recording.RECORDINGS.iterdir() if path.is_dir()}
    assert folders <= set(FILES)


@pytest.mark.parametrize("case", CASES)
def test_every_file_beside_a_conversation_is_part_of_it(case: Path) -> None:
    told = json.loads((case / "conversation.json").read_text("utf-8"))
    bodies = {exchange["body"] for exchange in told["exchanges"] if exchange.get("body")}
    assert {path.name for path in case.iterdir()} == bodies | {"conversation.json", "expected.json"}
