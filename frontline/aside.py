"""Rows of a sheet that are no data: titles, blank rows, totals, remarks and a header printed again."""

import csv
import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from frontline.catalogue import Column, Table, fold, normal, tables, without_unit
from frontline.header import Header
from frontline.house import DATA
from frontline.sheets import Sheet

Kind = Literal["title", "blank", "total", "note", "header", "table"]
PAGE = re.compile(r"第\d+页.*|共\d+页")
DAY = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{4}([-/.])\d{1,2}\1\d{1,2}")
REMARK = re.compile(r"\(.+\)|(?:以上|上述|本表|此表).+")
LEAST_TITLE = 3
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
    found: dict[Kind, list[int]] = {"title": [], "blank": [], "total": [], "note": [], "header": [], "table": []}
    last, other = header.last_row, other_table(sheet, header)
    titles = _titles(sheet, header)
    for row_no, cells in sheet.rows:
        if row_no < header.first_row:
            found["title"].append(row_no)
        elif row_no > header.last_row:
            found["blank"] += range(last + 1, row_no)
            last = row_no
            if other and row_no >= other[0]:
                found["table"].append(row_no)
            elif kind := _kind(cells, header, key_place) or _alone(cells, header, titles):
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


def _titles(sheet: Sheet, header: Header) -> tuple[str, ...]:
    """Return what stands alone in a row above the header."""
    alone = (list(filter(None, cells)) for row_no, cells in sheet.rows if row_no < header.first_row)
    return tuple(fold(one[0]) for one in alone if len(one) == 1 and len(one[0]) > LEAST_TITLE)


def _alone(cells: Sequence[str], header: Header, titles: tuple[str, ...]) -> Kind | None:
    """Tell a row of one cell that is a total in words, a page mark, a date, a remark, or the title on a further page.

    Nothing is a row of data that lacks what each row must have.
    """
    if sum(map(bool, cells)) > 1 or sum(column.is_required for column in header.columns.values()) <= 1:
        return None
    text = fold(next(filter(None, cells)))
    if is_total(text.partition(":")[0]):
        return "total"
    if PAGE.fullmatch(text) or DAY.fullmatch(text) or REMARK.fullmatch(text):
        return "note"
    return "header" if titles and text.startswith(titles) else None


def other_table(sheet: Sheet, header: Header) -> tuple[int, Table] | None:
    """Return where the header of another table begins below a table, and which it is; None where none does."""
    mine, own = {column.name for column in header.columns.values()}, set(header.headings)
    for row_no, cells in sheet.rows:
        # Hardly any row begins with a heading.
        if row_no <= header.last_row or (first := next(filter(None, cells))) not in _known():
            continue
        filled = {cell for cell in cells if cell}
        for table in _known()[first] if len(filled) >= LEAST_TITLE and not filled <= own else ():
            named = {name for column in table.columns for name in column.names}
            is_other = not {column.name for column in table.columns if column.is_required} <= mine
            if is_other and all(fold(cell) in named or without_unit(cell) in named for cell in filled):
                return row_no, table
    return None


@functools.cache
def _known() -> Mapping[str, list[Table]]:
    """Return the tables that have a heading, by each way it is usually written."""
    found: dict[str, list[Table]] = {}
    for table in tables().values():
        for column in table.columns:
            for written in {column.heading, without_unit(column.heading), column.name}:
                found.setdefault(written, []).append(table)
    return found


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
