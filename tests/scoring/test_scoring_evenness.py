from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence_audit.scoring.evenness import effective_number

COUNTS = st.lists(st.integers(0, 10**6), max_size=30)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [((5, 3, 2), 2.80009), ((7, 7, 7, 7), 4), ((9, 1), 1.38415), ((4,), 1), ((3, 0, 3), 2)],
)
def test_unequal_counts_amount_to_fewer(counts: tuple[int, ...], expected: float) -> None:
    assert effective_number(counts) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("counts", [(), (0,), (0, 0)])
def test_of_nothing_there_is_no_number(counts: tuple[int, ...]) -> None:
    assert effective_number(counts) is None


@given(COUNTS, st.randoms())
def test_it_lies_between_one_and_their_number_and_does_not_depend_on_their_order(
    counts: list[int], chance: object
) -> None:
    found = effective_number(counts)
    if found is not None:
        assert 1 <= found <= sum(count > 0 for count in counts)
    chance.shuffle(counts)  # type: ignore[attr-defined]
    assert effective_number(counts) == found


@given(st.integers(1, 10**5), st.integers(1, 20))
def test_equal_ones_are_as_many_as_they_are(size: int, many: int) -> None:
    assert effective_number([size] * many) == pytest.approx(many)
