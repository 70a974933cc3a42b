"""Take one file in, in a process of its own, and print seconds, processor seconds and the peak of memory by step.

`python -m benchmarks.intake_one FILE`, in a home that is published; an unpublished copy of it is best.
"""

import datetime as dt
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import python_calamine as calamine

from frontline.deployment import read_deployment
from frontline.long_file import take_in_long
from frontline.mapping import read_mapping
from frontline.preview import accept, check
from frontline.publish import publish
from frontline.sheets import is_long

steps: dict[str, list[float]] = {}


def main(file: Path) -> None:
    """Print what each step costs as a line of JSON: bare read, preview or intake, publication; memory in MB."""
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
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    # Parent and child are never at their peak together; this is the most it can be.
    peak = sum(resource.getrusage(who).ru_maxrss for who in both) / 1000
    # Last: it holds every cell as an object of its own, which is more than the intake ever does.
    _timed("bare", _bare, file)
    print(json.dumps({"steps": steps, "peak": peak}))


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
