"""The command `presence-audit`. The only room that reads the clock, the environment and the terminal."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit with the contract's exit code."""
    # Answered before anything heavy is imported: scripts ask for it often.
    if sys.argv[1:] == ["--version"] and sys.stdout is not None:
        from presence_audit import __version__

        sys.stdout.write(f"presence-audit {__version__}\n")
        return
    from presence_audit.cli._interrupt import ignore, leave_at_once

    leave_at_once()  # the imports alone take long enough to be interrupted
    from presence_audit.cli._app import run

    code = run(sys.argv[1:])
    ignore()
    sys.exit(code)
