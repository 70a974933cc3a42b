"""The rows of a table on slides: how wide its columns are, how high its rows, and which stand on which slide."""

from collections.abc import Iterator

from frontline.paper_figure import measure
from frontline.slide_parts import CELL_SIDE, CELL_TOP, LINE, NOTE, Said, lines_of

LEAST, SHARE = 44.0, 0.42
"""Points that a column has at least, and the share of the width that it has at most."""


def widths_of(rows: list[list[Said]], room: float) -> list[float]:
    """Share the width of the slide out: what is short keeps its width, what is long gives way."""
    asked = [max(LEAST, *(measure(said.words, NOTE) * 1.05 + 2 * CELL_SIDE for said in column))
             for column in zip(*rows, strict=True)]
    if sum(asked) <= room:
        return [wide * room / sum(asked) for wide in asked]
    most = room * SHARE
    while sum(min(wide, most) for wide in asked) > room:
        most *= 0.95
    kept = [min(wide, most) for wide in asked]
    return [wide * room / sum(kept) for wide in kept]


def height_of(row: list[Said], widths: list[float]) -> float:
    """Return how high a row stands."""
    lines = max(lines_of(said.words, wide - 2 * CELL_SIDE) for said, wide in zip(row, widths, strict=True))
    return lines * NOTE * LINE + 2 * CELL_TOP


def pages_of(
    head: list[list[Said]], rows: list[list[Said]], widths: list[float], room: float
) -> Iterator[list[list[Said]]]:
    """Divide rows into pages that fit into a height beneath the headings."""
    page: list[list[Said]] = []
    free = whole = room - sum(height_of(row, widths) for row in head)
    for row in rows:
        high = height_of(row, widths)
        if page and high > free:
            yield page
            page, free = [], whole
        page.append(row)
        free -= high
    if page:
        yield page
