"""How good rows stand to what the board has: new, the same, other, or gone from a period that is replaced."""

import contextlib
import datetime as dt
import functools
from collections.abc import Iterator, Sequence

import duckdb
import pyarrow as pa

from frontline.catalogue import Column, Table
from frontline.deployment import Deployment
from frontline.headings import Handed
from frontline.house import QUERIES
from frontline.publish import current


def beside_board(
    db: duckdb.DuckDBPyConnection, handed: Sequence[Handed], period: tuple[dt.date, dt.date] | None
) -> tuple[list[dict[int, str]], list[pa.Table]]:
    """Return by sheet which rows the board has already, and the rows that a replacement of `period` withdraws."""
    standing: list[dict[int, str]] = [{} for _ in handed]
    gone = []
    for table in {sheet.table.name: sheet.table for sheet in handed}.values():
        same_ = " and ".join(f"mine.{c.name} is not distinct from board_row.{c.name}" for c in table.columns)
        found = db.execute(_read("_standing").format(table=table.name, key=table.key.name, same=same_))
        for number, row_no, how in found.fetchall():
            standing[number][row_no] = how
    for number, sheet in enumerate(handed):
        day, place = day_column(sheet.table), place_column(sheet.table)
        if period and day and place:
            columns = ", ".join(f"board_row.{c.name}::varchar as {c.name}" for c in sheet.table.columns)
            statement = _read("_period").format(
                columns=columns, table=sheet.table.name, day=day.name, place=place.name, key=sheet.table.key.name,
            )
            asked = {"first_on": period[0], "last_on": period[1], "sheet_no": number}
            gone.append(db.execute(statement, asked).to_arrow_table())
    return standing, gone


def day_column(table: Table) -> Column | None:
    """Return the column by whose day the rows of a table belong to a period; None where they belong to none."""
    needed = [column for column in table.columns if column.is_required]
    return next((c for kind in ("date", "timestamp with time zone") for c in needed if c.type == kind), None)


def place_column(table: Table) -> Column | None:
    """Return the column that names the place of a row; None where none is named in every row."""
    needed = {column.name: column for column in table.columns if column.is_required}
    return needed.get("checkpoint_id") or needed.get("area_code")


@functools.cache
def _read(name: str) -> str:
    return (QUERIES / "checks" / f"{name}.sql").read_text(encoding="utf-8")


@contextlib.contextmanager
def beside(deployment: Deployment) -> Iterator[duckdb.DuckDBPyConnection | None]:
    """Open the current board beside the one that answers pages, whose settings are locked; None where there is none."""
    published = current(deployment.live)
    if published is None:
        yield None
        return
    with contextlib.closing(duckdb.connect()) as db:
        db.execute("set timezone = $zone", {"zone": deployment.timezone})
        path = str(deployment.live / published.file).replace("'", "''")
        db.execute(f"attach '{path}' as board (read_only)")
        db.execute("use board")
        yield db
