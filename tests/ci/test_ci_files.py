"""action.yml, the example workflows and the pre-commit hook: what they promise is there, and nothing is left open."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from ci.workflows import ACTION, EXPRESSION, GITLAB, ROOT, WEEKLY, flags_of

FILES = ["action.yml", ".pre-commit-hooks.yaml", "examples/ci/weekly.yml", "examples/ci/gitlab-ci.yml"]
SHA = re.compile(r"[\w./-]+@[0-9a-f]{40}")
# What an input of the action is for besides the flags of `scan`.
OURS = {"profiles", "extras", "python"}


def scripts(value: Any) -> list[str]:
    """Every `run:` and `script:` below a node."""
    if isinstance(value, dict):
        own = [value["run"]] if isinstance(value.get("run"), str) else []
        return own + [found for inner in value.values() for found in scripts(inner)]
    return [found for inner in value for found in scripts(inner)] if isinstance(value, list) else []


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_yaml_without_a_key_that_stands_twice(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")

    class Strict(yaml.SafeLoader):
        pass

    def once(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
        keys = [loader.construct_object(key) for key, _ in node.value]
        assert len(keys) == len(set(keys)), keys
        return loader.construct_mapping(node, deep=True)

    Strict.add_constructor("tag:yaml.org,2002:map", once)
    assert yaml.load(text, Strict)


@pytest.mark.parametrize(
    ("schema", "name", "flags"),
    [
        ("github-actions", "action.yml", []),
        ("github-workflows", "examples/ci/weekly.yml", []),
        ("gitlab-ci", "examples/ci/gitlab-ci.yml", ["--data-transform", "gitlab-ci"]),
    ],
)
def test_every_file_is_what_its_published_schema_asks_for(schema: str, name: str, flags: list[str]) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *flags, name]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)

    assert done.returncode == 0, done.stdout.decode()


def test_every_input_is_a_flag_of_scan() -> None:
    assert set(ACTION["inputs"]) - OURS <= flags_of("scan")


def test_every_input_reaches_the_command() -> None:
    [audit] = [one for one in ACTION["runs"]["steps"] if one.get("id") == "audit"]
    install = ACTION["runs"]["steps"][0]
    used = {found for one in (audit, install) for value in one["env"].values() for found in EXPRESSION.findall(value)}

    assert {f"inputs.{name}" for name in ACTION["inputs"]} | {"github.action_path"} == used
    for one in (audit, install):
        assert all(f"${name}" in one["run"] or f"${{{name}" in one["run"] for name in one["env"])


def test_the_outputs_are_those_that_scan_writes() -> None:
    assert list(ACTION["outputs"]) == ["score", "low", "high", "coverage", "changed", "exit-code", "report"]
    assert all(spec["value"] == f"${{{{ steps.audit.outputs.{name} }}}}" for name, spec in ACTION["outputs"].items())


@pytest.mark.parametrize("tree", [ACTION, WEEKLY], ids=["action", "weekly"])
def test_no_script_holds_an_expression_that_could_become_a_command(tree: dict[str, Any]) -> None:
    found = scripts(tree)

    assert found
    assert not [script for script in found if "${{" in script]
    assert all("set -euo pipefail" in script for script in found if len(script.splitlines()) > 1)


def test_foreign_actions_are_pinned_to_a_commit() -> None:
    texts = [(ROOT / name).read_text("utf-8") for name in ("action.yml", "examples/ci/weekly.yml", "docs/ci.md")]
    used = [found for text in texts for found in re.findall(r"uses:\s*(\S+)(.*)", text)]

    assert used
    for what, comment in used:
        assert what == "OWNER/presence-audit@COMMIT" or (SHA.fullmatch(what) and re.search(r"# v\d", comment))


def test_a_weekly_job_may_do_no_more_than_it_needs() -> None:
    [job] = WEEKLY["jobs"].values()
    checkout = job["steps"][0]

    assert WEEKLY["permissions"] == {}
    assert job["permissions"] == {"contents": "write"}
    assert checkout["with"]["persist-credentials"] is False
    assert checkout["with"]["ref"] == "${{ github.ref }}"  # the commit that a waiting run began with is an old one
    assert WEEKLY["concurrency"]["cancel-in-progress"] is False


def test_the_weekly_jobs_of_both_write_the_same_files() -> None:
    [audit] = [one for one in WEEKLY["jobs"]["audit"]["steps"] if one.get("id") == "audit"]
    inputs, script = audit["with"], GITLAB["presence-audit"]["script"][0]

    for path in (*inputs["output"].split(), *inputs["badge"].split(), inputs["store"]):
        assert path in script
    assert GITLAB["presence-audit"]["artifacts"]["reports"]["junit"] in script


@pytest.mark.parametrize(
    ("path", "is_checked"),
    [
        ("profiles.yaml", True), ("clients/nordlys/profiles.yml", True), ("my-profiles.yaml", False),
        ("profiles.yaml.txt", False), ("profiles/a.yaml", False),
    ],
)  # fmt: skip
def test_the_hook_checks_profiles_files_and_no_others(path: str, is_checked: bool) -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))

    assert (hook["id"], hook["language"]) == ("presence-audit-check", "python")
    assert hook["entry"].split() == ["presence-audit", "check"]
    assert bool(re.search(hook["files"], path)) is is_checked


def test_the_page_for_whoever_sets_it_up_holds_the_files_that_it_speaks_of() -> None:
    page = (ROOT / "docs/ci.md").read_text("utf-8")

    for link in re.findall(r"(?<!!)\[[^\]]+\]\(([^)#:]+)\)", page):
        assert (ROOT / "docs" / link).resolve().is_relative_to(ROOT)
        assert (Path(ROOT, "docs") / link).exists(), link
    for name in ACTION["outputs"]:
        assert f"`{name}`" in page
