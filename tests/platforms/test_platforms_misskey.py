"""Misskey: what its recordings do not show."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import recording

from presence_audit.model.observation import Observation
from presence_audit.model.page import Miss, Page
from presence_audit.platforms.misskey import read

if TYPE_CHECKING:
    from collections.abc import Mapping

OK = recording.RECORDINGS / "misskey" / "ok"


def _observed(changed: Mapping[str, Any]) -> Observation:
    told = recording.load(OK)

    def answer(asked: str) -> Page | Miss:
        page = told.answers[asked]
        if not isinstance(page, Page) or "/users/show" not in asked:
            return page
        return replace(page, body=json.dumps(json.loads(page.body) | changed).encode())

    found = recording.play(read(told.ask), answer)
    assert isinstance(found, Observation)
    return found


@pytest.mark.parametrize(("pins", "flags"), [(None, {None}), ([], {False}), ([["9note2"], 7], {False})])
def test_which_notes_are_pinned_is_known_only_where_the_server_tells(pins: object, flags: set[bool | None]) -> None:
    assert {post.is_pinned for post in _observed({"pinnedNoteIds": pins}).posts} == flags


@pytest.mark.parametrize("visibility", ["followers", "private"])
def test_a_hidden_number_of_followers_is_not_zero(visibility: str) -> None:
    assert _observed({"followersVisibility": visibility, "followersCount": 0}).profile.followers is None
