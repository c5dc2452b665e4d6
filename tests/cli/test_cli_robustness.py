"""`--industry`, `--intervals` and `--sensitivity`, by running the installed program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli.installed import Program, Site, feed

PROFILES = """
company:
  name: Nordlys Energi
channels:
  - {{platform: feed, url: '{url}'}}
settings:
  allow_private_hosts: [127.0.0.1]
"""
TIKTOK = """
company:
  name: Nordlys Energi
{more}
channels:
  - {{url: "https://www.tiktok.com/@nordlysenergi", saved: page.html}}
"""
RECORDINGS = Path(__file__).resolve().parents[1] / "recordings"
DAYS = [f"2026-{month:02}-{day:02}" for month in (6, 7, 8, 9, 10, 11) for day in (2, 9, 16)]


def _scan(program: Program, site: Site, *args: str) -> dict[str, Any]:
    program.write("profiles.yaml", PROFILES.format(url=site.serve("/feed.xml", feed(*DAYS))))
    done = program("scan", "--pause", "0", "--as-of", "2026-11-20", "-f", "json", *args)
    assert done.returncode == 0, done.stderr.decode()
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_a_plain_scan_asks_for_nothing_of_it(program: Program, site: Site) -> None:
    shown = _scan(program, site)["shown"]

    assert (shown["intervals"], shown["sensitivity"]) == (False, None)


def test_intervals_widen_the_likely_range(program: Program, site: Site) -> None:
    plain, wide = _scan(program, site), _scan(program, site, "--intervals")

    assert wide["shown"]["intervals"]
    assert wide["score"]["likely"][0] < plain["score"]["likely"][0]
    assert wide["score"]["likely"][1] > plain["score"]["likely"][1]
    assert wide["score"]["value"] == plain["score"]["value"]


def test_sensitivity_is_the_same_at_every_run_and_is_told_on_the_terminal(program: Program, site: Site) -> None:
    one, two = (_scan(program, site, "--sensitivity")["shown"]["sensitivity"] for _ in range(2))
    text = program("scan", "--pause", "0", "--as-of", "2026-11-20", "--sensitivity", "--intervals").stdout.decode()

    assert one == two
    assert one["draws"] == 4000
    assert "Sensitivity: with other weights" in " ".join(text.split())
    assert "The range includes the 90% intervals" in " ".join(text.split())


@pytest.mark.parametrize("industry", ["shipbuilding", "Retail", ""])
def test_an_unknown_industry_is_refused_with_the_list_before_anything_is_asked(
    program: Program, site: Site, industry: str
) -> None:
    program.write("profiles.yaml", PROFILES.format(url=site.serve("/feed.xml", feed(*DAYS))))
    done = program("scan", "--pause", "0", "--industry", industry)

    assert done.returncode == 2
    assert b"there are alcohol, fashion, financial-services" in done.stderr
    assert not site.asked


def _benchmark(program: Program, followers: int, *args: str, industry: str = "") -> dict[str, Any]:
    """What a TikTok account with so many followers is held against, by its page as saved from a browser."""
    page = (RECORDINGS / "tiktok" / "saved_whole" / "page.html").read_text("utf-8")
    assert "18400" in page
    program.write("page.html", page.replace("18400", str(followers)))
    program.write("profiles.yaml", TIKTOK.format(more=f"  industry: {industry}" if industry else ""))
    done = program("scan", "--offline", "--as-of", "2026-11-23", "-f", "json", *args)
    assert done.returncode == 0, done.stderr.decode()
    [benchmark] = json.loads(done.stdout)["shown"]["benchmarks"]
    assert isinstance(benchmark, dict)
    return benchmark


def test_a_large_brand_is_held_against_the_industry_of_the_file_and_a_flag_goes_before(program: Program) -> None:
    plain = _benchmark(program, 184_000)
    by_file = _benchmark(program, 184_000, industry="retail")
    by_flag = _benchmark(program, 184_000, "--industry", "media", industry="retail")

    assert (plain["typical"], plain["basis"]) == (2.1, "a brand of 25,000 followers or more")
    assert (by_file["typical"], by_file["basis"]) == (2.59, "a large brand in retail (Rival IQ 2025)")
    assert (by_flag["typical"], by_flag["basis"]) == (6.66, "a large brand in media (Rival IQ 2025)")


def test_an_industry_leaves_a_small_account_alone(program: Program) -> None:
    assert _benchmark(program, 18_400, "--industry", "media") == _benchmark(program, 18_400)
