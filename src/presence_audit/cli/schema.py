"""`presence-audit schema NAME`."""

from __future__ import annotations

import json

from presence_audit.cli._streams import write_stdout
from presence_audit.errors import UsageError


def schema(name: str) -> int:
    """Print the JSON Schema of a profiles file, notes, a report, an observation, a peer pack or a trend."""
    if name == "profiles":
        from presence_audit.profiles import schema as profiles_schema

        shown = profiles_schema()
    elif name == "notes":
        from presence_audit.profiles import notes_schema

        shown = notes_schema()
    elif name == "report":
        from presence_audit.reports import json as json_report

        shown = json_report.schema()
    elif name == "observation":
        from presence_audit.reports.observation import observation_schema

        shown = observation_schema()
    elif name == "peers":
        from presence_audit.compare import pack_schema

        shown = pack_schema()
    elif name == "trend":
        from presence_audit.reports.trend import schema as trend_schema

        shown = trend_schema()
    else:
        raise UsageError(f"schema {name}: there are six: profiles, notes, report, observation, peers, trend.")
    write_stdout((json.dumps(shown, indent=2, ensure_ascii=False) + "\n").encode())
    return 0
