"""Publish: build the read model from the journal and put it in place with one rename."""

import contextlib
import datetime as dt
import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import duckdb

from frontline.catalogue import NOT_FACTS
from frontline.changes import append_changes
from frontline.deployment import Deployment
from frontline.facts import append_facts
from frontline.folded import fold_words
from frontline.house import QUERIES, file_sha256
from frontline.journal import Journal
from frontline.known_later import Later
from frontline.leaning import is_leaned_on, leaned_on
from frontline.lists import append_boundaries, append_lists, append_names, append_schematic, listed_files, replaced
from frontline.match_lists import append_candidates, append_strays
from frontline.on_disk import only_one, sync
from frontline.query import definitions_version
from frontline.reviews import append_corrections, rejected
from frontline.rulebook import Rulebook
from frontline.zones import append_zones

KEPT = 4
STORAGE = "v1.3.0"
"""How a board is packed: half the time of the storage of before, and smaller."""
MANY = 500_000
"""Rows of the journal from which a second thread is worth its cost, and larger blocks are filled."""
FOR_FEW = {"threads": 1, "default_block_size": str(64 * 1024)}


@dataclass(frozen=True)
class Published:
    """Which board is current: its number, its file, the checksum of that file, and what it was built from and by."""

    generation: int
    file: str
    sha256: str
    published_at: str
    source_digest: str
    definitions: str = ""


