"""Every rule of the door, with the words a clerk reads."""

import pytest
from handed import NOW, csv_of, tiny_row

from frontline.catalogue import Column, tables
from frontline.checks import CHECKS, as_csv, judge
from frontline.deployment import Deployment, deployments, read_deployment
from frontline.faults import is_private, mask
from frontline.intake import Receipt, read_files, take_in

LEARNED = Column("recorded_at", "获知时间", "timestamp with time zone", is_required=False)
TIME = "须为日期和时间，例如 2020-01-29 08:00"
DAY = "须为日期，例如 2020-01-29"
FUTURE = "不得晚于现在（2020-01-31 20:30）"
PRIVATE = "不得填写身份证号或手机号，请用人员化名"


def known(title: str) -> str:
    return f"须为「{title}」中已有的编号或代码，或随本次一同上交"


def hand_in(tiny: Deployment, table: str, **changes: str) -> Receipt:
    return take_in(tiny, [(f"{table}.csv", csv_of(tiny_row(table, **changes)))], "值班室", NOW)


KINDS = "须为下列之一：高速路口、车站、国省县道、村口、小区门口、隔离点、市场、采样点、专班值班室"
LISTS = (
    "须为下列之一：工作机制、三个是否、五个作用、督导队伍、巡查频次、责任层级、指挥层级、台账、登记表、证件、"
    "四位一体主体、值守措施、关爱措施条目、政策措施、政策方面、“三”、“二”、工作小组、组织事实、管理规则、在册场所"
)


