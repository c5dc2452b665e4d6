"""STT Info: press releases of Finnish publishers, at www.sttinfo.fi.

The same product as NTB Kommunikasjon, read in the same way: the advertised RSS of a press room first, then the JSON of
its older releases. A release in Finnish, Swedish and English is one release, read in the language that is listed
first. Persons named in a release are its contacts and are never credited with it.

Sources: as for NTB Kommunikasjon; addresses of press rooms and feeds in use in 2026. robots.txt is asked for at run
time.
"""

from presence_audit.platforms._pressroom import Agency, platform_of

PLATFORM = platform_of(
    Agency("sttinfo", "STT Info", "www.sttinfo.fi", "uutishuone", frozenset({"stt info", "sttinfo", "stt -"})),
    {
        "https://www.sttinfo.fi/uutishuone/69810001/nordlys-energi": "newsroom 69810001",
        "https://www.sttinfo.fi/rss/releases/latest?publisherId=69810001": "newsroom 69810001",
        "https://www.sttinfo.fi/tiedote/71000001/merituuli?publisherId=69810001&lang=fi": "post",
        "https://www.sttinfo.fi/haku": "other",
    },
)
