"""For each code of a fault, something handed in that has this fault and no other."""

import io
from collections.abc import Callable

import xlsxwriter
from handed import ROWS, csv_of, ods_of, ods_row, tiny_row, xlsx_of
from hostile import GOOD, bomb, many_sheets, repacked, stray

from frontline.catalogue import tables
from frontline.sheets import MOST_BYTES

Files = list[tuple[str, bytes]]
POST = ["卡点编号", "卡点名称", "卡点类型", "所在区划代码", "优先级", "启用时间"]
K8 = ["K8", "戊路口", "村口", "370684001", "2", "2020-01-30 08:30"]
MORE = ROWS | {
    "accountability": {
        "accountability_id": "B1", "measure": "reminder", "reason_kind": "off_post", "area_code": "370684001",
        "proposed_at": "2020-01-30 09:00", "reviewed_at": "2020-01-31 09:00", "outcome": "upheld",
    },
    "bulletin": {
        "bulletin_id": "L1", "bulletin_kind": "point_to_point", "issuer_kind": "supervision",
        "issued_at": "2020-01-31 09:00", "organisation_id": "U2", "problem_id": "W1",
    },
    "plan": {
        "plan_id": "F1", "plan_name": "甲", "duty_on": "2020-01-31", "shift_code": "day", "people_added": "1",
        "role": "cadre", "ill_share": "0", "is_rested": "true", "saved_at": "2020-01-31 09:00", "duty_post": "值班室",
    },
}

CELLS: dict[str, tuple[str, dict[str, str]]] = {
    "CELL-03": ("person", {"person_id": "370684198001011234"}),
    "CELL-04": ("checkpoint", {"checkpoint_name": ""}),
    "CELL-05": ("checkpoint", {"checkpoint_name": "甲\n乙"}),
    "CELL-06": ("checkpoint", {"checkpoint_name": "卡" * 201}),
    "CELL-07": ("requirement", {"shift_code": "中班"}),
    "CELL-08": ("area", {"is_in_scope": "不详"}),
    "CELL-09": ("requirement", {"valid_from_on": "2020-02-30"}),
    "CELL-10": ("dispatch", {"ordered_at": "2020-01-29 24:30"}),
    "CELL-13": ("organisation", {"headcount": "-3"}),
    "CELL-14": ("fund_movement", {"yuan": "-1"}),
    "CELL-15": ("checkpoint", {"priority": "首位"}),
    "CELL-16": ("checkpoint", {"lon": "37.8"}),
    "CELL-17": ("spot_check", {"checked_at": "2020-01-31 20:31"}),
    "CELL-18": ("checkpoint", {"closed_at": "2202-01-30 08:00"}),
    "CELL-19": ("checkpoint", {"opened_at": "2019-12-31 08:00"}),
    "CELL-20": ("duty_shift", {"checkpoint_id": "K9"}),
    "CELL-21": ("checkpoint", {"area_code": "甲街"}),
    "CELL-22": ("person", {"person_id": "3.70684E+17"}),
    "RULE-01": ("accountability", {"reviewed_at": "2020-01-30 08:00"}),
    "RULE-02": ("accountability", {"outcome": ""}),
    "RULE-03": ("accountability", {"reviewed_at": ""}),
    "RULE-04": ("area", {"area_code": "37068"}),
    "RULE-05": ("area", {"area_code": "370684001008", "area_level": "hamlet"}),
    "RULE-06": ("area", {"area_code": "370684001007", "parent_code": "370684001007"}),
    "RULE-07": ("bulletin", {"problem_id": ""}),
    "RULE-08": ("bulletin", {"organisation_id": ""}),
    "RULE-09": ("check_item", {"sites_failed": "4"}),
    "RULE-10": ("checkpoint", {"closed_at": "2020-01-28 23:00"}),
    "RULE-11": ("dispatch", {"arrived_at": "2020-01-28 08:59"}),
    "RULE-12": ("dispatch", {"ended_at": "2020-01-28 17:59"}),
    "RULE-13": ("duty_shift", {"planned_end_at": "2020-01-30 08:00"}),
    "RULE-14": ("duty_shift", {"planned_end_at": "2020-01-31 08:01"}),
    "RULE-15": ("duty_shift", {"actual_end_at": "2020-01-30 07:54"}),
    "RULE-16": ("duty_shift", {"actual_end_at": "2020-01-31 07:56"}),
    "RULE-17": ("duty_shift", {"actual_start_at": ""}),
    "RULE-18": ("expected_report", {"valid_to_on": "2020-01-28"}),
    "RULE-19": ("fund_movement", {"fund_flow": "in"}),
    "RULE-20": ("ledger_return", {"rows_invalid": "7"}),
    "RULE-21": ("ledger_return", {"filed_at": ""}),
    "RULE-22": ("passage_hour", {"hour_at": "2020-01-30 09:10"}),
    "RULE-23": ("passage_hour", {"people": "4", "qr_reports": "0"}),
    "RULE-24": ("passage_hour", {"qr_reports": "11"}),
    "RULE-25": ("permit_count", {"permits_active": "91"}),
    "RULE-26": ("plan", {"closed_checkpoints": "K1 K9"}),
    "RULE-27": ("problem", {"due_at": "2020-01-30 09:29"}),
    "RULE-28": ("reinforcement_request", {"people_max": "1"}),
    "RULE-29": ("reinforcement_request", {"decided_at": "2020-01-30 09:00"}),
    "RULE-30": ("report", {"reported_at": "2020-01-29 23:59"}),
    "RULE-31": ("requirement", {"valid_to_on": "2020-01-28"}),
    "RULE-32": ("rest_order", {"ends_at": "2020-01-30 08:00"}),
    "RULE-33": ("rest_order", {"relieved_by_id": "P01"}),
    "RULE-34": ("spot_check", {"people_found": "5"}),
    "RULE-35": ("suggestion", {"adopted_at": "2020-01-30 09:59"}),
    "RULE-36": ("supervision_visit", {"left_at": "2020-01-30 08:59"}),
    "RULE-37": ("volunteer_registration", {"confirmed_at": "2020-01-29 08:59"}),
    "RULE-38": ("volunteer_service", {"ended_at": "2020-01-30 09:00"}),
    "RULE-39": ("volunteer_service", {"ended_at": "2020-01-31 09:01"}),
    "RULE-40": ("zone_status", {"ends_at": "2020-01-30 09:00"}),
    "RULE-41": ("bulletin", {"issued_at": "2020-01-30 09:29"}),
    "RULE-42": ("compound_check", {"gates_open": "3"}),
    "RULE-43": ("duty_shift", {"duty_on": "2020-01-29"}),
    "RULE-44": ("problem_event", {"happened_at": "2020-01-30 09:39"}),
}


