"""What a board holds besides facts: what it is, shifts, code lists, rules, shapes, batches and their faults."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import shapely

from frontline.boundary_rows import handed_in
from frontline.deployment import Deployment, DeploymentError
from frontline.house import DATA, file_sha256
from frontline.journal import Journal
from frontline.query import definitions_version
from frontline.reviews import reviewed_batches
from frontline.rulebook import Rulebook, csv_rows, keep_rules, rulebook, rules_version
from frontline.schematic import POST, Place, draw

ALIAS = ("area_code", "alias_name", "alias_code", "source")
NAMED = 5
"""Unknown codes that an error names; the rest are counted."""
OF_SAMPLE = "sample"
"""Who hands in the tables of a sample."""


def append_lists(
    db: duckdb.DuckDBPyConnection, deployment: Deployment, journal: Journal, generation: int, now: dt.datetime,
    clock_at: dt.datetime | None = None, book: Rulebook | None = None,
) -> None:
    """Fill the tables of a new board that no handed-in file fills; batches are those that had come by `now`.

    `clock_at` and `book` are given for a board of the past that is known later than it tells of, or counts by rules
    that were in force then.
    """
    d, book = deployment, book or rulebook(deployment)
    clock_at = clock_at or min(d.clock_at or now, now)
    keep_rules(d.live, book)
    db.table("board").insert([
        d.id, generation, d.name_zh, d.name_en, d.root_area_code, d.first_on, clock_at, now,
        d.demonstration_zh, d.demonstration_en, d.map_note_zh, d.map_note_en, definitions_version(),
        rules_version(book),
    ])
    for shift in d.shifts:
        db.table("shift").insert([shift.shift_code, shift.starts_minute, shift.ends_minute])
    db.read_csv(str(DATA / "codes.csv"), header=True, all_varchar=True).insert_into("code_list")
    for table, rows in book.items():
        columns = {column: [row[column] or None for row in rows] for column in rows[0]}
        db.from_arrow(pa.table(columns)).insert_into(table)
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


def replaced(deployment: Deployment, journal: Journal) -> frozenset[str]:
    """Return the batches of a sample that its folder no longer holds, because the product brought a newer one.

    They stay in the journal. Nobody else can hand in a file at the moment where a sample's clock stands.
    """
    if not deployment.is_sample or deployment.clock_at is None:
        return frozenset()
    held = {file_sha256(file) for file in deployment.folder.glob("*.csv")}
    signed = (OF_SAMPLE, deployment.clock_at.isoformat())
    return frozenset(
        row["batch_id"] for row in journal.batches()
        if (row["uploader"], row["received_at"]) == signed and row["file_sha256"] not in held
    )


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


def append_boundaries(
    db: duckdb.DuckDBPyConnection, deployment: Deployment, journal: Journal, left_out: frozenset[str], now: dt.datetime
) -> None:
    """Fill in the given boundaries; one that was handed in goes before the one of a file, of a place still listed."""
    register = {code for (code,) in db.table("area").project("area_code").fetchall()}
    rows = {code: (code, source, note, wkb) for code, source, note, wkb in geometries(deployment)}
    rows |= {code: (code, "imported", note, wkb) for code, (note, wkb) in handed_in(journal, left_out, now).items()
             if code in register}
    _insert(db, "area_geometry", [
        dict(zip(("area_code", "geometry_source", "approval_note", "wkb"), rows[code], strict=True))
        for code in sorted(rows)
    ])


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
