"""Why this number: the rows behind every headline number add up to it, and each row says where it was handed in."""

import html
import io
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import streamlit as st
from boards import board_of
from streamlit.testing.v1 import AppTest
from within import of_every_level

from frontline import scenario_desk, scenario_numbers
from frontline.brief import QUESTIONS, brief
from frontline.brief_why import OPENS
from frontline.brief_why import address as sentence_address
from frontline.chosen import WORDS
from frontline.deployment import read_deployment
from frontline.house import ROOT
from frontline.legend_class import KEY, class_code
from frontline.legend_scope import find, is_exact, is_placed, map_of_class
from frontline.page_numbers import NUMBERS, shown_on
from frontline.panel import Headline
from frontline.query import questions
from frontline.run import Run
from frontline.scenario_why import ROWS, rows_of
from frontline.scope import places_of, read_scope
from frontline.screen import RUN
from frontline.snapshot import snapshot
from frontline.store import Board, Store
from frontline.tell_numbers import tell_of
from frontline.wall_list import SCENES, asked_on
from frontline.why import PAGES, WHYS, added, address, counting, same

ORIGIN = ["sheet_name", "file_name", "row_no", "uploader", "received_at"]
ASKED = sorted({name for why in WHYS.values() for name in (why.rows, why.rested, *why.records) if name})
LISTS = {"fault_list", "batch_list", "match_rows", "name_shared_list", "stray_point_list"}
"""What is itself a list of files and their faults, or of names and places by what the register says of them."""


@pytest.fixture(scope="module", params=["penglai", "huairou", "pingdingshan"])
def board(request: pytest.FixtureRequest, sample_board: Callable[[str], Board]) -> Board:
    """Return the board of some samples; penglai is shared with other tests."""
    return request.getfixturevalue("penglai") if request.param == "penglai" else sample_board(request.param)


@pytest.fixture
def screenless(monkeypatch: pytest.MonkeyPatch) -> dict:
    """Let pages build their numbers without a browser."""
    state: dict = {}
    monkeypatch.setattr(st, "session_state", state)
    return state


