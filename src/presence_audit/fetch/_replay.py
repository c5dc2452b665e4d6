"""Answers from a recording instead of the network: the same evidence gives the same answers, for ever."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO, Self, cast, get_args
from urllib.parse import urlsplit

from warcio.bufferedreaders import ChunkedDataReader

from presence_audit.errors import EvidenceError
from presence_audit.fetch._addresses import next_address, parse_address
from presence_audit.fetch._contract import HISTORY
from presence_audit.fetch._decoding import decode
from presence_audit.fetch._exchange import REDIRECTS, NoAnswer, kept_headers, shown
from presence_audit.fetch._warc import BrokenRecordError, Record, record_at, records
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, MissOutcome, Page

if TYPE_CHECKING:
    from pathlib import Path

    from presence_audit.model.page import Request

_BODY_CAP = 64 * 1024 * 1024
_REDIRECTS = 10
_MISS_OUTCOMES = frozenset(get_args(MissOutcome))


def _when(text: str, offset: int) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise BrokenRecordError(offset, "a record has no date") from error
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Answered:
    """What came of one request: the responses on its way, or the reason why there is none."""

    responses: tuple[str, ...] = ()
    miss: Miss | None = None


@dataclass(slots=True)
class _Index:
    """Where in the file everything lies. Bodies stay there until they are asked for."""

    by_id: dict[str, int] = field(default_factory=dict)
    by_url: dict[str, int] = field(default_factory=dict)
    answers: dict[tuple[str, str, bool, str | None], _Answered] = field(default_factory=dict)
    keyed: tuple[str, ...] = ()
    past: bytes = b""
    as_of: datetime | None = None
    newest: datetime | None = None
    erased: int = 0

    def add(self, record: Record, offset: int) -> None:
        match record.kind:
            case "warcinfo":
                self._add_info(record, offset)
            case "response":
                at = _when(record.header("WARC-Date"), offset)
                self.newest = max(self.newest or at, at)
                self.by_id[record.header("WARC-Record-ID").strip("<>")] = offset
                self.by_url[record.header("WARC-Target-URI").strip("<>")] = offset
                _verify(record, offset)
            case "resource" if record.header("WARC-Target-URI").strip("<>") == HISTORY:
                _verify_content(record, offset)
                self.past = record.content
            case "metadata" if record.header("Content-Type") == "application/json":
                self._add_answer(record, offset)

    def moment(self) -> datetime:
        """The moment that the run was made for; of a recording of another tool, that of its last answer."""
        moment = self.as_of or self.newest
        if moment is None:
            raise BrokenRecordError(0, "it holds no answers")
        return moment

    def _add_info(self, record: Record, offset: int) -> None:
        for line in record.content.decode("utf-8", "replace").splitlines():
            name, _, value = line.partition(":")
            if name == "as_of":
                self.as_of = _when(value.strip(), offset)
            elif name == "keyed":
                self.keyed = tuple(value.split())
            elif name == "erased" and value.strip().isdecimal():
                self.erased += int(value)

    def _add_answer(self, record: Record, offset: int) -> None:
        try:
            fields = json.loads(record.content)
            body = str(fields["body"]) if "body" in fields else None
            key = (str(fields["asked"]), str(fields["accept"]), bool(fields["permitted"]), body)
            self.answers[key] = _answered(fields, offset)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise BrokenRecordError(offset, "a metadata record cannot be read") from error


def _verify_content(record: Record, offset: int) -> None:
    digest = record.header("WARC-Payload-Digest")
    if digest.startswith("sha256:") and digest != f"sha256:{hashlib.sha256(record.content).hexdigest()}":
        raise BrokenRecordError(offset, "an answer in it has been altered since it was recorded")


def _verify(record: Record, offset: int) -> None:
    _verify_content(record, offset)
    if record.http is None or not str(record.http.get_statuscode()).isdecimal():
        raise BrokenRecordError(offset, "an answer in it has no HTTP status")


def _answered(fields: dict[str, Any], offset: int) -> _Answered:
    if "responses" in fields:
        return _Answered(tuple(str(record_id) for record_id in fields["responses"]))
    outcome = Outcome(fields["outcome"])
    if outcome not in _MISS_OUTCOMES:
        raise ValueError(f"{outcome} is no outcome of a request")
    at = _when(str(fields["at"]), offset)
    miss = Miss(str(fields["asked"]), cast("MissOutcome", outcome), str(fields["reason"]), at)
    return _Answered(miss=miss)


class Replay:
    """Answers from the recording at `path`, without any network; use it as a context manager, or close() it.

    `as_of` is the moment that the recorded run was made for, `keyed` the platforms whose official API it asked, `past`
    what its history knew before it, in lines of the history (empty where it kept none), `erased` how many records were
    taken out of it since, for people who asked to be forgotten.
    Recordings of other tools can be replayed as well: their redirects are followed from response to response, the
    last response of an address counts. Raises EvidenceError where the file is missing, damaged, cut off or no
    recording.
    """

    as_of: datetime
    keyed: tuple[str, ...]
    erased: int
    past: bytes

    def __init__(self, path: Path) -> None:
        self._path = path
        self._index = _Index()
        try:
            self._file: BinaryIO = path.open("rb")
        except OSError as error:
            raise EvidenceError(
                f"the recording {path} cannot be opened: {error.strerror}. Check the name after --replay."
            ) from error
        try:
            for offset, record in records(self._file):
                self._index.add(record, offset)
            self.as_of = self._index.moment()
            self.keyed = self._index.keyed
            self.erased = self._index.erased
            self.past = self._index.past
        except BrokenRecordError as broken:
            self._file.close()
            raise self._unusable(broken) from broken
        except OSError as error:
            self._file.close()
            raise EvidenceError(f"the recording {path} cannot be read: {error.strerror}.") from error

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _unusable(self, broken: BrokenRecordError) -> EvidenceError:
        return EvidenceError(
            f"the recording {self._path} cannot be used: {broken.what} (at byte {broken.offset})."
            " Fetch a fresh copy of the file, or record the evidence anew with --record."
        )

    def _missing(self, asked: str) -> Miss:
        if self._index.erased:
            reason = "this address is not in the recording, from which answers were erased on request"
            return Miss(asked, Outcome.NOT_ATTEMPTED, reason, self.as_of)
        return Miss(asked, Outcome.NOT_ATTEMPTED, "this address is not in the recording", self.as_of)

    def _page(self, asked: str, offset: int) -> tuple[Page, str | None]:
        """The page recorded at `offset`, and where it redirects to."""
        try:
            record = record_at(self._file, offset)
            at = _when(record.header("WARC-Date"), offset)
        except BrokenRecordError as broken:
            raise self._unusable(broken) from broken
        url, http = record.header("WARC-Target-URI").strip("<>"), record.http
        if http is None:
            raise self._unusable(BrokenRecordError(offset, "it has changed while it was read"))
        body = record.content
        if http.get_header("Transfer-Encoding", "").lower() == "chunked":
            body = ChunkedDataReader(BytesIO(body)).read()
        host = urlsplit(url).hostname or url
        body = decode(body, http.get_header("Content-Encoding", ""), _BODY_CAP, host)
        raw = [(name.encode(), value.encode()) for name, value in http.headers]
        page = Page(asked, url, int(http.get_statuscode()), kept_headers(raw, body), body, at)
        return page, http.get_header("Location") if page.status in REDIRECTS else None

    def _walk(self, asked: str) -> Page | Miss:
        """Follow the redirects of a recording that does not say what came of a request."""
        url = parse_address(asked)
        for _ in range(_REDIRECTS + 1):
            offset = self._index.by_url.get(str(url))
            if offset is None:
                break
            page, location = self._page(asked, offset)
            if location is None:
                return page
            url = next_address(url, location)
        return self._missing(asked)

    async def fetch(self, request: Request, *, permission: str | None = None) -> Page | Miss:
        """Answer one request as it was answered then; what was not asked then is a Miss.

        `permission` only tells apart two recorded answers to the same address; robots.txt was judged then.
        """
        asked = shown(request.url)
        permitted = bool(permission and permission.strip())
        answers = self._index.answers
        keys = [(asked, request.accept, order, request.body) for order in (permitted, not permitted)]
        answered = next((answers[key] for key in keys if key in answers), None)
        try:
            if answered is None and request.body is not None:
                return Miss(asked, Outcome.NOT_ATTEMPTED, "this question is not in the recording", self.as_of)
            if answered is None:
                return self._walk(asked)
            if answered.miss:
                return answered.miss
            offset = self._index.by_id.get(answered.responses[-1] if answered.responses else "")
            if offset is None:
                broken = BrokenRecordError(0, f"the answer of {urlsplit(asked).hostname} is missing in it")
                raise self._unusable(broken)
            return self._page(asked, offset)[0]
        except NoAnswer as miss:
            return Miss(asked, miss.outcome, miss.reason, self.as_of)
