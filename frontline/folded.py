"""Words whose value never changes on a board are written into it, so that no answer looks them up.

A word that looks something up is a subquery, and a question is planned anew for every answer: with its rules looked up,
a question of care took three times as long as with their values in their places.
"""

import duckdb

from frontline.house import QUERIES

LOOKED_UP = ("clock", "first_day", "visits_are_kept", "problems_are_kept", "service_is_told")
"""The words of queries/macros that look one value up, whatever is asked; beside them the norms."""


def fold_words(db: duckdb.DuckDBPyConnection) -> None:
    """Write the values of such words into a board whose tables are whole."""
    norms = ", ".join(f"{code}={value!r}" for code, value in db.table("norm").select("norm_code", "value").fetchall())
    db.execute(_read("norm_value").format(norms="{" + norms + "}"))
    for word in LOOKED_UP:
        looked_up = db.table("board").select(duckdb.FunctionExpression(word))
        db.execute(_read("said").format(word=word, value=looked_up.fetchone()[0], type=looked_up.types[0]))


def _read(name: str) -> str:
    return (QUERIES / "tables" / "every" / f"{name}.sql").read_text(encoding="utf-8")
