"""What the user holds, by the installed program: what is wrong with it is told before anybody is asked."""

from __future__ import annotations

import json

import pytest
from cli.installed import Program, Site, feed

HELD = """
company: {{name: Nordlys}}
channels:
  - {{platform: feed, url: "{url}"}}
  - {{url: "https://www.instagram.com/nordlys.invented/", {held}}}
settings: {{allow_private_hosts: [127.0.0.1]}}
"""


def test_check_tells_what_is_held_and_what_is_not_there(program: Program) -> None:
    program.write("page.html", "<p>saved</p>")
    program.write(
        "profiles.yaml",
        "company: {name: Nordlys}\nchannels:\n"
        "  - {url: https://www.instagram.com/a/, saved: page.html}\n"
        "  - {url: https://www.instagram.com/b/, export: gone.csv}\n"
        "  - {url: 'https://medium.com/@nordlys', saved: page.html}\n",
    )
    done = program("check")
    assert done.returncode == 0
    assert "saved: page.html\n" in done.stdout.decode()
    assert "export: gone.csv  (not there: `scan` will stop at it)" in done.stdout.decode()
    assert "saved: page.html  (nothing of that kind is read of medium: delete the line)" in done.stdout.decode()


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ("saved: gone.html", "gone.html cannot be used: it does not exist"),
        ("export: gone.csv", "gone.csv does not exist"),
        ("export: poem.txt", "poem.txt cannot be used: its content is not that of an export known here"),
        ("export: broken.zip", "broken.zip cannot be used"),
        ("export: empty", "empty cannot be used: it is empty"),
    ],
)
def test_what_cannot_be_used_ends_with_2_before_anybody_is_asked(
    program: Program, site: Site, held: str, said: str
) -> None:
    program.write("poem.txt", "Nordlys over Senja\n")
    (program.folder / "broken.zip").write_bytes(b"PK\x05\x06" + b"\0" * 18 + b"PK")
    (program.folder / "empty").mkdir()
    url = site.serve("/feed", feed("2026-11-20"))
    program.write("profiles.yaml", HELD.format(url=url, held=held))
    done = program("scan", "--as-of", "2026-11-22", "--record", "r.warc.gz", "-o", "audit.json")
    assert done.returncode == 2, done.stderr
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert site.asked == []
    assert not (program.folder / "audit.json").exists()
    assert not (program.folder / "r.warc.gz").exists()


def test_an_output_never_overwrites_what_is_held(program: Program) -> None:
    page = program.write("page.md", "<p>saved</p>")
    program.write(
        "profiles.yaml",
        "company: {name: N}\nchannels: [{url: https://www.instagram.com/a/, saved: page.md}]\n",
    )
    done = program("scan", "--offline", "-o", "page.md")
    assert done.returncode == 2
    assert b"a page or an export to read" in done.stderr
    assert page.read_text() == "<p>saved</p>"


def test_platforms_tells_routes_ways_and_exports_in_json(program: Program) -> None:
    listed = {platform["id"]: platform for platform in json.loads(program("platforms", "-f", "json").stdout)}
    assert listed["bluesky"]["routes"] == ["live", "a page that you saved", "export: Bluesky repository"]
    assert {"live", "routes", "exports", "ways", "robots", "proven"} <= set(listed["linkedin"])
    first = listed["linkedin"]["ways"][0]
    assert (first["route"], first["effort"], first["posts"]) == ("saved", "minutes", True)


def test_saved_pages_of_no_channel_are_named(program: Program) -> None:
    (program.folder / "pages").mkdir()
    program.write("pages/a.html", '<link rel="canonical" href="https://www.instagram.com/somebody.else/">')
    profiles = program.write("p.yaml", "company: {name: N}\nchannels: [https://www.instagram.com/a/]\n")
    done = program("scan", str(profiles), "--offline", "--saved", str(program.folder / "pages"))
    assert b"no channel is at the address of a.html" in done.stderr


def test_an_output_never_becomes_a_part_of_an_export(program: Program) -> None:
    (program.folder / "export").mkdir()
    program.write(
        "profiles.yaml", "company: {name: N}\nchannels: [{url: https://www.instagram.com/a/, export: export}]\n"
    )
    done = program("scan", "--offline", "-o", "export/posts_1.json")
    assert done.returncode == 2
    assert b"in a folder with an export" in done.stderr


def test_pages_that_are_of_no_channel_are_named(program: Program) -> None:
    (program.folder / "pages").mkdir()
    program.write("pages/other.html", '<link rel="canonical" href="https://www.instagram.com/somebody/"><p>a</p>')
    program.write("pages/firefox.html", "<p>no address</p>")
    program.write("pages/medium.html", '<link rel="canonical" href="https://medium.com/@nordlys"><p>a</p>')
    program.write("profiles.yaml", "company: {name: N}\nchannels: ['https://medium.com/@nordlys']\n")
    done = program("scan", "--offline", "--saved", "pages")
    assert done.returncode == 3
    assert b"no channel is at the address of firefox.html, medium.html, other.html" in done.stderr
