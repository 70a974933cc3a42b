"""The child process that makes an old workbook (.xls) anew as .xlsx, so that it can be filled in.

Standard input is the old workbook, standard output the new one. Words, numbers, merged cells, sizes, fonts, lines,
colours, formats and what is hidden come along. Formulas do not, for the reader of old workbooks does not tell them:
such a cell stays empty and says so, since its last result would look like a number of today. Nor do lists, pictures
and print settings.
"""

import io
import resource
import struct
import sys
from collections.abc import Iterator

import openpyxl
import xlrd
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from frontline.sheet_reader import MOST_CPU_SECONDS, MOST_MEMORY
from frontline.sheet_xls import Silent

FORMULA, END = 0x0006, 0x000A
LINES = (
    None, "thin", "medium", "dashed", "dotted", "thick", "double", "hair", "mediumDashed", "dashDot", "mediumDashDot",
    "dashDotDot", "mediumDashDotDot", "slantDashDot",
)
ACROSS = ("general", "left", "center", "right", "fill", "justify", "centerContinuous", "distributed")
DOWN = ("top", "center", "bottom", "justify", "distributed")
TWIPS, CHARACTER = 20, 256
NO_FORMULA = "旧格式（.xls）的公式带不过来，请重写公式或核对。The formula of the old workbook could not be kept."


def renewed(content: bytes) -> bytes:
    """Return an old workbook as a new one."""
    # Read on demand it keeps the bytes, which tell where formulas stand.
    old = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=Silent(), on_demand=True)
    new = openpyxl.Workbook()
    new.remove(new.active)
    for number, sheet in enumerate(old.sheets()):
        page = new.create_sheet(sheet.name)
        page.sheet_state = ("visible", "hidden", "veryHidden")[sheet.visibility]
        _copy(old, sheet, page, set(_formulas(old, number)))
    target = io.BytesIO()
    new.save(target)
    return target.getvalue()


def _formulas(old: xlrd.Book, number: int) -> Iterator[tuple[int, int]]:
    """Yield row and column of the cells with formulas, from the records of a sheet: the library keeps results alone."""
    stream, at = old.mem, old._sh_abs_posn[number]  # noqa: SLF001 - nowhere else
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += kind == 0x0809  # noqa: PLR2004 - a sheet may hold a chart with a beginning and an end of its own
        if kind == FORMULA:
            yield struct.unpack_from("<HH", stream, at + 4)
        elif kind == END:
            depth -= 1
            if not depth:
                return
        at += 4 + length


def _copy(old: xlrd.Book, sheet: xlrd.sheet.Sheet, page: Worksheet, formulas: set[tuple[int, int]]) -> None:
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            cell, place = page.cell(row + 1, column + 1), sheet.cell(row, column)
            _dress(old, cell, old.xf_list[place.xf_index])
            if (row, column) in formulas:
                cell.comment = Comment(NO_FORMULA, "Frontline", height=80, width=240)
            else:
                _say(cell, place)
    for top, bottom, left, right in sheet.merged_cells:
        page.merge_cells(start_row=top + 1, end_row=bottom, start_column=left + 1, end_column=right)
    _size(sheet, page)


def _say(cell: Cell, place: xlrd.sheet.Cell) -> None:
    if place.ctype == xlrd.XL_CELL_BOOLEAN:
        cell.value = bool(place.value)
    elif place.ctype in {xlrd.XL_CELL_DATE, xlrd.XL_CELL_NUMBER}:
        # A date is a number that its format shows as one.
        cell.value = place.value
    elif place.ctype == xlrd.XL_CELL_TEXT and place.value:
        cell.value, cell.data_type = place.value, "s"


def _size(sheet: xlrd.sheet.Sheet, page: Worksheet) -> None:
    for column, size in sheet.colinfo_map.items():
        if column < sheet.ncols:
            kept = page.column_dimensions[get_column_letter(column + 1)]
            kept.width, kept.hidden = size.width / CHARACTER, bool(size.hidden)
    for row, size in sheet.rowinfo_map.items():
        if row < sheet.nrows:
            page.row_dimensions[row + 1].height = size.height / TWIPS
            page.row_dimensions[row + 1].hidden = bool(size.hidden)


def _dress(old: xlrd.Book, cell: Cell, look: xlrd.formatting.XF) -> None:
    """Give a cell the font, lines, ground, place and format of its old look."""
    font, lines, ground = old.font_list[look.font_index], look.border, look.background
    cell.font = Font(
        name=font.name, size=font.height / TWIPS, bold=bool(font.bold), italic=bool(font.italic),
        underline="single" if font.underline_type else None, color=_colour(old, font.colour_index),
    )
    cell.border = Border(*(
        Side(LINES[getattr(lines, f"{side}_line_style")]) for side in ("left", "right", "top", "bottom")
    ))
    if ground.fill_pattern == 1 and (colour := _colour(old, ground.pattern_colour_index)):
        cell.fill = PatternFill("solid", fgColor=colour)
    cell.alignment = Alignment(
        horizontal=ACROSS[look.alignment.hor_align], vertical=DOWN[look.alignment.vert_align],
        wrap_text=bool(look.alignment.text_wrapped),
    )
    cell.number_format = old.format_map[look.format_key].format_str


def _colour(old: xlrd.Book, number: int) -> str | None:
    """Return a colour as six digits; None for the one that the program chooses."""
    colour = old.colour_map.get(number)
    return None if colour is None else "{:02X}{:02X}{:02X}".format(*colour)


def main() -> None:
    """Limit this process, read the old workbook, and write the new one."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_SECONDS, MOST_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.buffer.write(renewed(sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
