"""A table on paper: its first rows as words, and columns as wide as what stands in them."""

import datetime as dt
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from frontline.cells import MEASURES, Kind, cell, is_missing, kinds
from frontline.panel import Panel
from frontline.paper_figure import measure
from frontline.words import Language, say

MOST_ROWS = 25
CELL, HEADING = 8.5, 7.5
BETWEEN, CLEAR, SLACK = 10.0, 16.0, 1.0
AT_LEAST: dict[Kind, float] = {"series": 46.0, "state": 4 * CELL}
BROKEN: tuple[Kind, ...] = ("text", "time", "date", "flag")
"""What may stand on several lines."""
CAPS = (math.inf, *(CELL * letters for letters in (15, 10, 7, 5, 4.2, 3.4)))
"""How wide a column of words stays where the page is too narrow for all of them on one line."""
FIRST = 6 * CELL
HEADING_LINES = 3
LATIN = re.compile(r"[!-~]+")
"""What never breaks."""


@dataclass(frozen=True)
class Want:
    """What a column takes in points: around, for its heading and its longest value on one line, for one Latin word."""

    around: float
    heading: float
    told: float
    word: float
    is_broken: bool

    @property
    def liked(self) -> float:
        """The width at which nothing breaks."""
        return self.around + max(self.heading, self.told)

    def least(self, cap: float) -> float:
        """Return the width at which the heading stands on a few lines, and words take no more than `cap`."""
        told = min(self.told, cap) if self.is_broken else self.told
        return self.around + max(min(self.heading, self.heading / HEADING_LINES + HEADING), told, self.word)


def table(panel: Panel, language: Language, zone: dt.tzinfo | None, width: float) -> dict[str, object]:
    """Return columns, rows and what is left out, for a table `width` points wide.

    Raises
    ------
    CellError
        The frame lacks a column, or holds something that no cell is made for.
    """
    shown = kinds(panel)
    frame = panel.frame.head(MOST_ROWS)
    columns, wants, cells = [], [], []
    for name, kind in shown.items():
        words = [cell(value, kind, language, zone, panel.missing) for value in frame[name]]
        is_number = kind in MEASURES
        after_number = bool(columns) and columns[-1]["right"] and not is_number
        left = 0 if not columns else CLEAR if after_number else BETWEEN
        told = max([AT_LEAST.get(kind, 0), *(measure(text, CELL) for text in words)])
        columns.append({"heading": panel.headings[name], "right": is_number, "left": left})
        heading = panel.headings[name]
        word = max(_longest_word(heading, HEADING), *(_longest_word(text, CELL) for text in words), 0)
        wants.append(Want(left + SLACK, measure(heading, HEADING), told, word, kind in BROKEN))
        cells.append([_cell(value, kind, text) for value, text in zip(frame[name], words, strict=True)])
    for column, share in zip(columns, shares(wants, width), strict=True):
        column["width"] = share
    rest = len(panel.frame) - len(frame)
    more = say("snapshot.more", language, n=f"{rest:,}") if rest else ""
    return {"columns": columns, "rows": [list(row) for row in zip(*cells, strict=True)], "more": more}


def shares(wants: Sequence[Want], width: float) -> list[float]:
    """Return how wide the columns are: as they like where all fit; else headings break, then words, numbers never."""
    liked = [want.liked for want in wants]
    least = liked
    if sum(liked) > width:
        # What a row is about stands on one line the longest.
        name, *others = wants
        tried = ([name.least(max(cap, FIRST)), *(want.least(cap) for want in others)] for cap in CAPS)
        least = next((least for least in tried if sum(least) <= width), [want.least(CAPS[-1]) for want in wants])
    left = width - sum(least)
    more = [max(like - low, 0) for like, low in zip(liked, least, strict=True)]
    if left <= 0 or not any(more):
        return [low * width / sum(least) for low in least]
    return [low + left * one / sum(more) for low, one in zip(least, more, strict=True)]


def _longest_word(text: str, size: float) -> float:
    return max((measure(word, size) for word in LATIN.findall(text)), default=0)


def _cell(value: object, kind: Kind, text: str) -> object:
    """Return what the template prints: words, quiet words, a state with its mark, or a small line."""
    if is_missing(value) or (kind == "flag" and not value):
        return {"quiet": text}
    if kind == "state":
        return {"state": value}
    if kind == "series":
        return [None if is_missing(one) else float(one) for one in value]
    return text
