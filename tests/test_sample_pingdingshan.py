"""The sample of Pingdingshan: every published figure, and the events its README tells the reader to look for."""

import datetime as dt
import re
from collections.abc import Callable

import pytest

from frontline.deployment import read_deployment
from frontline.figures import compute, figures
from frontline.house import SAMPLE
from frontline.store import Board

HERE = SAMPLE / "pingdingshan"
ON = {"area_code": None, "duty_on": dt.date(2022, 5, 11)}


@pytest.fixture(scope="module")
def board(sample_board: Callable[[str], Board]) -> Board:
    return sample_board("pingdingshan")


def test_every_published_figure_holds(board: Board) -> None:
    told = list(figures(read_deployment("pingdingshan")))
    assert len(told) == 29
    assert [f.figure_zh for f in told if not f.holds(compute(f, board))] == []


def test_figures_that_belong_together_hold(board: Board) -> None:
    cadres = board.ask("branch_coverage_by_department", duty_on=ON["duty_on"]).iloc[0]
    assert cadres["hours_per_person"] == pytest.approx(558 / 37)
    total = board.ask("problem_total", **ON).iloc[0]
    assert total["fixed_on_site_share"] == pytest.approx(137 / 153)
    reported = board.ask("volunteer_reporting_total", **ON).iloc[0]
    assert reported["registered"] / reported["units"] == pytest.approx(6807 / 79)


def test_the_events_of_the_readme_are_there(board: Board) -> None:
    front = board.ask("front_total", **ON).iloc[0]
    hours = board.ask("volunteer_integrity_total", **ON).iloc[0]
    links = board.ask("dispatch_links", **ON).iloc[0]
    days = board.ask("presence_bulletin_by_day", duty_on=ON["duty_on"]).set_index("checked_on")["is_double"]
    text = (HERE / "README.md").read_text(encoding="utf-8")
    for words, value in (
        (r"temporary branch: (\d+)", front["communities_without_branch"]),
        (r"(\d+) of 600 seats", front["seats"] - front["seats_filled"]),
        (r"(\d+) teams without service", front["teams_idle"]),
        (r"No check-out: (\d+)", hours["open_sessions"]),
    ):
        assert int(re.search(words, text)[1]) == value
    assert (hours["doubtful_days"], links["without_branch"], links["without_liaison"]) == (2, 1, 3)
    missed = days[days.notna() & ~days.fillna(value=True).astype(bool)]
    assert [str(day.date()) for day in missed.index] == ["2022-05-09"]


def test_the_120th_community_says_that_it_is_ours(board: Board) -> None:
    area = board._db.cursor().execute(
        "select area_code, register_edition from current_area where area_level = 'community' and is_in_scope"
    ).fetchall()
    assert len(area) == 120
    assert [(code, "synthetic" in edition) for code, edition in area if edition != "2021"] == [("410403009999", True)]
