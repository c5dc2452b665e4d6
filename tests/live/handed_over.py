"""What the owner of the company of closed channels hands over: synthetic, written to the documented shapes.

An export of LinkedIn's page analytics (Content), a profile of Instagram as Chrome saves it, and the page that Facebook
answers with where the company has stated its permission. Ids carry the moments, by the formulas of the two networks.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from openpyxl import Workbook

SAVED_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
LINKEDIN_POSTS = 30
INSTAGRAM_POSTS = 12

_SHORTCODE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_COLUMNS = (
    "Post title",
    "Post link",
    "Post type",
    "Campaign name",
    "Posted by",
    "Created date",
    "Campaign start date",
    "Campaign end date",
    "Audience",
    "Impressions",
    "Views (Excluding offsite video views)",
    "Offsite Views",
    "Clicks",
    "Click through rate (CTR)",
    "Likes",
    "Comments",
    "Reposts",
    "Follows",
    "Engagement rate",
    "Content Type",
)
_PARTS = ("organic", "sponsored", "total")
_METRICS = (
    "Date",
    *(f"Impressions ({part})" for part in _PARTS),
    "Unique impressions (organic)",
    *(f"{what} ({part})" for what in ("Clicks", "Reactions", "Comments", "Reposts") for part in _PARTS),
    *(f"Engagement rate ({part})" for part in _PARTS),
)
# Words enough that no post is a near repeat of another.
_WORDS = [
    "fossen",
    "turbinen",
    "dammen",
    "elva",
    "laksen",
    "snøen",
    "flommen",
    "nettet",
    "kabelen",
    "fjellet",
    "tunnelen",
    "porten",
    "tavla",
    "vakta",
    "måleren",
    "broen",
    "skogen",
    "isen",
    "vinden",
    "brua",
    "kaia",
    "båten",
    "veien",
    "huset",
    "skolen",
    "bygda",
    "møtet",
    "planen",
    "loven",
    "prisen",
]


def _text(n: int) -> str:
    return " ".join(_WORDS[(7 * n + step * (n + 1)) % len(_WORDS)].capitalize() for step in range(9))


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def linkedin_export(path: Path) -> Path:
    """A week's rhythm over half a year, newest first: posts of the page, with the names of those who posted them."""
    book = Workbook()
    metrics, posts = book.active, book.create_sheet("All posts")
    assert metrics is not None
    metrics.title = "Metrics"
    metrics.append(["Aggregated engagement metrics for organic and sponsored posts"])
    metrics.append(_METRICS)
    posts.append(["Engagement metrics of individual posts published during the selected time period"])
    posts.append(_COLUMNS)
    for n in reversed(range(365)):
        day = SAVED_AT - timedelta(days=n)
        metrics.append([f"{day:%m/%d/%Y}", 1000 + n, 0, 1000 + n, 900, *(4, 0, 4) * 4, 0.04, 0, 0.04])
    for n in range(LINKEDIN_POSTS):
        moment = SAVED_AT - timedelta(days=6 * n, hours=4)
        link = f"https://www.linkedin.com/feed/update/urn:li:activity:{_milliseconds(moment) << 22}"
        row = [f"{_text(n)}. Hva mener du?", link, "Organic", "", "Randi Vestnes", f"{moment:%m/%d/%Y}"]
        posts.append([*row, "", "", "All followers", 1000 + n, "", "", 20, 0.02, 14, 3, 1, 0, 0.04, "Image"])
    book.save(path)
    return path


def _shortcode(pk: int) -> str:
    digits = ""
    while pk:
        pk, digit = divmod(pk, 64)
        digits = _SHORTCODE[digit] + digits
    return digits


def instagram_page(path: Path) -> Path:
    """The first twelve posts of a grid that goes on, one in five days, as the scripts of the page hold them."""
    edges = []
    for n in range(INSTAGRAM_POSTS):
        moment = SAVED_AT - timedelta(days=5 * n, hours=6)
        pk = (_milliseconds(moment) - 1_314_220_021_721) << 23
        caption = {"text": f"{_text(n + LINKEDIN_POSTS)} #vannkraft"}
        node = {"pk": str(pk), "code": _shortcode(pk), "caption": caption, "media_type": 1, "product_type": "feed"}
        edges.append({"node": node | {"accessibility_caption": "En foss i lys fra siden."}})
    user = {
        "pk": "7000000001",
        "username": "vestlyskraft_invented",
        "full_name": "Vestlys Kraft",
        "biography": "Strøm av vann.",
        "bio_links": [{"url": "https://vestlys.example/"}],
        "is_verified": False,
        "is_private": False,
        "follower_count": 2345,
        "all_media_count": 180,
    }
    timeline = {"edges": edges, "page_info": {"has_next_page": True}}
    told = {"data": {"xig_user_by_username": user, "polaris_ordered_timeline_connection": timeline}}
    address = "https://www.instagram.com/vestlyskraft_invented/"
    path.write_text(
        f"<!doctype html>\n<!-- saved from url=({len(address):04d}){address} -->\n<html><head>"
        "<title>Vestlys Kraft (@vestlyskraft_invented) • Instagram photos and videos</title>"
        f'<script type="application/json" data-sjs="">{json.dumps(told)}</script></head><body></body></html>\n',
        "utf-8",
    )
    os.utime(path, (SAVED_AT.timestamp(), SAVED_AT.timestamp()))
    return path


def facebook_page(path: Path) -> Path:
    """The header of a page and its newest post, which is all that comes to a visitor who has not signed in."""
    address = "https://www.facebook.com/vestlyskraft.invented"
    moment = SAVED_AT - timedelta(days=3)
    story = {
        "post_id": "900000000000001",
        "creation_time": int(moment.timestamp()),
        "wwwURL": f"{address}/posts/900000000000001",
        "comet_sections": {"content": {"story": {"message": {"text": "Ny turbin er på plass. Kom og se!"}}}},
    }
    user = {
        "id": "100000000000009",
        "name": "Vestlys Kraft",
        "url": address,
        "profile_social_context": {"content": [{"text": {"text": "4.1K followers"}}]},
        "show_verified_badge_on_profile": False,
        "delegate_page": {"id": "100000000000009", "category_name": "Energy company", "name": "Vestlys Kraft"},
        "timeline_list_feed_units": {"edges": [{"node": story}]},
    }
    path.write_text(
        "<!doctype html>\n<html><head><title>Vestlys Kraft</title>"
        f'<meta property="og:title" content="Vestlys Kraft"><meta property="og:url" content="{address}">'
        f'<script type="application/json" data-sjs="">{json.dumps({"user": user})}</script>'
        "</head><body></body></html>\n",
        "utf-8",
    )
    return path
