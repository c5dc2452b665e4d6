"""GitHub users and organisations.

Shows releases and code activity to everybody; activity is not posting. A repository names its owner.
"""

from __future__ import annotations

import re
from functools import partial

from presence_audit.platforms._closed import knock
from presence_audit.platforms._contract import Platform
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words

_RESERVED = words(
    legal="site security about contact",
    other="features topics login join search explore marketplace pricing settings notifications trending collections "
    "enterprise team customer-stories readme events apps codespaces issues pulls new organizations dashboard",
)
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])){0,38}")


def _recognise(url: ParsedUrl) -> Account | Refusal:
    parts = url.segments[1:] if url.first in {"orgs", "sponsors", "users"} else url.segments
    if not parts:
        return refuse("bad")
    first = fold(parts[0].removeprefix("@"))
    if url.sub or first in _RESERVED:
        return refuse(_RESERVED.get(first, "other"))
    if not _NAME.fullmatch(first):
        return refuse("bad")
    return Account("github", "account", first, f"https://github.com/{first}")


PLATFORM = Platform(
    id="github",
    name="GitHub",
    hosts=("github.com",),
    recognise=_recognise,
    read=partial(knock, name="GitHub"),
    category=None,
    shows=(),
    wall="None for profile pages; 60 requests an hour to the interface for programs.",
    robots="Allows profile pages; forbids its Atom feeds and search.",
    since="0.1.0",
    proven="recognised only",
    examples={
        "https://github.com/nordlys": "account nordlys",
        "https://github.com/Nordlys/vindkart": "account nordlys",
        "https://github.com/orgs/nordlys/repositories": "account nordlys",
        "https://github.com/site/terms": "legal",
        "https://github.com/features": "other",
    },
)
