"""What our settings of Streamlit save: the same runs with ours and with those it has of itself."""

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.server import ready
from benchmarks.visitor import Visitor
from frontline.house import ROOT

NOOP = ROOT / "benchmarks" / "noop"
WARM, RUNS = 3, 15
RATIO = 0.1
SETTLED = 0.15
"""Seconds in which the collection after a run is over."""


def measure(home: Path) -> Iterator[Figure]:
    """Measure a page that does nothing, and our overview with nothing changed, under both settings.

    Both servers run, and their runs alternate, so that a busy machine slows both. Streamlit collects garbage
    after a script has finished, so a request that follows at once waits for it: each run is two requests,
    of which the second counts. With the default settings the shell that settles the memory is left out.
    """
    yield from _compared("a page that does nothing", NOOP / "settled.py", NOOP / "page.py", home, RATIO)
    frame = ROOT / "frontline" / "frame.py"
    yield from _compared("overview, nothing changed", ROOT / "app.py", frame, home, None)


def _compared(name: str, ours: Path, default: Path, home: Path, target: float | None) -> Iterator[Figure]:
    seconds: tuple[list[float], list[float]] = ([], [])
    used = [0.0, 0.0]
    with (
        ready(ours, home=home) as mine,
        ready(default, home=home, ours=False) as usual,
        Visitor(mine.port) as here,
        Visitor(usual.port) as there,
    ):
        for _ in range(WARM):
            here.run()
            there.run()
        for _ in range(RUNS):
            for side, (server, visitor) in enumerate(((mine, here), (usual, there))):
                before = server.cpu()
                visitor.run()
                seconds[side].append(visitor.run().seconds)
                time.sleep(SETTLED)
                used[side] += (server.cpu() - before) / (2 * RUNS)
    ratios = [one / other for one, other in zip(*seconds, strict=True)]
    spent = [statistics.median(side) * 1000 for side in seconds]
    words = f"{name}: ours / default"
    yield Figure("settings", words, ratios, "x", target, f"{spent[0]:.1f} ms against {spent[1]:.1f} ms")
    detail = f"{used[0] * 1000:.1f} ms against {used[1] * 1000:.1f} ms a run"
    yield Figure("settings", f"{words}, processor time", [used[0] / used[1]], "x", target, detail)
