"""What the user holds of a channel: pages saved from a browser, and the owner's exports. Asks nobody.

Read before the first request, so that a wrong path or an export that cannot be used is told at once.
"""

from presence_audit.routes._held import all_held, held, routed
from presence_audit.routes._merging import merged
from presence_audit.routes._saved import Shelf

__all__ = ["Shelf", "all_held", "held", "merged", "routed"]
