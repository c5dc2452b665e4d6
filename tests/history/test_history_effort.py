"""A run reads what it needs, however long the history is."""

from __future__ import annotations

from history.told import past, post, seen, tell

from presence_audit.history import History


def _effort(known: int) -> int:
    """Steps that SQLite takes for a week's listing and its past, where so many older posts are known."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    with History.in_memory() as history:
        tell(history, 10, seen(10, [post(-1000 + n / 100) for n in range(known)], -1001))
        tell(history, 20, seen(20, [post(n) for n in range(10, 20)], 10))
        history._db.set_progress_handler(count, 10)
        for _ in range(2):
            tell(history, 27, seen(27, [post(n) for n in range(15, 27)], 15))
        assert len(past(history, 34, since=0)[0].posts) == 18  # the newest before them too
    return steps


def test_a_week_takes_no_longer_when_a_hundred_times_more_is_known() -> None:
    assert _effort(20_000) < 1.2 * _effort(200)
