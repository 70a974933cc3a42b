"""Questions of a page are begun before it needs them: none twice, none left out, no failure hidden."""

import threading
from collections import Counter
from typing import Any

import duckdb
import pytest

from frontline.deployment import Deployment
from frontline.house import ROOT
from frontline.query import questions
from frontline.run import asked_by
from frontline.store import Board, Store

ASKED = [("thresholds", {}), ("board", {}), ("place_list", {})]


def test_what_is_begun_for_a_page_are_questions() -> None:
    for page in sorted((ROOT / "pages").glob("*.py")):
        assert set(asked_by(page.stem)) <= set(questions())
    assert {"staffing_total", "staffing_by_township", "thresholds", "area_cells"} <= set(asked_by("overview"))
    assert "area_cells" not in asked_by("methods")


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
