"""What one shape of a file is worth: taken, repaired, or refused for a named reason. Only the reader's child asks."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LinearRing, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

MOST_CHANGE = 0.001
"""Share of its area that a repair may change."""
LEAST_AREA = 1e-9
"""Square degrees, about ten square metres: less is no place."""
FEWEST = 3
FLAT, STEEP = 180, 90
EXPLAINED = {
    "Hole lies outside shell": "hole", "Nested shells": "nested", "Nested holes": "nested",
    "Holes are nested": "nested", "Duplicate Rings": "nested",
}
Bounds = tuple[float, float, float, float]
"""West, south, east, north of the land, degrees."""


@dataclass(frozen=True)
class Verdict:
    """A shape to be taken, with the share of area that its repair changed (None: not repaired); or why not."""

    shape: BaseGeometry | None = None
    change: float | None = None
    reason: str = ""
    found: str = ""


class BadShapeError(Exception):
    """A GeoJSON geometry that is none: a reason and what was found."""


def judged(shape: BaseGeometry | None, bounds: Bounds, *, is_closed: bool = True) -> Verdict:
    """Judge a shape in degrees; `is_closed` is False where its rings had to be closed when it was read."""
    if shape is None or shape.is_empty:
        return Verdict(reason="missing", found="" if shape is None else shape.geom_type)
    shape = shapely.force_2d(shape)
    if shape.geom_type == "MultiPoint" and len(shape.geoms) == 1:
        shape = shape.geoms[0]
    if shape.geom_type not in {"Polygon", "MultiPolygon", "Point"}:
        return Verdict(reason="shape", found=shape.geom_type)
    at = shapely.get_coordinates(shape)
    if not np.isfinite(at).all():
        return Verdict(reason="number", found="NaN")
    if astray := _astray(at, bounds):
        return Verdict(shape, reason=astray[0], found=astray[1])
    return Verdict(shape) if shape.geom_type == "Point" else _polygon(shape, is_closed=is_closed)


def _astray(at: np.ndarray, bounds: Bounds) -> tuple[str, str] | None:
    west, south, east, north = bounds
    inside = (at[:, 0] >= west) & (at[:, 0] <= east) & (at[:, 1] >= south) & (at[:, 1] <= north)
    if inside.all():
        return None
    x, y = at[~inside][0]
    is_metres = abs(x) > 2 * FLAT or abs(y) > 2 * STEEP
    return "metres" if is_metres else "range", _place(x, y)


def _polygon(shape: Polygon | MultiPolygon, *, is_closed: bool) -> Verdict:
    for ring in _rings(shape):
        at = shapely.get_coordinates(ring)
        if len(np.unique(at, axis=0)) < FEWEST:
            return Verdict(reason="corners", found=_place(*at[0]))
    if shape.is_valid:
        if shape.area < LEAST_AREA:
            return Verdict(reason="area", found=_place(*shapely.get_coordinates(shape)[0]))
        return Verdict(shape, None if is_closed else 0.0)
    said, _, place = shapely.is_valid_reason(shape).partition("[")
    where = _place(*map(float, place.rstrip("]").split()[:2])) if place else ""
    mended = _only_polygons(shapely.make_valid(shape, method="structure", keep_collapsed=False))
    change = abs(mended.area - shape.area) / shape.area if shape.area > 0 else math.inf
    if change <= MOST_CHANGE and mended.area >= LEAST_AREA:
        return Verdict(mended, change)
    if mended.area < LEAST_AREA:
        return Verdict(reason="area", found=where)
    return Verdict(reason=EXPLAINED.get(said.strip(), "cross"), found=where)


def _rings(shape: Polygon | MultiPolygon) -> Iterator[LinearRing]:
    for part in getattr(shape, "geoms", [shape]):
        if not part.is_empty:
            yield part.exterior
            yield from part.interiors


def _only_polygons(shape: BaseGeometry) -> BaseGeometry:
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and not part.is_empty]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def _place(x: float, y: float) -> str:
    return f"{x:.6g}, {y:.6g}" if max(abs(x), abs(y)) > FLAT else f"{x:.5f}, {y:.5f}"


def from_geojson(geometry: object) -> tuple[BaseGeometry | None, bool]:
    """Return a GeoJSON geometry as it stands, and whether its rings were closed; None where there is none.

    Raises
    ------
    BadShapeError
        It is no geometry, or one of its positions is none.
    """
    if geometry is None:
        return None, True
    if not isinstance(geometry, dict):
        raise BadShapeError("damaged", type(geometry).__name__)
    kind, at = geometry.get("type"), geometry.get("coordinates")
    if kind == "Point":
        return (Point(_position(at)), True) if at else (None, True)
    if kind == "Polygon":
        return _from_rings(at)
    if kind == "MultiPolygon":
        parts = [_from_rings(part) for part in _listed(at)]
        shapes = [part for part, _ in parts if part and not part.is_empty]
        return MultiPolygon(shapes) if shapes else None, all(is_closed for _, is_closed in parts)
    raise BadShapeError("shape", str(kind)[:40])


def _from_rings(rings: object) -> tuple[Polygon | None, bool]:
    read = [[_position(one) for one in _listed(ring)] for ring in _listed(rings)]
    if not read or not read[0]:
        return None, True
    for ring in read:
        if len(set(ring)) < FEWEST:
            raise BadShapeError("corners", _place(*ring[0]) if ring else "")
    return Polygon(read[0], read[1:]), all(ring[0] == ring[-1] for ring in read)


def _listed(value: object) -> list:
    if not isinstance(value, list):
        raise BadShapeError("damaged", str(value)[:40])
    return value


def _position(value: object) -> tuple[float, float]:
    is_number = isinstance(value, list) and len(value) >= 2 and all(  # noqa: PLR2004 - longitude, latitude
        isinstance(one, int | float) and not isinstance(one, bool) for one in value[:2]
    )
    if not is_number:
        raise BadShapeError("number", str(value)[:40])
    try:
        x, y = float(value[0]), float(value[1])
    except OverflowError:
        raise BadShapeError("number", str(value)[:40]) from None
    if not (math.isfinite(x) and math.isfinite(y)):
        raise BadShapeError("number", str(value)[:40])
    return x, y
