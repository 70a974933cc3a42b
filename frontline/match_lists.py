"""What a board knows of names and points that do not fit: what they may mean, and how far outside they lie."""

import math
from collections.abc import Mapping

import duckdb
import pyarrow as pa
import shapely

from frontline.naming import UNMATCHED, Directory
from frontline.query import questions

METRES = 111_320
"""A degree of latitude."""
NEAREST = 1.0
"""Metres: nearer to a boundary than its corners are exact."""


def append_candidates(db: duckdb.DuckDBPyConnection) -> None:
    """Write down what every name that was not understood may mean now."""
    unknown = db.table("name_match").filter(f"match_how = '{UNMATCHED}'")
    asked = unknown.project("target, written").distinct().order("target, written").fetchall()
    if not asked:
        return
    known = Directory(db.execute(questions()["name_list"].sql).fetchall())
    for target, written in asked:
        for one in known.candidates(target, written):
            db.table("name_candidate").insert([target, written, one.code, one.name, one.why, one.likeness])


def append_strays(db: duckdb.DuckDBPyConnection) -> None:
    """Write down which points lie outside the given boundary of their area, or of the nearest above it that has one."""
    shapes = {
        code: (source, shapely.from_wkb(bytes(wkb))) for code, source, _, wkb in db.table("area_geometry").fetchall()
    }
    areas = db.table("current_area").project("area_code, parent_code, lon, lat").fetchall()
    above = {code: parent for code, parent, *_ in areas}
    points = [("area", code, parent, lon, lat) for code, parent, lon, lat in areas]
    for target in ("checkpoint", "compound", "site"):
        columns = f"'{target}', {target}_id, area_code, lon, lat"
        points += db.table(f"current_{target}").project(columns).fetchall()
    found = []
    for target, code, area, lon, lat in points:
        bounds = _bounding(area, above, shapes)
        if lon is None or lat is None or not bounds:
            continue
        source, shape = shapes[bounds]
        if (metres := metres_outside(shape, lon, lat)) > NEAREST:
            found.append({"target": target, "code": code, "area_code": area, "boundary_code": bounds,
                          "geometry_source": source, "metres": metres})
    if found:
        db.from_arrow(pa.Table.from_pylist(found)).insert_into("stray_point")


def _bounding(
    area: str | None, above: Mapping[str, str | None], shapes: Mapping[str, tuple[str, shapely.Geometry]]
) -> str | None:
    while area and area not in shapes:
        area = above.get(area)
    return area


def metres_outside(shape: shapely.Geometry, lon: float, lat: float) -> float:
    """Return how many metres a point lies outside a shape, flat near the point."""
    if shape.covers(shapely.Point(lon, lat)):
        return 0.0
    scale = (METRES * math.cos(math.radians(lat)), METRES)
    flat = shapely.transform(shape, lambda at: (at - (lon, lat)) * scale)
    return float(flat.distance(shapely.Point(0, 0)))
