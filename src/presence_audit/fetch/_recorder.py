"""Writes the evidence: every request and answer of a run as WARC/1.1 (ISO 28500:2017), without secrets.

warcinfo    first: the software, `as_of`, the user agent, the stance on robots.txt
response    one per exchange, robots.txt and redirects included; the body decoded from its encodings
request     after each response
metadata    one per request of a platform, in JSON: which responses answered it, or why none did
resource    at most one: what the history knew before the run, so that a replay needs no history
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import uuid
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Self
from urllib.parse import quote, urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from presence_audit.errors import OutputError
from presence_audit.fetch._contract import HISTORY, PRODUCT, user_agent
from presence_audit.fetch._exchange import shown
from presence_audit.fetch._scrub import scrub_headers
from presence_audit.model.page import Miss

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presence_audit.fetch._exchange import Exchange
    from presence_audit.model.page import Page, Request

_WARC = "WARC/1.1"
_OF_A_URL = "%:/?#[]@!$&'()*+,;=~"
_ROBOTS = "obeyed (RFC 9309), except where the user states a permission: see `permitted` in the metadata records"


def _when(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _path(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


class Recorder:
    """A recording in the making; use it as a context manager around the Fetcher.

    It grows in a temporary file beside `path`, which takes its name when the block ends, also by Ctrl-C.
    `as_of` is the moment the report is made for, `started_at` when the run began, `keyed` the platforms whose official
    API is asked with a key of the user's (which is not kept), `past` what the history knew, in its own lines. Raises
    OutputError when it cannot be written; nothing is left under the name then.
    """

    def __init__(
        self,
        path: Path,
        *,
        as_of: datetime,
        started_at: datetime,
        version: str,
        contact: str | None = None,
        keyed: Iterable[str] = (),
        past: bytes = b"",
    ) -> None:
        # Through a link, so that the link stays; never over a device, a pipe or a folder.
        path = path.resolve()
        self._path = path
        if path.exists() and not path.is_file():
            raise OutputError(f"the recording {path} was not written: it is no ordinary file. Choose another place.")
        self._written: Counter[uuid.UUID] = Counter()
        self._failure: OutputError | None = None
        try:
            handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        except OSError as error:
            raise self._failed(error) from error
        self._temporary: Path | None = Path(temporary)
        self._file = os.fdopen(handle, "wb")
        self._warc = WARCWriter(self._file, gzip=True, warc_version=_WARC)
        fields = {
            "software": f"{PRODUCT}/{version}",
            "format": "WARC File Format 1.1",
            "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "as_of": _when(as_of),
            "http-header-user-agent": user_agent(version, contact),
            "robots": _ROBOTS,
        }
        if names := sorted(keyed):
            fields["keyed"] = " ".join(names)
        block = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        self._write("warcinfo", "", started_at, content_type="application/warc-fields", body=block.encode())
        if past:
            self._write("resource", HISTORY, started_at, content_type="application/jsonl", body=past)
        if self._failure:
            raise self._failure

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _failed(self, error: OSError) -> OutputError:
        why = error.strerror or "it cannot be written"
        return OutputError(
            f"the recording {self._path} was not written: {why}."
            " Choose another place for --record, or make room, and run the audit again."
        )

    def _write(
        self,
        kind: str,
        url: str,
        at: datetime,
        *,
        content_type: str,
        body: bytes,
        head: StatusAndHeaders | None = None,
        extra: dict[str, str] | None = None,
    ) -> str:
        """Write one record; its id follows from its content, so that equal runs give equal recordings."""
        if self._failure:
            return ""  # the answers are still worth reading; close() tells what happened
        if self._temporary is None:
            raise OutputError(f"the recording {self._path} is already closed")
        digest = hashlib.sha256(body).hexdigest()
        content = uuid.uuid5(uuid.NAMESPACE_URL, f"{kind}\n{url}\n{head}\n{digest}")
        self._written[content] += 1
        record_id = uuid.uuid5(content, str(self._written[content])).urn
        headers = {"WARC-Record-ID": f"<{record_id}>", "WARC-Date": _when(at), **(extra or {})}
        if kind in {"response", "metadata", "resource"}:
            headers["WARC-Payload-Digest"] = f"sha256:{digest}"
        record = self._warc.create_warc_record(
            url,
            kind,
            payload=BytesIO(body),
            length=len(body),
            warc_content_type=content_type,
            warc_headers_dict=headers,
            http_headers=head or StatusAndHeaders("", [], ""),
        )
        if head is None:
            record.http_headers = None
        try:
            self._warc.write_record(record)
        except OSError as error:
            self._discard()
            self._failure = self._failed(error)
        return record_id

    def _discard(self) -> None:
        temporary, self._temporary = self._temporary, None
        with contextlib.suppress(OSError):
            self._file.close()
        if temporary:
            temporary.unlink(missing_ok=True)

    def exchange(self, exchange: Exchange) -> Exchange:
        """Record one answer and the request that brought it; returns it with its record id."""
        phrase = exchange.phrase if exchange.phrase.isprintable() else ""
        head = StatusAndHeaders(f"{exchange.status} {phrase}", list(exchange.headers.items()), "HTTP/1.1")
        extra = {"WARC-Truncated": "length"} if exchange.cut else {}
        record_id = self._write(
            "response",
            exchange.shown,
            exchange.at,
            content_type="application/http;msgtype=response",
            body=exchange.body,
            head=head,
            extra=extra,
        )
        method = "GET" if exchange.asked_in is None else "POST"
        told = list(scrub_headers(exchange.asked_with))
        head = StatusAndHeaders(f"{method} {_path(exchange.shown)} HTTP/1.1", told, "")
        self._write(
            "request",
            exchange.shown,
            exchange.at,
            content_type="application/http;msgtype=request",
            body=exchange.asked_in or b"",
            head=head,
            extra={"WARC-Concurrent-To": f"<{record_id}>"},
        )
        return replace(exchange, record=record_id)

    def answer(self, request: Request, answer: Page | Miss, records: list[str], *, permitted: bool) -> None:
        """Record what came of a request: the responses that answered it, or the reason why none did."""
        fields: dict[str, object] = {"asked": answer.asked, "accept": request.accept, "permitted": permitted}
        if request.body is not None:
            fields["body"] = request.body
        if isinstance(answer, Miss):
            at = answer.at
            fields |= {"outcome": str(answer.outcome), "reason": answer.reason, "at": _when(at)}
        else:
            at = answer.fetched_at
            fields["responses"] = records
        block = json.dumps(fields, sort_keys=True).encode()
        self._write(
            "metadata", quote(shown(request.url), safe=_OF_A_URL), at, content_type="application/json", body=block
        )

    def close(self) -> None:
        """Finish the recording under its name. What was recorded until then is kept, however the run ended."""
        if self._failure:
            raise self._failure
        if self._temporary is None:
            return
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._temporary.replace(self._path)
        except OSError as error:
            self._discard()
            raise self._failed(error) from error
        self._temporary = None
