"""What a page costs on the server beside its bare questions."""

import contextlib
import csv
import datetime as dt
import os
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.figure import Figure
from benchmarks.generations import publish_again
from benchmarks.pace import pace
from benchmarks.server import Server
from benchmarks.visitor import Received, Visitor
from frontline.page_list import PAGES as EVERY
from frontline.publish import current
from frontline.query import questions
from frontline.store import LOCKS

PAGES = (
    "overview", "staffing", "checkpoints", "volunteers", "supervision", "problems", "alarms", "area", "brief",
    "organisation", "relief", "appraisal", "compounds", "care", "data_quality",
)
OTHERS = tuple(page for page in EVERY if page not in PAGES)
"""Pages that ask little or nothing of the records: their time is measured, a ratio to their questions says nothing."""
COLD, SCOPES, WARM = 9, 5, 11
AHEAD_PAUSE = 0.3
"""Seconds without a question after which a server has ended what it asks ahead."""
RATIO, QUERY_MS, COLD_MS, WARM_MS = 1.5, 30.0, 150.0, 30.0

Question = tuple[str, dict[str, Any]]


def measure(server: Server, live: Path) -> Iterator[Figure]:
    """Measure every page, cold and warm, from the request to the message that the script has finished.

    Cold: a new generation, so no answer and no drawing is remembered. The board is opened beforehand and
    counted apart, as is the opening of the bare connection. Next page: a new generation of which a reader has had
    another page open, so that the server has had the time to answer ahead; nothing is drawn yet. Another scope:
    on the same board the reader goes to townships nobody has asked for; the headline numbers are the first thing of a
    page that comes. Warm: the same page again in the same session. Bare: the questions the page has really asked, each
    once, on one connection, fetched as frames.
    What the server asks ahead is left out everywhere else, so that questions are counted where they belong.
    """
    for page in PAGES:
        before = pace()
        with Visitor(server.port, "" if page == "overview" else page) as visitor:
            visitor.run()
            yield from _cold(server, live, page, visitor)
            yield from _next_page(server, live, page, visitor)
            yield from _another_scope(server, live, page, visitor)
            yield from _warm(server, live, page, visitor)
        yield _paced(page, before)
    for page in OTHERS:
        before = pace()
        with Visitor(server.port, page) as visitor:
            visitor.run()
            for figure in (*_cold(server, live, page, visitor), *_another_scope(server, live, page, visitor)):
                if figure.unit == "ms":
                    yield figure
            runs = [visitor.run() for _ in range(WARM)]
            yield Figure("pages", f"{page}, warm: server", _ms_each([run.seconds for run in runs]), "ms", WARM_MS)
        yield _paced(page, before)


def _paced(page: str, before: list[float]) -> Figure:
    return Figure("pages", f"{page}: a fixed piece of work before and after", [*before, *pace()], "ms")


def _cold(server: Server, live: Path, page: str, visitor: Visitor) -> Iterator[Figure]:
    runs: list[Received] = []
    ratios, bare, asked, opened = [], [], [], []
    for _ in range(COLD):
        file = publish_again(live)
        opened.append(server.json("/benchmark/open")["seconds"])
        server.json("/benchmark/work")
        runs.append(visitor.run())
        asked = _asked(server)
        with _board(file) as db:
            bare.append(_ask_all(db, asked))
        ratios.append(runs[-1].seconds / bare[-1])
    detail = (
        f"page {_ms(runs)} ms, bare {_median_ms(bare)} ms of {len(asked)} questions, "
        f"opening the board {_median_ms(opened)} ms"
    )
    yield Figure("pages", f"{page}, cold: server / bare questions", ratios, "x", RATIO, detail)
    yield Figure("pages", f"{page}, cold: server", _ms_each([run.seconds for run in runs]), "ms", COLD_MS)


def _next_page(server: Server, live: Path, page: str, visitor: Visitor) -> Iterator[Figure]:
    publish_again(live)
    server.json("/benchmark/open")
    server.json("/benchmark/work")
    visitor.run()
    asked = _asked(server)
    runs: list[Received] = []
    ratios, bare, left = [], [], 0
    with Visitor(server.port, "methods") as other:
        for _ in range(COLD):
            file = publish_again(live)
            other.run()
            server.json("/benchmark/ahead")
            _idle(server)
            runs.append(visitor.run())
            left += len(_asked(server))
            with _board(file) as db:
                bare.append(_ask_all(db, asked))
            ratios.append(runs[-1].seconds / bare[-1])
    detail = f"page {_ms(runs)} ms, bare {_median_ms(bare)} ms of {len(asked)} questions, {left} still to ask"
    yield Figure("pages", f"{page}, next page: server / bare questions", ratios, "x", RATIO, detail)


