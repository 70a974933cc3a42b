"""Small counts of people: none is shown, and none can be worked out from the total and what is shown beside it."""

import re
from pathlib import Path

import duckdb
import pytest

from data.build.dice import Dice
from frontline.query import questions
from frontline.store import Board

LEAST = 5
LISTS = {
    "rest_by_township": ("people_must_rest", None), "rest_by_organisation": ("people_must_rest", None),
    "rest_by_streak": ("people", None), "rest_by_checkpoint": ("people_must_rest", "township_name"),
    "fair_by_township": ("people_must_rest", None), "care_by_kind": ("people", None),
    "supply_by_township": ("care_people", None),
}
"""Questions that list guarded counts: the column, and the column of the group whose total is shown."""
ROWS = {"accountability_by_measure"}
"""Its total stands in the row, and goes with the parts."""


@pytest.fixture(scope="module")
def macros() -> duckdb.DuckDBPyConnection:
    db = duckdb.connect()
    db.execute("create table norm as select 'small_cell' as norm_code, 5.0::double as value")
    for file in ("05_norms", "40_rest"):
        for statement in duckdb.extract_statements(Path(f"queries/macros/{file}.sql").read_text(encoding="utf-8")):
            db.execute(statement)
    return db


def test_no_small_count_can_be_worked_out_from_a_total_and_its_neighbours(macros: duckdb.DuckDBPyConnection) -> None:
    dice = Dice(5, "cells")
    for _ in range(400):
        counts = [dice.pick([0, 0, 1, 2, 3, 4, 5, 6, 9, 30]) for _ in range(dice.between(1, 9))]
        macros.execute("create or replace temp table cell as select unnest(?) as people", [counts])
        shown = [row[0] for row in macros.execute("select guarded_beside(people, true) from cell").fetchall()]
        assert all(told in {None, count} for told, count in zip(shown, counts, strict=True))
        hidden = [count for told, count in zip(shown, counts, strict=True) if told is None]
        assert [count for count in counts if 0 < count < LEAST and count not in hidden] == []
        if max(counts) < LEAST:
            continue
        is_mixed = any(count >= LEAST for count in hidden)
        assert len(hidden) != 1, counts
        assert not hidden or is_mixed or len(hidden) < sum(hidden) < (LEAST - 1) * len(hidden), counts
        assert hidden or shown == counts


def test_what_is_no_small_count_is_hidden_only_where_it_must_be(macros: duckdb.DuckDBPyConnection) -> None:
    for counts, wanted in (
        ([3, 9, 20], [None, None, 20]), ([3, 2, 9], [None, None, 9]), ([9, 8], [9, 8]), ([0, 6, 7], [0, 6, 7]),
        ([None, 3, 8, 9], [None, None, None, 9]),
    ):
        macros.execute("create or replace temp table cell as select unnest(?) as people", [counts])
        found = macros.execute("select guarded_beside(people, true) from cell").fetchall()
        assert [row[0] for row in found] == wanted


def test_every_list_of_guarded_counts_hides_beside_the_small_ones() -> None:
    alone = re.compile(r"(?<!when )guarded\((?![\w.]+\) is null)")
    found = {name for name, query in questions().items() if alone.search(query.sql) and not name.endswith("_total")}
    assert found == ROWS
    assert {name for name, query in questions().items() if "guarded_beside(" in query.sql} == set(LISTS)


@pytest.mark.parametrize("question", sorted(LISTS))
def test_no_list_of_the_sample_hides_a_single_count(question: str, penglai: Board) -> None:
    column, group = LISTS[question]
    given = {"area_code": None, "checkpoint_id": None, "duty_on": penglai.clock_at.date(), "shift_code": "evening"}
    rows = penglai.ask(question, **{p.name: given[p.name] for p in questions()[question].params})
    for _, part in rows.groupby(group) if group else [("", rows)]:
        known = part[column].dropna()
        assert len(part) - len(known) != 1 or known.sum() == 0
