"""What is worked out when a board is published equals what is worked out from the rows, moment by moment."""

import datetime as dt
import itertools
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from boards import board_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontline.query import questions
from frontline.store import Board

CASE = Path(__file__).parent / "cases" / "a relapse returns a problem to open and undoes its closing"
STATE = (
    "problem_id, stream, area_code, checkpoint_id, problem_category, severity, is_common, is_fixed_on_site, found_at, "
    "due_at, assigned_at, escalated_at, reopened_at, fixed_at, verified_at, closed_at, problem_status, is_overdue"
)
FROM_ROWS = f"""
    select {STATE} from problem_state((select known_at from board), seen_at($duty_on)) order by problem_id
"""  # noqa: S608 - the columns are ours
FROM_ROLLUP = f"select {STATE} from problem_seen($duty_on) order by problem_id"  # noqa: S608 - the columns are ours
EVERYWHERE = {
    "area_code": None, "checkpoint_id": None, "compound_id": None,
    "duty_on": dt.date(2020, 2, 9), "shift_code": "evening",
}


def _states_agree(board: Board, days: list[dt.date]) -> int:
    found = 0
    for day in days:
        given = {"duty_on": day}
        rows = board._db.cursor().execute(FROM_ROWS, given).df()
        pd.testing.assert_frame_equal(board._db.cursor().execute(FROM_ROLLUP, given).df(), rows)
        found += len(rows)
    return found


def test_the_state_of_a_problem_on_any_day_equals_the_one_its_events_give(penglai: Board) -> None:
    days = [dt.date(2020, 1, 20) + dt.timedelta(days=n) for n in range(25)]
    assert _states_agree(penglai, days) > 100


EVENT = st.tuples(
    st.sampled_from(["X1", "X2", "X4"]),
    st.sampled_from(["assigned", "fixed", "verified", "closed", "reopened", "escalated"]),
    st.integers(-1, 5), st.integers(0, 23),
)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(EVENT, max_size=12))
def test_events_in_any_order_give_the_same_state_from_rollup_and_rows(events: list[tuple[str, str, int, int]]) -> None:
    first = dt.datetime.fromisoformat("2020-02-01T09:00:00+08:00")
    lines = ["event_id,problem_id,event_kind,happened_at,organisation_id,recorded_at\n"]
    for number, (problem, kind, day, hour) in enumerate(events):
        at = (first + dt.timedelta(days=day, hours=hour)).isoformat()
        lines.append(f"E{number},{problem},{kind},{at},,{at}\n")
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTLINE_HOME", f"{folder}/home")
        case = Path(folder) / "case"
        case.mkdir()
        for file in CASE.iterdir():
            if not file.name.endswith("expect.csv"):
                (case / file.name).write_bytes(file.read_bytes())
        (case / "problem_event.csv").write_text("".join(lines), encoding="utf-8")
        _states_agree(board_of(case), [dt.date(2020, 1, 31) + dt.timedelta(days=n) for n in range(8)])


@pytest.mark.parametrize("name", sorted(questions()))
def test_an_answer_has_the_values_and_types_that_duckdb_itself_would_give(name: str, penglai: Board) -> None:
    query = questions()[name]
    places = ({}, {"area_code": "370684107"}, {"area_code": "370684107201"})
    for scope, day in itertools.product(places, (dt.date(2020, 1, 20), dt.date(2020, 2, 9))):
        params = {p.name: (EVERYWHERE | scope | {"duty_on": day})[p.name] for p in query.params}
        expected = penglai._db.cursor().execute(query.sql, params).df()
        pd.testing.assert_frame_equal(penglai.ask(name, **params), expected)
