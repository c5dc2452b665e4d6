"""A real Bluesky network on loopback (PLC, PDS and AppView), filled with the invented company.

The AppView is what the public asks; it needs PostgreSQL and Redis, which are started for it and are empty.
"""

import json
import os
import shutil
import signal
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from .invented import Content
from .processes import LOOPBACK, ServerMissing, finish, free_port, installed, listening, running

NETWORK = Path(__file__).parent / "bluesky_network"
POSTGRES = Path("/usr/lib/postgresql")
OWNER = "postgres"
SECONDS = 90


class Record(NamedTuple):
    """What the network assigned to an act: its at:// address and the hash of its content."""

    uri: str
    cid: str


class RunningBluesky(NamedTuple):
    """A Bluesky network. Strangers ask the AppView, at `appview_url`; PDS and PLC stand behind it.

    `dids` are by the key of the account, and lack the unknown one; `records` are by the key of the act.
    """

    appview_url: str
    pds_url: str
    plc_url: str
    dids: Mapping[str, str]
    records: Mapping[str, Record]


@contextmanager
def bluesky(content: Content) -> Iterator[RunningBluesky]:
    """Fills a Bluesky network with the content and runs it for as long as the block lasts, on free ports.

    Raises ServerMissing when install.sh has not been run, ServerFailed when the network does not start.
    """
    packages, node = installed("bluesky") / "node_modules", installed("node") / "current" / "bin" / "node"
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="presence-audit-bluesky-")))
        folder.chmod(0o711)  # the database's owner must get through to its own folder
        postgres = stack.enter_context(_postgres(folder))
        redis = stack.enter_context(_redis(folder))

        # Node looks for packages beside the file it runs.
        (folder / "node_modules").symlink_to(packages)
        script = shutil.copy(NETWORK / "network.mjs", folder)
        put_in, assigned = folder / "content.json", folder / "assigned.json"
        put_in.write_text(content.model_dump_json(), encoding="utf-8")
        env = os.environ | {
            "DB_POSTGRES_URL": f"postgresql://{OWNER}@{LOOPBACK}:{postgres}/postgres",
            "REDIS_HOST": f"{LOOPBACK}:{redis}",
            "TMPDIR": str(folder),
            "LOG_ENABLED": "false",
        }
        command: list[str | Path] = [node, "--import", NETWORK / "loopback.mjs", script, put_in, assigned]
        stack.enter_context(
            running(command, ready=assigned.exists, log=folder / "network.log", seconds=SECONDS, env=env)
        )
        raw = json.loads(assigned.read_text(encoding="utf-8"))
        raw["records"] = {key: Record(**record) for key, record in raw["records"].items()}
        yield RunningBluesky(**raw)


@contextmanager
def _postgres(folder: Path) -> Iterator[int]:
    """An empty PostgreSQL, which refuses to run as root; its port."""
    programs = max(POSTGRES.glob("*/bin"), key=lambda found: float(found.parent.name), default=None)
    if programs is None:
        raise ServerMissing(f"there is no PostgreSQL in {POSTGRES}: run tests/servers/install.sh")
    home, port = folder / "postgres", free_port()
    home.mkdir()
    if os.geteuid() == 0:
        shutil.chown(home, OWNER, OWNER)
    log = folder / "postgres.log"
    init: list[str | Path] = [programs / "initdb", "--pgdata", home, "--username", OWNER, "--auth", "trust"]
    finish([*init, "--no-sync", "--encoding", "UTF8", "--locale", "C.UTF-8"], log=log, user=OWNER, cwd=folder)
    settings = [f"listen_addresses={LOOPBACK}", f"port={port}", "unix_socket_directories=", "fsync=off"]
    serve: list[str | Path] = [programs / "postgres", "-D", home, "-c", "max_connections=200"]
    serve += [part for setting in settings for part in ("-c", setting)]
    # SIGINT asks it to end without waiting for its clients.
    with running(serve, ready=lambda: listening(port), log=log, user=OWNER, cwd=folder, stop=signal.SIGINT):
        yield port


@contextmanager
def _redis(folder: Path) -> Iterator[int]:
    """An empty Redis that writes nothing to disk; its port."""
    if shutil.which("redis-server") is None:
        raise ServerMissing("there is no redis-server: run tests/servers/install.sh")
    port = free_port()
    serve: list[str | Path] = [
        "redis-server",
        "--bind",
        LOOPBACK,
        "--port",
        str(port),
        "--save",
        "",
        "--dir",
        str(folder),
    ]
    with running(serve, ready=lambda: listening(port), log=folder / "redis.log"):
        yield port
