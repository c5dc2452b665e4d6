"""The study of a hundred invented companies: every count of the benchmark is what was invented, by the minute."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from cli.installed import Program

STUDY = Path(__file__).resolve().parents[2] / "examples" / "study"
QUESTIONS = ("leaders_present", "leaders_active", "companies_present", "companies_active")
TRUTH: dict[str, dict[str, dict[str, int]]] = json.loads((STUDY / "truth.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    home = tmp_path_factory.mktemp("home")
    program = Program(home, {"PATH": os.environ["PATH"], "HOME": str(home), "TMPDIR": str(home)})
    done = program("benchmark", *sorted(STUDY.glob("*/profiles.yaml")), "--leaders", "-f", "json", timeout=240)
    assert (done.returncode, done.stderr) == (0, b"")
    found: dict[str, Any] = json.loads(done.stdout)[0]["facts"]
    return found


@pytest.mark.parametrize("network", ["linkedin", "bluesky", "mastodon", "any"])
def test_every_count_of_the_study_is_what_was_invented(facts: dict[str, Any], network: str) -> None:
    told = next(one for one in facts["leaders"] if one["network"] == network)
    kinds = ("yes", "no", "unknown_named", "unknown_unsaid")

    for question in QUESTIONS:
        assert {kind: told[question][kind] for kind in kinds if told[question][kind]} == TRUTH[network][question]


def test_the_study_holds_every_kind_of_leader(facts: dict[str, Any]) -> None:
    linkedin, bluesky = TRUTH["linkedin"], TRUTH["bluesky"]

    assert "yes" not in linkedin["leaders_present"]
    assert linkedin["leaders_present"]["unknown_named"] > 100
    assert bluesky["leaders_present"]["yes"] > bluesky["leaders_active"]["yes"] > 0
    assert len(facts["companies"]) == facts["n"] == 100


def test_a_network_that_lets_nobody_look_has_no_share_and_bounds_all_the_same(facts: dict[str, Any]) -> None:
    told = next(one for one in facts["leaders"] if one["network"] == "linkedin")["leaders_present"]

    assert (told["share"], told["interval"]) == (None, None)
    assert told["bounds"][0] == 0.0
    assert 0.5 < told["bounds"][1] < 1.0


def test_no_leader_of_the_study_is_named(facts: dict[str, Any]) -> None:
    said = json.dumps(facts, ensure_ascii=False)
    lines = (line for path in STUDY.glob("*/profiles.yaml") for line in path.read_text("utf-8").splitlines())
    names = [line.partition("name: ")[2] for line in lines if line.startswith("  - name: ")]

    assert len(names) > 200
    assert [name for name in names if name in said] == []


def test_the_study_is_small() -> None:
    size = sum(path.stat().st_size for path in STUDY.rglob("*") if path.is_file() and "__pycache__" not in path.parts)

    assert size < 1_500_000
