"""Questions of a page are begun before it needs them: none twice, none left out, no failure hidden."""

import threading
from collections import Counter
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from frontline import ahead, by_compound
from frontline.by_compound import asked_by, asked_of, learn
from frontline.deployment import Deployment
from frontline.house import ROOT
from frontline.memory import HELPER
from frontline.query import questions
from frontline.run import Run
from frontline.scope import read_scope
from frontline.store import Board, Store

ASKED = [("thresholds", {}), ("board", {}), ("place_list", {})]


def test_what_is_begun_for_a_page_are_questions() -> None:
    for page in sorted((ROOT / "pages").glob("*.py")):
        assert set(asked_by(page.stem)) <= set(questions())
    assert {"staffing_total", "staffing_by_township", "thresholds", "area_cells"} <= set(asked_by("overview"))
    assert "area_cells" not in asked_by("methods")


def test_what_a_page_never_asked_of_such_a_place_is_not_begun_for_it(
    penglai: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_compound, "_learned", {})
    whole, town = read_scope({}, penglai, "paper"), read_scope({"area": "370684108"}, penglai, "paper")
    assert "place_profile" in asked_of("area", whole)
    learn("area", whole, ["staffing_by_township"])
    assert "place_profile" not in asked_of("area", whole)
    assert {"place_profile", "staffing_total", "code_words"} <= set(asked_of("area", town))
    learn("area", town, ["rest_by_checkpoint"])
    learn("area", town, ["place_profile"])
    assert {"place_profile", "rest_by_checkpoint", "staffing_total"} <= set(asked_of("area", town))


def test_a_question_begun_ahead_is_executed_once(tiny: Deployment, monkeypatch: pytest.MonkeyPatch) -> None:
    executed: Counter[str] = Counter()
    ask = Board.ask

    def counted(board: Board, name: str, **params: Any) -> Any:
        executed[name] += 1
        return ask(board, name, **params)

    monkeypatch.setattr(Board, "ask", counted)
    board = Store(tiny).board()
    readers = [threading.Thread(target=board.ahead, args=(ASKED,)) for _ in range(8)]
    for reader in readers:
        reader.start()
    answers = [board.answer(name) for name, _ in ASKED]
    for reader in readers:
        reader.join()
    assert all(len(answer) for answer in answers)
    assert executed == {"thresholds": 1, "board": 1, "place_list": 1}


def test_a_question_that_fails_ahead_still_fails_where_it_is_needed(
    tiny: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = threading.Semaphore(0)

    def fail(_board: Board, _name: str, **_params: Any) -> None:
        asked.release()
        message = "no memory"
        raise duckdb.OutOfMemoryException(message)

    monkeypatch.setattr(Board, "ask", fail)
    board = Store(tiny).board()
    board.ahead(ASKED[:1])
    assert asked.acquire(timeout=10)
    with pytest.raises(duckdb.OutOfMemoryException):
        board.answer("thresholds")


def idle() -> None:
    """Wait until the helper has answered all it was given."""
    while not HELPER.submit(HELPER._work_queue.empty).result():
        pass


@pytest.fixture
def read(tiny: Deployment, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Board, Counter[str]]]:
    """Yield a board of which a reader has one page open, and how often each question was executed on it."""
    executed: Counter[str] = Counter()
    ask = Board.ask

    def counted(board: Board, name: str, **params: Any) -> Any:
        executed[name] += 1
        return ask(board, name, **params)

    kept = Store(tiny)
    monkeypatch.setattr(Board, "ask", counted)
    monkeypatch.setattr(ahead, "store", lambda _name: kept)
    board = kept.board()
    Run(board, read_scope({}, board, "paper"), "methods", "")
    idle()
    yield board, executed
    ahead._begun.clear()


def test_once_somebody_reads_a_board_every_page_of_the_whole_place_finds_its_answers(
    read: tuple[Board, Counter[str]],
) -> None:
    board, executed = read
    assert not executed["staffing_total"]
    ahead.ask_ahead("tiny")
    idle()
    before = dict(executed)
    scope = read_scope({}, board, "paper")
    for page in ("overview", "staffing", "problems", "data_quality"):
        run = Run(board, scope, page, "")
        for name in asked_of(page, scope):
            run.answer(name)
    idle()
    assert dict(executed) == before
    assert before["staffing_total"] == before["problem_total"] == 1


def test_a_board_is_asked_ahead_once(read: tuple[Board, Counter[str]]) -> None:
    board, executed = read
    ahead.ask_ahead("tiny")
    idle()
    board._answers.clear()
    before = dict(executed)
    ahead.ask_ahead("tiny")
    idle()
    assert dict(executed) == before


def test_a_board_that_only_walls_show_is_not_asked_ahead(tiny: Deployment, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Store(tiny)
    monkeypatch.setattr(ahead, "store", lambda _name: kept)
    board = kept.board()
    Run(board, read_scope({}, board, "night"), "wall", "", scene="situation")
    assert not board.is_read
    ahead.ask_ahead("tiny")
    assert "tiny" not in ahead._begun


def test_what_a_reader_asks_goes_before_what_is_asked_ahead(tiny: Deployment, monkeypatch: pytest.MonkeyPatch) -> None:
    idle()
    order: list[str] = []
    gate = threading.Event()

    def noted(_board: Board, name: str, **_params: Any) -> list:
        gate.wait(10)
        order.append(name)
        return []

    monkeypatch.setattr(Board, "ask", noted)
    board = Store(tiny).board()
    board.in_idle_time([("first", {}), ("second", {}), ("third", {})])
    board.ahead([("wanted", {})])
    gate.set()
    idle()
    assert order.index("wanted") <= 1
    assert sorted(order) == ["first", "second", "third", "wanted"]


def test_who_waits_for_a_question_answers_another_one_meanwhile(
    tiny: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    idle()
    begun, helped = threading.Event(), threading.Event()
    by: dict[str, int] = {}

    def noted(_board: Board, name: str, **_params: Any) -> list:
        by[name] = threading.get_ident()
        begun.set()
        if name == "first":
            assert helped.wait(10)
        elif name == "last":
            helped.set()
        return [name]

    monkeypatch.setattr(Board, "ask", noted)
    board = Store(tiny).board()
    board.ahead([("first", {}), ("middle", {}), ("last", {})])
    assert begun.wait(10)
    assert board.answer("first") == ["first"]
    idle()
    assert sorted(by) == ["first", "last", "middle"]
    assert by["last"] == threading.get_ident() != by["first"]


def test_a_question_that_fails_while_helping_leaves_the_one_waited_for_alone(
    tiny: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    idle()
    begun, helped = threading.Event(), threading.Event()

    def fail_one(_board: Board, name: str, **_params: Any) -> list:
        begun.set()
        if name == "first":
            assert helped.wait(10)
            return [name]
        helped.set()
        message = "no memory"
        raise duckdb.OutOfMemoryException(message)

    monkeypatch.setattr(Board, "ask", fail_one)
    board = Store(tiny).board()
    board.ahead([("first", {}), ("last", {})])
    assert begun.wait(10)
    assert board.answer("first") == ["first"]
    with pytest.raises(duckdb.OutOfMemoryException):
        board.answer("last")
