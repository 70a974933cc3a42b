"""Every kind of snapshot of the pages as they are tells the numbers of the sheet, in both languages."""

import base64
import csv
import datetime as dt
import functools
import io
import itertools
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pandas as pd
import plotly.graph_objects as go
import pptx
import pytest
from fontTools.ttLib import TTFont
from openpyxl.utils import range_boundaries
from PIL import Image, ImageChops
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject
from streamlit.testing.v1 import AppTest

from frontline import cells as values
from frontline.cells import MEASURES, cell, is_missing, kinds, panel_cells
from frontline.deployment import read_deployment
from frontline.digits import number
from frontline.house import ROOT
from frontline.look import state_label
from frontline.panel import Panel, Sheet
from frontline.query import questions
from frontline.snapshot import Kind, snapshot
from frontline.store import Board, Store
from frontline.words import Language

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
LINK = "http://10.0.0.8:8501/?area=370684107"
Made = Callable[[Kind], list[tuple[Sheet, bytes]]]


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


@pytest.fixture(scope="module")
def made(sheets: list[Sheet]) -> Made:
    """Return a function that gives every sheet with its file of a kind, each made once."""

    @functools.cache
    def files(kind: Kind) -> list[tuple[Sheet, bytes]]:
        return [(sheet, snapshot(sheet, kind, TAKEN_AT, "值班室", LINK)) for sheet in sheets]

    return files


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


def test_csv_files_hold_every_row_of_the_sheet_unrounded(made: Made) -> None:
    compared = 0
    for sheet, content in made("csv"):
        tables = [rows for name, rows in folder(content).items() if name[0].isdigit()]
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


def test_csv_dictionary_tells_every_column_with_unit_metric_and_question(made: Made) -> None:
    for sheet, content in made("csv"):
        files = folder(content)
        title = {"zh": "字段说明.csv", "en": "Dictionary.csv"}[sheet.language]
        headings, *rows = files[title]
        assert len(headings) == 10
        assert [(row[1], row[4]) for row in rows] == [(p.title, name) for p in sheet.panels for name in kinds(p)]
        for row in rows:
            assert row[0] in files
            assert not row[8] or row[8] in questions()
    overview = folder(made("csv")[0][1])["字段说明.csv"]
    short = next(row for row in overview if row[4] == "people_short" and "镇街排序" in row[1])
    assert short[2:4] == ["哪些镇街缺人，各缺多少？", "缺口（人）"]
    assert short[5:9] == ["人", "未报", "M01 M02 M03 M04 M07", "staffing_by_township"]


def test_csv_notes_say_what_the_numbers_rest_on(made: Made) -> None:
    for sheet, content in made("csv"):
        notes = dict(folder(content)[{"zh": "说明.csv", "en": "Notes.csv"}[sheet.language]])
        assert {sheet.scope, sheet.as_of, sheet.known_at, sheet.definitions_version} <= set(notes.values())


def test_csv_text_never_becomes_a_formula_and_numbers_stay_numbers(sheets: list[Sheet]) -> None:
    files = folder(snapshot(rare(sheets[0]), "csv", TAKEN_AT))
    assert files["01 =2+2.csv"] == [
        ["村居", "缺口"], [RARE, "3"], ["'=1+1", ""], ["'＝1+1", "-2"], ["'@登州", "1234"],
    ]
    for rows in files.values():
        for text in (text for row in rows for text in row):
            assert not text.startswith(("=", "@", "+", "＝")), text


def slide_words(content: bytes) -> list[list[str]]:
    """Return the words of every slide, cell by cell."""
    found = []
    for slide in pptx.Presentation(io.BytesIO(content)).slides:
        said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        tables = [shape.table for shape in slide.shapes if shape.has_table]
        found.append(said + [cell.text for table in tables for cell in table.iter_cells()])
    return found


