"""Snapshots on paper, as a spreadsheet and as other files: complete, exact, the same every time, or refused by name."""

import datetime as dt
import io
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from zoneinfo import ZoneInfo

import numpy as np
import openpyxl
import pandas as pd
import plotly.graph_objects as go
import pytest
from openpyxl.utils import range_boundaries
from PIL import Image, ImageChops
from pypdf import PdfReader

from frontline import charts, specimen_frames, specimens
from frontline.look import THEMES
from frontline.panel import Headline, Panel, Sheet
from frontline.paper import PAGES, PageName
from frontline.paper_table import Want, shares
from frontline.snapshot import FORMS, Kind, SnapshotError, file_name, snapshot

DAY = dt.datetime(2020, 2, 9)  # noqa: DTZ001  a spreadsheet knows no zones
SHANGHAI = ZoneInfo("Asia/Shanghai")
TAKEN_AT = dt.datetime(2020, 2, 9, 20, 45, tzinfo=SHANGHAI)
PAPER = THEMES["paper"]
KINDS: tuple[Kind, ...] = tuple(FORMS)
CJK = re.compile(r"[\u3400-\u9fff]+")

TOWNSHIPS = pd.DataFrame(
    {
        "name": ["大辛店镇", "村里集镇", "=1+1", "@登州街道"],
        "people_short": [6, None, 3, 0],
        "people_required": [1032, 17, 18, 31],
        "coverage_share": [0.8125, None, 0.8333, 1.0],
        "credited_hours": [10.25, 7.0, None, 0.5],
        "is_unattended": [True, False, False, False],
        "gap_state": ["act", "unknown", "act", "normal"],
        "duty_on": [dt.date(2020, 2, 9)] * 4,
        "reported_at": pd.to_datetime(
            ["2020-02-09T08:51:00Z", None, "2020-02-09T08:55:00Z", "2020-02-09T08:40:00Z"], utc=True
        ),
        "gaps": [[1.0, None, 6.0], [], [3.0, 2.0, 3.0], [0.0, 0.0, 0.0]],
        "township_code": ["370684107", "370684108", "370684106", "370684001"],
    }
)
HEADINGS = {
    "name": "镇街",
    "people_short": "缺口（人）",
    "people_required": "应到（人）",
    "coverage_share": "在岗率",
    "credited_hours": "志愿时长（小时）",
    "is_unattended": "空岗",
    "gap_state": "状态",
    "duty_on": "值守日期",
    "reported_at": "报送时间",
    "gaps": "近三班",
}
HEADLINES = (
    Headline(
        "缺口", 17, "人", "act", 0, "207/222", "较上一班 ▼ 3 人", "10/11 镇街已报，缺：村里集镇；最旧 16:40", "M03"
    ),
    Headline("志愿时长", 7529.5, "小时", "normal", 1, "7,529/7,623", "", "7/7 镇街已报；最旧 19:37", "M22"),
    Headline("空岗卡点", None, "个", "unknown", metric="M07"),
    Headline("在岗率", 92.3, "%", "watch", 1, "205/222", trend=(90.1, None, 91.0, 92.3), metric="M04"),
)
STAGES = pd.DataFrame({"stage": ["发现", "整改", "复核"], "n": [153, 137, 120], "note": ["", "现场 137", ""]})
AGES = pd.DataFrame({"age_class": ["0–24 h", "> 7 d"], "open_items": [4, 1], "overdue_items": [1, 1]})
COHORTS = pd.DataFrame(
    {
        "found_on": pd.to_datetime(["2020-02-08", "2020-02-09"]),
        "found": [9, 5],
        "fixed": [7, 0],
        "verified": [4, 0],
        "closed": [2, 0],
    }
)
CURVE = pd.DataFrame({"severity_name": ["整改"] * 3, "hours": [2.0, 20.0, 43.0], "share_open": [0.8, 0.6, 0.45]})


