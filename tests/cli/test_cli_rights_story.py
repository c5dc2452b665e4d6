"""The whole story by the installed program: audits with every trace they leave, a leader who asks to be forgotten, and
the next audit."""

from __future__ import annotations

from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING

import pytest
from byte_search import found_in
from rights.traces import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from cli.installed import Program, Site

_WORDS = ("Runa Skårvlid", "Skårvlid", "runa-skarvlid", "skarvlid", "leader:ceo")
_FORMATS = ("json", "html", "md", "csv", "xlsx", "pptx", "pdf", "xml")


def _feed(title: str, *items: tuple[str, str, str]) -> bytes:
    told = "".join(
        f"<item><title>{words}</title><link>{link}</link><guid>{link}</guid><dc:creator>{who}</dc:creator>"
        f"<pubDate>{format_datetime(NOW.replace(day=number + 2))}</pubDate></item>"
        for number, (words, link, who) in enumerate(items)
    )
    head = '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
    return f"{head}<title>{title}</title>{told}</channel></rss>".encode()


def _serve(site: Site, path: str, body: bytes) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        for name, value in (("Content-Type", "application/rss+xml"), ("ETag", '"1"')):
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    site.answers[path] = answer


def _company(program: Program, site: Site) -> Path:
    news = (
        ("A new cable across the fjord", f"{site.url}/cable", "Eskil Havbrå"),
        ("Runa Skårvlid is our new chief", f"{site.url}/runa-skarvlid-ny-sjef", "Runa Skårvlid"),
        ("What the price of power is made of", f"{site.url}/price", "Presse"),
    )
    own = (("I began today", f"{site.url}/people/runa-skarvlid/1", "Runa Skårvlid"),)
    _serve(site, "/news.xml", _feed("Nordlys", *news))
    _serve(site, "/people/runa-skarvlid.xml", _feed("Runa Sk\u00e5rvlid", *own))
    return program.write(
        "profiles.yaml",
        "company:\n  name: Nordlys Energi\n  size: 40\nchannels:\n"
        f"  - url: {site.url}/news.xml\n    platform: feed\n"
        "leaders:\n"
        "  - name: Eskil Havbrå\n    role: CFO\n"
        "  - name: Runa Skårvlid\n    role: CEO\n    channels:\n"
        f"      - url: {site.url}/people/runa-skarvlid.xml\n        platform: feed\n"
        "settings:\n  allow_private_hosts: [127.0.0.1]\n",
    )


@pytest.mark.parametrize("store", ["profiles.sqlite", "history.jsonl"])
def test_a_forgotten_leader_is_in_no_byte_and_does_not_come_back(program: Program, site: Site, store: str) -> None:
    profiles = _company(program, site)
    home = program.folder.parent / "home"
    flag = () if store == "profiles.sqlite" else ("--store", store)
    told = ("--pause", "0", "--as-of")
    first = program("scan", "profiles.yaml", *told, "2026-11-20T12:00Z", *flag, "-o", "old.json")
    assert first.returncode == 0, first.stderr
    outputs = [part for name in _FORMATS for part in ("-o", f"audit.{name}")]
    second = program(
        "scan", "profiles.yaml", *told, "2026-11-25T12:00Z", *flag, "--record", "run.warc.gz", *outputs, timeout=120
    )
    assert second.returncode == 0, second.stderr
    if not flag:
        rendered = program("report", "audit.json", "--profiles", "profiles.yaml", "-o", "again.html")
        assert rendered.returncode == 0, rendered.stderr
    before = found_in([program.folder, home], _WORDS, but=[profiles])
    places = {line.rpartition(": ")[0].removeprefix(f"{program.folder}/") for line in before}
    assert {"old.json", "audit.html", "audit.xlsx", "run.warc.gz"} <= places
    assert any("/pages/" in place for place in places)
    assert any(place.endswith(store) for place in places)

    done = program("forget", "Runa Skårvlid", *flag, "--yes")

    assert done.returncode == 0, done.stderr
    assert b"audit.pdf" in done.stdout
    assert not (program.folder / "audit.pdf").exists()
    assert found_in([program.folder, home], _WORDS, but=[profiles]) == []

    site.asked.clear()
    third = program("scan", "profiles.yaml", *told, "2026-11-26T12:00Z", *flag, "-o", "new.json", "--no-cache")

    assert third.returncode == 0, third.stderr
    assert b"this leader was forgotten and is left out; delete the lines" in third.stderr
    assert [path for path in site.asked if "runa" in path] == []
    report = (program.folder / "new.json").read_text("utf-8")
    assert "Eskil" in report
    assert f"{site.url}/cable" in report
    # The company's own page names her still; no report and no history does.
    assert found_in([program.folder], _WORDS, but=[profiles]) == []
