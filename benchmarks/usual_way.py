"""The same overview in the usual manner, as a yardstick: see baseline/app.py."""

import statistics
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.generations import publish_again
from benchmarks.server import Server, ready
from benchmarks.visitor import Received, Visitor
from frontline.house import ROOT

RUNS = 5
TIME, BYTES = 1 / 10, 1 / 100
KB = 1000


def measure(server: Server, live: Path, home: Path) -> Iterator[Figure]:
    """Measure server time and bytes of our overview against the usual manner, each under its own settings.

    The usual manner is measured twice: files read on each run, and files kept by `st.cache_data`.
    Its first page is the second visitor's, so that no import is counted. A refresh without change is,
    the usual way, a run of everything; ours is the question of the page whether there is anything new.
    """
    with Visitor(server.port) as visitor:
        visitor.run()
        cold = []
        for _ in range(RUNS):
            publish_again(live)
            server.json("/benchmark/open")
            cold.append(visitor.run())
        warm = [visitor.run() for _ in range(RUNS)]
    with Visitor(server.port) as visitor:
        first = visitor.run()
    poll = len(server.get("/frontline/health"))
    with ready(ROOT / "benchmarks" / "baseline" / "app.py", home=home, ours=False) as other:
        for words, query in (("files read on each run", {}), ("st.cache_data", {"cached": "1"})):
            with Visitor(other.port, **query) as visitor:
                visitor.run()
            with Visitor(other.port, **query) as visitor:
                theirs_first = visitor.run()
                theirs = [visitor.run() for _ in range(RUNS)]
            yield _time(f"server time, ours cold / {words}", cold, theirs)
            yield _time(f"server time, ours warm / {words}", warm, theirs)
            if not query:
                yield _size("bytes, first page", first.on_line, theirs_first.on_line)
                yield _size("bytes, refresh without change", poll, theirs[-1].on_line)


def _time(name: str, ours: list[Received], theirs: list[Received]) -> Figure:
    middle = statistics.median(run.seconds for run in theirs)
    detail = f"{statistics.median(run.seconds for run in ours) * 1000:.0f} ms against {middle * 1000:.0f} ms"
    return Figure("usual", name, [run.seconds / middle for run in ours], "x", TIME, detail)


def _size(name: str, ours: int, theirs: int) -> Figure:
    return Figure("usual", name, [ours / theirs], "x", BYTES, f"{ours / KB:.1f} KB against {theirs / KB:.1f} KB")
