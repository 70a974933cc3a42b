"""Files that are damaged, hostile or merely odd: one clear fault, never a traceback, never a guess."""

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from handed import csv_of, xlsx_of
from hostile import GOOD, bomb, lying_bomb, many_sheets, repacked, stray

from frontline import sheets
from frontline.sheets import MOST_BYTES, SheetsError, read_sheets


@pytest.mark.parametrize(("content", "found", "code"), [
    (lambda: b"", "", "FILE-02"),
    (lambda: b"a" * (MOST_BYTES + 1), "20.0 MB", "FILE-01"),
    (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "", "FILE-03"),
    (lambda: b"PK\x03\x04 and no more", "", "FILE-06"),
    (lambda: GOOD[:-300], "", "FILE-06"),
    (lambda: repacked(GOOD, **{"xl__worksheets__sheet1.xml": b"<worksheet><sheetData><row"}), "", "FILE-06"),
    (lambda: repacked(GOOD, **{"xl__vbaProject.bin": b"x"}), "", "FILE-05"),
    (lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "", "FILE-04"),
    (lambda: b"\xd0\xcf\x11\xe0" + b"Workbook", "", "FILE-06"),
    (lambda: stray(1_048_575, 16_383), "卡点 XFD1048576", "FILE-09"),
    (lambda: stray(0, 200), "卡点 GS1", "FILE-09"),
    (bomb, "90 MB", "FILE-07"),
    (many_sheets, "61", "FILE-08"),
    (lambda: "卡点编号,名称\nK1,中".encode("gb18030")[:-1], "", "FILE-10"),
    (lambda: b'a,b\n"1,2\n', "", "FILE-11"),
    (lambda: b"," * 300, "", "FILE-09"),
], ids=range(16))
def test_an_unreadable_file_gives_one_clear_fault(content: Callable[[], bytes], found: str, code: str) -> None:
    started = time.monotonic()
    with pytest.raises(SheetsError) as caught:
        read_sheets(content())
    assert (caught.value.found, caught.value.code) == (found, code)
    assert time.monotonic() - started < 10


def test_a_package_that_lies_about_its_size_is_stopped() -> None:
    with pytest.raises(SheetsError) as caught:
        read_sheets(lying_bomb())
    assert caught.value.code in {"FILE-06", "FILE-12"}


def test_a_reader_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_SECONDS", 0.001)
    with pytest.raises(SheetsError) as caught:
        read_sheets(b"a,b\n1,2\n")
    assert caught.value.code == "FILE-12"


def test_entities_do_not_expand_without_end() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    evil = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><workbook><sheets>&l11;</sheets></workbook>'
    with pytest.raises(SheetsError):
        read_sheets(repacked(GOOD, **{"xl__workbook.xml": evil.encode()}))


@pytest.mark.parametrize("part", ["xl__workbook.xml", "xl__sharedStrings.xml", "xl__worksheets__sheet1.xml"])
def test_a_workbook_that_names_a_file_of_the_server_is_never_given_its_words(part: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("password", encoding="utf-8")
    with zipfile.ZipFile(io.BytesIO(GOOD)) as pack:
        _, _, rest = pack.read(part.replace("__", "/")).partition(b"?>")
    named = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY s SYSTEM "file://{tmp_path}/secret">]>'.encode()
    evil = named + rest.replace(b"<t>x<", b"<t>&s;<").replace("卡点".encode(), b"&s;")
    evil = evil.replace(b"</worksheet>", b"<headerFooter><oddHeader>&s;</oddHeader></headerFooter></worksheet>")
    try:
        told = repr(read_sheets(repacked(GOOD, **{part: evil})))
    except SheetsError as error:
        told = error.code
    assert "password" not in told
    assert told == "FILE-06" or part == "xl__worksheets__sheet1.xml"


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
