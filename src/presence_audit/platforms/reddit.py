"""Reddit communities and users: recognised, never asked, because robots.txt forbids all robots."""

from __future__ import annotations

import re
from functools import partial

from presence_audit.model.outcome import Outcome
from presence_audit.platforms._closed import stay_away
from presence_audit.platforms._contract import Platform
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words

_KINDS = {"r": "subreddit", "user": "user", "u": "user"}
_RESERVED = words(share="submit share", legal="policies help rules wiki", post="comments gallery video")
_NAME = re.compile(r"[a-z0-9_-]{2,30}")


def _recognise(url: ParsedUrl) -> Account | Refusal:
    parts = url.segments
    if url.site == "redd.it":
        return refuse("post" if parts else "bad")
    if url.first not in _KINDS or len(parts) == 1:
        return refuse(_RESERVED.get(url.first, "bad" if not parts or url.first in _KINDS else "other"))
    handle = fold(parts[1])
    if not _NAME.fullmatch(handle):
        return refuse("bad")
    kind = _KINDS[url.first]
    answer = Account(
        "reddit", kind, handle, f"https://www.reddit.com/{'r' if kind == 'subreddit' else 'user'}/{handle}"
    )
    rest = parts[2].casefold() if len(parts) > 3 else ""
    if parts[2:3] == ("submit",):
        return refuse("share")
    return refuse("post", answer.url) if rest in {"comments", "s"} else answer


PLATFORM = Platform(
    id="reddit",
    name="Reddit",
    hosts=("reddit.com", "redd.it"),
    recognise=_recognise,
    read=partial(
        stay_away,
        outcome=Outcome.ROBOTS_DISALLOWED,
        reason="Reddit's robots.txt forbids all robots",
        next_step="It is left out, not counted as zero. Look at the account by hand.",
    ),
    category=None,
    shows=(),
    wall="Signed-out programs get status 403 or 429.",
    robots="Forbids all robots.",
    since="0.1.0",
    proven="recognised only",
    examples={
        "https://www.reddit.com/r/nordlys": "subreddit nordlys",
        "https://old.reddit.com/u/Kari_Nordmann/": "user kari_nordmann",
        "https://www.reddit.com/r/nordlys/comments/abc123/havvind/": "post",
        "https://www.reddit.com/submit?url=https://nordlys.example": "share",
    },
)
