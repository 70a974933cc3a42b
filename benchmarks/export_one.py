"""Make one export in a process of its own and print seconds, seconds of its bare questions, and the peak of memory.

`python -m benchmarks.export_one page|report|rows|parts`, in a home that is published. `parts` tells apart what the
difference between two snapshots is made of, between which one row came; it works on a copy of the home.
"""

import datetime as dt
import json
import logging
import os
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from tempfile import TemporaryDirectory

import pandas as pd

from frontline.by_compound import asked_by
from frontline.deployment import read_deployment
from frontline.four_parts_run import found
from frontline.house import home
from frontline.journal import Batch, Journal
from frontline.keeping import Told, keep
from frontline.library import Entry, Retention
from frontline.panel import Panel, Sheet
from frontline.publish import publish
from frontline.report import compose
from frontline.report_run import sheet_of_page
from frontline.report_template import Template, of_pages, read_template
from frontline.run import Run, store
from frontline.scope import read_scope
from frontline.snapshot import Kind, snapshot
from frontline.store import Board

ROWS = 100_000
PAGE = "overview"
LATE = "volunteer_service"
"""The table of which a row comes late."""


def main(what: str) -> None:
    """Print what one export costs as a line of JSON."""
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    if what == "parts":
        with TemporaryDirectory() as folder:
            shutil.copytree(home(), folder, dirs_exist_ok=True)
            os.environ["FRONTLINE_HOME"] = folder
            print(json.dumps(_parts()))
        return
    deployment = read_deployment().id
    board = store(deployment).board()
    run = Run(board, read_scope({}, board, "paper"), PAGE, PAGE)
    at = dt.datetime.now(board.clock_at.tzinfo)
    # A server has its fonts and libraries at hand.
    snapshot(sheet_of_page(run, "alarms"), "pdf", at, "benchmark")
    template: Template = read_template("daily", deployment) if what == "report" else of_pages((PAGE,))
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


def _parts() -> dict[str, float]:
    """Take a snapshot, hand a row in, take another, and tell apart what they differ by."""
    city, now = read_deployment(), dt.datetime.now(dt.UTC)
    first = _kept(city.id)
    journal = Journal(city.live / "journal.sqlite")
    _, _, rows = next(journal.contents(LATE))
    head, row, *_ = rows.decode("utf-8-sig").splitlines()
    text = f"{head}\nLATE{row[row.index(','):]}\n"
    journal.append(Batch(f"{LATE}.csv", "late", now, "benchmark", {LATE: text.encode()}, 1))
    publish(city, now)
    second, board = _kept(city.id), store(city.id).board()
    bare = _bare(board, Run(board, read_scope({}, board, "paper"), PAGE, PAGE), [PAGE])
    begun = time.perf_counter()
    # As the server does: aside, in a process of its own.
    command = [sys.executable, "-m", "frontline.four_parts_run", city.id, first.snapshot_id, second.snapshot_id]
    subprocess.run(command, check=True, capture_output=True)
    seconds, spent = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    used, told = spent.ru_utime + spent.ru_stime, found(first, second).parts
    return {"seconds": seconds, "used": used, "bare": bare, "peak": spent.ru_maxrss / 1000, "bytes": len(told)}


def _kept(deployment: str) -> Entry:
    board = store(deployment).board()
    sheet = sheet_of_page(Run(board, read_scope({}, board, "paper"), PAGE, PAGE), PAGE)
    return keep(sheet, deployment, Told("benchmark"), view="", retention=Retention())


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
