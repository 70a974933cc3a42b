"""Judge what was handed in, by the statements of queries/checks, in a private database."""

import contextlib
import datetime as dt
import functools
import io
from collections.abc import Sequence

import duckdb
import pyarrow as pa
import pyarrow.csv

from frontline.catalogue import WITHDRAWN, Column, fold, normal, tables
from frontline.deployment import Deployment
from frontline.faults import Wrong, is_private, same
from frontline.headings import Handed
from frontline.house import DATA, QUERIES
from frontline.publish import current
from frontline.query import Text

CHECKS = QUERIES / "checks"
EVERY = ("_every_cell", "_key", "_reference")
DAYS_BEFORE = 7


def judge(
    deployment: Deployment, handed: Sequence[Handed], now: dt.datetime, extra: Sequence[Column] = ()
) -> tuple[list[Wrong], list[bytes]]:
    """Return all faults of the cells, or else every sheet as CSV in the form in which it is stored.

    Parameters
    ----------
    deployment
        Its current board says which keys are known; without a board none are.
    handed
        Sheets judged together: one may refer to another.
    now
        What is later cannot have happened. A demonstration counts its own clock as now.
    extra
        Optional columns beyond those of the tables.

    Returns
    -------
    Faults in the order of the sheets, and, when there are none, one CSV per sheet with `row_no`.
    """
    with contextlib.closing(duckdb.connect(config={"threads": 2})) as db:
        db.execute("set timezone = $zone", {"zone": deployment.timezone})
        _lay_out(db, deployment, handed, now, extra)
        _attach_board(db, deployment)
        db.execute("set enable_external_access = false")
        db.execute("set lock_configuration = true")
        db.sql(_read("_canonical")).create("judged_cell")
        for name, table in tables().items():
            _create_typed(db, name, (*table.columns, WITHDRAWN))
        found = _faults(db, [*EVERY, *_checks_of(handed)])
        wrong = [_wrong(handed[fault[0]], fault) for fault in found]
        return wrong, [] if wrong else [_stored(db, number, sheet) for number, sheet in enumerate(handed)]


@functools.cache
def _read(name: str) -> str:
    return (CHECKS / f"{name}.sql").read_text(encoding="utf-8")


def _checks_of(handed: Sequence[Handed]) -> list[str]:
    return [name for name in {sheet.table.name: None for sheet in handed} if (CHECKS / f"{name}.sql").exists()]


def _lay_out(
    db: duckdb.DuckDBPyConnection, deployment: Deployment, handed: Sequence[Handed], now: dt.datetime,
    extra: Sequence[Column],
) -> None:
    _insert(db, "sheet", ("sheet_no", "table_name"), [(n, sheet.table.name) for n, sheet in enumerate(handed)])
    _insert(db, "title", ("table_name", "title"), [(table.name, table.title) for table in tables().values()])
    columns = [
        (table.name, column, column == table.key)
        for table in tables().values() for column in (*table.columns, WITHDRAWN, *extra)
    ]
    _insert(db, "description", (
        "table_name", "column_name", "data_type", "is_required", "is_key", "is_name", "has_words",
        "words_zh", "words_en",
    ), [
        (table, c.name, c.type, c.is_required, is_key, c.name.endswith("_name") or c.name.startswith("name_"),
         bool(c.words), "、".join(w.text.zh for w in _words(c, deployment)),
         ", ".join(w.text.en for w in _words(c, deployment)))
        for table, c, is_key in columns
    ])
    _insert(db, "word", ("column_name", "folded", "code"), {
        (c.name, folded, w.code)
        for _, c, _ in columns for w in _words(c, deployment)
        for folded in (fold(w.code), fold(w.text.zh), fold(w.text.en))
    })
    _insert(db, "shift", ("shift_code", "starts_minute", "ends_minute"), [
        (s.shift_code, s.starts_minute, s.ends_minute) for s in deployment.shifts
    ])
    db.read_csv(str(DATA / "rules" / "range.csv"), all_varchar=True).create("bounds")
    earliest = dt.datetime.combine(deployment.first_on, dt.time(), deployment.zone) - dt.timedelta(days=DAYS_BEFORE)
    _insert(db, "setting", ("now_at", "earliest_at", "root_area_code"), [
        (deployment.clock_at or now, earliest, deployment.root_area_code)
    ])
    _insert_cells(db, handed)


