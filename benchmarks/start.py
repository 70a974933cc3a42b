"""How long after its start a server has answered its first page."""

import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figure import Figure
from benchmarks.server import serving
from benchmarks.visitor import Visitor
from frontline.house import ROOT

SECONDS = 15
REPEATS = 2


def measure(home: Path) -> Iterator[Figure]:
    """Measure `streamlit run app.py` from the start of the process to the end of the first overview.

    Once in an empty folder, where the sample is loaded and published first; then in one that is in use.
    """
    empty = []
    for _ in range(REPEATS):
        with TemporaryDirectory() as folder:
            empty.append(_seconds(Path(folder)))
    used = [_seconds(home) for _ in range(REPEATS)]
    for name, pairs in (("empty folder, sample loaded", empty), ("folder in use", used)):
        first = min(page for _, page in pairs) * 1000
        yield Figure(
            "start",
            f"process start to first page: {name}",
            [total for total, _ in pairs],
            "s",
            SECONDS,
            f"the first page itself {first:.0f} ms",
        )


def _seconds(home: Path) -> tuple[float, float]:
    with serving(ROOT / "app.py", home=home) as server:
        server.wait()
        with Visitor(server.port) as visitor:
            first = visitor.run()
        return time.perf_counter() - server.started, first.seconds
