"""Every kind of snapshot of the pages as they are tells the numbers of the sheet, in both languages."""

import csv
import datetime as dt
import io
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from frontline.cells import MEASURES, is_missing, kinds, panel_cells
from frontline.deployment import read_deployment
from frontline.house import ROOT
from frontline.panel import Panel, Sheet
from frontline.query import questions
from frontline.snapshot import snapshot
from frontline.store import Board, Store

SHANGHAI = ZoneInfo("Asia/Shanghai")
TAKEN_AT = dt.datetime(2020, 2, 9, 20, 45, tzinfo=SHANGHAI)
VIEWS = (
    ("overview", {}),
    ("overview", {"lang": "en", "area": "370684107"}),
    ("staffing", {"lang": "en"}),
    ("checkpoints", {"area": "370684107"}),
    ("problems", {}),
    ("organisation", {"lang": "en"}),
    ("brief", {}),
    ("compounds", {}),
)
RARE = "堌垴崮湾塆村"


@pytest.fixture(scope="module")
def sheets(penglai_home: Path, penglai: Board) -> Iterator[list[Sheet]]:
    """Freeze some pages of the whole sample, each as its reader sees it."""
    whole = Store(read_deployment())
    whole._boards[penglai.generation] = penglai
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTLINE_HOME", str(penglai_home))
        patch.setitem(sys.modules, "__main__", sys.modules["__main__"])
        patch.setattr("frontline.run.store", lambda _deployment_id: whole)
        found = []
        for page, query in VIEWS:
            app = AppTest.from_file(ROOT / "frontline" / "frame.py", default_timeout=60)
            app.query_params.update(query)
            if page != "overview":
                app.switch_page(f"../pages/{page}.py")
            found.append(app.run().session_state["run"].sheet())
        yield found


def rare(sheet: Sheet) -> Sheet:
    """Return a sheet of one table whose rows are hard to write."""
    frame = pd.DataFrame({"name": [RARE, "=1+1", "＝1+1", "@登州"], "people_short": [3, None, -2, 1234]})
    headings = {"name": "村居", "people_short": "缺口"}
    panel = Panel("table", "=2+2", "哪里缺人？", frame, headings, "staffing_by_township")
    return replace(sheet, panels=(panel,))


def folder(content: bytes) -> dict[str, list[list[str]]]:
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        texts = {name: files.read(name) for name in files.namelist()}
    assert all(text.startswith(b"\xef\xbb\xbf") for text in texts.values())
    return {
        name: list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""))) for name, text in texts.items()
    }


def test_csv_files_hold_every_row_of_the_sheet_unrounded(sheets: list[Sheet]) -> None:
    compared = 0
    for sheet in sheets:
        tables = [rows for name, rows in folder(snapshot(sheet, "csv", TAKEN_AT)).items() if name[0].isdigit()]
        numbers, *panels = tables
        assert [row[1] and float(row[1]) for row in numbers[1:]] == [
            "" if is_missing(one.value) else one.value for one in sheet.headlines
        ]
        assert len(panels) == len(sheet.panels)
        for panel, (headings, *rows) in zip(sheet.panels, panels, strict=True):
            assert headings == list(panel.headings.values())
            for row, cells in zip(rows, panel_cells(panel), strict=True):
                for text, (value, kind) in zip(row, cells, strict=True):
                    if kind in MEASURES:
                        assert (text == "") if is_missing(value) else float(text) == float(value)
                        compared += 1
    assert compared > 4000


def test_csv_dictionary_tells_every_column_with_unit_metric_and_question(sheets: list[Sheet]) -> None:
    for sheet in sheets:
        files = folder(snapshot(sheet, "csv", TAKEN_AT))
        title = {"zh": "字段说明.csv", "en": "Dictionary.csv"}[sheet.language]
        headings, *rows = files[title]
        assert len(headings) == 10
        assert [(row[1], row[4]) for row in rows] == [(p.title, name) for p in sheet.panels for name in kinds(p)]
        for row in rows:
            assert row[0] in files
            assert not row[8] or row[8] in questions()
    overview = folder(snapshot(sheets[0], "csv", TAKEN_AT))["字段说明.csv"]
    short = next(row for row in overview if row[4] == "people_short" and "镇街排序" in row[1])
    assert short[2:4] == ["哪些镇街缺人，各缺多少？", "缺口（人）"]
    assert short[5:9] == ["人", "未报", "M01 M02 M03 M04 M07", "staffing_by_township"]


def test_csv_notes_say_what_the_numbers_rest_on(sheets: list[Sheet]) -> None:
    for sheet in sheets:
        notes = dict(folder(snapshot(sheet, "csv", TAKEN_AT))[{"zh": "说明.csv", "en": "Notes.csv"}[sheet.language]])
        assert {sheet.scope, sheet.as_of, sheet.known_at, sheet.definitions_version} <= set(notes.values())


def test_csv_text_never_becomes_a_formula_and_numbers_stay_numbers(sheets: list[Sheet]) -> None:
    files = folder(snapshot(rare(sheets[0]), "csv", TAKEN_AT))
    assert files["01 =2+2.csv"] == [
        ["村居", "缺口"], [RARE, "3"], ["'=1+1", ""], ["'＝1+1", "-2"], ["'@登州", "1234"],
    ]
    for rows in files.values():
        for text in (text for row in rows for text in row):
            assert not text.startswith(("=", "@", "+", "＝")), text
