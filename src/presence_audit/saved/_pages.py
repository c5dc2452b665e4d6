"""Saved pages as they lie on disk -> pages as a site would have sent them.

A browser saves a page as HTML (Chrome writes its address into a comment, Firefox does not), as one file with
everything in it (the extension SingleFile, which writes address and time), or as MHTML (RFC 2557; the headers
Snapshot-Content-Location and Date). Where a file does not say when it was saved, the time of its last change on disk
is taken.
"""

from __future__ import annotations

import email
import email.policy
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from presence_audit.errors import EvidenceError
from presence_audit.model.observation import Evidence
from presence_audit.model.page import Page
from presence_audit.platforms import parse_url

if TYPE_CHECKING:
    from collections.abc import Mapping
    from email.message import EmailMessage

_SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml", ".mhtml", ".mht"})
_LARGEST: Final = 64 * 1024 * 1024
_HEAD: Final = 8 * 1024
_SAVED_FROM: Final = re.compile(rb"<!--\s*saved from url=\(\d{4,5}\)(\S+)\s*-->", re.IGNORECASE)
_SINGLE_FILE: Final = re.compile(
    rb"<!--\s*Page saved with SingleFile\s+url:\s*(?P<url>\S+)(?:\s+saved date:\s*(?P<date>[^\r\n]+))?", re.IGNORECASE
)
# A script with something in it. SingleFile keeps the data for search engines, and may add a helper of its own.
_SCRIPT: Final = re.compile(rb"<script(?P<said>[^>]{0,400})>\s*[^<\s]", re.IGNORECASE)
_NOT_OF_THE_SITE: Final = re.compile(rb"ld\+json|data-template-shadow-root", re.IGNORECASE)
_CANONICAL: Final = (
    re.compile(rb"<link[^>]{0,300}\brel=[\"']?canonical[\"']?[^>]{0,300}>", re.IGNORECASE),
    re.compile(rb"<meta[^>]{0,300}\bproperty=[\"']?og:url[\"']?[^>]{0,600}>", re.IGNORECASE),
)
_ADDRESS: Final = re.compile(rb"\b(?:href|content)=[\"']?(https?://[^\s\"'<>]{1,2000})", re.IGNORECASE)
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Date.prototype.toString of ECMAScript: Thu Nov 26 2026 09:24:52 GMT+0100 (…).
_JS_DATE: Final = re.compile(r"\w{3} (\w{3}) (\d{2}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT([+-]\d{4})")


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page as its site sent it to the user's browser, and the file it lies in.

    `page.url` is empty where the file does not say which address it was saved from. `is_dated` says that the file
    itself tells when it was saved, `is_stripped` that it was saved without the page's scripts: MHTML and SingleFile
    leave them out, and with them the data that many sites keep there.
    """

    page: Page
    evidence: Evidence
    is_dated: bool
    is_stripped: bool


def _unusable(path: Path, why: str, step: str) -> EvidenceError:
    return EvidenceError(f"the saved page {path.name} cannot be used: {why}. {step}")


def _js_date(text: str) -> datetime | None:
    found = _JS_DATE.match(text.strip())
    if found is None or found[1] not in _MONTHS:
        return None
    month, day, year, hour, minute, second, zone = found.groups()
    try:
        return datetime.strptime(
            f"{year}-{_MONTHS.index(month) + 1:02}-{day} {hour}:{minute}:{second} {zone}", "%Y-%m-%d %H:%M:%S %z"
        ).astimezone(UTC)
    except ValueError:
        return None


def _mail_date(text: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text or "")
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _address(raw: bytes) -> str:
    url = parse_url(raw.decode("utf-8", "replace"))
    return url.text if url is not None and url.scheme in {"http", "https"} else ""


def _said_by_the_page(body: bytes) -> str:
    for pattern in _CANONICAL:
        tag = pattern.search(body)
        found = _ADDRESS.search(tag[0]) if tag else None
        if found:
            return _address(found[1].replace(b"&amp;", b"&"))
    return ""


def _html(body: bytes) -> tuple[str, datetime | None, bytes, Mapping[str, str]]:
    head = body[:_HEAD]
    single = _SINGLE_FILE.search(head)
    if single:
        at = _js_date((single["date"] or b"").decode("ascii", "replace"))
        return _address(single["url"]) or _said_by_the_page(body), at, body, {}
    saved = _SAVED_FROM.search(head)
    return (_address(saved[1]) if saved else "") or _said_by_the_page(body), None, body, {}


def _root(message: EmailMessage) -> EmailMessage | None:
    """The part of an MHTML file that is the page itself: the first HTML that is no frame of another."""
    parts = [part for part in message.walk() if part.get_content_type() in {"text/html", "application/xhtml+xml"}]
    wanted = message.get("Snapshot-Content-Location")
    named = [part for part in parts if wanted and part.get("Content-Location") == wanted]
    return next(iter([*named, *parts]), None)


def _mhtml(path: Path, raw: bytes) -> tuple[str, datetime | None, bytes, Mapping[str, str]]:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    part = _root(message)
    body = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(body, bytes):
        raise _unusable(path, "this MHTML file holds no page", "Save the page again.")
    location = message.get("Snapshot-Content-Location") or part.get("Content-Location") or ""
    headers = {"content-type": f"text/html; charset={part.get_content_charset() or 'utf-8'}"}
    return _address(str(location).encode()), _mail_date(message.get("Date")), body, headers


def _read(path: Path) -> SavedPage:
    try:
        if path.stat().st_size > _LARGEST:
            raise _unusable(path, f"it is larger than {_LARGEST // 2**20} MiB", "Save the page without its videos.")
        raw = path.read_bytes()
        changed = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
    except OSError as error:
        raise _unusable(path, error.strerror or "it cannot be read", "Check the path in profiles.yaml.") from error
    is_mhtml = path.suffix.casefold() in {".mhtml", ".mht"} or re.match(rb"From: <Saved by|MIME-Version:", raw[:200])
    url, at, body, headers = _mhtml(path, raw) if is_mhtml else _html(raw)
    moment = at or changed
    page = Page(url, url, 200, {"content-type": "text/html", **headers}, body, moment)
    digest = Page("", "", 200, {}, raw, moment).sha256
    strips = is_mhtml or _SINGLE_FILE.search(raw[:_HEAD]) is not None
    stripped = strips and all(_NOT_OF_THE_SITE.search(script["said"]) for script in _SCRIPT.finditer(body))
    return SavedPage(page, Evidence(f"saved:{path.name}", None, digest, moment), at is not None, stripped)


def _files(folder: Path) -> list[Path]:
    """The pages of a folder, without what browsers save beside a page (`name_files/`)."""
    found: list[Path] = []

    def refuse(error: OSError) -> None:
        why = error.strerror or "it cannot be read"
        raise _unusable(
            Path(error.filename or folder), why, "Give yourself the right to read it, or copy it."
        ) from error

    for here, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.endswith(("_files", ".fld")) and name[0] != ".")
        found += [Path(here) / name for name in sorted(names) if Path(name).suffix.casefold() in _SUFFIXES]
    # A pipe would be waited for without end; a link that leads nowhere is told when it is read.
    return [path for path in found if path.is_file() or not path.exists()]


def pages_at(path: Path) -> tuple[SavedPage, ...]:
    """The page at `path`, or all of a folder and the folders below it, in the order of their names.

    Raises EvidenceError where there is none, or where one cannot be read.
    """
    # Those of os.path answer where those of Path raise: a folder that may not be entered, a name that is too long.
    if os.path.isdir(path):  # noqa: PTH112
        pages = tuple(_read(file) for file in _files(path))
        if not pages:
            raise _unusable(path, "the folder holds no .html or .mhtml file", "Save the page from a browser into it.")
        return pages
    if not os.path.isfile(path):  # noqa: PTH113
        why = "it does not exist, is no file, or may not be opened"
        raise _unusable(path, why, "Write its path from where profiles.yaml lies.")
    return (_read(path),)
