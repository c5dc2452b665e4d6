"""LinkedIn: company pages, schools, showcases and people.

A stranger may see a page with ten posts and a follower count, but LinkedIn's robots.txt forbids all robots
that it has not named, so nothing is read here. Post ids hold the time: `id >> 22` is Unix milliseconds.
"""

from __future__ import annotations

import re
from functools import partial
from urllib.parse import quote

from presence_audit.platforms._closed import knock
from presence_audit.platforms._contract import Platform
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words

_KINDS = {"company": "company", "school": "school", "showcase": "showcase", "in": "person"}
_PATHS = {kind: path for path, kind in _KINDS.items()}
_RESERVED = words(
    share="sharearticle sharing cws share",
    legal="legal help",
    post="posts pulse embed",
    other="feed jobs groups login signup uas checkpoint authwall events learning search mynetwork dir",
)
_SLUG = re.compile(r"[\w.&'’·-]{1,100}")  # noqa: RUF001  the typographic apostrophe occurs in company slugs


def _account(kind: str, slug: str) -> Account | Refusal:
    handle = fold(slug)
    if not _SLUG.fullmatch(handle) or handle == "unavailable":
        return refuse("bad")
    return Account("linkedin", kind, handle, f"https://www.linkedin.com/{_PATHS[kind]}/{quote(handle)}")


def _recognise(url: ParsedUrl) -> Account | Refusal:
    parts = url.segments
    if url.first == "feed" and parts[1:2] == ("update",):
        return refuse("post")
    if url.first in _RESERVED:
        return refuse(_RESERVED[url.first])
    if url.first in _KINDS and len(parts) > 1:
        return _account(_KINDS[url.first], parts[1])
    if url.first == "pub" and len(parts) >= 5:
        # The address of before 2014: /pub/name/a/b/c is now /in/name-cba. Where a part is short, how it was
        # padded is not known; the numbers are kept as they stand.
        name, a, b, c = parts[1:5]
        return _account("person", f"{name}-{c}{b}{a}")
    return refuse("bad" if not parts or url.first in {*_KINDS, "pub"} else "other")


PLATFORM = Platform(
    id="linkedin",
    name="LinkedIn",
    hosts=("linkedin.com",),
    recognise=_recognise,
    read=partial(knock, name="LinkedIn"),
    category="linkedin",
    shows=(),
    wall="A few requests from one address bring the sign-in page or status 999.",
    robots="Forbids all robots but a few that are named.",
    since="0.1.0",
    proven="recognised only",
    examples={
        "https://www.linkedin.com/company/nordlys": "company nordlys",
        "https://no.linkedin.com/in/Kari-Nordmann-1234/": "person kari-nordmann-1234",
        "https://www.linkedin.com/showcase/nordlys-vind?trk=x": "showcase nordlys-vind",
        "https://www.linkedin.com/school/nordlys-akademi/": "school nordlys-akademi",
        "https://www.linkedin.com/sharing/share-offsite/?url=https://nordlys.example": "share",
        "https://www.linkedin.com/posts/nordlys_vind-activity-7000000000000000000-AbCd": "post",
        "https://www.linkedin.com/legal/privacy-policy": "legal",
    },
)
