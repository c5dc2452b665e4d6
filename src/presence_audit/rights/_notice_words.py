"""The words that fill a notice, by language: what depends on the profiles file and is no sentence of the template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from presence_audit.model.profiles import Lang


@dataclass(frozen=True, slots=True)
class Words:
    """One language. `authorities` are by country (ISO 3166-1); `elsewhere` is for all others."""

    contact: str
    text_kept: str
    text_not_kept: str
    heads: tuple[str, str, str]
    absent: str
    held: str
    no_channel: str
    nobody: str
    law_in_norway: str
    competitors: str
    authorities: dict[str, str]
    elsewhere: str


WORDS: Final[dict[Lang, Words]] = {
    "en": Words(
        contact="**[FILL IN: an e-mail address]**",
        text_kept="its text (the settings say `keep_text`)",
        text_not_kept=(
            "how many words it has, and a number by which a change is noticed; its text is read to be counted, and "
            "kept in no other place than the copies of pages"
        ),
        heads=("Leader", "Role", "Page"),
        absent="has none by choice; nothing is read",
        held="read from a file that the company holds",
        no_channel="no page of one's own; only the company's pages",
        nobody="**[FILL IN: the profiles file names no leader]**",
        law_in_norway=(
            "\nIn Norway the Working Environment Act, chapter 9, holds as well, where it controls employees: objective "
            "grounds,\nproportion, discussion with the employees' representatives, information beforehand, and an "
            "evaluation. **[FILL IN]**\n"
        ),
        competitors=(
            "\nThe profiles file names competitors. Their leaders have the same rights, and have to be informed too: "
            "leave them out,\nor **[FILL IN: how they are informed]**.\n"
        ),
        authorities={
            "NO": "the Norwegian Data Protection Authority (Datatilsynet), www.datatilsynet.no",
            "SE": "the Swedish Authority for Privacy Protection (IMY), www.imy.se",
            "DK": "the Danish Data Protection Agency (Datatilsynet), www.datatilsynet.dk",
            "FI": "the Office of the Data Protection Ombudsman (Finland), www.tietosuoja.fi",
            "IS": "the Icelandic Data Protection Authority (Persónuvernd), www.personuvernd.is",
        },
        elsewhere="the data protection authority of the country that you live or work in: **[FILL IN: which it is]**",
    ),
    "nb": Words(
        contact="**[FYLL INN: en e-postadresse]**",
        text_kept="teksten (innstillingene sier `keep_text`)",
        text_not_kept=(
            "hvor mange ord det har, og et tall som viser om det er endret; teksten leses for å telles, og lagres "
            "ikke andre steder enn i kopiene av sider"
        ),
        heads=("Leder", "Rolle", "Side"),
        absent="har valgt å ikke være der; ingenting leses",
        held="leses fra en fil som selskapet har",
        no_channel="ingen egen side; bare selskapets sider",
        nobody="**[FYLL INN: profilfilen nevner ingen ledere]**",
        law_in_norway=(
            "\nI Norge gjelder også arbeidsmiljøloven kapittel 9 der dette er et kontrolltiltak: saklig grunn, "
            "forholdsmessighet,\ndrøfting med de tillitsvalgte, informasjon på forhånd og evaluering. **[FYLL INN]**\n"
        ),
        competitors=(
            "\nProfilfilen nevner konkurrenter. Lederne deres har de samme rettighetene og må også informeres: "
            "utelat dem,\neller **[FYLL INN: hvordan de informeres]**.\n"
        ),
        authorities={
            "NO": "Datatilsynet, www.datatilsynet.no",
            "SE": "Integritetsskyddsmyndigheten (IMY) i Sverige, www.imy.se",
            "DK": "Datatilsynet i Danmark, www.datatilsynet.dk",
            "FI": "Dataombudsmannens byrå i Finland, www.tietosuoja.fi",
            "IS": "Persónuvernd på Island, www.personuvernd.is",
        },
        elsewhere="datatilsynsmyndigheten i landet der du bor eller arbeider: **[FYLL INN: navn og adresse]**",
    ),
    "nn": Words(
        contact="**[FYLL INN: ei e-postadresse]**",
        text_kept="teksten (innstillingane seier `keep_text`)",
        text_not_kept=(
            "kor mange ord det har, og eit tal som viser om det er endra; teksten blir lesen for å teljast, og blir "
            "ikkje lagra andre stader enn i kopiane av sider"
        ),
        heads=("Leiar", "Rolle", "Side"),
        absent="har valt å ikkje vere der; ingenting blir lese",
        held="blir lesen frå ei fil som selskapet har",
        no_channel="inga eiga side; berre sidene til selskapet",
        nobody="**[FYLL INN: profilfila nemner ingen leiarar]**",
        law_in_norway=(
            "\nI Noreg gjeld òg arbeidsmiljølova kapittel 9 der dette er eit kontrolltiltak: sakleg grunn, "
            "at det står i høve til føremålet,\ndrøfting med dei tillitsvalde, informasjon på førehand og "
            "evaluering. **[FYLL INN]**\n"
        ),
        competitors=(
            "\nProfilfila nemner konkurrentar. Leiarane deira har dei same rettane og må òg informerast: utelat dei,\n"
            "eller **[FYLL INN: korleis dei blir informerte]**.\n"
        ),
        authorities={
            "NO": "Datatilsynet, www.datatilsynet.no",
            "SE": "Integritetsskyddsmyndigheten (IMY) i Sverige, www.imy.se",
            "DK": "Datatilsynet i Danmark, www.datatilsynet.dk",
            "FI": "Dataombodsmannens byrå i Finland, www.tietosuoja.fi",
            "IS": "Persónuvernd på Island, www.personuvernd.is",
        },
        elsewhere="datatilsynsorganet i landet der du bur eller arbeider: **[FYLL INN: namn og adresse]**",
    ),
}
