"""The door: files come in whole and right, or not at all."""

import datetime as dt
import io
import threading
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from handed import NOW, TINY, csv_of, tiny_row, xlsx_of

from frontline.catalogue import tables
from frontline.deployment import Deployment, read_deployment
from frontline.faults import sentence
from frontline.intake import MOST_FAULTS, Receipt, take_in
from frontline.journal import Journal
from frontline.publish import publish
from frontline.store import Store
from frontline.templates import template_csv, template_xlsx

HEAD = ["值守编号", "人员化名", "卡点编号", "岗位", "班次", "值守日期", "计划上岗时间", "计划下岗时间"]
ROW = ["T9", "P01", "K1", "值守干部", "白班", "2020-01-31", "2020-01-31 08:00", "2020-01-31 16:00"]


def journal(tiny: Deployment) -> Journal:
    return Journal(tiny.live / "journal.sqlite")


def hand_in(tiny: Deployment, name: str, content: bytes, language: str = "zh") -> Receipt:
    return take_in(tiny, [(name, content)], "值班室", NOW, language)


def said(receipt: Receipt) -> list[str]:
    return [sentence(fault, "zh") for fault in receipt.faults]


def test_a_good_csv_file_reaches_the_board_with_its_lineage(tiny: Deployment) -> None:
    receipt = hand_in(tiny, "班次值守.csv", csv_of([HEAD, [], ROW]))
    assert (receipt.status, receipt.tables, receipt.faults) == ("accepted", {"duty_shift": 1}, ())
    publish(tiny, NOW)
    row = Store(tiny).board()._db.execute(
        "select batch_id, row_no, person_id, recorded_at::varchar from duty_shift where duty_shift_id = 'T9'"
    ).fetchall()
    assert row == [(receipt.batch_ids[0], 3, "P01", "2020-01-31 20:30:00+08")]


def test_a_good_workbook_brings_all_its_tables(tiny: Deployment) -> None:
    at = dt.datetime(2020, 1, 31, 0, 0)  # noqa: DTZ001 - a cell has no zone
    content = xlsx_of({
        "填写说明": [["随便写"]],
        "卡点": [
            ["2020 年卡点表"],
            ["卡点编号*", "卡点名称", "卡点类型", "所在区划代码", "经度", "纬度（度）", "优先级", "启用时间"],
            ["K3", "丙车站", "车站", 370684001, 120.75, 37.81, 1, at],
        ],
        "班次值守": [HEAD, [*ROW[:2], "K3", *ROW[3:6], at, dt.datetime(2020, 1, 31, 8)]],  # noqa: DTZ001
        "问题": [["问题编号"]],
        "Sheet9": [],
    })
    receipt = hand_in(tiny, "上报.xlsx", content)
    assert said(receipt) == []
    assert receipt.tables == {"checkpoint": 1, "duty_shift": 1}
    publish(tiny, NOW)
    board = Store(tiny).board()
    opened = board._db.execute("select opened_at::varchar from current_checkpoint where checkpoint_id = 'K3'")
    assert opened.fetchall() == [("2020-01-31 00:00:00+08",)]


@pytest.mark.parametrize("damage", ["pointer", "board"])
def test_a_damaged_board_is_built_anew_before_a_file_is_judged(tiny: Deployment, damage: str) -> None:
    pointer = tiny.live / "CURRENT"
    target = pointer if damage == "pointer" else next((tiny.live / "boards").glob("board-*.duckdb"))
    target.write_bytes(b"?" * 5_000)
    receipt = hand_in(tiny, "班次值守.csv", csv_of([HEAD, ROW]))
    assert (receipt.status, said(receipt)) == ("accepted", [])


def test_the_same_content_twice_changes_nothing(tiny: Deployment) -> None:
    content = csv_of([HEAD, ROW])
    hand_in(tiny, "班次值守.csv", content)
    before = journal(tiny).batches()
    assert hand_in(tiny, "另一个名字.csv", content) == Receipt("unchanged")
    assert journal(tiny).batches() == before


