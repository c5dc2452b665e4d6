"""Keeps secrets out of evidence: nothing that identifies a session or this machine is kept, shown or logged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable

REDACTED = "REDACTED"

_SECRET_PARAMETERS = frozenset(
    {
        "access_token",
        "accesstoken",
        "api_key",
        "api-key",
        "apikey",
        "auth",
        "auth_token",
        "authorization",
        "client_secret",
        "code",
        "csrf",
        "csrf_token",
        "hmac",
        "id_token",
        "jsessionid",
        "jwt",
        "key",
        "passwd",
        "password",
        "phpsessid",
        "pwd",
        "refresh_token",
        "secret",
        "session",
        "session_id",
        "session_token",
        "sessionid",
        "sid",
        "sig",
        "signature",
        "token",
        "x-amz-credential",
        "x-amz-security-token",
        "x-amz-signature",
    }
)
_SECRET_HEADERS = frozenset({"authorization", "cookie", "set-cookie", "set-cookie2", "authentication-info"})
# Some servers tell the caller's own address back.
_ADDRESS_HEADERS = frozenset(
    {"client-ip", "forwarded", "true-client-ip", "x-client-ip", "x-forwarded-for", "x-real-ip", "x-remote-ip"}
)
_SECRET_HEADER = re.compile(
    r"^(?:proxy-.*|x-(?:.*-)?(?:token|key|secret|session|signature|auth|authorization|csrf|password)"
    r"|(?:.*-)?(?:api-?key|csrf-?token|xsrf-?token|access-?token|auth-?token|client-?ip|connecting-ip))$"
)
# `?name=` in a query, also in one that is percent-encoded (once or more) inside another URL.
_PARAMETER = re.compile(
    r"(?:[?&;]|%(?:25)*(?:3f|26|3b))"
    r"(?P<name>(?:[\w.\-]|%(?:25)*(?:2d|2e|5f|[46][1-9a-f]|[57][0-9a]))+)"
    r"(?:=|%(?:25)*3d)",
    re.IGNORECASE | re.ASCII,
)
_VALUE = re.compile(r"(?:(?!%(?:25)*(?:26|3b|23))[^&;#\s\"'<>])*", re.IGNORECASE)
_LONGEST_NAME = 100
_USERINFO = re.compile(r"(?<=://)[^/?#\s@\"'<>]+(?=@)")


def _is_secret(name: str) -> bool:
    if len(name) > _LONGEST_NAME:
        return False
    while (plain := unquote(name)) != name:
        name = plain
    return name.casefold() in _SECRET_PARAMETERS


def scrub_text(text: str) -> str:
    """Put REDACTED for user:password@, and for each query parameter that is a key, a token or a session by name."""
    if "@" in text:
        text = _USERINFO.sub(REDACTED, text)
    kept, at = [], 0
    for parameter in _PARAMETER.finditer(text):
        if parameter.start() < at or not _is_secret(parameter["name"]):
            continue
        value = _VALUE.match(text, parameter.end())
        if value and value[0]:
            kept += [text[at : parameter.end()], REDACTED]
            at = value.end()
    return "".join(kept) + text[at:] if kept else text


def ascii_text(raw: bytes) -> str:
    """A header as printable ASCII, other bytes percent-encoded: it survives a recording, and a Location is one."""
    value = raw.decode("latin-1")
    if value.isascii() and value.isprintable():
        return value.strip()
    return "".join(c if " " <= c <= "~" else f"%{ord(c):02X}" for c in value).strip()


def scrub_headers(headers: Iterable[tuple[bytes, bytes]]) -> tuple[tuple[str, str], ...]:
    """Headers as they may be kept: names in lower case, values in ASCII, secrets and own addresses REDACTED."""
    kept = []
    for raw_name, raw_value in headers:
        name = ascii_text(raw_name).lower()
        if name in _SECRET_HEADERS or name in _ADDRESS_HEADERS or _SECRET_HEADER.match(name):
            kept.append((name, REDACTED))
        else:
            kept.append((name, scrub_text(ascii_text(raw_value))))
    return tuple(kept)
