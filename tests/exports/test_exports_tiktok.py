"""What the recordings do not show of TikTok's two exports."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from recording import FETCHED_AT

from presence_audit.exports._tiktok import Link


@pytest.mark.parametrize(
    ("text", "handle", "is_photo"),
    [
        ("https://www.tiktok.com/@Nordlys.Energi/video/7709547041705164807?lang=nb", "nordlys.energi", False),
        ("https://www.tiktok.com/@nordlys/photo/7709547041705164807", "nordlys", True),
        ("https://www.tiktokv.com/share/video/7709547041705164807/", "", False),
        ("https://m.tiktok.com/@nordlys/video/7709547041705164807", "nordlys", False),
    ],
)
def test_a_post_is_told_from_its_link_in_every_spelling(text: str, handle: str, is_photo: bool) -> None:
    link = Link.of(text)

    assert (link.id, link.handle, link.is_photo) == ("7709547041705164807", handle, is_photo)
    assert link.url("nordlys") == f"https://www.tiktok.com/@{handle or 'nordlys'}/video/7709547041705164807"


@pytest.mark.parametrize(
    "text", ["", "https://v16.tiktokcdn.example/a.mp4", "javascript:alert(1)", "https://evil.example"]
)
def test_what_is_no_link_to_a_post_has_neither_id_nor_time(text: str) -> None:
    assert Link.of(text) == Link()
    assert Link.of(text).url("nordlys") == ""


@given(st.text(max_size=80))
def test_any_text_is_taken_apart(text: str) -> None:
    moment = Link.of(text).time(FETCHED_AT)

    assert moment is None or moment <= FETCHED_AT
