"""Runs the shell parts of action.yml and of the example workflows as a runner does: by bash, with the same environment.

Of GitHub's expressions those are read that these files use: names, `a || 'text'`, and nothing else.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import typer
import yaml

from presence_audit.cli._app import app

ROOT = Path(__file__).resolve().parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
WEEKLY: dict[str, Any] = yaml.safe_load((ROOT / "examples/ci/weekly.yml").read_text("utf-8"))
GITLAB: dict[str, Any] = yaml.safe_load((ROOT / "examples/ci/gitlab-ci.yml").read_text("utf-8"))

EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")
_NAME = re.compile(r"[a-z]+(?:\.[a-z_-]+)+")
_TEXT = re.compile(r"'([^']*)'")


def told(text: str, known: Mapping[str, str]) -> str:
    """The text with its expressions answered from `known`; a name that is not known is empty, as on GitHub."""

    def answer(match: re.Match[str]) -> str:
        for part in match[1].split("||"):
            word = _TEXT.fullmatch(part.strip())
            assert word or _NAME.fullmatch(part.strip()), f"an expression that no test can read: {match[0]}"
            found = word[1] if word else known.get(part.strip(), "")
            if found:
                return found
        return ""

    return EXPRESSION.sub(answer, str(text))


def outputs_in(text: str) -> dict[str, str]:
    """A file of outputs as the runner reads it; the last of a name counts."""
    read = re.findall(r"^([a-z-]+)(?:=(.*)|<<(.+)\n((?s:.*?))\n\3)$", text, re.MULTILINE)
    return {name: value or several for name, value, _, several in read}


def flags_of(command: str) -> set[str]:
    """The long flags of a command, without their dashes."""
    group: Any = typer.main.get_command(app)
    return {one.removeprefix("--") for parameter in group.commands[command].params for one in parameter.opts}


def step(steps: list[dict[str, Any]], name: str) -> dict[str, Any]:
    [found] = [one for one in steps if name in {one.get("id"), one.get("name")}]
    return found


@dataclass
class Runner:
    """A checkout with a runner around it. `env` is what the machine has set besides."""

    checkout: Path
    env: dict[str, str]
    summary: str = ""
    log: str = ""
    known: dict[str, str] = field(default_factory=dict)

    def bash(self, script: str, env: Mapping[str, str]) -> int:
        """Run a script as the `shell: bash` of a step does."""
        path = self.checkout.parent / "step.sh"
        path.write_text(script, "utf-8")
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(path)]
        done = subprocess.run(
            command, cwd=self.checkout, env={**self.env, **env}, capture_output=True, check=False, timeout=300
        )
        self.log = done.stdout.decode() + done.stderr.decode()
        return done.returncode

    def run(self, one: Mapping[str, Any], known: Mapping[str, str]) -> tuple[int, dict[str, str]]:
        """Run one step; returns its exit code and its outputs."""
        assert not EXPRESSION.search(one["run"])
        files = {name: self.checkout.parent / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for path in files.values():
            path.write_bytes(b"")
        env = {name: told(value, known) for name, value in one.get("env", {}).items()}
        code = self.bash(one["run"], env | {name: str(path) for name, path in files.items()})
        self.summary = files["GITHUB_STEP_SUMMARY"].read_text("utf-8")
        return code, outputs_in(files["GITHUB_OUTPUT"].read_text("utf-8"))

    def audit(self, inputs: Mapping[str, str]) -> tuple[int, dict[str, str]]:
        """The action's audit with these inputs; returns its exit code and the outputs of the action."""
        named = ACTION["inputs"]
        assert not set(inputs) - set(named)
        given = {f"inputs.{name}": str(inputs.get(name, spec.get("default", ""))) for name, spec in named.items()}
        code, found = self.run(step(ACTION["runs"]["steps"], "audit"), given)
        known = {f"steps.audit.outputs.{name}": value for name, value in found.items()}
        return code, {name: told(spec["value"], known) for name, spec in ACTION["outputs"].items()}


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


def repository(folder: Path) -> Path:
    """A checkout of a new bare repository in that folder, with one commit on `main`."""
    bare, checkout = folder / "bare.git", folder / "checkout"
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(bare))
    git(folder, "clone", "--quiet", str(bare), str(checkout))
    git(checkout, "checkout", "--quiet", "-b", "main")
    return checkout


def machine(folder: Path) -> dict[str, str]:
    """The environment of a runner whose installation is the one under test."""
    (folder / "runner" / "presence-audit").parent.mkdir()
    (folder / "runner" / "presence-audit").symlink_to(sys.prefix)
    home = folder / "home"
    home.mkdir()
    return {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(home),
        "RUNNER_TEMP": str(folder / "runner"),
        "GITHUB_WORKSPACE": str(folder / "checkout"),
        "PRESENCE_AUDIT_PAUSE": "0",
        "GIT_CONFIG_NOSYSTEM": "1",
    }
