"""Reports of several pages: from one board and one moment, whole or refused by name, the same bytes, fenced, kept."""

import datetime as dt
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pptx
import pytest
import streamlit as st_module
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest
from test_app import open_page  # noqa: F401  a fixture
from test_library import whole_sheet
from test_scheduled import HERE, house, ordered, taken  # noqa: F401  a fixture
from test_snapshot import table

from frontline.deployment import Deployment, read_deployment
from frontline.frozen import freeze, thaw
from frontline.keeping import Told, export, library_of
from frontline.library import Retention
from frontline.panel import Sheet
from frontline.prove import SAME, prove
from frontline.report import ReportError, compose, passages
from frontline.report_run import sheet_of_page
from frontline.report_template import TemplateError, of_pages, pages, read_template, template_files
from frontline.rewording import by_hand, marked
from frontline.run import Run
from frontline.scope import read_scope
from frontline.snapshot import FORMS, Kind, snapshot
from frontline.store import Board
from frontline.words import say

NAMES = ("daily", "duty_brief", "shift_handover", "special_topic", "supervision_bulletin")
TAKEN_AT = dt.datetime.fromisoformat("2020-02-09T20:45:00+08:00")
NUMBER = re.compile(r"\d[\d,.]*")


def run_of(board: Board, page: str = "overview", **query: str) -> Run:
    return Run(board, read_scope(query, board, "paper"), page, page)


