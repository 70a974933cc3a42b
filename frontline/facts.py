"""Rows as the journal keeps them, typed and in order on a board, with where each came from."""

import csv
import datetime as dt

import duckdb
import pyarrow as pa
import pyarrow.csv

from frontline.house import QUERIES
from frontline.journal import Journal
from frontline.private import without_numbers

LINEAGE = {"batch_id": "varchar", "row_no": "integer", "recorded_at": "timestamptz", "is_withdrawn": "boolean"}
REPEATED = pa.dictionary(pa.int32(), pa.string())
KEPT = "kept_columns"
"""Beside a row in the journal: the columns it says nothing of, filled in with what was known when it came."""
SORTED_BY = ("duty_on", "shift_code", "area_code", "checkpoint_id")


def append_facts(
    db: duckdb.DuckDBPyConnection, name: str, columns: dict[str, str], journal: Journal, left_out: frozenset[str],
    now: dt.datetime,
) -> None:
    """Fill a table with the rows of all batches that were learned by `now`, but for those of batches left out."""
    raw = _handed_in(name, columns, journal, left_out)
    if raw is None:
        return
    kept = {KEPT: "varchar"} if KEPT in raw.column_names else {}
    casts = [duckdb.ColumnExpression(c).cast(k).alias(c) for c, k in (columns | LINEAGE | kept).items()]
    order = [c for c in SORTED_BY if c in columns] + [next(iter(columns))]
    known = duckdb.ColumnExpression("recorded_at") <= duckdb.ConstantExpression(now)
    rows = db.from_arrow(raw).select(*casts).filter(known)
    if kept:
        rows = rows.query("told", _as_known_before(columns))
    rows.order(", ".join(order)).insert_into(name)


def _as_known_before(columns: dict[str, str]) -> str:
    """Return the statement that fills in anew what rows say nothing of: a batch left out leaves nothing behind."""
    key, *others = columns
    statement = (QUERIES / "tables" / "every" / "kept.sql").read_text(encoding="utf-8")
    filled = (
        f"(last_value(case when not list_contains(kept, '{c}') then struct_pack(said := {c}) end ignore nulls) "
        f"over so_far).said as {c}" for c in others
    )
    return statement.format(key=key, filled=", ".join(filled), lineage=", ".join(LINEAGE))


def _handed_in(
    name: str, columns: dict[str, str], journal: Journal, left_out: frozenset[str]
) -> pa.Table | None:
    wanted = [*columns, *LINEAGE]
    batches = []
    for batch_id, received_at, content in journal.contents(name):
        if batch_id in left_out:
            continue
        rows = _read_csv(content, next(iter(columns)))
        n = rows.num_rows
        filled = {
            "batch_id": _repeated(batch_id, n),
            "row_no": pa.array(range(2, n + 2), pa.int32()).cast(pa.string()),
            "recorded_at": _repeated(received_at, n),
            "is_withdrawn": _repeated("false", n),
        }
        batches.append(pa.table({
            c: rows[c] if c in rows.column_names else filled[c] if c in filled else pa.nulls(n, REPEATED)
            for c in [*wanted, *({KEPT} & set(rows.column_names))]
        }))
    if not batches:
        return None
    return without_numbers(pa.concat_tables(batches, promote_options="default").unify_dictionaries())


def _repeated(value: str, n: int) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int32()), n), pa.array([value], pa.string()))


def _read_csv(content: bytes, key: str) -> pa.Table:
    """Read what the journal keeps; a text is kept once however often it stands in a column, but for what differs."""
    names = next(csv.reader([content.partition(b"\n")[0].decode()]))
    kinds = {name: pa.string() if name in {key, "row_no"} else REPEATED for name in names}
    return pyarrow.csv.read_csv(
        pa.BufferReader(content),
        parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=kinds, strings_can_be_null=True, null_values=[""], quoted_strings_can_be_null=True,
        ),
    )
