"""What the sites of the study answer: written by hand to the shapes that their APIs document, no copy of anything.

The shapes are those of app.bsky.actor.getProfile and app.bsky.feed.getAuthorFeed, of Mastodon's accounts and statuses,
and of RSS 2.0.
"""

# ruff: noqa: INP001  it is run by its path

from __future__ import annotations

import json
from datetime import datetime, timedelta
from email.utils import format_datetime
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from invent import Account

DAYS = 182
SILENT_SINCE = 110  # days before the audit: more than 90, and within the period

_WHO = ("Teamet vårt", "Avdelingen i nord", "En ny kollega", "Fagmiljøet", "Styret", "Laget på verkstedet",
        "Lærlingene",        "Kundene", "Forskerne", "Nabolaget", "Leverandørene", "Driftssentralen")  # fmt: skip
_DID = ("har testet", "har bygget", "spør om", "måler", "deler", "har ryddet i", "forbedrer", "tegner", "prøver ut",
        "lærer av", "har åpnet", "planlegger")  # fmt: skip
_WHAT = ("en tryggere løsning", "gamle vaner", "et enklere skjema", "planen for våren", "tallene fra høsten",
         "utslippene", "en ny kai", "arbeidstiden", "opplæringen", "det lokale samarbeidet", "vedlikeholdet",
         "en digital vaktbok", "reiseveien", "matsvinnet")  # fmt: skip
_WHERE = ("ved fjorden", "på Sørvest-kontoret", "i hele landet", "sammen med skolen", "i verkstedhallen", "over bordet",
          "før vinteren", "etter en lang prøvetid", "midt i byen", "der folk bor")  # fmt: skip
_WHY = ("for å spare tid", "fordi kundene ba om det", "så flere kan være med", "og feilene blir færre",
        "uten å love for mye", "og vi sier hva det kostet", "for neste generasjon", "så ingen står alene",
        "og svarene kommer på fredag", "med åpne regneark")  # fmt: skip


def _said(random: Random) -> str:
    words = (random.choice(part) for part in (_WHO, _DID, _WHAT, _WHERE, _WHY))
    more = (random.choice(part) for part in (_WHAT, _WHERE, _WHY))
    return f"{' '.join(words)}. Neste gang: {' '.join(more)}."


def _moments(account: Account, as_of: datetime, random: Random) -> Iterator[datetime]:
    """When the account posted, newest first: an active one within the last weeks, a silent one long before."""
    if account.state == "empty":
        return
    first = random.randint(1, 40) if account.state == "active" else random.randint(SILENT_SINCE, SILENT_SINCE + 50)
    at = float(first)
    while at < DAYS + 20:
        yield (as_of - timedelta(days=at)).replace(hour=random.randint(6, 17), minute=random.randint(0, 59))
        at += max(0.6, random.expovariate(account.per_week / 7))


def posts_of(account: Account, as_of: datetime) -> list[tuple[datetime, str]]:
    """The posts of an account, always the same."""
    random = Random(account.url)  # noqa: S311  nothing secret is drawn
    return [(at, _said(random)) for at in sorted(_moments(account, as_of, random), reverse=True)]


def _did(account: Account) -> str:
    random = Random(account.handle)  # noqa: S311
    return "did:plc:" + "".join(random.choice("abcdefghijklmnopqrstuvwxyz234567") for _ in range(24))


def _iso(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def bluesky_profile(account: Account, name: str, as_of: datetime) -> tuple[int, Any]:
    """app.bsky.actor.getProfile."""
    if account.state == "gone":
        return 400, {"error": "InvalidRequest", "message": "Profile not found"}
    did = _did(account)
    found: dict[str, Any] = {
        "did": did,
        "handle": account.handle,
        "displayName": name,
        "followersCount": Random(account.url).randint(40, 6_000),  # noqa: S311
        "postsCount": len(posts_of(account, as_of)),
    }
    if account.state == "hidden":
        found["labels"] = [{"src": did, "val": "!no-unauthenticated"}]
    return 200, found


def bluesky_feed(account: Account, as_of: datetime) -> tuple[int, Any]:
    """app.bsky.feed.getAuthorFeed, in one page."""
    did = _did(account)
    items = []
    for at, text in posts_of(account, as_of)[:100]:
        uri = f"at://{did}/app.bsky.feed.post/3{int(at.timestamp()):x}"
        record = {"$type": "app.bsky.feed.post", "createdAt": _iso(at), "text": text, "langs": ["nb"]}
        author = {"did": did, "handle": account.handle}
        items.append({"post": {"uri": uri, "author": author, "record": record, "indexedAt": _iso(at), "replyCount": 0}})
    return 200, {"feed": items}


def mastodon(account: Account, name: str, path: str, as_of: datetime) -> tuple[int, Any]:
    """WebFinger, accounts/lookup and accounts/:id/statuses."""
    if path.startswith("/.well-known/"):
        return 404, {"error": "Not Found"}
    if account.state == "gone":
        return 410, {"error": "Gone"}
    person = account.handle.partition("@")[0]
    id_ = str(Random(account.url).randint(10**8, 10**9))  # noqa: S311
    posts = posts_of(account, as_of)
    if "/lookup" in path:
        found = {"id": id_, "acct": person, "username": person, "display_name": name, "note": "", "fields": []}
        return 200, found | {"followers_count": int(id_) % 900, "statuses_count": len(posts)}
    if "pinned=true" in path or "max_id=" in path:
        return 200, []
    statuses = [
        {
            "id": f"{int(at.timestamp())}",
            "created_at": _iso(at),
            "url": f"{account.url}/{int(at.timestamp())}",
            "uri": f"{account.url}/{int(at.timestamp())}",
            "content": f"<p>{text}</p>",
            "visibility": "public",
            "language": "nb",
            "account": {"id": id_, "acct": person},
            "media_attachments": [],
            "replies_count": 0,
        }
        for at, text in posts
    ]
    return 200, statuses


def rss(account: Account, name: str, as_of: datetime) -> bytes:
    """A newsroom's feed that goes back beyond the period."""
    posts = posts_of(account, as_of)
    posts.append((as_of - timedelta(days=DAYS + 30), "Vi åpner et nytt nyhetsrom og samler alt på ett sted."))
    items = "".join(
        f"<item><title>{text.partition('.')[0]}</title><link>{account.url}{int(at.timestamp())}</link>"
        f"<pubDate>{format_datetime(at)}</pubDate><description>{text}</description></item>"
        for at, text in posts
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>'
        f"<title>{name}</title><link>{account.url}</link><description>Nyheter</description>{items}</channel></rss>"
    ).encode()


def as_body(content: Any) -> bytes:
    """JSON as the sites send it."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
