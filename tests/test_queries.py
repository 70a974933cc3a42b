"""Query files are contracts: the header says exactly what comes back, and every file keeps the house rules."""

import datetime as dt
import re
from pathlib import Path

import duckdb
import pytest

from frontline.house import QUERIES
from frontline.query import QueryError, questions, read_query
from frontline.store import Board

GIVEN = {
    "area_code": None, "checkpoint_id": None, "compound_id": None,
    "duty_on": dt.date(2020, 2, 9), "shift_code": "evening",
}
SPELLED = {"timestamp with time zone": "timestamptz"}


@pytest.mark.parametrize("name", sorted(questions()))
def test_header_equals_result(name: str, penglai: Board) -> None:
    query = questions()[name]
    cursor = penglai._db.cursor().execute(query.sql, {p.name: GIVEN[p.name] for p in query.params})
    found = [(d[0], str(d[1]).lower()) for d in cursor.description]
    assert [(n, SPELLED.get(t, t)) for n, t in found] == [(c.name, c.type) for c in query.columns]


@pytest.mark.parametrize("name", sorted(questions()))
def test_every_scope_is_answered_in_total_order(name: str, penglai: Board) -> None:
    query = questions()[name]
    for scope in ({}, {"area_code": "370684107"}, {"area_code": "370684107201"}, {"checkpoint_id": "K001"}):
        params = {p.name: (GIVEN | scope)[p.name] for p in query.params}
        once, again = penglai.ask(name, **params), penglai.ask(name, **params)
        assert once.equals(again)


@pytest.mark.parametrize("file", sorted(QUERIES.rglob("*.sql")), ids=lambda path: path.stem)
def test_no_query_reads_the_wall_clock_or_the_disk(file: Path) -> None:
    sql = re.sub(r"--.*", "", file.read_text(encoding="utf-8")).lower()
    never = r"\bnow\(|current_timestamp|current_date|today\(|read_csv|read_parquet|\battach\b|\bcopy\b"
    assert not re.search(never, sql)


def test_questions_end_in_an_order_or_one_row() -> None:
    for name, query in questions().items():
        assert "order by" in query.sql or query.grain.en.startswith("one row"), name


def test_a_broken_header_is_refused(tmp_path: Path) -> None:
    for text, words in (
        ("select 1", "question"),
        ("-- question: x\n-- grain: y\n-- wrong: z\nselect 1", "line 3"),
        ("-- question: x\n-- grain: y\n-- param: a varchar b\nselect 1", "header declares"),
        ("-- question: x\n-- grain: y\nselect $a", "header declares"),
        ("-- question: x\n-- grain: y\nselect 1; select 2", "one statement"),
    ):
        file = tmp_path / "broken.sql"
        file.write_text(text, encoding="utf-8")
        with pytest.raises(QueryError, match=words):
            read_query(file)


def test_the_board_is_locked(penglai: Board) -> None:
    for statement in ("create table x (a int)", "copy board to '/tmp/x.csv'", "set enable_external_access = true",
                      "select * from read_csv('/etc/passwd')", "install spatial"):
        with pytest.raises(duckdb.Error):
            penglai._db.cursor().execute(statement)