def table_rows(content: bytes) -> set[tuple[str, ...]]:
    """Return every row of every table on the slides."""
    shapes = [shape for slide in pptx.Presentation(io.BytesIO(content)).slides for shape in slide.shapes]
    return {tuple(cell.text for cell in row.cells) for shape in shapes if shape.has_table for row in shape.table.rows}


def said_of(value: object, kind: values.Kind, language: Language, missing: str) -> str:
    """Return how a value of a table reads where there is colour: a state has its mark."""
    if kind == "state" and not is_missing(value):
        return state_label(value, language)
    return cell(value, kind, language, SHANGHAI, missing)


def test_slides_tell_every_headline_number_and_every_row_of_a_table(made: Made) -> None:
    for sheet, content in made("pptx"):
        slides = slide_words(content)
        said = [words for slide in slides for words in slide]
        for fact in (sheet.scope, sheet.demonstration, *sheet.coverage):
            assert any(fact in words for words in slides[0]), fact
        for headline in sheet.headlines:
            value = number(headline.value, headline.decimals).removesuffix(".0")
            assert any(headline.label in words and f"{value} {headline.unit}" in words for words in slides[1])
        for panel in sheet.panels:
            assert panel.title in said
            if panel.kind == "table" and len(panel.frame) <= 50:
                drawn = table_rows(content)
                for row in panel_cells(panel):
                    assert tuple(said_of(v, k, sheet.language, panel.missing) for v, k in row) in drawn, panel.title


def test_charts_on_slides_hold_the_numbers_of_their_panel_and_can_be_edited(made: Made) -> None:
    native = 0
    for sheet, content in made("pptx"):
        deck = pptx.Presentation(io.BytesIO(content))
        panels = {panel.title: panel for panel in sheet.panels if panel.figure is not None}
        for slide in deck.slides:
            for chart in (shape.chart for shape in slide.shapes if shape.has_chart):
                panel = panels[slide.shapes.title.text_frame.text]
                book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
                (_, *heads), *rows = book.active.iter_rows(values_only=True)
                assert [row[0] for row in rows] == list(chart.plots[0].categories)
                for place, series in enumerate(chart.plots[0].series):
                    values = [row[place + 1] for row in rows]
                    assert list(series.values) == values
                    known = [value for value in values if value is not None]
                    if len(panel.frame) == 1:
                        assert sorted(known) == sorted(panel.frame.iloc[0])
                    else:
                        name = next(name for name, words in panel.headings.items() if words == heads[place])
                        assert sorted(known) == sorted(panel.frame[name].dropna())
                native += 1
    assert native >= 5


def test_slides_are_wide_readable_and_named_and_long_tables_say_which_part_they_are(
    sheets: list[Sheet], made: Made
) -> None:
    content = made("pptx")[0][1]
    deck = pptx.Presentation(io.BytesIO(content))
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, abs=0.001)
    assert deck.core_properties.modified == dt.datetime(2020, 2, 9, 12, 45)  # noqa: DTZ001  without a zone
    pictures = [[s for s in slide.shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE] for slide in deck.slides]
    assert len(pictures[0]) == 1, "the code of the view"
    assert sum(map(len, pictures)) >= 2, "the map"
    sizes = {
        run.font.size.pt for slide in deck.slides for shape in slide.shapes if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs for run in paragraph.runs
    }
    assert min(sizes) == 12
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        theme = parts.read("ppt/theme/theme1.xml").decode()
        assert {entry.date_time for entry in parts.infolist()} == {(2020, 2, 9, 12, 45, 0)}
    assert set(re.findall(r'<a:(?:latin|ea) typeface="([^"]*)"', theme)) == {"Microsoft YaHei"}
    assert all(slide.shapes.title.text_frame.text for slide in deck.slides)
    long = pd.DataFrame({"name": [f"{RARE}{i}" for i in range(500)], "people_short": range(500)})
    panel = replace(rare(sheets[0]).panels[0], frame=long)
    slides = slide_words(snapshot(replace(sheets[0], panels=(panel,)), "pptx", TAKEN_AT))
    assert any("第 5 页 / 共 5 页" in words for slide in slides for words in slide)
    panel = replace(panel, title="很长的标题" * 20, frame=long[:3].assign(name=["甲", None, ""]))
    content = snapshot(replace(sheets[0], panels=(panel,)), "pptx", TAKEN_AT)
    named = pptx.Presentation(io.BytesIO(content)).slides
    assert min(slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size.pt for slide in named) == 14
    ends = [end for slide in named for end in slide._element.iter("{*}endParaRPr")]
    assert {end.get("sz") for end in ends} == {"1200"}
    shown = sum(words.startswith(RARE) for slide in slides for words in slide)
    assert any(f"续表略去 {500 - shown} 行" in words for slide in slides for words in slide)


