"""Pages in the dress of clients in a real browser: whatever the colours, axe-core finds nothing to say of them."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from branded import HAVBRUS, NORDLYS
from reports.browser import opened
from reports.html_pages import worked
from servers.processes import ServerMissing

from presence_audit.model.brand import Brand, Font
from presence_audit.reports import Edition, html

pytestmark = pytest.mark.browser

Looks = dict[tuple[str, str], dict[str, Any]]


def _brands(folder: Path) -> dict[str, Brand]:
    # The faces of these clients are none that a browser can draw, so only the family is named.
    nordlys, havbrus = (
        replace(client.brand(folder / client.mark), font=Font(client.family)) for client in (NORDLYS, HAVBRUS)
    )
    return {
        "dark": nordlys,
        "pale": replace(havbrus, accent=(255, 204, 0), ink=(0x99, 0x99, 0x99), cover=(255, 204, 0)),
        "middle": replace(havbrus, accent=(120, 120, 120), cover=(120, 120, 120), logo=havbrus.logo_on_slides),
        "bare": replace(havbrus, cover=None, ink=None, accent=(255, 0, 0)),
    }


@pytest.fixture(scope="module")
def looks(tmp_path_factory: pytest.TempPathFactory) -> Looks:
    folder = tmp_path_factory.mktemp("pages")
    files = []
    for name, brand in _brands(folder).items():
        files.append(folder / f"{name}.html")
        files[-1].write_bytes(html.render(worked(), Edition(brand=brand)))
    try:
        seen = opened(files)
    except ServerMissing as missing:
        if os.environ.get("PRESENCE_AUDIT_SERVERS_REQUIRED"):
            raise
        pytest.skip(str(missing))
    return {(Path(look["file"]).stem, look["scheme"]): look for look in seen}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["dark", "pale", "middle", "bare"])
def test_a_dressed_page_can_be_read_and_asks_for_nothing(looks: Looks, name: str, scheme: str) -> None:
    look = looks[name, scheme]

    assert look["violations"] == []
    assert [url for url in look["asked"] if not url.endswith(f"/{name}.html") and not url.startswith("data:")] == []
    assert (look["said"], look["canary"]) == ([], "undefined")
    assert (look["overflow"], look["overflowOpened"]) == (0, 0)
