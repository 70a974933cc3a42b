"""Sheets laid out in a database: what is written in a column once, where it stands, and the rows in their types."""

from collections.abc import Sequence

import duckdb
import numpy as np
import pyarrow as pa

from frontline.catalogue import WITHDRAWN, Table
from frontline.facts import KEPT
from frontline.faults import is_private
from frontline.headings import Handed
from frontline.house import QUERIES
from frontline.reading import Filled


def insert_texts(
    db: duckdb.DuckDBPyConnection, handed: Sequence[Handed], columns: Sequence[Sequence[Filled]]
) -> None:
    """Lay out what is written, each text of a column once, and in which rows it stands."""
    values: dict[str, list] = {name: [] for name in (
        "value_no", "sheet_no", "column_no", "column_name", "written", "value", "is_private"
    )}
    rows, numbers, first = [np.empty(0, np.int32)], [np.empty(0, np.int32)], 0
    for sheet_no, (sheet, mine) in enumerate(zip(handed, columns, strict=True)):
        row_nos = np.array([row_no for row_no, _ in sheet.rows], np.int32)
        for one in mine:
            n, is_there = len(one.entries), one.of_row >= 0
            values["value_no"] += range(first, first + n)
            values["sheet_no"] += [sheet_no] * n
            values["column_no"] += [one.place] * n
            values["column_name"] += [one.column.name] * n
            values["written"] += [entry.written for entry in one.entries]
            values["value"] += [entry.value for entry in one.entries]
            values["is_private"] += [
                not (one.column.type == "double" and "." in entry.written) and is_private(entry.written)
                for entry in one.entries
            ]
            rows.append(row_nos[is_there])
            numbers.append(one.of_row[is_there] + first)
            first += n
    kinds = (pa.int32(), pa.int32(), pa.int32(), pa.string(), pa.string(), pa.string(), pa.bool_())
    arrays = [pa.array(column, kind) for column, kind in zip(values.values(), kinds, strict=True)]
    db.from_arrow(pa.table(arrays, names=list(values))).create("told_value")
    there = pa.table({"value_no": np.concatenate(numbers).astype(np.int32), "row_no": np.concatenate(rows)})
    db.from_arrow(there).create("cell")


def stored_rows(
    db: duckdb.DuckDBPyConnection, handed: Sequence[Handed], columns: Sequence[Sequence[Filled]]
) -> list[pa.Table]:
    """Return every sheet as text in the form in which it is stored, with `row_no`."""
    statement = (QUERIES / "checks" / "_stored_value.sql").read_text(encoding="utf-8")
    canonical = db.sql(statement).to_arrow_table()["canonical"].combine_chunks()
    stored, first = [], 0
    for sheet, mine in zip(handed, columns, strict=True):
        rows = {"row_no": pa.array([row_no for row_no, _ in sheet.rows], pa.int32())}
        for one in mine:
            told = canonical.slice(first, len(one.entries))
            rows[one.column.name] = told.take(pa.array(one.of_row, mask=one.of_row < 0))
            first += len(one.entries)
        stored.append(pa.table(rows).select(["row_no", *(column.name for column in sheet.filled)]))
    return stored


def keep_unnamed(db: duckdb.DuckDBPyConnection, sheet: Handed, rows: pa.Table) -> pa.Table:
    """Let columns that a sheet does not have keep what the board knows under each key; an empty cell does not."""
    unnamed = [column.name for column in sheet.table.columns if column.name not in rows.column_names]
    if not unnamed or sheet.table.key.name in unnamed:
        return rows
    statement = (QUERIES / "checks" / "_kept.sql").read_text(encoding="utf-8").format(
        columns=", ".join(f"board_row.{name}::varchar as {name}" for name in unnamed),
        table=sheet.table.name, key=sheet.table.key.name, names=" ".join(unnamed),
    )
    found = db.from_arrow(rows).query("written", statement).to_arrow_table()
    return found.drop_columns([name for name in (*unnamed, KEPT) if found[name].null_count == found.num_rows])


def create_typed(db: duckdb.DuckDBPyConnection, table: Table, stored: Sequence[tuple[int, pa.Table]]) -> None:
    """Make a table of the handed-in rows in the types of their columns, by the numbers of their sheets."""
    names = {"sheet_no": "integer", "row_no": "integer"} | {c.name: c.type for c in (*table.columns, WITHDRAWN)}
    parts = [
        rows.append_column("sheet_no", pa.array([n] * rows.num_rows, pa.int32())) for n, rows in stored
    ]
    rows = pa.concat_tables(parts, promote_options="default") if parts else pa.table({})
    found = pa.table({
        name: rows[name] if name in rows.column_names else pa.nulls(rows.num_rows, pa.string()) for name in names
    })
    casts = ", ".join(f"{name}::{kind} as {name}" for name, kind in names.items())
    db.from_arrow(found).project(casts).create(table.name)