def cells(code: str) -> Files:
    """Return the one row of a code, under its Chinese headings and a key of its own, in a file that the code names."""
    table, changes = CELLS[code]
    if table in MORE:
        row = MORE[table]
    else:
        heading, values = tiny_row(table)
        row = dict(zip(heading, values, strict=True))
    key = {} if table == "area" else {next(iter(row)): code}
    row = row | key | changes
    headings = {column.name: column.heading for column in tables()[table].columns}
    return [(f"{tables()[table].title}（{code}）.csv", csv_of([[headings[name] for name in row], list(row.values())]))]


def people(*rows: list[str]) -> bytes:
    """Return rows of people under the headings of the template."""
    return csv_of([[column.heading for column in tables()["person"].columns], *rows])


def hidden() -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.add_worksheet("填写说明").write(0, 0, "x")
    sheet = book.add_worksheet("卡点")
    for number, row in enumerate([POST, K8]):
        sheet.write_row(number, 0, row)
    sheet.hide()
    book.close()
    return target.getvalue()


def merged(cells: str, value: str) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("卡点")
    for number, row in enumerate([POST, K8, ["K9", *K8[1:]]]):
        sheet.write_row(number, 0, row)
    sheet.merge_range(cells, value)
    book.close()
    return target.getvalue()


def posts(*rows: list[str]) -> bytes:
    return csv_of([POST, *rows])


WITHOUT_VALUE = (
    '<table:table-cell table:formula="of:=1/0" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
)
FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "FILE-01": ("a.csv", lambda: b"a" * (MOST_BYTES + 1)),
    "FILE-02": ("a.csv", bytes),
    "FILE-03": ("a.csv", lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    "FILE-04": ("a.xls", lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")),
    "FILE-05": ("a.xlsx", lambda: repacked(GOOD, **{"xl__vbaProject.bin": b"x"})),
    "FILE-06": ("a.xlsx", lambda: GOOD[:-300]),
    "FILE-07": ("a.xlsx", bomb),
    "FILE-08": ("a.xlsx", many_sheets),
    "FILE-09": ("a.xlsx", lambda: stray(0, 200)),
    "FILE-10": ("a.csv", lambda: "卡点编号,名称\nK1,中".encode("gb18030")[:-1]),
    "FILE-11": ("a.csv", lambda: b'a,b\n"1,2\n'),
    "FILE-13": ("卡点.csv", posts),
    "SHEET-01": ("杂项.csv", lambda: csv_of([["甲", "乙"], ["1", "2"]])),
    "SHEET-02": ("a.xlsx", hidden),
    "SHEET-03": ("a.xlsx", lambda: xlsx_of({"卡点": [POST, K8], "checkpoint": [POST, ["K9", *K8[1:]]]})),
    "SHEET-06": ("卡点.csv", lambda: csv_of([
        POST, K8, [column.heading for column in tables()["organisation"].columns]])),
    "SHEET-04": ("人员.csv", lambda: csv_of([["甲", "乙"], ["1", "2"]])),
    "HEAD-01": ("卡点.csv", lambda: csv_of([[*POST, "车牌"], [*K8, "鲁F"]])),
    "HEAD-02": ("卡点.csv", lambda: csv_of([[*POST, "优先级"], [*K8, "3"]])),
    "HEAD-03": ("卡点.csv", lambda: csv_of([[*POST[:4], POST[5]], [*K8[:4], K8[5]]])),
    "HEAD-04": ("卡点.csv", lambda: csv_of([POST, [*K8, "临时"]])),
    "CELL-01": ("a.xlsx", lambda: merged("E2:F3", "2")),
    "CELL-02": ("a.ods", lambda: ods_of({"卡点": ods_row(*POST) + ods_row(*K8[:4], WITHOUT_VALUE, K8[5])})),
    "ROW-01": ("人员.csv", lambda: people(*[tiny_row("person")[1]] * 2)),
}
FORMATS = {
    "MAP-01": "table = [",
    "MAP-02": '[[table]]\nname = "visits"',
    "MAP-03": '[[table]]\nname = "site"\n[table.columns]\nsite_id = "{a}"\nplace = "{b}"',
    "MAP-04": '[[table]]\nname = "site"\n[table.columns]\nsite_name = "{a}"',
}
