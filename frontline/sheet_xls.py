"""Read an old binary workbook (.xls), whose error cells the other reader would leave blank."""

import struct

import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.compdoc import CompDocError

from frontline.sheet_outside import MOST_COLUMNS, MOST_ROWS, MOST_SHEETS, QUOTED, Refused

MACROS = "_VBA_PROJECT".encode("utf-16-le")
DAMAGED = (
    xlrd.XLRDError, CompDocError, IndexError, ValueError, AssertionError, KeyError, TypeError, struct.error,
    AttributeError, OverflowError, RecursionError,
)
EPOCHS = ("1899-12-30", "1904-01-01")


def read_xls(content: bytes) -> list[dict]:
    """Read every sheet: cells as `sheet_reader` has them before they are made text.

    Raises
    ------
    Refused
        It is locked, damaged, holds macros, or a cell stands far outside any table.
    """
    if MACROS in content:
        raise Refused("macro")
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=Silent())
        if book.nsheets > MOST_SHEETS:
            raise Refused("sheets", str(book.nsheets))
        return [_sheet(book, sheet) for sheet in book.sheets()]
    except DAMAGED as error:
        raise Refused("locked" if "encrypted" in str(error).lower() else "damaged") from None


class Silent:
    """Where the library's remarks go: standard output belongs to the parent."""

    def write(self, words: str) -> None:
        """Take a remark."""


def _sheet(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> dict:
    rows, broken = [], []
    for row in range(sheet.nrows):
        values = []
        for column, cell in enumerate(sheet.row(row)):
            value = _value(book, cell)
            if value != "" and (row >= MOST_ROWS or column >= MOST_COLUMNS):
                raise Refused("far", sheet.name, row + 1)
            if cell.ctype == xlrd.XL_CELL_ERROR:
                broken.append((row + 1, column, value))
            values.append(value)
        rows.append((row + 1, values))
    # The library gives the ends of a merged range as one past them.
    merged = [(top, end - 1, left, right - 1) for top, end, left, right in sheet.merged_cells]
    return {"name": sheet.name, "is_hidden": sheet.visibility != 0, "rows": rows, "broken": broken,
            "merged": merged, "epoch": EPOCHS[book.datemode],
            "hidden": [row + 1 for row, size in sorted(sheet.rowinfo_map.items()) if size.hidden]}


def _value(book: xlrd.Book, cell: xlrd.sheet.Cell) -> object:
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return error_text_from_code.get(cell.value, "#?")
    if cell.ctype != xlrd.XL_CELL_DATE:
        return "" if cell.ctype in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK} else cell.value
    try:
        moment = xlrd.xldate_as_datetime(cell.value, book.datemode)
    except (OverflowError, ValueError):
        return cell.value
    if cell.value < 1:
        return moment.time()
    shown = QUOTED.sub("", book.format_map[book.xf_list[cell.xf_index].format_key].format_str).lower()
    return moment if "h" in shown else moment.date()
