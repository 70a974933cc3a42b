"""Ask a page again for two of its snapshots, on boards built aside, and keep what their difference is made of."""

import contextlib
import datetime as dt
import os
import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import parse_qsl

import duckdb

from frontline import behind, four_parts
from frontline.deployment import Deployment, DeploymentError, read_deployment
from frontline.four_parts import Steps, Told, basis_of, parts_of, turns_of
from frontline.headlines import first_row
from frontline.house import ROOT, file_sha256
from frontline.journal import Journal
from frontline.keeping import library_of, sheet_of
from frontline.known_later import Later
from frontline.library import Entry
from frontline.on_disk import only_one
from frontline.panel import Sheet
from frontline.publish import Published, build
from frontline.query import definitions_version
from frontline.report_run import sheet_of_page
from frontline.rulebook import Rulebook, kept_rules, rulebook
from frontline.run import Run, store
from frontline.scope import ScopeError, own_keys, read_scope
from frontline.store import Board, StoreError

FOLDER, ASIDE, SHARE = "compared", ".compared-", ".share"
N_STEPS = 5
FAILURES = (StoreError, ScopeError, DeploymentError, duckdb.Error, OSError)


class NotAskedError(Exception):
    """A page cannot be asked again; the message is the key of the reason."""


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
    with _Boards(deployment) as boards:
        sheets = []
        for step in (
            (older, older.learned_at, first), (older, newer.learned_at, first, since[0]),
            (older, newer.learned_at, first, since[1]), (newer, newer.learned_at, first),
            (newer, newer.learned_at, last),
        ):
            share.write_text(f"{len(sheets) / N_STEPS}", encoding="utf-8")
            sheets.append(_read(step[0], boards.of(*step)))
        way = Steps(*sheets)
    may_differ = basis in {"rules", "program"}
    return Told(basis, parts=parts_of(older, newer, way, may_differ=may_differ),
                turns=turns_of(older, newer, way, may_differ=may_differ))


class _Boards(contextlib.ExitStack):
    """The boards that were asked for, each built once, and the current one where it is the same; they go in the end."""

    def __init__(self, deployment: Deployment) -> None:
        super().__init__()
        self.deployment = deployment
        self._known: dict[tuple, Board] = {}
        try:
            now = store(deployment.id).board()
        except StoreError:
            return
        is_of = first_row(now.answer("board"))
        book = kept_rules(deployment.live, is_of["rules_version"])
        self._known[_key(is_of["known_at"], is_of["clock_at"], book, None)] = now

    def of(self, sheet: Sheet, known_at: dt.datetime, book: Rulebook | None, later: Later | None = None) -> Board:
        """Return a board of the moment that a sheet tells of; the rules of today where there are no others."""
        later = None if later and later.known_then == known_at else later
        key = _key(known_at, sheet.clock_at, book or rulebook(self.deployment), later)
        if key not in self._known:
            folder = self.enter_context(tempfile.TemporaryDirectory(prefix=ASIDE, dir=self.deployment.live))
            path = Path(folder) / "board.duckdb"
            with Journal(self.deployment.live / "journal.sqlite").held() as journal:
                build(path, self.deployment, journal, 0, known_at, is_past=True, later=later, book=book,
                      clock_at=sheet.clock_at)
            made = Published(0, path.name, file_sha256(path), known_at.isoformat(), "", definitions_version())
            self._known[key] = Board(path, made, self.deployment.timezone)
        return self._known[key]


def _key(known_at: dt.datetime, clock_at: dt.datetime, book: Rulebook | None, later: Later | None) -> tuple:
    return known_at.timestamp(), clock_at.timestamp(), str(book), later


def _read(sheet: Sheet, board: Board) -> Sheet:
    query = dict(parse_qsl(sheet.address))
    scope = read_scope(query | ({"lang": "en"} if sheet.language == "en" else {}), board, "paper")
    if (scope.duty_on.isoformat(), scope.shift_code) != (query["on"], query["shift"]) or scope.notice:
        raise NotAskedError("unknown")
    own = own_keys(sheet.page, query)
    asked = sheet_of_page(Run(board, scope, sheet.page, sheet.title, own=own), sheet.page, own)
    if asked.failures:
        raise NotAskedError("failed")
    return asked


if __name__ == "__main__":
    os.nice(10)
    entries = (library_of(sys.argv[1]).entry(name) for name in sys.argv[2:4])
    work_out(*entries)
