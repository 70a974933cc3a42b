"""Run all measurements: `python -m benchmarks [group ...] [--times N]`. Prints a table and writes results/latest.csv.

Groups: pages, bytes, walls, usual, settings, start, exports, intake; and, only when named, heap, memory and soak, which
take long.
Nothing is asserted; a target that is missed is printed as not met.
"""

import argparse
import os
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import exports, intake, larger, many_walls, pages, settings, sizes, start, usual_way, weeks
from benchmarks.figure import Figure, show, write
from benchmarks.server import Server, ready
from frontline.deployment import DEFAULT, read_deployment
from frontline.house import ROOT, SAMPLE

GROUPS = ("pages", "bytes", "walls", "usual", "settings", "start", "exports", "intake")
WEEKS = ("heap", "memory", "soak")
"""What takes many minutes, and is measured only when it is named."""
LARGER = ("pages", "bytes", "usual")
"""What the size of the data changes."""
NOTEBOOK = ROOT / "benchmarks" / "notebook.py"
RESULTS = ROOT / "benchmarks" / "results"


def main() -> None:
    """Measure the groups asked for, those that are quick by default, in a folder that is thrown away."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    known = [[], *GROUPS, *WEEKS]
    parser.add_argument("group", nargs="*", choices=known, default=[], help="what to measure; most by default")
    parser.add_argument("--times", type=int, default=1, help="how many samples side by side make the measured data")
    asked = parser.parse_args()
    wanted = asked.group or (GROUPS if asked.times == 1 else LARGER)
    began, figures = time.perf_counter(), []
    with TemporaryDirectory(prefix="frontline-benchmark-") as folder:
        os.environ["FRONTLINE_HOME"] = folder
        home = Path(folder)
        tables = larger.build(asked.times) if asked.times > 1 else SAMPLE / DEFAULT
        os.environ["BASELINE_TABLES"] = str(tables)
        with ready(NOTEBOOK, home=home) as server:
            for group, measured in groups(server, home).items():
                if group in wanted:
                    figures += _shown(group, measured)
        for group, measured in groups_apart(home).items():
            if group in wanted:
                figures += _shown(group, measured)
    latest = RESULTS / ("latest.csv" if asked.times == 1 else f"latest-times-{asked.times}.csv")
    write(figures, latest)
    verdicts = [figure.verdict for figure in figures]
    print(
        f"\n{verdicts.count('met')} met, {verdicts.count('not met')} not met, "
        f"{time.perf_counter() - began:.0f} s on {os.cpu_count()} cores; {latest.relative_to(ROOT)}"
    )


def groups(server: Server, home: Path) -> dict[str, Iterator[Figure]]:
    """Return the groups that are measured on one running server; nothing is measured before it is asked for."""
    live, numbers = read_deployment().live, count()
    return {
        "pages": pages.measure(server, live),
        "bytes": sizes.measure(server, numbers),
        "walls": many_walls.measure(server, numbers),
        "usual": usual_way.measure(server, live, home),
    }


def groups_apart(home: Path) -> dict[str, Iterator[Figure]]:
    """Return the groups that start their own servers, so that none disturbs another."""
    return {
        "settings": settings.measure(home), "start": start.measure(home), "exports": exports.measure(home),
        "intake": intake.measure(home),
        "heap": weeks.heap(home), "memory": weeks.memory(home), "soak": weeks.soak(home),
    }


def _shown(group: str, measured: Iterator[Figure]) -> list[Figure]:
    """Print figures as they come; a page that fails ends its group with its words, not the run."""
    print(f"\n{group}")
    figures = []
    try:
        for figure in measured:
            show(figure)
            figures.append(figure)
    except (RuntimeError, OSError) as fault:
        print(f"  not measured to the end: {fault}")
    return figures


if __name__ == "__main__":
    main()
