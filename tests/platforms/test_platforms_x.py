"""What recordings of X do not show: hostile data, and several pages of one account."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import broken
import pytest
import recording
from hypothesis import given, settings
from hypothesis import strategies as st

from presence_audit.model.observation import Count, Observation
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Page
from presence_audit.platforms import Drift
from presence_audit.platforms.x import saved

_DATA = re.compile(rb"(?<=UserProfileSchema-test\">).*?(?=</script>)", re.DOTALL)


def _page(case: str) -> Page:
    answers = recording.load(recording.RECORDINGS / "x" / case).answers
    return next(page for page in answers.values() if isinstance(page, Page))


ASK = recording.load(recording.RECORDINGS / "x" / "ok").ask
OK = _page("ok")


def _read(*pages: Page) -> Observation | Drift:
    try:
        return saved(ASK, pages)
    except Drift as drift:
        return drift


@settings(max_examples=200)
@given(data=st.data())
def test_one_value_that_is_broken_proves_no_silence_and_gives_no_post(data: st.DataObject) -> None:
    found = _DATA.search(OK.body)
    assert found is not None
    inside = data.draw(broken.broken(found[0]))
    seen = _read(replace(OK, body=OK.body[: found.start()] + inside + OK.body[found.end() :]))
    assert isinstance(seen, Drift) or (seen.outcome.is_unknown and not seen.posts)


def test_the_newest_page_that_shows_the_account_counts() -> None:
    older = replace(_page("saved_without_scripts"), fetched_at=OK.fetched_at - timedelta(days=1))
    empty = replace(_page("saved_too_early"), fetched_at=OK.fetched_at + timedelta(days=1))
    seen = _read(older, empty, OK)
    assert isinstance(seen, Observation)
    assert seen.profile.followers == Count(86423)


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("This account doesn't exist", Outcome.NOT_FOUND),
        ("Account suspended", Outcome.SUSPENDED),
        ("Kontoen er suspendert", None),
        ("Something went wrong. Account suspended?", None),
    ],
)
def test_an_account_is_gone_only_where_x_says_just_that(said: str, outcome: Outcome | None) -> None:
    body = _page("suspended").body.replace(b"Account suspended", said.encode())
    seen = _read(replace(_page("suspended"), body=body))
    assert (seen.outcome if isinstance(seen, Observation) else None) is outcome


def test_a_saved_page_leads_on_to_the_archive() -> None:
    seen = _read(OK)
    assert isinstance(seen, Observation)
    assert seen.next_step.endswith("write `export: FILE` beside the channel.")
