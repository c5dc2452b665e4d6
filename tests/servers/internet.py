"""A pretend internet, in which the tool runs as a user runs it: real host names, HTTPS, its own name look-ups.

    with internet({"nordlys.example": "http://127.0.0.1:8080", "www.linkedin.com": SITES / "www.linkedin.com"}) as net:
        net.run(["presence-audit", "scan", "profiles.yaml"])
        assert {visit.host for visit in net.visits} == {...}

A command runs in a network of its own (a Linux network namespace) that has no way out. There every name leads to one
public-looking address, where this process answers on ports 80 and 443: it passes a request on to a real server, or
serves the files of a folder. Whatever was asked is in `visits`, also for names that nobody has.

Needs root, iproute2 and dnsmasq-base. Nothing has to be cleaned up: the network ends with its last process.
"""

import ctypes
import http.client
import mimetypes
import os
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import trustme

from .processes import LOOPBACK, ServerFailed, ServerMissing, running

SITES = Path(__file__).parent / "internet_sites"

# A private address would be refused by the tool, rightly. Inside, this one leads nowhere else.
ADDRESS = "192.0.32.8"
SECONDS = 120

_CLONE_NEWNET = 0x40000000
_CONNECT = """
ip address add "$1/32" dev lo && ip link set lo up && mount --bind "$2" /etc/resolv.conf && exec dnsmasq \
  --keep-in-foreground --log-facility=- --conf-file=/dev/null --no-resolv --no-hosts --pid-file="$3" \
  --bind-interfaces --listen-address=127.0.0.1 --address="/#/$1"
"""
_HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "host"}


class Visit(NamedTuple):
    """One request as it arrived. A `status` of 0 is a connection refused because nobody has this name."""

    scheme: str
    host: str
    path: str
    status: int
    agent: str


@dataclass(frozen=True)
class Internet:
    """A pretend internet that is up. `visits` grows; `authority` is the file of its certificate authority."""

    authority: Path
    pid: int
    visits: list[Visit] = field(default_factory=list)

    def run(
        self,
        command: Sequence[str | Path],
        *,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        seconds: float = SECONDS,
    ) -> subprocess.CompletedProcess[str]:
        """Runs a command inside, to its end, with what it prints captured. No other environment is added to `env`."""
        inside = ["nsenter", f"--target={self.pid}", "--net", "--mount", "--"]
        # Entering leaves the working directory behind.
        there = ["env", f"--chdir={cwd or Path.cwd()}"]
        environment = {name: value for name, value in os.environ.items() if not name.casefold().endswith("_proxy")}
        return subprocess.run(
            [*inside, *there, *command],
            env=environment | {"SSL_CERT_FILE": str(self.authority)} | dict(env or {}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )

    def asked(self, host: str) -> list[str]:
        """The paths that were asked of a host, in order."""
        return [visit.path for visit in self.visits if visit.host == host]


class _Answer(NamedTuple):
    status: int
    headers: list[tuple[str, str]]
    body: bytes


def _from_folder(folder: Path, path: str) -> _Answer:
    wanted = folder / unquote(urlsplit(path).path).strip("/")
    for found in (wanted, wanted.with_name(f"{wanted.name}.html"), wanted / "index.html"):
        if found.is_file() and found.resolve().is_relative_to(folder.resolve()):
            kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
            charset = "; charset=utf-8" if kind.startswith("text/") else ""
            return _Answer(200, [("Content-Type", kind + charset)], found.read_bytes())
    return _Answer(
        404, [("Content-Type", "text/html; charset=utf-8")], b"<!doctype html><title>404 Not Found</title>\n"
    )


def _from_server(server: str, path: str, headers: dict[str, str]) -> _Answer:
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=SECONDS)
    try:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return _Answer(response.status, response.getheaders(), response.read())
    finally:
        connection.close()


class _Router(ThreadingHTTPServer):
    """Answers on a socket that was made elsewhere, with TLS if there are certificates."""

    daemon_threads = True
    scheme = "http"

    def __init__(self, listening: socket.socket, sites: Mapping[str, str | Path], visits: list[Visit]) -> None:
        super().__init__((LOOPBACK, 0), _Handler, bind_and_activate=False)
        self.socket.close()
        self.socket, self.sites, self.visits = listening, sites, visits


