"""Addresses that belong to no platform's file: app schemes, redirectors, short links, sites for sharing only."""

from __future__ import annotations

import re
from urllib.parse import quote

from presence_audit.platforms._urls import ParsedUrl, Refusal, RefusedAs, parse_url, refuse

# A redirector may stand in a redirector; a chain longer than this is a trap.
_HOPS = 4

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):(?!\d+(?:/|$))", re.IGNORECASE)
_SHARING_SCHEMES = {"whatsapp", "fb-messenger", "viber", "line"}
_NOT_THE_WEB = {"ftp", "sftp", "ftps", "file", "ws", "wss", "gopher", "gemini", "data", "blob"}
_WEB_ONLY = "only http and https addresses can be read"

# (host without www., first segment or "*") -> the parameter that holds the address it leads to.
_REDIRECTORS = {
    ("facebook.com", "l.php"): "u",
    ("l.facebook.com", "*"): "u",
    ("facebook.com", "plugins"): "href",
    ("l.instagram.com", "*"): "u",
    ("l.threads.com", "*"): "u",
    ("l.threads.net", "*"): "u",
    ("linkedin.com", "redir"): "url",
    ("linkedin.com", "redirect"): "url",
    ("linkedin.com", "safety"): "url",
    ("youtube.com", "redirect"): "q",
    ("google.com", "url"): "q",
    ("google.no", "url"): "q",
    ("out.reddit.com", "*"): "url",
    ("t.umblr.com", "*"): "z",
    ("vk.com", "away.php"): "to",
}

_SHORTENERS = frozenset(
    {
        "t.co",
        "lnkd.in",
        "bit.ly",
        "buff.ly",
        "ow.ly",
        "tinyurl.com",
        "goo.gl",
        "pin.it",
        "flic.kr",
        "fb.watch",
        "is.gd",
        "trib.al",
        "dlvr.it",
    }
)

# site -> (name, first segments that share something).
_NO_READER = {
    "xing.com": ("Xing", {"spi", "social", "social_plugins", "app"}),
    "vk.com": ("VK", {"share.php", "widget_comments.php"}),
    "wa.me": ("WhatsApp", {"*"}),
    "whatsapp.com": ("WhatsApp", {"send", "share"}),
    "addtoany.com": ("AddToAny", {"*"}),
    "sharethis.com": ("ShareThis", {"*"}),
    "getpocket.com": ("Pocket", {"save", "edit"}),
    "line.me": ("LINE", {"r", "lineit"}),
}


def _app_link(text: str) -> Refusal | str:
    """The same address for a browser, where an app's scheme names an account; else why not."""
    match = _SCHEME.match(text)
    scheme = match.group(1).casefold() if match else ""
    if scheme in {"", "http", "https"} or "." in scheme or scheme == "localhost":
        return text
    if scheme == "tg":
        link = parse_url(text) if "://" in text else None
        name = link.query.get("domain", "") if link else ""
        if name:
            post = link.query.get("post", "") if link else ""
            return f"https://t.me/{quote(name)}/{quote(post)}".rstrip("/")
    if scheme in _NOT_THE_WEB:
        return Refusal("bad", _WEB_ONLY)
    why: RefusedAs = "share" if scheme in _SHARING_SCHEMES else "other"
    return Refusal(why, f"a {scheme}: link opens an app and names no account; write the address of the profile itself")


def _target(url: ParsedUrl) -> str | None:
    for key in ((url.host, url.first), (url.host, "*")):
        if key in _REDIRECTORS:
            return url.query.get(_REDIRECTORS[key], "")
    return None


def _holds_another(url: ParsedUrl) -> bool:
    """Two addresses run together, as in twitter.com/https://twitter.com/name (seen on live pages)."""
    return url.host in {"http", "https"} or any(
        segment.casefold() in {"http:", "https:"} or "://" in segment for segment in url.segments
    )


def _without_reader(url: ParsedUrl) -> Refusal | None:
    if url.site in _SHORTENERS:
        return Refusal("other", f"{url.site} is a short link: open it in a browser and write the address it leads to")
    if url.site not in _NO_READER:
        return None
    name, sharing = _NO_READER[url.site]
    if url.first in sharing or "*" in sharing:
        return refuse("share")
    return Refusal("other", f"{name} shows its accounts to signed-in visitors only, so there is no reader for it")


def settle(text: str) -> ParsedUrl | Refusal:
    """The URL that the text leads to without asking the network, or why it leads to no account."""
    for _ in range(_HOPS):
        link = _app_link(text.strip())
        if isinstance(link, Refusal):
            return link
        url = parse_url(link)
        if url is None:
            return Refusal("bad", _not_a_url(text))
        if url.scheme not in {"http", "https"}:
            return Refusal("bad", _WEB_ONLY)
        if _holds_another(url):
            return Refusal("bad", "two addresses are run together here; keep the second one only")
        target = _target(url)
        if target is None:
            return _without_reader(url) or url
        if not target:
            return refuse("share")
        text = target
    return Refusal("bad", "too many redirecting addresses inside one another; write the address they lead to")


def _not_a_url(text: str) -> str:
    if text.strip().startswith("@"):
        return "a handle alone does not say on which platform: write `platform:` and `handle:`"
    if "@" in text.partition("/")[0]:
        return "this is an e-mail address or a handle, not a URL; write the address of the profile"
    return "this is not a URL; write the whole address, as in https://x.com/nordlys"
