"""Where the camera stands: fit a place into a picture and count its pixels (Web Mercator)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from frontline.panel import MapPicture

TILE = 512
"""Pixels of the whole world at zoom 0 in deck.gl."""
EARTH = 40_075_016.686
"""Metres around the equator (WGS 84)."""
WORLD = (73.0, 18.0, 136.0, 54.0)
"""What an empty map shows, in degrees."""

Bounds = tuple[float, float, float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Camera:
    """A view from above: centre in degrees, deck.gl zoom, picture in pixels."""

    lon: float
    lat: float
    zoom: float
    width: float
    height: float

    @property
    def world(self) -> float:
        """Pixels around the whole earth at this zoom."""
        return TILE * 2**self.zoom

    @property
    def metres_per_pixel(self) -> float:
        """Ground metres that one pixel covers at the centre."""
        return EARTH * math.cos(math.radians(self.lat)) / self.world

    def pixel(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a point falls, in pixels from the upper left corner."""
        x = (lon - self.lon) / 360 * self.world + self.width / 2
        y = (_north(self.lat) - _north(lat)) * self.world + self.height / 2
        return x, y

    def round_length(self, longest: float) -> tuple[float, float]:
        """Choose a scale bar: (metres, pixels), metres 1, 2 or 5 times a power of ten."""
        metres = longest * self.metres_per_pixel
        power = 10 ** math.floor(math.log10(metres))
        best = max(step * power for step in (1, 2, 5) if step * power <= metres)
        return best, best / self.metres_per_pixel


def _north(lat: float) -> float:
    """Mercator northing as a share of the world, 0 at the equator."""
    return math.asinh(math.tan(math.radians(lat))) / (2 * math.pi)


def fit(bounds: Bounds | None, size: tuple[float, float], margin: float = 0.05) -> Camera:
    """Stand so that `bounds` (west, south, east, north) fill the picture, with a margin each side."""
    west, south, east, north = bounds or WORLD
    width, height = size
    across = max((east - west) / 360, 1e-6)
    upward = max(_north(north) - _north(south), 1e-6)
    room = 1 - 2 * margin
    zoom = math.log2(min(width * room / across, height * room / upward) / TILE)
    middle = (_north(north) + _north(south)) / 2
    lat = math.degrees(math.atan(math.sinh(2 * math.pi * middle)))
    return Camera((west + east) / 2, lat, min(zoom, 16), width, height)


def crowding(size: tuple[float, float]) -> float:
    """Return by how much marks and values shrink on a small map: 1 from 560 pixels on, at least 0.65."""
    return min(1.0, max(0.65, min(size) / 560))


def extent(picture: MapPicture) -> Bounds | None:
    """Return the bounds to fit: those asked for, else those of everything drawn; None if empty."""
    if picture.bounds:
        return picture.bounds
    rings = [ring for area in picture.areas for ring in area.rings]
    if points := [(mark.lon, mark.lat) for mark in (*picture.dots, *picture.marks)]:
        rings.append(tuple(points))
    if not rings:
        return None
    west, south, east, north = zip(*map(box, rings), strict=True)
    return min(west), min(south), max(east), max(north)


def box(points: Sequence[tuple[float, float]]) -> Bounds:
    """Return the bounds of some points; the western- and easternmost are the first and last in order."""
    lats = list(map(itemgetter(1), points))
    return min(points)[0], min(lats), max(points)[0], max(lats)
