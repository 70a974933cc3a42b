"""Judge what was handed in, by the statements of queries/checks, in a private database."""

import contextlib
import datetime as dt
import functools
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa
import pyarrow.csv

from frontline.catalogue import WITHDRAWN, Column, fold, tables
from frontline.dates import Calendar
from frontline.deployment import Deployment
from frontline.faults import Wrong, same
from frontline.headings import Handed
from frontline.house import DATA, QUERIES
from frontline.journal import Match
from frontline.laid_out import create_typed, insert_texts, keep_unnamed, stored_rows
from frontline.mapping import NOTHING_CONFIRMED, Confirmed
from frontline.matching import match
from frontline.merging import hidden_notes, spread_notes
from frontline.naming import Directory, directory_of, near_names
from frontline.publish import current
from frontline.reading import Filled, read_columns, supposed
from frontline.rulebook import rules
from frontline.standing import beside_board

CHECKS = QUERIES / "checks"
EVERY = ("_every_cell", "_key", "_reference")
DAYS_BEFORE = 7


@dataclass(frozen=True)
class Judged:
    """What came of sheets: faults in their order; one table a sheet with `row_no`, good without any; what was supposed.

    `matches` say how names of places and units were understood, also where there are faults.
    `standing` says by sheet which rows the board has already, the same or otherwise; `gone` are by sheet the rows
    that a replacement of the period withdraws.
    """

    wrong: list[Wrong]
    stored: list[pa.Table]
    supposed: list[Wrong]
    standing: list[dict[int, str]]
    gone: list[pa.Table]
    matches: list[Match]


