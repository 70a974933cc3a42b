"""The catalogue of faults: each has a code, both languages and an example that really has it; nothing else is said."""

import re
from pathlib import Path
from string import Formatter

import pytest
from corpus import TEMPLATES
from fault_examples import CELLS, FILES, FORMATS, K8, POST, cells, people
from handed import NOW, ROWS, TINY, csv_of, tiny_row
from inside import faults_of, read_inside

from frontline import intake, sheets
from frontline.catalogue import Column, tables
from frontline.checks import CHECKS, judge
from frontline.deployment import Deployment, read_deployment
from frontline.faults import Wrong, fault_catalogue, same
from frontline.foreign import read_formats
from frontline.house import ROOT
from frontline.intake import in_order, read_files, take_in
from frontline.journal import Journal
from frontline.mapping import Confirmed
from frontline.preview import Mode, check
from frontline.publish import publish
from frontline.store import Store

CODE = re.compile(r"\b(?:FILE|SHEET|HEAD|CELL|ROW|RULE|MAP|API|GEO|FORM|NOTE)-\d\d\b")
SAYING = [*(ROOT / "frontline").glob("*.py"), *CHECKS.glob("*.sql")]
ELSEWHERE = {"FILE-12", "FILE-14", "FILE-15", "SHEET-05", "ROW-02", "ROW-03", "CELL-11", "CELL-12"}
ELSEWHERE |= {"NOTE-01", "NOTE-02", "NOTE-05", "FILE-16", "FILE-17", "FILE-18"}


def shown(code: str) -> tuple[str, str, str, str]:
    """Return a code with the column, the finding and the sentence of its example."""
    entry = fault_catalogue()[code]
    return code, entry.get("column", ""), entry["found"], entry.get("expected", entry["zh"])


def said(wrong: Wrong) -> tuple[str, str, str, str]:
    fault = wrong.fault("zh")
    return fault.code, fault.column_name, fault.found, fault.expected


def test_every_code_that_is_said_is_in_the_catalogue_and_none_is_there_for_nothing() -> None:
    said_somewhere = {code for path in SAYING for code in CODE.findall(path.read_text(encoding="utf-8"))}
    assert said_somewhere == set(fault_catalogue())


def test_every_code_has_both_sentences_and_leaves_open_only_what_it_shows() -> None:
    for code, entry in fault_catalogue().items():
        assert re.search("[一-鿿]", entry["zh"]) or code == "API-10", code
        assert entry["en"].isascii(), code
        assert entry["found"], code
        is_open = any(name for _, name, _, _ in Formatter().parse(entry["zh"]))
        assert is_open == ("expected" in entry) or code.startswith("API"), code


def test_every_code_has_an_example() -> None:
    requests = CODE.findall((Path(__file__).parent / "test_machines.py").read_text(encoding="utf-8"))
    shapes = CODE.findall((Path(__file__).parent / "test_boundaries.py").read_text(encoding="utf-8"))
    filled = {code for code in fault_catalogue() if code.startswith("FORM-")}
    assert {*CELLS, *FILES, *FORMATS, *ELSEWHERE, *requests, *shapes, *filled} == set(fault_catalogue())


@pytest.fixture(scope="module")
def found_in_cells(tiny_home: Path) -> dict[str, list[Wrong]]:
    """Judge the examples of all rules together, each in a file of its own, and return the faults by code."""
    compound = ROWS["compound"]
    files = [file for code in CELLS for file in cells(code)]
    files.append(("小区.csv", csv_of([list(compound), list(compound.values())])))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTLINE_HOME", str(tiny_home))
        read_inside(patch)
        wrong = faults_of(read_deployment("tiny", TINY), files, NOW, Confirmed())
    by_file: dict[str, list[Wrong]] = {}
    for one in wrong:
        by_file.setdefault(CODE.findall(one.file_name)[0], []).append(one)
    return by_file


@pytest.mark.parametrize("code", CELLS)
def test_the_example_of_a_rule_has_this_fault_alone(found_in_cells: dict[str, list[Wrong]], code: str) -> None:
    assert [said(one) for one in found_in_cells[code]] == [shown(code)]


