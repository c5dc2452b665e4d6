"""Telegram: what pages, saved or asked for, prove, and what they do not."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import process_time

import pytest
import recording

from presence_audit.model.channel import Channel
from presence_audit.model.observation import Observation
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page
from presence_audit.platforms import Ask, Drift
from presence_audit.platforms.telegram import PLATFORM, saved

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SITE = "https://t.me/s/nordlysenergi"


def _ask(permission: str | None = "our own channel", max_pages: int = 40) -> Ask:
    channel = Channel("telegram", "account", "nordlysenergi", "https://t.me/nordlysenergi", permission=permission)
    return Ask(channel, datetime(2026, 5, 1, tzinfo=UTC), NOON, max_pages=max_pages)


def _message(number: int, inner: str, kind: str = "") -> str:
    return (
        f'<div class="tgme_widget_message {kind}" data-post="nordlysenergi/{number}">{inner}'
        f'<a class="tgme_widget_message_date"><time datetime="2026-11-{number:02}T09:00:00+00:00"></time></a></div>'
    )


def _html(messages: Sequence[str], before: int | None = None, end: str = "</html>") -> bytes:
    older = f'<a class="tme_messages_more" data-before="{before}" href="/s/nordlysenergi?before={before}"></a>'
    name = '<div class="tgme_channel_info_header_username">@nordlysenergi</div>'
    listed = f'<section class="tgme_channel_history">{older if before else ""}{"".join(messages)}</section>'
    return f"<html><body>{name}{listed}</body>{end}".encode()


def _page(body: bytes, url: str = SITE) -> Page:
    return Page(url, url, 200, {"content-type": "text/html; charset=utf-8"}, body, NOON)


def _saved(*bodies: bytes) -> Observation:
    return saved(_ask(None), [_page(body) for body in bodies])


def _read(ask: Ask, **bodies: bytes) -> tuple[list[str], Observation]:
    """Play the reader against pages by the id that they are asked with."""
    asked: list[str] = []

    def answer(url: str) -> Page | Miss:
        asked.append(url)
        body = bodies.get(f"before_{url.partition('before=')[2]}")
        return _page(body, url) if body else Miss(url, Outcome.NETWORK_ERROR, "no answer", NOON)

    found = recording.play(PLATFORM.read(ask), answer)
    assert isinstance(found, Observation)
    return asked, found


@pytest.mark.parametrize("permission", [None, "", "  "])
def test_without_a_permission_nothing_is_asked_and_the_way_to_switch_it_on_is_told(permission: str | None) -> None:
    asked, found = _read(_ask(permission))
    assert asked == []
    assert found.outcome is Outcome.NOT_ATTEMPTED
    assert "telegram.org/tos" in found.reason
    assert "permission:" in found.next_step


def test_a_page_that_is_cut_off_never_proves_silence() -> None:
    first = _message(1, "Channel created", "service_message")
    assert _saved(_html([first])).outcome is Outcome.ZERO_POSTS
    assert _saved(_html([first], end="")).outcome is Outcome.PARSE_DRIFT
    assert _saved(_html([first], before=1)).outcome is Outcome.PARSE_DRIFT


def test_a_service_message_that_is_not_the_first_of_all_never_proves_silence() -> None:
    assert _saved(_html([_message(7, "pinned", "service_message")])).outcome is Outcome.PARSE_DRIFT


@pytest.mark.parametrize(
    ("href", "is_reply", "to"),
    [
        ("https://t.me/nordlysenergi/3", False, None),
        ("https://t.me/NordlysEnergi/3", False, None),
        ("https://t.me/kraftnytt/88", True, "kraftnytt"),
        ("", None, None),
    ],
)
def test_an_answer_is_one_only_to_another_chat(href: str, is_reply: bool | None, to: str | None) -> None:
    quoted = '<div class="tgme_widget_message_text js-message_text">Deres ord</div>'
    own = '<div class="tgme_widget_message_text js-message_text">Våre ord</div>'
    inner = f'<a class="tgme_widget_message_reply" href="{href}">{quoted}</a>{own}'
    (post,) = _saved(_html([_message(4, inner)])).posts
    assert (post.is_reply, post.reply_to, post.text) == (is_reply, to, "Våre ord")


@pytest.mark.parametrize(
    ("reactions", "likes"),
    [
        ("", None),
        ('<span class="tgme_reaction"><b>x</b>12</span><span class="tgme_reaction"><b>y</b>1.5K</span>', 1512),
        ('<span class="tgme_reaction tgme_reaction_paid">900</span><span class="tgme_reaction">3</span>', 3),
        ('<span class="tgme_reaction"><b>x</b>12</span><span class="tgme_reaction"><b>y</b></span>', None),
    ],
)
def test_reactions_are_summed_where_all_can_be_read_and_stars_are_no_people(reactions: str, likes: int | None) -> None:
    (post,) = _saved(_html([_message(4, reactions)])).posts
    assert post.engagement.likes == likes


def test_a_listing_that_goes_round_in_circles_ends_and_is_not_complete() -> None:
    page = _html([_message(9, "")], before=9)
    asked, found = _read(_ask(), before_=page, before_9=page)
    assert len(asked) == 2
    assert not found.window.complete


def test_reading_stops_after_the_most_pages_and_says_so() -> None:
    asked, found = _read(
        _ask(max_pages=3),
        before_=_html([_message(9, "")], before=9),
        before_9=_html([_message(8, "")], before=8),
        before_8=_html([_message(7, "")], before=7),
    )
    assert len(asked) == 2
    assert [post.id for post in found.posts] == ["nordlysenergi/9", "nordlysenergi/8"]
    assert "stopped after 3 answers" in found.reason
    assert found.window.reaches_back_to == datetime(2026, 11, 8, 9, tzinfo=UTC)


def test_saved_pages_are_joined_in_whatever_order_they_come() -> None:
    newer, older = _html([_message(8, ""), _message(9, "")], before=8), _html([_message(6, ""), _message(7, "")])
    one, other = _saved(newer, older), _saved(older, newer)
    assert one == other
    assert one.window.complete
    assert len(one.posts) == 4


def test_saved_pages_tell_up_to_the_one_with_the_newest_messages() -> None:
    newest, older = _html([_message(9, "")], before=9), _html([_message(8, "")])
    then = NOON - timedelta(days=60)
    found = saved(_ask(None), [replace(_page(newest), fetched_at=then), _page(older)])
    assert found.observed_at == then


def test_the_card_of_another_channel_says_nothing_of_this_one() -> None:
    card = (recording.RECORDINGS / "telegram" / "app_only" / "card.html").read_bytes()
    stranger = card.replace(b"domain=nordlysenergi", b"domain=somebody_else")
    seen = [saved(_ask(None), [_page(body)]) for body in (card, stranger)]
    assert [found.outcome for found in seen] == [Outcome.LOGIN_WALL, Outcome.PARSE_DRIFT]
    assert seen[1].profile.name is None


def test_messages_within_messages_do_not_take_forever() -> None:
    begun = process_time()
    body = b'<section class="tgme_channel_history">' + b"".join(
        _message(9, "").removesuffix("</div>").replace("/9", f"/{n}").encode() for n in range(1, 3000)
    )
    with contextlib.suppress(Drift):
        _saved(body)
    assert process_time() - begun < 20