def test_a_correction_replaces_and_a_withdrawal_removes(tiny: Deployment) -> None:
    hand_in(tiny, "值守.csv", csv_of([HEAD, ROW]))
    later = NOW + dt.timedelta(minutes=5)
    take_in(tiny, [("a.csv", csv_of([HEAD, [*ROW[:1], "P02", *ROW[2:]]]))], "x", later)
    publish(tiny, later)
    people = "select person_id from current_duty_shift where duty_shift_id = 'T9'"
    assert Store(tiny).board()._db.execute(people).fetchall() == [("P02",)]
    latest = later + dt.timedelta(minutes=5)
    take_in(tiny, [("b.csv", csv_of([[*HEAD, "撤销"], [*ROW, "是"]]))], "x", latest)
    publish(tiny, latest)
    assert Store(tiny).board()._db.execute(people).fetchall() == []


def test_a_refused_file_changes_no_fact_and_is_written_down(tiny: Deployment) -> None:
    def accepted() -> list[dict]:
        return [row for row in journal(tiny).batches() if row["batch_status"] == "accepted"]

    before = accepted()
    good = ROW
    bad = ["T8", *ROW[1:2], "K9", *ROW[3:]]
    receipt = hand_in(tiny, "班次值守.csv", csv_of([HEAD, good, bad]))
    assert receipt.status == "refused"
    assert accepted() == before
    assert journal(tiny).batches()[-1]["batch_status"] == "refused"
    publish(tiny, NOW)
    board = Store(tiny).board()
    assert board._db.execute("select count(*) from duty_shift where duty_shift_id in ('T8', 'T9')").fetchall() == [(0,)]
    assert board._db.execute("select file_name, row_no, column_name, found from fault").fetchall() == [
        ("班次值守.csv", 3, "卡点编号", "K9")
    ]


def test_all_faults_of_a_file_come_at_once(tiny: Deployment) -> None:
    content = xlsx_of({
        "班次值守": [
            [*HEAD, "天气", "岗位"],
            ["", *ROW[1:], "晴"],
            ["T1x", "P99", "K9", "厨师", "白班", "2020-01-31", "昨天", "2020-01-31 16:00"],
            ["T2x", *ROW[1:6], "2020-01-31 16:00", "2020-01-31 08:00"],
            ["T2x", *ROW[1:]],
            ["13800138000", *ROW[1:]],
        ],
        "卡点": [["卡点编号", "卡点名称", "卡点类型", "所在区划代码", "经度", "纬度", "启用时间"],
               ["K3", "丙", "车站", "370684001", 20, 37.8, "2020-01-31 08:00"]],
    })
    columns = "、".join([*HEAD, "实际上岗时间", "实际下岗时间", "撤销"])
    roles = "交警、测温登记、值守干部、入户摸排、隔离看护、督导、民警、辅警、小区值守、采样秩序、社区工作者"
    unknown = "中已有的编号或代码，或随本次一同上交"
    assert [one.removeprefix("上报.xlsx") for one in said(hand_in(tiny, "上报.xlsx", content))] == [
        f"「班次值守」 第 1 行「天气」为「天气」：「班次值守」的列为：{columns}。",
        "「班次值守」 第 1 行「岗位」为「岗位」：每列只能出现一次。",
        "「班次值守」 第 2 行「值守编号」为「（空）」：必填。",
        f"「班次值守」 第 3 行「人员化名」为「P99」：须为「人员（化名）」{unknown}。",
        f"「班次值守」 第 3 行「卡点编号」为「K9」：须为「卡点」{unknown}。",
        f"「班次值守」 第 3 行「岗位」为「厨师」：须为下列之一：{roles}。",
        "「班次值守」 第 3 行「计划上岗时间」为「昨天」：须为日期和时间，例如 2020-01-29 08:00。",
        "「班次值守」 第 4 行「计划下岗时间」为「2020-01-31 08:00」：须晚于计划上岗时间。",
        "「班次值守」 第 5 行「值守编号」为「T2x」：不得重复（第 4 行已有）。",
        "「班次值守」 第 6 行「值守编号」为「13*********」：不得填写身份证号或手机号，请用人员化名。",
        "「卡点」 第 1 行「优先级（1 最高）」为「（无此列）」：须有此列。",
        "「卡点」 第 2 行「经度」为「20」：须为 73 至 136 的数。",
    ]


