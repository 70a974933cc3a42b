"""Values by an explicit grammar: what is understood is stored in one form, everything else is a fault."""

import datetime as dt

import pytest
from handed import NOW, csv_of, tiny_row

from frontline.catalogue import tables
from frontline.dates import Calendar
from frontline.deployment import Deployment
from frontline.intake import Receipt, take_in
from frontline.journal import Journal
from frontline.numerals import chinese
from frontline.reading import bounds, read

CALENDAR = Calendar(dt.date(2020, 1, 20), dt.date(2020, 1, 31), dt.date(1899, 12, 30))


def column(path: str) -> object:
    table, _, name = path.partition(".")
    return next(column for column in tables()[table].columns if column.name == name)


@pytest.mark.parametrize(("where", "written", "value"), [
    ("requirement.people_required", "３人", "3"), ("requirement.people_required", "十二", "12"),
    ("requirement.people_required", "二十三名", "23"), ("requirement.people_required", "一百零五人", "105"),
    ("requirement.people_required", "两", "2"), ("requirement.people_required", "1.2万人", "12000"),
    ("requirement.people_required", "壹佰贰拾", "120"), ("requirement.people_required", "1,200 人", "1200"),
    ("checkpoint.priority", "二级", "2"),
    ("data_request.fill_minutes", "2.5小时", "150"), ("organisation.min_stay_share", "50%", "0.5"),
    ("supervision_visit.is_unannounced", "√", "true"), ("supervision_visit.is_unannounced", "×", "false"),
    ("supervision_visit.is_unannounced", "Ｙ", "true"), ("compound.has_manager", "有", "true"),
    ("compound.has_manager", "无", "false"), ("duty_shift.duty_on", "20200131", "2020-01-31"),
    ("duty_shift.duty_on", "二〇二〇年一月三十一日", "2020-01-31"),
    ("duty_shift.duty_on", "2020年1月31日（星期五）", "2020-01-31"),
    ("problem.found_at", "2020.1.30 下午3点半", "2020-01-30 15:30"),
    ("problem.found_at", "2020年1月30日20时5分", "2020-01-30 20:05"),
    ("problem.found_at", "2020/1/30 3:30 PM", "2020-01-30 15:30"),
])
def test_what_is_understood_is_one_value(where: str, written: str, value: str) -> None:
    assert read(written, column(where), CALENDAR) == (value, False)


@pytest.mark.parametrize(("where", "written", "value"), [
    ("duty_shift.duty_on", "1月25日", "2020-01-25"), ("duty_shift.duty_on", "12月31号", "2020-12-31"),
    ("duty_shift.duty_on", "大年初三", "2020-01-27"), ("duty_shift.duty_on", "除夕", "2020-01-24"),
    ("duty_shift.duty_on", "正月十五", "2020-02-08"), ("duty_shift.duty_on", "43860", "2020-01-30"),
    ("problem.found_at", "43860.3541666667", "2020-01-30 8:30:00"),
    ("problem.found_at", "正月初五 上午9点", "2020-01-29 9:00"),
])
def test_what_needs_a_supposition_is_read_and_said(where: str, written: str, value: str) -> None:
    assert read(written, column(where), CALENDAR) == (value, True)


@pytest.mark.parametrize(("where", "written"), [
    ("requirement.people_required", "3箱"), ("requirement.people_required", "约30人"),
    ("requirement.people_required", "三十多"), ("requirement.people_required", "一百一"),
    ("requirement.people_required", "一万二"), ("requirement.people_required", "若干"),
    ("duty_shift.duty_on", "1.10"), ("duty_shift.duty_on", "30日"), ("duty_shift.duty_on", "2月30日"),
    ("duty_shift.duty_on", "2020年1月31日（星期三）"), ("duty_shift.duty_on", "昨天"), ("duty_shift.duty_on", "99999"),
    ("duty_shift.duty_on", "2020-01/31"), ("duty_shift.duty_on", "2020年1-31"),
    ("problem.found_at", "1月30日"), ("problem.found_at", "1月30日晚上12点"), ("problem.found_at", "43860"),
    ("supervision_visit.is_unannounced", "不详"), ("supervision_visit.is_unannounced", "○"),
])
def test_what_is_not_understood_stays_as_it_is(where: str, written: str) -> None:
    assert read(written, column(where), CALENDAR) == (written.replace("（", "(").replace("）", ")"), False)


def test_a_date_that_two_years_of_a_long_action_know_needs_its_year() -> None:
    longer = Calendar(dt.date(2020, 1, 20), dt.date(2021, 6, 1), dt.date(1899, 12, 30))
    assert read("3月5日", column("duty_shift.duty_on"), longer) == ("3月5日", False)
    assert read("11月25日", column("duty_shift.duty_on"), longer) == ("2020-11-25", True)


