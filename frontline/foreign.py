"""Tables of strangers: what the rows of a file with other headings mean, by a text file of the deployment alone.

`mappings/<name>.toml` in the folder of a deployment holds one `[[table]]` for each table that is made of the rows;
see docs/mapping.md. A sheet is taken in by it when one of its first rows has all the headings the file names.
"""

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from frontline.catalogue import Column, Table, fold, tables
from frontline.faults import Wrong, same
from frontline.header import WITHIN, Header
from frontline.sheets import Sheet

PART = re.compile(r"\{([^{}]+)\}")
ROW_NO = "#"
OTHERS = "*"
SETTINGS = {"name", "columns", "words", "filled"}


@dataclass(frozen=True)
class Made:
    """One table made of rows: what each column says, word lists by column, and what must be filled for a row to count.

    A column is text with {headings} in it; {#} is the number of the row.
    """

    table: Table
    columns: Mapping[Column, str]
    words: Mapping[str, Mapping[str, str]]
    filled: tuple[str, ...]

    @property
    def headings(self) -> set[str]:
        """The headings it needs, folded."""
        named = [part for text in self.columns.values() for part in PART.findall(text) if part != ROW_NO]
        return {fold(heading) for heading in (*named, *self.filled)}


Format = tuple[Made, ...]


def read_formats(folder: Path) -> tuple[tuple[Format, ...], tuple[Wrong, ...]]:
    """Return the formats that a deployment's folder describes, and what is wrong with the others."""
    formats: list[Format] = []
    wrong: list[Wrong] = []
    for file in sorted((folder / "mappings").glob("*.toml")):
        made, faults = _read(file.name, file.read_bytes())
        wrong += faults
        formats += [] if faults else [made]
    return tuple(formats), tuple(wrong)


@functools.lru_cache(maxsize=64)
def _read(name: str, content: bytes) -> tuple[Format, tuple[Wrong, ...]]:
    try:
        parts = tomllib.loads(content.decode("utf-8")).get("table")
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return (), (Wrong(name, "", None, "", same(str(error)), "MAP-01"),)
    if not isinstance(parts, list) or not parts:
        return (), (Wrong(name, "", None, "", same(""), "MAP-02"),)
    wrong = tuple(fault for part in parts for fault in _faults(name, part))
    return () if wrong else tuple(map(_made, parts)), wrong


def _faults(name: str, part: Mapping) -> Iterator[Wrong]:
    table = tables().get(part.get("name", ""))
    columns, words = part.get("columns", {}), part.get("words", {})
    if not table or part.keys() - SETTINGS or not isinstance(columns, dict) or not isinstance(words, dict):
        yield Wrong(name, "", None, "", same(str(part.get("name", ""))), "MAP-02")
        return
    known = {column.name for column in table.columns}
    for column in sorted({*columns, *words} - known):
        yield Wrong(name, table.name, None, column, same(column), "MAP-03")
    if table.key.name not in columns:
        yield Wrong(name, table.name, None, table.key.name, same(""), "MAP-04")


def _made(part: Mapping) -> Made:
    table = tables()[part["name"]]
    words = {
        # Folding would take the star away.
        column: {word if word == OTHERS else fold(word): str(meaning) for word, meaning in listed.items()}
        for column, listed in part.get("words", {}).items()
    }
    columns = {column: str(part["columns"][column.name]) for column in table.columns if column.name in part["columns"]}
    return Made(table, columns, words, tuple(part.get("filled", ())))


def make_sheets(sheet: Sheet, formats: Sequence[Format]) -> list[tuple[Table, Sheet, Header]]:
    """Return the tables that are made of a sheet, each as a sheet of its own at the same rows; none it is not made for.

    Rows of one key that say the same are one row; where they differ, the key stands twice, which is a fault.
    """
    for made in formats:
        needed = set().union(*(part.headings for part in made))
        for at, (row_no, cells) in enumerate(sheet.rows[:WITHIN]):
            places = {fold(cell): place for place, cell in reversed(list(enumerate(cells))) if cell}
            if needed and needed <= places.keys():
                return [_make(part, sheet, row_no, sheet.rows[at + 1:], places) for part in made]
    return []


def _make(
    part: Made, sheet: Sheet, header_row: int, rows: Sequence[tuple[int, list[str]]], places: Mapping[str, int]
) -> tuple[Table, Sheet, Header]:
    headings = tuple(column.heading for column in part.columns)
    key_at = list(part.columns).index(part.table.key)
    composers = [(PART.split(text), part.words.get(column.name, {})) for column, text in part.columns.items()]
    needed = [places[fold(heading)] for heading in part.filled]
    kept: dict[str, list[str]] = {}
    made: list[tuple[int, list[str]]] = [(header_row, list(headings))]
    for row_no, cells in rows:
        if not all(place < len(cells) and cells[place] for place in needed):
            continue
        values = [_value(pieces, words, row_no, cells, places) for pieces, words in composers]
        earlier = kept.setdefault(values[key_at], values)
        if earlier is values or earlier != values or not values[key_at]:
            made.append((row_no, values))
    header = Header(header_row, header_row, headings, dict(enumerate(part.columns)), ())
    found = Sheet(part.table.title, is_hidden=False, rows=made, broken=[], merged=[], epoch=sheet.epoch)
    return part.table, found, header


def _value(
    pieces: Sequence[str], words: Mapping[str, str], row_no: int, cells: Sequence[str], places: Mapping[str, int]
) -> str:
    """Put a text together; where a heading that it names is empty, so is all of it."""
    text = pieces[0]
    for heading, more in zip(pieces[1::2], pieces[2::2], strict=True):
        place = places.get(fold(heading), -1)
        cell = str(row_no) if heading == ROW_NO else cells[place] if 0 <= place < len(cells) else ""
        if not cell and not words:
            return ""
        text += cell + more
    return words.get(fold(text), words.get(OTHERS, text)) if words else text
