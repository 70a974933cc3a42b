"""What was thought of batches: which are rejected and count nowhere, and what later rows changed in earlier ones."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping

import duckdb

from frontline.house import QUERIES
from frontline.journal import Journal

TABLE = "batch_review"
REJECTED, ACCEPTED = "rejected", "accepted"
PEOPLE = ("person_id", "liaison_id", "relieved_by_id")


def rejections(journal: Journal, at: dt.datetime | None = None) -> dict[str, dict[str, str]]:
    """Return the last review of each batch whose last one, by a moment where one is given, rejects it.

    Reviews themselves are never left out.
    """
    last: dict[str, dict[str, str]] = {}
    own = set()
    for batch_id, received_at, content in journal.contents(TABLE):
        own.add(batch_id)
        if at and dt.datetime.fromisoformat(received_at) > at:
            continue
        for row in csv.DictReader(io.StringIO(content.decode())):
            last[row["reviewed_batch_id"]] = row
    return {
        batch: row for batch, row in last.items() if row["review_state"] == REJECTED and batch not in own
    }


def rejected(journal: Journal, at: dt.datetime) -> frozenset[str]:
    """Return the batches whose last review by a moment rejects them."""
    return frozenset(rejections(journal, at))


def turned_down(journal: Journal, digests: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return by checksum the review that rejects a content; of one that went in partly, the part that went in.

    Taking the same content again would undo the review without a word.
    """
    gone = rejections(journal)
    batches = journal.batches() if gone else []
    found = {}
    for digest in digests:
        came = {(row["file_name"], row["received_at"]) for row in batches if row["file_sha256"] == digest}
        mine = [row["batch_id"] for row in batches
                if row["batch_status"] == ACCEPTED and (row["file_name"], row["received_at"]) in came]
        if mine and mine[-1] in gone:
            found[digest] = gone[mine[-1]]
    return found


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
