"""Two small maps beside each other: the cells as they stand and as they would be, given ones told from drawn ones."""

import base64
import html
import math
from collections.abc import Collection

import pandas as pd
import shapely

from frontline.look import Theme
from frontline.panel import records
from frontline.words import Language, number, say

WIDE, HIGH, ROOM = 480, 360, 8
GIVEN = "imported"


def outlines(cells: pd.DataFrame, changed: Collection[str], title: str, language: Language, theme: Theme) -> str:
    """Return cells as a drawing: given boundaries filled, with a full line; drawn ones with a dashed line.

    Those that a file changes have a thick line. Holes are not drawn.
    """
    rows = [row for row in records(cells) if row["wkb"] is not None]
    # What changes is drawn last, over the lines of its neighbours.
    rows.sort(key=lambda row: (row["area_code"] in changed, row["geometry_source"] == GIVEN))
    shapes = [shapely.from_wkb(bytes(row["wkb"])) for row in rows]
    given = sum(row["geometry_source"] == GIVEN for row in rows)
    said = say("boundary.map", language, title=title, given=number(given), rest=number(len(rows) - given))
    scale = _scale(shapes)
    paths = "".join(
        f'<path d="{_path(shape, scale)}" {_style(row, row["area_code"] in changed, theme)}/>'
        for row, shape in zip(rows, shapes, strict=True)
    )
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}">{paths}</svg>'
    source = f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode()}"
    words = html.escape(said)
    return (
        f'<figure style="margin:0"><figcaption>{words}</figcaption>'
        f'<img alt="{words}" src="{source}" style="width:100%;max-width:{WIDE}px"></figure>'
    )


def _style(row: dict, is_changed: bool, theme: Theme) -> str:  # noqa: FBT001
    wide = 2.5 if is_changed else 1
    if row["geometry_source"] == GIVEN:
        return f'fill="{theme.area_fill}" stroke="{theme.accent}" stroke-width="{wide}"'
    return f'fill="{theme.ground}" stroke="{theme.muted}" stroke-width="{wide}" stroke-dasharray="4 3"'


def _scale(shapes: list[shapely.Geometry]) -> tuple[float, float, float, float]:
    """Return the west and north end and how many pixels a degree is wide and high."""
    west, south, east, north = shapely.total_bounds(shapes)
    narrow = math.cos(math.radians((south + north) / 2))
    pixels = min((WIDE - 2 * ROOM) / max((east - west) * narrow, 1e-9), (HIGH - 2 * ROOM) / max(north - south, 1e-9))
    return west, north, pixels * narrow, pixels


def _path(shape: shapely.Geometry, scale: tuple[float, float, float, float]) -> str:
    west, north, wide, high = scale
    parts = []
    for part in shapely.get_parts(shape.simplify(0.5 / high)):
        corners = [f"{ROOM + (x - west) * wide:.1f},{ROOM + (north - y) * high:.1f}" for x, y in part.exterior.coords]
        parts.append(f"M{' '.join(corners)}Z")
    return "".join(parts)
