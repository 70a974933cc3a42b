"""What weeks do to a wall and its server, in accelerated time: a browser's heap, the server's memory, all at once."""

import os
import random
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.generations import change_one_row, publish_again
from benchmarks.server import Server, ask, ready
from benchmarks.visitor import Visitor
from frontline.deployment import read_deployment
from frontline.house import ROOT

GROWTH = 1.2
"""The most that a heap may have grown, and that a memory called flat may have drifted."""
FLAT = 1.05
WALLS, VIEWERS = 8, 50
CHANGES = int(os.environ.get("BENCHMARK_CHANGES", "1000"))
TICKS = int(os.environ.get("BENCHMARK_TICKS", "20000"))
SOAK_SECONDS = float(os.environ.get("BENCHMARK_SOAK_SECONDS", "120"))
PER_GENERATION = 30
"""Ticks of two seconds between two publications of a live deployment."""
WARM = 10
"""Of so many equal parts of a run the first is left out: caches fill in it."""
POLL, BATCH_EVERY = 2.0, 5.0
PAGES = ("", "alarms", "staffing", "checkpoints", "volunteers", "supervision", "problems", "data_quality")
MEGABYTE = 1e6
BROWSER = "/usr/bin/chromium"
IN_SOFTWARE = (
    "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist", "--disable-background-networking",
)


