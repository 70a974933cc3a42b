"""New generations of a board: with one changed row, or the same data once more."""

import csv
import datetime as dt
import hashlib
import io
import json
import os
import shutil
from pathlib import Path

from frontline.deployment import Deployment, read_deployment
from frontline.journal import Batch, Journal
from frontline.publish import Published, current, publish

KEPT = 3
BEFORE_THE_CLOCK = dt.timedelta(minutes=1)


def change_one_row(number: int) -> Published:
    """Say that the `number`th person of the running shift never came, and publish; one row is new."""
    deployment = read_deployment()
    row = _on_duty(deployment)[number] | {"actual_start_at": "", "actual_end_at": ""}
    row["recorded_at"] = (deployment.clock_at - BEFORE_THE_CLOCK).isoformat()
    out = io.StringIO()
    rows = csv.DictWriter(out, list(row), lineterminator="\n")
    rows.writeheader()
    rows.writerow(row)
    content = out.getvalue().encode()
    batch = Batch(
        "benchmark.csv",
        hashlib.sha256(content).hexdigest(),
        deployment.clock_at,
        "benchmark",
        {"duty_shift": content},
        1,
    )
    Journal(deployment.live / "journal.sqlite").append(batch)
    return publish(deployment, dt.datetime.now(deployment.zone))


def _on_duty(deployment: Deployment) -> list[dict[str, str]]:
    with Path(os.environ["BASELINE_TABLES"], "duty_shift.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["duty_shift_id"]: row for row in csv.DictReader(file)}
    clock = deployment.clock_at.isoformat()
    return [
        row
        for row in rows.values()
        if row["actual_start_at"]
        and row["planned_start_at"] <= clock < row["planned_end_at"]
        and (not row["actual_end_at"] or row["actual_end_at"] > clock)
    ]


def publish_again(live: Path) -> Path:
    """Publish a copy of the current board as a new generation, so that nothing of it is remembered."""
    now = current(live)
    generation = now.generation + 1
    target = live / "boards" / f"board-{generation:06d}.duckdb"
    shutil.copyfile(live / now.file, target)
    fresh = now.__dict__ | {"generation": generation, "file": f"boards/{target.name}"}
    pointer = live / "CURRENT.tmp"
    pointer.write_text(json.dumps(fresh), encoding="utf-8")
    pointer.rename(live / "CURRENT")
    for old in sorted((live / "boards").glob("board-*.duckdb"))[:-KEPT]:
        old.unlink()
    return target
