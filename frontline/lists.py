"""What a board holds besides facts: what it is, shifts, code lists, rules, shapes, batches and their faults."""

import csv
import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import shapely

from frontline.deployment import Deployment, DeploymentError
from frontline.house import DATA
from frontline.journal import Journal
from frontline.query import definitions_version
from frontline.reviews import reviewed_batches
from frontline.schematic import POST, Place, draw

ALIAS = ("area_code", "alias_name", "alias_code", "source")
NAMED = 5
"""Unknown codes that an error names; the rest are counted."""
OF_SAMPLE = "sample"
"""Who hands in the tables of a sample."""


def append_lists(
    db: duckdb.DuckDBPyConnection, deployment: Deployment, journal: Journal, generation: int, now: dt.datetime
) -> None:
    """Fill the tables of a new board that no handed-in file fills; batches are those that had come by `now`."""
    d = deployment
    clock_at = min(d.clock_at or now, now)
    db.table("board").insert([
        d.id, generation, d.name_zh, d.name_en, d.root_area_code, d.first_on, clock_at, now,
        d.demonstration_zh, d.demonstration_en, d.map_note_zh, d.map_note_en, definitions_version(),
    ])
    for shift in d.shifts:
        db.table("shift").insert([shift.shift_code, shift.starts_minute, shift.ends_minute])
    db.read_csv(str(DATA / "codes.csv"), header=True, all_varchar=True).insert_into("code_list")
    for table, name in (("norm", "norm"), ("threshold", "threshold"), ("alarm_rule", "alarm")):
        rows = rules(name, deployment)
        columns = {column: [row[column] or None for row in rows] for column in rows[0]}
        db.from_arrow(pa.table(columns)).insert_into(table)
    for code, source, note, wkb in geometries(deployment):
        db.table("area_geometry").insert([code, source, note, wkb])
    batches = come_by(reviewed_batches(journal, now), now)
    come = {row["batch_id"] for row in batches}
    for table, rows in (
        ("batch", batches), ("fault", journal.faults()), ("name_match", journal.matches()),
    ):
        _insert(db, table, [row for row in rows if row["batch_id"] in come])


def come_by(batches: Sequence[Mapping[str, Any]], at: dt.datetime) -> list[Mapping[str, Any]]:
    """Return the batches that had come by a moment; those of a sample always, for their rows say when they came."""
    return [
        row for row in batches
        if row["uploader"] == OF_SAMPLE or dt.datetime.fromisoformat(row["received_at"]) <= at
    ]


def rules(name: str, deployment: Deployment) -> list[dict[str, str]]:
    """Return the rows of a file of `data/rules/`; a row of the deployment's own `rules/` replaces the one of its key.

    Raises
    ------
    DeploymentError
        The deployment's own file has other columns, or a key that no shared row has.
    """
    shared = csv_rows(DATA / "rules" / f"{name}.csv")
    key, own = next(iter(shared[0])), deployment.folder / "rules" / f"{name}.csv"
    found = {row[key]: row for row in shared}
    for number, row in enumerate(csv_rows(own) if own.exists() else (), start=2):
        if row.keys() != shared[0].keys() or row[key] not in found or not row["source"]:
            message = (
                f"{own} 第 {number} 行 (line): {row.get(key)}; 列应为 (columns): {', '.join(shared[0])}; "
                f"{key} 应为 data/rules/{name}.csv 中已有的 (one of the shared file)，source 不得为空 (never empty)"
            )
            raise DeploymentError(message)
        found[row[key]] = row
    return list(found.values())


