"""What every drawing on paper shares: the font, the measure of words, and vector output."""

import functools
import io
import re
import threading
import unicodedata
from pathlib import Path

import matplotlib as mpl
from fontTools.ttLib import TTFont
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.patheffects import Stroke
from matplotlib.text import Text
from matplotlib.transforms import ScaledTranslation

from frontline.cells import PanelError
from frontline.house import STATIC

FONTS = STATIC / "fonts"
REGULAR, BOLD = FONTS / "NotoSansSC-Regular.ttf", FONTS / "NotoSansSC-SemiBold.ttf"
MM = 72 / 25.4
DRAWING = threading.Lock()
"""Matplotlib's settings belong to the whole process, so one sheet is drawn at a time."""
LACKING = "〓"
INVISIBLE = ("Cc", "Cf", "Mn")
HAIR = 0.4
SMALL, BODY = 6.5, 7.5
UNBREAKABLE = re.compile(r"[A-Za-z0-9.,:%+\-]+\s?|.", re.DOTALL)
SETTINGS = {
    "svg.fonttype": "none",
    "svg.hashsalt": "frontline",
    "svg.id": None,
    "axes.unicode_minus": True,
    "hatch.linewidth": 0.5,
    "font.size": BODY,
}


class DrawError(PanelError):
    """A figure holds something that paper has no drawing for; the message says what."""


@functools.cache
def family() -> str:
    """Register the fonts of the product with matplotlib and return the name of their family."""
    for file in (REGULAR, BOLD):
        fontManager.addfont(file)
    return FontProperties(fname=REGULAR).get_name()


@functools.cache
def _characters() -> frozenset[str]:
    return frozenset({*map(chr, get_font(REGULAR).get_charmap()), "\n"})


def printable(words: str) -> str:
    """Return words that the fonts can print: '〓' for a character they lack, nothing for an invisible one."""
    kept = _characters()
    return "".join(
        char if char in kept else "" if unicodedata.category(char) in INVISIBLE else LACKING for char in words
    )


@functools.cache
def _widths(file: Path) -> dict[str, float]:
    """Return how wide each character of a font is at one point."""
    with TTFont(file, lazy=True) as font:
        wide, units = font["hmtx"].metrics, font["head"].unitsPerEm
        return {chr(code): wide[name][0] / units for code, name in font.getBestCmap().items()}


def measure(words: str, size: float, *, bold: bool = False) -> float:
    """Return the width in points of one line set at `size` points; pairs that stand closer are not counted so."""
    wide = _widths(BOLD if bold else REGULAR)
    return size * sum(wide[char] for char in printable(words) if char != "\n")


def wrap(words: str, size: float, width: float, lines: int = 2) -> str:
    """Break `words` into at most `lines` lines of `width` points; what does not fit ends in '…'."""
    rows = [""]
    for piece in UNBREAKABLE.findall(words):
        if rows[-1] and measure(rows[-1] + piece.rstrip(), size) > width:
            if len(rows) == lines:
                rows[-1] = rows[-1].rstrip() + "…"
                break
            rows.append("")
        rows[-1] += piece
    return "\n".join(row.rstrip() for row in rows)


def paint(color: str) -> tuple[float, ...]:
    """Return a colour of Plotly ('#rrggbb', a name, 'rgb(…)', 'rgba(…)') as shares of red, green, blue, opacity."""
    if not color.startswith("rgb"):
        return to_rgba(color)
    parts = [float(part) for part in color[color.index("(") + 1 : -1].split(",")]
    return *(part / 255 for part in parts[:3]), *(parts[3:] or [1.0])


def figure(width: float, height: float) -> Figure:
    """Return an empty figure of `width` x `height` points without a background."""
    drawn = Figure(figsize=(width / 72, height / 72), dpi=72)
    drawn.patch.set_visible(False)
    return drawn


def axes(drawn: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Return axes at a place given in points from the lower left corner of the figure."""
    across, up = drawn.get_size_inches() * 72
    return drawn.add_axes((left / across, bottom / up, width / across, height / up))


def write(
    on: Axes,
    x: float,
    y: float,
    words: str,
    color: str,
    *,
    size: float = BODY,
    halo: str | None = None,
    move: tuple[float, float] = (0, 0),
    **settings: object,
) -> Text:
    """Write words on axes, `move` points off the place; `halo` is the colour of their outline.

    The outline is a drawing of its own beneath, so that the words stay text that can be selected.
    """
    words = printable(words)
    common = {"fontsize": size, "fontfamily": family(), "clip_on": False, **settings}
    if move != (0, 0):
        away = ScaledTranslation(move[0] / 72, move[1] / 72, on.get_figure().dpi_scale_trans)
        common["transform"] = common.get("transform", on.transData) + away
    if halo:
        outline = Stroke(linewidth=size * 0.3, foreground=halo, joinstyle="round")
        on.text(x, y, words, color=halo, path_effects=[outline], **common)
    return on.text(x, y, words, color=color, **common)


def png(drawn: Figure, width: int) -> bytes:
    """Return the figure as a picture `width` pixels wide; equal figures give equal bytes."""
    page = io.BytesIO()
    with mpl.rc_context(SETTINGS):
        drawn.savefig(page, format="png", dpi=width / drawn.get_size_inches()[0], metadata={"Software": None})
    return page.getvalue()


def svg(drawn: Figure) -> str:
    """Return the figure as SVG; equal figures give equal text."""
    page = io.StringIO()
    with mpl.rc_context(SETTINGS):
        drawn.savefig(page, format="svg", metadata={"Date": None, "Creator": None})
    return page.getvalue()
