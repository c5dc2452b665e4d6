"""The action installs its own commit, with the versions that it was tested with, and by no Python that is too old."""

from __future__ import annotations

from pathlib import Path

import pytest
from ci.workflows import ACTION, Runner, machine, step

INSTALL = step(ACTION["runs"]["steps"], "Install presence-audit")
# Answers as Python does when it makes an environment, and keeps what it was asked.
PYTHON = """\
#!/bin/sh
echo "$@" >>"$ASKED"
case "$1 $2" in
  "-c "*) exit "${TOO_OLD:-0}" ;;
  "-m venv") mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
esac
"""


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    (tmp_path / "checkout").mkdir()
    python = tmp_path / "python"
    python.write_text(PYTHON, "utf-8")
    python.chmod(0o755)
    env = machine(tmp_path) | {"ASKED": str(tmp_path / "asked"), "RUNNER_TEMP": str(tmp_path / "temporary")}
    return Runner(tmp_path / "checkout", env)


def install(runner: Runner, **inputs: str) -> int:
    known = {"github.action_path": "/actions/presence audit", "inputs.python": str(runner.checkout.parent / "python")}
    return runner.run(INSTALL, known | {f"inputs.{name}": value for name, value in inputs.items()})[0]


def asked(runner: Runner) -> list[str]:
    return Path(runner.env["ASKED"]).read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    ("extras", "what"), [("", "/actions/presence audit"), ("pdf,xlsx", "/actions/presence audit[pdf,xlsx]")]
)
def test_it_installs_its_own_commit_with_the_versions_that_were_tested(runner: Runner, extras: str, what: str) -> None:
    assert install(runner, extras=extras) == 0

    _, environment, packages = asked(runner)
    assert environment == f"-m venv {runner.env['RUNNER_TEMP']}/presence-audit"
    assert packages.endswith(f"--constraint /actions/presence audit/constraints.txt {what}")


def test_a_python_that_is_too_old_is_named_and_nothing_is_installed(runner: Runner) -> None:
    runner.env["TOO_OLD"] = "1"

    assert install(runner) == 1
    assert "::error title=presence-audit::" in runner.log
    assert "older than 3.11" in runner.log
    assert len(asked(runner)) == 1


def test_a_python_that_is_missing_is_named(runner: Runner) -> None:
    assert install(runner, python="no-such-python") == 1
    assert "no-such-python is missing" in runner.log
