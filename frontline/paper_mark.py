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
Point = tuple[float, float]


def mark_radius(size: float, largest: float) -> float:
    """Return the radius in points of the circle of equal area; nothing missing is drawn, but small."""
    share = max(size, 0) / largest if largest > 0 else 0
    return max(SMALLEST, LARGEST * math.sqrt(share))


def draw_marks(
    on: Axes, places: Sequence[Point], marks: Sequence[Mark], radii: Sequence[float], ink: Theme, ramp: tuple[str, ...]
) -> None:
    """Draw marks with their own shapes, `radii` points large; the later ones lie on top."""
    up = -1 if on.yaxis_inverted() else 1
    corners = [
        np.array(at) + np.array(shape_of(mark.kind)) * (radius, -up * radius)
        for at, mark, radius in zip(places, marks, radii, strict=True)
    ]
    on.add_collection(PolyCollection(corners, **_looks(marks, ink, ramp), joinstyle="round", zorder=5))


def draw_dots(
    on: Axes, places: Sequence[Point], dots: Sequence[Mark], radius: float, ink: Theme, ramp: tuple[str, ...]
) -> None:
    """Draw round marks, all of one size."""
    if dots:
        x, y = zip(*places, strict=True)
        on.scatter(x, y, s=(2 * radius) ** 2, **_looks(dots, ink, ramp), zorder=4)


def _looks(marks: Sequence[Mark], ink: Theme, ramp: tuple[str, ...]) -> dict[str, list]:
    looks = [_look(mark, ink, ramp) for mark in marks]
    names = ("facecolors", "edgecolors", "linewidths")
    return dict(zip(names, (list(column) for column in zip(*looks, strict=True)), strict=False))


def _look(mark: Mark, ink: Theme, ramp: tuple[str, ...]) -> tuple[str, str, float]:
    """Return fill, outline and its width: filled when known, hollow when not reported."""
    colour = ink.neutral if mark.state == "normal" else ink.states[mark.state]
    if mark.level is not None:
        return ramp[mark.level], ink.muted, HAIR
    if mark.state in ("unknown", "exempt"):
        return ink.ground, colour, 0.8
    return colour, ink.ground, 0.7
