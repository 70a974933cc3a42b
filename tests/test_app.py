"""Every page runs, shows the numbers its questions give, in either language, and says so when a question fails."""

import base64
import contextlib
import datetime as dt
import html
import json
import re
import shutil
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl

import duckdb
import pandas as pd
import pytest
import shapely
import streamlit as st
from google.protobuf.json_format import MessageToDict
from shapes_handed import geojson
from streamlit.testing.v1 import AppTest
from within import of_every_level, outside

import frontline.run
from frontline import export_desk
from frontline.deployment import read_deployment
from frontline.finder import target
from frontline.fleet import ALL, fleet
from frontline.four_parts_run import work_out
from frontline.house import ROOT
from frontline.keeping import Told, keep, library_of
from frontline.library import Retention
from frontline.page_numbers import numbers_of
from frontline.publish import publish
from frontline.query import questions
from frontline.search import Thing
from frontline.snapshot import FORMS
from frontline.store import Board, Store
from frontline.wall_list import SCENES, WallError
from frontline.why import address as why_address
from frontline.words import catalogue, say

DESK = (
    "overview", "alarms", "area", "brief", "staffing", "checkpoints", "organisation", "volunteers", "relief", "whatif",
    "supervision", "problems", "appraisal", "compounds", "care", "snapshots", "data_quality", "reporting", "intake",
    "forms", "fill", "inbox", "matches", "ask", "playlist", "fleet", "methods",
)
HIDDEN = ("wall", "gallery", "why")
CHINESE = re.compile(r"[^\W\d_a-zA-Z]*[\u4e00-\u9fff]+")
FRAME_ASKS = {"board", "place_list", "checkpoint_list", "shift_moments", "code_words", "thresholds"}
"""What there can be no page without, bar and limits; a failure there is the apology of the whole page."""

START = {"area": {"area": "370684107"}}
"""Where a page begins that shows little until a place is chosen."""

OF_COMPOUNDS = {("area", question) for question in ("compound_by_township", "compound_total", "volunteer_by_compound")}
"""What a page asks only of a compound, which this sample has none of; `test_compound_scope` lets these fail."""

QUIET = [
    catalogue()[section][key]["zh"] for section, key in [
        *(("title", key) for key in catalogue()["title"] if key.endswith(("_none", "_silent", "_open"))),
        ("wall", "quiet"), ("wall", "unchanged"), ("coverage", "not_due"),
    ]
]
"""What a page says when there is nothing to worry about."""
SENTENCE = re.compile(r'<(?:h2|p class="fl-part")>(.*?)</')
ZERO = re.compile(r"(?<![\d.,:])0(?![\d.,:])")

Open = Callable[..., AppTest]


