"""Recognise sheets: which table each one is, and which column stands where."""

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from frontline.aside import Aside, other_table, set_aside
from frontline.catalogue import WITHDRAWN, Column, Table, fold, tables, without_unit
from frontline.faults import Wrong, same
from frontline.foreign import make_sheets
from frontline.header import Header, find_header
from frontline.mapping import NOTHING_CONFIRMED, Confirmed, is_left_out, known_columns
from frontline.merging import Spread, spread
from frontline.query import Text
from frontline.reading import spans
from frontline.sheets import Sheet
from frontline.spelling import plain

INSTRUCTIONS = "填写说明"


@dataclass(frozen=True)
class Handed:
    """A sheet recognised as a table.

    `aside` are its rows that are no data, `left_out` its columns that are not read; `is_made` of a stranger's table;
    `labels` are the words that were merged over several rows and given to each.
    """

    file_name: str
    sheet: Sheet
    table: Table
    header: Header
    aside: tuple[Aside, ...]
    left_out: tuple[int, ...] = ()
    is_made: bool = False
    labels: tuple[Spread, ...] = ()

    @property
    def columns(self) -> dict[int, Column]:
        """Its known columns by their place, from 0."""
        return self.header.columns

    @property
    def headings(self) -> dict[str, str]:
        """How each column is written in this sheet."""
        return {
            column.name: self.header.headings[place]
            for found in (self.columns, self.ranges) for place, column in found.items()
        }

    @functools.cached_property
    def ranges(self) -> dict[int, Column]:
        """Where a column holds a range such as 10–20: the column of its upper end, by the place of both."""
        return {
            place: high for low, high in spans(self.table).values() for place, column in self.columns.items()
            if column == low and high not in self.columns.values()
            and not {fold(self.header.headings[place]), without_unit(self.header.headings[place])} & low.names
        }

    @property
    def filled(self) -> list[Column]:
        """The columns it gives values to."""
        return [*self.columns.values(), *self.ranges.values()]

    @functools.cached_property
    def rows(self) -> list[tuple[int, list[str]]]:
        """The rows of data."""
        aside = {row_no for part in self.aside for row_no in part.rows}
        return [
            (row_no, cells) for row_no, cells in self.sheet.rows
            if row_no > self.header.last_row and row_no not in aside
        ]


