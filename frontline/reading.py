"""Read the cells of a sheet by an explicit grammar: what it does not know stays as written, and is then a fault."""

import csv
import datetime as dt
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from frontline.catalogue import BRACKET, Column, Table, normal, without_unit
from frontline.dates import Calendar, clock, moment
from frontline.faults import Wrong, same
from frontline.house import DATA
from frontline.numerals import PLAIN, number
from frontline.query import Text

RANGE = re.compile(r"(.+?) *(?:-|–|—|~|〜|至|到) *(.+)")
STAMP = "timestamp with time zone"
DUTY_DATE = "duty_on"
LONGEST_TIME = 12


class Readable(Protocol):
    """A sheet whose columns are known."""

    table: Table
    columns: dict[int, Column]
    rows: list[tuple[int, list[str]]]
    headings: dict[str, str]
    ranges: dict[int, Column]


@dataclass(frozen=True)
class Cell:
    """A cell as written and as read. `is_supposed`: a year, a day or a calendar had to be supposed to read it."""

    row_no: int
    place: int
    column: Column
    written: str
    value: str
    is_supposed: bool = False


def cells(sheet: Readable, calendar: Calendar) -> Iterator[Cell]:
    """Yield every cell of the known columns; a range gives two."""
    readers = {
        place: functools.cache(functools.partial(read, column=column, calendar=calendar))
        for place, column in sheet.columns.items()
    }
    for row_no, written in sheet.rows:
        row = []
        for place, column in sheet.columns.items():
            text = written[place] if place < len(written) else ""
            if place in sheet.ranges:
                low, high = bounds(text, _unit(column))
                row += [Cell(row_no, place, column, text, low), Cell(row_no, place, sheet.ranges[place], text, high)]
            else:
                row.append(Cell(row_no, place, column, text, *readers[place](text)))
        yield from _on_duty_day(row)


def read(written: str, column: Column, calendar: Calendar) -> tuple[str, bool]:
    """Return the value that a cell stands for, and whether something had to be supposed."""
    text = normal(written)
    if column.words or not text:
        return text, False
    if column.type == "boolean":
        return _yes_no().get(text.lower(), text), False
    if column.type in {"integer", "double"}:
        return number(text, _unit(column)), False
    if column.type in {"date", STAMP}:
        return moment(text, calendar, with_clock=column.type == STAMP)
    return text, False


def bounds(written: str, unit: str) -> tuple[str, str]:
    """Return both ends of a range such as 10–20人; one number is both."""
    text = normal(written)
    both = RANGE.fullmatch(text)
    if both:
        # The unit stands once, at the end.
        low, high = (number(part, unit) for part in both.groups())
        if PLAIN.fullmatch(low) and PLAIN.fullmatch(high):
            return low, high
        return text, text
    return number(text, unit), number(text, unit)


def supposed(file_name: str, sheet_name: str, sheet: Readable, read_cells: list[Cell]) -> list[Wrong]:
    """Say of every cell that needed a supposition how it was read."""
    return [
        Wrong(
            file_name, sheet_name, cell.row_no, sheet.headings[cell.column.name], same(cell.written),
            Text(f"读作 {cell.value}", f"read as {cell.value}"),
        )
        for cell in read_cells if cell.is_supposed
    ]


def _on_duty_day(row: list[Cell]) -> list[Cell]:
    """Give times of a roster that stand without a date the date of the duty; an end before its start is next day."""
    day = next((cell.value for cell in row if cell.column.name == DUTY_DATE), "")
    if not day:
        return row
    stamps = [cell for cell in row if cell.column.type == STAMP and 0 < len(cell.value) <= LONGEST_TIME]
    times = {
        cell.column.name: time.rjust(8 if time.count(":") > 1 else 5, "0")
        for cell in stamps if (time := clock(cell.value))
    }
    if not times or not (date := _date(day)):
        return row
    return [
        cell if cell.column.name not in times else replace(
            cell, is_supposed=True,
            value=f"{date + _days_later(cell.column.name, times)} {times[cell.column.name]}",
        )
        for cell in row
    ]


def _days_later(name: str, times: dict[str, str]) -> dt.timedelta:
    start = times.get(name.replace("_end_", "_start_"), "")
    return dt.timedelta(days=int("_end_" in name and bool(start) and times[name] <= start))


def _date(text: str) -> dt.date | None:
    parts = re.findall(r"\d+", text)
    try:
        return dt.date(*map(int, parts)) if len(parts) == 3 else None  # noqa: PLR2004 - year, month, day
    except ValueError:
        return None


def _unit(column: Column) -> str:
    bracket = BRACKET.search(normal(column.heading))
    return bracket[0][1:-1] if bracket else ""


@functools.cache
def _yes_no() -> dict[str, str]:
    with (DATA / "intake" / "yes_no.csv").open(encoding="utf-8", newline="") as file:
        return {normal(row["word"]).lower(): row["is_yes"] for row in csv.DictReader(file)}


def spans(table: Table) -> dict[str, tuple[Column, Column]]:
    """Return pairs of columns that keep the ends of a range, by the folded heading that names both."""
    named = {column.name: column for column in table.columns}
    return {
        without_unit(column.heading.replace("下限", "")): (column, named[high])
        for name, column in named.items() if name.endswith("_min") and (high := f"{name[:-4]}_max") in named
    }
