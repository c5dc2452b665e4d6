"""Which addresses are LinkedIn's accounts, and what its other addresses name: a post, the page behind a redirect."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlsplit, urlunsplit

from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, parse_url, refuse, words

_KINDS: Final = {"company": "company", "school": "school", "showcase": "showcase", "in": "person"}
_PATHS: Final = {kind: path for path, kind in _KINDS.items()}
_RESERVED: Final = words(
    share="sharearticle sharing cws share",
    legal="legal help",
    post="posts pulse embed",
    other="feed jobs groups login signup uas checkpoint authwall events learning search mynetwork dir",
)
_SLUG: Final = re.compile(r"[\w.&'’·-]{1,100}")  # noqa: RUF001  the typographic apostrophe occurs in company slugs
# urn:li:activity:7000…, and the same in the last part of /posts/name_words-activity-7000…-AbCd.
_URN: Final = re.compile(r"\b(activity|share|ugcPost)(?::|-)([0-9]{15,20})(?![0-9])")


def _account(kind: str, slug: str) -> Account | Refusal:
    handle = fold(slug)
    if not _SLUG.fullmatch(handle) or handle == "unavailable":
        return refuse("bad")
    return Account("linkedin", kind, handle, f"https://www.linkedin.com/{_PATHS[kind]}/{quote(handle)}")


def _whose(slug: str) -> str:
    """Whose a post is: its address begins with a name, and does not say whether that is a company's or a person's."""
    name = slug.partition("_")[0]
    account = _account("company", name) if "_" in slug else None
    return f"{account.url}, or the same with /in/ for a person" if isinstance(account, Account) else ""


def recognise(url: ParsedUrl) -> Account | Refusal:
    """Company pages, schools, showcases and people, whatever the language of the host."""
    parts = url.segments
    if url.first == "feed" and parts[1:2] == ("update",):
        return refuse("post")
    if url.first in _RESERVED:
        return refuse(_RESERVED[url.first], _whose(parts[1]) if url.first == "posts" and len(parts) > 1 else "")
    if url.first in _KINDS and len(parts) > 1:
        return _account(_KINDS[url.first], parts[1])
    if url.first == "pub" and len(parts) >= 5:
        # The address of before 2014: /pub/name/a/b/c is now /in/name-cba. Where a part is short, how it was
        # padded is not known; the numbers are kept as they stand.
        name, a, b, c = parts[1:5]
        return _account("person", f"{name}-{c}{b}{a}")
    return refuse("bad" if not parts or url.first in {*_KINDS, "pub"} else "other")


def account_at(url: str) -> Account | None:
    """The account that an address is the page of; None for any other address."""
    parsed = parse_url(url) if url else None
    found = recognise(parsed) if parsed is not None and parsed.site == "linkedin.com" else None
    return found if isinstance(found, Account) else None


def urn_in(url: str) -> tuple[str, str] | None:
    """The kind (activity, share, ugcPost) and the number of the post that an address or a URN names."""
    found = _URN.search(unquote(url))
    return None if found is None else (found[1], found[2])


def post_url(kind: str, number: str) -> str:
    """The address of a post, the same by whatever route it was read."""
    return f"https://www.linkedin.com/feed/update/urn:li:{kind}:{number}/"


def outward(url: str) -> str | None:
    """Where a link in a post leads, without LinkedIn's redirect and its `trk`; None where it stays at LinkedIn."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        to = dict(parse_qsl(parts.query)).get("url", "") if parts.path.startswith("/redir/") else ""
    except ValueError:
        return None
    if host == "linkedin.com" or host.endswith(".linkedin.com"):
        return outward(to) if to.startswith("http") and "linkedin.com/redir/" not in to else None
    if parts.scheme not in {"http", "https"} or not host:
        return None
    kept = "&".join(part for part in parts.query.split("&") if not part.startswith("trk="))
    return urlunsplit(parts._replace(query=kept)) if kept != parts.query else url
