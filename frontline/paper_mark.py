"""Marks of a paper map: the shape says the kind, the area the quantity, the fill the state."""

import math
from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection

from frontline.look import Theme
from frontline.panel import Mark
from frontline.paper_figure import HAIR
from frontline.shapes import shape_of

LARGEST, SMALLEST, DOT = 6.0, 1.9, 1.2
Placed = tuple[tuple[float, float], Mark, float]
"""Where a mark stands in points of paper, the mark, its radius in points."""
Ramp = tuple[str, ...]


def mark_radius(size: float, largest: float) -> float:
    """Return the radius in points of the circle of equal area; nothing missing is drawn, but small."""
    share = max(size, 0) / largest if largest > 0 else 0
    return max(SMALLEST, LARGEST * math.sqrt(share))


def draw_marks(on: Axes, placed: Sequence[Placed], ink: Theme, ramp: Ramp) -> None:
    """Draw marks with their own shapes; the later ones lie on top."""
    up = -1 if on.yaxis_inverted() else 1
    corners = [np.array(at) + np.array(shape_of(mark.kind)) * (radius, -up * radius) for at, mark, radius in placed]
    looks = _looks([mark for _, mark, _ in placed], ink, ramp)
    on.add_collection(PolyCollection(corners, **looks, joinstyle="round", zorder=5))


def draw_dots(on: Axes, placed: Sequence[Placed], ink: Theme, ramp: Ramp) -> None:
    """Draw round marks, all as large as the first."""
    if placed:
        x, y = zip(*(at for at, _, _ in placed), strict=True)
        size = (2 * placed[0][2]) ** 2
        on.scatter(x, y, s=size, **_looks([mark for _, mark, _ in placed], ink, ramp), zorder=4)


def _looks(marks: Sequence[Mark], ink: Theme, ramp: Ramp) -> dict[str, list]:
    looks = [_look(mark, ink, ramp) for mark in marks]
    names = ("facecolors", "edgecolors", "linewidths")
    return dict(zip(names, (list(column) for column in zip(*looks, strict=True)), strict=False))


def _look(mark: Mark, ink: Theme, ramp: Ramp) -> tuple[str, str, float]:
    """Return fill, outline and its width: filled when known, hollow when not reported, ringed when to act on."""
    colour = ink.neutral if mark.state == "normal" else ink.states[mark.state]
    if mark.level is not None:
        return ramp[mark.level], ink.muted, HAIR
    if mark.state in ("unknown", "exempt"):
        return ink.ground, colour, 0.8
    return (colour, ink.text, 1.0) if mark.state == "act" else (colour, ink.ground, 0.7)