def table(frame: pd.DataFrame = TOWNSHIPS, title: str = "镇街排序", **changes: object) -> Panel:
    settings = {"headings": HEADINGS, "query": "staffing_by_township 0a1b2c3d", "empty": ""} | changes
    return Panel("table", title, "哪些镇街缺人，各缺多少？", frame, **settings)


def chart(figure: go.Figure, title: str = "最近一班缺 17 人") -> Panel:
    headings = {"name": "镇街", "people_short": "缺口（人）"}
    return Panel("chart", title, "缺口在变小吗？", TOWNSHIPS, headings, "staffing_by_shift", figure=figure)


def the_map() -> Panel:
    headings = {"name": "镇街", "people_short": "缺口（人）"}
    picture = specimens.township_picture(selected="370684107")
    return Panel("map", "6 个镇街缺人", "缺在哪里？", TOWNSHIPS, headings, "staffing_by_township", picture=picture)


def drawn(draw: Callable[..., go.Figure], *frames: pd.DataFrame, **more: object) -> go.Figure:
    return draw(*frames, theme=PAPER, language="zh", **more)


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return Sheet(
        page="overview",
        title="总览",
        language="zh",
        deployment="蓬莱市 2020",
        scope="蓬莱市 › 大辛店镇",
        as_of="截至 2月9日 20:30（晚班进行中）",
        known_at="据 2月9日 20:40 前收到的数据",
        coverage=("值守：10/11 镇街已报，缺：村里集镇", "督导：当日尚未到报送时限"),
        demonstration="演示数据：依据公开报道总数合成，非真实值守记录",
        definitions_version="f5b83179",
        generation=41,
        headlines=HEADLINES,
        panels=(
            the_map(),
            chart(drawn(charts.gap_series, specimen_frames.shifts())),
            chart(drawn(charts.gap_bars, specimen_frames.ranked()), title="镇街缺口"),
            table(),
        ),
        notes=("来源：蓬莱市疫情防控指挥部公开报道",),
    )


@pytest.fixture(scope="module")
def pages(sheet: Sheet) -> list[str]:
    return pdf_pages(snapshot(sheet, "pdf", TAKEN_AT, "值班室"))


def pdf_pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def joined(text: str) -> str:
    return re.sub(r"\s", "", text)


def cells(content: bytes, page: int) -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [list(row) for row in book.worksheets[page].iter_rows(values_only=True)]


def test_every_page_says_what_it_rests_on(sheet: Sheet, pages: list[str]) -> None:
    assert 2 <= len(pages) <= 3
    for number, text in enumerate(pages, start=1):
        for words in (
            sheet.title,
            sheet.scope,
            sheet.as_of,
            sheet.known_at,
            *sheet.coverage,
            sheet.demonstration,
            *sheet.notes,
            f"口径版本 {sheet.definitions_version}",
            f"数据版本 {sheet.generation}",
            "快照编号",
            "导出时间 2020年2月9日 20:45",
            "导出人 值班室",
            f"第 {number} 页 / 共 {len(pages)} 页",
        ):
            assert joined(words) in joined(text), words


def test_every_headline_number_is_on_paper_with_its_state(pages: list[str]) -> None:
    text = joined(pages[0])
    for words in (
        "17人",
        "7,529.5小时",
        "92.3%",
        "告急",
        "关注",
        "正常",
        "未报",
        "207/222",
        "较上一班▼3人",
        "最旧16:40",
    ):
        assert words in text


def test_words_of_map_charts_and_tables_can_be_selected(pages: list[str]) -> None:
    text = joined("".join(pages))
    for words in (
        "大辛店镇",
        "缺12人",
        "示意图，非行政区划界线·上为北",
        "10公里",
        "岗位缺口（人）",
        "10人及以上",
        "高速路口",
    ):
        assert words in text, words
    for words in ("镇街缺口", "81.3%", "2月9日16:51", "未报", "应到（人）", "1,032", "10.3"):
        assert words in text, words


