"""`presence-audit forget LEADER`: erase a person from everything that was ever written, and keep the person out."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from presence_audit.cli._interrupt import put_in_order
from presence_audit.cli._person import person_in, profiles_of, store_in
from presence_audit.cli._places import opened, places_of
from presence_audit.cli._streams import say, write_stdout
from presence_audit.errors import StoppedError, UsageError
from presence_audit.profiles import leader_lines
from presence_audit.rights import forget, shows, signs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.cli._person import Asked
    from presence_audit.history import History
    from presence_audit.model.person import Person
    from presence_audit.model.profiles import Profiles
    from presence_audit.rights import Forgotten, Handed

_LARGEST = 256 * 1024 * 1024  # what is larger is not looked through
_FATES = {
    "erased": "deleted",
    "changed": "changed since by hand, so not touched: delete it yourself",
    "elsewhere": "no longer there as it was written",
    "printed": "went to standard output",
    "unusable": "NOT ERASED",
}


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _numbers(lines: list[int]) -> str:
    """Numbers of lines as ranges: 3-5, 9."""
    parts: list[tuple[int, int]] = []
    for line in lines:
        if parts and line == parts[-1][1] + 1:
            parts[-1] = (parts[-1][0], line)
        else:
            parts.append((line, line))
    return ", ".join(str(low) if low == high else f"{low}-{high}" for low, high in parts)


def _lines_in(path: Path, person: Person, place: int | None) -> list[int]:
    texts = path.read_text("utf-8", "replace").splitlines()
    block = set(leader_lines(path, place)) if place is not None else set()
    return [number for number, text in enumerate(texts, 1) if number in block or person.is_in(text)]


def _own_files(profiles: Profiles, person: Person, known: set[Path]) -> Iterator[str]:
    """What is the user's own and shows the person: lines of the profiles file and of the notes, and files beside them.

    `known` are the files that are dealt with already.
    """
    place = next((n for n, leader in enumerate(profiles.leaders) if leader.id == person.id), None)
    noted = Path(profiles.notes) if profiles.notes else None
    for path, at in ((Path(profiles.path), place), (noted, None)):
        if path is not None and path.is_file() and (lines := _lines_in(path, person, at)):
            yield f"  {path}: line{'s' if len(lines) > 1 else ''} {_numbers(lines)}"
    held = {Path(file): channel.owner for channel in profiles.all_channels for file in channel.files}
    beside = Path(profiles.path).parent
    # Also where reports were written, within that folder: what lies elsewhere is somebody else's business.
    within = sorted({path.parent for path in known if path.is_relative_to(beside.resolve())} - {beside.resolve()})
    folders = [beside, *(beside / path.relative_to(beside.resolve()) for path in within)]
    others = [*held, *([Path(profiles.settings.replay)] if profiles.settings.replay else [])]
    others += [path for folder in folders if folder.is_dir() for path in sorted(folder.iterdir())]
    seen: set[Path] = set()
    known = known | {path.resolve() for path in (Path(profiles.path), noted) if path is not None}
    for path in dict.fromkeys(others):
        if path.resolve() in known | seen:
            continue
        seen.add(path.resolve())
        if held.get(path) == person.subject:
            yield f"  {path}"
            continue
        try:
            if path.is_file() and path.stat().st_size <= _LARGEST and shows(path, person):
                yield f"  {path}"
        except OSError as error:
            yield f"  {path}: cannot be looked through ({error.strerror or error})"


def _handed(handed: Handed) -> str:
    one = handed.delivery
    what = "standard output" if handed.fate == "printed" else one.path
    fate = _counted(handed.records, "record") + " taken out" if handed.records else _FATES[handed.fate]
    why = f" ({handed.why})" if handed.why else ""
    return f"  {one.written_at:%Y-%m-%d}  {one.format}  {what}  sha256 {one.sha256[:12]}: {fate}{why}"


def _told(done: Forgotten, own: list[str], *, pretend: bool, store: Path) -> str:
    would = "would be " if pretend else ""
    lines = [
        f"History: {_counted(done.rows, 'row')} {would}deleted, {_counted(done.blanked, 'row')} {would}blanked.",
        f"Page cache: {_counted(done.pages, 'page')} {would}deleted.",
    ]
    if done.scraps:
        lines.append(f"Left by runs that were killed: {_counted(len(done.scraps), 'file')} {would}deleted.")
    if done.files:
        what = "what would become" if pretend else "what became"
        lines += [
            f"Reports to call back, wherever copies are, and {what} of the files here:",
            *map(_handed, done.files),
        ]
    else:
        lines.append("No report is known that shows the person; those written with --no-history are not known.")
    if any(handed.records for handed in done.files):
        lines.append("A recording from which records were taken out does not replay to the same report any more.")
    if own:
        lines += ["Yours, not known to the history, and not touched. Delete, or mend:", *own]
    if store.suffix == ".jsonl":
        lines.append(
            f"If {store} is in git, old commits still show the person: docs/privacy.md tells how to rewrite them."
        )
    return "".join(c for c in "\n".join(lines) if c == "\n" or c.isprintable()) + "\n"


def _confirm(name: str) -> None:
    """Ask. Raises UsageError where nobody can answer, StoppedError at a no."""
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError("forgetting cannot be undone; say --yes to go on, or --dry-run to see what would go.")
    try:
        wanted = typer.confirm(
            f"Erase {name} from everything presence-audit has written? This cannot be undone", err=True
        )
    except typer.Abort:
        wanted = False
    if not wanted:
        raise StoppedError("nothing was erased")


def _undo(history: History, person: Person) -> int:
    number = history.unbury(signs_of(person))
    say(
        "presence-audit: the next scan asks for the person again; what was erased stays erased"
        if number
        else "presence-audit: nobody of that name was forgotten"
    )
    return 0


def run_forget(asked: Asked, *, yes: bool, dry_run: bool, undo: bool) -> int:
    """Forget the person, or tell what would go. Returns 0, or 1 where something could not be erased.

    Raises:
        UsageError: nobody of that name is known, or nobody can be asked.
        StoreError: the history could not be read or written.
        OutputError: a file could not be deleted; run it again.
    """
    profiles = profiles_of(asked)
    store = store_in(profiles, asked)
    if not (yes or dry_run or undo):
        with opened(store) as history:  # before anything is made or changed
            person_in(history, profiles, asked)
        _confirm(asked.leader)
    with opened(store, make=not dry_run) as history:
        person = person_in(history, profiles, asked)
        if undo:
            return _undo(history, person)
        places = places_of(store)
        with put_in_order():
            try:
                done = forget(history, places, person, datetime.now(UTC), pretend=dry_run)
            except KeyboardInterrupt as stop:
                raise StoppedError("interrupted half-way; run it again to go on to the end") from stop
        known = {places.of(handed.delivery.path).resolve() for handed in done.files} | {store.resolve()}
        own = list(_own_files(profiles, person, known)) if profiles else []
    write_stdout(_told(done, own, pretend=dry_run, store=store).encode())
    if not done.is_whole:
        say("presence-audit: not everything could be erased; mend what is named above, and run it again")
    return 0 if done.is_whole else 1
