"""A finding in another language than the one it was saved in."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from presence_audit.i18n import is_reason, reason
from presence_audit.model.report import KNOW
from presence_audit.reports._text import sentence
from presence_audit.scoring.catalogue import LANGS, catalogue, channel_in, outcome_words, tell
from presence_audit.scoring.reading import said_in, stale_since

if TYPE_CHECKING:
    from presence_audit.model.profiles import Lang
    from presence_audit.model.report import ChannelLine, Finding

_UNKNOWN: Final = "unknown"
_STALE: Final = re.compile(
    r"That was on (\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])); what came since is not known\.$"
)
_SAID: Final = "left out"  # the English next step of a closed channel says already that it is not counted as zero


def finding_in(finding: Finding, line: ChannelLine | None, lang: Lang) -> Finding:
    """The finding in the language; `line` is the channel that it is about, None where it is about none.

    What no text of the catalogue is (a result of another version) stays as it was told.
    """
    if finding.id == KNOW:
        message = channel_in(reason(finding.message), lang)
        return finding.model_copy(update={"message": message, "advice": reason(finding.advice)})
    if finding.id == _UNKNOWN and line is not None:
        told = _unknown(finding, line, lang)
        if told is not None:
            return told
    texts = {"message": finding.message, "advice": finding.advice}
    said = {which: said_in(finding.id, text, lang) or text for which, text in texts.items()}
    return finding if said == texts else finding.model_copy(update=said)


def _parts(lang: Lang) -> tuple[str, str]:
    """What stands before the name of an unknown channel, and what may end its message."""
    texts = catalogue().findings[_UNKNOWN].texts
    before = texts["message"][lang].partition("{what}")[0]
    return before, texts["message-left-out"][lang].partition("{why}")[2]


def _unknown(finding: Finding, line: ChannelLine, lang: Lang) -> Finding | None:
    """The finding of a channel that could not be read; None where it was told otherwise.

    The Norwegian one of a scan says what holds for every such outcome, the English one what the platform's reader
    said. The latter is stored with the channel in English, and is what is told in every language where it can be.
    """
    english, left_out = _parts("en")
    is_english = finding.message.startswith(english)
    if is_english and lang == "en":
        return finding
    before = next((one for one, _ in map(_parts, LANGS) if finding.message.startswith(one)), None)
    if before is None:
        return None
    told = finding.message.removeprefix(before)
    mark = f"({line.handle}). " if line.handle else ". "
    what, found, why = told.partition(mark)
    if not found:
        return None
    what = channel_in(what + mark.removesuffix(". "), "en")
    if is_english:
        why, step = why.removesuffix(left_out), finding.advice
    else:
        why, step = _english(why, line, what), line.next_step or tell(_UNKNOWN, "advice", "en")
    message = "message" if _SAID in step else "message-left-out"
    if lang != "en":
        general = _in_general(why, line, lang)
        advice = said_in(_UNKNOWN, step, lang) or (reason(step) if is_reason(step) else None)
        if general and (advice is None or not is_reason(why)):
            message, (why, step) = "message-left-out", general
        else:
            why, step = sentence(reason(why)), advice or reason(step)
    said = tell(_UNKNOWN, message, lang, what=channel_in(what, lang), why=why)
    return finding.model_copy(update={"message": said, "advice": step})


def _in_general(why: str, line: ChannelLine, lang: Lang) -> tuple[str, str] | None:
    """What the catalogue says of every channel that is unknown for this reason: why, and what to do."""
    if line.outcome.value in catalogue().outcomes:
        return outcome_words(line.outcome.value, lang)
    stale = _STALE.search(why)
    if stale is not None:
        return outcome_words("stale", lang, until=date.fromisoformat(stale[1]))
    return outcome_words("activity", lang) if line.outcome.is_readable else None


def _english(told: str, line: ChannelLine, what: str) -> str:
    """Why the channel is unknown as its reader said it, where the finding says it in general and in Norwegian."""
    why = line.reason or f"{what.partition(' (')[0]}: {line.outcome.replace('_', ' ')}."
    why = why[0].upper() + why[1:] + ("" if why.endswith((".", "!", "?")) else ".")
    day = next((found for end in _ends(told) if (found := stale_since(told[:end]))), None)
    return f"{why} That was on {day.isoformat()}; what came since is not known." if day else why


def _ends(text: str) -> list[int]:
    return [at + 1 for at, char in enumerate(text) if char == "."]
