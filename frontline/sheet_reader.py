"""The child process of `sheets`: standard input is a file, standard output its sheets as JSON.

It trusts nothing it reads: it limits itself first, looks at the outside of the file next, and reads cells last.
"""

import codecs
import contextlib
import csv
import datetime as dt
import functools
import gc
import io
import json
import re
import resource
import sys
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import python_calamine as calamine

from frontline.sheet_ods import is_ods, look_at_ods
from frontline.sheet_outside import CHUNK, MOST_COLUMNS, MOST_ROWS, Outside, Refused, look_at
from frontline.sheet_xls import read_xls

MOST_MEMORY = 1536 * 1024 * 1024
MOST_CPU_SECONDS = 40
MOST_CELLS = 4_000_000
PART = 100_000
"""Rows of text in a line of the answer where no other number is asked for."""
DAMAGED = (
    calamine.CalamineError, zipfile.BadZipFile, zlib.error, ET.ParseError, LookupError, EOFError, NotImplementedError,
    ValueError, OverflowError, RuntimeError,
)
FIRST_LETTERS = 4_000
BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
DIVIDED = re.compile("[,;\t\r\n]")
WHITE = dict.fromkeys(map(ord, "\t\r\n\u3000\xa0"))
CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1f]")


def read_workbook(content: bytes) -> list[dict]:
    """Read every sheet of an .xlsx or .ods workbook, after its outside."""
    try:
        outsides = look_at_ods(content) if is_ods(content) else look_at(content)
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [
            _sheet(book, data, outsides.get(data.name, Outside()))
            for data in book.sheets_metadata
            if data.typ == calamine.SheetTypeEnum.WorkSheet
        ]
    except calamine.PasswordError:
        raise Refused("locked") from None
    except DAMAGED:
        raise Refused("damaged") from None
    return sheets


def read_old(content: bytes) -> list[dict]:
    """Read every sheet of an .xls workbook."""
    sheets = read_xls(content)
    for sheet in sheets:
        rows = [(row, [_text(value, isinstance(value, dt.datetime)) for value in values])
                for row, values in sheet["rows"]]
        sheet |= {"rows": _filled(rows), "merged": _merged(sheet["merged"])}
    return sheets


def _sheet(book: calamine.CalamineWorkbook, data: calamine.SheetMetadata, outside: Outside) -> dict:
    sheet = book.get_sheet_by_name(data.name)
    rows = [
        (row, [_text(value, (row, column) in outside.clocks) for column, value in enumerate(values)])
        for row, values in enumerate(sheet.to_python(skip_empty_area=False), start=1)
    ]
    ranges = [(*first, *last) for first, last in sheet.merged_cell_ranges or []]
    merged = [(top, bottom, left, right) for top, left, bottom, right in ranges] or outside.merged
    hidden = data.visible != calamine.SheetVisibleEnum.Visible
    return {"name": data.name, "is_hidden": hidden, "rows": _filled(rows), "broken": outside.broken,
            "merged": _merged(merged), "epoch": outside.epoch, "hidden": outside.hidden}


def _merged(ranges: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int, str]]:
    return [
        (top + 1, bottom + 1, left, right, f"{_letters(left)}{top + 1}:{_letters(right)}{bottom + 1}")
        for top, bottom, left, right in ranges
    ]


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def _text(value: object, shows_clock: bool) -> str:  # noqa: FBT001
    """Write a cell as text: whole numbers without a point, dates as ISO text to the second."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(value, ".15g")
    if isinstance(value, dt.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    if isinstance(value, dt.datetime):
        return str((value + dt.timedelta(microseconds=500_000)).replace(microsecond=0))
    if isinstance(value, dt.date):
        return f"{value} 00:00:00" if shows_clock else str(value)
    return str(value).strip()


def read_csv(content: bytes, most_rows: int = MOST_ROWS, part: int = PART) -> Iterator[list]:
    """Yield the rows of a CSV file part by part; row numbers count records, as Excel shows them.

    Titles above the header hold no delimiter, so it is told by the first lines together.
    """
    encoding = _encoding(content)
    with io.TextIOWrapper(io.BytesIO(content), encoding, newline="") as text:
        lines = text.read(FIRST_LETTERS)
        text.seek(0)
        yield from _parts(text, max(",\t;", key=lines.count), most_rows, part)


def _parts(text: io.TextIOBase, delimiter: str, most_rows: int, part: int) -> Iterator[list]:
    rows: list[tuple[int, list[str]]] = []
    row = n_cells = 0
    try:
        for row, values in enumerate(csv.reader(text, delimiter=delimiter, strict=True), 1):
            n_cells += len(values)
            if row > most_rows or len(values) > MOST_COLUMNS or n_cells > MOST_CELLS * most_rows // MOST_ROWS:
                raise Refused("far" if most_rows == MOST_ROWS else "long", row_no=row)
            cells = [value.strip() for value in values]
            if any(cells):
                if len(rows) == part:
                    yield rows
                    rows = []
                rows.append((row, cells))
    except csv.Error:
        raise Refused("quotes", row_no=row + 1) from None
    yield rows


def _encoding(content: bytes) -> str:
    """Tell the encoding by byte order mark, then strict UTF-8, then strict GB18030; never guess."""
    wide = content.startswith(BYTE_ORDER_MARKS)
    if b"\0" in content and not wide:
        return _unmarked(content)
    for encoding in ["utf-16"] if wide else ["utf-8-sig", "gb18030"]:
        try:
            # The text of a long file as a whole would take twice its length.
            parts = iter(functools.partial(io.BytesIO(content).read, CHUNK), b"")
            for _ in codecs.iterdecode(parts, encoding):
                pass
        except UnicodeDecodeError:
            continue
        return encoding
    raise Refused("encoding")


def _unmarked(content: bytes) -> str:
    """Tell UTF-16 without a byte order mark where only one order gives lines of letters; a byte 0 is in no other."""
    fitting = []
    for encoding in ("utf-16-le", "utf-16-be"):
        with contextlib.suppress(UnicodeDecodeError):
            text = content.decode(encoding)
            if DIVIDED.search(text) and all(map(str.isprintable, text.translate(WHITE))):
                fitting.append(encoding)
    if len(fitting) != 1:
        raise Refused("kind" if CONTROL.search(content) else "encoding")
    return fitting[0]


def _filled(rows: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    filled = [(row, values) for row, values in rows if any(values)]
    if sum(len(values) for _, values in filled) > MOST_CELLS:
        raise Refused("far")
    return filled


def answer(kind: str, content: bytes, *bounds: int) -> Iterator[str]:
    """Yield the sheets of a file, or the reason why not, as lines of JSON; a text goes on with its rows line by line.

    `bounds` of a text are how many rows it may have, and how many stand in a line.
    """
    read = {"pack": read_workbook, "xls": read_old}.get(kind)
    empty = {"name": "", "is_hidden": False, "broken": [], "merged": [], "epoch": Outside.epoch}
    try:
        if read:
            yield json.dumps({"sheets": read(content)}) + "\n"
            return
        for rows in read_csv(content, *bounds):
            yield json.dumps({"sheets": [empty | {"rows": rows}]}) + "\n"
    except Refused as refused:
        yield json.dumps({"refused": refused.args}) + "\n"


def main() -> None:
    """Limit this process, read the file, and write its sheets or the reason why not."""
    # It lives for one file and makes lists that refer to nothing but text: there is no garbage to look for.
    gc.disable()
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_SECONDS, MOST_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.writelines(answer(sys.argv[1], sys.stdin.buffer.read(), *map(int, sys.argv[2:])))


if __name__ == "__main__":
    main()
