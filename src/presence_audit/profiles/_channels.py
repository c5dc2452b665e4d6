"""One entry of a `channels:` list -> the channel it names, or what is wrong with it."""

from __future__ import annotations

import os.path
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from presence_audit.model.channel import Channel
from presence_audit.platforms import (
    Account,
    ParsedUrl,
    Platform,
    Refusal,
    parse_url,
    platforms,
    recognise,
    recognise_as,
)
from presence_audit.platforms._urls import fold, owned_domain
from presence_audit.platforms.website import account_of
from presence_audit.profiles._keys import ChannelKeys, target_of
from presence_audit.profiles._problems import did_you_mean
from presence_audit.profiles._shown import shorten

if TYPE_CHECKING:
    from pathlib import Path

_OTHER_NAMES = {
    "twitter": "x",
    "fb": "facebook",
    "meta": "facebook",
    "ig": "instagram",
    "insta": "instagram",
    "yt": "youtube",
    "bsky": "bluesky",
    "rss": "feed",
    "atom": "feed",
    "podcasts": "podcast",
    "blog": "website",
    "site": "website",
    "web": "website",
    "fediverse": "mastodon",
    "wp": "wordpress",
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """A fault of an entry: which of its keys is to blame, and why."""

    key: str
    message: str


def _runs_anywhere(platform: Platform) -> bool:
    """Software and formats that run under any address: the user's word for it is enough."""
    return "*" in platform.hosts


def _example(platform: Platform) -> tuple[str, str]:
    """The first account among the platform's examples: its address and its name; empty where there is none."""
    taken = ((url, said.partition(" ")[2]) for url, said in platform.examples.items() if " " in said)
    return next(taken, ("", ""))


def _has_servers(platform: Platform) -> bool:
    """Its accounts are known by their name and their server, as in `name@server`."""
    return _runs_anywhere(platform) and "@" in _example(platform)[1]


def _shape(platform: Platform) -> str:
    """How an account's address is written, as in https://server/@name."""
    url, handle = _example(platform)
    name, _, server = handle.partition("@")
    start, _, path = url.partition(server)
    return f"{start}server{path.replace(name, 'name')}"


def _platform(name: str) -> Platform | Wrong:
    known = platforms()
    found = known.get(name.casefold())
    if found is not None:
        return found
    software = {other: platform.id for platform in known.values() for other in platform.software}
    meant = (_OTHER_NAMES | software).get(name.casefold())
    hint = f"did you mean `{meant}`?" if meant else did_you_mean(name, known)
    return Wrong("platform", f"the platform `{shorten(name)}` is not known; {hint}")


def _is_own_site(url: ParsedUrl, website: str | None) -> bool:
    home = parse_url(website) if website else None
    return home is not None and owned_domain(_bare(home)) == owned_domain(_bare(url))


def _bare(url: ParsedUrl) -> str:
    return url.netloc if url.netloc.startswith("[") else url.netloc.partition(":")[0]


def _site(platform: str, url: ParsedUrl) -> Account:
    """A site or a feed under its own address; the parameters of a feed's address belong to its name."""
    site = account_of(url)
    if platform == "feed":
        return replace(site, platform=platform, kind="feed", handle=url.text.partition("://")[2].rstrip("/"))
    return replace(site, platform=platform)


def _refused(text: str, refusal: Refusal) -> Wrong:
    if refusal.why == "unknown":
        others = ", ".join(p.id for p in platforms().values() if _runs_anywhere(p) and p.id != "website")
        advice = f"say what it is: `platform: website` (or {others}) and `url:` with this address"
        return Wrong("url", f"{refusal.message}; {advice}")
    return Wrong("url", f"`{shorten(text)}`: {refusal.message}")


def _from_url(text: str, website: str | None) -> Account | Wrong:
    answer = recognise(text)
    if isinstance(answer, Account):
        return answer
    url = parse_url(text)
    if answer.why == "unknown" and url is not None and _is_own_site(url, website):
        return _site("website", url)
    return _refused(text, answer)


def _from_named_url(platform: Platform, text: str) -> Account | Wrong:
    answer = recognise(text)
    if isinstance(answer, Account) and answer.platform == platform.id:
        return answer
    if not _runs_anywhere(platform) and platform.named is None:
        if isinstance(answer, Account):
            return Wrong("platform", f"this address is on {answer.platform}, not on {platform.id}; delete `platform`")
        return _refused(text, answer)
    url = parse_url(text)
    if url is None or url.scheme not in {"http", "https"}:
        return Wrong("url", f"`{shorten(text)}` is not a web address; write it as in https://nordlys.example")
    own = recognise_as(platform, text)
    if isinstance(own, Account):
        return own
    if _has_servers(platform):
        return Wrong("url", f"this address names no {platform.name} account; write it as in {_shape(platform)}")
    return _site(platform.id, url)


def _spellings(platform: Platform, handle: str, *, of_person: bool) -> list[str]:
    """The addresses that the handle may stand for: the platform's own examples with this name in them."""
    matching = [(url, *said.split(" ", 1)) for url, said in platform.examples.items() if " " in said]
    matching.sort(key=lambda example: (example[1] == "person") != of_person)
    found = []
    for url, _, example in matching:
        name, _, home = handle.partition("@")
        example_name, _, example_home = example.partition("@")
        if bool(home) != bool(example_home):
            name, home, example_name, example_home = handle, "", example, ""
        at = url.casefold().rfind(example_name.casefold())
        if at >= 0:
            spelt = url[:at] + name + url[at + len(example_name) :]
            found.append(spelt.replace(example_home, home) if home else spelt)
    return found


def _from_handle(platform: Platform, written: str, *, of_person: bool) -> Account | Wrong:
    handle = written.strip().removeprefix("@")
    if _runs_anywhere(platform) and "@" not in handle:
        example = "`handle: '@name@server'`" if _has_servers(platform) else "`url:` with its address"
        return Wrong("handle", f"{platform.name} runs on many servers, so a name alone is not enough; write {example}")
    known_as = partial(recognise_as, platform) if _runs_anywhere(platform) else recognise
    answers = [known_as(spelling) for spelling in _spellings(platform, handle, of_person=of_person)]
    accounts = [a for a in answers if isinstance(a, Account) and a.platform == platform.id]
    # An id, whose case counts, is kept by the one spelling that knows it as an id.
    for wanted in (handle, fold(handle)):
        for account in accounts:
            if account.handle == wanted:
                return account
    return Wrong("handle", f"`{shorten(written)}` is not a name that {platform.name} can have; write `url:` instead")


def _account(keys: ChannelKeys, website: str | None, *, of_person: bool) -> Account | Wrong | None:
    """The account that an entry names; None for one that is absent and has no name."""
    if keys.url is not None and keys.handle is not None:
        return Wrong("handle", "`url` and `handle` say the same twice; keep one of them")
    platform = None if keys.platform is None else _platform(keys.platform)
    if isinstance(platform, Wrong):
        return platform
    if keys.url is not None:
        return _from_named_url(platform, keys.url) if platform else _from_url(keys.url, website)
    if platform is None:
        key = "handle" if keys.handle is not None else ""
        return Wrong(key, "the channel needs a `url`, or a `platform` with a `handle` or with `absent: true`")
    if keys.handle is not None:
        return _from_handle(platform, keys.handle, of_person=of_person)
    if keys.absent:
        return None
    return Wrong(
        "platform", f"which {platform.name} account? Add `handle` or `url`, or `absent: true` if there is none"
    )


def _beside(folder: Path, text: str | None) -> str | None:
    return None if text is None else os.path.normpath(folder / text)


def channel_of(keys: ChannelKeys, owner: str, website: str | None, folder: Path) -> Channel | Wrong:
    """The channel that an entry names. `folder` is where the profiles file lies, from which paths count.

    A URL on the company's own domain that no platform claims is a part of its website.
    """
    account = _account(keys, website, of_person=owner != "company")
    if isinstance(account, Wrong):
        return account
    if account is None:
        account = Account((keys.platform or "").casefold(), "", "", "")
    return Channel(
        platform=account.platform,
        kind=account.kind,
        handle=account.handle,
        url=account.url,
        owner=owner,
        absent=keys.absent,
        permission=keys.permission,
        target=None if keys.target is None else target_of(keys.target),
        saved=_beside(folder, keys.saved),
        export=_beside(folder, keys.export),
        date_order=keys.date_order,
    )
