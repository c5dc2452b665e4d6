"""`presence-audit platforms`: the declarations of the platform files."""

from __future__ import annotations

import json
import textwrap
from dataclasses import asdict
from typing import TYPE_CHECKING

from presence_audit.cli._streams import columns, write_stdout
from presence_audit.errors import UsageError
from presence_audit.platforms import platforms as all_platforms

if TYPE_CHECKING:
    from presence_audit.platforms import Platform

_FIELDS = ("id", "name", "category", "shows", "wall", "robots", "since", "proven")
_NAME_CELLS = 14


def _paragraph(platform: Platform, width: int) -> str:
    shows = ", ".join(platform.shows) or "nothing yet: it is recognised and not read"
    told = (f"shows {shows}", f"wall: {platform.wall}", f"robots: {platform.robots}", f"proven: {platform.proven}")
    indent = " " * _NAME_CELLS
    lines = [textwrap.fill(line, width, initial_indent=indent, subsequent_indent=indent + "  ") for line in told]
    return f"{platform.id:<{_NAME_CELLS - 1}} {platform.name}\n" + "\n".join(lines) + "\n"


def platforms(name: str) -> int:
    """Print every platform with what it shows, its robots stance and the day it was last proven."""
    known = all_platforms().values()
    if name == "json":
        listed = [{k: v for k, v in asdict(p).items() if k in _FIELDS} for p in known]
        write_stdout((json.dumps(listed, indent=2, ensure_ascii=False) + "\n").encode())
    elif name == "terminal":
        width = max(40, min(columns(), 120))
        readable = sum(bool(p.shows) for p in known)
        summary = f"{len(known)} platforms are recognised, {readable} of them are read.\n"
        write_stdout("\n".join([*(_paragraph(p, width) for p in known), summary]).encode())
    else:
        raise UsageError(f"--format {name}: there are terminal and json.")
    return 0
