"""The store: published boards, read-only and locked; questions and their remembered answers."""

import datetime as dt
import functools
import threading
import weakref
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import cachetools
import duckdb
import pandas as pd

from frontline import then, together
from frontline.deployment import Deployment
from frontline.frames import frame_of
from frontline.house import file_sha256
from frontline.memory import Memory, key_of
from frontline.publish import Published, readable
from frontline.query import questions

LOCKS = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
FEW = 3
"""Fewer answers are as soon asked one by one."""


class StoreError(Exception):
    """The board cannot be read; the message says which file and why."""


class PreparingError(StoreError):
    """The board of an earlier moment is being built aside."""


class Board(Memory):
    """One published generation. It never changes, so that a page that holds it reads one state throughout."""

    def __init__(self, path: Path, published: Published, timezone: str) -> None:
        """Open and lock a board file after comparing its checksum."""
        super().__init__()
        if file_sha256(path) != published.sha256:
            message = f"{path.name}: checksum differs from the one published"
            raise StoreError(message)
        self.generation = published.generation
        self.published_at = published.published_at
        self.is_read = False
        """Whether somebody at a desk has opened a page of it."""
        # Most of a question is planning, which one thread does; two cost half as much again for the rest.
        self._db = duckdb.connect(path, read_only=True, config=LOCKS | {"threads": 1})
        self._db.execute("set global timezone = $zone", {"zone": timezone})
        self._timezone = timezone
        self._db.execute("set lock_configuration = true")

    def ask(self, name: str, **params: Any) -> pd.DataFrame:
        """Answer a question afresh. Columns are those its header declares.

        Raises
        ------
        duckdb.Error
            The parameters do not fit the statement.
        """
        query = questions()[name]
        found = self._fetch(query.sql, params)
        instants = {column.name for column in query.columns if column.type == "timestamptz"}
        return frame_of(found, instants, self._timezone)

    def _fetch(self, sql: str, params: Mapping[str, Any]) -> dict[str, Any]:
        return self._db.cursor().execute(sql, params).fetchnumpy()

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Return a cursor of the locked board, for rows that are chosen without a statement."""
        return self._db.cursor()

    def rows_of(self, relation: duckdb.DuckDBPyRelation) -> pd.DataFrame:
        """Return the rows of a relation made on `cursor`, in the form of an answer."""
        kinds = zip(relation.columns, relation.types, strict=True)
        instants = {name for name, kind in kinds if str(kind) == "TIMESTAMP WITH TIME ZONE"}
        return frame_of(relation.fetchnumpy(), instants, self._timezone)

    def answer(self, name: str, **params: Any) -> pd.DataFrame:
        """Answer a question, remembered for as long as this board is current. Do not change the frame."""
        return self.remember(key_of(name, params), lambda: self.ask(name, **params))

    def answer_together(self, name: str, asked: Sequence[Mapping[str, Any]]) -> None:
        """Answer a question for many scopes at once and remember each answer; do nothing where it cannot be.

        Raises
        ------
        duckdb.Error
            The parameters do not fit the statement.
        """
        query = questions()[name]
        params = [{param.name: one[param.name] for param in query.params} for one in asked]
        known = {key_of(name, one): one for one in params}
        wanted = [one for key, one in known.items() if not self._is_begun(key)]
        if len(wanted) < FEW or name not in together.ALIKE:
            return
        varied, given = together.given(query, wanted)
        found = self._db.cursor().execute(together.statement(query, varied), given).fetchnumpy()
        instants = {column.name for column in query.columns if column.type == "timestamptz"}
        for one, part in zip(wanted, together.parted(found, len(wanted)), strict=True):
            self.remember(key_of(name, one), functools.partial(frame_of, part, instants, self._timezone))

    @functools.cached_property
    def clock_at(self) -> dt.datetime:
        """The moment the board counts as now, in the deployment's zone."""
        return self.answer("board")["clock_at"][0].to_pydatetime()


class Store:
    """The boards of one deployment; hands out the current one."""

    def __init__(self, deployment: Deployment) -> None:
        """Prepare a store; nothing is opened before the first `board`."""
        self.deployment = deployment
        self._boards: cachetools.LRUCache[int, Board] = cachetools.LRUCache(2)
        self._past: cachetools.LRUCache[str, Board] = cachetools.LRUCache(2)
        # A board that a reader still holds must not be opened twice: one file has one set of settings in a process.
        self._held: weakref.WeakValueDictionary[str, Board] = weakref.WeakValueDictionary()
        self._found: cachetools.LRUCache[dt.datetime, tuple[int, Published]] = cachetools.LRUCache(then.KEPT)
        self._lock = threading.Lock()

    @property
    def generation(self) -> int:
        """The number of the current board, read from the pointer alone (0 before the first)."""
        published = readable(self.deployment.live)
        return published.generation if published else 0

    def opened(self) -> Board | None:
        """Return the newest board somebody has asked for."""
        with self._lock:
            return self._boards[max(self._boards)] if self._boards else None

    def board(self, as_of: dt.datetime | None = None) -> Board:
        """Return the current board, or the one as known at an earlier moment, opening it when it is new.

        Raises
        ------
        PreparingError
            The board of that moment is being built; it will be there in seconds.
        StoreError
            Nothing is published yet, or by other definitions, or the file is damaged, or could not be built.
        """
        published = readable(self.deployment.live)
        if published is None:
            message = f"{self.deployment.id}: nothing is published by these definitions (python -m frontline publish)"
            raise StoreError(message)
        if as_of:
            return self._board_then(as_of, published.generation)
        with self._lock:
            board = self._boards.get(published.generation)
            if board is None:
                path = self.deployment.live / published.file
                board = Board(path, published, self.deployment.timezone)
                self._boards[published.generation] = board
        return board

    def _board_then(self, at: dt.datetime, generation: int) -> Board:
        """Return the board of an earlier moment; whether it is still to be used is asked once per generation."""
        with self._lock:
            seen, published = self._found.get(at, (0, None))
            if seen != generation:
                published = then.kept(self.deployment, at)
            board = self._opened(published, at) if published else None
            if board:
                self._found[at] = (generation, published)
                return board
            self._found.pop(at, None)
        moment = at.isoformat()
        if not then.begin(self.deployment, at):
            message = f"{self.deployment.id}: the board as known at {moment} could not be built"
            raise StoreError(message)
        message = f"{self.deployment.id}: the board as known at {moment} is being built"
        raise PreparingError(message)

    def _opened(self, published: Published, at: dt.datetime) -> Board | None:
        """Open a board of the past; None where its file is gone or damaged, so that it is built anew."""
        board = self._held.get(published.file)
        if board is None:
            try:
                board = Board(self.deployment.live / published.file, published, self.deployment.timezone)
                then.used(self.deployment, at)
            except (StoreError, OSError, duckdb.Error):
                return None
            self._held[published.file] = board
        self._past[published.file] = board
        return board