def test_a_chart_on_a_slide_takes_no_name_for_a_formula(sheets: list[Sheet]) -> None:
    frame = pd.DataFrame({"name": ["=1+1", RARE], "people_short": [3, 1]})
    headings = {"name": "村居", "people_short": "=2+2"}
    figure = go.Figure(go.Bar(x=[3, 1], y=["=1+1", RARE], orientation="h"))
    panel = Panel("chart", "缺口", "哪里缺人？", frame, headings, "", figure=figure)
    deck = pptx.Presentation(io.BytesIO(snapshot(replace(sheets[0], panels=(panel,)), "pptx", TAKEN_AT)))
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    book = openpyxl.load_workbook(io.BytesIO(charts[0].part.chart_workbook.xlsx_part.blob))
    cells = {cell.value: cell.data_type for row in book.active.iter_rows() for cell in row if cell.value}
    assert cells == {"=2+2": "s", "=1+1": "s", RARE: "s", 3: "n", 1: "n"}


def test_a_worksheet_draws_its_panel_as_a_chart_to_edit_with_silence_as_a_gap(sheets: list[Sheet]) -> None:
    frame = pd.DataFrame({"name": ["=1+1", RARE, "乙"], "people_short": pd.array([3, None, 0], dtype="Int64")})
    figure = go.Figure([
        go.Bar(x=[3, 0], y=["=1+1", "乙"], orientation="h"),
        go.Bar(x=[0], y=[RARE], orientation="h", marker={"pattern": {"shape": "/"}}),
    ])
    panel = Panel("chart", "缺口", "哪里缺人？", frame, {"name": "村居", "people_short": "缺人"}, "", figure=figure)
    content = snapshot(replace(sheets[0], panels=(panel,)), "xlsx", TAKEN_AT)
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[1]
    chart, = page._charts
    series, = chart.series
    labels, values = (
        [(cell.value, cell.data_type) for cell, in page[reference.rpartition("!")[2].replace("$", "")]]
        for reference in (series.cat.numRef.f if series.cat.numRef else series.cat.strRef.f, series.val.numRef.f)
    )
    told = dict(zip((label for label, _ in labels), (value for value, _ in values), strict=True))
    assert told == {"=1+1": 3, f"{RARE} · 未报": None, "乙": 0}
    assert {kind for _, kind in labels} == {"s"}
    hidden = [row for row, look in page.row_dimensions.items() if look.hidden]
    assert len(hidden) == len(frame)
    printed = range_boundaries(page.print_area.rpartition("!")[2])
    assert printed[3] == hidden[0] - 1
    assert printed[2] > chart.anchor.to.col
    assert printed[3] > chart.anchor.to.row
    assert content == snapshot(replace(sheets[0], panels=(panel,)), "xlsx", TAKEN_AT)


class Page(HTMLParser):
    """The words of a page: rows of its tables, everything else, and what it points to."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.words: list[str] = []
        self.rows: list[list[str]] = []
        self.tags: list[str] = []
        self.pointed: list[str] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell of a table."""
        self.is_past = False
        self.tags.append(tag)
        self.rows += [[]] if tag == "tr" else []
        if tag in ("td", "th"):
            self.rows[-1].append("")
        self.pointed += [value or "" for name, value in attrs if name in ("src", "href", "xlink:href", "action")]

    def handle_endtag(self, _tag: str) -> None:
        """Note that a cell has ended."""
        self.is_past = True

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        if self.tags and self.tags[-1] in ("td", "th") and not self.is_past:
            self.rows[-1][-1] += data
        self.words.append(data)


