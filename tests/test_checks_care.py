"""Rules of the door for compounds, ledgers, passages, permits, rest and money, with the words a clerk reads."""

import pytest
from handed import NOW, ROWS, csv_of

from frontline.deployment import Deployment
from frontline.intake import Receipt, take_in


def hand_in(tiny: Deployment, table: str, **changes: str) -> Receipt:
    row = ROWS[table] | changes
    files = [(f"{table}.csv", csv_of([list(row), list(row.values())]))]
    if table == "compound_check":
        compound = ROWS["compound"]
        files.append(("compound.csv", csv_of([list(compound), list(compound.values())])))
    return take_in(tiny, files, "值班室", NOW)


@pytest.mark.parametrize("table", ROWS)
def test_a_right_row_is_taken_in_and_more_issued_than_came_in_is_no_fault(tiny: Deployment, table: str) -> None:
    assert hand_in(tiny, table).faults == ()


@pytest.mark.parametrize(("table", "column", "found", "expected"), [
    ("compound_check", "gates_open", "3", "不得大于小区的出入口数（2）"),
    ("compound", "gates", "-1", "须为不小于 0 的整数"),
    ("ledger_return", "rows_invalid", "7", "不得大于已登记条数"),
    ("ledger_return", "filed_at", "", "有已登记条数须填报送时间"),
    ("passage_hour", "hour_at", "2020-01-30 09:10", "须为整点"),
    ("passage_hour", "people", "4", "不得小于两种登记表之和"),
    ("passage_hour", "qr_reports", "11", "不得大于通行人次"),
    ("permit_count", "permits_active", "91", "不得大于累计发放"),
    ("zone_status", "ends_at", "2020-01-30 09:00", "须晚于起始时间"),
    ("rest_order", "ends_at", "2020-01-30 08:00", "须晚于起始时间"),
    ("rest_order", "relieved_by_id", "P01", "不得为轮休者本人"),
])
def test_a_wrong_cell_of_compounds_or_care_gives_one_fault(
    tiny: Deployment, table: str, column: str, found: str, expected: str
) -> None:
    if table == "passage_hour" and column == "people":
        receipt = hand_in(tiny, table, people=found, qr_reports="0")
    else:
        receipt = hand_in(tiny, table, **{column: found})
    assert [(f.row_no, f.column_name, f.found, f.expected) for f in receipt.faults] == [
        (2, column, found or "（空）", expected)
    ]


def test_money_that_comes_in_has_no_purpose(tiny: Deployment) -> None:
    receipt = hand_in(tiny, "fund_movement", fund_flow="in")
    assert [(f.column_name, f.expected) for f in receipt.faults] == [("fund_purpose", "收入不填用途")]
