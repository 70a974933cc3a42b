"""A form of another department: where its header and rows stand, what each column takes, and what it is known by."""

import functools
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from frontline.aside import is_note, is_total
from frontline.catalogue import fold
from frontline.fill_fields import form_words, known_headings, unit_words
from frontline.fill_kept import fingerprint_of
from frontline.fill_labels import Slot, slots_above, slots_of
from frontline.header import WITHIN, find_header, heading_parts
from frontline.headings import INSTRUCTIONS
from frontline.sheets import Sheet, ask_child, read_sheets

NUMBERING = re.compile(r"[A-Z]|\(?\d{1,2}\)?")
OLD = b"\xd0\xcf\x11\xe0"
"""How a file of the old container begins."""
LEAST = 2
TALLEST = 4


class FormError(Exception):
    """A file is no form that can be filled in: why, as a key of the words, and where."""

    def __init__(self, reason: str, found: str = "") -> None:
        """Take the reason as the end of a key."""
        super().__init__(reason)
        self.reason = reason
        self.found = found


@dataclass(frozen=True)
class Takes:
    """What a column takes: its number format, words to choose from, a formula of its own; or it is hidden."""

    format: str
    choices: tuple[str, ...] | None
    is_formula: bool
    is_hidden: bool


@dataclass(frozen=True)
class Form:
    """One sheet that is a form. Rows count from 1, places from 0.

    `parts` are what stands over each place, from the top down. Rows may be written from `row` to `last`, which is None
    where nothing stands below. `listed` are the words of rows that are there already, by their number. A form of labels
    has `slots` instead: its places are their numbers. `head` are the blanks of labels above a table, whose places
    follow those of the columns.
    """

    sheet: str
    parts: tuple[tuple[str, ...], ...]
    row: int
    last: int | None
    listed: dict[int, list[str]]
    slots: tuple[Slot, ...] = ()
    head: tuple[Slot, ...] = ()

    @property
    def by_place(self) -> dict[int, Slot]:
        """The blanks of labels by their places."""
        return dict(enumerate(self.slots)) | dict(enumerate(self.head, start=len(self.parts)))

    @property
    def headings(self) -> list[str]:
        """The headings, each as one text."""
        return ["".join(parts) for parts in self.parts]

    @property
    def fingerprint(self) -> str:
        """What the same form is known by when it comes again under another name: its headings."""
        return fingerprint_of(self.headings)


def made_new(content: bytes) -> bytes:
    """Return an old workbook (.xls) as .xlsx, with what is known of its layout; any other file as it is.

    Raises
    ------
    SheetsError
        The file cannot be read, holds macros, is locked or too large.
    """
    if not content.startswith(OLD):
        return content
    # Its limits and macros are looked at where all files are read.
    read_sheets(content)
    return ask_child("frontline.fill_old", [], content)


def read_forms(content: bytes) -> list[Form]:
    """Return the sheets of a workbook that are forms.

    Raises
    ------
    SheetsError
        The file cannot be read, holds macros, is locked or too large.
    FormError
        It is no .xlsx workbook, has no header, or no rows that can be written.
    """
    sheets = read_sheets(content)
    if not (content.startswith(b"PK") and b"xl/workbook.xml" in content):
        raise FormError("kind")
    shown = [sheet for sheet in sheets if not sheet.is_hidden and fold(sheet.name) != INSTRUCTIONS]
    forms = [form for form in map(_form, shown) if form]
    if not forms:
        raise FormError("header")
    return forms


def takes(content: bytes, form: Form) -> list[Takes]:
    """Return what each column of a form takes."""
    slots = form.by_place
    cells = [
        (slots[place].row, slots[place].place) if place in slots else (form.row, place)
        for place in range(len(form.parts) + len(form.head))
    ]
    task = {"do": "look", "sheet": form.sheet, "cells": cells}
    told = json.loads(ask_child("frontline.fill_book", [], json.dumps(task).encode() + b"\n" + content))
    return [
        Takes(one["format"], None if one["choices"] is None else tuple(one["choices"]), one["is_formula"],
              one["is_hidden"]) for one in told
    ]


@functools.cache
def _known() -> dict:
    return known_headings()


def _form(sheet: Sheet) -> Form | None:
    if slots := slots_of(sheet, unit_words()):
        return Form(sheet.name, tuple(slot.parts for slot in slots), slots[0].row, None, {}, slots)
    rows = _header_rows(sheet)
    if not rows:
        return None
    header = [(row_no, cells) for row_no, cells in sheet.rows if rows[0] <= row_no <= rows[1]]
    # A heading over several columns that nothing below tells apart is one column, written in its first cell.
    covered = {
        place for top, bottom, left, right, _ in sheet.merged if top <= rows[1] <= bottom
        for place in range(left + 1, right + 1)
    }
    parts = tuple(
        () if place in covered else tuple(one) for place, one in enumerate(heading_parts(header, sheet))
    )
    if sum(map(bool, parts)) < LEAST:
        return None
    start = rows[1] + 1
    below = [(row_no, cells) for row_no, cells in sheet.rows if row_no >= start]
    while below and below[0][0] == start and _is_numbering(below[0][1]):
        start += 1
        below.pop(0)
    end = next((row_no for row_no, cells in below if _is_end(sheet, row_no, cells, len(parts))), None)
    last = None if end is None else max(end - 1, start)
    for top, bottom, _, _, cells in sheet.merged:
        if bottom > top and top >= start and (end is None or top < end):
            raise FormError("tall", f"{sheet.name} {cells}")
    if end == start:
        raise FormError("room", sheet.name)
    listed = {row_no: cells for row_no, cells in below if end is None or row_no < end}
    return Form(sheet.name, parts, start, last, listed, (), slots_above(sheet, rows[0], unit_words(), _known()))


def _header_rows(sheet: Sheet) -> tuple[int, int] | None:
    """Return first and last row of the header, with the rows into which its merged cells and groups reach."""
    found = find_header(sheet, _known())
    if found and len(found.columns) >= LEAST:
        first, last = found.first_row, found.last_row
    else:
        fullest = max(sheet.rows[:WITHIN], key=lambda row: len(set(filter(None, row[1]))), default=(0, []))
        if len(set(filter(None, fullest[1]))) <= LEAST:
            return None
        first = last = fullest[0]
    for top, bottom, _, _, _ in sheet.merged:
        if bottom > top and top <= last and bottom >= first:
            first, last = min(first, top), max(last, bottom)
    cells = dict(sheet.rows)
    start = next((place for place, cell in enumerate(cells[last]) if cell), 0)
    if last - first < TALLEST - 1 and _is_group(sheet, first - 1, cells.get(first - 1, []), start):
        first -= 1
    return (first, last) if last - first < TALLEST else None


def _is_group(sheet: Sheet, row_no: int, cells: Sequence[str], start: int) -> bool:
    """Tell whether a row above a header names groups of its columns; a title or a line about who fills in does not."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and not any(map(is_note, filled)) and any(
        top == bottom == row_no and right > left and (left > start or len(filled) > 1)
        for top, bottom, left, right, _ in sheet.merged
    )


def _is_numbering(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return len(filled) > LEAST and all(
        NUMBERING.fullmatch(cell) or cell in form_words("numbering") for cell in filled
    )


def _is_end(sheet: Sheet, row_no: int, cells: Sequence[str], width: int) -> bool:
    filled = [cell for cell in cells if cell]
    is_wide = any(
        top == row_no and right - left + 1 > max(LEAST, width // 2) for top, _, left, right, _ in sheet.merged
    )
    return is_wide or any(map(is_total, filled[:LEAST])) or any(map(is_note, filled))