def test_tiles_on_paper_have_no_scale_bar_and_no_north(sheet: Sheet) -> None:
    panels = tuple(
        replace(panel, picture=replace(panel.picture, is_to_scale=False)) if panel.picture else panel
        for panel in sheet.panels
    )
    pages = PdfReader(io.BytesIO(snapshot(replace(sheet, panels=panels), "pdf", TAKEN_AT))).pages
    text = joined("".join(page.extract_text() for page in pages))
    assert "示意图，非行政区划界线" in text
    assert "10公里" not in text
    assert "上为北" not in text


def test_paper_is_an_archive_file_with_title_language_and_its_own_font(sheet: Sheet) -> None:
    reader = PdfReader(io.BytesIO(snapshot(sheet, "pdf", TAKEN_AT)))
    assert reader.metadata.title == "总览 · 蓬莱市 › 大辛店镇"
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    assert b"pdfaid:part" in reader.trailer["/Root"]["/Metadata"].get_data()
    assert reader.metadata.creation_date == TAKEN_AT
    fonts = {font["/BaseFont"] for page in reader.pages for font in page["/Resources"]["/Font"].values()}
    assert all("NotoSansSC" in name for name in fonts)
    assert all(abs(float(page.mediabox.width) - 595.28) < 0.01 for page in reader.pages)


@pytest.mark.parametrize("kind", KINDS)
def test_same_sheet_gives_same_bytes(sheet: Sheet, kind: Kind) -> None:
    again = replace(sheet, panels=tuple(replace(panel, frame=panel.frame.copy()) for panel in sheet.panels))
    assert snapshot(sheet, kind, TAKEN_AT, "值班室") == snapshot(again, kind, TAKEN_AT, "值班室")


def test_exports_at_the_same_time_do_not_disturb_each_other(sheet: Sheet) -> None:
    alone = snapshot(sheet, "pdf", TAKEN_AT)
    with ThreadPoolExecutor(3) as pool:
        together = list(pool.map(lambda _: snapshot(sheet, "pdf", TAKEN_AT), range(3)))
    assert set(together) == {alone}


def test_another_number_gives_another_snapshot(sheet: Sheet) -> None:
    def number_of(some: Sheet, taken_at: dt.datetime = TAKEN_AT) -> str:
        rows = {row[0]: row[1] for row in cells(snapshot(some, "xlsx", taken_at), -1) if row[0]}
        return str(rows["快照编号"])

    changed = replace(sheet, headlines=(replace(HEADLINES[0], value=18), *HEADLINES[1:]))
    later = TAKEN_AT + dt.timedelta(minutes=1)
    assert len({number_of(sheet), number_of(changed), number_of(sheet, later)}) == 3


@pytest.mark.parametrize("kind", KINDS)
def test_failed_question_exports_nothing_and_is_named(sheet: Sheet, kind: Kind) -> None:
    broken = replace(sheet, failures=("staffing_by_shift", "problem_total"))
    with pytest.raises(SnapshotError, match=r"staffing_by_shift.*problem_total"):
        snapshot(broken, kind, TAKEN_AT)


@pytest.mark.parametrize("kind", ["pdf", "png"])
@pytest.mark.parametrize(
    ("figure", "what"),
    [
        (go.Figure(go.Pie(labels=["a"], values=[1])), "pie"),
        (go.Figure(go.Scatter(x=[1, 2], y=[1, 2], fill="tozeroy")), "fill"),
        (go.Figure(go.Scatter(x=[1], y=[1], yaxis="y2")), "second y axis"),
        (go.Figure(go.Scatter(x=["2020-02-09"], y=[1]), {"xaxis": {"type": "date"}}), "date"),
        (go.Figure(go.Bar(x=[1], y=[1]), {"showlegend": True}), "legend"),
        (go.Figure(go.Bar(x=[1], y=[1], text="<i>1</i>")), "<i>"),
        (
            go.Figure(go.Bar(x=[1], y=[1]), {"shapes": [{"type": "circle", "x0": 0, "x1": 1, "y0": 0, "y1": 1}]}),
            "circle",
        ),
        (go.Figure(go.Scatter(x=[1], y=[1], mode="markers", marker={"symbol": "star"})), "star"),
        (go.Figure(go.Bar(x=[1], y=[1]), {"annotations": [{"x": 1, "y": 1, "text": "a", "showarrow": True}]}), "arrow"),
    ],
)
def test_chart_that_paper_cannot_draw_is_refused_by_name(
    sheet: Sheet, kind: Kind, figure: go.Figure, what: str
) -> None:
    with pytest.raises(SnapshotError, match=f"「缺口走势」.*{what}"):
        snapshot(replace(sheet, panels=(chart(figure, title="缺口走势"),)), kind, TAKEN_AT)


