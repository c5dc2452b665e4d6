"""Write the digest of anchors.yaml beside its version: `./run method`, or `./run method --replace VERSION`.

A version that has been written stays as it is, because reports were made with it. Only one that was never released may
be written again, and has to be named for that.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from presence_audit.scoring.methods import digest_of, version_of

SCORING = Path(__file__).resolve().parent.parent / "src" / "presence_audit" / "scoring"
SAME = "anchors.yaml is method {version}, as it was written down"
WRITTEN = "anchors.yaml is written down as method {version}"
REFUSED = (
    "anchors.yaml is not the method {version} that was written down. Give it a new `method:`, say in CHANGELOG.md what "
    "changed, and run this again; or, if method {version} was never released, add --replace {version}"
)


def pin(scoring: Path, replace: str | None) -> str:
    """Write methods.json in a folder with anchors.yaml where that is due; returns what to tell.

    Raises:
        SystemExit: the version stands for other anchors, or `replace` names another version than the file's.
    """
    text = (scoring / "anchors.yaml").read_text("utf-8")
    version, digest = version_of(text), digest_of(text)
    path = scoring / "methods.json"
    methods = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    if methods.get(version) == digest:
        return SAME.format(version=version)
    if replace not in {None, version} or (version in methods and replace is None):
        raise SystemExit(REFUSED.format(version=version))
    path.write_text(json.dumps(methods | {version: digest}, indent=2) + "\n", "utf-8")
    return WRITTEN.format(version=version)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write the digest of anchors.yaml beside its version.")
    parser.add_argument("--replace", metavar="VERSION", help="write a version again that was never released")
    sys.stdout.write(pin(SCORING, parser.parse_args().replace) + "\n")
