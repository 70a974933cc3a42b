"""The library of snapshots: each is kept as it was taken, in a chain that shows what was changed or taken away."""

import contextlib
import datetime as dt
import json
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

from frontline.library_chain import Record, RecordKind, broken, content_sha256, spoilt, unpacked
from frontline.sqlite_file import copy, create, opened, statements, writing

FILE = "snapshots.sqlite"


class LibraryError(Exception):
    """A snapshot cannot be had; the message is a key of the catalogue."""


class Issued(NamedTuple):
    """A file that was given out, and whose watermark it bears; None is that of the sheet as it was kept."""

    file_kind: str
    file_sha256: str
    watermark: str | None = None


@dataclass(frozen=True)
class Entry:
    """A snapshot of the library as it stands.

    `place`, `as_of` and `deployment` are the words of the sheet. `link` leads to this entry and is printed on its
    files; `view` is the address of the page that was taken. `issued` are the files given out. Of one that was removed
    by rule (`removed_at`) only this is left. `is_export` marks what was kept only because a file of it went out.
    """

    snapshot_id: str
    sha256: str
    page: str
    page_title: str
    language: Literal["zh", "en"]
    deployment_id: str
    deployment: str
    place: str
    as_of: str
    definitions_version: str
    generation: int
    taken_at: dt.datetime
    taken_by: str
    view: str = ""
    link: str = ""
    title: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    is_pinned: bool = False
    removed_at: dt.datetime | None = None
    issued: tuple[Issued, ...] = ()
    is_export: bool = False


@dataclass(frozen=True)
class Retention:
    """For how many days a content is kept: as a rule, and where it is only the record of a file that went out.

    None lets nothing go.
    """

    keep_days: float | None = None
    export_days: float | None = None


class Library:
    """The snapshots of one deployment; each method is one transaction that is on disk when it returns."""

    def __init__(self, path: Path) -> None:
        """Name the file; it is made with the first snapshot."""
        self.path = path

    @contextlib.contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        create(self.path, "library_tables.sql")
        with writing(self.path) as db:
            yield db

    def keep(self, entry: Entry, content: str, retention: Retention, now: dt.datetime) -> None:
        """Keep a snapshot; the same one is kept once.

        What is older than its retention and not pinned is let go: of it the chain keeps what it was and its checksum.
        The record of an export to which somebody gave a title is kept as long as any other.
        """
        with self._write() as db:
            if not db.execute(_SQL["taken"], (entry.snapshot_id,)).fetchone():
                _add(db, "taken", entry.snapshot_id, now, entry.taken_by, _said(entry), entry.sha256)
                db.execute(_SQL["keep"], (entry.snapshot_id, zlib.compress(content.encode(), 9)))
            for old in _read(db):
                days = retention.export_days if old.is_export and not old.title else retention.keep_days
                if old.is_pinned or old.removed_at or days is None:
                    continue
                if now - old.taken_at > dt.timedelta(days=days):
                    _add(db, "removed", old.snapshot_id, now, "", {"keep_days": days}, old.sha256)
                    db.execute(_SQL["drop"], (old.snapshot_id,))

    def add(self, kind: RecordKind, snapshot_id: str, post: str, now: dt.datetime, **said: Any) -> None:
        """Add what is said about a snapshot: another title, tags and note; that it is pinned; that a file went out.

        Raises
        ------
        LibraryError
            There is no such snapshot.
        """
        with self._write() as db:
            found = db.execute(_SQL["taken"], (snapshot_id,)).fetchone()
            if not found:
                key = "library.unknown"
                raise LibraryError(key)
            _add(db, kind, snapshot_id, now, post, said, found[0])

    def entries(self) -> list[Entry]:
        """Return every snapshot ever taken, the newest first; a home without any has none."""
        if not self.path.exists():
            return []
        with opened(self.path) as db:
            return _read(db)[::-1]

    def entry(self, snapshot_id: str) -> Entry | None:
        """Return the snapshot of this id; None where the library never had it."""
        return next((entry for entry in self.entries() if entry.snapshot_id == snapshot_id), None)

    def records(self) -> list[Record]:
        """Return the chain, the oldest line first."""
        if not self.path.exists():
            return []
        with opened(self.path) as db:
            return [Record(*row) for row in db.execute(_SQL["records"])]

    def content(self, entry: Entry) -> str:
        """Return what `keep` was given.

        Raises
        ------
        LibraryError
            It was removed by rule, or it is damaged.
        """
        with opened(self.path) as db:
            row = db.execute(_SQL["content"], (entry.snapshot_id,)).fetchone()
        text = unpacked(row[0]) if row else None
        if text is None or content_sha256(text, entry.taken_at, entry.taken_by) != entry.sha256:
            key = "library.removed" if entry.removed_at else "library.damaged"
            raise LibraryError(key)
        return text

    def damages(self, *, is_deep: bool = True) -> list[str]:
        """Return what is wrong with the library, each snapshot by its id; an empty list means it is whole.

        Only the chain is looked at where it need not be `is_deep`.
        """
        if not self.path.exists():
            return []
        try:
            with opened(self.path) as db:
                db.execute("begin")
                state = db.execute("pragma integrity_check").fetchone()[0] if is_deep else "ok"
                records = [Record(*row) for row in db.execute(_SQL["records"])]
                highest = db.execute(_SQL["highest"]).fetchone()
                contents = dict(db.execute(_SQL["contents"])) if is_deep else {}
        except sqlite3.DatabaseError as error:
            return [f"{FILE}: {error}"]
        wrong = [] if state == "ok" else [f"{FILE}: {state}"]
        wrong += broken(records, highest[0] if highest else 0)
        return wrong + spoilt(records, contents) if is_deep else wrong

    def copy_to(self, target: Path) -> None:
        """Write a consistent copy while others go on writing."""
        copy(self.path, target)


