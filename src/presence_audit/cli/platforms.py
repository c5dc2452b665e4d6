"""`presence-audit platforms`: the declarations of the platform files."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

from presence_audit.cli._streams import columns, write_stdout
from presence_audit.errors import UsageError
from presence_audit.explain import facts_of, listed
from presence_audit.exports import exports_of
from presence_audit.platforms import platforms as all_platforms

if TYPE_CHECKING:
    from presence_audit.platforms import Platform

_NAME_CELLS = 14


def _paragraph(platform: Platform, width: int) -> str:
    indent = " " * _NAME_CELLS
    lines = [
        textwrap.fill(line, width, initial_indent=indent, subsequent_indent=indent + "  ")
        for line in facts_of(platform)
    ]
    return f"{platform.id:<{_NAME_CELLS - 1}} {platform.name}\n" + "\n".join(lines) + "\n"


def _summary() -> str:
    known = all_platforms().values()
    live = sum(bool(p.shows) and p.live == "open" for p in known)
    held = sum(bool(p.saved or exports_of(p.id)) for p in known)
    return (
        f"{len(known)} platforms are recognised. {live} are read live where their robots.txt allows,"
        f" {held} from pages that you saved or from your own exports.\n"
    )


def platforms(name: str) -> int:
    """Print every platform with what it shows, its routes, its robots stance and the day it was last proven."""
    known = all_platforms().values()
    if name == "json":
        write_stdout((json.dumps([listed(p) for p in known], indent=2, ensure_ascii=False) + "\n").encode())
    elif name == "terminal":
        width = max(40, min(columns(), 120))
        summary = textwrap.fill(_summary(), width) + "\n"
        write_stdout("\n".join([*(_paragraph(p, width) for p in known), summary]).encode())
    else:
        raise UsageError(f"--format {name}: there are terminal and json.")
    return 0
