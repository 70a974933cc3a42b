"""Places chosen on a map as the scope: a board on one connection of which what is within the scope lies among them.

Every question restricts itself to the scope by the same few words, the macros of `queries/macros/10_words.sql`. They
get another meaning on that connection alone, so that a number of chosen places has the one definition of all places,
and whoever chooses none asks as before.
"""

import functools
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from frontline.house import QUERIES
from frontline.store import Board

WORDS = ("checkpoint_id", "compound_id")
"""What can be in scope beside areas."""


@dataclass(frozen=True)
class Chosen:
    """The places a scope is narrowed to: `areas`, as far as they lie in the area `within`; null is everywhere.

    `ids` name what of `column` was chosen in them. A question that is asked by checkpoint or by compound answers for
    those alone, every other one for the areas in which they lie.
    """

    within: str | None
    areas: frozenset[str]
    column: str = ""
    ids: frozenset[str] = frozenset()


class _Among(Board):
    """A board that answers about chosen places. It remembers its answers with those of the whole board, apart."""

    def __init__(self, board: Board, chosen: Chosen) -> None:
        vars(self).update(vars(board))
        self._chosen, self._turn = chosen, threading.Lock()
        self._db = board.cursor()
        given = {"areas": sorted(chosen.areas), "scope": chosen.within, "ids": sorted(chosen.ids)}
        for statement in _statements("area", *(name for name in WORDS if name == chosen.column)):
            self._db.execute(statement, {name: given[name] for name in statement.named_parameters})

    def _fetch(self, sql: str, params: Mapping[str, Any]) -> dict[str, Any]:
        # What is chosen is known to one connection, which answers one question at a time.
        with self._turn:
            return self._db.execute(sql, params).fetchnumpy()

    def answer_together(self, name: str, asked: Sequence[Mapping[str, Any]]) -> None:
        """Do nothing: each is asked alone."""

    def remember(self, key: tuple, make: Any) -> Any:
        """Return what `make` returned for `key` and these places, calling it once."""
        return super().remember((self._chosen, *key), make)

    def _is_begun(self, key: tuple) -> bool:
        return super()._is_begun((self._chosen, *key))


def among(board: Board, chosen: Chosen) -> Board:
    """Return a board asked about chosen places only.

    Raises
    ------
    duckdb.Error
        The board does not have the words of scope.
    """
    return board.remember(("among", chosen), lambda: _Among(board, chosen))


@functools.cache
def _statements(*names: str) -> tuple[duckdb.Statement, ...]:
    texts = [(QUERIES / "chosen" / f"{name}.sql").read_text(encoding="utf-8") for name in names]
    return tuple(statement for text in texts for statement in duckdb.extract_statements(text))