def _idle(server: Server) -> None:
    """Wait until the server has ended what it asks ahead."""
    while True:
        time.sleep(AHEAD_PAUSE)
        if not server.json("/benchmark/work"):
            return


def _another_scope(server: Server, live: Path, page: str, visitor: Visitor) -> Iterator[Figure]:
    file = publish_again(live)
    visitor.run()
    runs: list[Received] = []
    ratios, bare, asked = [], [], []
    with _board(file) as db:
        for township in _townships()[:SCOPES]:
            server.json("/benchmark/work")
            visitor.go(area=township)
            runs.append(visitor.run())
            asked = _asked(server)
            bare.append(_ask_all(db, asked))
            ratios.append(runs[-1].seconds / bare[-1] if asked else 0.0)
    visitor.go()
    detail = f"page {_ms(runs)} ms, bare {_median_ms(bare)} ms of {len(asked)} questions"
    yield Figure("pages", f"{page}, another scope: server / bare questions", ratios, "x", RATIO, detail)
    yield Figure("pages", f"{page}, another scope: server", _ms_each([run.seconds for run in runs]), "ms", COLD_MS)
    numbers = _ms_each([run.numbers for run in runs if run.numbers])
    if numbers:
        yield Figure("pages", f"{page}, another scope: to the headline numbers", numbers, "ms", COLD_MS)


def _townships() -> list[str]:
    with Path(os.environ["BASELINE_TABLES"], "area.csv").open(encoding="utf-8", newline="") as file:
        return [row["area_code"] for row in csv.DictReader(file) if row["area_level"] == "township"]


def _warm(server: Server, live: Path, page: str, visitor: Visitor) -> Iterator[Figure]:
    publish_again(live)
    server.json("/benchmark/work")
    visitor.run()
    asked = _asked(server)
    runs: list[Received] = []
    ratios, bare = [], []
    with _board(live / current(live).file) as db:
        _ask_all(db, asked)
        for _ in range(WARM):
            runs.append(visitor.run())
            bare.append(_ask_all(db, asked))
            ratios.append(runs[-1].seconds / bare[-1])
    work = server.json("/benchmark/work")
    spent = sum(item["seconds"] for item in work if item["kind"] == "question") / WARM
    detail = f"page {_ms(runs)} ms, bare {_median_ms(bare)} ms; {runs[-1].on_line / 1000:.1f} KB received"
    yield Figure("pages", f"{page}, warm: server / bare questions", ratios, "x", RATIO, detail)
    yield Figure("pages", f"{page}, warm: server", _ms_each([run.seconds for run in runs]), "ms", WARM_MS)
    yield Figure("pages", f"{page}, warm: bare questions asked again", _ms_each(bare), "ms", QUERY_MS)
    yield Figure(
        "pages",
        f"{page}, warm: time in questions",
        [spent * 1000],
        "ms",
        QUERY_MS,
        f"{len(work)} questions and drawings in {WARM} runs",
    )


def _asked(server: Server) -> list[Question]:
    """Return the questions executed since the last look, with their parameters as Python values."""
    found: dict[str, Question] = {}
    for item in server.json("/benchmark/work"):
        if item["kind"] == "question":
            params = dict(item["params"])
            for field in questions()[item["name"]].params:
                if field.type == "date" and params[field.name]:
                    params[field.name] = dt.date.fromisoformat(params[field.name])
            found[f"{item['name']}{item['params']}"] = (item["name"], params)
    return list(found.values())


@contextlib.contextmanager
def _board(file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with contextlib.closing(duckdb.connect(file, read_only=True, config=LOCKS)) as db:
        db.execute("set global timezone = 'Asia/Shanghai'")
        yield db


def _ask_all(db: duckdb.DuckDBPyConnection, asked: list[Question]) -> float:
    began = time.perf_counter()
    for name, params in asked:
        db.cursor().execute(questions()[name].sql, params).df()
    return time.perf_counter() - began


def _ms(runs: list[Received]) -> str:
    return _median_ms([run.seconds for run in runs])


def _ms_each(seconds: list[float]) -> list[float]:
    return [one * 1000 for one in seconds]


def _median_ms(seconds: list[float]) -> str:
    return f"{statistics.median(seconds) * 1000:.1f}"
