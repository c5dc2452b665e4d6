"""Saved pages as what their channel shows: which of them are its own, up to when they tell, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from presence_audit.errors import EvidenceError
from presence_audit.model.observation import Observation, Profile
from presence_audit.model.outcome import Outcome
from presence_audit.platforms import Account, Ask, Drift, blocked, is_at, platforms, recognise
from presence_audit.platforms._identity import another
from presence_audit.saved import SavedPage, pages_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from presence_audit.model.channel import Channel

_NOT_DATED = "The saved page does not say when it was saved; the time of its last change on disk is taken."
_AGAIN = "Save the page again, as it stands in the browser; if that does not help, please report it."
_STRIPPED = (
    "The file holds the page without its scripts, as MHTML and SingleFile do, and its numbers stand in them: save it"
    ' with Ctrl+S as "Webpage, complete" instead.'
)
_NOT_YET = "Save the page again, when the account's own page stands in the browser."
# What came between the user and the page; the usual steps are for a robot that asked the site itself.
_BETWEEN = frozenset({Outcome.LOGIN_WALL, Outcome.BOT_CHALLENGE, Outcome.RATE_LIMITED, Outcome.CONSENT})
_EMPTY = "The saved page is empty."
_NO_SAVED = "Pages of {name} that were saved cannot be read; delete `saved:`."


@dataclass(slots=True)
class Shelf:
    """Pages of a folder (`--saved`) that belong to any of the channels, by the address they were saved from."""

    pages: dict[tuple[str, str], list[SavedPage]] = field(default_factory=dict)
    unnamed: list[SavedPage] = field(default_factory=list)

    @classmethod
    def at(cls, folder: Path) -> Shelf:
        """Sort the pages of a folder by the account they are of. Raises EvidenceError."""
        shelf = cls()
        for saved in pages_at(folder):
            account = recognise(saved.page.url) if saved.page.url else None
            if isinstance(account, Account):
                shelf.pages.setdefault((account.platform, account.handle), []).append(saved)
            else:
                shelf.unnamed.append(saved)
        return shelf

    def of(self, channel: Channel) -> list[SavedPage]:
        """The pages of one channel, where pages of its platform can be read."""
        is_read = platforms()[channel.platform].saved is not None
        return self.pages.get((channel.platform, channel.handle), []) if is_read else []

    def left_over(self, channels: Iterable[Channel]) -> list[str]:
        """The names of the files that none of the channels is read from."""
        wanted = {(channel.platform, channel.handle) for channel in channels if self.of(channel)}
        others = [saved for name, pages in self.pages.items() if name not in wanted for saved in pages]
        return sorted(saved.evidence.url.removeprefix("saved:") for saved in (*others, *self.unnamed))


def _others(ask: Ask, pages: Sequence[SavedPage]) -> Observation | None:
    """That an account is gone is proven by its own page only: not by one that was saved from another's address."""
    for saved in pages:
        account = recognise(saved.page.url) if saved.page.url else None
        if isinstance(account, Account) and account.platform == ask.channel.platform:
            other = another(ask, account.handle)
            if other is not None:
                return other
    return None


def _nobodys(ask: Ask, found: Observation, pages: Sequence[SavedPage]) -> Observation | None:
    """Nor by a page that neither names an account nor says which address it was saved from, as Firefox saves them."""
    if found.profile != Profile() or any(saved.page.url for saved in pages):
        return None
    reason = f"{found.reason.rstrip('.')}, but the page does not say which address it was saved from."
    return blocked(
        ask, Outcome.NOT_ATTEMPTED, reason, "Save it with a browser that writes the address, as Chrome does."
    )


def _of_channel(ask: Ask, pages: Sequence[SavedPage]) -> Sequence[SavedPage]:
    """The pages without those of other sites, and, where any is from the account's own address, of other accounts.

    Where none is, an account may stand there under another of its addresses, which the reader knows to tell.
    """
    channel = ask.channel
    accounts = [recognise(saved.page.url) if saved.page.url else None for saved in pages]
    here = [a for a in accounts if isinstance(a, Account) and a.platform == channel.platform]
    is_here = any(account.handle == channel.handle for account in here)

    def may_be_it(account: object) -> bool:
        if not isinstance(account, Account):
            return True
        same = account.handle == channel.handle or account.kind != channel.kind
        return account.platform == channel.platform and (same or not is_here)

    return [saved for saved, account in zip(pages, accounts, strict=True) if may_be_it(account)] or pages


def _step(found: Observation, pages: Sequence[SavedPage]) -> str:
    """What to do next, where the reader has no more to say than is said of a site that was asked."""
    usual = found.next_step == found.outcome.next_step
    stripped = all(saved.is_stripped for saved in pages)
    if (
        stripped
        and not found.posts
        and (found.outcome is Outcome.OK or (usual and found.outcome is Outcome.PARSE_DRIFT))
    ):
        return _STRIPPED
    if usual and found.outcome is Outcome.PARSE_DRIFT:
        return _AGAIN
    return _NOT_YET if usual and found.outcome in _BETWEEN else found.next_step


def _elsewhere(ask: Ask, pages: Sequence[SavedPage]) -> Observation | None:
    """What is said where none of the pages can be of the platform: all are empty, or were saved on other sites."""
    if not any(saved.page.body.strip() for saved in pages):
        return blocked(ask, Outcome.PARSE_DRIFT, _EMPTY, _AGAIN)
    platform = platforms()[ask.channel.platform]
    addresses = [saved.page.url for saved in pages]
    if any(not address or is_at(platform, address) for address in addresses):
        return None
    host = (urlsplit(addresses[0]).hostname or addresses[0])[:100]
    reason = f"The page was saved from {host}, which is not {platform.name}."
    return blocked(ask, Outcome.PARSE_DRIFT, reason, f"Save the page at {ask.channel.url} and name that file.")


def from_pages(ask: Ask, pages: Sequence[SavedPage]) -> Observation:
    """What the saved pages of one channel say. Raises EvidenceError where pages of its platform cannot be read."""
    platform = platforms()[ask.channel.platform]
    if platform.saved is None:
        raise EvidenceError(f"{ask.channel.url}: {_NO_SAVED.format(name=platform.name)}")
    pages = _of_channel(ask, pages)
    url = ask.channel.url
    answers = [replace(saved.page, asked=url, url=saved.page.url or url) for saved in pages]
    # Up to when all of the pages tell; a reader that makes more of the newer ones says so itself.
    until = min(saved.page.fetched_at for saved in pages)
    try:
        found = _elsewhere(ask, pages) or platform.saved(replace(ask, until=min(until, ask.until)), answers)
    except Drift as drift:
        step = _STRIPPED if any(saved.is_stripped for saved in pages) else _AGAIN
        reason = f"The saved page is not what {platform.name} used to send: {drift}."
        found = blocked(ask, Outcome.PARSE_DRIFT, reason, step)
    if found.outcome.is_absent:
        found = _others(ask, pages) or _nobodys(ask, found, pages) or found
    found = replace(found, next_step=_step(found, pages))
    told = found.observed_at or until
    by_the_file = any(not saved.is_dated and saved.page.fetched_at == told for saved in pages)
    note = _NOT_DATED if by_the_file and not found.outcome.is_unknown else ""
    reason = " ".join(part for part in (found.reason, note) if part)
    evidence = tuple(saved.evidence for saved in pages)
    return replace(found, reason=reason, observed_at=told, evidence=evidence)
