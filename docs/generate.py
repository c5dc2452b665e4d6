"""Write what can be derived: the help in the README, docs/platforms.md and docs/schemas. `--check` only compares."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from presence_audit.platforms import platforms
from presence_audit.profiles import schema as profiles_schema
from presence_audit.reports.json import schema as report_schema
from presence_audit.reports.observation import observation_schema

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = ("", "scan", "check", "inspect", "report", "platforms", "schema")


def _help(command: str) -> str:
    argv = [str(Path(sys.executable).with_name("presence-audit")), *([command] if command else []), "--help"]
    env = {k: v for k, v in os.environ.items() if not k.startswith("PRESENCE_AUDIT_")} | {
        "COLUMNS": "100",
        "TERMINAL_WIDTH": "100",
    }
    text = subprocess.run(argv, check=True, capture_output=True, text=True, env=env).stdout  # noqa: S603  our own command
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _readme() -> str:
    text = (ROOT / "README.md").read_text("utf-8")
    helps = "\n\n".join(
        f"```text\n$ presence-audit {c} --help\n{_help(c)}\n```".replace("audit  --", "audit --") for c in COMMANDS
    )
    return re.sub(r"(<!-- help -->\n).*?(<!-- /help -->)", lambda m: f"{m[1]}{helps}\n{m[2]}", text, flags=re.DOTALL)


def _platforms() -> str:
    parts = ["# Platforms\n\nGenerated from src/presence_audit/platforms/; edit there, then run `./run docs`.\n"]
    for p in platforms().values():
        module = (
            sys.modules[p.read.__module__]
            if p.read.__module__.endswith(f".{p.id}")
            else sys.modules[f"presence_audit.platforms.{p.id}"]
        )
        parts.append(
            f"## {p.name} (`{p.id}`)\n\n{(module.__doc__ or '').strip()}\n\n"
            f"- shows: {', '.join(p.shows) or 'nothing yet: it is recognised and not read'}\n"
            f"- wall: {p.wall}\n- robots: {p.robots}\n- since {p.since}; proven: {p.proven}\n"
        )
    return "\n".join(parts)


def _schema(schema: dict[str, object]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def main() -> int:
    """Write or compare every generated file; returns 1 when `--check` finds one that is not current."""
    wanted = {
        "README.md": _readme(),
        "docs/platforms.md": _platforms(),
        "docs/schemas/profiles.json": _schema(profiles_schema()),
        "docs/schemas/report-1.json": _schema(report_schema()),
        "docs/schemas/observation-1.json": _schema(observation_schema()),
    }
    stale = [
        name for name, text in wanted.items() if not (ROOT / name).is_file() or (ROOT / name).read_text("utf-8") != text
    ]
    if "--check" in sys.argv[1:]:
        for name in stale:
            sys.stderr.write(f"{name} is not current: run ./run docs\n")
        return 1 if stale else 0
    for name in stale:
        (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / name).write_text(wanted[name], "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