def addresses(board: Board) -> list[dict[str, str]]:
    """Return addresses of every level, on three shifts, and some where everybody rests who must."""
    moments = board.answer("shift_moments")
    then = [moments.iloc[at] for at in (0, len(moments) // 2, len(moments) - 1)]
    times = [{"on": f"{one['duty_on']:%Y-%m-%d}", "shift": one["shift_code"]} for one in then]
    places = [{}, *of_every_level(board)]
    return [place | times[number % 3] for number, place in enumerate(places)] + [
        places[1] | times[1], places[-1] | times[1], times[1] | {"rest": "1"},
    ]


def opened(board: Board, where: dict[str, str], state: dict) -> Iterator[tuple[str, Headline, pd.DataFrame]]:
    """Yield each headline number of a scope with its page and the rows that should make it."""
    run = Run(board, read_scope(where, board, "paper"), "why", "", is_past=True)
    state[RUN] = run
    for page in PAGES:
        if page == "whatif":
            yield from assumed(run, board)
            continue
        for number in tell_of(run, page, shown_on(page)):
            why = WHYS[number.name]
            rows = run.answer(why.question(is_rested=run.scope.is_rested))
            yield page, number, counting(why, rows, number.source)
    assert run.failures == []


def assumed(run: Run, board: Board) -> Iterator[tuple[str, Headline, pd.DataFrame]]:
    """Yield the numbers of what-ifs, as planned and under assumptions, with the rows worked out for each."""
    posts = board.answer("checkpoint_list")["checkpoint_id"]
    for own in ({}, {"add": "9", "ill": "10", "hours": "12", "close": " ".join(posts[:3])}):
        run.own = own
        what = scenario_desk.worked_out_here()
        for number in scenario_numbers.headlines(what):
            yield "whatif", number, counting(WHYS[number.name], rows_of(number.name, what), "")


def test_the_rows_of_every_headline_number_add_up_to_it_in_every_scope(board: Board, screenless: dict) -> None:
    asked = addresses(board)
    sums = [
        (where, page, number.name, one)
        for where in asked for page, number, rows in opened(board, where, screenless)
        for one in added(WHYS[number.name], number, rows) if one.is_same is not None
    ]
    assert [found for found in sums if not found[-1].is_same] == []
    assert len(asked) > 6
    assert len([one for *_, one in sums if one.added]) > 200


def classes(board: Board, where: dict[str, str]) -> Iterator[Run]:
    """Yield a run of each page with a map for the first and the last class of its legend that holds places."""
    for page in sorted({path.stem for path in (ROOT / "pages").glob("*.py")} & set(PAGES)):
        run = Run(board, read_scope(where, board, "paper"), page, "", is_past=True)
        found = map_of_class(run)
        held = [entry for entry in found[0].legend if entry.n] if found else []
        for entry in (held[0], held[-1]) if held else ():
            run.own = {KEY: class_code(entry)}
            yield replace(run, picked=find(run))


def rows_inside(run: Run, number: str, rows: pd.DataFrame) -> pd.DataFrame | None:
    """Return those of all rows of a scope that lie in the places of the class; None where rows do not name them."""
    places, picked = places_of(run.board), run.picked
    if picked.column in WORDS and picked.column in rows:
        rows = rows[rows[picked.column].isin(picked.ids)]
    elif picked.column in WORDS and is_exact(picked, WHYS[number].rows):
        return None
    areas = rows.get("area_code")
    if areas is None and "checkpoint_id" in rows:
        areas = rows["checkpoint_id"].map(picked.posts)
    inside = {area for chosen in picked.chosen.areas for area, _ in places.walk(chosen)}
    return None if areas is None else rows[areas.isin(inside)]


def test_a_number_of_a_legend_class_is_what_the_rows_of_its_places_make(board: Board) -> None:
    asked, sums, wrong, uneven = 0, 0, [], set()
    for run in classes(board, {}):
        asked += 1
        for number in tell_of(run, run.page, shown_on(run.page)):
            why = WHYS[number.name]
            if not is_placed(why.rows):
                assert "不受图例筛选" in number.coverage
                continue
            rows = run.answer(why.rows)
            of_class = added(why, number, counting(why, rows, number.source))
            of_places = rows_inside(run, number.name, replace(run, picked=None).answer(why.rows))
            of_places = added(why, number, counting(why, rows if of_places is None else of_places, number.source))
            sums += len([one for one in of_class if one.added])
            wrong += [(run.page, run.own[KEY], number.name, one) for one in of_class if one.is_same is False]
            uneven |= {number.name for one in of_places if one.is_same is False}
    assert wrong == []
    # A person or a team at several places is counted once, at one of them; an order to rest names no place.
    assert uneven <= {"M23", "volunteers", "appraisal_teams", "rest_given", "front", "care_per_100"}
    assert asked > 15
    assert sums > 100, sums


def test_a_row_less_or_a_changed_row_is_found(penglai: Board, screenless: dict) -> None:
    missed = set()
    for _, number, rows in opened(penglai, {}, screenless):
        why = WHYS[number.name]
        if why.how in {"median", "least", "estimate"} or not number.value:
            continue
        wrong = rows.iloc[1:] if not why.columns else rows.assign(
            **{name: rows[name].astype(float) * 2 for name in why.columns if name == (why.value or why.part)}
        )
        if not any(one.is_same is False for one in added(why, number, wrong)):
            missed.add(number.name)
    assert missed == set()


def test_every_headline_number_of_every_page_can_be_opened() -> None:
    pages = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "pages").glob("*.py")}
    assert {page for page, text in pages.items() if "show_numbers()" in text} == set(NUMBERS)
    assert {*NUMBERS, "whatif"} == set(PAGES)
    assert set(scenario_numbers.UNITS).union(*map(shown_on, NUMBERS)) == set(WHYS)
    assert set(scenario_numbers.UNITS) == set(ROWS)


def test_no_row_at_all_is_nought_or_nothing_but_never_a_number() -> None:
    assert same(None, None)
    assert same(0.0, None)
    assert not same(None, 3.0)
    assert not same(3.0, None)