def append_names(db: duckdb.DuckDBPyConnection, deployment: Deployment, *, is_past: bool = False) -> None:
    """Fill in what else places are called, from the deployment's own `rules/place_name.csv` where it has one.

    In a board of the past, places that were learned of later are left out.

    Raises
    ------
    DeploymentError
        The file has other columns, a row without a source or without any name, or a place the register has not.
    """
    own = deployment.folder / "rules" / "place_name.csv"
    rows = csv_rows(own) if own.exists() else []
    register = {code for (code,) in db.table("area").project("area_code").fetchall()}
    if is_past:
        rows = [row for row in rows if row["area_code"] in register]
    for number, row in enumerate(rows, start=2):
        is_named = tuple(row) == ALIAS and row["source"] and (row["alias_name"] or row["alias_code"])
        # Before any register has come there is nothing to hold the names against.
        if not is_named or (register and row["area_code"] not in register):
            message = (
                f"{own} 第 {number} 行 (line): {row.get('area_code')}; 列应为 (columns): {', '.join(ALIAS)}; "
                "area_code 应在区划表中，又名或代码至少填一个，出处不得为空 "
                "(in the register, with a name or a code, and a source)"
            )
            raise DeploymentError(message)
    _insert(db, "place_alias", [{column: row[column] or None for column in ALIAS} for row in rows])


def csv_rows(file: Path) -> list[dict[str, str]]:
    """Return the rows of a list as it stands in its file."""
    with file.open(encoding="utf-8-sig", newline="") as content:
        return list(csv.DictReader(content))


def geometries(deployment: Deployment) -> Iterator[tuple[str, str, str | None, bytes]]:
    """Yield (area code, source, approval note, WKB) of the polygons in force.

    An `area.geojson` in the live folder, imported by the city, replaces the polygon of every area it
    names; the others keep theirs. Those of a demonstration are schematic. Degrees, WGS 84.
    """
    found = {}
    drawn = "schematic" if deployment.demonstration_zh else "imported"
    for folder, source in ((deployment.folder, drawn), (deployment.live, "imported")):
        file = folder / "area.geojson"
        if file.exists():
            collection = json.loads(file.read_text(encoding="utf-8"))
            for feature in collection["features"]:
                shape = shapely.from_geojson(json.dumps(feature["geometry"]))
                note = feature["properties"].get("approval_note")
                code = feature["properties"]["area_code"]
                found[code] = (code, source, note, shapely.to_wkb(shape))
    yield from (found[code] for code in sorted(found))


def append_schematic(db: duckdb.DuckDBPyConnection) -> None:
    """Draw what has no boundary or position, from the places as known now."""
    shapes = {code: shapely.from_wkb(bytes(wkb)) for code, _, _, wkb in db.table("area_geometry").fetchall()}
    register = {code for (code,) in db.table("area").project("area_code").fetchall()}
    # Before any register has come there is nothing to hold the shapes against.
    if register and (unknown := sorted(set(shapes) - register)):
        raise DeploymentError(
            f"area.geojson: area_code {'、'.join(unknown[:NAMED])} ({len(unknown)}) "
            "不在区划表中，应与区划表的 area_code 一致 (not in the register; must be an area_code of the table area)"
        )
    areas = db.table("current_area").filter("is_in_scope").project("area_code, parent_code, area_level, lon, lat")
    posts = db.table("current_checkpoint").project("checkpoint_id, area_code, lon, lat")
    drawing = draw(
        [Place(code, parent, level, None if lon is None else (lon, lat), shapes.get(code))
         for code, parent, level, lon, lat in areas.fetchall()],
        [Place(code, area, POST, None if lon is None else (lon, lat)) for code, area, lon, lat in posts.fetchall()],
    )
    _insert(db, "area_geometry", [
        {"area_code": code, "geometry_source": "tile" if code in drawing.tiles else "schematic",
         "approval_note": None, "wkb": shapely.to_wkb(cell)}
        for code, cell in sorted(drawing.cells.items())
    ])
    _insert(db, "schematic_place", [
        {"place_code": code, "lon": lon, "lat": lat, "position_source": "boundary" if code in shapes else "schematic"}
        for code, (lon, lat) in sorted(drawing.positions.items())
    ])


def _insert(db: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        db.from_arrow(pa.Table.from_pylist(list(rows))).insert_into(table)


def listed_files(deployment: Deployment) -> Iterator[Path]:
    """Yield the files besides the journal that a board is made of."""
    own = deployment.folder
    files = [
        DATA / "codes.csv", *sorted((DATA / "rules").glob("*.csv")), *sorted((own / "rules").glob("*.csv")),
        own / "deployment.toml", own / "area.geojson", deployment.live / "area.geojson",
    ]
    yield from (file for file in files if file.exists())
