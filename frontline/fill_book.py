"""The child process that opens a form: it says what each column takes, or writes rows into it.

Standard input is a task as one line of JSON and the workbook after it. What is not written stays as it was.
"""

import datetime as dt
import io
import itertools
import json
import resource
import sys
from collections.abc import Iterator
from typing import Any

import openpyxl
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from frontline.fill_room import like, make_room
from frontline.sheet_reader import MOST_CPU_SECONDS, MOST_MEMORY

UNKNOWN = PatternFill("lightUp", fgColor="93A1BA", bgColor="F6F7F9")
MOST_NOTES = 500
GENERAL = "General"
FORMATS = {"day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm", "share": "0.0%", "decimal": "0.0"}
"""How a value is shown in a cell that says nothing about it."""
WIDTH = 100


def look(book: openpyxl.Workbook, task: dict) -> list[dict]:
    """Return of each cell that is asked about: its format, choices, whether it is a formula, whether hidden."""
    page = book[task["sheet"]]
    return [
        {
            "format": (cell := page.cell(row, place + 1)).number_format,
            "choices": _choices(page, book, cell),
            "is_formula": cell.data_type == "f",
            "is_hidden": _is_hidden(page, place + 1),
        } for row, place in task["cells"]
    ]


def _is_hidden(page: Worksheet, place: int) -> bool:
    # One entry may stand for several columns.
    return any(size.hidden and (size.min or 0) <= place <= (size.max or 0) for size in page.column_dimensions.values())


def _choices(page: Worksheet, book: openpyxl.Workbook, cell: Cell) -> list[str] | None:
    """Return the words of the list a cell must be chosen from; None where there is no list that can be read."""
    for rule in page.data_validations.dataValidation:
        if rule.type == "list" and rule.formula1 and cell.coordinate in rule.sqref:
            if rule.formula1.startswith('"'):
                return [word.strip() for word in rule.formula1.strip('"').split(",")]
            named = book.defined_names.get(rule.formula1)
            where = named.attr_text if named else rule.formula1
            sheet, sign, cells = where.lstrip("=").rpartition("!")
            name = sheet.strip("'").replace("''", "'") if sign else page.title
            try:
                left, top, right, bottom = range_boundaries(cells.replace("$", ""))
            except ValueError:
                return None
            if name in book.sheetnames and None not in {left, top, right, bottom}:
                listed = book[name].iter_rows(top, bottom, left, right, values_only=True)
                return [str(value) for row in listed for value in row if value is not None]
    return None


def fill(book: openpyxl.Workbook, task: dict) -> bytes:
    """Write rows, and the cells of labels, into the form and return the workbook."""
    page = book[task["sheet"]]
    notes = 0
    of_rows = _cells(page, book, task) if "rows" in task else ()
    for row, place, kind, value, note in itertools.chain(task.get("cells", ()), of_rows):
        cell = page.cell(row, place + 1)
        if isinstance(cell, MergedCell) or cell.data_type == "f":
            continue
        _write(cell, kind, value)
        if note and notes < MOST_NOTES and cell.comment is None:
            notes += 1
            cell.comment = Comment(note, task["by"], height=60, width=220)
    if task["about"]:
        _tell(book, task)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _cells(page: Worksheet, book: openpyxl.Workbook, task: dict) -> Iterator[tuple[int, int, str, Any, str]]:
    """Make room for the rows of a table and yield their cells: row, place, kind, value, note."""
    first, last, rows = task["row"], task["last"], task["rows"]
    at = task["at"] or list(range(first, first + len(rows)))
    if not task["at"]:
        if last is not None and (extra := len(rows) - (last - first + 1)) > 0:
            make_room(page, book, first, last, extra)
        for row in at:
            if row != first and not any(page.cell(row, place).has_style for place in range(1, task["width"] + 1)):
                like(page, first, row)
    for row, cells in zip(at, rows, strict=True):
        for place, kind, value, note in cells:
            yield row, place, kind, value, note


def _write(cell: Cell, kind: str, value: Any) -> None:
    # A date changes the format of its cell, so it is looked at first.
    shown = cell.number_format
    if kind == "mark":
        cell.fill = UNKNOWN
    elif kind == "unknown":
        cell.value, cell.fill = None, UNKNOWN
    elif kind == "within":
        # The words that stand there keep the space around them.
        before, after = map(_plain, value)
        held = str(cell.value)
        cell.value = held.replace(before, after, 1) if before in held else after
        cell.data_type = "s"
    elif kind == "text":
        # Words never become a formula, here or where they are copied to.
        cell.value, cell.data_type = _plain(value), "s"
        cell.quotePrefix = value[:1] in {"=", "+", "-", "@"}
    else:
        cell.value = dt.datetime.fromisoformat(value) if kind in {"day", "moment"} else value
        cell.number_format = FORMATS.get(kind, GENERAL) if shown == GENERAL else shown


def _plain(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def _tell(book: openpyxl.Workbook, task: dict) -> None:
    """Append a sheet that says what the rows rest on."""
    page = book.create_sheet(task["about_title"] if task["about_title"] not in book.sheetnames else None)
    page.column_dimensions[get_column_letter(1)].width = WIDTH
    for row, words in enumerate(task["about"], start=1):
        cell = page.cell(row, 1)
        cell.value, cell.data_type = ILLEGAL_CHARACTERS_RE.sub("", words), "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def main() -> None:
    """Limit this process, open the workbook, and write what the task asks for."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_SECONDS, MOST_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    first, _, content = sys.stdin.buffer.read().partition(b"\n")
    task = json.loads(first)
    book = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    told = fill(book, task) if task["do"] == "fill" else json.dumps(look(book, task)).encode()
    sys.stdout.buffer.write(told)


if __name__ == "__main__":
    main()
