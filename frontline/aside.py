"""Rows of a sheet that are no data: titles, blank rows, totals, remarks and a header printed again."""

import csv
import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from frontline.catalogue import Column, fold, normal
from frontline.header import Header
from frontline.house import DATA
from frontline.sheets import Sheet

Kind = Literal["title", "blank", "total", "note", "header"]
LONGEST_PREFIX = 10
LONGEST_NOTE = 20


@dataclass(frozen=True)
class Aside:
    """Rows of one sheet that were recognised as no data and not read."""

    file_name: str
    sheet_name: str
    kind: Kind
    rows: tuple[int, ...]


def set_aside(file_name: str, sheet: Sheet, header: Header, key: Column) -> list[Aside]:
    """Return the rows of a sheet that are no data, by their kind.

    A row is a total when its key is empty or itself the word, and one of its cells says so.
    """
    key_place = next((place for place, column in header.columns.items() if column == key), None)
    found: dict[Kind, list[int]] = {"title": [], "blank": [], "total": [], "note": [], "header": []}
    last = header.last_row
    for row_no, cells in sheet.rows:
        if row_no < header.first_row:
            found["title"].append(row_no)
        elif row_no > header.last_row:
            found["blank"] += range(last + 1, row_no)
            last = row_no
            if kind := _kind(cells, header, key_place):
                found[kind].append(row_no)
    return [Aside(file_name, sheet.name, kind, tuple(rows)) for kind, rows in found.items() if rows]


def _kind(cells: Sequence[str], header: Header, key_place: int | None) -> Kind | None:
    named = cells[key_place] if key_place is not None and key_place < len(cells) else ""
    if is_total(named) or (not named and any(is_total(cell) for cell in cells if cell)):
        return "total"
    first = named if key_place == 0 and named else next(cell for cell in cells if cell)
    if is_note(first):
        return "note"
    for place in header.columns:
        if place >= len(cells) or not cells[place] or not header.headings[place].endswith(cells[place]):
            return None
    return "header"


def is_note(cell: str) -> bool:
    """Tell whether a cell begins a remark or a signature line, such as 填表人：."""
    begins = cell[:LONGEST_NOTE]
    if begins.isascii() and ":" not in begins:
        return False
    return normal(begins).find(":") > 0 and _note().match(fold(cell)) is not None


def is_total(cell: str) -> bool:
    """Tell whether a cell says that its row is a total."""
    # Nearly every cell is told apart without the costly comparison of words.
    if not cell or (cell.isascii() and "total" not in cell.lower()):
        return False
    return bool(_total().fullmatch(fold(cell)))


@functools.cache
def _total() -> re.Pattern[str]:
    return re.compile(rf"\D{{0,{LONGEST_PREFIX}}}(?:{'|'.join(_words()['total'])}):?")


@functools.cache
def _note() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_words()['note'])}):")


@functools.cache
def _words() -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    with (DATA / "intake" / "row_word.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["row_kind"], []).append(re.escape(fold(row["word"])))
    return found
