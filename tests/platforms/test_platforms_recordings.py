"""Every recording of every platform is read as it has to be, and nothing that is done to it brings a reader down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import broken
import pytest
import recording
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presence_audit.model.observation import Observation
from presence_audit.model.outcome import Outcome
from presence_audit.platforms import Drift, Handover, platforms

if TYPE_CHECKING:
    from pathlib import Path

_ALL = [(f"{p}/{case.name}", case) for p in platforms() for case in recording.cases(p)]
CASES = [pytest.param(case, id=name) for name, case in _ALL]
OK = [pytest.param(case, id=name) for name, case in _ALL if recording.expected(case).get("posts")]
FEW = settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def _concludes_nothing_false(case: Path, found: Observation | Handover | Drift) -> None:
    """What is left of a broken answer is posts or an unknown; silence and absence need a proof."""
    if isinstance(found, Observation):
        assert found.outcome is not Outcome.ZERO_POSTS, found.reason
    if isinstance(found, Observation) and not found.outcome.is_readable:
        assert found.reason


@pytest.mark.parametrize("case", CASES)
def test_a_recording_is_read_as_it_has_to_be(case: Path) -> None:
    assert recording.expected(case) == recording.converse(case)


@pytest.mark.parametrize("case", OK)
@FEW
@given(data=st.data())
def test_one_thing_broken_never_raises_and_never_proves_silence(case: Path, data: st.DataObject) -> None:
    _concludes_nothing_false(case, broken.read_with_one_thing_broken(case, data))


@pytest.mark.parametrize("case", OK)
@FEW
@given(body=broken.NONSENSE, status=broken.STATUSES, content_type=broken.TYPES)
def test_nonsense_never_raises_and_never_proves_silence(
    case: Path, body: bytes, status: int, content_type: str
) -> None:
    found = broken.read_anything(case, body, status, content_type)
    _concludes_nothing_false(case, found)
    assert not isinstance(found, Observation) or not found.posts or status == 200
