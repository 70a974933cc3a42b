"""Who has not reported: what fell due last and did not come, for how long, and the words that ask for it."""

import datetime as dt

import pandas as pd
import pytest

from frontline.deployment import Deployment
from frontline.reminder import places_to_remind, reminder
from frontline.store import Board, Store

NAMES = {"report_source": {"duty_shift": "值守", "volunteer_service": "志愿服务"}, "shift_code": {"day": "白班"}}


@pytest.fixture
def board(tiny: Deployment) -> Board:
    return Store(tiny).board()


def owed(board: Board, day: int = 31, area: str | None = None) -> pd.DataFrame:
    return board.answer("report_owed_list", area_code=area, duty_on=dt.date(2020, 1, day))


def rows(frame: pd.DataFrame) -> list[tuple]:
    columns = ["report_source", "area_code", "cadence", "report_status", "minutes_late", "streak"]
    columns += ["in_time", "fell_due"]
    return list(frame[columns].itertuples(index=False, name=None))


def test_what_fell_due_last_is_told_for_each_source_and_place_with_its_streak(board: Board) -> None:
    # Now is 20:30: day shifts were due at 18:00 by 31, of volunteers 30 was due at 22:00 and 31 is not due yet.
    assert rows(owed(board)) == [
        ("volunteer_service", "370684001", "day", "missing", 1350.0, 2, 0, 2),
        ("duty_shift", "370684100", "shift", "missing", 150.0, 1, 1, 3),
        ("duty_shift", "370684001", "shift", "on_time", 0.0, 0, 2, 3),
    ]


def test_a_report_in_time_ends_the_streak_and_what_came_later_is_not_yet_known(board: Board) -> None:
    assert rows(owed(board, 30, "370684100")) == [("duty_shift", "370684100", "shift", "on_time", 0.0, 0, 1, 2)]
    assert [row[5] for row in rows(owed(board, 29))] == [1, 1, 1]


def test_the_total_is_that_of_the_list_and_before_anything_was_due_nothing_is_known(board: Board) -> None:
    total = board.answer("report_owed_total", area_code=None, duty_on=dt.date(2020, 1, 31)).iloc[0]
    assert tuple(total) == (3, 1, pytest.approx(1 / 3), 2, 0, 2, 2, "甲街道")
    before = board.answer("report_owed_total", area_code=None, duty_on=dt.date(2020, 1, 28)).iloc[0]
    assert before.isna().all()


def test_the_reminder_names_each_report_with_its_time_and_streak_and_nobody_who_has_reported(board: Board) -> None:
    frame = owed(board)
    assert places_to_remind(frame) == {"370684001": "甲街道", "370684100": "乙镇"}
    text = reminder(frame, ["370684100", "370684001"], NAMES, "小县 1月31日 20:30", "zh")
    assert text == (
        "【催报】乙镇：1 项未报\n"
        "值守（1月31日 白班），应于 1月31日 18:00 前报送，已迟 150 分钟，连续 1 次未按时。\n\n"
        "【催报】甲街道：1 项未报\n"
        "志愿服务（1月30日），应于 1月30日 22:00 前报送，已迟 1,350 分钟，连续 2 次未按时。\n\n"
        "请立即报送；确无数据也请报“零”，已报的请告知值班室。小县 1月31日 20:30"
    )
    assert reminder(frame, [], NAMES, "", "zh") == ""
