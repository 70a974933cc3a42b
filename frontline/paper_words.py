"""Words on paper that carry the mark-up of our charts: coloured and bold runs, line by line."""

import html
import re
from dataclasses import dataclass

from matplotlib.axes import Axes

from frontline.paper_figure import BODY, DrawError, measure, paint, write

TAG = re.compile(r"(<[^>]*>)")
COLOR = re.compile(r'<span style="color:([^";]+);?">')
LINE = 1.3


@dataclass(frozen=True)
class Run:
    """A piece of one line in one colour and weight."""

    words: str
    color: str
    bold: bool


def lines(markup: str, color: str) -> list[list[Run]]:
    """Split Plotly mark-up into lines of runs; `color` is that of the words without a colour of their own.

    Raises
    ------
    DrawError
        The words carry a tag that paper does not know.
    """
    found: list[list[Run]] = [[]]
    colors, bold = [color], 0
    for part in TAG.split(markup):
        span = COLOR.fullmatch(part)
        if span:
            colors.append(span[1])
        elif part == "</span>":
            colors.pop()
        elif part in ("<b>", "</b>"):
            bold += 1 if part == "<b>" else -1
        elif part == "<br>":
            found.append([])
        elif TAG.fullmatch(part):
            message = f"the mark-up {part}"
            raise DrawError(message)
        elif part:
            words = html.unescape(part).replace("＄", "$")
            found[-1].append(Run(words, colors[-1], bool(bold)))
    return found


def write_markup(
    on: Axes,
    x: float,
    y: float,
    markup: str,
    color: str,
    *,
    size: float = BODY,
    ha: str = "left",
    va: str = "center",
    move: tuple[float, float] = (0, 0),
    **settings: object,
) -> None:
    """Write marked-up words on axes, `move` points off their place."""
    rows = lines(markup, color)
    first = {"top": 0, "center": (len(rows) - 1) / 2, "bottom": len(rows) - 1}[va]
    stand = {"center": "center_baseline"}.get(va, va)
    for number, row in enumerate(rows):
        widths = [measure(run.words, size, bold=run.bold) for run in row]
        across = move[0] - sum(widths) * {"left": 0, "center": 0.5, "right": 1}[ha]
        up = move[1] + (first - number) * size * LINE
        for run, width in zip(row, widths, strict=True):
            words = run.words.lstrip()  # SVG drops the space before words, so it is measured instead
            space = measure(run.words.removesuffix(words), size, bold=run.bold)
            look = {"size": size, "va": stand, "move": (across + space, up), **settings}
            write(on, x, y, words, paint(run.color), weight=600 if run.bold else 400, **look)
            across += width