def _add(
    db: sqlite3.Connection, kind: RecordKind, snapshot_id: str, now: dt.datetime, post: str, said: dict, sha256: str
) -> None:
    last = db.execute(_SQL["last"]).fetchone() or (0, "", "")
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    number = max(last[0], (db.execute(_SQL["highest"]).fetchone() or (0,))[0]) + 1
    record = Record(number, kind, snapshot_id, now.isoformat(), post, text, sha256, last[1], last[2], "")
    told = (kind, snapshot_id, record.at, post, text, sha256, record.before_id, record.before)
    db.execute(_SQL["record"], (*told, record.right_seal()))


def _said(entry: Entry) -> dict[str, Any]:
    later = {"snapshot_id", "sha256", "is_pinned", "removed_at", "issued"}
    said = {name: value for name, value in vars(entry).items() if name not in later}
    return said | {"taken_at": entry.taken_at.isoformat(), "zone": str(entry.taken_at.tzinfo)}


def _read(db: sqlite3.Connection) -> list[Entry]:
    found: dict[str, Entry] = {}
    for record in (Record(*row) for row in db.execute(_SQL["records"])):
        # What was changed is not told on; `damages` names it.
        if record.seal != record.right_seal():
            continue
        said = json.loads(record.said)
        entry = found.get(record.snapshot_id)
        if record.record_kind == "taken":
            taken_at = dt.datetime.fromisoformat(said["taken_at"]).astimezone(ZoneInfo(said.pop("zone")))
            told = said | {"taken_at": taken_at, "tags": tuple(said["tags"])}
            found[record.snapshot_id] = Entry(record.snapshot_id, record.sha256, **told)
        elif entry:
            found[record.snapshot_id] = _told(entry, record, said)
    return list(found.values())


def _told(entry: Entry, record: Record, said: dict[str, Any]) -> Entry:
    changes = {
        "described": lambda: {"title": said["title"], "tags": tuple(said["tags"]), "note": said["note"]},
        "pinned": lambda: {"is_pinned": True},
        "unpinned": lambda: {"is_pinned": False},
        "issued": lambda: {"issued": (*entry.issued, Issued(**said))},
        "removed": lambda: {"removed_at": dt.datetime.fromisoformat(record.at)},
    }
    return replace(entry, **changes[record.record_kind]())


_SQL = statements("library_statements.sql")
