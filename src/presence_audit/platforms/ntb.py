"""NTB Kommunikasjon: press releases of Norwegian publishers, at kommunikasjon.ntb.no.

A stranger is shown a press room with all of a publisher's releases: title, lead and text, the second of publication,
the language. Nobody's reactions and no followers. The RSS of the latest releases is what the site advertises and what
is asked for first; older ones come from the JSON of the same site. Persons named in a release are its contacts and
are never credited with it. An empty list is reported as unknown, because a wrong number would give the same.

Sources: the shapes of the feed and of the JSON as kept public clients read them (ItemConsulting/xp-ntb-import; feed
addresses in use in 2026). robots.txt is asked for at run time.
"""

from presence_audit.platforms._pressroom import Agency, platform_of

PLATFORM = platform_of(
    Agency("ntb", "NTB Kommunikasjon", "kommunikasjon.ntb.no", "presserom", frozenset({"ntb kommunikasjon", "ntb -"})),
    {
        "https://kommunikasjon.ntb.no/presserom/17840001/nordlys-energi": "newsroom 17840001",
        "https://kommunikasjon.ntb.no/rss/releases/latest?publisherId=17840001": "newsroom 17840001",
        "https://kommunikasjon.ntb.no/pressemelding/18800001/havvind?publisherId=17840001&lang=no": "post",
        "https://kommunikasjon.ntb.no/rss/short-messages/latest": "other",
    },
)
