"""A compound as a scope: what is recorded of it is told, and its community's numbers are never taken for its own."""

import csv
import datetime as dt
import html
import io
import json
import re
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from boards import board_of
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest
from test_app import break_question

from frontline import api_routes, ask
from frontline.ask_choice import Choice
from frontline.by_compound import FRAME, PLACED, asked_by, is_apart, tells_of_compounds
from frontline.choices import read_choices
from frontline.finder import target
from frontline.frozen import freeze, thaw
from frontline.house import ROOT
from frontline.pictures_care import compound_picture
from frontline.query import questions
from frontline.report import passages
from frontline.report_template import of_pages
from frontline.run import Run
from frontline.scope import Scope, place_words, read_scope
from frontline.search import index_of
from frontline.snapshot import snapshot
from frontline.steps import above, alike, beside, chosen, name_of
from frontline.store import Board
from frontline.words import say

CASE = Path(__file__).parent / "cases" / (
    "a compound never checked stays in the denominator and only its last check counts"
)
COMMUNITY = "990000001001"
TAKEN_AT = dt.datetime(2022, 4, 3, 12, tzinfo=dt.UTC)
PAGES = sorted(path.stem for path in ROOT.glob("pages/*.py") if path.stem != "wall")
TELLING = {"area", "compounds", "volunteers"}
PLACELESS = {
    page for page in PAGES
    if all(PLACED.isdisjoint(p.name for p in questions()[name].params) for name in set(asked_by(page)) - set(FRAME))
}
"""Pages that ask nothing of a place by themselves; the page that opens a number depends on the number."""


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    """Publish a small deployment with four compounds once."""
    with pytest.MonkeyPatch.context() as patch:
        base = tmp_path_factory.mktemp("homes")
        patch.setenv("FRONTLINE_HOME", str(base / "home"))
        patch.setenv("FRONTLINE_DEPLOYMENTS", str(base / "own"))
        patch.setenv("FRONTLINE_DEPLOYMENT", "case")
        yield board_of(shutil.copytree(CASE, base / "own" / "case"))


def run_of(board: Board, page: str = "compounds", **address: str) -> Run:
    return Run(board, read_scope(address, board, "paper"), page, "")


