"""What stands around the traces of a chart on paper: shapes, notes and the names of the traces."""

from typing import Literal

import plotly.graph_objects as go
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.transforms import Transform, blended_transform_factory

from frontline.look import Theme
from frontline.paper_axis import Scale
from frontline.paper_figure import BODY, DrawError, measure, paint, plain, write
from frontline.paper_traces import DASHES, PX, Drawing

ASIDE = {None: "center", "auto": "center", "left": "left", "center": "center", "right": "right"}
ABOVE = {None: "center", "auto": "center", "top": "top", "middle": "center", "bottom": "bottom"}
SWATCH = 9.0


def _place(drawing: Drawing, mark: object, letter: Literal["x", "y"]) -> tuple[Transform, Scale]:
    """Return how a shape or note is measured along one axis: by the data, or by the share of the plot."""
    reference = mark[f"{letter}ref"] or letter
    if reference == letter:
        return drawing.on.transData, getattr(drawing, letter)
    if reference in ("paper", f"{letter} domain"):
        return drawing.on.transAxes, Scale("number")
    message = f"a place measured by '{reference}'"
    raise DrawError(message)


def shape(drawing: Drawing, mark: go.layout.Shape) -> None:
    """Draw a band or a line, with its name where it has one."""
    if mark.visible is False:
        return
    if mark.type not in ("rect", "line"):
        message = f"a shape '{mark.type}'"
        raise DrawError(message)
    (across, x), (up, y) = _place(drawing, mark, "x"), _place(drawing, mark, "y")
    x0, x1, y0, y1 = x.one(mark.x0), x.one(mark.x1), y.one(mark.y0), y.one(mark.y1)
    common = {"transform": blended_transform_factory(across, up)}
    common["zorder"] = 0.5 if mark.layer == "below" else 3.5
    common["alpha"] = 1 if mark.opacity is None else mark.opacity
    width = PX * (2 if mark.line.width is None else mark.line.width)
    if mark.type == "line":
        look = {"color": paint(mark.line.color or drawing.ink.muted), "linestyle": DASHES[mark.line.dash]}
        drawing.on.plot((x0, x1), (y0, y1), linewidth=width, scalex=False, scaley=False, **look, **common)
    else:
        face = paint(mark.fillcolor) if mark.fillcolor else "none"
        edge = {"linewidth": width, "edgecolor": paint(mark.line.color) if mark.line.color else "none"}
        drawing.on.add_artist(Rectangle((x0, y0), x1 - x0, y1 - y0, facecolor=face, **edge, **common))
    if mark.label.text:
        write(drawing.on, (x0 + x1) / 2, max(y0, y1), plain(mark.label.text), drawing.ink.muted,
              transform=common["transform"], ha="center", va="bottom")


def annotate(drawing: Drawing, note: go.layout.Annotation) -> None:
    """Write a note where the figure has it, with a thin line to what it speaks of."""
    if note.visible is False or not note.text:
        return
    (across, x), (up, y) = _place(drawing, note, "x"), _place(drawing, note, "y")
    both = blended_transform_factory(across, up)
    at = x.one(note.x), y.one(note.y)
    shift = PX * (note.xshift or 0), PX * (note.yshift or 0)
    color = paint(note.font.color or drawing.ink.text)
    ha, va = ASIDE[note.xanchor], ABOVE[note.yanchor]
    if note.showarrow is not False:
        away = PX * (note.ax or 0), -PX * (-30 if note.ay is None else note.ay)
        shift = shift[0] + away[0], shift[1] + away[1]
        line = {"arrowstyle": "-", "color": drawing.ink.muted, "linewidth": 0.5}
        drawing.on.annotate("", at, xytext=shift, xycoords=both, textcoords="offset points", arrowprops=line)
        va = "bottom" if shift[1] >= 0 else "top"
    size = BODY if note.font.size is None else min(max(PX * note.font.size, 6.0), 9.0)
    write(drawing.on, *at, plain(note.text), color, size=size, move=shift, transform=both, ha=ha, va=va, zorder=7)


def legend(drawing: Drawing) -> None:
    """Name the traces in one line above the plot, where the figure asks for a legend."""
    named = [t for t in drawing.chart.data if t.name and t.showlegend is not False and t.visible in (None, True)]
    shown = drawing.chart.layout.showlegend
    if shown is False or (shown is None and len(drawing.chart.data) < 2) or not named:  # noqa: PLR2004
        return
    x, on = 0.0, drawing.on
    for trace in named:
        wanted = trace.marker.color if trace.type == "bar" or "lines" not in (trace.mode or "lines") else trace.line.color
        color = drawing.colors(trace, wanted if isinstance(wanted, str) else None, 1)[0]
        look = {"transform": on.transAxes, "va": "bottom"}
        write(on, 0, 1, "■" if trace.type == "bar" else "—", color, move=(x, 12), **look)
        write(on, 0, 1, plain(trace.name), drawing.ink.muted, move=(x + SWATCH, 12), **look)
        x += SWATCH + measure(plain(trace.name), BODY) + 12