def test_a_tick_at_what_was_expected_is_drawn_where_it_stands(sheet: Sheet) -> None:
    def picture(at: float) -> bytes:
        marker = {"symbol": "line-ns", "size": 10, "line": {"color": PAPER.text, "width": 1.5}}
        ticks = go.Figure(go.Scatter(x=[0, at, 9], y=["甲", "乙", "丙"], mode="markers", marker=marker))
        return snapshot(replace(sheet, headlines=(), panels=(chart(ticks),)), "png", TAKEN_AT)

    pictures = [Image.open(io.BytesIO(picture(at))).convert("L") for at in (3, 6)]
    moved = ImageChops.difference(*pictures).getbbox()
    assert moved is not None
    assert moved[2] - moved[0] > pictures[0].width / 5


@pytest.mark.parametrize("kind", KINDS)
def test_missing_column_is_refused_by_name(sheet: Sheet, kind: Kind) -> None:
    broken = table(TOWNSHIPS.drop(columns="people_short"))
    with pytest.raises(SnapshotError, match=r"「镇街排序」.*people_short"):
        snapshot(replace(sheet, panels=(broken,)), kind, TAKEN_AT)


def test_empty_panel_says_why(sheet: Sheet) -> None:
    empty = replace(sheet, headlines=(), panels=(table(TOWNSHIPS.head(0), empty="本班没有缺人的卡点。"),))
    assert "本班没有缺人的卡点。" in joined("".join(pdf_pages(snapshot(empty, "pdf", TAKEN_AT))))
    assert ["本班没有缺人的卡点。"] in [row[:1] for row in cells(snapshot(empty, "xlsx", TAKEN_AT), 1)]
    silent = replace(sheet, headlines=(), panels=(table(TOWNSHIPS.head(0)),))
    assert "没有可显示的数据" in joined("".join(pdf_pages(snapshot(silent, "pdf", TAKEN_AT))))


def test_sheet_without_panels_is_one_page(sheet: Sheet) -> None:
    assert len(pdf_pages(snapshot(replace(sheet, headlines=(), panels=()), "pdf", TAKEN_AT))) == 1


def test_long_table_stops_and_says_how_much_is_left(sheet: Sheet) -> None:
    long = pd.DataFrame({"name": [f"卡点{i:03}" for i in range(1234)], "people_short": range(1234, 0, -1)})
    panel = table(long, headings={"name": "卡点", "people_short": "缺口（人）"})
    content = snapshot(replace(sheet, panels=(panel,)), "pdf", TAKEN_AT)
    text = joined("".join(pdf_pages(content)))
    assert "卡点024" in text
    assert "卡点025" not in text
    assert "续表略去1,209行" in text
    rows = cells(snapshot(replace(sheet, panels=(panel,)), "xlsx", TAKEN_AT), 1)
    assert rows[-1] == ["卡点1233", 1]
    assert len(rows) == 1234 + 5


