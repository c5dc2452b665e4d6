"""The rights of the people who are audited, by the installed program: to be told, to see, to be forgotten, to age."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING, get_args

import pytest
from byte_search import found_in
from cli.installed import PROGRAM, Program, Site, feed
from rights.traces import WORDS, Traces, leave_traces

from presence_audit.history import History
from presence_audit.model.observation import Kind

if TYPE_CHECKING:
    from pathlib import Path

NOBODY = b"Kari Ukjent: no leader of that name or id is known; there are Ylva Tindvoll (ceo), "


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Traces:
    return leave_traces(tmp_path_factory.mktemp("left"), ".presence-audit/profiles.sqlite")


@pytest.fixture
def traces(left: Traces, tmp_path: Path) -> Traces:
    return left.copied(tmp_path / "copy")


@pytest.fixture
def run(traces: Traces, tmp_path: Path) -> Program:
    kept = {k: v for k, v in os.environ.items() if k in {"PATH", "LANG", "LC_ALL", "SYSTEMROOT"}}
    own = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(traces.home / "cache"), "TMPDIR": str(tmp_path)}
    return Program(traces.folder, kept | own)


def _bytes(traces: Traces) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in traces.home.rglob("*") if path.is_file()}


def test_forget_erases_every_byte_and_tells_what_to_call_back_and_what_to_delete(traces: Traces, run: Program) -> None:
    done = run("forget", "Ylva Tindvoll", "--yes")

    assert (done.returncode, done.stderr) == (0, b"")
    told = done.stdout.decode()
    assert "Reports to call back" in told
    assert "2026-11-26  pdf  ../audit.pdf  sha256 " in told
    assert "records taken out" in told
    lines = (traces.folder / "profiles.yaml").read_text("utf-8").splitlines()
    first = next(number for number, line in enumerate(lines, 1) if "Ylva Tindvoll" in line)
    assert f"profiles.yaml: lines {first}-{first + 7}" in told
    assert found_in([traces.home], WORDS, but=[traces.profiles]) == []


def test_files_that_no_history_knows_are_named_and_left(traces: Traces, run: Program) -> None:
    mine = traces.folder / "old-report.json"
    mine.write_bytes(b'{"leaders": [{"name": "Ylva Tindvoll"}]}')
    (traces.folder / "other.json").write_bytes(b"{}")
    (traces.folder / "reports").mkdir()
    (traces.folder / "reports" / "copy.json").write_bytes(mine.read_bytes())
    with History.open(traces.store) as history:
        now = datetime(2026, 11, 26, tzinfo=UTC)
        history.delivered("../reports/sent.pdf", "pdf", now, now, "0" * 64, ["ceo"])

    told = run("forget", "ceo", "--yes").stdout.decode()

    assert "Delete, or mend:" in told
    assert "  old-report.json\n" in told
    assert "  reports/copy.json\n" in told
    assert "other.json" not in told
    assert mine.exists()


@pytest.mark.parametrize("asked", [["forget", "ceo", "--dry-run"], ["export-subject", "ceo"], ["purge", "--dry-run"]])
def test_an_empty_usual_place_is_told_where_the_history_may_be_elsewhere(tmp_path: Path, asked: list[str]) -> None:
    run = Program(tmp_path, {"HOME": str(tmp_path)})
    run.write("profiles.yaml", "company: {name: Nordlys Energi}\nleaders: [{name: Kari Nordlys, role: CEO}]\n")

    done = run(*asked)

    assert done.returncode == 0
    assert done.stderr.startswith(b"presence-audit: there is no history at .presence-audit/profiles.sqlite; ")
    assert b"--store history/presence.jsonl" in done.stderr


def test_forget_asks_first_and_says_how_where_nobody_can_answer(traces: Traces, run: Program) -> None:
    before = _bytes(traces)

    done = run("forget", "ceo")

    assert done.returncode == 2
    assert b"forgetting cannot be undone; say --yes to go on, or --dry-run" in done.stderr
    assert _bytes(traces) == before


def test_a_no_at_the_terminal_erases_nothing(traces: Traces, run: Program) -> None:
    outer, inner = pty.openpty()
    before = _bytes(traces)
    with subprocess.Popen(
        [PROGRAM, "forget", "ceo"], cwd=run.folder, env=run.env, stdin=inner, stdout=subprocess.PIPE, stderr=inner
    ) as asked:
        os.write(outer, b"n\n")
        assert asked.wait(60) == 130
    talk = os.read(outer, 10_000)
    os.close(outer)
    os.close(inner)
    assert b"Erase ceo from everything presence-audit has written?" in talk
    assert b"nothing was erased" in talk
    assert _bytes(traces) == before


def test_a_dry_run_changes_no_byte(traces: Traces, run: Program) -> None:
    before = _bytes(traces)

    done = run("forget", "ceo", "--dry-run")

    assert done.returncode == 0
    assert b"would be deleted" in done.stdout
    assert _bytes(traces) == before


def test_the_history_is_looked_for_where_the_environment_says_as_a_scan_does(
    traces: Traces, run: Program, tmp_path: Path
) -> None:
    elsewhere = traces.store.rename(tmp_path / "elsewhere.sqlite")

    done = Program(run.folder, run.env | {"PRESENCE_AUDIT_STORE": str(elsewhere)})("forget", "ceo", "--dry-run")

    assert (done.returncode, done.stderr) == (0, b"")
    assert b"would be deleted" in done.stdout
    assert b"History: 0 rows" not in done.stdout


def test_nobody_of_that_name_is_told_with_who_may_be_meant(run: Program) -> None:
    done = run("forget", "Kari Ukjent", "--yes")

    assert done.returncode == 2
    assert NOBODY in done.stderr


def test_a_leader_whom_the_profiles_file_no_longer_names_is_forgotten_by_id(traces: Traces, run: Program) -> None:
    text = traces.profiles.read_text("utf-8")
    start, end = text.index("  - name: Ylva Tindvoll"), text.index("  - name: Eskil")
    traces.profiles.write_text(text[:start] + text[end:], "utf-8")

    done = run("forget", "ceo", "--alias", "Ylva Tindvoll", "--yes")

    assert done.returncode == 0
    assert found_in([traces.home], WORDS) == []
    again = run("forget", "Ylva Tindvoll", "--yes")
    assert (again.returncode, b"0 rows deleted" in again.stdout) == (0, True)


def test_undo_lets_the_person_come_back_and_brings_nothing_back(traces: Traces, run: Program) -> None:
    run("forget", "ceo", "--yes")

    done = run("forget", "ceo", "--undo")

    assert done.returncode == 0
    assert b"the next scan asks for the person again; what was erased stays erased" in done.stderr
    assert found_in([traces.home], WORDS, but=[traces.profiles]) == []


def test_without_a_history_forget_sets_a_tombstone_all_the_same(program: Program) -> None:
    program.write(
        "profiles.yaml", "company:\n  name: Nordlys Energi\nleaders:\n  - name: Runa Skarvlid\n    role: COO\n"
    )

    done = program("forget", "coo", "--yes")

    assert done.returncode == 0, done.stderr
    with History.open(program.folder / ".presence-audit" / "profiles.sqlite") as history:
        assert history.has_forgotten()
    assert (program.folder / ".presence-audit" / ".gitignore").read_text("utf-8").endswith("\n*\n")


def test_export_subject_holds_everything_of_one_person_and_nothing_of_another(traces: Traces, run: Program) -> None:
    before = _bytes(traces)

    done = run("export-subject", "ceo", "-o", "ylva.json")

    assert done.returncode == 0, done.stderr
    assert b"give it to nobody else" in done.stderr
    told = json.loads((traces.folder / "ylva.json").read_bytes())
    assert told["schema"] == "presence-audit/subject/1"
    assert told["profiles"]["consent"] == "e-mail 2026-10-02"
    assert {row["kind"] for row in told["history"]["post"] if row["own"]} <= set(get_args(Kind))
    assert {row["run"] for row in told["history"]["sighting"]} == {report["as_of"] for report in told["reports"]}
    assert {source["url"].split("/")[2] for source in told["sources"]} >= {"public.api.bsky.app", "nordlys.example"}
    assert all(len(source["sha256"] or "0" * 64) == 64 for source in told["sources"])
    assert told["recordings"][0]["records"] > 0
    assert {report["format"] for report in told["reports"]} >= {"html", "pdf", "xlsx"}
    assert told["pages"]
    assert "the words of posts" in told["not_kept"][0]
    assert set(told["about"]) <= set(told) - {"about"}
    assert "Havbr" not in json.dumps(told, ensure_ascii=False)
    (traces.folder / "ylva.json").unlink()
    assert _bytes(traces) == before


def test_purge_deletes_what_is_older_than_a_day_and_counts_it(traces: Traces, run: Program) -> None:
    told = run("purge", "--before", "2026-11-26T16:00Z", "--dry-run").stdout
    assert traces.recording.exists()
    assert b"Recordings: 1 would be deleted." in told

    done = run("purge", "--before", "2026-11-26T16:00Z")

    assert done.returncode == 0, done.stderr
    assert done.stdout == told.replace(b"would be deleted", b"deleted")
    assert not traces.recording.exists()
    with History.open(traces.store) as history:
        assert history.last(datetime(2027, 1, 1, tzinfo=UTC)) is None


def test_purge_leaves_what_is_younger_than_the_profiles_file_promises(traces: Traces, run: Program) -> None:
    with traces.profiles.open("a") as file:
        file.write("  keep_months: 120\n  keep_evidence_days: 3660\n")
    before = _bytes(traces)

    done = run("purge")

    assert b"0 posts, 0 readings of channels, 0 audits deleted." in done.stdout
    assert _bytes(traces) == before


def test_posts_too_old_to_be_kept_are_not_new_again_in_each_audit(program: Program, site: Site) -> None:
    url = site.serve("/news.xml", feed("2025-01-10", "2025-02-10", "2026-11-10"))
    program.write(
        "profiles.yaml",
        f"company: {{name: Nordlys Energi}}\nchannels:\n  - {{url: '{url}', platform: feed}}\n"
        "settings: {allow_private_hosts: [127.0.0.1]}\n",
    )
    for day in ("2026-11-20", "2026-11-25"):
        done = program("scan", "profiles.yaml", "--pause", "0", "--as-of", f"{day}T12:00Z", "-o", f"{day}.json")
        assert done.returncode == 0, done.stderr

    with History.open(program.folder / ".presence-audit" / "profiles.sqlite") as history:
        assert [one.added for one in history.noticed(datetime(2026, 11, 20, 12, tzinfo=UTC)).values()] == [1]
        assert history.noticed(datetime(2026, 11, 25, 12, tzinfo=UTC)) == {}


def test_a_day_that_is_still_to_come_is_no_day_to_purge_before(run: Program) -> None:
    done = run("purge", "--before", "2199-01-01")

    assert (done.returncode, b"still to come" in done.stderr) == (2, True)


@pytest.mark.parametrize(("lang", "blank"), [("en", "**[FILL IN"), ("nb", "**[FYLL INN"), ("nn", "**[FYLL INN")])
@pytest.mark.parametrize("kind", ["information", "balancing"])
def test_a_notice_is_a_draft_with_visible_blanks(run: Program, lang: str, blank: str, kind: str) -> None:
    done = run("notice", "--lang", lang, "--kind", kind, "-o", "notice.md")

    assert done.returncode == 0, done.stderr
    told = (run.folder / "notice.md").read_text("utf-8")
    assert told.count(blank) > 3
    assert f"this is a draft with {told.count(blank)} blanks" in done.stderr.decode()
    assert "Ylva Tindvoll" in told
    assert "13" in told
    assert "e-mail 2026-10-02" not in told  # the note of consent is never printed
    assert "$" not in told


def test_a_notice_to_one_leader_does_not_name_the_others(run: Program) -> None:
    told = run("notice", "--leader", "cfo").stdout.decode()

    assert "Eskil Havbrå" in told
    assert "Tindvoll" not in told
