"""Plays recorded exports to their readers; the format is told in recordings/README.md."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from presence_audit.errors import EvidenceError
from presence_audit.exports import read_export
from presence_audit.model.channel import Channel
from presence_audit.model.observation import Observation
from presence_audit.platforms import Ask

RECORDINGS = Path(__file__).parent / "exports" / "recordings"


def cases(export: str = "*") -> list[Path]:
    """The folders of the cases, of one export or of all."""
    return sorted(path.parent for path in RECORDINGS.glob(f"{export}/*/case.json"))


def ask_of(folder: Path) -> Ask:
    """Who is asked for in a case."""
    told = json.loads((folder / "case.json").read_text("utf-8"))
    since, until = (datetime.fromisoformat(told[name]) for name in ("since", "until"))
    return Ask(Channel(**told["channel"]), since, until)


def path_of(folder: Path) -> Path:
    """The export itself: the one file in `files/`, or that folder."""
    inside = list((folder / "files").iterdir())
    return inside[0] if len(inside) == 1 else folder / "files"


def as_json(found: list[Observation]) -> list[dict[str, Any]]:
    """The observations as expected.json holds them."""
    shown: list[dict[str, Any]] = json.loads(json.dumps([asdict(one) for one in found], default=_text))
    for one in shown:
        del one["routes"], one["comments"]
        for post in one["posts"]:
            del post["provenance"], post["seen_in"], post["trace"]
    return shown


def _text(value: object) -> str:
    assert isinstance(value, datetime), value
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def converse(folder: Path) -> Any:
    """What a case is read as: observations, or the error that it ends with."""
    try:
        return as_json(read_export(ask_of(folder), path_of(folder)))
    except EvidenceError as error:
        return {"error": str(error)}


def expected(folder: Path) -> Any:
    """What a case has to be read as."""
    return json.loads((folder / "expected.json").read_text("utf-8"))


def main(arguments: list[str]) -> None:
    """Print what the given cases are read as today, and with --write keep it."""
    for folder in (Path(a) for a in arguments if a != "--write"):
        text = json.dumps(converse(folder), indent=2, ensure_ascii=False) + "\n"
        if "--write" in arguments:
            (folder / "expected.json").write_text(text, "utf-8")
        print(text, end="")


if __name__ == "__main__":
    main(sys.argv[1:])
