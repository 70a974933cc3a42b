"""Words whose value never changes on a board are written into it, so that no answer looks them up.

A word that looks something up is a subquery, and a question is planned anew for every answer: with its rules looked up,
a question of care took three times as long as with their values in their places.
"""

import duckdb

from frontline.house import QUERIES

LOOKED_UP = (
    "clock", "first_day", "small_cell", "visits_are_kept", "told_days", "visit_days", "problems_are_kept",
    "service_is_told", "fresh_kinds",
)
"""The words of queries/macros that look one value up, whatever is asked; beside them the norms."""
OF_ROLLUPS = ("kinds_kept",)
"""Such words of rollups, which a board for a few questions may lack."""


def fold_words(db: duckdb.DuckDBPyConnection, leaned: frozenset[str] | None) -> None:
    """Write the values of such words into a board whose tables are whole; `leaned` are its words, None: all."""
    norms = ", ".join(f"{code}={value!r}" for code, value in db.table("norm").select("norm_code", "value").fetchall())
    db.execute(_read("norm_value").format(norms="{" + norms + "}"))
    for word in (*LOOKED_UP, *(word for word in OF_ROLLUPS if leaned is None or word in leaned)):
        looked_up = db.table("board").select(duckdb.FunctionExpression(word))
        value = looked_up.select(duckdb.ColumnExpression(looked_up.columns[0]).cast("varchar")).fetchone()[0]
        db.execute(_read("said").format(word=word, value=value, type=looked_up.types[0]))


def _read(name: str) -> str:
    return (QUERIES / "tables" / "every" / f"{name}.sql").read_text(encoding="utf-8")
