"""How soon those sent arrived, on a day that is past: the same in total, by wave, by hour and in the rows behind it."""

import datetime as dt
import statistics
from collections.abc import Callable
from typing import Any

import pytest

from frontline.store import Board


@pytest.fixture(scope="module")
def board(sample_board: Callable[[str], Board]) -> Board:
    return sample_board("penglai")


def _on(day: dt.date) -> dict[str, Any]:
    return {"area_code": None, "duty_on": day}


@pytest.mark.parametrize("day", [dt.date(2020, 2, 2), dt.date(2020, 2, 5), dt.date(2020, 2, 6)])
def test_arrival_times_of_a_past_day_are_those_of_arrivals_up_to_it(board: Board, day: dt.date) -> None:
    rows = board.ask("dispatch_rows", **_on(day))
    total = board.ask("dispatch_total", **_on(day)).iloc[0]
    there = rows[rows["arrived_at"].dt.date <= day]
    hours = (there["arrived_at"] - there["ordered_at"]).dt.total_seconds() / 3600
    assert total["arrived"] == len(there) < total["cadres"]
    assert total["median_arrival_hours"] == pytest.approx(statistics.median(hours))
    assert rows["arrival_hours"].notna().sum() == len(there)


def test_the_last_wave_is_not_credited_with_arrivals_still_to_come(board: Board) -> None:
    days = dt.date(2020, 2, 5), dt.date(2020, 2, 9)
    then, now = (board.ask("dispatch_by_wave", **_on(day)).set_index("wave") for day in days)
    last = then.index[-1]
    assert then.loc[last, "arrived"] < now.loc[last, "arrived"]
    assert then.loc[last, "median_arrival_hours"] < now.loc[last, "median_arrival_hours"]
    whole = then.index[:-1]
    assert then.loc[whole, "median_arrival_hours"].tolist() == now.loc[whole, "median_arrival_hours"].tolist()


def test_waves_sources_and_hours_add_up_to_the_total(board: Board) -> None:
    day = dt.date(2020, 2, 5)
    total = board.ask("dispatch_total", **_on(day)).iloc[0]
    assert board.ask("dispatch_by_wave", **_on(day))["arrived"].sum() == total["arrived"]
    assert board.ask("dispatch_by_source", **_on(day))["arrived"].sum() == total["arrived"]
    assert board.ask("arrival_by_hour", **_on(day))["arrived"].iloc[-1] == total["arrived"]
