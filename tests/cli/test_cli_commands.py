"""The smaller commands, by running the installed program."""

from __future__ import annotations

import json
import subprocess
import sys

import jsonschema
import pytest
from cli.installed import Program, Site, feed


def test_the_version_is_told_without_loading_the_program(program: Program) -> None:
    probe = (
        "import sys; sys.argv=['presence-audit','--version']; from presence_audit.cli import main; main();"
        "sys.stderr.write(','.join(m for m in ('typer','httpx','pydantic','rich') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True)

    assert done.stdout.startswith(b"presence-audit 0.")
    assert done.stderr == b""
    assert program("--version").stdout == done.stdout


def test_help_loads_neither_the_network_nor_the_parsers() -> None:
    probe = (
        "import sys; from presence_audit.cli._app import run; run(['scan', '--help']);"
        "heavy = ('httpx', 'aiohttp', 'bs4', 'lxml', 'feedparser', 'rich', 'tldextract');"
        "sys.stderr.write(','.join(m for m in heavy if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True)

    assert b"--fail-under" in done.stdout
    assert done.stderr == b""


def test_help_tells_the_exit_codes(program: Program) -> None:
    assert b"10 a gate failed" in b" ".join(program("--help").stdout.split())


@pytest.mark.parametrize("name", ["profiles", "report", "observation"])
def test_each_schema_is_a_valid_json_schema(program: Program, name: str) -> None:
    schema = json.loads(program("schema", name).stdout)

    jsonschema.validators.validator_for(schema).check_schema(schema)
    assert schema["title"]


def test_an_unknown_schema_ends_with_2(program: Program) -> None:
    done = program("schema", "profile")

    assert done.returncode == 2
    assert b"profiles, notes, report, observation" in done.stderr


def test_inspect_shows_one_channel_in_the_published_schema(program: Program, site: Site) -> None:
    url = site.serve("/feed.xml", feed("2026-11-08", "2026-11-01"))
    args = (
        url,
        "--platform",
        "feed",
        "--allow-private-host",
        "127.0.0.1",
        "--pause",
        "0",
        "--as-of",
        "2026-11-20",
    )

    shown = program("inspect", *args, "--format", "json")
    schema = json.loads(program("schema", "observation").stdout)

    observation = json.loads(shown.stdout)
    jsonschema.validate(observation, schema)
    assert shown.returncode == 0
    assert observation["schema"] == "presence-audit/observation/1"
    assert [p["published_at"] for p in observation["posts"]] == [
        "2026-11-08T12:00:00Z",
        "2026-11-01T12:00:00Z",
    ]
    assert observation["evidence"][-1]["status"] == 200
    assert len(observation["evidence"][-1]["sha256"]) == 64
    assert b"2026-11-08" in program("inspect", *args).stdout


def test_inspect_of_an_address_that_names_no_account_ends_with_2(program: Program) -> None:
    done = program("inspect", "https://x.com/share?url=https://nordlys.example")

    assert done.returncode == 2
    assert b"share" in done.stderr


def test_inspect_ends_with_3_when_nothing_could_be_read(program: Program) -> None:
    done = program("inspect", "http://127.0.0.1:9/feed.xml", "--platform", "feed", "--pause", "0", "--format", "json")

    assert done.returncode == 3
    assert json.loads(done.stdout)["outcome"] == "blocked_address"


def test_platforms_are_listed_with_their_stance(program: Program) -> None:
    listed = json.loads(program("platforms", "--format", "json").stdout)

    assert {"bluesky", "feed", "ghost", "linkedin", "mastodon", "wordpress", "youtube"} <= {p["id"] for p in listed}
    assert all(p["robots"] and p["proven"] and p["since"] for p in listed)
    assert b"Bluesky" in program("platforms").stdout


@pytest.mark.parametrize(
    ("body", "said"),
    [(b"{", "line 1"), (b'{"schema": "presence-audit/report/9"}', "report/9"), (b"\xff\xfe", "result.json")],
)
def test_a_result_that_cannot_be_read_ends_with_2(program: Program, body: bytes, said: str) -> None:
    (program.folder / "result.json").write_bytes(body)

    done = program("report", "result.json")

    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_no_command_is_a_coroutine() -> None:
    """An async command would exit 0 and do nothing."""
    import inspect as python_inspect

    from presence_audit.cli import _app

    callbacks = [c.callback for c in _app.app.registered_commands]
    assert callbacks
    assert not any(python_inspect.iscoroutinefunction(c) for c in callbacks)
