"""What is deleted after a while, who is not to come back, and what was handed over."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from history.told import CHANNEL, day, ids, noticed, past, post, posts_of, seen, tell
from reports.shipped import shipped

from presence_audit.history import Delivery, History, Purged
from presence_audit.model.person import Person


@pytest.fixture(params=[".sqlite", ".jsonl"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / f"history{request.param}"


def test_who_is_buried_is_known_by_any_spelling_and_stands_nowhere(path: Path) -> None:
    with History.open(path) as history:
        history.bury(["Kari Ødegård", "channel:bluesky:kari.example"], date(2026, 3, 1))
        history.bury(["kari ødegård"], date(2026, 4, 1))
        for spelling in ("KARI ØDEGÅRD", "Kari O\u0338degård".replace("O\u0338", "Ø"), "Kari Ødega\u030ard"):
            assert history.buried(spelling) == date(2026, 3, 1)
        assert history.buried("channel:bluesky:kari.example") == date(2026, 3, 1)
        assert history.buried("Ola") is None
    content = path.read_bytes()
    assert b"kari" not in content.lower()
    assert "Ødegård".encode() not in content


def test_what_was_handed_over_is_listed_once(path: Path) -> None:
    with History.open(path) as history:
        history.delivered("out/b.pdf", "pdf", day(11), day(10), "b" * 64, ["kari", "ola"])
        history.delivered("out/a.json", "json", day(10), day(10), "a" * 64, [])
        history.delivered("out/a.json", "json", day(12), day(10), "a" * 64, [])
        history.delivered("out/a.json", "json", day(13), day(10), "c" * 64, [])
    with History.open(path) as history:
        assert history.deliveries() == (
            Delivery("out/a.json", "json", day(10), day(10), "a" * 64, ()),
            Delivery("out/b.pdf", "pdf", day(11), day(10), "b" * 64, ("kari", "ola")),
            Delivery("out/a.json", "json", day(13), day(10), "c" * 64, ()),
        )


def test_what_is_old_enough_is_deleted_with_all_that_hangs_on_it(path: Path) -> None:
    with History.open(path) as history:
        tell(history, 10, seen(10, [post(-40, id="gammelt innlegg"), post(5), post(6, published_at=None)], 0))
        tell(history, 40, seen(40, [post(5, text="rettet"), post(35)], 0))
        history.measured(shipped().model_copy(update={"as_of": day(10)}))
        history.measured(shipped().model_copy(update={"as_of": day(40)}))
        assert history.purge(day(20)) == Purged(posts=3, sightings=1, measures=1)
        assert history.purge(day(20)) == Purged()
        assert ids(history, 50) == ["p35"]
        assert len(list(history.reports())) == 1
        for table in ("post", "sighting", "measure", "run", "digest"):
            assert history._db.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,), table
        for table in ("version", "event"):
            assert history._db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    assert b"gammelt" not in path.read_bytes()


def test_runs_go_on_after_a_purge(path: Path) -> None:
    with History.open(path) as history:
        tell(history, 10, seen(10, [post(5), post(9), post(30)], 0))
        tell(history, 40, seen(40, [post(5), post(9), post(30, text="rettet")], 0))
        history.purge(day(20))
        # The run of day 40 is told anew, the one of day 10 again, and a new one comes.
        tell(history, 40, seen(40, [post(30, text="rettet igjen"), post(31)], 0))
        assert noticed(history, 40).added == 1
        tell(history, 50, seen(50, [post(30, text="rettet igjen"), post(45)], 0))
        assert noticed(history, 50).gone == 1
        assert {one.id for one in posts_of(history, 60)} == {"p30", "p45"}
        assert history.noticed(day(50))[CHANNEL].added == 1
        assert past(history, 45)[0].observed_at == day(40)


def test_much_that_was_freed_makes_the_file_small_again(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    with History.open(path) as history:
        tell(history, 10, seen(10, [post(n / 500) for n in range(5000)], 0))
        history.close()
    size = path.stat().st_size
    with History.open(path) as history:
        history.purge(day(20))
        assert path.stat().st_size < size / 4


def test_of_somebody_elses_post_a_person_is_given_only_what_shows_the_person(path: Path) -> None:
    runa = Person("ceo", ("Runa Skarvlid",), ("channel:x:runa",), ("runaskarvlid",))
    said = post(
        -1, text="Runa Skarvlid leads it", author="Eskil Havbrå", mentions=("kari.example",), reply_to="runaskarvlid"
    )
    with History.open(path) as history:
        tell(history, 0, seen(0, [said]), keep_text=True, owner="leader:cfo")
        rows = [row for row in history.about(runa) if row.table == "post"]
        veiled = history.veiled("runaskarvlid")

    told = json.dumps([row.values for row in rows], ensure_ascii=False)
    assert [row.is_own for row in rows] == [False]
    assert rows[0].values["channel"] == "another person's"
    assert rows[0].values["rest"] == {"reply_to": veiled, "text": "Runa Skarvlid leads it"}
    assert rows[0].values.keys() <= {"channel", "first", "published_at", "rest"}
    assert "kari.example" not in told
