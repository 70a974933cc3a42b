"""Draw a map picture as deck.gl layers: picture in, deck out."""

import functools
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import pydeck as pdk
import shapely

from frontline.camera import Bounds, Camera, box, crowding, extent, fit
from frontline.deck import Deck
from frontline.hatch import Ring, hatch_lines
from frontline.labels import place_labels
from frontline.layer_marks import Text, dot_layer, mark_layer, name_layer, tip_row, tooltip, value_layer
from frontline.look import SIZES, Theme, rgb
from frontline.panel import Area, MapPicture
from frontline.shapes import area_colour

FINEST = 0.5
"""Pixels: what is smaller is left out of outlines."""
PLAIN = 2000
"""Corners in all up to which outlines stay as they are."""
HATCH = 8.0
"""Pixels between two lines of hatching."""


def draw_map(
    picture: MapPicture,
    theme: Theme,
    *,
    size: tuple[float, float] = (960, 640),
    labels: Literal["auto", "all", "none"] = "auto",
    scale: float = 1.0,
    number: float = 0.0,
    still: bool = False,
) -> Deck:
    """Draw a picture of areas, dots and marks on our own flat ground.

    Parameters
    ----------
    picture
        What to show. `tip` is plain text; its first line is the heading of the tooltip.
    theme
        Colours by role.
    size
        Width and height the map will have, in CSS pixels: the view is fitted and names are placed for it.
    labels
        "auto" leaves out names that would overlap.
    scale
        Enlarges type, marks and lines; above 1 for walls.
    number
        Pixels that a value under a name has at least; one that finds no room at that size is left out.
    still
        True where nobody should pan or zoom.

    Returns
    -------
    Deck with layers "ground", "areas", "hatch", "dots", "chosen", "marks", "names" and "values"; the
    objects of "areas", "dots" and "marks" can be picked and carry `id`, `head` and `tip`.
    """
    camera = fit(extent(picture), size)
    picture = replace(picture, areas=fitted(picture.areas, camera, picture.bounds))
    close = scale * crowding((size[0] / scale, size[1] / scale))
    name_size, value_size = SIZES["note"] * scale, max(SIZES["lead"] * close, number)
    placed = place_labels(
        picture.areas,
        camera,
        name_size=name_size,
        value_size=value_size,
        selected=picture.selected,
        marks=picture.marks,
        labels=labels,
    )
    layers = [
        _ground(camera, theme),
        _areas(picture, theme, scale),
        _hatch(picture.areas, theme, camera, scale),
        dot_layer(picture, theme, close),
        _chosen(picture, theme, scale),
        _chosen_point(picture, theme, scale),
        mark_layer(picture, theme, close),
        name_layer(placed, theme, name_size, value_size),
        value_layer(placed, theme, name_size, value_size),
    ]
    view = pdk.ViewState(
        longitude=camera.lon,
        latitude=camera.lat,
        zoom=camera.zoom,
        min_zoom=camera.zoom - 0.5,
        max_zoom=16,
    )
    return Deck(layers, view, tooltip(theme, scale), still=still)


def fitted(areas: tuple[Area, ...], camera: Camera, view: Bounds | None = None) -> tuple[Area, ...]:
    """Leave out of the outlines what no pixel shows; areas beside the view keep what the view of everything needs."""
    rings = tuple(ring for area in areas for ring in area.rings)
    if sum(map(len, rings)) <= PLAIN:
        return areas
    whole = camera if view is None else fit(extent(MapPicture(areas)), (camera.width, camera.height))
    shown = dict(zip(rings, simplified(rings, _degrees(whole)), strict=True))
    if view is not None:
        near = tuple(ring for ring in rings if _meets(ring, view))
        shown |= dict(zip(near, simplified(near, _degrees(camera)), strict=True))
    return tuple(replace(area, rings=tuple(shown[ring] for ring in area.rings)) for area in areas)


