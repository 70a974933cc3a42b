"""What exports cost: a page, a report of many pages, a spreadsheet of 100,000 rows, two snapshots told apart.

Each is made in a process of its own.
"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure
from frontline.house import ROOT

REPEATS = 3
LIMIT = 600
MEGABYTES = 500
TARGETS = {
    "page": ("A4 page with map, chart and table (PDF)", 1.0),
    "report": ("report of six pages on 12 sheets of A4 (PDF)", 5.0),
    "rows": ("spreadsheet of 100,000 rows (XLSX)", 10.0),
    "parts": ("what the difference of two snapshots is made of (behind a bar)", None),
}


def measure(home: Path) -> Iterator[Figure]:
    """Measure each export from nothing remembered to its last byte, beside its questions asked bare."""
    for what, (name, seconds) in TARGETS.items():
        made = [_made(what, home) for _ in range(REPEATS)]
        used = statistics.median(one["used"] for one in made)
        size = f"{made[0]['bytes']} numbers" if what == "parts" else f"{made[0]['bytes'] / 1000:,.0f} KB"
        detail = f"{size}; {used:.2f} s of processor time"
        yield Figure("exports", name, [one["seconds"] for one in made], "s", seconds, detail)
        if what != "rows":
            ratios = [one["seconds"] / one["bare"] for one in made]
            yield Figure("exports", f"{name} / its bare questions", ratios, "x")
        yield Figure("exports", f"{name}: peak of memory, MB", [one["peak"] for one in made], "n", MEGABYTES)


def _made(what: str, home: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.export_one", what], cwd=ROOT, capture_output=True, text=True, check=False,
        env=os.environ | {"FRONTLINE_HOME": str(home)}, timeout=LIMIT,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip().rpartition("\n")[2])
    return json.loads(done.stdout.strip().rpartition("\n")[2])
