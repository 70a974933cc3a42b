"""Refused rows come back as the same workbook, marked; corrected and handed in again they go in."""

import datetime as dt
import io

import openpyxl
from handed import NOW, csv_of, xlsx_of

from frontline.deployment import Deployment
from frontline.mapping import Confirmed
from frontline.preview import Count, Preview, accept, check
from frontline.publish import publish
from frontline.returned import returned, returned_name

HEAD = ["值守编号", "人员化名", "卡点编号", "岗位", "班次", "值守日期", "计划上岗时间", "计划下岗时间"]
DAY = ["值守干部", "白班", "2020-01-31", "2020-01-31 08:00", "2020-01-31 16:00"]
GOOD = ["T8", "P01", "K1", *DAY]
ROLES = "交警、测温登记、值守干部、入户摸排、隔离看护、督导、民警、辅警、小区值守、采样秩序、社区工作者"
KNOWN = "须为「卡点」中已有的编号或代码，或随本次一同上交"
BAD = ["T7", "P01", "K9", "厨师", *DAY[1:]]


def look(tiny: Deployment, name: str, content: bytes) -> Preview:
    return check(tiny, [(name, content)], "值班室", NOW, Confirmed(), "append")


def laid_out() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of({"班次值守": [["甲街道值班表"], HEAD, GOOD, BAD]})))
    sheet = book["班次值守"]
    sheet.merge_cells("A1:H1")
    sheet.column_dimensions["B"].width = 33
    sheet.row_dimensions[3].height = 44
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_the_workbook_keeps_its_layout_and_names_every_fault_beside_its_row(tiny: Deployment) -> None:
    preview = look(tiny, "上报.xlsx", laid_out())
    book = openpyxl.load_workbook(io.BytesIO(returned(preview, "上报.xlsx", "zh")))
    sheet = book["班次值守"]
    assert book.sheetnames == ["班次值守"]
    assert [str(cells) for cells in sheet.merged_cells.ranges] == ["A1:H1"]
    assert (sheet.column_dimensions["B"].width, sheet.row_dimensions[3].height) == (33, 44)
    assert [cell.value for cell in sheet["I"]] == [
        None, "错误说明", None,
        f"卡点编号：K9 → {KNOWN} CELL-20；岗位：厨师 → 须为下列之一：{ROLES} CELL-07",
    ]
    coloured = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.fill_type == "solid"}
    assert {"I2", "I4", "C4", "D4"} <= coloured
    assert not {"A3", "C3", "I3", "A4"} & coloured


def test_corrected_and_sent_again_it_goes_in_and_nothing_is_doubled(tiny: Deployment) -> None:
    preview = look(tiny, "上报.xlsx", laid_out())
    accept(tiny, preview)
    publish(tiny, NOW + dt.timedelta(minutes=1))
    book = openpyxl.load_workbook(io.BytesIO(returned(preview, "上报.xlsx", "zh")))
    book["班次值守"]["C4"], book["班次值守"]["D4"] = "K1", "值守干部"
    target = io.BytesIO()
    book.save(target)
    again = look(tiny, returned_name("上报.xlsx"), target.getvalue())
    assert (again.faults, again.counts) == ((), (Count("duty_shift", added=1, unchanged=1),))


def test_a_list_comes_back_as_a_workbook_of_text_that_no_formula_hides_in(tiny: Deployment) -> None:
    content = csv_of([HEAD, GOOD, ["=1+1", *BAD[1:3], "\v厨师", *BAD[4:]]], "gb18030")
    preview = look(tiny, "值守[3].csv", content)
    sheet = openpyxl.load_workbook(io.BytesIO(returned(preview, "值守[3].csv", "en")))["值守_3_"]
    assert (sheet["A3"].value, sheet["A3"].data_type, sheet["A2"].value) == ("=1+1", "s", "T8")
    assert sheet["I3"].value.startswith("卡点编号: K9 → a key of checkpoint")


def test_the_marks_of_the_time_before_are_replaced(tiny: Deployment) -> None:
    first = returned(look(tiny, "上报.xlsx", laid_out()), "上报.xlsx", "zh")
    book = openpyxl.load_workbook(io.BytesIO(first))
    book["班次值守"]["C4"] = "K1"
    target = io.BytesIO()
    book.save(target)
    second = returned(look(tiny, "上报.xlsx", target.getvalue()), "上报.xlsx", "zh")
    sheet = openpyxl.load_workbook(io.BytesIO(second))["班次值守"]
    assert sheet.max_column == 9
    assert sheet["I4"].value.startswith("岗位：厨师 → ")


def test_a_file_without_faults_does_not_come_back(tiny: Deployment) -> None:
    assert returned(look(tiny, "a.csv", csv_of([HEAD, GOOD])), "a.csv", "zh") == b""
