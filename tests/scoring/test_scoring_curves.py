from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence_audit.scoring import anchors, curves, printed

if TYPE_CHECKING:
    from collections.abc import Callable

ANY = st.floats(allow_nan=False)
UPS = [(1, 5), (2, 7), (2.5, 7), (0.5, 1.5), (0.1, 0.5), (0.25, 1), (4.4, 10), (1.5, 2.5)]
DOWNS = [(30, 7), (30, 16), (10, 1)]
SHARES = [(0.2, 0.5), (0.5, 0.9), (0.3, 0.6), (0.5, 20 / 26), (0.5, 0.95)]


def _table(text: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, _, y in (cell.partition(":") for cell in text.split())]


@pytest.mark.parametrize(
    ("curve", "typical", "leading", "table"),
    [
        (curves.up, 1, 5, ".25:13.5 .5:29.0 1:50 2:71.0 3:80.9 5:90 7:93.9 10:96.7"),
        (curves.up, 2, 7, "1:23.9 2:50 3.7:73.5 5:82.6 7:90 10:95.0"),
        (curves.up, 2.5, 7, "1:12.7 2:39.1 3:59.0 4.4:75.9 7:90"),
        (curves.up, 0.5, 1.5, ".1:3.0 .23:18.3 .31:28.9 .47:47.1 .83:72.3 1:79.1 1.35:87.7 2:94.7 6.7:99.9"),
        (curves.down, 30, 7, "1:99.9 7:90 14:74.9 30:50 60:27.1 90:16.7 182:5.6"),
        (curves.down, 30, 16, "7:99.8 16:90 21:76.6 30:50 45:20.4 70:4.2"),
        (curves.down, 10, 1, ".25:98.0 1:90 2:81.5 4:69.5 10:50 24:31.3 48:19.1 168:5.8"),
    ],
)
def test_the_curves_give_the_check_values_of_the_method(
    curve: Callable[[float, float, float], float], typical: float, leading: float, table: str
) -> None:
    expected = dict(_table(table))

    assert {x: printed(curve(x, typical, leading)) for x in expected} == expected


@pytest.mark.parametrize(("typical", "leading"), UPS)
def test_more_is_worth_exactly_50_and_90_at_its_anchors(typical: float, leading: float) -> None:
    assert curves.up(typical, typical, leading) == 50
    assert curves.up(leading, typical, leading) == pytest.approx(90, abs=1e-12)
    assert curves.up(leading, typical, leading) >= 90


@pytest.mark.parametrize(("typical", "leading"), DOWNS)
def test_less_is_worth_exactly_50_and_90_at_its_anchors(typical: float, leading: float) -> None:
    assert curves.down(typical, typical, leading) == 50
    assert curves.down(leading, typical, leading) == pytest.approx(90, abs=1e-12)
    assert curves.down(leading, typical, leading) >= 90


@pytest.mark.parametrize(("typical", "leading"), SHARES)
def test_a_share_runs_straight_through_its_four_points(typical: float, leading: float) -> None:
    points = [curves.share(p, typical, leading) for p in (0, typical, leading, 1)]

    assert points == [0, 50, 90, 100]


@given(ANY, ANY, st.sampled_from(UPS))
def test_more_never_scores_less(x: float, y: float, points: tuple[float, float]) -> None:
    low, high = curves.up(min(x, y), *points), curves.up(max(x, y), *points)

    assert 0 <= low <= high + 1e-12
    assert high <= 100


@given(ANY, ANY, st.sampled_from(DOWNS))
def test_a_longer_wait_never_scores_more(x: float, y: float, points: tuple[float, float]) -> None:
    high, low = curves.down(min(x, y), *points), curves.down(max(x, y), *points)

    assert 0 <= low <= high + 1e-12
    assert high <= 100


@given(ANY, ANY, st.sampled_from(SHARES))
def test_a_greater_share_never_scores_less(x: float, y: float, points: tuple[float, float]) -> None:
    low, high = curves.share(min(x, y), *points), curves.share(max(x, y), *points)

    assert 0 <= low <= high + 1e-12
    assert high <= 100


@pytest.mark.parametrize(("x", "expected"), [(0, 0), (-1, 0), (-math.inf, 0), (math.inf, 100), (5e-324, 0)])
def test_no_posts_score_nothing_and_endless_posts_no_more_than_100(x: float, expected: float) -> None:
    assert curves.up(x, 1, 5) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("x", "expected"), [(0, 100), (-1, 100), (math.inf, 0), (5e-324, 100)])
def test_no_wait_scores_100_and_an_endless_one_nothing(x: float, expected: float) -> None:
    assert curves.down(x, 30, 7) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("a", "expected"), [(-1, 100), (0, 100), (0.21, 65), (0.3, 50), (0.6, 0), (1, 0), (-math.inf, 100)]
)
def test_clockwork_earns_no_more_than_a_poisson_process(a: float, expected: float) -> None:
    assert anchors().metrics["burstiness"].points(a) == pytest.approx(expected)


@pytest.mark.parametrize("curve", [curves.up, curves.down, curves.share])
def test_what_is_not_a_number_has_no_points(curve: Callable[[float, float, float], float]) -> None:
    anchors_in_order = (0.5, 0.3) if curve is curves.down else (0.3, 0.5)

    with pytest.raises(ValueError, match="NaN"):
        curve(math.nan, *anchors_in_order)


@pytest.mark.parametrize(
    ("curve", "typical", "leading"),
    [(curves.up, 5, 1), (curves.up, 0, 1), (curves.down, 7, 30), (curves.share, 0.9, 0.5), (curves.share, 0.5, 1)],
)
def test_anchors_out_of_order_are_refused(
    curve: Callable[[float, float, float], float], typical: float, leading: float
) -> None:
    with pytest.raises(ValueError, match="out of order"):
        curve(1, typical, leading)
