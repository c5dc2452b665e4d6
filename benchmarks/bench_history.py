"""How long a history of very many posts takes in a weekly scan, and for a trend.

    python benchmarks/bench_history.py [POSTS] [FOLDER]

Makes a store of POSTS invented posts (default 1,000,000) of 200 channels over ten years of weekly runs, through the
real schema, and then does with the real API what one more weekly scan does: the times of the first reading, recording
50 posts of each channel, what is known of the last 182 days, what was noticed, and keeping what was measured; and what
a trend does: 53 audits made of what was measured, and scored. Prints the time on the clock, that of the processor, and
the size of the store, which is deleted at the end. Run by hand.

Measured 2026-11-26 on two cores of a shared machine, Python 3.11, SQLite 3.40, otherwise idle, 10,000,000 posts:

    the store                                        3,429 MiB, 360 bytes a post
    the history's work in a weekly scan              4.8 s (goal 5 s)
        record 50 posts of each of 200 channels      0.33 s
        what is known of 182 days (481,000 posts)    4.5 s
        all else                                     0.02 s
    53 audits for a trend, scored                    1.45 s (goal 2 s)
    the same scan again                              0.17 s
    memory                                           479 MiB, nearly all for the posts that are known
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presence_audit.compare import audit_of
from presence_audit.history import History, Seen
from presence_audit.history._codes import micros, ranges
from presence_audit.history._content import COLUMNS
from presence_audit.model.observation import (
    ChannelRef,
    Count,
    Engagement,
    Evidence,
    Observation,
    Post,
    Profile,
    Trace,
    Window,
)
from presence_audit.model.outcome import Outcome
from presence_audit.model.report import ChannelLine, CompanyLine, Leaf, Pillar, Report, Score, Tool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.model.report import PillarId

END = datetime(2026, 7, 5, 12, tzinfo=UTC)
WEEK = timedelta(days=7)
CHANNELS, WEEKS, AUDITS, LISTED, DAYS = 200, 520, 52, 50, 182
CADENCE = ("posts-per-week", "active-weeks", "longest-silence", "burstiness", "channel-recency")


@contextmanager
def _timed(what: str) -> Iterator[None]:
    begun, worked = time.perf_counter(), time.process_time()
    yield
    print(f"  {what:<46}{_took(begun, worked)}", flush=True)


def _took(begun: float, worked: float) -> str:
    """On the clock, and of the processor: on a machine that does other things too the clock says little."""
    return f"{time.perf_counter() - begun:8.2f} s, of the processor {time.process_time() - worked:.2f} s"


def _name(channel: int) -> str:
    return f"channel:bluesky:account{channel}.example"


def _row(rng: random.Random, channel: int, number: int, at: int, run: int) -> tuple[Any, ...]:
    """One row of `post`, in the order of its columns: every fifth an answer, every third naming somebody."""
    is_reply = number % 5 == 0
    rest = f'{{"mentions":["~{number * 7919:024x}"]}}' if number % 3 == 0 else None
    if is_reply:
        rest = f'{{"reply_to":"~{number * 104729:024x}"}}'
    words, print_ = rng.randint(3, 60), rng.getrandbits(63)
    content = (
        at, 0, number % 6, 0, int(is_reply), 0, 0, words, print_, 1, 0, "nb", number % 30, number % 5, number % 3, None,
        number % 4, f"https://bsky.app/profile/account{channel}.example/post/3k{number:011d}", run, rest,
    )  # fmt: skip
    id_ = f"at://did:plc:{channel:024d}/app.bsky.feed.post/3k{number:011d}"
    return (channel, number, id_, run, run, None, 1, *content)


def _fill(history: History, posts: int) -> None:
    rng = random.Random(1)  # the same posts every time
    database, each = history._db, posts // CHANNELS  # noqa: SLF001
    per_week = each / WEEKS
    start = micros(END - WEEKS * WEEK)
    step = (micros(END) - start) // each
    # A store that is made anew is lost with the machine, and need not wait for the disk.
    database.execute("PRAGMA synchronous = OFF")
    database.execute("BEGIN IMMEDIATE")
    runs = [(n, start + n * 7 * 86_400_000_000, "scan", "", DAYS, "1", "bench") for n in range(1, WEEKS + 1)]
    database.executemany("INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?)", runs)
    database.executemany("INSERT INTO digest VALUES (?, ?)", [(n, f"{n:064x}") for n in range(1, WEEKS + 1)])
    insert = f"INSERT INTO post VALUES ({', '.join('?' * (7 + len(COLUMNS)))})"
    database.execute("COMMIT")
    for channel in range(1, CHANNELS + 1):
        database.execute("BEGIN IMMEDIATE")
        handle = f"account{channel}.example"
        url = f"https://bsky.app/profile/{handle}"
        database.execute(
            "INSERT INTO channel VALUES (?, ?, ?, ?, ?, ?)",
            (channel, _name(channel), "bluesky", "account", handle, url),
        )
        numbers = range(1, each + 1)
        rows = (_row(rng, channel, n, start + n * step, min(WEEKS, 1 + int(n / per_week))) for n in numbers)
        database.executemany(insert, rows)
        for run, as_of, *_ in runs:
            last = int(run * per_week)
            listed = range(max(1, last - max(LISTED, int(1.2 * per_week)) + 1), last + 1)
            reach = start + listed[0] * step if listed else as_of
            database.execute(
                f"INSERT INTO sighting VALUES ({', '.join('?' * 20)})",
                (
                    run, channel, "company", "ok", "", "", as_of, 1000 + run, "exact", 0, reach, as_of, reach, 0,
                    "live", ranges(listed), int(per_week), 0, 0, 0,
                ),
            )  # fmt: skip
            database.execute("INSERT INTO evidence VALUES (?, ?, 0, ?, 200, ?, ?)", (run, channel, url, run, as_of))
        database.execute("COMMIT")


def _seen(channel: int, as_of: datetime, posts: int) -> Seen:
    """A listing of 50 posts, the older half of which are known."""
    each = posts // CHANNELS
    step = (END - (END - WEEKS * WEEK)) / each
    handle = f"account{channel}.example"
    url = f"https://bsky.app/profile/{handle}"
    first = each - LISTED // 2 + 1
    listed = tuple(
        Post(
            f"at://did:plc:{channel:024d}/app.bsky.feed.post/3k{number:011d}",
            f"{url}/post/3k{number:011d}",
            END - WEEKS * WEEK + number * step,
            kind="text",
            text=f"Ord {number} om drift, nett og folk i Nordlys Energi",
            is_reply=number % 5 == 0,
            is_repost=False,
            is_pinned=False,
            language="nb",
            media=1,
            media_with_alt=0,
            engagement=Engagement(number % 31, number % 5, number % 3),
            reply_to=f"person{number}" if number % 5 == 0 else None,
            provenance="live",
            seen_in=f"{channel:064x}",
        )
        for number in range(first, first + LISTED)
    )
    found = Observation(
        ChannelRef("bluesky", "account", handle, url),
        Outcome.OK,
        observed_at=as_of,
        profile=Profile(followers=Count(1234)),
        posts=listed,
        window=Window(listed[0].published_at, listed[-1].published_at, listed[0].published_at),
        evidence=(Evidence(url, 200, f"{channel:064x}", as_of),),
        routes=("live",),
    )
    return Seen("company", found)


def _report(as_of: datetime) -> Report:
    """What 200 channels measure: five leaves and a line of each."""
    leaves = tuple(
        Leaf(metric=metric, subject=_name(n), weight=0.01, state="value", value=1.5, interval=(1.0, 2.0),
             score=50.0, reason="3 posts in 13 weeks on 2 of 2 channels that could be read.", evidence=())
        for n in range(1, CHANNELS + 1) for metric in CADENCE
    )  # fmt: skip
    ids: tuple[PillarId, ...] = (
        "cadence", "leaders", "consistency", "dialogue", "content", "coverage", "ambassadors",
    )  # fmt: skip
    lines = tuple(
        ChannelLine(id=_name(n), owner="company", platform="bluesky", handle=f"account{n}.example",
                    url="https://a.example", outcome=Outcome.OK, reason="", next_step="", followers=Count(1234),
                    posts_seen=50, posts_per_week=1.5, last_post_at=as_of, window=Window(as_of, as_of, as_of),
                    provenance="live")
        for n in range(1, CHANNELS + 1)
    )  # fmt: skip
    score = Score(value=50.0, grade="C", provisional=False, likely=(40.0, 60.0), bounds=(30.0, 70.0), coverage=1.0,
                  confidence="high", cap=None)  # fmt: skip
    return Report(
        schema="presence-audit/report/1", tool=Tool(name="presence-audit", version="bench"), method="1", as_of=as_of,
        window_days=DAYS, score=score, channels=lines, leaders=(), findings=(),
        company=CompanyLine(name="Nordlys Energi", website=None, timezone="Europe/Oslo", kind="b2b", size=None),
        pillars=tuple(Pillar(id=id_, weight=10, score=50.0, coverage=1.0, leaves=leaves if id_ == "cadence" else ())
                      for id_ in ids),
    )  # fmt: skip


def _trace(post: Post) -> Trace:
    return Trace(len(post.text.split()), hash(post.text) & 0xFFFFFFFFFFFF)


def main(posts: int = 1_000_000, folder: str | None = None) -> None:
    """Make the store, measure, print what it took."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        path = Path(place, "history.sqlite")
        with _timed(f"making {posts:,} posts"), History.open(path) as history:
            _fill(history, posts)
        with _timed(f"making {AUDITS} audits"), History.open(path) as history:
            for week in range(AUDITS):
                history.measured(_report(END - (AUDITS - 1 - week) * WEEK))
        print(f"  {path.stat().st_size / 1024 / 1024:,.0f} MiB, {path.stat().st_size / posts:.0f} bytes a post")

        as_of = END + WEEK
        seen = {_name(channel): _seen(channel, as_of, posts) for channel in range(1, CHANNELS + 1)}
        report = _report(as_of)
        begun, worked = time.perf_counter(), time.process_time()
        with _timed("opening"):
            history = History.open(path)
        with history:
            with _timed("settled"):
                for name, one in seen.items():
                    history.settled(as_of, name, one.observation)
            with _timed(f"record, {LISTED} posts of {CHANNELS} channels"):
                history.record(as_of, DAYS, "1", "bench", seen, trace=_trace, is_ours=lambda _: False)
            with _timed(f"past, {DAYS} days"):
                past = history.past(as_of, as_of - timedelta(days=DAYS))
            with _timed("noticed"):
                noticed = history.noticed(as_of)
            with _timed("measured"):
                history.measured(report)
            with _timed("closing"):
                history.close()
        print(f"the history's work in a weekly scan: {_took(begun, worked)}")
        known = sum(len(one.posts) for parts in past.values() for one in parts)
        print(f"  {known:,} posts of the past, {sum(n.added for n in noticed.values()):,} added")

        del past  # a trend is a process of its own, without half a million posts in its memory
        begun, worked = time.perf_counter(), time.process_time()
        with History.open(path) as history:
            audits = [audit_of(report) for report in history.reports()]
        print(f"{len(audits)} audits for a trend, scored: {_took(begun, worked)}")
        with _timed("the same scan again"), History.open(path) as history:
            history.record(as_of, DAYS, "1", "bench", seen, trace=_trace, is_ours=lambda _: False)
        print(f"  at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB of memory")


if __name__ == "__main__":
    main(*(kind(argument) for kind, argument in zip((int, str), sys.argv[1:], strict=False)))
