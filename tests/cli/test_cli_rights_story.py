"""The whole story by the installed program: audits with every trace they leave, a leader who asks to be forgotten, and
the next audit."""

from __future__ import annotations

import json
import threading
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING

import pytest
from byte_search import found_in
from rights.traces import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from cli.installed import Program, Site

_WORDS = ("Runa Sk\u00e5rvl\u00f8kk", "Skårvløkk", "skarvlokk", "skaarvloekk", "skarvloekk", "leader:ceo")
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
        ("Runa Skårvløkk is our new chief", f"{site.url}/runa-skaarvloekk-ny-sjef", "Runa Skårvløkk"),
        ("What the price of power is made of", f"{site.url}/price", "Presse"),
    )
    own = (("I began today", f"{site.url}/people/runa-skarvlokk/1", "Runa Skårvløkk"),)
    _serve(site, "/news.xml", _feed("Nordlys", *news))
    _serve(site, "/people/runa-skarvlokk.xml", _feed("Runa Sk\u00e5rvl\u00f8kk", *own))
    return program.write(
        "profiles.yaml",
        "company:\n  name: Nordlys Energi\n  size: 40\nchannels:\n"
        f"  - url: {site.url}/news.xml\n    platform: feed\n"
        "leaders:\n"
        "  - name: Eskil Havbrå\n    role: CFO\n"
        "  - name: Runa Skårvløkk\n    role: CEO\n    channels:\n"
        f"      - url: {site.url}/people/runa-skarvlokk.xml\n        platform: feed\n"
        "settings:\n  allow_private_hosts: [127.0.0.1]\nnotes: notes.yaml\n",
    )


_NOTES = """notes:
  - {subject: company, text: "Runa Skårvløkk will write more.", author: Adviser, date: 2026-11-20}
  - {subject: "leader:ceo", text: "She answers herself.", author: Adviser, date: 2026-11-20}
"""


@pytest.mark.parametrize("store", ["profiles.sqlite", "history.jsonl"])
def test_a_forgotten_leader_is_in_no_byte_and_does_not_come_back(program: Program, site: Site, store: str) -> None:
    profiles = _company(program, site)
    notes = program.write("notes.yaml", _NOTES)
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
    before = found_in([program.folder, home], _WORDS, but=[profiles, notes])
    places = {line.rpartition(": ")[0].removeprefix(f"{program.folder}/") for line in before}
    assert {"old.json", "audit.html", "audit.xlsx", "run.warc.gz"} <= places
    assert any("/pages/" in place for place in places)
    assert any(place.endswith(store) for place in places)

    done = program("forget", "Runa Skårvløkk", *flag, "--yes")

    assert done.returncode == 0, done.stderr
    assert b"audit.pdf" in done.stdout
    assert not (program.folder / "audit.pdf").exists()
    assert found_in([program.folder, home], _WORDS, but=[profiles, notes]) == []

    site.asked.clear()
    third = program("scan", "profiles.yaml", *told, "2026-11-26T12:00Z", *flag, "-o", "new.json", "-o", "new.md")

    assert third.returncode == 0, third.stderr
    assert b"this leader was forgotten and is left out; delete the lines" in third.stderr
    assert [path for path in site.asked if "runa" in path] == []
    report = (program.folder / "new.json").read_text("utf-8")
    assert "Eskil" in report
    assert f"{site.url}/cable" in report
    assert b"the notes, line 2: this note names somebody who was forgotten" in third.stderr
    assert b"the notes, line 3: this note is on somebody who was forgotten" in third.stderr
    assert "\N{HORIZONTAL ELLIPSIS} will write more." in (program.folder / "new.md").read_text("utf-8")
    assert "edited" not in json.dumps(json.loads(report)["changes"])  # a name that is left out is no edit
    # The company's own page names her still; no report, no history and no cached page does.
    assert found_in([program.folder, home], _WORDS, but=[profiles, notes]) == []


def test_a_result_that_shows_a_forgotten_leader_is_not_rendered_again(program: Program, site: Site) -> None:
    _company(program, site)
    program.write("notes.yaml", _NOTES)
    first = program("scan", "profiles.yaml", "--pause", "0", "--as-of", "2026-11-20T12:00Z", "-o", "old.json")
    assert first.returncode == 0, first.stderr
    (program.folder / "copy.json").write_bytes((program.folder / "old.json").read_bytes())
    assert program("forget", "ceo", "--yes").returncode == 0

    done = program("report", "copy.json", "--profiles", "profiles.yaml", "-o", "again.html")

    assert (done.returncode, b"this result shows a leader who was forgotten" in done.stderr) == (2, True)
    assert not (program.folder / "again.html").exists()


def test_a_benchmark_asks_nothing_of_who_was_forgotten(program: Program, site: Site) -> None:
    _company(program, site)
    program.write("notes.yaml", _NOTES)
    other = "company:\n  name: Fjordkraft Test\nchannels:\n"
    program.write(
        "other.yaml",
        f"{other}  - {{url: '{site.url}/news.xml', platform: feed}}\nsettings: {{allow_private_hosts: [127.0.0.1]}}\n",
    )
    assert program("forget", "ceo", "--yes").returncode == 0

    done = program("benchmark", "profiles.yaml", "other.yaml", "--pause", "0", "--as-of", "2026-11-20T12:00Z")

    assert done.returncode == 0, done.stderr
    assert [path for path in site.asked if "runa" in path] == []
    assert b"this leader was forgotten and is left out" in done.stderr


def test_who_is_forgotten_while_an_audit_reads_is_not_in_it(program: Program, site: Site) -> None:
    profiles = _company(program, site)
    notes = program.write("notes.yaml", _NOTES)
    page = "/people/runa-skarvlokk.xml"
    served, asked, go_on = site.answers[page], threading.Event(), threading.Event()

    def wait(handler: BaseHTTPRequestHandler) -> None:
        asked.set()
        go_on.wait(60)
        served(handler)

    site.answers[page] = wait
    with program.start("scan", "profiles.yaml", "--pause", "0", "--as-of", "2026-11-25T12:00Z", "-o", "a.json") as scan:
        assert asked.wait(60)
        assert program("forget", "ceo", "--yes").returncode == 0
        go_on.set()
        talk = scan.communicate(timeout=60)[1]

    assert scan.returncode == 0, talk
    assert found_in([program.folder, program.folder.parent / "home"], _WORDS, but=[profiles, notes]) == []
