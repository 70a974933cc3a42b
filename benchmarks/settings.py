"""What our settings of Streamlit save: the same runs with ours and with those it has of itself."""

import statistics
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.server import ready
from benchmarks.visitor import Visitor
from frontline.house import ROOT

NOOP = ROOT / "benchmarks" / "noop"
WARM, RUNS = 3, 15
RATIO = 0.1


def measure(home: Path) -> Iterator[Figure]:
    """Measure a page that does nothing, and our overview with nothing changed, under both settings.

    Runs follow one another at once: Streamlit collects garbage after a script has finished, and the next
    run waits for that. With the default settings the shell that settles the memory at the start is left out.
    """
    nothing, nothing_used = _per_run(NOOP / "settled.py", home, ours=True)
    usual, usual_used = _per_run(NOOP / "page.py", home, ours=False)
    yield _compared("a page that does nothing: ours / default", nothing, usual, RATIO)
    yield Figure(
        "settings",
        "the same, processor time",
        [nothing_used / usual_used],
        "x",
        RATIO,
        f"{nothing_used * 1000:.1f} ms against {usual_used * 1000:.1f} ms",
    )
    ours, _ = _per_run(ROOT / "app.py", home, ours=True)
    default, _ = _per_run(ROOT / "frontline" / "frame.py", home, ours=False)
    yield _compared("overview, nothing changed: ours / default", ours, default, None)


def _compared(name: str, ours: list[float], default: list[float], target: float | None) -> Figure:
    mine, theirs = statistics.median(ours), statistics.median(default)
    ratios = [seconds / theirs for seconds in ours]
    return Figure("settings", name, ratios, "x", target, f"{mine * 1000:.1f} ms against {theirs * 1000:.1f} ms")


def _per_run(script: Path, home: Path, *, ours: bool) -> tuple[list[float], float]:
    """Return the seconds of each of several runs in a row, and the processor seconds of one."""
    with ready(script, home=home, ours=ours) as server, Visitor(server.port) as visitor:
        for _ in range(WARM):
            visitor.run()
        used = server.cpu()
        seconds = [visitor.run().seconds for _ in range(RUNS)]
        return seconds, (server.cpu() - used) / RUNS
