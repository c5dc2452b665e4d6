"""Reads a profiles file: bytes -> tree -> keys -> channels, with every problem on the way kept."""

from __future__ import annotations

import os.path
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from presence_audit.errors import Problem, ProfilesError
from presence_audit.model.channel import COMPANY, Channel
from presence_audit.model.profiles import Company, Leader, Profiles, Settings, gate_place
from presence_audit.platforms import platforms
from presence_audit.profiles._brand import brand_of, files_of, paths_of
from presence_audit.profiles._channels import Wrong, channel_of
from presence_audit.profiles._document import MAX_BYTES, Node, NotADocumentError, read_document
from presence_audit.profiles._gates import gated_wrongly, gates_of
from presence_audit.profiles._ignore import ignored_wrongly, ignores_of
from presence_audit.profiles._keys import ChannelKeys, Keys, LeaderKeys, ProfilesKeys, short_form
from presence_audit.profiles._leaders import ids_of
from presence_audit.profiles._notes import notes_outside
from presence_audit.profiles._problems import did_you_mean, problems_of
from presence_audit.profiles._shown import shorten
from presence_audit.profiles._twice import channels_twice, leaders_twice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

_Spot = tuple[int | str, ...]
_K = TypeVar("_K", bound=Keys)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        message = "no such file; run presence-audit in the folder that has profiles.yaml, or name the file"
    except IsADirectoryError:
        message = "this is a folder; name the profiles file in it"
    except (OSError, ValueError) as error:
        message = f"the file cannot be read: {getattr(error, 'strerror', None) or error}"
    raise ProfilesError(str(path), [Problem(1, 1, message)])


def _validated(model: type[_K], value: Any) -> _K | None:
    """The keys of one part, or None: what is wrong with it was said when the whole was read."""
    try:
        return model.model_validate(value)
    except ValidationError:
        return None


def _items(root: Node, *spot: int | str) -> Iterator[tuple[_Spot, Any]]:
    node = root.get(*spot)
    if node is not None and isinstance(node.value, list):
        for index, item in enumerate(node.value):
            yield (*spot, index), item.plain()


def _leaders(root: Node) -> list[tuple[_Spot, LeaderKeys]]:
    """The leaders as far as they can be told apart, with a wrong key elsewhere or not."""
    found = []
    for spot, item in _items(root, "leaders"):
        parts = item if isinstance(item, dict) else {}
        for known in (("id", "name", "role", "aliases"), ("id", "name"), ("name",)):
            keys = _validated(LeaderKeys, {key: parts[key] for key in known if key in parts})
            if keys is not None:
                found.append((spot, keys))
                break
    return found


def _channel_keys(item: Any) -> ChannelKeys | None:
    """The keys of an entry; of one with a wrong key, those that say which channel it is."""
    keys = _validated(ChannelKeys, item)
    if keys is None and isinstance(item, dict):
        naming = {key: item[key] for key in ("url", "platform", "handle", "absent") if key in item}
        keys = _validated(ChannelKeys, naming) if naming else None
    return keys


def _channels(root: Node, owners: dict[_Spot, str], folder: Path) -> tuple[dict[_Spot, Channel], list[Problem]]:
    """The channels that can be told, by their place in the file, and what is wrong with the others."""
    website = root.get("company", "website")
    home = website.value if website is not None and isinstance(website.value, str) else None
    channels: dict[_Spot, Channel] = {}
    problems = []
    for list_spot, owner in owners.items():
        for spot, item in _items(root, *list_spot):
            keys = _channel_keys(short_form(item))
            if keys is None:
                continue
            channel = channel_of(keys, owner, home, folder)
            if isinstance(channel, Wrong):
                problems.append(Problem(*root.position((*spot, channel.key)), channel.message))
            else:
                channels[spot] = channel
    return channels, problems


def _endpoints(root: Node) -> list[Problem]:
    spot = ("settings", "endpoints")
    node = root.get(*spot)
    named = node.value if node is not None and isinstance(node.value, dict) else {}
    return [
        Problem(
            *root.position((*spot, name), of_key=True),
            f"the platform `{shorten(name)}` is not known; {did_you_mean(name, platforms())}",
        )
        for name in named
        if name not in platforms()
    ]


