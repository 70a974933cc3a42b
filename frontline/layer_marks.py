"""Dots, marks and names of a map, and what a tooltip says of them."""

from collections.abc import Sequence
from typing import Any

import pydeck as pdk

from frontline.labels import Label
from frontline.look import FONT_STACK, RADIUS, SIZES, Theme, rgb
from frontline.panel import MapPicture
from frontline.shapes import CELL, FILL, icon_sheet, mark_colour, mark_radius

Text = pdk.types.String
Row = dict[str, Any]


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


def tip_row(place_id: str, tip: str) -> Row:
    """Return what a picked object carries: its id, and its tip as heading and lines beneath.

    Where nothing is told, as on a wall, nobody picks: half of the bytes of a map of dots.
    """
    if not tip:
        return {}
    head, _, rest = tip.partition("\n")
    return {"id": place_id, "head": head, "tip": rest}


def dot_layer(picture: MapPicture, theme: Theme, scale: float) -> pdk.Layer:
    """Draw communities as small dots; those on a ramp are a little larger and outlined."""
    ramp = theme.ramp(picture.ramp)
    rows = [
        {
            **tip_row(dot.mark_id, dot.tip),
            "p": (dot.lon, dot.lat),
            "c": rgb(mark_colour(dot.state, dot.level, theme, ramp)),
        }
        for dot in picture.dots
    ]
    is_ramp = any(dot.level is not None for dot in picture.dots)
    return pdk.Layer(
        "ScatterplotLayer",
        id="dots",
        data=rows,
        get_position="p",
        get_fill_color="c",
        get_radius=90,
        radius_min_pixels=(2.8 if is_ramp else 1.6) * scale,
        radius_max_pixels=7 * scale,
        stroked=is_ramp,
        get_line_color=rgb(theme.muted),
        get_line_width=0.75 * scale,
        line_width_units=Text("pixels"),
        pickable=True,
    )


def mark_layer(picture: MapPicture, theme: Theme, scale: float) -> pdk.Layer:
    """Draw marks from one sheet of icons, the largest lowest: shape says the kind, area the size."""
    largest = max((mark.size for mark in picture.marks), default=0)
    ordered = sorted(picture.marks, key=lambda mark: (-mark.size, mark.mark_id))
    found = {(mark.kind, mark.state, mark.level) for mark in ordered} or {("", "normal", None)}
    icons = tuple(sorted(found, key=str))
    names = {icon: f"i{i}" for i, icon in enumerate(icons)}
    rows = [
        {
            **tip_row(mark.mark_id, mark.tip),
            "p": (mark.lon, mark.lat),
            "k": names[mark.kind, mark.state, mark.level],
            "s": round(mark_radius(mark.size, largest) * scale / FILL, 1),
        }
        for mark in ordered
    ]
    return pdk.Layer(
        "IconLayer",
        id="marks",
        data=rows,
        icon_atlas=Text(icon_sheet(icons, theme.name, picture.ramp)),
        icon_mapping={
            name: {"x": i * CELL, "y": 0, "width": CELL, "height": CELL} for i, name in enumerate(names.values())
        },
        get_position="p",
        get_icon="k",
        get_size="s",
        size_units=Text("pixels"),
        pickable=True,
    )


def name_layer(placed: Sequence[Label], theme: Theme, name: float, value: float) -> pdk.Layer:
    """Write the names; `name` and `value` are type sizes in pixels."""
    rows = [
        {
            "t": label.name,
            "p": (label.lon, label.lat),
            "o": (label.dx, label.dy - (value * 0.625 if label.value_text else 0)),
        }
        for label in placed
    ]
    return _text("names", rows, theme, name, 400)


def value_layer(placed: Sequence[Label], theme: Theme, name: float, value: float) -> pdk.Layer:
    """Write the values under the names."""
    rows = [
        {"t": label.value_text, "p": (label.lon, label.lat), "o": (label.dx, label.dy + name * 0.625)}
        for label in placed
        if label.value_text
    ]
    return _text("values", rows, theme, value, 600)


def _text(layer_id: str, rows: list[Row], theme: Theme, size: float, weight: int) -> pdk.Layer:
    return pdk.Layer(
        "TextLayer",
        id=layer_id,
        data=rows,
        get_text="t",
        get_position="p",
        get_pixel_offset="o",
        get_size=size,
        get_color=rgb(theme.text),
        character_set=Text("auto"),
        font_family=Text(FONT_STACK),
        font_weight=weight,
        font_settings={"sdf": True, "fontSize": 64, "buffer": 16, "radius": 16, "cutoff": 0.2},
        outline_width=10,
        outline_color=[*rgb(theme.background), 230],
    )
