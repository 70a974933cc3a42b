"""Words merged over several rows belong to each of them; numbers so merged may be meant once or for every row."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from frontline.catalogue import Column
from frontline.faults import Wrong
from frontline.header import Header
from frontline.query import Text
from frontline.sheets import Sheet

LABELS = ("varchar", "date", "timestamp with time zone")
MOST_NAMED = 20
"""Hidden rows that are named; of more the number is told."""


@dataclass(frozen=True)
class Spread:
    """One merged cell whose words were given to its other rows; `cells` is its range as a spreadsheet names it."""

    place: int
    rows: tuple[int, ...]
    cells: str
    words: str


def spread(sheet: Sheet, header: Header, key: Column, data: Collection[int]) -> tuple[Sheet, tuple[Spread, ...]]:
    """Fill words down that are merged over rows of `data` in one column, and say which; the key names one row alone."""
    grid = {row_no: cells for row_no, cells in sheet.rows if row_no in data}
    found: list[Spread] = []
    for first, last, left, right, name in sheet.merged:
        column = header.columns.get(left)
        words = _cell(grid.get(first, ()), left)
        below = tuple(row for row in range(first + 1, last + 1) if row in grid)
        # A spreadsheet may keep other words beneath a merged cell, which nobody sees.
        is_one = left == right and all(_cell(grid[row], left) in {"", words} for row in below)
        if is_one and words and below and column and column != key and column.type in LABELS:
            for row in below:
                cells = [*grid[row], *[""] * (left + 1 - len(grid[row]))]
                grid[row] = [*cells[:left], words, *cells[left + 1:]]
            found.append(Spread(left, below, name, words))
    rows = [(row_no, grid.get(row_no, cells)) for row_no, cells in sheet.rows]
    return (replace(sheet, rows=rows) if found else sheet), tuple(found)


class Filled(Protocol):
    """A sheet whose merged words were given to their rows."""

    file_name: str
    sheet: Sheet
    header: Header
    labels: tuple[Spread, ...]

    @property
    def rows(self) -> Sequence[tuple[int, list[str]]]:
        """The rows of data."""


def spread_notes(sheet: Filled) -> list[Wrong]:
    """Say of every row that was given the words of a merged cell what it was given."""
    return [
        Wrong(
            sheet.file_name, sheet.sheet.name, row, sheet.header.headings[one.place],
            Text(f"合并 {one.cells}", f"merged {one.cells}"), "NOTE-02", (("value", one.words),),
        )
        for one in sheet.labels for row in one.rows
    ]


def hidden_notes(sheet: Filled) -> list[Wrong]:
    """Say once that rows which a filter or a hand has hidden were taken too."""
    hidden = set(sheet.sheet.hidden)
    rows = [row_no for row_no, _ in sheet.rows if row_no in hidden] if hidden else []
    if not rows:
        return []
    named = "、".join(map(str, rows[:MOST_NAMED])) + (" …" if len(rows) > MOST_NAMED else "")
    found = Text(f"隐藏 {len(rows)} 行：{named}", f"hidden rows, {len(rows)}: {named.replace('、', ', ')}")
    return [Wrong(sheet.file_name, sheet.sheet.name, rows[0], "", found, "NOTE-05")]


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""