def judge(
    deployment: Deployment, handed: Sequence[Handed], now: dt.datetime, extra: Sequence[Column] = (),
    period: tuple[dt.date, dt.date] | None = None, confirmed: Confirmed = NOTHING_CONFIRMED,
) -> Judged:
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
    period
        The days that the sheets replace at the places they speak of; None where they replace nothing.
    confirmed
        What the sender has said of names before.
    """
    with contextlib.closing(duckdb.connect(config={"threads": 2})) as db:
        db.execute("set timezone = $zone", {"zone": deployment.timezone})
        _lay_out(db, deployment, handed, now, extra)
        _attach_board(db, deployment)
        directory = directory_of(db, _board_tables(db), handed)
        columns, notes, matches = _read_sheets(handed, deployment, now, directory, confirmed)
        _insert(db, "near_name", ("column_name", "written", "names"), near_names(matches, directory))
        insert_texts(db, handed, columns)
        db.execute("set enable_external_access = false")
        db.execute("set lock_configuration = true")
        db.sql(_read("_canonical")).create("judged_value")
        db.execute(_read("_judged_cell"))
        stored = [
            keep_unnamed(db, sheet, rows) for sheet, rows in zip(handed, stored_rows(db, handed, columns), strict=True)
        ]
        for table in tables().values():
            create_typed(db, table, [(n, rows) for n, rows in enumerate(stored) if handed[n].table == table])
        found = _faults(db, [*EVERY, *_checks_of(handed)])
        # Both ends of a range stand in one cell, which is wrong once.
        wrong = list(dict.fromkeys(_wrong(handed[fault[0]], fault) for fault in found))
        if wrong:
            return Judged(wrong, stored, notes, [], [], matches)
        return Judged([], stored, notes, *beside_board(db, handed, period), matches)


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
    bounds = ("column_name", "at_least", "at_most")
    _insert(db, "bounds", bounds, [tuple(row[c] or None for c in bounds) for row in rules("range", deployment)])
    db.read_csv(str(DATA / "intake" / "reference.csv"), all_varchar=True).create("reference")
    earliest = dt.datetime.combine(_earliest(deployment), dt.time(), deployment.zone)
    _insert(db, "setting", ("now_at", "earliest_at", "root_area_code"), [
        (deployment.clock_at or now, earliest, deployment.root_area_code)
    ])


def _words(column: Column, deployment: Deployment) -> list:
    own = [shift.shift_code for shift in deployment.shifts]
    return [word for word in column.words if column.name != "shift_code" or word.code in own]


def _insert(
    db: duckdb.DuckDBPyConnection, name: str, columns: Sequence[str], rows: Sequence[tuple] | set[tuple]
) -> None:
    filled = zip(*rows, strict=True) if rows else [[]] * len(columns)
    db.from_arrow(pa.table(dict(zip(columns, map(list, filled), strict=True)))).create(name)


def _read_sheets(
    handed: Sequence[Handed], deployment: Deployment, now: dt.datetime, directory: Directory, confirmed: Confirmed
) -> tuple[list[list[Filled]], list[Wrong], list[Match]]:
    """Return the columns of each sheet, what had to be supposed to read cells, and how names were understood."""
    columns: list[list[Filled]] = []
    notes: list[Wrong] = []
    matches: list[Match] = []
    for sheet in handed:
        broken = {(row_no, place) for row_no, place, _ in sheet.sheet.broken}
        columns.append(read_columns(sheet, calendar_of(sheet, deployment, now), broken))
        notes += [
            *supposed(sheet.file_name, sheet.sheet.name, sheet, columns[-1]), *spread_notes(sheet), *hidden_notes(sheet)
        ]
        matches += match(sheet, columns[-1], directory, confirmed.names, deployment.root_area_code)
    return columns, notes, matches


def calendar_of(sheet: Handed, deployment: Deployment, now: dt.datetime) -> Calendar:
    """Return what the dates of a sheet are read by."""
    today = (deployment.clock_at or now).astimezone(deployment.zone).date()
    return Calendar(_earliest(deployment), today, dt.date.fromisoformat(sheet.sheet.epoch))


def _earliest(deployment: Deployment) -> dt.date:
    return deployment.first_on - dt.timedelta(days=DAYS_BEFORE)


def _attach_board(db: duckdb.DuckDBPyConnection, deployment: Deployment) -> None:
    """Make what the current board knows readable as known.<table>, and as it was written as recorded.<table>.

    A table the board does not have yet is empty.
    """
    db.execute("create schema known")
    db.execute("create schema recorded")
    published = current(deployment.live)
    if published:
        path = str(deployment.live / published.file).replace("'", "''")
        db.execute(f"attach '{path}' as board (read_only)")
    there = _board_tables(db)
    form = "_known_zone" if "zone" in there else "_unknown"
    db.execute(_read(form).format(schema="known", table="zone", columns="null::varchar as zone_code"))
    for name, table in tables().items():
        columns = ", ".join(f"null::{column.type} as {column.name}" for column in table.columns)
        for schema in ("known", "recorded"):
            form = f"_{schema}" if f"current_{name}" in there else "_unknown"
            db.execute(_read(form).format(schema=schema, table=name, columns=columns, key=table.key.name))


def _board_tables(db: duckdb.DuckDBPyConnection) -> set[str]:
    return {row[0] for row in db.execute(_read("_board_tables")).fetchall()}


def _faults(db: duckdb.DuckDBPyConnection, names: Sequence[str]) -> list[tuple]:
    db.execute(_read("_fault_table"))
    for name in names:
        found = db.sql(_read(name))
        given = "given" if "given" in found.columns else "null"
        found.project(f"sheet_no, row_no, column_name, fault_code, {given}").insert_into("fault")
    return db.execute(_read("_faults")).fetchall()


def _wrong(sheet: Handed, fault: tuple) -> Wrong:
    _, row_no, column, written, code, given, _ = fault
    headings = {c.name: c.heading for c in (*sheet.table.columns, WITHDRAWN)} | sheet.headings
    found = same(written or "")
    return Wrong(sheet.file_name, sheet.sheet.name, row_no, headings[column], found, code, given_of(given))


def given_of(told: str | None) -> tuple[tuple[str, str], ...]:
    """Return what a check fills into the sentence of its fault."""
    return tuple((name, str(words)) for name, words in json.loads(told or "{}").items())


def as_csv(rows: pa.Table, *, with_header: bool = True) -> bytes:
    """Return rows in the form in which the journal keeps them."""
    target = io.BytesIO()
    pyarrow.csv.write_csv(rows, target, pyarrow.csv.WriteOptions(include_header=with_header))
    return target.getvalue()
