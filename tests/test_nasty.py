"""Sheets as townships send them: each is read whole, or says exactly which cell is not understood."""

import codecs
import io
import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from corpus import TEMPLATES
from handed import NOW, TINY, csv_of, ods_of, ods_row, xlsx_of
from inside import read_inside

from frontline import intake_names, intake_view, run
from frontline.aside import Aside
from frontline.deployment import Deployment, read_deployment
from frontline.faults import Wrong, sentence
from frontline.headings import Handed
from frontline.intake import read_files, take_in
from frontline.intake_names import confirmed_names, take_back
from frontline.intake_view import confirm_names, look_at_files
from frontline.mapping import Confirmed, read_mapping
from frontline.preview import check
from frontline.sheet_reader import answer
from frontline.sheets import SheetsError, read_sheets
from frontline.store import Store

NASTY = Path(__file__).parent / "nasty"
POST = ["卡点编号", "卡点名称", "卡点类型", "所在区划代码", "优先级", "启用时间"]
K8 = ["K8", "戊路口", "村口", "370684001", "2", "2020-01-30 08:30"]
K9 = ["K9", "己路口", "车站", "370684001", "1", "2020-01-30 09:00"]


def read(name: str, content: bytes) -> tuple[Handed, list[str]]:
    """Return the one sheet of a file and what is wrong with its outline, as sentences."""
    handed, wrong = read_files([(name, content)])
    return handed[0], said(wrong)


def said(wrong: list[Wrong]) -> list[str]:
    return [sentence(one.fault("zh"), "zh") for one in wrong]


def named(handed: Handed) -> dict[int, str]:
    return {place: column.name for place, column in handed.columns.items()}


def aside(handed: Handed) -> dict[str, tuple[int, ...]]:
    return {part.kind: part.rows for part in handed.aside}


def test_an_old_workbook_counts_days_from_1904_and_keeps_its_error_cells() -> None:
    content = (NASTY / "1904.xls").read_bytes()
    old, hidden = read_sheets(content)
    assert (old.name, old.epoch, old.merged) == ("卡点", "1904-01-01", [(1, 1, 0, 7, "A1:H1")])
    assert old.rows[2:] == [
        (3, ["K7", "丁路口", "村口", "370684001", "2", "2020-01-30 00:00:00", "", ""]),
        (4, ["K8", "戊路口", "村口", "370684001", "2", "2020-01-30 08:30:00", "", "#N/A"]),
    ]
    assert hidden.is_hidden
    handed, wrong = read("卡点.xls", content)
    assert aside(handed) == {"title": (1,)}
    assert wrong == ["卡点.xls「卡点」 第 4 行「经度」为「#N/A」：公式没有可用的结果，请粘贴为数值。"]


def test_an_opendocument_sheet_reads_like_any_other() -> None:
    cell = "table:table-cell"
    at = f'<{cell} office:value-type="date" office:date-value="2020-01-30"><text:p>30日 0:00</text:p></{cell}>'
    on = f'<{cell} office:value-type="date" office:date-value="2020-01-30"><text:p>1月30日</text:p></{cell}>'
    merged = f'<{cell} office:value-type="string" table:number-columns-spanned="6"><text:p>一览</text:p></{cell}>'
    three = f'<{cell} office:value-type="float" office:value="3"><text:p>3</text:p></{cell}>'
    error = f'<{cell} table:formula="of:=1/0" calcext:value-type="error"><text:p>#DIV/0!</text:p></{cell}>'
    rows = [
        ods_row(merged, *["<table:covered-table-cell/>"] * 5), ods_row(*POST), ods_row("", times=2),
        ods_row("K8", "戊路口", "村口", "370684001", three, at),
        ods_row("K9", "己路口", "村口", "370684001", error, on),
        ods_row("", times=1_048_000),
    ]
    handed, wrong = read("表.ods", ods_of({"卡点": "".join(rows)}))
    assert handed.rows == [
        (5, ["K8", "戊路口", "村口", "370684001", "3", "2020-01-30 00:00:00"]),
        (6, ["K9", "己路口", "村口", "370684001", "", "2020-01-30"]),
    ]
    assert aside(handed) == {"title": (1,), "blank": (3, 4)}
    assert wrong == ["表.ods「卡点」 第 6 行「优先级」为「#DIV/0!」：公式没有可用的结果，请粘贴为数值。"]


@pytest.mark.parametrize(("rows", "reason"), [
    (ods_row("x", times=1_000_000), "far"), (ods_row(*[""] * 200, "x"), "far"),
    (ods_row('<table:table-cell table:number-columns-repeated="150" office:value-type="float" office:value="1"/>',
             times=100_000), "far"),
])
def test_an_opendocument_sheet_that_grows_without_end_is_refused(rows: str, reason: str) -> None:
    with pytest.raises(SheetsError) as caught:
        read_sheets(ods_of({"卡点": rows}))
    assert str(caught.value) == reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_tab_separated_list_under_a_title_reads_in_every_encoding(encoding: str) -> None:
    lines = ["甲街道卡点一览表，二〇二〇年一月", "", *("\t".join(row) for row in (POST, K8, K9))]
    handed, wrong = read("导出.txt", "\r\n".join(lines).encode(encoding))
    assert (handed.table.name, handed.rows, wrong) == ("checkpoint", [(4, K8), (5, K9)], [])
    assert aside(handed) == {"title": (1,)}


DUTY = ["值守编号", "人员化名", "卡点编号", "岗位", "班次", "值守日期", "计划", "", "实际", ""]
UNDER = ["", "", "", "", "", "", "上岗时间", "下岗时间", "上岗时间", "下岗时间"]
T9 = ["T9", "P01", "K1", "值守干部", "白班", "2020-01-31", *["2020-01-31 08:00", "2020-01-31 16:00"] * 2]
TIMES = ["planned_start_at", "planned_end_at", "actual_start_at", "actual_end_at"]


