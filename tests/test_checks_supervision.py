"""The rules of the door for what supervision writes: bulletins and proposals for accountability."""

import pytest
from handed import NOW, csv_of

from frontline.deployment import Deployment
from frontline.intake import take_in

BULLETIN = {
    "bulletin_id": "B1", "bulletin_kind": "point_to_point", "issuer_kind": "supervision",
    "issued_at": "2020-01-30 12:00", "organisation_id": "U2", "area_code": "370684001", "problem_id": "W1",
}
PROPOSAL = {
    "accountability_id": "A1", "measure": "reminder", "reason_kind": "ledger", "area_code": "370684001",
    "problem_id": "W1", "proposed_at": "2020-01-30 12:00", "reviewed_at": "2020-01-31 09:00", "outcome": "upheld",
}


def hand_in(tiny: Deployment, table: str, row: dict[str, str]) -> list[tuple[str, str]]:
    """Hand in one row and return (column, expected) of each fault."""
    receipt = take_in(tiny, [(f"{table}.csv", csv_of([list(row), list(row.values())]))], "督查办", NOW)
    return [(fault.column_name, fault.expected) for fault in receipt.faults]


@pytest.mark.parametrize(("changes", "faults"), [
    ({}, []),
    ({"bulletin_kind": "collective", "problem_id": "", "organisation_id": ""}, []),
    ({"problem_id": ""}, [("problem_id", "点对点通知须填问题编号")]),
    ({"organisation_id": ""}, [("organisation_id", "点对点通知须填对象单位编号")]),
    ({"issued_at": "2020-01-30 09:29"}, [("issued_at", "不得早于问题的发现时间（2020-01-30 09:30）")]),
])
def test_a_notice_names_its_problem_and_unit_and_comes_after_the_finding(
    tiny: Deployment, changes: dict[str, str], faults: list[tuple[str, str]]
) -> None:
    assert hand_in(tiny, "bulletin", BULLETIN | changes) == faults


@pytest.mark.parametrize(("changes", "faults"), [
    ({}, []),
    ({"reviewed_at": "", "outcome": ""}, []),
    ({"outcome": ""}, [("outcome", "有审核时间须填审核结果")]),
    ({"reviewed_at": ""}, [("reviewed_at", "有审核结果须填统一审核时间")]),
    ({"reviewed_at": "2020-01-30 11:59"}, [("reviewed_at", "不得早于提议时间")]),
])
def test_a_proposal_and_its_one_review_come_in_order(
    tiny: Deployment, changes: dict[str, str], faults: list[tuple[str, str]]
) -> None:
    assert hand_in(tiny, "accountability", PROPOSAL | changes) == faults
