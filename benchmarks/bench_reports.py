"""How long each format takes on a report of fifty channels and twenty-five leaders, and how large it is.

    python benchmarks/bench_reports.py [LANG]

The report is the one of tests/reports/big_report.py: measured from posts of an invented company. Each
format is made twice and the second time is told, as the first one also loads what it is made with. The goals are an
HTML page below 1 MB and 2 s and a PDF below 15 s. Run by hand; the figures stand below.

    2026-11-26, 2 cores, Python 3.11, English, CPU time
    terminal  0.1 s     19 kB      csv   0.1 s   125 kB      junit   0.0 s    16 kB
    markdown  0.1 s    124 kB      xlsx  0.7 s   159 kB      html    0.3 s   782 kB
    json      0.0 s  1,428 kB      pptx  1.0 s   125 kB      pdf    10.5 s   844 kB
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import get_args

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from reports.big_report import CHANNELS, LEADERS, big

from presence_audit.model.profiles import Lang
from presence_audit.reports import FORMATS, Edition, render

GOALS = {"html": (2.0, 1_000_000), "pdf": (15.0, None)}


def main(arguments: list[str]) -> int:
    """Print what each format takes; ends with 1 where a goal is missed."""
    lang: Lang = next((known for known in get_args(Lang) if known in arguments), "en")
    edition, report, missed = Edition(lang=lang), big(), 0
    print(f"{CHANNELS} channels and {LEADERS} leaders, in {lang}")
    for name in FORMATS:
        took, made = 0.0, b""
        for _ in range(2):
            begun = time.process_time()
            made = render(report, name, edition)
            took = time.process_time() - begun
        seconds, size = GOALS.get(name, (None, None))
        is_met = (seconds is None or took < seconds) and (size is None or len(made) < size)
        missed += not is_met
        print(f"  {name:<10} {took:6.2f} s {len(made) / 1000:8,.0f} kB{'' if is_met else '   misses its goal'}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
