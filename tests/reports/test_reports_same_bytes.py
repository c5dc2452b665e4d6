"""The same evidence gives the same bytes: in every format and language, in any process, place, order and time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from reports.dressed import LANGS
from reports.shipped import result
from servers.processes import ServerMissing

from presence_audit.reports import FORMATS

try:
    from presence_audit.reports._pdf_write import pdf_of  # noqa: F401
except (ImportError, OSError) as missing:
    if os.environ.get("PRESENCE_AUDIT_SERVERS_REQUIRED"):
        raise ServerMissing(str(missing)) from missing
    pytest.skip(f"WeasyPrint or its Pango is missing: {missing}", allow_module_level=True)

HERE = Path(__file__).parents[1]
PLACES = {
    "tokyo": {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "SOURCE_DATE_EPOCH": "86400", "COLUMNS": "40", "LC_ALL": "C"},
    "los angeles": {"PYTHONHASHSEED": "4242", "TZ": "America/Los_Angeles", "COLUMNS": "200", "LC_ALL": "C.UTF-8"},
}


def test_two_processes_with_nothing_in_common_make_the_same_files(tmp_path: Path) -> None:
    saved = tmp_path / "result.json"
    saved.write_bytes(result())
    bare = {key: value for key, value in os.environ.items() if key not in {"SOURCE_DATE_EPOCH", "PYTHONUTF8"}}
    bare["PYTHONPATH"] = os.pathsep.join([str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])])
    running: list[subprocess.Popen[bytes]] = []
    for name, place in PLACES.items():
        folder = tmp_path / name
        folder.mkdir()
        # One makes them in the other order, so that no file is made at the same moment, nor after the same one.
        order = ["reversed"] if len(running) % 2 else []
        command = [sys.executable, "-m", "reports.dressed", str(saved), str(folder), *order]
        running.append(
            subprocess.Popen(command, env=bare | place, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        )
    told = [process.communicate(timeout=600) for process in running]

    for _, errors in told:
        assert errors == b""
    one, other = (json.loads(out) for out, _ in told)
    assert set(one) == {f"{name} {lang}" for name in FORMATS for lang in LANGS}
    assert {name for name in one if one[name] != other[name]} == set()
