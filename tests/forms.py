"""Empty forms as departments send them: titles, groups, notes, totals, lists, signature lines."""

import io
from collections.abc import Sequence

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

THIN = Border(*[Side(style="thin")] * 4)
HEAD = PatternFill("solid", fgColor="D9E1F2")
Cells = dict[str, object]


def form(
    cells: Cells, merged: Sequence[str] = (), *, title: str = "Sheet1", body: str = "", widths: Sequence[float] = (),
) -> tuple[openpyxl.Workbook, Worksheet]:
    """Return a workbook with these cells; the range `body` is drawn as lines to write on."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = title
    for place, value in cells.items():
        page[place] = value
        page[place].font, page[place].fill, page[place].border = Font(name="宋体", bold=True), HEAD, THIN
        page[place].alignment = Alignment(horizontal="center", wrap_text=True)
    for cells_ in merged:
        page.merge_cells(cells_)
    for row in page[body] if body else ():
        for cell in row:
            cell.border, cell.font = THIN, Font(name="仿宋", size=12)
        page.row_dimensions[row[0].row].height = 24
    for place, width in enumerate(widths, start=1):
        page.column_dimensions[openpyxl.utils.get_column_letter(place)].width = width
    return book, page


def packed(book: openpyxl.Workbook) -> bytes:
    """Return a workbook as a file."""
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def strength() -> openpyxl.Workbook:
    """Return a table of townships: a header of two rows, running numbers, a total with formulas, signatures."""
    book, page = form({
        "A1": "防控力量日报表", "A2": "填报单位：", "A3": "序号", "B3": "镇街", "C3": "卡点力量",
        "F3": "督导走访（次）", "G3": "联系电话", "C4": "应到人数", "D4": "在岗人数", "E4": "缺口人数", "A8": "合计",
        "C8": "=SUM(C5:C7)", "D8": "=SUM(D5:D7)", "E8": "=SUM(E5:E7)", "A9": "填表人：", "E9": "审核人：",
    }, ["A1:G1", "A2:C2", "A3:A4", "B3:B4", "C3:E3", "F3:F4", "G3:G4", "A8:B8"],
        body="A5:G7", widths=[6, 18, 10, 10, 10, 12])
    page.print_area, page.page_setup.orientation, page.freeze_panes = "A1:G9", "landscape", "C5"
    page.print_title_rows, page.row_dimensions[9].height = "3:4", 33
    return book


def checkpoints() -> openpyxl.Workbook:
    """Return a table of checkpoints with lists to choose from, texts and dates in their own formats."""
    book, page = form({
        "A1": "卡点登记表", "A2": "卡点编号", "B2": "卡点名称", "C2": "卡点类型", "D2": "所在区划代码", "E2": "优先级",
        "F2": "启用时间", "G2": "撤销时间", "H2": "经度", "I2": "纬度", "J2": "负责领导",
    }, ["A1:J1"], title="卡点", body="A3:J12")
    page["F3"].number_format = "yyyy/m/d h:mm"
    kinds = DataValidation(type="list", formula1='"高速路口,车站,国省县道,村口,小区门口"', sqref="C3:C12")
    page.add_data_validation(kinds)
    page["D3"].number_format = "@"
    return book


def visits() -> openpyxl.Workbook:
    """Return a table of visits: the date in one column, whether announced as words of a list on another sheet."""
    book, page = form({
        "B2": "督导走访台账", "B3": "走访编号", "C3": "督导组编号", "D3": "督导队伍", "E3": "走访区划代码",
        "F3": "到达时间", "G3": "离开时间", "H3": "是否暗访", "I3": "轮次", "J3": "走访人签字",
        "K3": "受访单位编号", "L3": "受访场所编号",
    }, ["B2:L2"], title="督导走访")
    words = book.create_sheet("选项")
    words.sheet_state = "hidden"
    words["A1"], words["A2"] = "是", "否"
    page.add_data_validation(DataValidation(type="list", formula1="选项!$A$1:$A$2", sqref="H4:H2000"))
    return book


def problems() -> openpyxl.Workbook:
    """Return a table of problems with its columns in another order and numbers of columns below the header."""
    book, _ = form({
        "A1": "问题整改清单", "A2": "问题编号", "B2": "所属镇街", "C2": "问题类型", "D2": "发现日期", "E2": "整改期限",
        "F2": "是否整改", "G2": "严重程度（1至4）", "H2": "整改责任单位", "A3": "甲", "B3": "乙", "C3": "1", "D3": "2",
        "E3": "3", "F3": "4", "G3": "5", "H3": "6", "A20": "注：超期的标红",
    }, ["A1:H1", "A20:H20"], body="A4:H19")
    return book


def listed() -> openpyxl.Workbook:
    """Return a table that names its townships already, one of them unknown, with a formula of its own."""
    book, page = form({
        "A1": "镇街", "B1": "户数（户）", "C1": "应到", "D1": "实到", "E1": "到岗率", "F1": "差额",
    }, body="A2:F5")
    for row, name in enumerate(("登州街道", "大辛店镇", "没有的镇", "紫荆山街道"), start=2):
        page.cell(row, 1, name)
        page.cell(row, 6, f"=C{row}-D{row}")
    page["E2"].number_format = "0.00%"
    return book


def communities() -> openpyxl.Workbook:
    """Return a table of communities with three rows of header and groups, which asks for a unit of its own."""
    book, _ = form({
        "A1": "村居防控情况", "A2": "村（社区）", "B2": "基本情况", "D2": "督导", "B3": "户数", "D3": "到访",
        "B4": "户数（户）", "C4": "人口（人）", "D4": "到访（次）", "E4": "距上次到访（周）",
    }, ["A1:E1", "A2:A4", "B2:C2", "D2:E2", "B3:C3", "D3:E3"])
    return book


def shifts() -> openpyxl.Workbook:
    """Return an English table of shifts, with percentages in a column that says so."""
    book, _ = form({"A1": "Duty date", "B1": "Shift", "C1": "Required", "D1": "Short", "E1": "Coverage"})
    return book


def units() -> openpyxl.Workbook:
    """Return a table of sending units with a hidden column, names merged over two columns and a share in per cent."""
    book, page = form({
        "A1": "各部门抽调情况", "A2": "部门名称", "C2": "抽调（人）", "D2": "编制（人）",
        "E2": "抽调率（%）", "F2": "单位编号",
        "A6": "备注：以当日为准",
    }, ["A1:F1", "A2:B2", "A3:B3", "A4:B4", "A5:B5", "A6:F6"], body="A3:F5")
    page.column_dimensions["F"].hidden = True
    return book


def labels() -> openpyxl.Workbook:
    """Return a form of labels: blanks behind them, beside them and in merged cells, a section, units, a formula."""
    book, page = form({
        "A1": "防控力量情况表", "A2": "填报单位：________   填报日期：    年  月  日", "A3": "统计时间",
        "C3": "卡点数量",
        "A4": "卡点力量", "B4": "应到人数", "D4": "人", "B5": "在岗人数", "D5": "人", "B6": "合计",
        "A7": "在岗率：____%",
        "A8": "走访次数", "C8": "冷库数量", "A9": "消毒桶：____只", "A10": "发现问题数", "C10": "填表人",
    }, ["A1:D1", "A2:D2", "A4:A6", "A7:D7", "A9:D9"], body="B3:B3", widths=[14, 12, 14, 12])
    page["C6"], page["B3"].number_format = "=C4+C5", "yyyy/m/d h:mm"
    page.page_setup.orientation = "landscape"
    return book


def banded() -> openpyxl.Workbook:
    """Return a form of labels with the blank under each, in two bands."""
    book, _ = form({
        "A1": "卡点日报", "A2": "应到人数", "B2": "在岗人数", "C2": "缺口人数", "A4": "卡点数量", "B4": "空岗卡点数",
        "C4": "冷库数量",
    }, ["A1:C1"], body="A3:C3")
    return book


def headed() -> openpyxl.Workbook:
    """Return a table with a head of labels: in cells of their own with and without colon, a remark, signatures."""
    book, _ = form({
        "A1": "疫情防控卡点力量日报", "A2": "填报单位：", "C2": "填报日期：", "D2": "    年  月  日", "A3": "卡点数量",
        "C3": "冷库数量：", "E3": "单位：人", "A4": "镇街", "B4": "应到人数", "C4": "在岗人数", "D4": "缺口人数",
        "E4": "备注", "A7": "合计", "B7": "=SUM(B5:B6)", "A8": "填表人：", "C8": "审核人：",
    }, ["A1:E1"], body="A5:E6")
    return book


def headed_in_a_line() -> openpyxl.Workbook:
    """Return a list whose head stands in one merged line, above a header of two rows."""
    book, _ = form({
        "A1": "卡点登记表", "A2": "报送单位：________    统计时间：            共设卡点：____个", "A3": "卡点",
        "C3": "位置", "A4": "卡点编号", "B4": "卡点名称", "C4": "经度", "D4": "纬度",
    }, ["A1:D1", "A2:D2", "A3:B3", "C3:D3"], body="A5:D9")
    return book
