"""A long text is judged part by part and means what it would mean in one."""

import re

import pytest
from handed import NOW, csv_of

from frontline import sheets
from frontline.checks import CHECKS
from frontline.deployment import Deployment
from frontline.intake import take_in
from frontline.journal import Journal
from frontline.long_file import take_in_long
from frontline.sheets import SheetsError, is_long, read_long, read_sheets

HEAD = ["通行编号", "卡点编号", "小时起点", "通行人数（人次）", "通行车辆（辆次）", "外来人员登记表（份）",
        "返回人员登记表（份）", "扫码自报（人次）", "劝返（人次）", "平均办理（秒）"]
TITLE = [["卡点通行登记"], HEAD]


@pytest.fixture(autouse=True)
def _in_parts_of_three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "PART_ROWS", 3)


def hours(n: int) -> list[list[str]]:
    return [
        [f"H{hour}", "K1", f"1月30日 {hour}时" if hour % 2 else f"2020-01-30 {hour}:00", "１２", "3", "1", "2", "0",
         "1", "4.5"]
        for hour in range(n)
    ]


def contents(deployment: Deployment) -> list[bytes]:
    return [content for _, _, content in Journal(deployment.live / "journal.sqlite").contents("passage_hour")]


def long(tiny: Deployment, content: bytes) -> object:
    return take_in_long(tiny, "通行登记.csv", content, "值班室", NOW, lambda *_: None)


@pytest.mark.parametrize("n", [2, 5, 6, 7])
def test_a_long_file_is_kept_in_the_words_of_a_short_one(tiny: Deployment, n: int) -> None:
    content = csv_of([*TITLE, *hours(n), [], ["合计", "", "", "60"]], "gb18030")
    receipt = long(tiny, content)
    assert (receipt.status, receipt.tables, receipt.faults) == ("accepted", {"passage_hour": n}, ())
    assert long(tiny, content).status == "unchanged"
    kept = Journal(tiny.live / "journal.sqlite")
    assert (kept.matches()[-1]["match_how"], kept.matches()[-1]["n_rows"]) == ("code", n)
    # The same rows under another checksum, in one piece.
    short = take_in(tiny, [("通行登记.csv", content + b"\r\n")], "值班室", NOW)
    assert (short.status, short.supposed) == ("accepted", receipt.supposed)
    first, second = contents(tiny)
    assert first == second


def test_the_faults_of_a_long_file_are_those_of_a_short_one(tiny: Deployment) -> None:
    rows = hours(8)
    rows[1][3], rows[4][1], rows[5][0], rows[7][0] = "很多", "K99", "H0", "H0"
    rows[6][2] = "2020-01-30 06:30"
    content = csv_of([*TITLE, *rows])
    receipt = long(tiny, content)
    short = take_in(tiny, [("通行登记.csv", content)], "值班室", NOW)
    assert receipt.status == "refused"
    assert receipt.faults == short.faults
    assert {fault.row_no for fault in receipt.faults} == {4, 7, 8, 9, 10}
    assert contents(tiny) == []


def test_what_is_wrong_with_the_header_is_said_once(tiny: Deployment) -> None:
    rows = [[*row, "备注"] for row in hours(7)]
    receipt = long(tiny, csv_of([[*HEAD, "谁知道"], *rows]))
    assert [(fault.row_no, fault.found) for fault in receipt.faults] == [(1, "谁知道")]


def test_rows_that_may_refer_to_each_other_are_not_judged_in_parts(tiny: Deployment) -> None:
    content = csv_of([["问题编号", "复发自问题编号"], *([f"Q{n}", "Q1"] for n in range(5))])
    receipt = take_in_long(tiny, "问题.csv", content, "值班室", NOW, lambda *_: None)
    assert "FILE-17" in [fault.code for fault in receipt.faults]
    assert contents(tiny) == []


def test_no_check_holds_rows_of_its_own_table_against_each_other() -> None:
    for file in CHECKS.glob("[a-z]*.sql"):
        text = re.sub(r"--.*", "", file.read_text(encoding="utf-8"))
        own = re.findall(rf"\bjoin\s+{file.stem}\b", text)
        assert not own, file.name
        assert not re.search(r"\bover\b|\bqualify\b", text), file.name


def test_a_text_longer_than_any_is_not_read(tiny: Deployment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_LONG_ROWS", 4)
    assert [fault.code for fault in long(tiny, csv_of([*TITLE, *hours(5)])).faults] == ["FILE-16"]
    monkeypatch.setattr(sheets, "MOST_LONG_BYTES", 9)
    assert [fault.code for fault in long(tiny, csv_of([*TITLE, *hours(1)])).faults] == ["FILE-16"]


def test_a_text_is_long_by_its_size_or_its_rows_and_a_workbook_never_is() -> None:
    assert is_long(b"a\n" * 200_002)
    assert not is_long(b"a\n" * 100)
    assert not is_long(b"PK" + b"\n" * 300_000)


def test_parts_are_the_rows_of_the_whole() -> None:
    content = csv_of([["a", "b"], *([str(n), "x\ny"] for n in range(8)), [], ["", ""]])
    parts = list(read_long(content))
    assert [row for sheet, _ in parts for row in sheet.rows] == read_sheets(content)[0].rows
    assert [share for _, share in parts] == [1 / 3, 2 / 3, 1]
    with pytest.raises(SheetsError):
        list(read_long(content + b'"'))