def _degrees(camera: Camera) -> float:
    """Return the finest detail in degrees, halved step by step, so that near zooms share their outlines."""
    return 2.0 ** math.floor(math.log2(FINEST * 360 / camera.world))


def _meets(ring: Ring, view: Bounds) -> bool:
    west, south, east, north = box(ring)
    return west <= view[2] and east >= view[0] and south <= view[3] and north >= view[1]


@functools.lru_cache(maxsize=64)
def simplified(rings: tuple[Ring, ...], detail: float) -> tuple[Ring, ...]:
    """Simplify outlines together, so that neighbours still meet. Kept: it takes longer than all else on a map."""
    found = list(rings)
    whole = [at for at, ring in enumerate(rings) if len(ring) > 3]  # noqa: PLR2004 - a closed triangle
    shapes = shapely.coverage_simplify([shapely.Polygon(rings[at]) for at in whole], detail)
    for at, shape in zip(whole, shapes, strict=True):
        found[at] = tuple(map(tuple, shapely.get_coordinates(shape.exterior).tolist()))
    return tuple(found)


def _ground(camera: Camera, theme: Theme) -> pdk.Layer:
    wide = 4 * 360 * max(camera.width, camera.height) / camera.world
    west, east = max(camera.lon - wide, -180), min(camera.lon + wide, 180)
    south, north = max(camera.lat - wide, -85), min(camera.lat + wide, 85)
    corners = [[west, south], [east, south], [east, north], [west, north]]
    return pdk.Layer(
        "SolidPolygonLayer",
        id="ground",
        data=[{"p": corners}],
        get_polygon="p",
        get_fill_color=rgb(theme.ground),
    )


def _areas(picture: MapPicture, theme: Theme, scale: float) -> pdk.Layer:
    rows = [
        {**tip_row(area.area_code, area.tip), "p": ring, "c": rgb(area_colour(area.state, area.level, picture, theme))}
        for area in picture.areas
        for ring in area.rings
    ]
    return pdk.Layer(
        "PolygonLayer",
        id="areas",
        data=rows,
        get_polygon="p",
        get_fill_color="c",
        get_line_color=rgb(theme.area_line),
        get_line_width=scale,
        line_width_units=Text("pixels"),
        line_joint_rounded=True,
        pickable=True,
    )


def _hatch(areas: Sequence[Area], theme: Theme, camera: Camera, scale: float) -> pdk.Layer:
    spacing = HATCH * scale * 360 / camera.world
    lines = [
        line for area in areas if area.state == "unknown" for ring in area.rings for line in hatch_lines(ring, spacing)
    ]
    return pdk.Layer(
        "PathLayer",
        id="hatch",
        data=lines,
        get_path="-",
        get_color=rgb(theme.hatch),
        get_width=1.2 * scale,
        width_units=Text("pixels"),
    )


def _chosen_point(picture: MapPicture, theme: Theme, scale: float) -> pdk.Layer:
    points = [point for point in (*picture.dots, *picture.marks) if point.mark_id == picture.selected]
    return pdk.Layer(
        "ScatterplotLayer",
        id="chosen_point",
        data=[{"p": (point.lon, point.lat)} for point in points],
        get_position="p",
        get_radius=18 * scale,
        radius_units=Text("pixels"),
        filled=False,
        stroked=True,
        get_line_color=rgb(theme.accent),
        get_line_width=3 * scale,
        line_width_units=Text("pixels"),
    )


def _chosen(picture: MapPicture, theme: Theme, scale: float) -> pdk.Layer:
    chosen = {*picture.outlined, picture.selected}
    rings = [(*ring, ring[1]) for area in picture.areas if area.area_code in chosen for ring in area.rings]
    strokes = ((theme.background, 7), (theme.accent, 3))
    return pdk.Layer(
        "PathLayer",
        id="chosen",
        data=[{"p": ring, "c": rgb(c), "w": w * scale} for c, w in strokes for ring in rings],
        get_path="p",
        get_color="c",
        get_width="w",
        width_units=Text("pixels"),
        joint_rounded=True,
    )