def merged_duty(*rows: list[str]) -> bytes:
    """Return a roster whose header stands under two title rows and is merged over two."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of({"Sheet1": [["值班表"], ["甲街道"], DUTY, UNDER, *rows]})))
    sheet = book.active
    for cells in ("A1:J1", "A2:J2", "G3:H3", "I3:J3", *(f"{letter}3:{letter}4" for letter in "ABCDEF")):
        sheet.merge_cells(cells)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_header_merged_over_two_rows_under_two_titles_is_found() -> None:
    handed, wrong = read("a.xlsx", merged_duty(T9))
    assert wrong == []
    assert (handed.table.name, handed.header.first_row, handed.header.last_row) == ("duty_shift", 3, 4)
    assert list(named(handed).values())[6:] == TIMES
    assert handed.header.headings[6:8] == ("计划上岗时间", "计划下岗时间")
    assert handed.rows == [(5, T9)]


def test_the_same_header_saved_as_text_is_found_by_the_blanks_it_leaves() -> None:
    handed, wrong = read("a.csv", csv_of([["值班表"], DUTY, UNDER, T9], "gb18030"))
    assert (wrong, list(named(handed).values())[6:], handed.rows) == ([], TIMES, [(4, T9)])


def test_a_header_over_three_rows_is_found() -> None:
    third = ["", "", "", "", "", "", *["时间"] * 4]
    second = [cell.removesuffix("时间") for cell in UNDER]
    handed, wrong = read("a.csv", csv_of([DUTY, second, third, T9]))
    assert (wrong, list(named(handed).values())[6:], handed.rows) == ([], TIMES, [(4, T9)])


def test_totals_blanks_remarks_and_repeated_headers_are_named_and_never_data(tiny: Deployment) -> None:
    rows = [
        ["卡点一览"], POST, K8, [], ["甲街道小计", "", "", "", "2", ""], POST, K9, ["", "合 计", "", "", "3", ""],
        ["备注：K9 为临时卡点"], ["填表人：值班室", "", "审核人："],
    ]
    receipt = take_in(tiny, [("卡点.csv", csv_of(rows))], "值班室", NOW)
    assert (receipt.status, receipt.tables) == ("accepted", {"checkpoint": 2})
    assert receipt.aside == tuple(Aside("卡点.csv", "", kind, found) for kind, found in (
        ("title", (1,)), ("blank", (4,)), ("total", (5, 8)), ("note", (9, 10)), ("header", (6,)),
    ))


def test_a_row_whose_name_ends_like_a_total_is_data() -> None:
    handed, _ = read("卡点.csv", csv_of([POST, ["K8", "粮站合计", *K8[2:]], K9]))
    assert (len(handed.rows), handed.aside) == (2, ())


def test_a_sheet_whose_table_cannot_be_told_is_asked_for_and_then_taken_for_it(
    tiny: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Store(tiny)
    monkeypatch.setattr(run, "store", lambda _name: kept)
    for module in (intake_view, intake_names):
        monkeypatch.setattr(module, "read_deployment", lambda _name: tiny)
    file = ("上报.xlsx", xlsx_of({"Sheet1": [["卡点编号", "卡点名称"], K8[:2]]}))
    looked = look_at_files("tiny", [file], "甲街道", "append", None, "zh")
    assert [one.code for one in looked.preview.faults] == ["SHEET-01"]
    assert [(one.target, one.written, one.choices["checkpoint"]) for one in looked.names] == [
        ("table", "Sheet1", "卡点"),
    ]
    again, unknown = confirm_names(looked, {("table", "Sheet1"): "没有的表"}, "zh")
    assert (again.preview.faults[0].code, unknown) == ("SHEET-01", ("没有的表",))
    again, unknown = confirm_names(looked, {("table", "Sheet1"): "checkpoint"}, "zh")
    assert ({one.code for one in again.preview.faults}, unknown) == ({"HEAD-03"}, ())
    assert read_mapping(tiny, "甲街道").names == {"table": {"sheet1": "checkpoint"}}
    [chosen] = confirmed_names("tiny", "zh")
    assert chosen.cells[:4] == ("甲街道", "工作表", "sheet1", "卡点")
    take_back("tiny", chosen)
    assert read_mapping(tiny, "甲街道").names == {"table": {}}


@pytest.fixture(scope="module")
def centre(tiny_home: Path) -> Iterator[Deployment]:
    """Return the small deployment; what is checked here is never written, so one will do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTLINE_HOME", str(tiny_home))
        read_inside(patch)
        yield read_deployment("tiny", TINY)


@pytest.mark.parametrize("name", TEMPLATES)
def test_each_sheet_of_a_township_gives_its_rows_and_its_faults_by_code(centre: Deployment, name: str) -> None:
    template = TEMPLATES[name]
    preview = check(centre, [(template.file_name, template.content)], "值班室", NOW, Confirmed(), "append")
    found = sum(count.added for count in preview.counts), tuple(one.code for one in preview.faults)
    assert found == (template.rows, template.codes), said(list(preview.faults))


@pytest.mark.parametrize(("mark", "encoding"), [
    (b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"", "utf-16-le"), (b"", "utf-16-be"), (b"", "gb18030"), (b"", "gbk"),
])
def test_every_encoding_a_spreadsheet_writes_reads_the_same(mark: bytes, encoding: str) -> None:
    rows = [POST, K8, K9]
    [sheet] = json.loads(next(answer("csv", mark + csv_of(rows, encoding))))["sheets"]
    assert sheet["rows"] == [[number, row] for number, row in enumerate(rows, 1)]
