"""The installed program, run as a stranger would run it: no settings of this machine, its own home."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType

PROGRAM = Path(sys.executable).with_name("presence-audit")


@dataclass
class Program:
    """Runs `presence-audit` in a folder of its own."""

    folder: Path
    env: dict[str, str]

    def __call__(self, *args: str | Path, timeout: float = 60) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [PROGRAM, *args], cwd=self.folder, env=self.env, capture_output=True, timeout=timeout, check=False
        )

    def start(self, *args: str | Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [PROGRAM, *args],
            cwd=self.folder,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # A runner in the background ignores Ctrl-C, and its children would inherit that.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler) and None,  # noqa: PLW1509
        )

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, "utf-8")
        return path


@dataclass
class Site:
    """A small site on loopback: what it answers by path, and what it was asked."""

    url: str
    answers: dict[str, Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    hold: threading.Event = field(default_factory=threading.Event)

    def serve(
        self,
        path: str,
        body: str | bytes,
        kind: str = "application/rss+xml",
        status: int = 200,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> str:
        raw = body.encode() if isinstance(body, str) else body

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            handler.send_header("Content-Type", kind)
            handler.send_header("Content-Length", str(len(raw)))
            for name, value in headers.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(raw)

        self.answers[path] = answer
        return self.url + path

    def keep_waiting(self, path: str) -> str:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            self.hold.wait(60)
            handler.close_connection = True

        self.answers[path] = answer
        return self.url + path


@contextmanager
def serving(host: str = "127.0.0.1") -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append(self.path)
            answer = site.answers.get(self.path)
            if answer is None:
                self.send_error(404)
                return
            answer(self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the base class's
            """Say nothing: the test reads `asked`."""

    server = ThreadingHTTPServer((host, 0), Handler)
    server.daemon_threads = True
    site = Site(f"http://{host}:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.hold.set()
        server.shutdown()
        server.server_close()
        thread.join()


# Different subjects, because the same words twice would be one post and a copy of it.
_TOPICS = (
    "A new cable across the fjord",
    "Why we plant trees below the masts",
    "Night shift in the control room",
    "What the price of power is made of",
    "Our apprentices built a model grid",
    "Storm warning and what we do then",
    "Meet the diver who checks our dams",
)


def feed(*days: str, title: str = "Nordlys") -> str:
    """An RSS feed with one post at noon UTC of each day (ISO dates)."""
    from datetime import datetime
    from email.utils import format_datetime

    items = "".join(
        f"<item><title>{_TOPICS[n % len(_TOPICS)]} {chr(97 + n)} {chr(120 - n)}</title><link>https://nordlys.example/{n}</link>"
        f"<guid>https://nordlys.example/{n}</guid>"
        f"<pubDate>{format_datetime(datetime.fromisoformat(day + 'T12:00:00+00:00'))}</pubDate></item>"
        for n, day in enumerate(days)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'
