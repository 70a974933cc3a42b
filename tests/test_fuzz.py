"""Broken files by the thousand leave the reader as it was: rows or coded faults, never a traceback."""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest
from handed import NOW, csv_of, xlsx_of
from hostile import repacked

from frontline.catalogue import Column
from frontline.checks import judge
from frontline.dates import Calendar
from frontline.deployment import Deployment
from frontline.house import ROOT
from frontline.intake import read_files
from frontline.reading import read
from frontline.sheets import SheetsError, read_sheets

PEOPLE = Column("people", "人数（人）", "integer", is_required=False)
GOOD = xlsx_of({"卡点": [["x"]]})


def test_20_000_broken_inputs_give_no_traceback_and_leave_nothing_behind() -> None:
    tests = str(Path(__file__).parent)
    tried = subprocess.run(
        [sys.executable, "-m", "fuzz", "--inputs", "20000", "--seed", "7"], capture_output=True, text=True, cwd=ROOT,
        env=os.environ | {"PYTHONPATH": tests}, check=False,
    )
    assert (tried.returncode, tried.stderr) == (0, ""), tried.stdout[-4000:]
    assert "20000 inputs, 0 tracebacks" in tried.stdout


def test_a_number_of_very_many_digits_stays_as_it_is_written() -> None:
    calendar = Calendar(dt.date(2020, 1, 22), dt.date(2020, 1, 31), dt.date(1899, 12, 30))
    for text in ("9" * 5_000, "9" * 5_000 + "人"):
        assert read(text, PEOPLE, calendar) == (text, False)


@pytest.mark.parametrize("day", ["9999-12-31", "0000-00-00", f"{'9' * 30}-1-1"])
def test_a_duty_on_a_day_that_no_calendar_has_is_a_fault_of_its_row(tiny: Deployment, day: str) -> None:
    head = ["值守编号", "人员化名", "卡点编号", "岗位", "班次", "值守日期", "计划上岗时间", "计划下岗时间"]
    row = ["Z1", "P01", "K1", "值守干部", "夜班", day, "20:00", "8:00"]
    handed, _ = read_files([("班次值守.csv", csv_of([head, row]))])
    assert {one.code for one in judge(tiny, handed, NOW).wrong} >= {"CELL-10"}


@pytest.mark.parametrize("part", [
    b'<?xml version="1.0" encoding="UuF-8"?><workbook/>', b"\xff\xfe\x00<",
    b"<workbook><sheets><sheet/></sheets></workbook>",
])
def test_a_workbook_whose_parts_are_nonsense_is_damaged(part: bytes) -> None:
    with pytest.raises(SheetsError) as caught:
        read_sheets(repacked(GOOD, **{"xl__workbook.xml": part}))
    assert caught.value.code == "FILE-06"


def test_a_package_whose_parts_cannot_be_unpacked_is_damaged() -> None:
    at = GOOD.index(b"xl/worksheets/sheet1.xml") + 60
    with pytest.raises(SheetsError) as caught:
        read_sheets(GOOD[:at] + b"\xff" * 40 + GOOD[at + 40:])
    assert caught.value.code == "FILE-06"
