"""Forms of other departments: what they ask for, filled in from what is held, as they were laid out."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import forms
import openpyxl
import pandas as pd
import pytest
from handed import NOW, TINY
from openpyxl.worksheet.worksheet import Worksheet

from frontline import fill_view as view
from frontline.catalogue import fold, tables
from frontline.checks import calendar_of
from frontline.deployment import Deployment, read_deployment
from frontline.fill_fields import NOT_HELD, UNDECIDED, grains
from frontline.fill_form import FormError
from frontline.fill_kept import Request, all_saved, kept_columns, read_saved
from frontline.fill_room import Room
from frontline.intake import read_files
from frontline.mapping import LEFT_OUT, Confirmed, guesses
from frontline.panel import records
from frontline.preview import check
from frontline.query import questions
from frontline.run import Run
from frontline.scope import read_scope
from frontline.sheets import SheetsError
from frontline.store import Board, Store

FORMS = (
    forms.strength, forms.checkpoints, forms.visits, forms.problems, forms.listed, forms.communities, forms.shifts,
    forms.units,
)
GRAINS = ("township", "checkpoint", "visit", "problem", "township", "community", "shift", "unit")
Made = Callable[[], openpyxl.Workbook]
PERSONS = {"person_id", "liaison_id", "relieved_by_id"}


@pytest.fixture(scope="module")
def run(penglai: Board) -> Run:
    """Return a run of the page over the whole sample."""
    return Run(penglai, read_scope({}, penglai, "paper"), "fill", "代填表格")


@pytest.fixture(scope="module")
def done(run: Run) -> dict[Made, tuple[view.Looked, bytes]]:
    """Return every form as it was understood, and filled in."""
    looked = {make: view.look_at_form("penglai", "表.xlsx", forms.packed(make())) for make in FORMS}
    return {make: (one, view.filled(run, one, [])) for make, one in looked.items()}


def page_of(content: bytes) -> Worksheet:
    """Open the first sheet of what came back."""
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def asks(looked: view.Looked) -> dict[str, str]:
    """Return heading -> field."""
    return {one.heading: one.field for one in looked.asked}


def column(page: Worksheet, place: str, first: int, last: int) -> list[object]:
    """Return the values of a column."""
    return [page[f"{place}{row}"].value for row in range(first, last + 1)]


def known(values: pd.Series) -> list[object]:
    """Return the values of an answer, None where nothing is known."""
    return [None if pd.isna(value) else value for value in values]


def test_a_form_tells_what_its_rows_are_about(done: dict) -> None:
    assert [done[make][0].grain.code for make in FORMS] == list(GRAINS)


def test_a_column_is_known_by_name_and_usual_name_and_nothing_else_is_sure(done: dict) -> None:
    looked = done[forms.strength][0]
    assert asks(looked) == {
        "填报单位": "here.place", "序号": "#", "镇街": "staffing_by_township.name",
        "卡点力量应到人数": "staffing_by_township.people_required",
        "卡点力量在岗人数": "staffing_by_township.people_present",
        "卡点力量缺口人数": "staffing_by_township.people_short",
        "督导走访（次）": UNDECIDED, "联系电话": NOT_HELD,
    }
    assert view.tally(looked) == {"fields": 7, "held": 5, "open": 1, "person": 1, "new": 0}
    assert next(one for one in looked.asked if one.field == UNDECIDED).candidates == ("supervision_by_township.visits",)


def test_rows_of_townships_are_what_the_question_answers_and_the_total_covers_them_all(done: dict, run: Run) -> None:
    page = page_of(done[forms.strength][1])
    rows = run.answer("staffing_by_township")
    last = 4 + len(rows)
    assert column(page, "A", 5, last) == list(range(1, len(rows) + 1))
    for place, name in (("B", "name"), ("C", "people_required"), ("D", "people_present"), ("E", "people_short")):
        assert column(page, place, 5, last) == known(rows[name])
    assert page[f"A{last + 1}"].value == "合计"
    assert [page[f"{place}{last + 1}"].value for place in "CDE"] == [f"=SUM({p}5:{p}{last})" for p in "CDE"]
    assert page[f"A{last + 2}"].value == "填表人："


def test_titles_merged_cells_widths_heights_styles_and_print_settings_stay(done: dict) -> None:
    page, before = page_of(done[forms.strength][1]), page_of(forms.packed(forms.strength()))
    extra = page.max_row - before.max_row
    expected = {str(one) for one in before.merged_cells.ranges if one.min_row < 8} | {f"A{8 + extra}:B{8 + extra}"}
    assert {str(one) for one in page.merged_cells.ranges} == expected
    assert [page.column_dimensions[place].width for place in "ABCDEF"] == [6, 18, 10, 10, 10, 12]
    assert page.row_dimensions[9 + extra].height == 33
    assert page.row_dimensions[7 + extra].height == 24
    assert [page["A1"].value, page["A1"].font.name, page["B8"].font.name, page[f"B{7 + extra}"].border.left.style] == [
        "防控力量日报表", "宋体", "仿宋", "thin"]
    assert (page.page_setup.orientation, page.freeze_panes, page.print_title_rows) == ("landscape", "C5", "$3:$4")
    assert page.print_area.endswith(f"$A$1:$G${9 + extra}")


def test_what_is_not_held_stays_empty_hatched_and_noted_and_is_never_zero(done: dict, run: Run) -> None:
    page = page_of(done[forms.strength][1])
    silent = next(row for row in range(5, 30) if page[f"D{row}"].value is None)
    assert records(run.answer("staffing_by_township"))[silent - 5]["people_present"] is None
    assert page[f"D{silent}"].fill.patternType == "lightUp"
    assert "尚未报送" in page[f"D{silent}"].comment.text
    assert [page["G5"].value, page["G5"].fill.patternType] == [None, "lightUp"]
    assert "涉及个人" in page["G5"].comment.text
    assert page["C5"].fill.patternType != "lightUp"


def test_words_dates_texts_and_lists_are_written_as_the_column_asks(done: dict, run: Run) -> None:
    page, rows = page_of(done[forms.checkpoints][1]), run.answer("held_checkpoints")
    words = {row["code"]: row["name_zh"] for row in records(run.board.answer("code_words"))
             if row["column_name"] == "checkpoint_kind"}
    listed = ["高速路口", "车站", "国省县道", "村口", "小区门口"]
    expected = [words[kind] if words[kind] in listed else None for kind in rows["checkpoint_kind"]]
    assert column(page, "C", 3, 2 + len(rows)) == expected
    assert None in expected
    refused = page[f"C{3 + expected.index(None)}"]
    assert [refused.fill.patternType, "不合本列" in refused.comment.text] == ["lightUp", True]
    assert [page["D3"].value, page["D3"].data_type] == [rows["area_code"][0], "s"]
    assert page["F3"].number_format == "yyyy/m/d h:mm"
    assert page["F3"].value == rows["opened_at"][0].tz_localize(None)
    assert column(page, "E", 3, 2 + len(rows)) == known(rows["priority"])


def test_a_list_on_another_sheet_and_a_date_in_a_day_column_are_kept_to(done: dict, run: Run) -> None:
    page, rows = page_of(done[forms.visits][1]), run.answer("held_visits")
    assert column(page, "H", 4, 3 + len(rows)) == [{True: "是", False: "否"}[one] for one in rows["is_unannounced"]]
    page, rows = page_of(done[forms.problems][1]), run.answer("held_problems")
    assert column(page, "D", 4, 3 + len(rows)) == [
        one.tz_localize(None).normalize().to_pydatetime() for one in rows["found_at"]]
    assert page["A3"].value == "甲"
    assert page[f"A{4 + len(rows)}"].value == "注：超期的标红"


def test_a_form_that_lists_its_places_is_filled_in_row_by_row_and_keeps_its_formulas(done: dict, run: Run) -> None:
    page = page_of(done[forms.listed][1])
    rows = {row["name"]: row for row in records(run.answer("staffing_by_township"))}
    for row in (2, 3, 5):
        name = page[f"A{row}"].value
        assert page[f"C{row}"].value == rows[name]["people_required"]
        assert page[f"E{row}"].value == pytest.approx(rows[name]["coverage_share"], abs=1e-6)
        assert page[f"F{row}"].value == f"=C{row}-D{row}"
    assert page["E2"].number_format == "0.00%"
    assert [page["A4"].value, page["C4"].value, page["C4"].fill.patternType] == ["没有的镇", None, "lightUp"]
    assert page.max_row == 5


def test_units_shares_and_other_languages_follow_the_heading(done: dict, run: Run) -> None:
    page, rows = page_of(done[forms.communities][1]), run.answer("supervision_by_community")
    days = known(rows["days_since_visit"])
    assert column(page, "E", 5, 4 + len(rows)) == [
        None if one is None else pytest.approx(one / 7, abs=1e-5) for one in days]
    page, rows = page_of(done[forms.units][1]), run.answer("dispatch_by_organisation")
    assert column(page, "E", 3, 2 + len(rows)) == [
        None if one is None else pytest.approx(one * 100, abs=1e-5) for one in known(rows["draw_share"])]
    page = page_of(done[forms.shifts][1])
    assert {"day shift", "night shift"} <= set(column(page, "B", 2, page.max_row))
    assert page["E2"].number_format == "0.0%"


def test_names_over_two_columns_and_a_hidden_column_are_left_as_they_are(done: dict, run: Run) -> None:
    looked, content = done[forms.units]
    page, n = page_of(content), len(run.answer("dispatch_by_organisation"))
    assert {f"A{row}:B{row}" for row in range(3, 3 + n)} <= {str(one) for one in page.merged_cells.ranges}
    assert asks(looked)["单位编号"] == UNDECIDED
    assert page.column_dimensions["F"].hidden
    assert set(column(page, "F", 3, 2 + n)) == {None}


@pytest.mark.parametrize("make", [forms.checkpoints, forms.visits], ids=["checkpoints", "visits"])
def test_a_filled_form_handed_in_gives_the_rows_that_are_there_already(
    make: Made, run: Run, penglai_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FRONTLINE_HOME", str(penglai_home))
    book = make()
    book.worksheets[0].data_validations.dataValidation.clear()
    looked = view.look_at_form("penglai", "表.xlsx", forms.packed(book))
    content = view.filled(run, looked, ["说明"])
    table = looked.grain.table
    names = {one.name for one in tables()[table].columns}
    said = {fold(one.heading): name if (name := one.field.partition(".")[2]) in names else LEFT_OUT
            for one in looked.asked}
    deployment = read_deployment("penglai")
    preview = check(deployment, [("填好.xlsx", content)], "x", deployment.clock_at, Confirmed({table: said}))
    assert preview.faults == ()
    assert [(one.table_name, one.added, one.corrected, one.unchanged) for one in preview.counts] == [
        (table, 0, 0, len(run.answer(looked.grain.questions[0])))]


def test_labels_with_a_blank_behind_beside_or_under_them_are_filled_in_for_the_chosen_place_and_moment(
    run: Run
) -> None:
    looked = view.look_at_form("penglai", "表.xlsx", forms.packed(forms.labels()))
    assert looked.grain.code == "labels"
    assert asks(looked) == {
        "填报单位": "here.place", "填报日期": "here.day", "统计时间": "here.moment",
        "卡点数量": "staffing_total.checkpoints", "卡点力量应到人数（人）": "staffing_total.people_required",
        "卡点力量在岗人数（人）": "staffing_total.people_present", "在岗率（%）": "staffing_total.coverage_share",
        "走访次数": "supervision_total.visits", "冷库数量": NOT_HELD, "消毒桶": NOT_HELD,
        "发现问题数": UNDECIDED, "填表人": NOT_HELD,
    }
    told, day = records(run.answer("staffing_total"))[0], run.scope.duty_on
    page = page_of(view.filled(run, looked, []))
    assert page["A2"].value == f"填报单位：蓬莱市   填报日期：{day.year}年{day.month}月{day.day}日"
    assert [page["B3"].value, page["B3"].number_format] == [run.scope.moment_at.replace(tzinfo=None), "yyyy/m/d h:mm"]
    assert [page["D3"].value, page["C4"].value, page["C5"].value] == [
        told["checkpoints"], told["people_required"], told["people_present"]]
    assert page["A7"].value == f"在岗率：{told['coverage_share'] * 100:.1f}%"
    assert [page["C6"].value, page["D4"].value, page["B8"].value] == [
        "=C4+C5", "人", records(run.answer("supervision_total"))[0]["visits"]]
    # What is not held, not settled or about a person stays empty and says so, also where words stand already.
    for place, before in (("D8", None), ("B10", None), ("D10", None), ("A9", "消毒桶：____只")):
        assert [page[place].value, page[place].fill.patternType] == [before, "lightUp"], place
        assert "未掌握" in page[place].comment.text
    before = page_of(forms.packed(forms.labels()))
    assert {str(one) for one in page.merged_cells.ranges} == {str(one) for one in before.merged_cells.ranges}
    assert [page["A7"].font.name, page.page_setup.orientation, page.max_row] == ["宋体", "landscape", 10]


def test_blanks_under_two_bands_of_labels_are_filled_in_and_two_tables_stay_tables(run: Run) -> None:
    looked = view.look_at_form("penglai", "表.xlsx", forms.packed(forms.banded()))
    page, told = page_of(view.filled(run, looked, [])), records(run.answer("staffing_total"))[0]
    assert [page[place].value for place in ("A3", "B3", "C3", "A5", "B5", "C5")] == [
        told["people_required"], told["people_present"], told["people_short"], told["checkpoints"],
        told["checkpoints_unattended"], None]
    assert page["C5"].fill.patternType == "lightUp"
    book, _ = forms.form({"A1": "镇街", "B1": "应到", "C1": "在岗", "A6": "镇街", "B6": "走访", "C6": "超期"})
    assert view.look_at_form("penglai", "表.xlsx", forms.packed(book)).grain.code == "township"


def test_labels_above_a_table_are_filled_in_with_its_rows(run: Run) -> None:
    looked = view.look_at_form("penglai", "表.xlsx", forms.packed(forms.headed()))
    assert [looked.grain.code, asks(looked)["镇街"]] == ["township", "staffing_by_township.name"]
    assert [one.heading for one in looked.asked][:4] == ["填报单位", "填报日期", "卡点数量", "冷库数量"]
    page, told, day = page_of(view.filled(run, looked, [])), records(run.answer("staffing_total"))[0], run.scope.duty_on
    assert [page[place].value for place in ("B2", "D2", "B3", "E3")] == [
        "蓬莱市", f"    {day.year}年{day.month}月{day.day}日", told["checkpoints"], "单位：人"]
    assert [page["D3"].value, page["D3"].fill.patternType] == [None, "lightUp"]
    rows = run.answer("staffing_by_township")
    last = 4 + len(rows)
    assert [column(page, place, 5, last) for place in "AC"] == [
        list(rows["name"]), known(rows["people_present"])]
    assert [page[f"A{last + 1}"].value, page[f"B{last + 1}"].value] == ["合计", f"=SUM(B5:B{last})"]
    # What only rows have is not chosen for a label, and the other way round.
    places = {one.heading: one.place for one in looked.asked}
    chosen = {places["冷库数量"]: "staffing_by_township.people_short", places["备注"]: "staffing_total.checkpoints"}
    assert asks(view.decide(looked, chosen)) == asks(looked)
    settled = view.decide(looked, {places["冷库数量"]: "staffing_total.checkpoints_unattended"})
    assert page_of(view.filled(run, settled, []))["D3"].value == told["checkpoints_unattended"]


def test_a_head_written_in_one_line_above_a_table_is_filled_in_too(run: Run) -> None:
    looked = view.look_at_form("penglai", "表.xlsx", forms.packed(forms.headed_in_a_line()))
    assert [looked.grain.code, [one.heading for one in looked.asked]] == ["checkpoint", [
        "报送单位", "统计时间", "共设卡点（个）", "卡点卡点编号", "卡点卡点名称", "位置经度", "位置纬度"]]
    page, at = page_of(view.filled(run, looked, [])), run.scope.moment_at
    assert page["A2"].value == f"报送单位：蓬莱市    统计时间：{at:%Y-%m-%d %H:%M}  共设卡点：____个"
    assert column(page, "A", 5, 6) == list(run.answer("held_checkpoints")["checkpoint_id"][:2])


def test_an_old_workbook_comes_back_as_a_new_one_with_its_layout_and_without_a_result_of_yesterday(run: Run) -> None:
    # LibreOffice saved the form with a head as .xls.
    old = (Path(__file__).parent / "nasty" / "head.xls").read_bytes()
    looked = view.look_at_form("penglai", "日报.xls", old)
    new = view.look_at_form("penglai", "日报.xlsx", forms.packed(forms.headed()))
    assert [looked.is_old, looked.filled_name, new.is_old] == [True, "日报.xlsx", False]
    assert [asks(looked), looked.form.fingerprint] == [asks(new), new.form.fingerprint]
    page, same = page_of(view.filled(run, looked, [])), page_of(view.filled(run, new, []))
    last = 5 + len(run.answer("staffing_by_township"))
    for row in range(1, last):
        assert [cell.value for cell in page[row]] == [cell.value for cell in same[row]], row
    # The total's formula cannot be read; its old result of 0 would be told as a number.
    assert [page[f"A{last}"].value, page[f"B{last}"].value] == ["合计", None]
    assert "公式" in page[f"B{last}"].comment.text
    assert {str(one) for one in page.merged_cells.ranges} == {str(one) for one in same.merged_cells.ranges}
    assert [page["A5"].font.name, page["A5"].border.left.style, page.row_dimensions[5].height] == ["仿宋", "thin", 24]
    assert [page["D2"].fill.fgColor.rgb, page["A1"].alignment.horizontal] == ["00D9E1F2", "center"]
    with pytest.raises(SheetsError):
        view.look_at_form("penglai", "表.xls", old[:2000])


def test_what_is_settled_of_a_label_is_kept_and_a_name_in_a_blank_is_no_formula(
    run: Run, tiny: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontline.fill_view.read_deployment", lambda _name: tiny)
    looked = view.look_at_form("tiny", "表.xlsx", forms.packed(forms.labels()))
    place = next(one.place for one in looked.asked if one.field == UNDECIDED)
    settled = view.decide(looked, {place: "problem_total.found"})
    assert view.remember(settled, "tiny", "情况表", None, "", "zh") is None
    again = view.look_at_form("tiny", "改名.xlsx", forms.packed(forms.labels()))
    assert [again.saved.form, view.is_sure(again)] == ["情况表", True]
    monkeypatch.setattr("frontline.fill_values.place_words", lambda *_: "=1+1")
    book, _ = forms.form({"A1": "单位情况", "A2": "卡点数量", "C2": "日期", "A3": "填报单位：____"})
    page = page_of(view.filled(run, view.look_at_form("tiny", "表.xlsx", forms.packed(book)), []))
    assert [page["A3"].value, page["A3"].data_type] == ["填报单位：=1+1", "s"]


def test_a_formula_in_a_name_is_written_as_words(run: Run) -> None:
    book, _ = forms.form({"A1": "镇街", "B1": "应到", "C1": "在岗"})
    looked = view.look_at_form("penglai", "表.xlsx", forms.packed(book))
    name = '=cmd|"/c calc"!A1'
    frame = run.answer("staffing_by_township").assign(name=name)
    other = Run(run.board, run.scope, "fill", "")
    whole = other.answer
    other.answer = lambda question: frame if question == "staffing_by_township" else whole(question)
    cell = page_of(view.filled(other, looked, []))["A2"]
    assert [cell.value, cell.data_type, cell.quotePrefix] == [name, "s", True]


def test_the_sheet_about_the_data_is_added_only_when_it_is_asked_for(done: dict, run: Run) -> None:
    looked, content = done[forms.shifts]
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == ["Sheet1"]
    lines = view.about_lines(run, looked, "张三")
    book = openpyxl.load_workbook(io.BytesIO(view.filled(run, looked, lines)))
    told = "\n".join(str(row[0].value) for row in book["填写说明"])
    assert run.cover().definitions_version in told
    assert all(words in told for words in ("蓬莱", "张三", "staffing_by_shift.people_short", "不是 0"))


def test_a_form_that_cannot_be_filled_in_says_why() -> None:
    def reason(content: bytes) -> str:
        with pytest.raises((SheetsError, FormError)) as caught:
            view.look_at_form("penglai", "表.xlsx", content)
        assert all(view.refusal(caught.value, language) for language in ("zh", "en"))
        return caught.value.args[0]

    macros = io.BytesIO(forms.packed(forms.shifts()))
    with zipfile.ZipFile(macros, "a") as pack:
        pack.writestr("xl/vbaProject.bin", b"x")
    tall, _ = forms.form({"A1": "镇街", "B1": "应到", "C1": "在岗"}, ["A2:A3"])
    many = openpyxl.Workbook()
    for number in range(100):
        many.create_sheet(f"表{number}")
    full, _ = forms.form({"A1": "镇街", "B1": "应到", "C1": "在岗", "A2": "合计"})
    assert reason(macros.getvalue()) == "macro"
    assert reason(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")) == "locked"
    assert reason(forms.packed(many)) == "sheets"
    assert reason(forms.packed(openpyxl.Workbook())) == "header"
    assert reason(forms.packed(tall)) == "tall"
    assert reason(forms.packed(full)) == "room"
    assert reason("镇街,应到\n".encode()) == "kind"


def test_references_stretch_with_the_rows_they_cover_and_move_below_them() -> None:
    room = Room(7, 3)
    assert [room.reference(one) for one in ("C5:C7", "C5:C6", "$A$8", "B2", "A5:G9", "名称")] == [
        "C5:C10", "C5:C6", "$A$11", "B2", "A5:G12", "名称"]


def test_no_field_of_a_form_is_about_a_person() -> None:
    for grain in grains().values():
        assert {field.column for field in grain.fields.values()} & PERSONS == set()
        assert set(grain.questions) <= set(questions())


def test_a_kept_form_is_known_again_by_its_headings_and_the_request_is_counted(
    tiny: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontline.fill_view.read_deployment", lambda _name: read_deployment("tiny", TINY))
    monkeypatch.setattr("frontline.door.read_deployment", lambda _name: read_deployment("tiny", TINY))
    looked = view.look_at_form("tiny", "甲.xlsx", forms.packed(forms.strength()))
    place = next(one.place for one in looked.asked if one.field == UNDECIDED)
    looked = view.decide(looked, {place: "supervision_by_township.visits"})

    def note(name: str, unit: str, at: dt.datetime) -> None:
        request = Request(name, looked.form.fingerprint, unit, tiny.root_area_code, at, at + dt.timedelta(hours=8))
        outcome = view.remember(looked, "tiny", name, request, "值班室", "zh")
        assert outcome is not None
        assert outcome.faults.empty, outcome.faults.to_string()

    note("力量日报", "U1", NOW - dt.timedelta(hours=30))
    note("力量统计", "U2", NOW - dt.timedelta(hours=3))
    again = view.look_at_form("tiny", "改了名字.xlsx", forms.packed(forms.strength()))
    assert [again.saved.form, again.saved.unit] == ["力量统计", "U2"]
    assert next(one for one in again.asked if one.place == place).reason == "saved"
    assert view.is_sure(again)
    assert [one.form for one in all_saved(tiny)] == ["力量统计"]
    assert read_saved(tiny, "0" * 12) is None
    board = Store(tiny).board()
    rows = records(board.answer("held_by_request", area_code=None, duty_on=NOW.date()))
    assert [(row["title"], row["asked_by"], row["fields"], row["fields_held"], row["fields_repeated"],
             row["repeated_from"], row["repeated_by"]) for row in rows] == [
        ("力量统计", "甲街道办", 7, 6, 7, "力量日报", "县教育局"), ("力量日报", "县教育局", 7, 6, 0, None, None)]
    burden = records(board.answer("burden_total", area_code=None, duty_on=NOW.date()))[0]
    assert burden["requests"] == 1
    assert burden["fields"] == 7 * burden["communities"]


def test_what_was_settled_of_a_form_is_proposed_when_its_header_comes_back_filled_in(
    tiny: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("frontline.fill_view.read_deployment", lambda _name: tiny)
    heads = ["卡点编号", "卡点名称", "口子性质", "所在区划代码", "优先级", "启用时间"]
    cells = {f"{place}2": head for place, head in zip("ABCDEF", heads, strict=True)}
    book, page = forms.form({"A1": "卡点登记表"} | cells, title="卡点")
    looked = view.look_at_form("tiny", "表.xlsx", forms.packed(book), "", "checkpoint")
    settled = view.decide(looked, {2: "held_checkpoints.checkpoint_kind"})
    assert view.remember(settled, "tiny", "登记表", None, "", "zh") is None
    for place, value in zip("ABCDEF", ["K1", "甲高速口", "甲", "370684001", 1, "2020-01-29"], strict=True):
        page[f"{place}3"] = value
    [sheet], _ = read_files([("填好.xlsx", forms.packed(book))])
    kept = kept_columns(tiny, sheet.header.headings)
    calendar = calendar_of(sheet, tiny, NOW)
    asked = (sheet.table, sheet.header.headings, sheet.columns, sheet.rows, Confirmed(), calendar)
    [proposed] = [one for one in guesses(*asked, kept) if one.place == 2]
    assert [proposed.column.name, proposed.reason, proposed.is_sure] == ["checkpoint_kind", "form", False]
    assert kept_columns(tiny, [*sheet.header.headings, "备注"]) == {}
    assert "form" not in {one.reason for one in guesses(*asked)}


def test_a_damaged_mapping_is_passed_over(tiny: Deployment) -> None:
    folder = tiny.live / "mappings"
    folder.mkdir(exist_ok=True)
    (folder / "form-0123456789ab.toml").write_text("form = [", encoding="utf-8")
    assert read_saved(tiny, "0123456789ab") is None
    assert all_saved(tiny) == []
