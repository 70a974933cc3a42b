"""The child process of `returned`: standard input is a file and its faults, standard output the workbook marked."""

import io
import json
import re
import resource
import sys

import openpyxl
from openpyxl.cell import MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill

from frontline.sheet_reader import MOST_CPU_SECONDS, MOST_MEMORY

HEAD = PatternFill("solid", fgColor="B3261E")
ROW = PatternFill("solid", fgColor="FDE7D9")
CELL = PatternFill("solid", fgColor="F4A582")
WIDTH = 60
NO_TITLE = re.compile(r"[\[\]:*?/\\]")


def mark(content: bytes, task: dict) -> bytes:
    """Return the workbook with a column of faults beside each sheet that has some, and their cells coloured."""
    book = openpyxl.load_workbook(io.BytesIO(content)) if task["is_xlsx"] else _made(task["sheets"])
    for sheet in task["marks"]:
        page = book[sheet["name"]] if sheet["name"] in book.sheetnames else book.worksheets[0]
        _mark_sheet(page, sheet, task["heading"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _mark_sheet(page: openpyxl.worksheet.worksheet.Worksheet, sheet: dict, heading: str) -> None:
    at = sheet["column"] + 1
    head = page.cell(max(sheet["header_row"], 1), at, heading)
    head.fill, head.font = HEAD, Font(bold=True, color="FFFFFF")
    page.column_dimensions[head.column_letter].width = WIDTH
    for row in range(head.row + 1, page.max_row + 1):
        page.cell(row, at).value = None
    for row, words, places in sheet["rows"]:
        cell = page.cell(row, at)
        if row != head.row:
            # A sentence that quotes a cell may begin like a formula.
            cell.value, cell.data_type = ILLEGAL_CHARACTERS_RE.sub("", words), "s"
            cell.fill, cell.alignment = ROW, Alignment(wrap_text=True, vertical="top")
        for place in places:
            if not isinstance(found := page.cell(row, place + 1), MergedCell):
                found.fill = CELL
    others = [words for row, words, _ in sheet["rows"] if row == head.row]
    if others:
        head.value, head.data_type = heading, "s"
        head.comment = openpyxl.comments.Comment(ILLEGAL_CHARACTERS_RE.sub("", "\n".join(others))[:2000], heading)


def _made(sheets: list[dict]) -> openpyxl.Workbook:
    """Return a workbook with the text of sheets at the rows where it stood."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in sheets:
        page = book.create_sheet(NO_TITLE.sub("_", sheet["name"]) or "Sheet1")
        for row_no, cells in sheet["rows"]:
            for place, text in enumerate(cells, start=1):
                if text := ILLEGAL_CHARACTERS_RE.sub("", text):
                    cell = page.cell(row_no, place, text)
                    cell.data_type, cell.number_format = "s", "@"
    return book


def main() -> None:
    """Limit this process, read the task in the first line and the file after it, and write the marked workbook."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_SECONDS, MOST_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    first, _, content = sys.stdin.buffer.read().partition(b"\n")
    sys.stdout.buffer.write(mark(content, json.loads(first)))


if __name__ == "__main__":
    main()