@pytest.mark.parametrize("name", ASKED)
def test_rows_name_file_sheet_row_and_uploader_and_no_person(name: str, board: Board) -> None:
    moments = board.answer("shift_moments").iloc[0]
    scope = {"area_code": None, "checkpoint_id": None, "compound_id": None, "duty_on": moments["duty_on"].date(),
             "shift_code": moments["shift_code"]}
    frame = board.ask(name, **{p.name: scope[p.name] for p in questions()[name].params})
    people = {key for (key,) in board.cursor().table("current_person").select("person_id").fetchall()}
    for column in frame.columns:
        assert set(frame[column].dropna().astype(str)) & people == set(), column
    if name not in LISTS and not any(why.records for why in WHYS.values() if name in {why.rows, why.rested}):
        assert list(frame.columns[-len(ORIGIN):]) == ORIGIN
        assert frame[ORIGIN].notna().all(axis=None)
    if name.endswith(("_rows", "_records")):
        assert name not in {question for scene in SCENES for question in asked_on(scene)}


def test_origin_is_the_row_of_the_file_that_was_handed_in(penglai: Board) -> None:
    given = {"area_code": None, "duty_on": penglai.clock_at.date()}
    found = penglai.ask("problem_rows", **given).iloc[0]
    lines = (ROOT / "data" / "sample" / "penglai" / found["file_name"]).read_text(encoding="utf-8").splitlines()
    heads, cells = (line.split(",") for line in (lines[0], lines[found["row_no"] - 1]))
    handed = dict(zip(heads, cells, strict=True))
    assert handed["area_code"] == found["area_code"]
    assert pd.Timestamp(handed["found_at"]).tz_localize(None) == found["found_at"].tz_localize(None)
    assert (found["sheet_name"], found["uploader"]) == ("问题", "sample")


