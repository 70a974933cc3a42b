"""One mark of a paper map: its shape says the kind, its area the quantity, its fill the state."""

import math

from matplotlib.axes import Axes
from matplotlib.patches import Circle, Polygon

from frontline.look import Theme
from frontline.panel import Mark
from frontline.paper_figure import HAIR
from frontline.shapes import SHAPES, shape_of

LARGEST, SMALLEST, DOT = 6.0, 1.9, 1.2
Point = tuple[float, float]


def mark_radius(size: float, largest: float) -> float:
    """Return the radius in points of the circle of equal area; nothing missing is drawn, but small."""
    share = max(size, 0) / largest if largest > 0 else 0
    return max(SMALLEST, LARGEST * math.sqrt(share))


def draw_mark(on: Axes, at: Point, mark: Mark, radius: float, ink: Theme, ramp: tuple[str, ...], zorder: float = 5) -> None:
    """Draw one mark, `radius` points large: filled when known, hollow when not reported."""
    colour = ink.neutral if mark.state == "normal" else ink.states[mark.state]
    face, edge, width = colour, ink.ground, 0.7
    if mark.level is not None:
        face, edge, width = ramp[mark.level], ink.muted, HAIR
    elif mark.state in ("unknown", "exempt"):
        face, edge, width = ink.ground, colour, 0.8
    look = {"facecolor": face, "edgecolor": edge, "linewidth": width, "zorder": zorder, "joinstyle": "round"}
    if mark.kind in SHAPES:
        up = -1 if on.yaxis_inverted() else 1
        corners = [(at[0] + x * radius, at[1] - up * y * radius) for x, y in shape_of(mark.kind)]
        on.add_patch(Polygon(corners, **look))
    else:
        on.add_patch(Circle(at, radius, **look))