def test_a_web_page_tells_every_number_and_every_row_and_draws_every_drawing(made: Made) -> None:
    for sheet, content in made("html"):
        page = Page(content)
        words, rows = "\n".join(page.words), {tuple(row) for row in page.rows}
        for headline in sheet.headlines:
            assert headline.label in page.words
            assert number(headline.value, headline.decimals).removesuffix(".0") + " " in page.words
        for fact in (sheet.scope, sheet.as_of, sheet.known_at, sheet.demonstration, *sheet.coverage):
            assert fact in words
        for panel in sheet.panels:
            assert panel.title in page.words
            for row in panel_cells(panel):
                assert tuple(said_of(*one, sheet.language, panel.missing) for one in row) in rows, panel.title
            areas = panel.picture.areas if panel.picture else ()
            assert all(area.name in words for area in areas if panel.picture.selected in (None, area.area_code))
        drawn = [p for p in sheet.panels if p.picture or (p.figure is not None and not p.frame.empty)]
        assert page.tags.count("svg") == len(drawn) + 1, "and the code of the view"


def test_a_web_page_asks_for_nothing_and_runs_nothing(made: Made) -> None:
    for _, content in made("html"):
        page = Page(content)
        assert re.findall(rb"https?:|//[a-z]", re.sub(rb"base64,[^)]*", b"", content)) == []
        assert not {"script", "iframe", "object", "embed", "form", "base"} & set(page.tags)
        assert all(to.startswith(("#", "data:")) for to in page.pointed)
        assert b"default-src 'none'" in content
        named = re.findall(r'[ ]id="([^"]*)"', content.decode())
        assert len(named) == len(set(named))
        used = [to[1:] for to in page.pointed if to.startswith("#")]
        assert {*used, *re.findall(r"url\(#([^)]*)\)", content.decode())} <= set(named)


def test_rare_characters_of_place_names_stand_in_every_kind(sheets: list[Sheet]) -> None:
    sheet = rare(sheets[0])
    page = snapshot(sheet, "html", TAKEN_AT)
    assert any(RARE in row for row in Page(page).rows)
    fonts = re.findall(rb"base64,([^)]*)\)", page)
    assert len(fonts) == 2
    for font in fonts:
        with TTFont(io.BytesIO(base64.b64decode(font))) as letters:
            assert {ord(char) for char in RARE} <= letters.getBestCmap().keys()
    assert len(page) < 150_000
    reader = PdfReader(io.BytesIO(snapshot(sheet, "pdf", TAKEN_AT)))
    assert RARE in "".join(page.extract_text() for page in reader.pages)
    book = openpyxl.load_workbook(io.BytesIO(snapshot(sheet, "xlsx", TAKEN_AT)))
    assert book.worksheets[1]["A6"].value == RARE
    assert any(RARE in row for row in table_rows(snapshot(sheet, "pptx", TAKEN_AT)))
    assert [RARE, "3"] in folder(snapshot(sheet, "csv", TAKEN_AT))["01 =2+2.csv"]


def test_rare_characters_are_drawn_in_pictures_each_as_itself(sheets: list[Sheet]) -> None:
    def picture(letter: str) -> Image.Image:
        alone = replace(sheets[0], title=letter, headlines=(), panels=())
        return Image.open(io.BytesIO(snapshot(alone, "png", TAKEN_AT, sha256="0" * 64))).convert("L")

    drawn = [picture(letter) for letter in RARE]
    # A font without them draws the same empty box for all.
    assert all(ImageChops.difference(one, two).getbbox() for one, two in itertools.combinations(drawn, 2))


RUNS = {"/JS", "/JavaScript", "/AA", "/OpenAction", "/Launch", "/EmbeddedFiles", "/RichMedia"}
"""What an archive file must not hold: what runs, and files within."""


