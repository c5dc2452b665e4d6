"""Write what can be derived: parts of the README, the pages of docs/ and the schemas. `--check` only compares."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from presence_audit.compare import pack_schema
from presence_audit.explain import facts_of, method_document, pictures
from presence_audit.exports import exports
from presence_audit.platforms import platforms
from presence_audit.profiles import notes_schema
from presence_audit.profiles import schema as profiles_schema
from presence_audit.reports.json import schema as report_schema
from presence_audit.reports.observation import observation_schema
from presence_audit.reports.trend import schema as trend_schema

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(sys.executable).with_name("presence-audit")
COMMANDS = (
    "", "scan", "check", "inspect", "report", "compare", "trend", "benchmark", "import", "explain", "metrics",
    "platforms", "notice", "forget", "export-subject", "purge", "schema",
)  # fmt: skip


def _printed(*args: str) -> str:
    """What the program prints on a terminal of 100 columns, with no setting of this machine."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("PRESENCE_AUDIT_")}
    env |= {"COLUMNS": "100", "TERMINAL_WIDTH": "100", "NO_COLOR": "1"}
    done = subprocess.run([PROGRAM, *args], check=True, capture_output=True, text=True, env=env, cwd=ROOT)  # noqa: S603
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())


def _between(text: str, mark: str, content: str) -> str:
    pattern = rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)"
    return re.sub(pattern, lambda found: f"{found[1]}{content}\n{found[2]}", text, flags=re.DOTALL)


def _readme() -> str:
    text = (ROOT / "README.md").read_text("utf-8")
    shown = _printed("scan", "profiles.yaml")
    text = _between(text, "output", f"```text\n{shown}\n```")
    told = [" ".join(filter(None, ("presence-audit", command, "--help"))) for command in COMMANDS]
    helps = [f"```text\n$ {line}\n{_printed(*line.split()[1:])}\n```" for line in told]
    return _between(text, "help", "\n\n".join(helps))


def _platforms() -> str:
    parts = ["# Platforms\n\nGenerated from src/presence_audit/platforms/; edit there, then run `./run docs`.\n"]
    for platform in platforms().values():
        about = (import_module(f"presence_audit.platforms.{platform.id}").__doc__ or "").strip()
        facts = "".join(f"- {fact}\n" for fact in facts_of(platform))
        ways = "".join(f"- to make it readable ({way.effort}): {way.how}\n" for way in platform.ways)
        parts.append(f"## {platform.name} (`{platform.id}`)\n\n{about}\n\n{facts}{ways}")
    return "\n".join(parts)


_HELD = """\
Write `export: FILE` beside the channel, and every audit reads the file anew. Or read it once into the history, and put
it away: `presence-audit import FILE...` says of which channel it is, how many posts were new, and from when to when it
tells; the same file a second time changes nothing. Where a file does not say whose it is, and several channels fit,
name the one that is meant: `--channel URL`. What an export tells ends when it was made. Until a newer one is there,
the channel is known up to that day, and not a day further.
"""


def _exports() -> str:
    parts = [
        "# Owners' exports\n\nGenerated from src/presence_audit/exports/; edit there, then run `./run docs`.\n",
        _HELD,
    ]
    for export in exports().values():
        about = (import_module(f"presence_audit.exports.{export.id}").__doc__ or "").strip()
        of = ", ".join(platforms()[id_].name for id_ in export.platforms)
        parts.append(
            f"## {export.name} (`{export.id}`)\n\n{about}\n\n- of: {of}\n- where it is: {export.how}\n"
            f"- proven: {export.proven}\n"
        )
    return "\n".join(parts)


def _schema(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def main() -> int:
    """Write or compare every generated file; returns 1 when `--check` finds one that is not current."""
    wanted = {
        "README.md": _readme(),
        "docs/platforms.md": _platforms(),
        "docs/exports.md": _exports(),
        "docs/method.md": method_document(),
        **{f"docs/{name}": svg for name, svg in pictures().items()},
        "docs/schemas/profiles.json": _schema(profiles_schema()),
        "docs/schemas/notes-1.json": _schema(notes_schema()),
        "docs/schemas/report-1.json": _schema(report_schema()),
        "docs/schemas/observation-1.json": _schema(observation_schema()),
        "docs/schemas/peers-1.json": _schema(pack_schema()),
        "docs/schemas/trend-1.json": _schema(trend_schema()),
    }
    stale = {
        ROOT / name: text
        for name, text in wanted.items()
        if not (ROOT / name).is_file() or (ROOT / name).read_text("utf-8") != text
    }
    if "--check" in sys.argv[1:]:
        for path in stale:
            sys.stderr.write(f"{path.relative_to(ROOT)} is not current: run ./run docs\n")
        return 1 if stale else 0
    for path, text in stale.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
