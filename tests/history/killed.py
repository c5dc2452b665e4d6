"""Kills a process that writes a history, at random moments, and looks at what is left.

    python tests/history/killed.py [COUNT] [FOLDER]

Run by hand with 200; a test does it with fewer.
"""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from history.told import CHANNEL, day, past

from presence_audit.history import History

EACH = 60  # posts that every run brings
_WRITE = """
import sys
from pathlib import Path
from history.told import post, seen, tell
from presence_audit.history import History
path, first, each = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
print("begun", flush=True)
for at in range(first, first + 10_000):
    with History.open(path) as history:
        tell(history, at, seen(at, [post(at - 1 + n / each) for n in range(each)], at - 1))
    print("finished", at, flush=True)
"""


def killed_once(path: Path, first: int, wait: float) -> int:
    """Let a process write runs from day `first` on and kill it after some seconds; the last day that it finished."""
    command = [sys.executable, "-c", _WRITE, str(path), str(first), str(EACH)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1]) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "begun\n"
        try:
            writer.wait(wait)
        except subprocess.TimeoutExpired:
            writer.kill()
        told = writer.stdout.read().split("\n")
    # The last line may have been cut off.
    finished = [int(line.split()[1]) for line in told[:-1] if line.startswith("finished ")]
    return max(finished, default=first - 1)


def check(path: Path, finished: int) -> int:
    """Every run that was finished is wholly there, and the one under way is there wholly or not at all."""
    with History.open(path) as history:
        assert history._db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert history._db.execute("PRAGMA foreign_key_check").fetchall() == []
        for at in range(1, finished + 1):
            assert history.noticed(day(at))[CHANNEL].added == EACH, at
        (runs,) = history._db.execute("SELECT count(*) FROM run").fetchone()
        assert finished <= runs <= finished + 1, (finished, runs)
        posts = sum(len(part.posts) for part in past(history, 100_000, -100))
        assert posts == runs * EACH, (posts, runs)
    return int(runs)


def main(count: int, folder: str | None = None, suffix: str = ".sqlite") -> None:
    """Kill so many times; raises AssertionError where anything was lost."""
    rng = random.Random(count)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        path, known = Path(place, f"history{suffix}"), 0
        for _ in range(count):
            known = check(path, killed_once(path, known + 1, rng.uniform(0, 0.25)))
        left = sorted(one.name for one in Path(place).iterdir() if one.suffix not in {".new", ".lock"})
        assert left == [path.name], left
        print(f"killed {count} times: {known} runs, all whole; {sqlite3.sqlite_version}")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, *sys.argv[2:])
