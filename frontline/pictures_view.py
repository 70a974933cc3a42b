"""The view of a map: which part of the ground it shows, and whether that ground is to scale."""

from collections.abc import Collection
from dataclasses import replace

import pandas as pd

from frontline.panel import MapPicture


def closer(
    picture: MapPicture, cells: pd.DataFrame, townships: Collection[str], outlined: tuple[str, ...] = ()
) -> MapPicture:
    """Fit the view to the townships of the scope; none means all. Among tiles no distance means anything."""
    is_to_scale = not (cells["geometry_source"] == "tile").any()
    picture = replace(picture, is_to_scale=is_to_scale, outlined=outlined)
    rings = [ring for area in picture.areas if area.area_code in townships for ring in area.rings]
    if not rings:
        return picture
    points = [point for ring in rings for point in ring]
    west, south = (min(axis) for axis in zip(*points, strict=True))
    east, north = (max(axis) for axis in zip(*points, strict=True))
    return replace(picture, bounds=(west, south, east, north))
