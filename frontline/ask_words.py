"""What was found, in the reader's words: names for codes and places, yes and no, headings with their units."""

import pandas as pd
from duckdb import ColumnExpression
from pandas.api import types

from frontline.ask import NUMBERS, PLACES, Choice, Found, Where, columns_of
from frontline.ask_choice import headings
from frontline.scope import places_of
from frontline.store import Board
from frontline.words import Language, day, say

FIRST = 10
"""Columns shown before anybody has chosen any."""
NAMED = {
    "checkpoint_id": ("current_checkpoint", "checkpoint_name"),
    "organisation_id": ("current_organisation", "organisation_name"),
    "compound_id": ("current_compound", "compound_name"),
    "site_id": ("current_site", "site_name"),
}
"""Where the names of ids stand."""


def in_words(found: Found, choice: Choice, board: Board, language: Language) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return the columns to show and their headings."""
    named = headings(choice.table, columns_of(board, choice.table), language)
    if not choice.rows:
        shown = list(choice.columns) or first_columns(columns_of(board, choice.table))
        spoken = {name: words_of(name, found.frame[name], board, language) for name in shown}
        return found.frame[shown].assign(**spoken), {name: named[name] for name in shown}
    blank = say("table.no_record", language)
    frame = found.frame.assign(**{
        choice.rows: words_of(choice.rows, found.frame[choice.rows], board, language).astype(object).fillna(blank),
    })
    if not choice.across:
        return frame, {choice.rows: named[choice.rows], "value": measured(choice, named, language)}
    across = words_of(choice.across, pd.Series(list(found.across)), board, language)
    heads = [blank if pd.isna(one) else _plain(one, language) for one in across]
    return frame, {choice.rows: named[choice.rows]} | {f"across_{n}": head for n, head in enumerate(heads)}


def first_columns(columns: dict[str, str]) -> list[str]:
    """Return the columns that say most: where and when, of what kind, how many; then the rest."""
    def rank(name: str) -> int:
        if name in {*PLACES, "checkpoint_id"} or name.endswith("_name") or columns[name] == "DATE":
            return 0
        if columns[name] == "VARCHAR" and not name.endswith("_id"):
            return 1
        return 2 if columns[name] in NUMBERS and name not in {"lon", "lat"} else 3

    return sorted(columns, key=rank)[:FIRST]


def measured(choice: Choice, named: dict[str, str], language: Language) -> str:
    """Say what the cells of a pivot hold: rows, or the sum or mean of a column."""
    if choice.how == "count" or not choice.measure:
        return say("ask.count", language)
    return f"{named[choice.measure]} · {say(f'ask.{choice.how}', language)}"


def words_of(name: str, column: pd.Series, board: Board, language: Language) -> pd.Series:
    """Return a column with words for codes, names for places, yes or no, and instants on the local clock."""
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        return column.dt.tz_localize(None)
    if types.is_bool_dtype(column.dtype):
        answers = {True: say("ask.true", language), False: say("ask.false", language)}
        return column.astype(object).map(answers)
    names = names_of(name, board, language)
    return column.map(lambda one: names.get(one, one)) if names else column


def value_word(where: Where, kind: str, board: Board, language: Language) -> str:
    """Return what the value of a filter is called."""
    if kind == "BOOLEAN" and where.value:
        return say("ask.true" if where.value == "true" else "ask.false", language)
    return names_of(where.column, board, language).get(where.value, where.value)


def names_of(name: str, board: Board, language: Language) -> dict[str, str]:
    """Return what the values of a column are called; empty where they speak for themselves."""
    key = next((key for key in NAMED if name.endswith(key)), None)
    if key:
        return board.remember(("ask_names", key), lambda: _read_names(board, key))
    if name in {*PLACES, "parent_code"}:
        return dict(places_of(board).names)
    codes = board.answer("code_words")
    own = codes[codes["column_name"] == name]
    return dict(zip(own["code"], own[f"name_{language}"], strict=True))


def _read_names(board: Board, key: str) -> dict[str, str]:
    table, called = NAMED[key]
    return dict(board.cursor().table(table).select(ColumnExpression(key), ColumnExpression(called)).fetchall())


def _plain(value: object, language: Language) -> str:
    return day(value, language) if isinstance(value, pd.Timestamp) else str(value)
