"""The rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

import presence_audit

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path(presence_audit.__file__).parent
PUBLIC = sorted(
    path for room in ("platforms", "metrics") for path in (PACKAGE / room).glob("*.py") if not path.name.startswith("_")
)


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", PUBLIC, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_no_platform_imports_a_platform_and_no_metric_a_metric(path: Path) -> None:
    room = f"presence_audit.{path.parent.name}"
    others = {f"{room}.{other.stem}" for other in path.parent.glob("*.py") if not other.name.startswith("_")}
    assert not imported(path) & (others - {f"{room}.{path.stem}"})


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("this is no git checkout")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


def test_nothing_names_a_package_index_or_a_folder_of_one_machine() -> None:
    leak = re.compile(
        rb"https?://(?:[\w.-]*\.)?(?:pypi\.org|pythonhosted\.org|npmjs\.(?:org|com))|(?<![\w.])/(?:work|farm)/"
    )
    texts = [path for path in tracked() if path.is_file() and path.suffix not in {".gz", ".png"}]
    assert [path.name for path in texts if leak.search(path.read_bytes()) and path.name != Path(__file__).name] == []


def test_no_file_of_the_source_holds_a_character_that_hides_text() -> None:
    hidden = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\ufeff]")
    assert [path.name for path in PACKAGE.rglob("*.py") if hidden.search(path.read_text("utf-8"))] == []
