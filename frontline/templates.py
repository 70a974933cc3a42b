"""Empty templates: one sheet a table, and a sheet that says what every column takes."""

import csv
import datetime as dt
import functools
import io

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from frontline.catalogue import TYPES, WITHDRAWN, Column, Table, tables
from frontline.headings import INSTRUCTIONS

MADE_AT = dt.datetime(2020, 1, 1)  # noqa: DTZ001 - fixed, so that equal templates have equal bytes
LAST_ROW = 20_000
FORMATS = {
    "varchar": "@",
    "integer": "0",
    "double": "General",
    "boolean": "@",
    "date": "yyyy-mm-dd",
    "timestamp with time zone": "yyyy-mm-dd hh:mm",
}
HOW = (
    "一张表一个工作表，第一行是表头；不用的工作表留空即可。也可以一张表交一个 CSV 文件，文件名用表名。",
    "深色表头为必填列，浅色为选填列；选填列没有内容就留空，不要填 0 或“无”。",
    "更正：用同一编号再交一行，以后交的为准。撤销：再交一行，另加一列“撤销”，填“是”。",
    "人员只用化名编号，任何单元格都不得出现身份证号或手机号。",
    "有一处错误则全部不入库，并一次列出所有错误。同一文件交两次，第二次不起作用。",
)


@functools.cache
def template_xlsx() -> bytes:
    """Return the workbook to fill in; the same definitions give the same bytes."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"title": "一线指挥看板 上报模板", "created": MADE_AT})
    shared = {"font_name": "Microsoft YaHei", "font_size": 11}
    head = shared | {"bold": True, "border": 1, "border_color": "#93A1BA", "text_wrap": True, "valign": "vcenter"}
    looks = {
        "plain": book.add_format(shared | {"text_wrap": True, "valign": "top"}),
        "required": book.add_format(head | {"bg_color": "#17202E", "font_color": "#FFFFFF"}),
        "optional": book.add_format(head | {"bg_color": "#E8EDF6", "font_color": "#17202E"}),
    } | {kind: book.add_format(shared | {"num_format": code}) for kind, code in FORMATS.items()}
    _instructions(book.add_worksheet(INSTRUCTIONS), looks)
    for table in tables().values():
        _sheet(book.add_worksheet(table.title), table, looks)
    book.close()
    return target.getvalue()


def template_csv(table: str) -> bytes:
    """Return the header line of one table, with the mark by which spreadsheets know UTF-8."""
    target = io.StringIO(newline="")
    csv.writer(target).writerow(column.heading for column in tables()[table].columns)
    return target.getvalue().encode("utf-8-sig")


def _instructions(page: Worksheet, looks: dict[str, Format]) -> None:
    page.set_column(0, 1, 20)
    page.set_column(2, 3, 10)
    page.set_column(4, 4, 70)
    for row, words in enumerate(HOW):
        page.merge_range(row, 0, row, 4, words, looks["plain"])
    row = len(HOW) + 1
    for place, words in enumerate(("工作表", "列", "必填", "类型", "填写")):
        page.write_string(row, place, words, looks["required"])
    page.freeze_panes(row + 1, 0)
    for table in tables().values():
        for column in (*table.columns, WITHDRAWN):
            row += 1
            needed = "必填" if column.is_required else "选填"
            cells = (table.title, column.heading, needed, TYPES[column.type].zh.partition("，")[0], meaning(column))
            for place, words in enumerate(cells):
                page.write_string(row, place, words, looks["plain"])


def _sheet(page: Worksheet, table: Table, looks: dict[str, Format]) -> None:
    page.freeze_panes(1, 1)
    page.set_row(0, 32)
    for place, column in enumerate(table.columns):
        page.set_column(place, place, 14 if column.type != "timestamp with time zone" else 18, looks[column.type])
        page.write_string(0, place, column.heading, looks["required" if column.is_required else "optional"])
        needed = "必填" if column.is_required else "选填"
        page.write_comment(0, place, f"{needed}。{meaning(column)}", {"x_scale": 1.6, "author": ""})
        words = [word.text.zh for word in column.words] or (["是", "否"] if column.type == "boolean" else [])
        if words:
            page.data_validation(1, place, LAST_ROW, place, {
                "validate": "list", "source": words, "error_type": "warning",
                "error_title": "不在选项之内", "error_message": "请从下拉选项中选择。",
            })


def meaning(column: Column) -> str:
    """Say what a column takes: its words, or its type with an example."""
    if column.words:
        return "可填：" + "、".join(word.text.zh for word in column.words)
    return TYPES[column.type].zh
