"""The board as known then: built aside from what the journal held at an earlier moment, and kept for a while.

It stands beside the current boards and never in their place. What it is built from is what had come by its moment and
today's lists and definitions; while these are the same, it is used again, whatever has come since.
"""

import datetime as dt
import hashlib
import json
import os
import secrets
import sys
from pathlib import Path

from frontline import behind
from frontline.deployment import Deployment, read_deployment
from frontline.house import file_sha256
from frontline.journal import Journal
from frontline.lists import come_by, listed_files, replaced
from frontline.on_disk import only_one, sync
from frontline.publish import Published, build, readable
from frontline.query import definitions_version

KEPT = 8
"""Boards of the past that one deployment keeps; the one not used for longest goes first."""


def folder_of(deployment: Deployment) -> Path:
    """Return where the boards of the past of a deployment stand."""
    return deployment.live / "boards" / "then"


def kept(deployment: Deployment, at: dt.datetime) -> Published | None:
    """Return the board as known at a moment if one is kept that was built from what would be taken today."""
    try:
        published = Published(**json.loads(_pointer(deployment, at).read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None
    with Journal(deployment.live / "journal.sqlite").held() as journal:
        is_same = published.source_digest == _digest(deployment, journal, at)
    return published if is_same else None


def build_then(deployment: Deployment, at: dt.datetime) -> Published:
    """Build the board as known at a moment, unless it is kept and whole; the oldest beyond `KEPT` are removed."""
    folder = folder_of(deployment)
    folder.mkdir(parents=True, exist_ok=True)
    with only_one(folder / "then.lock"), Journal(deployment.live / "journal.sqlite").held() as journal:
        before = kept(deployment, at)
        if before and is_whole(deployment, before):
            return before
        for stale in folder.glob("*.tmp*"):
            stale.unlink()
        digest = _digest(deployment, journal, at)
        now = readable(deployment.live)
        # Never a name that was used before: a reader may still hold that file.
        target = folder / f"{_pointer(deployment, at).stem}-{secrets.token_hex(4)}.duckdb"
        building = target.with_suffix(".duckdb.tmp")
        generation = now.generation if now else 0
        build(building, deployment, journal, generation, at, is_past=True)
        sync(building)
        published = Published(
            generation, str(target.relative_to(deployment.live)), file_sha256(building), at.isoformat(), digest,
            definitions_version(),
        )
        building.rename(target)
        pointer = _pointer(deployment, at)
        written = pointer.with_suffix(".json.tmp")
        written.write_text(json.dumps(published.__dict__, indent=1), encoding="utf-8")
        sync(written)
        written.rename(pointer)
        sync(folder)
        _tidy(folder, target)
        return published


def begin(deployment: Deployment, at: dt.datetime) -> bool:
    """Have a board of the past built aside; False where that has failed on this state."""
    now = readable(deployment.live)
    state = now.generation if now else 0
    return behind.begin((deployment.live, at), state, "frontline.then", deployment.id, at.isoformat())


def used(deployment: Deployment, at: dt.datetime) -> None:
    """Note that a board of the past is being read, so that it is not the next to go."""
    _pointer(deployment, at).touch()


def is_whole(deployment: Deployment, published: Published) -> bool:
    """Say whether the file is as it was when it was built."""
    path = deployment.live / published.file
    return path.exists() and file_sha256(path) == published.sha256


def _pointer(deployment: Deployment, at: dt.datetime) -> Path:
    return folder_of(deployment) / f"then-{at.astimezone(dt.UTC):%Y%m%dT%H%M%S}.json"


def _tidy(folder: Path, newest: Path) -> None:
    """Remove what is beyond the bound, and the boards that the newest one and those removed leave behind."""
    pointers = sorted(folder.glob("then-*.json"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    for old in pointers[KEPT:]:
        old.unlink()
    moments, built = {pointer.stem for pointer in pointers[:KEPT]}, _moment_of(newest)
    for board in folder.glob("then-*.duckdb"):
        if _moment_of(board) not in moments or (_moment_of(board) == built and board != newest):
            board.unlink()


def _moment_of(board: Path) -> str:
    return board.stem.rpartition("-")[0]


def _digest(deployment: Deployment, journal: Journal, at: dt.datetime) -> str:
    digest = hashlib.sha256(f"{definitions_version()} {at.astimezone(dt.UTC).isoformat()}".encode())
    left_out = replaced(deployment, journal)
    for row in come_by(journal.batches(), at):
        if row["batch_id"] not in left_out:
            digest.update(f"{row['batch_id']}{row['file_sha256']}{row['batch_status']}".encode())
    for file in listed_files(deployment):
        digest.update(file.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    os.nice(10)
    build_then(read_deployment(sys.argv[1]), dt.datetime.fromisoformat(sys.argv[2]))
