"""Two readings of a day: as known when it closed, and as known now; what came late or was corrected is marked."""

import dataclasses
import datetime as dt
import functools
import gc
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
import streamlit as st
from handed import NOW, TINY
from streamlit.testing.v1 import AppTest

from frontline import share, then
from frontline.deployment import Deployment, read_deployment
from frontline.house import ROOT
from frontline.journal import Batch, Journal
from frontline.publish import publish
from frontline.query import questions
from frontline.run import Run, store
from frontline.scope import read_scope
from frontline.scrubber import SEEN, around
from frontline.store import Board, PreparingError, Store
from frontline.timeline import Day, change_words, closed_at, days, label, reading_words, still_words
from frontline.words import say

ON = dt.date(2020, 1, 30)
CLOSED = dt.datetime.fromisoformat("2020-01-31T01:00:00+08:00")
HOUR = dt.timedelta(hours=1)
REPORT = "report_id,report_source,area_code,duty_on,shift_code,reported_at\n"
CHECK = "spot_check_id,organisation_id,area_code,check_channel,checked_at,people_checked,people_found\n"
IN_TIME = REPORT + "N1,duty_shift,370684001,2020-01-30,day,2020-01-30T17:00:00+08:00\n"
TOO_LATE = REPORT + "N2,duty_shift,370684100,2020-01-30,day,2020-01-31T09:00:00+08:00\n"
FIRST = CHECK + "C1,U1,370684001001,phone,2020-01-30T10:00:00+08:00,4,3\n"
MENDED = CHECK + "C1,U1,370684001001,phone,2020-01-30T10:00:00+08:00,4,2\n"
GIVEN = {"area_code": None, "checkpoint_id": None, "compound_id": None, "duty_on": ON, "shift_code": "day"}
"""What a question is asked with; day and shift that both readings know as closed."""


def hand_in(deployment: Deployment, table: str, text: str, at: dt.datetime) -> None:
    """Write a batch as it came at a moment."""
    n, content = text.count("\n") - 1, text.encode()
    Journal(deployment.live / "journal.sqlite").append(
        Batch(f"{table}.csv", f"{table} {at}", at, "clerk", {table: content}, n)
    )


def town(folder: Path, *, is_whole: bool) -> Deployment:
    """Make a live deployment of the small tables; whole, it also holds what came after the day had closed."""
    shutil.copytree(TINY, folder)
    settings = (folder / "deployment.toml").read_text(encoding="utf-8")
    settings = re.sub("^(clock_at|demonstration).*\n", "", settings, flags=re.MULTILINE)
    (folder / "deployment.toml").write_text(settings, encoding="utf-8")
    deployment = read_deployment("tiny")
    for file in sorted(TINY.glob("*.csv")):
        if file.stem not in {"report", "spot_check"}:
            hand_in(deployment, file.stem, file.read_text(encoding="utf-8"), CLOSED - 48 * HOUR)
    hand_in(deployment, "report", IN_TIME, CLOSED - 8 * HOUR)
    hand_in(deployment, "spot_check", FIRST, CLOSED - 10 * HOUR)
    if is_whole:
        hand_in(deployment, "report", TOO_LATE, CLOSED + 8 * HOUR)
        hand_in(deployment, "spot_check", MENDED, CLOSED + 9 * HOUR)
    return deployment


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Publish the town as it is now, with its board as known when the day closed; and a town whose journal ends there.

    Nothing came after the close in the one that is cut.
    """
    made = {}
    for name in ("whole", "cut"):
        home = made[name] = tmp_path_factory.mktemp(name)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("FRONTLINE_HOME", str(home))
            deployment = town(home / "deployments" / "tiny", is_whole=name == "whole")
            publish(deployment, NOW if name == "whole" else CLOSED)
            if name == "whole":
                then.build_then(deployment, CLOSED)
    return made


@pytest.fixture
def city(places: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Deployment]:
    """Return the whole town with a live folder of this test's own."""
    shutil.copytree(places["whole"], tmp_path / "home")
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("FRONTLINE_DEPLOYMENT", "tiny")
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    store.cache_clear()
    yield read_deployment("tiny")
    store.cache_clear()


