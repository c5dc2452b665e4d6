"""Starting a server in a process group of its own, waiting until it is ready, and stopping all of it."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

LOOPBACK = "127.0.0.1"
LOG_TAIL = 60
STOP_SECONDS = 5.0


class ServerMissing(Exception):  # noqa: N818  the name says what is the matter
    """The server is not installed on this machine: tests/servers/install.sh has not been run."""


class ServerFailed(Exception):  # noqa: N818
    """The server is installed but did not start; the message ends with the last lines of its log."""


def installed(name: str) -> Path:
    """The folder in which install.sh put the server `name`; raises ServerMissing when it is not complete."""
    default = Path.home() / ".cache" / "presence-audit-servers"
    cache = Path(os.environ.get("PRESENCE_AUDIT_SERVERS") or default)
    if not (cache / f"{name}.stamp").exists():
        raise ServerMissing(f"{name} is not in {cache}: run tests/servers/install.sh")
    return cache / name


def program(name: str) -> str:
    """The path of a program that install.sh gets from apt; raises ServerMissing when there is none."""
    path = shutil.which(name)
    if path is None:
        raise ServerMissing(f"there is no {name} on this machine: run tests/servers/install.sh")
    return path


def free_port(wanted: int | None = None) -> int:
    """A loopback port that nobody listens on; raises ServerFailed when it has to be `wanted` and is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, wanted or 0))
        except OSError as problem:
            raise ServerFailed(f"port {wanted} of {LOOPBACK} cannot be used: {problem.strerror}") from problem
        port: int = probe.getsockname()[1]
        return port


def listening(port: int) -> bool:
    """Whether someone listens on this loopback port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((LOOPBACK, port)) == 0


def finish(
    command: Sequence[str | Path],
    *,
    log: Path,
    user: str | None = None,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> None:
    """Runs a command to its end; raises ServerFailed when it fails."""
    process = _started(command, log=log, user=user, env=env, cwd=cwd)
    try:
        status = process.wait()
    finally:
        _end_group(process, signal.SIGTERM)
    if status:
        raise ServerFailed(_told(f"{Path(command[0]).name} ended with {status}", log))


@contextmanager
def running(
    command: Sequence[str | Path],
    *,
    ready: Callable[[], bool],
    log: Path,
    seconds: float = 30,
    user: str | None = None,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    stop: signal.Signals = signal.SIGTERM,
) -> Iterator[None]:
    """Runs a command in the background for as long as the block lasts, from the moment it is `ready`.

    Raises ServerFailed when it ends early or is not ready in time. Whatever happens, its whole process group
    is gone afterwards: some servers leave workers behind when only their first process is stopped.
    """
    process = _started(command, log=log, user=user, env=env, cwd=cwd)
    try:
        name = Path(command[0]).name
        deadline = time.monotonic() + seconds
        while not ready():
            if process.poll() is not None:
                raise ServerFailed(_told(f"{name} ended with {process.returncode} before it was ready", log))
            if time.monotonic() > deadline:
                raise ServerFailed(_told(f"{name} was not ready after {seconds:g} seconds", log))
            time.sleep(0.05)
        yield
    finally:
        _end_group(process, stop)


def _started(
    command: Sequence[str | Path],
    *,
    log: Path,
    user: str | None,
    env: Mapping[str, str] | None,
    cwd: Path | None,
) -> subprocess.Popen[bytes]:
    # Only root may, and need, become someone else.
    user = user if os.geteuid() == 0 else None
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=env,
            cwd=cwd,
            user=user,
            group=user,
            extra_groups=[] if user else None,
            start_new_session=True,
        )


def _end_group(process: subprocess.Popen[bytes], stop: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, stop)
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _told(what: str, log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join([what, *lines[-LOG_TAIL:]])
