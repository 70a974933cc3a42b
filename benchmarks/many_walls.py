"""Whether 64 equal walls cost as much as one."""

import time
from collections.abc import Iterator
from contextlib import ExitStack

from benchmarks.figure import Figure
from benchmarks.generations import change_one_row
from benchmarks.server import Server
from benchmarks.visitor import Visitor

WALLS, GENERATIONS = 64, 3
RATIO = 1.1

Cost = dict[str, float]


def measure(server: Server, numbers: Iterator[int]) -> Iterator[Figure]:
    """Measure what a new generation costs with one wall and with 64 that all ask at the same moment.

    Work is what the answers and drawings take that are really made, counted and in processor time; the
    rest, running the script and sending the messages, is each session's own and only printed.
    """
    with ExitStack() as held:
        walls = [held.enter_context(Visitor(server.port, "wall", embed="true")) for _ in range(WALLS)]
        for wall in walls:
            wall.run()
        ones, alls = [], []
        for _ in range(GENERATIONS):
            ones.append(_refresh(server, walls[:1], next(numbers)))
            alls.append(_refresh(server, walls, next(numbers)))
    words = f"{WALLS} walls / 1:"
    for key, name in (("questions", "questions executed"), ("drawings", "drawings made")):
        detail = f"{_middle(alls, key):.0f} against {_middle(ones, key):.0f}"
        yield Figure("walls", f"{words} {name}", _ratios(alls, ones, key), "x", RATIO, detail)
    for key, name, target in (
        ("work", "processor time of that work", RATIO),
        ("cpu", "processor time of the whole server", None),
        ("wall", "time until the last has it", None),
    ):
        many, one = _middle(alls, key) * 1000, _middle(ones, key) * 1000
        detail = f"{many:.0f} ms against {one:.0f} ms; {many / WALLS:.1f} ms a wall"
        yield Figure("walls", f"{words} {name}", _ratios(alls, ones, key), "x", target, detail)


def _refresh(server: Server, walls: list[Visitor], number: int) -> Cost:
    """Publish a changed row, let the walls ask all at once, and return what that cost."""
    change_one_row(number)
    server.json("/benchmark/open")
    server.json("/benchmark/work")
    used, began = server.cpu(), time.perf_counter()
    for wall in walls:
        wall.send("refresh")
    for wall in walls:
        wall.receive()
    ended = time.perf_counter()
    done = server.json("/benchmark/work")
    return {
        "questions": sum(item["kind"] == "question" for item in done),
        "drawings": sum(item["kind"] == "drawing" for item in done),
        "work": sum(item["cpu"] for item in done if item["is_outermost"]),
        "wall": ended - began,
        "cpu": server.cpu() - used,
    }


def _ratios(alls: list[Cost], ones: list[Cost], key: str) -> list[float]:
    return [many[key] / one[key] for many, one in zip(alls, ones, strict=True)]


def _middle(costs: list[Cost], key: str) -> float:
    return sorted(cost[key] for cost in costs)[len(costs) // 2]