@functools.cache
def board_in(home: Path, at: dt.datetime | None = None) -> Board:
    """Open a board of a town, each file once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTLINE_HOME", str(home))
        return Store(read_deployment("tiny")).board(at)


def given(name: str) -> dict[str, object]:
    """Return what a question is asked with."""
    return {param.name: GIVEN[param.name] for param in questions()[name].params}


def marked(board: Board, area_code: str | None = None) -> dict[int, tuple[int, ...]]:
    """Return, for every day with marks, how many reports and records came late, how many were corrected, and where."""
    return {
        one.duty_on.day: (one.late_reports, one.late_records, one.corrections, one.places)
        for one in days(board, area_code) if one.marks
    }


def built_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Build boards of the past in this process instead of aside."""
    monkeypatch.setattr(then, "begin", lambda deployment, at: bool(then.build_then(deployment, at)))


def test_the_board_as_known_then_answers_every_question_like_one_whose_journal_ends_there(
    places: dict[str, Path],
) -> None:
    past, cut = board_in(places["whole"], CLOSED), board_in(places["cut"])
    for name in questions():
        pd.testing.assert_frame_equal(past.ask(name, **given(name)), cut.ask(name, **given(name)), obj=name)
    assert past.clock_at == CLOSED


def test_the_two_readings_differ_exactly_by_what_came_late_and_what_was_corrected(places: dict[str, Path]) -> None:
    now, past = board_in(places["whole"]), board_in(places["whole"], CLOSED)
    found = [board.answer("report_by_township_shift", **given("report_by_township_shift")) for board in (past, now)]
    reported = [frame[frame["duty_on"].dt.date == ON].set_index("area_code")["reported_at"] for frame in found]
    assert reported[0].notna().to_dict() == {"370684001": True, "370684100": False}
    assert reported[1].notna().to_dict() == {"370684001": True, "370684100": True}
    # The requirement of the township that was silent then, one of three, is not known then.
    needed = [board.answer("staffing_total", **given("staffing_total"))["people_required"][0] for board in (past, now)]
    assert needed == [2, 3]
    checked = [board._db.execute("select people_found from current_spot_check").fetchall() for board in (past, now)]
    assert checked == [[(3,)], [(2,)]]
    for table in ("duty_shift", "volunteer_service", "problem", "requirement"):
        rows = [board._db.table(f"current_{table}").fetchall() for board in (past, now)]
        assert rows[0] == rows[1]


def test_the_day_that_changed_after_its_close_is_marked_and_no_other(places: dict[str, Path]) -> None:
    board = board_in(places["whole"])
    assert marked(board) == {30: (1, 0, 1, 2)}
    assert marked(board, "370684100") == {30: (1, 0, 0, 1)}
    assert marked(board, "370684001") == {30: (0, 0, 1, 1)}
    one = next(one for one in days(board, None) if one.marks)
    assert label(one, "zh", is_first=False) == "30 ▲ ◆"
    changes = "迟到报送 1 份，更正或撤回 1 条；涉及 2 处"
    assert change_words(one, "zh") == f"1月30日的情况在 1月31日 01:00 截止后有变化：{changes}"


def test_where_nothing_came_late_no_day_is_marked(places: dict[str, Path]) -> None:
    board = board_in(places["cut"])
    assert marked(board) == {}
    assert [one.is_closed for one in days(board, None)] == [True, True, False]
    last = days(board, None)[-1]
    assert change_words(last, "en") == "31 Jan has not closed yet; both readings are the same"


def test_what_is_filled_in_later_is_late_and_what_is_taken_back_is_corrected(city: Deployment) -> None:
    head = "service_id,person_id,organisation_id,area_code,task_kind,started_at,ended_at,is_withdrawn\n"
    line = "{},P05,U1,370684001001,gate_duty,2020-01-29T09:00:00+08:00,{},{}\n"
    told, noon = line.format("A", "", "false") + line.format("B", "", "false"), "2020-01-29T12:00:00+08:00"
    hand_in(city, "volunteer_service", head + told, CLOSED - 40 * HOUR)
    told = line.format("A", noon, "false") + line.format("B", "", "true")
    hand_in(city, "volunteer_service", head + told, CLOSED + HOUR)
    # The same once more changes nothing.
    hand_in(city, "report", IN_TIME, CLOSED + HOUR)
    publish(city, NOW)
    assert marked(Store(city).board()) == {29: (0, 1, 1, 1), 30: (1, 0, 1, 2)}


