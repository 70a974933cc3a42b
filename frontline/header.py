"""Find the header of a sheet: under titles, over up to three rows, with merged cells."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from frontline.catalogue import Column, fold, without_unit
from frontline.sheets import Sheet

WITHIN = 10
MOST_ROWS = 3


@dataclass(frozen=True)
class Header:
    """The rows of a header and the columns it names by their place, from 0.

    `headings` is what stands over each place, the parts of several rows joined; `repeated` are the places of
    columns named again.
    """

    first_row: int
    last_row: int
    headings: tuple[str, ...]
    columns: dict[int, Column]
    repeated: tuple[int, ...]


def find_header(sheet: Sheet, known: Mapping[str, Column]) -> Header | None:
    """Return the header that names most columns: the lowest in height, then the earliest of several."""
    best = None
    for height in range(1, MOST_ROWS + 1):
        for at in range(min(WITHIN, len(sheet.rows) - height + 1)):
            rows = sheet.rows[at: at + height]
            if rows[-1][0] - rows[0][0] < height:
                found = read_header(rows, sheet, known)
                if found.columns and (best is None or len(found.columns) > len(best.columns)):
                    best = found
    return best


def read_header(rows: list[tuple[int, list[str]]], sheet: Sheet, known: Mapping[str, Column]) -> Header:
    """Return the header that these rows are."""
    headings, columns, repeated = [], {}, []
    for place, parts in enumerate(heading_parts(rows, sheet)):
        headings.append("".join(parts))
        named = (known.get(fold(name)) or known.get(without_unit(name)) for name in _names(parts))
        column = next(filter(None, named), None)
        if column in columns.values():
            repeated.append(place)
        elif column:
            columns[place] = column
    return Header(rows[0][0], rows[-1][0], tuple(headings), columns, tuple(repeated))


def _names(parts: list[str]) -> Iterator[str]:
    """Yield what a column may be called: all parts together, then each of them, the lowest first."""
    yield "".join(parts)
    yield from reversed(parts)


def heading_parts(rows: list[tuple[int, list[str]]], sheet: Sheet) -> list[list[str]]:
    """Return what stands over each place, from the top down, each word once.

    A merged cell stands over all its columns. In the upper rows a blank cell continues the one to its left, as a
    merged cell does when it is written as text.
    """
    width = max(len(cells) for _, cells in rows)
    grid = {(row_no, place): cell for row_no, cells in rows for place, cell in enumerate(cells)}
    for top, bottom, left, right, _ in sheet.merged:
        written = grid.get((top, left), "")
        for row_no, _ in rows:
            if top <= row_no <= bottom:
                grid |= {(row_no, place): written for place in range(left, min(right + 1, width))}
    lowest = rows[-1][0]
    parts: list[list[str]] = [[] for _ in range(width)]
    for row_no, _ in rows:
        before = ""
        for place in range(width):
            cell = grid.get((row_no, place), "")
            if not cell and row_no != lowest and grid.get((lowest, place)):
                cell = before
            before = cell or before
            if cell and cell not in parts[place]:
                parts[place].append(cell)
    return parts
