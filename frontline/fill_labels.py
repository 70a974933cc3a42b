"""A form of labels, one value for each: the blanks beside, under or behind them, and what each asks for."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from frontline.catalogue import fold, normal, without_unit
from frontline.digits import rounded
from frontline.sheets import Sheet

LEAST, RUN, LONGEST, WIDE = 2, 3, 30, 3
MOST = 200
"""Rows and columns of a form of labels; a larger sheet is a table."""
LETTER = re.compile(r"[A-Za-z\u4e00-\u9fff]")
SPACE = r"[\s_\uff3f]"
DAY = re.compile(rf"{SPACE}*\u5e74{SPACE}*\u6708{SPACE}*\u65e5{SPACE}*")
BEHIND = re.compile(
    rf"(?P<label>[^\s:\uff1a_\uff3f][^:\uff1a_\uff3f]{{0,29}}?)\s*[:\uff1a]"
    rf"(?P<blank>{DAY.pattern}|{SPACE}*)(?P<unit>(?<=[_\uff3f])[^\s:\uff1a_\uff3f]{{1,2}}(?=\s|$))?\s*"
)
LINE = re.compile(r"[_\uff3f](?:.*[_\uff3f])?")
GAP = "  "
UNIT = re.compile(r"[(\uff08]?([^()\uff08\uff09]{1,3})[)\uff09]?")
Area = tuple[int, int, int, int]
"""First row, last row, first column, last column (from 0)."""


@dataclass(frozen=True)
class Slot:
    """A blank of one value: its cell, the label it belongs to, and the section that the label stands in.

    `text` is what stands in the cell already; the value goes between `start` and `end` of it. `is_day` says that it
    is written as year, month and day there.
    """

    row: int
    place: int
    label: str
    section: str = ""
    text: str = ""
    start: int = 0
    end: int = 0
    is_day: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """What stands over it, from the section down."""
        return tuple(filter(None, (self.section, self.label)))


def within(text: str, known: Sequence[tuple[Slot, str, Any]]) -> str:
    """Return the words of a cell with the values, each of a kind, put into its blanks; the rest stays as it is."""
    for slot, kind, value in sorted(known, key=lambda one: -one[0].start):
        text = text[: slot.start] + _as_text(kind, value, is_day=slot.is_day) + text[slot.end:]
    return text


def _as_text(kind: str, value: Any, *, is_day: bool) -> str:
    if kind in {"day", "moment"}:
        at = dt.datetime.fromisoformat(value)
        day = f"{at.year}年{at.month}月{at.day}日" if is_day else f"{at:%Y-%m-%d}"
        return day + f"{at: %H:%M}" * (kind == "moment")
    if kind == "share":
        return f"{rounded(100 * value, 1):.1f}%"
    return f"{rounded(float(value), 1):g}" if kind == "decimal" else str(value)


class _Grid:
    """The cells of a sheet with their merged extent."""

    def __init__(self, sheet: Sheet) -> None:
        self.rows = sheet.rows
        self.text = {(row, place): cell for row, cells in sheet.rows for place, cell in enumerate(cells) if cell}
        self.filled = {row: [at for at, cell in enumerate(cells) if cell] for row, cells in sheet.rows}
        self._areas: dict[tuple[int, int], Area] = {
            (row, place): (top, bottom, left, right) for top, bottom, left, right, _ in sheet.merged
            for row in range(top, min(bottom, top + MOST) + 1) for place in range(left, min(right, left + MOST) + 1)
        }
        widths = [len(cells) for _, cells in sheet.rows] + [right + 1 for *_, right, _ in sheet.merged]
        self.width = min(max(widths), MOST)

    def area(self, row: int, place: int) -> Area:
        return self._areas.get((row, place), (row, row, place, place))

    def is_blank(self, row: int, place: int) -> bool:
        """Whether a value could be written here; a blank for year, month and day is one too."""
        text = self.text.get((row, place), "")
        return self.area(row, place)[::2] == (row, place) and (not text.strip("_\uff3f ") or bool(DAY.fullmatch(text)))

    def after(self, row: int, place: int) -> int:
        return self.area(row, place)[3] + 1

    def under(self, row: int, place: int) -> int:
        return self.area(row, place)[1] + 1


def slots_above(sheet: Sheet, first: int, units: frozenset[str], known: Container[str]) -> tuple[Slot, ...]:
    """Return the blanks of labels above the row `first`, where a table begins.

    A label there ends in a colon or is one of the headings that are known; other words above a table are remarks.
    """
    above = replace(
        sheet, rows=[(row, cells) for row, cells in sheet.rows if row < first],
        merged=[part for part in sheet.merged if part[1] < first],
    )
    cells = dict(above.rows)
    found = []
    for slot in slots_of(above, units, least=1):
        before = next((cell for cell in reversed(cells.get(slot.row, [])[: slot.place]) if cell), "")
        if slot.text or normal(before).endswith(":") or fold(slot.label) in known or without_unit(slot.label) in known:
            found.append(slot)
    return tuple(found)


def slots_of(sheet: Sheet, units: frozenset[str], least: int = LEAST) -> tuple[Slot, ...]:
    """Return the blanks of a sheet that asks for one value a label; nothing where it is a table with rows.

    `units` are words that may stand behind a blank and tell in what it is counted.
    """
    if not 0 < len(sheet.rows) <= MOST:
        return ()
    grid = _Grid(sheet)
    beside: list[Slot] = []
    bands: list[tuple[int, list[Slot]]] = []
    longest = 1
    for row, _ in sheet.rows:
        sections, labels = _labels(grid, row, units)
        for run in _runs(grid, row, labels):
            longest = max(longest, len(run))
            under = [Slot(grid.under(row, place), place, _name(grid.text[row, place])) for place in run]
            if len(run) >= LEAST and all(grid.is_blank(slot.row, slot.place) for slot in under):
                bands.append((row, under))
            elif len(run) == 1:
                beside += _beside(grid, row, run[0], sections, units)
    ends = [row for row, _ in sheet.rows]
    is_banded = len(bands) >= LEAST and all(row + 2 in ends for row, _ in bands[:-1])
    if is_banded:
        return _told_apart([*beside, *(slot for _, under in bands for slot in under)])
    is_labelled = len(beside) >= least and not bands and longest < RUN
    return _told_apart(beside) if is_labelled else ()


def _labels(grid: _Grid, row: int, units: frozenset[str]) -> tuple[str, list[int]]:
    """Return the section a row lies in, and where its labels stand; titles, units and blanks are none."""
    section = ""
    found = []
    for place in sorted(place for place in range(grid.width) if grid.area(row, place)[2] == place):
        top, bottom, left, right = grid.area(row, place)
        text = grid.text.get((top, left), "")
        is_beside_another = bool(grid.text.get((row, right + 1))) and not grid.is_blank(row, right + 1)
        if bottom > top and text and is_beside_another:
            section = text
        elif top == row and _is_label(text) and not _is_unit(grid, row, place, units):
            is_title = grid.filled[row] == [place] and ":" not in normal(text) and (
                right - left + 1 >= WIDE or row == grid.rows[0][0]
            )
            found += [] if is_title else [place]
    return section, found


def _is_label(text: str) -> bool:
    return bool(LETTER.search(text)) and len(text) <= LONGEST * 4 and not DAY.fullmatch(text)


def _is_unit(grid: _Grid, row: int, place: int, units: frozenset[str]) -> bool:
    left = grid.area(row, place - 1)[2] if place else 0
    said = UNIT.fullmatch(grid.text[row, place])
    return place > 0 and bool(said) and said[1] in units and grid.is_blank(row, left)


def _runs(grid: _Grid, row: int, labels: Sequence[int]) -> Iterator[list[int]]:
    """Yield labels that stand side by side without a blank between them."""
    run: list[int] = []
    for place in labels:
        if run and grid.after(row, run[-1]) != place:
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _beside(grid: _Grid, row: int, place: int, section: str, units: frozenset[str]) -> Iterator[Slot]:
    text, after = grid.text[row, place], grid.after(row, place)
    inside = list(BEHIND.finditer(text))
    is_whole = bool(inside) and "".join(one[0] for one in inside) == text
    is_open = grid.is_blank(row, after) and (after < max(grid.width, LEAST) or normal(text).endswith(":"))
    if is_whole and not (is_open and not inside[-1]["blank"]):
        for one in inside:
            yield Slot(
                row, place, _with_unit(_name(one["label"]), one["unit"] or "", units), section, text,
                *_span(one, text), is_day=bool(DAY.fullmatch(one["blank"])),
            )
    elif is_open and len(text) <= LONGEST:
        written = grid.text.get((row, after), "")
        unit = UNIT.fullmatch(grid.text.get((row, grid.after(row, after)), ""))
        label = _with_unit(_name(text), unit[1] if unit else "", units)
        yield Slot(row, after, label, section, written, 0, len(written), is_day=bool(DAY.fullmatch(written)))


def _span(one: re.Match[str], text: str) -> tuple[int, int]:
    """Return where a value goes: over the line to write on, or over blank space, a bit of which stays before words."""
    start, end = one.span("blank")
    if line := LINE.search(one["blank"]):
        return start + line.start(), start + line.end()
    is_before_words = end < len(text) and end - start > len(GAP) and not one["blank"].strip()
    return start, end - len(GAP) if is_before_words else end


def _name(text: str) -> str:
    return text.strip().rstrip(":\uff1a_\uff3f ").strip()


def _with_unit(label: str, unit: str, units: frozenset[str]) -> str:
    return f"{label}\uff08{unit}\uff09" if unit in units and "\uff08" not in label and "(" not in label else label


def _told_apart(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """Return slots in their order; labels that stand several times are numbered, so that none is taken for another."""
    told = Counter(slot.parts for slot in slots)
    seen: dict[tuple[str, ...], int] = {}
    found = []
    for slot in sorted(slots, key=lambda one: (one.row, one.place, one.start)):
        seen[slot.parts] = seen.get(slot.parts, 0) + 1
        label = f"{slot.label} {seen[slot.parts]}" if told[slot.parts] > 1 else slot.label
        found.append(replace(slot, label=label))
    return tuple(found)
