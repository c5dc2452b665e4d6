"""The catalogue of findings: a closed list of ids with effort, threshold and texts, read from findings.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final, get_args

import yaml

from presence_audit.errors import PresenceAuditError
from presence_audit.model.profiles import Lang
from presence_audit.model.report import Effort
from presence_audit.scoring.wording import KINDS, filled, places

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from presence_audit.scoring.wording import Value, Words

    Text = Mapping[Lang, str]

LANGS: Final[tuple[Lang, ...]] = get_args(Lang)
# The values of texts that are labels of channels, or names of people.
CHANNELS: Final = frozenset({"account", "channel", "what", "who"})
_EFFORTS: Final[tuple[Effort, ...]] = get_args(Effort)


class CatalogueError(PresenceAuditError):
    """The catalogue that came with the program breaks a rule of its own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of finding: what it asks for, below how many points it is told (None: no matter of points), its texts.

    `effort` is None where every way to do it has its own.
    """

    id: str
    effort: Effort | None
    below: float | None
    texts: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All findings by id, and what their texts are put together from.

    `outcomes` say in Norwegian, for each outcome of a channel that leaves it unknown, why (`why`) and what to do
    (`step`); in English the readers of the platforms say it themselves. `kinds` are the common nouns of channels.
    """

    findings: Mapping[str, Entry]
    phrases: Mapping[str, Text]
    outcomes: Mapping[str, Mapping[str, Text]]
    kinds: Mapping[str, Text]
    words: Words


def _texts(catalogue: Catalogue) -> Iterator[tuple[str, Text]]:
    yield from catalogue.phrases.items()
    yield from catalogue.kinds.items()
    for entry in catalogue.findings.values():
        for name, text in entry.texts.items():
            yield f"{entry.id}, {name}", text


def _require(holds: object, rule: str) -> None:
    if not holds:
        raise CatalogueError(f"findings.yaml: {rule}")


def _check(catalogue: Catalogue) -> Catalogue:
    kinds = {"", *KINDS, *catalogue.words}
    for word, forms in catalogue.words.items():
        _require(tuple(forms) == LANGS, f"the word {word} is not there in every language")
    for name, text in _texts(catalogue):
        _require(tuple(text) == LANGS, f"{name} is not there in every language")
        asked = {lang: set(places(template)) for lang, template in text.items()}
        _require(all(values == asked["en"] for values in asked.values()), f"{name} asks for different values")
        _require({kind for _, kind in asked["en"]} <= kinds, f"{name} writes a value in a way that is not known")
    for entry in catalogue.findings.values():
        _require(entry.effort is None or entry.effort in _EFFORTS, f"{entry.id} has no effort of the list")
    for outcome, answers in catalogue.outcomes.items():
        whole = set(answers) == {"why", "step"} and all(set(text) == {"nb", "nn"} for text in answers.values())
        _require(whole, f"the outcome {outcome} is not told in both languages")
    return catalogue


@cache
def catalogue() -> Catalogue:
    """The catalogue of this version.

    Raises:
        CatalogueError: a text is missing in a language, or asks for other values there than in English.
    """
    text = resources.files("presence_audit.scoring").joinpath("findings.yaml").read_text("utf-8")
    raw: Any = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  libyaml, faster
    return _check(
        Catalogue(
            findings={name: Entry(name, **entry) for name, entry in raw["findings"].items()},
            phrases=raw["phrases"],
            outcomes=raw["outcomes"],
            kinds=raw["kinds"],
            words={word: {lang: tuple(two) for lang, two in forms.items()} for word, forms in raw["words"].items()},
        )
    )


def phrase(name: str, lang: Lang, **values: Value) -> str:
    """A part of a sentence in a language, to be put into a text."""
    return filled(catalogue().phrases[name][lang], lang, catalogue().words, values)


def channel_in(label: str, to: Lang) -> str:
    """The label of a channel, "Website (nordlys.example)", with its common noun in a language; a name stays."""
    for told in catalogue().kinds.values():
        for noun in told.values():
            if label == noun or label.startswith(f"{noun} ("):
                return told[to] + label.removeprefix(noun)
    return label


def outcome_words(outcome: str, lang: Lang, **values: Value) -> tuple[str, str]:
    """Why a channel with this outcome is unknown, and what to do, in Norwegian. Raises KeyError for English."""
    told = catalogue().outcomes[outcome]
    why, step = (filled(told[part][lang], lang, catalogue().words, values) for part in ("why", "step"))
    return why, step


def tell(id_: str, variant: str, lang: Lang, **values: Value) -> str:
    """One text of a finding in a language, with its values, which are never read as templates themselves.

    Args:
        id_: the finding.
        variant: which of its texts: `message`, `advice`, or one of their variants.
        lang: the language.
        values: by name; more than the text asks for do no harm. Raises KeyError where one is missing.
    """
    return filled(catalogue().findings[id_].texts[variant][lang], lang, catalogue().words, values)
