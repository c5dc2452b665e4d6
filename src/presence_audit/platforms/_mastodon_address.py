"""Which addresses name an account of Mastodon, or of software that writes addresses as it does."""

from __future__ import annotations

import re

from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, parse_url, refuse

# app/models/account.rb; other software allows dots and dashes everywhere.
_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?")
_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{1,61}")
_TABS = frozenset({"with_replies", "media", "featured", "followers", "following", "tagged", "collections"})


def _account(name: str, host: str, scheme: str = "https") -> Account | None:
    """The account as its own server shows it; None when the name is none that the software allows."""
    if not _NAME.fullmatch(name) or name.endswith((".rss", ".atom", ".json")):
        return None
    handle, server = fold(name), host.casefold().removeprefix("www.")
    return Account("mastodon", "account", f"{handle}@{server}", f"{scheme}://{server}/@{handle}", candidate=True)


def _named(text: str, url: ParsedUrl) -> Account | None:
    """`@name` on this server, or `@name@elsewhere`, seen from here."""
    name, _, elsewhere = text.removeprefix("@").partition("@")
    if elsewhere:
        return _account(name, elsewhere) if _HOST.fullmatch(elsewhere) else None
    # A port is written by who tries a server out, and only then is http meant.
    return _account(name, url.netloc, url.scheme if ":" in url.netloc else "https")


def recognise(url: ParsedUrl) -> Account | Refusal | None:
    """`/@name`, `/users/name`, `/@name@elsewhere` on any host, and the same below a web client's prefix.

    Only the shape speaks for it, so the account is a candidate until its host has answered.
    """
    segments = url.segments
    if len(segments) > 1 and segments[1].startswith("@") and (segments[0] in {"web", "deck"} or "." in segments[0]):
        host, *segments_there = segments  # elk.zone/mastodon.example/@name, mastodon.example/deck/@name
        there = parse_url(f"https://{host}") if "." in host else None
        url, segments = there or url, tuple(segments_there)
    if segments and segments[0] == "users" and len(segments) > 1:
        segments = (f"@{segments[1]}", *segments[2:])
    if not segments or not segments[0].startswith("@"):
        return None
    account = _named(segments[0], url)
    if account is None or len(segments) == 1 or segments[1] in _TABS:
        return account
    single = segments[1].isdigit() or segments[1] in {"statuses", "posts"}
    return refuse("post", account.url) if single else None