@pytest.mark.parametrize("above", [(3, 3), (4, 3), (6, 1)])
def test_no_page_holds_less_than_three_rows_of_a_table(sheet: Sheet, above: tuple[int, int]) -> None:
    panels = tuple(
        table(pd.DataFrame({"name": [f"{mark}{n:02}" for n in range(rows)], "people_short": range(rows)}),
              headings={"name": "镇街", "people_short": "缺口（人）"})
        for mark, rows in zip("wxy", (*above, 24), strict=True)
    )
    pages = pdf_pages(snapshot(replace(sheet, panels=panels), "pdf", TAKEN_AT))
    assert [len(re.findall(r"y\d\d", page)) for page in pages] == [21, 3]


def test_a_narrow_page_breaks_headings_and_long_words_before_names_and_never_numbers() -> None:
    name, remark, amount = Want(0, 20, 40, 0, True), Want(0, 20, 400, 30, True), Want(0, 90, 30, 30, False)
    assert shares([name, amount], 260) == [80, 180]
    tight = shares([name, *[remark] * 4, amount], 250)
    assert sum(tight) == pytest.approx(250)
    assert tight[0] >= 40
    assert tight[-1] >= 37.5
    assert min(tight[1:-1]) >= 30


def test_spreadsheet_holds_the_values_of_the_frame(sheet: Sheet) -> None:
    content = snapshot(replace(sheet, panels=(table(),)), "xlsx", TAKEN_AT)
    rows = cells(content, 1)
    assert rows[0][0] == "镇街排序"
    assert rows[1][0] == "哪些镇街缺人，各缺多少？"
    assert rows[2][0] == f"{sheet.scope} · {sheet.as_of} · {sheet.known_at}"
    assert rows[4] == list(HEADINGS.values())
    assert rows[5] == [
        *("大辛店镇", 6, 1032, 0.8125, 10.25, "是", "告急"),
        *(DAY, DAY.replace(hour=16, minute=51), "1  –  6"),
    ]
    assert rows[6] == ["村里集镇", "未报", 17, "未报", 7, "否", "未报", DAY, None, None]
    assert [row[0] for row in rows[7:]] == ["=1+1", "@登州街道"]
    assert rows[7][4] == "未报"


def test_a_long_spreadsheet_tells_how_far_it_is(sheet: Sheet) -> None:
    frame = pd.DataFrame({"name": [f"卡点{n}" for n in range(3500)]})
    told: list[float] = []
    snapshot(replace(sheet, panels=(table(frame, headings={"name": "卡点"}),)), "xlsx", TAKEN_AT, progress=told.append)
    assert told == pytest.approx([1000 / 3500, 2000 / 3500, 3000 / 3500], abs=0.01)


def test_columns_that_may_be_null_are_read_by_their_meaning(sheet: Sheet) -> None:
    frame = pd.DataFrame(
        {
            "people": pd.array([3, None], dtype="Int64"),
            "is_night": pd.array([True, None], dtype="boolean"),
            "told_at": pd.to_datetime(["2020-02-09 08:00", None]),
            "nothing": [None, None],
        }
    )
    panel = table(frame, headings={name: name for name in frame})
    rows = cells(snapshot(replace(sheet, panels=(panel,)), "xlsx", TAKEN_AT), 1)[5:]
    assert rows == [[3, "是", DAY.replace(hour=8), None], ["未报", None, None, None]]
    assert "未报" in joined("".join(pdf_pages(snapshot(replace(sheet, panels=(panel,)), "pdf", TAKEN_AT))))


