"""Several processes at once, and one that is killed: nothing that was finished is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from history import killed
from history.told import ids, past

from presence_audit.history import History

_TELL = """
import sys
from pathlib import Path
from history.told import post, seen, tell
from presence_audit.history import History
path, first = Path(sys.argv[1]), int(sys.argv[2])
sys.stdin.readline()
for at in range(first, 40, 2):
    with History.open(path) as history:
        tell(history, at, seen(at, [post(at - 1), post(at - 0.5)], at - 1))
"""


@pytest.mark.parametrize("suffix", [".sqlite", ".jsonl"])
def test_two_processes_that_write_at_once_are_both_kept(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"history{suffix}"
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", _TELL, path, str(first)],
            stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd=Path(__file__).parents[1],
        )
        for first in (2, 3)
    ]  # fmt: skip
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write(b"\n")
        writer.stdin.flush()
    for writer in writers:
        _, told = writer.communicate()
        assert (writer.returncode, told) == (0, b"")
    with History.open(path) as history:
        assert len(ids(history, 100)) == 2 * 38
        (whole,) = past(history, 100)
        assert whole.window.reaches_back_to is not None
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(("suffix", "count"), [(".sqlite", 12), (".jsonl", 8)])
def test_a_process_that_is_killed_loses_at_most_the_run_under_way(suffix: str, count: int) -> None:
    killed.main(count, None, suffix)