def _places(
    root: Node, leaders: dict[str, _Spot], channels: dict[_Spot, Channel], gates: int
) -> dict[str, tuple[int, int]]:
    """Where each subject of a report is named, and each of so many gates."""
    return {
        COMPANY: root.position((COMPANY,), of_key=True),
        **{f"leader:{id_}": root.position(spot) for id_, spot in leaders.items()},
        **{channel.id: root.position(spot) for spot, channel in channels.items()},
        **{gate_place(n): root.position(("gates", n)) for n in range(gates)},
    }


def _assembled(
    path: Path,
    keys: ProfilesKeys,
    ids: list[str],
    channels: dict[_Spot, Channel],
    brand_files: dict[tuple[str, ...], Any],
) -> Profiles:
    folder = path.parent
    of_owner: dict[str, list[Channel]] = {}
    for channel in channels.values():
        of_owner.setdefault(channel.owner, []).append(channel)
    settings = keys.settings.model_dump()
    if keys.settings.replay is not None:
        settings["replay"] = os.path.normpath(folder / keys.settings.replay)
    if keys.settings.store is not None:
        settings["store"] = os.path.normpath(folder / keys.settings.store)
    leaders = tuple(
        Leader(
            id=leader_id,
            name=leader.name,
            role=leader.role or "",
            aliases=leader.aliases,
            consent=leader.consent,
            channels=tuple(of_owner.get(f"leader:{leader_id}", ())),
        )
        for leader_id, leader in zip(ids, keys.leaders, strict=True)
    )
    return Profiles(
        path=str(path),
        company=Company(**keys.company.model_dump()),
        channels=tuple(of_owner.get(COMPANY, ())),
        leaders=leaders,
        competitors=tuple(os.path.normpath(folder / other) for other in keys.competitors),
        settings=Settings(**settings),
        ignore=ignores_of(keys.ignore),
        notes=None if keys.notes is None else os.path.normpath(folder / keys.notes),
        brand=brand_of(keys.brand, brand_files, keys.company.name),
        brand_files=paths_of(keys.brand, folder),
        gates=gates_of(keys.gates),
    )


def load_profiles(path: Path, today: date | None = None) -> Profiles:
    """Read and check a profiles file.

    Args:
        path: the file.
        today: the day by which it is judged whether an `until` lies too far ahead; None where that does not matter.

    Paths in it (`saved`, `export`, `competitors`, `replay`, `notes`) come out resolved against the file's folder. The
    files of its brand, which must lie in that folder, are read here, once.
    Raises ProfilesError with every problem at its line and column; only what is no YAML at all, after which
    the rest cannot be read, is reported alone.
    """
    try:
        root, problems = read_document(_read(path))
    except NotADocumentError as error:
        raise ProfilesError(str(path), [error.problem]) from error
    keys = None
    try:
        keys = ProfilesKeys.model_validate(root.plain())
    except ValidationError as error:
        problems += problems_of(error, root)
    leaders = _leaders(root)
    ids = ids_of([leader for _, leader in leaders])
    owners: dict[_Spot, str] = {("channels",): COMPANY}
    owners |= {(*spot, "channels"): f"leader:{spot[1]}" for spot, _ in _items(root, "leaders")}
    owners |= {(*spot, "channels"): f"leader:{ids[n]}" for n, (spot, _) in enumerate(leaders)}
    channels, wrong = _channels(root, owners, path.parent)
    brand_files, unusable = files_of(root, path.parent)
    problems += wrong + _endpoints(root) + unusable
    problems += leaders_twice(leaders, root) + channels_twice(channels.items(), root)
    subjects = [COMPANY, *(f"leader:{name}" for name in ids), *(channel.id for channel in channels.values())]
    told_of = None if problems else subjects
    problems += ignored_wrongly(root, told_of, today) + gated_wrongly(root, told_of)
    problems += notes_outside(path, keys.notes if keys else None, root)
    if keys is None or problems:
        raise ProfilesError(str(path), problems)
    of_leaders = dict(zip(ids, (spot for spot, _ in leaders), strict=True))
    places = _places(root, of_leaders, channels, len(keys.gates))
    return replace(_assembled(path, keys, ids, channels, brand_files), places=places)
