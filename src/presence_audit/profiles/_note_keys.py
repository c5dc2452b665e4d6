"""The keys of notes.yaml: what may stand where, and how long it may be."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, get_args

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

from presence_audit.model.report import PillarId
from presence_audit.profiles._keys import DayText, Keys, OneLine, wrong

MOST_NOTES = 200  # more is no remark on a report but a report of its own
_TEXT, _SHORT, _AUTHOR, _SUBJECT = 1_000, 500, 80, 500
_NOT_PRINTED = {"Cc", "Cs"}
_NO_NAME = re.compile(r'[:"“”„«»]')
_PILLARS = "|".join(get_args(PillarId))
_SUBJECTS = rf"^(company|leader:[a-z0-9-]+|channel:[a-z0-9-]+:.*|pillar:({_PILLARS}))([#!][A-Za-z0-9_-]+)?$"


def _paragraph(text: str) -> str:
    """Lines of one text are one paragraph."""
    joined = " ".join(text.split())
    if any(unicodedata.category(character) in _NOT_PRINTED for character in joined):
        raise wrong("holds a control character; delete it")
    return joined


def _name(text: str) -> str:
    if _NO_NAME.search(text):
        raise wrong("is no name; leave out colons and quotation marks")
    return text


def _trimmed(most: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=most)


_Paragraph = Annotated[str, _trimmed(_TEXT), AfterValidator(_paragraph)]
_Short = Annotated[str, _trimmed(_SHORT), AfterValidator(_paragraph)]
_Author = Annotated[str, _trimmed(_AUTHOR), OneLine, AfterValidator(_name)]
_Company = Annotated[str, _trimmed(_SUBJECT), AfterValidator(_paragraph)]
_Subject = Annotated[str, _trimmed(_SUBJECT), OneLine, Field(json_schema_extra={"pattern": _SUBJECTS})]


class NoteKeys(Keys):
    """A note: on what, by whom, of which day. It changes no number, and is always shown as its author's."""

    model_config = ConfigDict(json_schema_extra={"dependencies": {"override": ["reason"]}})

    subject: Annotated[_Subject, Field(examples=["channel:linkedin:nordlys-energi", "leader:ceo!cadence-low"])]
    """What it is on: company, leader:ID, channel:PLATFORM:HANDLE or pillar:ID; with #METRIC or !FINDING after it."""
    text: Annotated[_Paragraph, Field(examples=["The page is run by the parent company."])]
    """The remark."""
    author: Annotated[_Author, Field(examples=["Kari Konsulent"])]
    """Who says so; printed with every note."""
    date: Annotated[DayText, Field(examples=["2026-11-20"])]
    """The day on which it was written."""
    override: Annotated[_Short | None, Field(examples=["Begin with one post every second week."])] = None
    """What the author puts in place of the report's own advice (on a finding) or number (on a measure), which stays."""
    reason: Annotated[_Short | None, Field(examples=["Told in the meeting of 19 November."])] = None
    """Why; required with `override`."""


class NotesKeys(Keys):
    """A file of notes on one company's reports."""

    company: Annotated[_Company | None, Field(examples=["Nordlys Energi"])] = None
    """Whose reports the notes are for, by the name in the profiles file; with any other company's they are refused."""
    notes: Annotated[tuple[NoteKeys, ...], Field(json_schema_extra={"maxItems": MOST_NOTES})] = ()
    """The notes; they are kept by their subjects, whatever else changes from one audit to the next."""