def test_spreadsheet_formats_numbers_and_prints_a4_across(sheet: Sheet) -> None:
    book = openpyxl.load_workbook(io.BytesIO(snapshot(replace(sheet, panels=(table(),)), "xlsx", TAKEN_AT)))
    page = book.worksheets[1]
    formats = [page.cell(6, column).number_format for column in (2, 4, 5, 8, 9)]
    assert formats == ["#,##0", "0.0%", "#,##0.0", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"]
    assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("landscape", 9)
    assert (page.freeze_panes, page.print_title_rows) == ("A6", "$5:$5")
    assert page.column_dimensions["A"].width >= len("@登州街道") * 2 - 1
    assert book.properties.created == DAY.replace(hour=20, minute=45)
    for page in book:
        _, _, wide, high = range_boundaries(page.print_area.rpartition("!")[2])
        assert high >= page.max_row, page.title
        assert wide >= page.max_column, page.title
        assert (page.sheet_properties.pageSetUpPr.fitToPage, page.page_setup.fitToHeight) == (True, 0)
        assert page.oddFooter.right.text == "&P / &N"


@pytest.mark.parametrize("page", PAGES)
def test_paper_may_be_a4_or_a3_upright_or_across_with_bookmarks_and_numbered_pages(
    sheet: Sheet, page: PageName
) -> None:
    reader = PdfReader(io.BytesIO(snapshot(sheet, "pdf", TAKEN_AT, page=page)))
    sizes = {(round(float(one.mediabox.width) / 72 * 25.4), round(float(one.mediabox.height) / 72 * 25.4))
             for one in reader.pages}
    assert sizes == {PAGES[page]}
    first, inner = reader.outline
    assert (first.title, [one.title for one in inner]) == (sheet.title, [panel.title for panel in sheet.panels])
    for number, text in enumerate((one.extract_text() for one in reader.pages), start=1):
        assert f"第{number}页/共{len(reader.pages)}页" in joined(text)
    assert "缺12人" in joined(reader.pages[0].extract_text()), "the map stands on the first page"


@pytest.mark.parametrize("pixels", [1280, 1920, 3840])
def test_picture_is_as_wide_as_asked(sheet: Sheet, pixels: int) -> None:
    one = replace(sheet, headlines=(), panels=sheet.panels[2:3])
    assert Image.open(io.BytesIO(snapshot(one, "png", TAKEN_AT, pixels=pixels))).width == pixels


def test_one_panel_is_a_vector_picture_that_needs_no_font_and_nothing_from_outside(sheet: Sheet) -> None:
    rare = table(pd.DataFrame({"name": ["堌垴崮湾塆村"]}), headings={"name": "村居"})
    one = replace(sheet, headlines=(), panels=(rare,))
    drawn = snapshot(one, "svg", TAKEN_AT).decode()
    assert drawn.startswith("<svg")
    assert "<text" not in drawn
    assert "font-family" not in drawn
    assert {found.partition("w3.org")[0] for found in re.findall(r'https?://[^"]*', drawn)} == {"http://www."}
    assert len(drawn) < len(snapshot(sheet, "svg", TAKEN_AT))


def test_text_never_becomes_a_formula(sheet: Sheet) -> None:
    planted = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "http://x.invalid", "007"]
    frame = pd.DataFrame({"name": planted})
    headings = {"name": "=cmd|' /C calc'!A0"}
    sly = replace(sheet, scope="=1+1", panels=(table(frame, title="=2+2", headings=headings),))
    book = openpyxl.load_workbook(io.BytesIO(snapshot(sly, "xlsx", TAKEN_AT)))
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n"), cell.value
                assert cell.hyperlink is None
                if cell.data_type == "s" and str(cell.value).startswith(tuple("=+-@")):
                    assert cell.quotePrefix
    assert [page.cell(6 + i, 1).value for page in book.worksheets[1:2] for i in range(7)] == planted


def test_markup_in_names_stays_text_on_paper(sheet: Sheet) -> None:
    name = '#emph[x] *y* $z$ <b>w</b> \\ "q"'
    frame = pd.DataFrame({"name": [name]})
    sly = replace(sheet, title=name, panels=(table(frame, title=name, headings={"name": name}),))
    assert joined("".join(pdf_pages(snapshot(sly, "pdf", TAKEN_AT)))).count(joined(name)) >= 4


