"""Sheets as townships send them, made the same each time, and what must become of each: rows that go in, faults."""

import datetime as dt
import functools
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from handed import Rows, csv_of, ods_of, ods_row, xlsx_of

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c4890000000d49444154789c6360000002000001"
    "e221bc330000000049454e44ae426082".replace(" ", "")
)
POST = ["卡点编号", "卡点名称", "卡点类型", "所在区划代码", "优先级", "启用时间"]
OPENED = "2020-01-30 08:00"
DUTY = ["值守编号", "人员化名", "卡点编号", "岗位", "班次", "值守日期", "计划上岗时间", "计划下岗时间"]
VISIT = ["走访编号", "督导组编号", "督导队伍", "走访区划代码", "到达时间", "离开时间", "是否暗访"]
ASKED = ["请求编号", "请求区划代码", "岗位", "请求人数", "请求时间", "请求状态"]


@dataclass(frozen=True)
class Template:
    """A file, how many of its rows go in, and the codes of its faults in their order."""

    file_name: str
    make: Callable[[], bytes]
    rows: int
    codes: tuple[str, ...] = ()

    @functools.cached_property
    def content(self) -> bytes:
        """The file."""
        return self.make()


def post(number: int, **changes: object) -> list[object]:
    """Return a checkpoint, with cells changed by their place."""
    row: list[object] = [f"Q{number}", f"路口{number}", "村口", "370684001", "2", OPENED]
    for place, value in changes.items():
        row[int(place.removeprefix("c"))] = value
    return row


def duty(number: int, day: object = "2020-01-31", start: object = "8:00", end: object = "16:00") -> list[object]:
    """Return a duty."""
    return [f"Z{number}", "P01", "K1", "值守干部", "白班", day, start, end]


def visit(number: int, unannounced: str = "是", at: str = "2020-01-30 09:00") -> list[object]:
    """Return a visit of a supervision team."""
    return [f"D{number}", "U3", "纪律作风督导", "370684001001", at, "2020-01-30 10:00", unannounced]