@pytest.mark.parametrize("harm", ["cut short", "gone", "pointer damaged"])
def test_a_damaged_or_missing_board_of_the_past_is_built_anew(
    city: Deployment, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    built_at_once(monkeypatch)
    file, = then.folder_of(city).glob("*.duckdb")
    pointer, = then.folder_of(city).glob("*.json")
    {
        "cut short": lambda: file.write_bytes(file.read_bytes()[:5000]), "gone": file.unlink,
        "pointer damaged": lambda: pointer.write_text("{", encoding="utf-8"),
    }[harm]()
    with pytest.raises(PreparingError):
        Store(city).board(CLOSED)
    assert Store(city).board(CLOSED).answer("board")["known_at"][0] == CLOSED
    assert Store(city).board().clock_at == NOW


def test_a_board_of_the_past_is_used_again_until_something_changes_what_it_rests_on(
    city: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    built_at_once(monkeypatch)
    kept = Store(city)
    before = kept.board(CLOSED)
    hand_in(city, "spot_check", FIRST.replace("C1", "C9"), CLOSED + 10 * HOUR)
    publish(city, NOW)
    assert kept.board(CLOSED) is before
    # A row that claims to have come earlier than the day closed changes what was known, and so the board.
    hand_in(city, "spot_check", FIRST.replace("C1", "C8"), CLOSED - HOUR)
    publish(city, NOW)
    with pytest.raises(PreparingError):
        kept.board(CLOSED)
    rows = kept.board(CLOSED)._db.execute("select spot_check_id from current_spot_check order by all").fetchall()
    assert rows == [("C1",), ("C8",)]
    assert len(list(then.folder_of(city).glob("*.duckdb"))) == 1


def test_boards_of_the_past_take_a_bounded_place_on_disk(city: Deployment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(then, "KEPT", 2)
    reader = Store(city).board(CLOSED)
    moments = [CLOSED - hours * HOUR for hours in (1, 2, 3)]
    for at in moments:
        then.build_then(city, at)
    folder = then.folder_of(city)
    assert (len(list(folder.glob("*.duckdb"))), len(list(folder.glob("*.json")))) == (2, 2)
    assert then.kept(city, CLOSED) is None
    assert then.kept(city, moments[-1]) is not None
    assert reader.answer("board")["known_at"][0] == CLOSED
    assert Store(city).board().clock_at == NOW


def test_outlines_and_names_of_places_learned_later_do_not_hinder_the_past(city: Deployment) -> None:
    row = "area_code,area_name,area_level,parent_code,register_edition,is_in_scope\n"
    shape = re.sub("370684001001", "370684001009", (city.folder / "area.geojson").read_text(encoding="utf-8"))
    hand_in(city, "area", row + "370684001009,新村,community,370684001,2019,true\n", CLOSED + HOUR)
    (city.live / "area.geojson").write_text(shape, encoding="utf-8")
    (city.folder / "rules").mkdir()
    names = "area_code,alias_name,alias_code,source\n370684001009,老村,,x\n"
    (city.folder / "rules" / "place_name.csv").write_text(names, encoding="utf-8")
    publish(city, NOW)
    past = then.build_then(city, CLOSED)
    board = Board(city.live / past.file, past, city.timezone)
    assert "370684001009" not in set(board.answer("place_list")["area_code"])


def test_a_day_that_has_not_closed_or_does_not_exist_is_read_as_known_now(places: dict[str, Path]) -> None:
    board = board_in(places["whole"])
    assert closed_at(board, {"known": "then", "on": "2020-01-30"}) == CLOSED
    for on in ("2020-01-31", "2020-01-01", "x"):
        assert closed_at(board, {"known": "then", "on": on}) is None
    assert closed_at(board, {"known": "then"}) is None
    assert closed_at(board, {"on": "2020-01-30"}) is None


def test_the_corrected_absences_of_the_sample_are_marked_on_their_days(penglai: Board) -> None:
    found = {one.duty_on: one.corrections for one in days(penglai, None) if "corrected" in one.marks}
    assert found.keys() <= {dt.date(2020, 2, day) for day in (4, 5, 6, 7, 8)}
    assert sum(found.values()) == 8


def test_the_line_of_days_holds_the_chosen_one_in_a_long_deployment() -> None:
    first = dt.date(2020, 1, 1)
    long = tuple(Day(first + dt.timedelta(n), CLOSED, True, 0, 0, 0, 0) for n in range(200))
    for here in (long[0], long[90], long[199]):
        shown = around(long, here)
        assert len(shown) == SEEN
        assert here in shown
    assert around(long[:9], long[3]) == long[:9]


def test_the_address_on_paper_names_the_reading(places: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    past = board_in(places["whole"], CLOSED)
    scope = read_scope({"known": "then", "on": "2020-01-30", "shift": "day"}, past, "paper")
    monkeypatch.setattr(st, "context", SimpleNamespace(url="http://10.0.0.8:8501/problems"))
    monkeypatch.setattr(st, "query_params", SimpleNamespace(to_dict=dict))
    run = Run(past, scope, "problems", "", is_past=True)
    assert "on=2020-01-30&shift=day&known=then" in share.address(run)
    assert run.sheet(drawn=False).known_at == "当时所知：只用 1月31日 01:00 前收到的数据"
    assert run.sheet(drawn=False).as_of.endswith("当时所知")
    # A demonstration stands still while data may come years later.
    later = board_in(places["whole"])
    scope = dataclasses.replace(read_scope({}, later, "paper"), duty_on=dt.date(2019, 12, 31))
    assert reading_words(scope, later) == "现在所知：据 2020年1月31日 20:30 前收到的数据"
    row = later.answer("board")
    row = row.assign(known_at=row["known_at"] + pd.DateOffset(years=6), demonstration_zh="演示数据")
    handed = SimpleNamespace(answer=lambda _: row, remember=lambda _, make: make())
    assert reading_words(scope, handed) == "现在所知：据 2026年1月31日 20:30 前收到的数据"
    assert still_words("zh", handed) == "（演示时钟停在 1月31日 20:30）"
    assert still_words("zh", later) == ""


Open = Callable[..., AppTest]


@pytest.fixture
def open_page(city: Deployment) -> Open:
    """Return a function that opens a page of the town."""
    assert city.clock_at is None

    def open_one(name: str, **query: str) -> AppTest:
        app = AppTest.from_file(ROOT / "frontline" / "frame.py", default_timeout=60)
        for key, value in query.items():
            app.query_params[key] = value
        if name != "overview":
            app.switch_page(f"../pages/{name}.py")
        return app.run()

    return open_one


def numbers(app: AppTest) -> dict[str, float | None]:
    """Return the headline numbers of a page."""
    return {item.name: item.value for item in app.session_state["run"].headlines}


def test_a_link_to_what_was_known_then_opens_to_the_same_numbers_on_a_cold_server(
    open_page: Open, city: Deployment
) -> None:
    link = {"on": "2020-01-30", "shift": "day", "known": "then"}
    warm = numbers(open_page("staffing", **link))
    # A server that starts anew holds nothing open.
    gc.collect()
    shutil.rmtree(then.folder_of(city))
    store.cache_clear()
    cold = open_page("staffing", **link)
    assert "正在准备" in cold.info[0].value
    assert not numbers(cold)
    until = time.monotonic() + 60
    while then.kept(city, CLOSED) is None and time.monotonic() < until:
        time.sleep(0.05)
    cold.run()
    assert [one.value for one in cold.info] == []
    assert numbers(cold) == warm
    assert cold.session_state["run"].board.clock_at == CLOSED
    assert cold.session_state["run"].scope.url(lang=None) == link
    assert numbers(cold) != numbers(open_page("staffing", **(link | {"known": ""})))


def test_days_are_chosen_with_the_reading_kept_and_writing_waits_for_the_reading_of_now(open_page: Open) -> None:
    app = open_page("alarms", on="2020-01-30", shift="day", known="then")
    assert not [item for item in app.text_input if item.label == say("alarm.post", "zh")]
    offered = next(group for group in app.get("button_group") if group.key == "pick_day")
    assert offered.options == ["1月29日", "30 ▲ ◆", "31"]
    reading = next(group for group in app.get("button_group") if group.key == "pick_reading")
    reading.set_value("now").run()
    assert "known" not in app.query_params
    assert app.session_state["run"].board.clock_at == NOW
    next(group for group in app.get("button_group") if group.key == "pick_day").set_value("2020-01-29").run()
    assert app.query_params["on"] == "2020-01-29"


def test_a_wall_always_shows_what_is_known_now(open_page: Open) -> None:
    app = open_page("wall", on="2020-01-30", shift="day", known="then")
    assert app.session_state["run"].board.clock_at == NOW
    assert app.session_state["run"].scope.known == ""
