"""The words in which the web writes its dates: English, Norwegian, Swedish, Danish and German.

Months and weekdays are the wide and abbreviated forms of the Unicode CLDR for en, nb, nn, sv, da and de.
Zone names are those of RFC 822 and of the places where these languages are spoken; a name that stands for
several zones (IST, CST outside America) is not in the list unless RFC 822 settles it.
"""

from __future__ import annotations

_MONTH_NAMES = (
    "january jan januar januari jänner",
    "february feb februar februari febr feber",
    "march mar mars marts märz mrz",
    "april apr",
    "may mai maj",
    "june jun juni",
    "july jul juli",
    "august aug augusti",
    "september sep sept",
    "october oct oktober okt",
    "november nov",
    "december dec desember des dezember dez",
)

MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}

_WEEKDAY_NAMES = (
    "monday mon mandag måndag montag man mån mo "
    "tuesday tue tues tirsdag tysdag tisdag dienstag tir tys tis di "
    "wednesday wed onsdag mittwoch ons mi "
    "thursday thu thur thurs torsdag donnerstag tor tors do "
    "friday fri fredag freitag fre fr "
    "saturday sat lørdag laurdag lördag samstag sonnabend lør lau lör sa "
    "sunday sun søndag sundag söndag sonntag søn sön so"
)
WEEKDAYS = frozenset(_WEEKDAY_NAMES.split())

# Words that stand between the parts of a date and say nothing of it.
_FILLING = "at den der kl klokka klokken klockan um uhr the of st nd rd th d t"
FILLERS = frozenset(_FILLING.split())

# Minutes east of Greenwich.
ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 60, "bst": 60,
    "cet": 60, "cest": 120, "met": 60, "mest": 120, "mez": 60, "mesz": 120,
    "eet": 120, "eest": 180, "msk": 180,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
}  # fmt: skip