def open_why(board: Board, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    whole = Store(read_deployment())
    whole.board = lambda: board
    monkeypatch.setattr("frontline.run.store", lambda _deployment_id: whole)
    app = AppTest.from_file(ROOT / "frontline" / "frame.py", default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    app.switch_page("../pages/why.py")
    return app.run()


def said(app: AppTest) -> str:
    return html.unescape("\n".join(part.value for part in app.get("html")))


def test_the_page_shows_number_sum_and_origin_and_exports_every_row(
    penglai: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_why(penglai, monkeypatch, metric="M22", of="volunteers")
    assert not app.exception
    run = app.session_state["run"]
    shown = penglai.answer("volunteer_total", area_code=None, duty_on=run.scope.duty_on)["credited_hours"][0]
    assert f"行合计 {shown:,.1f} ＝ 数字 {shown:,.1f}" in said(app)
    assert "志愿时长" in said(app)
    assert "fl-why" not in said(app)
    rows = penglai.answer("volunteer_rows", area_code=None, duty_on=run.scope.duty_on)
    wanted = int((rows["claimed_hours"] > 0).sum())
    assert len(app.dataframe[0].value) == 1000
    book = openpyxl.load_workbook(io.BytesIO(snapshot(run.sheet(), "xlsx", penglai.clock_at)), read_only=True)
    lengths = [page.max_row for page in book]
    book.close()
    assert wanted > 1000
    assert max(lengths) > wanted


def test_rows_that_do_not_add_up_are_said_loudly(penglai: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Board.answer

    def lose_one(board: Board, name: str, **params: object) -> pd.DataFrame:
        frame = whole(board, name, **params)
        return frame.iloc[1:].reset_index(drop=True) if name == "staffing_rows" else frame

    monkeypatch.setattr(Board, "answer", lose_one)
    text = said(open_why(penglai, monkeypatch, metric="M03", of="checkpoints"))
    assert re.search(r'<li class="fl-act">■ Σ 缺口（人）：行合计 15 ≠ 数字 17，不一致', text)


def test_the_limits_and_norms_of_a_number_stand_beside_it_as_they_are_written(
    penglai: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_why(penglai, monkeypatch, metric="M27", of="supervision")
    shown = next(part.value for part in app.get("html") if "norm.csv" in part.value)
    cells = re.findall(r"<td[^>]*>(.*?)</td>", shown)
    rows = [cells[place:place + 6] for place in (0, 6)]
    assert [row[1:4] + row[5:] for row in rows] == [
        ["0.25", "0.2", "比例", "threshold.csv"], ["3", "空", "天", "norm.csv"],
    ]
    assert all(row[4] for row in rows)


def test_a_number_of_a_what_if_shows_what_is_assumed_and_marks_it(
    penglai: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_why(penglai, monkeypatch, metric="whatif_least", of="whatif", add="7", ill="10")
    assert not app.exception
    assert "由各行得" not in said(app)
    assert "不一致" not in said(app)
    told = [frame.value for frame in app.dataframe]
    assert told[0]["value"].tolist() == ["7", "10%"]
    assert told[0]["mark"].tolist() == ["◇ 假定"] * 2
    assert told[1]["mark"].value_counts().to_dict() == {"按排班": len(told[1]) - 1, "◇ 假定": 1}
    assert told[1].set_index("mark").loc["◇ 假定", "people"] == 7
    assert re.search(r'href="whatif\?add=7&amp;ill=10"', "".join(part.value for part in app.get("html")))


def test_what_is_no_sum_says_so_and_what_is_no_number_too(penglai: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    text = said(open_why(penglai, monkeypatch, metric="M33", of="problems", lang="en"))
    assert "survival median (Kaplan–Meier): not a sum" in text
    for query in ({"metric": "nobody"}, {"metric": "M03", "of": "../app"}, {"metric": "M33", "of": "overview"}):
        app = open_why(penglai, monkeypatch, **query)
        assert not app.exception
        assert "没有名为" in said(app)


def test_numbers_are_opened_from_their_pages_in_the_same_scope_and_never_from_a_wall(
    penglai: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    whole = Store(read_deployment())
    whole.board = lambda: penglai
    monkeypatch.setattr("frontline.run.store", lambda _deployment_id: whole)
    for page, links in (("data_quality", 8), ("wall", 0)):
        app = AppTest.from_file(ROOT / "frontline" / "frame.py", default_timeout=60)
        app.query_params["area"] = "370684107"
        app = app.switch_page(f"../pages/{page}.py").run()
        found = re.findall(r'class="fl-why" href="why\?([^"]+)"', "".join(part.value for part in app.get("html")))
        assert all("area=370684107" in link for link in found)
        assert len(set(found)) == (links and len(app.session_state["run"].headlines))


OF_ROWS = {"promise_late", "promise_soon", "asked", "asked_one", "chase", "tired_few", "attended"}
"""Sentences about one row of the number they open."""


def test_a_number_in_a_sentence_of_the_brief_is_the_number_that_its_link_opens(board: Board, screenless: dict) -> None:
    met, spoken = set(), set()
    for where in ({}, of_every_level(board)[-2]):
        run = Run(board, read_scope(where, board, "paper"), "why", "", is_past=True)
        screenless[RUN] = run
        for sentence in brief({name: run.answer(name) for name in QUESTIONS}, run.answer("thresholds"), "zh"):
            own = sentence_address(sentence)
            spoken |= {sentence.key} & set(OPENS)
            if not own:
                continue
            there = replace(run, scope=read_scope(where | own, board, "paper"))
            told = tell_of(there, own["of"], frozenset({own["metric"]}))
            found = next(one for one in told if one.source == own.get("source", one.source))
            said = {bound.value * scale for bound in sentence.numbers for scale in (1, 100)}
            if any(same(shown, value) for shown in (found.value, found.part) for value in said):
                met.add(sentence.key)
    assert len(met) > 8
    assert spoken - met <= OF_ROWS


def test_a_number_of_the_page_itself_or_of_another_page_has_no_address() -> None:
    number = Headline("缺口", 1.0, "人", name="M03")
    assert address("overview", number) == {"metric": "M03", "of": "overview"}
    assert address("why", number) == {}
    assert address("methods", number) == {}


def test_a_board_without_data_opens_every_number_and_says_that_nothing_was_handed_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, screenless: dict
) -> None:
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "home"))
    folder = tmp_path / "empty"
    folder.mkdir()
    for name in ("deployment.toml", "area.csv"):
        (folder / name).write_bytes((ROOT / "tests" / "tiny" / name).read_bytes())
    board = board_of(folder)
    wrong = [
        (number.name, one) for _, number, rows in opened(board, {}, screenless)
        for one in added(WHYS[number.name], number, rows) if one.is_same is False
    ]
    assert wrong == []
