"""Twelve weeks on a real WordPress, its feed and a real Bluesky network: the reports tell exactly what was done."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest
from cli.installed import Program, serving
from cli.test_cli_weeks import (  # noqa: F401  each of them is run here too, on the servers
    test_a_channel_is_known_for_as_long_as_its_listings_meet,
    test_a_channel_that_cannot_be_read_has_no_numbers_whatever_is_known_of_before,
    test_a_rate_counts_what_was_published_in_the_time_that_is_known,
    test_a_report_counts_the_posts_that_were_added_edited_deleted_and_put_back,
    test_a_report_tells_who_is_gone_who_cannot_be_read_and_who_is_back,
    test_the_first_audit_has_nothing_to_be_held_against,
    test_the_history_holds_every_post_that_was_seen_and_still_stands,
    test_the_last_week_audited_again_is_the_same_report,
    test_the_line_of_a_channel_is_broken_where_it_could_not_be_read_and_nowhere_else,
    test_the_trend_is_the_very_line_of_the_last_report,
    test_what_is_unknown_is_neither_a_zero_nor_a_fall,
)
from cli.weekly import Lived, ServedWeeks, lived
from live.conftest import or_skipped
from live.weekly_servers import HANDLE, BlueskyAccount, LivedWeeks
from servers.bluesky import RunningBluesky
from servers.invented import Content
from servers.wordpress import wordpress
from twelve_weeks import WEEKS, expected

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory, network: RunningBluesky) -> Iterator[Lived]:
    folder, home = tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("home")
    env = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "LC_ALL"}}
    program = Program(folder, env | {"HOME": str(home), "TMPDIR": str(home)})
    now = datetime.now(UTC)  # noqa: TID251  the servers live in the present
    empty = Content(now=now, company="Nordlys Energi", authors=(), pages=(), posts=(), accounts=(), acts=())
    with ExitStack() as stack:
        with or_skipped():
            site, press = (stack.enter_context(wordpress(empty)) for _ in range(2))
        notes = ServedWeeks(stack.enter_context(serving()), stack.enter_context(serving("localhost")))
        world = LivedWeeks(site, press, BlueskyAccount.made(network), notes)
        yield lived(program, world, folder / "history.sqlite", world.settings)


def test_what_the_owner_exports_are_the_very_posts_that_were_read_week_by_week(weeks: Lived) -> None:
    assert isinstance(weeks.world, LivedWeeks)
    (weeks.program.folder / "repo.car").write_bytes(weeks.world.kari.exported())
    done = weeks.program("import", "repo.car", "--store", weeks.store)
    assert done.returncode == 0, done.stderr.decode()
    number = len(expected("kari", WEEKS[-1]).posts)
    assert f"repo.car: Bluesky, https://bsky.app/profile/{HANDLE}\n" in done.stdout.decode()
    assert f"  {number} posts: 0 new, {number} known already\n" in done.stdout.decode()
