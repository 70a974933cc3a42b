"""Ask the data: rows of one table of the board, chosen by place, dates, columns and filters; never by free SQL.

What may be asked is a list of names. Every identifier comes from that list and the table's own columns, every value
goes in as a constant of DuckDB's expressions, so that no text of a reader is ever part of a statement.
"""

import datetime as dt
import functools
from dataclasses import dataclass, replace
from typing import Literal

import duckdb
import pandas as pd
from duckdb import ColumnExpression, ConstantExpression, Expression, FunctionExpression

from frontline.scope import Scope
from frontline.store import Board

FACTS = (
    "area", "checkpoint", "compound", "site", "zone_status", "organisation", "requirement",
    "reinforcement_request", "training",
    "strength_return", "spot_check", "supervision_visit", "check_item", "problem", "problem_event", "suggestion",
    "bulletin", "expected_report", "report", "data_request", "compound_check", "ledger_return", "passage_hour",
    "permit_count", "supply_movement", "fund_movement", "care_measure", "commendation", "plan",
)
"""Tables that are handed in and have no row about a person, as known now."""
DERIVED = (
    "township_shift", "checkpoint_shift", "checkpoint_role_shift", "checkpoint_hour", "shift_report", "day_report",
    "area_day", "post_need",
)
"""Tables worked out at publication, of places and never of persons."""
ASKABLE = (*DERIVED, *FACTS)
PLACES = ("area_code", "township_code", "host_area_code")
"""Columns that say where a row belongs, first found first."""
PATHS = {
    "checkpoint_id": ("current_checkpoint", "area_code"),
    "visit_id": ("current_supervision_visit", "area_code"),
    "problem_id": ("current_problem", "area_code"),
    "compound_id": ("current_compound", "area_code"),
    "organisation_id": ("current_organisation", "host_area_code"),
}
"""By which table a row without a place of its own belongs to one."""
NUMBERS = ("BIGINT", "INTEGER", "DOUBLE")
UNREADABLE = ("TIME", "BLOB")
REPEATED = {"township_name", "community_code"}
"""What a register says beside its own columns, for questions: the township is there by its code already."""
MOST_ACROSS = 40
"""Columns of a pivot beyond which nobody reads across."""

Operator = Literal["eq", "ne", "ge", "le", "has", "empty", "filled"]
How = Literal["count", "sum", "mean"]


@dataclass(frozen=True)
class Where:
    """One filter on a column. `value` is text as it was typed; `empty` and `filled` need none."""

    column: str
    operator: Operator
    value: str = ""


@dataclass(frozen=True)
class Choice:
    """What is asked. `rows` makes it a pivot; `sort` is a column, with a minus in front for the largest first."""

    table: str
    columns: tuple[str, ...] = ()
    from_on: dt.date | None = None
    to_on: dt.date | None = None
    where: tuple[Where, ...] = ()
    rows: str | None = None
    across: str | None = None
    measure: str | None = None
    how: How = "count"
    sort: str = ""


@dataclass(frozen=True)
class Found:
    """What came back: `frame` holds at most as many rows as were wanted, `n` says how many there are in all.

    `across` is how many values stand across a pivot, of `n_across`.
    """

    frame: pd.DataFrame
    n: int
    across: tuple[str, ...] = ()
    n_across: int = 0


def relation_name(table: str) -> str:
    """Return what an askable table is called on the board: facts are asked as known now."""
    return f"current_{table}" if table in FACTS else table


def columns_of(board: Board, table: str) -> dict[str, str]:
    """Return the columns of an askable table that can be read, with their types."""
    def read() -> dict[str, str]:
        try:
            rows = board.cursor().table(relation_name(table))
        except duckdb.CatalogException:
            # A damaged board; what is asked of it fails in words.
            return {}
        kinds = {name: str(kind) for name, kind in zip(rows.columns, rows.types, strict=True)}
        return {name: kind for name, kind in kinds.items() if kind not in UNREADABLE and name not in REPEATED}

    return board.remember(("ask_columns", table), read)


def date_column(columns: dict[str, str]) -> str | None:
    """Return the column that a range of dates speaks of: the first date, else the first instant."""
    by_kind = [[name for name, kind in columns.items() if kind == wanted]
               for wanted in ("DATE", "TIMESTAMP WITH TIME ZONE")]
    return next((names[0] for names in by_kind if names), None)


def find(board: Board, scope: Scope, choice: Choice, most: int) -> Found:
    """Return the rows of a choice within the scope, at most `most` of them, in a total order.

    Raises
    ------
    duckdb.Error
        The board could not answer.
    """
    cursor, columns = board.cursor(), columns_of(board, choice.table)
    rows = _within(cursor, cursor.table(relation_name(choice.table)), columns, scope)
    dated = date_column(columns)
    if dated and choice.from_on:
        rows = rows.filter(_column(dated).cast("DATE") >= ConstantExpression(choice.from_on))
    if dated and choice.to_on:
        rows = rows.filter(_column(dated).cast("DATE") <= ConstantExpression(choice.to_on))
    for where in choice.where:
        rows = rows.filter(_condition(where, columns[where.column]))
    if choice.rows:
        return _pivot(board, rows, columns, choice, most)
    n = rows.aggregate([FunctionExpression("count").alias("n")]).fetchone()[0]
    shown = choice.columns or tuple(columns)
    ordered = rows.sort(*_order(choice.sort, tuple(columns))).select(*map(_column, shown))
    return Found(board.rows_of(ordered.limit(most)), n)


