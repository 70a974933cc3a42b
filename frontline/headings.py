"""Recognise sheets: which table each one is, and which column stands where."""

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from frontline.catalogue import WITHDRAWN, Column, Table, fold, tables, without_unit
from frontline.faults import Wrong, same
from frontline.query import Text
from frontline.sheets import Sheet

INSTRUCTIONS = "填写说明"
HEADER_WITHIN = 10


@dataclass(frozen=True)
class Handed:
    """A sheet recognised as a table.

    `columns` are its known columns by their place, from 0; `repeated` the places of those given again;
    `headings` says how each column is written in this sheet.
    """

    file_name: str
    sheet: Sheet
    table: Table
    header_row: int
    columns: dict[int, Column]
    repeated: tuple[int, ...]
    headings: dict[str, str]

    @property
    def header(self) -> list[str]:
        """The cells of the header row."""
        return dict(self.sheet.rows)[self.header_row]

    @property
    def rows(self) -> list[tuple[int, list[str]]]:
        """The rows under the header."""
        return [(row_no, cells) for row_no, cells in self.sheet.rows if row_no > self.header_row]


def recognise(
    file_name: str, sheets: Sequence[Sheet], extra: Sequence[Column] = ()
) -> tuple[list[Handed], list[Wrong]]:
    """Return the tables of a file, without those that are empty, and what is wrong with their outline.

    Parameters
    ----------
    file_name
        As uploaded; the name of a CSV file may name its table.
    sheets
        A nameless sheet is a CSV file.
    extra
        Further optional columns, for loaders that know more than a clerk.
    """
    handed: list[Handed] = []
    wrong: list[Wrong] = []
    for sheet in sheets:
        if not sheet.rows or fold(sheet.name) == INSTRUCTIONS:
            continue
        say = functools.partial(Wrong, file_name, sheet.name)
        table = _table_of(file_name, sheet, say, wrong)
        if table is None:
            continue
        found = _header(file_name, sheet, table, extra)
        if found is None:
            wrong.append(say(None, "", Text("没有表头", "no header row"), _headings(table)))
        elif found.rows:
            wrong += [*_columns(found, say), *_cells(found, say)]
            if any(other.table == table for other in handed):
                wrong.append(say(None, "", Text(table.title, table.name), ONCE))
            handed.append(found)
    if not handed and not wrong:
        expected = Text("至少要有一行数据", "at least one row of data")
        wrong.append(Wrong(file_name, "", None, "", Text("没有数据行", "no rows"), expected))
    return handed, wrong


ONCE = Text("一个文件中每张表只能出现一次", "each table once in a file")
VISIBLE = Text("工作表已隐藏，请取消隐藏或删去", "a visible sheet; unhide or delete it")
ONE_COLUMN = Text("每列只能出现一次", "each column once")
NEEDED = Text("须有此列", "this column is required")
MISSING = Text("（无此列）", "(no such column)")
NO_HEADING = Text("此列没有表头，请补表头或删去内容", "a heading above these cells, or no cells")
NO_MERGE = Text("请取消合并，逐行填写", "no merged cells; fill in every row")
NO_FORMULA = Text("公式没有可用的结果，请粘贴为数值", "a value; paste the formula's result as a value")

Say = Callable[[int | None, str, Text, Text], Wrong]


def _table_of(file_name: str, sheet: Sheet, say: Say, wrong: list[Wrong]) -> Table | None:
    name = sheet.name or PurePath(file_name).stem
    named = [table for table in tables().values() if table.names & {fold(name), without_unit(name)}]
    if sheet.is_hidden:
        if named:
            wrong.append(say(None, "", same(sheet.name), VISIBLE))
        return None
    if named:
        return named[0]
    fitting = [] if sheet.name else [table for table in tables().values() if _fits(sheet, table)]
    if len(fitting) == 1:
        return fitting[0]
    found = Text(*_titles(fitting)) if fitting else same(name)
    zh, en = _titles(fitting or list(tables().values()))
    wrong.append(say(None, "", found, Text(f"表名须为下列之一：{zh}", f"one of the tables: {en}")))
    return None


def _titles(found: list[Table]) -> tuple[str, str]:
    return "、".join(table.title for table in found), ", ".join(table.name for table in found)


def _headings(table: Table) -> Text:
    zh = "、".join(column.heading for column in (*table.columns, WITHDRAWN))
    en = ", ".join(column.name for column in (*table.columns, WITHDRAWN))
    return Text(f"「{table.title}」的列为：{zh}", f"the columns of {table.name}: {en}")


def _fits(sheet: Sheet, table: Table) -> bool:
    for _, cells in sheet.rows[:HEADER_WITHIN]:
        headings = {name for cell in cells for name in (fold(cell), without_unit(cell))}
        if all(column.names & headings for column in table.columns if column.is_required):
            return True
    return False


def _header(file_name: str, sheet: Sheet, table: Table, extra: Sequence[Column]) -> Handed | None:
    """Return the sheet with its header: of its first rows, the earliest that names most columns."""
    known = table.accepted | {name: column for column in extra for name in column.names}
    best = None
    for row_no, cells in sheet.rows[:HEADER_WITHIN]:
        columns: dict[int, Column] = {}
        repeated = []
        for place, cell in enumerate(cells):
            column = known.get(fold(cell)) or known.get(without_unit(cell))
            if column in columns.values():
                repeated.append(place)
            elif column:
                columns[place] = column
        if columns and (best is None or len(columns) > len(best.columns)):
            headings = {column.name: cells[place] for place, column in columns.items()}
            best = Handed(file_name, sheet, table, row_no, columns, tuple(repeated), headings)
    return best


def _columns(handed: Handed, say: Say) -> Iterator[Wrong]:
    """Yield columns that are unknown, repeated or missing."""
    for place, heading in enumerate(handed.header):
        if place in handed.repeated:
            yield say(handed.header_row, heading, same(heading), ONE_COLUMN)
        elif heading and place not in handed.columns:
            yield say(handed.header_row, heading, same(heading), _headings(handed.table))
    for column in handed.table.columns:
        if column.is_required and column not in handed.columns.values():
            yield say(handed.header_row, column.heading, MISSING, NEEDED)


def _cells(handed: Handed, say: Say) -> Iterator[Wrong]:
    """Yield cells under no heading (the first of each column), merged cells, and formulas without a result."""
    headed = {place for place, heading in enumerate(handed.header) if heading}
    for row_no, cells in handed.rows:
        for place, cell in enumerate(cells):
            if cell and place not in headed:
                headed.add(place)
                yield say(row_no, "", same(cell), NO_HEADING)
    for first, last, cells in handed.sheet.merged:
        if last >= handed.header_row:
            yield say(max(first, handed.header_row), "", same(cells), NO_MERGE)
    for row_no, place, found in handed.sheet.broken:
        if row_no > handed.header_row and place in handed.columns:
            yield say(row_no, handed.header[place], same(found), NO_FORMULA)
