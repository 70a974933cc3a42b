"""What stands around the traces of a chart on paper: bands, lines and notes."""

from typing import Literal

import plotly.graph_objects as go
from matplotlib.patches import Rectangle
from matplotlib.transforms import Transform, blended_transform_factory

from frontline.paper_axis import Scale
from frontline.paper_figure import BODY, DrawError, paint
from frontline.paper_traces import DASHES, PX, Drawing
from frontline.paper_words import write_markup

ABOVE = {None: "center", "auto": "center", "top": "top", "middle": "center", "bottom": "bottom"}
LARGEST, SMALLEST = 8.0, 6.0


def _place(on: Drawing, mark: object, letter: Literal["x", "y"]) -> tuple[Transform, Scale]:
    """Return how a shape or note is measured along one axis: by the data, or by the share of the plot."""
    reference = mark[f"{letter}ref"] or letter
    if reference == letter:
        return on.on.transData, on.x if letter == "x" else on.y
    if reference in ("paper", f"{letter} domain"):
        return on.on.transAxes, Scale()
    message = f"a place measured by '{reference}'"
    raise DrawError(message)


def shape(on: Drawing, mark: go.layout.Shape) -> None:
    """Draw a band or a line."""
    if mark.type not in ("rect", "line") or mark.label.text or mark.line.dash not in DASHES:
        message = f"a shape '{mark.type}', named '{mark.label.text}', dashed '{mark.line.dash}'"
        raise DrawError(message)
    (across, x), (up, y) = _place(on, mark, "x"), _place(on, mark, "y")
    x0, x1, y0, y1 = x.one(mark.x0), x.one(mark.x1), y.one(mark.y0), y.one(mark.y1)
    width = PX * (2 if mark.line.width is None else mark.line.width)
    edge = paint(mark.line.color or on.ink.muted)
    common = {
        "transform": blended_transform_factory(across, up),
        "zorder": 0.5 if mark.layer == "below" else 3.5,
        "alpha": mark.opacity,
        "linewidth": width,
    }
    if mark.type == "line":
        dash = DASHES[mark.line.dash]
        on.on.plot((x0, x1), (y0, y1), color=edge, linestyle=dash, scalex=False, scaley=False, **common)
    else:
        face = paint(mark.fillcolor) if mark.fillcolor else "none"
        edge = edge if width else "none"
        on.on.add_artist(Rectangle((x0, y0), x1 - x0, y1 - y0, facecolor=face, edgecolor=edge, **common))


def annotate(on: Drawing, note: go.layout.Annotation) -> None:
    """Write a note where the figure has it."""
    if note.showarrow is not False or note.textangle:
        message = f"an arrow or a slanted note '{note.text}'"
        raise DrawError(message)
    (across, x), (up, y) = _place(on, note, "x"), _place(on, note, "y")
    size = BODY if note.font.size is None else min(max(PX * note.font.size * 0.85, SMALLEST), LARGEST)
    write_markup(
        on.on,
        x.one(note.x),
        y.one(note.y),
        note.text,
        note.font.color or on.ink.text,
        size=size,
        ha={None: "center", "auto": "center"}.get(note.xanchor, note.xanchor),
        va=ABOVE[note.yanchor],
        move=(PX * (note.xshift or 0), PX * (note.yshift or 0)),
        transform=blended_transform_factory(across, up),
        zorder=7,
    )
