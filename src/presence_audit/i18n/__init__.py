"""The languages of a report: gettext for its texts, the Unicode CLDR (Babel) for its numbers and dates.

English is written in the code; `locale/` holds bokmål (nb) and nynorsk (nn). The language is that of the context, so
that a text is translated where it is used and nothing is passed along: `with speaking("nb"): ...`.
"""

from presence_audit.i18n._formats import (
    day_in_words,
    decimal,
    each,
    local_date,
    local_minute,
    month_year,
    per_cent,
    weekday,
)
from presence_audit.i18n._reasons import is_reason, reason
from presence_audit.i18n._speech import gettext, language, mark, ngettext, pgettext, speaking

__all__ = [
    "day_in_words",
    "decimal",
    "each",
    "gettext",
    "is_reason",
    "language",
    "local_date",
    "local_minute",
    "mark",
    "month_year",
    "ngettext",
    "per_cent",
    "pgettext",
    "reason",
    "speaking",
    "weekday",
]