def current(live: Path) -> Published | None:
    """Read the pointer to the current board of a live folder; None before the first publication.

    Raises
    ------
    ValueError
        The pointer is damaged.
    """
    try:
        return Published(**json.loads((live / "CURRENT").read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        message = f"{live / 'CURRENT'}: damaged; publish again"
        raise ValueError(message) from error


def readable(live: Path) -> Published | None:
    """Return the current board if the definitions of this program built it; others it could not be asked by."""
    published = current(live)
    return published if published and published.definitions == definitions_version() else None


def publish(deployment: Deployment, now: dt.datetime) -> Published:
    """Build a board of everything in the journal and make it current.

    Nothing happens when the current board is whole and neither the journal nor the definitions have
    changed, nor, in a live deployment, the minute. Readers see the old board until the pointer is
    replaced; a process killed at any point leaves the old board current.
    """
    live = deployment.live
    boards = live / "boards"
    boards.mkdir(parents=True, exist_ok=True)
    with only_one(live / "publish.lock"), Journal(live / "journal.sqlite").held() as journal:
        digest = _source_digest(deployment, journal, now)
        before = _whole(live)
        if before and (before.source_digest, before.definitions) == (digest, definitions_version()):
            return before
        # A killed build leaves its write-ahead file too, which a new build of that name would replay.
        for stale in boards.glob("*.tmp*"):
            stale.unlink()
        # A batch may have come after `now` was read; a board that holds it must also know it.
        now = max([now, *(dt.datetime.fromisoformat(row["received_at"]) for row in journal.batches())])
        generation = _last_generation(boards) + 1
        target = boards / f"board-{generation:06d}.duckdb"
        building = target.with_suffix(".duckdb.tmp")
        build(building, deployment, journal, generation, now)
        sync(building)
        building.rename(target)
        sync(boards)
        published = Published(
            generation, f"boards/{target.name}", file_sha256(target), now.isoformat(), digest, definitions_version()
        )
        pointer = live / "CURRENT.tmp"
        pointer.write_text(json.dumps(published.__dict__, indent=1), encoding="utf-8")
        sync(pointer)
        pointer.rename(live / "CURRENT")
        sync(live)
        for old in sorted(boards.glob("board-*.duckdb"))[:-KEPT]:
            old.unlink()
        return published


def _whole(live: Path) -> Published | None:
    """Return the current board if its pointer and file are as published."""
    with contextlib.suppress(ValueError, FileNotFoundError):
        published = current(live)
        if published and file_sha256(live / published.file) == published.sha256:
            return published
    return None


def mend(deployment: Deployment, now: dt.datetime) -> None:
    """Build the board anew where one was published but its pointer or file is damaged."""
    live = deployment.live
    if (live / "CURRENT").exists() and _whole(live) is None:
        publish(deployment, now)


def _last_generation(boards: Path) -> int:
    # Counted by the files, so that no number is ever used for two boards.
    return max((int(file.stem.partition("-")[2]) for file in boards.glob("board-*.duckdb")), default=0)


def build(
    path: Path, deployment: Deployment, journal: Journal, generation: int, now: dt.datetime, *, is_past: bool = False,
    later: Later | None = None, book: Rulebook | None = None, clock_at: dt.datetime | None = None,
    asked: Collection[str] = (),
) -> int:
    """Write the board file: typed tables of all versions learned by `now`, lists, and rollups as known then.

    In a board of the past the register may lack places that the lists of today name; they are left out. It may tell of
    a moment before `now` (`clock_at`, of which `later` says what is told), and count by rules of once (`book`). A board
    that will be `asked` a few questions holds only the rollups they lean on; to others it gives an error, never less.

    Returns how many rows a board known later leaves out because they correct others.
    """
    leaned = leaned_on(asked) if asked else None
    many = sum(row["n_rows"] for row in journal.batches()) > MANY
    packed = {"storage_compatibility_version": STORAGE} | ({} if many else FOR_FEW)
    with contextlib.closing(duckdb.connect(path, config=packed)) as db:
        db.execute("set timezone = $zone", {"zone": deployment.timezone})
        db.begin()
        _run(db, "tables")
        n_corrections = 0
        left_out = replaced(deployment, journal) | (later.rejected if later else rejected)(journal, now)
        append_lists(db, deployment, journal, generation, now, clock_at, book)
        for name, key, columns in (facts := fact_tables(db)):
            db.execute(_read("tables/every/lineage.sql").format(table=name))
            append_facts(db, name, columns, journal, left_out, now)
            if later:
                n_corrections += later.narrow(db, name, key, columns)
            db.execute(_read("tables/every/as_of.sql").format(table=name, key=key))
            db.execute(_read("tables/every/current.sql").format(table=name))
        append_boundaries(db, deployment, journal, left_out, now)
        if is_past:
            db.execute(_read("tables/every/known_shapes.sql"))
        append_names(db, deployment, is_past=is_past)
        append_zones(db, deployment, is_past=is_past)
        append_strays(db)
        append_schematic(db)
        _run(db, "macros")
        _run(db, "rollups", leaned)
        for table, fill in (("correction", lambda: append_corrections(db, facts)),
                            ("name_candidate", lambda: append_candidates(db)),
                            ("day_change", lambda: append_changes(db))):
            if leaned is None or table in leaned:
                fill()
            else:
                db.execute(_read("tables/every/left_out.sql").format(table=table))
        fold_words(db, leaned)
        db.commit()
        db.execute("checkpoint")
    return n_corrections


def _read(file: str) -> str:
    return (QUERIES / file).read_text(encoding="utf-8")


def _run(db: duckdb.DuckDBPyConnection, folder: str, leaned: frozenset[str] | None = None) -> None:
    for file in sorted((QUERIES / folder).glob("*.sql")):
        if leaned is None or is_leaned_on(file, leaned):
            db.execute(file.read_text(encoding="utf-8"))


def fact_tables(db: duckdb.DuckDBPyConnection) -> list[tuple[str, str, dict[str, str]]]:
    """Describe the tables that are filled from batches: name, key column, columns with their types."""
    tables: dict[str, dict[str, str]] = {}
    for table, column, kind, *_ in db.execute(_read("catalogue/columns.sql")).fetchall():
        if table not in NOT_FACTS:
            tables.setdefault(table, {})[column] = kind
    return [(name, next(iter(columns)), columns) for name, columns in tables.items()]


def _source_digest(deployment: Deployment, journal: Journal, now: dt.datetime) -> str:
    digest = hashlib.sha256(definitions_version().encode())
    if deployment.clock_at is None:
        digest.update(now.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M").encode())
    for row in journal.batches():
        digest.update(f"{row['batch_id']}{row['file_sha256']}{row['batch_status']}".encode())
    for batch_id in sorted(replaced(deployment, journal)):
        digest.update(batch_id.encode())
    for file in listed_files(deployment):
        digest.update(file.read_bytes())
    return digest.hexdigest()