@pytest.fixture(scope="module")
def handover(penglai: Board, penglai_home: Path) -> Sheet:
    """Return the report for the next shift."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTLINE_HOME", str(penglai_home))
        return compose(run_of(penglai), read_template("shift_handover", "penglai"), sheet_of_page)


def made(sheet: Sheet, kind: Kind) -> bytes:
    return snapshot(sheet, kind, TAKEN_AT, "值班室", "http://10.0.0.7:8501/snapshots?dep=penglai")


def test_the_product_comes_with_five_templates_without_a_fault() -> None:
    assert tuple(sorted(template_files("penglai"))) == NAMES
    titles = [read_template(name, "penglai").title.zh for name in NAMES]
    assert titles == ["日报", "值班简报", "值班交接", "专题：力量与轮休", "督导通报"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_report_says_what_its_pages_say_in_the_order_of_its_template(
    name: str, language: str, penglai: Board, penglai_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTLINE_HOME", str(penglai_home))
    template, run = read_template(name, "penglai"), run_of(penglai, lang=language)
    sheet = compose(run, template, sheet_of_page)
    assert sheet.title == template.title.get(language)
    assert [passage.section for passage in sheet.passages] == list(template.sections)
    parts = sheet.parts() if template.parts else ()
    assert (len(sheet.chapters), len(parts)) == (len(template.parts), len(template.parts))
    for part, (_, headlines, panels) in zip(template.parts, parts, strict=True):
        page = sheet_of_page(run, part.page)
        assert (sheet.as_of, sheet.known_at, sheet.scope) == (page.as_of, page.known_at, page.scope)
        assert headlines == (page.headlines if part.has_numbers else ())
        assert [panel.query for panel in panels] == [
            query for query, kind in part.panels or () for panel in page.panels
            if panel.query == query and kind in (None, panel.kind)
        ] or part.panels is None
        own = {panel.title for panel in page.panels}
        assert {panel.title for panel in panels} <= own


def test_every_kind_of_file_has_the_same_bytes_again_after_it_was_kept(handover: Sheet) -> None:
    kept = thaw(freeze(handover))
    assert {kind for kind in FORMS if made(handover, kind) != made(kept, kind)} == set()


def test_a_report_on_paper_has_bookmarks_contents_and_pages_counted_over_the_whole(handover: Sheet) -> None:
    reader = PdfReader(io.BytesIO(made(handover, "pdf")))
    marks = [mark.title for mark in reader.outline if not isinstance(mark, list)]
    assert marks == [handover.title, *(p.title for p in handover.passages), *(c.title for c in handover.chapters)]
    whole = len(reader.pages)
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text()
        assert say("snapshot.page", "zh", page=number, pages=whole) in text
        assert handover.definitions_version in text
    first = reader.pages[0].extract_text()
    assert all(words in first for words in (handover.scope, handover.as_of, handover.known_at))


def test_every_file_holds_the_numbers_of_the_passages_and_of_every_chapter(handover: Sheet) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(handover, "xlsx")))
    slides = pptx.Presentation(io.BytesIO(made(handover, "pptx")))
    with zipfile.ZipFile(io.BytesIO(made(handover, "csv"))) as folder:
        rows = "".join(folder.read(name).decode("utf-8-sig") for name in folder.namelist())
    texts = {
        "pdf": "".join(page.extract_text() for page in PdfReader(io.BytesIO(made(handover, "pdf"))).pages),
        "xlsx": " ".join(str(cell.value) for page in book for row in page.iter_rows() for cell in row),
        "pptx": " ".join(
            cell.text for slide in slides.slides for shape in slide.shapes if shape.has_table
            for row in shape.table.rows for cell in row.cells
        ),
        "html": made(handover, "html").decode(),
        "csv": rows,
    }
    numbers = {number for passage in handover.passages for number in NUMBER.findall(passage.text)}
    assert len(numbers) > 10
    assert {kind: numbers - set(NUMBER.findall(text)) for kind, text in texts.items()} == {key: set() for key in texts}
    titled = {kind: [c.title for c in handover.chapters if c.title not in texts[kind]] for kind in texts}
    assert titled | {"pptx": []} == {key: [] for key in texts}


def test_a_question_that_fails_refuses_the_whole_and_names_page_and_question(
    penglai: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Board.answer

    def answer(board: Board, name: str, **params: object) -> object:
        if name == "rest_by_checkpoint":
            raise duckdb.OutOfMemoryException
        return whole(board, name, **params)

    monkeypatch.setattr(Board, "answer", answer)
    with pytest.raises(ReportError, match=r"轮休疲劳.*rest_by_checkpoint"):
        compose(run_of(penglai), of_pages(("overview", "relief")), sheet_of_page)


def test_a_panel_that_a_page_does_not_show_refuses_the_whole_and_is_named(
    penglai: Board, own: Callable[[str], None]
) -> None:
    own(PLAIN.replace("staffing_by_shift", "problem_ageing"))
    with pytest.raises(ReportError, match=r"总览.*problem_ageing"):
        compose(run_of(penglai), read_template("daily", "tiny"), sheet_of_page)


PLAIN = """
title_zh = "早报"
title_en = "Morning"
sections = ["strength"]
[[sentence]]
section = "strength"
question = "staffing_total"
metric = "M03"
when = ["people_short", ">", 1000]
zh = "缺 {people_short} 人，严重。"
en = "{people_short} short, which is grave."
[[page]]
name = "overview"
panels = ["staffing_by_shift"]
"""


@pytest.fixture
def own(tiny: Deployment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that writes a deployment's own template of the name of one of the product's."""
    folder = tmp_path / "tiny"
    shutil.copytree(tiny.folder, folder)
    monkeypatch.setattr("frontline.report_template.read_deployment", lambda name: read_deployment(name, folder))

    def write(text: str) -> None:
        (folder / "templates").mkdir(exist_ok=True)
        (folder / "templates" / "daily.toml").write_text(text, encoding="utf-8")

    return write


def test_a_deployment_replaces_a_template_with_one_of_its_own_and_its_sentence_has_its_condition(
    penglai: Board, own: Callable[[str], None]
) -> None:
    own(PLAIN)
    said = [passages(run_of(penglai), read_template("daily", "tiny"))[0].text]
    own(PLAIN.replace("1000", "10"))
    said += [passages(run_of(penglai), read_template("daily", "tiny"))[0].text]
    assert said[1] == said[0] + "缺 17 人，严重。"


def test_a_wrong_template_is_told_all_its_faults_at_once(own: Callable[[str], None]) -> None:
    own("""
title_zh = ""
colour = "red"
sections = ["weather"]
[[sentence]]
section = "strength"
question = "staffing_total"
zh = "{moon}"
en = "{people_short}"
when = ["people_short", "~", 1]
[[page]]
name = "wall"
panels = ["staffing_by_moon", "staffing_by_shift/song"]
""")
    with pytest.raises(TemplateError) as wrong:
        read_template("daily", "tiny")
    faults = [line.removeprefix("daily.toml: ").partition(" = ")[0] for line in str(wrong.value).split("\n")]
    assert [fault.partition("：")[0] for fault in faults] == [
        "title_zh", "title_en", "sections", "colour", "[[page]] 1 name", "[[page]] 1 panels", "[[sentence]] 1 section",
        "[[sentence]] 1 zh", "[[sentence]] 1 en", "[[sentence]] 1 when",
    ]