def test_a_fault_speaks_english_on_request_and_chinese_in_the_journal(tiny: Deployment) -> None:
    receipt = hand_in(tiny, "值守.csv", csv_of([HEAD, [*ROW[:3], "", *ROW[4:]]]), "en")
    assert [sentence(f, "en") for f in receipt.faults] == ["值守.csv, row 2, 岗位: '(empty)'; expected: a value."]
    assert journal(tiny).faults()[-1]["expected"] == "必填 CELL-04"


def test_one_bad_file_keeps_out_the_good_ones_of_the_same_call(tiny: Deployment) -> None:
    good, bad = csv_of(tiny_row("person")), csv_of(tiny_row("organisation", headcount="多"))
    receipt = take_in(tiny, [("人员.csv", good), ("单位.csv", bad)], "x", NOW)
    assert [f.file_name for f in receipt.faults] == ["单位.csv"]
    assert [(row["file_name"], row["batch_status"]) for row in journal(tiny).batches()[-2:]] == [
        ("人员.csv", "refused"), ("单位.csv", "refused"),
    ]
    assert journal(tiny).faults()[-2]["found"] == "本文件无误，同时上交的其他文件有误"


def test_two_files_of_one_name_are_two_files(tiny: Deployment) -> None:
    files = [("a.csv", csv_of(tiny_row("person"))), ("a.csv", csv_of(tiny_row("organisation")))]
    receipt = take_in(tiny, [*files, files[0]], "x", NOW)
    assert (len(receipt.batch_ids), receipt.tables) == (2, {"person": 1, "organisation": 1})
    assert [row["file_name"] for row in journal(tiny).batches()[-2:]] == ["a.csv", "a.csv (2)"]


PERSON = "「人员（化名）」的列为：人员化名、单位编号、人员类别、居住地区划代码、撤销"
TITLES = "、".join(table.title for table in tables().values())
LEARNED = "2020-01-31 08:00"


@pytest.mark.parametrize(("name", "rows", "expected"), [
    ("人员.csv", [["人员化名", "人员类别"]], "为「没有数据行」：至少要有一行数据。"),
    ("人员.csv", [["甲", "乙"], ["1", "2"]], f"为「没有表头」：{PERSON}。"),
    ("报表.csv", [["甲", "乙"], ["1", "2"]], f"为「报表」：表名须为下列之一：{TITLES}。"),
    ("人员.csv", [["人员化名", "人员类别", ""], ["N1", "干部", "备注"]],
     "第 2 行为「备注」：此列没有表头，请补表头或删去内容。"),
    ("人员.csv", [["人员化名", "人员类别", "获知时间"], ["N1", "干部", LEARNED]],
     f"第 1 行「获知时间」为「获知时间」：{PERSON}。"),
    ("人员.csv", [["person_id", "person_class", "recorded_at"], ["N1", "cadre", LEARNED]],
     f"第 1 行「recorded_at」为「recorded_at」：{PERSON}。"),
])
def test_a_wrong_outline_says_what_is_expected(
    tiny: Deployment, name: str, rows: list[list[str]], expected: str
) -> None:
    assert said(hand_in(tiny, name, csv_of(rows))) == [f"{name} {expected}"]


def test_headings_alone_tell_the_table_of_a_csv_file(tiny: Deployment) -> None:
    assert hand_in(tiny, "导出 (3).csv", csv_of([HEAD, ROW])).tables == {"duty_shift": 1}


