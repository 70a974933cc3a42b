"""The journal: what was handed in, when and by whom. Append-only; everything else is rebuilt from it."""

import contextlib
import datetime as dt
import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from frontline.sqlite_file import copy, create, opened, statements, writing

_SQL = statements("journal_statements.sql")
SEALED = ("one_batch", "one_tables", "one_faults", "one_matches")


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a file, in words a clerk can act on. `row_no` is the sheet's own row number."""

    file_name: str
    sheet_name: str
    row_no: int | None
    column_name: str
    found: str
    expected: str
    code: str = ""


@dataclass(frozen=True)
class Match:
    """How cells of one column that say the same were understood; `written` empty for codes, `code` where unmatched."""

    file_name: str
    table_name: str
    column_name: str
    target: str
    match_how: str
    written: str
    code: str
    n_rows: int


@dataclass(frozen=True)
class Batch:
    """One file handed in. `tables` maps a table name to its rows as UTF-8 CSV with a header line.

    The CSV carries `row_no`, and `recorded_at` only where rows were learned at different times.
    """

    file_name: str
    file_sha256: str
    received_at: dt.datetime
    uploader: str
    tables: dict[str, bytes] = field(default_factory=dict)
    n_rows: int = 0
    faults: tuple[Fault, ...] = ()
    matches: tuple[Match, ...] = ()


class Journal:
    """A journal file; each method is one transaction that is on disk when it returns."""

    def __init__(self, path: Path) -> None:
        """Open the journal at `path`, creating it when it is new."""
        self.path = path
        self._held: sqlite3.Connection | None = None
        create(path, "journal.sql")

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        if self._held:
            yield self._held
            return
        with opened(self.path) as db:
            yield db

    @contextlib.contextmanager
    def held(self) -> Iterator["Journal"]:
        """Hold one state of the journal for several reads, while others go on writing."""
        with self._open() as db:
            db.execute("begin")
            db.execute(_SQL["count"]).fetchone()
            journal = object.__new__(Journal)
            journal.path, journal._held = self.path, db
            yield journal

    def known(self, file_sha256: str) -> str | None:
        """Return the id of the accepted batch with this very content, or None."""
        with self._open() as db:
            row = db.execute(_SQL["known"], (file_sha256,)).fetchone()
        return row[0] if row else None

    def append(self, batch: Batch) -> str:
        """Write a batch, accepted or refused, and return its id; a known content is not written twice."""
        written = self.append_all([batch])
        return written[0] if written else self.known(batch.file_sha256) or ""

    def append_all(self, batches: Sequence[Batch]) -> tuple[str, ...]:
        """Write batches in one transaction and return their ids; a known content is left out."""
        with writing(self.path) as db:
            return tuple(
                _append(db, batch)
                for batch in batches
                if batch.faults or not db.execute(_SQL["known"], (batch.file_sha256,)).fetchone()
            )

    def batches(self) -> list[dict]:
        """List all batches, oldest first, as written."""
        return self._rows("batches")

    def faults(self) -> list[dict]:
        """List all faults of refused batches."""
        return self._rows("faults")

    def matches(self) -> list[dict]:
        """List how names were understood, by batch."""
        return self._rows("matches")

    def _rows(self, name: str) -> list[dict]:
        with self._open() as db:
            cursor = db.execute(_SQL[name])
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def contents(self, table_name: str) -> Iterator[tuple[str, str, bytes]]:
        """Yield (batch id, received at, CSV) of every accepted batch that holds `table_name`.

        Raises
        ------
        ValueError
            A stored content no longer matches its checksum.
        """
        with self._open() as db:
            for batch_id, received_at, packed, digest in db.execute(_SQL["contents"], (table_name,)):
                content = zlib.decompress(packed)
                if hashlib.sha256(content).hexdigest() != digest:
                    message = f"journal: batch {batch_id} table {table_name} is damaged"
                    raise ValueError(message)
                yield batch_id, received_at, content

    def verify(self) -> list[str]:
        """Return what is wrong with the journal file; an empty list means it is whole."""
        try:
            with self._open() as db:
                db.execute("begin")
                state = db.execute("pragma integrity_check").fetchone()[0]
                return ([] if state == "ok" else [f"journal: {state}"]) + _damages(db)
        except sqlite3.DatabaseError as error:
            return [f"journal: {error}"]

    def copy_to(self, target: Path) -> None:
        """Write a consistent copy while others go on writing."""
        copy(self.path, target)


def _append(db: sqlite3.Connection, batch: Batch) -> str:
    batch_id = f"B{db.execute(_SQL['count']).fetchone()[0] + 1:06d}"
    status = "refused" if batch.faults else "accepted"
    received_at = batch.received_at.isoformat()
    db.execute(_SQL["batch"], (
        batch_id, batch.file_name, batch.file_sha256, received_at, batch.uploader, batch.n_rows, status,
    ))
    for table_name, content in batch.tables.items():
        digest = hashlib.sha256(content).hexdigest()
        db.execute(_SQL["table"], (batch_id, table_name, zlib.compress(content, 6), digest))
    db.executemany(_SQL["fault"], [
        (batch_id, f.file_name, f.sheet_name, f.row_no, f.column_name, f.found, f"{f.expected} {f.code}".strip())
        for f in batch.faults
    ])
    db.executemany(_SQL["match"], [
        (batch_id, m.table_name, m.column_name, m.target, m.match_how, m.written, m.code, m.n_rows)
        for m in batch.matches
    ])
    last = db.execute(_SQL["last_seal"]).fetchone()
    db.execute(_SQL["seal"], (batch_id, _seal(db, batch_id, last[0] if last else "")))
    return batch_id


def _seal(db: sqlite3.Connection, batch_id: str, before: str) -> str:
    """Return the checksum of everything written about a batch and of the seal before it."""
    rows = [db.execute(_SQL[name], (batch_id,)).fetchall() for name in SEALED]
    # Batches of before names were written down have none, and keep the seal they were given.
    return hashlib.sha256(json.dumps([before, *rows[:3], *filter(None, rows[3:])]).encode()).hexdigest()


def _damages(db: sqlite3.Connection) -> list[str]:
    wrong = []
    for batch_id, table_name, packed, digest in db.execute(_SQL["all"]):
        try:
            content = zlib.decompress(packed)
        except zlib.error:
            content = b""
        if hashlib.sha256(content).hexdigest() != digest:
            wrong.append(f"journal: batch {batch_id} table {table_name} is damaged")
    before = ""
    for batch_id, seal in db.execute(_SQL["seals"]).fetchall():
        if seal is None or seal != _seal(db, batch_id, before):
            wrong.append(f"journal: batch {batch_id} is not as it was written")
        before = seal or ""
    return wrong
