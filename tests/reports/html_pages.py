"""Reports to be shown as a page, and how a page is read back."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from metrics.nordlys import nordlys
from metrics.observed import Audit, channel, every, leader, seen
from reports.history_samples import with_history
from reports.report_samples import SAMPLES

from presence_audit.metrics import Choices
from presence_audit.model.outcome import Outcome
from presence_audit.reports import html

if TYPE_CHECKING:
    from bs4 import Tag

    from presence_audit.model.report import Report

LONG = "Anne-Charlotte Wilhelmine Rosenkrantz-Gyldenstierne von Hohenfels"
ROLE = "Konserndirektør for digitalisering, bærekraft og samfunnskontakt"
_PLATFORMS = ("linkedin", "facebook", "instagram", "youtube", "bluesky", "mastodon", "x", "threads", "tiktok", "feed")
_WALLS = (Outcome.LOGIN_WALL, Outcome.RATE_LIMITED, Outcome.NOT_FOUND)


@cache
def worked() -> Report:
    """The worked example, with everything that may be asked of it."""
    audit = nordlys()
    audit.choices = Choices(intervals=True, sensitivity=True)
    return audit.report


@cache
def one_channel() -> Report:
    return Audit().on(channel("bluesky", "nordlys.example"), every(5)).report


@cache
def large(channels: int = 50, leaders: int = 25) -> Report:
    """Many channels, one in seven walled off, and many leaders with long names."""
    audit = Audit()
    for number in range(channels):
        of = channel(_PLATFORMS[number % 10], f"nordlys-energi-avdeling-{number}-nordvestlandet")
        if number % 7 == 3:
            audit.on(of, outcome=_WALLS[number % 3])
            continue
        said = [
            replace(post, url=f"{of.url}/posts/{place:06}", seen_in="0" * 64)
            for place, post in enumerate(every(1.5 + number % 4))
        ]
        audit.on(of, said)
    for number in range(leaders):
        name = f"{LONG} {number}" if number % 2 else f"Kari Nordmann {number}"
        own = [channel(p, f"leder-{number}.example", f"leader:l{number}") for p in ("linkedin", "bluesky")]
        read = [
            seen(of, outcome=Outcome.LOGIN_WALL)
            if (number + place) % 3 == 2
            else seen(of, every(6 + number), name=name)
            for place, of in enumerate(own)
        ]
        audit.led_by(leader(f"l{number}", ROLE if number else "CEO", name, own), *read)
    return audit.report


PAGES = SAMPLES | {
    "worked": worked,
    "one_channel": one_channel,
    "large": large,
    "history": with_history,
}


@cache
def written(name: str) -> bytes:
    return html.render(PAGES[name]())


@cache
def page(name: str) -> BeautifulSoup:
    return BeautifulSoup(written(name), "lxml")


def one(soup: Tag, selector: str) -> Tag:
    """The first element that the selector finds."""
    found = soup.select_one(selector)
    assert found is not None, selector
    return found


def leads_to(soup: Tag, selector: str) -> str:
    """Where the first link that the selector finds leads, within the page."""
    return str(one(soup, selector)["href"]).removeprefix("#")


def words_of(tag: Tag | None) -> str:
    """What is read in it, with single spaces."""
    assert tag is not None
    return re.sub(r"\s+", " ", tag.get_text()).strip()


def rows_of(table: Tag) -> list[list[str]]:
    """The cells of the body of a table."""
    return [[words_of(cell) for cell in row.select(":scope > th, :scope > td")] for row in table.select("tbody > tr")]


def table_of(soup: BeautifulSoup, place: str) -> Tag:
    """The table whose caption has this place."""
    caption = soup.find(id=f"{place}-caption")
    assert caption is not None, place
    found = caption.find_parent("table")
    assert found is not None
    return found
