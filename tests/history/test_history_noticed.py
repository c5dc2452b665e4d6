"""What a run notices of posts: those that are new, edited, gone and back, and when it concludes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from history.told import day, ids, noticed, past, post, posts_of, seen, tell, trace

from presence_audit.history import History, Noticed
from presence_audit.model.observation import Post
from presence_audit.model.outcome import Outcome

NOTHING = Noticed()


def _told(before: list[Post], after: list[Post], back_to: float | None = 0, **more: Any) -> Noticed:
    """What the second of two runs notices, on day 20."""
    with History.in_memory() as history:
        tell(history, 10, seen(10, before, 0))
        tell(history, 20, seen(20, after, back_to, **more))
        return noticed(history, 20)


def _days(*numbers: float, **more: Any) -> list[Post]:
    return [post(n, **more) for n in numbers]


def test_a_post_that_a_newer_listing_should_show_and_does_not_is_gone_and_may_come_back() -> None:
    with History.in_memory() as history:
        tell(history, 10, seen(10, _days(1, 2, 3, 4), 0))
        tell(history, 20, seen(20, _days(1, 3, 4, 15), 0))
        tell(history, 30, seen(30, _days(1, 2, 3, 15), 0))
        tell(history, 40, seen(40, _days(1, 2, 3, 4, 15), 0))
        assert [noticed(history, n) for n in (10, 20, 30, 40)] == [
            Noticed(added=4),
            Noticed(added=1, gone=1),
            Noticed(gone=1, returned=1),
            Noticed(returned=1),
        ]
        assert [ids(history, n) for n in (11, 21, 31, 41)] == [
            ["p1", "p2", "p3", "p4"],
            ["p1", "p15", "p3", "p4"],
            ["p1", "p15", "p2", "p3"],
            ["p1", "p15", "p2", "p3", "p4"],
        ]


def test_a_post_outside_of_what_the_listing_shows_is_not_gone() -> None:
    assert _told(_days(1, 2, 3, 4), _days(3, 4), back_to=3) == NOTHING
    assert _told(_days(1, 2, 3), _days(2, 3), back_to=1) == NOTHING  # it ends where the post stood


def test_a_listing_that_does_not_say_how_far_it_reaches_proves_nothing_gone() -> None:
    assert _told(_days(1, 2, 3, 4), _days(1, 2, 4), back_to=None) == NOTHING


@pytest.mark.parametrize("precision", ["day", "week", "month", "year"])
def test_a_coarse_date_is_gone_only_where_it_lies_safely_inside(precision: Any) -> None:
    slack = {"day": 1, "week": 8, "month": 32, "year": 367}[precision]
    inside, outside = post(-400, date_precision=precision), post(-800 + slack, date_precision=precision)
    with History.in_memory() as history:
        tell(history, 10, seen(10, [inside, outside, *_days(1, 2, 3)], -1200))
        tell(history, 20, seen(20, _days(1, 2, 3), -800))
        assert noticed(history, 20) == Noticed(gone=1)


def test_a_post_without_a_date_is_never_gone() -> None:
    assert _told([post(1, published_at=None), *_days(2, 3)], _days(2, 3)) == NOTHING


def test_a_pinned_post_that_is_listed_out_of_order_says_nothing_of_others() -> None:
    pinned = post(1, is_pinned=True)
    assert _told([pinned, *_days(2, 3, 4)], [pinned, *_days(3, 4)], back_to=3) == NOTHING
    # No more pinned, and older than what is listed: it may be there all the same.
    assert _told([pinned, *_days(3, 4)], _days(3, 4), back_to=3) == NOTHING


def test_posts_of_a_kind_that_the_listing_does_not_list_are_not_gone() -> None:
    answers, reshares = _days(1.5, 2.5, is_reply=True), _days(1.6, is_repost=True)
    assert _told([*_days(1, 2, 3), *answers, *reshares], _days(1, 2, 3)) == NOTHING
    assert _told([*_days(1, 2, 3), *answers], [*_days(1, 2, 3), answers[0]]) == Noticed(gone=1)


def test_where_most_are_missing_at_once_the_site_lists_in_another_way() -> None:
    assert _told(_days(1, 2, 3, 4, 5), _days(1, 2)) == NOTHING
    assert _told(_days(1, 2, 3, 4, 5), _days(1, 2, 11, 12, 13, 14)) == Noticed(added=4)
    assert _told(_days(1, 2, 3, 4, 5, 6), _days(1, 2, 3)) == Noticed(gone=3)
    assert _told(_days(1, 2), _days(9)) == Noticed(added=1, gone=2)


def test_posts_that_a_site_named_anew_are_neither_new_nor_gone_also_in_the_weeks_after() -> None:
    def moved(*numbers: float) -> list[Post]:
        return [post(n, id=f"urn:{n}", url=f"https://moved.example/{n}") for n in numbers]

    with History.in_memory() as history:
        tell(history, 10, seen(10, _days(1, 2, 3, 4, 5, 6), 0))
        tell(history, 20, seen(20, moved(2, 3, 4, 5, 6, 11), 1.5))
        tell(history, 30, seen(30, moved(2, 4, 5, 6, 11, 21, 22), 1.5))
        assert noticed(history, 20) == Noticed(added=1)
        assert noticed(history, 30) == Noticed(added=2, gone=1)


def test_where_it_is_proven_that_there_are_no_posts_all_are_gone() -> None:
    assert _told(_days(1, 2, 3, 4), [], None, outcome=Outcome.ZERO_POSTS) == Noticed(gone=4)


@pytest.mark.parametrize("outcome", [o for o in Outcome if not o.is_readable])
def test_a_channel_that_cannot_be_read_proves_nothing(outcome: Outcome) -> None:
    with History.in_memory() as history:
        tell(history, 10, seen(10, _days(1, 2), 0))
        tell(history, 20, seen(20, [], 0, outcome=outcome))
        assert noticed(history, 20) == NOTHING
        (known,) = past(history, 30)
        assert known.observed_at == day(10)
        assert len(known.posts) == 2


def test_what_another_route_lists_proves_nothing_of_the_posts_of_this_one() -> None:
    with History.in_memory() as history:
        tell(history, 10, seen(10, _days(1, 2, 3), 0))
        tell(history, 20, seen(20, _days(1, 2, provenance="saved"), 0, routes=("saved",)))
        assert noticed(history, 20) == NOTHING
        # The first two are now known by both routes, and either may miss them.
        tell(history, 30, seen(30, _days(1, provenance="saved"), 0, routes=("saved",)))
        tell(history, 40, seen(40, _days(2, 3), 0))
        assert noticed(history, 30) == Noticed(gone=1)
        assert noticed(history, 40) == Noticed(gone=1, returned=1)


def test_a_listing_of_several_routes_at_once_proves_nothing_gone() -> None:
    posts = [post(1), post(2, provenance="saved")]
    assert _told(_days(1, 2, 3), posts, routes=("live", "saved")) == NOTHING


def test_a_run_in_the_past_proves_nothing_of_what_came_after_it() -> None:
    with History.in_memory() as history:
        tell(history, 10, seen(10, _days(1, 2, 9.5), 0))
        tell(history, 15, seen(40, _days(1, 2), 0))
        assert noticed(history, 15) == Noticed(gone=1)
    with History.in_memory() as history:
        tell(history, 30, seen(30, _days(1, 2, 29), 0))
        tell(history, 20, seen(40, _days(1, 2), 0))  # told later, of an earlier day
        assert noticed(history, 20) == Noticed(added=2)
        assert noticed(history, 30) == Noticed(added=1)


def test_posts_after_the_moment_of_the_audit_are_not_judged() -> None:
    with History.in_memory() as history:
        tell(history, 10, seen(30, _days(1, 2, 3, 25), 0))
        tell(history, 20, seen(30, _days(1, 2, 3), 0))
        assert noticed(history, 20) == NOTHING


@pytest.mark.parametrize(
    ("change", "edits"),
    [
        ({"text": "Andre ord"}, 1),
        ({"kind": "image"}, 1),
        ({"kind": "other"}, 0),
        ({"media": 2}, 1),
        ({"media": None}, 0),
        ({"text": "", "links": ()}, 0),
        ({"language": "nn"}, 0),
        ({"provenance": "saved", "text": "Andre ord"}, 0),
    ],
)
def test_an_edit_is_other_words_another_kind_or_other_media_by_the_same_route(
    change: dict[str, Any], edits: int
) -> None:
    before = post(2, media=1)
    after = replace(before, **change)
    assert _told([post(1), before, post(3)], [post(1), after, post(3)]) == Noticed(edited=edits)


def test_where_most_are_told_otherwise_at_once_nobody_has_edited_them() -> None:
    assert _told(_days(1, 2, 3, 4), _days(1, 2, 3, 4, text="Utdrag")) == NOTHING


def test_the_newest_run_says_how_a_post_stands() -> None:
    with History.in_memory() as history:
        tell(history, 20, seen(20, [post(1, text="nye ord", media=2)], 0))
        tell(history, 10, seen(10, [post(1, text="gamle ord her", media=1)], 0))
        assert [posts_of(history, n)[0].media for n in (15, 25)] == [1, 2]
        assert noticed(history, 20) == Noticed(edited=1)


def test_an_import_notices_no_deletion_and_is_no_edit_of_what_was_read_live() -> None:
    with History.in_memory() as history:
        tell(history, 10, seen(10, _days(1, 2, 3), 0))
        export = seen(20, _days(-5, 1, text="Andre ord", provenance="export"), -10, routes=("export",))
        tell(history, 20, export, kind="import")
        assert history.noticed(day(20)) == {}
        assert history.noticed(day(20), "import") == {"channel:bluesky:nordlys.example": Noticed(added=1)}
        assert ids(history, 30) == ["p-5", "p1", "p2", "p3"]


def _fed(*days: float) -> list[Post]:
    """As a feed names and tells them, of which the API has other ids and all the words."""
    return [replace(one, id=one.url, text=one.text[:3]) for one in _days(*days)]


@pytest.mark.parametrize("number", [1, 2, 3, 9])
def test_a_post_that_is_listed_under_another_id_is_neither_new_nor_gone_nor_edited(number: int) -> None:
    before = range(1, number + 1)
    with History.in_memory() as history:
        tell(history, 10, seen(10, _days(*before), 0))
        tell(history, 20, seen(20, _fed(*before, 15), 0))
        tell(history, 30, seen(30, _days(*before, 15), 0))
        assert [noticed(history, at) for at in (20, 30)] == [Noticed(added=1), NOTHING]
        assert sorted(ids(history, 40)) == sorted([*(f"p{n}" for n in before), post(15).url])
        assert {one.trace for one in posts_of(history, 40)} == {trace(one) for one in _days(*before, 15)}


def test_other_posts_at_one_address_or_at_another_moment_are_other_posts() -> None:
    page = "https://bsky.app/profile/nordlys.example"
    with History.in_memory() as history:
        tell(history, 10, seen(10, _days(1, 2, url=page), 0))
        tell(history, 20, seen(20, [*_days(1, 2, url=page), *_days(3, url=page)], 0))
        assert noticed(history, 20) == Noticed(added=1)
        tell(history, 30, seen(30, [*_days(1, 2, url=page), post(4, url=page)], 0))
        assert noticed(history, 30) == Noticed(added=1, gone=1)
    with History.in_memory() as history:
        tell(history, 10, seen(10, [post(3)], 0))
        tell(history, 20, seen(20, [post(3, id="other", published_at=day(3.5))], 0))
        assert noticed(history, 20) == Noticed(added=1, gone=1)


@pytest.mark.parametrize(
    "last",
    [post(1.5), post(2, text="Ord om noe annet"), post(2, published_at=day(1.7)), post(2, media=3)],
    ids=["new", "edited", "dated anew", "other media"],
)
def test_a_cut_off_listing_that_ends_with_what_changed_does_not_prove_what_came_after_it(last: Post) -> None:
    before = _days(*range(2, 12), media=1) if last.media else _days(*range(2, 12))
    listed = [*before[4:], last]
    assert last.published_at is not None
    back_to = (last.published_at - day(0)).total_seconds() / 86400
    with History.in_memory() as history:
        tell(history, 12, seen(12, before, 2))
        tell(history, 20, seen(20, listed, back_to))
        assert noticed(history, 20).gone == 0
        tell(history, 30, seen(30, [*before[:2], *before[3:7], *before[8:]], 2))
        assert noticed(history, 30).gone == 2


def test_where_all_of_a_feed_is_dated_anew_nothing_is_gone() -> None:
    """A site whose clock was put back by an hour, and whose feed has lost the oldest post to a new one."""
    listed = [replace(one, published_at=day(n) - timedelta(hours=25)) for n, one in ((n, post(n)) for n in (3, 4, 5))]
    with History.in_memory() as history:
        tell(history, 10, seen(10, _days(2.5, 3, 4, 5), 2.5))
        tell(history, 20, seen(20, listed, 2 - 1 / 24))
        assert noticed(history, 20) == NOTHING
