"""One question asked for many scopes at once gives each the answer it would have had alone."""

from collections.abc import Callable

import pandas as pd
import pytest
from within import of_every_level

from frontline import together
from frontline.frames import frame_of
from frontline.query import questions
from frontline.scope import read_scope
from frontline.store import Board

ONE_BY_ONE = {("care_total", "moments")}
"""What DuckDB refuses to join: it is asked for one day after the other."""


@pytest.fixture(scope="module", params=["penglai", "huairou"])
def board(request: pytest.FixtureRequest, sample_board: Callable[[str], Board]) -> Board:
    """Return the board of some samples; penglai is shared with other tests."""
    return request.getfixturevalue("penglai") if request.param == "penglai" else sample_board(request.param)


def scopes(board: Board) -> dict[str, list[dict[str, object]]]:
    """Return places of every level and some beside each other at one moment, checkpoints, and moments at one place."""
    moments, levels = board.answer("shift_moments"), of_every_level(board)
    areas, posts = board.answer("place_list")["area_code"], board.answer("checkpoint_list")["checkpoint_id"]
    then = [{"on": f"{one.duty_on:%Y-%m-%d}", "shift": one.shift_code} for one in moments.iloc[::6].itertuples()][:5]
    asked = {
        "places": [*levels, *({"area": code} for code in areas.iloc[::25])][:9],
        "posts": [{"post": post} for post in posts.iloc[::20]][:5],
        "moments": [levels[0] | one for one in then],
    }
    return {kind: [read_scope(where, board, "paper").params() for where in found] for kind, found in asked.items()}


@pytest.mark.parametrize("name", sorted(together.ALIKE))
def test_each_answer_is_the_one_it_has_alone(name: str, board: Board) -> None:
    query, met = questions()[name], 0
    for kind, where in scopes(board).items():
        asked = [{param.name: one[param.name] for param in query.params} for one in where]
        varied, given = together.given(query, asked)
        if not varied or (name, kind) in ONE_BY_ONE:
            continue
        found = board.cursor().execute(together.statement(query, varied), given).fetchnumpy()
        instants = {column.name for column in query.columns if column.type == "timestamptz"}
        for one, part in zip(asked, together.parted(found, len(asked)), strict=True):
            pd.testing.assert_frame_equal(frame_of(part, instants, board._timezone), board.ask(name, **one))
            met += 1
    assert met > 5


def test_answers_asked_together_are_remembered_and_a_few_are_not_worth_it(
    penglai: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = Board.__new__(Board)
    vars(board).update(vars(penglai) | {"_answers": {}})
    places = scopes(penglai)["places"]
    board.answer_together("volunteer_reporting_total", places)
    board.answer_together("staffing_total", places[:2])
    assert board._answers == {}
    board.answer_together("staffing_total", places)
    monkeypatch.setattr(Board, "ask", lambda *_, **__: pytest.fail("asked again"))
    given = {param.name: places[0][param.name] for param in questions()["staffing_total"].params}
    assert board.answer("staffing_total", **given)["people_required"][0] > 0
