"""What has been kept for long enough is deleted, and nothing that is younger or somebody's own."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from rights.traces import NOW, Traces, leave_traces

from presence_audit.fetch import erase_from_recording
from presence_audit.history import History
from presence_audit.model.person import Person
from presence_audit.model.profiles import Settings
from presence_audit.rights import Limits, age, limits_of, months_before, purge

if TYPE_CHECKING:
    from pathlib import Path

    from presence_audit.rights import Aged

_LATER = NOW + timedelta(days=1)
_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Traces:
    return leave_traces(tmp_path_factory.mktemp("left"), ".presence-audit/profiles.sqlite")


@pytest.fixture
def traces(left: Traces, tmp_path: Path) -> Traces:
    return left.copied(tmp_path / "copy")


def _purge(traces: Traces, limits: Limits) -> Aged:
    with History.open(traces.store) as history:
        return purge(history, traces.places, limits)


@pytest.mark.parametrize(
    ("now", "months", "then"),
    [
        ((2026, 11, 26), 13, (2025, 10, 26)),
        ((2026, 1, 15), 1, (2025, 12, 15)),
        ((2026, 3, 31), 1, (2026, 2, 28)),
        ((2024, 3, 31), 1, (2024, 2, 29)),
        ((2026, 12, 31), 120, (2016, 12, 31)),
    ],
)
def test_months_are_those_of_the_calendar(now: tuple[int, ...], months: int, then: tuple[int, ...]) -> None:
    assert months_before(datetime(*now, tzinfo=UTC), months) == datetime(*then, tzinfo=UTC)  # type: ignore[arg-type,misc]


def test_the_profiles_file_says_for_how_long() -> None:
    limits = limits_of(replace(Settings(), keep_months=2, keep_evidence_days=10), NOW)

    assert limits == Limits(datetime(2026, 9, 26, 15, 0, tzinfo=UTC), NOW - timedelta(days=10))


def test_recordings_and_pages_age_apart_from_observations(traces: Traces) -> None:
    aged = _purge(traces, Limits(_LONG_AGO, _LATER))

    assert aged.recordings == (traces.recording.resolve(),)
    assert not traces.recording.exists()
    assert aged.pages > 0
    assert list(traces.pages.iterdir()) == []
    assert (aged.observations.posts, aged.observations.sightings) == (0, 0)
    assert (traces.folder / "audit.html").exists()  # reports are the user's


def test_a_recording_that_somebody_put_another_file_over_is_left(traces: Traces) -> None:
    traces.recording.write_bytes(b"my own file")

    aged = _purge(traces, Limits(_LONG_AGO, _LATER))

    assert (aged.recordings, aged.left) == ((), (traces.recording.resolve(),))
    assert traces.recording.read_bytes() == b"my own file"


def test_a_recording_from_which_somebody_was_erased_is_still_the_same_file(traces: Traces) -> None:
    assert erase_from_recording(traces.recording, Person("ceo", ("Ylva Tindvoll",)), [], NOW) > 0

    assert _purge(traces, Limits(_LONG_AGO, _LATER)).recordings == (traces.recording.resolve(),)


def test_a_recording_that_was_written_again_is_as_young_as_its_last_writing(traces: Traces) -> None:
    digest = hashlib.sha256(traces.recording.read_bytes()).hexdigest()
    with History.open(traces.store) as history:
        (kept,) = [one.path for one in history.deliveries() if one.format == "warc"]
        history.delivered(kept, "warc", _LATER, NOW, f"{digest[:-1]}x", ["ceo"])

    assert _purge(traces, Limits(_LONG_AGO, _LATER)).recordings == ()


def test_after_each_audit_observations_go_that_are_older_than_promised(traces: Traces) -> None:
    with History.open(traces.store) as history:
        young = age(history, traces.places, Settings(), NOW)
        old = age(history, traces.places, Settings(keep_months=1), NOW + timedelta(days=62))

        assert (young.sightings, young.measures) == (0, 0)
        assert old.sightings > 0
        assert old.measures == 1
        assert history.last(_LATER) is None
    assert traces.recording.exists()


def test_a_report_that_is_still_there_stays_known_for_as_long(traces: Traces) -> None:
    (traces.folder / "audit.html").unlink()
    with History.open(traces.store) as history:
        age(history, traces.places, Settings(keep_months=1), NOW + timedelta(days=62))
        known = {traces.places.of(one.path).name for one in history.deliveries()}

    assert {"audit.pdf", "run.warc.gz"} <= known
    assert "audit.html" not in known