@pytest.mark.parametrize(("table", "column", "found", "expected"), [
    ("checkpoint", "checkpoint_name", "", "必填"),
    ("checkpoint", "checkpoint_kind", "码头", KINDS),
    ("checkpoint", "priority", "首位", "须为 1 至 9 的整数"),
    ("checkpoint", "priority", "0", "须为 1 至 9 的整数"),
    ("checkpoint", "priority", "1.5", "须为 1 至 9 的整数"),
    ("checkpoint", "lon", "37.8", "须为 73 至 136 的数"),
    ("checkpoint", "lat", "120°45′", "须为 3 至 54 的数"),
    ("checkpoint", "lat", "nan", "须为 3 至 54 的数"),
    ("checkpoint", "area_code", "370684999", known("区划")),
    ("checkpoint", "opened_at", "2019-12-31 08:00", "不得早于 2020-01-22（首日前 7 天）"),
    ("checkpoint", "closed_at", "2020-01-28 23:00", "须晚于启用时间"),
    ("checkpoint", "closed_at", "2202-01-30 08:00", "不得晚于一年之后"),
    ("checkpoint", "checkpoint_name", "卡" * 201, "不得超过 200 个字"),
    ("checkpoint", "checkpoint_name", "甲\n乙", "不得换行"),
    ("area", "area_code", "37068", "须为 6、9 或 12 位数字"),
    ("area", "parent_code", "370685", known("区划")),
    ("area", "is_in_scope", "不详", "须为“是”或“否”"),
    ("organisation", "host_area_code", "1", known("区划")),
    ("organisation", "headcount", "-3", "须为不小于 0 的整数"),
    ("organisation", "headcount", "３箱", "须为不小于 0 的整数"),
    ("organisation", "headcount", "99999999999", "须为不小于 0 的整数"),
    ("organisation", "min_stay_share", "一半", "须为 0 至 1 的数"),
    ("person", "organisation_id", "U9", known("单位")),
    ("person", "person_id", "370684198001011234", PRIVATE),
    ("person", "person_id", "P-138 0013 8000", PRIVATE),
    ("dispatch", "person_id", "P99", known("人员（化名）")),
    ("dispatch", "ordered_at", "2020-01-29 24:30", TIME),
    ("dispatch", "arrived_at", "2020-01-28 08:59", "不得早于下达时间"),
    ("dispatch", "ended_at", "2020-01-28 17:59", "不得早于到位时间"),
    ("dispatch", "ended_at", "2020-02-01 00:00", FUTURE),
    ("requirement", "valid_to_on", "2020-01-28", "不得早于起始日期"),
    ("requirement", "valid_from_on", "2020-02-30", DAY),
    ("requirement", "valid_from_on", "93859", DAY),
    ("requirement", "valid_from_on", "2020-01-29 08:00", DAY),
    ("requirement", "valid_from_on", "2020-01/29", DAY),
    ("requirement", "shift_code", "中班", "须为下列之一：夜班、白班、晚班"),
    ("duty_shift", "checkpoint_id", "K9", known("卡点")),
    ("duty_shift", "planned_start_at", "2020-01-30", TIME),
    ("duty_shift", "planned_end_at", "2020-01-30 08:00", "须晚于计划上岗时间"),
    ("duty_shift", "planned_end_at", "2020-01-31 08:01", "一班不得超过 24 小时"),
    ("duty_shift", "actual_end_at", "2020-01-30 07:54", "不得早于实际上岗时间"),
    ("duty_shift", "actual_end_at", "2020-01-31 07:56", "一班不得超过 24 小时"),
    ("spot_check", "checked_at", "2020-01-31 20:31", FUTURE),
    ("duty_shift", "duty_on", "2020-01-29", "须与计划上岗时间为同一天（2020-01-30 08:00）"),
    ("duty_shift", "duty_on", "2020-01-31", "须与计划上岗时间为同一天（2020-01-30 08:00）"),
    ("reinforcement_request", "people_max", "1", "不得小于请求人数下限"),
    ("reinforcement_request", "decided_at", "2020-01-30 09:00", "不得早于请求时间"),
    ("volunteer_registration", "confirmed_at", "2020-01-29 08:59", "不得早于报到时间"),
    ("volunteer_service", "ended_at", "2020-01-30 09:00", "须晚于开始时间"),
    ("volunteer_service", "ended_at", "2020-01-31 09:01", "一次服务不得超过 24 小时"),
    ("spot_check", "people_found", "5", "不得大于抽查人数"),
    ("supervision_visit", "left_at", "2020-01-30 08:59", "不得早于到达时间"),
    ("check_item", "visit_id", "V9", known("督导走访")),
    ("check_item", "sites_failed", "4", "不得大于检查家数"),
    ("problem", "severity", "5", "须为 1 至 4 的整数"),
    ("problem", "due_at", "2020-01-30 09:29", "不得早于发现时间"),
    ("problem_event", "problem_id", "W9", known("问题")),
    ("problem_event", "happened_at", "2020-01-30 09:39", "不得早于问题的发现时间（2020-01-30 09:40）"),
    ("suggestion", "adopted_at", "2020-01-30 09:59", "不得早于提出时间"),
    ("expected_report", "valid_to_on", "2020-01-28", "不得早于起始日期"),
    ("report", "reported_at", "2020-01-29 23:59", "不得早于所属日期"),
    ("reference_item", "list_code", "别的", LISTS),
])
def test_a_wrong_cell_gives_one_fault_in_these_words(
    tiny: Deployment, table: str, column: str, found: str, expected: str
) -> None:
    receipt = hand_in(tiny, table, **{column: found})
    shown = "（空）" if not found else mask(found)
    shown = shown if len(shown) <= 60 else shown[:59] + "…"
    assert [(f.row_no, f.column_name, f.found, f.expected) for f in receipt.faults] == [(2, column, shown, expected)]


@pytest.mark.parametrize(("table", "changes"), [
    ("checkpoint", {"checkpoint_kind": "小区 门口", "priority": "２", "lon": "１２０．７５"}),
    ("checkpoint", {"checkpoint_kind": "Compound Gate", "opened_at": "2020年1月29日 8：00"}),
    ("organisation", {"headcount": "1,200", "min_stay_share": "0.5"}),
    ("organisation", {"headcount": "40.0"}),
    ("requirement", {"valid_from_on": "2020/1/29"}),
    ("requirement", {"valid_from_on": "2020.1.29", "shift_code": "晚班"}),
    ("requirement", {"valid_from_on": "2020年1月29日"}),
    ("requirement", {"valid_from_on": "2020-01-29 00:00:00"}),
    ("duty_shift", {"planned_start_at": "2020/1/30 8:00", "planned_end_at": "2020-01-30T08:00:00Z"}),
    ("duty_shift", {"planned_start_at": "", "planned_end_at": "", "actual_start_at": "", "actual_end_at": ""}),
    ("supervision_visit", {"is_unannounced": "是"}),
    ("supervision_visit", {"is_unannounced": "NO"}),
    ("problem_event", {"happened_at": "2020-01-30 24:00"}),
])
def test_the_ways_of_writing_that_are_accepted(tiny: Deployment, table: str, changes: dict[str, str]) -> None:
    receipt = hand_in(tiny, table, **changes)
    assert receipt.faults == ()


