"""Files of SQLite: made once, opened alike, written in whole transactions, copied while others write.

What a transaction wrote is on disk when it ends. Tables and statements stand in files of SQL beside this one.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from frontline.on_disk import only_one, sync

HERE = Path(__file__).parent


def create(path: Path, tables: str) -> None:
    """Create a file at `path` with the tables of the file `tables`; one that is there keeps what it holds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with only_one(path.with_suffix(".lock")), opened(path) as db:
        if db.execute("pragma journal_mode").fetchone()[0] != "wal":
            db.execute("pragma journal_mode = wal")
            sync(path.parent)
            sync(path.parent.parent)
        db.executescript((HERE / tables).read_text(encoding="utf-8"))


@contextlib.contextmanager
def opened(path: Path, rows: Callable | None = None) -> Iterator[sqlite3.Connection]:
    """Open a file; `rows` is what each row is made into, by default a tuple. Each statement is a transaction."""
    with contextlib.closing(sqlite3.connect(path, timeout=60, isolation_level=None)) as db:
        db.execute("pragma synchronous = full")
        db.row_factory = rows
        yield db


@contextlib.contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file for one transaction."""
    # Leaving by an exception closes the connection, which undoes the transaction.
    with opened(path) as db:
        db.execute("begin immediate")
        yield db
        db.execute("commit")


def copy(path: Path, target: Path) -> None:
    """Write a consistent copy while others go on writing."""
    with opened(path) as db, contextlib.closing(sqlite3.connect(target)) as other:
        db.backup(other)


def statements(file_name: str) -> dict[str, str]:
    """Return the statements of a file, by their names."""
    parts = [part.partition("\n") for part in (HERE / file_name).read_text(encoding="utf-8").split("-- name: ")[1:]]
    return {name.strip(): sql.strip() for name, _, sql in parts}
