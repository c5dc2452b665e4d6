"""Starts one of the servers for use by hand: `python tests/servers wordpress`. Ctrl-C stops it."""

import argparse
import signal
import sys
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

sys.path.insert(0, str(Path(__file__).parents[1]))

from servers.bluesky import bluesky
from servers.ghost import ghost
from servers.invented import invented
from servers.processes import ServerFailed, ServerMissing
from servers.wordpress import wordpress


def _asked(arguments: argparse.Namespace) -> AbstractContextManager[tuple[Any, ...]]:
    content = invented(datetime.now(UTC))  # noqa: TID251  this is a command, too
    if arguments.server == "bluesky":
        return bluesky(content)
    if arguments.server == "ghost":
        return ghost(content, port=arguments.port)
    return wordpress(content, port=arguments.port, rest=arguments.rest, hides_users=arguments.hide_users)


def _leave(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def main() -> None:
    """Starts the server named on the command line, prints what it assigned to what, and waits."""
    parser = argparse.ArgumentParser(prog="python tests/servers", description=__doc__)
    parser.add_argument("server", choices=["wordpress", "bluesky", "ghost"])
    parser.add_argument("--port", type=int, help="not for bluesky, which has many (default: a free one)")
    walls = ["open", "unauthorized", "forbidden"]
    parser.add_argument("--rest", choices=walls, default="open", help="wordpress only")
    parser.add_argument("--hide-users", action="store_true", help="wordpress only")
    signal.signal(signal.SIGTERM, _leave)
    try:
        with _asked(parser.parse_args()) as server:
            told = {name: value for name, value in server._asdict().items() if not callable(value)}  # type: ignore[attr-defined]
            for name, value in told.items():
                rows = value.items() if isinstance(value, dict) else [("", value)]
                for key, row in rows:
                    print(name, key, row if isinstance(row, str) else " ".join(map(str, row)), sep="\t")
            print("Ctrl-C stops the server.", flush=True)
            signal.pause()
    except KeyboardInterrupt:
        pass
    except (ServerFailed, ServerMissing) as problem:
        sys.exit(str(problem))


main()
