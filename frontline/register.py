"""What a board says of itself, of its compounds and of its codes: looked up in every run, read from an answer once."""

from typing import Any

from frontline.headlines import first_row
from frontline.store import Board
from frontline.words import Language


def board_row(board: Board) -> dict[str, Any]:
    """Return what a board says of itself: deployment, clock, versions, notes. Do not change it."""
    return board.remember(("board_row",), lambda: first_row(board.answer("board")))


def compounds_of(board: Board) -> dict[str, tuple[str, str]]:
    """Return name and area of every compound."""
    return board.remember(("compounds",), lambda: {
        code: (name, area) for code, name, area in board.answer("compound_names").to_numpy(dtype=object).tolist()
    })


def code_names(board: Board, language: Language) -> dict[str, dict[str, str]]:
    """Return what the codes of each column are called."""
    def read() -> dict[str, dict[str, str]]:
        words, found = board.answer("code_words"), {}
        called = (words[column].tolist() for column in ("column_name", "code", f"name_{language}"))
        for column, code, name in zip(*called, strict=True):
            found.setdefault(column, {})[code] = name
        return found

    return board.remember(("code_names", language), read)
