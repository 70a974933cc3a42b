"""What goes over the line: the first page, a refresh that has something new, a refresh that has not."""

import socket
import time
from collections.abc import Iterator

from benchmarks.figure import Figure
from benchmarks.generations import change_one_row
from benchmarks.pages import PAGES
from benchmarks.server import Server, ask
from benchmarks.visitor import Received, Visitor

KB = 1000
FIRST_KB, CHANGE_KB, POLL_KB, POLL_MS = 300, 10, 1, 5
GENERATIONS, POLLS = 3, 200


def measure(server: Server, numbers: Iterator[int]) -> Iterator[Figure]:
    """Measure the bytes a browser receives on its line; the largest messages are named at their own size."""
    for page in (*PAGES, "wall"):
        with Visitor(server.port, "" if page == "overview" else page) as visitor:
            first = visitor.run()
        yield Figure("bytes", f"{page}, first page", [first.on_line / KB], "KB", FIRST_KB, _largest(first))
    yield from _refresh(server, numbers)
    yield from _poll(server)


def _refresh(server: Server, numbers: Iterator[int]) -> Iterator[Figure]:
    """Measure a refresh after a generation in which one row has changed; the browser presses the button."""
    runs: dict[str, list[Received]] = {"wall": [], "overview": []}
    with Visitor(server.port, "wall", embed="true") as wall, Visitor(server.port) as desk:
        wall.run()
        desk.run()
        for _ in range(GENERATIONS):
            change_one_row(next(numbers))
            runs["wall"].append(wall.run("refresh"))
            runs["overview"].append(desk.run("refresh"))
    for page, target in (("wall", CHANGE_KB), ("overview", None)):
        sizes = [run.on_line / KB for run in runs[page]]
        yield Figure("bytes", f"{page}, refresh with one changed row", sizes, "KB", target, _largest(runs[page][-1]))


def _poll(server: Server) -> Iterator[Figure]:
    """Measure the question every page asks every two seconds, headers and all, on a line kept open."""
    sizes, times = [], []
    with socket.create_connection(("127.0.0.1", server.port)) as line:
        for _ in range(POLLS):
            began = time.perf_counter()
            answer = ask(line, "/frontline/health")
            times.append((time.perf_counter() - began) * 1000)
            sizes.append(len(answer) / KB)
    name = "any page, refresh without change"
    yield Figure("bytes", f"{name}: size", sizes, "KB", POLL_KB, "GET /frontline/health with headers")
    yield Figure("bytes", f"{name}: time", times, "ms", POLL_MS)


def _largest(run: Received) -> str:
    largest = sorted(run.parts, key=lambda part: -part[1])[:3]
    return f"{len(run.parts)} messages; " + ", ".join(f"{kind} {size / KB:.1f}" for kind, size in largest)
