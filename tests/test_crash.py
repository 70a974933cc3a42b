"""Killed at any moment, nothing acknowledged is lost and nothing is seen by halves."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import crash_worker
import duckdb
import pytest

from frontline.backup import verify
from frontline.deployment import Deployment
from frontline.house import ROOT
from frontline.journal import Journal
from frontline.publish import current, publish

LOOPS = int(os.environ.get("FRONTLINE_CRASH_LOOPS", "100"))


@pytest.fixture(scope="module")
def nursery() -> Iterator[subprocess.Popen]:
    """Start a process that has imported everything and forks the ones to be killed."""
    with subprocess.Popen(
        [sys.executable, crash_worker.__file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as process:
        yield process
        process.stdin.close()


def killed(nursery: subprocess.Popen, work: str, tiny: Deployment, name: str, after: float | None) -> list[str]:
    """Kill a process that does `work` after some seconds (None: once it noted something); return its notes."""
    done = tiny.live.parent / f"{name}.done"
    nursery.stdin.write("\t".join((work, str(tiny.live.parent), name, str(done))) + "\n")
    nursery.stdin.flush()
    process = int(nursery.stdout.readline())
    time.sleep(after or 0)
    while after is None and not done.exists():
        time.sleep(0.01)
    os.kill(process, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        while True:
            os.kill(process, 0)
            time.sleep(0.002)
    return done.read_text(encoding="utf-8").splitlines() if done.exists() else []


def moments(nursery: subprocess.Popen, work: str, tiny: Deployment) -> Iterator[float]:
    """Yield when to kill: anywhere from the start until well after the first piece of work on this machine."""
    started = time.monotonic()
    killed(nursery, work, tiny, "first", None)
    longest = 1.3 * (time.monotonic() - started)
    dice = random.Random(1)  # noqa: S311 - moments, not secrets
    return (dice.uniform(0.01, longest) for _ in range(LOOPS))


def test_a_killed_intake_loses_nothing_it_acknowledged(tiny: Deployment, nursery: subprocess.Popen) -> None:
    work = "hand_in_without_end"
    acknowledged: list[str] = []
    for number, moment in enumerate(moments(nursery, work, tiny)):
        acknowledged += killed(nursery, work, tiny, str(number), moment)
        journal = Journal(tiny.live / "journal.sqlite")
        assert journal.verify() == []
        batches = {row["batch_id"]: row for row in journal.batches()}
        assert set(acknowledged) <= set(batches)
        calls = [row["file_name"].partition(" ")[0] for row in batches.values() if " " in row["file_name"]]
        assert all(calls.count(call) == 2 for call in set(calls))
    assert acknowledged or LOOPS < 50
    publish(tiny, crash_worker.NOW)
    assert _counts(tiny) == {row["batch_id"]: row["n_rows"] for row in batches.values()}


def test_a_killed_publication_leaves_a_whole_board(tiny: Deployment, nursery: subprocess.Popen) -> None:
    work = "publish_without_end"
    last = 1
    for number, moment in enumerate(moments(nursery, work, tiny)):
        said = killed(nursery, work, tiny, str(number), moment)
        last = max([last, *map(int, said)])
        assert verify(tiny) == []
        assert current(tiny.live).generation >= last
        recorded = {row["batch_id"]: row["n_rows"] for row in Journal(tiny.live / "journal.sqlite").batches()}
        seen = _counts(tiny)
        assert seen.items() <= recorded.items()
        assert list(seen) == list(recorded)[:len(seen)]
    publish(tiny, crash_worker.NOW)
    assert not list((tiny.live / "boards").glob("*.tmp*"))
    assert len(list((tiny.live / "boards").glob("*"))) <= 4


def _counts(deployment: Deployment) -> dict[str, int]:
    """Return how many rows of every batch the current board shows, in the order of the batches."""
    board = deployment.live / current(deployment.live).file
    with duckdb.connect(board, read_only=True) as db:
        tables = [row[0] for row in db.execute(
            "select table_name from duckdb_columns() where column_name = 'is_withdrawn'"
        ).fetchall()]
        every = " union all ".join(f"from (select batch_id from {table})" for table in tables)  # noqa: S608
        db.execute(f"create temp view seen as {every}")
        return dict(db.execute(
            "select batch_id, count(seen.batch_id) from batch left join seen using (batch_id) group by all order by all"
        ).fetchall())