@pytest.fixture
def open_page(homes: Board, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Return a function that opens a page of the small deployment."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    monkeypatch.setattr("frontline.run.store", lambda _id: SimpleNamespace(board=lambda: homes))

    def open_one(name: str, **query: str) -> AppTest:
        app = AppTest.from_file(ROOT / "frontline" / "frame.py", default_timeout=60)
        # With its export menu open, or nothing of it is drawn.
        app.session_state[f"export_{name}"] = True
        for key, value in query.items():
            app.query_params[key] = value
        return (app if name == "overview" else app.switch_page(f"../pages/{name}.py")).run()

    return open_one


def test_a_compound_stands_below_its_community_beside_the_others_there_and_in_the_link(homes: Board) -> None:
    scope = read_scope({"home": "H1", "pins": "H2"}, homes, "paper")
    assert (scope.compound_id, scope.area_code, scope.checkpoint_id) == ("H1", COMMUNITY, None)
    assert scope.url() == {"home": "H1", "pins": "H2"}
    assert scope.url(area=COMMUNITY) == {"area": COMMUNITY, "pins": "H2"}
    assert scope.url(area=None) == {"pins": "H2"}
    assert place_words(scope, homes) == "小县 › 东镇 › 甲社区 › 东里"
    assert above(scope, homes)[-1] == COMMUNITY
    assert (chosen(scope, homes), beside(scope, homes), alike(scope, homes)) == ("H1", ["H1", "H2"], [])
    assert name_of("H2", homes) == "西里"
    offered = read_choices(homes, read_scope({"area": COMMUNITY}, homes, "paper"))
    assert {"H1", "H2"} <= set(offered.places)
    assert offered.names["H1"] == "▫ 东里"


def test_a_compound_that_is_not_there_falls_back_and_is_named(homes: Board) -> None:
    scope = read_scope({"home": "H9"}, homes, "paper")
    assert (scope.compound_id, scope.area_code) == (None, None)
    assert "H9" in scope.notice


@pytest.mark.parametrize("name", sorted(name for name, query in questions().items() if any(
    param.name in {"area_code", "checkpoint_id", "compound_id"} for param in query.params
)))
def test_a_question_tells_of_the_compound_alone_or_nothing(name: str, homes: Board) -> None:
    run = run_of(homes, home="H1")
    frame = run.answer(name)
    assert run.failures == []
    if is_apart(name):
        assert frame.empty
        assert name in run.apart
    elif "compound_id" in frame:
        assert frame["compound_id"].tolist() == ["H1"]


def test_the_compounds_of_a_community_add_up_to_it(homes: Board) -> None:
    columns = [
        "compounds", "checked", "closed", "compliant", "unmanaged", "unguarded", "gates", "gates_open", "households",
    ]
    parts = pd.concat([run_of(homes, home=code).answer("compound_total") for code in ("H1", "H2")])
    whole = run_of(homes, area=COMMUNITY).answer("compound_total")
    assert parts[columns].sum().tolist() == whole[columns].iloc[0].tolist()
    listed = run_of(homes, home="H2").answer("compound_list").iloc[0]
    there = run_of(homes, area=COMMUNITY).answer("compound_list").set_index("compound_id").loc["H2"]
    assert listed["staff_per_1000"] == there["staff_per_1000"], "the community's number stays that of the community"


def test_those_beside_a_compound_carry_no_number_of_its_community(homes: Board) -> None:
    frame = run_of(homes, home="H1").answer("sibling_list")
    assert frame["code"].tolist() == ["H1", "H2"]
    assert frame["is_chosen"].tolist() == [True, False]
    assert frame[["people_short", "open", "overdue", "visited_at"]].isna().all(axis=None)


def test_the_pages_that_tell_of_compounds_are_known() -> None:
    assert {name for name in PAGES if tells_of_compounds(name, {})} == TELLING | PLACELESS
    assert tells_of_compounds("why", {"metric": "M38"})
    assert not tells_of_compounds("why", {"metric": "M03"})


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_tells_of_the_compound_or_says_that_nothing_is_recorded_of_it(
    name: str, language: str, open_page: Callable[..., AppTest]
) -> None:
    query = {"metric": "M03", "of": "overview"} if name == "why" else {}
    app = open_page(name, home="H1", lang=language, **query)
    assert not app.exception
    assert not app.error
    # The gallery shows the warning itself.
    assert len(app.warning) == (1 if name == "gallery" else 0)
    run = app.session_state["run"]
    said = html.unescape("".join(part.value for part in app.get("html")))
    if name in PLACELESS - {"why"}:
        assert not run.apart
    elif name in TELLING:
        assert f"<summary>{say('compound.apart_short', language, n=len(run.apart))}</summary>" in said
        assert run.sheet().failures == ()
        assert {panel.query for panel in run.sheet().panels}.isdisjoint(run.apart)
        assert {number.name for number in run.headlines} <= {
            "closed_compounds", "M38", "unmanaged_closed", "unguarded_closed", "gates_open",
        }
    else:
        assert say("compound.nothing", language, page=run.title, name="东里") in said
        assert run.shown == run.headlines == []
        assert re.findall(r"<h2>", said) == []


def test_files_list_what_was_left_out_of_a_compounds_page_line_by_line(open_page: Callable[..., AppTest]) -> None:
    run = open_page("area", home="H1").session_state["run"]
    sheet = run.sheet()
    left_out = [questions()[name].question.get("zh") for name in run.apart]
    assert len(left_out) > 1
    assert sheet.apart == tuple(left_out)
    assert not [line for line in sheet.coverage if any(one in line for one in left_out)]
    assert thaw(freeze(sheet)).apart == sheet.apart
    with zipfile.ZipFile(io.BytesIO(snapshot(sheet, "csv", TAKEN_AT))) as folder:
        about = folder.read(f"{say('snapshot.notes', 'zh')}.csv").decode("utf-8-sig")
    listed = [row[1] for row in csv.reader(io.StringIO(about)) if row and row[0] == say("snapshot.apart", "zh")]
    assert listed == left_out
    page = snapshot(sheet, "html", TAKEN_AT).decode()
    assert all(f">{html.escape(one)}<" in page for one in left_out)
    printed = [line.strip() for sheet_ in PdfReader(io.BytesIO(snapshot(sheet, "pdf", TAKEN_AT))).pages
               for line in sheet_.extract_text().splitlines()]
    assert all(any(line.endswith(one) and len(line) < len(one) + 4 for line in printed) for one in left_out)


def test_the_numbers_of_a_compound_stand_on_its_page_and_open_their_one_row(
    open_page: Callable[..., AppTest]
) -> None:
    run = open_page("compounds", home="H1").session_state["run"]
    numbers = {number.name: (number.value, number.part, number.whole) for number in run.headlines}
    assert numbers["M38"] == (100, 1, 1)
    assert numbers["gates_open"] == (1, 1, 2)
    app = open_page("why", home="H1", metric="M38", of="compounds")
    assert not app.exception
    assert any("东里" in table.value.to_string() for table in app.dataframe)
    assert all("西里" not in table.value.to_string() for table in app.dataframe)


def test_on_the_map_a_compound_is_a_dot_and_its_township_carries_none_of_its_numbers(homes: Board) -> None:
    for code, coloured in (("H1", 0), ("", 1)):
        run = run_of(homes, **({"home": code} if code else {}))
        compounds = run.answer("compound_list").assign(lon=120.1, lat=37.1)
        picture = compound_picture(
            run.answer("area_cells"), run.answer("compound_by_township"), compounds,
            language="zh", note="", selected=run.scope.compound_id,
        )
        assert len([area for area in picture.areas if area.level is not None]) == coloured
        assert {dot.mark_id for dot in picture.dots} == ({code} if code else {"H1", "H2", "H3", "H4"})


def test_a_compound_is_found_by_search_and_becomes_the_scope(homes: Board) -> None:
    thing = index_of(homes).find("东里").things[0]
    assert target(run_of(homes, "overview"), thing) == ("area", {"home": "H1"})


def test_rows_that_are_asked_for_are_those_of_the_compound(homes: Board) -> None:
    def rows(scope: Scope, table: str) -> int:
        return ask.find(homes, scope, Choice(table), 10).n

    scope = read_scope({"home": "H1"}, homes, "paper")
    assert (rows(scope, "compound"), rows(scope, "compound_check"), rows(scope, "duty_shift")) == (1, 2, 0)


def test_machines_are_refused_what_is_not_recorded_by_compound(homes: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontline.api_routes.store", lambda _id: SimpleNamespace(board=lambda: homes))
    asking = SimpleNamespace(query_params={"home": "H1"}, headers={})
    with pytest.raises(api_routes.RefusedError) as refused:
        api_routes._answer("staffing_total", asking, SimpleNamespace(deployment="case"))
    assert refused.value.code == "API-11"
    told = json.loads(api_routes._answer("compound_total", asking, SimpleNamespace(deployment="case")).body)
    assert told["rows"][0]["compounds"] == 1


def test_a_report_of_a_compound_carries_no_passage_about_its_community(homes: Board) -> None:
    template = of_pages(("compounds",))
    assert passages(run_of(homes, area=COMMUNITY), replace(template, sections=("strength",))) != ()
    assert passages(run_of(homes, home="H1"), replace(template, sections=("strength",))) == ()


@pytest.mark.parametrize("question", ["compound_by_township", "compound_total", "volunteer_by_compound"])
def test_what_fails_about_a_compound_is_said_and_stops_the_export(
    question: str, open_page: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    break_question(question, monkeypatch)
    app = open_page("area", home="H1")
    assert not app.exception
    assert app.session_state["run"].failures
    assert not app.get("download_button")