def test_spreadsheet_begins_with_the_numbers_and_ends_with_the_notes(sheet: Sheet) -> None:
    content = snapshot(sheet, "xlsx", TAKEN_AT, "值班室")
    names = openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    assert names == ["1 指标", "2 6 个镇街缺人", "3 最近一班缺 17 人", "4 镇街缺口", "5 镇街排序", "6 说明"]
    rows = cells(content, 0)
    assert rows[4] == ["指标", "数值", "单位", "状态", "分子/分母", "变化", "数据覆盖", "指标编号"]
    assert rows[5] == ["缺口", 17, "人", "告急", "207/222", "较上一班 ▼ 3 人", HEADLINES[0].coverage, "M03"]
    assert rows[7][:4] == ["空岗卡点", "未报", "个", "未报"]
    facts = [tuple(row[:2]) for row in cells(content, -1)]
    for fact in (
        ("范围", sheet.scope),
        ("数据时点", sheet.as_of),
        ("已知时点", sheet.known_at),
        ("数据覆盖", sheet.coverage[0]),
        ("数据覆盖", sheet.coverage[1]),
        ("数据性质", sheet.demonstration),
        ("说明", sheet.notes[0]),
        ("口径版本", "f5b83179"),
        ("数据版本", "41"),
        ("导出人", "值班室"),
        ("查询", "镇街排序 · staffing_by_township 0a1b2c3d"),
    ):
        assert fact in facts


def test_picture_is_one_long_page_with_something_on_it(sheet: Sheet) -> None:
    image = Image.open(io.BytesIO(snapshot(sheet, "png", TAKEN_AT))).convert("RGB")
    assert image.width == 1191
    assert 1500 < image.height < 6000
    pixels = np.asarray(image)
    assert (pixels[0, 0] == 255).all()
    ink = (pixels < 250).any(axis=2)
    assert 0.05 < ink.mean() < 0.6
    quiet = np.flatnonzero(~ink.any(axis=1))
    longest = max(len(run) for run in np.split(quiet, np.flatnonzero(np.diff(quiet) > 1) + 1))
    assert longest < 200


def test_english_sheet_has_no_chinese_but_names() -> None:
    sheet = Sheet(
        page="overview",
        title="Overview",
        language="en",
        deployment="Penglai 2020",
        scope="Penglai",
        as_of="As of 9 Feb 20:30 (evening shift running)",
        known_at="From data received by 9 Feb 20:40",
        coverage=("Duty: 10/11 townships reported",),
        demonstration="Demonstration data",
        definitions_version="f5b83179",
        generation=41,
        headlines=(Headline("Gap", 17, "people", "act"), Headline("Unattended posts", None, "posts")),
        panels=(
            chart(charts.gap_bars(specimen_frames.ranked(), theme=PAPER, language="en"), "Townships, worst first"),
            table(
                title="Townships",
                headings={"name": "Township", "people_short": "Short", "is_unattended": "Empty", "reported_at": "At"},
            ),
        ),
    )
    sheet = replace(sheet, panels=tuple(replace(panel, question="Which?") for panel in sheet.panels))
    text = "".join(pdf_pages(snapshot(sheet, "pdf", TAKEN_AT, "Duty room")))
    names = "".join([*specimens.NAMES, *TOWNSHIPS["name"], specimens.LONG_NAME, specimens.PLANTED])
    left = [word for word in CJK.findall(text) if not all(char in names for char in word)]
    assert not left
    for words in ("Page 1 of", "Taken at 9 Feb 2020 20:45", "not reported", "9 Feb 16:51", "Taken by Duty room"):
        assert joined(words) in joined(text), words
    rows = cells(snapshot(sheet, "xlsx", TAKEN_AT), 0)
    assert rows[4][:4] == ["Measure", "Value", "Unit", "State"]


