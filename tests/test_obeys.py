"""Every answer obeys the scope: in each deployment, at each level, no place of another scope is in any of them."""

import ast
from collections.abc import Callable

import pytest
from within import of_every_level, outside, outside_of

from frontline.house import ROOT, SAMPLE
from frontline.legend_class import KEY, class_code
from frontline.legend_scope import find, is_placed, map_of_class
from frontline.query import questions
from frontline.run import Run
from frontline.scope import places_of, read_scope
from frontline.store import Board

DEPLOYMENTS = sorted(path.parent.name for path in SAMPLE.glob("*/deployment.toml"))
SCOPED = {
    name for name, query in questions().items()
    if {"area_code", "checkpoint_id"} & {param.name for param in query.params}
}


@pytest.fixture(scope="module", params=DEPLOYMENTS)
def board(request: pytest.FixtureRequest, sample_board: Callable[[str], Board]) -> Board:
    """Return the board of each sample."""
    return sample_board(request.param)


def test_no_answer_holds_a_place_outside_its_scope(board: Board) -> None:
    wrong, rows = {}, 0
    for address in of_every_level(board):
        scope = read_scope(address, board, "paper")
        for name in sorted(SCOPED - {"sibling_list"}):
            params = scope.params()
            frame = board.ask(name, **{param.name: params[param.name] for param in questions()[name].params})
            rows += len(frame)
            if found := outside(frame, scope, board):
                wrong[name, *address.values()] = found
    assert wrong == {}
    assert rows > 100


def test_no_answer_about_a_class_of_the_legend_holds_a_place_of_another(board: Board) -> None:
    run = Run(board, read_scope({}, board, "paper"), "overview", "", is_past=True)
    held = [one for one in map_of_class(run)[0].legend if one.n]
    run.own = {KEY: class_code(held[len(held) // 2])}
    run.picked = find(run)
    chosen, wrong, rows = run.picked.chosen, {}, 0
    for name in sorted(filter(is_placed, SCOPED)):
        frame = run.answer(name)
        rows += len(frame)
        is_asked = any(param.name == "checkpoint_id" for param in questions()[name].params)
        only = chosen.ids if chosen.column == "checkpoint_id" and is_asked else None
        if found := outside_of(frame, chosen.areas, board, only):
            wrong[name] = found
    assert run.failures == []
    assert wrong == {}
    assert rows > 100


def test_places_beside_the_scope_have_its_parent_and_hold_it(board: Board) -> None:
    places = places_of(board)
    for address in of_every_level(board):
        scope = read_scope(address, board, "paper")
        params = scope.params()
        frame = board.ask("sibling_list", **{p.name: params[p.name] for p in questions()["sibling_list"].params})
        assert frame.loc[frame["is_chosen"], "code"].tolist() == [scope.checkpoint_id or scope.area_code]
        if not scope.checkpoint_id:
            assert frame["code"].tolist() == places.beside(scope.area_code)


def test_nothing_but_the_scope_says_which_place_a_page_asks_for() -> None:
    named = []
    # A wall's playlist and its alarms go beyond the place on show, as its address says; which days changed is asked
    # before there is a scope.
    walking = {"turns.py", "walls.py", "timeline.py"}
    for path in [*ROOT.glob("pages/*.py"), *ROOT.glob("frontline/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "answer":
                places = {keyword.arg for keyword in node.keywords} & {"area_code", "checkpoint_id"}
                named += [f"{path.name}:{node.lineno}"] if places and path.name not in walking else []
    assert named == []
