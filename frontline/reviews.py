"""What was thought of batches: which are rejected and count nowhere, and what later rows changed in earlier ones."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping

import duckdb

from frontline.house import QUERIES
from frontline.journal import Journal

TABLE = "batch_review"
REJECTED = "rejected"
PEOPLE = ("person_id", "liaison_id", "relieved_by_id")


def rejected(journal: Journal, at: dt.datetime) -> frozenset[str]:
    """Return the batches whose last review by a moment rejects them; reviews themselves are never left out."""
    states: dict[str, str] = {}
    own = set()
    for batch_id, received_at, content in journal.contents(TABLE):
        own.add(batch_id)
        if dt.datetime.fromisoformat(received_at) > at:
            continue
        for row in csv.DictReader(io.StringIO(content.decode())):
            states[row["reviewed_batch_id"]] = row["review_state"]
    return frozenset(batch for batch, state in states.items() if state == REJECTED and batch not in own)


def reviewed_batches(journal: Journal, at: dt.datetime) -> list[dict]:
    """Return the batches with those rejected by a moment marked as such."""
    gone = rejected(journal, at)
    return [row | ({"batch_status": REJECTED} if row["batch_id"] in gone else {}) for row in journal.batches()]


def append_corrections(
    db: duckdb.DuckDBPyConnection, facts: Iterable[tuple[str, str, Mapping[str, str]]]
) -> None:
    """Write down what changed between the versions of each row; facts are (table, key, columns)."""
    statement = (QUERIES / "tables" / "every" / "correction.sql").read_text(encoding="utf-8")
    for table, key, columns in facts:
        is_corrected, = db.table(table).aggregate(f"count(*) > count(distinct {key})").fetchone()
        if not is_corrected:
            # Planning the statement would cost more than all the rest of an empty table.
            continue
        told = [name for name in columns if name != key and name not in PEOPLE] + ["is_withdrawn"]
        is_about_people = any(name in columns for name in PEOPLE)
        db.execute(statement.format(
            table=table, own_key=key, key="null::varchar" if is_about_people else f"{key}::varchar",
            casts=", ".join(f"{name}::varchar as {name}" for name in told), columns=", ".join(told),
        ))
