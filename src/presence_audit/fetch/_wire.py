"""The network itself: one GET over one connection, with every way it can fail told as a sentence."""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp
import httpx
from httpx_aiohttp import AiohttpTransport

from presence_audit.fetch._decoding import ACCEPT_ENCODING, read_body, size
from presence_audit.fetch._exchange import Exchange, NoAnswer, kept_headers, network_error, shown
from presence_audit.fetch._scrub import ascii_text
from presence_audit.model.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from presence_audit.fetch._contract import Politeness
    from presence_audit.fetch._guard import Guard

_log = logging.getLogger("presence_audit.fetch")

# Sites send policies longer than aiohttp's own 8 KiB a line; the whole head stays bounded by its 128 lines.
_HEADER_LINE = 64 * 1024


def _certificates() -> ssl.SSLContext:
    """The system's certificates (SSL_CERT_FILE and SSL_CERT_DIR included), else the bundled ones of httpx."""
    context = ssl.create_default_context()
    paths = ssl.get_default_verify_paths()
    # A folder of certificates is read as it is needed, so it does not show in the store's own count.
    folder = any(Path(paths.capath).iterdir()) if paths.capath else False
    if context.cert_store_stats()["x509_ca"] or folder:
        return context
    return httpx.create_ssl_context(trust_env=False)


class _FixedResolver(aiohttp.abc.AbstractResolver):
    """Leads host names where the caller says, as `curl --connect-to` does."""

    def __init__(self, resolve: Callable[[str, int], tuple[str, int]]) -> None:
        self._resolve = resolve

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[Any]:
        address, at_port = self._resolve(host, port)
        return [{"hostname": host, "host": address, "port": at_port, "family": family, "proto": 0, "flags": 0}]

    async def close(self) -> None:
        """There is nothing to close."""


def _explain(error: Exception, host: str) -> NoAnswer:
    """Say what went wrong, and whether trying again may help."""
    cause = error.__cause__ if isinstance(error, httpx.HTTPError) and error.__cause__ else error
    match cause:
        case aiohttp.ClientConnectorCertificateError():
            why = getattr(cause.certificate_error, "verify_message", "") or "not valid"
            return network_error(f"the certificate of {host} was refused: {why}")
        case aiohttp.ClientSSLError() | ssl.SSLError():
            return network_error(f"no secure connection could be made to {host}")
        case aiohttp.ClientConnectorDNSError():
            passing = cause.os_error.errno == socket.EAI_AGAIN
            return network_error(f"the name {host} leads to no address", retry=passing)
        case aiohttp.ClientConnectorError():
            return network_error(f"{host} took no connection", retry=True)
        case aiohttp.ConnectionTimeoutError():
            return network_error(f"{host} took no connection in time", retry=True)
        case aiohttp.ServerTimeoutError():
            return network_error(f"{host} fell silent in the middle of its answer")
        case aiohttp.ServerDisconnectedError():
            return network_error(f"{host} closed the connection without an answer")
        case aiohttp.ClientPayloadError():
            return network_error(f"the answer of {host} broke off or is garbled")
        case aiohttp.InvalidURL():
            return network_error(f"{host} is no valid host name")
        case aiohttp.ClientResponseError():
            return network_error(f"the answer of {host} is not valid HTTP")
        case _:
            return network_error(f"the connection to {host} broke")


class Wire:
    """The one session of a run: connections, certificates, guard, limits. No cookies, no proxy, no .netrc.

    A proxy from the environment is not used, because it would look up the names itself and so lead
    around the guard.
    """

    def __init__(
        self,
        politeness: Politeness,
        guard: Guard,
        user_agent: str,
        now: Callable[[], datetime],
        resolve: Callable[[str, int], tuple[str, int]] | None,
    ) -> None:
        self._politeness = politeness
        self._guard = guard
        self._now = now
        self._always = {
            "user-agent": user_agent,
            "accept-language": politeness.accept_language,
            "accept-encoding": ACCEPT_ENCODING,
        }
        self._timeouts = {"connect": politeness.connect, "read": politeness.read}
        certificates = _certificates()
        session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=0,
                ssl=certificates,
                socket_factory=guard.make_socket,
                resolver=_FixedResolver(resolve) if resolve else aiohttp.ThreadedResolver(),
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            max_line_size=_HEADER_LINE,
            max_field_size=_HEADER_LINE,
        )
        self._transport = AiohttpTransport(verify=certificates, client=session)

    async def close(self) -> None:
        await self._transport.aclose()

    async def get(
        self, url: str, headers: Mapping[str, str], *, cap: int, cut: bool = False, body: str | None = None
    ) -> Exchange:
        """Send one GET, or a POST of `body`, and read its answer, of at most `cap` decoded bytes. Raises NoAnswer."""
        told = {**self._always, **headers}
        method, content = ("GET", None) if body is None else ("POST", body.encode())
        try:
            request = httpx.Request(method, url, headers=told, content=content, extensions={"timeout": self._timeouts})
        except (httpx.InvalidURL, UnicodeError) as error:
            raise network_error("this is no valid address") from error
        host = request.url.raw_host.decode("ascii")
        with self._guard.watching(host) as refused:
            try:
                async with asyncio.timeout(self._politeness.request):
                    exchange = await self._exchange(request, url, cap, cut=cut)
            except TimeoutError as error:
                raise network_error(
                    f"{host} did not answer completely within {self._politeness.request:g} s"
                ) from error
            except (aiohttp.ClientError, httpx.HTTPError, OSError, ValueError) as error:
                # ValueError is what a name that no DNS can hold raises (UnicodeError).
                if refused and isinstance(error.__cause__, aiohttp.ClientConnectorError):
                    reason = f"{host} leads to {refused[0]}, which is not a public address"
                    raise NoAnswer(Outcome.BLOCKED_ADDRESS, reason) from error
                raise _explain(error, host) from error
        _log.info("%s answered %d, %d bytes", exchange.shown, exchange.status, len(exchange.body))
        return exchange

    async def _exchange(self, request: httpx.Request, url: str, cap: int, *, cut: bool) -> Exchange:
        host = request.url.raw_host.decode("ascii")
        response = await self._transport.handle_async_request(request)
        raw = response.headers.raw
        found = {name.lower(): ascii_text(value) for name, value in raw}
        try:
            announced = found.get(b"content-length", "")
            if not cut and announced.isdecimal() and len(announced) < 20 and int(announced) > cap:
                raise network_error(
                    f"the answer of {host} is {size(int(announced))}, more than the {size(cap)} that are read"
                )
            encodings = ", ".join(ascii_text(value) for name, value in raw if name.lower() == b"content-encoding")
            body, was_cut = await read_body(response.aiter_raw(), encodings, cap, host, cut=cut)
        finally:
            await response.aclose()
        phrase = response.extensions.get("reason_phrase", b"")
        return Exchange(
            url=url,
            shown=shown(url),
            asked_with=request.headers.raw,
            asked_in=request.content if request.method == "POST" else None,
            status=response.status_code,
            phrase=phrase.decode("ascii", "ignore"),
            headers=kept_headers(raw, body),
            location=found.get(b"location"),
            body=body,
            at=self._now(),
            cut=was_cut,
        )
