"""How long the PDF of a large company takes: fifty channels and twenty-five leaders, measured beforehand.

    python benchmarks/bench_pdf.py

The report is that of tests/reports/big_report.py. Prints the CPU time of the best of three renderings, without that of
measuring, the pages, and the most memory that the process ever held. Run by hand; the figures stand below. The time
goes by the boxes that WeasyPrint lays out, so a frame that each cell has more is dear: read the elements, too.

    2026-11-26, 2 cores, Python 3.11, WeasyPrint 70; the goal is 15 s
      65 pages, cells as lines of text    9.3 s   33.4 million calls of Python functions; at most 612 MiB
    With seven other processes beside it 14.9 s, and 17.5 s (44.0 million calls) with cells of many boxes.
"""

from __future__ import annotations

import resource
import sys
import time
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

ROUNDS = 3

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))


def main() -> None:
    """Measure the company, render it, print what it took."""
    from reports.big_report import big

    from presence_audit.reports import pdf

    report, best = big(), float("inf")
    for _ in range(ROUNDS):
        begun = time.process_time()
        made = pdf.render(report)
        best = min(best, time.process_time() - begun)
    pages = len(PdfReader(BytesIO(made)).pages)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{pages} pages, {len(made) / 1024:,.0f} KiB: {best:.1f} s; at most {most:,.0f} MiB")


if __name__ == "__main__":
    main()
