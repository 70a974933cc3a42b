"""A map for places without one: cells around known seats, tiles for unknown ones, points spread inside.

Nothing here is a boundary. Pure and repeatable: the same places give the same drawing, in whatever order they come.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely.geometry import MultiPoint, Point, Polygon, box

from frontline.schematic_tiles import Position, tiles, upwards

KM_PER_DEGREE = 111.195
WIDE_KM = 330
"""About three degrees: a few places farther apart than this are drawn as tiles, or none could be read."""
FEW = 30
POST = "post"
ALONE_KM = 5.0
"""Radius of a single cell."""

@dataclass(frozen=True)
class Place:
    """An area in scope or a post in one: where it belongs, and where it lies if that is known (degrees)."""

    code: str
    parent: str | None
    level: str
    position: Position | None = None
    shape: Polygon | None = None


@dataclass
class Drawing:
    """What was drawn: cells of townships without a boundary, positions that were unknown or no longer fit.

    Those of `cells` that are `tiles` say nothing of distances.
    """

    cells: dict[str, Polygon] = field(default_factory=dict)
    tiles: frozenset[str] = frozenset()
    positions: dict[str, Position] = field(default_factory=dict)


def draw(places: Sequence[Place], posts: Sequence[Place] = ()) -> Drawing:
    """Draw a cell for every township without a boundary and find a position for everything in a township.

    A township with a seat gets what lies nearer to it than to any other, inside a soft hull; one without gets a
    tile, in blocks by what holds it. Given boundaries and positions stay, except where a few places so far apart
    that none could be read have become tiles: what they hold moves with them.
    """
    by_code = {place.code: place for place in sorted(places, key=lambda place: place.code)}
    townships = [place for place in by_code.values() if place.level == "township"]
    seats = {t.code: seat for t in townships if (seat := _seat(t))}
    bounded = {t.code: t.shape for t in townships if t.shape}
    if not bounded and len(seats) <= FEW and _is_wide(list(seats.values())):
        moved, held = set(seats), {}
    else:
        moved, held = set(), seats
    cells = _cells(held, bounded)
    missing = [t.code for t in townships if t.code not in cells and t.code not in bounded]
    parents = {place.code: place.parent for place in by_code.values()}
    cells |= tiles(missing, parents, seats, [*cells.values(), *bounded.values()])
    drawing = Drawing(cells, frozenset(missing))
    for code, cell in (bounded | cells).items():
        if code in moved or not by_code[code].position:
            drawing.positions[code] = _inside(cell)
    _place_members(drawing, by_code, posts, bounded | cells, moved)
    return drawing


def _seat(place: Place) -> Position | None:
    return place.position or (_inside(place.shape) if place.shape else None)


def _inside(shape: shapely.Geometry) -> Position:
    centre = shape.centroid if shape.contains(shape.centroid) else shape.representative_point()
    return round(centre.x, 5), round(centre.y, 5)


def _is_wide(seats: Sequence[Position]) -> bool:
    if len(seats) < 2:  # noqa: PLR2004 - a distance needs two
        return False
    flat = np.array(seats) * _scale(seats)
    return float(np.linalg.norm(flat.max(axis=0) - flat.min(axis=0))) > WIDE_KM


def _scale(seats: Sequence[Position]) -> np.ndarray:
    """Return kilometres per degree, east and north, around these places."""
    return np.array([KM_PER_DEGREE * math.cos(math.radians(np.mean([lat for _, lat in seats]))), KM_PER_DEGREE])


def _cells(seats: Mapping[str, Position], bounded: Mapping[str, Polygon]) -> dict[str, Polygon]:
    """Return what lies nearest to each seat that has no boundary, clear of the boundaries there are."""
    wanted = [code for code in seats if code not in bounded]
    if not wanted:
        return {}
    scale = _scale(list(seats.values()))
    points = _apart(np.array(list(seats.values())) * scale)
    if len(points) == 1:
        raw = [Point(points[0]).buffer(ALONE_KM)]
    else:
        distances = np.linalg.norm(points[:, None] - points[None], axis=2)
        reach = float(np.median(np.sort(distances, axis=1)[:, 1])) * 0.7
        hull = shapely.concave_hull(MultiPoint(points), ratio=0.5).buffer(reach)
        whole = MultiPoint(points).envelope.buffer(10 * reach)
        raw = list(shapely.voronoi_polygons(MultiPoint(points), extend_to=whole, ordered=True).geoms)
        raw = [cell.intersection(hull) for cell in raw]
    taken = shapely.union_all([shapely.transform(shape, lambda lonlat: lonlat * scale) for shape in bounded.values()])
    found = {}
    for code, cell, point in zip(seats, raw, points, strict=True):
        if code in wanted:
            free = _largest(cell.difference(taken))
            # A seat inside somebody else's boundary keeps a small tile of its own on top of it.
            free = box(*(point - ALONE_KM / 4), *(point + ALONE_KM / 4)) if free.area < 0.01 * cell.area else free
            rounded = shapely.transform(free.simplify(0.05), lambda km: np.round(km / scale, 5))
            found[code] = _largest(shapely.make_valid(Polygon(rounded.exterior)))
    return found


def _apart(points: np.ndarray) -> np.ndarray:
    """Move seats that fall together a few hundred metres apart, so that each has a cell."""
    seen: dict[tuple[float, float], int] = {}
    moved = points.copy()
    for number, point in enumerate(points):
        key = (round(float(point[0]), 2), round(float(point[1]), 2))
        turn = seen[key] = seen.get(key, -1) + 1
        moved[number] += [0.3 * math.sqrt(turn) * math.cos(2.4 * turn), 0.3 * math.sqrt(turn) * math.sin(2.4 * turn)]
    return moved


def _largest(shape: shapely.Geometry) -> shapely.Geometry:
    return max((part for part in getattr(shape, "geoms", [shape])), key=lambda part: part.area, default=Polygon())


def _place_members(
    drawing: Drawing, by_code: Mapping[str, Place], posts: Sequence[Place],
    cells: Mapping[str, Polygon], moved: set[str],
) -> None:
    """Spread what lies in a township and has no position, or was moved with it; neighbours by code stay neighbours."""
    parents = {place.code: place.parent for place in by_code.values()}
    members: dict[str, list[tuple[str, bool, str]]] = {}
    for place in (*by_code.values(), *posts):
        if place.level not in {"community", "hamlet", POST}:
            continue
        township = next((code for code in upwards(place.parent, parents) if code in cells), None)
        seat = _seat(place)
        if township in moved or (township and not seat):
            is_post = place.level == POST
            members.setdefault(township, []).append((place.parent if is_post else place.code, is_post, place.code))
        elif seat and not place.position:
            drawing.positions[place.code] = seat
    for township, found in members.items():
        for (_, _, code), position in zip(sorted(found), spread(cells[township], len(found)), strict=True):
            drawing.positions[code] = position


def spread(cell: Polygon, count: int) -> list[Position]:
    """Return `count` points well inside a cell, evenly spread, in an order in which neighbours follow each other."""
    margin = math.sqrt(cell.area) * 0.08
    room = next(room for room in (cell.buffer(-margin), cell.buffer(-margin / 4), cell) if not room.is_empty)
    west, south, east, north = room.bounds
    step = math.sqrt(room.area / count)
    while True:
        found: list[Position] = []
        for number, y in enumerate(np.arange(south + step / 2, north, step)):
            line = np.arange(west + step * (0.25 if number % 2 else 0.75), east, step)
            line = line[shapely.contains_xy(room, line, np.full(len(line), y))]
            found += [(round(float(x), 5), round(float(y), 5)) for x in (line[::-1] if number % 2 else line)]
        if len(found) >= count:
            # Whole numbers, so that no point is taken twice.
            return [found[i * (len(found) - 1) // max(count - 1, 1)] for i in range(count)]
        step *= 0.93