def recognise(
    file_name: str, sheets: Sequence[Sheet], extra: Sequence[Column] = (), confirmed: Confirmed = NOTHING_CONFIRMED
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
    confirmed
        What the sender has said of columns before.
    """
    handed: list[Handed] = []
    wrong: list[Wrong] = []
    for sheet in sheets:
        if not sheet.rows or _is_instructions(sheet):
            continue
        made = make_sheets(sheet, confirmed.formats)
        handed += [Handed(file_name, part, table, header, (), is_made=True) for table, part, header in made]
        if made:
            continue
        say = functools.partial(Wrong, file_name, sheet.name)
        table = _table_of(file_name, sheet, say, wrong, confirmed)
        if table is None:
            # Perhaps a description of it is there, and has a fault.
            wrong += [one for one in confirmed.wrong if one not in wrong]
            continue
        header = find_header(sheet, known_columns(table, extra, confirmed))
        if header is None:
            wrong.append(say(None, "", Text("没有表头", "no header row"), "SHEET-04", _headings(table)))
            continue
        aside = set_aside(file_name, sheet, header, table.key)
        headings = enumerate(header.headings)
        left_out = tuple(place for place, heading in headings if is_left_out(heading, table, confirmed))
        set_apart = {row_no for part in aside for row_no in part.rows}
        data = {row_no for row_no, _ in sheet.rows if row_no > header.last_row} - set_apart
        filled, labels = spread(sheet, header, table.key, data)
        found = Handed(file_name, filled, table, header, tuple(aside), left_out, labels=labels)
        if found.rows:
            wrong += [*_columns(found, say), *_cells(found, say)]
            if other := other_table(sheet, header):
                wrong.append(say(other[0], "", Text(other[1].title, other[1].name), "SHEET-06"))
            if any(other.table == table for other in handed):
                wrong.append(say(None, "", Text(table.title, table.name), "SHEET-03"))
            handed.append(found)
    if not handed and not wrong:
        wrong.append(Wrong(file_name, "", None, "", Text("没有数据行", "no rows"), "FILE-13"))
    return handed, wrong


MISSING = Text("（无此列）", "(no such column)")
NO_MERGE = "CELL-01"
NO_TABLE = "SHEET-01"
TABLE = "table"
"""The kind of name that says which table a sheet is, as its sender confirmed it."""
Given = tuple[tuple[str, str], ...]
Say = Callable[..., Wrong]


def _is_instructions(sheet: Sheet) -> bool:
    """Tell a sheet of words about the others: the one of our own workbook, or lines under such a name."""
    name = fold(sheet.name)
    is_lines = all(sum(map(bool, cells)) == 1 for _, cells in sheet.rows)
    return name == INSTRUCTIONS or (name.endswith(INSTRUCTIONS[-2:]) and is_lines)


def _table_of(
    file_name: str, sheet: Sheet, say: Say, wrong: list[Wrong], confirmed: Confirmed
) -> Table | None:
    name = called(file_name, sheet.name)
    named = [table for table in tables().values() if table.names & {fold(name), without_unit(name)}]
    if sheet.is_hidden:
        if named:
            wrong.append(say(None, "", same(sheet.name), "SHEET-02"))
        return None
    chosen = tables().get(confirmed.names.get(TABLE, {}).get(plain(name), ""))
    if named or chosen:
        return named[0] if named else chosen
    fitting = [table for table in tables().values() if _fits(sheet, table, confirmed)]
    if len(fitting) == 1:
        return fitting[0]
    found = Text(*_titles(fitting)) if fitting else same(name)
    zh, en = _titles(fitting or list(tables().values()))
    wrong.append(say(None, "", found, NO_TABLE, (("titles", zh), ("names", en))))
    return None


def called(file_name: str, sheet_name: str) -> str:
    """Return what names the table of a sheet; the file does where it has one nameless sheet."""
    return sheet_name or PurePath(file_name).stem


def _titles(found: list[Table]) -> tuple[str, str]:
    return "、".join(table.title for table in found), ", ".join(table.name for table in found)


def _headings(table: Table) -> Given:
    headings = "、".join(column.heading for column in (*table.columns, WITHDRAWN))
    names = ", ".join(column.name for column in (*table.columns, WITHDRAWN))
    return ("title", table.title), ("table", table.name), ("headings", headings), ("names", names)


def _fits(sheet: Sheet, table: Table, confirmed: Confirmed) -> bool:
    header = find_header(sheet, known_columns(table, (), confirmed))
    filled = Handed("", sheet, table, header, ()).filled if header else ()
    return all(column in filled for column in table.columns if column.is_required)


def _columns(handed: Handed, say: Say) -> Iterator[Wrong]:
    """Yield columns that are unknown, repeated or missing."""
    header = handed.header
    for place, heading in enumerate(header.headings):
        if place in header.repeated:
            yield say(header.last_row, heading, same(heading), "HEAD-02")
        elif heading and place not in header.columns and place not in handed.left_out:
            yield say(header.last_row, heading, same(heading), "HEAD-01", _headings(handed.table))
    for column in handed.table.columns:
        if column.is_required and column not in handed.filled:
            yield say(header.last_row, column.heading, MISSING, "HEAD-03")


def _cells(handed: Handed, say: Say) -> Iterator[Wrong]:
    """Yield cells under no heading (the first of each column), merged cells, and formulas without a result."""
    header, data = handed.header, {row_no for row_no, _ in handed.rows}
    headed = {place for place, heading in enumerate(header.headings) if heading}
    bare = [place for place, heading in enumerate(header.headings) if not heading]
    for row_no, cells in handed.rows:
        # Nearly every row ends with the last heading, and has one over each of its cells.
        for place, cell in enumerate(cells) if bare or len(cells) > len(header.headings) else ():
            if cell and place not in headed:
                headed.add(place)
                yield say(row_no, "", same(cell), "HEAD-04")
    understood = {one.cells for one in handed.labels}
    for first, last, _, _, cells in handed.sheet.merged:
        if first > header.last_row and cells not in understood and data & set(range(first, last + 1)):
            yield say(first, "", same(cells), NO_MERGE)
    for row_no, place, found in handed.sheet.broken:
        if row_no in data and place in handed.columns:
            yield say(row_no, header.headings[place], same(found), "CELL-02")
