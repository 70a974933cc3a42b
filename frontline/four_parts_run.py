"""Ask a page again for two of its snapshots, on boards built aside, and keep what their difference is made of."""

import contextlib
import os
import shutil
import sys
from pathlib import Path
from urllib.parse import parse_qsl

import duckdb

from frontline import behind, four_parts
from frontline.by_compound import asked_by
from frontline.deployment import Deployment, DeploymentError, read_deployment
from frontline.four_parts import Steps, Told, basis_of, parts_of, turns_of
from frontline.four_parts_boards import ASIDE, Boards, Moment, moment
from frontline.house import ROOT
from frontline.keeping import library_of, sheet_of
from frontline.known_later import Later
from frontline.library import Entry
from frontline.on_disk import only_one
from frontline.panel import Sheet
from frontline.query import definitions_version
from frontline.report_run import sheet_of_page
from frontline.rulebook import kept_rules, rulebook
from frontline.run import Run
from frontline.scope import ScopeError, own_keys, read_scope
from frontline.store import Board, StoreError

FOLDER, SHARE = "compared", ".share"
N_STEPS = 5
AROUND = ("shift_moments", "compound_names")
"""What reading a scope asks beside a page's questions."""
FAILURES = (StoreError, ScopeError, DeploymentError, duckdb.Error, OSError)


class NotAskedError(Exception):
    """A page cannot be asked again; the message is the key of the reason."""


class FailedError(NotAskedError):
    """A question of the page failed."""


def found(older: Entry, newer: Entry) -> Told | None:
    """Return what the difference is made of; None while it is being worked out, which begins with the first asking."""
    path = _path(older, newer)
    told = four_parts.read(path)
    command = ("frontline.four_parts_run", older.deployment_id, older.snapshot_id, newer.snapshot_id)
    if told is None and not behind.begin(path, definitions_version(), *command):
        return Told(why="failed")
    return told


def share_done(older: Entry, newer: Entry) -> float:
    """Return which share of the way is gone; none where it has not begun."""
    try:
        return float(_path(older, newer).with_suffix(SHARE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return 0.0


def work_out(older: Entry, newer: Entry) -> Told:
    """Build the boards, ask them, and keep what is found."""
    path, deployment = _path(older, newer), read_deployment(older.deployment_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    with only_one(path.parent / "compared.lock"):
        # One that was killed has left its boards.
        for stale in deployment.live.glob(f"{ASIDE}*"):
            shutil.rmtree(stale)
        try:
            told = _told(deployment, sheet_of(older), sheet_of(newer), path.with_suffix(SHARE))
        except NotAskedError as reason:
            told = Told(why=str(reason))
        except FAILURES:
            told = Told(why="failed")
    four_parts.write(path, told)
    path.with_suffix(SHARE).unlink(missing_ok=True)
    for old in set(path.parent.glob("*.json")) - set(path.parent.glob(f"*-{definitions_version()}.json")):
        old.unlink()
    return told


def _path(older: Entry, newer: Entry) -> Path:
    name = f"{older.sha256[:16]}-{newer.sha256[:16]}-{definitions_version()}.json"
    return read_deployment(older.deployment_id).live / FOLDER / name


def _told(deployment: Deployment, older: Sheet, newer: Sheet, share: Path) -> Told:
    if not (ROOT / "pages" / f"{older.page}.py").exists():
        raise NotAskedError("bound")
    if not all(sheet.address and sheet.clock_at and sheet.learned_at for sheet in (older, newer)):
        raise NotAskedError("undated")
    if older.learned_at > newer.learned_at:
        raise NotAskedError("backwards")
    books = [kept_rules(deployment.live, sheet.rules_version) for sheet in (older, newer)]
    basis = basis_of(older, newer, definitions_version(), books)
    first, last = books if basis in {"same", "rules"} else (books[1], books[1])
    since = [Later(older.clock_at, older.learned_at, only_late=only) for only in (True, False)]
    steps = (
        (older, older.learned_at, first), (older, newer.learned_at, first, since[0]),
        (older, newer.learned_at, first, since[1]), (newer, newer.learned_at, first), (newer, newer.learned_at, last),
    )
    with Boards(deployment) as boards:
        way = []
        for sheet, known_at, book, *later in steps:
            share.write_text(f"{len(way) / N_STEPS}", encoding="utf-8")
            at = moment(sheet.clock_at, known_at, book or rulebook(deployment), *later)
            way.append(_asked_again(sheet, at, boards))
    way = Steps(*way)
    may_differ = basis in {"rules", "program"}
    return Told(basis, parts=parts_of(older, newer, way, may_differ=may_differ),
                turns=turns_of(older, newer, way, may_differ=may_differ))


def _asked_again(sheet: Sheet, at: Moment, boards: Boards) -> Sheet:
    """Ask a page on a board for what its text asks; on a whole one where it asks more."""
    with contextlib.suppress(FailedError, duckdb.CatalogException):
        return _read(sheet, boards.of(at, {*AROUND, *asked_by(sheet.page)}))
    return _read(sheet, boards.of(at, ()))


def _read(sheet: Sheet, board: Board) -> Sheet:
    query = dict(parse_qsl(sheet.address))
    scope = read_scope(query | ({"lang": "en"} if sheet.language == "en" else {}), board, "paper")
    if (scope.duty_on.isoformat(), scope.shift_code) != (query["on"], query["shift"]) or scope.notice:
        raise NotAskedError("unknown")
    own = own_keys(sheet.page, query)
    asked = sheet_of_page(Run(board, scope, sheet.page, sheet.title, own=own), sheet.page, own)
    if asked.failures:
        raise FailedError("failed")
    return asked


if __name__ == "__main__":
    os.nice(10)
    entries = (library_of(sys.argv[1]).entry(name) for name in sys.argv[2:4])
    work_out(*entries)
