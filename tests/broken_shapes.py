"""Two hundred broken geometries and some sound ones, the same each time, each with the verdict it must get."""

import math
from collections.abc import Iterator

import numpy as np

Case = tuple[str, object, str]
"""A family, a geometry as it stands in GeoJSON, and its verdict: taken, mended, or the reason of its refusal."""
Ring = list[list[float]]
WEST, SOUTH = 120.70, 37.70
EACH = 8


def ring(x: float, y: float, wide: float = 0.05, high: float = 0.05) -> Ring:
    """Return a closed rectangle."""
    return [[x, y], [x + wide, y], [x + wide, y + high], [x, y + high], [x, y]]


def polygon(*rings: Ring) -> dict:
    """Return rings as a polygon."""
    return {"type": "Polygon", "coordinates": list(rings)}


def several(*parts: list[Ring]) -> dict:
    """Return polygons, each given as its rings, as one of many parts."""
    return {"type": "MultiPolygon", "coordinates": list(parts)}


def circle(x: float, y: float, corners: int, radius: float = 0.03) -> Ring:
    """Return a closed ring of very many corners."""
    turns = [2 * math.pi * i / corners for i in range(corners)]
    at = [[x + radius * math.cos(turn), y + radius * math.sin(turn)] for turn in turns]
    return [*at, at[0]]


def broken() -> Iterator[Case]:
    """Yield all cases, eight of a family, at places and sizes drawn with a fixed seed."""
    dice = np.random.default_rng(20200131)
    for _ in range(EACH):
        x, y = WEST + dice.uniform(0, 1), SOUTH + dice.uniform(0, 1)
        size, tiny = dice.uniform(0.02, 0.08), dice.uniform(1e-6, 5e-6)
        yield from _crossing(x, y, size, tiny)
        yield from _rings_of_rings(x, y, size)
        yield from _numbers(x, y, size, dice)
        yield from _kinds(x, y, size, tiny)


def _crossing(x: float, y: float, size: float, tiny: float) -> Iterator[Case]:
    a, b, c, d, _ = ring(x, y, size, size)
    yield "bow-tie", polygon([a, c, b, d, a]), "cross"
    yield "lopsided bow-tie", polygon([a, b, [x + size, y + size / 2], [x, y + size], [x + size, y + size], a]), "cross"
    yield "spike", polygon([a, b, c, [x + size / 2, y + size], [x + size / 2, y + 3 * size],
                            [x + size / 2, y + size], d, a]), "mended"
    # A loop of some centimetres where a pen went back.
    loop = [[x + size, y + size], [x + size - tiny, y + size + tiny], [x + size - tiny, y + size - tiny]]
    yield "loop", polygon([a, b, *loop, [x + size, y + size + tiny], d, a]), "mended"
    yield "duplicate points", polygon([a, a, b, b, b, c, d, d, a]), "taken"
    yield "not closed", polygon([a, b, c, d]), "mended"
    yield "three turns", polygon([a, b, c, d, a, b, c, d, a, b, c, d, a]), "cross"
    yield "back and forth", polygon([a, b, c, b, a]), "area"


def _rings_of_rings(x: float, y: float, size: float) -> Iterator[Case]:
    outer = ring(x, y, size, size)
    inner = ring(x + size / 4, y + size / 4, size / 2, size / 2)
    yield "hole", polygon(outer, inner), "taken"
    yield "hole outside", polygon(outer, ring(x + 2 * size, y, size / 2, size / 2)), "hole"
    yield "hole across", polygon(outer, ring(x + size / 2, y + size / 4, size, size / 2)), "cross"
    yield "hole is all", polygon(outer, outer), "area"
    yield "nested holes", polygon(outer, inner, ring(x + size / 3, y + size / 3, size / 4, size / 4)), "nested"
    yield "nested shells", several([outer], [inner]), "nested"
    yield "shells overlap", several([outer], [ring(x + size / 2, y, size, size)]), "cross"
    yield "parts apart", several([outer], [ring(x + 2 * size, y, size, size)]), "taken"


def _numbers(x: float, y: float, size: float, dice: np.random.Generator) -> Iterator[Case]:
    outer = ring(x, y, size, size)
    yield "not a number", polygon([outer[0], [math.nan, y], *outer[2:]]), "number"
    yield "endless", polygon([outer[0], [math.inf, y], *outer[2:]]), "number"
    yield "text for a number", polygon([outer[0], [str(x), y], *outer[2:]]), "number"
    yield "one number", polygon([[x], [y], [x], [y]]), "number"
    yield "axes exchanged", polygon([[b, a] for a, b in outer]), "range"
    yield "metres", polygon([[a * 4000 + 40_000_000, b * 110_000] for a, b in outer]), "metres"
    yield "another continent", polygon([[a - 121, b] for a, b in outer]), "range"
    yield "date line", polygon([[a + 59.5 - size * dice.integers(0, 2), b] for a, b in outer]), "range"


def _kinds(x: float, y: float, size: float, tiny: float) -> Iterator[Case]:
    outer = ring(x, y, size, size)
    yield "nothing", None, "missing"
    yield "empty", {"type": "MultiPolygon", "coordinates": []}, "missing"
    yield "line", {"type": "LineString", "coordinates": outer}, "shape"
    yield "collection", {"type": "GeometryCollection", "geometries": [polygon(outer)]}, "shape"
    yield "three dimensions", polygon([[a, b, 12.5] for a, b in outer]), "taken"
    yield "two corners", polygon([outer[0], outer[1], outer[0]]), "corners"
    yield "sliver", polygon([[x, y], [x + tiny, y], [x + tiny, y + tiny], [x, y + tiny], [x, y]]), "area"
    yield "very many corners", polygon(circle(x, y, 6_000)), "taken"
    yield "no rings", {"type": "Polygon", "coordinates": "POLYGON"}, "damaged"