def test_values_are_stored_in_one_form(tiny: Deployment) -> None:
    rows = [
        ["班次", "值守日期", "人员化名", "卡点编号", "岗位", "值守编号", "计划上岗时间", "计划下岗时间", "撤销"],
        ["Day Shift", "2020年1月31日", "Ｐ０１", "K1", "值守干部", "T9", "2020/1/31 8：00", "2020-01-31 24:00", "否"],
    ]
    handed, _ = read_files([("班次值守.csv", csv_of(rows, "gb18030"))])
    judged = judge(tiny, handed, NOW)
    wrong, stored = judged.wrong, judged.stored
    assert wrong == []
    assert as_csv(stored[0]).decode() == (
        '"row_no","shift_code","duty_on","person_id","checkpoint_id","role","duty_shift_id","planned_start_at",'
        '"planned_end_at","is_withdrawn"\n'
        '2,"day","2020-01-31","P01","K1","cadre","T9","2020-01-31T08:00:00+08:00","2020-02-01T00:00:00+08:00","false"\n'
    )


def test_what_is_handed_in_together_may_refer_to_each_other(tiny: Deployment) -> None:
    unit = csv_of(tiny_row("organisation"))
    person = csv_of(tiny_row("person", organisation_id="NEW"))
    assert take_in(tiny, [("person.csv", person)], "x", NOW).status == "refused"
    assert take_in(tiny, [("person.csv", person), ("organisation.csv", unit)], "x", NOW).status == "accepted"


def test_a_key_twice_names_the_row_that_has_it(tiny: Deployment) -> None:
    header, row = tiny_row("person")
    faults = take_in(tiny, [("人员.csv", csv_of([header, row, [], row]))], "x", NOW).faults
    assert [(f.row_no, f.found, f.expected) for f in faults] == [(4, "NEW", "不得重复（第 2 行已有）")]


@pytest.mark.parametrize(("text", "private"), [
    ("37068419800101123X", True), ("370684 19800101 1234", True), ("电话13800138000", True),
    ("+86-138-0013-8000", True), ("１３８００１３８０００", True), ("370684001001", False),
    ("2020-01-29 08:00:00", False), ("12345678901", False), ("T15800000000123", False), ("K-0138", False),
])
def test_numbers_of_people_are_recognised_and_codes_are_not(text: str, private: bool) -> None:
    assert is_private(text) is private
    assert (mask(text) != text) is private


def test_every_check_belongs_to_a_table() -> None:
    assert {file.stem for file in CHECKS.glob("[!_]*.sql")} <= set(tables())


def test_headings_and_titles_are_unambiguous() -> None:
    for table in tables().values():
        names = [name for column in table.columns for name in column.names]
        assert len(names) == len(set(names))
    titles = [name for table in tables().values() for name in table.names]
    assert len(titles) == len(set(titles))


def test_every_sample_file_passes_all_checks() -> None:
    seen = set()
    for name in deployments():
        sample = read_deployment(name)
        held = (file for file in sorted(sample.folder.glob("*.csv")) if file.stem in tables())
        files = [(file.name, file.read_bytes()) for file in held]
        seen |= {file.removesuffix(".csv") for file, _ in files}
        handed, wrong = read_files(files, (LEARNED,))
        judged = judge(sample, handed, sample.clock_at, (LEARNED,))
        faults, stored = judged.wrong, judged.stored
        assert [*wrong, *faults] == []
        assert len(stored) == len(files)
    # Nobody has acknowledged an alarm or kept a plan yet; lists of sites come from others.
    assert set(tables()) - seen == {"alarm_acknowledgement", "plan", "site", "batch_review"}
