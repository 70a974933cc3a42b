"""A table on paper: its first rows as words, and columns as wide as what stands in them."""

import datetime as dt

from frontline.cells import MEASURES, Kind, cell, is_missing, kinds
from frontline.panel import Panel
from frontline.paper_figure import measure
from frontline.words import Language, say

MOST_ROWS = 25
CELL, HEADING = 8.5, 7.5
BETWEEN, CLEAR, SLACK = 10.0, 16.0, 1.0
AT_LEAST: dict[Kind, float] = {"series": 46.0, "state": 4 * CELL}
LEAST_SHARE = 0.3


def table(panel: Panel, language: Language, zone: dt.tzinfo | None, width: float) -> dict[str, object]:
    """Return columns, rows and what is left out, for a table `width` points wide.

    Raises
    ------
    CellError
        The frame lacks a column, or holds something that no cell is made for.
    """
    shown = kinds(panel)
    frame = panel.frame.head(MOST_ROWS)
    columns, cells = [], []
    for name, kind in shown.items():
        words = [cell(value, kind, language, zone, panel.missing) for value in frame[name]]
        is_number = kind in MEASURES
        after_number = bool(columns) and columns[-1]["right"] and not is_number
        left = 0 if not columns else CLEAR if after_number else BETWEEN
        widest = max([measure(panel.headings[name], HEADING), *(measure(text, CELL) for text in words)])
        columns.append(
            {
                "heading": panel.headings[name],
                "right": is_number,
                "left": left,
                "width": max(widest, AT_LEAST.get(kind, 0)) + left + SLACK,
            }
        )
        cells.append([_cell(value, kind, text) for value, text in zip(frame[name], words, strict=True)])
    _share_out(columns, width)
    rest = len(panel.frame) - len(frame)
    more = say("snapshot.more", language, n=f"{rest:,}") if rest else ""
    return {"columns": columns, "rows": [list(row) for row in zip(*cells, strict=True)], "more": more}


def _share_out(columns: list[dict[str, object]], width: float) -> None:
    """Fit the columns to the page: all grow alike, or only those with words give way."""
    wide = sum(column["width"] for column in columns)
    giving = [column for column in columns if wide <= width or not column["right"]] or columns
    kept = wide - sum(column["width"] for column in giving)
    factor = max((width - kept) / (wide - kept), LEAST_SHARE)
    for column in giving:
        column["width"] *= factor


def _cell(value: object, kind: Kind, text: str) -> object:
    """Return what the template prints: words, quiet words, a state with its mark, or a small line."""
    if is_missing(value) or (kind == "flag" and not value):
        return {"quiet": text}
    if kind == "state":
        return {"state": value}
    if kind == "series":
        return [None if is_missing(one) else float(one) for one in value]
    return text
