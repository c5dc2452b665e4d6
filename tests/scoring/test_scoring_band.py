from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence_audit.scoring import anchors, curves

LIX = (25, 45, 5, 50)


TOO_HARD = [(25, 100), (30, 100), (45, 100), (46, 95), (47, 90), (55, 50), (65, 0), (66, 0), (math.inf, 0)]
TOO_EASY = [(24, 95), (20, 75), (15, 50), (14, 50), (0, 50), (-math.inf, 50)]


@pytest.mark.parametrize(("lix", "points"), [*TOO_HARD, *TOO_EASY])
def test_too_hard_falls_to_zero_and_too_easy_to_half(lix: float, points: float) -> None:
    assert curves.band(lix, *LIX) == points
    assert anchors().metrics["readability"].points(lix) == points


@given(st.floats(allow_nan=False), st.floats(allow_nan=False))
def test_who_is_farther_from_the_band_on_the_same_side_never_has_more(one: float, two: float) -> None:
    near, far = sorted((one, two), key=lambda lix: abs(lix - 35))

    assert 0 <= curves.band(far, *LIX) <= 100
    if (near >= 35) == (far >= 35):
        assert curves.band(far, *LIX) <= curves.band(near, *LIX)


def test_what_is_not_a_number_has_no_points_in_a_band() -> None:
    with pytest.raises(ValueError, match="NaN"):
        curves.band(math.nan, *LIX)


@pytest.mark.parametrize("numbers", [(45, 25, 5, 50), (25, 25, 5, 50), (25, 45, 0, 50), (25, 45, 5, 101)])
def test_a_band_out_of_order_is_refused(numbers: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="out of order"):
        curves.band(30, *numbers)


def test_every_platform_has_a_limit_of_hashtags_with_a_source() -> None:
    limits = {p: anchors().hashtag_limit(p) for p in ("instagram", "linkedin", "facebook", "x", "threads", "mastodon")}

    assert limits == {"instagram": 5, "linkedin": 5, "facebook": 3, "x": 2, "threads": 1, "mastodon": 5}
    assert [anchors().hashtag_limit(p) for p in ("bluesky", "tiktok", "youtube", "unheard-of")] == [5, 5, 5, 5]
    assert "hashtag_limits" in anchors().sources
