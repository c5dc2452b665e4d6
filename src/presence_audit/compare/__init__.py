"""What changed between two results of one company, both scored with today's method."""

from __future__ import annotations

from presence_audit.compare._article import article_of
from presence_audit.compare._comparison import Comparison, compared
from presence_audit.compare._peers import peers_of

__all__ = ["Comparison", "article_of", "compared", "peers_of"]
