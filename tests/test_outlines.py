"""Detailed outlines are drawn with what a pixel can show, and neighbours still meet."""

import itertools
import json
import math

import pytest
import shapely

from frontline.camera import extent, fit
from frontline.layers import draw_map, fitted
from frontline.look import PAPER
from frontline.panel import Area, MapPicture

SIZE = (1060, 610)
CORNERS = 600


def _wavy(start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
    """Go from one corner to another along a coast; back along the same coast."""
    if end < start:
        return _wavy(end, start)[::-1]
    (x0, y0), (x1, y1) = start, end
    steps = [n / CORNERS for n in range(CORNERS + 1)]
    waves = [0.004 * math.sin(40 * math.pi * t) + 0.0004 * math.sin(400 * math.pi * t) for t in steps]
    return [
        (x0 + t * (x1 - x0) - w * (y1 - y0), y0 + t * (y1 - y0) + w * (x1 - x0))
        for t, w in zip(steps, waves, strict=True)
    ]


def _square(column: int, row: int) -> Area:
    corners = [(120 + (column + x) / 4, 37 + (row + y) / 4) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))]
    ring = [corners[0]]
    for start, end in itertools.pairwise(corners):
        ring += _wavy(start, end)[1:]
    return Area(f"{column}{row}", "镇", (tuple(ring),), *corners[0], 1, "normal", "镇")


AREAS = tuple(_square(column, row) for column in range(4) for row in range(3))


@pytest.fixture(scope="module")
def shapes() -> list[shapely.Polygon]:
    camera = fit(extent(MapPicture(AREAS)), SIZE)
    return [shapely.Polygon(area.rings[0]) for area in fitted(AREAS, camera)]


def test_an_outline_keeps_its_shape_to_a_pixel_with_a_fraction_of_its_corners(shapes: list[shapely.Polygon]) -> None:
    pixel = 360 / fit(extent(MapPicture(AREAS)), SIZE).world
    for area, shape in zip(AREAS, shapes, strict=True):
        assert len(shape.exterior.coords) < len(area.rings[0]) / 5
        assert shape.hausdorff_distance(shapely.Polygon(area.rings[0])) < 2 * pixel


def test_neighbours_still_meet(shapes: list[shapely.Polygon]) -> None:
    assert shapely.coverage_is_valid(shapes)
    assert shapely.union_all(shapes).area == pytest.approx(sum(shape.area for shape in shapes))


def test_plain_outlines_stay_as_they_are() -> None:
    square = Area("1", "镇", (((120, 37), (121, 37), (121, 38), (120, 37)),), 120, 37, 1, "normal", "镇")
    assert fitted((square,), fit((120, 37, 121, 38), SIZE)) == (square,)


def test_a_township_in_view_is_drawn_finer_than_those_beside_it() -> None:
    view = extent(MapPicture(AREAS[:1]))
    near = fitted(AREAS, fit(view, SIZE), view)
    assert len(near[0].rings[0]) > 3 * len(near[-1].rings[0])


def test_what_is_sent_shrinks_with_the_outlines() -> None:
    written = json.loads(draw_map(MapPicture(AREAS), PAPER, size=SIZE).to_json())
    rows = next(layer["data"] for layer in written["layers"][0] if layer["id"] == "areas")
    assert sum(len(row["p"]) for row in rows) < sum(len(area.rings[0]) for area in AREAS) / 5