class _SecureRouter(_Router):
    scheme = "https"

    def use(self, authority: trustme.CA) -> None:
        """Gives every site a certificate of its own, chosen by the name the client says it wants."""
        self.contexts = {host: self._context(authority, host) for host in self.sites}
        self.entrance = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.entrance.sni_callback = self._choose

    @staticmethod
    def _context(authority: trustme.CA, host: str) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(host).configure_cert(context)
        return context

    def _choose(self, connection: ssl.SSLObject | ssl.SSLSocket, host: str | None, _: ssl.SSLContext) -> int | None:
        if host not in self.contexts:
            self.visits.append(Visit(self.scheme, host or "", "", 0, ""))
            return ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME
        connection.context = self.contexts[host]
        return None

    def finish_request(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        assert isinstance(request, socket.socket)
        # A client that gives up or is refused in the handshake has been told so; there is nobody left to answer.
        with suppress(ssl.SSLError, ConnectionError), self.entrance.wrap_socket(request, server_side=True) as secure:
            super().finish_request(secure, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = SECONDS
    server: _Router

    def do_GET(self) -> None:
        host = (self.headers["Host"] or "").partition(":")[0].casefold()
        answer = self._answer(host)
        if answer is None:
            self.server.visits.append(Visit(self.server.scheme, host, self.path, 0, ""))
            self.close_connection = True
            return
        agent = self.headers["User-Agent"] or ""
        self.server.visits.append(Visit(self.server.scheme, host, self.path, answer.status, agent))
        self.send_response_only(answer.status)
        for name, value in answer.headers:
            if name.casefold() not in _HOP_BY_HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def _answer(self, host: str) -> _Answer | None:
        site = self.server.sites.get(host)
        if site is None:
            return None
        if isinstance(site, Path):
            return _from_folder(site, self.path)
        kept = {name: value for name, value in self.headers.items() if name.casefold() not in _HOP_BY_HOP}
        return _from_server(site, self.path, kept | {"Host": host, "X-Forwarded-Proto": self.server.scheme})

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the library's
        """`visits` is the log."""


def _listening_inside(pid: int, *ports: int) -> list[socket.socket]:
    """Sockets that listen in the network of another process.

    A socket stays in the network it was made in, whoever uses it, and a thread may be in another network than its
    process. So one thread goes there, makes the sockets and ends; what this process asks itself still goes out here.
    """

    def make() -> list[socket.socket]:
        with Path(f"/proc/{pid}/ns/net").open() as network:
            if ctypes.CDLL(None, use_errno=True).setns(network.fileno(), _CLONE_NEWNET):
                raise OSError(ctypes.get_errno(), "entering the network namespace failed")
        return [socket.create_server((ADDRESS, port), backlog=64) for port in ports]

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(make).result()


def _refuse_what_cannot_work() -> None:
    if os.geteuid() != 0:
        raise ServerMissing("the pretend internet needs root")
    missing = [tool for tool in ("dnsmasq", "ip", "nsenter", "unshare") if shutil.which(tool) is None]
    if missing:
        raise ServerMissing(f"missing: {', '.join(missing)}; run: apt-get install iproute2 dnsmasq-base")


@contextmanager
def _network(folder: Path) -> Iterator[int]:
    """A network without a way out, in which every name leads to ADDRESS; the id of a process in it."""
    resolver, pid, log = folder / "resolv.conf", folder / "pid", folder / "log"
    resolver.write_text(f"nameserver {LOOPBACK}\n", encoding="ascii")
    command = ["unshare", "--net", "--mount", "sh", "-c", _CONNECT, "sh", ADDRESS, str(resolver), str(pid)]

    def ready() -> bool:
        return pid.exists() and pid.read_text(encoding="ascii").strip() != ""

    with running(command, ready=ready, log=log):
        yield int(pid.read_text(encoding="ascii"))


@contextmanager
def _answering(router: _Router) -> Iterator[None]:
    thread = threading.Thread(target=router.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        router.shutdown()
        router.server_close()
        thread.join()


@contextmanager
def internet(sites: Mapping[str, str | Path]) -> Iterator[Internet]:
    """Puts hosts on a pretend internet for as long as the block lasts: a server's base URL, or a folder of files.

    A path without a file of its name is served from the file with `.html` added. The servers may run outside.
    Raises ServerMissing where the machine cannot do this, ServerFailed when the network does not come up.
    """
    _refuse_what_cannot_work()
    for host, site in sites.items():
        if isinstance(site, Path) and not site.is_dir():
            raise ServerFailed(f"{host} has no folder at {site}")
    authority = trustme.CA()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="presence-audit-internet-")))
        pem = folder / "authority.pem"
        authority.cert_pem.write_to_path(str(pem))
        net = Internet(pem, stack.enter_context(_network(folder)))
        plain, secure = _listening_inside(net.pid, 80, 443)
        secure_router = _SecureRouter(secure, sites, net.visits)
        secure_router.use(authority)
        stack.enter_context(_answering(_Router(plain, sites, net.visits)))
        stack.enter_context(_answering(secure_router))
        yield net
