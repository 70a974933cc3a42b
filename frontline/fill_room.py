"""Make room in a form for more rows: what stands below moves down, and what speaks of the rows speaks of all of them.

Used in the child process that writes into workbooks.
"""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.formula.translate import Translator
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.worksheet import Worksheet

REFERENCE = re.compile(r"(\$?[A-Z]{1,3}\$?)(\d+)(?::(\$?[A-Z]{1,3}\$?)(\d+))?$")


@dataclass(frozen=True)
class Room:
    """So many rows more below the row `last`."""

    last: int
    extra: int

    def row(self, number: int) -> int:
        """Return where a row stands now."""
        return number + self.extra if number > self.last else number

    def rows(self, top: int, bottom: int) -> tuple[int, int]:
        """Return where a range of rows stands now; one that ends with the last row ends with the last new one."""
        return self.row(top), self.row(bottom) + (self.extra if bottom == self.last else 0)

    def reference(self, text: str) -> str:
        """Return a reference such as C5:C9 or $A$12 as it reads now."""
        found = REFERENCE.fullmatch(text)
        if not found:
            return text
        left, top, right, bottom = found.groups()
        if right is None:
            return f"{left}{self.row(int(top))}"
        first, last = self.rows(int(top), int(bottom))
        return f"{left}{first}:{right}{last}"

    def cells(self, cells: CellRange) -> CellRange:
        """Return a range of cells as it stands now."""
        top, bottom = self.rows(cells.min_row, cells.max_row)
        return CellRange(min_col=cells.min_col, max_col=cells.max_col, min_row=top, max_row=bottom)


def make_room(page: Worksheet, book: Workbook, first: int, last: int, extra: int) -> None:
    """Put rows below the row `last`, each like the row `first`; totals, lists, colours and the print area go along."""
    room = Room(last, extra)
    below = [cells for cells in page.merged_cells.ranges if cells.min_row > last]
    for cells in below:
        page.merged_cells.remove(cells)
    if page.max_row > last:
        page.move_range(CellRange(min_col=1, max_col=page.max_column, min_row=last + 1, max_row=page.max_row), extra)
    for cells in below:
        cells.shift(row_shift=extra)
        page.merged_cells.add(cells)
    for row in sorted((row for row in page.row_dimensions if row > last), reverse=True):
        size = page.row_dimensions.pop(row)
        size.index = row + extra
        page.row_dimensions[row + extra] = size
    _formulas(page, book, room)
    _rules(page, room)
    for row in range(last + 1, last + extra + 1):
        like(page, first, row)


def like(page: Worksheet, first: int, row: int) -> None:
    """Give a row the styles, height, merged cells and formulas of the row `first`."""
    page.row_dimensions[row].height = page.row_dimensions[first].height
    for column in range(1, page.max_column + 1):
        pattern = page.cell(first, column)
        if not isinstance(pattern, Cell) or isinstance(page.cell(row, column), MergedCell):
            continue
        target = page.cell(row, column)
        target._style = copy.copy(pattern._style)  # noqa: SLF001 - openpyxl has no other way to copy a style
        if pattern.data_type == "f" and isinstance(pattern.value, str) and target.value is None:
            target.value = Translator(pattern.value, pattern.coordinate).translate_formula(target.coordinate)
    beside = [cells for cells in page.merged_cells.ranges if cells.min_row == cells.max_row == first]
    taken = {(cells.min_row, cells.min_col) for cells in page.merged_cells.ranges}
    for cells in beside:
        if (row, cells.min_col) not in taken:
            page.merge_cells(start_row=row, end_row=row, start_column=cells.min_col, end_column=cells.max_col)


def _formulas(page: Worksheet, book: Workbook, room: Room) -> None:
    for other in book.worksheets:
        for cell in _with_formula(other):
            parts = Tokenizer(cell.value)
            cell.value = "=" + "".join(_part(token, other is page, page.title, room) for token in parts.items)


def _with_formula(page: Worksheet) -> Iterator[Cell]:
    for row in page.iter_rows():
        yield from (cell for cell in row if cell.data_type == "f" and isinstance(cell.value, str))


def _part(token: Token, is_here: bool, title: str, room: Room) -> str:  # noqa: FBT001
    if token.type != Token.OPERAND or token.subtype != Token.RANGE:
        return token.value
    sheet, sign, cells = token.value.rpartition("!")
    is_meant = sheet.strip("'").replace("''", "'") == title if sign else is_here
    return sheet + sign + room.reference(cells) if is_meant else token.value


def _rules(page: Worksheet, room: Room) -> None:
    for rule in page.data_validations.dataValidation:
        rule.sqref = MultiCellRange([room.cells(cells) for cells in rule.sqref.ranges])
    coloured = ConditionalFormattingList()
    for format_ in page.conditional_formatting:
        for rule in format_.rules:
            coloured.add(" ".join(str(room.cells(cells)) for cells in format_.sqref.ranges), rule)
    page.conditional_formatting = coloured
    for table in page.tables.values():
        table.ref = room.reference(table.ref)
        if table.autoFilter:
            table.autoFilter.ref = room.reference(table.autoFilter.ref)
    if page.auto_filter.ref:
        page.auto_filter.ref = room.reference(page.auto_filter.ref)
    if page.print_area:
        areas = (area.rpartition("!")[2].replace("$", "") for area in page.print_area.split(","))
        page.print_area = ",".join(map(room.reference, areas))
