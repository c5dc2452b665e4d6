"""A real Chromium that opens reports, with axe-core to judge them; see browser.cjs beside this file."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from servers.processes import installed, program

if TYPE_CHECKING:
    from collections.abc import Sequence

_SCRIPT = Path(__file__).with_name("browser.cjs")
_SECONDS = 600


def opened(files: Sequence[Path]) -> list[dict[str, Any]]:
    """What is to be said of each file, light and dark; raises ServerMissing where there is no browser."""
    modules = installed("browser") / "node_modules"
    done = subprocess.run(
        [program("node"), _SCRIPT, program("chromium"), *files],
        env=os.environ | {"NODE_PATH": str(modules)},
        capture_output=True,
        timeout=_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    looks: list[dict[str, Any]] = json.loads(done.stdout)
    return looks
