"""A notes file is read whole or told whole, and one client's notes stay out of another's reports."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from presence_audit.errors import ProfilesError
from presence_audit.model.notes import Note, Subject, subject_of
from presence_audit.profiles import load_notes, load_profiles, notes_schema, unnamed_subjects

GOOD = """\
company: Nordlys Energi
notes:
  - subject: channel:linkedin:nordlys-energi
    text: "The page is run by the parent company."
    author: Kari Konsulent
    date: 2026-11-20
    reason: "Told in the meeting."
  - subject: leader:ceo!cadence-low
    text: |
      Agreed with Ylva:
      two posts a week.
    override: Begin with one.
    reason: No time.
    author: Nils Rådgiver
    date: 2026-11-21
"""
WRONG = """\
notez: []
company: [a]
notes:
  - subject: channel:linkedin:nordlys
    text: ""
    author: Kari
    date: 20.11.2026
  - subject: pillar:cadense
    text: x
    author: "Kari: our advice"
    date: 2026-02-30
    override: y
  - subject: leader:ylva!cadence-lo
    text: x
    author: Kari
    athor: Kari
  - {subject: company#post-per-week, text: "a\\u0007", author: "K\\nL", date: 2026-11-20, override: [a]}
  - {subject: "chanel:x:y", text: x, author: Kari, date: 2026-11-20, override: "", reason: z}
  - {subject: pillar:cadence#alt-text, text: x, author: Kari, date: 2026-11-20}
  - subject: nonsense
  - word
  - {subject: "channel:x", text: {a: b}, author: Kari, date: 2026-11-20}
"""
TOLD = """\
1:1: the key `notez` is not known; did you mean `notes`?
2:10: `company` takes text, not a list
5:11: `text` is empty; write it, or delete the key
7:11: `date: 20.11.2026` is not a date; write it as in 2026-12-31
8:14: the pillar `cadense` is not known; did you mean `cadence`?
10:13: `author: Kari: our advice` is no name; leave out colons and quotation marks
11:11: `date: 2026-02-30` is not in the calendar; write it as in 2026-12-31
12:5: `override` needs a `reason`: it is shown in place of ours, so say why
13:5: `date` is missing
13:14: the finding `cadence-lo` is not known; did you mean `cadence-low`?
16:5: the key `athor` is not known; did you mean `author`?
17:15: the metric `post-per-week` is not known; did you mean `posts-per-week`?
17:44: `text: a�` holds a control character; delete it
17:63: `author: K�L` holds a line break or a control character; write it on one line
17:99: `override` takes text, not a list
18:15: `subject: chanel:x:y` is no subject; did you mean `channel`?
18:80: `override` is empty; write it, or delete the key
19:15: `subject: pillar:cadence#alt-text`: a pillar has no metric of its own; name whose it is, or the pillar
20:5: `author` is missing
20:5: `date` is missing
20:5: `text` is missing
20:14: `subject: nonsense` is no subject; write company, leader:ID, channel:PLATFORM:HANDLE or pillar:ID
21:5: `notes` takes a mapping (lines of `key: value`), not the text 'word'
22:15: `subject: channel:x` is no subject; write company, leader:ID, channel:PLATFORM:HANDLE or pillar:ID
22:34: `text` takes text, not a mapping
"""


def _written(folder: Path, body: str) -> Path:
    path = folder / "notes.yaml"
    path.write_text(body, "utf-8")
    return path


def _problems(path: Path, company: str | None = None) -> str:
    with pytest.raises(ProfilesError) as caught:
        load_notes(path, company)
    return "".join(f"{p.line}:{p.column}: {p.message}\n" for p in caught.value.problems)


def test_notes_come_out_as_they_were_written_each_with_its_line(tmp_path: Path) -> None:
    first, second = load_notes(_written(tmp_path, GOOD), "Nordlys Energi")

    assert first == Note(
        "channel:linkedin:nordlys-energi",
        "The page is run by the parent company.",
        "Kari Konsulent",
        date(2026, 11, 20),
        None,
        "Told in the meeting.",
    )
    assert (second.text, second.override, second.reason) == (
        "Agreed with Ylva: two posts a week.",
        "Begin with one.",
        "No time.",
    )
    assert (second.about, (second.line, second.column)) == (Subject("leader:ceo", "finding", "cadence-low"), (8, 14))


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("company", Subject("company")),
        ("leader:ceo#leader-own-voice", Subject("leader:ceo", "metric", "leader-own-voice")),
        ("channel:x:nordlys!dormant", Subject("channel:x:nordlys", "finding", "dormant")),
        ("channel:feed:https://nordlys.example/#feed/", Subject("channel:feed:https://nordlys.example/#feed/")),
        ("channel:lemmy:!nordlys@lemmy.example", Subject("channel:lemmy:!nordlys@lemmy.example")),
    ],
)
def test_a_subject_is_taken_apart_at_a_sign_before_an_id_only(text: str, subject: Subject) -> None:
    assert subject_of(text) == subject


def test_every_problem_of_a_notes_file_is_told_at_once_at_its_place(tmp_path: Path) -> None:
    assert _problems(_written(tmp_path, WRONG)) == TOLD


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("", "1:1: the file is empty; begin with `notes:` and, under it, a list of notes\n"),
        ("- a\n", "1:1: the file must begin with `notes:`, but it holds a list\n"),
        ("notes: []\n---\nnotes: []\n", "2:1: a second document begins here (---); a notes file holds one\n"),
        ("notes: {a: b}\n", "1:8: `notes` takes a list (lines that begin with `- `), not a mapping\n"),
    ],
)
def test_what_is_no_notes_file_is_told_apart(tmp_path: Path, body: str, said: str) -> None:
    assert _problems(_written(tmp_path, body)) == said


def test_a_missing_file_and_a_folder_are_told_by_their_names(tmp_path: Path) -> None:
    assert "no such file" in _problems(tmp_path / "notes.yaml")
    assert "this is a folder" in _problems(tmp_path)


@pytest.mark.parametrize(("key", "most"), [("text", 1_000), ("override", 500), ("reason", 500), ("author", 80)])
def test_what_is_too_long_to_be_shown_is_refused(tmp_path: Path, key: str, most: int) -> None:
    keys = {"subject": "company", "text": "x", "author": "K", "date": "2026-11-20", "override": "o", "reason": "r"}
    body = "notes:\n  - " + "\n    ".join(f"{name}: {value}" for name, value in (keys | {key: "x" * 10_000}).items())

    assert f"`{key}` is longer than {most} characters" in _problems(_written(tmp_path, body))


def test_more_notes_than_a_report_has_room_for_are_refused(tmp_path: Path) -> None:
    notes = (f"  - {{subject: company, text: x{at}, author: K, date: 2026-11-20}}\n" for at in range(201))
    body = "notes:\n" + "".join(notes)

    assert _problems(_written(tmp_path, body)) == "202:5: there are more than 200 notes; delete those that are done\n"


def test_notes_that_say_whose_they_are_are_refused_for_anybody_else(tmp_path: Path) -> None:
    path = _written(tmp_path, GOOD)

    said = "these notes are of Nordlys Energi, and the report is of Sørlys Kraft; name the right file"
    assert _problems(path, "Sørlys Kraft") == f"1:10: {said}\n"
    assert load_notes(path, "Nordlys  Energi") == load_notes(path)


@pytest.mark.parametrize("named", ["../other/notes.yaml", "{absolute}", "link/notes.yaml", "a/../../other/notes.yaml"])
def test_a_path_of_notes_that_leaves_the_folder_is_refused_at_its_place(tmp_path: Path, named: str) -> None:
    client, other = tmp_path / "client", tmp_path / "other"
    client.mkdir()
    other.mkdir()
    _written(other, GOOD)
    (client / "link").symlink_to(other)
    profiles = client / "profiles.yaml"
    named = named.replace("{absolute}", str(other / "notes.yaml"))
    profiles.write_text(f"company: {{name: Nordlys}}\nnotes: {named}\n", "utf-8")

    with pytest.raises(ProfilesError) as caught:
        load_profiles(profiles)

    (problem,) = caught.value.problems
    assert (problem.line, problem.column) == (2, 8)
    assert "leaves the folder of this file" in problem.message


def test_the_profiles_file_names_the_notes_from_its_own_folder_and_nothing_is_picked_up(tmp_path: Path) -> None:
    _written(tmp_path, GOOD)
    profiles = tmp_path / "profiles.yaml"
    profiles.write_text("company: {name: Nordlys}\n", "utf-8")
    assert load_profiles(profiles).notes is None

    profiles.write_text("company: {name: Nordlys}\nnotes: ./notes.yaml\n", "utf-8")
    assert load_profiles(profiles).notes == str(tmp_path / "notes.yaml")


def test_notes_on_what_the_profiles_file_does_not_name_are_found_with_the_nearest_that_it_does(tmp_path: Path) -> None:
    profiles = tmp_path / "profiles.yaml"
    body = "company: {name: N}\nchannels: ['https://x.com/nordlys']\nleaders: [{name: Kari Nordmann, role: CEO}]\n"
    profiles.write_text(body, "utf-8")
    subjects = ("channel:x:nordlys#posts-per-week", "channel:x:nordlyss", "leader:ceo", "leader:cto", "pillar:leaders")
    notes = [Note(subject, "x", "K", date(2026, 11, 20), line=at) for at, subject in enumerate(subjects, 1)]

    found = unnamed_subjects(notes, load_profiles(profiles))

    assert [problem.line for problem in found] == [2, 4]
    assert found[0].message.endswith("; did you mean `channel:x:nordlys`?")


def test_the_schema_for_editors_says_the_same_as_the_reader() -> None:
    schema = notes_schema()
    note: dict[str, Any] = {"subject": "leader:ceo!dormant", "text": "x", "author": "K", "date": "2026-11-20"}
    jsonschema.Draft7Validator.check_schema(schema)
    judge = jsonschema.Draft7Validator(schema)

    assert judge.is_valid({"company": "Nordlys", "notes": [note, note | {"override": "o", "reason": "r"}]})
    for wrong in ({"override": "o"}, {"subject": "ceo"}, {"subject": "pillar:x"}, {"text": ""}, {"who": "K"}):
        assert not judge.is_valid({"notes": [note | wrong]}), wrong
    assert not judge.is_valid({"notes": [note] * 201})


def _one(subject: str = "company", text: str = "x", day: str = "2026-11-20", rest: str = "") -> str:
    return f"  - {{subject: {subject}, text: {text}, author: K, date: {day}{rest}}}\n"


@pytest.mark.parametrize("subject", ["company", "leader:ceo", "'channel:x:nordlys'", "'pillar:cadence'"])
def test_an_override_is_refused_where_there_is_nothing_that_it_could_stand_beside(tmp_path: Path, subject: str) -> None:
    said = _problems(_written(tmp_path, "notes:\n" + _one(subject, rest=", override: o, reason: r")))

    assert said.startswith("2:")
    assert said.endswith(
        ": `override` has nothing to stand beside here; "
        "it can stand on a finding (`!FINDING`) or a measure (`#METRIC`)\n"
    )


@pytest.mark.parametrize("subject", ["'leader:ceo!cadence-low'", "'company#alt-text'"])
def test_an_override_stands_on_a_finding_or_a_measure(tmp_path: Path, subject: str) -> None:
    (note,) = load_notes(_written(tmp_path, "notes:\n" + _one(subject, rest=", override: o, reason: r")))

    assert note.override == "o"


def test_a_note_of_a_day_to_come_is_refused_but_for_tomorrow_which_has_begun_somewhere(tmp_path: Path) -> None:
    today = date(2026, 11, 20)
    path = _written(tmp_path, "notes:\n" + _one(day="2026-11-21") + _one(day="2026-11-22"))

    with pytest.raises(ProfilesError) as caught:
        load_notes(path, today=today)

    (problem,) = caught.value.problems
    assert (problem.line, problem.column) == (3, 50)
    assert problem.message == "`date: 2026-11-22` is still to come; write the day on which the note was written"
    assert len(load_notes(path)) == len(load_notes(path, today=date(2026, 11, 21))) == 2


def test_a_note_that_stands_twice_is_refused_at_the_second(tmp_path: Path) -> None:
    body = "notes:\n" + _one() + _one(text="y") + _one(text="' x '") + _one("leader:ceo")

    assert _problems(_written(tmp_path, body)) == "4:5: this note stands on line 2 already; delete one of them\n"
