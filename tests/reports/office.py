"""A real LibreOffice that opens what the reports are saved as; a server that nobody may ask; a file nobody may make."""

from __future__ import annotations

import subprocess
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from servers.processes import LOOPBACK, program

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SECONDS = 300


@contextmanager
def listening_in_vain() -> Iterator[tuple[int, list[str]]]:
    """A server, and what it was asked for."""
    asked: list[str] = []

    class Heard(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815  the names that the library looks for

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    with HTTPServer((LOOPBACK, 0), Heard) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_port, asked
        finally:
            server.shutdown()
            thread.join()


def converted(files: Sequence[Path], to: str, folder: Path, read_as: str = "") -> list[Path]:
    """Open the files and save them as something else; raises ServerMissing where there is no LibreOffice."""
    command: list[str | Path] = [program("soffice"), f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += ["--headless", "--norestore", *([f"--infilter={read_as}"] if read_as else [])]
    command += ["--convert-to", to, "--outdir", folder, *files]
    done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    made = [folder / f"{file.stem}.{to.partition(':')[0]}" for file in files]
    assert all(path.exists() for path in made), done.stderr.decode()
    return made