@pytest.mark.parametrize(
    "figure",
    [
        drawn(charts.gap_bars, specimen_frames.ranked(), selected="370684001"),
        drawn(charts.gap_series, specimen_frames.shifts()),
        drawn(charts.gap_series, specimen_frames.shifts().head(0)),
        drawn(charts.presence_strip, specimen_frames.presence()),
        drawn(charts.hours_series, specimen_frames.service_days()),
        drawn(charts.hours_bars, specimen_frames.service_places()),
        drawn(charts.rate_bars, specimen_frames.rates(), 0.9, "目标 90%"),
        drawn(charts.interval_dots, specimen_frames.intervals()),
        drawn(charts.report_grid, specimen_frames.reports()),
        drawn(charts.funnel_bars, STAGES),
        drawn(charts.ageing_bars, AGES),
        drawn(charts.cohort_bars, COHORTS),
        drawn(charts.closing_curve, CURVE),
    ],
)
def test_every_chart_of_ours_can_be_drawn(sheet: Sheet, figure: go.Figure) -> None:
    content = snapshot(replace(sheet, headlines=(), panels=(chart(figure), chart(figure))), "pdf", TAKEN_AT)
    text = joined("".join(pdf_pages(content)))
    for trace in figure.data:
        for words in [] if trace.text is None or isinstance(trace.text, str) else trace.text:
            assert joined(re.sub(r"<[^>]+>", "", words or "")) in text
    for note in figure.layout.annotations:
        assert joined(re.sub(r"<[^>]+>", "", note.text)).replace("&amp;", "&") in text


def test_character_that_the_font_lacks_is_marked_and_kept_in_the_spreadsheet(sheet: Sheet) -> None:
    name = "𬭁塆镇\x07\u200b"
    picture = replace(specimens.township_picture(), areas=(replace(specimens.township_picture().areas[0], name=name),))
    panels = (table(pd.DataFrame({"name": [name]}), headings={"name": "镇街"}), replace(the_map(), picture=picture))
    rare = replace(sheet, title=name, panels=panels)
    text = joined("".join(pdf_pages(snapshot(rare, "pdf", TAKEN_AT))))
    assert text.count("〓塆镇") >= 3
    assert "〓代替字库所缺的字" in text
    assert cells(snapshot(rare, "xlsx", TAKEN_AT), 1)[5][0].startswith("𬭁塆镇")
    assert "〓" not in "".join(pdf_pages(snapshot(sheet, "pdf", TAKEN_AT)))


@pytest.mark.parametrize("kind", KINDS)
def test_infinite_number_is_refused_by_name(sheet: Sheet, kind: Kind) -> None:
    panel = table(pd.DataFrame({"open_share": [1.0, float("inf")]}), headings={"open_share": "未整改率"})
    with pytest.raises(SnapshotError, match=r"「镇街排序」.*open_share"):
        snapshot(replace(sheet, panels=(panel,)), kind, TAKEN_AT)


def test_link_is_printed_as_a_code(sheet: Sheet) -> None:
    plain = snapshot(replace(sheet, panels=()), "pdf", TAKEN_AT)
    linked = snapshot(replace(sheet, panels=()), "pdf", TAKEN_AT, link="http://10.0.0.8:8501/?area=370684107")
    assert len(linked) > len(plain)


def test_file_name_is_safe_everywhere(sheet: Sheet) -> None:
    assert file_name(sheet, "pdf", TAKEN_AT) == "总览_蓬莱市-2020_蓬莱市-大辛店镇_20200209-2045.pdf"
    sly = replace(sheet, title='../..\\a:b*?"<>|\n\u202e' + "长" * 200, scope="CON.", deployment="长" * 99)
    name = file_name(sly, "xlsx", TAKEN_AT.astimezone(dt.UTC))
    assert name.endswith("_20200209-1245.xlsx")
    assert not re.search(r'[\\/:*?"<>|\x00-\x1f\u202a-\u202e]', name)
    assert len(name.encode()) <= 255
    far = file_name(replace(sheet, scope=" › ".join(["很长的地名" * 3] * 4 + ["曙北社区"])), "pdf", TAKEN_AT)
    assert far.endswith("曙北社区_20200209-2045.pdf")
    assert len(far.encode()) <= 255
