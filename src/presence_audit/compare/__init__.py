"""What changed between two results of one company, and how several companies stand side by side.

All are scored with today's method.
"""

from __future__ import annotations

from presence_audit.compare._article import article_of
from presence_audit.compare._audits import MOST_AUDITS, audit_of, dressed
from presence_audit.compare._benchmark import LEAST, Benchmark, benchmark_of, refuse_unlike
from presence_audit.compare._benchmark_article import benchmark_article
from presence_audit.compare._benchmark_facts import csv_of
from presence_audit.compare._changes import Counts, changes_of
from presence_audit.compare._comparison import Comparison, compared
from presence_audit.compare._pack import pack_of, pack_schema, refuse_small
from presence_audit.compare._pack_read import parse_pack, refuse_unlike_pack
from presence_audit.compare._peers import peers_of

__all__ = [
    "LEAST",
    "MOST_AUDITS",
    "Benchmark",
    "Comparison",
    "Counts",
    "article_of",
    "audit_of",
    "benchmark_article",
    "benchmark_of",
    "changes_of",
    "compared",
    "csv_of",
    "dressed",
    "pack_of",
    "pack_schema",
    "parse_pack",
    "peers_of",
    "refuse_small",
    "refuse_unlike",
    "refuse_unlike_pack",
]
