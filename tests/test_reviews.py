"""Reviews: a rejected file counts nowhere until it is approved, every correction keeps its old value."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
import shapely
from handed import NOW, TINY, csv_of
from shapely.geometry import Point, box
from shapes_handed import Features, geojson

from frontline.boundary_file import Declared
from frontline.deployment import Deployment
from frontline.faults import fault_catalogue
from frontline.handing import hand_in as handed_by_machine
from frontline.intake import take_in
from frontline.journal import Journal
from frontline.mapping import Confirmed
from frontline.preview import accept, check
from frontline.publish import publish
from frontline.review import review
from frontline.store import Store

HEAD = ["卡点编号", "卡点名称", "卡点类型", "所在区划代码", "优先级", "启用时间"]
ROW = ["N1", "新卡", "村口", "乙镇", "1", "2020-01-30 08:00"]
REPORT = ["报送编号", "报送内容", "报送区划代码", "所属日期", "班次", "报送时间"]
CAME = ["N9", "值守", "乙镇", "2020-01-31", "白班", "2020-01-31 17:00"]


@pytest.fixture
def desk(tiny: Deployment, monkeypatch: pytest.MonkeyPatch) -> Deployment:
    monkeypatch.setattr("frontline.review.read_deployment", lambda _id: tiny)
    monkeypatch.setattr("frontline.door.read_deployment", lambda _id: tiny)
    return tiny


def taken(tiny: Deployment, name: str, rows: list[list[str]]) -> str:
    receipt = take_in(tiny, [(name, csv_of(rows))], "乙镇值班室", NOW)
    assert receipt.faults == ()
    return receipt.batch_ids[0]


def on_board(tiny: Deployment, query: str, **given: object) -> pd.DataFrame:
    publish(tiny, NOW)
    return Store(tiny).board().answer(query, **given)


def test_a_rejected_file_that_comes_again_is_told_who_rejected_it_when_and_why_and_how_it_counts_again(
    desk: Deployment
) -> None:
    content = csv_of([HEAD, ROW])
    partly = csv_of([HEAD, [*ROW[:4], "许多", ROW[5]], ["N2", *ROW[1:]]])
    taken(desk, "卡点.csv", [HEAD, ROW])
    for name, again in (("卡点.csv", content), ("卡点二.csv", partly)):
        if again is partly:
            assert handed_by_machine(desk, [(name, again)], "乙镇值班室").status == "partly"
        batches = Journal(desk.live / "journal.sqlite").batches()
        batch = [row["batch_id"] for row in batches if row["batch_status"] == "accepted"][-1]
        assert review(desk.id, batch, "rejected", "张冠李戴", "县值班室", "zh").faults.empty
        receipt = take_in(desk, [("改名卡点.csv", again)], "乙镇值班室", NOW + dt.timedelta(minutes=1))
        preview = check(desk, [(name, again)], "乙镇值班室", NOW + dt.timedelta(minutes=1), Confirmed())
        assert [receipt.status, preview.changes] == ["refused", 0]
        for fault in (receipt.faults[0], preview.faults[0].fault("zh")):
            entry = fault_catalogue()["FILE-18"]
            assert (fault.code, fault.found, fault.expected) == ("FILE-18", entry["found"], entry["expected"])
        # Corrected it is another content.
        assert check(desk, [(name, again + b"\n")], "乙镇值班室", NOW, Confirmed()).changes == 1
        assert review(desk.id, batch, "approved", "已核实", "县值班室", "zh").faults.empty
    assert handed_by_machine(desk, [("卡点.csv", content)], "乙镇值班室").status == "unchanged"
    shape = geojson([({"代码": "370684001"}, box(120.70, 37.78, 120.80, 37.86))])
    for state, status in (("rejected", "refused"), ("approved", "unchanged")):
        batch = shaped(desk, "一.geojson", [({"代码": "370684001"}, box(120.70, 37.78, 120.80, 37.86))]) \
            if state == "rejected" else batch
        assert review(desk.id, batch, state, "界线有误", "县值班室", "zh").faults.empty
        answer = handed_by_machine(desk, [("一.geojson", shape)], "测绘科", declared=Declared("wgs84"))
        assert [answer.status, [one.code for one in answer.preview.faults]] == [
            status, ["FILE-18"] if status == "refused" else []]


def reports(tiny: Deployment) -> list[str]:
    frame = on_board(tiny, "report_owed_list", area_code="370684100", duty_on=dt.date(2020, 1, 31))
    return frame["report_status"].tolist()


def test_a_rejected_file_counts_nowhere_and_an_approved_one_again(desk: Deployment) -> None:
    before = on_board(desk, "checkpoint_list")["checkpoint_id"].tolist()
    batch, report = taken(desk, "卡点.csv", [HEAD, ROW]), taken(desk, "报送登记.csv", [REPORT, CAME])
    assert "N1" in on_board(desk, "checkpoint_list")["checkpoint_id"].tolist()
    assert reports(desk) == ["on_time"]
    accepted = int(on_board(desk, "batch_total")["accepted"][0])
    for one in (batch, report):
        assert review(desk.id, one, "rejected", "张冠李戴", "县值班室", "zh").faults.empty
    assert on_board(desk, "checkpoint_list")["checkpoint_id"].tolist() == before
    assert reports(desk) == ["missing"]
    # The two reviews are files that were taken in, the two files no longer are.
    assert int(on_board(desk, "batch_total")["accepted"][0]) == accepted
    assert on_board(desk, "match_total")["cells"].isna().all()
    listed = on_board(desk, "batch_review_list").set_index("batch_id")
    assert tuple(listed.loc[batch, ["review_state", "reason", "duty_post"]]) == ("rejected", "张冠李戴", "县值班室")
    assert review(desk.id, batch, "approved", "已核实", "县值班室", "zh").faults.empty
    assert "N1" in on_board(desk, "checkpoint_list")["checkpoint_id"].tolist()
    assert Journal(desk.live / "journal.sqlite").verify() == []


def test_a_questioned_file_still_counts_and_one_never_reviewed_is_received(desk: Deployment) -> None:
    batch = taken(desk, "卡点.csv", [HEAD, ROW])
    assert review(desk.id, batch, "questioned", "数字偏大", "县值班室", "zh").faults.empty
    assert "N1" in on_board(desk, "checkpoint_list")["checkpoint_id"].tolist()
    states = on_board(desk, "batch_review_list")["review_state"].tolist()
    assert states.count("questioned") == 1
    assert set(states) == {"questioned", "received"}


def test_a_correction_keeps_the_old_value_with_who_when_and_why(desk: Deployment) -> None:
    taken(desk, "卡点.csv", [HEAD, ROW])
    publish(desk, NOW)
    later = NOW + dt.timedelta(minutes=5)
    preview = check(desk, [("改.csv", csv_of([HEAD, [*ROW[:4], "2", ROW[5]]]))], "县值班室", later, Confirmed())
    accept(desk, preview)
    batch = Journal(desk.live / "journal.sqlite").batches()[-1]["batch_id"]
    assert review(desk.id, batch, "approved", "优先级填错", "县值班室", "zh").faults.empty
    frame = on_board(desk, "correction_list")
    assert frame.drop(columns="recorded_at").to_numpy().tolist() == [
        ["卡点", "checkpoint", "N1", "优先级（1 最高）", "priority", "1", "1", "2", "2",
         "县值班室", "改.csv", "优先级填错"],
    ]
    assert frame["recorded_at"][0] == later


def test_corrections_of_tables_about_people_show_neither_key_nor_person(desk: Deployment) -> None:
    rows = pd.read_csv(Path(TINY) / "duty_shift.csv", dtype=str, keep_default_na=False)
    row = rows.iloc[0]
    other = next(person for person in rows["person_id"] if person != row["person_id"])
    changed = row.copy()
    changed["person_id"], changed["actual_end_at"] = other, ""
    taken(desk, "班次值守.csv", [list(row.index), list(changed)])
    frame = on_board(desk, "correction_list")
    assert frame["record_key"].isna().all()
    assert frame["heading_zh"].tolist() == ["实际下岗时间"]
    assert frame["heading_en"].tolist() == ["actual end at"]
    assert not frame.astype(str).apply(lambda column: column.str.contains(other)).any().any()


def shaped(tiny: Deployment, name: str, features: Features) -> str:
    answer = handed_by_machine(tiny, [(name, geojson(features))], "测绘科", declared=Declared("wgs84"))
    assert answer.status == "accepted"
    return Journal(tiny.live / "journal.sqlite").batches()[-1]["batch_id"]


def cell(tiny: Deployment) -> tuple[str, float]:
    frame = on_board(tiny, "area_cells").set_index("name")
    row = frame.loc["甲街道"]
    return row["geometry_source"], round(shapely.from_wkb(bytes(row["wkb"])).area, 6)


def test_rejecting_boundaries_brings_back_the_outlines_before_them_on_the_map(desk: Deployment) -> None:
    drawn = cell(desk)
    named = {"代码": "370684001"}
    first = shaped(desk, "一.geojson", [(named, box(120.70, 37.78, 120.80, 37.86))])
    second = shaped(desk, "二.geojson", [(named, box(120.70, 37.78, 120.82, 37.86))])
    assert (drawn[0], cell(desk)) == ("schematic", ("imported", 0.0096))
    for batch, state, expected in (
        (second, "rejected", ("imported", 0.008)), (first, "rejected", drawn),
        (second, "approved", ("imported", 0.0096)),
    ):
        assert review(desk.id, batch, state, "界线有误", "县值班室", "zh").faults.empty
        assert cell(desk) == expected


def test_rejecting_positions_brings_back_where_the_checkpoints_were(desk: Deployment) -> None:
    def at() -> tuple[float, float]:
        cursor = Store(desk).board().cursor()
        return cursor.execute("select lon, lat from current_checkpoint where checkpoint_id = 'K1'").fetchone()

    before = at()
    first = shaped(desk, "一.geojson", [({"卡点": "K1"}, Point(120.7512345, 37.81))])
    second = shaped(desk, "二.geojson", [({"卡点": "K1"}, Point(120.7522345, 37.81))])
    assert at() == (120.7522345, 37.81)
    for batch, expected in ((second, (120.7512345, 37.81)), (first, before)):
        assert review(desk.id, batch, "rejected", "位置有误", "县值班室", "zh").faults.empty
        assert at() == expected


def checkpoint(tiny: Deployment) -> tuple[str, str | None, float]:
    publish(tiny, NOW)
    return Store(tiny).board().cursor().execute(
        "select checkpoint_name, strftime(closed_at, '%d'), lon from current_checkpoint where checkpoint_id = 'K1'"
    ).fetchone()


def test_what_a_rejected_file_said_lives_on_in_no_position_and_no_sheet_that_said_nothing_of_it(
    desk: Deployment
) -> None:
    rows = pd.read_csv(Path(TINY) / "checkpoint.csv", dtype=str, keep_default_na=False).iloc[[0]]
    wrong = rows.assign(closed_at="2020-01-30 08:00", checkpoint_name="错名")
    batch = taken(desk, "卡点.csv", [list(wrong.columns), list(wrong.iloc[0])])
    assert checkpoint(desk) == ("错名", "30", 120.75)
    shaped(desk, "一.geojson", [({"卡点": "K1"}, Point(120.7512345, 37.81))])
    silent = wrong.drop(columns=["closed_at", "lon", "lat"]).assign(priority="3")
    content = csv_of([list(silent.columns), list(silent.iloc[0])])
    preview = check(desk, [("卡点.csv", content)], "县值班室", NOW + dt.timedelta(minutes=5), Confirmed())
    assert [preview.faults, preview.changes, accept(desk, preview)] == [(), 1, True]
    assert checkpoint(desk) == ("错名", "30", 120.7512345)
    for state, expected in (("rejected", None), ("approved", "30")):
        assert review(desk.id, batch, state, "张冠李戴", "县值班室", "zh").faults.empty
        # The name was said by the last sheet itself.
        assert checkpoint(desk) == ("错名", expected, 120.7512345)


def test_a_position_of_a_checkpoint_that_only_a_rejected_file_knows_is_no_checkpoint(desk: Deployment) -> None:
    batch = taken(desk, "卡点.csv", [HEAD, ROW])
    publish(desk, NOW)
    shaped(desk, "一.geojson", [({"卡点": "N1"}, Point(120.7512345, 37.81))])
    assert "N1" in on_board(desk, "checkpoint_list")["checkpoint_id"].tolist()
    assert review(desk.id, batch, "rejected", "没有此卡", "县值班室", "zh").faults.empty
    assert "N1" not in on_board(desk, "checkpoint_list")["checkpoint_id"].tolist()