@pytest.mark.usefixtures("house")
def test_the_number_on_a_file_leads_to_its_entry_until_its_own_time_is_over(handover: Sheet, tmp_path: Path) -> None:
    retention, day = Retention(90, 30), dt.timedelta(days=1)

    def exported(kind: Kind, days_ago: int, title: str = "") -> tuple[str, bytes]:
        told = Told("值班室", title)
        entry, content = export(
            handover, "penglai", kind, told, view="", retention=retention, now=TAKEN_AT - day * days_ago
        )
        return entry.snapshot_id, content

    number, content = exported("pdf", 0)
    file = tmp_path / "report.pdf"
    file.write_bytes(content)
    assert prove(str(file), ["penglai"]).code == prove(number, ["penglai"]).code == SAME
    named = exported("xlsx", 40, "专报")[0]
    plain = exported("xlsx", 31)[0]
    exported("csv", 0)
    removed = {entry.snapshot_id for entry in library_of("penglai").entries() if entry.removed_at}
    assert (plain in removed, named in removed, number in removed) == (True, False, False)


def test_a_scheduled_report_of_a_template_is_one_file_and_fenced_to_the_place_of_its_recipients(
    house: Path, penglai: Board  # noqa: F811
) -> None:
    ordered(house, "交接", area=HERE, template="shift_handover", pages=pages(), together=True)
    outcome = taken("交接")
    assert outcome.fault == ""
    assert len(outcome.files) == len(library_of("penglai").entries()) == 2
    places = penglai.answer("place_list")
    others = places[(places["area_level"] == "township") & (places["area_code"] != HERE)]["area_name"]
    for file in outcome.files:
        with zipfile.ZipFile(file) as folder:
            text = "".join(folder.read(part).decode("utf-8-sig") for part in folder.namelist())
        assert "大辛店镇" in text
        assert [name for name in others if name in text] == []


