"""Draw a map picture as deck.gl layers: picture in, deck out."""

import math
from collections.abc import Sequence
from typing import Any, Literal

import pydeck as pdk

from frontline.camera import Bounds, Camera, fit
from frontline.deck import Deck
from frontline.hatch import hatch_lines
from frontline.labels import Label, place_labels
from frontline.look import FONT_STACK, RADIUS, SIZES, Theme, rgb
from frontline.panel import Area, MapPicture, Mark
from frontline.shapes import CELL, FILL, icon_sheet

LARGEST_MARK = 15.0
"""Pixels: radius of the circle whose area equals the largest mark."""
SMALLEST_MARK = 4.0
HATCH = 8.0
"""Pixels between two lines of hatching."""

Text = pdk.types.String
Row = dict[str, Any]


def draw_map(
    picture: MapPicture,
    theme: Theme,
    *,
    size: tuple[float, float] = (960, 640),
    labels: Literal["auto", "all", "none"] = "auto",
    scale: float = 1.0,
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
    still
        True where nobody should pan or zoom.

    Returns
    -------
    Deck with layers "ground", "areas", "hatch", "dots", "chosen", "marks", "names" and "values"; the
    objects of "areas", "dots" and "marks" can be picked and carry `id`, `head` and `tip`.
    """
    camera = fit(picture_bounds(picture), size)
    placed = place_labels(
        picture.areas,
        camera,
        name_size=SIZES["note"] * scale,
        value_size=SIZES["lead"] * scale,
        selected=picture.selected,
        marks=picture.marks,
        labels=labels,
    )
    layers = [
        _ground(camera, theme),
        _areas(picture, theme, scale),
        _hatch(picture.areas, theme, camera, scale),
        _dots(picture.dots, theme, scale),
        _chosen(picture, theme, scale),
        _marks(picture.marks, theme, scale),
        _names(placed, theme, scale),
        _values(placed, theme, scale),
    ]
    view = pdk.ViewState(
        longitude=camera.lon,
        latitude=camera.lat,
        zoom=camera.zoom,
        min_zoom=camera.zoom - 0.5,
        max_zoom=16,
    )
    return Deck(layers, view, tooltip(theme, scale), still=still)


def picture_bounds(picture: MapPicture) -> Bounds | None:
    """Return the bounds to fit: those asked for, else those of everything drawn; None if empty."""
    if picture.bounds:
        return picture.bounds
    points = [point for area in picture.areas for ring in area.rings for point in ring]
    points += [(mark.lon, mark.lat) for mark in (*picture.dots, *picture.marks)]
    if not points:
        return None
    lons, lats = zip(*points, strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def area_colour(area: Area, picture: MapPicture, theme: Theme) -> str:
    """Return the fill of an area: its step on the ramp, or plain where it has none."""
    if area.state == "exempt":
        return theme.ground
    if area.state == "unknown" or area.level is None:
        return theme.area_fill
    return theme.ramp(picture.ramp)[area.level]


def mark_radius(size: float, largest: float) -> float:
    """Return a radius in pixels whose square grows with the size; zero is drawn, but small."""
    share = max(size, 0) / largest if largest > 0 else 0
    return max(SMALLEST_MARK, LARGEST_MARK * math.sqrt(share))


def tooltip(theme: Theme, scale: float = 1.0) -> Row:
    """Return the tooltip: a bold heading and lines beneath; Streamlit escapes what it fills in."""
    return {
        "html": '<div style="font-weight:600">{head}</div><div>{tip}</div>',
        "style": {
            "background": theme.panel,
            "color": theme.text,
            "border": f"1px solid {theme.area_line}",
            "borderRadius": f"{RADIUS}px",
            "padding": "8px 12px",
            "font": f"{SIZES['body'] * scale:g}px/1.5 {FONT_STACK}",
            "fontVariantNumeric": "tabular-nums",
            "whiteSpace": "pre-line",
            "maxWidth": f"{320 * scale:g}px",
            "zIndex": "2",
        },
    }


def _tip(place_id: str, tip: str) -> Row:
    head, _, rest = tip.partition("\n")
    return {"id": place_id, "head": head, "tip": rest}


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
        {**_tip(area.area_code, area.tip), "p": ring, "c": rgb(area_colour(area, picture, theme))}
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
        line
        for area in areas
        if area.state == "unknown"
        for ring in area.rings
        for line in hatch_lines(ring, spacing)
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


def _chosen(picture: MapPicture, theme: Theme, scale: float) -> pdk.Layer:
    rings = [
        (*ring, ring[1])
        for area in picture.areas
        if area.area_code == picture.selected
        for ring in area.rings
    ]
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


def _dots(dots: Sequence[Mark], theme: Theme, scale: float) -> pdk.Layer:
    colours = {state: rgb(colour) for state, colour in theme.states.items()}
    colours["normal"] = rgb(theme.neutral)
    rows = [
        {**_tip(dot.mark_id, dot.tip), "p": (dot.lon, dot.lat), "c": colours[dot.state]}
        for dot in dots
    ]
    return pdk.Layer(
        "ScatterplotLayer",
        id="dots",
        data=rows,
        get_position="p",
        get_fill_color="c",
        get_radius=90,
        radius_min_pixels=1.6 * scale,
        radius_max_pixels=6 * scale,
        pickable=True,
    )


def _marks(marks: Sequence[Mark], theme: Theme, scale: float) -> pdk.Layer:
    largest = max((mark.size for mark in marks), default=0)
    ordered = sorted(marks, key=lambda mark: (-mark.size, mark.mark_id))
    icons = tuple(sorted({(mark.kind, mark.state) for mark in marks})) or (("", "normal"),)
    mapping = {
        f"{kind}.{state}": {"x": i * CELL, "y": 0, "width": CELL, "height": CELL}
        for i, (kind, state) in enumerate(icons)
    }
    rows = [
        {
            **_tip(mark.mark_id, mark.tip),
            "p": (mark.lon, mark.lat),
            "k": f"{mark.kind}.{mark.state}",
            "s": round(mark_radius(mark.size, largest) * scale / FILL, 1),
        }
        for mark in ordered
    ]
    return pdk.Layer(
        "IconLayer",
        id="marks",
        data=rows,
        icon_atlas=Text(icon_sheet(icons, theme.name)),
        icon_mapping=mapping,
        get_position="p",
        get_icon="k",
        get_size="s",
        size_units=Text("pixels"),
        pickable=True,
    )


def _names(placed: Sequence[Label], theme: Theme, scale: float) -> pdk.Layer:
    size = SIZES["note"] * scale
    value = SIZES["lead"] * scale
    rows = [
        {
            "t": label.name,
            "p": (label.lon, label.lat),
            "o": (label.dx, label.dy - (value * 0.625 if label.value_text else 0)),
        }
        for label in placed
    ]
    return _text("names", rows, theme, size, theme.text)


def _values(placed: Sequence[Label], theme: Theme, scale: float) -> pdk.Layer:
    size = SIZES["lead"] * scale
    name = SIZES["note"] * scale
    rows = [
        {"t": label.value_text, "p": (label.lon, label.lat), "o": (label.dx, label.dy + name * 0.625)}
        for label in placed
        if label.value_text
    ]
    return _text("values", rows, theme, size, theme.text)


def _text(layer_id: str, rows: list[Row], theme: Theme, size: float, colour: str) -> pdk.Layer:
    return pdk.Layer(
        "TextLayer",
        id=layer_id,
        data=rows,
        get_text="t",
        get_position="p",
        get_pixel_offset="o",
        get_size=size,
        get_color=rgb(colour),
        character_set=Text("auto"),
        font_family=Text(FONT_STACK),
        font_weight=500,
        font_settings={"sdf": True, "fontSize": 64, "buffer": 10, "radius": 16, "cutoff": 0.2},
        outline_width=4,
        outline_color=[*rgb(theme.background), 235],
    )
