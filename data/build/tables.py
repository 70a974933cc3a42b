"""Rows in, CSV out: the columns are those of queries/tables, then `recorded_at`."""

import csv
import datetime as dt
import functools
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from data.build.times import Calendar

ROOT = Path(__file__).resolve().parents[2]
CREATE = re.compile(r"^create table (\w+) \((.*?)^\);", re.MULTILINE | re.DOTALL)
COLUMN = re.compile(r"^ {4}(\w+) ", re.MULTILINE)

EVENING = 1080
"""18:00, when what is counted by the day is recorded."""

NOT_OF_SAMPLES = {"supervision_visit": {"site_id"}, "data_request_field": {"field_name", "heading", "is_held"}}
"""Columns for what strangers' tables and forms hold; no sample has them."""

Row = dict[str, Any]


@functools.cache
def contract() -> dict[str, tuple[str, ...]]:
    """Return the columns of every table, in the order of its definition."""
    sql = "".join(p.read_text(encoding="utf-8") for p in sorted(ROOT.glob("queries/tables/*.sql")))
    return {name: tuple(COLUMN.findall(body)) for name, body in CREATE.findall(sql)}


def as_text(value: object) -> str:
    """Write one value as the samples spell it: empty for null, degrees with five decimals."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.5f}".rstrip("0").rstrip(".")
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)


def write_table(folder: Path, table_name: str, rows: Iterable[Row]) -> None:
    """Write a table to `folder`, ordered by its id and then by `recorded_at`.

    Raises
    ------
    ValueError
        A row has other columns than the table.
    """
    left_out = NOT_OF_SAMPLES.get(table_name, set())
    columns = (*(name for name in contract()[table_name] if name not in left_out), "recorded_at")
    ordered = sorted(rows, key=lambda row: (row[columns[0]], row["recorded_at"]))
    for row in ordered:
        if set(row) != set(columns):
            message = f"{table_name}: columns {sorted(set(row) ^ set(columns))} differ in {row}"
            raise ValueError(message)
    with (folder / f"{table_name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([as_text(row[column]) for column in columns] for row in ordered)


def write_lean_table(folder: Path, table_name: str, rows: Iterable[Row], calendar: Calendar) -> None:
    """Write a table of a sample with many rows: no column that is all empty, moments local to the minute.

    Rows that do not say when they were recorded were so soon after what they tell of; of the tables for which the
    settings of the sample say it, no row says it.
    """
    columns = (*contract()[table_name], "recorded_at")
    if table_name in calendar.said_in_settings:
        rows = list(rows)
    else:
        rows = [{"recorded_at": _learned(table_name, row, calendar)} | row for row in rows]
    ordered = sorted(rows, key=lambda row: (row[columns[0]], str(row.get("recorded_at") or "")))
    unknown = {name for row in ordered for name in row} - set(columns)
    if unknown:
        message = f"{table_name}: unknown columns {sorted(unknown)}"
        raise ValueError(message)
    used = [name for name in columns if any(row.get(name) is not None for row in ordered)]
    with (folder / f"{table_name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(used)
        zone = calendar.clock_at.tzinfo
        writer.writerows([_lean(row.get(name), zone) for name in used] for row in ordered)


def _learned(table_name: str, row: Row, calendar: Calendar) -> dt.datetime:
    """Return when a row was recorded: minutes after the last moment it tells of, or on the evening of its day.

    Rows that tell of neither are registers, which stood on the eve of the first day.
    """
    told = [row[name] for name in contract()[table_name] if row.get(name) and not name.startswith("ends")]
    moment = max((value for value in told if isinstance(value, dt.datetime)), default=None)
    if moment is None:
        day = next((value for value in told if isinstance(value, dt.date)), calendar.day(-1))
        moment = calendar.at(day, EVENING)
    return min(moment + dt.timedelta(minutes=10), calendar.clock_at)


def _lean(value: object, timezone: dt.tzinfo) -> str:
    if isinstance(value, dt.datetime):
        return f"{value.astimezone(timezone):%Y-%m-%d %H:%M}"
    return as_text(value)


def read_table(folder: Path, table_name: str) -> list[dict[str, str]]:
    """Read a table back as text."""
    with (folder / f"{table_name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
