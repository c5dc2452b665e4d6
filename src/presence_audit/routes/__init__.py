"""What the user holds of a channel: pages saved from a browser, and the owner's exports. Asks nobody.

Read before the first request, so that a wrong path or an export that cannot be used is told at once. Also the one place
where several readings of a channel become one: by several routes, and over time.
"""

from presence_audit.routes._held import all_held, held, routed
from presence_audit.routes._merging import merged
from presence_audit.routes._past import widened
from presence_audit.routes._saved import Shelf

__all__ = ["Shelf", "all_held", "held", "merged", "routed", "widened"]
