"""Which anchors belong to which version of the method, so that two scores are compared only where they may be.

methods.json holds a digest for every version there has been. Whoever changes a value of anchors.yaml must give it a new
version: a test compares, and `./run method` writes.
"""

from __future__ import annotations

import hashlib
import json
from importlib import resources

from presence_audit.scoring.anchors import content_of


def digest_of(text: str) -> str:
    """SHA-256 of all that an anchors file says: comments, the order of its keys and its layout make no difference."""
    canonical = json.dumps(content_of(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def version_of(text: str) -> str:
    """The version of the method that an anchors file says it is."""
    return str(content_of(text)["method"])


def methods() -> dict[str, str]:
    """The digest of the anchors of every version, the oldest first."""
    text = resources.files("presence_audit.scoring").joinpath("methods.json").read_text("utf-8")
    return {str(version): str(digest) for version, digest in json.loads(text).items()}