def test_headings_that_fit_two_tables_are_a_fault(tiny: Deployment) -> None:
    both = [*tiny_row("person")[0], *tiny_row("organisation")[0][:1], *tiny_row("organisation")[0][1:]]
    faults = hand_in(tiny, "x.csv", csv_of([list(dict.fromkeys(both)), ["1"] * 8])).faults
    assert [(f.found, f.expected) for f in faults] == [
        ("单位、人员（化名）", "表名须为下列之一：单位、人员（化名）")
    ]


def test_an_unknown_and_a_hidden_sheet_are_faults(tiny: Deployment) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of({
        "Sheet1": [["x"]], "人员": [["人员化名", "人员类别"], ["N1", "干部"]], "WpsReserved": [["x"]]
    })))
    book["人员"].sheet_state = "hidden"
    book["WpsReserved"].sheet_state = "veryHidden"
    target = io.BytesIO()
    book.save(target)
    receipt = hand_in(tiny, "a.xlsx", target.getvalue())
    assert [(f.sheet_name, f.found, f.expected[:8]) for f in receipt.faults] == [
        ("Sheet1", "Sheet1", "表名须为下列之一"), ("人员", "人员", "工作表已隐藏，请"),
    ]


def test_formulas_count_by_their_result_and_never_without_one(tiny: Deployment) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "人员"
    sheet.append(["人员化名", "人员类别"])
    sheet.append(["N1", '="干"&"部"'])
    target = io.BytesIO()
    book.save(target)
    assert said(hand_in(tiny, "a.xlsx", target.getvalue())) == [
        'a.xlsx「人员」 第 2 行「人员类别」为「="干"&"部"」：公式没有可用的结果，请粘贴为数值。'
    ]
    assert hand_in(tiny, "b.xlsx", with_results(("干部", "#N/A"))).faults[0].found == "#N/A"
    assert hand_in(tiny, "c.xlsx", with_results(("干部", "民警"))).tables == {"person": 2}


def with_results(results: tuple[str, str]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("人员")
    sheet.write_row(0, 0, ["人员化名", "人员类别"])
    for number, result in enumerate(results, start=1):
        sheet.write_string(number, 0, f"N{number}")
        sheet.write_formula(number, 1, '=VLOOKUP("x",Z1:Z2,1)', None, result)
    book.close()
    return target.getvalue()


def merged_people(cells: str, *rows: list[object]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of({"人员": [["人员名册"], ["人员化名", "人员类别"], *rows]})))
    book["人员"].merge_cells("A1:B1")
    book["人员"].merge_cells(cells)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_words_merged_over_rows_belong_to_each_of_them_and_the_preview_says_so(tiny: Deployment) -> None:
    receipt = hand_in(tiny, "a.xlsx", merged_people("B3:B4", ["N1", "干部"], ["N2", ""], ["N3", "干部"]))
    assert (receipt.status, receipt.tables) == ("accepted", {"person": 3})
    assert [sentence(note, "zh") for note in receipt.supposed] == [
        "a.xlsx「人员」 第 4 行「人员类别」为「合并 B3:B4」：读作 干部。",
    ]


@pytest.mark.parametrize("cells", ["A3:A4", "A3:B4"])
def test_a_merged_key_or_block_of_cells_is_a_fault(tiny: Deployment, cells: str) -> None:
    receipt = hand_in(tiny, "a.xlsx", merged_people(cells, ["N1", "干部"], ["N2", "干部"]))
    assert said(receipt)[0] == f"a.xlsx「人员」 第 3 行为「{cells}」：请取消合并，逐行填写。"


