"""The run, top to bottom: ask every channel, many at once, and keep what each of them answered.

Nothing here knows a platform, a formula or a format. A channel that fails is a value among the others; an
interrupted run keeps what it has read.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from presence_audit.errors import PresenceAuditError
from presence_audit.model.channel import COMPANY, Channel
from presence_audit.model.observation import Evidence, Observation
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page
from presence_audit.platforms import Ask, Drift, Handover, advised, blocked, owner_of, parse_url, platforms
from presence_audit.platforms.website import account_of, read_home
from presence_audit.routes import all_held, routed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from datetime import datetime

    from presence_audit.fetch import Fetches
    from presence_audit.model.profiles import Profiles
    from presence_audit.platforms import Conversation
    from presence_audit.routes import Shelf

_log = logging.getLogger(__name__)

# A site that names another reader, which names a third, is a loop and not a site.
_HANDOVERS = 2
_BROKEN_OFF = "The run could not go on: its recording or its temporary folder failed."
_OUR_FAULT = "presence-audit itself failed on this answer; please report it with a recording (--record)."


@dataclass(slots=True)
class Run:
    """What a run has read so far.

    `failures` counts our own bugs, `interrupted` is set by Ctrl-C, `error` is what kept the run from going on
    as asked: a full disk, a damaged recording.
    """

    observations: dict[str, Observation] = field(default_factory=dict)
    home: Observation | None = None
    failures: int = 0
    interrupted: bool = False
    error: PresenceAuditError | None = None


def _evidence(answer: Page | Miss) -> Evidence:
    if isinstance(answer, Miss):
        return Evidence(answer.asked, None, None, answer.at)
    return Evidence(answer.url, answer.status, answer.sha256, answer.fetched_at)


async def _converse(
    conversation: Conversation, ask: Ask, fetcher: Fetches, seen: list[Page | Miss]
) -> Observation | Handover:
    """Play a reader against the fetcher, keeping every answer in `seen`.

    The user's permission is for the channel's own site. A page may name addresses of others (a feed, the next
    page), and for those robots.txt holds.
    """
    channel = ask.channel
    own = owner_of(channel.url) if channel.permission else ""
    try:
        request = next(conversation)
        while True:
            permission = channel.permission if own and owner_of(request.url) == own else None
            answer = await fetcher.fetch(request, permission=permission)
            seen.append(answer)
            request = conversation.send(answer)
    except StopIteration as stop:
        result: Observation | Handover = stop.value
        return result
    except Drift as drift:
        return blocked(ask, Outcome.PARSE_DRIFT, f"The answer is not what the platform used to send: {drift}.")


async def _read(ask: Ask, fetcher: Fetches, seen: list[Page | Miss]) -> Observation:
    """Read one channel by the official API where there is a key, else with its reader or the one this hands over to."""
    known = platforms()
    platform = known[ask.channel.platform]
    start = platform.api if platform.api and ask.key else platform.read
    answer = await _converse(start(ask), ask, fetcher, seen)
    for _ in range(_HANDOVERS):
        if isinstance(answer, Observation):
            return answer
        _log.info("%s is made with %s", ask.channel.url, answer.platform)
        permission = ask.channel.permission if owner_of(answer.url) == owner_of(ask.channel.url) else None
        channel = replace(ask.channel, platform=answer.platform, url=answer.url, permission=permission)
        there = replace(ask, channel=channel)
        answer = await _converse(known[answer.platform].read(there), there, fetcher, seen)
    if isinstance(answer, Observation):
        return answer
    return blocked(ask, Outcome.PARSE_DRIFT, "The site sends its readers around in a circle.")


async def observe(ask: Ask, fetcher: Fetches) -> Observation:
    """Look at one channel: the observation, with the evidence it rests on and the name it was asked by."""
    seen: list[Page | Miss] = []
    found = await _read(ask, fetcher, seen)
    platform = platforms()[ask.channel.platform]
    route = "api" if platform.api and ask.key else ask.channel.asked_as
    answers = [(answer.sha256, answer.body) for answer in seen if isinstance(answer, Page)]
    return advised(routed(_signed(ask, found, seen), route, answers))


def _signed(ask: Ask, found: Observation, seen: Sequence[Page | Miss]) -> Observation:
    evidence = tuple(map(_evidence, seen))
    at = max((piece.fetched_at for piece in evidence), default=ask.until)
    # A site that was handed over keeps the name it has in the profiles file, so that weeks can be compared.
    channel = replace(found.channel, platform=ask.channel.platform, kind=ask.channel.kind)
    return replace(found, channel=channel, observed_at=at, evidence=evidence)


def _left_out(ask: Ask, reason: str) -> Observation:
    return _signed(ask, blocked(ask, Outcome.NOT_ATTEMPTED, reason), [])


async def _home(ask: Ask, fetcher: Fetches) -> Observation:
    seen: list[Page | Miss] = []
    found = await _converse(read_home(ask), ask, fetcher, seen)
    if isinstance(found, Handover):  # read_home reads one page and asks nobody else
        raise TypeError(f"the home page was handed over to {found.platform}")
    return _signed(ask, found, seen)


def _website(profiles: Profiles) -> Channel | None:
    url = parse_url(profiles.company.website or "")
    if url is None:
        return None
    account = account_of(url)
    return Channel(account.platform, account.kind, account.handle, account.url)


def _asks(profiles: Profiles, since: datetime, until: datetime, keys: Mapping[str, str]) -> list[Ask]:
    endpoints = profiles.settings.endpoints
    # What people say under the company's posts is asked of the newer half of the period, as cadence is.
    heard_from = until - (until - since) / 2
    return [
        Ask(
            channel,
            since,
            until,
            endpoints.get(channel.platform),
            key=keys.get(channel.platform),
            comments_since=heard_from if channel.owner == COMPANY else None,
        )
        for channel in profiles.all_channels
        if not channel.absent
    ]


def held_of(profiles: Profiles, since: datetime, until: datetime, shelf: Shelf | None = None) -> dict[str, Observation]:
    """What the user holds of the channels: saved pages and exports, read. To be called before anybody is asked.

    `shelf` has saved pages that may be of any channel. Raises EvidenceError naming everything that cannot be used.
    """
    return all_held(_asks(profiles, since, until, {}), shelf)


async def audit(
    profiles: Profiles,
    fetcher: Fetches,
    since: datetime,
    until: datetime,
    on_observed: Callable[[Observation], None] = lambda _: None,
    *,
    keys: Mapping[str, str] | None = None,
    in_hand: Mapping[str, Observation] | None = None,
) -> Run:
    """Read the company's home page and every channel of the profiles file, many hosts at once.

    `since` and `until` (aware) bound the audited period, `keys` are the user's keys to official APIs by platform,
    `in_hand` what the user holds of channels (see `held_of`): those are not asked. A cancelled run returns what it
    has, with every channel that was not finished as `not_attempted`.
    """
    run = Run()
    asks = {ask.channel.id: ask for ask in _asks(profiles, since, until, keys or {})}

    async def guarded(ask: Ask, look: Callable[[Ask, Fetches], Awaitable[Observation]]) -> Observation:
        try:
            return await look(ask, fetcher)
        except PresenceAuditError as error:
            # Neither the site's doing nor a bug: the others' answers are kept, and the command tells what happened.
            run.error = run.error or error
            return _signed(ask, blocked(ask, Outcome.NOT_ATTEMPTED, _BROKEN_OFF), [])
        except Exception:  # noqa: BLE001
            # A bug in one reader must not cost what the others have read; the command ends with exit code 1.
            _log.exception("presence-audit failed on %s; please report this", ask.channel.url)
            run.failures += 1
            return _signed(ask, blocked(ask, Outcome.PARSE_DRIFT, _OUR_FAULT), [])

    async def one(ask: Ask) -> None:
        there = in_hand.get(ask.channel.id) if in_hand else None
        observed = advised(there) if there else await guarded(ask, observe)
        run.observations[ask.channel.id] = observed
        on_observed(observed)

    async def home(ask: Ask) -> None:
        run.home = await guarded(ask, _home)

    tasks = [asyncio.create_task(one(ask)) for ask in asks.values()]
    website = _website(profiles)
    if website is not None:
        tasks.append(asyncio.create_task(home(Ask(website, since, until))))
    try:
        await asyncio.gather(*tasks)
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        run.interrupted = True
    for channel_id, ask in asks.items():
        run.observations.setdefault(channel_id, _left_out(ask, "The run was interrupted before this channel."))
    run.observations = {channel_id: run.observations[channel_id] for channel_id in asks}
    return run
