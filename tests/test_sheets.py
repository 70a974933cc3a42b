"""Files that are damaged, hostile or merely odd: one clear fault, never a traceback, never a guess."""

import io
import time
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter
from handed import csv_of, xlsx_of

from frontline import sheets
from frontline.sheets import MOST_BYTES, SheetsError, read_sheets


def repacked(content: bytes, **changes: bytes) -> bytes:
    """Return a workbook with files of its package replaced or added; `__` stands for '/'."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        names = {name.replace("__", "/"): data for name, data in changes.items()}
        for name in old.namelist():
            new.writestr(name, names.pop(name, old.read(name)))
        for name, data in names.items():
            new.writestr(name, data)
    return target.getvalue()


def bomb() -> bytes:
    sheet = b'<worksheet><sheetData><row r="1"><c r="A1"><v>' + b"0" * (90 * 1024 * 1024) + b"</v></c></row>"
    return repacked(xlsx_of({"卡点": [["x"]]}), **{"xl__worksheets__sheet1.xml": sheet})


def lying_bomb() -> bytes:
    content = bytearray(bomb())
    name = b"xl/worksheets/sheet1.xml"
    for signature, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.find(signature)
        while at >= 0:
            if content[at: at + 80].find(name) > 0:
                content[at + place: at + place + 4] = (1000).to_bytes(4, "little")
            at = content.find(signature, at + 4)
    return bytes(content)


def stray(row: int, column: int) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.add_worksheet("卡点").write(row, column, "x")
    book.close()
    return target.getvalue()


def many_sheets() -> bytes:
    return xlsx_of({f"s{n}": [["x"]] for n in range(61)})


GOOD = xlsx_of({"卡点": [["x"]]})


@pytest.mark.parametrize(("content", "found", "words"), [
    (lambda: b"", "", "文件须有内容"),
    (lambda: b"a" * (MOST_BYTES + 1), "20.0 MB", "文件不得超过 20 MB，请分成几个文件"),
    (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "", "须为 .xlsx、.xls、.ods 或 .csv 文件"),
    (lambda: b"PK\x03\x04 and no more", "", "文件无法读取，请用 Excel 或 WPS 打开后另存为 .xlsx"),
    (lambda: GOOD[:-300], "", "文件无法读取，请用 Excel 或 WPS 打开后另存为 .xlsx"),
    (lambda: repacked(GOOD, **{"xl__worksheets__sheet1.xml": b"<worksheet><sheetData><row"}), "",
     "文件无法读取，请用 Excel 或 WPS 打开后另存为 .xlsx"),
    (lambda: repacked(GOOD, **{"xl__vbaProject.bin": b"x"}), "", "文件含宏，请另存为不含宏的 .xlsx"),
    (lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "", "文件已加密，请去掉密码后再交"),
    (lambda: b"\xd0\xcf\x11\xe0" + b"Workbook", "", "文件无法读取，请用 Excel 或 WPS 打开后另存为 .xlsx"),
    (lambda: stray(1_048_575, 16_383), "卡点 XFD1048576",
     "单元格位置过远（至多 200 列、200,000 行），请删去表外的内容"),
    (lambda: stray(0, 200), "卡点 GS1", "单元格位置过远（至多 200 列、200,000 行），请删去表外的内容"),
    (bomb, "90 MB", "文件解压后过大，请把数据粘贴到空白模板"),
    (many_sheets, "61", "工作表不得超过 60 个"),
    (lambda: "卡点编号,名称\nK1,中".encode("gb18030")[:-1], "", "编码须为 UTF-8 或 GB18030"),
    (lambda: b'a,b\n"1,2\n', "", "引号不成对，请用 Excel 或 WPS 另存为 CSV"),
    (lambda: b"," * 300, "", "单元格位置过远（至多 200 列、200,000 行），请删去表外的内容"),
], ids=range(16))
def test_an_unreadable_file_gives_one_clear_fault(content: Callable[[], bytes], found: str, words: str) -> None:
    started = time.monotonic()
    with pytest.raises(SheetsError) as caught:
        read_sheets(content())
    assert (caught.value.found, caught.value.expected.zh) == (found, words)
    assert time.monotonic() - started < 10


def test_a_package_that_lies_about_its_size_is_stopped() -> None:
    with pytest.raises(SheetsError) as caught:
        read_sheets(lying_bomb())
    assert caught.value.expected.zh in {
        "文件无法读取，请用 Excel 或 WPS 打开后另存为 .xlsx", "文件过大或损坏，读取被中止",
    }


def test_a_reader_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_SECONDS", 0.001)
    with pytest.raises(SheetsError) as caught:
        read_sheets(b"a,b\n1,2\n")
    assert caught.value.expected.zh == "文件过大或损坏，读取被中止"


def test_entities_do_not_expand_without_end() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    evil = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><workbook><sheets>&l11;</sheets></workbook>'
    with pytest.raises(SheetsError):
        read_sheets(repacked(GOOD, **{"xl__workbook.xml": evil.encode()}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_usual_encodings_read_the_same(encoding: str) -> None:
    rows = [["卡点编号", "卡点名称"], ["K1", "甲，“东”口\n北"], [], ["K2", "㐂"]]
    [sheet] = read_sheets(csv_of(rows, encoding))
    assert sheet.rows == [(1, rows[0]), (2, rows[1]), (4, rows[3])]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_the_usual_delimiters_read_the_same(delimiter: str) -> None:
    [sheet] = read_sheets(f"a{delimiter}b\n1{delimiter}2\n".encode())
    assert sheet.rows == [(1, ["a", "b"]), (2, ["1", "2"])]


def test_cells_become_the_text_that_is_seen() -> None:
    [sheet] = read_sheets(xlsx_of({"s": [[3, 3.0, 0.1 + 0.2, 370684001001, True, " x ", 120.756]]}))
    assert sheet.rows == [(1, ["3", "3", "0.3", "370684001001", "true", "x", "120.756"])]


def test_a_styled_but_empty_cell_far_away_does_no_harm() -> None:
    far = b'<c r="XFD1048576" s="0"/></row>'
    with zipfile.ZipFile(io.BytesIO(GOOD)) as pack:
        sheet = pack.read("xl/worksheets/sheet1.xml").replace(b"</row>", b'</row><row r="1048576">' + far)
    [read] = read_sheets(repacked(GOOD, **{"xl__worksheets__sheet1.xml": sheet}))
    assert read.rows == [(1, ["x"])]
