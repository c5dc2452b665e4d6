"""`presence-audit import`: what owners' exports hold goes into the history, once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli.installed import Program
from exported import RECORDINGS

PROFILES = """
company: {name: Nordlys}
channels:
  - https://fosstodon.example/@nordlys
  - https://www.linkedin.com/company/nordlys
  - {platform: instagram, absent: true}
leaders:
  - name: Kari Nordmann
    role: CEO
    channels: [https://www.linkedin.com/in/kari-nordmann]
  - name: Ola Fjell
    role: CFO
    channels: [https://www.linkedin.com/in/ola-fjell]
"""
PLATFORM = PROFILES.replace("- https://fosstodon", "- platform: mastodon\n    url: https://fosstodon")

MASTODON = RECORDINGS / "mastodon_outbox" / "ok" / "files"
MEMBER = RECORDINGS / "linkedin_member" / "ok" / "files" / "Complete_LinkedInDataExport_11-22-2026"
NAMELESS = RECORDINGS / "linkedin_member" / "only_posts" / "files" / "Shares_17529409.csv"
USUAL = Path(".presence-audit") / "profiles.sqlite"


@pytest.fixture
def nordlys(program: Program) -> Program:
    program.write("profiles.yaml", PLATFORM)
    return program


def test_an_export_goes_into_the_history_and_what_came_in_is_told(nordlys: Program) -> None:
    done = nordlys("import", MASTODON)
    assert done.returncode == 0, done.stderr.decode()
    told = done.stdout.decode()
    assert told.startswith("files: Mastodon, https://fosstodon.example/@nordlys\n  7 posts: 7 new, 0 known already\n")
    assert "  everything up to 2026-10-06, the oldest of 2023-02-01\n" in told
    assert (nordlys.folder / USUAL).is_file()
    assert (nordlys.folder / USUAL).with_name(".gitignore").read_text("utf-8").endswith("*\n")


def test_the_same_export_a_second_time_changes_nothing(nordlys: Program) -> None:
    store = nordlys.folder / "history.jsonl"
    first = nordlys("import", MASTODON, MEMBER, "--store", store)
    assert first.returncode == 0, first.stderr.decode()
    kept = store.read_bytes()
    second = nordlys("import", MEMBER, MASTODON, "--store", store)
    assert second.returncode == 0, second.stderr.decode()
    assert "  7 posts: 0 new, 7 known already\n" in second.stdout.decode()
    assert store.read_bytes() == kept


def test_the_words_of_the_posts_are_not_kept(nordlys: Program) -> None:
    store = nordlys.folder / "history.jsonl"
    nordlys("import", MASTODON, "--store", store)
    texts = [post["text"] for post in json.loads((MASTODON.parent / "expected.json").read_text("utf-8"))[0]["posts"]]
    kept = store.read_text("utf-8")
    assert [text for text in texts if len(text) > 20]
    assert not [text for text in texts if len(text) > 20 and text[:20] in kept]


def test_a_file_that_may_be_of_several_channels_is_of_the_one_that_is_named(nordlys: Program) -> None:
    asked = nordlys("import", NAMELESS)
    assert asked.returncode == 2
    assert "--channel https://www.linkedin.com/in/kari-nordmann" in asked.stderr.decode()
    assert "https://www.linkedin.com/in/ola-fjell" in asked.stderr.decode()
    assert not (nordlys.folder / USUAL).exists()

    for name in ("https://www.linkedin.com/in/ola-fjell", "channel:linkedin:ola-fjell", "linkedin.com/in/Ola-Fjell/"):
        done = nordlys("import", NAMELESS, "--channel", name)
        assert done.returncode == 0, done.stderr.decode()
        assert "LinkedIn, https://www.linkedin.com/in/ola-fjell" in done.stdout.decode()


def test_of_several_files_the_good_ones_are_kept_and_the_bad_ones_named(nordlys: Program) -> None:
    nordlys.write("poem.txt", "Nordlys over Senja")
    done = nordlys("import", "poem.txt", MASTODON, "gone.zip")
    assert done.returncode == 2
    assert "7 new" in done.stdout.decode()
    told = done.stderr.decode()
    assert "poem.txt cannot be used: its content is not that of an export known here" in told
    assert "gone.zip does not exist" in told
    assert "2 files left out; the rest is in the history" in told
    assert b"0 new, 7 known already" in nordlys("import", MASTODON).stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--channel", "https://www.linkedin.com/in/nobody"], "the profiles file has no such channel"),
        (["--channel", "Kari"], "the profiles file has no such channel"),
        (["--date-order", "myd"], "--date-order myd: there are dmy, mdy and ymd."),
        (["--store", "history.txt"], "--store history.txt: a history ends with"),
        (["--profiles", "other.yaml"], "other.yaml"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_read(nordlys: Program, args: list[str], said: str) -> None:
    done = nordlys("import", MASTODON, *args)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert not (nordlys.folder / USUAL).exists()


def test_an_export_of_a_channel_that_is_not_there_says_which_are(nordlys: Program) -> None:
    done = nordlys("import", RECORDINGS / "x_archive" / "ok" / "files")
    assert done.returncode == 2
    told = done.stderr.decode()
    assert "it is of X (X archive), and no channel is one that it can be of" in told
    assert "Mastodon: https://fosstodon.example/@nordlys" in told


def test_where_no_history_is_kept_nothing_is_imported(nordlys: Program) -> None:
    nordlys.write("profiles.yaml", PLATFORM + "settings: {history: false}\n")
    done = nordlys("import", MASTODON)
    assert done.returncode == 2
    assert "keeps no history, by `history: false`" in done.stderr.decode()
    assert nordlys("import", MASTODON, "--store", "named.sqlite").returncode == 0


def test_where_scans_are_answered_from_a_recording_it_is_said_that_they_take_no_history(nordlys: Program) -> None:
    nordlys.write("profiles.yaml", PLATFORM + "settings: {replay: week.warc.gz}\n")
    done = nordlys("import", MASTODON)
    assert done.returncode == 0
    assert "is answered from a recording (`replay:`) and takes no history" in done.stderr.decode()
    assert b"replay" not in nordlys("import", MASTODON, "--store", "named.sqlite").stderr


def test_a_history_that_cannot_be_used_ends_with_1_and_stays_as_it_is(nordlys: Program) -> None:
    nordlys.write("poem.sqlite", "Nordlys over Senja")
    done = nordlys("import", MASTODON, "--store", "poem.sqlite")
    assert done.returncode == 1
    assert "poem.sqlite" in done.stderr.decode()
    assert (nordlys.folder / "poem.sqlite").read_text("utf-8") == "Nordlys over Senja"


def scanned(program: Program, *args: str) -> dict[str, dict[str, Any]]:
    done = program("scan", "--offline", "-f", "json", *args)
    assert done.returncode in {0, 3}, done.stderr.decode()
    return {line["id"]: line for line in json.loads(done.stdout)["channels"]}


def test_a_channel_that_cannot_be_read_is_known_from_its_export_up_to_when_that_tells(nordlys: Program) -> None:
    nordlys("import", MEMBER)
    kari = "channel:linkedin:kari-nordmann"

    held = PLATFORM.replace(
        "[https://www.linkedin.com/in/kari-nordmann]",
        f"[{{url: https://www.linkedin.com/in/kari-nordmann, export: '{MEMBER}'}}]",
    )
    before, after = (scanned(nordlys, "--as-of", day) for day in ("2026-11-01", "2026-11-25"))
    nordlys.write("held.yaml", held)
    beside = scanned(nordlys, "held.yaml", "--as-of", "2026-11-25")

    assert (before[kari]["outcome"], before[kari]["posts_seen"]) == ("not_attempted", None)
    assert (after[kari]["outcome"], after[kari]["provenance"]) == ("ok", "export")
    told = ("outcome", "provenance", "posts_per_week", "last_post_at")
    assert {name: after[kari][name] for name in told} == {name: beside[kari][name] for name in told}
    windows = [{**line[kari]["window"], "oldest": None} for line in (after, beside)]
    assert windows[0] == windows[1]
    others = {name: line["outcome"] for name, line in after.items() if name != kari}
    assert others == {name: line["outcome"] for name, line in before.items() if name != kari}


def test_the_archive_of_somebody_who_was_forgotten_is_not_taken_in(nordlys: Program) -> None:
    store = nordlys.folder / "history.jsonl"
    assert nordlys("import", MEMBER, "--store", store).returncode == 0
    done = nordlys("forget", "Kari Nordmann", "--yes", "--store", store)
    assert done.returncode == 0, done.stderr.decode()
    kept = store.read_bytes()
    assert b"kari-nordmann" not in kept

    done = nordlys("import", MEMBER, "--store", store)
    assert done.returncode == 2
    assert "this leader was forgotten and is left out" in done.stderr.decode()
    assert store.read_bytes() == kept