def heap(home: Path) -> Iterator[Figure]:
    """Let a browser's wall change its scene or place again and again, and look at what its heap keeps."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only here a browser draws

    with ready(ROOT / "app.py", home=home) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=IN_SOFTWARE)
        page = browser.new_page(viewport={"width": 1366, "height": 768}, bypass_csp=True)
        page.goto(f"http://127.0.0.1:{server.port}/wall?play=auto&theme=night&reload=0")
        page.wait_for_selector(".fl-turn[data-turn]", state="attached", timeout=120_000)
        tools = page.context.new_cdp_session(page)
        kept, nodes, took = [], [], []
        for number in range(CHANGES + 1):
            if number % max(1, CHANGES // WARM) == 0:
                tools.send("HeapProfiler.collectGarbage")
                kept.append(tools.send("Runtime.getHeapUsage")["usedSize"])
                nodes.append(tools.send("Memory.getDOMCounters")["nodes"])
                print(f"    {number} changes: {kept[-1] / MEGABYTE:.1f} MB, {nodes[-1]} nodes", flush=True)
            began = time.perf_counter()
            before = page.locator(".fl-turn").get_attribute("data-turn")
            page.evaluate("document.querySelector('.st-key-wall_next button').click()")
            page.wait_for_function(
                "before => (document.querySelector('.fl-turn') ?? {dataset: {}}).dataset.turn !== before"
                " && document.querySelector('.stApp').dataset.testScriptState === 'notRunning'",
                arg=before, timeout=120_000,
            )
            took.append(time.perf_counter() - began)
        browser.close()
    detail = f"{kept[1] / MEGABYTE:.1f} MB after {CHANGES // WARM}, {kept[-1] / MEGABYTE:.1f} MB after {CHANGES}"
    yield Figure("heap", f"browser heap after {CHANGES} changes of a wall", [kept[-1] / kept[1]], "x", GROWTH, detail)
    grown = [nodes[-1] / nodes[1]]
    yield Figure("heap", "nodes of the page, the same", grown, "x", GROWTH, f"{nodes[1]} to {nodes[-1]}")
    yield Figure("heap", "one change", [seconds * 1000 for seconds in took], "ms")


def memory(home: Path) -> Iterator[Figure]:
    """Let walls poll and refresh for `TICKS` ticks without waiting, and look at the server's memory."""
    live = read_deployment().live
    with ready(ROOT / "app.py", home=home) as server, ExitStack() as held:
        walls = [held.enter_context(Visitor(server.port, "wall", embed="true", theme="night")) for _ in range(WALLS)]
        lines = [held.enter_context(socket.create_connection(("127.0.0.1", server.port))) for _ in walls]
        for wall in walls:
            wall.run()
        used, polls, refreshes, size = [], [], [], 0
        for tick in range(TICKS + 1):
            if tick % max(1, TICKS // WARM) == 0:
                used.append(server.memory())
                print(f"    {tick} ticks: {used[-1] / MEGABYTE:.0f} MB", flush=True)
            began = time.perf_counter()
            for line in lines:
                size = len(ask(line, "/frontline/health?dep=penglai"))
            polls.append((time.perf_counter() - began) / WALLS * 1000)
            if tick % PER_GENERATION == 0:
                publish_again(live)
                for wall in walls:
                    wall.send("refresh")
                refreshes += [wall.receive().seconds * 1000 for wall in walls]
    half = used[len(used) // 2]
    tenth, middle, end = (f"{size / MEGABYTE:.0f} MB" for size in (used[1], half, used[-1]))
    detail = f"{tenth} after a tenth, {middle} at half, {end} at the end"
    name = f"server memory over {TICKS} ticks x {WALLS} walls"
    # What fills once ends in the first half; what leaks goes on growing.
    yield Figure("memory", f"{name}: end / half", [used[-1] / half], "x", FLAT, detail)
    yield Figure("memory", f"{name}: end / a tenth", [used[-1] / used[1]], "x")
    yield Figure("memory", "a tick without change", polls, "ms", 5, f"{size} bytes with headers")
    yield Figure("memory", "bytes of a tick without change", [size / 1000], "KB", 1)
    yield Figure("memory", f"refresh, {WALLS} at once", refreshes, "ms")


def soak(home: Path) -> Iterator[Figure]:
    """Walls and viewers at once while files come in: how long a refresh takes, what fails, what memory does."""
    errors: list[str] = []
    took: dict[str, list[float]] = {"wall": [], "viewer": []}
    numbers, ended = count(), threading.Event()
    with ready(ROOT / "app.py", home=home) as server:
        jobs = [lambda: _wall(server, took["wall"], ended)] * WALLS
        jobs += [lambda: _viewer(server, took["viewer"], ended)] * VIEWERS
        jobs += [lambda: _hand_in(numbers, ended)]
        with _side_by_side(jobs, errors, ended):
            used = []
            for _ in range(WARM):
                time.sleep(SOAK_SECONDS / WARM)
                used.append(server.memory())
                print(f"    {used[-1] / MEGABYTE:.0f} MB", flush=True)
    many = f"{WALLS} walls, {VIEWERS} viewers, {next(numbers)} batches"
    detail = f"{many} in {SOAK_SECONDS:.0f} s, load {os.getloadavg()[0]:.0f}"
    for who, times in took.items():
        ordered = sorted(times)
        for share in (50, 95):
            at = ordered[len(ordered) * share // 100] * 1000 if ordered else float("nan")
            yield Figure("soak", f"refresh of a {who}, p{share}", [at], "ms", None, f"{len(times)} runs; {detail}")
    said = ", ".join(f"{size / MEGABYTE:.0f}" for size in used)
    yield Figure("soak", "memory at the end / at half", [used[-1] / used[WARM // 2 - 1]], "x", None, f"MB: {said}")
    yield Figure("soak", "errors", [len(errors)], "n", 0, "; ".join(sorted(set(errors)))[:200])


@contextmanager
def _side_by_side(jobs: list[Callable[[], None]], errors: list[str], ended: threading.Event) -> Iterator[None]:
    def do(job: Callable[[], None]) -> None:
        try:
            job()
        except (RuntimeError, OSError, TimeoutError) as error:
            errors.append(f"{type(error).__name__}: {error}"[:80])

    threads = [threading.Thread(target=do, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        for thread in threads:
            thread.join()


def _wall(server: Server, took: list[float], ended: threading.Event) -> None:
    """Ask for news every two seconds and refresh when there are, as a wall's browser does."""
    with Visitor(server.port, "wall", embed="true", play="auto") as wall:
        wall.run()
        shown = server.json("/frontline/health?dep=penglai")["generation"]
        while not ended.wait(POLL):
            newest = server.json("/frontline/health?dep=penglai")["generation"]
            if newest > shown:
                shown = newest
                took.append(wall.run("refresh").seconds)


def _viewer(server: Server, took: list[float], ended: threading.Event) -> None:
    """Read one page after another, some seconds each, and follow the news on it."""
    chance = random.Random(threading.get_ident())  # noqa: S311 - nothing here is secret
    while not ended.wait(chance.uniform(0, 5)):
        with Visitor(server.port, chance.choice(PAGES)) as reader:
            took.append(reader.run().seconds)
            ended.wait(chance.uniform(5, 20))
            server.json("/frontline/health?dep=penglai")
            took.append(reader.run("refresh").seconds)


def _hand_in(numbers: Iterator[int], ended: threading.Event) -> None:
    while not ended.wait(BATCH_EVERY):
        change_one_row(next(numbers))
