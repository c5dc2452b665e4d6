"""What pydantic found, as problems with a place in the file and a suggestion."""

from __future__ import annotations

import difflib
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from presence_audit.errors import Problem
from presence_audit.profiles._keys import (
    BrandKeys,
    ChannelKeys,
    ColourKeys,
    CompanyKeys,
    FontKeys,
    GateKeys,
    IgnoreKeys,
    Keys,
    LeaderKeys,
    ProfilesKeys,
    SettingsKeys,
)
from presence_audit.profiles._shown import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pydantic import ValidationError

    from presence_audit.profiles._document import Node

# Looking for similar words is slow in a file of nothing but wrong keys, and the tenth hint helps no more.
_HINTS = 100

_MODELS: dict[str, type[Keys]] = {
    "": ProfilesKeys,
    "company": CompanyKeys,
    "settings": SettingsKeys,
    "leaders": LeaderKeys,
    "channels": ChannelKeys,
    "ignore": IgnoreKeys,
    "brand": BrandKeys,
    "colours": ColourKeys,
    "font": FontKeys,
    "gates": GateKeys,
}

_TAKES_A_MAPPING = {"model_type", "model_attributes_type", "dict_type"}
_TAKES_A_LIST = {"list_type", "tuple_type"}


def did_you_mean(word: str, known: Iterable[str], *, otherwise: bool = True) -> str:
    """`did you mean …?`, else the words there are (or nothing, where they are said already)."""
    names = sorted(known)
    close = difflib.get_close_matches(word.casefold()[:60], names, 1, 0.6)
    if close:
        return f"did you mean `{close[0]}`?"
    return f"known here: {', '.join(names)}" if otherwise else ""


def _keys_at(path: Sequence[int | str], models: Mapping[str, type[Keys]]) -> list[str]:
    """The keys of the mapping at a path, found in the models."""
    names = [step for step in path if isinstance(step, str)]
    return list(models[names[-1] if names else ""].model_fields)


def _shape(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, (list, tuple)):
        return "a list"
    return "nothing" if value is None else f"the text '{shorten(str(value))}'"


def _say(error: Mapping[str, Any], hint: str) -> str:
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    path = error["loc"]
    name = next((step for step in reversed(path) if isinstance(step, str)), "file")
    given = f"`{name}: {shorten(value)}`" if isinstance(value, str) and path[-1:] == (name,) else _shape(value)
    says = {
        "missing": f"`{name}` is missing",
        "extra_forbidden": f"the key `{shorten(str(name))}` is not known; {hint}",
        "literal_error": f"{given} is not one of {context.get('expected', '')}; {hint}",
        "bool_parsing": f"{given} is neither true nor false",
        "bool_type": f"`{name}` is true or false, not {_shape(value)}",
        "string_too_short": f"`{name}` is empty; write it, or delete the key",
        "string_too_long": f"`{name}` is longer than {context.get('max_length')} characters",
        "string_type": f"`{name}` takes text, not {_shape(value)}",
        "greater_than_equal": f"{given} is too low; the least is {context.get('ge', 0):g}",
        "less_than_equal": f"{given} is too high; the most is {context.get('le', 0):g}",
        "said": f"{given} {context.get('message', '')}",
    }
    if value is None and isinstance(path[-1], int):
        return f"an item of `{name}` is empty; delete its `-`"
    if kind in says:
        return says[kind]
    if kind in _TAKES_A_MAPPING:
        return f"`{name}` takes a mapping (lines of `key: value`), not {_shape(value)}"
    if kind in _TAKES_A_LIST:
        return f"`{name}` takes a list (lines that begin with `- `), not {_shape(value)}"
    if kind.startswith("int_"):
        return f"{given} is not a whole number"
    if kind.startswith(("float_", "finite_")):
        return f"{given} is not a number"
    return f"{given}: {error['msg']}"


def problems_of(
    error: ValidationError, root: Node, models: Mapping[str, type[Keys]] = MappingProxyType(_MODELS)
) -> list[Problem]:
    """Every fault that pydantic found in the whole file, at its line and column.

    `models` are the mappings of the file by the key they stand under; "" is the file itself.
    """
    found = []
    for number, item in enumerate(error.errors(include_url=False)):
        path = item["loc"]
        hint = ""
        if number < _HINTS and item["type"] == "extra_forbidden":
            hint = did_you_mean(str(path[-1]), _keys_at(path[:-1], models))
        elif number < _HINTS and item["type"] == "literal_error":
            expected = str(item.get("ctx", {}).get("expected", "")).replace(" or ", ", ").replace("'", "")
            hint = did_you_mean(str(item["input"]), expected.split(", "), otherwise=False)
        line, column = root.position(path, of_key=item["type"] in {"extra_forbidden", "missing"})
        found.append(Problem(line, column, _say(item, hint).removesuffix("; ")))
    return found
