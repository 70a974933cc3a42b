"""The journal: what was handed in, when and by whom. Append-only; everything else is rebuilt from it."""

import contextlib
import datetime as dt
import hashlib
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SCHEMA = (Path(__file__).parent / "journal.sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a file, in words a clerk can act on. `row_no` is the sheet's own row number."""

    file_name: str
    sheet_name: str
    row_no: int | None
    column_name: str
    found: str
    expected: str


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


class Journal:
    """A journal file; each method is one transaction that is on disk when it returns."""

    def __init__(self, path: Path) -> None:
        """Open the journal at `path`, creating it when it is new."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        with self._open() as db:
            db.executescript(SCHEMA)

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        db = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        try:
            db.execute("pragma journal_mode = wal")
            db.execute("pragma synchronous = full")
            yield db
        finally:
            db.close()

    @contextlib.contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        with self._open() as db:
            db.execute("begin immediate")
            yield db
            db.execute("commit")

    def known(self, file_sha256: str) -> str | None:
        """Return the id of the accepted batch with this very content, or None."""
        with self._open() as db:
            row = db.execute(_SQL["known"], (file_sha256,)).fetchone()
        return row[0] if row else None

    def append(self, batch: Batch) -> str:
        """Write a batch, accepted or refused, and return its id; a known content is not written twice."""
        with self._write() as db:
            row = None if batch.faults else db.execute(_SQL["known"], (batch.file_sha256,)).fetchone()
            if row:
                return row[0]
            number = db.execute(_SQL["count"]).fetchone()[0] + 1
            batch_id = f"B{number:06d}"
            status = "refused" if batch.faults else "accepted"
            db.execute(
                _SQL["batch"],
                (batch_id, batch.file_name, batch.file_sha256, batch.received_at.isoformat(), batch.uploader,
                 batch.n_rows, status),
            )
            for table_name, content in batch.tables.items():
                packed = zlib.compress(content, 6)
                digest = hashlib.sha256(content).hexdigest()
                db.execute(_SQL["table"], (batch_id, table_name, packed, digest))
            db.executemany(
                _SQL["fault"],
                [(batch_id, f.file_name, f.sheet_name, f.row_no, f.column_name, f.found, f.expected)
                 for f in batch.faults],
            )
        return batch_id

    def batches(self) -> list[dict]:
        """List all batches, oldest first, as written."""
        return self._rows("batches")

    def faults(self) -> list[dict]:
        """List all faults of refused batches."""
        return self._rows("faults")

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
        with self._open() as db:
            state = db.execute("pragma integrity_check").fetchone()[0]
            wrong = [] if state == "ok" else [f"journal: {state}"]
            for batch_id, table_name, packed, digest in db.execute(_SQL["all"]):
                try:
                    content = zlib.decompress(packed)
                except zlib.error:
                    content = b""
                if hashlib.sha256(content).hexdigest() != digest:
                    wrong.append(f"journal: batch {batch_id} table {table_name} is damaged")
        return wrong

    def copy_to(self, target: Path) -> None:
        """Write a consistent copy while others go on writing."""
        with self._open() as db, contextlib.closing(sqlite3.connect(target)) as copy:
            db.backup(copy)


def _statements() -> dict[str, str]:
    text = (Path(__file__).parent / "journal_statements.sql").read_text(encoding="utf-8")
    parts = [part.partition("\n") for part in text.split("-- name: ")[1:]]
    return {name.strip(): sql.strip() for name, _, sql in parts}


_SQL = _statements()
