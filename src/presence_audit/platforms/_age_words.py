"""The words in which sites tell ages.

They are the phrases of Unicode CLDR (dateFields, duration units), and what the networks write besides ("mos", "mnd",
"for ei veke sidan").
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Language:
    """How a language tells ages: "BEFORE 3 UNIT AFTER".

    `before` and `after` are patterns of the words around it, `one` the words that stand for 1. `units` are the names
    of each unit and their abbreviations, without their point. `framed` are abbreviations that mean something else in a
    sentence than they mean bare; nothing, where they are empty.
    """

    before: str
    after: str
    one: str
    units: Mapping[str, str]
    framed: Mapping[str, str] = field(default_factory=dict)


LANGUAGES: Final[dict[str, Language]] = {
    "en": Language(
        "", "ago", "an? one",
        {
            "second": "second seconds sec secs s", "minute": "minute minutes min mins", "hour": "hour hours hr hrs h",
            "day": "day days d", "week": "week weeks wk wks w", "month": "month months mo mos mth mths",
            "year": "year years yr yrs y",
        },
        {"m": "minute"},
    ),
    "nb": Language(
        "", "siden", "en ei et én ett",
        {
            "second": "sekund sekunder sek s", "minute": "minutt minutter min", "hour": "time timer t",
            "day": "dag dager døgn d", "week": "uke uker u", "month": "måned måneder mnd mndr md mdr",
            "year": "år å",
        },
    ),
    "nn": Language(
        "", "sidan", "ein ei eit ett",
        {
            "second": "sekund sek s", "minute": "minutt min", "hour": "time timar t", "day": "dag dagar døgn d",
            "week": "veke veker v", "month": "månad månader månadar mnd md", "year": "år å",
        },
    ),
    "sv": Language(
        "", "sedan|sen", "en ett",
        {
            "second": "sekund sekunder sek s", "minute": "minut minuter min", "hour": "timme timmar tim h",
            "day": "dag dagar dygn d", "week": "vecka veckor v", "month": "månad månader mån",
            "year": "år å",
        },
    ),
    "da": Language(
        "", "siden", "en et én ét",
        {
            "second": "sekund sekunder sek s", "minute": "minut minutter min", "hour": "time timer t",
            "day": "dag dage døgn d", "week": "uge uger u", "month": "måned måneder md mdr", "year": "år",
        },
    ),
    "fi": Language(
        "", "sitten", "yksi",
        {
            "second": "sekunti sekuntia sek s", "minute": "minuutti minuuttia min", "hour": "tunti tuntia t",
            "day": "päivä päivää pv", "week": "viikko viikkoa vk", "month": "kuukausi kuukautta kk",
            "year": "vuosi vuotta v",
        },
    ),
    "de": Language(
        "vor", "", "einem einer",
        {
            "second": "sekunde sekunden sek s", "minute": "minute minuten min", "hour": "stunde stunden std",
            "day": "tag tage tagen tg T", "week": "woche wochen wo W", "month": "monat monate monaten mon M",
            "year": "jahr jahre jahren J",
        },
        {"m": "minute", "M": ""},
    ),
    "fr": Language(
        r"il\s+y\s+a", "", "une?",
        {
            "second": "seconde secondes s", "minute": "minute minutes min", "hour": "heure heures h",
            "day": "jour jours j", "week": "semaine semaines sem", "month": "mois", "year": "an ans année années a",
        },
        {"m": "month"},
    ),
    "es": Language(
        "hace", "", "una? un",
        {
            "second": "segundo segundos s", "minute": "minuto minutos min", "hour": "hora horas h",
            "day": "día días d", "week": "semana semanas sem", "month": "mes meses", "year": "año años a",
        },
        {"m": "month"},
    ),
    "pt": Language(
        "há", "", "uma? um",
        {
            "second": "segundo segundos seg s", "minute": "minuto minutos min", "hour": "hora horas h",
            "day": "dia dias", "week": "semana semanas sem", "month": "mês meses", "year": "ano anos",
        },
    ),
    "it": Language(
        "", "fa", "una? uno un",
        {
            "second": "secondo secondi sec s", "minute": "minuto minuti min", "hour": "ora ore h",
            "day": "giorno giorni g gg", "week": "settimana settimane sett", "month": "mese mesi",
            "year": "anno anni",
        },
    ),
    "nl": Language(
        "", "geleden", "een één",
        {
            "second": "seconde seconden sec s", "minute": "minuut minuten min", "hour": "uur uren u",
            "day": "dag dagen dgn d", "week": "week weken wk wkn w", "month": "maand maanden mnd",
            "year": "jaar jr",
        },
    ),
}  # fmt: skip

# Before a number they say that it was not rounded down.
_ABOUT: Final = (
    "about almost around nearly approximately ca circa cirka nesten omtrent rundt omkring nästan ungefär næsten noin "
    "melkein lähes etwa fast ungefähr environ presque casi unos cerca quase quasi bijna ongeveer"
)
APPROXIMATELY: Final = frozenset(_ABOUT.split())

_NOW: Final = (timedelta(0), timedelta(hours=1))
# A day has 23 to 25 hours where the clocks are changed, and began at a midnight that nobody knows.
_TODAY: Final = (timedelta(0), timedelta(hours=25))
_YESTERDAY: Final = (timedelta(0), timedelta(hours=50))
_DAY_BEFORE: Final = (timedelta(hours=23), timedelta(hours=75))
_WORDS: Final = {
    _NOW: "just now|right now|moments ago|akkurat nå|nå nettopp|nettopp|akkurat no|nyleg|just nu|nyss|lige nu|juuri nyt"
    "|hetki sitten|gerade eben|soeben|à l'instant|ahora mismo|justo ahora|agora mesmo|proprio ora|zojuist",
    _TODAY: "today|i dag|idag|tänään|heute|aujourd'hui|hoy|hoje|oggi|vandaag",
    _YESTERDAY: "yesterday|i går|igår|i gjer|eilen|gestern|hier|ayer|ontem|ieri|gisteren",
    _DAY_BEFORE: "the day before yesterday|i forgårs|i førgår|i förrgår|toissapäivänä|vorgestern|avant-hier|anteayer"
    "|anteontem|eergisteren",
}
# The youngest and the oldest age of a moment that is named; the longer word first where one ends in another.
MOMENTS: Final[dict[str, tuple[timedelta, timedelta]]] = {
    word: span
    for span in (_NOW, _DAY_BEFORE, _TODAY, _YESTERDAY)
    for word in sorted(_WORDS[span].split("|"), key=len, reverse=True)
}