def objects(part: Any, seen: set[int]) -> Iterator[Any]:
    """Yield every dictionary of a PDF that is reached from a part, each once."""
    part = part.get_object() if isinstance(part, IndirectObject) else part
    if id(part) in seen:
        return
    seen.add(id(part))
    if isinstance(part, DictionaryObject):
        yield part
    for one in part.values() if isinstance(part, DictionaryObject) else part if isinstance(part, list) else ():
        yield from objects(one, seen)


def test_paper_passes_the_structural_checks_of_an_archive_file(made: Made) -> None:
    """No validator of PDF/A stands beside the tests; what is checked here is named, and is not the whole of its rules.

    The writer itself (Typst) refuses what it knows to be against PDF/A-2a.
    """
    fonts = 0
    for sheet, content in made("pdf"):
        reader = PdfReader(io.BytesIO(content))
        root, about = reader.trailer["/Root"], reader.trailer["/Root"]["/Metadata"].get_data().decode()
        assert re.findall(r"pdfaid:(part|conformance)>(\w)<", about) == [("part", "2"), ("conformance", "A")]
        assert sheet.title in about
        assert "/Filter" not in root["/Metadata"], "readable without unpacking"
        (intent,) = (one.get_object() for one in root["/OutputIntents"])
        assert intent["/S"] == "/GTS_PDFA1"
        assert intent["/DestOutputProfile"].get_object().get_data()[36:40] == b"acsp"
        assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, "zh-CN" if sheet.language == "zh" else "en-GB")
        assert root["/StructTreeRoot"]["/K"]
        assert not reader.is_encrypted
        assert len(reader.trailer["/ID"]) == 2
        for one in objects(reader.trailer["/Root"], set()):
            assert not RUNS & one.keys()
            if one.get("/Type") == "/Annot":
                assert one["/F"] & 4, "printed"
                assert not one["/F"] & (1 | 2 | 32), "neither hidden nor unseen"
            if one.get("/Type") == "/Font" and one["/Subtype"] == "/Type0":
                (inner,) = (each.get_object() for each in one["/DescendantFonts"])
                file = {"/FontFile2", "/FontFile3"} & inner["/FontDescriptor"].keys()
                assert len(file) == 1, one["/BaseFont"]
                assert b"beginbf" in one["/ToUnicode"].get_data()
                assert one["/BaseFont"][7:8] == "+", "subset"
                fonts += 1
            elif one.get("/Type") == "/Font":
                assert one["/Subtype"] in {"/CIDFontType0", "/CIDFontType2"}, "all fonts are embedded ones"
    assert fonts >= 2 * len(VIEWS)


def test_pdf_and_spreadsheet_tell_the_numbers_of_the_sheet(made: Made) -> None:
    for (sheet, paper), (_, spreadsheet) in zip(made("pdf"), made("xlsx"), strict=True):
        reader = PdfReader(io.BytesIO(paper))
        text = re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages))
        book = openpyxl.load_workbook(io.BytesIO(spreadsheet))
        for headline in sheet.headlines:
            unit = "" if is_missing(headline.value) else headline.unit
            said = number(headline.value, headline.decimals).removesuffix(".0") + unit
            assert re.sub(r"\s", "", said) in text
        for panel, tab in zip(sheet.panels, book.worksheets[1:], strict=False):
            rows = list(tab.iter_rows(min_row=6, values_only=True))
            for row, cells in zip(rows, panel_cells(panel), strict=False):
                for shown, (value, kind) in zip(row, cells, strict=False):
                    if kind in MEASURES and not is_missing(value):
                        assert shown == pytest.approx(value)
            shown = list(panel_cells(panel))[:25] if panel.kind == "table" else []
            for value, kind in (one for row in shown for one in row if one[1] in ("text", *MEASURES)):
                said = cell(value, kind, sheet.language, SHANGHAI, panel.missing)
                assert re.sub(r"\s", "", said) in text, panel.title
