"""Reads a notes file, and keeps one client's notes out of another's reports."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from presence_audit.errors import Problem, ProfilesError
from presence_audit.model.channel import COMPANY
from presence_audit.model.notes import Note, subject_of
from presence_audit.model.report import PillarId
from presence_audit.profiles._document import MAX_BYTES, NotADocumentError, read_document
from presence_audit.profiles._keys import day_of
from presence_audit.profiles._note_keys import MOST_NOTES, NoteKeys, NotesKeys
from presence_audit.profiles._problems import did_you_mean, problems_of
from presence_audit.profiles._shown import shorten
from presence_audit.scoring import anchors
from presence_audit.scoring.catalogue import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from presence_audit.model.profiles import Profiles
    from presence_audit.profiles._document import Node
    from presence_audit.profiles._keys import Keys

_BEGIN = "`notes:` and, under it, a list of notes"
_MODELS: dict[str, type[Keys]] = {"": NotesKeys, "notes": NoteKeys}
_KINDS = ("channel", "leader", "pillar")
_PILLARS = get_args(PillarId)
_WHOLE: Final = frozenset({"subject", "text", "author", "date"})


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        message = "no such file; make it, or delete what names it"
    except IsADirectoryError:
        message = "this is a folder; name the notes file in it"
    except (OSError, ValueError) as error:
        message = f"the file cannot be read: {getattr(error, 'strerror', None) or error}"
    raise ProfilesError(str(path), [Problem(1, 1, message)])


def _whose(subject: str) -> str:
    """What is wrong with the subject as a name of somebody; nothing where it can be one."""
    kind, colon, rest = subject.partition(":")
    how = "write company, leader:ID, channel:PLATFORM:HANDLE or pillar:ID"
    if subject == COMPANY:
        return ""
    if kind == "pillar" and colon:
        hint = did_you_mean(rest, _PILLARS)
        return "" if rest in _PILLARS else f"the pillar `{shorten(rest)}` is not known; {hint}"
    if kind in _KINDS and rest.strip() and (kind != "channel" or ":" in rest):
        return ""
    near = did_you_mean(kind, (COMPANY, *_KINDS), otherwise=False)
    return f"`subject: {shorten(subject)}` is no subject; {near if near and kind not in _KINDS else how}"


def _about(text: str) -> str:
    """What is wrong with a subject that only the rest of the program can tell."""
    subject = subject_of(text)
    said = _whose(subject.whose)
    if said or not subject.kind:
        return said
    if subject.whose.startswith("pillar:"):
        return f"`subject: {shorten(text)}`: a pillar has no {subject.kind} of its own; name whose it is, or the pillar"
    known: Iterable[str] = anchors().metrics if subject.kind == "metric" else catalogue().findings
    if subject.id in known:
        return ""
    return f"the {subject.kind} `{shorten(subject.id)}` is not known; {did_you_mean(subject.id, known)}"


def _is_ahead(day: str, today: date | None) -> bool:
    """Whether the day lies beyond tomorrow, which somewhere has begun already."""
    try:
        return today is not None and day_of(day) - today > timedelta(days=1)
    except PydanticCustomError:
        return False  # no date, which was said


def _on_nothing(texts: Mapping[str, str]) -> str:
    """What is wrong with an override on a subject of which the report says nothing that it could stand beside."""
    if not texts.get("override") or subject_of(texts.get("subject", "")).kind:
        return ""
    return (
        "`override` has nothing to stand beside here; it can stand on a finding (`!FINDING`) or a measure (`#METRIC`)"
    )


def _wrong_note(texts: Mapping[str, str], today: date | None) -> Iterator[tuple[str, str]]:
    """What is wrong with a note that only the rest of the program can tell, by key."""
    subject, day = texts.get("subject", ""), texts.get("date", "")
    said = _about(subject) if subject else ""
    if said:
        yield "subject", said
    if texts.get("override") and "reason" not in texts:
        yield "override", "`override` needs a `reason`: it is shown in place of ours, so say why"
    elif not said and (nothing := _on_nothing(texts)):
        yield "override", nothing
    if _is_ahead(day, today):
        yield "date", f"`date: {day}` is still to come; write the day on which the note was written"


def _wrong_notes(root: Node, today: date | None) -> list[Problem]:
    problems = []
    first: dict[tuple[tuple[str, str], ...], int] = {}
    node = root.get("notes")
    entries = node.value if node is not None and isinstance(node.value, list) else []
    if len(entries) > MOST_NOTES:
        line, column = root.position(("notes", MOST_NOTES))
        problems.append(Problem(line, column, f"there are more than {MOST_NOTES} notes; delete those that are done"))
    for place, entry in enumerate(entries):
        pairs = entry.value if isinstance(entry.value, dict) else {}
        texts = {key: value.value.strip() for key, value in pairs.items() if isinstance(value.value, str)}
        problems += [
            Problem(*root.position(("notes", place, key), of_key=key == "override"), said)
            for key, said in _wrong_note(texts, today)
        ]
        same = tuple(sorted((key, " ".join(text.split())) for key, text in texts.items()))
        earlier = first.setdefault(same, place)
        if earlier != place and texts.keys() >= _WHOLE:
            line, _ = root.position(("notes", earlier))
            said = f"this note stands on line {line} already; delete one of them"
            problems.append(Problem(*root.position(("notes", place)), said))
    return problems


def _of_another(root: Node, keys: NotesKeys | None, company: str | None) -> list[Problem]:
    """Notes that say whose they are and are wanted for somebody else."""
    if keys is None or keys.company is None or company is None or keys.company == " ".join(company.split()):
        return []
    message = (
        f"these notes are of {shorten(keys.company)}, and the report is of {shorten(company)}; name the right file"
    )
    return [Problem(*root.position(("company",)), message)]


def load_notes(path: Path, company: str | None = None, today: date | None = None) -> tuple[Note, ...]:
    """Read and check a notes file.

    Args:
        path: the file.
        company: whose report it is wanted for; None where that does not matter.
        today: the day by which it is judged whether a note is of a day to come; None where that does not matter.

    Raises ProfilesError with every problem at its line and column.
    """
    try:
        root, problems = read_document(_read(path), _BEGIN)
    except NotADocumentError as error:
        # The reader is that of profiles files, and says so.
        said = error.problem.message.replace("profiles file", "notes file")
        raise ProfilesError(str(path), [Problem(error.problem.line, error.problem.column, said)]) from error
    keys = None
    try:
        keys = NotesKeys.model_validate(root.plain())
    except ValidationError as error:
        problems += problems_of(error, root, _MODELS)
    problems += _wrong_notes(root, today) + _of_another(root, keys, company)
    if keys is None or problems:
        raise ProfilesError(str(path), problems)
    return tuple(_note(entry, root.position(("notes", place, "subject"))) for place, entry in enumerate(keys.notes))


def _note(entry: NoteKeys, place: tuple[int, int]) -> Note:
    return Note(
        subject=entry.subject,
        text=entry.text,
        author=entry.author,
        date=day_of(entry.date),
        override=entry.override,
        reason=entry.reason,
        line=place[0],
        column=place[1],
    )


def notes_outside(profiles: Path, named: str | None, root: Node) -> list[Problem]:
    """The path of the notes where it leaves the folder of the profiles file: elsewhere are those of other clients."""
    if named is None:
        return []
    folder = profiles.parent.resolve()
    try:
        inside = (folder / named).resolve().is_relative_to(folder)
    except (OSError, RuntimeError, ValueError):
        inside = False
    if inside and not Path(named).is_absolute():
        return []
    message = (
        f"`notes: {shorten(named)}` leaves the folder of this file; keep a client's notes beside its profiles file"
    )
    return [Problem(*root.position(("notes",)), message)]


def unnamed_subjects(notes: Sequence[Note], profiles: Profiles) -> list[Problem]:
    """The notes on channels and leaders that the profiles file does not name, for a warning."""
    leaders = [f"leader:{leader.id}" for leader in profiles.leaders]
    known = [COMPANY, *leaders, *(channel.id for channel in profiles.all_channels)]
    expected = {
        f"channel:{category}:" for importance in anchors().importance.values() for category in importance.weights
    }
    found = []
    for note in notes:
        whose = note.about.whose
        if whose in known or whose in expected or whose.startswith("pillar:"):
            continue
        hint = did_you_mean(whose, known, otherwise=False)
        message = f"`{shorten(whose)}` is no channel and no leader of {profiles.path}"
        found.append(Problem(note.line, note.column, "; ".join(filter(None, (message, hint)))))
    return found