def laid_out(sheets: dict[str, Rows], draw: Callable[[xlsxwriter.Workbook], None], **options: object) -> bytes:
    """Return a workbook whose sheets `draw` changes after they are filled."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "yyyy-mm-dd hh:mm"} | options)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    draw(book)
    book.close()
    return target.getvalue()


def spaced(rows: Rows) -> list[list[object]]:
    """Return rows with an empty column after every second one."""
    return [[cell for place, value in enumerate(row) for cell in ([value, ""] if place % 2 else [value])]
            for row in rows]


def kept(*ranges: tuple[str, object]) -> Callable[[xlsxwriter.Workbook], None]:
    """Merge ranges of the first sheet, each with its words."""

    def draw(book: xlsxwriter.Workbook) -> None:
        for cells, words in ranges:
            book.worksheets()[0].merge_range(cells, words)
    return draw


def picture(book: xlsxwriter.Workbook) -> None:
    """Lay a picture over the fifth row."""
    book.worksheets()[0].insert_image("A5", "seal.png", {"image_data": io.BytesIO(PIXEL), "x_scale": 200})


def hide(book: xlsxwriter.Workbook) -> None:
    """Hide a row, a column and the last sheet."""
    sheet = book.worksheets()[0]
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_column(1, 1, None, None, {"hidden": True})
    book.worksheets()[-1].hide()


def formulas(book: xlsxwriter.Workbook) -> None:
    """Write one formula with its result, one without, and one that failed."""
    sheet = book.worksheets()[0]
    for row, value in ((1, 2), (2, ""), (3, "#N/A")):
        sheet.write_formula(row, 4, "=1+1", None, value)


def numbers(book: xlsxwriter.Workbook) -> None:
    """Write an identity number as a number, whose last digits a spreadsheet loses."""
    book.worksheets()[0].write_number(1, 1, 370684198001011234)


def tall(*heads: Sequence[str], rows: Rows = ()) -> Rows:
    """Return rows under a header of several."""
    return [*map(list, heads), *rows]


def old() -> bytes:
    """Return a workbook of the old kind that counts days from 1904."""
    return (Path(__file__).parent / "nasty" / "1904.xls").read_bytes()


SHAPES = [
    "2020-01-31", "2020/1/31", "2020.1.31", "2020年1月31日", "1月31日", "20200131", "正月初七", "43861", "一月三十一日",
]
LATER = ["上岗", "下岗"]
UPPER = [*DUTY[:6], "计划", ""]
UNDER = [*[""] * 6, *DUTY[6:]]
SERIAL = [[*duty(1)[:5], 43861, 43861 + 1 / 3, 43861 + 2 / 3]]

TEMPLATES: dict[str, Template] = {
    "as the template": Template("卡点.xlsx", lambda: xlsx_of({"卡点": [POST, post(1), post(2)]}), 2),
    "under two titles": Template("上报.xlsx", lambda: laid_out(
        {"Sheet1": [["一览"], ["甲街道"], POST, post(1)]}, kept(("A1:F1", "一览"), ("A2:F2", "甲街道"))), 1),
    "a header of two merged rows": Template("a.xlsx", lambda: laid_out(
        {"班次值守": tall(UPPER, UNDER, rows=[duty(1)])}, kept(("G1:H1", "计划"), *(
            (f"{letter}1:{letter}2", DUTY[place]) for place, letter in enumerate("ABCDEF"))),
    ), 1),
    "a header of three rows as text": Template("班次值守.csv", lambda: csv_of(tall(
        UPPER, [*[""] * 6, *LATER], [*[""] * 6, "时间", "时间"], rows=[duty(1), duty(2)])), 2),
    "full-width digits": Template("卡点.csv", lambda: csv_of([POST, post(1, c4="２", c3="３７０６８４００１")]), 1),
    "3人 and a range": Template("增援请求.csv", lambda: csv_of([
        ASKED, ["R1", "370684100", "值守干部", "3人", OPENED, "待答复"],
        ["R2", "370684100", "值守干部", "10-20名", OPENED, "待答复"],
    ]), 2),
    "Chinese numerals": Template("增援请求.csv", lambda: csv_of([
        ASKED, ["R1", "370684100", "值守干部", "十二", OPENED, "待答复"],
        ["R2", "370684100", "值守干部", "两至三人", OPENED, "待答复"],
        ["R3", "370684100", "值守干部", "若干", OPENED, "待答复"],
    ]), 2, ("CELL-13",)),
    "dates in nine shapes": Template("班次值守.csv", lambda: csv_of([
        DUTY, *(duty(number, day) for number, day in enumerate(SHAPES))]), len(SHAPES)),
    "dates nobody can tell": Template("班次值守.csv", lambda: csv_of([
        DUTY, duty(1, "1.31"), duty(2, "31/1/2020"), duty(3, "昨天"), duty(4)]), 1,
        ("CELL-09", "CELL-10", "CELL-10") * 3),
    "days counted from 1900": Template("班次值守.xlsx", lambda: xlsx_of({"班次值守": [DUTY, *SERIAL]}), 1),
    "days counted from 1904": Template("班次值守.xlsx", lambda: laid_out({"班次值守": [DUTY, [
        *duty(1)[:5], dt.date(2020, 1, 31), dt.datetime(2020, 1, 31, 8), dt.datetime(2020, 1, 31, 16),  # noqa: DTZ001
    ]]}, lambda _book: None, date_1904=True), 1),
    "times with a half and an afternoon": Template("班次值守.csv", lambda: csv_of([
        DUTY, duty(1, start="上午8点半", end="下午4点"), duty(2, start="20:00", end="4:00")]), 2),
    "shifts that end on the next day": Template("班次值守.csv", lambda: csv_of([
        DUTY, duty(1, start="20:00", end="次日8:00"), duty(2, start="8点", end="次日 7点"),
        duty(3, end="隔两日8:00")]), 2, ("CELL-10",)),
    "empty rows and columns between": Template("卡点.xlsx", lambda: xlsx_of({"卡点": [
        [], *spaced([POST, post(1)]), [], [], *spaced([post(2)])]}), 2),
    "totals, remarks, the header again": Template("卡点.csv", lambda: csv_of([
        POST, post(1), ["甲街道小计", "", "", "", "1", ""], POST, post(2), ["", "合 计", "", "", "2", ""], ["备注：无"],
        ["填表人：值班室"],
    ]), 2),
    "a hidden row, column and sheet": Template("卡点.xlsx", lambda: laid_out(
        {"卡点": [POST, post(1), post(2)], "旧表": [["x"]]}, hide), 2),
    "a hidden sheet with a known name": Template("卡点.xlsx", lambda: laid_out(
        {"卡点": [POST, post(1)], "人员": [["人员化名"], ["N1"]]}, hide), 1, ("SHEET-02",)),
    "several sheets": Template("上报.xlsx", lambda: xlsx_of({
        "填写说明": [["每行一条"]], "卡点": [POST, post(1)],
        "班次值守": [DUTY, [*duty(1)[:2], "Q1", *duty(1)[3:]]], "Sheet3": [],
    }), 2),
    "the same table twice": Template(
        "上报.xlsx", lambda: xlsx_of({"卡点": [POST, post(1)], "卡点（个）": [POST, post(2)]}), 1, ("SHEET-03",)),
    "a row twice": Template("卡点.csv", lambda: csv_of([POST, post(1), post(2), post(1)]), 1, ("ROW-02", "ROW-01")),
    "a picture over a row": Template("卡点.xlsx", lambda: laid_out(
        {"卡点": [POST, *(post(number) for number in range(1, 7))]}, picture), 6),
    "formulas": Template("卡点.xlsx", lambda: laid_out(
        {"卡点": [POST, post(1), post(2), post(3)]}, formulas), 1, ("CELL-02", "CELL-02")),
    "an identity number as a number": Template("班次值守.xlsx", lambda: laid_out(
        {"班次值守": [DUTY, duty(1), duty(2)]}, numbers), 1, ("CELL-03",)),
    "identity and mobile numbers": Template("班次值守.csv", lambda: csv_of([
        DUTY, *([f"Z{at}", words, *duty(1)[2:]] for at, words in enumerate(
            ["370684 19800101 1234", "１３８００１３８０００", "3.70684E+17"])),
    ]), 0, ("CELL-03", "CELL-03", "CELL-22")),
    "an old workbook": Template("卡点.xls", old, 1, ("CELL-02",)),
    "an OpenDocument sheet": Template("表.ods", lambda: ods_of({"卡点": "".join((
        ods_row("一览"), ods_row(*POST), ods_row("", times=3), ods_row(*map(str, post(1))),
        ods_row("", times=1_048_000)))}), 1),
    "tabs": Template("卡点.tsv", lambda: csv_of([POST, post(1)]).replace(b",", b"\t"), 1),
    "semicolons": Template("卡点.csv", lambda: csv_of([POST, post(1)]).replace(b",", b";"), 1),
    "yes and no in many words": Template("督导走访.csv", lambda: csv_of([
        VISIT, visit(1), visit(2, "√"), visit(3, "否"), visit(4, "N"), visit(5, "不好说")]), 4, ("CELL-08",)),
    "headings as townships say them": Template("班次值守.csv", lambda: csv_of([
        ["值班编号", "化名", "卡口编号", "职责", "班别", "值班日期", "应到时间", "应离时间"], duty(1)]), 1),
    "a heading nobody knows": Template(
        "卡点.csv", lambda: csv_of([[*POST, "车牌"], [*post(1), "鲁F"]]), 0, ("HEAD-01",)),
    "a column without a heading": Template("卡点.csv", lambda: csv_of([POST, [*post(1), "临时"]]), 0, ("HEAD-04",)),
    "names instead of codes": Template("卡点.csv", lambda: csv_of([
        POST, post(1, c3="甲街道"), post(2, c3="甲街"), post(3, c3="无此地")]), 1, ("CELL-21", "CELL-20")),
    "words like formulas": Template("卡点.csv", lambda: csv_of([
        POST, post(1, c1="=1+1"), post(2, c1="@SUM(A1)"), post(3, c1="-甲"), post(4, c2="=cmd|' /C calc'!A1")]),
        3, ("CELL-07",)),
    "a name merged over its rows": Template("卡点.xlsx", lambda: laid_out(
        {"卡点": [POST, post(1), post(2), post(3)]}, kept(("D2:D4", "370684001"))), 3),
    "pages with a mark and the title again": Template("卡点.csv", lambda: csv_of([
        ["卡点登记表"], POST, post(1), ["第1页 共2页"], ["卡点登记表（续）"], POST, post(2), ["第2页 共2页"],
        ["合计：2个卡点"], ["以上数据截至18时"], ["（盖章）"], ["2020年1月31日"]]), 2),
    "a second table below the first": Template("卡点.xlsx", lambda: xlsx_of({"卡点": [
        POST, post(1), [], DUTY, duty(1)]}), 0, ("SHEET-06",)),
    "a sheet of words beside": Template("上报.xlsx", lambda: xlsx_of({
        "卡点": [POST, post(1)], "填表说明": [["每个卡点一行"], ["不得空缺"]]}), 1),
    "a span of hours for one time": Template("卡点.csv", lambda: csv_of([
        POST, post(1, c5="2020-01-30 08:00-10:00"), post(2, c5="2020年1月30日 8:00-16:00"),
        post(3, c5="2020-01-30 08:00:00+08:00")]), 1, ("CELL-10", "CELL-10")),
    "a block of cells merged": Template("卡点.xlsx", lambda: laid_out(
        {"卡点": [POST, post(1), post(2), post(3)]}, kept(("D2:E3", "370684001"))), 1, ("CELL-01",)),
}
