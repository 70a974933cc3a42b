"""The boards that are asked for the parts of a difference: those that still stand, and others built aside for it."""

import contextlib
import datetime as dt
import os
import tempfile
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb

from frontline.deployment import Deployment
from frontline.headlines import first_row
from frontline.house import file_sha256
from frontline.journal import Journal
from frontline.known_later import Later
from frontline.publish import Published, build
from frontline.query import definitions_version
from frontline.rulebook import Rulebook, rules_version
from frontline.run import store
from frontline.store import Board, StoreError

ASIDE = ".compared-"


@dataclass(frozen=True)
class Moment:
    """What a board tells: of a moment, as known at another, by the rules of a book, with what was learned later."""

    clock_at: dt.datetime
    known_at: dt.datetime
    rules_version: str
    later: Later | None = None
    book: Rulebook | None = field(default=None, compare=False, repr=False)


def moment(clock_at: dt.datetime, known_at: dt.datetime, book: Rulebook, later: Later | None = None) -> Moment:
    """Return a moment; what was learned since it became known is nothing where it is known as of then."""
    later = None if later and later.known_then == known_at else later
    return Moment(clock_at.astimezone(dt.UTC), known_at.astimezone(dt.UTC), rules_version(book), later, book)


class Boards(contextlib.ExitStack):
    """Every board that is asked for once: the current one, one of those before it, or one built for some questions.

    What was built goes in the end.
    """

    def __init__(self, deployment: Deployment) -> None:
        super().__init__()
        self.deployment = deployment
        self._whole: dict[Moment, Board] = {}
        self._built: dict[tuple[Moment, frozenset[str]], Board] = {}
        self._uncorrected: set[tuple[Moment, frozenset[str]]] = set()
        self._looked: set[str] = set()
        with contextlib.suppress(StoreError):
            now = store(deployment.id).board()
            self._whole[_told(now)] = now

    def of(self, at: Moment, asked: Collection[str]) -> Board:
        """Return a board of a moment that answers at least what will be asked, everything where nothing is named."""
        wanted = at, frozenset(asked)
        if at.later is None and at not in self._whole:
            self._look_for_kept(at)
        if at in self._whole:
            return self._whole[at]
        if wanted not in self._built:
            with Journal(self.deployment.live / "journal.sqlite").held() as journal:
                self._built[wanted] = self._same(*wanted, journal) or self._build(*wanted, journal)
        return self._built[wanted]

    def _same(self, at: Moment, asked: frozenset[str], journal: Journal) -> Board | None:
        """Return the board with what came late alone where nothing was corrected: the same rows stand on it."""
        if at.later is None or at.later.only_late:
            return None
        late = replace(at, later=replace(at.later, only_late=True))
        is_same = late.later.rejected(journal, at.known_at) == at.later.rejected(journal, at.known_at)
        return self._built[late, asked] if is_same and (late, asked) in self._uncorrected else None

    def _build(self, at: Moment, asked: frozenset[str], journal: Journal) -> Board:
        path = self._aside() / "board.duckdb"
        n_corrections = build(path, self.deployment, journal, 0, at.known_at, is_past=True, later=at.later,
                              book=at.book, clock_at=at.clock_at, asked=asked)
        if not n_corrections:
            self._uncorrected.add((at, asked))
        return self._opened(path)

    def _look_for_kept(self, at: Moment) -> None:
        """Note which moments the boards before the current one tell, the newest first, until one tells this."""
        for file in sorted((self.deployment.live / "boards").glob("board-*.duckdb"), reverse=True):
            if at in self._whole:
                return
            if file.name in self._looked:
                continue
            self._looked.add(file.name)
            # By a name of its own: the process may hold the same file open, and publishing may take it away.
            path = self._aside() / file.name
            with contextlib.suppress(OSError, duckdb.Error):
                os.link(file, path)
                board = self._opened(path)
                self._whole.setdefault(_told(board), board)

    def _aside(self) -> Path:
        return Path(self.enter_context(tempfile.TemporaryDirectory(prefix=ASIDE, dir=self.deployment.live)))

    def _opened(self, path: Path) -> Board:
        made = Published(0, path.name, file_sha256(path), "", "", definitions_version())
        return Board(path, made, self.deployment.timezone)


def _told(board: Board) -> Moment:
    """Return what a board tells; nothing that is asked for where other definitions built it."""
    row = first_row(board.answer("board"))
    clock_at, known_at = (row[name].to_pydatetime().astimezone(dt.UTC) for name in ("clock_at", "known_at"))
    is_ours = row["definitions_version"] == definitions_version()
    return Moment(clock_at, known_at, row["rules_version"] if is_ours else "")
