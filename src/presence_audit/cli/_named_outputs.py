"""Outputs of several profiles files in one call: `-o reports/{name}.html` is one report for each of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from presence_audit.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

PLACEHOLDER: Final = "{name}"
_USUAL: Final = "profiles"
_NO_SLUG = re.compile(r"[^\w.-]+")


def name_of(profiles: Path) -> str:
    """What a profiles file is called: as its folder where it is `profiles.yaml`, else as itself."""
    named = profiles.resolve().parent.name if profiles.stem == _USUAL else profiles.stem
    return _NO_SLUG.sub("-", named).strip("-.") or "client"


def outputs_of(outputs: Sequence[Path], profiles: Sequence[Path]) -> list[tuple[Path, ...]]:
    """The outputs of each profiles file, with its name where `{name}` stands.

    Raises:
        UsageError: there are several files and an output would be that of all of them, or two files have one name.
    """
    names = [name_of(path) for path in profiles]
    for output in outputs:
        if PLACEHOLDER not in str(output) and len(profiles) > 1:
            raise UsageError(
                f"-o {output}: this would be the output of {len(profiles)} profiles files; write {PLACEHOLDER} where "
                f"the name of each belongs, as in -o reports/{PLACEHOLDER}.html."
            )
    first: dict[str, Path] = {}
    for name, path in zip(names, profiles, strict=True):
        if outputs and first.setdefault(name.casefold(), path) is not path:
            other = first[name.casefold()]
            raise UsageError(f"-o {outputs[0]}: {other} and {path} would both be called {name}; scan them one by one.")
    return [tuple(Path(str(output).replace(PLACEHOLDER, name)) for output in outputs) for name in names]
