"""Nobody can be named: no person in what wall, brief and links ask, and no private number on any board."""

import csv
import datetime as dt
import io
import re
import shutil
from pathlib import Path

import openpyxl
import pytest
from boards import board_of
from pypdf import PdfReader

from frontline import brief
from frontline.catalogue import tables
from frontline.house import ROOT
from frontline.panel import Panel, Sheet
from frontline.query import questions
from frontline.snapshot import snapshot
from frontline.wall_list import SCENES, asked_on
from frontline.words import catalogue

TINY = ROOT / "tests" / "tiny"
MOBILE, IDENTITY = "13812345678", "370684198001011234"
OF_PERSONS = {"person_id", "liaison_id", "relieved_by_id"}
LINKS = {"board", "place_list", "checkpoint_list", "shift_moments", "code_words"}
"""What addresses, the bar and the choices in it are made of."""

COUNTS = {
    "care_total", "rest_by_checkpoint", "rest_by_township", "rest_total", "supply_by_kind", "supply_by_township",
    "volunteer_by_township", "volunteer_reporting_total", "volunteer_total",
}
"""What of a wall counts people."""
OF_PLACES = {
    "area_code", "name", "township_name", "checkpoint_id", "checkpoint_name", "checkpoint_kind", "supply_kind",
    "supply_zh", "supply_en", "name_zh", "name_en",
}

WALL = {name for scene in SCENES for name in asked_on(scene)}


def statement(name: str) -> str:
    """Return the statement of a question without its header and comments."""
    return re.sub(r"--.*", "", questions()[name].sql)


@pytest.mark.parametrize("name", sorted(WALL | LINKS | set(brief.QUESTIONS)))
def test_no_question_of_wall_brief_or_link_gives_a_person_column(name: str) -> None:
    assert {column.name for column in questions()[name].columns} & OF_PERSONS == set()


@pytest.mark.parametrize("name", sorted(questions()))
def test_no_question_at_all_gives_a_person_column(name: str) -> None:
    assert {column.name for column in questions()[name].columns} & OF_PERSONS == set()


@pytest.mark.parametrize("name", sorted((WALL | LINKS) - COUNTS))
def test_no_question_of_the_wall_or_of_a_link_reads_a_row_about_a_person(name: str) -> None:
    assert re.findall(r"\b(?:person|person_id|liaison_id|current_person|current_membership)\b", statement(name)) == []


@pytest.mark.parametrize("name", sorted(COUNTS))
def test_what_a_wall_knows_of_people_is_counts_by_place_kind_or_day(name: str) -> None:
    assert name in WALL
    assert {column.name for column in questions()[name].columns if column.type == "varchar"} <= OF_PLACES
    shown = statement(name).rpartition("\n)\n")[2] or statement(name)
    assert "person_id" not in shown


def test_no_template_of_the_brief_has_a_gap_for_a_person() -> None:
    gaps = {gap for words in catalogue()["brief"].values() for gap in re.findall(r"\{(\w+)\}", words["zh"])}
    assert gaps & (OF_PERSONS | {"person"}) == set()


def planted(folder: Path, target: Path) -> int:
    """Copy tables and write private numbers into every free text cell; return how many were planted."""
    shutil.copytree(folder, target)
    count = 0
    for name, table in tables().items():
        file = target / f"{name}.csv"
        if not file.exists():
            continue
        texts = (c.name for c in table.columns if c.type == "varchar" and not c.words)
        free = {text for text in texts if text.endswith(("name", "title", "name_zh", "name_en"))}
        rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))
        for row in rows:
            for column in free & set(row):
                row[column] = f"{row[column]}{MOBILE} {IDENTITY}"
                count += 1
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return count


def test_a_planted_number_reaches_no_answer_no_brief_and_no_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "home"))
    assert planted(TINY, tmp_path / "tiny") > 0
    board = board_of(tmp_path / "tiny")
    day = board.clock_at.date()
    given = {"area_code": None, "checkpoint_id": None, "compound_id": None, "duty_on": day, "shift_code": "day"}
    seen = 0
    answers = {}
    for name, query in questions().items():
        frame = board.ask(name, **{p.name: given.get(p.name) for p in query.params})
        answers[name] = frame
        text = frame.to_csv()
        assert MOBILE not in text, name
        assert IDENTITY not in text, name
        seen += "13*********" in text
    assert seen > 0
    sentences = brief.brief({n: answers[n] for n in brief.QUESTIONS}, answers["thresholds"], "zh")
    assert all(MOBILE not in s.text and IDENTITY not in s.text for s in sentences)
    frame = answers["staffing_by_checkpoint"][["checkpoint_name", "people_short"]]
    headings = {name: name for name in frame.columns}
    sheet = Sheet(
        "brief", "值班简报", "zh", "小县", "小县", "截至", "据", (), "", "x", 1,
        panels=(Panel("table", "卡点", "哪些", frame, headings, "staffing_by_checkpoint"),),
    )
    now = dt.datetime.now(board.clock_at.tzinfo)
    pages = PdfReader(io.BytesIO(snapshot(sheet, "pdf", now))).pages
    book = openpyxl.load_workbook(io.BytesIO(snapshot(sheet, "xlsx", now)))
    cells = [str(cell) for page in book for row in page.iter_rows(values_only=True) for cell in row]
    for exported in ("".join(page.extract_text() for page in pages), " ".join(cells)):
        assert "13*********" in exported
        assert MOBILE not in exported
        assert IDENTITY not in exported


def test_a_number_given_as_an_id_is_masked_and_ids_stay_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTLINE_HOME", str(tmp_path / "home"))
    shutil.copytree(TINY, tmp_path / "tiny")
    file = tmp_path / "tiny" / "checkpoint.csv"
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"))))
    keys = {row[0]: f"1381234567{number}" for number, row in enumerate(rows[1:])}
    for other in ("checkpoint", "requirement", "duty_shift", "problem"):
        path = tmp_path / "tiny" / f"{other}.csv"
        if path.exists():
            lines = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
            text = io.StringIO()
            csv.writer(text, lineterminator="\n").writerows([[keys.get(cell, cell) for cell in line] for line in lines])
            path.write_text(text.getvalue(), encoding="utf-8")
    found = board_of(tmp_path / "tiny").ask("checkpoint_list")["checkpoint_id"]
    assert found.nunique() == len(keys)
    assert all(re.fullmatch(r"13\*{9}#[0-9a-f]{6}", key) for key in found)
