"""URLs as people write them, taken apart once for all platforms."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import Literal
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

import tldextract

RefusedAs = Literal["share", "legal", "post", "other", "bad", "unknown"]

# Subdomains that change the language or the device, never the account.
_SAME_SITE = re.compile(r"^(?:www|m|mobile|web|touch|[a-z]{2}(?:-[a-z]{2})?)$")


@dataclass(frozen=True, slots=True)
class Account:
    """What a URL names: an account of a platform, with its one canonical URL.

    `candidate` is set where only the shape of the URL speaks for it and the host has to be asked.
    """

    platform: str
    kind: str
    handle: str
    url: str
    candidate: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a URL names no account, and what was probably meant."""

    why: RefusedAs
    message: str


@dataclass(frozen=True, slots=True)
class ParsedUrl:
    """A URL without what does not identify: `host` is lower case without `www.`, device and locale labels.

    `netloc` is the host as written, in lower case and with a port that is not the scheme's own: what to ask.
    `site` is the registrable domain, `sub` what stands before it, `segments` the percent-decoded parts of
    the path in NFC, `query` the decoded parameters (the first of each name).
    """

    scheme: str
    netloc: str
    host: str
    site: str
    sub: str
    segments: tuple[str, ...]
    query: dict[str, str] = field(hash=False)
    text: str = ""

    @property
    def first(self) -> str:
        """The whole first segment in lower case: reserved words are compared with this, never a prefix."""
        return self.segments[0].casefold() if self.segments else ""


@cache
def _suffixes() -> tldextract.TLDExtract:
    """The bundled public suffix list; never downloaded."""
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def registrable(host: str) -> str:
    """The registrable domain of a host (example.co.uk), or the host itself (localhost, an address)."""
    return _suffixes()(host).top_domain_under_public_suffix or host


def _split(text: str) -> SplitResult | None:
    cleaned = text.strip().rstrip(".,;)")
    if "://" not in cleaned:
        cleaned = "https://" + cleaned.removeprefix("//")
    try:
        parts = urlsplit(cleaned)
        return parts if parts.hostname else None
    except ValueError:
        return None


def parse_url(text: str) -> ParsedUrl | None:
    """Take a URL apart; None when it is none. A missing scheme is https."""
    parts = _split(text)
    if parts is None or parts.hostname is None:
        return None
    try:
        host = parts.hostname.rstrip(".").casefold()
        port = parts.port
    except ValueError:
        return None
    site = registrable(host)
    labels = host.removesuffix(site).rstrip(".").split(".") if host != site else []
    while labels and _SAME_SITE.match(labels[0]):
        labels.pop(0)
    sub = ".".join(label for label in labels if label)
    tail = f":{port}" if port and port not in {80, 443} else ""
    shown = (f"{sub}.{site}" if sub else site) + tail
    segments = tuple(
        unicodedata.normalize("NFC", unquote(segment)) for segment in parts.path.split("/") if segment
    )
    query: dict[str, str] = {}
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        query.setdefault(name, value)
    return ParsedUrl(parts.scheme.casefold(), host + tail, shown, site, sub, segments, query, text.strip())
