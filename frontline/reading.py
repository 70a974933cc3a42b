"""Read the cells of a sheet by an explicit grammar: what it does not know stays as written, and is then a fault."""

import csv
import datetime as dt
import functools
import itertools
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pyarrow as pa

from frontline.catalogue import BRACKET, Column, Table, normal, without_unit
from frontline.dates import Calendar, clock, moment
from frontline.faults import Wrong, same
from frontline.house import DATA
from frontline.numerals import PLAIN, number

RANGE = re.compile(r"(.+?) *(?:-|–|—|~|〜|至|到) *(.+)")
STAMP = "timestamp with time zone"
DUTY_DATE = "duty_on"
NEXT_DAY = re.compile("(?:次日|翌日|第二天) *")
LONGEST_TIME = 12


class Readable(Protocol):
    """A sheet whose columns are known."""

    table: Table
    columns: dict[int, Column]
    rows: list[tuple[int, list[str]]]
    headings: dict[str, str]
    ranges: dict[int, Column]


@dataclass(frozen=True, slots=True)
class Entry:
    """What cells of one column say, as written and as read.

    `is_supposed`: a year, a day or a calendar had to be supposed to read it.
    """

    written: str
    value: str
    is_supposed: bool = False


@dataclass
class Filled:
    """A column of a sheet: what its cells say, each once, and by row the number of its entry; -1: no usable cell."""

    place: int
    column: Column
    entries: list[Entry]
    of_row: np.ndarray

    def rows_of(self, fits: Callable[[Entry], bool]) -> np.ndarray:
        """Return the rows, from 0, whose entries fit."""
        fitting = np.array([*map(fits, self.entries), False])
        return np.flatnonzero(fitting[self.of_row])

    def at(self, row: int) -> Entry:
        """Return what stands in a row; nothing where there is no usable cell."""
        number = self.of_row[row]
        return self.entries[number] if number >= 0 else Entry("", "")

    def apart(self, rows: Iterable[int]) -> None:
        """Give rows entries of their own, which say the same."""
        for row in rows:
            if self.of_row[row] >= 0:
                self.entries.append(self.at(row))
                self.of_row[row] = len(self.entries) - 1

    def give(self, row: int, entry: Entry) -> None:
        """Let a row say something else, apart from the others that are written alike."""
        self.of_row[row] = self._numbers.setdefault(entry, len(self.entries))
        if self.of_row[row] == len(self.entries):
            self.entries.append(entry)

    @functools.cached_property
    def _numbers(self) -> dict[Entry, int]:
        return {}


def read_columns(sheet: Readable, calendar: Calendar, broken: Collection[tuple[int, int]]) -> list[Filled]:
    """Read the known columns, what is written alike once; a range gives two. `broken` (row, place) say nothing."""
    found = []
    texts = list(itertools.zip_longest(*(cells for _, cells in sheet.rows), fillvalue=""))
    nothing = [""] * len(sheet.rows)
    for place, column in sheet.columns.items():
        told = pa.array(texts[place] if place < len(texts) else nothing, pa.string()).dictionary_encode()
        written, of_row = told.dictionary.to_pylist(), told.indices.to_numpy()
        high = sheet.ranges.get(place)
        if high:
            both = [(text, *bounds(text, _unit(column))) for text in written]
            found.append(Filled(place, column, [Entry(text, low) for text, low, _ in both], of_row.copy()))
            found.append(Filled(place, high, [Entry(text, last) for text, _, last in both], of_row.copy()))
        else:
            entries = [Entry(text, *read(text, column, calendar)) for text in written]
            found.append(Filled(place, column, entries, of_row.copy()))
    _on_duty_day(found)
    if broken:
        rows = {row_no: row for row, (row_no, _) in enumerate(sheet.rows)}
        for one in found:
            one.of_row[[rows[row_no] for row_no, place in broken if place == one.place and row_no in rows]] = -1
    return found


def read(written: str, column: Column, calendar: Calendar) -> tuple[str, bool]:
    """Return the value that a cell stands for, and whether something had to be supposed."""
    text = normal(written)
    if column.words or not text:
        return text, False
    if column.type == "boolean":
        return yes_no().get(text.lower(), text), False
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


def supposed(file_name: str, sheet_name: str, sheet: Readable, columns: Sequence[Filled]) -> list[Wrong]:
    """Say of every cell that needed a supposition how it was read."""
    cells = sorted((row, at) for at, one in enumerate(columns) for row in one.rows_of(lambda entry: entry.is_supposed))
    return [
        Wrong(
            file_name, sheet_name, sheet.rows[row][0], sheet.headings[columns[at].column.name], same(entry.written),
            "NOTE-01", (("value", entry.value),),
        )
        for row, at in cells for entry in [columns[at].at(row)]
    ]


def _on_duty_day(columns: Sequence[Filled]) -> None:
    """Give times of a roster that stand without a date the date of the duty; an end before its start is next day."""
    days = next((one for one in columns if one.column.name == DUTY_DATE), None)
    stamps = [one for one in columns if one.column.type == STAMP]
    if not days:
        return
    rows = {row for one in stamps for row in one.rows_of(lambda entry: 0 < len(entry.value) <= LONGEST_TIME)}
    for row in sorted(rows):
        said = {one.column.name: NEXT_DAY.sub("", one.at(row).value) for one in stamps}
        next_day = {one.column.name for one in stamps if NEXT_DAY.match(one.at(row).value)}
        times = {
            name: time.rjust(8 if time.count(":") > 1 else 5, "0")
            for name, value in said.items() if 0 < len(value) <= LONGEST_TIME and (time := clock(value))
        }
        date = _date(days.at(row).value)
        for one in stamps if date else ():
            if time := times.get(one.column.name):
                later = dt.timedelta(days=1) if one.column.name in next_day else _days_later(one.column.name, times)
                one.give(row, Entry(one.at(row).written, f"{date + later} {time}", is_supposed=True))


def _days_later(name: str, times: dict[str, str]) -> dt.timedelta:
    start = times.get(name.replace("_end_", "_start_"), "")
    return dt.timedelta(days=int("_end_" in name and bool(start) and times[name] <= start))


def _date(text: str) -> dt.date | None:
    parts = re.findall(r"\d+", text)
    try:
        found = dt.date(*map(int, parts)) if len(parts) == 3 else None  # noqa: PLR2004 - year, month, day
    except (ValueError, OverflowError):
        return None
    # A shift that ends on the day after the last one cannot be written.
    return None if found == dt.date.max else found


def _unit(column: Column) -> str:
    bracket = BRACKET.search(normal(column.heading))
    return bracket[0][1:-1] if bracket else ""


@functools.cache
def yes_no() -> dict[str, str]:
    """Return `true` or `false` by every word that says yes or no, in small letters."""
    with (DATA / "intake" / "yes_no.csv").open(encoding="utf-8", newline="") as file:
        return {normal(row["word"]).lower(): row["is_yes"] for row in csv.DictReader(file)}


def spans(table: Table) -> dict[str, tuple[Column, Column]]:
    """Return pairs of columns that keep the ends of a range, by the folded heading that names both."""
    named = {column.name: column for column in table.columns}
    return {
        without_unit(column.heading.replace("下限", "")): (column, named[high])
        for name, column in named.items() if name.endswith("_min") and (high := f"{name[:-4]}_max") in named
    }
