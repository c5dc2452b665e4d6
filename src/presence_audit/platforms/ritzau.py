"""Via Ritzau: press releases of Danish publishers, at via.ritzau.dk.

The same product as NTB Kommunikasjon, read in the same way: the advertised RSS of a press room first, then the JSON of
its older releases. The short messages of the police are another list and are not read. Persons named in a release are
its contacts and are never credited with it.

Sources: as for NTB Kommunikasjon; addresses of feeds in use in 2026. robots.txt is asked for at run time.
"""

from presence_audit.platforms._pressroom import Agency, platform_of

PLATFORM = platform_of(
    Agency("ritzau", "Via Ritzau", "via.ritzau.dk", "presserum", frozenset({"via ritzau", "ritzau -"})),
    {
        "https://via.ritzau.dk/presserum/10300001/nordlys-energi": "newsroom 10300001",
        "https://via.ritzau.dk/rss/releases/latest?publisherId=10300001": "newsroom 10300001",
        "https://via.ritzau.dk/pressemeddelelse/13500001/havvind?publisherId=10300001&lang=da": "post",
        "https://via.ritzau.dk/rss/short-messages/latest?publisherId=10300001": "other",
    },
)