def test_the_export_menu_makes_a_report_and_keeps_it(
    open_page: Callable[..., AppTest], tmp_path: Path, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:
    monkeypatch.setattr("frontline.keeping.FILE", tmp_path / "snapshots.sqlite")
    app = open_page("overview", area=HERE)
    app.session_state["report_overview"] = True
    app.run()
    app.selectbox(key="report_template").select("shift_handover").run()
    app.selectbox(key="report_kind").select("csv").run()
    app.button(key="report_make").click().run()
    assert not app.exception
    assert not app.error
    (entry,) = library_of("penglai").entries()
    assert (entry.page, entry.page_title, entry.is_export) == ("report_shift_handover", "值班交接", True)
    assert "大辛店镇" in entry.place
    labels = [json.loads(json.dumps(button.proto.label)) for button in app.get("download_button")]
    assert any(label.startswith("下载（") for label in labels)
    assert app.session_state["run"].page == "overview"


def test_a_passage_written_anew_is_kept_beside_what_the_system_wrote_and_its_own_numbers_are_marked(
    penglai: Board, penglai_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTLINE_HOME", str(penglai_home))
    run, template = run_of(penglai), read_template("duty_brief", "penglai")
    written = {one.section: one for one in passages(run, template)}
    text = written["strength"].text.replace("缺 17 人", "缺 15 人") + "请于 18 时前补齐。"
    sheet = thaw(freeze(compose(run, template, sheet_of_page, texts={"strength": text})))
    new = next(one for one in sheet.passages if one.section == "strength")
    assert (new.generated, "缺 15※ 人" in new.text, "18※ 时前" in new.text) == (written["strength"].text, True, True)
    assert "应到 222 人，在岗 207 人" in new.text
    assert "※ 手工填写、不来自数据的数字：15、18。" in new.note
    assert [one for one in sheet.passages if one.section != "strength" and (one.generated or one.note)] == []
    for kind in ("pdf", "html", "csv"):
        content = made(sheet, kind)
        if kind == "pdf":
            said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
        elif kind == "csv":
            with zipfile.ZipFile(io.BytesIO(content)) as folder:
                said = "".join(folder.read(name).decode("utf-8-sig") for name in folder.namelist())
        else:
            said = content.decode()
        assert "手工填写" in said, kind


@pytest.mark.parametrize(("text", "found"), [
    ("应到 222 人，在岗 207 人，缺 17 人，在岗率 92.3%。", []),
    ("目前在岗207人，应到２２２人，尚缺17人。", []),
    ("缺 16 人。", ["16"]),
    ("应到 207 人，在岗 222 人。", ["207", "222"]),
    ("缺 17 个。", ["17"]),
    ("缺十七人。", ["十七"]),
    ("在岗率 92%。", ["92%"]),
    ("请抓紧。", []),
])
def test_a_number_is_of_the_data_only_where_it_says_of_the_same_thing_the_same(text: str, found: list[str]) -> None:
    generated = "应到 222 人，在岗 207 人，缺 17 人，在岗率 92.3%。"
    assert [figure.value for figure in by_hand(text, generated, "zh")] == found


def test_in_english_too() -> None:
    generated = "222 required, 207 on post, 17 short; coverage 92.3%."
    texts = ("Of 222 required 207 are there, 17 short.", "207 required, 17 short.", "16 short.")
    assert [[figure.value for figure in by_hand(text, generated, "en")] for text in texts] == [[], ["207"], ["16"]]


@given(st.text(alphabet="0123456789０１，,.%人个十二 在岗缺", max_size=30))
def test_a_text_left_as_it_was_has_no_number_typed_by_hand_and_marks_change_nothing_else(text: str) -> None:
    assert by_hand(text, text, "zh") == by_hand(text, text, "en") == []
    assert marked(text, by_hand(text, "", "zh")).replace("※", "") == text


def test_the_passages_are_written_anew_in_the_export_menu_and_the_library_shows_both(
    open_page: Callable[..., AppTest], tmp_path: Path, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:
    monkeypatch.setattr("frontline.keeping.FILE", tmp_path / "snapshots.sqlite")
    app = open_page("brief")
    app.session_state["report_brief"] = True
    app.run()
    app.selectbox(key="report_template").select("duty_brief").run()
    app.selectbox(key="report_kind").select("csv").run()
    app.toggle(key="reword_brief").set_value(True).run()
    area = next(box for box in app.text_area if box.label == "三、值守")
    was = area.value
    area.set_value("各卡点已补齐，另派 9 人。").run()
    app.button(key="report_make").click().run()
    assert not app.exception
    (entry,) = library_of("penglai").entries()
    shown = open_page("snapshots", snapshot=entry.snapshot_id)
    assert not shown.exception
    said = "".join(block.proto.body for block in shown.get("html"))
    assert "各卡点已补齐，另派 9※ 人。" in said
    assert was in said


def test_of_a_very_long_table_slides_hold_what_fits_and_count_the_rest_exactly() -> None:
    frame = pd.DataFrame({"name": [f"第 {n} 卡点" for n in range(20_000)], "people_short": range(20_000)})
    long = table(frame, headings={"name": "卡点", "people_short": "缺口（人）"})
    slides = pptx.Presentation(io.BytesIO(made(replace(whole_sheet(), panels=(long,), headlines=()), "pptx"))).slides
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    shown = sum(len(one.rows) - 1 for one in tables if one.cell(0, 0).text == "卡点")
    said = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
    assert shown > 0
    assert say("snapshot.more", "zh", n=f"{20_000 - shown:,}") in said


def test_a_wide_picture_is_made_with_a_bar_and_is_then_there_to_be_taken(
    open_page: Callable[..., AppTest], tmp_path: Path, monkeypatch: pytest.MonkeyPatch  # noqa: F811
) -> None:
    monkeypatch.setattr("frontline.keeping.FILE", tmp_path / "snapshots.sqlite")
    told: list[float] = []
    progress = st_module.progress
    monkeypatch.setattr(st_module, "progress", lambda share: told.append(share) or progress(share))
    app = open_page("overview")
    app.session_state["export_more_overview"] = True
    app.run()
    app.selectbox(key="export_panel_overview").select(1).run()
    app.session_state["export_pixels"] = 3840
    app.run()
    app.button(key="wide_make").click().run()
    assert not app.exception
    (entry,) = library_of("penglai").entries()
    made = app.session_state["wide"]
    assert (told, made.entry.snapshot_id, len(thaw(library_of("penglai").content(entry)).panels)) == (
        [0.0], entry.snapshot_id, 1,
    )
    with Image.open(io.BytesIO(made.content)) as picture:
        assert picture.width == pytest.approx(3840, abs=2)
