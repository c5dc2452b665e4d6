"""What the user holds of a channel: pages saved from a browser, and the owner's exports. Asks nobody.

Read before the first request, so that a wrong path or an export that cannot be used is told at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from presence_audit.errors import EvidenceError
from presence_audit.exports import read_export
from presence_audit.model.observation import Observation, Profile, Window
from presence_audit.model.outcome import Outcome
from presence_audit.platforms import Account, Ask, Drift, blocked, is_at, platforms, recognise
from presence_audit.platforms._identity import another
from presence_audit.saved import SavedPage, pages_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from presence_audit.model.channel import Channel, Provenance
    from presence_audit.model.observation import DatePrecision, Post

# Ids hold the moment of uploading, which is seconds before that of publishing.
_SAME_TEXT, _DAY, _START = 60, timedelta(days=1), datetime(1970, 1, 1, tzinfo=UTC)
# How far two views of one post may lie apart, by what is known of its date. A day stands there in a clock of anywhere.
_SAME_MOMENT: dict[DatePrecision, timedelta] = {
    "second": timedelta(minutes=1),
    "day": timedelta(hours=26),
    "week": 8 * _DAY,
    "month": 32 * _DAY,
    "year": 367 * _DAY,
}
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


def _from_pages(ask: Ask, pages: Sequence[SavedPage]) -> Observation:
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


def routed(found: Observation, route: Provenance) -> Observation:
    """The observation with its route on it and on every post of it."""
    posts = tuple(replace(post, provenance=route) for post in found.posts)
    return replace(found, posts=posts, routes=(route,))


def _profile(found: Iterable[Observation]) -> Profile:
    """The first of each fact that is shown anywhere."""
    merged = Profile()
    for observation in found:
        theirs = observation.profile
        merged = Profile(
            merged.name or theirs.name,
            merged.bio or theirs.bio,
            merged.followers or theirs.followers,
            theirs.verified if merged.verified is None else merged.verified,
            merged.links or theirs.links,
        )
    return merged


def _span(found: Sequence[Observation], since: datetime) -> tuple[Window, datetime | None]:
    """Which stretch of time the observations cover together without a gap, and up to when."""
    known = [(o.observed_at, o.window.reaches_back_to) for o in found if o.outcome.is_readable]
    spans = sorted(((end, start) for end, start in known if end and start), reverse=True)
    if not spans:
        ends = [end for end, _ in known if end]
        return Window(), max(ends, default=None)
    until, reach = spans[0]
    for end, start in spans[1:]:
        if end >= reach:
            reach = min(reach, start)
    complete = reach <= since
    return Window(None, None, since if complete else reach, complete), until


def _apart(one: Post, other: Post) -> timedelta | None:
    """How far two routes' views of what may be one post lie apart in time; None where they are two posts.

    They are one that is dated to the same minute, or to the same day where one of them is known to the day only, and
    of whose texts one begins as the other does. An archive may give a post no address, or LinkedIn the id of the share
    where the page has that of the activity.
    """
    if one.published_at is None or other.published_at is None or {one.is_repost, other.is_repost} == {True, False}:
        return None
    apart = abs(one.published_at - other.published_at)
    texts = [" ".join(post.text.split())[:_SAME_TEXT] for post in (one, other)]
    known = max(_SAME_MOMENT[post.date_precision] for post in (one, other))
    if apart > known or bool(texts[0]) is not bool(texts[1]):
        return None
    if not texts[0] and known > _SAME_MOMENT["second"]:
        return None  # of two pictures of a day nobody can tell whether they are one
    return apart if texts[0].startswith(texts[1][: len(texts[0])]) else None


def _each_once(found: Sequence[Observation]) -> list[Post]:
    """The posts of all routes, each as the first route has it that knows it.

    A post of one route is one post of another at most: who says the same thing twice a day has said it twice.
    """
    kept: dict[str, Post] = {}
    for number, observation in enumerate(found):
        width = max((_SAME_MOMENT[p.date_precision] for p in (*kept.values(), *observation.posts)), default=_DAY)
        by_time: dict[int, list[Post]] = {}
        for post in kept.values() if number else ():
            if post.published_at:
                by_time.setdefault((post.published_at - _START) // width, []).append(post)
        taken = {post.url or post.id for post in observation.posts} & kept.keys()
        for post in observation.posts:
            if (post.url or post.id) in taken:
                continue
            same = [
                (apart, other.url or other.id)
                for other in _near(by_time, post, width)
                if (other.url or other.id) not in taken and (apart := _apart(other, post)) is not None
            ]
            if same:
                taken.add(min(same)[1])
            else:
                kept.setdefault(post.url or post.id, post)
    return list(kept.values())


def _near(by_time: Mapping[int, list[Post]], post: Post, width: timedelta) -> Iterator[Post]:
    """The posts of about the same time, out of stretches of that width."""
    if post.published_at is not None:
        stretch = (post.published_at - _START) // width
        for near in (stretch - 1, stretch, stretch + 1):
            yield from by_time.get(near, ())


def merged(found: Sequence[Observation], since: datetime) -> Observation:
    """One observation of a channel that was read by several routes: each post once, by the first route that has it."""
    if len(found) == 1:
        return found[0]
    readable = [o for o in found if o.outcome.is_readable]
    first = next(iter([o for o in readable if o.posts] or readable or found))
    posts = _each_once(found)
    window, until = _span(found, since)
    dates = [post.published_at for post in posts if post.published_at]
    return replace(
        first,
        outcome=Outcome.OK if posts else first.outcome,
        reason=" ".join(dict.fromkeys(o.reason for o in found if o.reason)),
        observed_at=until or first.observed_at,
        profile=_profile(found),
        posts=tuple(posts),
        window=replace(window, oldest=min(dates, default=None), newest=max(dates, default=None)),
        evidence=tuple(e for o in found for e in o.evidence),
        routes=tuple(dict.fromkeys(route for o in found for route in o.routes)),
    )


def held(ask: Ask, shelf: Shelf | None = None) -> Observation | None:
    """What the user holds of one channel, read; None where that is nothing. Raises EvidenceError."""
    channel = ask.channel
    found: list[Observation] = []
    if channel.export is not None:
        found += [routed(o, "export") for o in read_export(ask, Path(channel.export))]
    pages = list(pages_at(Path(channel.saved))) if channel.saved is not None else []
    pages += shelf.of(channel) if shelf else []
    if pages:
        found.append(routed(_from_pages(ask, pages), "saved"))
    return merged(found, ask.since) if found else None


def all_held(asks: Iterable[Ask], shelf: Shelf | None = None) -> dict[str, Observation]:
    """What the user holds, by channel id. Raises EvidenceError that names everything that cannot be used."""
    found: dict[str, Observation] = {}
    problems: list[str] = []
    for ask in asks:
        try:
            observation = held(ask, shelf)
        except EvidenceError as error:
            problems.append(str(error))
            continue
        if observation is not None:
            found[ask.channel.id] = observation
    if problems:
        raise EvidenceError("\n".join(dict.fromkeys(problems)))
    return found
