"""Every recorded export is read as it has to be; a damaged one ends in a clear error or in what is left of it."""

from __future__ import annotations

import shutil
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import exported
import pytest
from damage import DAMAGES, Damage, damaged
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presence_audit.errors import EvidenceError
from presence_audit.exports import exports, read_export
from presence_audit.model.outcome import Outcome
from presence_audit.platforms import platforms

if TYPE_CHECKING:
    from pathlib import Path

    from presence_audit.exports import Export
    from presence_audit.model.observation import Observation
    from presence_audit.platforms import Ask

CASES = [pytest.param(case, id=f"{case.parent.name}/{case.name}") for case in exported.cases()]
READABLE = [
    pytest.param(case, id=f"{case.parent.name}/{case.name}")
    for case in exported.cases()
    if isinstance(exported.expected(case), list) and any(one["posts"] for one in exported.expected(case))
]
OK = [pytest.param(case, id=f"{case.parent.name}/{case.name}") for case in exported.cases() if case.name == "ok"]


@pytest.mark.parametrize("case", CASES)
def test_an_export_is_read_as_it_has_to_be(case: Path) -> None:
    assert exported.expected(case) == exported.converse(case)


@pytest.mark.parametrize("export", exports().values(), ids=lambda export: export.id)
def test_an_export_declares_what_is_said_of_it_and_has_a_recording(export: Export) -> None:
    assert set(export.platforms) <= set(platforms())
    assert export.how.endswith(".")
    if not export.proven.startswith("unproven"):
        assert date.fromisoformat(export.proven.split()[0]) >= date(2024, 1, 1)
    assert "ok" in {case.name for case in exported.cases(export.id)}
    assert (exported.RECORDINGS / export.id / "SOURCE.txt").read_text("utf-8").strip()


@pytest.mark.parametrize("case", OK)
def test_a_zip_is_read_as_what_is_in_it(case: Path, tmp_path: Path) -> None:
    packed = tmp_path / "export.zip"
    root = case / "files"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(root.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(root).as_posix())
    found = exported.as_json(read_export(exported.ask_of(case), packed))
    wanted = exported.expected(case)
    assert [one["posts"] for one in found] == [one["posts"] for one in wanted]
    assert [one["profile"] for one in found] == [one["profile"] for one in wanted]


def _read(ask: Ask, path: Path) -> list[Observation] | str:
    try:
        return read_export(ask, path)
    except EvidenceError as error:
        return str(error)


@pytest.mark.parametrize("case", READABLE)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(damage=DAMAGES, pick=st.floats(0, 0.999))
def test_a_damaged_export_ends_in_a_clear_error_or_in_what_is_left(
    case: Path, damage: Damage, pick: float, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("damaged") / "files"
    shutil.copytree(case / "files", folder)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    victim = files[int(pick * len(files))]
    victim.write_bytes(damaged(victim.read_bytes(), damage))
    found = _read(exported.ask_of(case), exported.path_of(folder.parent))
    if isinstance(found, str):
        assert "cannot be used" in found
    else:
        assert all(one.outcome is not Outcome.ZERO_POSTS for one in found)
