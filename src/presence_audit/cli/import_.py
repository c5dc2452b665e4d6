"""`presence-audit import FILE…`: what owners' exports hold, read over their whole length into the history."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast, get_args

from presence_audit import __version__
from presence_audit.cli._diary import Diary, ours
from presence_audit.cli._forgotten import kept_out, unnamed
from presence_audit.cli._store import is_named, store_path
from presence_audit.cli._streams import say, write_stdout
from presence_audit.errors import EvidenceError, UsageError
from presence_audit.history import History, Seen
from presence_audit.metrics import trace_of
from presence_audit.model.channel import COMPANY, DateOrder
from presence_audit.platforms import platforms
from presence_audit.profiles import load_profiles
from presence_audit.profiles._address import channel_at
from presence_audit.routes import imported, widened
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from presence_audit.model.channel import Channel
    from presence_audit.model.observation import Observation, Post
    from presence_audit.model.profiles import Profiles
    from presence_audit.routes import Imported

# None of the platforms was there before, and no run is later than the other.
_BEGINNING, _END = datetime(1990, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
_NO_HISTORY = "keeps no history, by `history: false`; delete that line, or name a file with --store."
_REPLAYED = (
    "a scan of {path} is answered from a recording (`replay:`) and takes no history; delete that line, or write under "
    "`settings:` where it is, as in `store: {store}`"
)


@dataclass(frozen=True, slots=True)
class Import:
    """One call of the command, with its flags."""

    files: tuple[Path, ...]
    profiles: Path
    channel: str | None
    store: Path | None
    date_order: str | None

    def run(self) -> int:
        """Read every file, keep what can be used, and tell what came in. Returns 0, or 2 where a file cannot be used.

        Raises UsageError, or StoreError where the history cannot be read or written.
        """
        if self.date_order not in {None, *get_args(DateOrder)}:
            raise UsageError(f"--date-order {self.date_order}: there are dmy, mdy and ymd.")
        now = datetime.now(UTC).replace(microsecond=0)
        profiles = load_profiles(self.profiles, now.date())
        self._refuse_no_history(profiles)
        profiles = kept_out(profiles, store_path(profiles, self.store))
        channels, names = self._channels(profiles), {} if self.channel else _names(profiles)
        found: dict[Path, list[Imported]] = {}
        for path in self.files:
            try:
                found[path] = imported(path, channels, names, _BEGINNING, now)
            except (EvidenceError, UsageError) as error:
                say(f"presence-audit: {error}")
        missing = len({*self.files}) - len(found)
        if found:
            diary = Diary.of(profiles, self.store, now, recorded=None)
            write_stdout(_harmless("".join(_kept(profiles, diary, found))).encode())
            if missing:
                say(f"presence-audit: {_counted(missing, 'file')} left out; the rest is in the history")
        return EvidenceError.exit_code if missing else 0

    def _channels(self, profiles: Profiles) -> list[Channel]:
        """The channels that a file may be of: all that are not declared absent, or the one that was named."""
        there = [channel for channel in profiles.all_channels if not channel.absent]
        if self.channel is not None:
            there = [_named(self.channel, there)]
        order = cast("DateOrder | None", self.date_order)
        return [replace(channel, date_order=order or channel.date_order) for channel in there]

    def _refuse_no_history(self, profiles: Profiles) -> None:
        """Raises UsageError where no history is kept; says where a scan would not take notice of it."""
        if not profiles.settings.history and self.store is None:
            raise UsageError(f"{profiles.path} {_NO_HISTORY}")
        store = store_path(profiles, self.store)
        if profiles.settings.replay and not is_named(profiles, self.store):
            say(f"presence-audit: {_REPLAYED.format(path=profiles.path, store=store)}")


def _named(text: str, channels: Sequence[Channel]) -> Channel:
    """The channel that is meant by an id or an address. Raises UsageError."""
    for channel in channels:
        if text in {channel.id, channel.id.removeprefix("channel:"), channel.url}:
            return channel
    there = "".join(f"\n  {channel.url}" for channel in channels) or " none"
    try:
        wanted = channel_at(text).id
    except UsageError:
        wanted = ""
    for channel in channels:
        if channel.id == wanted:
            return channel
    raise UsageError(f"--channel {text}: the profiles file has no such channel that is read. Its channels:{there}")


def _names(profiles: Profiles) -> dict[str, Sequence[str]]:
    """How each owner of a channel is called."""
    leaders = {f"leader:{leader.id}": (leader.name, *leader.aliases) for leader in profiles.leaders}
    return {COMPANY: (profiles.company.name,), **leaders}


def _kept(profiles: Profiles, diary: Diary, found: Mapping[Path, Iterable[Imported]]) -> Iterable[str]:
    """Keep what was read; tells of each channel what came in. Raises StoreError."""
    assert diary.path is not None, profiles.path  # it is no replay
    with History.open(diary.path) as history:
        for path, read in found.items():
            for one in (replace(one, observation=unnamed(one.observation, history)) for one in read):
                fresh = _fresh(history, one)
                _record(history, profiles, one)
                yield _told(path, one, fresh)


def _fresh(history: History, one: Imported) -> int:
    """How many of its posts the history does not know yet."""
    seen = one.observation
    past = history.past(_END, _BEGINNING).get(one.channel.id, ())
    return len(widened(seen, past, _BEGINNING).posts) - len(_known(past)) if seen.posts else 0


def _known(past: Sequence[Observation]) -> tuple[Post, ...]:
    """The posts of several stretches and routes, each once."""
    return widened(past[0], past[1:], _BEGINNING).posts if past else ()


def _record(history: History, profiles: Profiles, one: Imported) -> None:
    """A run of its own that tells up to where the export does, so that a second time changes nothing."""
    seen = one.observation
    assert seen.observed_at is not None, one.channel.id  # every export says up to when it tells
    settings = profiles.settings
    history.record(
        seen.observed_at,
        settings.window_days,
        anchors().method,
        __version__,
        {one.channel.id: Seen(one.channel.owner, seen)},
        trace=trace_of,
        is_ours=ours(profiles),
        keep_text=settings.keep_text,
        kind="import",
    )


def _told(path: Path, one: Imported, fresh: int) -> str:
    """What came in of one channel, in a few lines."""
    channel, seen = one.channel, one.observation
    number = len(seen.posts)
    known = f": {fresh} new, {number - fresh} known already" if number else ""
    lines = [
        f"{path.name}: {platforms()[channel.platform].name}, {channel.url}",
        f"  {_counted(number, 'post')}{known}",
        f"  {_stretch(seen)}",
        *([f"  {seen.reason}"] if seen.reason else []),
    ]
    return "".join(f"{line}\n" for line in lines)


def _stretch(seen: Observation) -> str:
    until, reach = f"{seen.observed_at:%Y-%m-%d}", seen.window.reaches_back_to
    oldest, newest = seen.window.oldest, seen.window.newest
    if seen.window.complete:
        first = f", the oldest of {oldest:%Y-%m-%d}" if oldest else ""
        return f"everything up to {until}{first}"
    if reach is not None:
        return f"everything from {reach:%Y-%m-%d} to {until}"
    span = f"from {oldest:%Y-%m-%d} to {newest:%Y-%m-%d}; " if oldest and newest else ""
    return f"{span}whether others lie in between is not known"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _harmless(text: str) -> str:
    return "".join(char for char in text if char == "\n" or char.isprintable())
