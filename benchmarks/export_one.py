"""Make one export in a process of its own and print seconds, seconds of its bare questions, and the peak of memory.

`python -m benchmarks.export_one page|report|rows`, in a home that is published.
"""

import datetime as dt
import json
import logging
import resource
import sys
import time
from dataclasses import replace

import pandas as pd

from frontline.panel import Panel, Sheet
from frontline.report import compose
from frontline.report_run import sheet_of_page
from frontline.report_template import Template, of_pages, read_template
from frontline.run import Run, asked_by, store
from frontline.scope import read_scope
from frontline.snapshot import Kind, snapshot
from frontline.store import Board

ROWS = 100_000
PAGE = "overview"
DEPLOYMENT = "penglai"


def main(what: str) -> None:
    """Print what one export costs as a line of JSON."""
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    board = store(DEPLOYMENT).board()
    run = Run(board, read_scope({}, board, "paper"), PAGE, PAGE)
    at = dt.datetime.now(board.clock_at.tzinfo)
    # A server has its fonts and libraries at hand.
    snapshot(sheet_of_page(run, "alarms"), "pdf", at, "benchmark")
    template: Template = read_template("daily", DEPLOYMENT) if what == "report" else of_pages((PAGE,))
    bare = _bare(board, run, [part.page for part in template.parts])
    # Nothing is remembered: this is what the first reader waits for.
    board._answers.clear()  # noqa: SLF001
    kind: Kind = "xlsx" if what == "rows" else "pdf"
    long = _long(sheet_of_page(run, PAGE)) if what == "rows" else None
    begun, used = time.perf_counter(), time.process_time()
    sheet = long or (compose(run, template, sheet_of_page) if what == "report" else sheet_of_page(run, PAGE))
    content = snapshot(sheet, kind, at, "benchmark")
    seconds, used = time.perf_counter() - begun, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(json.dumps({"seconds": seconds, "used": used, "bare": bare, "peak": peak, "bytes": len(content)}))


def _bare(board: Board, run: Run, pages: list[str]) -> float:
    """Ask each question of the pages once, remembering nothing, and return the seconds."""
    begun = time.perf_counter()
    for name in dict.fromkeys(name for page in pages for name in asked_by(page)):
        board.ask(name, **run._given(name))  # noqa: SLF001
    return time.perf_counter() - begun


def _long(sheet: Sheet) -> Sheet:
    frame = pd.DataFrame({
        "name": [f"第 {n} 个卡点" for n in range(ROWS)], "people_short": [n % 17 for n in range(ROWS)],
        "people_required": [n * 3 % 1000 for n in range(ROWS)], "coverage_share": [n % 100 / 100 for n in range(ROWS)],
    })
    headings = {name: name for name in frame}
    panel = Panel("table", "长表", "", frame, headings, "staffing_by_checkpoint")
    return replace(sheet, panels=(panel,), headlines=())


if __name__ == "__main__":
    main(sys.argv[1])
