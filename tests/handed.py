"""Files as clerks hand them in, made in a line each."""

import csv
import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

TINY = Path(__file__).parent / "tiny"
NOW = dt.datetime.fromisoformat("2020-01-31T20:30:00+08:00")
Rows = Sequence[Sequence[object]]


def csv_of(rows: Rows, encoding: str = "utf-8") -> bytes:
    """Return rows as CSV."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_of(sheets: dict[str, Rows]) -> bytes:
    """Return sheets as a workbook; dates and times as cells that show them."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "yyyy-mm-dd hh:mm"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return target.getvalue()


def tiny_row(table: str, **changes: str) -> list[list[str]]:
    """Return the header and first row of a small table, under a key of its own, with changed cells."""
    with (TINY / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    key = next(iter(row))
    row |= {key: "370684001009" if table == "area" else "NEW"} | changes
    return [list(row), list(row.values())]
