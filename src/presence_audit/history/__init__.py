"""What was seen from audit to audit: observations and where they come from, never scores.

One SQLite file for each profiles file, or lines of JSON for git. A feed that shows ten posts a week grows into the
whole of them, and what was edited or has disappeared is noticed.
"""

from presence_audit.history._about import Row
from presence_audit.history._history import History
from presence_audit.history._nouns import Delivery, Noticed, Purged, RunKind, Seen

__all__ = ["Delivery", "History", "Noticed", "Purged", "Row", "RunKind", "Seen"]
