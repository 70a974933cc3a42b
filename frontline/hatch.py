"""Hatching: the parallel lines that say "not reported", cut to the shape of an area."""

import functools
import math

import shapely

Ring = tuple[tuple[float, float], ...]
Segment = tuple[tuple[float, float], tuple[float, float]]


@functools.lru_cache(maxsize=4096)
def hatch_lines(ring: Ring, spacing: float) -> tuple[Segment, ...]:
    """Cut diagonal lines (45 degrees on a Mercator map) to one ring.

    Parameters
    ----------
    ring
        Exterior ring in degrees.
    spacing
        Degrees of longitude between two lines, measured across them. Lines stand at the same places
        for all rings, so the hatching of neighbours runs through.

    Returns
    -------
    Segments in degrees; none where the ring is not a polygon.
    """
    if len(ring) < 4 or spacing <= 0:  # noqa: PLR2004  a closed triangle
        return ()
    west, south = (min(axis) for axis in zip(*ring, strict=True))
    east, north = (max(axis) for axis in zip(*ring, strict=True))
    steep = math.cos(math.radians((south + north) / 2))
    polygon = shapely.Polygon([(x, y / steep) for x, y in ring])
    if not polygon.is_valid:
        polygon = shapely.make_valid(polygon)
    low, high = south / steep, north / steep
    step = spacing * math.sqrt(2)
    first, last = math.ceil((west + low) / step), math.floor((east + high) / step)
    lines = shapely.linestrings(
        [[(k * step - high - step, high + step), (k * step - low + step, low - step)] for k in range(first, last + 1)]
    )
    parts = shapely.get_parts(shapely.intersection(lines, polygon))
    return tuple(
        ((x0, y0 * steep), (x1, y1 * steep))
        for (x0, y0), (x1, y1) in (
            (part.coords[0], part.coords[-1]) for part in parts if part.geom_type == "LineString" and not part.is_empty
        )
    )
