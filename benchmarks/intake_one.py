"""Take one file in, in a process of its own, and print seconds, processor seconds and the peak of memory by step.

`python -m benchmarks.intake_one FILE`, in a home that is published; an unpublished copy of it is best.
"""

import contextlib
import datetime as dt
import json
import resource
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import psutil
import python_calamine as calamine

from frontline.deployment import read_deployment
from frontline.long_file import take_in_long
from frontline.mapping import read_mapping
from frontline.preview import accept, check
from frontline.publish import publish
from frontline.sheets import is_long

EVERY = 0.02
"""Seconds between two looks at the memory."""

steps: dict[str, list[float]] = {}


def main(file: Path) -> None:
    """Print what each step costs as a line of JSON: bare read, preview or intake, publication; memory in MB."""
    seen, ended = [0], threading.Event()
    watcher = threading.Thread(target=_watch, args=(seen, ended))
    watcher.start()
    deployment, content = read_deployment(), file.read_bytes()
    now = dt.datetime.now(deployment.zone)
    publish(deployment, now)
    if is_long(content):
        _timed("taken", take_in_long, deployment, file.name, content, "benchmark", now, lambda *_: None)
    else:
        said = read_mapping(deployment, "benchmark")
        preview = _timed("preview", check, deployment, [(file.name, content)], "benchmark", now, said, "append")
        _timed("taken", accept, deployment, preview)
    _timed("published", publish, deployment, dt.datetime.now(deployment.zone))
    ended.set()
    watcher.join()
    peak = max(seen[0] / 1e6, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)
    # Last: it holds every cell as an object of its own, which is more than the intake ever does.
    _timed("bare", _bare, file)
    print(json.dumps({"steps": steps, "peak": peak}))


def _watch(seen: list[int], ended: threading.Event) -> None:
    """Keep the most memory that this process and its children have held together at one time."""
    this = psutil.Process()
    while not ended.wait(EVERY):
        held = 0
        for process in (this, *this.children(recursive=True)):
            with contextlib.suppress(psutil.Error):
                # What two of them share is counted in parts.
                held += process.memory_full_info().pss
        seen[0] = max(seen[0], held)


def _bare(file: Path) -> None:
    """Read the cells of a file as text and do nothing else with them, as quickly as a library does."""
    if file.suffix == ".csv":
        with duckdb.connect() as db:
            db.read_csv(str(file), all_varchar=True).fetchall()
    else:
        calamine.CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()


def _timed(name: str, step: Callable[..., Any], *given: Any) -> Any:
    begun, used = time.perf_counter(), _processor()
    result = step(*given)
    steps[name] = [time.perf_counter() - begun, _processor() - used]
    return result


def _processor() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
