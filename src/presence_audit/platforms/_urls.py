"""URLs as people write them, taken apart once for all platforms."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Literal
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

import tldextract

RefusedAs = Literal["share", "legal", "post", "other", "bad", "unknown"]

# Longer than any address that a browser shows; what is longer is no address of an account.
LONGEST = 2048

# Subdomains that change the language or the device, never the account.
_SAME_SITE = re.compile(r"^(?:www|m|mobile|web|touch|[a-z]{2}(?:-[a-z]{2})?)$")
_WITH_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*|\[[0-9a-f:.]+\]")

_REFUSALS: dict[RefusedAs, str] = {
    "share": "this is a share link, which passes a page on and names no account",
    "legal": "this is a page of the platform's own terms, not an account",
    "post": "this is a single post, not an account",
    "other": "this page is not an account",
    "bad": "this address names no account",
    "unknown": "no known platform",
}


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
    the path in NFC, `query` the decoded parameters (the first of each name). `text` is the whole URL as it
    may be asked for and shown: with its scheme, without user name, password and fragment.
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

    @property
    def label(self) -> str:
        """What stands before the site as written, without `www.`: two letters can be somebody's name."""
        written = self.netloc.rpartition(":")[0] if ":" in self.netloc else self.netloc
        labels = f".{written}".removesuffix(f".{self.site}").removeprefix(".").split(".")
        return ".".join(labels[1:] if labels[0] == "www" else labels)


def fold(handle: str) -> str:
    """The spelling under which two handles are the same; not for ids, whose case counts."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", handle).casefold())


def refuse(why: RefusedAs, instead: str = "") -> Refusal:
    """A refusal in the usual words, with the account's own address where the URL gives it away."""
    hint = f"; the account is {instead}" if instead else "; write the address of the profile itself"
    return Refusal(why, _REFUSALS[why] + hint)


def unclaimed(_: ParsedUrl) -> None:
    """What software whose addresses give nothing away recognises by their shape alone: none."""


def words(*, share: str = "", legal: str = "", post: str = "", other: str = "") -> dict[str, RefusedAs]:
    """A platform's reserved first segments, each with the word it is refused with."""
    table: dict[str, RefusedAs] = dict.fromkeys(share.split(), "share")
    table |= dict.fromkeys(legal.split(), "legal")
    table |= dict.fromkeys(post.split(), "post")
    table |= dict.fromkeys(other.split(), "other")
    return table


@cache
def _suffixes() -> tldextract.TLDExtract:
    """The bundled public suffix list; never downloaded."""
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


@lru_cache(maxsize=1024)
def _domain(host: str, *, private: bool) -> str:
    found = _suffixes()(host, include_psl_private_domains=private)
    if not found.suffix and found.subdomain:  # the list's own rule for a top level that it does not know
        return ".".join((found.subdomain.rpartition(".")[2], found.domain))
    return found.top_domain_under_public_suffix or host


def registrable(host: str) -> str:
    """The registrable domain of a host (example.co.uk), or the host itself (localhost, an address)."""
    return _domain(host, private=False)


def owned_domain(host: str) -> str:
    """The part of a host that one owner holds.

    As `registrable`, but one customer of a hosting service (nordlys.github.io) is not the next one.
    """
    return _domain(host, private=True)


def owner_of(url: str) -> str:
    """The `owned_domain` of a URL's host; empty where it has none."""
    try:
        return owned_domain(urlsplit(url).hostname or "")
    except ValueError:
        return ""


def _split(text: str) -> SplitResult | None:
    cleaned = text.strip().strip("<>\"'").rstrip(".,;)")
    if len(cleaned) > LONGEST or " " in cleaned or not cleaned.isprintable():
        return None
    if not _WITH_SCHEME.match(cleaned):
        cleaned = "https://" + cleaned.removeprefix("//")
        # Without a scheme a word is a URL only when it looks like a host: `acme`, `@acme`, `a@b.no` do not.
        start = cleaned.removeprefix("https://").partition("/")[0]
        if "@" in start or not ("." in start or start.partition(":")[0] == "localhost"):
            return None
    try:
        parts = urlsplit(cleaned)
    except ValueError:
        return None
    return parts if parts.hostname else None


def _path(parts: SplitResult) -> tuple[str, ...]:
    path = parts.path
    if path in {"", "/"} and parts.fragment.startswith("!/"):  # twitter.com/#!/name, as it was once written
        path = parts.fragment.removeprefix("!")
    segments: list[str] = []
    for raw in path.split("/"):
        segment = unicodedata.normalize("NFC", unquote(raw))
        if segment == "..":
            segments = segments[:-1]
        elif segment not in {"", "."}:
            segments.append(segment)
    return tuple(segments)


def parse_url(text: str) -> ParsedUrl | None:
    """Take a URL apart; None when it is none. A missing scheme is https."""
    parts = _split(text)
    if parts is None or parts.hostname is None:
        return None
    try:
        host = parts.hostname.rstrip(".")
        port = parts.port
    except ValueError:
        return None
    host = f"[{host}]" if ":" in host else unicodedata.normalize("NFC", host)
    if not _HOST.fullmatch(host):
        return None
    site = registrable(host)
    labels = host.removesuffix(site).rstrip(".").split(".") if host != site else []
    while labels and _SAME_SITE.match(labels[0]):
        labels.pop(0)
    sub = ".".join(label for label in labels if label)
    tail = f":{port}" if port and port not in {80, 443} else ""
    shown = (f"{sub}.{site}" if sub else site) + tail
    scheme = parts.scheme.casefold()
    text = parts._replace(scheme=scheme, netloc=host + tail, fragment="").geturl()
    query: dict[str, str] = {}
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        query.setdefault(name, value)
    return ParsedUrl(scheme, host + tail, shown, site, sub, _path(parts), query, text)
