"""The pages in a real browser: axe-core finds nothing, nothing is asked for, nothing runs, nothing sticks out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from reports.browser import opened
from reports.html_pages import page, written
from servers.processes import ServerMissing

pytestmark = pytest.mark.browser

NAMES = ("worked", "full", "all_unknown", "one_channel", "many", "hostile", "history")
SCHEMES = ("light", "dark")
# Wrong on purpose, so that a judge who is asleep is noticed: no name, too pale, and a script that the policy lets run.
BROKEN = (
    "<!doctype html><html><head><title>x</title></head><body><main><h1>x</h1><p style='color:#ccc'>pale</p>"
    "<a href='#x'></a></main><script>canary = 1</script></body></html>"
)

Looks = dict[tuple[str, str], dict[str, Any]]


@pytest.fixture(scope="module")
def looks(tmp_path_factory: pytest.TempPathFactory) -> Looks:
    folder = tmp_path_factory.mktemp("pages")
    files = [folder / f"{name}.html" for name in (*NAMES, "broken")]
    for file in files:
        file.write_bytes(BROKEN.encode() if file.stem == "broken" else written(file.stem))
    try:
        seen = opened(files)
    except ServerMissing as missing:
        if os.environ.get("PRESENCE_AUDIT_SERVERS_REQUIRED"):
            raise
        pytest.skip(str(missing))
    return {(Path(look["file"]).stem, look["scheme"]): look for look in seen}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_no_violation_in_light_and_dark(looks: Looks, name: str, scheme: str) -> None:
    assert looks[name, scheme]["violations"] == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", NAMES)
def test_the_page_asks_for_nothing_and_runs_nothing(looks: Looks, name: str, scheme: str) -> None:
    look = looks[name, scheme]

    assert [url for url in look["asked"] if not url.endswith(f"/{name}.html")] == []
    assert (look["said"], look["canary"]) == ([], "undefined")
    assert look["elements"] == len(page(name).find_all(True))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_sticks_out_and_the_letters_of_charts_can_be_read(looks: Looks, name: str, scheme: str) -> None:
    look = looks[name, scheme]

    assert (look["overflow"], look["overflowOpened"]) == (0, 0)
    assert look["smallestOpened"] >= 11
    assert look["paper"] == "rgb(255, 255, 255)"


def test_the_judge_is_awake(looks: Looks) -> None:
    found = {one["id"] for one in looks["broken", "light"]["violations"]}

    assert {"color-contrast", "html-has-lang", "link-name"} <= found
    assert looks["broken", "light"]["canary"] == "number"