def _words(column: Column, deployment: Deployment) -> list:
    shifts = {shift.shift_code for shift in deployment.shifts}
    return [word for word in column.words if column.name != "shift_code" or word.code in shifts]


def _insert(
    db: duckdb.DuckDBPyConnection, name: str, columns: Sequence[str], rows: Sequence[tuple] | set[tuple]
) -> None:
    filled = zip(*rows, strict=True) if rows else [[]] * len(columns)
    db.from_arrow(pa.table(dict(zip(columns, map(list, filled), strict=True)))).create(name)


def _insert_cells(db: duckdb.DuckDBPyConnection, handed: Sequence[Handed]) -> None:
    columns: dict[str, list] = {name: [] for name in (
        "sheet_no", "row_no", "column_no", "column_name", "written", "value", "is_private"
    )}
    ordinary = functools.cache(normal)
    private = functools.cache(is_private)
    for number, sheet in enumerate(handed):
        broken = {(row_no, place) for row_no, place, _ in sheet.sheet.broken}
        for row_no, cells in sheet.rows:
            for place, column in sheet.columns.items():
                if (row_no, place) in broken:
                    continue
                written = cells[place] if place < len(cells) else ""
                fraction = column.type == "double" and "." in written
                for name, value in zip(columns, (
                    number, row_no, place, column.name, written, ordinary(written), not fraction and private(written)
                ), strict=True):
                    columns[name].append(value)
    kinds = (pa.int32(), pa.int32(), pa.int32(), pa.string(), pa.string(), pa.string(), pa.bool_())
    arrays = [pa.array(values, kind) for values, kind in zip(columns.values(), kinds, strict=True)]
    db.from_arrow(pa.table(arrays, names=list(columns))).create("cell")


def _attach_board(db: duckdb.DuckDBPyConnection, deployment: Deployment) -> None:
    """Make what the current board knows readable as known.<table>; a table it does not have yet is empty."""
    db.execute("create schema known")
    published = current(deployment.live)
    if published:
        path = str(deployment.live / published.file).replace("'", "''")
        db.execute(f"attach '{path}' as board (read_only)")
    there = {row[0] for row in db.execute(_read("_board_tables")).fetchall()}
    for name, table in tables().items():
        columns = ", ".join(f"null::{column.type} as {column.name}" for column in table.columns)
        form = "_known" if f"current_{name}" in there else "_unknown"
        db.execute(_read(form).format(table=name, columns=columns))


def _create_typed(db: duckdb.DuckDBPyConnection, name: str, columns: Sequence[Column]) -> None:
    values = ", ".join(
        f"(max(canonical) filter (column_name = '{c.name}'))::{c.type} as {c.name}" for c in columns
    )
    cells = db.table("judged_cell").filter(f"table_name = '{name}'")
    cells.aggregate(f"sheet_no, row_no, {values}", "sheet_no, row_no").create(name)


def _faults(db: duckdb.DuckDBPyConnection, names: Sequence[str]) -> list[tuple]:
    db.execute(_read("_fault_table"))
    for name in names:
        db.sql(_read(name)).insert_into("fault")
    return db.execute(_read("_faults")).fetchall()


def _wrong(sheet: Handed, fault: tuple) -> Wrong:
    _, row_no, column, written, zh, en, _ = fault
    headings = {c.name: c.heading for c in (*sheet.table.columns, WITHDRAWN)} | sheet.headings
    return Wrong(sheet.file_name, sheet.sheet.name, row_no, headings[column], same(written or ""), Text(zh, en))


def _stored(db: duckdb.DuckDBPyConnection, number: int, sheet: Handed) -> bytes:
    columns = ", ".join(
        f"max(canonical) filter (column_name = '{c.name}') as {c.name}" for c in sheet.columns.values()
    )
    cells = db.table("judged_cell").filter(f"sheet_no = {number}")
    rows = cells.aggregate(f"row_no, {columns}", "row_no").order("row_no").to_arrow_table()
    target = io.BytesIO()
    pyarrow.csv.write_csv(rows, target)
    return target.getvalue()