def test_a_workbook_that_counts_from_1904_gives_another_day() -> None:
    other = Calendar(CALENDAR.earliest, CALENDAR.today, dt.date(1904, 1, 1))
    assert read("42398", column("duty_shift.duty_on"), other) == ("2020-01-30", True)


def test_numerals_written_in_full_are_numbers() -> None:
    numerals = ("零", "十", "一十", "二十", "廿三", "两百零二", "九千九百九十九", "十万零五")
    assert [chinese(text) for text in numerals] == [0, 10, 10, 20, 23, 202, 9999, 100_005]


@pytest.mark.parametrize(("written", "both"), [
    ("10–20", ("10", "20")), ("10-20名", ("10", "20")), ("十至二十人", ("10", "20")), ("１０～２０", ("10", "20")),
    ("15人", ("15", "15")), ("10人以上", ("10人以上", "10人以上")), ("10-若干", ("10-若干", "10-若干")),
])
def test_a_range_gives_both_its_ends(written: str, both: tuple[str, str]) -> None:
    assert bounds(written, "人") == both


REQUEST = ["请求编号", "请求区划代码", "岗位", "请求人数（人）", "请求时间", "请求状态"]


def hand_in(tiny: Deployment, name: str, rows: list[list[str]]) -> Receipt:
    return take_in(tiny, [(name, csv_of(rows))], "值班室", NOW)


def stored(tiny: Deployment, table: str) -> str:
    *_, (_, _, content) = Journal(tiny.live / "journal.sqlite").contents(table)
    return content.decode()


def test_a_range_fills_both_columns_where_the_table_keeps_one(tiny: Deployment) -> None:
    row = ["Q8", "370684001", "值守干部", "10–20名", "1月30日 10时", "待定"]
    state = next(word.text.zh for word in column("reinforcement_request.request_status").words)
    receipt = hand_in(tiny, "增援请求.csv", [REQUEST, [*row[:5], state], ["Q9", *row[1:3], "多派", *row[4:5], state]])
    assert [(f.row_no, f.column_name, f.found, f.expected) for f in receipt.faults] == [
        (3, "请求人数（人）", "多派", "须为不小于 0 的整数"),
    ]
    receipt = hand_in(tiny, "增援请求.csv", [REQUEST, [*row[:5], state]])
    assert [(f.row_no, f.column_name, f.found, f.expected) for f in receipt.supposed] == [
        (2, "请求时间", "1月30日 10时", "读作 2020-01-30 10:00"),
    ]
    assert '2,"Q8","370684001","cadre","10","2020-01-30T10:00:00+08:00"' in stored(tiny, "reinforcement_request")
    assert stored(tiny, "reinforcement_request").splitlines()[1].endswith('"20"')


def test_times_of_a_roster_take_its_date_and_an_end_before_the_start_the_next(tiny: Deployment) -> None:
    head = ["值守编号", "人员化名", "卡点编号", "岗位", "班次", "值守日期", "计划上岗时间", "计划下岗时间"]
    row = ["T9", "P01", "K1", "值守干部", "白班", "大年初六", "20时", "早上8点"]
    receipt = hand_in(tiny, "班次值守.csv", [head, row])
    assert [f.expected for f in receipt.supposed] == [
        "读作 2020-01-30", "读作 2020-01-30 20:00", "读作 2020-01-31 08:00",
    ]
    assert '"2020-01-30","2020-01-30T20:00:00+08:00","2020-01-31T08:00:00+08:00"' in stored(tiny, "duty_shift")


@pytest.mark.parametrize(("table", "changes", "fault"), [
    ("requirement", {"people_required": "若干人"}, ("people_required", "若干人", "须为不小于 0 的整数")),
    ("duty_shift", {"duty_on": "昨天"}, ("duty_on", "昨天", "须为日期，例如 2020-01-29")),
    ("supervision_visit", {"is_unannounced": "不详"}, ("is_unannounced", "不详", "须为“是”或“否”")),
    ("requirement", {"people_required": "2.5人"}, ("people_required", "2.5人", "须为不小于 0 的整数")),
])
def test_what_is_not_understood_is_a_fault_and_never_a_blank(
    tiny: Deployment, table: str, changes: dict[str, str], fault: tuple[str, str, str]
) -> None:
    faults = hand_in(tiny, f"{table}.csv", tiny_row(table, **changes)).faults
    assert [(f.row_no, f.column_name, f.found, f.expected) for f in faults] == [(2, *fault)]
