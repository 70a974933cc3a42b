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
    Both servers run, and their runs alternate, so that a busy machine slows both. First pages are those of
    a second visitor, so that no import is counted. A refresh without change is, the usual way, a run of
    everything; ours is the question of the page whether there is anything new.
    """
    with ready(ROOT / "benchmarks" / "baseline" / "app.py", home=home, ours=False) as other:
        for words, query in (("files read on each run", {}), ("st.cache_data", {"cached": "1"})):
            for port, asked in ((server.port, {}), (other.port, query)):
                with Visitor(port, **asked) as visitor:
                    visitor.run()
            with Visitor(server.port) as ours, Visitor(other.port, **query) as theirs:
                first, theirs_first = ours.run(), theirs.run()
                cold, warm, usual = [], [], []
                for _ in range(RUNS):
                    publish_again(live)
                    server.json("/benchmark/open")
                    cold.append(ours.run())
                    usual.append(theirs.run())
                    warm.append(ours.run())
            yield _time(f"server time, ours cold / {words}", cold, usual)
            yield _time(f"server time, ours warm / {words}", warm, usual)
            if not query:
                poll = len(server.get("/frontline/health"))
                yield _size("bytes, first page", first.on_line, theirs_first.on_line)
                yield _size("bytes, refresh without change", poll, usual[-1].on_line)


def _time(name: str, ours: list[Received], theirs: list[Received]) -> Figure:
    ratios = [mine.seconds / other.seconds for mine, other in zip(ours, theirs, strict=True)]
    return Figure("usual", name, ratios, "x", TIME, f"{_ms(ours)} ms against {_ms(theirs)} ms")


def _ms(runs: list[Received]) -> str:
    return f"{statistics.median(run.seconds for run in runs) * 1000:.0f}"


def _size(name: str, ours: int, theirs: int) -> Figure:
    return Figure("usual", name, [ours / theirs], "x", BYTES, f"{ours / KB:.1f} KB against {theirs / KB:.1f} KB")