@pytest.mark.parametrize("code", FILES)
def test_the_example_of_an_outline_has_this_fault_alone(
    tiny: Deployment, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    read_inside(monkeypatch)
    name, make = FILES[code]
    [found] = faults_of(tiny, [(name, make())], NOW, Confirmed())
    _, column, words, expected = said(found)
    # What would grow with the tables is cut short in the catalogue.
    wanted = shown(code)
    assert (found.code, column, words) == wanted[:3]
    assert expected.startswith(wanted[3].removesuffix("…"))


@pytest.mark.parametrize("code", FORMATS)
def test_the_example_of_a_description_has_this_fault_alone(tmp_path: Path, code: str) -> None:
    (tmp_path / "mappings").mkdir()
    (tmp_path / "mappings" / "a.toml").write_text(FORMATS[code], encoding="utf-8")
    _, [found] = read_formats(tmp_path)
    assert said(found) == shown(code)


@pytest.mark.parametrize(("code", "kind", "words"), [("CELL-11", "integer", "许多"), ("CELL-12", "double", "一半")])
def test_a_number_without_bounds_has_a_fault_of_its_own(tiny: Deployment, code: str, kind: str, words: str) -> None:
    heading, row = tiny_row("person")
    extra = [Column("pieces", "件数", kind, is_required=False)]
    handed, _ = read_files([("人员.csv", csv_of([[*heading, "件数"], [*row, words]]))], extra)
    [found] = judge(tiny, handed, NOW, extra).wrong
    assert said(found) == shown(code)


@pytest.mark.parametrize(("code", "mode", "rows"), [
    ("SHEET-05", "replace", [tiny_row("person")[1]]),
    ("ROW-02", "append", [tiny_row("person")[1]] * 2),
    ("ROW-03", "append", [["P01", "U2", "cadre", "370684001001"]]),
])
def test_what_a_preview_finds_has_its_code(tiny: Deployment, code: str, mode: Mode, rows: list[list[str]]) -> None:
    content = people(*rows)
    period = (NOW.date(), NOW.date()) if mode == "replace" else None
    preview = check(tiny, [("人员.csv", content)], "值班室", NOW, Confirmed(), mode, period)
    assert shown(code) in [said(one) for one in preview.faults]


def test_a_cell_read_with_a_supposition_says_so_with_its_code(tiny: Deployment) -> None:
    named = {column.name: column.heading for column in tables()["duty_shift"].columns}
    heading, row = tiny_row("duty_shift", duty_on="1月30日")
    handed, _ = read_files([("班次值守.csv", csv_of([[named[name] for name in heading], row]))])
    [noted] = judge(tiny, handed, NOW).supposed
    assert said(noted) == shown("NOTE-01")


def test_rows_that_a_filter_hides_are_taken_and_said_to_be_hidden(tiny: Deployment) -> None:
    content = TEMPLATES["a hidden row, column and sheet"].content
    preview = check(tiny, [("卡点.xlsx", content)], "值班室", NOW, Confirmed())
    assert [preview.changes, *map(said, preview.supposed)] == [2, shown("NOTE-05")]


def test_a_reader_that_is_stopped_and_very_many_faults_have_their_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_SECONDS", 0.001)
    _, [stopped] = read_files([("a.csv", b"a,b\n1,2\n")])
    assert said(stopped) == shown("FILE-12")
    monkeypatch.setattr(intake, "MOST_FAULTS", 1)
    wrong = [Wrong("a.csv", "", row_no, "优先级", same("六"), "CELL-11") for row_no in (2, 3, 4)]
    assert said(in_order(wrong, ["a.csv"], [])[-1]) == shown("FILE-15")


def test_the_code_stands_beside_the_fault_in_the_journal_and_on_the_board(tiny: Deployment) -> None:
    take_in(tiny, [("卡点.csv", csv_of([POST, K8])), *cells("CELL-20")], "值班室", NOW)
    told = {f"{shown(code)[3]} {code}" for code in ("FILE-14", "CELL-20")}
    assert {row["expected"] for row in Journal(tiny.live / "journal.sqlite").faults()} == told
    publish(tiny, NOW)
    assert set(Store(tiny).board().answer("fault_list")["expected"]) == told