@pytest.fixture
def open_page(penglai_home: Path, penglai: Board, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Return a function that opens a page of the whole sample at some URL parameters."""
    monkeypatch.setenv("FRONTLINE_HOME", str(penglai_home))
    # A run of a page leaves the page as the main module, which processes started by later tests would run again.
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    whole = Store(read_deployment())
    whole._boards[penglai.generation] = penglai
    monkeypatch.setattr("frontline.run.store", lambda _deployment_id: whole)

    def open_one(name: str, **query: str) -> AppTest:
        app = AppTest.from_file(ROOT / "frontline" / "frame.py", default_timeout=60)
        # With its export menu open, or nothing of it is drawn.
        app.session_state[f"export_{name}"] = True
        for key, value in query.items():
            app.query_params[key] = value
        if name != "overview":
            app.switch_page(f"../pages/{name}.py")
        return app.run()

    return open_one


@pytest.fixture(scope="module")
def looks() -> dict[str, AppTest]:
    """Return the pages of the whole sample that were opened to be looked at."""
    return {}


@pytest.fixture
def look_at(open_page: Open, looks: dict[str, AppTest]) -> Open:
    """Return a function that gives a page at some URL parameters, opened once for all tests that touch nothing on it.

    Ask for it before anything that changes what the page shows.
    """
    def once(name: str, **query: str) -> AppTest:
        key = f"{name} {query}"
        return looks.get(key) or looks.setdefault(key, open_page(name, **query))

    return once


def nodes(node: Any) -> Iterator[Any]:
    """Yield every element and block of a page."""
    yield node
    for child in getattr(node, "children", {}).values():
        yield from nodes(child)


def strings(value: Any) -> Iterator[str]:
    """Yield every string in what goes to the browser, legends unpacked, data of tables left out."""
    if isinstance(value, str):
        yield re.sub(r'data:image/svg\+xml;base64,([^"]+)', lambda m: base64.b64decode(m[1]).decode(), value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in {"arrowData", "data"}:
                yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def spoken(app: AppTest) -> str:
    """Return all words of a page."""
    return html.unescape("\n".join(
        words for node in nodes(app._tree) if hasattr(getattr(node, "proto", None), "DESCRIPTOR")
        for words in strings(MessageToDict(node.proto))
    ))


def headline_numbers(app: AppTest) -> dict[str, str]:
    """Return label -> number of the headline row."""
    row = "".join(part.value for part in app.get("html") if "fl-head" in part.value)
    return dict(re.findall(r'<h3>(.*?)<em>.*?<p class="fl-value">(.*?)<small>', row))


def titles(app: AppTest) -> list[str]:
    """Return the titles of the panels."""
    return [html.unescape(t) for part in app.get("html") for t in re.findall(r"<h2>(.*?)</h2>", part.value)]


def break_question(name: str, monkeypatch: pytest.MonkeyPatch, method: str = "answer") -> None:
    """Let the board fail on one question; nothing stands that was made of its answer before."""
    whole, remember = getattr(Board, method), Board.remember

    def made_anew(board: Board, key: tuple, make: Callable[[], Any]) -> Any:
        return remember(board, key, make) if key[0] in questions() else make()

    def fail_one(board: Board, asked: str, **params: Any) -> Any:
        if asked == name:
            message = "no memory"
            raise duckdb.OutOfMemoryException(message)
        return whole(board, asked, **params)

    monkeypatch.setattr(Board, method, fail_one)
    monkeypatch.setattr(Board, "remember", made_anew)


def asked_in(code: Path) -> set[str]:
    """Return the questions a page names, and those of its headline numbers."""
    named = set(re.findall(r'answer\("(\w+)"', code.read_text(encoding="utf-8")))
    return named.union(*(number.questions for number in numbers_of(code.stem))) - FRAME_ASKS


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", [*DESK, *HIDDEN])
def test_every_page_runs_without_an_exception_in_both_languages(name: str, language: str, look_at: Open) -> None:
    app = look_at(name, lang=language)
    assert not app.exception
    assert not app.error
    # The gallery shows the warning itself.
    assert len(app.warning) == (1 if name == "gallery" else 0)
    assert f'data-page="{name}"' in spoken(app)
    told = app.session_state["run"].headlines
    assert [number.name for number in told if name in DESK and not why_address(name, number)] == []


@pytest.mark.parametrize("name", [*DESK, "wall"])
def test_every_page_answers_in_a_zone_of_a_township_and_a_village_and_names_it(name: str, open_page: Open) -> None:
    app = open_page(name, area="GN1")
    assert not app.exception
    assert not app.error
    assert len(app.warning) == 0
    assert "蓬莱市 › 港口片区" in app.session_state["run"].cover().scope


def test_a_place_that_has_reported_and_needs_nobody_is_not_called_silent(open_page: Open) -> None:
    for area, missing in (("GN1", "silent_or_none"), ("370684107", "silent")):
        panels = [draw() for draw in open_page("overview", area=area).session_state["run"].shown]
        assert next(one for one in panels if one.kind == "table").missing == say(f"map.{missing}", "zh")


@pytest.mark.parametrize("name", [*DESK, "wall"])
def test_no_chinese_of_our_own_is_left_in_english(name: str, look_at: Open, penglai: Board) -> None:
    app = look_at(name, lang="en")
    known = set()
    for question, columns in {
        "place_list": ["area_name"], "checkpoint_list": ["checkpoint_name"], "dispatch_by_organisation": ["name"],
    }.items():
        scope = {p.name: app.session_state["run"].scope.params()[p.name] for p in questions()[question].params}
        for column in columns:
            known |= set(penglai.answer(question, **scope)[column].dropna())
    words = spoken(app).replace("中文", "")
    for place in sorted(known, key=len, reverse=True):
        words = words.replace(place, "")
    if name == "methods":
        words = "\n".join([*titles(app), *re.findall(r'<li><a href="methods[^>]*>([^<]+)</a>', spoken(app))])
    assert set(CHINESE.findall(words)) == set()


@pytest.mark.parametrize(("name", "label", "question", "column"), [
    ("overview", "缺口", "staffing_total", "people_short"),
    ("staffing", "应到人数", "staffing_total", "people_required"),
    ("checkpoints", "空岗卡点", "staffing_total", "checkpoints_unattended"),
    ("volunteers", "服务人数", "volunteer_total", "volunteers"),
    ("supervision", "从未督导", "supervision_total", "never_visited"),
    ("problems", "未整改问题", "problem_total", "open"),
    ("data_quality", "收到文件", "batch_total", "accepted"),
    ("wall", "超期问题", "problem_total", "overdue"),
])
@pytest.mark.parametrize("township", ["", "大辛店镇"])
def test_a_headline_number_is_the_one_its_question_gives(
    name: str, label: str, question: str, column: str, township: str, open_page: Open, penglai: Board
) -> None:
    places = penglai.answer("place_list").set_index("area_name")["area_code"]
    query = {"area": places[township]} if township else {}
    app = open_page(name, **query)
    scope = app.session_state["run"].scope
    assert scope.area_code == query.get("area")
    params = {p.name: scope.params()[p.name] for p in questions()[question].params}
    assert headline_numbers(app)[label] == f"{penglai.answer(question, **params)[column][0]:,}"


@pytest.mark.parametrize("name", ["staffing", "relief"])
def test_the_switch_shows_the_true_gap_and_stands_in_the_address(name: str, open_page: Open, penglai: Board) -> None:
    app = open_page(name, rest="1")
    scope = app.session_state["run"].scope
    asked = {param.name: scope.params()[param.name] for param in questions()["rested_total"].params}
    total = penglai.answer("rested_total", **asked).iloc[0]
    said = say("title.true_gap", "zh", true=int(total["people_short"]), seen=int(total["people_short_apparent"]))
    assert said in titles(app)
    assert total["people_short"] > total["people_short_apparent"] > 0
    assert scope.url(area="370684001")["rest"] == "1"
    app.toggle[0].set_value(False).run()
    assert not app.exception
    assert said not in titles(app)


def test_what_is_assumed_stands_in_the_address_and_stays_when_the_place_changes(open_page: Open) -> None:
    app = open_page("whatif")
    planned = headline_numbers(app)
    app.number_input(key="whatif_ill").set_value(10).run()
    app.segmented_control(key="whatif_hours").set_value(12).run()
    assert {key: app.query_params[key] for key in ("ill", "hours")} == {"ill": "10", "hours": "12"}
    assert headline_numbers(app)["推演缺口"] != planned["推演缺口"]
    app.selectbox(key="pick_township").select("370684108").run()
    assert not app.exception
    assert app.session_state["run"].scope.area_code == "370684108"
    assert app.query_params["ill"] == "10"
    assert set(headline_numbers(open_page("whatif", area="370684108", ill="10")).values()) == {"–"}
    assert say("whatif.unknown", "zh") in spoken(app)


def test_a_choice_of_rows_stands_in_the_address_and_pivots(open_page: Open, penglai: Board) -> None:
    app = open_page("ask")
    app.selectbox(key="ask_table").select("township_shift").run()
    app.selectbox(key="ask_rows").select("township_code").run()
    app.selectbox(key="ask_measure").select("people_short").run()
    app.segmented_control(key="ask_how").set_value("sum").run()
    app.toggle(key="ask_down").set_value(True).run()
    assert not app.exception
    assert {key: app.query_params[key] for key in ("rows", "measure", "how", "sort")} == {
        "rows": "township_code", "measure": "people_short", "how": "sum", "sort": "-",
    }
    values = app.dataframe[0].value["value"]
    whole = penglai.cursor().table("township_shift").aggregate("sum(people_short)").fetchone()[0]
    assert values.sum() == whole
    assert values.is_monotonic_decreasing
    again = open_page("ask", **app.query_params)
    assert again.dataframe[0].value.equals(app.dataframe[0].value)


def test_a_table_that_cannot_be_read_says_so_and_stops_the_snapshot(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> None:
        message = "no memory"
        raise duckdb.OutOfMemoryException(message)

    monkeypatch.setattr("frontline.ask_desk.find", fail)
    app = open_page("ask", sort="-people_short")
    assert not app.exception
    assert say("empty.failed", "zh", name="township_shift") in [warning.value for warning in app.warning]
    assert not app.get("download_button")


def test_a_kept_page_is_found_in_the_library_and_shown_as_it_was(
    open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontline.keeping.FILE", tmp_path / "snapshots.sqlite")

    def send(app: AppTest) -> None:
        next(button for button in app.button if button.label == say("library.keep", "zh")).click().run()

    app = open_page("problems", area="370684107")
    numbers, panels = headline_numbers(app), titles(app)
    send(app)
    assert [error.value for error in app.error] == [say("library.no_post", "zh")]
    app.text_input(key="keep_post").set_value("值班室")
    app.text_input(key="keep_title_problems").set_value("晚会商")
    send(app)
    assert not app.exception
    (entry,) = library_of("penglai").entries()
    assert [done.value for done in app.success] == [say("library.kept", "zh", name=entry.snapshot_id)]
    assert (entry.title, entry.taken_by, entry.page) == ("晚会商", "值班室", "problems")
    listed = open_page("snapshots", find_snapshot="晚会商 大辛店")
    assert listed.dataframe[0].value["title"].tolist() == ["晚会商"]
    shown = open_page("snapshots", snapshot=entry.snapshot_id, lang="en")
    assert not shown.exception
    assert headline_numbers(shown) == numbers
    assert sorted(title for title in titles(shown) if title in panels) == sorted(panels)
    assert say("library.not_live", "en", post="值班室", at=f"{entry.taken_at:%Y-%m-%d %H:%M}") in spoken(shown)
    assert say("library.none_such", "zh", name="0") in spoken(open_page("snapshots", snapshot="0"))
    earlier = open_page("problems", area="370684107", on="2020-02-08").session_state["run"].sheet()
    before = entry.taken_at - dt.timedelta(days=1)
    other = keep(earlier, "penglai", Told("值班室", "昨日"), view="", retention=Retention(), now=before)
    asked = []
    monkeypatch.setattr("frontline.behind.begin", lambda *given: not asked.append(given))
    monkeypatch.setattr("frontline.four_parts_boards.store", frontline.run.store)
    beside = {"snapshot": entry.snapshot_id, "with": other.snapshot_id}
    waiting = open_page("snapshots", **beside)
    assert not waiting.exception
    assert say("library.working", "zh") in spoken(waiting)
    assert asked[0][2:] == ("frontline.four_parts_run", "penglai", other.snapshot_id, entry.snapshot_id)
    work_out(other, entry)
    compared = open_page("snapshots", **beside)
    assert not compared.exception
    assert say("library.basis_same", "zh") in spoken(compared)
    numbers_then = {one.label: one.value for one in earlier.headlines}
    table = next(frame.value for frame in compared.dataframe if "before" in frame.value and "states" in frame.value)
    open_then, open_now, real = table.set_index("name").loc["未整改问题", ["before", "after", "real"]]
    assert float(open_then) == numbers_then["未整改问题"]
    assert float(open_now) - float(open_then) == float(real.replace("−", "-")) != 0
    assert set(table[["late", "corrected", "definition"]].to_numpy().ravel()) <= {"0", "–"}


def test_a_snapshot_that_was_changed_is_not_shown_and_its_chain_is_named(
    open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontline.keeping.FILE", tmp_path / "snapshots.sqlite")
    sheet = open_page("appraisal").session_state["run"].sheet()
    first, last = (keep(sheet, "penglai", Told(post), view="", retention=Retention()) for post in ("一班", "二班"))
    with contextlib.closing(sqlite3.connect(tmp_path / "snapshots.sqlite")) as db:
        db.executescript(
            "drop trigger content_fixed; update content set packed = x'00';"
            "drop trigger record_kept; delete from record where record_no = 1"
        )
    shown = open_page("snapshots", snapshot=last.snapshot_id)
    assert [error.value for error in shown.error] == [say("library.damaged", "zh")]
    listed = open_page("snapshots")
    assert len(listed.error) == 1
    assert first.snapshot_id in listed.error[0].value


def test_the_methods_page_names_every_question_and_prints_the_one_that_is_opened(open_page: Open) -> None:
    app = open_page("methods", area="370684107")
    links = dict(re.findall(r'<li><a href="(methods[^"]+)"[^>]*>([^<]+)</a>', spoken(app)))
    asked = [question.question.zh for question in questions().values()]
    assert [words for words in asked if not any(words in label for label in links.values())] == []
    assert not app.code
    opened = open_page("methods", **dict(parse_qsl(next(link for link in links if "staffing_total" in link)[8:])))
    assert [code.value for code in opened.code] == [questions()["staffing_total"].sql.strip()]
    assert opened.session_state["run"].scope.area_code == "370684107"


def test_a_few_definitions_found_are_shown_whole(open_page: Open) -> None:
    app = open_page("methods", find="report_age_by_source")
    assert [code.value for code in app.code] == [questions()["report_age_by_source"].sql.strip()]


def test_a_class_of_the_legend_is_the_scope_of_the_numbers_the_panels_and_the_snapshot(open_page: Open) -> None:
    app = open_page("overview", **{"class": "area-2"})
    assert not app.exception
    assert headline_numbers(app)["缺口"] == "7"
    assert "2/2 镇街已报" in spoken(app)
    assert re.search(r"why\?[^\"]*metric=M03[^\"]*", spoken(app))[0].count("class=area-2") == 1
    assert say("legend.chosen", "zh", label="缺口（人） 3–5", n=2) + " " in re.sub(r"<.*?>", "", spoken(app))
    assert app.dataframe[0].value["people_short"].tolist() == [4, 3]
    sheet = app.session_state["run"].sheet()
    assert sheet.scope.endswith(say("legend.chosen", "zh", label="缺口（人） 3–5", n=2))
    assert say("legend.rule", "zh") in sheet.coverage
    lists = {panel.query: panel for panel in sheet.panels if panel.kind != "chart"}
    assert len(lists["staffing_by_township"].frame) == 2
    (curve,) = [panel for panel in sheet.panels if panel.query == "staffing_by_shift"]
    assert curve.question.endswith(say("legend.among", "zh"))
    assert curve.frame["people_short"].iloc[-1] == 7


def test_a_number_of_a_class_is_compared_with_the_same_places_and_with_no_peers(open_page: Open) -> None:
    app = open_page("overview", **{"class": "area-2", "cmp": "last", "on": "2020-02-09"})
    assert not app.exception
    assert "▲ 3 人" in re.sub(r"<.*?>", "", spoken(app))
    app = open_page("overview", **{"class": "area-2", "cmp": "peers", "area": "370684"})
    assert say("compare.peers_class", "zh") in spoken(app)


def test_why_opens_the_rows_of_the_class_that_the_page_has(open_page: Open) -> None:
    said = spoken(open_page("why", metric="M03", of="overview", **{"class": "area-2"}))
    assert "■" not in "".join(re.findall(r'<ul class="fl-sums">(.*?)</ul>', said))
    assert "行合计 7" in said
    assert "class=area-2" in said


def test_a_number_that_is_not_kept_by_point_says_that_it_counts_their_places(open_page: Open) -> None:
    said = spoken(open_page("overview", **{"class": "mark-watch"}))
    assert said.count(say("legend.lying", "zh")) == 3
    assert say("legend.rule_points", "zh") in said


def test_choosing_a_class_writes_the_address_and_another_place_begins_without_it(open_page: Open) -> None:
    app = open_page("overview")
    legend = next(group for group in app.get("button_group") if group.key == "legend_areas")
    legend.set_value("area-3").run()
    assert app.query_params["class"] == "area-3"
    assert app.dataframe[0].value["name"].tolist() == ["大辛店镇"]
    app.button(key="class_clear").click().run()
    assert "class" not in app.query_params
    app = open_page("overview", **{"class": "mark-watch"})
    app.selectbox(key="pick_township").select("370684107").run()
    assert not app.exception
    assert {key: app.query_params.get(key) for key in ("area", "class")} == {"area": "370684107", "class": None}


@pytest.mark.parametrize(("name", "code"), [("overview", "area-9"), ("overview", "<b>"), ("methods", "area-2")])
def test_a_class_that_a_map_does_not_have_is_named_and_everything_is_shown(
    name: str, code: str, open_page: Open
) -> None:
    app = open_page(name, **{"class": code})
    assert not app.exception
    assert [info.value for info in app.info] == [say("legend.unknown", "zh", code=code)]
    assert headline_numbers(app) == headline_numbers(open_page(name))


def test_a_number_that_cannot_be_opened_leads_to_its_definition_and_to_the_page_that_shows_it(open_page: Open) -> None:
    said = spoken(open_page("why", metric="M19"))
    assert say("why.unknown", "zh", name="M19") in said
    assert "methods?find=M19" in said
    assert 'href="relief?"' in said


def test_another_code_of_a_place_leads_to_the_place_and_says_so(open_page: Open) -> None:
    app = open_page("overview", area="370614")
    named = {"code": "370614", "name": "蓬莱市", "now": "370684"}
    assert [notice.value for notice in app.info] == [say("app.moved_place", "zh", **named)]
    assert headline_numbers(app) == headline_numbers(open_page("overview"))


def test_an_unknown_place_in_the_link_is_named_and_everything_is_shown(open_page: Open) -> None:
    everything = headline_numbers(open_page("overview"))
    app = open_page("overview", area="nowhere<b>")
    assert [notice.value for notice in app.info] == [say("app.unknown_place", "zh", code="nowhere<b>")]
    assert headline_numbers(app) == everything


def test_unknown_dates_and_shifts_in_the_link_fall_back_to_the_latest(open_page: Open) -> None:
    app = open_page("overview", on="1999-13-99", shift="lunch", lang="fr")
    assert not app.exception
    assert headline_numbers(app) == headline_numbers(open_page("overview"))


def test_a_choice_in_the_bar_becomes_the_scope_of_the_page(open_page: Open, penglai: Board) -> None:
    app = open_page("overview")
    app.selectbox(key="pick_township").select("370684108").run()
    scope = app.session_state["run"].scope
    township = penglai.answer("place_list").set_index("area_code").loc["370684108", "area_name"]
    assert scope.area_code == "370684108"
    assert township in spoken(app)
    assert any("fl-asof" in part.value and township in part.value for part in app.get("html"))


@pytest.mark.parametrize("name", DESK)
def test_every_panel_of_every_page_shows_places_of_the_scope_only(open_page: Open, penglai: Board, name: str) -> None:
    for address in of_every_level(penglai):
        run = open_page(name, **address).session_state["run"]
        wrong = {asked: outside(frame, run.scope, penglai) for asked, frame in run.asked.items()
                 if asked not in {"place_list", "checkpoint_list", "area_cells", "sibling_list"}}
        assert {asked: found for asked, found in wrong.items() if found} == {}
        shown = [draw() for draw in run.shown]
        assert {panel.query for panel in shown} - {""} <= questions().keys()
        assert {panel.title: found for panel in shown if (found := outside(panel.frame, run.scope, penglai))} == {}


def test_every_place_above_is_one_click_away_and_a_pinned_one_comes_along(open_page: Open) -> None:
    app = open_page("staffing", post="K089")
    assert [app.button(key=f"above_{code}").label for code in ("370684", "370684107")] == ["蓬莱市 ›", "大辛店镇 ›"]
    app.button(key="pin").click().run()
    app.button(key="above_370684107").click().run()
    assert app.session_state["run"].scope.area_code == "370684107"
    app.button(key="pin_K089").click().run()
    assert app.session_state["run"].scope.checkpoint_id == "K089"
    assert app.session_state["run"].scope.url()["pins"] == "K089"
    app.button(key="pin").click().run()
    app.button(key="above_370684").click().run()
    assert app.session_state["run"].scope.url() == {}
    assert not app.exception


def test_the_next_place_of_the_same_level_is_one_click_away_and_there_is_none_after_the_last(open_page: Open) -> None:
    app, seen = open_page("staffing", area="370684001"), []
    while any(button.key == "way_after" for button in app.button):
        seen.append(app.session_state["run"].scope.area_code)
        app.button(key="way_after").click().run()
    seen.append(app.session_state["run"].scope.area_code)
    assert len(seen) == len(set(seen)) == 11
    app.button(key="way_before").click().run()
    assert app.session_state["run"].scope.area_code == seen[-2]


def test_an_address_that_the_browser_has_not_heard_of_is_written_again_and_one_it_left_is_not(open_page: Open) -> None:
    app = open_page("staffing", area="370684001")
    app.button(key="way_after").click().run()
    reached = app.query_params["area"]
    app.query_params["area"] = "370684001"
    app.run()
    assert app.query_params["area"] == app.session_state["run"].scope.area_code == reached != "370684001"
    app.run()
    app.query_params["area"] = "370684001"
    app.run()
    assert app.session_state["run"].scope.area_code == "370684001"


def test_what_a_control_still_says_of_a_page_before_is_no_choice_of_the_reader(open_page: Open) -> None:
    app = open_page("staffing", area="370684001")
    app.session_state["heard"].said["pick_township"] = "370684107"
    seen = app.text_input(key="seen").value
    app.text_input(key="seen").input("0")
    app.selectbox(key="pick_township").select("370684107")
    app.selectbox(key="pick_compare").select("day").run()
    assert app.query_params["area"] == app.session_state["run"].scope.area_code == "370684001"
    assert app.session_state["run"].scope.compare == "day"
    assert int(app.text_input(key="seen").value) == int(seen) + 1
    app.selectbox(key="pick_township").select("370684107").run()
    assert app.session_state["run"].scope.area_code == "370684107"


def test_pins_of_a_link_that_the_register_does_not_have_are_named_and_left_out(open_page: Open) -> None:
    app = open_page("staffing", pins="370684001,X9,370684001,")
    assert app.session_state["run"].scope.pins == ("370684001",)
    assert any("X9" in said.value for said in app.info)


def search(app: AppTest, asked: str) -> AppTest:
    """Type into the box of the bar."""
    return next(box for box in app.text_input if box.key.startswith("search_")).set_value(asked).run()


def test_what_is_found_by_its_initials_becomes_the_scope_of_the_same_page(open_page: Open) -> None:
    app = search(open_page("staffing"), "dxdz")
    app.button(key="found_area_370684107").click().run()
    assert not app.exception
    assert app.session_state["run"].scope.area_code == "370684107"
    assert app.session_state["run"].page == "staffing"
    assert all(box.value == "" for box in app.text_input if (box.key or "").startswith("search_"))


@pytest.mark.parametrize(
    ("asked", "key", "page", "place"),
    [("K001", "found_checkpoint_K001", "overview", "K001"), ("O09", "found_organisation_O09", "organisation", None),
     ("Q08", "found_problem_Q08", "problems", "K089")],
)
def test_checkpoints_units_and_problems_are_led_to_where_they_are_seen(
    open_page: Open, asked: str, key: str, page: str, place: str | None
) -> None:
    app = search(open_page("overview"), asked)
    app.button(key=key).click().run()
    assert not app.exception
    assert app.session_state["run"].page == page
    assert app.session_state["run"].scope.checkpoint_id == place


def test_a_unit_of_the_address_is_told_of_and_an_unknown_one_is_named(open_page: Open) -> None:
    assert "大辛店镇人民政府" in spoken(open_page("organisation", unit="O09"))
    assert "“X9”不在本次行动的名录里" in spoken(open_page("organisation", unit="X9"))


def test_a_compound_is_led_to_on_the_page_that_tells_of_it() -> None:
    places = SimpleNamespace(names={"1": "甲村"}, root="0")
    found = Thing("compound", "X1", "甲苑", None, None, None, None, "1", None)
    run = SimpleNamespace(board=SimpleNamespace(remember=lambda *_: places), page="overview")
    assert target(run, found) == ("area", {"home": "X1"})


def test_what_is_nowhere_is_said_with_the_nearest_names(open_page: Open) -> None:
    app = search(open_page("overview"), "登洲")
    assert any("没有名为“登洲”" in said.value for said in app.caption)
    assert "登州街道" in app.button(key="found_area_370684001").label
    app = search(open_page("overview", lang="en"), "*火星*")
    assert [said.value for said in app.caption if "called" in said.value] == [
        r"Nothing is called '\*火星\*' or anything like it."
    ]


def test_before_anything_is_published_the_page_says_so(
    open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path))
    app = open_page("overview")
    assert not app.exception
    said = say("app.preparing", "zh", name=read_deployment().name_zh, date="")
    assert [notice.value for notice in app.info] == [said]
    assert 'data-generation="0"' in spoken(app)


def test_the_export_menu_is_made_when_it_is_opened(open_page: Open) -> None:
    app = open_page("overview")
    assert len(app.get("download_button")) == len(FORMS)
    app.session_state["export_overview"] = False
    app.run()
    assert not app.exception
    assert not app.get("download_button")
    assert not [field for field in app.text_input if field.key == "keep_post"]


def test_a_page_of_very_many_values_is_made_with_a_bar_and_then_offered(
    open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontline.keeping.FILE", tmp_path / "snapshots.sqlite")
    monkeypatch.setattr(export_desk, "LONG", 10)
    app = open_page("alarms")
    assert not app.exception
    assert not app.get("download_button")
    app.button(key="long_xlsx_make").click().run()
    assert not app.exception
    taken, = app.get("download_button")
    made = app.session_state["long_xlsx"]
    assert taken.proto.label == say("report.take", "zh", size=f"{len(made.content) / 1000:,.0f}")
    assert made.name.endswith(".xlsx")


def test_one_panel_can_be_taken_along_on_a_paper_and_in_a_width_of_ones_own(open_page: Open) -> None:
    app = open_page("overview")
    assert "export_panel_overview" not in [box.key for box in app.selectbox]
    app.session_state["export_more_overview"] = True
    app.run()
    assert not app.exception
    panel = app.selectbox(key="export_panel_overview")
    assert panel.options == [say("export.whole", "zh"), *titles(app)]
    panel.select(1).run()
    app.selectbox(key="export_page").select("a3_wide").run()
    assert not app.exception
    assert len(app.get("download_button")) == len(FORMS) + 3


def test_a_failing_question_says_so_leaves_the_rest_and_stops_the_snapshot(
    open_page: Open, penglai: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    healthy = headline_numbers(open_page("overview"))
    penglai._answers.clear()
    break_question("staffing_by_checkpoint", monkeypatch, "ask")
    app = open_page("overview")
    assert not app.exception
    assert [w.value for w in app.warning] == [
        say("scope.export_failed", "zh", names="staffing_by_checkpoint"),
        say("empty.failed", "zh", name="staffing_by_checkpoint"),
    ]
    assert headline_numbers(app) == healthy
    assert not app.get("deck_gl_json_chart")
    assert len(app.get("plotly_chart")) == 1
    assert len(app.dataframe) == 1
    assert not app.get("download_button")


def failing() -> list[tuple[str, str, str]]:
    """Return every page, or scene of the wall, with every question of it."""
    desk = [(name, "", question) for name in DESK for question in sorted(asked_in(ROOT / "pages" / f"{name}.py"))]
    desk = [one for one in desk if (one[0], one[2]) not in OF_COMPOUNDS]
    return desk + [("wall", scene, question) for scene, asked in SCENES.items() for question in asked]


@pytest.mark.parametrize(("name", "scene", "question"), failing())
def test_a_failing_question_never_reads_as_zero_or_as_all_quiet(
    name: str, scene: str, question: str, open_page: Open, look_at: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = START.get(name, {}) | ({"scene": scene} if scene else {})
    healthy = look_at(name, **start)
    break_question(question, monkeypatch)
    app = open_page(name, **start)
    assert not app.exception
    assert app.session_state["run"].failures
    assert not app.get("download_button")
    said, before = spoken(app), spoken(healthy)
    assert [words for words in QUIET if words in said and words not in before] == []
    numbers, known = headline_numbers(app), headline_numbers(healthy)
    assert {label for label, value in numbers.items() if value != known.get(label) and value != "–"} == set()
    added = set(SENTENCE.findall(said)) - set(SENTENCE.findall(before))
    assert [words for words in added if ZERO.search(words)] == []


@pytest.mark.parametrize("question", ["fault_list", "report_late"])
def test_a_list_that_failed_is_not_counted_as_empty(
    question: str, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_question(question, monkeypatch)
    label = {"fault_list": "退回的错误", "report_late": "迟报与缺报"}[question]
    assert headline_numbers(open_page("data_quality"))[label] == "–"



def turn_of(app: AppTest) -> str:
    """Return what the strip of a wall says: the turn, its seconds and the words."""
    return re.search(r'<span class="fl-turn"(.*?)</span>', html.unescape(
        next(part.value for part in app.get("html") if "fl-wallnote" in part.value)
    ))[1]


def where(app: AppTest) -> dict[str, str]:
    """Return what the address of a wall says about its turn."""
    return {key: app.query_params[key] for key in ("scene", "area", "at", "hold") if key in app.query_params}


def test_a_wall_that_walks_shows_the_worst_place_first_and_keeps_it_in_its_address(open_page: Open) -> None:
    app = open_page("wall", play="auto")
    worst = [where(app)["area"]]
    for _ in range(3):
        app = app.button(key="wall_next").click().run()
        worst.append(where(app)["area"])
    assert worst == ["370684106", "370684102", "370684107", "370684105"]
    assert "缺 4 人　接下来：▲" in turn_of(app)
    assert where(app.button(key="wall_back").click().run())["area"] == "370684107"


def test_a_wall_that_walks_resumes_the_place_of_its_address(open_page: Open) -> None:
    app = open_page("wall", play="auto", area="370684102")
    assert 'data-turn="situation 370684102' in turn_of(app)
    assert app.session_state["run"].scope.area_code == "370684102"


def test_a_wall_that_walks_shows_the_whole_once_a_round(open_page: Open) -> None:
    app = open_page("wall", play="auto")
    seen = []
    for _ in range(12):
        seen.append(where(app)["area"])
        app = app.button(key="wall_next").click().run()
    assert len(set(seen)) == 12
    assert "370684" in seen


def test_a_playlist_resumes_its_item_and_goes_on_and_back(open_page: Open) -> None:
    play = "situation.30,situation.20@370684107,situation.5@370684106"
    app = open_page("wall", play=play, at="2")
    assert where(app) == {"scene": "situation", "area": "370684107", "at": "2"}
    assert app.session_state["run"].scope.area_code == "370684107"
    assert 'data-seconds="20.0"' in turn_of(app)
    assert "2/3　接下来：态势 小门家镇 → 态势" in turn_of(app)
    app = app.button(key="wall_next").click().run()
    assert where(app) == {"scene": "situation", "area": "370684106", "at": "3"}
    app = app.button(key="wall_next").click().run()
    assert where(app) == {"scene": "situation", "at": "1"}
    assert where(app.button(key="wall_back").click().run())["at"] == "3"


def test_a_stopped_wall_says_so_and_its_address_too(open_page: Open) -> None:
    app = open_page("wall", play="situation.30,situation.20@370684107").button(key="wall_hold").click().run()
    assert where(app)["hold"] == "1"
    assert "已暂停" in turn_of(app)
    app = app.button(key="wall_hold").click().run()
    assert "hold" not in where(app)
    assert "已暂停" not in turn_of(app)


@pytest.mark.parametrize(("language", "words"), [("zh", "第 1 项「weather.9」"), ("en", "item 1 “weather.9”")])
def test_a_faulty_playlist_says_every_fault_and_the_wall_still_shows_its_scene(
    language: str, words: str, open_page: Open
) -> None:
    app = open_page("wall", play="weather.9,situation.2,situation@99", lang=language)
    assert not app.exception
    said = spoken(app)
    faults = re.search(r'class="fl-faults".*?</ul>', said)[0]
    assert faults.count("<li>") == 3
    assert say("alarm.quiet", language) not in said
    assert 'class="fl-alarm fl-act"' in said
    assert words in faults
    assert app.get("deck_gl_json_chart")
    assert headline_numbers(app)


@pytest.mark.parametrize("screen", ["1366x768", "1920x1080", "6656x1792", "1080x1920"])
def test_numbers_on_the_map_of_a_wall_are_read_from_ten_metres(
    screen: str, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(st.context), "cookies", property(lambda _: {"fl_screen": screen}))
    app = open_page("wall")
    height = int(screen.partition("x")[2])
    layers = {layer["id"]: layer for layer in json.loads(app.get("deck_gl_json_chart")[0].proto.json)["layers"][0]}
    assert layers["values"]["data"]
    # The map is sent with five decimals.
    assert layers["values"]["getSize"] >= height / 45 - 1e-5
    assert layers["names"]["getSize"] >= height / 70 - 1e-5


def test_a_wall_that_cannot_tell_who_is_worst_says_so_and_stands(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_question("rota_by_township", monkeypatch)
    app = open_page("wall", play="auto")
    assert not app.exception
    assert "没有查出来" in turn_of(app)
    app = open_page("wall", play="situation.30,situation.20@370684107")
    assert where(app.button(key="wall_next").click().run())["at"] == "2"


def ring(area: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a checkpoint of a township stand empty from now on."""
    whole = Board.answer

    def with_alarm(board: Board, asked: str, **params: Any) -> Any:
        frame = whole(board, asked, **params)
        if asked != "alarm_list":
            return frame
        new = frame.head(1).assign(
            alarm_id="empty_checkpoint:new", alarm_code="empty_checkpoint", area_code=area, township_code=area,
            alarm_state="open", severity=2, is_muted=False,
        )
        return pd.concat([frame, new], ignore_index=True)

    monkeypatch.setattr(Board, "answer", with_alarm)


@pytest.mark.parametrize("play", ["auto", "situation.30,situation.20@370684107"])
def test_a_new_alarm_takes_the_screen_at_the_next_refresh_and_hands_it_back(
    play: str, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("wall", play=play)
    before = where(app)
    ring("370684002", monkeypatch)
    app = app.button(key="refresh").click().run()
    assert where(app)["area"] == "370684002"
    assert "新告警" in turn_of(app)
    assert app.session_state["run"].scope.area_code == "370684002"
    app = app.button(key="refresh").click().run()
    assert where(app)["area"] == "370684002"
    app = app.button(key="wall_next").click().run()
    assert where(app) == before
    app = app.button(key="refresh").click().run()
    assert where(app) == before


def test_a_wall_of_one_township_is_not_taken_by_an_alarm_of_another(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("wall", play="situation.30@370684107,situation.20@370684107")
    ring("370684002", monkeypatch)
    assert where(app.button(key="refresh").click().run())["area"] == "370684107"


def test_a_wall_whose_register_has_no_places_shows_the_whole(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Board.answer
    monkeypatch.setattr(
        Board, "answer",
        lambda board, asked, **params: whole(board, asked, **params)[: 0 if asked == "rota_by_township" else None],
    )
    app = open_page("wall", play="auto")
    assert where(app) == {"scene": "situation", "area": "370684"}
    assert where(app.button(key="wall_next").click().run())["area"] == "370684"
    assert app.session_state["run"].scope.area_code is None


def test_a_wall_that_stands_has_no_turns(open_page: Open) -> None:
    assert "fl-turn" not in spoken(open_page("wall"))


def test_a_wall_is_refused_what_is_not_on_its_list(open_page: Open) -> None:
    wall = open_page("wall").session_state["run"]
    with pytest.raises(WallError):
        wall.answer("volunteer_by_organisation")


def boxes(app: AppTest, field: str) -> list[Any]:
    """Return the boxes of one field of a playlist's items, in order."""
    found = [*app.selectbox, *app.number_input, *app.button]
    return sorted(
        (box for box in found if re.fullmatch(rf"item_\d+_\d+_{field}", str(box.key))),
        key=lambda box: int(box.key.split("_")[2]),
    )


def test_a_playlist_is_put_together_moved_saved_opened_and_deleted(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    app = open_page("playlist")
    monkeypatch.setattr("frontline.playlist.folder", lambda: tmp_path)
    while len(boxes(app, "remove")) > 1:
        app = boxes(app, "remove")[-1].click().run()
    app = app.button(key="item_add").click().run()
    app = boxes(app, "place")[1].set_value("370684107").run()
    app = boxes(app, "seconds")[1].set_value(45).run()
    app = boxes(app, "up")[1].click().run()
    assert [box.value for box in boxes(app, "seconds")] == [45, 20]
    app = app.text_input(key="playlist_name").set_value("../wall").run()
    app = app.button(key="playlist_save").click().run()
    assert "不能用" in app.error[0].value
    app = app.text_input(key="playlist_name").set_value("大厅").run()
    app = app.button(key="playlist_save").click().run()
    assert (tmp_path / "大厅.toml").read_text(encoding="utf-8") == (
        'items = [\n    "situation.45@370684107",\n    "situation.20",\n]\n'
    )
    app = boxes(app, "remove")[0].click().run()
    app = app.button(key="playlist_open").click().run()
    assert [box.value for box in boxes(app, "place")] == ["370684107", ""]
    app = app.button(key="playlist_delete").click().run()
    assert list(tmp_path.iterdir()) == []
    assert not app.exception


def test_the_address_of_a_wall_names_what_it_plays(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    at = "http://10.0.0.8:8501/playlist?lang=en"
    monkeypatch.setattr("streamlit.runtime.context.ContextProxy.url", property(lambda _self: at))
    app = open_page("playlist", lang="en")
    assert "http://10.0.0.8:8501/wall?play=situation.20" in app.code[0].value
    assert app.code[0].value.endswith("&lang=en")
    assert "data:image/svg+xml" in next(part.value for part in app.get("html") if "<img" in part.value)
    assert "--kiosk" in app.code[1].value
    assert "wall.cmd" in spoken(app)


# Walls that came with a token, what is pushed to them, and their page


Arrive = Callable[..., None]
PLACE, ELSEWHERE = "370684107", "370684106"


@pytest.fixture
def arrive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Arrive:
    """Return a function that gives the browser its cookies; the walls are the test's own."""
    monkeypatch.setattr("frontline.fleet.home", lambda: tmp_path)

    def bring(**cookies: str) -> None:
        monkeypatch.setattr(type(st.context), "cookies", property(lambda _: cookies))

    return bring


@pytest.mark.parametrize("address", [
    {}, {"area": ELSEWHERE}, {"post": "PL001"}, {"dep": "macheng", "area": ELSEWHERE}, {"area": "370684"},
    {"play": "auto"},
])
def test_a_wall_with_a_token_shows_its_place_whatever_its_address_says(
    address: dict[str, str], open_page: Open, arrive: Arrive, penglai: Board
) -> None:
    _, secret = fleet().make_token("左屏", "penglai", PLACE, None, "值班室")
    arrive(fl_wall_token=secret)
    app = open_page("wall", **address)
    assert not app.exception
    assert app.session_state["run"].scope.area_code == PLACE
    places = penglai.answer("place_list")
    others = places[(places["area_level"] == "township") & (places["area_code"] != PLACE)]["area_name"]
    said = spoken(app)
    assert [name for name in others if name in said] == []


@pytest.mark.parametrize("name", ["overview", "staffing", "fleet", "intake", "methods", "gallery"])
def test_a_wall_with_a_token_that_asks_for_another_page_is_led_back(
    name: str, open_page: Open, arrive: Arrive
) -> None:
    _, secret = fleet().make_token("左屏", "penglai", PLACE, None, "值班室")
    arrive(fl_wall_token=secret)
    app = open_page(name)
    assert 'data-page="wall"' in spoken(app)
    assert app.session_state["run"].scope.area_code == PLACE
    assert not app.get("file_uploader")


@pytest.mark.parametrize("kind", ["revoked", "expired", "unknown"])
def test_a_wall_whose_token_is_no_good_says_so_and_shows_no_data(kind: str, open_page: Open, arrive: Arrive) -> None:
    until = time.time() - 1 if kind == "expired" else None
    token, secret = fleet().make_token("左屏", "penglai", None, until, "值班室")
    if kind == "revoked":
        fleet().revoke(token.id, "值班室")
    arrive(fl_wall_token="x" * 32 if kind == "unknown" else secret)
    app = open_page("wall")
    state = "expired" if kind == "expired" else "revoked"
    assert f'data-refused="{state}"' in spoken(app)
    assert say(f"fleet.{state}_wall", "zh") in spoken(app)
    assert headline_numbers(app) == {}
    assert not app.get("deck_gl_json_chart")


def test_a_wall_shows_what_was_pushed_and_goes_back_by_itself(open_page: Open, arrive: Arrive) -> None:
    arrive(fl_wall="0123456789abcdef")
    push = fleet().push("show", ALL, "值班室", 60, deployment="penglai", scene="situation", area=ELSEWHERE)
    app = open_page("wall", area=PLACE, play="auto")
    assert app.session_state["run"].scope.area_code == ELSEWHERE
    assert f'data-push="{push.id}"' in spoken(app)
    assert "值班室推送，显示至" in spoken(app)
    assert "fl-turn" not in spoken(app)
    assert app.query_params["area"] == PLACE
    fleet().push("normal", ALL, "值班室")
    app = app.button(key="refresh").click().run()
    assert app.session_state["run"].scope.area_code == PLACE
    assert "fl-turn" in spoken(app)


def test_a_view_of_another_deployment_is_not_pushed_here(open_page: Open, arrive: Arrive) -> None:
    arrive(fl_wall="0123456789abcdef")
    fleet().push("show", ALL, "值班室", 60, deployment="macheng", scene="situation", area="")
    assert "data-push" not in spoken(open_page("wall"))


def test_a_push_takes_no_wall_out_of_its_place(open_page: Open, arrive: Arrive) -> None:
    token, secret = fleet().make_token("左屏", "penglai", PLACE, None, "值班室")
    fleet().push("show", token.id, "值班室", 60, deployment="penglai", scene="situation", area=ELSEWHERE)
    arrive(fl_wall_token=secret)
    assert open_page("wall").session_state["run"].scope.area_code == PLACE


def test_the_page_of_walls_says_that_there_are_none_and_how_to_begin(open_page: Open, arrive: Arrive) -> None:
    arrive()
    app = open_page("fleet")
    assert "还没有大屏" in titles(app)
    assert say("fleet.empty", "zh") in spoken(app)


def test_a_token_is_made_on_the_page_and_its_address_shown_until_it_is_noted(open_page: Open, arrive: Arrive) -> None:
    arrive()
    app = open_page("fleet")
    make = next(button for button in app.button if button.label == "做一个令牌")
    make.click().run()
    assert [error.value for error in app.error] == [say("fleet.no_post", "zh")]
    name = next(field for field in app.text_input if field.label == "大屏名称")
    name.set_value("<b>左屏</b>")
    post = [field for field in app.text_input if field.label == "值班岗位"][1]
    post.set_value("值班室")
    app = next(button for button in app.button if button.label == "做一个令牌").click().run()
    assert not app.exception
    address = next(code.value for code in app.code)
    secret = address.partition("token=")[2]
    assert fleet().token_of(secret).name == "<b>左屏</b>"
    assert "&lt;b&gt;左屏" in "".join(part.value for part in app.get("html"))
    assert "<b>左屏" not in "".join(part.value for part in app.get("html"))
    app = app.button(key="fleet_noted").click().run()
    assert secret not in spoken(app)


def test_a_notice_pushed_on_the_page_stands_there_until_it_is_over(open_page: Open, arrive: Arrive) -> None:
    arrive()
    token, _ = fleet().make_token("左屏", "penglai", None, None, "值班室")
    app = open_page("fleet")
    app.segmented_control(key="fleet_kind").set_value("notice").run()
    next(field for field in app.text_input if field.label.startswith("通知内容")).set_value("20:00 换班")
    next(field for field in app.text_input if field.label == "值班岗位").set_value("值班室")
    app = next(button for button in app.button if button.label == "推送").click().run()
    assert [push.text for push in fleet().told(token.id, time.time())] == ["20:00 换班"]
    app = open_page("fleet")
    assert "20:00 换班：值班室" in spoken(app)
    assert "… 等待" in spoken(app)


def changes(app: AppTest) -> list[tuple[str, str]]:
    """Return value and change of every headline number; an empty change where none is drawn."""
    row = "".join(part.value for part in app.get("html") if "fl-heads" in part.value)
    sections = re.findall(r'<section class="fl-head.*?</section>', row)
    return [
        (re.search(r'fl-value">(.*?)<', part)[1], "".join(re.findall(r'fl-change">(.*?)</p>', part)))
        for part in sections
    ]


@pytest.mark.parametrize("against", ["last", "day", "week", "target"])
@pytest.mark.parametrize("name", DESK)
def test_every_headline_number_has_a_change_or_the_reason_for_none(name: str, against: str, open_page: Open) -> None:
    app = open_page(name, cmp=against, **START.get(name, {}))
    assert not app.exception
    assert not app.warning
    assert [value for value, change in changes(app) if not change] == []
    closed = open_page(name, cmp=against, on="2020-02-08", shift="evening", lang="en")
    assert not closed.exception
    assert [value for value, change in changes(closed) if not change] == []
    assert CHINESE.findall(" ".join(change for _, change in changes(closed))) == []


def test_a_change_is_the_difference_to_the_same_question_asked_of_the_other_shift(
    open_page: Open, penglai: Board
) -> None:
    here, there = (
        penglai.answer("staffing_total", area_code=None, checkpoint_id=None, duty_on=day, shift_code="evening")
        for day in (dt.date(2020, 2, 8), dt.date(2020, 2, 7))
    )
    gap = here["people_short"][0] - there["people_short"][0]
    whole = [frame["people_required"][0] for frame in (there, here)]
    value, change = changes(open_page("overview", cmp="day", on="2020-02-08", shift="evening"))[0]
    assert value == str(here["people_short"][0])
    assert (f"▲ {gap} 人" if gap > 0 else f"▼ {-gap} 人" if gap else "持平") in change
    assert ("分母 {} → {}".format(*whole) in change) == (whole[0] != whole[1])


@pytest.mark.parametrize("name", ["overview", "supervision", "ask"])
def test_a_number_stands_beside_its_peers_or_says_why_not(name: str, open_page: Open) -> None:
    for place in ({}, {"area": "370684107"}, {"post": "K001"}):
        app = open_page(name, cmp="peers", on="2020-02-08", shift="evening", lang="en", **place)
        assert not app.exception
        assert not app.warning
        assert [value for value, change in changes(app) if not change] == []
        assert CHINESE.findall(" ".join(change for _, change in changes(app))) == []
        if not place:
            assert {change for _, change in changes(app)} <= {say("compare.peers_none", "en")}
        elif name == "overview" and "area" in place:
            assert sum("Peers: median" in change for _, change in changes(app)) >= 4


def test_the_median_of_peers_is_that_of_the_same_question_asked_of_each_of_them(
    open_page: Open, penglai: Board
) -> None:
    here, shift = "370684107", {"duty_on": dt.date(2020, 2, 8), "shift_code": "evening"}
    beside = penglai.answer("sibling_list", area_code=here, checkpoint_id=None, compound_id=None, **shift)
    gaps = [
        int(penglai.answer("staffing_total", area_code=code, checkpoint_id=None, **shift)["people_short"][0])
        for code in beside["code"] if code != here
    ]
    app = open_page("overview", area=here, cmp="peers", on="2020-02-08", shift="evening")
    change = html.unescape(changes(app)[0][1])
    middle = f"{statistics.median(gaps):.1f}".removesuffix(".0")
    assert f"同级中位 {middle} 人，最低 {min(gaps)}，最高 {max(gaps)}（{len(gaps)} 处中 {len(gaps)} 处已报）" in change
    assert re.search(rf"{len(gaps) + 1} 处中由高到低(并列)?第 \d+；分母 \d+，同级中位", change)


def test_nothing_more_is_asked_without_a_comparison(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontline.compare_numbers.tell_in", lambda *_: pytest.fail("asked"))
    for name in ("overview", "relief", "care"):
        assert not open_page(name).exception
        assert not open_page(name, cmp="nonsense").exception
        assert "fl-change" not in spoken(open_page(name))


def test_an_earlier_number_that_cannot_be_found_is_said_and_stops_the_export(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Board.answer

    def fail_before(board: Board, asked: str, **params: Any) -> Any:
        if asked == "staffing_total" and params["duty_on"] < dt.date(2020, 2, 9):
            message = "no memory"
            raise duckdb.OutOfMemoryException(message)
        return whole(board, asked, **params)

    monkeypatch.setattr(Board, "answer", fail_before)
    app = open_page("area", cmp="day", area="370684101")
    assert not app.exception
    assert changes(app)[0][1] == say("compare.failed", "zh")
    assert any("staffing_total" in warning.value for warning in app.warning)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Store]:
    """Publish a board before anybody has handed anything in, not even a register of places."""
    home = tmp_path_factory.mktemp("empty")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTLINE_HOME", str(home))
        deployment = read_deployment()
        publish(deployment, dt.datetime.now(deployment.zone))
    return home, Store(deployment)


@pytest.fixture
def open_empty(open_page: Open, empty: tuple[Path, Store], monkeypatch: pytest.MonkeyPatch) -> Open:
    """Return a function that opens a page of that board."""
    home, nothing = empty
    monkeypatch.setenv("FRONTLINE_HOME", str(home))
    monkeypatch.setattr("frontline.run.store", lambda _deployment_id: nothing)
    return open_page


@pytest.mark.parametrize("name", DESK)
def test_a_page_stands_before_anything_was_handed_in(name: str, open_empty: Open) -> None:
    app = open_empty(name)
    assert not app.exception
    assert not [error.value for error in app.error]


@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_stands_before_anything_was_handed_in(scene: str, open_empty: Open) -> None:
    app = open_empty("wall", scene=scene)
    assert not app.exception
    assert not [error.value for error in app.error]


def test_files_are_seen_before_they_are_published_and_doubtful_columns_wait_for_a_click(
    open_page: Open, penglai_home: Path
) -> None:
    rows = "统计名册\n人员编号,人员的类别,居住地区划代码\nZZ1,干部,370684001001\nZZ2,厨师,\n合计,,2\n"
    app = open_page("intake")
    app.file_uploader(key="intake_files").upload("人员（化名）.csv", rows.encode("gb18030"), "text/csv").run()
    app.text_input(key="intake_who").input("村里集镇值班室").run()
    next(button for button in app.button if button.label == "检查").click().run()
    assert not app.exception
    looked = app.session_state["intake_looked"]
    assert looked.preview.changes == 0
    assert [tuple(row)[::3] for row in looked.columns[0].frame.to_numpy()] == [
        ("人员编号", "常用叫法"), ("人员的类别", "名称相近，待确认"), ("居住地区划代码", "名称一致"),
    ]
    assert "合计、小计 1 行，不作为数据（第 5 行）" in spoken(app)
    next(button for button in app.button if button.label == "确认对应并重新检查").click().run()
    assert not app.exception
    looked = app.session_state["intake_looked"]
    assert list(looked.counts.iloc[0]) == ["人员（化名）", 1, 0, 0, 0, 1]
    assert list(looked.faults.iloc[0])[2:5] == ["4", "人员的类别", "厨师"]
    assert list(looked.totals["发布后"]) == list(looked.totals["现在"])
    assert "未知" not in set(looked.totals["现在"])
    assert "发布 1 行" in [button.label for button in app.button]
    shutil.rmtree(penglai_home / "penglai" / "mappings")


def test_boundaries_are_seen_on_a_map_before_they_are_published_and_another_datum_is_a_click(
    open_page: Open, penglai: Board
) -> None:
    cells = penglai.answer("area_cells")
    shapes = [shapely.from_wkb(bytes(wkb)) for wkb in cells["wkb"]]
    named = ["登州", *cells["name"].tolist()[1:]]
    features = [({"名称": name}, shapely.transform(shape, lambda at: at[:, ::-1]))
                for name, shape in zip(named, shapes, strict=True)]
    app = open_page("intake")
    app.file_uploader(key="boundary_files").upload("镇街.geojson", geojson(features), "application/json").run()
    assert app.button(key="boundary_check").disabled
    app.selectbox(key="boundary_datum").select("cgcs2000").run()
    app.button(key="boundary_check").click().run()
    looked = app.session_state["boundary_looked"]
    assert (looked.changes, len(looked.faults)) == (0, len(shapes))
    assert "经度和纬度像是颠倒的" in spoken(app)
    app.button(key="boundary_offer_0").click().run()
    assert not app.exception
    looked = app.session_state["boundary_looked"]
    assert (looked.changes, list(looked.faults["地方"])) == (len(shapes) - 1, ["登州"])
    assert [one.written for one in looked.names] == ["登州"]
    drawn = [
        base64.b64decode(part.value.partition("base64,")[2].partition('"')[0]).decode()
        for part in app.get("html") if part.value.startswith("<figure")
    ]
    assert [part.count("stroke-dasharray") for part in drawn] == [len(shapes), 1]
    assert f"发布 {len(shapes) - 1} 处" in [button.label for button in app.button]


def test_a_name_that_is_not_certain_is_asked_once_and_what_was_chosen_is_used(
    open_page: Open, penglai_home: Path
) -> None:
    rows = "人员化名,人员类别,居住地区划代码\nZZ1,干部,村里集\nZZ2,干部,村里集\nZZ3,干部,村里集镇\n"
    app = open_page("intake")
    app.file_uploader(key="intake_files").upload("人员（化名）.csv", rows.encode(), "text/csv").run()
    app.text_input(key="intake_who").input("村里集镇值班室").run()
    next(button for button in app.button if button.label == "检查").click().run()
    looked = app.session_state["intake_looked"]
    assert [one.label for one in looked.names] == ["村里集（地方，2 行）"]
    assert list(looked.counts.iloc[0]) == ["人员（化名）", 1, 0, 0, 0, 2]
    [ask] = [box for box in app.selectbox if box.label.startswith("村里集")]
    assert ask.value is None
    code, words = next(iter(looked.names[0].choices.items()))
    assert words.startswith(f"村里集镇 {code} · ")
    ask.set_value(code).run()
    next(button for button in app.button if button.label == "确认名称并重新检查").click().run()
    assert not app.exception
    looked = app.session_state["intake_looked"]
    assert (looked.names, list(looked.counts.iloc[0])) == ((), ["人员（化名）", 3, 0, 0, 0, 0])
    shutil.rmtree(penglai_home / "penglai" / "mappings")


def test_requests_that_nobody_has_noted_yet_are_not_records_that_are_not_kept(open_page: Open) -> None:
    said = spoken(open_page("fill"))
    assert say("fill.none_noted", "zh") in said
    assert say("empty.unkept", "zh") not in said
