"""Run all measurements: `python -m benchmarks [group ...]`. Prints a table and writes results/latest.csv.

Groups: pages, bytes, walls, usual, settings, start. Nothing is asserted; what is missed is printed as missed.
"""

import argparse
import os
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import many_walls, pages, settings, sizes, start, usual_way
from benchmarks.figure import Figure, show, write
from benchmarks.server import ready
from frontline.deployment import DEFAULT
from frontline.house import ROOT

GROUPS = ("pages", "bytes", "walls", "usual", "settings", "start")
LATEST = ROOT / "benchmarks" / "results" / "latest.csv"


def main() -> None:
    """Measure the groups asked for, all by default, in a folder that is thrown away."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("group", nargs="*", choices=[[], *GROUPS], default=[], help="what to measure; all by default")
    wanted = parser.parse_args().group or GROUPS
    began, figures, heading = time.perf_counter(), [], ""
    with TemporaryDirectory(prefix="frontline-benchmark-") as folder:
        os.environ["FRONTLINE_HOME"] = folder
        for figure in measured(wanted, Path(folder)):
            if figure.group != heading:
                heading = figure.group
                print(f"\n{heading}")
            show(figure)
            figures.append(figure)
    write(figures, LATEST)
    verdicts = [figure.verdict for figure in figures]
    print(
        f"\n{verdicts.count('met')} met, {verdicts.count('not met')} not met, "
        f"{time.perf_counter() - began:.0f} s on {os.cpu_count()} cores; {LATEST.relative_to(ROOT)}"
    )


def measured(wanted: tuple[str, ...], home: Path) -> Iterator[Figure]:
    """Yield the figures of the groups, one server at a time so that none disturbs another."""
    live, numbers = home / DEFAULT, count()
    with ready(ROOT / "benchmarks" / "notebook.py", home=home) as server:
        if "pages" in wanted:
            yield from pages.measure(server, live)
        if "bytes" in wanted:
            yield from sizes.measure(server, numbers)
        if "walls" in wanted:
            yield from many_walls.measure(server, numbers)
        if "usual" in wanted:
            yield from usual_way.measure(server, live, home)
    if "settings" in wanted:
        yield from settings.measure(home)
    if "start" in wanted:
        yield from start.measure(home)


if __name__ == "__main__":
    main()