def _column(name: str) -> Expression:
    return ColumnExpression(name)


def _order(sort: str, columns: tuple[str, ...]) -> list[Expression]:
    first = sort.removeprefix("-")
    chosen = [_column(first).desc() if sort.startswith("-") else _column(first).asc()] if first in columns else []
    return [one.nulls_last() for one in (*chosen, *(_column(name).asc() for name in columns))]


def _within(
    cursor: duckdb.DuckDBPyConnection, rows: duckdb.DuckDBPyRelation, columns: dict[str, str], scope: Scope
) -> duckdb.DuckDBPyRelation:
    """Keep what lies in the scope; rows of no place belong to the whole alone."""
    if scope.checkpoint_id and "checkpoint_id" in columns:
        return rows.filter(_column("checkpoint_id") == ConstantExpression(scope.checkpoint_id))
    if scope.compound_id:
        mine = _column("compound_id") == ConstantExpression(scope.compound_id) if "compound_id" in columns else None
        return rows.filter(ConstantExpression(value=False) if mine is None else mine)
    if scope.area_code is None:
        return rows
    inside = cursor.table("area_within").filter(_column("ancestor_code") == ConstantExpression(scope.area_code))
    own = next((name for name in PLACES if name in columns), None)
    if own:
        return rows.join(inside.select(_column("area_code").alias(own)), own, how="semi")
    key = next((name for name in PATHS if name in columns), None)
    if key is None:
        return rows.filter(ConstantExpression(value=False))
    table, place = PATHS[key]
    held = cursor.table(table).join(inside.select(_column("area_code").alias(place)), place, how="semi")
    return rows.join(held.select(_column(key)), key, how="semi")


def _condition(where: Where, kind: str) -> Expression:
    """Return a filter as an expression; what cannot be compared with this kind of column keeps nothing."""
    column = _column(where.column)
    if where.operator in {"empty", "filled"}:
        return ~column.isnotnull() if where.operator == "empty" else column.isnotnull()
    if where.operator == "has":
        wanted = ConstantExpression(where.value.lower())
        return FunctionExpression("contains", FunctionExpression("lower", column.cast("VARCHAR")), wanted)
    text = kind not in NUMBERS
    plain = column.cast("VARCHAR") if text else column.cast("DOUBLE")
    value = where.value if text else _number(where.value)
    if value is None:
        return ConstantExpression(value=False)
    if kind == "TIMESTAMP WITH TIME ZONE":
        plain = column.cast("DATE").cast("VARCHAR")
    wanted = ConstantExpression(value)
    return {
        "eq": lambda: plain == wanted, "ne": lambda: plain != wanted, "ge": lambda: plain >= wanted,
        "le": lambda: plain <= wanted,
    }[where.operator]()


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _pivot(
    board: Board, rows: duckdb.DuckDBPyRelation, columns: dict[str, str], choice: Choice, most: int
) -> Found:
    """Return one row per value of a column, one column per value of another, counted, summed or averaged."""
    measure = FunctionExpression("count")
    if choice.how != "count" and choice.measure:
        function = {"sum": "sum", "mean": "avg"}[choice.how]
        measure = FunctionExpression(function, _column("measured")).cast("DOUBLE")
    named = [(name, alias) for name, alias in ((choice.rows, "row"), (choice.across, "across")) if name]
    groups = [
        (_column(name).cast("DATE") if columns[name] == "TIMESTAMP WITH TIME ZONE" else _column(name)).alias(alias)
        for name, alias in named
    ]
    measured = [_column(choice.measure).alias("measured")] if choice.measure else []
    found = rows.select(*groups, *measured)
    found = found.aggregate([*(_column(alias) for _, alias in named), measure.alias("value")])
    frame = board.rows_of(found.sort(*_order("", tuple(found.columns))))
    if not choice.across:
        table = frame.rename(columns={"row": choice.rows})
        return _sorted(table, choice, most)
    values = frame["across"].drop_duplicates().tolist()
    kept = values[:MOST_ACROSS]
    table = frame[["row"]].drop_duplicates().rename(columns={"row": choice.rows}).reset_index(drop=True)
    for number, value in enumerate(kept):
        is_value = frame["across"].isna() if pd.isna(value) else frame["across"] == value
        part = frame[is_value.fillna(value=False).astype(bool)][["row", "value"]]
        part = part.rename(columns={"row": choice.rows, "value": f"across_{number}"})
        table = table.merge(part, on=choice.rows, how="left")
    return replace(_sorted(table, choice, most), across=tuple(kept), n_across=len(values))


def _sorted(table: pd.DataFrame, choice: Choice, most: int) -> Found:
    first = next((name for name in table.columns if name != choice.rows), choice.rows)
    if choice.sort.startswith("-"):
        table = table.sort_values(first, ascending=False, kind="stable", na_position="last")
    return Found(table.head(most).reset_index(drop=True), len(table))


@functools.cache
def operators(kind: str) -> tuple[Operator, ...]:
    """Return the comparisons that make sense for a kind of column."""
    if kind == "BOOLEAN":
        return ("eq", "empty", "filled")
    return ("eq", "ne", "has", "empty", "filled") if kind == "VARCHAR" else ("ge", "le", "eq", "empty", "filled")