def test_a_date_cell_without_a_clock_is_no_time(tiny: Deployment) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "班次值守"
    sheet.append(HEAD)
    sheet.append([*ROW[:5], dt.date(2020, 1, 31), dt.datetime(2020, 1, 31), dt.datetime(2020, 1, 31, 8)])  # noqa: DTZ001
    sheet["G2"].number_format = "yyyy/m/d"
    target = io.BytesIO()
    book.save(target)
    faults = hand_in(tiny, "a.xlsx", target.getvalue()).faults
    assert [(f.column_name, f.found) for f in faults] == [("计划上岗时间", "2020-01-31")]
    sheet["G2"].number_format = "yyyy/m/d h:mm"
    target = io.BytesIO()
    book.save(target)
    assert hand_in(tiny, "a.xlsx", target.getvalue()).status == "accepted"


def test_no_number_of_a_person_is_written_down_anywhere(tiny: Deployment) -> None:
    number, mobile = "370684198001011234", "13800138000"
    files = [
        (f"{mobile}.csv", csv_of([["person_id", "person_class", number], [number, mobile, "x"]])),
        ("a.xlsx", xlsx_of({f"表{mobile}": [[number]], "人员": [["人员化名", "人员类别"], [int(number), "干部"]]})),
    ]
    receipt = take_in(tiny, files, "x", NOW)
    assert receipt.status == "refused"
    stored = b"".join(file.read_bytes() for file in tiny.live.glob("journal.sqlite*"))
    for secret in (number, mobile, "370684198001011"):
        assert secret not in repr(receipt)
        assert secret.encode() not in stored


def test_very_many_faults_end_with_how_many_more(tiny: Deployment) -> None:
    rows = [["人员化名", "人员类别"], *([f"N{n}", "x"] for n in range(MOST_FAULTS + 7))]
    faults = hand_in(tiny, "人员.csv", csv_of(rows)).faults
    assert (len(faults), faults[-1].found) == (MOST_FAULTS + 1, "另有 7 处")


def test_a_deployment_without_a_board_takes_its_first_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path))
    tiny = read_deployment("tiny", TINY)
    files = [(file.name, file.read_bytes()) for file in sorted(TINY.glob("*.csv"))]
    receipt = take_in(tiny, files, "x", NOW)
    assert said(receipt) == []
    assert len(receipt.batch_ids) == len(files)
    assert publish(tiny, NOW).generation == 1


def test_one_content_handed_in_at_the_same_moment_counts_once(tiny: Deployment) -> None:
    content = csv_of([HEAD, ROW])
    receipts: list[Receipt] = []
    barrier = threading.Barrier(4)

    def clerk() -> None:
        barrier.wait()
        receipts.append(hand_in(tiny, "班次值守.csv", content))
        publish(tiny, NOW)

    clerks = [threading.Thread(target=clerk) for _ in range(4)]
    for thread in clerks:
        thread.start()
    for thread in clerks:
        thread.join()
    assert sorted(receipt.status for receipt in receipts) == ["accepted", "unchanged", "unchanged", "unchanged"]
    rows = Store(tiny).board()._db.execute("select count(*) from duty_shift where duty_shift_id = 'T9'").fetchall()
    assert rows == [(1,)]


def test_the_template_filled_in_is_accepted(tiny: Deployment) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx()))
    assert hand_in(tiny, "空.xlsx", template_xlsx()).faults[0].found == "没有数据行"
    start = dt.datetime(2020, 1, 31, 8)  # noqa: DTZ001
    for column, value in enumerate([*ROW[:5], dt.date(2020, 1, 31), start], start=1):
        book["班次值守"].cell(2, column).value = value
    target = io.BytesIO()
    book.save(target)
    assert said(hand_in(tiny, "上报.xlsx", target.getvalue())) == []


def test_templates_name_every_column_and_are_always_the_same_bytes() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx()))
    for table in tables().values():
        assert [cell.value for cell in book[table.title][1]] == [column.heading for column in table.columns]
        assert template_csv(table.name).decode("utf-8-sig").rstrip() == ",".join(c.heading for c in table.columns)
    first = template_xlsx()
    template_xlsx.cache_clear()
    assert template_xlsx() == first
