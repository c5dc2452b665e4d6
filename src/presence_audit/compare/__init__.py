"""What changed between two results of one company, both scored with today's method."""

from __future__ import annotations

from presence_audit.compare._article import article_of
from presence_audit.compare._audits import MOST_AUDITS, audit_of, dressed
from presence_audit.compare._changes import Counts, changes_of
from presence_audit.compare._comparison import Comparison, compared
from presence_audit.compare._peers import peers_of

__all__ = [
    "MOST_AUDITS",
    "Comparison",
    "Counts",
    "article_of",
    "audit_of",
    "changes_of",
    "compared",
    "dressed",
    "peers_of",
]
