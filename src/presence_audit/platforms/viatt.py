"""Via TT: press releases of Swedish publishers, at via.tt.se.

The same product as NTB Kommunikasjon, read in the same way: the advertised RSS of a press room first, then the JSON of
its older releases. Older addresses carry the publisher's number as `publisherId` behind the press room's name. Persons
named in a release are its contacts and are never credited with it.

Sources: as for NTB Kommunikasjon; the feed's title ("Nordlys - senaste pressmeddelandena") and the links of its items
as a client of 2026 checks them. robots.txt is asked for at run time.
"""

from presence_audit.platforms._pressroom import Agency, platform_of

PLATFORM = platform_of(
    Agency("viatt", "Via TT", "via.tt.se", "pressrum", frozenset({"via tt", "tt -"})),
    {
        "https://via.tt.se/pressrum/3230001/nordlys-energi": "newsroom 3230001",
        "https://via.tt.se/pressrum/nordlys-energi/r?publisherId=3230001": "newsroom 3230001",
        "https://via.tt.se/pressmeddelande/4500001/havsvind?publisherId=3230001&lang=sv": "post",
        "https://via.tt.se/": "other",
    },
)
