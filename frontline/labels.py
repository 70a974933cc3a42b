"""Names on the map that never overlap: the most important is placed first, what finds no room is left out."""

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from frontline.camera import Box, Camera
from frontline.look import STATE_ORDER
from frontline.panel import Area, Mark

LINE = 1.25
"""Line height as a multiple of the type size."""
GAP = 3.0
"""Free pixels kept around a label."""
NEAR = 6.0
"""Pixels around a mark that a label had better leave free."""
COVERED = 60.0
"""Pixels that a label would rather move than cover a mark."""

Spot = tuple[Box, float, float]
"""Where a label could stand, and how far that is from the centre of its area."""


@dataclass(frozen=True)
class Label:
    """A name, and under it its value, centred at `lon`, `lat` and moved by `dx`, `dy` pixels."""

    area_code: str
    name: str
    value_text: str
    lon: float
    lat: float
    dx: float
    dy: float
    box: Box


def text_width(text: str, size: float) -> float:
    """Estimate the width of a line in pixels: a Chinese character is one em, a Latin one 0.58."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return size * (wide + 0.58 * (len(text) - wide))


def importance(area: Area, selected: str | None) -> tuple[int, int, int, str]:
    """Sort key of an area: selected first, then by state, then by level, then by code."""
    level = -1 if area.level is None else area.level
    return (
        int(area.area_code != selected),
        STATE_ORDER.index(area.state),
        -level,
        area.area_code,
    )


def place_labels(
    areas: Sequence[Area],
    camera: Camera,
    *,
    name_size: float,
    value_size: float,
    selected: str | None = None,
    marks: Iterable[Mark] = (),
    labels: Literal["auto", "all", "none"] = "auto",
) -> tuple[Label, ...]:
    """Find a place for every name, the most important first.

    "auto" moves a name a little, then leaves out its value, then the name itself; "all" puts every
    name at the centre of its area; "none" places nothing. Marks are avoided where there is a choice.
    """
    if labels == "none":
        return ()
    points = [camera.pixel(mark.lon, mark.lat) for mark in marks if mark.state in ("act", "watch")]
    placed: list[Label] = []
    for area in sorted(areas, key=lambda area: importance(area, selected)):
        x, y = camera.pixel(area.lon, area.lat)
        for value_text in dict.fromkeys((area.value_text, "")):
            width = max(text_width(area.name, name_size), text_width(value_text, value_size))
            height = LINE * (name_size + (value_size if value_text else 0))
            moves = ((0.0, 0.0),) if labels == "all" else _moves(width, height)
            boxes = [(_box(x + dx, y + dy, width, height), dx, dy) for dx, dy in moves]
            if spot := _best(boxes, placed if labels == "auto" else None, camera, points):
                box, dx, dy = spot
                placed.append(Label(area.area_code, area.name, value_text, area.lon, area.lat, dx, dy, box))
                break
    return tuple(placed)


def _best(
    spots: Iterable[Spot], placed: Sequence[Label] | None, camera: Camera, points: Sequence[tuple[float, float]]
) -> Spot | None:
    """Return the cheapest free spot. The nearest are tried first, and none that is farther than the best one costs."""
    best, least = None, math.inf
    for spot in sorted(spots, key=_way):
        if _way(spot) >= least:
            break
        if placed is None or _is_free(spot[0], placed, camera):
            cost = _cost(spot, points)
            if cost < least:
                best, least = spot, cost
    return best


def _moves(width: float, height: float) -> tuple[tuple[float, float], ...]:
    return tuple(
        (across * width, upward * height)
        for upward in (0, -0.35, 0.35, -0.7, 0.7, -1.0, 1.0)
        for across in (0, -0.25, 0.25, -0.5, 0.5)
    )


def _box(x: float, y: float, width: float, height: float) -> Box:
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _is_free(box: Box, placed: Sequence[Label], camera: Camera) -> bool:
    inside = box[0] >= 0 and box[1] >= 0 and box[2] <= camera.width and box[3] <= camera.height
    return inside and not any(overlap(box, label.box) for label in placed)


def overlap(one: Box, other: Box) -> bool:
    """Tell whether two boxes come closer than `GAP` pixels."""
    return one[0] < other[2] + GAP and other[0] < one[2] + GAP and one[1] < other[3] + GAP and other[1] < one[3] + GAP


def _way(spot: Spot) -> float:
    return abs(spot[1]) + 1.5 * abs(spot[2])


def _cost(spot: Spot, points: Sequence[tuple[float, float]]) -> float:
    west, north, east, south = spot[0]
    covered = sum(west - NEAR <= x <= east + NEAR and north - NEAR <= y <= south + NEAR for x, y in points)
    return covered * COVERED + _way(spot)
